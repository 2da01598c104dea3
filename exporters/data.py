"""A case as JSON Lines, and back: every record in one plain form, events also in the contract's.

Owns the lines; what may leave is `data_release`. The store takes the records in again. Other
forms that are understood (events by mentions, plans, scores) are read by `data_forms`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from chronology_app.dates import FuzzyDate
from chronology_app.documents.blocks import Part
from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.errors import BadValueError
from chronology_app.model import (
    RECORD_CLASSES,
    Case,
    Citation,
    Event,
    EventPerson,
    NeedConcerned,
    Passage,
    Record,
)
from chronology_app.model.serial import from_plain, to_plain
from chronology_app.model.view import CaseView
from chronology_app.reading.lines import date_object
from exporters.data_release import find_kept_back, is_own_work, open_fields, open_source_name

R = TypeVar("R", bound=Record)


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
    and the records of protected details that the profile must not learn. The authority's own
    work (suggestions, imports, notes, names of files) is for its own staff alone.
    """
    kept_back = find_kept_back(view, options)
    records = [
        record
        for kind in RECORD_CLASSES
        for record in view.of(kind)
        if record.id not in kept_back and not is_own_work(record, options.profile)
    ]
    if not view.of(Case):
        records.insert(0, view.case)
    return Data(
        tuple(_line(view, record, frozenset(kept_back), options.profile) for record in records),
        tuple(sorted(kept_back)),
    )


# --- lines -----------------------------------------------------------------------------------


def _line(view: CaseView, record: Record, kept_back: frozenset[str], profile: str) -> Line:
    open_record = open_fields(record, profile)
    line: dict[str, Any] = {"record": record_name(type(record)), "fields": to_plain(open_record)}
    if isinstance(record, Event):
        line |= event_fields(view, record, kept_back, profile)
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


def event_fields(
    view: CaseView,
    event: Event,
    kept_back: frozenset[str] = frozenset(),
    profile: str = LOCAL_AUTHORITY,
) -> dict[str, Any]:
    """Return an event's fields in the form that the command line promises.

    `kept_back`: ids of records of which nothing may be told, whatever stands beside them.
    """

    def told(rows: Iterable[R]) -> list[R]:
        return [row for row in rows if row.id not in kept_back]

    accounts = told(view.accounts.get(event.id, ()))
    headline = accounts[0] if accounts else None
    citations = [c for account in accounts for c in told(view.citations.get(account.id, ()))]
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
        "children": [child.name for child in told(view.children_of(event))],
        "people": _people(view, told(view.event_people.get(event.id, ()))),
        "neglect_types": sorted({c.type for c in told(view.concerns.get(event.id, ()))}),
        "impact": _needs(view, told(view.needs_concerned.get(event.id, ()))),
        "strength": bool(told(view.strengths.get(event.id, ()))),
        "class": str(event.record_class),
        "citations": [_citation(view, citation, profile) for citation in citations],
        "reasons": [],
        "duplicates": [],
    }


def _date(event: Event) -> dict[str, Any]:
    return date_object(event.date, date_kind(event.date) if event.date else None)


def date_kind(date: FuzzyDate) -> str:
    """Return how much of a date is known: "full" (a day), "partial" or "range"."""
    if date.precision == "day":
        return "full"
    return "range" if date.precision in ("range", "open", "set") else "partial"


def _people(view: CaseView, parts: Iterable[EventPerson]) -> list[dict[str, str]]:
    names = {person.id: person.name for person in view.people}
    children = {child.id for child in view.children}
    return [
        {"name": names[p.person_id], "part": p.part, "why": p.why}
        for p in parts
        if p.person_id in names and p.person_id not in children
    ]


def _needs(view: CaseView, tags: Iterable[NeedConcerned]) -> dict[str, list[str]]:
    names = {child.id: child.name for child in view.children}
    found: dict[str, list[str]] = {}
    for tag in tags:
        if tag.child_id in names:
            found.setdefault(names[tag.child_id], []).append(tag.need)
    return found


def _citation(view: CaseView, citation: Citation, profile: str) -> dict[str, Any]:
    passage = view.passage(citation.passage_id)
    open_passage = open_fields(passage, profile)
    assert isinstance(open_passage, Passage)
    return {
        "file": open_source_name(view.source(passage.source_id), profile),
        "locator": to_plain(open_passage.locator),
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
            found = json.loads(text, object_pairs_hook=_once_each)
        except (ValueError, RecursionError) as cause:
            raise BadValueError("error.data_json", line=number) from cause
        if not isinstance(found, dict):
            raise BadValueError("error.data_line", line=number)
        yield number, found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON. Errors: ValueError for a name given twice: which would count?"""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(len(pairs))
    return found


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
