"""The impact matrix as a table: what each cell holds and what a screen reader says of it.

How a cell looks is in `ui.views.impact_matrix`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.presenters.impact import Cell, Column, MatrixRow, cell_words
from ui.widgets.plain import plain_tip
from ui.words import language

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip


class MatrixModel(QAbstractTableModel):
    """Rows are needs, with a child's name above its own where there are several children."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[MatrixRow, ...] = ()

    def show_rows(self, columns: tuple[Column, ...], rows: tuple[MatrixRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of an index; None above a child's needs and outside."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return how many years and further columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, or its words for a screen reader and a tool tip."""
        if not index.isValid():
            return None
        row, cell = self.rows[index.row()], self.cell(index)
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if cell is None:
            return row.child if role in _SPOKEN and index.column() == 0 else None
        if role in (*_SPOKEN, Qt.ItemDataRole.ToolTipRole):
            words = cell_words(row, self.columns[index.column()], cell, language())
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a year, or the need of a row."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and section < len(self.columns):
                return self.columns[section].words
            return None
        if section >= len(self.rows):
            return None
        row = self.rows[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.child if row.is_heading else row.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be chosen; there is none beside a child's name."""
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
