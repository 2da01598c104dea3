"""The events of the list beside the timeline, as Qt asks for them: row by row, however many."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.presenters.timeline import EventLine
from ui.presenters.timeline_list import Counts, ListedEvents, describe_line
from ui.widgets.plain import plain_tip
from ui.words import language, say

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
#: The event's line, and whether it is marked.
LINE, MARKED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class EventsModel(QAbstractListModel):
    """The events that a filter keeps, in order of time."""

    def __init__(self) -> None:
        super().__init__()
        self._events: ListedEvents | None = None
        self._shown: Counts = np.zeros(0, dtype=np.int64)
        self._marked: set[str] = set()

    def show_events(self, events: ListedEvents, shown: Counts, marked: set[str]) -> bool:
        """Show the events of these numbers; say whether they are others than before."""
        if events is self._events and np.array_equal(shown, self._shown):
            self.set_marked(marked)
            return False
        self.beginResetModel()
        self._events, self._shown, self._marked = events, shown, set(marked)
        self.endResetModel()
        return True

    def set_marked(self, marked: set[str]) -> None:
        """Show which events are marked together."""
        if marked != self._marked:
            self._marked = set(marked)
            if len(self._shown):
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def line(self, row: int) -> EventLine | None:
        """Return the event of a row; None when there is no such row."""
        if self._events is None or not 0 <= row < len(self._shown):
            return None
        return self._events.lines[int(self._shown[row])]

    def row_of(self, event_id: str) -> int:
        """Return the row of an event; -1 when the filter leaves it out."""
        number = self._events.numbers.get(event_id, -1) if self._events else -1
        row = int(np.searchsorted(self._shown, number))
        return row if row < len(self._shown) and self._shown[row] == number else -1

    # --- what Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return how many events are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an event, whether it is marked, or its words."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE:
            return line
        if role == MARKED:
            return line.event_id in self._marked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = describe_line(line, language())
            is_marked = line.event_id in self._marked
            return say("list.spoken_marked", words=words) if is_marked else words
        return plain_tip(line.fact) if role == Qt.ItemDataRole.ToolTipRole else None
