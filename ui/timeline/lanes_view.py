"""The lanes on the screen: draws them, and lets one move about and choose by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme.style import theme
from ui.timeline.painting import paint_lanes, tick_words, ticks_of
from ui.timeline.scene import Scene, Stop
from ui.words import say

#: How much one step of the wheel or one key press zooms.
ZOOM = 1.35
_HOVER_MS = 180


class Axis(QWidget):
    """The years and months above the lanes."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self.setAccessibleName(say("time.axis"))
        scene.moved.connect(self.update)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.target + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the axis."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.setFont(theme.font("small"))
        scene, left = self._scene, self._scene.head_width
        for tick in ticks_of(scene):
            x = left + scene.view.x(tick.day.toordinal())
            if x < left - 1:
                continue
            is_year = tick.day.month == 1 and tick.day.day == 1
            painter.setPen(theme.colour("text" if is_year else "muted"))
            painter.setFont(theme.font("strong" if is_year else "small"))
            painter.drawText(QPointF(x + 4, self.height() - 9), tick_words(tick))
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))


class LanesView(QWidget):
    """The lanes. Wheel: zoom at the pointer; drag: move; arrows: from mark to mark."""

    #: An event is pointed at: its id ("" when none is any more), and where.
    hovered = Signal(str, QPoint)
    #: An event's source is asked for (double click, Enter).
    source_asked = Signal(str)
    #: Scroll so far that this stretch can be seen: top and bottom in pixels.
    show_asked = Signal(int, int)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._drag: QPointF | None = None
        self._moved = False
        self._hover = Stop(0, "", "", 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HOVER_MS)
        self._timer.timeout.connect(self._on_rest)
        self._at = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("time.lanes"))
        scene.moved.connect(self.update)
        scene.chosen.connect(self._on_chosen)
        scene.laid_out.connect(self._on_laid_out)
        theme.changed.connect(scene.lay_out)

    def _on_laid_out(self) -> None:
        self.setMinimumHeight(self._scene.height)
        self.update()

    def _on_chosen(self, event_id: str) -> None:
        self.update()
        stop = self._scene.stop
        if stop is None:
            return
        for row in self._scene.places[stop.lane].rows:
            if row.row is not None and row.row.code == stop.code:
                self.show_asked.emit(row.top - 8, row.top + row.height + 8)

    # --- drawing ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what can be seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        paint_lanes(painter, self._scene, QRectF(event.rect()))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visibleRegion().boundingRect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show the same days on the new width."""
        self._scene.set_width(self.width() - self._scene.head_width)

    # --- where something is ----------------------------------------------------------------

    def stop_at(self, at: QPointF) -> Stop | None:
        """Return the mark at a point; of a point that stands for several, the first."""
        scene, left = self._scene, self._scene.head_width
        x = at.x() - left
        if x < 0:
            return None
        for place in scene.places:
            for row in place.rows:
                if row.row is None or not row.top <= at.y() < row.top + row.height:
                    continue
                placed = scene.placed(row)
                found = None
                if placed.x.size:
                    nearest = int(abs(placed.x - x).argmin())
                    if abs(placed.x[nearest] - x) <= scene.mark * 0.8:
                        found = int(placed.index[nearest])
                if found is None and placed.bars.size:
                    inside = (placed.bars[:, 0] <= x) & (x <= placed.bars[:, 1])
                    if inside.any():
                        found = int(placed.bar_index[int(inside.argmax())])
                if found is not None:
                    marks = row.row.marks
                    return Stop(row.lane, row.row.code, row.row.event_ids[found],
                                float(marks.first[found]), float(marks.last[found]))  # fmt: skip
        return None

    def _cluster_at(self, at: QPointF) -> tuple[float, float] | None:
        """Return the first and last day of a point that stands for several."""
        scene = self._scene
        x = at.x() - scene.head_width
        for place in scene.places:
            for row in place.rows:
                if row.row is None or not row.top <= at.y() < row.top + row.height:
                    continue
                placed = scene.placed(row)
                if not placed.x.size:
                    return None
                n = int(abs(placed.x - x).argmin())
                if placed.counts[n] > 1 and abs(placed.x[n] - x) <= scene.mark:
                    a = int(placed.index[n])
                    days = slice(a, a + int(placed.counts[n]))
                    marks = row.row.marks
                    return float(marks.first[days].min()), float(marks.last[days].max())
        return None

    # --- mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag, choose a mark, or open and close a lane at its head."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for place in self._scene.places:
            if 0 <= event.position().y() - place.top <= self._scene.head_height:
                self.toggle_lane(place.lane.person_id or "family")
                return
        self._drag, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the view while dragging; otherwise wait for the pointer to rest on a mark."""
        if self._drag is not None:
            step = event.position().x() - self._drag.x()
            if self._moved or abs(step) > 4:
                self._moved = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._scene.set_view(self._scene.view.moved(-step))
                self._drag = event.position()
            return
        self._at = event.position()
        found = self.stop_at(self._at)
        is_mark = found is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_mark else Qt.CursorShape.ArrowCursor)
        if found is None:
            self._timer.stop()
            self._end_hover()
        elif found.event_id != self._hover.event_id:
            self._timer.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a drag; a click without one chooses the mark, or zooms into a group of marks."""
        if self._drag is None:
            return
        self._drag = None
        self.unsetCursor()
        if not self._moved:
            self._scene.choose(self.stop_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the source of a mark; zoom into a group of marks."""
        group = self._cluster_at(event.position())
        if group is not None:
            view = self._scene.view
            self._scene.set_view(view.fitting(*group, view.width_px))
        elif (found := self.stop_at(event.position())) is not None:
            self.source_asked.emit(found.event_id)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer with the wheel; Shift or a sideways wheel moves; Alt scrolls."""
        steps, sideways = event.angleDelta().y() / 120, event.angleDelta().x() / 120
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways, steps = sideways or steps, 0
        if sideways:
            self._scene.set_view(self._scene.view.moved(-sideways * 80))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or (
            not event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.position().x() >= self._scene.head_width
        ):
            self.zoom(ZOOM**steps, event.position().x() - self._scene.head_width)
        else:
            event.ignore()
            return
        event.accept()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        """Nothing is pointed at any more."""
        self._timer.stop()
        self._end_hover()

    def _on_rest(self) -> None:
        found = self.stop_at(self._at)
        if found is not None:
            self._hover = found
            self.hovered.emit(found.event_id, self.mapToGlobal(self._at.toPoint()))

    def _end_hover(self) -> None:
        if self._hover.event_id:
            self._hover = Stop(0, "", "", 0, 0)
            self.hovered.emit("", QPoint())

    # --- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from mark to mark and from row to row; open what is chosen."""
        scene = self._scene
        match event.key():
            case Qt.Key.Key_Right:
                self._go(scene.neighbour(1))
            case Qt.Key.Key_Left:
                self._go(scene.neighbour(-1))
            case Qt.Key.Key_Down:
                self._go(scene.beside(1))
            case Qt.Key.Key_Up:
                self._go(scene.beside(-1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if scene.stop:
                self.source_asked.emit(scene.stop.event_id)
            case Qt.Key.Key_Escape if scene.stop:
                scene.choose(None)
            case Qt.Key.Key_PageDown:
                scene.set_view(scene.view.moved(scene.view.width_px * 0.8))
            case Qt.Key.Key_PageUp:
                scene.set_view(scene.view.moved(-scene.view.width_px * 0.8))
            case _:
                super().keyPressEvent(event)

    def _go(self, stop: Stop | None) -> None:
        if stop is not None:
            self._scene.choose(stop)

    def zoom(self, factor: float, at_px: float | None = None) -> None:
        """Come nearer (above 1) or go back, at a place or at the chosen mark or the middle."""
        view, stop = self._scene.view, self._scene.stop
        if at_px is None:
            middle = view.x((stop.first + stop.last) / 2) if stop else -1.0
            at_px = middle if 0 <= middle <= view.width_px else view.width_px / 2
        self._scene.set_view(view.zoomed(factor, at_px))

    def toggle_lane(self, lane: str) -> None:
        """Close a lane to its head, or open it again."""
        self._scene.closed_lanes ^= {lane}
        self._scene.lay_out()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Choose what is under the pointer, so that the commands are about it."""
        found = self.stop_at(QPointF(event.pos()))
        if found is not None:
            self._scene.choose(found)
