"""Where the marks of a lane stand on a screen of any width, at any zoom: positions and counts only.

Unlike `timeline`, which places a printed figure once, this is asked for every frame: everything is
done on sorted arrays. What is drawn, and in which colours, is the screen's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

#: The narrowest and the widest view, in days.
LEAST_DAYS, MOST_DAYS = 14.0, 45_000.0
#: Steps of the time axis: (days that one step must be given room for, name, how many of them).
_STEPS = (
    (7, "day", 7), (31, "month", 1), (92, "month", 3), (183, "month", 6), (366, "year", 1),
    (731, "year", 2), (1_827, "year", 5), (3_653, "year", 10), (9_132, "year", 25),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewport:
    """The stretch of time that is shown: its first day (proleptic ordinal) and days per pixel."""

    first: float
    days_per_px: float
    width_px: int

    @classmethod
    def fitting(cls, first: float, last: float, width_px: int) -> Viewport:
        """Return the view that shows these days with a little room on both sides."""
        room = max((last - first) * 0.02, 3.0)
        days = max(last - first + 2 * room, LEAST_DAYS)
        return cls((first + last - days) / 2, days / max(width_px, 1), max(width_px, 1))

    @property
    def last(self) -> float:
        """The day at the right edge."""
        return self.first + self.days_per_px * self.width_px

    def x(self, day: float) -> float:
        """Return where a day stands, in pixels from the left edge."""
        return (day - self.first) / self.days_per_px

    def day(self, x: float) -> float:
        """Return the day that stands at a pixel."""
        return self.first + x * self.days_per_px

    def zoomed(self, factor: float, at_px: float) -> Viewport:
        """Return the view `factor` times as near; the day under `at_px` stays where it is."""
        least, most = LEAST_DAYS / self.width_px, MOST_DAYS / self.width_px
        per_px = min(max(self.days_per_px / factor, least), most)
        return replace(self, first=self.day(at_px) - at_px * per_px, days_per_px=per_px)

    def moved(self, px: float) -> Viewport:
        """Return the view moved to the right by so many pixels."""
        return replace(self, first=self.first + px * self.days_per_px)

    def resized(self, width_px: int) -> Viewport:
        """Return the view on another width: the same days, nearer or farther."""
        width = max(width_px, 1)
        return Viewport(self.first, self.days_per_px * self.width_px / width, width)

    def showing(self, first: float, last: float) -> Viewport:
        """Return the view moved so far that these days can be seen, if they cannot already."""
        if self.first <= first and last <= self.last:
            return self
        middle = (first + last) / 2
        return replace(self, first=middle - self.days_per_px * self.width_px / 2)


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """One row of marks as it is seen: points (some of which stand for several) and bars.

    Each array has one entry per point or bar. `index` is the number, in the row, of the mark or of
    the first one that a point stands for. No mark in the view is left out: the counts of points
    and bars together are their number.
    """

    x: Numbers
    counts: Counts
    index: Counts
    #: Shape (n, 2): left and right edge in pixels of dates wider than a mark.
    bars: Numbers
    bar_index: Counts


@dataclass(frozen=True)
class Marks:
    """A row of marks by time: the first and the last day on which each may have happened."""

    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, first: Numbers, last: Numbers) -> tuple[Marks, Counts]:
        """Return the marks in order of their middle, and which of the given ones each is."""
        order = np.argsort((first + last) / 2, kind="stable")
        return cls(first[order], last[order]), order

    def placed(self, view: Viewport, mark_px: float) -> PlacedMarks:
        """Place the marks that the view shows; marks nearer than `mark_px` become one point.

        The grid that joins them stands still in time, so that moving the view changes no point.
        """
        middle = (self.first + self.last) / 2
        seen = np.flatnonzero((self.last >= view.first) & (self.first <= view.last))
        is_wide = (self.last[seen] - self.first[seen]) / view.days_per_px >= mark_px
        wide, narrow = seen[is_wide], seen[~is_wide]
        bars = np.stack([self.first[wide], self.last[wide]], axis=1)
        cell = np.floor(middle[narrow] / (view.days_per_px * mark_px))
        _, index, counts = np.unique(cell, return_index=True, return_counts=True)
        sums = np.add.reduceat(middle[narrow], index) if index.size else np.zeros(0)
        x, counts, index = _apart(
            (sums / np.maximum(counts, 1) - view.first) / view.days_per_px, counts, index, mark_px
        )
        return PlacedMarks(
            x, counts, narrow[index], (bars - view.first) / view.days_per_px, wide,
        )  # fmt: skip


def _apart(
    x: Numbers, counts: Counts, index: Counts, mark_px: float
) -> tuple[Numbers, Counts, Counts]:
    """Join neighbours that would still overlap: a point with a number is wider than a mark."""
    kept: list[tuple[float, int, int]] = []
    for position, count, first in zip(x.tolist(), counts.tolist(), index.tolist(), strict=True):
        kept.append((position, count, first))
        while len(kept) > 1:
            (left, some, begin), (right, more, _) = kept[-2], kept[-1]
            room = mark_px if some == more == 1 else mark_px * 1.7
            if right - left >= room:
                break
            total = some + more
            kept[-2:] = [((left * some + right * more) / total, total, begin)]
    table = np.array(kept, dtype=np.float64).reshape(-1, 3)
    return table[:, 0], table[:, 1].astype(np.int64), table[:, 2].astype(np.int64)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time axis: its day, and which step it begins ("day" "month" "year")."""

    day: date
    step: str


def build_ticks(view: Viewport, room_px: float) -> tuple[Tick, ...]:
    """Return the lines of the time axis, at least `room_px` apart, from left to right."""
    wanted = room_px * view.days_per_px
    _, step, count = next((s for s in _STEPS if s[0] >= wanted), _STEPS[-1])
    first = date.fromordinal(_held(view.first))
    last = date.fromordinal(_held(view.last))
    found: list[Tick] = []
    day = _begin(first, step, count)
    while day <= last:
        found.append(Tick(day, step))
        if (following := _next(day, step, count)) is None:
            break
        day = following
    return tuple(found)


def _held(day: float) -> int:
    """Return the nearest day that the calendar has."""
    return int(min(max(day, 1.0), float(date.max.toordinal())))


def _begin(day: date, step: str, count: int) -> date:
    if step == "day":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step == "month":
        return date(day.year, (day.month - 1) // count * count + 1, 1)
    return date(max(1, day.year // count * count), 1, 1)


def _next(day: date, step: str, count: int) -> date | None:
    try:
        if step == "day":
            return date.fromordinal(day.toordinal() + count)
        if step == "month":
            months = day.year * 12 + day.month - 1 + count
            return date(months // 12, months % 12 + 1, 1)
        return date(day.year + count, 1, 1)
    except (ValueError, OverflowError):
        return None
