"""Finds suggestions of different files that look like the same fact.

Owns which pairs are compared; how much their agreement weighs is `matching`. Nothing is merged
here, a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from chronology_app.model import Suggestion
from chronology_app.reading.matching import Matching, Told, shipped_matching

#: Ranges longer than this many days are compared with other ranges only.
_LONG = 62
#: Above so many pairs of one day only those that share a rare word are compared.
_MANY_PAIRS = 20_000
#: A word that at most so many suggestions of a day hold is rare.
_RARE = 12
_WORD = re.compile(r"\w{3,}")
#: What is doubted of a date when another account of the same fact names the day beside it.
DAY_BESIDE = "other_account_day_beside"


def link_duplicates(
    suggestions: Sequence[Suggestion], matching: Matching | None = None
) -> list[Suggestion]:
    """Return the same suggestions in the same order, each naming its look-alikes.

    Only suggestions of different sources with dates no more than a day apart (or overlapping
    ranges) are compared. Where two that look alike name days beside one another, each carries the
    doubt and the other's day as an alternative; neither date is changed.
    """
    weights = matching or shipped_matching()
    told = {s.id: told_of(s) for s in suggestions if s.date is not None}
    links: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for first, second in _pairs(suggestions):
        if not weights.is_alike(weights.compare(told[first.id], told[second.id])):
            continue
        for one, other in ((first, second), (second, first)):
            links[one.id].add(other.id)
            if _is_beside(one, other):
                assert other.date is not None
                days[one.id].add(other.date.edtf)
    return [_linked(s, links[s.id], days[s.id]) if s.id in links else s for s in suggestions]


def told_of(suggestion: Suggestion) -> Told:
    """Return a dated suggestion as it is compared with other accounts."""
    assert suggestion.date is not None
    return Told(
        words=suggestion.fact,
        date=suggestion.date,
        time=suggestion.time,
        kind=suggestion.kind,
        agency=suggestion.agency,
        recorded_by=suggestion.recorded_by,
        children=suggestion.children,
        types=suggestion.concern_types,
    )


def _linked(suggestion: Suggestion, links: set[str], days: set[str]) -> Suggestion:
    doubts = (*suggestion.doubts, *((DAY_BESIDE,) if days else ()))
    others = (*suggestion.date_alternatives, *sorted(days))
    return replace(
        suggestion,
        duplicates=tuple(sorted(links)),
        doubts=tuple(dict.fromkeys(doubts)),
        date_alternatives=tuple(dict.fromkeys(others)),
    )


def _is_beside(first: Suggestion, second: Suggestion) -> bool:
    """Say whether both name one day, and not the same."""
    one, other = first.date, second.date
    return bool(one and other and one.day and other.day and one.day != other.day)


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
