"""The rules on help: levels, workers, plans, visits, and being seen or heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from chronology_app.model import Change, Escalation, Plan, Review
from tests.histories.builder import CSC, months_after
from tests.histories.oracle import (
    RANK,
    Ev,
    Expected,
    Facts,
    Spell,
    hit_of,
    is_over,
    merged,
    sure,
)

#: Whose worker an event of kind `change_of_worker` without a mark is about.
_WORKERS_OF = {CSC, "early_help", "other"}
#: The first day of the court rule that says sixteen weeks (FPR Practice Direction 12A).
_WEEKS_HOLD_FROM = date(2014, 4, 22)
_VISIT_DAYS = {"child_protection": 10, "child_in_need": 30}


def falls(facts: Facts, child: str) -> list[tuple[Ev, int]]:
    """Return the events at which a child's level falls, and the rank to which."""
    found = []
    spells = facts.levels(child)
    for n, spell in enumerate(spells):
        if spell.ends is None or spell.value not in RANK:
            continue
        following = spells[n + 1] if n + 1 < len(spells) else None
        if following and following.begins.first == spell.ends.first:
            if following.value in RANK and RANK[following.value] < RANK[spell.value]:
                found.append((spell.ends, RANK[following.value]))
        elif RANK[spell.value] > 0:
            found.append((spell.ends, 0))
    return found


def stop_start(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        spells = facts.levels(child)
        pairs = []
        for fall, rank in falls(facts, child):
            rise = next((s.begins for s in spells if s.begins.first > fall.first
                         and RANK.get(s.value, -1) > rank), None)  # fmt: skip
            if rise and rise.first <= months_after(fall.last, 12):
                pairs.append((fall, rise, rise.last <= months_after(fall.first, 12)))
        # Of several falls with one rise the last one makes the pair.
        pairs = list({pair[1].id: pair for pair in pairs}.values())
        if len(pairs) >= 2:
            both = [e for pair in pairs for e in pair[:2]]
            yield hit_of(
                "stop_start", "pairs", child, both, is_certain=sure([p[2] for p in pairs], 2)
            )


def start_again(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        events = facts.of(child)
        begun = {ev.id for ev, _, edge in facts.marks(child, "worker") if edge == "starts"}
        steps_down = {fall.id for fall, _ in falls(facts, child)}
        is_exact = all(e.is_exact for e in events if e.kind == "assessment" or e.types.get(child))
        hits = []
        for change in events:
            by_kind = change.kind == "change_of_worker" and change.agency in _WORKERS_OF
            if change.id not in begun and not by_kind:
                continue
            until = months_after(change.last, 3)
            steps = [e for e in events if e.kind == "assessment" or e.id in steps_down]
            steps = [e for e in steps if e.last >= change.first and e.first <= until]
            found = [(step, _recurs(child, events, change, step)) for step in steps]
            found = [(step, back) for step, back in found if back]
            if found and (len(steps) == 1 or is_exact):
                # Of several steps the first upon which a type recurs counts.
                step, back = found[0]
                more = {"is_certain": _is_exact(child, events, change, step, back)}
                hits.append(hit_of("start_again", "again", child, [change, step, *back], **more))
            elif found:
                # Which step is the first, and so where the hit ends, is not told.
                hits.append(hit_of("start_again", "again", child, [change]))
        hits = merged(hits, None)
        yield from hits if is_exact else map(_without_span, hits)


def _is_exact(child: str, events: list[Ev], change: Ev, step: Ev, back: list[Ev]) -> bool | None:
    """Say that a hit is certain where all that it rests on is of one day; else leave it open."""
    around = [e for e in events if e.types.get(child)]
    return True if all(e.is_exact for e in (change, step, *back, *around)) else None


def _without_span(hit: Expected) -> Expected:
    return Expected(pattern=hit.pattern, rule=hit.rule, child=hit.child, events=hit.events)


def _recurs(child: str, events: list[Ev], change: Ev, step: Ev) -> list[Ev]:
    """Return the first recurrence of each type recorded before a change, after a step."""
    back: dict[str, Ev] = {}
    before = [e for e in events if e.first < change.last
              and change.first <= months_after(e.last, 12)]  # fmt: skip
    since = max(step.first, change.first)
    until = months_after(step.last, 6)
    for event in events:
        if event is not step and event.last > since and event.first <= until:
            known = {n for e in before if e is not event for n in e.types.get(child, ())}
            for name in event.types.get(child, frozenset()) & known:
                back.setdefault(name, event)
    return list(back.values())


def change_past_due(facts: Facts) -> Iterator[Expected]:
    reviews, plans = facts.view.of(Review), facts.view.of(Plan)
    for change in facts.view.of(Change):
        due = change.by_when.latest if change.by_when else None
        if due is None or facts.as_of <= due + timedelta(28):
            continue
        own = [r for r in reviews if r.change_id == change.id]
        until = due + timedelta(28)
        is_done = any(r.result == "done" and r.on.earliest and r.on.earliest <= until for r in own)
        ended = next(p.ended for p in plans if p.id == change.plan_id)
        if is_done or (ended and ended.latest and ended.latest < due):
            continue
        days = [r.on.earliest for r in own]
        days += [e.raised_on.earliest for e in facts.view.of(Escalation)]
        days += [p.started.earliest for p in plans if p.started]
        if any(d and due <= d <= until for d in days):
            continue
        for child in change.child_ids:
            yield Expected(pattern="drift", rule="change_past_due", child=child, events=(),
                           start=due, end=until)  # fmt: skip


def visit_gap(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        hits = []
        for spell in facts.levels(child):
            interval = _VISIT_DAYS.get(spell.value)
            if interval:
                visits = [e for e in _inside(facts, child, spell) if e.kind == "visit"
                          and e.agency == CSC]  # fmt: skip
                gaps = _gaps(facts, "visit_gap", child, spell, visits, interval)
                hits += merged(gaps, 12)
        yield from hits


def core_group_gap(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        hits = []
        for spell in facts.levels(child):
            if spell.value == "child_protection":
                held = [e for e in _inside(facts, child, spell) if "core_group" in e.says]
                hits += merged(_gaps(facts, "core_group_gap", child, spell, held, 30), 12)
        yield from hits


def _inside(facts: Facts, child: str, spell: Spell) -> list[Ev]:
    until = spell.ends.last if spell.ends else facts.as_of
    return [e for e in facts.of(child) if e.first >= spell.begins.first and e.last <= until]


def _gaps(
    facts: Facts, rule: str, child: str, spell: Spell, held: list[Ev], interval: int
) -> Iterator[Expected]:
    if len(held) < 2:
        return
    points: list[Ev | None] = [spell.begins, *held, spell.ends]
    for one, other in pairwise(points):
        assert one is not None
        if other is not None and is_over(one.last, other.first, 2 * interval):
            yield hit_of("drift", rule, child, [one, other], is_certain=True)
        elif other is None and is_over(one.last, facts.as_of, 2 * interval):
            # Whether an open spell's last stretch counts up to the day looked at is not told.
            yield hit_of("drift", rule, child, [one], end=facts.as_of, is_settled=False)
        elif other is not None and is_over(one.first, other.last, 2 * interval):
            yield hit_of("drift", rule, child, [one, other], is_certain=False)


def not_held(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        hits = []
        spells = [s for s in facts.levels(child) if RANK.get(s.value, 0) >= 2]
        for event in facts.of(child):
            on = any(s.begins.first <= event.last and (not s.ends or event.first < s.ends.last)
                     for s in spells)  # fmt: skip
            if "drift" in event.says and on:
                hits.append(hit_of("drift", "not_held", child, [event], is_certain=True))
        yield from merged(hits, 6)


def long_levels(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        for spell in facts.levels(child):
            begin, end = spell.begins, spell.ends.last if spell.ends else facts.as_of
            limits = {
                "child_protection": ("long_plan", months_after(begin.first, 15)),
                "pre_proceedings": ("long_pre_proceedings", begin.first + timedelta(16 * 7)),
            }
            if spell.value not in limits:
                continue
            rule, until = limits[spell.value]
            plo_too_early = rule == "long_pre_proceedings" and begin.first < _WEEKS_HOLD_FROM
            exact = begin.is_exact and (not spell.ends or spell.ends.is_exact)
            if plo_too_early:
                continue
            if end > until:
                yield hit_of("drift", rule, child, [e for e in (begin, spell.ends) if e],
                             start=begin.first, end=end,
                             is_certain=True if exact else None)  # fmt: skip


def silence(facts: Facts) -> Iterator[Expected]:
    seen = [e for e in facts.events if _is_marked_seen(e)]
    if not seen:
        return
    for child in facts.child_ids:
        for spell in facts.levels(child):
            if spell.value not in ("child_protection", "child_in_need", "looked_after"):
                continue
            until = spell.ends.last if spell.ends else facts.as_of
            days = [(spell.begins.first, spell.begins.last)]
            days += [(e.first, e.last) for e in _inside(facts, child, spell) if _is_seen(e, child)]
            days.append((spell.ends.first, spell.ends.last) if spell.ends else (until, until))
            for one, other in pairwise(days):
                if not _is_long(one[0], other[1], spell.value):
                    continue
                yield Expected(pattern="silence", rule="seen_or_heard", child=child, events=(),
                               start=one[0], end=other[1],
                               is_certain=_is_long(one[1], other[0], spell.value))  # fmt: skip


def _is_long(one: date, other: date, level: str) -> bool:
    if level == "child_protection":
        return is_over(one, other, 20)
    return (other - one).days > 42


def _is_marked_seen(event: Ev) -> bool:
    parts = {p for held in event.parts.values() for p in held}
    return bool(parts & {"seen", "seen_alone", "spoken_to"}) or "seen" in event.says


def _is_seen(event: Ev, child: str) -> bool:
    parts = event.parts.get(child, frozenset())
    heard = event.kind == "child_words" or "heard" in event.says or "seen" in event.says
    return heard or bool(parts & {"seen", "seen_alone", "spoken_to"})


def change_of_workers(facts: Facts) -> Iterator[Expected]:
    from tests.histories.oracle_record import windows

    for child in facts.child_ids:
        marks = facts.marks(child, "worker")
        begun = list({ev.id: ev for ev, _, edge in marks if edge == "starts"}.values())
        yield from merged(
            (hit_of("change_of_workers", "count", child, found, is_certain=is_sure)
             for found, is_sure in windows(begun, 24, 3)), 12,
        )  # fmt: skip
        yield from _worker_gaps(child, marks, begun)


def _worker_gaps(
    child: str, marks: list[tuple[Ev, str, str]], begun: list[Ev]
) -> Iterator[Expected]:
    at_work: set[str] = set()
    hits = []
    for ev, value, edge in marks:
        if edge == "starts":
            at_work.add(value)
            continue
        at_work.discard(value)
        following = next((b for b in begun if b.first >= ev.first and b is not ev), None)
        same_day = any(b.first == ev.first for b in begun)
        if at_work or same_day or following is None:
            continue
        may = (following.last - ev.first).days > 28
        if may:
            surely = (following.first - ev.last).days > 28
            hits.append(
                hit_of("change_of_workers", "gap", child, [ev, following], is_certain=surely)
            )
    yield from hits


RULES = (
    stop_start, start_again, change_past_due, visit_gap, core_group_gap, not_held, long_levels,
    silence, change_of_workers,
)  # fmt: skip
