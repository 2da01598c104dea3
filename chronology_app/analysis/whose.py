"""Says what counts for each child and for the family: which events, under which type, how surely.

Figures are counted from these lists in `cumulative` and curves drawn from them on screen and paper,
so that what is drawn adds up to what is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology_app.analysis.counting import Counted
from chronology_app.analysis.residence import Lives, Residence
from chronology_app.analysis.spells import Spells
from chronology_app.model import Event, Person
from chronology_app.model.codes import Kind
from chronology_app.model.view import CaseView

#: The list that takes all types of concern together.
ANY_TYPE = "any"


@dataclass(slots=True)
class Lists:
    """What counts for one child or the family: type -> events, each with whether surely."""

    concerns: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    #: Concerns of the household that do not count, or perhaps do not: the child lived elsewhere.
    elsewhere: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    strengths: list[Counted] = field(default_factory=list)

    def sureness(self, code: str) -> dict[str, bool]:
        """Return event id -> whether it surely counts, of those that may count under a type."""
        return {one.event.id: one.is_sure for one in self.concerns.get(code, ())}


@dataclass(frozen=True, slots=True)
class Gathered:
    """What counts for each child (by id), for the family, and the events that name no child."""

    children: dict[str, Lists]
    family: Lists
    alone: tuple[Event, ...]


def gather(view: CaseView, spells: Spells, events: Sequence[Event]) -> Gathered:
    """Put every event on the lists of those for whom it counts; the rule is `residence`'s."""
    residence = Residence(view, spells)
    children = {child.id for child in view.children}
    lists = {child_id: Lists() for child_id in children}
    family, alone = Lists(), []
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
    return Gathered(lists, family, tuple(alone))


def first_days(child: Person, lists: Lists) -> tuple[date, date]:
    """Return the earliest and latest day on which the child's time begins.

    Birth; where it is not recorded, the first concern; `date.max` where neither is known. A
    strength never moves it. A date that is open at its beginning reaches back to here.
    """
    born = child.born or child.due
    if born and born.earliest and born.latest:
        return born.earliest, born.latest
    concerns = (one.event.date for one in lists.concerns.get(ANY_TYPE, ()))
    first = min((on.earliest for on in concerns if on and on.earliest), default=date.max)
    return first, first


def _nearest(lives: Iterable[Lives]) -> Lives:
    """Return how surely an event counts for anybody: for the family it is a union."""
    found = set(lives)
    return Lives.THERE if Lives.THERE in found or not found else Lives.PERHAPS


def _add_concern(lists: Lists, event: Event, codes: set[str], lives: Lives) -> None:
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
