"""The lists of an import: the files to be read, and what became of them.

What stands in a row is made in `presenters.import_files`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from ui.theme.style import Restyled, theme
from ui.widgets.basics import TONE_ICONS, label
from ui.widgets.plain import plain_tip
from ui.words import say

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its cells, and the tone that its icon shows beside the words."""

    key: Any
    cells: tuple[str, ...]
    tone: str = "know"


class RowsModel(QAbstractTableModel):
    """Rows of words under headers; the icon of a row's tone stands in its first column."""

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__()
        self._headers = headers
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same number of rows keeps the place."""
        if rows and len(rows) == len(self.rows):
            self.rows = list(rows)
            last = self.index(max(0, len(rows) - 1), len(self._headers) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its icon, or all of the row for a screen reader."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[index.column()])
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return theme.icon(TONE_ICONS[row.tone])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(row.cells) if index.column() == 0 else row.cells[index.column()]
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None


class RowsTable(QWidget):
    """A table of rows, with the whole of the last column's words for the current row below it."""

    #: Another row is current: its key, or None.
    current_changed = Signal(object)

    def __init__(self, name: str, headers: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__()
        self.model = RowsModel(headers)
        self._shares = shares
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setMinimumHeight(140)
        self.view.verticalHeader().hide()
        header = self.view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self._whole = label("", "muted", wraps=True)
        self._whole.setMinimumHeight(2 * self._whole.fontMetrics().lineSpacing())
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._whole)
        self.setFocusProxy(self.view)
        self.view.selectionModel().currentRowChanged.connect(lambda: self._on_current())
        Restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(theme.target + 4)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the row of the same key stays current."""
        current = self.current_key()
        self.model.set_rows(rows)
        keys = [row.key for row in rows]
        if keys:
            self.view.selectRow(keys.index(current) if current in keys else 0)
        self._on_current()

    def current_key(self) -> Any:
        """Return the key of the current row; None when there is none."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].key if index.isValid() else None

    def _on_current(self) -> None:
        index = self.view.currentIndex()
        row = self.model.rows[index.row()] if index.isValid() else None
        self._whole.setText(_whole_words(row.cells[0], row.cells[-1]) if row else "")
        self.current_changed.emit(row.key if row else None)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        """Give every column its share of the width, and its heading the room that it needs."""
        super().resizeEvent(event)
        width, header = self.view.viewport().width(), self.view.horizontalHeader()
        for column, share in enumerate(self._shares[:-1]):
            least = header.sectionSizeHint(column)
            self.view.setColumnWidth(column, max(width * share // sum(self._shares), least))


def _whole_words(file: str, words: str) -> str:
    """Return the last column's words, naming the file where they do not."""
    return words if file in words else say("import_screen.whole_row", file=file, words=words)
