"""Checks of whom the record knows: agencies, strengths, fathers, the child seen and heard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from chronology_app.analysis.checks.finding import (
    NOTE,
    SERIOUS,
    SHOULD,
    CheckFinding,
    Found,
    Label,
    Scope,
    make_finding,
)
from chronology_app.dates.days import same_day, shifted
from chronology_app.model import ChildWords, Event, EventPerson, Parentage, Person
from chronology_app.model.codes import Kind, Part

_SEEN = frozenset({Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO})
_ASKED = _SEEN | {Part.PRESENT}
#: A relation by which somebody is a child's parent, not only a carer.
_PARENT_KINDS = ("birth", "adoptive")


def find_single_agency(scope: Scope) -> Found:
    """A record, or a child's record, that one agency alone has kept."""
    least = scope.number("single_agency.least_events")
    agencies: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, list[str]] = defaultdict(list)
    for event in scope.events:
        found = {a.recorded_by for a in scope.view.accounts.get(event.id, ())}
        for whose in ("", *(child.id for child in scope.view.children_of(event))):
            agencies[whose] |= found
            ids[whose].append(event.id)
    if len(ids[""]) >= least and len(agencies[""]) == 1:
        yield _by_one(scope, None, agencies[""], ids[""])
        return
    for child in scope.view.children:
        if len(ids[child.id]) >= least and len(agencies[child.id]) == 1:
            yield _by_one(scope, child, agencies[child.id], ids[child.id])


def _by_one(
    scope: Scope, child: Person | None, agencies: Iterable[str], ids: list[str]
) -> CheckFinding:
    agency = Label("agency", next(iter(agencies)))
    params: dict[str, object] = {"agency": agency, "count": len(ids)}
    if child is None:
        return make_finding("single_agency", SHOULD, "case", scope.view.case, params=params,
                            event_ids=tuple(ids))  # fmt: skip
    params["child"] = child.name
    return make_finding("single_agency", SHOULD, "person", child, variant="child", params=params,
                        event_ids=tuple(ids))  # fmt: skip


def find_no_strengths(scope: Scope) -> Found:
    """Children of whom concerns are recorded and no strength, of their own or of the family."""
    view = scope.view
    least = scope.number("no_strengths.least_concerns")
    concerns: dict[str, list[str]] = defaultdict(list)
    strong: set[str] = set()
    for event in scope.events:
        for child_id in {c.child_id for c in view.concerns.get(event.id, ())}:
            concerns[child_id].append(event.id)
        strengths = view.strengths.get(event.id, ())
        named = {child.id for child in view.children_of(event)} or {c.id for c in view.children}
        strong |= {s.child_id for s in strengths if s.child_id}
        if event.kind == Kind.POSITIVE or any(not s.child_id for s in strengths):
            strong |= named
    for child in view.children:
        ids = tuple(concerns.get(child.id, ()))
        if len(ids) >= max(least, 1) and child.id not in strong:
            params: dict[str, object] = {"child": child.name, "count": len(ids)}
            yield make_finding(
                "no_strengths", SHOULD, "person", child, params=params, event_ids=ids
            )


# --- fathers -------------------------------------------------------------------------------------


def find_father_missing(scope: Scope) -> Found:
    """Children without a father on record; fathers and partners in no event, or never asked."""
    view = scope.view
    fathers = [p for p in view.people if _is_father(scope, p)]
    yield from _without_father(scope, {p.id for p in fathers})
    men = [*fathers, *(p for p in view.people if p not in fathers and _is_partner(scope, p))]
    parts: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, list[str]] = defaultdict(list)
    for event in scope.events:
        for one in view.event_people.get(event.id, ()):
            parts[one.person_id].add(one.part)
            ids[one.person_id].append(event.id)
    mentioned = _mentioned(scope, men)
    adults = {p.id for p in view.people if not p.is_child}
    asks_adults = any(parts.get(adult, set()) & _ASKED for adult in adults)
    for man in men:
        params: dict[str, object] = {"name": man.name}
        if man.id not in parts and man.id not in mentioned:
            if scope.events:
                yield _father(man, "no_event", params)
        elif asks_adults and not man.died and not parts.get(man.id, set()) & _ASKED:
            listed = tuple(dict.fromkeys((*ids[man.id], *mentioned.get(man.id, ()))))
            yield _father(man, "not_asked", params | {"count": len(listed)}, listed)


def _father(
    man: Person, variant: str, params: dict[str, object], ids: tuple[str, ...] = ()
) -> CheckFinding:
    return make_finding("father_missing", SHOULD, "person", man, variant=variant, params=params,
                        event_ids=ids)  # fmt: skip


def _without_father(scope: Scope, fathers: set[str]) -> Found:
    """Children of whom no father is known: by their parentage, else by the family's roles."""
    parents: dict[str, set[str]] = defaultdict(set)
    for link in scope.view.of(Parentage):
        if link.kind in _PARENT_KINDS:
            parents[link.child_id].add(link.parent_id)
    males = {p.id for p in scope.view.people if p.sex.strip().lower() == "male"}
    for child in scope.view.children:
        own = parents.get(child.id, set())
        # Two parents are known: whoever they are, nobody is missing.
        if not (own & (fathers | males) or len(own) > 1 or (not own and fathers)):
            params: dict[str, object] = {"child": child.name}
            yield make_finding("father_missing", SHOULD, "person", child, params=params)


def _is_father(scope: Scope, person: Person) -> bool:
    return not person.is_child and _has_role(scope, person, "father")


def _is_partner(scope: Scope, person: Person) -> bool:
    is_woman = person.sex.strip().lower() == "female"
    return not person.is_child and not is_woman and _has_role(scope, person, "partner")


def _has_role(scope: Scope, person: Person, name: str) -> bool:
    role = person.role.lower()
    if any(word in role for word in scope.words("father_missing.neither")):
        return False
    listed = "|".join(re.escape(word) for word in scope.words(f"father_missing.{name}"))
    return bool(listed) and re.search(rf"(?<![\w-])(?:{listed})(?!\w)", role) is not None


def _mentioned(scope: Scope, men: list[Person]) -> dict[str, list[str]]:
    """Return the events whose facts name a man by his name, an alias or his own first name."""
    names: dict[str, str] = {}
    first_names = [p.name.split()[0].casefold() for p in scope.view.people if p.name.split()]
    for man in men:
        for name in (man.name, *man.aliases):
            names[name.casefold()] = man.id
        own = man.name.split()[0].casefold() if man.name.split() else ""
        if first_names.count(own) == 1:
            names[own] = man.id
    found: dict[str, list[str]] = defaultdict(list)
    listed = sorted(filter(None, names), key=len, reverse=True)
    if listed:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")
        for event in scope.events:
            hits = pattern.findall(event.fact.casefold())
            for person_id in {names[hit] for hit in hits}:
                found[person_id].append(event.id)
    return found


# --- the child seen and heard --------------------------------------------------------------------


def find_unseen(scope: Scope) -> Found:
    """Children who are not recorded as seen, or heard, in the last weeks of the record.

    Looked at only where the record marks at all who was seen, or heard.
    """
    seen, heard = _last_days(scope)
    until = _last_day(scope)
    parts = scope.view.of(EventPerson)
    marks_seen = any(part.part in _SEEN for part in parts)
    if until is None or not (marks_seen or heard):
        return
    unseen, unheard = scope.number("child_unseen.weeks"), scope.number("child_unheard.weeks")
    from_age = scope.number("child_unheard.from_age")
    for child in scope.view.children:
        born = child.born.latest if child.born else None
        if child.died or (child.born and (born is None or born > until)):
            continue
        if marks_seen:
            yield from _silent(child, "child_unseen", seen.get(child.id), until, unseen, born)
        if born is None or same_day(born, 12 * from_age) <= until:
            yield from _silent(child, "child_unheard", heard.get(child.id), until, unheard, born)


def _silent(
    child: Person, check: str, last: date | None, until: date, weeks: int, born: date | None
) -> Found:
    since = shifted(until, -timedelta(weeks=weeks))
    level = SERIOUS if check == "child_unseen" else SHOULD
    params: dict[str, object] = {"child": child.name, "weeks": weeks}
    if last is None and (born is None or born <= since):
        yield make_finding(check, level, "person", child, variant="never", params=params)
    elif last is not None and last < since:
        days = (until - last).days
        params["count"] = days // 7
        yield make_finding(check, level, "person", child, of=(last.isoformat(),), params=params)


def _last_day(scope: Scope) -> date | None:
    days = (e.date.earliest for e in scope.events if e.date and e.date.earliest)
    return max((day for day in days if day <= scope.today), default=None)


def _last_days(scope: Scope) -> tuple[dict[str, date], dict[str, date]]:
    """Return the last possible day on which each child was seen, and heard."""
    children = {child.id for child in scope.view.children}
    words: dict[str, set[str]] = defaultdict(set)
    for said in scope.view.of(ChildWords):
        words[said.event_id].add(said.child_id)
    seen: dict[str, date] = {}
    heard: dict[str, date] = {}
    for event in scope.events:
        parts = scope.view.event_people.get(event.id, ())
        spoken = {p.person_id for p in parts if p.part == Part.SPOKEN_TO} | words[event.id]
        if event.kind == Kind.CHILD_WORDS:
            spoken |= {p.person_id for p in parts if p.part == Part.SUBJECT}
        met = {p.person_id for p in parts if p.part in _SEEN} | spoken
        for last, people in ((seen, met), (heard, spoken)):
            for child_id in people & children:
                last[child_id] = max(last.get(child_id, date.min), _day(event, scope.today))
    return seen, heard


def _day(event: Event, today: date) -> date:
    """Return the last possible day; an undated event leaves the day open and counts as known."""
    latest = event.date.latest if event.date else None
    return min(latest, today) if latest else today


# --- from the outset -----------------------------------------------------------------------------


def find_late_start(scope: Scope) -> Found:
    """A chronology that begins long after the birth of the eldest child."""
    born = [(c.born.latest, c) for c in scope.view.children if c.born and c.born.latest]
    days = [(e.date.earliest, e) for e in scope.events if e.date and e.date.earliest]
    if not born or not days:
        return
    birth, eldest = min(born, key=lambda one: one[0])
    first_day, first = min(days, key=lambda one: one[0])
    if first_day > same_day(birth, scope.number("starts_after_birth.months")):
        params: dict[str, object] = {
            "child": eldest.name, "born": eldest.born or "", "date": first.date or "",
        }  # fmt: skip
        yield make_finding(
            "starts_after_birth", NOTE, "case", scope.view.case, of=(first.id,), params=params,
            event_ids=(first.id,),
        )  # fmt: skip
