"""The lanes on the screen: draws them, and lets one move about and choose by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.presenters.timeline import Bracket
from ui.theme.style import theme
from ui.timeline.access import make_accessible
from ui.timeline.painting import LanesPainter, tick_words, ticks_of, undated_width
from ui.timeline.scene import BRACKETS, RowPlace, Scene, Stop
from ui.timeline.sprites import Sprites
from ui.widgets.plain import plain_tip
from ui.words import say

#: How much one step of the wheel or one key press zooms.
ZOOM = 1.35
_HOVER_MS = 180
#: A press is a drag from so many pixels on.
_DRAG = 4


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
    """The lanes. Wheel: zoom at the pointer; drag: move; arrows: from mark to mark.

    Shift with a drag marks all events in a box, Ctrl with a click adds one; Space marks the chosen
    one. Alt with the arrows moves the lane of the chosen mark up or down.
    """

    #: An event is pointed at: its id ("" when none is any more), and where.
    hovered = Signal(str, QPoint)
    #: An event's source is asked for (double click, Enter).
    source_asked = Signal(str)
    #: Scroll so far that this stretch can be seen: top and bottom in pixels.
    show_asked = Signal(int, int)
    #: A menu is asked for at a point of the screen; the lane's key, or "".
    menu_asked = Signal(str, QPoint)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._sprites = Sprites()
        self._drag: QPointF | None = None
        self._box: QRectF | None = None
        self._moved = False
        self._hover = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HOVER_MS)
        self._timer.timeout.connect(self._on_rest)
        self._at = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("time.lanes"))
        # Every pixel is drawn: nothing needs to be cleared behind the lanes.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        scene.moved.connect(self.update)
        scene.marked.connect(self.update)
        scene.chosen.connect(self._on_chosen)
        scene.laid_out.connect(self._on_laid_out)
        theme.changed.connect(scene.lay_out)
        self.marks = make_accessible(self, scene)

    def _on_laid_out(self) -> None:
        self.setMinimumHeight(self._scene.height)
        self.update()

    def _on_chosen(self, event_id: str) -> None:
        self.update()
        self.show_chosen()

    def show_chosen(self) -> None:
        """Ask for as much scrolling as brings the chosen mark into sight."""
        place = self._scene.place_of(self._scene.stop) if self._scene.stop else None
        if place is not None:
            self.show_asked.emit(place.top - 8, place.top + place.height + 8)

    # --- drawing ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what can be seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        LanesPainter(self._scene, self._sprites, painter).paint(QRectF(event.rect()))
        if self._box is not None:
            soft = QColor(theme.palette.accent)
            soft.setAlpha(40)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(soft)
            painter.drawRect(self._box)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visibleRegion().boundingRect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show the same days on the new width."""
        self._scene.set_width(self.width() - self._scene.head_width)

    # --- where something is ----------------------------------------------------------------

    def undated_at(self, at: QPointF) -> tuple[str, ...]:
        """Return the undated events whose tray, before a row's name, is at a place."""
        place = self.row_at(at.y())
        if place is None or place.row is None or not place.row.undated:
            return ()
        count = len(place.row.undated)
        return place.row.undated if 6 <= at.x() <= 6 + undated_width(count) else ()

    def row_at(self, y: float) -> RowPlace | None:
        """Return the row of marks at a height."""
        for place in self._scene.places:
            if place.top <= y < place.bottom:
                rows = (r for r in place.rows if r.row and r.top <= y < r.top + r.height)
                return next(rows, None)
        return None

    def stops_at(self, at: QPointF) -> list[Stop]:
        """Return the marks of the point or bar that is drawn at a place; points lie on top."""
        x, place = at.x() - self._scene.head_width, self.row_at(at.y())
        if x < 0 or place is None or place.row is None:
            return []
        placed, mark = self._scene.placed(place), self._scene.mark
        numbers: list[int] = []
        if placed.x.size:
            nearest = int(abs(placed.x - x).argmin())
            if abs(placed.x[nearest] - x) <= _reach(mark, int(placed.counts[nearest])):
                numbers = placed.members(nearest).tolist()
        if not numbers and len(placed.bars):
            inside = (placed.bars[:, 0] <= x) & (x <= placed.bars[:, 1])
            if inside.any():
                # Of bars that lie on each other the last one is drawn on top.
                numbers = placed.bar_members(int(inside.nonzero()[0][-1])).tolist()
        return [self._scene.stop_at(place, n) for n in numbers]

    def stop_at(self, at: QPointF) -> Stop | None:
        """Return the mark at a place; of a point that stands for several, the first."""
        return next(iter(self.stops_at(at)), None)

    def band_at(self, at: QPointF) -> tuple[str, int, int] | None:
        """Return the lane and the first and last day of the band at a place."""
        day = self._scene.view.day(at.x() - self._scene.head_width)
        for place in self._scene.places:
            for row in place.rows:
                if row.strip is None or not row.top <= at.y() < row.top + row.height:
                    continue
                for band in row.strip.bands:
                    if band.first <= day < band.last + 1:
                        return place.lane.key, band.first, band.last
        return None

    def bracket_at(self, at: QPointF) -> Bracket | None:
        """Return the pattern's bracket at a place."""
        day = self._scene.view.day(at.x() - self._scene.head_width)
        for place in self._scene.places:
            for row in place.rows:
                if row.kind != BRACKETS or not row.top <= at.y() < row.top + row.height:
                    continue
                line = int((at.y() - row.top) / row.height * place.lane.bracket_lines)
                for bracket in place.lane.brackets:
                    if bracket.line == line and bracket.first <= day < bracket.last + 1:
                        return bracket
        return None

    def events_in(self, box: QRectF) -> list[str]:
        """Return the events whose points or bars lie in a box, each once."""
        found: dict[str, None] = {}
        for place in self._scene.places:
            for row in place.rows:
                if row.row is None or row.top > box.bottom() or row.top + row.height < box.top():
                    continue
                placed, left = self._scene.placed(row), self._scene.head_width
                for n, x in enumerate(placed.x.tolist()):
                    if box.left() <= left + x <= box.right():
                        found |= {row.row.event_ids[i]: None for i in placed.members(n).tolist()}
                for n, (x0, x1) in enumerate(placed.bars.tolist()):
                    if left + x0 <= box.right() and left + x1 >= box.left():
                        found |= {
                            row.row.event_ids[i]: None for i in placed.bar_members(n).tolist()
                        }
        return list(found)

    # --- mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag, choose a mark, or open and close a lane at its head."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        if lane := self.head_at(at.y()):
            self.toggle_lane(lane)
            return
        if at.x() < self._scene.head_width:
            if undated := self.undated_at(at):
                self._scene.mark_events(undated)
            else:
                self._choose_row(at.y(), event.modifiers())
            return
        self._drag, self._moved = at, False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._box = QRectF(at, at)

    def _choose_row(self, y: float, modifiers: Qt.KeyboardModifier) -> None:
        """Choose the first mark of a row at its name; with Shift, mark all its events."""
        place = self.row_at(y)
        if place is None or place.row is None or not place.row.event_ids:
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._scene.mark_events(place.row.event_ids, add=True)
        else:
            self._scene.choose(self._scene.stop_at(place, 0))

    def head_at(self, y: float) -> str:
        """Return the key of the lane whose head is at a height, or an empty text."""
        for place in self._scene.places:
            if 0 <= y - place.top <= self._scene.head_height:
                return place.lane.key
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the view while dragging; otherwise wait for the pointer to rest on a mark."""
        at = event.position()
        if self._drag is not None:
            step = at - self._drag
            if self._box is not None:
                self._box = QRectF(self._drag, at).normalized()
                self._moved = self._moved or step.manhattanLength() > _DRAG
                self.update()
            elif self._moved or abs(step.x()) > _DRAG:
                self._moved = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._scene.set_view(self._scene.view.moved(-step.x()))
                self._drag = at
            return
        self._at = at
        undated = self.undated_at(at)
        tip = say("time.undated_tray", count=len(undated)) if undated else ""
        if tip != self.toolTip():
            self.setToolTip(plain_tip(tip))
        found = self.stop_at(at)
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        if found is None:
            self._timer.stop()
            self._end_hover()
        elif found.event_id != self._hover:
            self._timer.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a drag; a click without one chooses the mark, or marks it with Ctrl."""
        if self._drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._drag, box, self._box = None, self._box, None
        self.unsetCursor()
        if box is not None and self._moved:
            self._scene.mark_events(self.events_in(box), add=True)
            return
        self.update()
        if self._moved:
            return
        stops = self.stops_at(event.position())
        bracket = None if stops else self.bracket_at(event.position())
        if bracket is not None:
            self._scene.mark_events(bracket.event_ids)
            return
        if not stops and (band := self.band_at(event.position())) is not None:
            self._scene.mark_between(*band)
            return
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self._mark(stops)
        else:
            self._scene.choose(stops[0] if stops else None)

    def _mark(self, stops: list[Stop]) -> None:
        """Mark the events of a point together, or take their marking away."""
        ids = [stop.event_id for stop in stops]
        if len(ids) == 1:
            self._scene.toggle_marked(ids[0])
        elif ids and set(ids) <= self._scene.selected:
            self._scene.mark_events(self._scene.selected - set(ids))
        elif ids:
            self._scene.mark_events(ids, add=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the source of a mark; zoom into a point that stands for several."""
        stops = self.stops_at(event.position())
        if len(stops) == 1:
            self.source_asked.emit(stops[0].event_id)
        elif stops:
            first, last = min(s.first for s in stops), max(s.last for s in stops)
            self._scene.set_view(self._scene.view.fitting(first, last, self._scene.view.width_px))

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

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers on a touchpad or screen."""
        zooms = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zooms:
            at = event.position().x() - self._scene.head_width
            self.zoom(max(0.2, 1.0 + event.value()), at)
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is pointed at any more."""
        self._timer.stop()
        self._end_hover()

    def _on_rest(self) -> None:
        found = self.stop_at(self._at)
        if found is not None:
            self._hover = found.event_id
            self.hovered.emit(found.event_id, self.mapToGlobal(self._at.toPoint()))

    def _end_hover(self) -> None:
        if self._hover:
            self._hover = ""
            self.hovered.emit("", QPoint())

    def hover_count(self) -> int:
        """Return for how many events the point under the pointer stands."""
        return len(self.stops_at(self._at))

    # --- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from mark to mark and from row to row; open or mark what is chosen."""
        scene = self._scene
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _LANE_STEPS:
            self.move_lane(_LANE_STEPS[event.key()])
            return
        match event.key():
            case Qt.Key.Key_Right:
                self._go(scene.neighbour(1))
            case Qt.Key.Key_Left:
                self._go(scene.neighbour(-1))
            case Qt.Key.Key_Down:
                self._go(scene.beside(1))
            case Qt.Key.Key_Up:
                self._go(scene.beside(-1))
            case Qt.Key.Key_Space if scene.stop:
                scene.toggle_marked(scene.stop.event_id)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if scene.stop:
                self.source_asked.emit(scene.stop.event_id)
            case Qt.Key.Key_Escape if scene.stop or scene.selected or scene.found:
                scene.mark_events(())
                scene.show_found(())
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

    def move_lane(self, step: int) -> None:
        """Move the lane of the chosen mark (or the first one) up or down."""
        scene = self._scene
        lane = scene.stop.lane if scene.stop else next(iter(scene.order), "")
        if lane and scene.move_lane(lane, step) and scene.stop:
            scene.choose(scene.stop)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Choose what is under the pointer, so that the commands are about it."""
        at = QPointF(event.pos())
        found = self.stop_at(at)
        if found is not None:
            self._scene.choose(found)
        lane = next((p.lane.key for p in self._scene.places if p.top <= at.y() < p.bottom), "")
        self.menu_asked.emit(lane, event.globalPos())


_LANE_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


def _reach(mark: int, count: int) -> float:
    """Return how far from its middle a point is still hit, in pixels."""
    return mark * (0.8 if count == 1 else 0.9)
