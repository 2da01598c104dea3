"""What stands around the lanes of a printed figure: margins, title, time axis and legend.

Owns their room in millimetres and which entries the legend has; leaves their look to what draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chronology_app.layout.numbered import is_range, text_mm
from chronology_app.layout.parts import Room
from chronology_app.layout.timeline import PlacedTimeline, TimelineFigure, place_timeline
from chronology_app.model.codes import Level

#: Left of the time axis stand the names of the rows, right of it the numbers of the last marks
#: and, farther out, the tray of undated events.
LEFT, LAST_NUMBERS, TRAY = 35.0, 14.0, 21.0
#: Title with the part's name; the years above and below the lanes.
TITLE, AXIS = 9.0, 5.0
#: A line of the legend, the room of an entry's symbol, the white after an entry; its type size.
LEGEND_LINE, SYMBOL, LEGEND_GAP, LEGEND_PT = 4.3, 6.5, 5.0, 7.0
#: A narrower band is a line with no shade that could be looked up.
LEAST_BAND = 0.35
#: Room that an entry of the legend takes on the average, in millimetres.
_ENTRY = 45.0
#: White above the legend.
_FOOT = 2.0

EntryKind = Literal["mark", "band", "bar", "words", "curve", "months"]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """An entry: what its symbol is, of which code, and its words."""

    kind: EntryKind
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with its left edge and its line, counted from 0."""

    entry: LegendEntry
    x: float
    line: int


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A whole figure: lanes, legend and size in millimetres."""

    timeline: PlacedTimeline
    legend: tuple[PlacedEntry, ...]
    width: float
    height: float


def room_of(width: float, height: float, *, tray: bool, entries: int) -> Room:
    """Return what a figure's size leaves for its lanes; `entries`: how many the legend may have."""
    legend = LEGEND_LINE * -(-entries * _ENTRY // width)
    return Room(plot_width(width, tray=tray), height - TITLE - 2 * AXIS - legend - _FOOT)


def plot_width(width: float, *, tray: bool) -> float:
    """Return the width of the time axis."""
    return width - LEFT - LAST_NUMBERS - (TRAY if tray else 0.0)


def place_figure(figure: TimelineFigure, width: float) -> PlacedFigure:
    """Place all of a figure that is so many millimetres wide; it is as high as it needs to be."""
    placed = place_timeline(figure, plot_width(width, tray=figure.has_tray))
    legend = tuple(_flow(_entries(figure, placed), width))
    lines = legend[-1].line + 1 if legend else 0
    height = TITLE + 2 * AXIS + placed.height + LEGEND_LINE * lines + _FOOT
    return PlacedFigure(placed, legend, width, height)


def _entries(figure: TimelineFigure, placed: PlacedTimeline) -> Iterator[LegendEntry]:
    """Yield an entry for everything that the figure shows, and for nothing else."""
    words = figure.words_of
    rows = [row for lane in placed.lanes for row in lane.rows]
    drawn = {row.code for row in rows}
    yield from (LegendEntry("mark", k.code, k.label) for k in figure.rows if k.code in drawn)
    bands = {
        one.band.code: one.band.label
        for lane in placed.lanes
        for one in lane.bands
        if one.x1 - one.x0 >= LEAST_BAND
    }
    yield from (LegendEntry("band", code, bands[code]) for code in sorted(bands, key=_level_order))
    if any(row.bars for row in rows):
        yield LegendEntry("bar", "", words.uncertain)
    marks = [mark for row in rows for mark in row.all]
    if marks:
        yield LegendEntry("words", "12", words.numbers_meaning)
    if any(is_range(mark.label, len(mark.numbers)) for mark in marks):
        example = words.range.format(count=3, first=12, last=19)
        yield LegendEntry("words", example, words.range_meaning)
    if figure.has_curves and any(lane.lane.adds_up for lane in placed.lanes):
        yield LegendEntry("curve", "", words.curve_meaning)
    if any(lane.lane.months for lane in placed.lanes):
        yield LegendEntry("months", "", words.months_meaning)


def _level_order(code: str) -> tuple[int, str]:
    """Return the sort key of a level of help: from the least help to the most, own ones last."""
    order = [str(level) for level in Level]
    return (order.index(code) if code in order else len(order), code)


def _flow(entries: Iterator[LegendEntry], width: float) -> Iterator[PlacedEntry]:
    x, line = 2.0, 0
    for entry in entries:
        need = symbol_mm(entry) + text_mm(entry.label, LEGEND_PT)
        if x > 2.0 and x + need > width:
            x, line = 2.0, line + 1
        yield PlacedEntry(entry, x, line)
        x += need + LEGEND_GAP


def symbol_mm(entry: LegendEntry) -> float:
    """Return the room of an entry's symbol; an example in words takes what it needs."""
    return text_mm(entry.code) + 2.0 if entry.kind == "words" else SYMBOL


def ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Yield the days of the time axis with their labels; at most about twenty-five.

    Years where the figure is long, else quarters, months or weeks, in figures of any language.
    """
    days = (last - first).days
    if days > 3 * 366:
        step = max(1, -(-(last.year - first.year + 1) // 20))
        for year in range(first.year, last.year + 1, step):
            if first <= date(year, 1, 1):
                yield date(year, 1, 1), str(year)
    elif days > 70:
        step = 3 if days > 400 else 1
        for number in range(first.year * 12, last.year * 12 + 12, step):
            day = date(number // 12, number % 12 + 1, 1)
            if first <= day <= last:
                yield day, f"{day.month:02}/{day.year}"
    else:
        for offset in range(0, days + 1, 7 if days > 14 else 2):
            day = first + timedelta(days=offset)
            yield day, f"{day.day}.{day.month}.{day.year}"
