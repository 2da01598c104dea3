"""Finds suggestions of different files that look like the same fact.

Owns the comparison; nothing is merged here, a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from rapidfuzz import fuzz

from chronology_app.model import Suggestion

#: Ranges longer than this many days are compared with other ranges only.
_LONG = 62
#: A range so many days wider than the other date is weaker evidence.
_WIDER = 14
#: Score from which two suggestions are linked.
_ALIKE = 55.0
#: Above so many pairs of one day only those that share a rare word are compared.
_MANY_PAIRS = 20_000
#: A word that at most so many suggestions of a day hold is rare.
_RARE = 12
_WORD = re.compile(r"\w{3,}")
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
        for pair in _across_sources(suggestions, group):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = suggestions[pair[0]], suggestions[pair[1]]
            if _comparable(first, second):
                yield first, second


def _across_sources(
    suggestions: Sequence[Suggestion], group: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one day from different sources; of very many only the promising ones."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for number in group:
        by_source[suggestions[number].source_id].append(number)
    sizes = [len(rows) for rows in by_source.values()]
    count = (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2
    if count > _MANY_PAIRS:
        yield from _sharing_rare_words(suggestions, group)
        return
    for first, second in combinations(by_source.values(), 2):
        for one, other in product(first, second):
            yield min(one, other), max(one, other)


def _sharing_rare_words(
    suggestions: Sequence[Suggestion], group: Sequence[int]
) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number in group:
        for word in set(_WORD.findall(suggestions[number].fact.lower())):
            holders[word].append(number)
    for rows in holders.values():
        if len(rows) <= _RARE:
            for one, other in combinations(rows, 2):
                if suggestions[one].source_id != suggestions[other].source_id:
                    yield one, other


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
