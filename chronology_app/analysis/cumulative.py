"""How concerns and strengths have added up, per child and for the family: counts and months.

No score and no prediction: every figure can be recounted from the events that its row lists.
Uncertain dates give an `at_least` and an `at_most`; the value is what is certain. How one list of
events is counted is `counting`; whose concern a concern of a household is, `residence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.counting import Count, Counted, Figure
from chronology_app.analysis.disputes import disputed_events, not_found_events
from chronology_app.analysis.residence import SpellIndex
from chronology_app.analysis.spells import Spells, build_spells
from chronology_app.analysis.whose import ANY_TYPE, Gathered, Lists, first_days, gather
from chronology_app.errors import BadValueError
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, SpellKind
from chronology_app.model.view import CaseView

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
    gathered = gather(view, spells, counted)
    told = tuple(code for code in WITHOUT if code in without)
    rows: list[CumulativeRow] = []
    for child in view.children:
        counts = _child_figures(child, gathered.children[child.id], spells, as_of, since)
        rows += [_row(child.id, child.name, code, figure, told) for code, figure in counts]
    counts = _family_figures(gathered, as_of, since)
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


def _in_order(lists: dict[str, list[Counted]]) -> Iterator[tuple[str, list[Counted]]]:
    """Yield the types in the taxonomy's order, those of an authority's own after them."""
    known = [ANY_TYPE, *map(str, ConcernType)]
    for code in (*known, *sorted(lists.keys() - set(known))):
        if code in lists:
            yield code, lists[code]


def _child_figures(
    child: Person, lists: Lists, spells: Spells, as_of: date, since: date | None
) -> Iterator[tuple[str, Figure]]:
    levels = SpellIndex(spells.of(child.id, SpellKind.LEVEL_OF_HELP))
    begins = first_days(child, lists)
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


def _family_figures(
    gathered: Gathered, as_of: date, since: date | None
) -> Iterator[tuple[str, Figure]]:
    family, alone = gathered.family, gathered.alone
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
