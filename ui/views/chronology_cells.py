"""Draws the cells of the chronology and edits a few of them where they stand.

Which words stand in a cell is the presenters' business.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from chronology_app.model.codes import Kind, Significance
from chronology_app.store.chronology_lines import ChronologyLine
from ui.models.chronology import ChronologyModel, account_words, group_words
from ui.presenters.chronology import Mark, line_marks
from ui.presenters.chronology_columns import COLUMNS
from ui.presenters.chronology_order import AccountRow, GroupRow
from ui.theme.style import theme
from ui.words import label, say

Index = QModelIndex | QPersistentModelIndex
#: Room before a date for the arrow that unfolds the accounts, at a text size of 100 %.
FOLD_WIDTH = 26
_PAD = 6
_CHOICES = {"kind": tuple(Kind), "significance": tuple(Significance)}


class CellDelegate(QStyledItemDelegate):
    """Draws rows of two lines; opens an editor for a fact, and lists for codes."""

    #: An edit is done: event id, column, value.
    finished = Signal(str, str, object)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def row_height(self) -> int:
        """Return the height of every row: two lines."""
        metrics = QFontMetrics(theme.font("body"))
        return max(theme.target, 2 * metrics.lineSpacing() + 10)

    # --- drawing ---------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the size that all cells have."""
        return QSize(80, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        model = index.model()
        assert isinstance(model, ChronologyModel)
        row = model.row(index.row())
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, rect, row, chosen=chosen)
        text = theme.colour("on_selection" if chosen else "text")
        if isinstance(row, GroupRow):
            self._group(painter, rect, row, text)
        elif isinstance(row, AccountRow):
            self._account(painter, rect, row, COLUMNS[index.column()].code, text)
        elif row is not None:
            self._event(painter, rect, row, model, index.column(), text)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, row: object, *, chosen: bool) -> None:
        role = "surface" if isinstance(row, ChronologyLine) else "raised"
        painter.fillRect(rect, theme.colour("selection" if chosen else role))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _group(self, painter: QPainter, rect: QRect, row: GroupRow, colour: QColor) -> None:
        """Draw a heading across the row, the part of it that lies in this cell."""
        left = _PAD
        _arrow(painter, QRect(left, rect.top(), _fold(), rect.height()), is_open=row.is_open)
        painter.setFont(theme.font("strong"))
        painter.setPen(colour)
        place = QRect(left + _fold(), rect.top(), self._table.viewport().width(), rect.height())
        words = painter.fontMetrics().elidedText(
            group_words(row), Qt.TextElideMode.ElideRight, place.width() - _fold() - 2 * _PAD
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _account(
        self, painter: QPainter, rect: QRect, row: AccountRow, code: str, colour: QColor
    ) -> None:
        words = account_words(row, code)
        if code == "date":
            rect = rect.adjusted(_fold(), 0, 0, 0)
        if code == "fact":
            quote, _, place = words.partition("\n")
            rect = rect.adjusted(_fold() // 2, 0, 0, 0)
            upper, lower = _halves(rect)
            _line(painter, upper, f"“{quote}”", _font("body", True), colour)
            _line(painter, lower, place, _font("small"), theme.colour("muted"))
            return
        _two_lines(painter, rect, words, _font("body"), colour)

    def _event(
        self, painter: QPainter, rect: QRect, line: ChronologyLine, model: ChronologyModel,
        number: int, colour: QColor,
    ) -> None:  # fmt: skip
        column = COLUMNS[number]
        if column.code == "marks":
            _marks(painter, rect, line_marks(line))
            return
        if column.code == "date":
            is_open = model.row(self._below(line, model)) is not None and isinstance(
                model.row(self._below(line, model)), AccountRow
            )
            fold = QRect(rect.left() + 2, rect.top(), _fold(), rect.height())
            _arrow(painter, fold, is_open=is_open)
            rect = rect.adjusted(_fold() - 4, 0, 0, 0)
        _two_lines(painter, rect, column.words(line, model.setting), _font("body"), colour)

    def _below(self, line: ChronologyLine, model: ChronologyModel) -> int:
        return model.place(line.event_id) + 1

    # --- editing ---------------------------------------------------------------------------

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Return the editor of a cell: a text of several lines, or a list of codes."""
        column = COLUMNS[index.column()]
        if column.edit == "line":
            return FactEditor(parent, column.heading)
        return CodeEditor(parent, column.heading, column.group)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Fill the editor with what stands in the cell."""
        line = self._line(index)
        code = COLUMNS[index.column()].code
        if line is not None and isinstance(editor, FactEditor):
            editor.setPlainText(line.fact)
            editor.selectAll()
        elif line is not None and isinstance(editor, CodeEditor):
            editor.show_code(getattr(line, code) or "")
            editor.chosen.connect(lambda: self._on_chosen(editor))
            QTimer.singleShot(0, editor, editor.showPopup)

    def _on_chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Tell what was typed, if it is something else than before."""
        line, code = self._line(index), COLUMNS[index.column()].code
        if line is None:
            return
        before = getattr(line, code) or ""
        value: Any = None
        if isinstance(editor, FactEditor):
            value = editor.toPlainText().strip()
        elif isinstance(editor, CodeEditor):
            value = editor.currentData()
        if value is not None and value != before:
            self.finished.emit(line.event_id, code, value)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a fact's editor room for more than two lines."""
        rect: QRect = option.rect
        if isinstance(editor, FactEditor):
            rect = QRect(rect.topLeft(), QSize(rect.width(), rect.height() * 2))
            over = rect.bottom() - self._table.viewport().height()
            if over > 0:
                rect.translate(0, -over)
        editor.setGeometry(rect)

    def eventFilter(self, editor, event: QEvent) -> bool:  # type: ignore[no-untyped-def]  # noqa: N802
        """Let Enter finish a fact; Shift+Enter begins a new line in it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if enter and isinstance(editor, FactEditor) and not shift:
                self._on_chosen(editor)
                return True
            if enter and isinstance(editor, FactEditor):
                return False
        return super().eventFilter(editor, event)

    def _line(self, index: Index) -> ChronologyLine | None:
        model = index.model()
        row = model.row(index.row()) if isinstance(model, ChronologyModel) else None
        return row if isinstance(row, ChronologyLine) else None


class FactEditor(QPlainTextEdit):
    """The editor of a fact."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)


class CodeEditor(QComboBox):
    """The editor of a code: a list of all there are."""

    #: A person chose one.
    chosen = Signal()

    def __init__(self, parent: QWidget, name: str, group: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        if group == "significance":
            self.addItem(say("chron.no_significance"), "")
        for code in _CHOICES[group]:
            self.addItem(label(group, code), str(code))
        self.activated.connect(lambda: self.chosen.emit())

    def show_code(self, code: str) -> None:
        """Show a code; one that an authority added is offered as well."""
        if self.findData(code) < 0:
            self.addItem(code.replace("_", " "), code)
        self.setCurrentIndex(self.findData(code))

    def event(self, event: QEvent) -> bool:
        """Keep letters for the list, so that they are no commands of the screen."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and event.text().isprintable():  # type: ignore[attr-defined]
            event.accept()
            return True
        return bool(super().event(event))


# --- parts of a cell ----------------------------------------------------------------------------


def _fold() -> int:
    return round(FOLD_WIDTH * theme.text_size / 100)


@lru_cache(maxsize=64)
def _made_font(step: str, italic: bool, text_size: int) -> QFont:  # noqa: FBT001
    font = theme.font(step)
    font.setItalic(italic)
    return font


def _font(step: str, italic: bool = False) -> QFont:  # noqa: FBT001, FBT002
    return _made_font(step, italic, theme.text_size)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    middle = rect.top() + rect.height() // 2
    upper = QRect(rect.left(), rect.top() + 4, rect.width(), middle - rect.top() - 4)
    lower = QRect(rect.left(), middle, rect.width(), rect.bottom() - middle - 3)
    return upper, lower


def _line(painter: QPainter, rect: QRect, words: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    inner = rect.adjusted(_PAD, 0, -_PAD, 0)
    said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)


def _two_lines(painter: QPainter, rect: QRect, words: str, font: QFont, colour: QColor) -> None:
    """Draw words in at most two lines; what does not fit ends in dots."""
    if not words:
        return
    painter.setFont(font)
    painter.setPen(colour)
    width = rect.width() - 2 * _PAD
    lines = _broken(words, width, font.toString())
    height = painter.fontMetrics().lineSpacing()
    top = rect.top() + (rect.height() - height * len(lines)) // 2
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    for number, line in enumerate(lines):
        place = QRect(rect.left() + _PAD, top + number * height, width, height)
        painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, line)


@lru_cache(maxsize=8_192)
def _broken(words: str, width: int, font_text: str) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_text)
    metrics = QFontMetrics(font)
    first, _, rest = words.partition("\n")
    right = Qt.TextElideMode.ElideRight
    if rest:
        rest = " · ".join(rest.split("\n"))
        return metrics.elidedText(first, right, width), metrics.elidedText(rest, right, width)
    if metrics.horizontalAdvance(first) <= width:
        return (first,)
    layout = QTextLayout(first, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(10, width))
    end = line.textLength()
    layout.endLayout()
    return (
        metrics.elidedText(first[:end].rstrip(), right, width),
        metrics.elidedText(first[end:].strip(), right, width),
    )


def _arrow(painter: QPainter, rect: QRect, *, is_open: bool) -> None:
    side = round(16 * theme.text_size / 100)
    place = QRect(
        rect.left() + (rect.width() - side) // 2, rect.top() + (rect.height() - side) // 2,
        side, side,
    )  # fmt: skip
    _icon(painter, place, "chevron-down" if is_open else "chevron-right")


def _icon(painter: QPainter, place: QRect, name: str) -> None:
    """Draw an icon; a drawing is read once for each size and scheme."""
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(place, _drawn(name, place.width(), scale, theme.palette.name))


@lru_cache(maxsize=256)
def _drawn(name: str, side: int, scale: float, scheme: str) -> QPixmap:
    return theme.icon(name, "muted").pixmap(QSize(round(side * scale), round(side * scale)))


def _marks(painter: QPainter, rect: QRect, marks: tuple[Mark, ...]) -> None:
    """Draw marks as small framed words with an icon, in two lines; the rest as a number."""
    painter.setFont(_font("small"))
    metrics = painter.fontMetrics()
    height = min(metrics.height() + 4, (rect.height() - 6) // 2)
    room = rect.width() - _PAD - 2
    lines, left_out = _lines_of_marks(marks, room, height - 4, metrics)
    top = rect.center().y() - (height if len(lines) > 1 else height // 2 - 1)
    for number, line in enumerate(lines):
        left = rect.left() + _PAD
        for mark, width in line:
            place = QRect(left, top + number * (height + 2), width, height)
            _mark(painter, place, mark, height - 4 if mark.icon else 0, metrics)
            left += width + 4
        if left_out and number:
            painter.setPen(theme.colour("muted"))
            words = say("chron.more_marks", count=left_out)
            painter.drawText(QPoint(left, top + height + 2 + metrics.ascent() + 2), words)


def _lines_of_marks(
    marks: tuple[Mark, ...], room: int, icon: int, metrics: QFontMetrics
) -> tuple[list[list[tuple[Mark, int]]], int]:
    """Return marks with their widths in at most two lines, and how many find no room."""
    lines: list[list[tuple[Mark, int]]] = [[]]
    used = 0
    for number, mark in enumerate(marks):
        wanted = metrics.horizontalAdvance(mark.words) + (icon if mark.icon else 0) + 12
        width = min(wanted, room)
        is_last = number + 1 == len(marks)
        spare = 0 if is_last or len(lines) < 2 else metrics.horizontalAdvance("+9") + 4
        if lines[-1] and used + width + spare > room:
            if len(lines) == 2:
                return lines, len(marks) - number
            lines.append([])
            used = 0
        lines[-1].append((mark, width))
        used += width + 4
    return lines, 0


def _mark(painter: QPainter, rect: QRect, mark: Mark, icon: int, metrics: QFontMetrics) -> None:
    tone = theme.palette.tone(mark.tone) if mark.tone else None
    colour = QColor(tone.text) if tone else theme.colour("text")
    painter.setPen(QColor(tone.edge) if tone else theme.colour("line"))
    painter.setBrush(QColor(tone.ground) if tone else theme.colour("raised"))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 3, 3)
    if icon:
        place = QRect(rect.left() + 4, rect.top() + (rect.height() - icon) // 2, icon, icon)
        _icon(painter, place, mark.icon)
    words_at = rect.adjusted(4 + icon + (2 if icon else 0), 0, -3, 0)
    painter.setPen(colour)
    words = metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, words_at.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(words_at, flags | Qt.TextFlag.TextSingleLine, words)


__all__ = ["FOLD_WIDTH", "CellDelegate", "CodeEditor", "FactEditor"]
