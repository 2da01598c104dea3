"""A case as JSON Lines, and back: every record in one plain form, events also in the contract's.

Owns the lines and which records are kept back; the store takes the records in again. Other
forms that are understood (events by mentions, plans, scores) are read by `data_forms`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chronology_app.documents.blocks import Part
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.protected import released_ids, watched_details
from chronology_app.errors import BadValueError
from chronology_app.model import (
    RECORD_CLASSES,
    Account,
    Case,
    Event,
    Passage,
    Record,
    Suggestion,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.events import Analysis, LikelyImpact
from chronology_app.model.serial import from_plain, to_plain
from chronology_app.model.view import CaseView

#: Fields that name a record without which this one says nothing, or says too much.
_OWNERS = ("event_id", "source_id", "passage_id", "owner_id", "record_id", "headline_account_id")
#: Records whose own words may tell what any of their events says.
_SIGNED = (Analysis, LikelyImpact)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of data and the record that it holds."""

    text: str
    record_id: str
    #: Every text in it, as a reader would see it, without JSON's escapes.
    words: str


@dataclass(frozen=True, slots=True)
class Data:
    """All lines, and the records that were kept back."""

    lines: tuple[Line, ...]
    kept_back: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(f"{line.text}\n" for line in self.lines)

    def parts(self) -> Iterator[Part]:
        """Yield every line for the export gate."""
        for line in self.lines:
            yield Part(line.words, (line.record_id,))


def build_data(view: CaseView, options: ExportOptions) -> Data:
    """Return every record of a case that may leave, in an order in which each can be stored.

    Kept back: what has a class other than ordinary and was not released, and what hangs on it;
    and the records of protected details that the profile must not learn.
    """
    kept_back = _kept_back(view, options)
    records = [
        record for kind in RECORD_CLASSES for record in view.of(kind) if record.id not in kept_back
    ]
    if not view.of(Case):
        records.insert(0, view.case)
    return Data(
        tuple(_line(view, record) for record in records),
        tuple(sorted(kept_back)),
    )


def _kept_back(view: CaseView, options: ExportOptions) -> set[str]:
    """Return the ids of all records that stay: those classed, and those that hang on them."""
    released = released_ids(view, options.profile)
    kept = {record.id for record in view.by_id.values() if _is_classed(record)} - released
    kept |= {watched.detail.id for watched in watched_details(view, options.profile, released)}
    kept |= _from_classed_passages(view, kept)
    while True:
        hanging = {
            record.id
            for record in view.by_id.values()
            if record.id not in kept | released and _hangs_on(view, record, kept)
        }
        if not hanging:
            return kept
        kept |= hanging


def _is_classed(record: Record) -> bool:
    own = getattr(record, "record_class", RecordClass.ORDINARY)
    return own != RecordClass.ORDINARY


def _from_classed_passages(view: CaseView, kept: set[str]) -> set[str]:
    """Return the suggestions that quote a passage which stays."""
    places = {(p.source_id, p.index) for p in view.of(Passage) if p.id in kept}
    return {
        suggestion.id
        for suggestion in view.of(Suggestion)
        if any((suggestion.source_id, span.passage_index) in places for span in suggestion.spans)
    }


def _hangs_on(view: CaseView, record: Record, kept: set[str]) -> bool:
    """Say whether a record belongs to one that stays, or rests on words that stay."""
    if any(getattr(record, name, None) in kept for name in _OWNERS):
        return True
    if any(citation.id in kept for citation in view.citations.get(record.id, ())):
        return True
    return isinstance(record, _SIGNED) and any(i in kept for i in record.event_ids)


# --- lines -----------------------------------------------------------------------------------


def _line(view: CaseView, record: Record) -> Line:
    line: dict[str, Any] = {"record": record_name(type(record)), "fields": to_plain(record)}
    if isinstance(record, Event):
        line |= event_fields(view, record)
    text = json.dumps(line, ensure_ascii=False, sort_keys=True)
    return Line(text, record.id, "\n".join(_texts(line)))


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _texts(value)


def record_name(cls: type[Record]) -> str:
    """Return a record class's name in snake case, e.g. "event_person"."""
    name = cls.__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


def event_fields(view: CaseView, event: Event) -> dict[str, Any]:
    """Return an event's fields in the form that the command line promises."""
    accounts = view.accounts.get(event.id, ())
    headline = accounts[0] if accounts else None
    return {
        "id": event.id,
        "status": str(event.status),
        "date": _date(event),
        "time": event.time,
        "fact": event.fact,
        "kind": event.kind,
        "agency": headline.agency if headline else "other",
        "recorded_by": headline.recorded_by if headline else "other",
        "evidence": str(headline.evidence) if headline else None,
        "children": [child.name for child in view.children_of(event)],
        "people": _people(view, event),
        "neglect_types": sorted({c.type for c in view.concerns.get(event.id, ())}),
        "impact": _needs(view, event),
        "strength": bool(view.strengths.get(event.id)),
        "class": str(event.record_class),
        "citations": [c for account in accounts for c in _citations(view, account)],
        "reasons": [],
        "duplicates": [],
    }


def _date(event: Event) -> dict[str, Any]:
    if event.date is None:
        return dict.fromkeys(("edtf", "modifier", "text", "earliest", "latest", "kind"))
    plain = to_plain(event.date)
    return {
        **plain,
        "earliest": to_plain(event.date.earliest),
        "latest": to_plain(event.date.latest),
        "kind": event.date.precision,
    }


def _people(view: CaseView, event: Event) -> list[dict[str, str]]:
    names = {person.id: person.name for person in view.people}
    children = {child.id for child in view.children}
    return [
        {"name": names[p.person_id], "part": p.part, "why": p.why}
        for p in view.event_people.get(event.id, ())
        if p.person_id in names and p.person_id not in children
    ]


def _needs(view: CaseView, event: Event) -> dict[str, list[str]]:
    names = {child.id: child.name for child in view.children}
    found: dict[str, list[str]] = {}
    for tag in view.needs_concerned.get(event.id, ()):
        if tag.child_id in names:
            found.setdefault(names[tag.child_id], []).append(tag.need)
    return found


def _citations(view: CaseView, account: Account) -> Iterator[dict[str, Any]]:
    for citation in view.citations.get(account.id, ()):
        passage = view.passage(citation.passage_id)
        source = view.source(passage.source_id)
        yield {
            "file": source.file_name,
            "locator": to_plain(passage.locator),
            "start": citation.start,
            "end": citation.end,
            "quote": citation.quote,
        }


# --- reading back ----------------------------------------------------------------------------

_CLASSES: dict[str, type[Record]] = {record_name(cls): cls for cls in RECORD_CLASSES}


def read_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (number from 1, object) of each line that is not blank.

    Errors: BadValueError with the line's number where a line is no JSON object.
    """
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except json.JSONDecodeError as cause:
            raise BadValueError("error.data_json", line=number) from cause
        if not isinstance(found, dict):
            raise BadValueError("error.data_line", line=number)
        yield number, found


def read_record(number: int, line: dict[str, Any]) -> Record | None:
    """Return the record of a line as `build_data` wrote it; None for a line of another form.

    Errors: BadValueError with the line's number for an unknown record or a wrong shape.
    """
    if "fields" not in line:
        return None
    cls = _CLASSES.get(str(line.get("record")))
    if cls is None:
        raise BadValueError("error.data_line", line=number)
    try:
        return from_plain(cls, line["fields"])
    except BadValueError as cause:
        raise BadValueError("error.data_line", line=number) from cause
