"""Finds suggestions of different files that look like the same fact.

Owns the comparison; nothing is merged here, a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from rapidfuzz import fuzz

from chronology_app.model import Suggestion

#: Ranges longer than this many days are compared with other ranges only.
_LONG = 62
#: A range so many days wider than the other date is weaker evidence.
_WIDER = 14
#: Score from which two suggestions are linked.
_ALIKE = 55.0
#: Kinds that stand for one another when two agencies write about the same thing.
_KIN = (
    {"police_incident", "child_words", "observation", "school_concern", "visit"},
    {"police_incident", "decision", "health_contact", "child_words"},
    {"missed_appointment", "health_contact", "decision", "service"},
    {"referral", "meeting", "decision", "legal_step", "assessment"},
    {"visit", "observation", "positive"},
    {"attendance", "school_concern"},
)


def link_duplicates(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Return the same suggestions in the same order, each naming its look-alikes.

    Only suggestions of different sources with dates no more than a day apart (or overlapping
    ranges) are compared: by words, shared children, kind and agencies.
    """
    links: dict[str, set[str]] = defaultdict(set)
    for first, second in _pairs(suggestions):
        if likeness(first, second) >= _ALIKE:
            links[first.id].add(second.id)
            links[second.id].add(first.id)
    return [
        replace(s, duplicates=tuple(sorted(links[s.id]))) if s.id in links else s
        for s in suggestions
    ]


def likeness(first: Suggestion, second: Suggestion) -> float:
    """Return how much two suggestions of about the same date look alike, from 0 to 100."""
    score = 0.45 * fuzz.token_set_ratio(first.fact.lower(), second.fact.lower())
    if set(first.children) & set(second.children):
        score += 15
    elif first.children and second.children:
        score -= 25
    if first.kind == second.kind:
        score += 15
    elif any({first.kind, second.kind} <= kin for kin in _KIN):
        score += 8
    else:
        score -= 10
    if first.agency == second.agency:
        score += 12
    elif second.recorded_by == first.agency or first.recorded_by == second.agency:
        score += 8
    if set(first.concern_types) & set(second.concern_types):
        score += 8
    if _same_day(first, second):
        score += 8
    elif abs(_length(first) - _length(second)) > _WIDER:
        score -= 10
    return score


def _pairs(suggestions: Sequence[Suggestion]) -> Iterator[tuple[Suggestion, Suggestion]]:
    days: dict[date, list[int]] = defaultdict(list)
    for number, suggestion in enumerate(suggestions):
        for day in _days(suggestion):
            days[day].append(number)
    seen: set[tuple[int, int]] = set()
    for group in days.values():
        for pair in combinations(group, 2):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = suggestions[pair[0]], suggestions[pair[1]]
            if _source(first) != _source(second) and _comparable(first, second):
                yield first, second


def _source(suggestion: Suggestion) -> str:
    return suggestion.source_id


def _days(suggestion: Suggestion) -> Iterator[date]:
    if suggestion.date is None or suggestion.date.earliest is None:
        return
    first, last = suggestion.date.earliest, suggestion.date.latest or suggestion.date.earliest
    if (last - first).days > 366:
        return
    day = first
    while day <= last + timedelta(days=1):
        yield day
        day += timedelta(days=1)


def _length(suggestion: Suggestion) -> int:
    assert suggestion.date is not None
    first, last = suggestion.date.earliest, suggestion.date.latest
    return (last - first).days if first and last else 0


def _comparable(first: Suggestion, second: Suggestion) -> bool:
    short, long = sorted((_length(first), _length(second)))
    return long <= _LONG or short * 3 >= long


def _same_day(first: Suggestion, second: Suggestion) -> bool:
    assert first.date is not None
    assert second.date is not None
    return first.date.edtf == second.date.edtf
