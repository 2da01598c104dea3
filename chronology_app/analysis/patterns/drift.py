"""Change overdue: plans, visits and core groups, what was not held, long plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chronology_app.analysis.patterns.days import add_months, add_working_days
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import RANKS, LevelSpell, Steps
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Change,
    Escalation,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Review,
)

_SOCIAL_CARE = "childrens_social_care"


def find(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Yield what a plan, the visits, the core groups and the levels of help show as overdue."""
    yield from _changes(ground)
    numbers = ground.thresholds("drift")
    for child in ground.of_child:
        visits, groups = Line(_visits(ground, child)), Line(_core_groups(ground, child))
        for spell in steps.levels[child].spells():
            days = numbers.get(f"visit_days.{spell.level}")
            if days:
                yield from _gaps(ground, child, spell, visits, "visit_gap", int(days))
            if spell.level == "child_protection":
                days = numbers["core_group_days"]
                yield from _gaps(ground, child, spell, groups, "core_group_gap", int(days))
                yield from _long_plan(ground, child, spell, int(numbers["plan_months"]))
            if spell.level == "pre_proceedings":
                yield from _long_pre_proceedings(ground, child, spell)
        yield from _not_held(ground, steps, child, int(numbers["not_held_merge_months"]))
    yield from _recorded_pre_proceedings(ground)


# --- changes that a plan requires --------------------------------------------------------------


def _changes(ground: Ground) -> Iterator[Found]:
    days = int(ground.thresholds("drift")["weeks_past_due"]) * 7
    view = ground.view
    known = {row.id: row for row in ground.rows}
    plans = {plan.id: plan for plan in view.of(Plan)}
    steps = _Steps(ground)
    for change in sorted(view.of(Change), key=lambda one: one.id):
        first, last = _bounds(change.by_when)
        if not last or first + days >= ground.as_of:
            continue
        answered = steps.of(change, plans.get(change.plan_id), first, last + days)
        if answered:
            continue
        rows = [known[key] for key in change.why_event_ids if key in known]
        yield Found(
            rule="change_past_due", child=None, about=change.id, children=change.child_ids,
            events=tuple(sorted(set(rows), key=lambda row: row.order)), span=(first, last + days),
            params={"needed": _short(change.needed), "due": date.fromordinal(first)},
            is_certain=first == last and last + days < ground.as_of,
        )  # fmt: skip


class _Steps:
    """What may have been done about a change after its date."""

    def __init__(self, ground: Ground) -> None:
        view = ground.view
        self._reviews: dict[str, list[Review]] = {}
        for review in view.of(Review):
            self._reviews.setdefault(review.change_id, []).append(review)
        self._escalated = [_bounds(one.raised_on) for one in view.of(Escalation)]
        self._plans = [(plan.id, *_bounds(plan.started)) for plan in view.of(Plan)]

    def of(self, change: Change, plan: Plan | None, first: int, until: int) -> bool:
        """Say whether a review, escalation or new plan came in time, or it was done before."""
        for review in self._reviews.get(change.id, ()):
            low, high = _bounds(review.on)
            if low <= until and (high >= first or review.result == "done"):
                return True
        ended = _bounds(plan.ended if plan else None)[1]
        if ended and ended < first:
            return True
        if any(low <= until and high >= first for low, high in self._escalated):
            return True
        return any(
            key != change.plan_id and low and low <= until and high >= first
            for key, low, high in self._plans
        )


def _bounds(value: FuzzyDate | None) -> tuple[int, int]:
    """Return the first and last possible day; 0 where there is none."""
    if value is None or not (value.earliest or value.latest):
        return 0, 0
    first, last = value.earliest or value.latest, value.latest or value.earliest
    assert first is not None
    assert last is not None
    return first.toordinal(), last.toordinal()


def _short(words: str, most: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "\u2026"


# --- visits and core groups --------------------------------------------------------------------


def _visits(ground: Ground, child: str) -> list[Dated]:
    return [r for r in ground.of_child[child] if r.kind == "visit" and r.agency == _SOCIAL_CARE]


def _core_groups(ground: Ground, child: str) -> list[Dated]:
    return [
        row for row in ground.of_child[child]
        if row.kind == "meeting" and ground.words.fact_tells("core_group_words", row.event)
    ]  # fmt: skip


def _gaps(
    ground: Ground, child: str, spell: LevelSpell, rows: Line, rule: str, days: int
) -> Iterator[Found]:
    """Yield gaps between neighbours, and at the spell's edges, of over twice the interval."""
    start, end = spell.start.row, spell.end.row if spell.end else None
    until = end.last if end else ground.as_of
    inside = sorted(rows.between(start.first, until), key=lambda row: row.order)
    numbers = ground.thresholds("drift")
    if len(inside) < numbers["least_visits"]:
        return
    first = (start.first, start.last, start)
    last = (end.first, end.last, end) if end else (ground.as_of, ground.as_of, None)
    points = [first, *((row.first, row.last, row) for row in inside), last]
    gaps: list[tuple[list[Dated], int, int, bool]] = []
    for before, after in pairwise(points):
        if after[1] <= add_working_days(before[0], 2 * days):
            continue
        events = [row for row in (before[2], after[2]) if row is not None]
        sure = after[0] > add_working_days(before[1], 2 * days)
        gaps.append((events, before[0], after[1], sure))
    for events, low, high, sure in _merged(gaps, int(numbers["merge_months"])):
        own = {row.id: row for row in events}
        count = sum(low <= one[1] and one[2] <= high for one in gaps)
        yield Found(
            rule=rule, child=child, span=(low, high), is_certain=sure,
            events=tuple(sorted(own.values(), key=lambda row: row.order)),
            params={"level": spell.level, "days": days, "twice": 2 * days, "count": count},
            read=spell.read & own.keys(), about=spell.start.row.id,
        )  # fmt: skip


def _merged(
    gaps: list[tuple[list[Dated], int, int, bool]], months: int
) -> list[tuple[list[Dated], int, int, bool]]:
    merged: list[tuple[list[Dated], int, int, bool]] = []
    for events, low, high, sure in gaps:
        if merged and low < add_months(merged[-1][2], months):
            known, start, reach, was_sure = merged[-1]
            merged[-1] = (known + events, start, max(reach, high), sure or was_sure)
        else:
            merged.append((events, low, high, sure))
    return merged


# --- what was not held; long plans -------------------------------------------------------------


def _not_held(ground: Ground, steps: Steps, child: str, months: int) -> Iterator[Found]:
    levels = steps.levels[child]
    rows = [
        row for row in ground.of_child[child]
        if levels.rank_on(row.last) >= RANKS["child_in_need"] and ground.words.not_held(row.event)
    ]  # fmt: skip
    groups: list[list[Dated]] = []
    reach = 0
    for row in rows:
        if groups and row.first < add_months(reach, months):
            groups[-1].append(row)
        else:
            groups.append([row])
        reach = max(reach, row.last)
    for group in groups:
        yield Found(
            rule="not_held", child=child, events=tuple(group), params={"count": len(group)},
            read=frozenset(row.id for row in group),
            is_certain=all(levels.rank_on(r.first) >= RANKS["child_in_need"] for r in group),
        )  # fmt: skip


def _long_plan(ground: Ground, child: str, spell: LevelSpell, months: int) -> Iterator[Found]:
    first, last = spell.start.row.first, spell.start.row.last
    low, high = _end(ground, spell)
    if high > add_months(first, months):
        yield Found(
            rule="long_plan", child=child, events=spell.rows, span=(first, high),
            is_certain=low > add_months(last, months), read=spell.read,
            params={"months": months},
        )  # fmt: skip


def _long_pre_proceedings(ground: Ground, child: str, spell: LevelSpell) -> Iterator[Found]:
    first, last = spell.start.row.first, spell.start.row.last
    rule = ground.settings.rule("pre_proceedings.weeks", date.fromordinal(first))
    if rule is None:
        return
    days = int(rule.value) * 7
    low, high = _end(ground, spell)
    if high > first + days:
        yield Found(
            rule="long_pre_proceedings", child=child, events=spell.rows, span=(first, high),
            is_certain=low > last + days, read=spell.read,
            params={"weeks": int(rule.value)}, thresholds={"weeks": int(rule.value)},
        )  # fmt: skip


def _recorded_pre_proceedings(ground: Ground) -> Iterator[Found]:
    """Yield pre-proceedings that were recorded with their steps and took longer than they may.

    An extension that somebody recorded gives them its time. Where events tell of the same stretch,
    that is a hit of its own, with its events.
    """
    known = {row.id: row for row in ground.rows}
    steps = ground.view.of(PreProceedingsStep)
    for one in ground.view.of(PreProceedings):
        first, last = _bounds(one.started)
        rule = ground.settings.rule("pre_proceedings.weeks", date.fromordinal(first or 1))
        if not first or rule is None:
            continue
        until = _bounds(one.extended_to)[1]
        low, high = _bounds(one.ended) if one.ended else (ground.as_of, ground.as_of)
        days = int(rule.value) * 7
        if high <= (until or first + days):
            continue
        ids = {i for step in steps if step.pre_proceedings_id == one.id for i in step.event_ids}
        rows = [known[key] for key in ids if key in known]
        yield Found(
            rule="long_pre_proceedings", child=None, about=one.id, children=one.child_ids,
            events=tuple(sorted(rows, key=lambda row: row.order)), span=(first, high),
            is_certain=low > (until or last + days), params={"weeks": int(rule.value)},
            thresholds={"weeks": int(rule.value)},
        )  # fmt: skip


def _end(ground: Ground, spell: LevelSpell) -> tuple[int, int]:
    if spell.end is None:
        return ground.as_of, ground.as_of
    return spell.end.row.first, spell.end.row.last
