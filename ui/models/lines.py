"""A list of lines of two rows each, in groups: for findings, search hits, log entries.

What a line says is decided by a presenter; drawing and choosing are here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.style import theme
from ui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, its words, and how it is marked."""

    #: Names it; empty for a heading, which cannot be chosen.
    key: str
    title: str
    #: A second row in quieter words.
    text: str = ""
    icon: str = ""
    #: "must" "should" "done" "know": the colour of its icon, beside words that say the same.
    tone: str = ""
    #: Struck through quietly: set aside.
    is_faint: bool = False

    @property
    def is_heading(self) -> bool:
        """Say whether it only names the lines below."""
        return not self.key

    @property
    def spoken(self) -> str:
        """The words that a screen reader says."""
        return f"{self.title}. {self.text}" if self.text else self.title


class LinesModel(QAbstractListModel):
    """Lines, in the order given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or its words for a screen reader and a tool tip."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
        ):  # fmt: skip
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.spoken)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every line but a heading be chosen."""
        if not index.isValid() or self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Draws a line: icon, title, and the second row below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of one row, or of two."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        strong = QFontMetrics(theme.font("body")).height()
        if line.is_heading:
            return QSize(100, strong + 18)
        second = QFontMetrics(theme.font("small")).height() if line.text else 0
        return QSize(100, max(theme.target, strong + second + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box: QRect = option.rect
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(box, theme.colour("selection"))
        if line.is_heading:
            self._paint_heading(painter, box, line)
        else:
            self._paint_line(painter, box, line, is_chosen)
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, box: QRect, line: Line) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("muted"))
        inner = box.adjusted(12, 8, -12, -4)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
                         line.title)  # fmt: skip

    @staticmethod
    def _paint_line(painter: QPainter, box: QRect, line: Line, is_chosen: bool) -> None:
        side = theme.icon_size.width()
        left = box.left() + 12
        if line.icon:
            from dataclasses import replace

            from ui.theme.icons import picture

            colour = theme.palette.tone(line.tone).text if line.tone else theme.palette.muted
            drawn = picture(line.icon, replace(theme.palette, muted=colour), side)
            painter.drawPixmap(left, box.top() + (box.height() - side) // 2, drawn)
            left += side + 10
        text = QRect(left, box.top() + 6, box.right() - left - 10, box.height() - 12)
        font = theme.font("body")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        ink = "on_selection" if is_chosen else "muted" if line.is_faint else "text"
        painter.setPen(theme.colour(ink))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
                         metrics.elidedText(line.title, elide, text.width()))  # fmt: skip
        if line.text:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("on_selection" if is_chosen else "muted"))
            below = text.adjusted(0, metrics.height(), 0, 0)
            shown = QFontMetrics(painter.font()).elidedText(line.text, elide, text.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)


class LinesView(QListView):
    """A list of lines. Keeps its place when the lines are brought up to date."""

    #: Another line is chosen: its key, or an empty text.
    chosen = Signal(str)
    #: A line is to be opened (Enter, double click): its key.
    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self._on_open(index))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def key(self) -> str:
        """The chosen line's key; empty when none is."""
        index = self.currentIndex()
        return self.lines.lines[index.row()].key if index.isValid() else ""

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show lines; the chosen one stays chosen, or the one that took its place."""
        key, row = self.key, max(self.currentIndex().row(), 0)
        at = self.verticalScrollBar().value()
        self.lines.set_lines(lines)
        self.verticalScrollBar().setValue(at)
        if not self.choose(key):
            self._choose_near(row)

    def choose(self, key: str) -> bool:
        """Choose the line of a key; say whether there is one."""
        for row, line in enumerate(self.lines.lines):
            if key and line.key == key:
                self.setCurrentIndex(self.lines.index(row))
                return True
        return False

    def _choose_near(self, row: int) -> None:
        rows = [n for n, line in enumerate(self.lines.lines) if not line.is_heading]
        if rows:
            near = min(rows, key=lambda n: (n < row, abs(n - row)))
            self.setCurrentIndex(self.lines.index(near))
        else:
            self.chosen.emit("")

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit(self.key if now.isValid() else "")

    def _on_open(self, index: QModelIndex) -> None:
        if index.isValid() and (key := self.lines.lines[index.row()].key):
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the chosen line with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
            return
        super().keyPressEvent(event)
