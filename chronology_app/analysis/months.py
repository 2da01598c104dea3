"""Calendar months as whole numbers, the runs and gaps among them, and days some months on.

Knows nothing of events; `cumulative` says which months have what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date


def month_of(day: date) -> int:
    """Return the number of a day's month: months since year 0."""
    return day.year * 12 + day.month - 1


def months_between(first: date, last: date) -> range:
    """Return the months that a span of days touches, both ends included."""
    return range(month_of(first), month_of(last) + 1)


def longest_run(months: Collection[int]) -> int:
    """Return the length of the longest unbroken run of months; 0 where there are none."""
    best = current = 0
    previous = None
    for month in sorted(set(months)):
        current = current + 1 if previous is not None and month == previous + 1 else 1
        best = max(best, current)
        previous = month
    return best


def longest_gap(months: Collection[int]) -> int:
    """Return the most months in a row without any of these, between the first and the last."""
    ordered = sorted(set(months))
    gaps = [b - a - 1 for a, b in zip(ordered, ordered[1:], strict=False)]
    return max(gaps, default=0)


def fewest_months(spans: Iterable[tuple[int, int]]) -> int:
    """Return the least number of months that can hold one event in each (first, last) span.

    Greedy from the earliest end, which is exact: an event known to the month needs that month,
    and an uncertain one costs nothing where another event may lie in the same month.
    """
    count, reached = 0, None
    for first, last in sorted(spans, key=lambda span: span[1]):
        if reached is None or first > reached:
            count, reached = count + 1, last
    return count
