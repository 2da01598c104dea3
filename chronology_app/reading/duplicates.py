"""Finds suggestions of different files that look like the same fact.

Owns which pairs are compared; how much their agreement weighs is `matching`. Nothing is merged
here, a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Protocol, TypeVar

from chronology_app.dates import FuzzyDate
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


class Dated(Protocol):
    """What can be compared: an account of something, whose source is known."""

    @property
    def source_id(self) -> str:
        """Where it stands; accounts of one source are not compared."""

    @property
    def date(self) -> FuzzyDate | None:
        """When it was; without a date it is not compared."""

    @property
    def fact(self) -> str:
        """What it says."""


T = TypeVar("T", bound=Dated)


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
    for first, second in pairs_near(suggestions):
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


def pairs_near(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield the pairs of different sources whose dates are no more than a day apart, each once.

    Ranges of very different lengths are no pair. Of very many on one day only those that share a
    rare word.
    """
    days: dict[date, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for day in _days(item):
            days[day].append(number)
    seen: set[tuple[int, int]] = set()
    for group in days.values():
        for pair in _across_sources(items, group):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = items[pair[0]], items[pair[1]]
            if first.date and second.date and are_comparable(first.date, second.date):
                yield first, second


def _across_sources(items: Sequence[Dated], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one day from different sources; of very many only the promising ones."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for number in group:
        by_source[items[number].source_id].append(number)
    sizes = [len(rows) for rows in by_source.values()]
    count = (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2
    if count > _MANY_PAIRS:
        yield from _sharing_rare_words(items, group)
        return
    for first, second in combinations(by_source.values(), 2):
        for one, other in product(first, second):
            yield min(one, other), max(one, other)


def _sharing_rare_words(items: Sequence[Dated], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number in group:
        for word in set(_WORD.findall(items[number].fact.lower())):
            holders[word].append(number)
    for rows in holders.values():
        if len(rows) <= _RARE:
            for one, other in combinations(rows, 2):
                if items[one].source_id != items[other].source_id:
                    yield one, other


def _days(item: Dated) -> Iterator[date]:
    if item.date is None or item.date.earliest is None:
        return
    first, last = item.date.earliest, item.date.latest or item.date.earliest
    if (last - first).days > 366:
        return
    after = min(last.toordinal() + 1, date.max.toordinal())
    yield from map(date.fromordinal, range(first.toordinal(), after + 1))


def are_comparable(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Say whether two dates are known so alike that their accounts can be of one event."""
    short, long = sorted((_length(one), _length(other)))
    return long <= _LONG or short * 3 >= long


def _length(when: FuzzyDate) -> int:
    return (when.latest - when.earliest).days if when.earliest and when.latest else 0
