"""The bar above the lanes that shows the whole time and where in it one is.

Drag the window in it, click beside it to go there, wheel to zoom; arrows move, + and - zoom.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme.style import theme
from ui.timeline.lanes_view import ZOOM
from ui.timeline.scene import Scene
from ui.timeline.sprites import Sprites
from ui.words import say

#: The width of a column of the small picture, in pixels.
_COLUMN = 3
#: The window is drawn at least so wide, so that it can be seen and held.
_LEAST = 8


class Overview(QWidget):
    """All events of the case as columns, with the view in time as a window."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._sprites = Sprites()
        self._held: float | None = None
        self._version = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("time.overview"))
        self.setToolTip(say("time.overview"))
        scene.moved.connect(self.update)
        scene.laid_out.connect(self._on_laid_out)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.target + 4)
        self.update()

    def _on_laid_out(self) -> None:
        # Other types may be shown: the columns are counted anew.
        self._version += 1
        self.update()

    # --- where a day stands ------------------------------------------------------------------

    def _span(self) -> tuple[float, float]:
        timeline = self._scene.timeline
        return float(timeline.first), float(max(timeline.last + 1, timeline.first + 30))

    def _x(self, day: float) -> float:
        first, last = self._span()
        left = self._scene.head_width
        return left + (day - first) / (last - first) * max(self.width() - left, 1)

    def _day(self, x: float) -> float:
        first, last = self._span()
        left = self._scene.head_width
        return first + (x - left) / max(self.width() - left, 1) * (last - first)

    def frame(self) -> QRectF:
        """Return where the view in time is drawn."""
        view = self._scene.view
        left = self._scene.head_width
        x0, x1 = max(self._x(view.first), left), min(self._x(view.last), self.width())
        if x1 - x0 < _LEAST:
            x0, x1 = (x0 + x1 - _LEAST) / 2, (x0 + x1 + _LEAST) / 2
        return QRectF(x0, 1, x1 - x0, self.height() - 3)

    # --- drawing -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the columns and the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        self._sprites.use_ratio(self.devicePixelRatioF())
        key = ("overview", self._version, self.width(), self._scene.head_width)
        painter.drawPixmap(
            0, 0, self._sprites.once(key, self.width(), self.height(), self._paint_columns)
        )
        box = self.frame()
        soft = QColor(theme.palette.accent)
        soft.setAlpha(36)
        painter.setBrush(soft)
        painter.setPen(QPen(theme.colour("accent"), 2 if self.hasFocus() else 1.2))
        painter.drawRect(box)
        painter.end()

    def _paint_columns(self, painter: QPainter) -> None:
        left = self._scene.head_width
        counts = self.counts()
        most, room = max(int(counts.max(initial=0)), 1), self.height() - 6
        heights = np.ceil(np.sqrt(counts / most) * room)
        colour = theme.colour("muted")
        for n in np.flatnonzero(counts).tolist():
            height = float(heights[n])
            painter.fillRect(
                QRectF(left + n * _COLUMN, self.height() - 3 - height, _COLUMN - 1, height), colour
            )
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("small"))
        box = QRectF(10, 0, left - 20, self.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, align, say("time.overview_name"))

    def counts(self) -> np.ndarray:
        """Return how many different events, of those shown, begin in each column."""
        columns = max((self.width() - self._scene.head_width) // _COLUMN, 1)
        first, last = self._span()
        shown: dict[str, float] = {}
        for lane in self._scene.timeline.lanes:
            for row in lane.rows:
                if self._scene.shows(lane.key, row.code):
                    shown.update(zip(row.event_ids, row.marks.first.tolist(), strict=True))
        days = np.fromiter(shown.values(), dtype=float, count=len(shown))
        found, _ = np.histogram(days, bins=columns, range=(first, last))
        return found

    # --- moving ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the window, or bring it to where one presses."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, box = event.position().x(), self.frame()
        if not box.left() <= x <= box.right():
            self._centre(x)
            box = self.frame()
        self._held = x - box.center().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the view with the window."""
        if self._held is not None:
            self._centre(event.position().x() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the whole time."""
        self._scene.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom in the middle of the view."""
        self._zoom(ZOOM ** (event.angleDelta().y() / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by a tenth of what is seen, or zoom."""
        view = self._scene.view
        match event.key():
            case Qt.Key.Key_Right:
                self._scene.set_view(view.moved(view.width_px * 0.1))
            case Qt.Key.Key_Left:
                self._scene.set_view(view.moved(-view.width_px * 0.1))
            case Qt.Key.Key_Up:
                self._zoom(ZOOM)
            case Qt.Key.Key_Down:
                self._zoom(1 / ZOOM)
            case _:
                super().keyPressEvent(event)

    def _zoom(self, factor: float) -> None:
        view = self._scene.view
        self._scene.set_view(view.zoomed(factor, view.width_px / 2))

    def _centre(self, x: float) -> None:
        view = self._scene.view
        middle = view.x(self._day(x))
        self._scene.set_view(view.moved(middle - view.width_px / 2))
