"""Draws figures as png, svg or pdf with matplotlib's objects; pyplot is never loaded.

Owns colours, shapes and type sizes. Marks differ by colour, shape and row, and levels of help by
shade and label, so that a figure can be read in black and white. Positions come from `layout`.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

import resources
from chronology_app.layout.timeline import (
    PlacedBand,
    PlacedLane,
    PlacedRow,
    PlacedTimeline,
    TimelineFigure,
    place_timeline,
)
from exporters.chart_style import (
    DARK_LEVELS,
    level_number,
    level_order,
    mark_of,
    reach_of,
    shade_of,
)
from exporters.files import write_file

_MM = 1 / 25.4
_MM_PER_POINT = 25.4 / 72
#: Millimetres around the lanes: left (names and rows), right (undated), top, bottom axis.
_LEFT, _RIGHT, _TOP, _AXIS = 62.0, 22.0, 11.0, 6.0
#: Right of the lanes: their undated marks and the numbers of these.
_TRAY, _TRAY_NUMBER = 8.5, 10.8
#: Right of the lanes where every event has a date.
_NO_TRAY = 5.0
#: A line of the legend in millimetres, and how many entries stand on it.
_LEGEND_MM, _LEGEND_ENTRIES = 4.0, 6
#: Width of a mark with its number, in millimetres; the white between the two.
_MARK_MM, _BETWEEN_MM = 6.8, 0.7
#: Narrower bands are a line and no shade that could be looked up; a level's number needs more.
_BAND_MM, _LEVEL_NUMBER_MM = 0.35, 1.9

_INK, _SOFT, _GRID = "#1A1A1A", "#555555", "#D5D5D5"


def write_figure(figure: TimelineFigure, target: Path, width_mm: float, height_mm: float) -> None:
    """Write a figure in the format that the file's ending names.

    Errors: ExportError, with nothing half-written.
    """
    ending = target.suffix.lower().lstrip(".")
    write_file(target, draw_figure(figure, ending, width_mm, height_mm, dpi=200))


def draw_figure(
    figure: TimelineFigure, ending: str, width_mm: float, height_mm: float, *, dpi: int = 150
) -> bytes:
    """Return a figure as the bytes of a "png", "svg" or "pdf"; always the same for the same."""
    with mpl.rc_context(_settings()):
        drawn = Figure(figsize=(width_mm * _MM, height_mm * _MM), facecolor="white")
        _draw(drawn, figure, width_mm, height_mm)
        buffer = io.BytesIO()
        drawn.savefig(buffer, format=ending, dpi=dpi, metadata=_metadata(ending, figure))
    return buffer.getvalue()


@cache
def _family() -> str:
    for face in ("Regular", "Bold"):
        font_manager.fontManager.addfont(resources.path("fonts", f"LiberationSans-{face}.ttf"))
    return "Liberation Sans"


def _settings() -> dict[Any, Any]:
    return {
        "font.family": _family(),
        "font.size": 7.5,
        "text.color": _INK,
        "axes.edgecolor": _SOFT,
        "hatch.linewidth": 0.5,
        "pdf.fonttype": 42,
        "svg.hashsalt": "chronology",
        # A name with dollar signs is a name, not a formula.
        "text.parse_math": False,
    }


def _metadata(ending: str, figure: TimelineFigure) -> dict[str, Any]:
    """Return a file's properties without any time, so that the bytes repeat."""
    if ending == "png":
        return {"Software": None, "Title": figure.title}
    if ending == "svg":
        return {"Date": None, "Creator": None, "Title": figure.title}
    return {"CreationDate": None, "Producer": None, "Creator": None, "Title": figure.title}


# --- the frame -------------------------------------------------------------------------------


def _draw(drawn: Figure, figure: TimelineFigure, width_mm: float, height_mm: float) -> None:
    has_tray = any(lane.undated for lane in figure.lanes)
    plot_width = width_mm - _LEFT - (_RIGHT if has_tray else _NO_TRAY)
    days = max((figure.last - figure.first).days, 1)
    placed = place_timeline(figure, _MARK_MM * days / plot_width)
    legend = _legend_handles(figure, placed, plot_width)
    bottom = _AXIS + 2.0 + _LEGEND_MM * -(-len(legend) // _LEGEND_ENTRIES)
    plot_height = height_mm - _TOP - bottom
    axes = drawn.add_axes(
        (_LEFT / width_mm, bottom / height_mm, plot_width / width_mm, plot_height / height_mm)
    )
    per_mm = (placed.x1 - placed.x0) / plot_width
    # The number of the last mark stands to its right.
    axes.set_xlim(placed.x0 - 1.5 * per_mm, placed.x1 + 6.0 * per_mm)
    axes.set_ylim(placed.height + 0.15, -0.15)
    row_mm = plot_height / (placed.height + 0.3)
    _draw_axis(axes, figure)
    for lane in placed.lanes:
        _LanePainter(axes, figure, lane, plot_width, row_mm).paint()
    _draw_tray(axes, figure, placed, plot_width)
    drawn.text(
        2 / width_mm, 1 - 3 / height_mm, figure.title, fontsize=9.5, fontweight="bold", va="top"
    )
    drawn.legend(
        handles=legend, loc="lower center", ncols=min(len(legend), _LEGEND_ENTRIES), fontsize=7,
        frameon=False, handletextpad=0.4, columnspacing=1.4, borderaxespad=0.2,
    )  # fmt: skip


def _draw_axis(axes: Axes, figure: TimelineFigure) -> None:
    ticks = list(_ticks(figure.first, figure.last))
    axes.set_xticks([day.toordinal() for day, _ in ticks], [label for _, label in ticks])
    axes.set_yticks([])
    axes.tick_params(axis="x", length=2.5, labelsize=7.5, top=True, labeltop=True, pad=1.5)
    axes.grid(axis="x", color=_GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("left", "right"):
        axes.spines[side].set_visible(False)


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Yield the years, or the quarters where the figure is short; at most about twenty."""
    years = last.year - first.year + 1
    if years > 3:
        step = max(1, years // 20 + (years % 20 > 0))
        yield from ((date(y, 1, 1), str(y)) for y in range(first.year, last.year + 1, step)
                    if first <= date(y, 1, 1))  # fmt: skip
        return
    for year in range(first.year, last.year + 1):
        for month in (1, 4, 7, 10):
            if first <= date(year, month, 1) <= last:
                yield date(year, month, 1), f"{month:02}/{year}"


def _draw_tray(axes: Axes, figure: TimelineFigure, placed: PlacedTimeline, plot_mm: float) -> None:
    """Draw the tray of undated events right of the lanes."""
    if not any(row.undated for lane in placed.lanes for row in lane.rows):
        return
    axes.text(
        1 + (_TRAY + 2) / plot_mm, -0.15, figure.undated_label, fontsize=7, fontweight="bold",
        transform=axes.get_yaxis_transform(), ha="center", va="bottom",
    )  # fmt: skip


def _legend_handles(figure: TimelineFigure, placed: PlacedTimeline, plot_mm: float) -> list[Artist]:
    handles: list[Artist] = []
    for row in figure.rows:
        colour, shape = mark_of(row.code, figure)
        handles.append(
            Line2D([], [], linestyle="", marker=shape, color=colour, markeredgecolor=_INK,
                   markeredgewidth=0.4, markersize=6, label=row.label)
        )  # fmt: skip
    least = _BAND_MM * (placed.x1 - placed.x0) / plot_mm
    bands = {
        band.band.code: band.band.label
        for lane in placed.lanes
        for band in lane.bands
        if min(band.x1, placed.x1) - max(band.x0, placed.x0) >= least
    }
    for code in sorted(bands, key=level_order):
        label = _level_label(code, bands[code])
        handles.append(Patch(facecolor=shade_of(code), edgecolor=_SOFT, linewidth=0.5, label=label))
    if any(row.bars.size for lane in placed.lanes for row in lane.rows):
        handles.append(
            Patch(facecolor="white", edgecolor=_SOFT, hatch="//////", linewidth=0.5,
                  label=figure.uncertain_label)
        )  # fmt: skip
    if any((row.counts > 1).any() for lane in placed.lanes for row in lane.rows):
        handles.append(Line2D([], [], linestyle="", label=f"2  {figure.count_label}"))
    return handles


def _level_label(code: str, label: str) -> str:
    return f"{level_number(code)} {label}".lstrip()


# --- one lane --------------------------------------------------------------------------------


class _LanePainter:
    """Paints one lane; sizes follow the height of a row."""

    def __init__(
        self, axes: Axes, figure: TimelineFigure, lane: PlacedLane, plot_mm: float, row_mm: float
    ) -> None:
        self._axes, self._figure, self._lane = axes, figure, lane
        self._days_per_mm = max((figure.last - figure.first).days, 1) / plot_mm
        self._plot_mm = plot_mm
        #: Points of type and of marks that fit a row.
        self._type = min(7.6, row_mm * 2.1)
        self._mark = min(6.6, row_mm * 1.7)

    def paint(self) -> None:
        """Paint ground, level of help, marks, ages and names."""
        self._paint_ground()
        for band in self._lane.bands:
            self._paint_band(band)
        labels = {row.code: row.label for row in self._figure.rows}
        for row in self._lane.rows:
            self._paint_row(row)
            self._left(row.y, labels[row.code], -1.5, "right", self._type)
        self._paint_ages()
        self._paint_names()

    def _paint_ground(self) -> None:
        lane = self._lane
        bottom = lane.ages_y
        self._axes.add_patch(
            Rectangle((lane.x0, lane.top), max(lane.x1 - lane.x0, 1), bottom - lane.top,
                      facecolor="#F7F7F5", edgecolor="none", zorder=0.4)
        )  # fmt: skip
        self._paint_edge()
        for row in lane.rows[1:]:
            edge = row.y - 0.5
            self._axes.plot(
                [lane.x0, lane.x1], [edge, edge], color="#E3E3E0", linewidth=0.4, zorder=0.6
            )

    def _paint_edge(self) -> None:
        """Draw the left edge: a line at the birth, a jagged one where years are left out."""
        lane = self._lane
        if not lane.lane.is_cut:
            ends = [lane.top, lane.ages_y]
            self._axes.plot([lane.x0, lane.x0], ends, color=_INK, linewidth=1.4)
            return
        count = max(4, 4 * round(lane.ages_y - lane.top))
        steps = range(count + 1)
        y = [lane.top + (lane.ages_y - lane.top) * n / count for n in steps]
        x = [lane.x0 + (n % 2 - 0.5) * 1.6 * self._days_per_mm for n in steps]
        self._axes.plot(x, y, color=_INK, linewidth=0.8)

    def _paint_band(self, placed: PlacedBand) -> None:
        band, width = placed.band, max(placed.x1 - placed.x0, 1)
        y = self._lane.strip_y - 0.42
        self._axes.add_patch(
            Rectangle((placed.x0, y), width, 0.84, facecolor=shade_of(band.code),
                      edgecolor=_INK, linewidth=0.5, zorder=2,
                      linestyle="-" if band.is_exact else (0, (3, 2)))
        )  # fmt: skip
        x0 = max(placed.x0, self._figure.first.toordinal())
        x1 = min(placed.x1, self._figure.last.toordinal())
        room = (x1 - x0) / self._days_per_mm
        colour = "white" if band.code in DARK_LEVELS else _INK
        label = _level_label(band.code, band.label)
        if room <= len(label) * self._type * 0.19 + 1:
            label = level_number(band.code) if room >= _LEVEL_NUMBER_MM else ""
        if label:
            self._axes.text(
                (x0 + x1) / 2, self._lane.strip_y, label, fontsize=self._type,
                color=colour, ha="center", va="center_baseline", zorder=3, clip_on=True,
            )  # fmt: skip

    def _paint_row(self, row: PlacedRow) -> None:
        colour, shape = mark_of(row.code, self._figure)
        for (first, last), count in zip(row.bars, row.bar_counts, strict=True):
            self._axes.add_patch(
                Rectangle((first, row.y - 0.24), last - first + 1, 0.48, facecolor="white",
                          edgecolor=colour, hatch="//////", linewidth=0.7, alpha=0.85, zorder=2.5)
            )  # fmt: skip
            if count > 1:
                self._number((first + last) / 2, row.y, int(count), "center")
        for first, last in row.extents[row.counts > 1]:
            self._axes.plot(
                [first, last], [row.y + 0.36] * 2, color=colour, linewidth=1.2, zorder=3
            )
        size = self._mark * (1.35 if shape == "*" else 1.0)
        self._axes.plot(
            row.x, [row.y] * len(row.x), linestyle="", marker=shape, markersize=size,
            color=colour, markeredgecolor=_INK, markeredgewidth=0.4, zorder=4,
        )  # fmt: skip
        for x, count in zip(row.x, row.counts, strict=True):
            if count > 1:
                reach = size * _MM_PER_POINT * reach_of(shape) + _BETWEEN_MM
                self._number(x + reach * self._days_per_mm, row.y, int(count), "left")
        if row.undated:
            self._paint_undated(row, colour, shape)

    def _number(self, x: float, y: float, count: int, align: str) -> None:
        self._axes.text(
            x, y, str(count), fontsize=self._type, fontweight="bold", ha=align,
            va="center_baseline", zorder=5, clip_on=True,
            bbox={"boxstyle": "square,pad=0.02", "facecolor": "white", "edgecolor": "none",
                  "alpha": 0.8},
        )  # fmt: skip

    def _paint_undated(self, row: PlacedRow, colour: str, shape: str) -> None:
        across = self._axes.get_yaxis_transform()
        self._axes.plot(
            [1 + _TRAY / self._plot_mm], [row.y], transform=across, linestyle="", marker=shape,
            color=colour, markersize=self._mark, markeredgecolor=_INK, markeredgewidth=0.4,
            clip_on=False,
        )  # fmt: skip
        self._axes.text(
            1 + _TRAY_NUMBER / self._plot_mm, row.y, str(row.undated), transform=across,
            fontsize=self._type, fontweight="bold", va="center_baseline",
        )  # fmt: skip

    def _paint_ages(self) -> None:
        lane = self._lane
        if not lane.ages:
            return
        self._axes.plot([lane.x0, lane.x1], [lane.ages_y] * 2, color=_INK, linewidth=0.8)
        for x, label in lane.ages:
            if x < self._figure.first.toordinal():
                continue
            self._axes.plot([x, x], [lane.ages_y, lane.ages_y + 0.18], color=_INK, linewidth=0.6)
            self._axes.text(
                x, lane.ages_y + 0.62, label, fontsize=self._type, color=_SOFT, ha="center",
                va="center_baseline", clip_on=True,
            )  # fmt: skip
        self._left(lane.ages_y + 0.55, self._figure.age_label, -1.5, "right", self._type, _SOFT)

    def _paint_names(self) -> None:
        lane = self._lane
        if lane.bands:
            self._left(lane.strip_y, self._figure.strip_label, -1.5, "right", self._type, _SOFT)
        size = min(8.5, self._type * 1.25)
        names = textwrap.wrap(lane.lane.title, 18)[:3]
        born = textwrap.wrap(lane.lane.subtitle, 24)[:4]
        at = -_LEFT + 2
        across = at / self._plot_mm
        self._axes.text(
            across, lane.top + 0.1, "\n".join(names), transform=self._axes.get_yaxis_transform(),
            fontsize=size, fontweight="bold", va="top", linespacing=1.05,
        )  # fmt: skip
        lines_mm = len(names) * size * _MM_PER_POINT * 1.25
        self._axes.annotate(
            "\n".join(born), (across, lane.top + 0.1), xycoords=self._axes.get_yaxis_transform(),
            xytext=(0, -lines_mm / _MM_PER_POINT), textcoords="offset points", fontsize=self._type,
            color=_SOFT, va="top",
        )  # fmt: skip

    def _left(
        self, y: float, words: str, at_mm: float, align: str, size: float, colour: str = _INK
    ) -> None:
        self._axes.text(
            at_mm / self._plot_mm, y, words, transform=self._axes.get_yaxis_transform(),
            fontsize=size, color=colour, ha=align, va="center_baseline",
        )  # fmt: skip
