"""The drawing of a family: arrows lead from person to person, Enter opens the record.

Each person is a button, so that a screen reader finds everybody with their words; what is painted
is in `genogram_paint`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.presenters.people_genogram import FamilyDrawing, Node
from ui.theme.style import Restyled, theme
from ui.widgets import genogram_paint as paint
from ui.widgets.plain import plain_face, plain_tip
from ui.words import say

_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class PersonNode(QAbstractButton):
    """One person of the drawing."""

    #: An arrow was pressed: which way.
    moved = Signal(str)

    def __init__(self, parent: QWidget, node: Node) -> None:
        super().__init__(parent)
        self.node = node
        self.zoom = 1.0
        self.is_chosen = False
        #: A line of descent runs behind the words.
        self.has_line = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_node(node)

    def show_node(self, node: Node) -> None:
        """Show a newer state of the person."""
        self.node = node
        self.setText(plain_face(node.name))
        self.setAccessibleName(node.spoken)
        self.setToolTip(plain_tip(node.spoken))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint symbol and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.paint_node(painter, self.node, self.rect().toRectF(), self.zoom, theme.palette,
                         is_chosen=self.is_chosen or self.underMouse(),
                         has_focus=self.hasFocus(), has_line=self.has_line)  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by arrows, open by Enter."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that the person can be opened."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show the person as before."""
        super().leaveEvent(event)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take what the drawing gives."""
        return self.size()


class GenogramView(QWidget):
    """The canvas with everybody on it."""

    #: Somebody was opened: the id.
    chosen = Signal(str)
    #: Somebody got the focus: the button, to be brought into view.
    focused = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.drawing = FamilyDrawing()
        self.nodes: dict[str, PersonNode] = {}
        self._zoom = 1.0
        self._chosen = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("person.drawing"))
        Restyled(self, self._place)

    def show_family(self, drawing: FamilyDrawing, chosen: str) -> None:
        """Show a family, and whose record is open."""
        self.drawing = drawing
        self._chosen = chosen
        for gone in self.nodes.keys() - drawing.nodes.keys():
            old = self.nodes.pop(gone)
            old.hide()
            old.deleteLater()
        for person_id, node in drawing.nodes.items():
            if person_id in self.nodes:
                self.nodes[person_id].show_node(node)
            else:
                self._add(person_id, node)
        self._place()

    def set_zoom(self, zoom: float) -> None:
        """Show it larger or smaller."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._place()

    def natural_width(self) -> float:
        """Return its width in pixels at a zoom of 1."""
        return self.drawing.genogram.width * paint.unit(1.0)

    def first_node(self) -> PersonNode | None:
        """Return who gets the focus first: whose record is open, or the first."""
        order = self.drawing.genogram.in_order()
        return self.nodes.get(self._chosen) or (self.nodes[order[0]] if order else None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint frames and lines; the people paint themselves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = paint.unit(self._zoom)
        paint.paint_frames(painter, self.drawing, side, theme.palette)
        paint.paint_lines(painter, self.drawing, side, self._zoom, theme.palette)

    def _add(self, person_id: str, node: Node) -> None:
        made = PersonNode(self, node)
        made.clicked.connect(lambda: self.chosen.emit(person_id))
        made.moved.connect(lambda side: self._move(person_id, side))
        made.installEventFilter(self)
        made.show()
        self.nodes[person_id] = made

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: N802
        """Tell who got the focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, PersonNode):
            self.focused.emit(watched)
        return super().eventFilter(watched, event)

    def _move(self, person_id: str, side: str) -> None:
        following = self.drawing.genogram.find_neighbour(person_id, side)
        if following is not None:
            self.nodes[following].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        side = paint.unit(self._zoom)
        before: QWidget | None = None
        lone = self.drawing.lone_parents
        for person_id in self.drawing.genogram.in_order():
            node = self.nodes[person_id]
            node.zoom = self._zoom
            node.is_chosen = person_id == self._chosen
            node.has_line = person_id in lone
            node.setGeometry(paint.cell_rect(self.drawing.genogram.spots[person_id],
                                             side).toAlignedRect())  # fmt: skip
            if before is not None:
                QWidget.setTabOrder(before, node)
            before = node
            node.update()
        genogram = self.drawing.genogram
        self.setFixedSize(max(1, round(genogram.width * side)),
                          max(1, round(genogram.height * side)))  # fmt: skip
        self.update()
