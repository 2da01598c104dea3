"""Builds what an entry typed by hand becomes: a source that holds its text, and a confirmed event.

The text is kept as typed; the event is built in `decisions` like that of any other source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, check_fields
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Entry, Event, Locator, Passage, Record, Source
from chronology_app.model.codes import RecordClass, SourceKind


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """An entry as its author typed it."""

    author: str
    text: str
    date: FuzzyDate
    time: str | None = None
    post: str = ""
    agency: str = "childrens_social_care"
    #: What a document prints for it; empty: the author's name is enough.
    citation_title: str = ""
    written_at: datetime | None = None
    #: Other fields of the form by name, as typed ("seen_or_heard", "action", ...).
    form: Mapping[str, str] = field(default_factory=dict)
    #: As in a decision: children, kind, neglect_types, people, strength, place, class ...
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuiltEntry:
    """The records of an entry, and the bytes of its text."""

    data: bytes
    event: Event
    records: tuple[Record, ...]


def build_entry(
    typed: TypedEntry, family: Family, *, case_id: str, by: str, at: datetime
) -> BuiltEntry:
    """Build an entry's source, passages and confirmed event.

    Errors: BadValueError for an entry without author or words, or a field that cannot be read.
    """
    if not typed.author.strip() or not typed.text.strip():
        raise BadValueError("error.entry_incomplete")
    check_fields(typed.fields)
    data = typed.text.encode("utf-8")
    source = _source(typed, data, case_id)
    entry = Entry(
        case_id=case_id, source_id=source.id, author=typed.author, post=typed.post,
        written_at=typed.written_at or at, date=typed.date, time=typed.time,
        fields=dict(typed.form),
    )  # fmt: skip
    passages = _passages(source, typed.text)
    spans = tuple(Span(p, 0, len(p.text)) for p in passages)
    text = SourceText(passages)
    fields = {"author": typed.author, "date": _date(typed.date), **typed.fields}
    if typed.time:
        fields.setdefault("time", typed.time)
    basis = Basis(case_id, source, spans, None, text.find)
    event, records = build_event(basis, fields, family, by=by, at=at)
    return BuiltEntry(data, event, (source, entry, *passages, *records))


def _source(typed: TypedEntry, data: bytes, case_id: str) -> Source:
    return Source(
        case_id=case_id,
        kind=SourceKind.ENTRY,
        format="txt",
        media_type="text/plain",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        citation_title=typed.citation_title or typed.author,
        maker=typed.author,
        document_date=typed.date,
        agency=typed.agency,
        # All of the note is what its author classed it as, not only the event in it.
        record_class=RecordClass(typed.fields.get("class") or RecordClass.ORDINARY),
    )


def _passages(source: Source, text: str) -> tuple[Passage, ...]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return tuple(
        Passage(case_id=source.case_id, source_id=source.id, index=index,
                locator=Locator(line=number), text=line, kind="line",
                record_class=source.record_class)
        for index, (number, line) in enumerate(lines)
    )  # fmt: skip


def _date(when: FuzzyDate) -> dict[str, str | None]:
    return {"edtf": when.edtf, "text": when.text, "modifier": when.modifier}
