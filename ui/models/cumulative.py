"""The cumulative figures as a table: what each cell shows and what a screen reader says of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.presenters.cumulative import Cell, Table
from ui.theme.style import theme
from ui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()


class FiguresModel(QAbstractTableModel):
    """Rows are types of concern, columns are measures."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()

    def show_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of an index; None outside."""
        if not index.isValid() or index.row() >= len(self.table.rows):
            return None
        cells = self.table.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return how many measures there are."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a figure, what is said of it, or how it looks."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{cell.spoken}\n{self.table.columns[index.column()].rule}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.FontRole and index.row() == 0:
            return theme.font("strong")
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a measure with its rule, or a type."""
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if across:
            column = self.table.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.words
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            return plain_tip(column.rule) if role == Qt.ItemDataRole.ToolTipRole else None
        return self.table.rows[section].words if role == Qt.ItemDataRole.DisplayRole else None
