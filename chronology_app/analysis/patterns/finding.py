"""Runs every rule over a case and puts equal hits of several children together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from chronology_app.analysis.patterns import (
    agreed,
    answers,
    course,
    drift,
    entries,
    help_steps,
    missed,
    referrals,
    seen,
    workers,
)
from chronology_app.analysis.patterns.ground import Found, Ground
from chronology_app.analysis.patterns.hit import PatternHit
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.model import Finding, derived_id
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings

_Rules = Callable[[Ground, Steps], Iterator[Found]]
#: Each pattern with its rules, in the order in which they are listed.
_RULES: Mapping[str, _Rules] = MappingProxyType({
    "repeat_referrals": referrals.find,
    "stop_start": help_steps.find_stop_start,
    "start_again": help_steps.find_start_again,
    "agreed_unchanged": agreed.find,
    "drift": drift.find,
    "missed_appointments": missed.find,
    "missed_opportunity": answers.find,
    "silence": seen.find,
    "lost_child": entries.find_lost_child,
    "one_sided": entries.find_one_sided,
    "change_of_workers": workers.find,
    "course": course.find,
})  # fmt: skip
PATTERNS = tuple(_RULES)
_LAST = date.max.toordinal()


def build_patterns(
    view: CaseView, settings: Settings, as_of: date | None = None
) -> tuple[PatternHit, ...]:
    """Return all hits by pattern, then by their first day.

    Only events that a person has confirmed, and that no class keeps back, take part. `as_of`: the
    day up to which is looked; by default that of the last event. What people set aside is marked.
    """
    ground = Ground(view, settings, as_of)
    if not ground.rows:
        return ()
    steps = Steps(ground)
    decisions = {finding.key: finding for finding in view.of(Finding)}
    hits: list[PatternHit] = []
    for pattern, rules in _RULES.items():
        gathered = _gathered(ground, pattern, rules(ground, steps), decisions)
        hits += sorted(gathered, key=lambda hit: (hit.start, hit.end, hit.rule, hit.key))
    return tuple(hits)


def _gathered(
    ground: Ground, pattern: str, found: Iterable[Found], decisions: Mapping[str, Finding]
) -> Iterator[PatternHit]:
    """Yield one hit for each rule, span and events, with all children of whom it holds."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for one in found:
        # A hit about no child stays apart from one about a child with the same events.
        key = (one.rule, _span(one), tuple(r.id for r in one.events), one.about, one.child is None)
        groups.setdefault(key, []).append(one)
    for same in groups.values():
        yield _hit(ground, pattern, same, decisions)


def _span(found: Found) -> tuple[int, int]:
    if found.span is not None:
        return found.span
    return min(r.first for r in found.events), max(r.last for r in found.events)


def _hit(
    ground: Ground, pattern: str, same: list[Found], decisions: Mapping[str, Finding]
) -> PatternHit:
    one = same[0]
    who = {found.child for found in same} | set(one.children)
    children = tuple(child.id for child in ground.children if child.id in who)
    names = {child.id: child.name for child in ground.children}
    ids = tuple(row.id for row in one.events)
    # A plan's date may be the calendar's last day, and the time allowed after it none at all.
    start, end = (date.fromordinal(min(max(day, 1), _LAST)) for day in _span(one))
    edges = () if ids else (start.isoformat(),)
    key = f"{pattern}:{derived_id(one.rule, *children, one.about, *ids, *edges)}"
    undated = {event.id for found in same for event in found.undated}
    params = {"children": tuple(names[child] for child in children), **one.params}
    return PatternHit(
        pattern=pattern,
        rule=one.rule,
        child_ids=children,
        start=start,
        end=end,
        event_ids=ids,
        uncertain_event_ids=tuple(row.id for row in one.events if not row.is_exact),
        undated_event_ids=tuple(sorted(undated)),
        thresholds=MappingProxyType({**ground.thresholds(pattern), **one.thresholds}),
        params=MappingProxyType(params),
        is_certain=all(found.is_certain for found in same),
        read_from_words=tuple(i for i in ids if any(i in found.read for found in same)),
        key=key,
        decision=decisions.get(key),
    )
