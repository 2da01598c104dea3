"""Icons in the colour of the scheme, drawn from the shipped SVG files (Lucide, ISC licence)."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme.colours import Palette

#: The drawing's own side in pixels.
_SIDE = 24


@cache
def _drawing(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Draws one icon sharply at any size and in any scheme."""

    def __init__(self, name: str, colour: str, faint: str) -> None:
        super().__init__()
        self._name = name
        self._colours = {False: colour, True: faint}

    def paint(self, painter, rect, mode, state) -> None:  # type: ignore[no-untyped-def]
        """Draw the icon into a rectangle."""
        colour = self._colours[mode == QIcon.Mode.Disabled]
        data = _drawing(self._name).replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(data.encode()))
        side = min(rect.width(), rect.height())
        left = rect.x() + (rect.width() - side) / 2
        top = rect.y() + (rect.height() - side) / 2
        renderer.render(painter, QRectF(left, top, side, side))

    def pixmap(self, size, mode, state) -> QPixmap:  # type: ignore[no-untyped-def]
        """Return the icon as a picture of this size."""
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, image.rect(), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        return _Engine(self._name, self._colours[False], self._colours[True])


@cache
def icon(name: str, palette: Palette, role: str = "text") -> QIcon:
    """Return an icon by its file name, in one of the palette's colours ("text", "accent" ...).

    Errors: FileNotFoundError when no such icon is shipped: a fault of ours that a test catches.
    """
    _drawing(name)
    return QIcon(_Engine(name, getattr(palette, role), palette.edge))


def picture(name: str, palette: Palette, side: int = _SIDE, role: str = "muted") -> QPixmap:
    """Return an icon as a picture of `side` pixels for a label."""
    return icon(name, palette, role).pixmap(QSize(side, side))
