"""The rows of the chronology for Qt's table: events, headings of groups, accounts below an event.

What stands in the rows and in which order is worked out by the presenters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from chronology_app.store.chronology_lines import ChronologyLine
from ui.presenters.chronology import Setting
from ui.presenters.chronology_columns import CODES, COLUMNS
from ui.presenters.chronology_detail import (
    account_date,
    account_place,
    account_quote,
    account_who,
)
from ui.presenters.chronology_order import AccountRow, Arranged, GroupRow, Row
from ui.widgets.plain import plain_tip
from ui.words import label, say

Index = QModelIndex | QPersistentModelIndex
#: Number of each column by its code.
NUMBER = {code: number for number, code in enumerate(CODES)}
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_NOTHING = QModelIndex()


class ChronologyModel(QAbstractTableModel):
    """The rows of one chronology; all columns are there, the header hides and orders them."""

    def __init__(self) -> None:
        super().__init__()
        self._arranged = Arranged()
        self.setting = Setting()

    # --- what is shown ---------------------------------------------------------------------

    def show(self, arranged: Arranged, setting: Setting) -> bool:
        """Show other rows; say whether they are other ones, so that a selection is lost."""
        same = _ids(arranged.rows) == _ids(self._arranged.rows)
        if same:
            self._arranged, self.setting = arranged, setting
            if arranged.rows:
                last = self.index(len(arranged.rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._arranged, self.setting = arranged, setting
        self.endResetModel()
        return True

    def row(self, number: int) -> Row | None:
        """Return a row; None when there is none of that number."""
        rows = self._arranged.rows
        return rows[number] if 0 <= number < len(rows) else None

    def line(self, number: int) -> ChronologyLine | None:
        """Return the event of a row, also where the row is one of its accounts."""
        row = self.row(number)
        if isinstance(row, AccountRow):
            return row.line
        return row if isinstance(row, ChronologyLine) else None

    def place(self, event_id: str) -> int:
        """Return the number of an event's row; -1 when it is not shown."""
        return self._arranged.places.get(event_id, -1)

    def lines(self, numbers: Iterable[int]) -> list[ChronologyLine]:
        """Return the events of rows, each once, in the order shown."""
        found = (self.line(number) for number in sorted(numbers))
        return list({line.event_id: line for line in found if line is not None}.values())

    # --- what Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._arranged.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802
        """Return the number of columns, hidden ones too."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that all can be selected, and which cells can be edited where they stand."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(self.row(index.row()), ChronologyLine) and COLUMNS[index.column()].edit in (
            "line",
            "choice",
        ):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role not in _TEXT_ROLES:
            return None
        words = self._cell_words(index)
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole and words else words

    def _cell_words(self, index: Index) -> str | None:
        row = self.row(index.row())
        column = COLUMNS[index.column()]
        if isinstance(row, GroupRow):
            return group_words(row)
        if isinstance(row, AccountRow):
            return account_words(row, column.code)
        return column.words(row, self.setting) if row is not None else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role in _TEXT_ROLES:
            return COLUMNS[section].heading
        return None


def group_words(row: GroupRow) -> str:
    """Return the heading of a group with the number of its events."""
    return say("chron.group_count", title=row.title, count=row.count)


def account_words(row: AccountRow, code: str) -> str:
    """Return what stands in a column of an account's row."""
    account = row.detail.account
    match code:
        case "date":
            return account_date(account)
        case "fact":
            return f"{account_quote(row.detail)}\n{account_place(row.detail)}"
        case "agency" | "recorded_by":
            return account_who(account)
        case "authors":
            return account.author
        case "source":
            return account_place(row.detail)
        case "evidence":
            return label("evidence", account.evidence)
        case "marks":
            words = label("evidence", account.evidence)
            if row.is_headline and row.line.account_count > 1:
                return say("chron.account_headline", evidence=words)
            return words
    return ""


def _ids(rows: Iterable[Row]) -> list[str]:
    return [
        row.event_id if isinstance(row, ChronologyLine)
        else f"g{row.key}{row.is_open}" if isinstance(row, GroupRow)
        else row.detail.account.id
        for row in rows
    ]  # fmt: skip
