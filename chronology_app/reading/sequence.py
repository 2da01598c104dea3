"""Finds the dates of entries that stand out of order, or only fit with day and month swapped.

Owns these doubts about a list of dates; a date is never changed, only asked about. Which dates the
entries have is `when`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology_app.reading.when import When

#: Fewer dated entries than this show no order, nor do lists in which more than this share break it.
_FEWEST = 4
_MOST_BROKEN = 0.25
_FIGURES = re.compile(r"\D*\d{1,2}\D{1,3}\d{1,2}\D{1,3}\d{2,4}\D*")


@dataclass(frozen=True, slots=True)
class _Dated:
    """An entry's day and where in the list it stands."""

    place: int
    day: date


def doubt_order(whens: Sequence[When | None], limit: date | None = None) -> list[When | None]:
    """Return the dates of a list in reading order, with doubts where one does not fit.

    `limit` is the day of the document; None when nobody knows it. A list may run forwards or
    backwards in time. `out_of_sequence`: the date breaks the order that the others keep;
    `after_document`: it lies after the document; `day_month_swapped`: the other way round it would
    fit, and that value is among its alternatives. So is the year before or after, where that fits.
    """
    days = [_Dated(i, w.date.day) for i, w in enumerate(whens) if w and w.date.day]
    found = list(whens)
    for one, low, high in _misplaced(days):
        _doubt(found, one, low, high, "out_of_sequence")
    for one in days:
        if limit is not None and one.day > limit:
            _doubt(found, one, date.min, limit, "after_document")
    return found


def _misplaced(days: Sequence[_Dated]) -> list[tuple[_Dated, date, date]]:
    """Return what breaks the order of most, each with the days between which it would fit."""
    if len(days) < _FEWEST:
        return []
    forwards, backwards = _in_order(days), _in_order(days[::-1])[::-1]
    kept, order = (forwards, days) if len(forwards) >= len(backwards) else (backwards, days)
    is_backwards = kept is not forwards
    broken = len(order) - len(kept)
    if not broken or broken > _MOST_BROKEN * len(order):
        return []
    places = {one.place for one in kept}
    return [
        (one, *_neighbours(one, kept, is_backwards=is_backwards))
        for one in order
        if one.place not in places
    ]


def _in_order(days: Sequence[_Dated]) -> list[_Dated]:
    """Return the longest part of a list that never goes back, in n log n steps."""
    tails: list[date] = []
    ends: list[int] = []
    before: list[int | None] = []
    for i, one in enumerate(days):
        at = bisect_right(tails, one.day)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(one.day)
            ends.append(i)
        else:
            tails[at], ends[at] = one.day, i
    chain: list[_Dated] = []
    i_or_none = ends[-1] if ends else None
    while i_or_none is not None:
        chain.append(days[i_or_none])
        i_or_none = before[i_or_none]
    return chain[::-1]


def _neighbours(one: _Dated, kept: Sequence[_Dated], *, is_backwards: bool) -> tuple[date, date]:
    earlier = [k.day for k in kept if (k.place > one.place) == is_backwards]
    later = [k.day for k in kept if (k.place < one.place) == is_backwards]
    return max(earlier, default=date.min), min(later, default=date.max)


def _doubt(found: list[When | None], one: _Dated, low: date, high: date, code: str) -> None:
    when = found[one.place]
    if when is None:
        return
    swapped = _swapped(one.day) if _FIGURES.fullmatch(when.words) else None
    others = [day for day in (_in_year(one.day, step) for step in (-1, 1)) if day]
    doubts, values = [code], [day for day in others if low <= day <= high]
    if low == date.min or high == date.max:
        values = []
    if swapped and swapped != one.day and low <= swapped <= high:
        doubts.append("day_month_swapped")
        values = [swapped]
    found[one.place] = replace(
        when,
        doubts=tuple(dict.fromkeys((*when.doubts, *doubts))),
        alternatives=tuple(dict.fromkeys((*when.alternatives, *(f"{v}" for v in values)))),
    )


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _in_year(day: date, step: int) -> date | None:
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return None
