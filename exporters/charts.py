"""Draws timelines as png, svg or pdf with matplotlib's objects; pyplot is never loaded.

Owns lines, shades and type sizes. Marks differ by colour, shape, row and number, levels of help by
shade, number and hatch, so that a figure can be read in black and white. Positions come from
`layout`, paper and ink from `chart_ink`, the curves from `chart_curves`.
"""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from chronology_app.layout.frame import (
    AXIS,
    LAST_NUMBERS,
    LEFT,
    LEGEND_LINE,
    LEGEND_PT,
    SYMBOL,
    TITLE,
    TRAY,
    LegendEntry,
    PlacedFigure,
    place_figure,
    symbol_mm,
    ticks,
)
from chronology_app.layout.numbered import MARK_MM, NUMBER_GAP_MM, NUMBER_PT, PlacedMark
from chronology_app.layout.score_chart import ScoreFigure, place_chart
from chronology_app.layout.timeline import (
    AGES,
    HEAD,
    MONTHS,
    STRIP,
    TRACK,
    PlacedBand,
    PlacedLane,
    PlacedRow,
    TimelineFigure,
)
from exporters.chart_curves import draw_curves
from exporters.chart_ink import GRID, INK, MM_PER_POINT, SOFT, Sheet, fitted, settings, words_mm
from exporters.chart_scores import paint_chart
from exporters.chart_style import (
    DARK_LEVELS,
    hatch_of,
    level_number,
    mark_of,
    reach_of,
    shade_of,
)

_UNCERTAIN = "//////"
_ROW_PT, _HEAD_PT, _TITLE_PT = 6.6, 8.2, 9.5
#: Where the undated marks stand, from the end of the time axis.
_TRAY_MM = LAST_NUMBERS + 1.5


def draw_figure(
    figure: TimelineFigure | ScoreFigure, ending: str, width_mm: float, height_mm: float, *,
    dpi: int = 150,
) -> bytes:  # fmt: skip
    """Return a figure as the bytes of a "png", "svg" or "pdf"; always the same for the same.

    What the figure does not need of the height stays white.
    """
    if isinstance(figure, ScoreFigure):
        with mpl.rc_context(settings()):
            chart = place_chart(figure, width_mm)
            sheet = Sheet(width_mm, max(height_mm, chart.height))
            paint_chart(sheet, chart)
            return save(sheet.figure, ending, dpi=dpi, title=figure.title, words="")
    with mpl.rc_context(settings()):
        placed = place_figure(figure, width_mm)
        sheet = Sheet(width_mm, max(height_mm, placed.height))
        paint_figure(sheet, figure, placed, 0.0, 0.0)
        return save(sheet.figure, ending, dpi=dpi, title=figure.title, words="")


def save(figure: Figure, ending: str, *, dpi: int, title: str, words: str) -> bytes:
    """Return a drawn sheet as bytes, with its title and what it shows as properties."""
    buffer = io.BytesIO()
    # White paper packs well at the quickest setting that still finds long runs.
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": 4}} if ending == "png" else {}
    figure.savefig(buffer, format=ending, dpi=dpi, metadata=metadata(ending, title, words), **more)
    return buffer.getvalue()


def metadata(ending: str, title: str, words: str) -> dict[str, Any]:
    """Return a file's properties without any time, so that the bytes repeat."""
    named = {"Title": title}
    if ending == "pdf":
        return {"CreationDate": None, "Producer": None, "Creator": None, **named, "Subject": words}
    described = {"Description": words} if words else {}
    if ending == "png":
        return {"Software": None, **named, **described}
    return {"Date": None, "Creator": None, **named, **described}


def paint_figure(
    sheet: Sheet, figure: TimelineFigure, placed: PlacedFigure, x: float, y: float
) -> None:
    """Paint a figure with its upper left corner at a place of a sheet."""
    _Painter(sheet, figure, placed, x, y).paint()


class _Painter:
    """Paints one figure; `_x` and `_y` turn the layout's places into those of the sheet."""

    def __init__(
        self, sheet: Sheet, figure: TimelineFigure, placed: PlacedFigure, x: float, y: float
    ) -> None:
        self._sheet, self._figure, self._placed = sheet, figure, placed
        self._left, self._corner = x + LEFT, x
        self._top, self._edge = y + TITLE + AXIS, y
        self._scale = placed.timeline.scale

    def paint(self) -> None:
        """Paint title, axis, lanes, tray and legend."""
        figure, sheet = self._figure, self._sheet
        title, size = fitted(figure.title, _TITLE_PT, self._placed.width * 0.6)
        sheet.words(self._corner + 2, self._edge + 3.2, title, size, bold=True)
        right = self._corner + self._placed.width - 2
        sheet.words(right, self._edge + 3.2, figure.part, 8.2, bold=True, align="right")
        self._paint_axis()
        for lane in self._placed.timeline.lanes:
            self._paint_lane(lane)
        self._paint_tray_head()
        bottom = self._top + self._placed.timeline.height + AXIS + 1.5
        for one in self._placed.legend:
            y = bottom + (one.line + 0.5) * LEGEND_LINE
            self._paint_entry(one.entry, self._corner + one.x, y)

    def _paint_axis(self) -> None:
        top, bottom = self._top, self._top + self._placed.timeline.height
        right = self._left + self._scale.width
        self._sheet.lines([[(self._left, y), (right, y)] for y in (top, bottom)], colour=SOFT)
        marks = [(self._left + self._scale.x(day), label)
                 for day, label in ticks(self._figure.first, self._figure.last)]  # fmt: skip
        self._sheet.lines([[(x, top - 0.9), (x, bottom + 0.9)] for x, _ in marks],
                          colour=GRID, width=0.5, order=0.8)  # fmt: skip
        reached = float("-inf")
        for x, label in marks:
            half = words_mm(label, 7.2) / 2
            if x - half > reached:
                reached = x + half + 1
                for y in (top - 2.4, bottom + 2.6):
                    self._sheet.words(x, y, label, 7.2, align="center")

    def _paint_tray_head(self) -> None:
        if not any(row.tray for lane in self._placed.timeline.lanes for row in lane.rows):
            return
        words, size = fitted(self._figure.words_of.undated, 7.0, TRAY - 2)
        x = self._left + self._scale.width + LAST_NUMBERS
        self._sheet.words(x, self._top - 2.4, words, size, bold=True)

    # --- lanes -------------------------------------------------------------------------------

    def _paint_lane(self, lane: PlacedLane) -> None:
        self._paint_head(lane)
        self._paint_ground(lane)
        for band in lane.bands:
            self._paint_band(lane, band)
        labels = {row.code: row.label for row in self._figure.rows}
        for row in lane.rows:
            self._name(row.top + TRACK / 2, labels[row.code])
            self._paint_row(row)
        if not lane.rows:
            middle = (lane.ground_top + lane.ground_bottom) / 2 + self._top
            self._sheet.words(self._left + lane.x0 + 2, middle, self._figure.words_of.nothing,
                              _ROW_PT, colour=SOFT)  # fmt: skip
        if self._figure.has_curves and lane.lane.adds_up:
            self._name(lane.curve_top + 3, self._figure.words_of.curve, soft=True)
            draw_curves(self._sheet, self._figure, lane, self._scale, self._left, self._top)
        self._paint_months(lane)
        self._paint_ages(lane)

    def _paint_head(self, lane: PlacedLane) -> None:
        y = self._top + lane.top + HEAD / 2
        name, size = fitted(lane.lane.title, _HEAD_PT, 80)
        self._sheet.words(self._corner + 2, y, name, size, bold=True, white=True)
        at = self._corner + 2 + words_mm(name, size, bold=True) + 3
        self._sheet.words(at, y, lane.lane.subtitle, _ROW_PT, colour=SOFT, white=True)

    def _paint_ground(self, lane: PlacedLane) -> None:
        top, bottom = self._top + lane.ground_top, self._top + lane.ground_bottom
        x0, x1 = self._left + lane.x0, self._left + max(lane.x1, lane.x0)
        self._sheet.box(x0, top, x1 - x0, bottom - top, fill="#F7F7F5", order=0.4)
        edges = [[(x0, self._top + row.top), (x1, self._top + row.top)] for row in lane.rows[1:]]
        self._sheet.lines(edges, colour="#DCDCD8", width=0.4, order=0.6)
        strip = self._top + lane.top + HEAD
        if not lane.lane.is_cut:
            self._sheet.lines([[(x0, strip), (x0, bottom)]], width=1.2, order=2.2)
            return
        count = max(4, 2 * round((bottom - strip) / 2))
        points = [(x0 + (n % 2 - 0.5) * 1.2, strip + (bottom - strip) * n / count)
                  for n in range(count + 1)]  # fmt: skip
        self._sheet.lines([points], width=0.8, order=2.2)

    def _paint_band(self, lane: PlacedLane, placed: PlacedBand) -> None:
        band, width = placed.band, placed.x1 - placed.x0
        y = self._top + lane.strip_y
        self._sheet.box(
            self._left + placed.x0, y - STRIP / 2 + 0.3, width, STRIP - 0.6,
            fill=shade_of(band.code), edge=INK, hatch=hatch_of(band.code), order=2,
            style="-" if band.is_exact else (0, (3, 2)),
        )  # fmt: skip
        label = _level_label(band.code, band.label)
        if words_mm(label, _ROW_PT) + 1.5 > width:
            label = level_number(band.code)
        if label and words_mm(label, _ROW_PT) + 0.6 <= width:
            is_hatched = bool(hatch_of(band.code))
            colour = "white" if band.code in DARK_LEVELS else INK
            self._sheet.words(self._left + (placed.x0 + placed.x1) / 2, y, label, _ROW_PT,
                              colour=colour, align="center", white=is_hatched)  # fmt: skip

    def _paint_row(self, row: PlacedRow) -> None:
        colour, shape = mark_of(row.code, self._figure)
        for bar in row.bars:
            joins = len(bar.numbers) > 1
            self._sheet.box(
                self._left + bar.x0, self._top + bar.y - 1.25, bar.x1 - bar.x0, 2.5,
                edge=colour, hatch=_UNCERTAIN, line=1.5 if joins else 0.7, order=2.5,
            )  # fmt: skip
            self._number(bar, inside=bar.label_x < bar.x1)
        under = [
            [(self._left + m.x0, self._top + m.y + 1.5), (self._left + m.x1, self._top + m.y + 1.5)]
            for m in row.marks
            if len(m.numbers) > 1 and m.x1 - m.x0 > MARK_MM
        ]
        self._sheet.lines(under, colour=colour, width=1.1, order=3)
        x = [self._left + mark.x for mark in row.marks]
        y = [self._top + mark.y for mark in row.marks]
        if row.tray:
            x.append(self._left + self._scale.width + _TRAY_MM)
            y.append(self._top + row.tray.y)
            self._sheet.words(x[-1] + MARK_MM / 2 + NUMBER_GAP_MM, y[-1], row.tray.label,
                              NUMBER_PT, bold=True)  # fmt: skip
        self._sheet.marks(x, y, shape, colour, _mark_points(shape))
        for mark in row.marks:
            self._number(mark)

    def _number(self, mark: PlacedMark, *, inside: bool = False) -> None:
        self._sheet.words(self._left + mark.label_x, self._top + mark.y, mark.label, NUMBER_PT,
                          white=inside)  # fmt: skip

    def _paint_months(self, lane: PlacedLane) -> None:
        if not lane.lane.months:
            return
        y = self._top + lane.months_top + 0.5
        self._name(lane.months_top + MONTHS / 2, self._figure.words_of.months, soft=True)
        x0, x1 = self._left + lane.x0, self._left + max(lane.x1, lane.x0)
        self._sheet.box(x0, y, x1 - x0, MONTHS - 1, edge=GRID, line=0.4)
        for month in lane.lane.months:
            begins = month.first.toordinal()
            left, right = self._scale.at(begins), self._scale.at(begins + 31)
            look = {"fill": "#4A4A4A"} if month.is_certain else {"edge": SOFT, "hatch": "//////"}
            self._sheet.box(self._left + left, y, right - left, MONTHS - 1, line=0.3, order=1,
                            **look)  # fmt: skip

    def _paint_ages(self, lane: PlacedLane) -> None:
        if not lane.ages:
            return
        y = self._top + lane.ages_y
        right = self._left + max(lane.x1, lane.x0)
        self._sheet.lines([[(self._left + lane.x0, y), (right, y)]], width=0.7)
        self._sheet.lines([[(self._left + x, y), (self._left + x, y + 0.7)] for x, _ in lane.ages])
        for x, label in lane.ages:
            self._sheet.words(self._left + x, y + AGES / 2 + 0.4, label, _ROW_PT, colour=SOFT,
                              align="center")  # fmt: skip
        self._name(lane.ages_y + AGES / 2, self._figure.words_of.age, soft=True)

    def _name(self, y: float, words: str, *, soft: bool = False) -> None:
        words, size = fitted(words, _ROW_PT, LEFT - 4)
        self._sheet.words(self._left - 1.8, self._top + y, words, size, align="right",
                          colour=SOFT if soft else INK)  # fmt: skip

    # --- legend ------------------------------------------------------------------------------

    def _paint_entry(self, entry: LegendEntry, x: float, y: float) -> None:
        middle, room = x + SYMBOL / 2 - 1, SYMBOL - 2
        box = (x, y - 1.3, room, 2.6)
        match entry.kind:
            case "mark":
                colour, shape = mark_of(entry.code, self._figure)
                self._sheet.marks([middle], [y], shape, colour, _mark_points(shape))
            case "band":
                self._sheet.box(*box, fill=shade_of(entry.code), edge=SOFT,
                                hatch=hatch_of(entry.code))  # fmt: skip
            case "bar":
                self._sheet.box(*box, edge=SOFT, hatch=_UNCERTAIN)
            case "months":
                self._sheet.box(x, y - 0.8, room / 2, 1.6, fill="#4A4A4A")
                self._sheet.box(x + room / 2, y - 0.8, room / 2, 1.6, edge=SOFT, hatch="//////")
            case "curve":
                self._sheet.area([(x, y + 1.3), (x + room, y - 0.4), (x + room, y - 1.4),
                                  (x, y + 0.4)], SOFT, 0.35)  # fmt: skip
            case _:
                self._sheet.words(x, y, entry.code, NUMBER_PT)
        label = _level_label(entry.code, entry.label) if entry.kind == "band" else entry.label
        self._sheet.words(x + symbol_mm(entry), y, label, LEGEND_PT)


def _mark_points(shape: str) -> float:
    """Return a mark's size in points so that each shape is as wide as the layout says."""
    # A star or a dot of the same nominal width would look smaller than the others.
    size = {"*": 1.2, ".": 1.35}.get(shape, 0.92)
    return MARK_MM / MM_PER_POINT / (2 * reach_of(shape)) * size


def _level_label(code: str, label: str) -> str:
    return f"{level_number(code)} {label}".lstrip()
