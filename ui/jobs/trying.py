"""Reads a case's files by other settings: what would change, and taking in what a reading gives.

Nothing is stored by trying. What a person has decided is never touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.model import Person, SettingsRow, Source, Suggestion
from chronology_app.model.codes import SourceKind, SuggestionStatus
from chronology_app.reading.document import SourceText
from ui.jobs.beside import Job
from ui.jobs.not_proposed import stored_text
from ui.jobs.reading import ReadBy, read_text

#: Files read at once: as many as there are worker processes.
_AT_ONCE = 2
#: In what a suggestion may differ between two readings, besides being there at all.
COMPARED = (
    "fact", "concern_types", "kind", "needs", "strength", "agency", "evidence", "children",
    "record_class", "date", "spells",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One suggestion in two readings of the same source; never both None."""

    source_id: str
    before: Suggestion | None
    after: Suggestion | None

    @property
    def kind(self) -> str:
        """How it differs: "appears", "goes" or "changes"."""
        if self.before is None:
            return "appears"
        return "goes" if self.after is None else "changes"

    @property
    def fields(self) -> tuple[str, ...]:
        """In which fields a changed one differs."""
        if self.before is None or self.after is None:
            return ()
        return tuple(f for f in COMPARED if getattr(self.before, f) != getattr(self.after, f))


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading the case's files again."""

    files: int = 0
    added: int = 0
    renewed: int = 0
    gone: int = 0
    #: Found, but left as a person had decided it.
    kept: int = 0


def try_settings(
    job: Job, book: Casebook, case_id: str, before: ReadBy, after: ReadBy
) -> tuple[Difference, ...]:
    """Read all files of a case by two settings in worker processes; return what differs.

    Errors: StoppedError.
    """
    found: list[Difference] = []
    for _, differences in _each_source(job, book, case_id, before, after):
        found.extend(differences)
    return tuple(found)


def read_again(
    job: Job, book: Casebook, case_id: str, earlier: Sequence[SettingsRow] | None
) -> tuple[Taken, Changed | None]:
    """Read all files of a case by the settings in force and take in what is new, as one step.

    `earlier`: what was in force before; then just what differs between the two is taken in, and
    what waits and is no longer found goes. Without it what is found and unknown is added, what
    waits is brought up to date, and nothing goes. Errors: StoppedError; then nothing is stored.
    """
    now = ReadBy(book.queries.settings_rows(case_id))
    before = ReadBy(tuple(earlier)) if earlier is not None else None
    known = {one.id: one for one in book.queries.suggestions(case_id, None)}
    found: list[Suggestion] = []
    gone: list[str] = []
    files = kept = 0
    for source, differences in _each_source(job, book, case_id, before, now):
        files += 1
        mine = [one for one in known.values() if one.source_id == source.id]
        for one in differences:
            if one.after is not None:
                taken = replace(one.after, source_id=source.id)
                if _is_decided(taken, mine):
                    kept += 1
                else:
                    found.append(taken)
            if one.before is not None and (one.after is None or one.after.id != one.before.id):
                gone.append(one.before.id)
    gone = [i for i in gone if i in known and _waits(known[i])]
    added = sum(one.id not in known for one in found)
    renewed = sum(one.id in known and _differs(one, known[one.id]) for one in found)
    taken_in = Taken(files, added, renewed, len(gone), kept)
    if not (added or renewed or gone):
        return taken_in, None
    return taken_in, book.take_new_reading(case_id, found, gone)


def compare(
    text: SourceText, people: tuple[Person, ...], before: ReadBy | None, after: ReadBy
) -> tuple[tuple[Suggestion | None, Suggestion | None], ...]:
    """Read a text by two settings and pair what differs; in a worker process.

    Without `before` everything that is found counts as new.
    """
    now = read_text(text, people, by=after).suggestions
    was = read_text(text, people, by=before).suggestions if before is not None else ()
    old, new = {one.id: one for one in was}, {one.id: one for one in now}
    lost = [one for one in was if one.id not in new]
    pairs: list[tuple[Suggestion | None, Suggestion | None]] = []
    for one in now:
        earlier = old.get(one.id) or next((o for o in lost if overlap(o, one)), None)
        if earlier is not None and earlier in lost:
            lost.remove(earlier)
        if earlier is None or _differs(one, earlier):
            pairs.append((earlier, one))
    return tuple([*pairs, *((one, None) for one in lost)])


def overlap(one: Suggestion, other: Suggestion) -> bool:
    """Say whether two suggestions of one source quote some of the same words."""
    return any(
        a.passage_index == b.passage_index and a.start < b.end and b.start < a.end
        for a in one.spans
        for b in other.spans
    )


def _each_source(
    job: Job, book: Casebook, case_id: str, before: ReadBy | None, after: ReadBy
) -> Iterator[tuple[Source, tuple[Difference, ...]]]:
    people = book.queries.records(Person, case_id)
    files = [s for s in book.queries.sources(case_id) if s.kind != SourceKind.ENTRY]

    def give(source: Source) -> Future[Any]:
        passages = book.queries.passages(case_id, source.id)
        text = stored_text(source, tuple(p for p in passages if not p.is_typed_later))
        return pool.submit(job.process, compare, text, people, before, after)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = deque(give(source) for source in files[:_AT_ONCE])
        for number, source in enumerate(files):
            job.check()
            pairs = waiting.popleft().result()
            if number + _AT_ONCE < len(files):
                waiting.append(give(files[number + _AT_ONCE]))
            job.progress(number + 1, len(files), source.name)
            yield source, tuple(Difference(source.id, was, now) for was, now in pairs)


def _is_decided(found: Suggestion, known: Sequence[Suggestion]) -> bool:
    """Say whether a person has decided this suggestion, or another about the same words."""
    return any(not _waits(one) and (one.id == found.id or overlap(one, found)) for one in known)


def _waits(one: Suggestion) -> bool:
    return one.status == SuggestionStatus.WAITING


def _differs(one: Suggestion, other: Suggestion) -> bool:
    return one.id != other.id or any(getattr(one, f) != getattr(other, f) for f in COMPARED)
