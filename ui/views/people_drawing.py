"""The pane that holds the family drawing: zoom, legend in words, and a copy as a picture.

The drawing itself is in `widgets.genogram`.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.presenters.people_genogram import FamilyDrawing, LegendLine
from ui.theme.style import set_look, theme
from ui.widgets.basics import icon_button, label
from ui.widgets.clipboard import copy_private
from ui.widgets.flow import FlowLayout
from ui.widgets.genogram import GenogramView
from ui.widgets.genogram_paint import paint_family, paint_sign
from ui.words import say

#: How far the drawing shrinks by itself to fit; by hand it goes further.
_FIT_LEAST, _FIT_MOST = 0.85, 1.15
_LEAST, _MOST, _STEP = 0.5, 2.5, 1.2


class _Sign(QWidget):
    """The sign of a line of the legend."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        side = round(18 * theme.text_size / 100)
        self.setFixedSize(QSize(side + 2, side + 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it as the drawing does."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        paint_sign(painter, self._sign, room, theme.palette)


class DrawingPane(QWidget):
    """The family drawing with what belongs to it."""

    #: Somebody was opened: the id.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.genogram = GenogramView()
        self._own_zoom = 0.0
        self._shown = ""
        self._legend: tuple[LegendLine, ...] = ()
        self._homes: tuple[str, ...] = ()
        self._told = label("", "small")
        self._area = QScrollArea()
        self._area.setWidget(self.genogram)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setCornerWidget(QWidget())
        set_look(self.genogram, "page")
        self.genogram.chosen.connect(self.chosen)
        self.genogram.focused.connect(lambda node: self._area.ensureWidgetVisible(node, 20, 20))
        self._make()

    def _make(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(say("person.drawing"), "strong"))
        head.addWidget(self._told, 1)
        for name, icon, deed in (
            ("zoom_out", "zoom-out", lambda: self.zoom_by(1 / _STEP)),
            ("zoom_in", "zoom-in", lambda: self.zoom_by(_STEP)),
            ("zoom_fit", "maximize", self.fit),
            ("copy", "copy", self.on_copy),
        ):
            head.addWidget(icon_button(say(f"person.drawing.{name}"), icon, deed))
        self._words = QWidget()
        self._flow = FlowLayout(self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space("small"),) * 4)
        layout.setSpacing(theme.space("tight"))
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._words)
        self.setMinimumWidth(220)

    def show_family(self, drawing: FamilyDrawing, chosen: str) -> None:
        """Show a family, and whose record is open."""
        self.genogram.show_family(drawing, chosen)
        if (drawing.legend, drawing.households) != (self._legend, self._homes):
            self._legend, self._homes = drawing.legend, drawing.households
            self._show_legend()
        self._fit()
        node = self.genogram.nodes.get(chosen)
        if node is not None and chosen != self._shown:
            self._area.ensureWidgetVisible(node, 20, 20)
        self._shown = chosen

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802
        """Give the focus to whose record is open."""
        node = self.genogram.first_node()
        if node is not None:
            node.setFocus(reason)

    def _show_legend(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in self._legend:
            self._flow.addWidget(_line(line.sign, line.words))
        for number, words in enumerate(self._homes, 1):
            name = "person.legend.home" if len(self._homes) == 1 else "person.legend.home_number"
            self._flow.addWidget(_line("household", say(name, value=words, number=number)))
        self._words.updateGeometry()

    # --- zoom ------------------------------------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Show it larger or smaller than it is."""
        self._own_zoom = min(_MOST, max(_LEAST, self._zoom() * factor))
        self._fit()

    def fit(self) -> None:
        """Let it fit the pane by itself again."""
        self._own_zoom = 0.0
        self._fit()

    def _zoom(self) -> float:
        if self._own_zoom:
            return self._own_zoom
        room = self._area.viewport().width() - 2
        wanted = room / max(1.0, self.genogram.natural_width())
        return min(_FIT_MOST, max(_FIT_LEAST, wanted))

    def _fit(self) -> None:
        self.genogram.set_zoom(self._zoom())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Zoom by plus, minus and nought."""
        deeds = {"+": lambda: self.zoom_by(_STEP), "=": lambda: self.zoom_by(_STEP),
                 "-": lambda: self.zoom_by(1 / _STEP), "0": self.fit}  # fmt: skip
        deed = deeds.get(event.text())
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def on_copy(self) -> None:
        """Put the drawing on the clipboard as a picture."""
        copy_private(paint_family(self.genogram.drawing))
        self._told.setText(say("person.drawing.copied"))


def _line(sign: str, words: str) -> QWidget:
    held = QWidget()
    layout = QHBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space("tight"))
    layout.addWidget(_Sign(sign))
    layout.addWidget(label(words, "small"))
    return held
