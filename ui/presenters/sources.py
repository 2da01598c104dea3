"""What the sources screen shows: every source of the case, one of them in full, and its problems.

How a source's text is read is in `source_text`; what is stored belongs to the casebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from chronology_app import wording
from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.documents.references import place_words
from chronology_app.documents.words import Words
from chronology_app.errors import UnknownRecordError
from chronology_app.model import (
    Entry,
    Finding,
    ImportBatch,
    ImportProblem,
    Locator,
    Passage,
    Photograph,
    Source,
)
from chronology_app.model.codes import RecordClass, Sensitivity, SourceKind
from chronology_app.store.source_users import CitingEvent
from ui.presenters.source_text import Span, class_words
from ui.words import date_words, label, language, say

#: So much of what was not read is shown in the list of problems.
_RAW_WORDS = 160
#: What the list can be narrowed to.
FILTERS = ("all", "waiting", "problems", "kept_back")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in the list."""

    source: Source
    #: Suggestions that nobody has decided on, and all.
    waiting: int = 0
    suggested: int = 0
    #: Problems that nobody has settled, and all.
    open_problems: int = 0
    problems: int = 0

    @property
    def title(self) -> str:
        """What the source is called."""
        return self.source.citation_title or self.source.file_name or say("sources_screen.untitled")


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """One source with all that the screen shows of it."""

    source: Source
    passages: tuple[Passage, ...]
    problems: tuple[ImportProblem, ...] = ()
    citing: tuple[CitingEvent, ...] = ()
    photograph: Photograph | None = None
    entry: Entry | None = None
    batch: ImportBatch | None = None
    parent: Source | None = None
    #: Why it has another class than it came with, oldest first.
    class_reasons: tuple[Finding, ...] = ()
    #: Its first suggestion that waits; empty for none.
    waiting_id: str = ""


# --- asking, on the casebook's thread ------------------------------------------------------------


def load_sources(book: Casebook, case_id: str) -> tuple[SourceRow, ...]:
    """Return all sources as they came; attachments follow the source that they came with."""
    counts = book.queries.waiting_counts(case_id)
    problems = book.queries.records(ImportProblem, case_id)
    every = Counter(problem.source_id for problem in problems)
    still_open = Counter(problem.source_id for problem in problems if not problem.settled_by)
    return tuple(
        SourceRow(
            source,
            counts.by_source.get(source.id, 0),
            counts.suggested_by_source.get(source.id, 0),
            still_open[source.id],
            every[source.id],
        )
        for source in _in_families(book.queries.sources(case_id))
    )


def _in_families(sources: Sequence[Source]) -> list[Source]:
    known = {source.id for source in sources}
    inside: dict[str | None, list[Source]] = {}
    for source in sources:
        parent = source.parent_id if source.parent_id in known else None
        inside.setdefault(parent, []).append(source)
    found: list[Source] = []

    def add(parent: str | None) -> None:
        for source in inside.get(parent, ()):
            found.append(source)
            add(source.id)

    add(None)
    return found


def load_details(
    book: Casebook, case_id: str, source_id: str, passages: tuple[Passage, ...] | None = None
) -> SourceDetails:
    """Return one source in full; its passages are not read again where they are given.

    Errors: UnknownRecordError.
    """
    queries = book.queries
    source = queries.record(Source, case_id, source_id)
    sources = {one.id: one for one in queries.sources(case_id)}
    return SourceDetails(
        source=source,
        passages=queries.passages(case_id, source_id) if passages is None else passages,
        problems=tuple(
            one for one in queries.records(ImportProblem, case_id) if one.source_id == source_id
        ),
        citing=queries.events_citing(case_id, source_id),
        photograph=_first(queries.records(Photograph, case_id), source_id),
        entry=_first(queries.records(Entry, case_id), source_id),
        batch=_batch(book, source),
        parent=sources.get(source.parent_id or ""),
        class_reasons=tuple(
            one
            for one in queries.records(Finding, case_id)
            if one.key.startswith(f"source_class:{source_id}:")
        ),
        waiting_id=queries.first_waiting(case_id, source_id),
    )


def _first(records: Sequence[Photograph] | Sequence[Entry], source_id: str):  # type: ignore[no-untyped-def]
    return next((one for one in records if one.source_id == source_id), None)


def _batch(book: Casebook, source: Source) -> ImportBatch | None:
    try:
        return book.queries.batch(source.batch_id) if source.batch_id else None
    except UnknownRecordError:
        return None


# --- the list ----------------------------------------------------------------------------------


def matches(row: SourceRow, words: str, narrowed_to: str = "all") -> bool:
    """Say whether a source is shown: it holds all the words, and is what is asked for."""
    source = row.source
    if narrowed_to == "waiting" and not row.waiting:
        return False
    if narrowed_to == "problems" and not row.open_problems:
        return False
    is_plain = source.record_class == RecordClass.ORDINARY
    if narrowed_to == "kept_back" and is_plain and source.sensitivity == Sensitivity.STANDARD:
        return False
    told = " ".join(
        (row.title, source.file_name, label("agency", source.agency), format_words(source),
         source.maker, source.system, source.record_number)
    ).casefold()  # fmt: skip
    return all(word in told for word in words.casefold().split())


def format_words(source: Source) -> str:
    """Return what kind of source it is, as people call it."""
    if source.kind == SourceKind.ENTRY:
        return say("sources_screen.format.entry")
    if source.kind == SourceKind.PASTED:
        return say("sources_screen.format.pasted")
    message_id = f"sources_screen.format.{source.format}"
    return say(message_id) if wording.has(message_id) else source.format.upper()


def agency_words(source: Source) -> str:
    """Return whose record it is."""
    words = label("agency", source.agency)
    return words[:1].upper() + words[1:]


def received_words(source: Source) -> str:
    """Return when it was received; empty where nobody said."""
    return date_words(source.received) if source.received else ""


def suggestion_words(row: SourceRow) -> str:
    """Return how many suggestions wait, of how many."""
    if not row.suggested:
        return ""
    if not row.waiting:
        return say("sources_screen.all_decided", count=row.suggested)
    return say("sources_screen.some_waiting", waiting=row.waiting, count=row.suggested)


def problem_words(row: SourceRow) -> str:
    """Return how many problems are open; how many were settled where none is."""
    if row.open_problems:
        return say("sources_screen.problems_open", count=row.open_problems)
    return say("sources_screen.problems_settled", count=row.problems) if row.problems else ""


def kept_back_words(source: Source) -> str:
    """Return class and sensitivity where they are not the usual ones."""
    parts = [class_words(source.record_class)]
    if source.sensitivity == Sensitivity.RESTRICTED:
        parts.append(say("reader.restricted"))
    return ", ".join(part for part in parts if part)


def row_words(row: SourceRow) -> str:
    """Return a whole line of the list as one sentence, for a screen reader."""
    parts = (
        row.title, agency_words(row.source), format_words(row.source), suggestion_words(row),
        problem_words(row), kept_back_words(row.source),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def count_words(shown: int, count: int) -> str:
    """Return how many sources are shown."""
    if shown == count:
        return say("sources_screen.count", count=count)
    return say("sources_screen.count_of", shown=shown, count=count)


# --- one source --------------------------------------------------------------------------------


def detail_lines(found: SourceDetails) -> tuple[tuple[str, str], ...]:
    """Return what is known of a source: (name, value), without what is not known."""
    source = found.source
    lines = [
        ("title", source.citation_title),
        ("parent", found.parent.citation_title or found.parent.file_name if found.parent else ""),
        ("agency", agency_words(source)),
        ("maker", source.maker),
        ("document_date", date_words(source.document_date) if source.document_date else ""),
        ("received", received_words(source)),
        ("class", class_words(source.record_class) or say("sources_screen.ordinary")),
        *_class_reasons(found),
        ("sensitivity", say(f"sources_screen.sensitivity.{source.sensitivity}")),
        *_brought(found),
        *_photograph(found.photograph),
        ("format", format_words(source)),
        ("pages", str(source.pages or "")),
        ("file_name", source.file_name),
        ("size", size_words(source.size_bytes)),
        ("sha256", source.sha256),
    ]
    return tuple((say(f"sources_screen.detail.{name}"), value) for name, value in lines if value)


def _class_reasons(found: SourceDetails) -> list[tuple[str, str]]:
    return [
        ("class_reason", say("sources_screen.signed", words=one.reason, by=one.by,
                             date=_day_words(one.decided_at.date().isoformat())))
        for one in found.class_reasons
    ]  # fmt: skip


def _brought(found: SourceDetails) -> list[tuple[str, str]]:
    source, batch, entry = found.source, found.batch, found.entry
    lines = [("system", source.system), ("record_number", source.record_number)]
    brought_by = source.brought_by or (batch.by if batch else "")
    if entry is not None:
        author = f"{entry.author}, {entry.post}" if entry.post else entry.author
        lines += [
            ("author", author),
            ("written", _day_words(entry.written_at.date().isoformat())),
        ]
    lines.append(("brought_by", brought_by))
    if batch is not None:
        lines.append(("imported", _day_words(batch.started_at.date().isoformat())))
    return lines


def _photograph(photograph: Photograph | None) -> list[tuple[str, str]]:
    if photograph is None:
        return []
    consent = label("consent", photograph.consent) if photograph.consent else ""
    if consent and photograph.consent_by:
        consent = f"{consent} ({photograph.consent_by})"
    return [
        ("of_what", photograph.of_what),
        ("taken_by", photograph.taken_by),
        ("taken_on", date_words(photograph.taken_on) if photograph.taken_on else ""),
        ("consent", consent),
    ]


def _day_words(iso: str) -> str:
    return date_words(FuzzyDate.parse(iso))


def size_words(count: int) -> str:
    """Return a size in bytes, as people read it."""
    if count < 1000:
        return say("sources_screen.bytes", count=count)
    size, unit = (count / 1e6, "MB") if count >= 1e6 else (count / 1e3, "KB")
    return f"{size:.1f} {unit}" if size < 10 else f"{size:.0f} {unit}"


# --- problems and citing events ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem of a file, in words."""

    id: str
    sentence: str
    place: str
    #: What was done about it and by whom; empty while it is open.
    settled: str
    #: The words or bytes that no passage holds.
    raw: str
    place_in: Locator = Locator()

    @property
    def text(self) -> str:
        """All of it on one line."""
        unread = " ".join(self.raw.split())
        if len(unread) > _RAW_WORDS:
            unread = unread[:_RAW_WORDS] + "\u2026"
        told = say("sources_screen.not_read", words=unread) if unread else ""
        parts = (self.place, self.sentence, told, self.settled)
        return " \u00b7 ".join(part for part in parts if part)


def problem_lines(problems: Sequence[ImportProblem]) -> tuple[ProblemLine, ...]:
    """Return a file's problems, those still open first."""
    ordered = sorted(problems, key=lambda one: bool(one.settled_by))
    return tuple(
        ProblemLine(
            one.id,
            _problem_sentence(one),
            place_of(one.locator),
            say("sources_screen.settled", by=one.settled_by, words=one.settled_note)
            if one.settled_by
            else "",
            one.raw,
            one.locator,
        )
        for one in ordered
    )


def _problem_sentence(problem: ImportProblem) -> str:
    message_id = f"problem.{problem.code}"
    if not wording.has(message_id):
        return problem.code.replace("_", " ")
    params: dict[str, object] = dict(problem.params)
    if str(params.get("count", "")).isdigit():
        params["count"] = int(str(params["count"]))
    return say(message_id, **params)


def place_of(place: Locator) -> str:
    """Return a place in words with a capital."""
    words = place_words(place, Words(language()))
    return words[:1].upper() + words[1:]


def event_words(event: CitingEvent) -> str:
    """Return an event that rests on the source on one line: date, kind, fact."""
    when = date_words(event.date)
    return " \u00b7 ".join((when, label("kind", event.kind), event.fact))


def event_spans(event: CitingEvent) -> tuple[Span, ...]:
    """Return the words of the source that an event rests on."""
    return tuple(Span(*words) for words in event.words)


# --- what may be done ----------------------------------------------------------------------------


def copy_name(source: Source) -> str:
    """Return the name that a copy of a source is offered under."""
    name = PurePath(source.file_name.replace("\\", "/")).name
    if name:
        return name
    plain = "".join(c if c.isalnum() or c in " -_" else "_" for c in source.citation_title)
    return f"{plain.strip() or 'source'}.{source.format or 'txt'}"


def words_of(found: SourceDetails, spans: Sequence[Span]) -> str:
    """Return chosen words of a source on one line."""
    texts = {passage.id: passage.text for passage in found.passages}
    parts = (texts.get(span.passage_id, "")[span.start : span.end] for span in spans)
    return " ".join(" ".join(parts).split())


def class_of(found: SourceDetails, spans: Sequence[Span]) -> RecordClass:
    """Return the class that an event of chosen words should begin with."""
    classes = {passage.id: passage.record_class for passage in found.passages}
    every = (classes.get(span.passage_id, RecordClass.ORDINARY) for span in spans)
    return next((one for one in every if one != RecordClass.ORDINARY), RecordClass.ORDINARY)


def date_in(words: str) -> FuzzyDate | None:
    """Return the date that an event of these words is offered: a whole one that stands alone."""
    # Only here: the grammar is large, and a screen opens without it.
    from chronology_app.reading.dates import find_dates

    found = find_dates([words])
    if len(found) != 1 or found[0].kind != "full" or not found[0].edtf:
        return None
    return FuzzyDate.parse(found[0].edtf, found[0].text, found[0].modifier)
