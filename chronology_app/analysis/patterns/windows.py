"""Finds the windows of some months in which something was recorded often enough, and merges them.

One pass over sorted days: a window begins at the last possible day of an event and holds what may
lie in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from chronology_app.analysis.patterns.days import add_months
from chronology_app.analysis.patterns.ground import Dated


@dataclass(frozen=True, slots=True)
class Window:
    """Windows that were merged: their events, and whether one of them surely holds."""

    rows: tuple[Dated, ...]
    is_certain: bool


def find_windows(
    rows: Sequence[Dated],
    least: int,
    months: int,
    merge_months: int,
    weight: Callable[[Dated], int] = lambda _: 1,
) -> list[Window]:
    """Return the merged windows in which `least` or more may lie, each with all their events.

    `weight`: how many an event counts for.
    """
    rows = sorted(rows, key=lambda row: row.order)
    starts = _starts(rows, least, months, weight)
    if not starts:
        return []
    sure = _sure_starts(rows, least, months, weight)
    taken = [row for row in rows if _covers(starts, months, row.first, row.last)]
    return [
        Window(tuple(group), _any_within(sure, group[0].first, max(r.first for r in group)))
        for group in _merged(taken, starts, months, merge_months)
    ]


def _sums(rows: Sequence[Dated], weight: Callable[[Dated], int]) -> list[int]:
    return [0, *accumulate(map(weight, rows))]


def _starts(
    rows: Sequence[Dated], least: int, months: int, weight: Callable[[Dated], int]
) -> list[int]:
    """Return the days from which a window may hold enough."""
    by_last = sorted(rows, key=lambda row: row.last)
    firsts, lasts = [row.first for row in rows], [row.last for row in by_last]
    begun, ended = _sums(rows, weight), _sums(by_last, weight)
    found = []
    for day in sorted(set(lasts)):
        inside = begun[bisect_right(firsts, add_months(day, months))]
        if inside - ended[bisect_left(lasts, day)] >= least:
            found.append(day)
    return found


def _sure_starts(
    rows: Sequence[Dated], least: int, months: int, weight: Callable[[Dated], int]
) -> list[int]:
    """Return the days from which a window surely holds enough of what has an exact day.

    An event known to a period counts at its period's end: where that lies in the window, and its
    beginning does not lie before it, the event surely does.
    """
    exact = [row for row in rows if row.is_exact]
    starts = _starts(exact, least, months, weight)
    wide = [row for row in rows if not row.is_exact]
    if not wide:
        return starts
    found, begins = set(starts), [row.first for row in wide]
    sums, firsts = _sums(exact, weight), [row.first for row in exact]
    for day in {row.first for row in rows}:
        end = add_months(day, months)
        count = sums[bisect_right(firsts, end)] - sums[bisect_left(firsts, day)]
        at = bisect_left(begins, day)
        while count < least and at < len(wide) and wide[at].first <= end:
            count += weight(wide[at]) if wide[at].last <= end else 0
            at += 1
        if count >= least:
            found.add(day)
    return sorted(found)


def _covers(starts: Sequence[int], months: int, first: int, last: int) -> bool:
    """Say whether a window from one of these days may hold something that lies within two days."""
    at = bisect_right(starts, last) - 1
    return at >= 0 and add_months(starts[at], months) >= first


def _any_within(starts: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] <= last


def _merged(
    taken: Sequence[Dated], starts: Sequence[int], months: int, merge_months: int
) -> list[list[Dated]]:
    groups: list[list[Dated]] = []
    reach = 0
    for row in taken:
        near = groups and row.first < add_months(reach, merge_months)
        if near or (groups and _covers(starts, months, row.first, reach)):
            groups[-1].append(row)
        else:
            groups.append([row])
        reach = max(reach, row.last)
    return groups
