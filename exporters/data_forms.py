"""Reads a case's data: lines of `data`, events in the contract's form, plans and scores.

Owns the forms and how names and files in them are matched to the case; the store takes the
records in. What cannot be matched is named in a problem, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chronology_app.dates import MODIFIERS, FuzzyDate
from chronology_app.documents.folding import fold
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Citation,
    Concern,
    Event,
    EventPerson,
    Locator,
    NeedConcerned,
    Passage,
    Person,
    Record,
    Source,
    Strength,
    derived_id,
)
from chronology_app.model.codes import EventStatus, Evidence, Part, RecordClass, Role
from chronology_app.model.serial import from_plain
from chronology_app.model.view import CaseView
from exporters.data import read_lines, read_record
from exporters.data_checks import KnownCodes, check_event_line, known_codes
from exporters.data_people import map_people

#: Finds words in a source that the casebook already holds: (passage, start, end) or None.
FindQuote = Callable[[Source, str], tuple[Passage, int, int] | None]

_PLACE = re.compile(r"\b(page|paragraph|table|row|column|line)\s+(\d+)", re.IGNORECASE)
_SHEET = re.compile(r"\bsheet\s+([^,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataProblem:
    """Something in the data that could not be matched; a sentence by message id."""

    line: int
    message_id: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class ReadData:
    """The records of a data file, in an order in which each can be stored."""

    records: tuple[Record, ...]
    problems: tuple[DataProblem, ...] = ()


def read_data(
    lines: Iterable[str], view: CaseView, find_quote: FindQuote | None = None
) -> ReadData:
    """Return the records of a data file; their ids are kept as given.

    Only a person whom the case has already keeps the id that he has there.

    `view`: the case that they go into, for its people and sources. `find_quote` looks in the
    originals that the casebook holds.
    Errors: BadValueError with the line's number for a line that is no record.
    """
    reader = _EventReader(view, find_quote)
    records: list[Record] = []
    for number, line in read_lines(lines):
        record = read_record(number, line)
        if record is None:
            reader.read(number, line)
        else:
            records.append(record)
            reader.know(record)
    found = map_people((*records, *reader.records), view)
    return ReadData(found, tuple(reader.problems))


@dataclass
class _EventReader:
    """Turns event lines of the contract's form into records, matching names and files."""

    view: CaseView
    find_quote: FindQuote | None
    records: list[Record] = field(default_factory=list)
    problems: list[DataProblem] = field(default_factory=list)
    _people: dict[str, Person] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _codes: KnownCodes = field(init=False)
    #: Source id -> the last place taken in it.
    _indexes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take in the people, sources and codes of the case."""
        self._codes = known_codes(self.view)
        for record in (*self.view.people, *self.view.of(Source)):
            self.know(record)

    def know(self, record: Record) -> None:
        """Remember a person or source under its names."""
        if isinstance(record, Person):
            for name in (record.name, *record.aliases):
                self._people.setdefault(fold(name), record)
        elif isinstance(record, Source):
            self._sources.setdefault(record.file_name.casefold(), record)

    def read(self, number: int, line: dict[str, Any]) -> None:
        """Read one event. Errors: BadValueError with the line's number."""
        check_event_line(number, line, self._codes)
        try:
            event = self._event(line)
            records = [event, *self._accounts(number, line, event), *self._involved(line, event)]
        except (BadValueError, ValueError, TypeError, KeyError, AttributeError) as cause:
            raise BadValueError("error.data_line", line=number) from cause
        self.records += records

    # --- the event and who took part ---------------------------------------------------------

    def _event(self, line: dict[str, Any]) -> Event:
        fact = line.get("fact") or line["summary"]
        first = self._id(str(line["id"]), "account", "0")
        return Event(
            id=str(line["id"]),
            case_id=self.view.case.id,
            kind=str(line.get("kind", "observation")),
            fact=str(fact),
            court_wording=str(line.get("court_wording") or ""),
            date=event_date(line),
            time=line.get("time"),
            headline_account_id=first if _mentions(line) else None,
            key=bool(line.get("key_event") or line.get("key") is True),
            relied_on=bool(line.get("relied_on")),
            status=EventStatus(line.get("status") or EventStatus.CONFIRMED),
            significance=line.get("significance"),
            record_class=RecordClass(line.get("class") or RecordClass.ORDINARY),
        )

    def _involved(self, line: dict[str, Any], event: Event) -> Iterator[Record]:
        for name in line.get("children") or ():
            child = yield from self._person(name, Role.CHILD)
            yield self._part(event, child, Part.SUBJECT)
            for code in line.get("neglect_types") or ():
                yield Concern(
                    id=self._id(event.id, child.id, code),
                    case_id=event.case_id,
                    event_id=event.id,
                    child_id=child.id,
                    type=code,
                )
        for other in line.get("people") or ():
            person = yield from self._person(other["name"], Role.OTHER)
            yield self._part(event, person, other.get("part", Part.PRESENT), other.get("why", ""))
        yield from self._needs(line, event)
        if line.get("strength"):
            yield Strength(
                id=self._id(event.id, "strength"), case_id=event.case_id, event_id=event.id
            )

    def _needs(self, line: dict[str, Any], event: Event) -> Iterator[Record]:
        for name, needs in (line.get("impact") or {}).items():
            child = yield from self._person(name, Role.CHILD)
            for need in needs:
                yield NeedConcerned(
                    id=self._id(event.id, child.id, "need", need),
                    case_id=event.case_id,
                    event_id=event.id,
                    child_id=child.id,
                    need=need,
                )

    def _person(self, name: str, role: str) -> Generator[Record, None, Person]:
        """Yield a new person where the case has none of this name; return the person."""
        known = self._people.get(fold(name))
        if known is None:
            known = Person(
                id=self._id("person", name), case_id=self.view.case.id, name=name, role=role
            )
            self.know(known)
            yield known
        return known

    def _part(self, event: Event, person: Person, part: str, why: str = "") -> EventPerson:
        return EventPerson(
            id=self._id(event.id, person.id, part),
            case_id=event.case_id,
            event_id=event.id,
            person_id=person.id,
            part=part,
            why=why,
        )

    # --- where it comes from -----------------------------------------------------------------

    def _accounts(self, number: int, line: dict[str, Any], event: Event) -> Iterator[Record]:
        for position, mention in enumerate(_mentions(line)):
            recorded_by = mention.get("recorded_by") or line.get("recorded_by") or "other"
            source = yield from self._source(mention, recorded_by)
            account = Account(
                id=self._id(event.id, "account", str(position)),
                case_id=event.case_id,
                event_id=event.id,
                source_id=source.id,
                agency=str(line.get("agency") or recorded_by),
                recorded_by=recorded_by,
                date=event.date,
                time=event.time,
                evidence=str(line.get("evidence") or Evidence.REPORTED),
            )
            yield account
            yield from self._cited(number, mention, account, source)

    def _source(self, mention: dict[str, Any], agency: str) -> Generator[Record, None, Source]:
        """Yield a source without bytes where the case has no such file; return the source."""
        name = str(mention.get("file") or "")
        known = self._sources.get(name.casefold())
        if known is None:
            known = Source(
                id=self._id("source", name),
                case_id=self.view.case.id,
                file_name=name,
                agency=agency,
            )
            self.know(known)
            yield known
        return known

    def _cited(
        self, number: int, mention: dict[str, Any], account: Account, source: Source
    ) -> Iterator[Record]:
        quote = str(mention.get("quote") or "")
        found = self.find_quote(source, quote) if self.find_quote and source.sha256 else None
        if found:
            passage, start, end = found
        elif source.sha256:
            self.problems.append(
                DataProblem(
                    line=number, message_id="problem.quote_not_found",
                    params={"event": account.event_id, "file": source.file_name},
                )
            )  # fmt: skip
            return
        else:
            passage = self._passage(account, source, mention, quote)
            start, end = 0, len(quote)
            yield passage
        yield Citation(
            id=self._id(account.id, "citation"),
            case_id=account.case_id,
            owner_id=account.id,
            passage_id=passage.id,
            start=start,
            end=end,
            quote=passage.text[start:end],
        )

    def _passage(
        self, account: Account, source: Source, mention: dict[str, Any], quote: str
    ) -> Passage:
        passage_id = self._id(account.id, "passage")
        return Passage(
            id=passage_id,
            case_id=account.case_id,
            source_id=source.id,
            index=self._next_index(passage_id, source),
            locator=read_locator(mention.get("locator")),
            text=quote,
        )

    def _next_index(self, passage_id: str, source: Source) -> int:
        """Return the passage's place in its source: its own from an earlier load, or a new one."""
        known = self.view.by_id.get(passage_id)
        if isinstance(known, Passage):
            return known.index
        if source.id not in self._indexes:
            there = (p.index for p in self.view.of(Passage) if p.source_id == source.id)
            self._indexes[source.id] = max(there, default=-1)
        self._indexes[source.id] += 1
        return self._indexes[source.id]

    def _id(self, *parts: str) -> str:
        return derived_id("data", self.view.case.id, *parts)


def event_date(line: dict[str, Any]) -> FuzzyDate | None:
    """Return the date of an event line, given as an object or as `edtf` with a modifier.

    Words that are no modifier of ours ("week commencing") are kept as the date's own words.
    Errors: DateValueError.
    """
    given = line.get("date")
    found = given if isinstance(given, dict) else line
    edtf = given if isinstance(given, str) else found.get("edtf")
    if not edtf:
        return None
    said = found.get("modifier") or ""
    text = found.get("text") or ("" if said in (*MODIFIERS, "exact") else said)
    return FuzzyDate.parse(str(edtf), str(text), said if said in MODIFIERS else None)


def read_locator(given: Any) -> Locator:
    """Return a locator from its plain form or from words such as "sheet Nia, row 2"."""
    if isinstance(given, dict):
        return from_plain(Locator, given)
    words = str(given or "")
    plain: dict[str, Any] = {name.lower(): int(value) for name, value in _PLACE.findall(words)}
    sheet = _SHEET.search(words)
    return from_plain(Locator, plain | ({"sheet": sheet.group(1).strip()} if sheet else {}))


def _mentions(line: dict[str, Any]) -> list[dict[str, Any]]:
    found = line.get("mentions") or line.get("citations") or []
    return [mention for mention in found if isinstance(mention, dict)]
