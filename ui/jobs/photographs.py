"""Keeps a photograph as a source, with a caption that an event can cite and who agreed to it.

The picture's own facts are read in the box (`importers.image`); copies of it are in `copies`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, ChronologyError, ImportFileError
from chronology_app.model import Locator, Passage, Person, Photograph, ReadResult, Source, new_id
from chronology_app.model.codes import Consent, ImportOutcome, RecordClass, Sensitivity, SourceKind
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words
from importers.base import ImportOptions
from importers.box import read_in_box
from importers.files import read_bytes
from ui import errors
from ui.jobs.importing import FileReport
from ui.jobs.titles import free_title

#: Endings of the files that can be kept as photographs, for choosing one.
ENDINGS = ("jpg", "jpeg", "png", "tif", "tiff", "webp")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographFacts:
    """What a picture tells of itself; a person confirms it, for a camera's clock may be wrong."""

    #: "jpeg", "png", "tiff" or "webp".
    format: str
    #: In points, as it is looked at.
    width: int
    height: int
    pages: int = 1
    #: When the camera says it was taken: the day, and the time as HH:MM.
    taken_on: FuzzyDate | None = None
    taken_at: str | None = None
    has_location: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographDetails:
    """What the person who adds a photograph says of it."""

    taken_by: str
    #: What it shows, in neutral words, to follow "Photograph of".
    of_what: str
    taken_on: FuzzyDate | None = None
    #: A `Consent` code, and who gave or refused it.
    consent: str = Consent.NOT_RECORDED
    consent_by: str = ""
    child_ids: tuple[str, ...] = ()
    #: What a document prints for it; empty: "Photograph: ..." with what it shows.
    title: str = ""
    agency: str = "childrens_social_care"
    received: FuzzyDate | None = None
    record_class: RecordClass = RecordClass.ORDINARY
    sensitivity: Sensitivity = Sensitivity.STANDARD
    #: The fields of a decision: with them an event is confirmed that rests on the caption.
    event: Mapping[str, Any] | None = None


def read_facts(data: bytes, file_name: str) -> PhotographFacts:
    """Return what a picture tells of itself. Errors: ImportFileError for no such picture."""
    return _facts(_read(data, file_name))


def without_location(data: bytes, file_name: str = "") -> bytes:
    """Return a picture's bytes without place, time and device; no point of it changes.

    Errors: ImportFileError for no such picture, or one from which nothing can be taken out.
    """
    options = ImportOptions(file_name=file_name, purpose="copy")
    return read_in_box(data, options).attachments[0].data


def add_photograph(
    book: Casebook,
    case_id: str,
    file: Path,
    details: PhotographDetails,
    *,
    by: str | None = None,
    language: str = "en",
    changed: Callable[[Changed], None] = lambda changed: None,
) -> FileReport:
    """Keep a photograph byte for byte with its caption: one step to undo.

    A picture that came inside a message and that nobody has described yet is described where it
    is. `language`: that of the caption. `changed` hears of the step. A file that is no such
    picture is refused in the report.
    Errors: BadValueError, UnknownRecordError for what the details say.
    """
    try:
        data = read_bytes(file)
        result = _read(data, file.name)
    except (ImportFileError, OSError) as error:
        return _refused(file.name, error)
    known = book.queries.find_source(case_id, hashlib.sha256(data).hexdigest())
    if known is not None and _is_described(book, case_id, known):
        return _already_there(file.name, known)
    source = known or _source(book, case_id, file.name, data, result, details, by or book.by)
    caption = _caption(book, case_id, source, details, language)
    photograph = Photograph(
        case_id=case_id, source_id=source.id, taken_by=details.taken_by.strip(),
        taken_on=details.taken_on, of_what=details.of_what.strip(), consent=details.consent,
        consent_by=details.consent_by.strip(), child_ids=details.child_ids,
    )  # fmt: skip
    event = _event_fields(book, case_id, details)
    changed(book.add_photograph(source, data, caption, photograph, event=event, by=by))
    return _kept(file.name, source, caption, _facts(result))


def _read(data: bytes, file_name: str) -> ReadResult:
    return read_in_box(data, ImportOptions(file_name=file_name, purpose="photograph"))


def _facts(result: ReadResult) -> PhotographFacts:
    told = result.metadata
    day, _, time = told.get("taken", "").partition("T")
    return PhotographFacts(
        format=result.format,
        width=_number(told, "width"),
        height=_number(told, "height"),
        pages=_number(told, "pages"),
        taken_on=_day(day),
        taken_at=time or None,
        has_location=told.get("has_location") == "yes",
    )


def _number(told: Mapping[str, str], name: str) -> int:
    value = told.get(name, "")
    return int(value) if value.isdigit() else 1


def _day(words: str) -> FuzzyDate | None:
    """Return the camera's day; a clock that was never set gives days that do not exist."""
    try:
        return FuzzyDate.parse(words) if words else None
    except BadValueError:
        return None


def _is_described(book: Casebook, case_id: str, source: Source) -> bool:
    described = {photograph.source_id for photograph in book.queries.records(Photograph, case_id)}
    return source.id in described or source.parent_id is None


def _source(
    book: Casebook,
    case_id: str,
    file_name: str,
    data: bytes,
    result: ReadResult,
    details: PhotographDetails,
    by: str,
) -> Source:
    what = say("sources.photograph_title", what=" ".join(details.of_what.split()))
    taken = {source.citation_title for source in book.queries.sources(case_id)}
    return Source(
        id=new_id(),
        case_id=case_id,
        kind=SourceKind.FILE,
        file_name=file_name,
        format=result.format,
        media_type=result.media_type,
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        citation_title=details.title.strip() or free_title(what, taken),
        maker=details.taken_by.strip(),
        document_date=details.taken_on,
        received=details.received,
        agency=details.agency,
        sensitivity=details.sensitivity,
        record_class=details.record_class,
        pages=_facts(result).pages,
        brought_by=by,
    )


def _caption(
    book: Casebook, case_id: str, source: Source, details: PhotographDetails, language: str
) -> list[Passage]:
    first = len(book.queries.passages(case_id, source.id))
    return [
        Passage(
            case_id=case_id, source_id=source.id, index=first + n, text=line, kind="caption",
            locator=Locator(part="caption"), record_class=source.record_class,
        )
        for n, line in enumerate(_lines(book, case_id, details, language))
    ]  # fmt: skip


def _lines(book: Casebook, case_id: str, details: PhotographDetails, language: str) -> list[str]:
    what, by = " ".join(details.of_what.split()), details.taken_by.strip()
    if details.taken_on is None:
        lines = [say("sources.caption_undated", language, what=what, by=by)]
    else:
        date = date_words(details.taken_on, language)
        lines = [say("sources.caption", language, what=what, by=by, date=date)]
    names = _names(book, case_id, details.child_ids)
    if names:
        lines.append(say("sources.caption_children", language, names=", ".join(names)))
    consent = label("consent", details.consent or Consent.NOT_RECORDED, language)
    if details.consent_by.strip():
        who = details.consent_by.strip()
        lines.append(say("sources.caption_consent_by", language, consent=consent, by=who))
    else:
        lines.append(say("sources.caption_consent", language, consent=consent))
    return lines


def _names(book: Casebook, case_id: str, child_ids: Sequence[str]) -> list[str]:
    return [book.queries.record(Person, case_id, child_id).name for child_id in child_ids]


def _event_fields(
    book: Casebook, case_id: str, details: PhotographDetails
) -> dict[str, Any] | None:
    """Return the fields of the event that is wished for, over what was said of the picture."""
    if details.event is None:
        return None
    fields: dict[str, Any] = {
        "author": details.taken_by.strip(),
        "agency": details.agency,
        "children": _names(book, case_id, details.child_ids),
    }
    if details.taken_on is not None:
        when = details.taken_on
        fields["date"] = {"edtf": when.edtf, "text": when.text, "modifier": when.modifier}
    return fields | dict(details.event)


def _kept(
    name: str, source: Source, caption: Sequence[Passage], facts: PhotographFacts
) -> FileReport:
    title = source.citation_title
    sentence = (
        say("sources.photograph_kept_place", title=title)
        if facts.has_location
        else say("sources.photograph_kept", title=title)
    )
    return FileReport(
        file=name,
        outcome=ImportOutcome.IMPORTED,
        sentence=sentence,
        passages=len(caption),
        source_id=source.id,
    )


def _already_there(name: str, known: Source) -> FileReport:
    return FileReport(
        file=name,
        outcome=ImportOutcome.ALREADY_THERE,
        code="already_there",
        sentence=say("sources.photograph_there", title=known.citation_title),
        source_id=known.id,
    )


def _refused(name: str, error: Exception) -> FileReport:
    code = error.code if isinstance(error, ImportFileError) else "unreadable"
    if isinstance(error, ChronologyError):
        error.params.setdefault("file", name)
    return FileReport(
        file=name, outcome=ImportOutcome.REFUSED, code=code, sentence=errors.sentence(error)
    )
