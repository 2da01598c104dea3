"""Reads a case's files by other settings: what would change, and taking in what a reading gives.

Nothing is stored by trying. What a person has decided is never touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.model import Person, SettingsRow, Source, Suggestion
from chronology_app.model.codes import RecordClass, SourceKind, SuggestionStatus
from chronology_app.reading.document import SourceText
from ui.jobs.beside import Job
from ui.jobs.not_proposed import stored_text
from ui.jobs.reading import ReadBy, passage_classes, read_text

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
class Compared:
    """One source read by two settings."""

    #: Each suggestion that differs, as it was and as it is.
    pairs: tuple[tuple[Suggestion | None, Suggestion | None], ...] = ()
    #: Passage index -> class, for what only the later settings keep back.
    classes: Mapping[int, RecordClass] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading the case's files again."""

    files: int = 0
    added: int = 0
    renewed: int = 0
    gone: int = 0
    #: Found, but left as a person had decided it.
    kept: int = 0
    #: Passages that are kept back from now on.
    classed: int = 0


def try_settings(
    job: Job, book: Casebook, case_id: str, before: ReadBy, after: ReadBy
) -> tuple[Difference, ...]:
    """Read all files of a case by two settings in worker processes; return what differs.

    Errors: StoppedError.
    """
    found: list[Difference] = []
    for source, compared in _each_source(job, book, case_id, before, after):
        found.extend(Difference(source.id, was, now) for was, now in compared.pairs)
    return tuple(found)


def read_again(
    job: Job, book: Casebook, case_id: str, earlier: Sequence[SettingsRow] | None
) -> tuple[Taken, Changed | None]:
    """Read all files of a case by the settings in force and take in what is new, as one step.

    `earlier`: what was in force before; then just what differs between the two is taken in, and
    what waits and is no longer found goes. Without it what is found and unknown is added, what
    waits is brought up to date, and nothing goes. Errors: StoppedError; then nothing is stored.
    """
    took = _Taking(book, case_id)
    now = ReadBy(book.queries.settings_rows(case_id))
    before = ReadBy(tuple(earlier)) if earlier is not None else None
    for source, compared in _each_source(job, book, case_id, before, now):
        took.take(source, compared)
    return took.finish()


class _Taking:
    """Gathers what a new reading of a case gives, beside what people have decided."""

    def __init__(self, book: Casebook, case_id: str) -> None:
        self._book, self._case_id = book, case_id
        self._known = {one.id: one for one in book.queries.suggestions(case_id, None)}
        self._found: list[Suggestion] = []
        self._gone: list[str] = []
        self._classes: dict[str, RecordClass] = {}
        self._files = self._kept = 0

    def take(self, source: Source, compared: Compared) -> None:
        """Take in what differs in one source."""
        self._files += 1
        mine = [one for one in self._known.values() if one.source_id == source.id]
        for was, now in compared.pairs:
            if now is not None:
                self._take_one(replace(now, source_id=source.id), mine)
            if was is not None and (now is None or now.id != was.id):
                self._gone.append(was.id)
        if compared.classes:
            for passage in self._book.queries.passages(self._case_id, source.id):
                found = compared.classes.get(passage.index)
                if found is not None and passage.record_class == RecordClass.ORDINARY:
                    self._classes[passage.id] = found

    def _take_one(self, found: Suggestion, mine: Sequence[Suggestion]) -> None:
        if _is_decided(found, mine):
            self._kept += 1
        else:
            self._found.append(found)

    def finish(self) -> tuple[Taken, Changed | None]:
        """Store it as one step, if there is anything to store."""
        known = self._known
        gone = [i for i in self._gone if i in known and _waits(known[i])]
        found = [one for one in self._found if one.id not in known or _differs(one, known[one.id])]
        added = sum(one.id not in known for one in found)
        taken = Taken(
            self._files, added, len(found) - added, len(gone), self._kept, len(self._classes)
        )
        if not (found or gone or self._classes):
            return taken, None
        changed = self._book.take_new_reading(self._case_id, found, gone, self._classes)
        return taken, changed


def compare(
    text: SourceText, people: tuple[Person, ...], before: ReadBy | None, after: ReadBy
) -> Compared:
    """Read a text by two settings and pair what differs; in a worker process.

    Without `before` every suggestion that is found counts as new, and no passage as kept back.
    """
    read = read_text(text, people, by=after)
    earlier_read = read_text(text, people, by=before) if before is not None else None
    now, was = read.suggestions, earlier_read.suggestions if earlier_read else ()
    old, new = {one.id: one for one in was}, {one.id: one for one in now}
    lost = [one for one in was if one.id not in new]
    pairs: list[tuple[Suggestion | None, Suggestion | None]] = []
    for one in now:
        earlier = old.get(one.id) or next((o for o in lost if overlap(o, one)), None)
        if earlier is not None and earlier in lost:
            lost.remove(earlier)
        if earlier is None or _differs(one, earlier):
            pairs.append((earlier, one))
    pairs += [(one, None) for one in lost]
    if earlier_read is None:
        return Compared(tuple(pairs))
    held = passage_classes(earlier_read)
    classes = {i: c for i, c in passage_classes(read).items() if i not in held}
    return Compared(tuple(pairs), classes)


def overlap(one: Suggestion, other: Suggestion) -> bool:
    """Say whether two suggestions of one source quote some of the same words."""
    return any(
        a.passage_index == b.passage_index and a.start < b.end and b.start < a.end
        for a in one.spans
        for b in other.spans
    )


def _each_source(
    job: Job, book: Casebook, case_id: str, before: ReadBy | None, after: ReadBy
) -> Iterator[tuple[Source, Compared]]:
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
            compared: Compared = waiting.popleft().result()
            if number + _AT_ONCE < len(files):
                waiting.append(give(files[number + _AT_ONCE]))
            job.progress(number + 1, len(files), source.name)
            yield source, compared


def _is_decided(found: Suggestion, known: Sequence[Suggestion]) -> bool:
    """Say whether a person has decided this suggestion, or another about the same words."""
    return any(not _waits(one) and (one.id == found.id or overlap(one, found)) for one in known)


def _waits(one: Suggestion) -> bool:
    return one.status == SuggestionStatus.WAITING


def _differs(one: Suggestion, other: Suggestion) -> bool:
    return one.id != other.id or any(getattr(one, f) != getattr(other, f) for f in COMPARED)
