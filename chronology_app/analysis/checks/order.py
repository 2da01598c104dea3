"""Checks of what cannot be so: opposite records of one day, and things out of their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from chronology_app.analysis.checks.finding import (
    SERIOUS,
    SHOULD,
    CheckFinding,
    Found,
    Label,
    Scope,
    make_finding,
    of_event,
)
from chronology_app.analysis.spells import build_spells
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.model import ChildWords, Event, Factor, Parentage, Person, Plan, Record
from chronology_app.model.codes import Part
from chronology_app.reading.matching import are_times_apart

#: Somebody who was not seen may have been spoken to, by telephone.
_SEEN = frozenset({Part.SEEN, Part.SEEN_ALONE})
_MET = _SEEN | {Part.SPOKEN_TO}
_THERE = _MET | {Part.PRESENT}


def find_contradictions(scope: Scope) -> Found:
    """Records of one day and person that say opposite things, and lives that do not allow them."""
    yield from _seen_and_not(scope)
    yield from _opposite_kinds(scope)
    yield from _outside_life(scope)


def _seen_and_not(scope: Scope) -> Found:
    """Seen, or there, and not seen: in one event, or in two of one kind on one day."""
    days: dict[tuple[str, object, str], tuple[list[Event], list[Event]]] = {}
    for event in scope.events:
        parts: dict[str, set[str]] = defaultdict(set)
        for one in scope.view.event_people.get(event.id, ()):
            parts[one.person_id].add(one.part)
        for person_id, held in parts.items():
            if Part.NOT_SEEN in held and held & _SEEN:
                yield _opposite(scope, person_id, [event], "seen")
            elif (
                event.date is not None
                and event.date.day
                and held & (_SEEN | {Part.PRESENT, Part.NOT_SEEN})
            ):
                both = days.setdefault((person_id, event.date.day, event.kind), ([], []))
                both[Part.NOT_SEEN in held].append(event)
    for (person_id, _, _), (seen, unseen) in days.items():
        if pair := _first_pair(seen, unseen):
            yield _opposite(scope, person_id, pair, "seen")


def _first_pair(ones: Sequence[Event], others: Sequence[Event]) -> list[Event]:
    """Return a first pair whose times of day do not tell them apart; empty where all differ."""
    for one in ones:
        for other in others:
            if not (one.time and other.time and are_times_apart(one.time, other.time)):
                return [one, other]
    return []


def _opposite_kinds(scope: Scope) -> Found:
    """Events of kinds that cannot both be right of one child, day and agency."""
    for one_kind, other_kind in scope.words("contradiction.opposite_kinds"):
        days: dict[tuple[str, object, str], tuple[list[Event], list[Event]]] = {}
        for event in scope.events:
            if event.kind in (one_kind, other_kind) and event.date and event.date.day:
                for child in scope.view.children_of(event):
                    key = (child.id, event.date.day, _agency(scope, event))
                    days.setdefault(key, ([], []))[event.kind == other_kind].append(event)
        for (child_id, _, _), (ones, others) in days.items():
            if pair := _first_pair(ones, others):
                yield _opposite(scope, child_id, pair, "attended")


def _agency(scope: Scope, event: Event) -> str:
    accounts = scope.view.accounts.get(event.id, ())
    return accounts[0].agency if accounts else ""


def _opposite(scope: Scope, person_id: str, events: Sequence[Event], variant: str) -> CheckFinding:
    person = scope.view.by_id.get(person_id)
    name = person.name if isinstance(person, Person) else ""
    ids = tuple(dict.fromkeys(event.id for event in events))
    params: dict[str, object] = {"name": name, "date": events[0].date or ""}
    return of_event(
        "contradiction", SERIOUS, events[0], variant=variant, of=(person_id, *ids), params=params,
        event_ids=ids,
    )  # fmt: skip


def _outside_life(scope: Scope) -> Found:
    """Concerns or meetings after a death, and anything long before a birth."""
    before = timedelta(scope.number("contradiction.pregnancy_days"))
    lives = {p.id: p for p in scope.view.people if p.died or (p.is_child and p.born)}
    for event in scope.events:
        day = event.date
        if day is None or not lives:
            continue
        for person_id, was_there in _named(scope, event).items():
            person = lives.get(person_id)
            if person is None:
                continue
            if was_there and person.died and person.died.definitely_before(day):
                yield _opposite(scope, person_id, [event], "after_death")
            born = person.born.earliest if person.is_child and person.born else None
            if born and day.latest and day.latest < shifted(born, -before):
                yield _opposite(scope, person_id, [event], "before_pregnancy")


def _named(scope: Scope, event: Event) -> dict[str, bool]:
    """Return the people whom an event names; true: it says that they were there or concerned."""
    named: dict[str, bool] = {}
    for part in scope.view.event_people.get(event.id, ()):
        named[part.person_id] = named.get(part.person_id, False) or part.part in _THERE
    for concern in scope.view.concerns.get(event.id, ()):
        named[concern.child_id] = True
    return named


def find_out_of_sequence(scope: Scope) -> Found:
    """What was recorded before it happened, seen before birth, dated ahead, or ends too early."""
    words: dict[str, set[str]] = defaultdict(set)
    for said in scope.view.of(ChildWords):
        words[said.event_id].add(said.child_id)
    unborn_at = {c.id: c.born for c in scope.view.children if c.born}
    for event in scope.events:
        if event.date is None:
            continue
        for account in scope.view.accounts.get(event.id, ()):
            on = account.recorded_on
            if on is not None and on.definitely_before(event.date):
                params: dict[str, object] = {"recorded": on, "date": event.date}
                yield _sequence(event, "recorded", (account.id, on.edtf), params)
                break
        if event.date.earliest and event.date.earliest > scope.today:
            yield _sequence(event, "ahead", (event.date.edtf,), {"date": event.date})
        yield from _before_birth(scope, event, event.date, words, unborn_at)
    yield from _ends_first(scope)


def _before_birth(
    scope: Scope, event: Event, day: FuzzyDate, words: dict[str, set[str]],
    born: dict[str, FuzzyDate],
) -> Found:  # fmt: skip
    parts = scope.view.event_people.get(event.id, ())
    seen = {one.person_id for one in parts if one.part in _MET} | words.get(event.id, set())
    for person_id in sorted(seen & born.keys()):
        if day.definitely_before(born[person_id]):
            child = scope.view.by_id[person_id]
            name = child.name if isinstance(child, Person) else ""
            yield _sequence(event, "before_birth", (person_id,), {"name": name, "date": day})


def _sequence(
    event: Event, variant: str, of: Sequence[str], params: dict[str, object]
) -> CheckFinding:
    return of_event("out_of_sequence", SERIOUS, event, variant=variant, of=of, params=params)


def _ends_first(scope: Scope) -> Found:
    """Records whose end lies before their beginning."""
    view = scope.view
    people = {person.id: person for person in view.people}
    for person in view.people:
        yield from _ends_early("person", person, person.name, person.born, person.died)
    for factor in view.of(Factor):
        if whose := people.get(factor.person_id):
            yield from _ends_early(
                "person", whose, whose.name, factor.since, factor.until, factor.id
            )
    for link in view.of(Parentage):
        if child := people.get(link.child_id):
            yield from _ends_early("person", child, child.name, link.since, link.until, link.id)
    for plan in view.of(Plan):
        what = plan.title or Label("level", plan.kind)
        yield from _ends_early("plan", plan, what, plan.started, plan.ended)


def _ends_early(
    table: str, record: Record, what: object, begins: FuzzyDate | None, ends: FuzzyDate | None,
    *of: str,
) -> Found:  # fmt: skip
    if begins and ends and ends.definitely_before(begins):
        params = {"what": what, "begins": begins, "ends": ends}
        yield make_finding(
            "out_of_sequence", SERIOUS, table, record, variant="ends_first", of=of, params=params
        )


def find_spell_edges(scope: Scope) -> Found:
    """Beginnings and ends of levels, workers, placements ... that do not fit together."""
    view = scope.view
    names = {child.id: child.name for child in view.children}
    for found in build_spells(view, scope.events).findings:
        event = view.by_id.get(found.event_ids[-1]) if found.event_ids else None
        if isinstance(event, Event) and found.child_id in names:
            params: dict[str, object] = {
                "child": names[found.child_id], "problem": found, "child_id": found.child_id,
            }  # fmt: skip
            of = (found.code, found.child_id, found.kind, found.value, *found.event_ids)
            yield of_event(
                "spell_edges", SHOULD, event, of=of, params=params, event_ids=found.event_ids
            )
