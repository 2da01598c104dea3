"""Keeps text that a person pasted as a source, and reads it for suggestions like any file.

What reading does is `reading`; what a pasted source is as a step, `commands.source_commands`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chronology_app.casefile import Casebook, Changed
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    ImportProblem,
    Passage,
    Person,
    RawPassage,
    ReadResult,
    Source,
    new_id,
)
from chronology_app.model.codes import ImportOutcome, RecordClass, Sensitivity, SourceKind
from chronology_app.reading.document import SourceText
from chronology_app.wording import say
from importers import plain
from importers.base import ImportOptions
from ui.jobs.importing import FileReport
from ui.jobs.reading import Read, ReadBy, passage_classes
from ui.jobs.titles import citation_title
from ui.jobs.workplace import HERE, Workplace

#: More than a person reads before pasting; a longer text is better kept as a file and imported.
MOST_CHARACTERS = 1_000_000
#: What no database column and no UTF-8 can hold; white space is kept as it was pasted.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedText:
    """Text from another system, and what the person who pastes it says of it."""

    text: str
    #: What a document prints for it; empty: whose record it is.
    title: str = ""
    #: Agency code whose record it is; None: as reading takes it to be.
    agency: str | None = None
    #: The record system that it was copied from, and the record's number there.
    system: str = ""
    record_number: str = ""
    received: FuzzyDate | None = None
    document_date: FuzzyDate | None = None
    record_class: RecordClass = RecordClass.ORDINARY
    sensitivity: Sensitivity = Sensitivity.STANDARD


def paste_text(
    book: Casebook,
    case_id: str,
    pasted: PastedText,
    *,
    by: str | None = None,
    workplace: Workplace = HERE,
    changed: Callable[[Changed], None] = lambda changed: None,
) -> FileReport:
    """Keep pasted text with its passages and suggestions: one step to undo.

    `workplace` and `changed` are as in `import_files`. The same text a second time is already there
    and changes nothing.
    Errors: BadValueError for no text, or more than `MOST_CHARACTERS`.
    """
    text, lost = _storable(pasted.text)
    if not text.strip():
        raise BadValueError("error.pasted_empty")
    if len(text) > MOST_CHARACTERS:
        raise BadValueError("error.pasted_long", most=MOST_CHARACTERS)
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    known = _find_pasted(book.queries.sources(case_id), digest)
    if known is not None:
        return _already_there(known)
    result = plain.read(data, ImportOptions())
    people = book.queries.records(Person, case_id)
    by_settings = ReadBy(book.queries.settings_rows(case_id))
    text_read = source_text(pasted, result, digest)
    read = workplace.read(text_read, people, {}, by_settings, can_stop=True)
    taken = {source.citation_title for source in book.queries.sources(case_id)}
    title = pasted.title.strip() or citation_title(pasted.agency or read.agency, result, taken)
    source = _source(case_id, pasted, data, title, read, by or book.by)
    if lost:
        source = replace(source, outcome=ImportOutcome.WITH_PROBLEMS)
    classes = passage_classes(read)
    passages = [_passage(source, raw, classes) for raw in result.passages]
    problems = [_lost(source, lost)] if lost else []
    changed(book.add_pasted(source, data, passages, problems, read.suggestions, by=by))
    return _report(source, passages, problems, read)


def _storable(text: str) -> tuple[str, int]:
    """Return text with each character that cannot be kept as U+FFFD, and how many there were."""
    return _UNSTORABLE.subn("\ufffd", text)


def _find_pasted(sources: Sequence[Source], digest: str) -> Source | None:
    pasted = (source for source in sources if source.kind == SourceKind.PASTED)
    return next((source for source in pasted if source.sha256 == digest), None)


def source_text(pasted: PastedText, result: ReadResult, digest: str) -> SourceText:
    """Return the text as reading takes it; its title says whose record it is, as a name would."""
    return SourceText(
        file_name=pasted.title,
        sha256=digest,
        passages=result.passages,
        metadata=result.metadata,
        agency=pasted.agency,
        received=pasted.received.latest if pasted.received else None,
        record_class=pasted.record_class,
    )


def _source(
    case_id: str, pasted: PastedText, data: bytes, title: str, read: Read, by: str
) -> Source:
    return Source(
        id=new_id(),
        case_id=case_id,
        kind=SourceKind.PASTED,
        format="txt",
        media_type="text/plain",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        citation_title=title,
        document_date=pasted.document_date,
        received=pasted.received,
        agency=pasted.agency or read.agency,
        sensitivity=pasted.sensitivity,
        record_class=pasted.record_class,
        system=pasted.system.strip(),
        record_number=pasted.record_number.strip(),
        brought_by=by,
    )


def _passage(source: Source, raw: RawPassage, classes: dict[int, RecordClass]) -> Passage:
    return Passage(
        case_id=source.case_id,
        source_id=source.id,
        index=raw.index,
        locator=raw.locator,
        text=raw.text,
        kind=raw.kind,
        level=raw.level,
        record_class=classes.get(raw.index, source.record_class),
    )


def _lost(source: Source, count: int) -> ImportProblem:
    return ImportProblem(
        case_id=source.case_id, source_id=source.id, batch_id=None, code="pasted_characters",
        params={"count": str(count)},
    )  # fmt: skip


def _already_there(known: Source) -> FileReport:
    return FileReport(
        file=known.citation_title,
        outcome=ImportOutcome.ALREADY_THERE,
        code="already_there",
        sentence=say("sources.pasted_there", title=known.citation_title),
        source_id=known.id,
    )


def _report(
    source: Source, passages: Sequence[Passage], problems: Sequence[ImportProblem], read: Read
) -> FileReport:
    told = tuple(say(f"problem.{problem.code}", **problem.params) for problem in problems)
    done = say("sources.pasted", title=source.citation_title)
    return FileReport(
        file=source.citation_title,
        outcome=source.outcome,
        code=problems[0].code if problems else "",
        sentence=told[0] if told else done,
        passages=len(passages),
        suggestions=len(read.suggestions),
        not_proposed=len(read.not_proposed),
        problems=told,
        source_id=source.id,
    )
