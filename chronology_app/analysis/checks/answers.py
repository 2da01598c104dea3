"""Checks of what an event leads to and rests on: an outcome, an impact, a source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache

from chronology_app.analysis.checks.finding import (
    SERIOUS,
    SHOULD,
    Found,
    Scope,
    make_finding,
    of_event,
)
from chronology_app.dates.days import shifted
from chronology_app.model import Escalation, Event, LikelyImpact, ObservedImpact, Oversight
from chronology_app.model.codes import RecordClass
from chronology_app.reading.lexicon import Lexicon, is_negated


def find_no_source(scope: Scope) -> Found:
    """Events that no passage of a source says."""
    view = scope.view
    for event in view.events:
        accounts = view.accounts.get(event.id, ())
        if not any(view.citations.get(account.id) for account in accounts):
            yield of_event("no_source", SERIOUS, event)


def find_no_outcome(scope: Scope) -> Found:
    """Referrals, police incidents and concerns of weight of which nothing came that is recorded."""
    kinds, weights = set(scope.words("no_outcome.kinds")), set(scope.words("no_outcome.weights"))
    within = timedelta(scope.number("no_outcome.days"))
    answers, told = _Answers(scope), _told_lexicon(scope.words("no_outcome.words"))
    for event in scope.events:
        if event.action.strip() or event.result.strip() or event.date is None:
            continue
        first, last = event.date.earliest, event.date.latest
        if first is None or last is None or shifted(last, within) > scope.today:
            continue
        concerns = scope.view.concerns.get(event.id, ())
        weighty = event.significance in weights and bool(concerns)
        weighty = weighty or any(concern.weight in weights for concern in concerns)
        if not (event.kind in kinds or weighty) or answers.has(event, first, shifted(last, within)):
            continue
        if not any(not is_negated(event.fact, hit) for hit in told.find(event.fact)):
            variant = "" if event.kind in kinds else "weight"
            yield of_event("no_outcome", SHOULD, event, variant=variant)


@lru_cache(maxsize=4)
def _told_lexicon(words: tuple[str, ...]) -> Lexicon:
    """Return the phrases by which a fact itself tells what came of it."""
    return Lexicon.of({"outcome": {"strong": list(words)}})


class _Answers:
    """The events that may answer others, by child and in order of their first possible day."""

    def __init__(self, scope: Scope) -> None:
        self._view = scope.view
        kinds = set(scope.words("no_outcome.answer_kinds"))
        self._of: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for event in scope.events:
            if event.kind in kinds and event.date is not None and event.date.earliest:
                whose = [child.id for child in self._view.children_of(event)]
                for child_id in (*(whose or [""]), "*"):
                    self._of[child_id].append((event.date.earliest, event.id))
        for listed in self._of.values():
            listed.sort()
        self._pointed = {i for one in self._view.of(Escalation) for i in one.event_ids}
        self._pointed |= {i for one in self._view.of(Oversight) for i in one.event_ids}

    def has(self, event: Event, first: date, last: date) -> bool:
        """Say whether another event answers, about one of its children or about no child."""
        if event.id in self._pointed:
            return True
        whose = [child.id for child in self._view.children_of(event)]
        return any(
            self._another(child_id, event.id, first, last)
            for child_id in ((*whose, "") if whose else ("*",))
        )

    def _another(self, child_id: str, event_id: str, first: date, last: date) -> bool:
        listed = self._of.get(child_id, [])
        for number in range(bisect_left(listed, (first, "")), len(listed)):
            day, other = listed[number]
            if day > last:
                return False
            if other != event_id:
                return True
        return False


def find_no_impact(scope: Scope) -> Found:
    """Children with concerns of whom no record says what these did to them."""
    view = scope.view
    standing = {event.id for event in scope.events}
    known = {i.child_id for i in view.of(ObservedImpact) if i.event_id in standing}
    known |= {i.child_id for i in view.of(LikelyImpact) if standing & set(i.event_ids)}
    concerns: dict[str, list[str]] = defaultdict(list)
    for event in scope.events:
        for child_id in {c.child_id for c in view.concerns.get(event.id, ())}:
            concerns[child_id].append(event.id)
    least = scope.number("no_impact.least_concerns")
    for child in view.children:
        ids = tuple(concerns.get(child.id, ()))
        if len(ids) >= max(least, 1) and child.id not in known:
            params: dict[str, object] = {"child": child.name, "count": len(ids)}
            yield make_finding("no_impact", SERIOUS, "person", child, params=params, event_ids=ids)


def find_no_impact_of_key(scope: Scope) -> Found:
    """Events with a concern that are key or relied on, without an impact of their own."""
    view = scope.view
    known = {impact.event_id for impact in view.of(ObservedImpact)}
    known |= {event_id for impact in view.of(LikelyImpact) for event_id in impact.event_ids}
    for event in scope.events:
        is_marked = event.record_class == RecordClass.ORDINARY and (event.key or event.relied_on)
        concerns = view.concerns.get(event.id, ())
        if is_marked and event.id not in known and concerns:
            params = {"child_id": min(c.child_id for c in concerns)}
            yield of_event("no_impact_of_key", SHOULD, event, params=params)
