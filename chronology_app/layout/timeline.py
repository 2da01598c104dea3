"""What a printed timeline shows, and where its lanes, bands, marks and numbers go.

Every place is in millimetres: x from the first day of the figure, y downwards from its top.
Owns positions and counts only; colours and shapes belong to what draws, words to who builds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology_app.layout.numbered import RANGE, PlacedMark, pack_row, place_tray

#: Heights in millimetres: a lane's head, the level of help, a track of marks, the curves, the
#: strip of months, the ages, and the white under a lane.
HEAD, STRIP, TRACK, CURVE, MONTHS, AGES, GAP = 4.4, 3.8, 3.6, 14.0, 2.6, 3.2, 2.2
#: A type with so many events can be seen to add up; with fewer the numbers are enough.
LEAST_CURVE = 3
#: Ages nearer than this, in millimetres, are left out.
_AGE_MM = 5.0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a row: from the first to the last day on which it may have happened."""

    event_id: str
    row: str
    first: date
    last: date
    #: The number under which the table has the event.
    number: int = 0


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
class Curve:
    """How the events of a type have added up: the days on which the count grows by one.

    `at_least` has the last day on which each event may have happened, `at_most` the first.
    """

    code: str
    at_least: tuple[date, ...]
    at_most: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month that has a concern, or may have one."""

    first: date
    is_certain: bool


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
    #: Row code -> the numbers of its events that have no date.
    undated: dict[str, tuple[int, ...]] = field(default_factory=dict)
    #: The rows that the lane has; None: every row of the figure.
    rows: tuple[str, ...] | None = None
    #: Whether the child was born before the first day that the lane shows.
    is_cut: bool = False
    curves: tuple[Curve, ...] = ()
    months: tuple[Month, ...] = ()
    #: Whether some concern has a mark but is not, or perhaps not, among what adds up.
    has_uncounted: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether some type has events enough for a curve."""
        return any(len(curve.at_most) >= LEAST_CURVE for curve in self.curves)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of every event that the lane shows, with and without a date."""
        tray = (number for numbers in self.undated.values() for number in numbers)
        return frozenset((*(mark.number for mark in self.marks), *tray))


@dataclass(frozen=True, slots=True)
class RowKind:
    """A row that every lane has: its code and its printed name."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a figure prints besides names: one word for each thing that its legend explains."""

    undated: str = ""
    uncertain: str = ""
    age: str = ""
    level: str = ""
    #: How a number range is written, e.g. "{count} of {first}–{last}", and what it means.
    range: str = RANGE
    range_meaning: str = ""
    numbers_meaning: str = ""
    curve: str = ""
    curve_meaning: str = ""
    months: str = ""
    months_meaning: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """All that one part of a figure shows, in words and days."""

    title: str
    first: date
    last: date
    rows: tuple[RowKind, ...]
    lanes: tuple[Lane, ...]
    words_of: FigureWords = FigureWords()
    #: Which part of the whole this is, e.g. "Part 2 of 4: 2019 to 2020"; empty: it is the whole.
    part: str = ""
    #: So many tracks of marks a row may have before marks are drawn as one.
    tracks: int = 3
    #: Whether the curves stand under the lanes.
    has_curves: bool = False
    #: Whether room is kept for a tray of undated events, as in every part of one whole.
    has_tray: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that the figure prints."""
        lanes = [
            text
            for lane in self.lanes
            for text in (lane.title, lane.subtitle, *(band.label for band in lane.bands))
        ]
        return (self.title, self.part, *lanes, *(row.label for row in self.rows))

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of every event that the figure shows."""
        return frozenset(number for lane in self.lanes for number in lane.numbers)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row: its clusters, the bars of uncertain dates, and its tray of undated events."""

    code: str
    top: float
    bottom: float
    marks: tuple[PlacedMark, ...]
    bars: tuple[PlacedMark, ...]
    tray: PlacedMark | None = None

    @property
    def all(self) -> tuple[PlacedMark, ...]:
        """All that is drawn on the row."""
        return (*self.marks, *self.bars, *([self.tray] if self.tray else []))


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band, cut to the time that the figure shows."""

    band: Band
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane from its head to its ages; a part that it has not is as high as nothing."""

    lane: Lane
    top: float
    bottom: float
    strip_y: float
    #: The ground behind the rows.
    ground_top: float
    ground_bottom: float
    curve_top: float
    months_top: float
    ages_y: float
    x0: float
    x1: float
    rows: tuple[PlacedRow, ...]
    bands: tuple[PlacedBand, ...]
    ages: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to millimetres."""

    first: int
    #: Days that the width shows, both ends included.
    days: int
    width: float

    def x(self, day: date) -> float:
        """Return where a day begins, kept to the figure's width."""
        return self.at(day.toordinal())

    def at(self, ordinal: float) -> float:
        """Return where an ordinal lies, kept to the figure's width."""
        share = (ordinal - self.first) / self.days
        return min(max(share, 0.0), 1.0) * self.width


@dataclass(frozen=True, slots=True)
class PlacedTimeline:
    """The whole figure, in millimetres."""

    lanes: tuple[PlacedLane, ...]
    scale: Scale
    height: float


def scale_of(figure: TimelineFigure, width: float) -> Scale:
    """Return how a figure's days lie on a width in millimetres."""
    first = figure.first.toordinal()
    return Scale(first, max(figure.last.toordinal() - first + 1, 1), width)


def place_timeline(figure: TimelineFigure, width: float) -> PlacedTimeline:
    """Place every lane of a figure whose time axis is so many millimetres wide."""
    scale = scale_of(figure, width)
    placed: list[PlacedLane] = []
    top = 0.0
    for lane in figure.lanes:
        placed.append(place_lane(figure, lane, scale, top))
        top = placed[-1].bottom + GAP
    return PlacedTimeline(tuple(placed), scale, max(top - GAP, TRACK))


def place_lane(figure: TimelineFigure, lane: Lane, scale: Scale, top: float) -> PlacedLane:
    """Place one lane whose head begins at a height."""
    ground = top + HEAD + (STRIP if lane.bands else 0.0)
    rows = tuple(_place_rows(figure, lane, scale, ground))
    bottom = rows[-1].bottom if rows else ground + TRACK
    has_curve = figure.has_curves and lane.adds_up
    months_top = bottom + (CURVE if has_curve else 0.0)
    ages_y = months_top + (MONTHS if lane.months else 0.0)
    return PlacedLane(
        lane=lane,
        top=top,
        bottom=ages_y + (AGES if lane.ages else 0.0),
        strip_y=top + HEAD + STRIP / 2,
        ground_top=ground,
        ground_bottom=bottom,
        curve_top=bottom,
        months_top=months_top,
        ages_y=ages_y,
        x0=scale.x(lane.first),
        x1=scale.at(lane.last.toordinal() + 1),
        rows=rows,
        bands=tuple(
            PlacedBand(b, scale.x(b.first), scale.at(b.last.toordinal() + 1)) for b in lane.bands
        ),
        ages=tuple(_thinned(lane.ages, scale)),
    )


def _place_rows(
    figure: TimelineFigure, lane: Lane, scale: Scale, top: float
) -> Iterator[PlacedRow]:
    for kind in figure.rows:
        if lane.rows is not None and kind.code not in lane.rows:
            continue
        spans = [
            (scale.x(m.first), scale.at(m.last.toordinal() + 1), m.number)
            for m in lane.marks
            if m.row == kind.code
        ]
        tray = place_tray(lane.undated.get(kind.code, ()), figure.words_of.range, top + TRACK / 2)
        packed = pack_row(spans, figure.tracks, figure.words_of.range, top, TRACK)
        bottom = top + TRACK * max(packed.tracks, 1)
        yield PlacedRow(kind.code, top, bottom, packed.marks, packed.bars, tray)
        top = bottom


def _thinned(ages: Sequence[Age], scale: Scale) -> Iterator[tuple[float, str]]:
    """Leave out what lies before the figure, and labels that would touch the one before."""
    last = float("-inf")
    for age in ages:
        x = scale.x(age.on)
        is_inside = scale.first <= age.on.toordinal() < scale.first + scale.days
        if is_inside and x - last >= _AGE_MM:
            last = x
            yield x, age.label
