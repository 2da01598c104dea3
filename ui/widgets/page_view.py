"""Shows one drawn page: fitted or enlarged, cited words boxed, and a part of it to be chosen.

Which page is shown, and having it drawn, is left to `source_reader` and `page_loader`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from importers.page_drawing import Rect
from ui.theme.colours import LIGHT
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.text_pages import ZOOMS
from ui.words import say

_MOST_ZOOM = 5.0
#: How far one press of an arrow key moves or stretches the chosen part, in shares of the page.
_COARSE, _FINE = 0.02, 0.004
_LEAST_PART = 0.01
#: The part that is chosen at first: a few lines in the middle.
_FIRST_PART = Rect(0.1, 0.4, 0.9, 0.55)


class PageView(QScrollArea):
    """One page, scrolled by arrow keys and turned by Page Up and Page Down at its ends."""

    #: Turn the page: -1 back, 1 on.
    turned = Signal(int)
    #: The page is shown at another width, in the screen's own pixels: have it drawn so.
    width_changed = Signal(int)
    #: A part was chosen: a `Rect`.
    part_chosen = Signal(object)
    #: Choosing a part began (True) or ended (False).
    choosing_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "reader")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that the page is fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheet = _Sheet()
        self._sheet.part_moved.connect(self._on_part_moved)
        self.setWidget(self._sheet)
        self._zoom = 1.0
        #: Height of the page for a width of 1.
        self._shape = 0.0
        self._to_middle = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._tell_width)
        Restyled(self, self._sheet.update)

    # --- what is shown ---------------------------------------------------------------------

    def show_page(self, image: QImage, marks: Sequence[Rect] = (), *, is_new: bool = True) -> None:
        """Show a page with places marked, the first of them in the middle."""
        self._shape = image.height() / max(1, image.width())
        self._sheet.set_page(image, marks)
        self._fit()
        if is_new:
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)
            self._to_middle = True
        if self._to_middle:
            self._bring_to_middle()

    def clear_page(self) -> None:
        """Show nothing."""
        self.stop_choosing()
        self._shape = 0.0
        self._sheet.set_page(QImage(), ())
        self._fit()

    @property
    def marks(self) -> Sequence[Rect]:
        """The places marked on the page."""
        return self._sheet.marks

    @property
    def image(self) -> QImage:
        """The page as it was drawn."""
        return self._sheet.image

    @property
    def wanted_width(self) -> int:
        """How wide the page should be drawn, in the screen's own pixels."""
        return max(1, round(self._shown_width() * self.devicePixelRatioF()))

    @property
    def zoom(self) -> float:
        """How large the page is; 1.0 fits its width."""
        return self._zoom

    def zoom_step(self, steps: int) -> None:
        """Show the page some steps larger or smaller; 0 fits its width."""
        sizes = [*(size for size in ZOOMS if size <= 3), 4.0, _MOST_ZOOM]
        near = min(range(len(sizes)), key=lambda n: abs(sizes[n] - self._zoom))
        number = near + steps if steps else sizes.index(1.0)
        zoom = sizes[min(max(0, number), len(sizes) - 1)]
        if zoom == self._zoom:
            return
        middle = self._middle()
        self._zoom = zoom
        self._fit()
        self._go_to(middle)
        self._timer.start()

    def _shown_width(self) -> int:
        return max(80, round((self.viewport().width() - 2) * self._zoom))

    def _fit(self) -> None:
        width = self._shown_width() if self._shape else 0
        self._sheet.setFixedSize(width, round(width * self._shape))

    def _tell_width(self) -> None:
        self.width_changed.emit(self.wanted_width)

    # --- places ----------------------------------------------------------------------------

    def _middle(self) -> QPointF:
        """Return the place in the middle of the view, in shares of the page."""
        size, bars = self._sheet.size(), (self.horizontalScrollBar(), self.verticalScrollBar())
        view = self.viewport().size()
        return QPointF(
            (bars[0].value() + view.width() / 2) / max(1, size.width()),
            (bars[1].value() + view.height() / 2) / max(1, size.height()),
        )

    def _go_to(self, place: QPointF) -> None:
        """Bring a place of the page to the middle of the view."""
        size, view = self._sheet.size(), self.viewport().size()
        self._sheet.updateGeometry()
        for bar, share, length, seen in (
            (self.horizontalScrollBar(), place.x(), size.width(), view.width()),
            (self.verticalScrollBar(), place.y(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, length - seen))
            bar.setValue(round(share * length - seen / 2))

    def _bring_to_middle(self) -> None:
        marks = self._sheet.marks
        if marks:
            left, right = min(one.left for one in marks[:1]), max(one.right for one in marks[:1])
            self._go_to(QPointF((left + right) / 2, (marks[0].top + marks[0].bottom) / 2))

    # --- a part of the page ------------------------------------------------------------------

    @property
    def is_choosing(self) -> bool:
        """Say whether a part of the page is being chosen."""
        return self._sheet.part is not None

    def start_choosing(self) -> None:
        """Let a part be chosen: dragged with the mouse, or moved and stretched by arrow keys."""
        if not self._shape or self.is_choosing:
            return
        self._sheet.set_part(_FIRST_PART)
        self._go_to(QPointF(0.5, (_FIRST_PART.top + _FIRST_PART.bottom) / 2))
        self.setFocus()
        self.choosing_changed.emit(True)

    def stop_choosing(self) -> None:
        """Choose no part after all."""
        if self.is_choosing:
            self._sheet.set_part(None)
            self.choosing_changed.emit(False)

    def choose(self) -> None:
        """Take the part as it is framed."""
        part = self._sheet.part
        if part is not None:
            self._sheet.set_part(None)
            self.choosing_changed.emit(False)
            self.part_chosen.emit(part)

    def _on_part_moved(self) -> None:
        part = self._sheet.part
        if part is not None:
            self.setAccessibleDescription(say("reader.part_is", **part_words(part)))

    def _move_part(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))  # fmt: skip
        part = self._sheet.part
        if steps is None or part is None:
            return False
        held = event.modifiers()
        far = _FINE if held & Qt.KeyboardModifier.ControlModifier else _COARSE
        across, down = steps[0] * far, steps[1] * far
        if held & Qt.KeyboardModifier.ShiftModifier:
            part = Rect(part.left, part.top, part.right + across, part.bottom + down)
        else:
            across = min(max(across, -part.left), 1 - part.right)
            down = min(max(down, -part.top), 1 - part.bottom)
            part = Rect(
                part.left + across, part.top + down, part.right + across, part.bottom + down
            )
        self._sheet.set_part(_sound(part))
        corner = self._sheet.place(part).bottomRight().toPoint()
        self.ensureVisible(corner.x(), corner.y(), 30, 30)
        return True

    # --- Qt --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Scroll, turn the page at its ends, or work on the part that is being chosen."""
        self._to_middle = False
        if self.is_choosing:
            if self._move_part(event):
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose()
                return
            if event.key() == Qt.Key.Key_Escape:
                self.stop_choosing()
                return
        turn = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.maximum() if turn > 0 else bar.minimum())
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if turn and (at_end or held):
            self.turned.emit(turn)
            return
        if event.key() == Qt.Key.Key_Home and not held:
            bar.setValue(bar.minimum())
            return
        if event.key() == Qt.Key.Key_End and not held:
            bar.setValue(bar.maximum())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or show the page larger or smaller while Ctrl is held."""
        self._to_middle = False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the page to its new width, and have it drawn for that a moment later."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            middle = self._middle()
            self._fit()
            if self._to_middle:
                self._bring_to_middle()
            elif event.oldSize().width() > 0:
                self._go_to(middle)
            self._timer.start()
        elif self._to_middle:
            self._bring_to_middle()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for room for a page."""
        return QSize(480, 600)


class _Sheet(QWidget):
    """The page itself: always paper, in the dark as well."""

    #: The part that is being chosen is another one.
    part_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.marks: Sequence[Rect] = ()
        self.part: Rect | None = None
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_page(self, image: QImage, marks: Sequence[Rect]) -> None:
        self.image, self.marks = image, tuple(marks)
        self.update()

    def set_part(self, part: Rect | None) -> None:
        self.part = part
        self.setCursor(Qt.CursorShape.CrossCursor if part else Qt.CursorShape.ArrowCursor)
        self.update()
        self.part_moved.emit()

    def place(self, rect: Rect) -> QRectF:
        """Return a part of the page in pixels of this widget."""
        wide, high = self.width(), self.height()
        return QRectF(
            QPointF(rect.left * wide, rect.top * high),
            QPointF(rect.right * wide, rect.bottom * high),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the page, a tint and a box over marked places, and the frame of a chosen part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.image.isNull():
            painter.drawImage(QRectF(self.rect()), self.image, QRectF(self.image.rect()))
        edge = QColor(LIGHT.accent)
        for rect in self.marks:
            box = self.place(rect).adjusted(-2, -1, 2, 1)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(box, QColor(LIGHT.mark))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(edge, 1.8))
            painter.drawRoundedRect(box, 2, 2)
        if self.part is not None:
            self._paint_part(painter, edge)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_part(self, painter: QPainter, edge: QColor) -> None:
        assert self.part is not None
        box, whole = self.place(self.part), QRectF(self.rect())
        shade = QColor(20, 26, 32, 90)
        for dark in (
            QRectF(whole.topLeft(), QPointF(whole.right(), box.top())),
            QRectF(QPointF(0, box.bottom()), whole.bottomRight()),
            QRectF(QPointF(0, box.top()), box.bottomLeft()),
            QRectF(box.topRight(), QPointF(whole.right(), box.bottom())),
        ):
            painter.fillRect(dark, shade)
        painter.setPen(QPen(edge, 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a part where the mouse is pressed."""
        if self.part is not None and event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position()
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Stretch the part to where the mouse is."""
        if self._from is None:
            event.ignore()
            return
        size = QSizeF(max(1, self.width()), max(1, self.height()))
        box = QRectF(self._from, event.position()).normalized()
        if box.width() >= 3 and box.height() >= 3:
            self.set_part(
                _sound(
                    Rect(
                        box.left() / size.width(),
                        box.top() / size.height(),
                        box.right() / size.width(),
                        box.bottom() / size.height(),
                    )
                )
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the part where the mouse is let go; it is taken by Enter or the button."""
        self._from = None
        event.accept()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Be as large as the view makes it."""
        return QSize(self.minimumWidth(), self.minimumHeight())


def _sound(part: Rect) -> Rect:
    """Return a part that lies on the page and can be seen."""
    left, top = (min(max(0.0, n), 1 - _LEAST_PART) for n in (part.left, part.top))
    right = min(1.0, max(left + _LEAST_PART, part.right))
    bottom = min(1.0, max(top + _LEAST_PART, part.bottom))
    return Rect(left, top, right, bottom)


def part_words(part: Rect) -> dict[str, int]:
    """Return the edges of a part in per cent of the page, for a sentence."""
    names = ("left", "top", "right", "bottom")
    return {name: round(100 * share) for name, share in zip(names, part, strict=True)}


def cut_out(image: QImage, part: Rect) -> QImage:
    """Return a part of a page as a picture of its own."""
    corner = QPoint(round(part.left * image.width()), round(part.top * image.height()))
    size = QSize(
        max(1, round((part.right - part.left) * image.width())),
        max(1, round((part.bottom - part.top) * image.height())),
    )
    return image.copy(corner.x(), corner.y(), size.width(), size.height())
