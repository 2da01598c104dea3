"""The list of people at the left: children, adults, professionals; order by drag or Alt+Up/Down.

What a line says is in `presenters.people`; what the order means is the casebook's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ui.presenters.people import ListRow
from ui.theme.style import Restyled, theme
from ui.words import say

_ID, _GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class PeopleList(QListWidget):
    """The people, grouped; headings cannot be chosen."""

    #: The id of who was chosen.
    chosen = Signal(str)
    #: (who was dragged, onto whose place).
    dropped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("person.list"))
        self.setWordWrap(True)
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
            flags = Qt.ItemFlag.ItemIsEnabled
            if row.is_heading:
                item.setFont(theme.font("small"))
                item.setForeground(theme.colour("muted"))
            else:
                flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags)
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
        item.setToolTip(item.text())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, lines)))

    def _on_current(self, item: QListWidgetItem | None, _: object) -> None:
        if not self._is_filling and item is not None and item.data(_ID):
            self.chosen.emit(item.data(_ID))
