"""How concerns have added up, per child and type: counts, months and shares of the child's life.

No score and no prediction: every figure can be recounted from the events that its row lists.
Uncertain dates give an `at_least` and an `at_most`; the value is what is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.months import (
    fewest_months,
    longest_gap,
    longest_run,
    month_of,
    months_between,
)
from chronology_app.analysis.spells import Spell, build_spells
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, SpellKind
from chronology_app.model.view import CaseView

#: The row that takes all types of concern together.
ANY_TYPE = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeRow:
    """One figure. `measure` is a code; those by level of help end in ``:LEVEL``.

    events: concerns of the type, an event counted once. undated: those of them without a date.
    months_with_concern: calendar months with at least one. share_of_life: those months by the
    months lived, from that of birth (or of the first record) to that of the day asked for.
    longest_run, longest_gap: months in a row with and, between two with, without a concern.
    events:LEVEL, months_with_concern:LEVEL: the same while the child was at a level of help.
    """

    child_id: str
    #: The child's full name.
    child: str
    #: A type of concern, or `ANY_TYPE`.
    type: str
    measure: str
    #: What is certain; the same as `at_least`.
    value: float
    at_least: float
    at_most: float
    #: Every event that may count, in order of date.
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A concern with the first and last day on which it may have happened."""

    event: Event
    first: date
    last: date
    #: Certainly happened by the day asked for.
    is_certain: bool


def build_cumulative(
    view: CaseView, as_of: date, events: Iterable[Event] | None = None
) -> tuple[CumulativeRow, ...]:
    """Count the concerns of every child as of a day.

    `events`: those that count; by default every confirmed one. Rows come by child in the
    family's order, then by type; a type without any event has no rows.
    """
    counted = tuple(view.confirmed if events is None else events)
    spells = build_spells(view, counted)
    rows: list[CumulativeRow] = []
    for child in view.children:
        levels = spells.of(child.id, SpellKind.LEVEL_OF_HELP)
        for code, found in _by_type(view, child, counted):
            rows += _Count(child, code, found, as_of, _first_day(view, child, counted)).rows(levels)
    return tuple(rows)


def _by_type(
    view: CaseView, child: Person, events: tuple[Event, ...]
) -> Iterator[tuple[str, list[Event]]]:
    types: dict[str, list[Event]] = {ANY_TYPE: []}
    types |= {str(code): [] for code in ConcernType}
    for event in events:
        codes = {c.type for c in view.concerns.get(event.id, ()) if c.child_id == child.id}
        for code in sorted(codes):
            types.setdefault(code, []).append(event)
        if codes:
            types[ANY_TYPE].append(event)
    yield from ((code, found) for code, found in types.items() if found)


def _first_day(view: CaseView, child: Person, events: tuple[Event, ...]) -> tuple[date, date]:
    """Return the earliest and latest day on which the child's time begins.

    Birth; where it is not recorded, the first event that names the child.
    """
    born = child.born or child.due
    if born and born.earliest and born.latest:
        return born.earliest, born.latest
    for event in events:
        begins = event.date.earliest if event.date else None
        if begins and child in view.children_of(event):
            return begins, begins
    return date.max, date.max


class _Count:
    """The figures of one child and type."""

    def __init__(
        self,
        child: Person,
        code: str,
        events: list[Event],
        as_of: date,
        begins: tuple[date, date],
    ) -> None:
        self._child, self._code, self._as_of, self._begins = child, code, as_of, begins
        self._undated = [e for e in events if e.date is None]
        self._placed = [p for e in events if (p := _place(e, as_of, begins[0]))]

    def rows(self, levels: tuple[Spell, ...]) -> Iterator[CumulativeRow]:
        """Yield every figure."""
        placed = self._placed
        certain, possible = _certain_months(placed), _possible_months(placed)
        fewest = _fewest(placed)
        yield self._events()
        if self._undated:
            ids = tuple(e.id for e in self._undated)
            yield self._row("undated", len(ids), len(ids), ids)
        yield self._row("months_with_concern", fewest, len(possible))
        yield self._share(fewest, len(possible))
        least_run = max(longest_run(certain), min(1, fewest))
        yield self._row("longest_run", least_run, longest_run(possible))
        least_gap = longest_gap(possible) if all(p.is_certain for p in placed) else 0
        yield self._row("longest_gap", least_gap, longest_gap(certain | _edges(placed)))
        yield from self._by_level(levels)

    def _events(self) -> CumulativeRow:
        known = sum(_was_known(e, self._as_of) for e in self._undated)
        certain = sum(p.is_certain for p in self._placed) + known
        everything = (*(p.event.id for p in self._placed), *(e.id for e in self._undated))
        return self._row("events", certain, len(everything), everything)

    def _share(self, fewest: int, most: int) -> CumulativeRow:
        early, late = self._begins
        longest = max(len(months_between(early, self._as_of)), 1) if early <= self._as_of else 1
        shortest = max(len(months_between(late, self._as_of)), 1) if late <= self._as_of else 1
        return self._row(
            "share_of_life",
            round(min(fewest / longest, 1.0), 4),
            round(min(most / shortest, 1.0), 4),
        )

    def _by_level(self, levels: tuple[Spell, ...]) -> Iterator[CumulativeRow]:
        for level in dict.fromkeys(spell.value for spell in levels):
            own = [spell for spell in levels if spell.value == level]
            inside = [p for p in self._placed if any(_is_within(p, s) for s in own)]
            maybe = [p for p in self._placed if any(_may_be_within(p, s) for s in own)]
            if not maybe:
                continue
            ids = tuple(p.event.id for p in maybe)
            sure = [p for p in inside if p.is_certain]
            yield self._row(f"events:{level}", len(sure), len(maybe), ids)
            yield self._row(
                f"months_with_concern:{level}", _fewest(sure), len(_possible_months(maybe)), ids
            )

    def _row(
        self, measure: str, at_least: float, at_most: float, ids: tuple[str, ...] | None = None
    ) -> CumulativeRow:
        if ids is None:
            ids = tuple(p.event.id for p in self._placed)
        return CumulativeRow(
            child_id=self._child.id,
            child=self._child.name,
            type=self._code,
            measure=measure,
            value=at_least,
            at_least=at_least,
            at_most=at_most,
            event_ids=ids,
        )


def _place(event: Event, as_of: date, begins: date) -> _Placed | None:
    """Return where a dated event lies; None where it surely lies after the day asked for.

    An open beginning reaches back to the child's own, an open end to the day asked for.
    """
    if event.date is None:
        return None
    last = event.date.latest or as_of
    first = event.date.earliest or min(begins, last)
    if first > as_of:
        return None
    certain = last <= as_of or _was_known(event, as_of)
    return _Placed(event, first, min(last, as_of), certain)


def _was_known(event: Event, as_of: date) -> bool:
    """Say whether an event had been confirmed by a day, and so had certainly happened."""
    return event.confirmed_at is not None and event.confirmed_at.date() <= as_of


def _certain_months(placed: Iterable[_Placed]) -> set[int]:
    """Return the months that surely have an event: those whose date lies in one month."""
    return {
        month_of(p.first) for p in placed if p.is_certain and month_of(p.first) == month_of(p.last)
    }


def _possible_months(placed: Iterable[_Placed]) -> set[int]:
    """Return the months that may have an event: each month that an uncertain date touches."""
    return {month for p in placed for month in months_between(p.first, p.last)}


def _edges(placed: list[_Placed]) -> set[int]:
    """Return the first and the last month that may have an event: a gap lies between them."""
    possible = _possible_months(placed)
    return {min(possible), max(possible)} if possible else set()


def _fewest(placed: Iterable[_Placed]) -> int:
    spans = [(month_of(p.first), month_of(p.last)) for p in placed if p.is_certain]
    return fewest_months(spans)


def _is_within(placed: _Placed, spell: Spell) -> bool:
    """Say whether an event surely lies in a spell; the day of its end is not part of it."""
    started = spell.start is not None and spell.start.latest is not None
    begins = spell.start.latest if spell.start else None
    ends = spell.end.earliest if spell.end else None
    if not started or begins is None or placed.first < begins:
        return False
    return spell.end is None or (ends is not None and placed.last < ends)


def _may_be_within(placed: _Placed, spell: Spell) -> bool:
    """Say whether an event may lie in a spell."""
    begins = spell.start.earliest if spell.start else None
    ends = spell.end.latest if spell.end else None
    if begins is not None and placed.last < begins:
        return False
    return ends is None or placed.first < ends
