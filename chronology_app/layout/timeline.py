"""Where a timeline's lanes, bands and marks go: a lane per child, a row per type of concern.

Owns positions and counts only; colours and shapes belong to what draws, words to who builds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

#: Heights in rows: the strip that shows the level of help, the ages under a lane, the gap.
STRIP, AGES, GAP = 1.0, 1.0, 0.7


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a row: from the first to the last day on which it may have happened."""

    event_id: str
    row: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Band:
    """Something that goes on over a time, such as a level of help."""

    code: str
    label: str
    first: date
    last: date
    #: False where the first or last day is not exactly known.
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Age:
    """A birthday under a lane."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One child's lane, or that of the family and the adults."""

    title: str
    subtitle: str
    first: date
    last: date
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    ages: tuple[Age, ...] = ()
    #: Row code -> how many of its events have no date.
    undated: dict[str, int] = field(default_factory=dict)
    #: The rows that the lane has; None: every row of the figure.
    rows: tuple[str, ...] | None = None
    #: Whether the child was born before the first day that the lane shows.
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class RowKind:
    """A row that every lane has: its code and its printed name."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """All that the figure shows, in words and days."""

    title: str
    first: date
    last: date
    rows: tuple[RowKind, ...]
    lanes: tuple[Lane, ...]
    #: "Undated", "Uncertain date", "number of events together", "Age", level strip's name.
    undated_label: str = ""
    uncertain_label: str = ""
    count_label: str = ""
    age_label: str = ""
    strip_label: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that the figure prints."""
        lanes = [
            text
            for lane in self.lanes
            for text in (lane.title, lane.subtitle, *(band.label for band in lane.bands))
        ]
        return (self.title, *lanes, *(row.label for row in self.rows))


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its clusters: marks too close to be told apart are one mark with their number.

    A date that is more uncertain than a mark is wide is a bar, never a point.
    """

    code: str
    y: float
    x: Numbers
    counts: Counts
    #: Shape (n, 2): first and last position of each cluster.
    extents: Numbers
    #: Shape (n, 2): first and last day of each uncertain date; with how many events have it.
    bars: Numbers
    bar_counts: Counts
    undated: int


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band, and whether its label fits into it."""

    band: Band
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane; y grows downwards, in rows."""

    lane: Lane
    top: float
    bottom: float
    strip_y: float
    ages_y: float
    x0: float
    x1: float
    rows: tuple[PlacedRow, ...]
    bands: tuple[PlacedBand, ...]
    ages: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class PlacedTimeline:
    """The whole figure; x in days (proleptic ordinals), y in rows from the top."""

    lanes: tuple[PlacedLane, ...]
    x0: float
    x1: float
    height: float


def place_timeline(figure: TimelineFigure, mark_days: float) -> PlacedTimeline:
    """Place every lane of a figure.

    `mark_days`: the width of one mark in days; marks nearer than this are shown as a number.
    """
    placed: list[PlacedLane] = []
    top = 0.0
    for lane in figure.lanes:
        placed.append(_place_lane(figure, lane, top, mark_days))
        top = placed[-1].bottom + GAP
    x0, x1 = float(figure.first.toordinal()), float(figure.last.toordinal())
    return PlacedTimeline(tuple(placed), x0, max(x1, x0 + 1), max(top - GAP, 1.0))


def _place_lane(figure: TimelineFigure, lane: Lane, top: float, mark_days: float) -> PlacedLane:
    strip = STRIP if lane.bands else 0.0
    codes = [k.code for k in figure.rows if lane.rows is None or k.code in lane.rows]
    rows = tuple(
        _place_row(code, lane, top + strip + n + 0.5, mark_days) for n, code in enumerate(codes)
    )
    ages_y = top + strip + len(rows)
    return PlacedLane(
        lane=lane,
        top=top,
        bottom=ages_y + (AGES if lane.ages else 0.0),
        strip_y=top + strip / 2,
        ages_y=ages_y,
        x0=float(lane.first.toordinal()),
        x1=float(lane.last.toordinal()),
        rows=rows,
        bands=tuple(
            PlacedBand(b, float(b.first.toordinal()), float(b.last.toordinal())) for b in lane.bands
        ),
        ages=tuple(_thinned(lane.ages, mark_days)),
    )


def _place_row(code: str, lane: Lane, y: float, mark_days: float) -> PlacedRow:
    spans = np.array(
        [(m.first.toordinal(), m.last.toordinal()) for m in lane.marks if m.row == code],
        dtype=np.float64,
    ).reshape(-1, 2)
    is_wide = spans[:, 1] - spans[:, 0] >= mark_days
    x, counts, extents = cluster(spans[~is_wide].mean(axis=1), mark_days)
    bars, bar_counts = np.unique(spans[is_wide], axis=0, return_counts=True)
    return PlacedRow(
        code, y, x, counts, extents, bars, bar_counts.astype(np.int64), lane.undated.get(code, 0)
    )


def cluster(x: Numbers, width: float) -> tuple[Numbers, Counts, Numbers]:
    """Join positions that would overlap, and count each group; nothing is dropped.

    Shape: (mean position of each group, number in it, (n, 2) its first and last position), from
    left to right; the means stand at least a width apart.
    """
    groups: list[tuple[float, int, float, float]] = []
    for position in np.sort(x).tolist():
        groups.append((position, 1, position, position))
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < width:
            (late, more, _, last), (early, some, first, _) = groups.pop(), groups.pop()
            mean = (late * more + early * some) / (more + some)
            groups.append((mean, more + some, first, last))
    table = np.array(groups, dtype=np.float64).reshape(-1, 4)
    return table[:, 0], table[:, 1].astype(np.int64), table[:, 2:]


def _thinned(ages: Sequence[Age], mark_days: float) -> Iterator[tuple[float, str]]:
    """Leave out labels that would touch the one before."""
    last = float("-inf")
    for age in ages:
        x = float(age.on.toordinal())
        if x - last >= mark_days:
            last = x
            yield x, age.label
