"""Ink on paper for figures: lines, boxes, marks and words at millimetres, drawn by matplotlib.

One pair of axes covers a whole sheet; y grows downwards. Knows nothing of timelines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import Polygon, Rectangle

import resources

INK, SOFT, GRID = "#1A1A1A", "#555555", "#D5D5D5"
MM_PER_POINT = 25.4 / 72
_MM = 1 / 25.4
_FACES = ("Regular", "Bold")


@cache
def family() -> str:
    """Return the name of the shipped typeface, made known to matplotlib."""
    for face in _FACES:
        font_manager.fontManager.addfont(_file(face))
    return "Liberation Sans"


def _file(face: str) -> str:
    return str(resources.path("fonts", f"LiberationSans-{face}.ttf"))


def settings() -> dict[Any, Any]:
    """Return the settings under which every sheet is drawn and written."""
    return {
        "font.family": family(),
        "text.color": INK,
        "hatch.linewidth": 0.5,
        "pdf.fonttype": 42,
        "svg.hashsalt": "chronology",
        # A name with dollar signs is a name, not a formula.
        "text.parse_math": False,
    }


@cache
def _font(face: str) -> FT2Font:
    font = FT2Font(_file(face))
    font.set_size(100, 72)
    return font


@cache
def _advance(character: str, face: str) -> float:
    """Return a character's width as a share of the type size."""
    glyph = _font(face).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


def words_mm(words: str, points: float, *, bold: bool = False) -> float:
    """Return the width of words."""
    face = _FACES[bold]
    return sum(_advance(c, face) for c in words) * points * MM_PER_POINT


def fitted(words: str, points: float, most_mm: float) -> tuple[str, float]:
    """Return words and a type size that keep to a width: smaller first, then cut short."""
    width = words_mm(words, points)
    if width <= most_mm:
        return words, points
    smaller = max(points * most_mm / width, points * 0.8)
    while words and words_mm(words + "…", smaller) > most_mm:
        words = words[:-1].rstrip()
    return (words + "…" if words_mm(words, smaller) < width * smaller / points else words), smaller


class _Print(Artist):
    """Many lines of words of one size at their base lines, without the layout each text costs."""

    def __init__(self, axes: Axes, lines: Sequence[tuple[float, float, str]], points: float,
                 face: str) -> None:  # fmt: skip
        super().__init__()
        self._lines = lines
        self._property = FontProperties(fname=_file(face), size=points)
        self._to_pixels = axes.transData
        self.set_zorder(6)

    def draw(self, renderer: RendererBase) -> None:
        """Write every line."""
        if not self._lines:
            return
        places = self._to_pixels.transform([(x, y) for x, y, _ in self._lines])
        flipped = renderer.flipy()
        height = renderer.get_canvas_width_height()[1]
        gc = renderer.new_gc()
        gc.set_foreground(INK)
        for (x, y), (_, _, words) in zip(places, self._lines, strict=True):
            renderer.draw_text(gc, x, height - y if flipped else y, words, self._property, 0)
        gc.restore()


class Sheet:
    """A sheet of paper, in millimetres."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width * _MM, height * _MM), facecolor="white")
        self._axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def words(
        self, x: float, y: float, words: str, points: float, *, bold: bool = False,
        colour: str = INK, align: str = "left", white: bool = False,
    ) -> None:  # fmt: skip
        """Write words; y is their middle."""
        box = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"}
        self._axes.text(
            x, y, words, fontsize=points, fontweight="bold" if bold else "normal", color=colour,
            ha=align, va="center_baseline", zorder=6,
            bbox=box if white else None,
        )  # fmt: skip

    def print(
        self, lines: Sequence[tuple[float, float, str]], points: float, *, bold: bool = False
    ) -> None:
        """Write many lines of words: (left, base line, words)."""
        self._axes.add_artist(_Print(self._axes, lines, points, _FACES[bold]))

    def lines(
        self, lines: Sequence[Sequence[tuple[float, float]]], *, colour: str = INK,
        width: float = 0.6, style: Any = "-", order: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw lines, each through its points."""
        self._axes.add_collection(
            LineCollection(lines, colors=colour, linewidths=width, linestyles=style, zorder=order),
            autolim=False,
        )

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "white",
        edge: str = "none", line: float = 0.5, hatch: str = "", style: Any = "-",
        order: float = 0.5,
    ) -> None:  # fmt: skip
        """Draw a box from its upper left corner."""
        self._axes.add_artist(
            Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line,
                      hatch=hatch or None, linestyle=style, zorder=order)
        )  # fmt: skip

    def area(self, points: Sequence[tuple[float, float]], colour: str, share: float) -> None:
        """Fill an area in a paler colour; `share`: how much of the colour."""
        self._axes.add_artist(
            Polygon(points, closed=True, facecolor=colour, alpha=share, edgecolor="none",
                    zorder=1.5)
        )  # fmt: skip

    def marks(
        self, x: Sequence[float], y: Sequence[float], shape: str, colour: str, points: float
    ) -> None:
        """Draw marks of one shape, each with a dark edge."""
        self._axes.plot(
            x, y, linestyle="", marker=shape, markersize=points, color=colour,
            markeredgecolor=INK, markeredgewidth=0.45, zorder=4, scalex=False, scaley=False,
        )  # fmt: skip
