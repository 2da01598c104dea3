"""How a lane's concerns grow over time: the curve by type, the months with one, the long gaps.

Everything comes from first and last possible days as sorted arrays, so that it can be asked for at
any zoom; what the figures mean is said in `analysis.cumulative`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from chronology_app.layout.viewport import Viewport

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

_UNIX_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Growth:
    """One type's concerns in order of the day by which each had surely happened."""

    code: str
    #: The last possible days, sorted: by them so many had certainly happened.
    sure: Numbers
    #: The first possible days, sorted: from them so many may have happened.
    maybe: Numbers

    @classmethod
    def of(cls, code: str, first: Numbers, last: Numbers) -> Growth:
        """Return the growth of concerns with these first possible days.

        `last`: the last possible days of those that surely count.
        """
        return cls(code, np.sort(last), np.sort(first))

    def at_least(self, days: Numbers) -> Counts:
        """Return how many had certainly happened by the end of each day."""
        return np.searchsorted(self.sure, days, side="right").astype(np.int64)

    def at_most(self, days: Numbers) -> Counts:
        """Return how many may have happened by the end of each day."""
        return np.searchsorted(self.maybe, days, side="right").astype(np.int64)


@dataclass(frozen=True, slots=True)
class Curve:
    """The curves of a lane as a view shows them, one above the other."""

    #: Left edges of the columns in pixels.
    x: Numbers
    #: Shape (types, columns): how many of each type had certainly happened by then.
    counts: Counts
    #: How many more of any type may have happened by then.
    possible: Counts


def build_curve(growths: tuple[Growth, ...], view: Viewport, column_px: int) -> Curve:
    """Return the curves at every column of a view."""
    x = np.arange(0, view.width_px + column_px, column_px, dtype=np.float64)
    days = view.first + (x + column_px) * view.days_per_px
    counts = np.array([g.at_least(days) for g in growths], dtype=np.int64)
    counts = counts.reshape(len(growths), len(x))
    most = sum((g.at_most(days) for g in growths), np.zeros(len(x), dtype=np.int64))
    return Curve(x, counts, most - counts.sum(axis=0))


@dataclass(frozen=True)
class Months:
    """The calendar months with a concern: first day, the day after the last, and how sure."""

    first: Numbers
    end: Numbers
    #: True where a concern certainly lies in the month.
    is_sure: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls, first: Numbers, last: Numbers, counts: npt.NDArray[np.bool_] | None = None
    ) -> Months:
        """Return the months that these concerns touch, in order.

        `counts`: which of them surely count; None: all.
        """
        if not len(first):
            empty = np.zeros(0)
            return cls(empty, empty, np.zeros(0, dtype=bool))
        a, b = _months(first), _months(last)
        is_sure = a == b if counts is None else (a == b) & counts
        sure = np.unique(a[is_sure])
        touched = np.unique(np.concatenate([np.arange(i, j + 1) for i, j in _pairs(a, b)]))
        return cls(_ordinals(touched), _ordinals(touched + 1), np.isin(touched, sure))


def _pairs(a: Counts, b: Counts) -> list[tuple[int, int]]:
    """Return the different pairs of first and last month."""
    found = np.unique(np.stack([a, b], axis=1), axis=0)
    return [(int(i), int(j)) for i, j in found]


def _months(days: Numbers) -> Counts:
    """Return the months of days (ordinals), counted from January 1970."""
    whole = np.floor(days).astype(np.int64) - _UNIX_EPOCH
    return whole.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _ordinals(months: Counts) -> Numbers:
    """Return the first days of months as ordinals."""
    days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return (days + _UNIX_EPOCH).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which nothing is recorded: from the day after one entry to the next one."""

    first: float
    end: float

    @property
    def weeks(self) -> int:
        """Its length in whole weeks."""
        return int((self.end - self.first) // 7)


def find_gaps(first: Numbers, last: Numbers, weeks: float) -> tuple[Gap, ...]:
    """Return the stretches between entries that are longer than so many weeks.

    An entry whose date is uncertain may lie on any of its days, so that no gap is said to be where
    it may have been.
    """
    if len(first) < 2:
        return ()
    order = np.argsort(first, kind="stable")
    reached = np.maximum.accumulate(np.floor(last[order]) + 1.0)[:-1]
    following = np.floor(first[order])[1:]
    wide = np.flatnonzero(following - reached > weeks * 7)
    return tuple(Gap(float(reached[n]), float(following[n])) for n in wide)
