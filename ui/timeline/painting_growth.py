"""Draws how a lane's concerns add up: the curve by type and the strip of months with one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from chronology_app.layout.growth import build_curve
from ui.presenters.timeline import Lane
from ui.theme.colours import mark_colour
from ui.theme.style import theme
from ui.timeline.scene import RowPlace, Scene
from ui.timeline.sprites import Sprites, height_of, width_of
from ui.words import say

#: The width of a column of the curve in pixels.
_COLUMN = 3


def paint_curve(
    painter: QPainter, scene: Scene, sprites: Sprites, lane: Lane, place: RowPlace, left: int
) -> None:
    """Draw one type's sum above the other; above them, paler, what may have happened by then."""
    curve = build_curve(lane.growths, scene.view, _COLUMN)
    height, columns = place.height, len(curve.x)
    most = max(sum(len(g.maybe) for g in lane.growths), 1)
    sums = np.cumsum(curve.counts, axis=0)
    tops = np.vstack([sums, sums[-1:] + curve.possible]) * ((height - 2) / most)
    # A line of pixels, counted from the ground, lies below a top where its middle does.
    lines = np.ceil(tops - 0.5).astype(np.int16)
    levels = np.arange(height - 1, -1, -1, dtype=np.int16)[:, None]
    # Which band a pixel lies in: as many bands end below it; the last number is the ground.
    band = np.zeros((height, columns), dtype=np.uint8)
    for line in lines:
        band += line <= levels
    pixels = _colours(lane)[band]
    image = QImage(
        pixels.data, columns, height, columns * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    # Nothing is known of the days to come: the curve ends today.
    end = min(max(scene.view.x(scene.timeline.last + 1), 0.0), float(scene.view.width_px))
    used = end / _COLUMN
    painter.drawImage(QRectF(left, place.top, end, height), image, QRectF(0, 0, used, height))
    painter.fillRect(QRectF(left, place.top + height - 1, end, 1), theme.colour("edge"))
    if end >= _COLUMN:
        column = max(min(int(used), columns - 1) - 1, 0)
        day = scene.view.first + (column + 1) * _COLUMN * scene.view.days_per_px
        _paint_sum(painter, sprites, place, lane, day, left + end)


def _paint_sum(
    painter: QPainter, sprites: Sprites, place: RowPlace, lane: Lane, day: float, right: float
) -> None:
    """Write at the right end of a curve how many events there are, each counted once."""
    if lane.whole is None:
        return
    days = np.array([day])
    least, most = int(lane.whole.at_least(days)[0]), int(lane.whole.at_most(days)[0])
    figure = f"{least}–{most}" if most > least else str(least)
    words = sprites.words(say("time.curve_sum", count=most, figure=figure), "strong", "text")
    box = QRectF(right - width_of(words) - 8, place.top, width_of(words) + 6, height_of(words))
    ground = theme.colour("surface")
    ground.setAlpha(210)
    painter.fillRect(box, ground)
    painter.drawPixmap(QPointF(box.left() + 3, box.top()), words)


def _colours(lane: Lane) -> np.ndarray:
    """Return the colours of the bands: each type's, then what may be, then nothing."""
    found = []
    for growth in lane.growths:
        colour = QColor(mark_colour(growth.code, theme.palette))
        colour.setAlpha(215)
        found.append(_premultiplied(colour))
    maybe = theme.colour("muted")
    maybe.setAlpha(70)
    return np.array([*found, _premultiplied(maybe), 0], dtype=np.uint32)


def _premultiplied(colour: QColor) -> int:
    alpha = colour.alpha()
    red, green, blue = (
        round(c * alpha / 255) for c in (colour.red(), colour.green(), colour.blue())
    )
    return alpha << 24 | red << 16 | green << 8 | blue


def paint_months(painter: QPainter, scene: Scene, lane: Lane, place: RowPlace, left: int) -> None:
    """Draw a box for each month with a concern: full where one surely lies in it."""
    months = lane.months
    if months is None:
        return
    view = scene.view
    a = int(np.searchsorted(months.end, view.first))
    b = int(np.searchsorted(months.first, view.last, side="right"))
    x0 = (months.first[a:b] - view.first) / view.days_per_px + left
    x1 = (months.end[a:b] - view.first) / view.days_per_px + left
    boxes: dict[bool, list[QRectF]] = {True: [], False: []}
    for i, j, sure in zip(x0.tolist(), x1.tolist(), months.is_sure[a:b].tolist(), strict=True):
        gap = 1.0 if j - i > 4 else 0.0
        boxes[sure].append(QRectF(i, place.top, max(j - i - gap, 1.0), place.height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("muted"))
    painter.drawRects(boxes[True])
    pale = theme.colour("muted")
    pale.setAlpha(70)
    painter.setBrush(pale)
    painter.drawRects(boxes[False])
    painter.setPen(theme.colour("line"))
    end = QPointF(left + view.width_px, place.top + place.height)
    painter.drawLine(QPointF(left, end.y()), end)
