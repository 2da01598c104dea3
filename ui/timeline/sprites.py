"""Small pictures that are drawn over and over: marks, numbers, words. Each is drawn once and kept.

A frame of the timeline puts thousands of them on the screen; painting a path or a text each time
would take ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, log2

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from ui.theme.colours import mark_colour, mark_shape
from ui.theme.style import theme
from ui.timeline.shapes import shape_path

#: So many pictures are kept; then all are forgotten and drawn anew as they are needed.
_MOST = 6_000


class Sprites:
    """Pictures for one screen's density of pixels, forgotten when colours or sizes change."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self._ratio = 1.0
        theme.changed.connect(self._kept.clear)

    def use_ratio(self, ratio: float) -> None:
        """Draw for a screen with so many pixels to each of the program's."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._kept.clear()

    def mark(self, code: str, weight: int, side: int) -> QPixmap:
        """Return the mark of a type: larger the more significance a person gave the event."""
        key = ("mark", code, weight, side)
        return self._kept.get(key) or self._keep(key, lambda: self._mark(code, weight, side))

    def badge(self, code: str, count: int, side: int) -> QPixmap:
        """Return a point that stands for several: its number in a ring of the type's colour."""
        key = ("badge", code, count, side)
        return self._kept.get(key) or self._keep(key, lambda: self._badge(code, count, side))

    def bin(self, code: str, count: int, width: int, height: int) -> QPixmap:
        """Return a bin of a crowded row: its number on a ground, deeper the more it holds."""
        key = ("bin", code, count, width, height)
        return self._kept.get(key) or self._keep(key, lambda: self._bin(code, count, width, height))

    def words(self, text: str, font: str, colour: str) -> QPixmap:
        """Return words in a font of the theme and a colour (a theme's name or "#rrggbb")."""
        key = ("words", text, font, colour)
        return self._kept.get(key) or self._keep(key, lambda: self._words(text, font, colour))

    def once(
        self, key: tuple[object, ...], width: int, height: int, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """Return any other picture of a size in pixels; `draw` makes it when it is not kept."""
        return self._kept.get(key) or self._keep(key, lambda: self._drawn(width, height, draw))

    def _drawn(self, width: int, height: int, draw: Callable[[QPainter], None]) -> QPixmap:
        pixmap = self._blank(max(width, 1), max(height, 1))
        painter = QPainter(pixmap)
        draw(painter)
        painter.end()
        return pixmap

    def _keep(self, key: tuple[object, ...], draw: Callable[[], QPixmap]) -> QPixmap:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = draw()
        return self._kept[key]

    def _blank(self, width: float, height: float) -> QPixmap:
        pixmap = QPixmap(ceil(width * self._ratio), ceil(height * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

    def _mark(self, code: str, weight: int, side: int) -> QPixmap:
        scale = side * (0.78 + 0.16 * weight)
        room = ceil(scale * 1.3) + 2
        pixmap = self._blank(room, room)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(room / 2, room / 2)
        painter.scale(scale, scale)
        painter.setPen(QPen(theme.colour("surface"), 0.8 / scale))
        painter.setBrush(QColor(mark_colour(code, theme.palette)))
        painter.drawPath(shape_path(mark_shape(code)))
        painter.end()
        return pixmap

    def _badge(self, code: str, count: int, side: int) -> QPixmap:
        metrics = QFontMetricsF(theme.font("small"))
        words = str(count)
        height = max(side + 4.0, metrics.height())
        width = max(height, metrics.horizontalAdvance(words) + 8.0)
        pixmap = self._blank(width + 2, height + 2)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        box = QRectF(1, 1, width, height)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(QColor(mark_colour(code, theme.palette)), 2))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return pixmap

    def _bin(self, code: str, count: int, width: int, height: int) -> QPixmap:
        pixmap = self._blank(width, height)
        painter = QPainter(pixmap)
        colour = QColor(mark_colour(code, theme.palette))
        soft = QColor(colour)
        # The same number has the same depth of colour in every row and at every zoom.
        soft.setAlpha(min(150, 36 + round(18 * log2(max(count, 1)))))
        painter.fillRect(0, 0, width - 1, height, soft)
        painter.fillRect(0, height - 3, width - 1, 3, colour)
        painter.setPen(theme.colour("text"))
        face, words = QFont(theme.font("small")), str(count)
        advance = QFontMetricsF(face).horizontalAdvance(words)
        if advance > width - 1:
            # A long number is written smaller, never shortened: it is looked up.
            face.setPointSizeF(face.pointSizeF() * (width - 1) / advance)
        painter.setFont(face)
        painter.drawText(QRectF(0, 0, width - 1, height - 2), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return pixmap

    def _words(self, text: str, font: str, colour: str) -> QPixmap:
        face = theme.font(font)
        metrics = QFontMetricsF(face)
        pixmap = self._blank(metrics.horizontalAdvance(text) + 2, metrics.height())
        painter = QPainter(pixmap)
        painter.setFont(face)
        painter.setPen(QColor(colour) if colour.startswith("#") else theme.colour(colour))
        painter.drawText(QPointF(0, metrics.ascent()), text)
        painter.end()
        return pixmap


def width_of(pixmap: QPixmap) -> float:
    """Return a picture's width in the program's pixels."""
    return pixmap.width() / pixmap.devicePixelRatio()


def height_of(pixmap: QPixmap) -> float:
    """Return a picture's height in the program's pixels."""
    return pixmap.height() / pixmap.devicePixelRatio()
