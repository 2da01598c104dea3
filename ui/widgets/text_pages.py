"""Shows the readable text of a source, with the cited words marked, in parts around a place.

What the text says is decided in `presenters.source_text`, how a block is written in `text_layout`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit

from ui.presenters.source_text import Block, ReadableText, Span
from ui.theme.metrics import points
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.text_layout import Stretches, TextWriter
from ui.words import say

#: Lines written at once, and how many of them are new when a reader comes to an edge.
_WINDOW, _STEP = 600, 300
#: What a cell of a table costs to write, in lines.
_CELL_COST = 2
ZOOMS = (0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)


class TextPages(QTextEdit):
    """A text to read and to select words in; thousands of passages are written as one scrolls."""

    #: Other words are selected, or none.
    selected = Signal()
    #: The wheel asks for larger (1) or smaller (-1) text.
    zoom_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        set_look(self, "reader")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text = ReadableText()
        #: What the blocks before each cost to write, and all of them.
        self._costs = [0]
        self._first, self._last = 0, 0
        self._spans: tuple[Span, ...] = ()
        self._stretches = Stretches(())
        self._zoom = 1.0
        #: The place to be brought to the middle once the widget has its size.
        self._wanted: Span | None = None
        self._is_writing = False
        #: The document of ours that is shown; Qt deletes only its own first one.
        self._own: QTextDocument | None = None
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionChanged.connect(self._on_selected)
        Restyled(self, self._on_restyled)

    # --- what is shown ---------------------------------------------------------------------

    def show_text(self, text: ReadableText, spans: Sequence[Span] = ()) -> None:
        """Show a text with words marked, the first of them in the middle."""
        self._text = text
        self._costs = [0, *accumulate(map(_cost, text.blocks))]
        self._spans = tuple(spans)
        first = self._spans[0] if self._spans else None
        self._write_around(self._block_of(first))
        self._wanted = first
        if first is None:
            self.verticalScrollBar().setValue(0)
        self._bring_to_middle()

    def mark(self, spans: Sequence[Span]) -> None:
        """Mark these words instead of others; the text stays where it is."""
        self._spans = tuple(spans)
        self._mark()

    def show_place(self, span: Span) -> None:
        """Bring words to the middle and put the cursor before them."""
        number = self._block_of(span)
        if not self._first <= number < self._last:
            self._write_around(number)
        self._wanted = span
        self._bring_to_middle()

    def clear_text(self) -> None:
        """Show nothing."""
        self._wanted = None
        self.show_text(ReadableText())

    @property
    def zoom(self) -> float:
        """The size of the text, 1.0 as elsewhere in the window."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller text; the words at the top stay there."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._write_again(self._first, self._last)

    def zoom_step(self, steps: int) -> None:
        """Show the text some steps larger or smaller; 0 is the usual size."""
        number = bisect_left(ZOOMS, self._zoom) + steps if steps else ZOOMS.index(1.0)
        self.set_zoom(ZOOMS[min(max(0, number), len(ZOOMS) - 1)])

    # --- words -----------------------------------------------------------------------------

    def selected_spans(self) -> list[Span]:
        """Return the selected words: one span for each passage that they reach into."""
        cursor = self.textCursor()
        return self._stretches.between(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, span: Span) -> None:
        """Select words, as if it had been done by hand."""
        found = self._stretches.positions(span)
        if found is None:
            self._write_around(self._block_of(span))
            found = self._stretches.positions(span)
        if found is not None:
            cursor = self.textCursor()
            cursor.setPosition(found[0])
            cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _on_selected(self) -> None:
        if not self._is_writing:
            self.selected.emit()

    # --- writing parts ---------------------------------------------------------------------

    def _block_of(self, span: Span | None) -> int:
        return self._text.block_of.get(span.passage_id, 0) if span else 0

    def _write_around(self, number: int) -> None:
        """Write the part of the text that has a block in its middle."""
        middle = self._costs[min(number, len(self._costs) - 1)]
        start = max(0, min(middle - _WINDOW // 2, self._costs[-1] - _WINDOW))
        self._write(*self._blocks_from(start))

    def _blocks_from(self, start: int) -> tuple[int, int]:
        """Return the blocks of a part that begins about so many passages from the start."""
        count = len(self._text.blocks)
        first = min(max(0, bisect_right(self._costs, max(0, start)) - 1), max(0, count - 1))
        last = bisect_left(self._costs, self._costs[first] + _WINDOW)
        return first, max(min(count, last), min(count, first + 1))

    def _write(self, first: int, last: int) -> None:
        self._is_writing = True
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.space("medium"))
        size = points("body", theme.text_size) * self._zoom
        writer = TextWriter(document, size, self._text.has_cell_names)
        if first:
            writer.write_remark(say("reader.more_above"))
        self._stretches = writer.write(self._text.blocks[first:last])
        if last < len(self._text.blocks):
            writer.write_remark(say("reader.more_below"))
        self._first, self._last = first, last
        self.setDocument(document)
        if self._own is not None:
            self._own.deleteLater()
        self._own = document
        self._mark()
        self._is_writing = False

    def _write_again(self, first: int, last: int) -> None:
        """Write another part and keep the words at the top, and the selection, where they are."""
        # Above its first line a document answers with its end.
        corner = QPoint(theme.space("large"), theme.space("large"))
        top = self._stretches.near(self.cursorForPosition(corner).position())
        height = self._top_of(top.start) if top else 0
        chosen = self.selected_spans()
        self._write(first, last)
        if top is not None:
            again = self._stretches.find(top.passage.id)
            if again is not None:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._top_of(again.start) - height)
        if len(chosen) == 1 and self._stretches.find(chosen[0].passage_id):
            value = self.verticalScrollBar().value()
            self.select(chosen[0])
            self.verticalScrollBar().setValue(value)

    def _on_scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if self._is_writing or not self.isVisible():
            return
        near = self.viewport().height() // 2
        if (bar.value() >= bar.maximum() - near and self._last < len(self._text.blocks)) or (
            bar.value() <= near and self._first > 0
        ):
            QTimer.singleShot(0, self, self._extend)

    def _extend(self) -> None:
        """Write on in the direction in which the reader has come to an edge."""
        bar, near = self.verticalScrollBar(), self.viewport().height() // 2
        if bar.value() >= bar.maximum() - near and self._last < len(self._text.blocks):
            start = self._costs[self._last] - _WINDOW + _STEP
        elif bar.value() <= near and self._first > 0:
            start = self._costs[self._first] - _STEP
        else:
            return
        first, last = self._blocks_from(start)
        if (first, last) != (self._first, self._last):
            self._write_again(first, last)

    # --- places ----------------------------------------------------------------------------

    def _bring_to_middle(self) -> None:
        if self._wanted is None:
            return
        found = self._stretches.positions(self._wanted)
        if found is None or self.viewport().height() < 40:
            return
        cursor = self.textCursor()
        cursor.setPosition(found[0])
        self._is_writing = True
        self.setTextCursor(cursor)
        self._is_writing = False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._top_of(found[0]) - self.viewport().height() // 2)

    def _top_of(self, position: int) -> int:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return self.cursorRect(cursor).top()

    # --- marks -----------------------------------------------------------------------------

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.colour("mark"))
        look.setForeground(theme.colour("text"))
        marks = []
        for start, end in self._marked():
            one = QTextEdit.ExtraSelection()
            one.format = look
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            marks.append(one)
        self.setExtraSelections(marks)
        self.viewport().update()

    def _marked(self) -> list[tuple[int, int]]:
        found = (self._stretches.positions(span) for span in self._spans)
        return [one for one in found if one is not None]

    def marked_boxes(self) -> list[QRectF]:
        """Return the boxes drawn around the marked words, one for each line, in the viewport."""
        return [box for start, end in self._marked() for box in self._boxes(start, end)]

    def _boxes(self, start: int, end: int) -> Iterator[QRectF]:
        cursor = QTextCursor(self.document())
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            text = block.layout()
            for number in range(text.lineCount()):
                line = text.lineAt(number)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                last = first + len(block.text()[first:last].rstrip())
                if first < last:
                    cursor.setPosition(block.position() + first)
                    corner = self.cursorRect(cursor).topLeft()
                    width = abs(_x(line, last) - _x(line, first))
                    box = QRectF(corner.x(), corner.y(), width, line.height())
                    yield box.adjusted(-2, -1, 2, 1)
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, then a box around each line of the marked words."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        for box in self.marked_boxes():
            if box.intersects(QRectF(self.viewport().rect())):
                painter.drawRoundedRect(box, 2, 2)
        painter.end()

    # --- Qt --------------------------------------------------------------------------------

    def _on_restyled(self) -> None:
        self._write_again(self._first, self._last)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the wanted words in the middle until somebody scrolls or goes elsewhere."""
        super().resizeEvent(event)
        self._bring_to_middle()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Bring the wanted words to the middle now that there is one."""
        super().showEvent(event)
        self._bring_to_middle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to the ends of the whole text, also where they are not written yet."""
        self._wanted = None
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_Home and self._first > 0:
                self._write_around(0)
            if event.key() == Qt.Key.Key_End and self._last < len(self._text.blocks):
                self._write_around(len(self._text.blocks))
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or change the size of the text while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        self._wanted = None
        super().wheelEvent(event)


def _cost(block: Block) -> int:
    """Return what a block costs to write, in lines."""
    cells = _CELL_COST if block.look == "row" else 1
    return cells * max(1, len(block.passages))


def _x(line, position: int) -> float:  # type: ignore[no-untyped-def]
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
