"""What is recorded of each child's needs, by year: tags, observed and likely impact apart.

Counts only, never added to each other: a need concerned is a tag and no impact. Every count can be
recounted from the ids behind it; the words for it all are the screen's business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.model import Event, LikelyImpact, ObservedImpact, Person
from chronology_app.model.codes import ImpactKind, Need
from chronology_app.model.view import CaseView

#: The three kinds in the order in which they are always shown.
KINDS = (ImpactKind.NEED_CONCERNED, ImpactKind.OBSERVED, ImpactKind.LIKELY)
#: The place of what has no year: a column of its own.
UNDATED = None
_Key = tuple[str, str, int | None, ImpactKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is counted: an event that touches a need, an impact seen, a judgement."""

    #: Names it: that of its record, and for a need concerned that of the event.
    id: str
    kind: ImpactKind
    child_id: str
    need: str
    #: What it rests on; for a judgement several.
    event_ids: tuple[str, ...]
    #: Years in which it may lie, in order; empty: undated.
    years: tuple[int, ...]
    #: Those of them in which it surely lies; several only for a set that names all its dates.
    certain: tuple[int, ...]

    @property
    def is_undated(self) -> bool:
        """Say whether it has no year."""
        return not self.years


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind, at least and at most, with those that are behind the number."""

    #: Ids of the items that surely lie there, and of all that may.
    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()

    @property
    def at_least(self) -> int:
        """How many surely lie there."""
        return len(self.certain)

    @property
    def at_most(self) -> int:
        """How many may lie there."""
        return len(self.possible)

    @property
    def is_exact(self) -> bool:
        """Say whether it is one number."""
        return self.at_least == self.at_most


NOTHING = Count()


@dataclass(frozen=True)
class ImpactMatrix:
    """Children by need and year."""

    #: Ids of the children in the family's order.
    child_ids: tuple[str, ...]
    #: The seven needs, then an authority's own ones that are used.
    needs: tuple[str, ...]
    #: Every year from the first to the last that something may lie in, without gaps.
    years: tuple[int, ...]
    has_undated: bool
    #: Every item by its id: kind by kind, in the order of the events or of the signatures.
    items: Mapping[str, Item]
    #: (child, need, year or `UNDATED`, kind) -> count; what is not there is nought.
    counts: Mapping[_Key, Count] = field(repr=False)
    #: (child, need, kind) -> all items of all years.
    wholes: Mapping[tuple[str, str, ImpactKind], Count] = field(repr=False)

    def count(self, child_id: str, need: str, year: int | None, kind: ImpactKind) -> Count:
        """Return one figure of a cell."""
        return self.counts.get((child_id, need, year, kind), NOTHING)

    def whole(self, child_id: str, need: str, kind: ImpactKind) -> Count:
        """Return the figure of all years together: each item once, so it is always exact."""
        return self.wholes.get((child_id, need, kind), NOTHING)

    def of_child(self, child_id: str) -> tuple[Item, ...]:
        """Return a child's items."""
        return tuple(item for item in self.items.values() if item.child_id == child_id)


def build_matrix(
    view: CaseView, as_of: date, events: Iterable[Event] | None = None
) -> ImpactMatrix:
    """Count what is recorded of the needs of each child, by year.

    `events`: those that count; by default every one that stands. Dates: an event counts in each
    year that its date allows as "may lie there", and as "surely" only where that is one year; an
    open end reaches to `as_of`, an open beginning to the child's birth. Both ends must be known
    for "surely". A judgement stands in the year in which it was signed, because it is one
    statement of one day; the events that it rests on stand in their own years. It counts as long
    as one of its events does.
    """
    counted = {event.id: event for event in (view.events if events is None else events)}
    children = {child.id: child for child in view.children}
    found: dict[str, Item] = {}
    for item in _items(view, counted, children, as_of):
        found.setdefault(item.id, item)
    order = [*(str(need) for need in Need), *sorted({i.need for i in found.values()} - set(Need))]
    place = {event_id: number for number, event_id in enumerate(counted)}
    judged = {one.id: one.signed_at.isoformat() for one in view.of(LikelyImpact)}
    ordered = sorted(
        found.values(),
        key=lambda i: (
            KINDS.index(i.kind),
            judged.get(i.id, ""),
            0 if i.id in judged else place[i.event_ids[0]],
            i.id,
        ),
    )
    years = [year for item in ordered for year in item.years]
    return ImpactMatrix(
        child_ids=tuple(children),
        needs=tuple(order),
        years=tuple(range(min(years), max(years) + 1)) if years else (),
        has_undated=any(item.is_undated for item in ordered),
        items={item.id: item for item in ordered},
        counts=_counts(ordered),
        wholes=_wholes(ordered),
    )


def _items(
    view: CaseView, events: Mapping[str, Event], children: Mapping[str, Person], as_of: date
) -> Iterator[Item]:
    for event_id, event in events.items():
        for tag in view.needs_concerned.get(event_id, ()):
            if child := children.get(tag.child_id):
                yield _of_event(
                    f"{event_id} {child.id} {tag.need}", ImpactKind.NEED_CONCERNED, event, child,
                    tag.need, as_of,
                )  # fmt: skip
    for seen in view.of(ObservedImpact):
        child, seen_in = children.get(seen.child_id), events.get(seen.event_id)
        if child and seen_in:
            yield _of_event(seen.id, ImpactKind.OBSERVED, seen_in, child, seen.need, as_of)
    for judged in view.of(LikelyImpact):
        stands = not judged.event_ids or any(i in events for i in judged.event_ids)
        if judged.child_id in children and stands:
            yield _of_judgement(judged)


def _of_event(
    item_id: str, kind: ImpactKind, event: Event, child: Person, need: str, as_of: date
) -> Item:
    years, certain = years_of(event.date, child, as_of)
    return Item(
        id=item_id, kind=kind, child_id=child.id, need=need, event_ids=(event.id,), years=years,
        certain=certain,
    )  # fmt: skip


def _of_judgement(judged: LikelyImpact) -> Item:
    year = (judged.signed_at.year,)
    return Item(
        id=judged.id, kind=ImpactKind.LIKELY, child_id=judged.child_id, need=judged.need,
        event_ids=judged.event_ids, years=year, certain=year,
    )  # fmt: skip


def years_of(
    when: FuzzyDate | None, child: Person, as_of: date
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the years in which a date may lie and those in which it surely does.

    The years between the members of a set are not among them. Of a set that names all its dates
    (``{A,B}``) each member is sure of itself; of one that names several for one, none is.
    """
    if when is None or (when.earliest is None and when.latest is None):
        return (), ()
    possible: set[int] = set()
    single: list[int | None] = []
    for first, last in when.spans:
        years = _years_between(first, last, child, as_of)
        possible.update(years)
        is_one = first is not None and last is not None and first.year == last.year
        single.append(first.year if first is not None and is_one else None)
    if when.edtf[0] == "{":
        certain = {year for year in single if year is not None}
    else:
        certain = possible if len(possible) == 1 and None not in single else set()
    return tuple(sorted(possible)), tuple(sorted(certain))


def _years_between(
    first: date | None, last: date | None, child: Person, as_of: date
) -> Iterable[int]:
    if first is None and last is None:
        return ()
    if first is None:
        born = child.born or child.due
        birth = born.earliest if born else None
        first = min(birth, last) if birth and last else last
    assert first is not None
    # What is recorded has happened: a date that allows the future too reaches only to today.
    last = first if first > as_of else min(last or as_of, as_of)
    return range(first.year, max(first, last).year + 1)


def _counts(items: Iterable[Item]) -> dict[_Key, Count]:
    certain: dict[_Key, list[str]] = defaultdict(list)
    possible: dict[_Key, list[str]] = defaultdict(list)
    for item in items:
        for year in item.years or (UNDATED,):
            key = (item.child_id, item.need, year, item.kind)
            possible[key].append(item.id)
            if item.is_undated or year in item.certain:
                certain[key].append(item.id)
    return {key: Count(tuple(certain[key]), tuple(ids)) for key, ids in possible.items()}


def _wholes(items: Iterable[Item]) -> dict[tuple[str, str, ImpactKind], Count]:
    found: dict[tuple[str, str, ImpactKind], list[str]] = defaultdict(list)
    for item in items:
        found[item.child_id, item.need, item.kind].append(item.id)
    return {key: Count(tuple(ids), tuple(ids)) for key, ids in found.items()}
