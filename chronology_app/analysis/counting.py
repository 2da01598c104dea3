"""Counts one list of events: how many, in which months, runs and gaps, at which level and age.

Knows nothing of types or children; `cumulative` says which events are of which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chronology_app.analysis.months import (
    fewest_months,
    longest_gap,
    longest_run,
    month_of,
    months_between,
)
from chronology_app.analysis.residence import SpellIndex
from chronology_app.analysis.spells import Spell
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.model import Event


@dataclass(frozen=True, slots=True)
class Counted:
    """An event on a list; `is_sure`: apart from its date it certainly belongs there."""

    event: Event
    is_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with its bounds, and every event that may be in it."""

    measure: str
    at_least: float
    at_most: float
    event_ids: tuple[str, ...]
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with the first and last day on which it may have happened."""

    event: Event
    first: date
    last: date
    #: Certainly belongs to the list and certainly happened in the time asked for.
    is_certain: bool


class Count:
    """The figures of one list of events.

    `begins`: earliest and latest day on which the child's time begins. `since`: the first day of
    the time asked for; None: from the beginning.
    """

    def __init__(
        self,
        events: Sequence[Counted],
        as_of: date,
        begins: tuple[date, date],
        since: date | None = None,
    ) -> None:
        self._as_of, self._since, self._begins = as_of, since, begins
        # An undated event may lie in any time asked for.
        self._undated = [one for one in events if one.event.date is None]
        placed = (place(one, as_of, begins[0], since) for one in events)
        self._placed = [p for p in placed if p]

    # --- what rows are made of ---------------------------------------------------------------

    def figures(self) -> Iterator[Figure]:
        """Yield the figures of a child's concerns."""
        yield from self._months("", "months_with_concern", with_runs=True)

    def of_family(self) -> Iterator[Figure]:
        """Yield the figures of the family's concerns: no share of a life."""
        yield from self._months("family_", "months_with_concern")

    def strengths(self, prefix: str) -> Iterator[Figure]:
        """Yield the figures of strengths."""
        figure = self.number(f"{prefix}strengths")
        if figure.at_most:
            yield figure
            fewest, most = _fewest(self._placed), len(_possible_months(self._placed))
            yield self._figure(f"{prefix}months_with_strength", fewest, most)

    def number(self, measure: str) -> Figure:
        """Return how many events there are."""
        certain = sum(p.is_certain for p in self._placed)
        certain += sum(self._was_known(one) for one in self._undated)
        ids = (*_ids(self._placed), *(one.event.id for one in self._undated))
        return self._figure(measure, certain, len(ids), ids)

    def _months(self, prefix: str, months: str, *, with_runs: bool = False) -> Iterator[Figure]:
        placed = self._placed
        events = self.number(f"{prefix}events")
        if not events.at_most:
            return
        certain, possible = _certain_months(placed), _possible_months(placed)
        fewest = _fewest(placed)
        yield events
        if self._undated:
            ids = tuple(one.event.id for one in self._undated)
            known = sum(one.is_sure for one in self._undated)
            yield self._figure(f"{prefix}undated", known, len(ids), ids)
        yield self._figure(f"{prefix}{months}", fewest, len(possible))
        if with_runs:
            yield self._share(fewest, len(possible))
            least_run = max(longest_run(certain), min(1, fewest))
            yield self._figure("longest_run", least_run, longest_run(possible))
            least_gap = longest_gap(possible) if all(p.is_certain for p in placed) else 0
            yield self._figure("longest_gap", least_gap, longest_gap(certain | _edges(placed)))
        if placed:
            yield self._first(f"{prefix}first_concern")
            yield self._last(f"{prefix}last_concern")

    def _share(self, fewest: int, most: int) -> Figure:
        early, late = self._begins
        if self._since is not None:
            early, late = max(early, self._since), max(late, self._since)
        longest = max(len(months_between(early, self._as_of)), 1) if early <= self._as_of else 1
        shortest = max(len(months_between(late, self._as_of)), 1) if late <= self._as_of else 1
        return self._figure(
            "share_of_life",
            round(min(fewest / longest, 1.0), 4),
            round(min(most / shortest, 1.0), 4),
        )

    def _first(self, measure: str) -> Figure:
        """Return the first concern: it lies no later than the earliest certain one's last day."""
        earliest = min(p.first for p in self._placed)
        ends = [p.last for p in self._placed if p.is_certain]
        latest = min(ends, default=max(p.last for p in self._placed))
        ids = _ids(p for p in self._placed if p.first <= latest)
        return self._figure(measure, min(1, len(ends)), 1, ids, earliest, latest)

    def _last(self, measure: str) -> Figure:
        latest = max(p.last for p in self._placed)
        starts = [p.first for p in self._placed if p.is_certain]
        earliest = max(starts, default=min(p.first for p in self._placed))
        ids = _ids(p for p in self._placed if p.last >= earliest)
        return self._figure(measure, min(1, len(starts)), 1, ids, earliest, latest)

    # --- by level, year and age --------------------------------------------------------------

    def by_level(self, levels: SpellIndex) -> Iterator[Figure]:
        """Yield the events and months of each level of help, in the order of their beginning."""
        maybe: dict[str, list[Placed]] = defaultdict(list)
        sure: dict[str, list[Placed]] = defaultdict(list)
        months: dict[str, set[int]] = defaultdict(set)
        order: dict[str, date] = {}
        for p in self._placed:
            for spell, surely in levels.at(p.first, p.last):
                level = spell.value
                begins = spell.start.earliest if spell.start else None
                order[level] = min(order.get(level, date.max), begins or date.min)
                months[level].update(_months_inside(p, spell))
                if not maybe[level] or maybe[level][-1] is not p:
                    maybe[level].append(p)
                if surely and p.is_certain:
                    sure[level].append(p)
        for level in sorted(order, key=lambda name: (order[name], name)):
            ids = _ids(maybe[level])
            yield self._figure(f"events:{level}", len(sure[level]), len(ids), ids)
            yield self._figure(
                f"months_with_concern:{level}", _fewest(sure[level]), len(months[level]), ids
            )

    def by_year(self, prefix: str = "") -> Iterator[Figure]:
        """Yield the events of each calendar year."""
        spans = ((p, p.first.year, p.last.year) for p in self._placed)
        yield from self._by_number(f"{prefix}events_in_year", spans)

    def by_age(self, born: FuzzyDate | None) -> Iterator[Figure]:
        """Yield the events of each year of age; nothing where the birth is not known."""
        if born is None or born.earliest is None or born.latest is None:
            return
        early, late = born.earliest, born.latest
        spans = (
            (p, max(_age(late, p.first), 0), _age(early, p.last))
            for p in self._placed
            if p.last >= early
        )
        yield from self._by_number("events_at_age", spans, sure_from=late)

    def _by_number(
        self,
        measure: str,
        spans: Iterable[tuple[Placed, int, int]],
        sure_from: date = date.min,
    ) -> Iterator[Figure]:
        maybe: dict[int, list[Placed]] = defaultdict(list)
        sure: dict[int, int] = defaultdict(int)
        for p, low, high in spans:
            for number in range(low, high + 1):
                maybe[number].append(p)
            sure[low] += low == high and p.is_certain and p.first >= sure_from
        for number in sorted(maybe):
            ids = _ids(maybe[number])
            yield self._figure(f"{measure}:{number}", sure[number], len(ids), ids)

    # --- helpers -----------------------------------------------------------------------------

    def _was_known(self, one: Counted) -> bool:
        """Say whether an undated event surely lies in the time asked for."""
        return one.is_sure and self._since is None and _was_known(one.event, self._as_of)

    def _figure(
        self,
        measure: str,
        at_least: float,
        at_most: float,
        ids: tuple[str, ...] | None = None,
        earliest: date | None = None,
        latest: date | None = None,
    ) -> Figure:
        return Figure(
            measure=measure, at_least=at_least, at_most=at_most,
            event_ids=_ids(self._placed) if ids is None else ids,
            earliest=earliest, latest=latest,
        )  # fmt: skip


def place(
    one: Counted, as_of: date, begins: date = date.max, since: date | None = None
) -> Placed | None:
    """Return where a dated event lies; None where it surely lies outside the time asked for.

    An open beginning reaches back to the child's own, an open end to the day asked for.
    """
    event = one.event
    if event.date is None:
        return None
    last = event.date.latest or as_of
    first = event.date.earliest or min(begins, last)
    if first > as_of or (since is not None and last < since):
        return None
    certain = last <= as_of or _was_known(event, as_of)
    if since is not None:
        certain, first = certain and first >= since, max(first, since)
    return Placed(event, first, min(last, as_of), certain and one.is_sure)


def _was_known(event: Event, as_of: date) -> bool:
    """Say whether an event had been confirmed by a day, and so had certainly happened."""
    return event.confirmed_at is not None and event.confirmed_at.date() <= as_of


def _ids(placed: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(p.event.id for p in placed)


def _certain_months(placed: Iterable[Placed]) -> set[int]:
    """Return the months that surely have an event: those whose date lies in one month."""
    return {
        month_of(p.first) for p in placed if p.is_certain and month_of(p.first) == month_of(p.last)
    }


def _possible_months(placed: Iterable[Placed]) -> set[int]:
    """Return the months that may have an event: each month that an uncertain date touches."""
    spans = {(month_of(p.first), month_of(p.last)) for p in placed}
    return {month for low, high in spans for month in range(low, high + 1)}


def _edges(placed: list[Placed]) -> set[int]:
    """Return the first and the last month that may have an event: a gap lies between them."""
    possible = _possible_months(placed)
    return {min(possible), max(possible)} if possible else set()


def _fewest(placed: Iterable[Placed]) -> int:
    spans = [(month_of(p.first), month_of(p.last)) for p in placed if p.is_certain]
    return fewest_months(spans)


def _months_inside(placed: Placed, spell: Spell) -> range:
    """Return the months in which an event may lie inside a spell."""
    begins = spell.start.earliest if spell.start else None
    ends = spell.end.latest if spell.end else None
    first = max(placed.first, begins) if begins else placed.first
    # The day of the end is not part of the spell.
    last = min(placed.last, shifted(ends, -timedelta(days=1))) if ends else placed.last
    return months_between(first, last)


def _age(born: date, on: date) -> int:
    """Return completed years; -1 before birth."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
