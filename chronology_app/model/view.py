"""A whole case in memory, as analysis and documents read it: records and the paths between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from chronology_app.model.base import Record
from chronology_app.model.cases import Case
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.events import (
    Account,
    Concern,
    Event,
    EventPerson,
    NeedConcerned,
    SpellMark,
    Strength,
)
from chronology_app.model.people import Person
from chronology_app.model.sources import Citation, Passage, Source

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CaseView:
    """All records of one case. Read only; built by `store.queries`, or by a test's factory."""

    case: Case
    #: Record class -> its records, in the store's order. Passages: only those cited.
    records: dict[type[Record], tuple[Record, ...]]

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the case's records of one class."""
        return self.records.get(kind, ())  # type: ignore[return-value]

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Every record by its id."""
        return {record.id: record for rows in self.records.values() for record in rows}

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """All persons, in the family's order."""
        return tuple(sorted(self.of(Person), key=lambda p: (p.position, p.name)))

    @cached_property
    def children(self) -> tuple[Person, ...]:
        """The children of the case, eldest first where birth dates are known."""
        return tuple(p for p in self.people if p.is_child)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events that stand (confirmed or accepted unread), by date; undated ones last."""
        standing = (e for e in self.of(Event) if e.status != EventStatus.REMOVED)
        return tuple(sorted(standing, key=self._order))

    def _order(self, event: Event) -> tuple[object, ...]:
        """Return an event's place: on one day by the time that it or any account gives.

        The words of a date tell two dates apart, but never which came first on a day.
        """
        if event.date is None:
            return event_order(event)
        told = (account.time for account in self.accounts.get(event.id, ()) if account.time)
        time = event.time or min(told, default="")
        return (0, event.date.place_key, time, event.date.sort_key, event.id)

    @cached_property
    def confirmed(self) -> tuple[Event, ...]:
        """Events that a person has confirmed one by one: the only ones a document may hold."""
        return tuple(e for e in self.events if e.status == EventStatus.CONFIRMED)

    @cached_property
    def ordinary(self) -> tuple[Event, ...]:
        """Confirmed events without a class that keeps them back."""
        return tuple(e for e in self.confirmed if e.record_class == RecordClass.ORDINARY)

    @cached_property
    def accounts(self) -> dict[str, tuple[Account, ...]]:
        """Event id -> its accounts; the headline account first."""
        rows = _grouped(self.of(Account), "event_id")
        headline = {e.headline_account_id for e in self.of(Event)}
        return {
            key: tuple(sorted(group, key=lambda a: a.id not in headline))
            for key, group in rows.items()
        }

    @cached_property
    def citations(self) -> dict[str, tuple[Citation, ...]]:
        """Owner id (account, impact, ...) -> its citations."""
        return _grouped(self.of(Citation), "owner_id")

    @cached_property
    def concerns(self) -> dict[str, tuple[Concern, ...]]:
        """Event id -> its concerns."""
        return _grouped(self.of(Concern), "event_id")

    @cached_property
    def strengths(self) -> dict[str, tuple[Strength, ...]]:
        """Event id -> its strengths."""
        return _grouped(self.of(Strength), "event_id")

    @cached_property
    def needs_concerned(self) -> dict[str, tuple[NeedConcerned, ...]]:
        """Event id -> the needs it touches, by child. Tags: never printed as impact."""
        return _grouped(self.of(NeedConcerned), "event_id")

    @cached_property
    def event_people(self) -> dict[str, tuple[EventPerson, ...]]:
        """Event id -> who took which part."""
        return _grouped(self.of(EventPerson), "event_id")

    @cached_property
    def spell_marks(self) -> dict[str, tuple[SpellMark, ...]]:
        """Event id -> what it starts or ends."""
        return _grouped(self.of(SpellMark), "event_id")

    def children_of(self, event: Event) -> tuple[Person, ...]:
        """Return the children whom an event is about, in the family's order."""
        named = {p.person_id for p in self.event_people.get(event.id, ())}
        return tuple(child for child in self.children if child.id in named)

    def source(self, source_id: str) -> Source:
        """Return a source of this case. Errors: KeyError."""
        found = self.by_id[source_id]
        assert isinstance(found, Source)
        return found

    def passage(self, passage_id: str) -> Passage:
        """Return a cited passage of this case. Errors: KeyError."""
        found = self.by_id[passage_id]
        assert isinstance(found, Passage)
        return found


def event_order(event: Event) -> tuple[object, ...]:
    """Return the sort key of an event: date, then time, then id; undated events last."""
    if event.date is None:
        return (1, "", event.time or "", event.id)
    return (0, event.date.sort_key, event.time or "", event.id)


def view_of(case: Case, records: Iterable[Record]) -> CaseView:
    """Build a view from loose records."""
    rows: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        rows[type(record)].append(record)
    return CaseView(case, {kind: tuple(group) for kind, group in rows.items()})


def _grouped(rows: Sequence[R], name: str) -> dict[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return {key: tuple(group) for key, group in groups.items()}
