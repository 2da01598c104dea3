"""The lines beside the matrix: what is recorded, in words that wrap; headings, notes and gaps.

Which lines there are is the presenter's; each that can be chosen leads to its event and source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.lines import Index
from ui.presenters.impact_lines import ImpactLine
from ui.theme.icons import picture
from ui.theme.style import theme
from ui.widgets.plain import plain_tip

_NOTHING = QModelIndex()
_SEEN = QAbstractItemView.ScrollHint.EnsureVisible
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
#: Left and right of a line, between its parts, and how far what stands under another is set in.
_SIDE, _GAP, _UNDER = 14, 2, 22
#: Lines that are measured at a time.
_BATCH = 120


class _Lines(QAbstractListModel):
    """Lines in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ImpactLine, ...] = ()

    def show_lines(self, lines: Sequence[ImpactLine]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and line.key:
            return plain_tip(line.spoken)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every line but a heading be come to: a note or a gap is to be read as well."""
        if not index.isValid() or self.lines[index.row()].look == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _parts(line: ImpactLine) -> list[tuple[str, QFont, str]]:
    """Return the parts of a line from the top: words, font, and the name of a colour."""
    if line.look == "heading":
        return [(line.head, theme.font("heading"), "text")]
    if line.look in ("note", "gap"):
        font = theme.font("strong" if line.look == "note" else "body")
        return [(line.words, font, "text" if line.look == "note" else "muted")]
    found = [(line.head, theme.font("small"), "muted"), (line.words, theme.font("body"), "text")]
    if line.foot:
        found.append((line.foot, theme.font("small"), "muted"))
    return [part for part in found if part[0]]


class _Delegate(QStyledItemDelegate):
    """Draws a line with as many rows as its words need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        view = self.parent()
        assert isinstance(view, ImpactLinesView)
        line: ImpactLine = index.data(Qt.ItemDataRole.UserRole)
        width = view.viewport().width()
        inner = max(60, width - _left(line) - _SIDE)
        height = _top(line) + 5
        for words, font, _ in _parts(line):
            height += _height(words, font, inner) + _GAP
        if line.cautions:
            height += QFontMetrics(theme.font("small")).height() + 6
        return QSize(width, max(height, theme.target if line.key else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ImpactLine = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("selection"))
        if line.icon:
            side = theme.icon_size.width()
            ink = (
                replace(theme.palette, muted=theme.palette.on_selection)
                if chosen
                else theme.palette
            )
            painter.drawPixmap(
                box.left() + _SIDE, box.top() + _top(line), picture(line.icon, ink, side)
            )
        self._paint_words(painter, box, line, chosen=chosen)
        if line.look == "heading" and index.row():
            painter.setPen(theme.colour("line"))
            painter.drawLine(box.left(), box.top(), box.right(), box.top())
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, box: QRect, line: ImpactLine, *, chosen: bool) -> None:
        left, y = box.left() + _left(line), box.top() + _top(line)
        inner = max(60, box.right() - left - _SIDE)
        for words, font, colour in _parts(line):
            height = _height(words, font, inner)
            painter.setFont(font)
            painter.setPen(theme.colour("on_selection" if chosen else colour))
            painter.drawText(QRect(left, y, inner, height), _WRAP, words)
            y += height + _GAP
        for words in line.cautions:
            painter.setFont(theme.font("small"))
            metrics = painter.fontMetrics()
            tag = QRect(left, y + 1, metrics.horizontalAdvance(words) + 12, metrics.height() + 2)
            tone = theme.palette.should
            painter.setPen(QColor(tone.edge))
            painter.setBrush(QColor(tone.ground))
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(QColor(tone.text))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)
            left = tag.right() + 8


def _left(line: ImpactLine) -> int:
    if line.look == "heading":
        return _SIDE
    beside = theme.icon_size.width() + 8 if line.icon else 0
    return _SIDE + beside + (_UNDER if line.look == "under" else 0)


def _top(line: ImpactLine) -> int:
    return {"heading": 12, "note": 8}.get(line.look, 6)


def _height(words: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), _WRAP, words).height()


class ImpactLinesView(QListView):
    """Lines to go through with the arrow keys; Enter opens the one that is chosen."""

    #: Another line is chosen.
    chosen = Signal()
    #: Enter or a double click on a line that leads somewhere.
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.selectionModel().currentChanged.connect(lambda now, before: self.chosen.emit())
        self.doubleClicked.connect(lambda index: self._open())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def line(self) -> ImpactLine | None:
        """The chosen line."""
        at = self.currentIndex().row()
        return self._lines.lines[at] if 0 <= at < len(self._lines.lines) else None

    @property
    def lines(self) -> tuple[ImpactLine, ...]:
        """All lines."""
        return self._lines.lines

    def show_lines(self, lines: Sequence[ImpactLine], *, keeps_place: bool) -> None:
        """Show lines, from the top or with the same line chosen as before."""
        key, row = self.line.key if self.line else "", self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self._lines.show_lines(lines)
        if keeps_place and lines:
            keys = [line.key for line in lines]
            row = keys.index(key) if key and key in keys else min(max(row, 0), len(lines) - 1)
            self.setCurrentIndex(self._lines.index(row))
            self.verticalScrollBar().setValue(at)
        else:
            first = next((n for n, line in enumerate(lines) if line.look != "heading"), 0)
            if lines:
                self.setCurrentIndex(self._lines.index(first))
            self.scrollToTop()
        self.chosen.emit()

    def choose(self, key: str) -> bool:
        """Choose a line by its key; say whether it is there."""
        for row, line in enumerate(self._lines.lines):
            if key and line.key == key:
                self.setCurrentIndex(self._lines.index(row))
                return True
        return False

    def _open(self) -> None:
        if self.line is not None and self.line.event_id:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the chosen line with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        super().keyPressEvent(event)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = _SEEN
    ) -> None:
        """Bring a line into sight, and a heading right above it, too."""
        above = index.row() - 1
        if 0 <= above < len(self.lines) and self.lines[above].look == "heading":
            super().scrollTo(self._lines.index(above), hint)
        super().scrollTo(index, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap the words anew, and keep the chosen line in sight with its heading."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
