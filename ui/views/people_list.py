"""The list of people at the left: children, adults, professionals; order by drag or Alt+Up/Down.

What a line says is in `presenters.people`; what the order means is the casebook's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.presenters.people import ListRow
from ui.theme.style import Restyled, theme
from ui.widgets.plain import plain_tip
from ui.words import say

_Index = QPersistentModelIndex
#: Room at the sides of an item, in pixels.
_SIDE = 12
_ID, _GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _PersonDelegate(QStyledItemDelegate):
    """Draws the first line of an item strong and the others muted, wrapped to the list's width."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | _Index
    ) -> None:
        """Draw an item: ground and focus as every list has them, then the words."""
        super().paint(painter, option, index)
        look = theme.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        top = option.rect.top() + theme.space("tight")
        for font, words, height in self._lines(index, option.rect.width()):
            colour = look.text if font.bold() else look.muted
            painter.setFont(font)
            painter.setPen(QColor(look.on_selection if is_chosen else colour))
            painter.drawText(QRect(_SIDE, top, option.rect.width() - 2 * _SIDE, height),
                             Qt.TextFlag.TextWordWrap, words)  # fmt: skip
            top += height
        painter.restore()

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | _Index
    ) -> QSize:
        """Ask for the height of the wrapped words."""
        width = self._view.viewport().width()
        height = sum(height for _, _, height in self._lines(index, width))
        return QSize(60, max(theme.target, height + 2 * theme.space("tight")))

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | _Index
    ) -> None:
        """Leave the words to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    @staticmethod
    def _lines(index: QModelIndex | _Index, width: int) -> list[tuple[QFont, str, int]]:
        """Return font, words and height of each line of an item."""
        lines = str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n")
        is_heading = not index.data(_ID)
        found = []
        for number, words in enumerate(lines):
            font = theme.font("strong" if number == 0 and not is_heading else "small")
            room = QRect(0, 0, width - 2 * _SIDE, 10_000)
            box = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words)
            found.append((font, words, box.height()))
        return found


class PeopleList(QListWidget):
    """The people, grouped; headings cannot be chosen."""

    #: The id of who was chosen.
    chosen = Signal(str)
    #: (who was dragged, onto whose place).
    dropped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("person.list"))
        self.setItemDelegate(_PersonDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: tuple[ListRow, ...] = ()
        self._unsaved: frozenset[str] = frozenset()
        self._is_filling = False
        self.currentItemChanged.connect(self._on_current)
        Restyled(self, self._fill)

    @property
    def current_id(self) -> str:
        """The id of who is chosen; empty: nobody."""
        chosen = self.selectedItems()
        return str(chosen[0].data(_ID)) if chosen else ""

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show people; who was chosen stays chosen, and the list stays where it was."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._fill()

    def show_unsaved(self, ids: frozenset[str]) -> None:
        """Mark who has something typed that is not stored."""
        if ids != self._unsaved:
            self._unsaved = ids
            for n in range(self.count()):
                self._name(self.item(n), self._rows[n])

    def choose(self, record_id: str) -> bool:
        """Choose somebody; say whether they are there."""
        for n in range(self.count()):
            if self.item(n).data(_ID) == record_id:
                self.setCurrentRow(n)
                return True
        return False

    def choose_first(self) -> None:
        """Choose the first person."""
        first = next((row.record_id for row in self._rows if row.record_id), "")
        self.choose(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to the first person by Home: Qt would stay, because the first line is a heading."""
        if event.key() == Qt.Key.Key_Home:
            self.choose_first()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Ask for the new order; the list shows it once the casebook has it."""
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target is None or not target.data(_ID):
            return
        for item in self.selectedItems():
            is_group = target.data(_GROUP) == item.data(_GROUP) != "professional"
            if is_group and target is not item:
                self.dropped.emit(item.data(_ID), target.data(_ID))

    def _fill(self) -> None:
        kept, place = self.current_id, self.verticalScrollBar().value()
        self._is_filling = True
        self.clear()
        for row in self._rows:
            item = QListWidgetItem()
            item.setData(_ID, row.record_id)
            item.setData(_GROUP, row.group)
            if row.is_heading:
                # The arrows pass over it.
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsDragEnabled
                    | Qt.ItemFlag.ItemIsDropEnabled
                )
            self._name(item, row)
            self.addItem(item)
        if kept:
            self.choose(kept)
        self._is_filling = False
        self.verticalScrollBar().setValue(place)

    def _name(self, item: QListWidgetItem, row: ListRow) -> None:
        lines = [row.title, row.subtitle]
        if row.record_id in self._unsaved and row.record_id:
            lines.append(say("person.list.unsaved"))
        item.setText("\n".join(filter(None, lines)))
        item.setToolTip(plain_tip(item.text()))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, lines)))

    def _on_current(self, item: QListWidgetItem | None, _: object) -> None:
        if not self._is_filling and item is not None and item.data(_ID):
            self.chosen.emit(item.data(_ID))
