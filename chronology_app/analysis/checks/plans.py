"""Checks of plans and signatures: what was to be reviewed, needs that no plan answers.

Also what makes a plan no longer fit the record.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from chronology_app.analysis.checks.finding import (
    SHOULD,
    Found,
    Label,
    Scope,
    make_finding,
    short,
)
from chronology_app.analysis.sign_offs import overdue_sign_offs
from chronology_app.analysis.spells import build_spells
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.model import Change, LikelyImpact, ObservedImpact, Plan, Review
from chronology_app.model.codes import Need, SpellKind


def find_review_past(scope: Scope) -> Found:
    """Changes of a plan, and signatures, that were to be looked at by a day that is past."""
    early = timedelta(scope.number("review_past.early_days"))
    plans = {plan.id: plan for plan in scope.view.of(Plan)}
    last: dict[str, date] = {}
    for review in scope.view.of(Review):
        day = review.on.latest or date.max
        last[review.change_id] = max(last.get(review.change_id, date.min), day)
    for change in scope.view.of(Change):
        due = _due(change, plans.get(change.plan_id), scope.today)
        if due is not None and last.get(change.id, date.min) < shifted(due, -early):
            params: dict[str, object] = {"needed": short(change.needed), "day": _in_full(due)}
            yield make_finding(
                "review_past", SHOULD, "change", change, of=(due.isoformat(),), params=params,
                event_ids=change.why_event_ids,
            )  # fmt: skip
    for sign_off in overdue_sign_offs(scope.view, scope.today):
        on = _in_full(sign_off.review_on) if sign_off.review_on else ""
        kind = Label("sign_off", sign_off.kind)
        params = {"name": sign_off.name, "day": on, "kind": kind}
        yield make_finding(
            "review_past", SHOULD, "sign_off", sign_off, variant="sign_off", params=params
        )


def find_plan_out_of_step(scope: Scope) -> Found:
    """Changes that rest on events taken out, reviews before their plan, children who have left."""
    plans = {plan.id: plan for plan in scope.view.of(Plan)}
    changes = {change.id: change for change in scope.view.of(Change)}
    for change in changes.values():
        yield from _withdrawn(scope, change)
    for review in scope.view.of(Review):
        of = changes.get(review.change_id)
        plan = plans.get(of.plan_id) if of else None
        if of is not None and plan is not None and is_before(review.on, plan.started):
            params: dict[str, object] = {"needed": short(of.needed), "day": review.on}
            yield make_finding(
                "plan_out_of_step", SHOULD, "change", of, of=(review.id,), params=params,
                variant="review", event_ids=review.event_ids,
            )  # fmt: skip
    yield from _who_left(scope, plans)


def _withdrawn(scope: Scope, change: Change) -> Found:
    standing = {event.id for event in scope.view.events}
    gone = [event_id for event_id in change.why_event_ids if event_id not in standing]
    if gone:
        params: dict[str, object] = {"needed": short(change.needed), "count": len(gone)}
        yield make_finding("plan_out_of_step", SHOULD, "change", change, of=gone, params=params)


def _who_left(scope: Scope, plans: dict[str, Plan]) -> Found:
    ended = _children_whose_help_ended(scope)
    names = {child.id: child.name for child in scope.view.children}
    for plan in plans.values():
        if plan.ended is not None:
            continue
        changes = [c for c in scope.view.of(Change) if c.plan_id == plan.id]
        for child_id in dict.fromkeys(i for c in changes for i in c.child_ids):
            if child_id in ended and child_id in names:
                params: dict[str, object] = {"child": names[child_id]}
                yield make_finding(
                    "plan_out_of_step", SHOULD, "change", changes[0], of=(child_id,),
                    params=params, variant="left",
                )  # fmt: skip


def is_before(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    """Say whether a date certainly lies before another."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest


def _in_full(day: date) -> FuzzyDate:
    """Return a day as a sentence says it."""
    return FuzzyDate.parse(day.isoformat())


def _due(change: Change, plan: Plan | None, today: date) -> date | None:
    """Return the last review day of a change that is past, while its plan went on."""
    ended = plan.ended.earliest if plan and plan.ended else None
    days = [on.latest for on in change.review_on if on.latest and on.latest < today]
    return max((day for day in days if ended is None or day < ended), default=None)


def find_need_without_plan(scope: Scope) -> Found:
    """Children with a need concerned or an impact that no change of a current plan answers.

    A change answers a need of a child when it is for the child (or for all) and names the need, or
    rests on an event that touches it.
    """
    needs = _needs(scope)
    answered = _answered(scope, needs)
    ended = _children_whose_help_ended(scope)
    for child in scope.view.children:
        open_needs = sorted(set(needs[child.id]) - answered[child.id], key=_order)
        if not open_needs or child.id in ended:
            continue
        events = dict.fromkeys(i for need in open_needs for i in needs[child.id][need])
        labels = tuple(Label("need", need) for need in open_needs)
        params: dict[str, object] = {"child": child.name, "needs": labels}
        yield make_finding(
            "need_without_plan", SHOULD, "person", child, of=open_needs, params=params,
            event_ids=tuple(events),
        )  # fmt: skip


def _needs(scope: Scope) -> dict[str, dict[str, list[str]]]:
    """Return child -> need -> the events that touch it, in order of date."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    view = scope.view
    observed: dict[str, list[ObservedImpact]] = defaultdict(list)
    for impact in view.of(ObservedImpact):
        observed[impact.event_id].append(impact)
    likely: dict[str, list[LikelyImpact]] = defaultdict(list)
    for judged in view.of(LikelyImpact):
        for event_id in judged.event_ids:
            likely[event_id].append(judged)
    for event in scope.events:
        touched = [(tag.child_id, tag.need) for tag in view.needs_concerned.get(event.id, ())]
        touched += [(impact.child_id, impact.need) for impact in observed[event.id]]
        touched += [(judged.child_id, judged.need) for judged in likely[event.id]]
        for child_id, need in dict.fromkeys(touched):
            found[child_id][need].append(event.id)
    return found


def _answered(scope: Scope, needs: dict[str, dict[str, list[str]]]) -> dict[str, set[str]]:
    of_event: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for child_id, touched in needs.items():
        for need, ids in touched.items():
            for event_id in ids:
                of_event[event_id].add((child_id, need))
    current = {
        plan.id
        for plan in scope.view.of(Plan)
        if plan.ended is None or plan.ended.latest is None or plan.ended.latest >= scope.today
    }
    found: dict[str, set[str]] = defaultdict(set)
    for change in scope.view.of(Change):
        if change.plan_id in current:
            whom = change.child_ids or tuple(needs)
            pairs = {pair for i in change.why_event_ids for pair in of_event.get(i, ())}
            pairs |= {(child_id, need) for child_id in whom for need in change.needs}
            for child_id, need in pairs:
                if child_id in whom:
                    found[child_id].add(need)
    return found


def _children_whose_help_ended(scope: Scope) -> set[str]:
    levels = set(scope.words("need_without_plan.ended_levels"))
    last: dict[str, str] = {}
    ended: set[str] = set()
    for spell in build_spells(scope.view, scope.events).spells:
        if spell.kind == SpellKind.LEVEL_OF_HELP:
            last[spell.child_id] = spell.value
            (ended.add if spell.end is not None else ended.discard)(spell.child_id)
    return {child for child, level in last.items() if level in levels or child in ended}


def _order(need: str) -> tuple[int, str]:
    known = list(map(str, Need))
    return (known.index(need) if need in known else len(known), need)
