"""Builds what an entry typed by hand becomes: a source that holds its text, and a confirmed event.

The text is kept as typed; the event is built in `decisions` like that of any other source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, check_fields
from chronology_app.commands.impact import build_citations
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    ChildWords,
    Citation,
    Entry,
    Event,
    Locator,
    Passage,
    Record,
    Source,
    Strength,
)
from chronology_app.model.codes import ConfirmedHow, RecordClass, SourceKind

#: The forms that an entry may be typed in.
FORMS = ("visit", "note", "concern_card", "low_level_concern", "phone_call", "spell")


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
    #: As in a decision: children, kind, people (parts and why not seen), child_words, concerns
    #: (type, child, weight), strengths, action, result, place, evidence, significance, class ...
    fields: Mapping[str, Any] = field(default_factory=dict)
    #: The form it was typed in, one of `FORMS`, or empty.
    form_code: str = ""
    #: The id of the entry that this one corrects.
    corrects_id: str | None = None


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

    The event's account rests on the lines that say what happened, what was said and what was done;
    a child's words and a strength rest on their own besides. Where the fact is not in the text,
    the lines of what was seen or heard stand for it, and where neither is, all lines.
    Errors: BadValueError for an entry without author or words, or a field that cannot be read.
    """
    if not typed.author.strip() or not typed.text.strip():
        raise BadValueError("error.entry_incomplete")
    if typed.form_code and typed.form_code not in FORMS:
        raise BadValueError("error.entry_form", value=typed.form_code)
    check_fields(typed.fields)
    data = typed.text.encode("utf-8")
    source = _source(typed, data, case_id)
    entry = Entry(
        case_id=case_id, source_id=source.id, author=typed.author, post=typed.post,
        written_at=typed.written_at or at, date=typed.date, time=typed.time,
        fields=dict(typed.form), form=typed.form_code, corrects_id=typed.corrects_id,
    )  # fmt: skip
    passages = _passages(source, typed.text)
    text = SourceText(passages)
    fields = {"author": typed.author, "date": _date(typed.date), **typed.fields}
    if typed.time:
        fields.setdefault("time", typed.time)
    basis = Basis(case_id, source, _told_in(typed, fields, text, passages), None, text.find)
    event, records = build_event(
        basis, fields, family, by=by, at=at, how=ConfirmedHow.BY_HAND
    )  # fmt: skip
    cited = _own_citations(records, text)
    return BuiltEntry(data, event, (source, entry, *passages, *records, *cited))


def _told_in(
    typed: TypedEntry, fields: Mapping[str, Any], text: SourceText, passages: Sequence[Passage]
) -> tuple[Span, ...]:
    """Return the whole lines in which the fact stands, and those of what was done about it."""
    fact = text.find(str(fields.get("fact") or ""))
    fact = fact or text.find(typed.form.get("seen_or_heard", ""))
    if not fact:
        return tuple(Span(p, 0, len(p.text)) for p in passages)
    told = [fact, *(text.find(str(fields.get(name) or "")) for name in ("action", "result"))]
    told += [text.find(str(one.get("why") or "")) for one in fields.get("people") or ()]
    for name in ("child_words", "strengths"):
        items = fields.get(name) if isinstance(fields.get(name), list) else ()
        told += [text.find(str(one.get("words") or "")) for one in items or ()]
    for name in ("child_words", "strength"):
        if isinstance(fields.get(name), str):
            told.append(text.find(fields[name]))
    lines = {span.passage.id for spans in told for span in spans}
    return tuple(Span(p, 0, len(p.text)) for p in passages if p.id in lines)


def _own_citations(records: Sequence[Record], text: SourceText) -> list[Citation]:
    """Let a child's words and a strength rest on the line in which they were typed."""
    citations: list[Citation] = []
    for record in records:
        if isinstance(record, (ChildWords, Strength)):
            citations += build_citations(record.case_id, record.id, text.find(record.words))
    return citations


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
