"""Where the marks of one row stand at any zoom: points, bars and, when crowded, bins with numbers.

Marks that would lie on each other are joined once for each zoom, over the whole row; moving the
view only chooses from them, so that nothing changes its place or number while one moves about.
What is drawn, and in which colours, is the screen's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from chronology_app.layout.viewport import Viewport

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

#: A row is crowded from so many marks, when this share of them stands nearer to the next than a
#: mark is wide.
_CROWD, _CROWDED_SHARE = 40, 0.4
#: The width of a bin, and of the narrowest bar that a crowded row still draws, in marks.
BIN, _CROWDED_BAR = 2.0, 6.0
#: A point with a number is so much wider than a mark.
_NUMBERED = 1.7
_NONE: Counts = np.zeros(0, dtype=np.int64)
_NO_DAYS: Numbers = np.zeros(0)
_NO_BARS: Numbers = np.zeros((0, 2))


@dataclass(frozen=True, slots=True)
class Joined:
    """A whole row at one zoom: its points from left to right, each of one or several marks.

    Days are proleptic ordinals. `order` lists the marks of all points one after the other; a
    point's own begin at `starts`. The same for the bars, which are dates wider than a mark.
    """

    #: Where each point stands, and the first and last day of what it stands for.
    days: Numbers
    first: Numbers
    last: Numbers
    counts: Counts
    starts: Counts
    order: Counts
    #: First and last day of each bar; dates of one and the same stretch are one bar.
    bar_first: Numbers
    bar_last: Numbers
    bar_counts: Counts
    bar_starts: Counts
    bar_order: Counts
    #: Whether points with a number are bins that stand side by side.
    is_crowded: bool


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """What a view shows of a row, in pixels; arrays with one entry for each point or bar.

    No mark whose days the view touches is left out.
    """

    joined: Joined
    #: Numbers, in `joined`, of the points that are seen, and where each stands.
    points: slice
    x: Numbers
    counts: Counts
    #: Numbers of the bars that are seen; shape (n, 2): the left and right edge of each.
    bar_points: Counts
    bars: Numbers
    bar_counts: Counts

    def members(self, point: int) -> Counts:
        """Return the numbers, in the row, of the marks that a point stands for."""
        n = (self.points.start or 0) + point
        start = int(self.joined.starts[n])
        return self.joined.order[start : start + int(self.joined.counts[n])]

    def bar_members(self, bar: int) -> Counts:
        """Return the numbers, in the row, of the marks that a bar stands for."""
        n = int(self.bar_points[bar])
        start = int(self.joined.bar_starts[n])
        return self.joined.bar_order[start : start + int(self.joined.bar_counts[n])]

    def stretches(self, marks: Counts) -> list[tuple[float, float]]:
        """Return where marks of the row (by number) stand: left and right of the point or bar."""
        found: list[tuple[float, float]] = []
        joined, first = self.joined, self.points.start or 0
        at = np.searchsorted(joined.order, marks)
        inside = np.minimum(at, max(len(joined.order) - 1, 0))
        is_point = (joined.order[inside] == marks) if joined.order.size else np.zeros(0, dtype=bool)
        if is_point.any():
            points = np.searchsorted(joined.starts, at[is_point], side="right") - 1 - first
            for n in np.unique(points[(points >= 0) & (points < len(self.x))]).tolist():
                found.append((float(self.x[n]), float(self.x[n])))
        if len(joined.bar_order) and not is_point.all():
            where = np.searchsorted(joined.bar_starts, np.flatnonzero(
                np.isin(joined.bar_order, marks)), side="right") - 1  # fmt: skip
            for n in np.flatnonzero(np.isin(self.bar_points, where)).tolist():
                found.append((float(self.bars[n, 0]), float(self.bars[n, 1])))
        return found


@dataclass(frozen=True)
class Marks:
    """A row of marks by time: the first and the last day on which each may have happened."""

    first: Numbers
    last: Numbers
    #: Zoom -> the row joined for it; only the latest is kept.
    _joined: dict[tuple[float, float], Joined] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, first: Numbers, last: Numbers) -> tuple[Marks, Counts]:
        """Return the marks in order of their middle, and which of the given ones each is."""
        order = np.argsort((first + last) / 2, kind="stable")
        return cls(first[order], last[order]), order

    @cached_property
    def middle(self) -> Numbers:
        """The middle of each date, in order."""
        return (self.first + self.last) / 2

    @cached_property
    def _steps(self) -> Numbers:
        """The distances between neighbours, the shortest first."""
        return np.sort(np.diff(self.middle))

    def is_crowded(self, mark_days: float) -> bool:
        """Say whether many marks of so many days' width would lie on each other.

        It depends on the zoom alone, so that moving the view never changes how a row is drawn.
        """
        near = int(np.searchsorted(self._steps, mark_days))
        return len(self.first) >= _CROWD and near >= _CROWDED_SHARE * len(self.first)

    def placed(self, view: Viewport, mark_px: float) -> PlacedMarks:
        """Place what the view shows; marks nearer than `mark_px` are one point with a number."""
        joined = self.joined(view.days_per_px, mark_px)
        room = mark_px * BIN * view.days_per_px
        a = int(np.searchsorted(joined.last, view.first - room))
        b = int(np.searchsorted(joined.first, view.last + room, side="right"))
        b = max(a, b)
        x = (joined.days[a:b] - view.first) / view.days_per_px
        if not joined.bar_counts.size:
            return PlacedMarks(joined, slice(a, b), x, joined.counts[a:b], _NONE, _NO_BARS, _NONE)
        seen = np.flatnonzero((joined.bar_last >= view.first) & (joined.bar_first <= view.last))
        bars = np.empty((len(seen), 2))
        bars[:, 0] = joined.bar_first[seen]
        bars[:, 1] = joined.bar_last[seen]
        bars -= view.first
        bars /= view.days_per_px
        return PlacedMarks(
            joined, slice(a, b), x, joined.counts[a:b], seen, bars, joined.bar_counts[seen]
        )

    def joined(self, days_per_px: float, mark_px: float) -> Joined:
        """Return the whole row at a zoom; worked out once for each."""
        key = (days_per_px, mark_px)
        if key not in self._joined:
            self._joined.clear()
            self._joined[key] = self._join(mark_px * days_per_px)
        return self._joined[key]

    def _join(self, mark_days: float) -> Joined:
        crowded = self.is_crowded(mark_days)
        wide = self.last - self.first >= mark_days * (_CROWDED_BAR if crowded else 1.0)
        narrow, bars = np.flatnonzero(~wide), np.flatnonzero(wide)
        middle = self.middle[narrow]
        cell = mark_days * (BIN if crowded else 1.0)
        cells = np.floor(middle / cell)
        starts, counts = _runs(cells)
        sums = np.add.reduceat(middle, starts) if starts.size else np.zeros(0)
        days = sums / np.maximum(counts, 1)
        if crowded:
            # A single mark keeps clear of the bins beside its own.
            left = cells[starts] * cell
            kept = np.clip(days, left + 0.5 * mark_days, left + cell - 0.5 * mark_days)
            days = np.where(counts > 1, left + 0.5 * cell, kept)
        else:
            days, counts, starts = _apart(days, counts, starts, mark_days)
        ends = starts + counts - 1
        return Joined(
            days, middle[starts], middle[ends], counts, starts, narrow, *self._bars(bars), crowded
        )

    def _bars(self, wide: Counts) -> tuple[Numbers, Numbers, Counts, Counts, Counts]:
        if not wide.size:
            return _NO_DAYS, _NO_DAYS, _NONE, _NONE, _NONE
        order = wide[np.lexsort((self.last[wide], self.first[wide]))]
        first, last = self.first[order], self.last[order]
        is_new = np.ones(len(order), dtype=bool)
        is_new[1:] = (np.diff(first) != 0) | (np.diff(last) != 0)
        starts = np.flatnonzero(is_new)
        counts = np.diff(np.append(starts, len(order)))
        return first[starts], last[starts], counts, starts, order


def _runs(cells: Numbers) -> tuple[Counts, Counts]:
    """Return where each run of equal values begins, and how long it is."""
    if not cells.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(cells)) + 1))
    return starts, np.diff(np.append(starts, cells.size))


def _apart(
    days: Numbers, counts: Counts, starts: Counts, mark_days: float
) -> tuple[Numbers, Counts, Counts]:
    """Join neighbours that would still overlap: a point with a number is wider than a mark."""
    near = np.diff(days) < mark_days * _NUMBERED
    if not near.any():
        return days, counts, starts
    kept: list[tuple[float, int, int]] = []
    # Only stretches in which points stand near each other are gone through one by one.
    for n, (day, count, start) in enumerate(
        zip(days.tolist(), counts.tolist(), starts.tolist(), strict=True)
    ):
        kept.append((day, count, start))
        if n and not near[n - 1]:
            continue
        while len(kept) > 1:
            (left, some, begin), (right, more, _) = kept[-2], kept[-1]
            room = mark_days if some == more == 1 else mark_days * _NUMBERED
            if right - left >= room:
                break
            total = some + more
            kept[-2:] = [((left * some + right * more) / total, total, begin)]
    table = np.array(kept, dtype=np.float64).reshape(-1, 3)
    return table[:, 0], table[:, 1].astype(np.int64), table[:, 2].astype(np.int64)
