"""How concerns and strengths have added up, per child and for the family: counts and months.

No score and no prediction: every figure can be recounted from the events that its row lists.
Uncertain dates give an `at_least` and an `at_most`; the value is what is certain. How one list of
events is counted is `counting`; whose concern a concern of a household is, `residence`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology_app.analysis.counting import Count, Counted, Figure
from chronology_app.analysis.disputes import disputed_events, not_found_events
from chronology_app.analysis.residence import Lives, Residence, SpellIndex
from chronology_app.analysis.spells import Spells, build_spells
from chronology_app.errors import BadValueError
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, Kind, SpellKind
from chronology_app.model.view import CaseView

#: The row that takes all types of concern together.
ANY_TYPE = "any"
#: The type of the rows that count strengths; they stand beside those of the concerns.
STRENGTH = "strength"
#: `child` and `child_id` of the rows of the whole family.
FAMILY = "family"
#: What may be left out: events that a party disputes, and those that a court did not find.
DISPUTED, NOT_FOUND = "disputed", "not_found"
WITHOUT = (DISPUTED, NOT_FOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeRow:
    """One figure. `measure` is a code; docs/cumulative.md has the rule and an example of each.

    events: concerns of the type, an event counted once. undated: those of them without a date.
    months_with_concern: calendar months with at least one. share_of_life: those months by the
    months lived, from that of birth (or of the first concern) to that of the day asked for.
    longest_run, longest_gap: months in a row with and, between two with, without a concern.
    first_concern, last_concern: 1, with the days between which it lies and each event that may be
    it. events:LEVEL, months_with_concern:LEVEL: while the child was at a level of help.
    events_in_year:YEAR, events_at_age:AGE. recorded_elsewhere: concerns of the household that are
    not counted, because the child lived elsewhere then. strengths, months_with_strength.
    family_...: the same of the family, an event once however many children it concerns;
    family_only: events that name no child.
    """

    child_id: str
    #: The child's full name; `FAMILY` for the whole family.
    child: str
    #: A type of concern, `ANY_TYPE` or `STRENGTH`.
    type: str
    measure: str
    #: What is certain; the same as `at_least`.
    value: float
    at_least: float
    at_most: float
    #: Every event that may count, in order of date.
    event_ids: tuple[str, ...]
    #: What was left out: codes of `WITHOUT`; empty: nothing.
    without: tuple[str, ...] = ()
    #: Of a first or last one: the days between which it lies; None: open or not asked.
    earliest: date | None = None
    latest: date | None = None


@dataclass(slots=True)
class _Lists:
    """What counts for one child or the family: type -> events, each with whether surely."""

    concerns: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    strengths: list[Counted] = field(default_factory=list)


def build_cumulative(
    view: CaseView,
    as_of: date,
    events: Iterable[Event] | None = None,
    *,
    without: Sequence[str] = (),
    since: date | None = None,
) -> tuple[CumulativeRow, ...]:
    """Count the concerns and strengths of every child, and of the family, as of a day.

    `events`: those that count; by default every confirmed one. `without`: codes of `WITHOUT` whose
    events are left out. `since`: count only from this day, e.g. of a plan's year. Rows come by
    child in the family's order, the family's last, then by type; a type without any event has no
    rows. Errors: BadValueError for another code in `without`.
    """
    read = tuple(view.confirmed if events is None else events)
    # What began and ended stays as it was, whatever a party says of single concerns.
    spells = build_spells(view, read)
    counted = _kept(view, read, without)
    lists, family, alone = _gather(view, spells, counted)
    told = tuple(code for code in WITHOUT if code in without)
    rows: list[CumulativeRow] = []
    for child in view.children:
        counts = _child_figures(child, lists[child.id], spells, as_of, since)
        rows += [_row(child.id, child.name, code, figure, told) for code, figure in counts]
    counts = _family_figures(family, alone, as_of, since)
    rows += [_row(FAMILY, FAMILY, code, figure, told) for code, figure in counts]
    return tuple(rows)


def _kept(view: CaseView, events: Sequence[Event], without: Sequence[str]) -> tuple[Event, ...]:
    for code in without:
        if code not in WITHOUT:
            raise BadValueError("error.cumulative_without", value=code)
    out: set[str] = set()
    if DISPUTED in without:
        out |= disputed_events(view)
    if NOT_FOUND in without:
        out |= not_found_events(view)
    return tuple(event for event in events if event.id not in out)


def _gather(
    view: CaseView, spells: Spells, events: Sequence[Event]
) -> tuple[dict[str, _Lists], _Lists, list[Event]]:
    """Return what counts for each child, for the family, and the events that name no child."""
    residence = Residence(view, spells)
    children = {child.id for child in view.children}
    lists = {child_id: _Lists() for child_id in children}
    family, alone = _Lists(), []
    for event in events:
        named = {p.person_id for p in view.event_people.get(event.id, ())} & children
        if concerns := view.concerns.get(event.id, ()):
            whose = residence.of(event)
            for child_id, lives in whose.items():
                own = {c.type for c in concerns if c.child_id == child_id}
                shared = {c.type for c in concerns if c.child_id not in children}
                _add_concern(lists[child_id], event, own | shared, lives)
            _add_concern(family, event, {c.type for c in concerns}, _nearest(whose.values()))
        elif not named:
            alone.append(event)
        if showing := _shown_strengths(view, event, named, children):
            for child_id in showing:
                lists[child_id].strengths.append(Counted(event))
        if showing is not None:
            family.strengths.append(Counted(event))
    return lists, family, alone


def _nearest(lives: Iterable[Lives]) -> Lives:
    """Return how surely an event counts for anybody: for the family it is a union."""
    found = set(lives)
    return Lives.THERE if Lives.THERE in found or not found else Lives.PERHAPS


def _add_concern(lists: _Lists, event: Event, codes: set[str], lives: Lives) -> None:
    if not codes:
        return
    for code in (ANY_TYPE, *sorted(codes)):
        if lives is not Lives.ELSEWHERE:
            lists.concerns[code].append(Counted(event, lives is Lives.THERE))
        if lives is not Lives.THERE:
            lists.elsewhere[code].append(Counted(event, lives is Lives.ELSEWHERE))


def _shown_strengths(
    view: CaseView, event: Event, named: set[str], children: set[str]
) -> set[str] | None:
    """Return the children for whom an event shows a strength; None where it shows none.

    A strength without a child's name is of the children whom the event names, or of all.
    """
    strengths = view.strengths.get(event.id, ())
    if not strengths and event.kind != Kind.POSITIVE:
        return None
    found = {s.child_id for s in strengths if s.child_id in children}
    if not strengths or any(not s.child_id for s in strengths):
        found |= named or children
    return {child_id for child_id in found if child_id}


def _in_order(lists: dict[str, list[Counted]]) -> Iterator[tuple[str, list[Counted]]]:
    """Yield the types in the taxonomy's order, those of an authority's own after them."""
    known = [ANY_TYPE, *map(str, ConcernType)]
    for code in (*known, *sorted(lists.keys() - set(known))):
        if code in lists:
            yield code, lists[code]


def _child_figures(
    child: Person, lists: _Lists, spells: Spells, as_of: date, since: date | None
) -> Iterator[tuple[str, Figure]]:
    levels = SpellIndex(spells.of(child.id, SpellKind.LEVEL_OF_HELP))
    begins = _first_days(child, lists)
    seen_codes = dict(_in_order(lists.concerns)) | dict(_in_order(lists.elsewhere))
    for code in dict(_in_order({c: [] for c in seen_codes})):
        if found := lists.concerns.get(code):
            count = Count(found, as_of, begins, since)
            yield from ((code, figure) for figure in count.figures())
            yield from ((code, figure) for figure in count.by_level(levels))
            yield from ((code, figure) for figure in count.by_year())
            yield from ((code, figure) for figure in count.by_age(child.born))
        if apart := lists.elsewhere.get(code):
            figure = Count(apart, as_of, begins, since).number("recorded_elsewhere")
            if figure.at_most:
                yield code, figure
    if lists.strengths:
        yield from (
            (STRENGTH, figure)
            for figure in Count(lists.strengths, as_of, begins, since).strengths("")
        )


def _first_days(child: Person, lists: _Lists) -> tuple[date, date]:
    """Return the earliest and latest day on which the child's time begins.

    Birth; where it is not recorded, the first concern. A strength never moves it.
    """
    born = child.born or child.due
    if born and born.earliest and born.latest:
        return born.earliest, born.latest
    concerns = (one.event.date for one in lists.concerns.get(ANY_TYPE, ()))
    first = min((on.earliest for on in concerns if on and on.earliest), default=date.max)
    return first, first


def _family_figures(
    family: _Lists, alone: Sequence[Event], as_of: date, since: date | None
) -> Iterator[tuple[str, Figure]]:
    begins = (date.max, date.max)
    for code, found in _in_order(family.concerns):
        count = Count(found, as_of, begins, since)
        yield from ((code, figure) for figure in count.of_family())
        yield from ((code, figure) for figure in count.by_year("family_"))
    if alone:
        figure = Count([Counted(e) for e in alone], as_of, begins, since).number("family_only")
        if figure.at_most:
            yield ANY_TYPE, figure
    if family.strengths:
        for figure in Count(family.strengths, as_of, begins, since).strengths("family_"):
            yield STRENGTH, figure


def _row(
    child_id: str, child: str, code: str, figure: Figure, without: tuple[str, ...]
) -> CumulativeRow:
    return CumulativeRow(
        child_id=child_id, child=child, type=code, measure=figure.measure,
        value=figure.at_least, at_least=figure.at_least, at_most=figure.at_most,
        event_ids=figure.event_ids, without=without, earliest=figure.earliest,
        latest=figure.latest,
    )  # fmt: skip
