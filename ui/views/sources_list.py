"""The list of sources: attachments under what they came with; filtered as one types, sorted.

What a line says is decided in `presenters.sources`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from ui.presenters import sources as words
from ui.presenters.sources import SourceRow, matches, row_words
from ui.theme.style import Restyled, theme
from ui.widgets.plain import plain_tip
from ui.words import say

_SORT = Qt.ItemDataRole.UserRole + 1
_ID = Qt.ItemDataRole.UserRole
#: Column -> its width at a text size of 100 %.
COLUMNS = {
    "title": 230, "waiting": 120, "problems": 90, "agency": 140, "received": 110, "format": 110,
    "pages": 60, "kept_back": 120,
}  # fmt: skip


class SourceTree(QTreeView):
    """The sources as a tree with columns."""

    #: Another source is chosen: its id, or empty.
    chosen = Signal(str)
    #: Columns are wider, narrower or in another order.
    columns_changed = Signal()
    #: Read it: Enter or a double click.
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = QStandardItemModel(0, len(COLUMNS), self)
        self._proxy = _Filter(self)
        self._proxy.setSourceModel(self._model)
        self.setModel(self._proxy)
        self._is_filling = True
        self._widths = dict(COLUMNS)
        self._last = ""
        self.setAccessibleName(say("sources_screen.list"))
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._model.setHorizontalHeaderLabels(
            [say(f"sources_screen.column.{name}") for name in COLUMNS]
        )
        head = self.header()
        head.setSectionsMovable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(False)
        head.sectionResized.connect(lambda *_: self._tell_columns())
        head.sectionMoved.connect(lambda *_: self._tell_columns())
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.opened.emit(self._id_at(index)))
        Restyled(self, self._on_restyled)
        self._is_filling = False

    # --- rows ------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[SourceRow]) -> None:
        """Show these sources; what is chosen stays chosen, and what is seen stays seen."""
        kept, top = self.current_id, self.verticalScrollBar().value()
        self._is_filling = True
        self._model.removeRows(0, self._model.rowCount())
        self._proxy.rows = {row.source.id: row for row in rows}
        parents: dict[str, QStandardItem] = {}
        for row in rows:
            items = self._items(row)
            parent = parents.get(row.source.parent_id or "")
            (parent or self._model.invisibleRootItem()).appendRow(items)
            parents[row.source.id] = items[0]
        self.expandAll()
        self._is_filling = False
        if kept and self.choose(kept):
            self.verticalScrollBar().setValue(top)

    def _items(self, row: SourceRow) -> list[QStandardItem]:
        source = row.source
        told: dict[str, tuple[str, object]] = {
            "title": (row.title, row.title.casefold()),
            "waiting": (words.suggestion_words(row), row.waiting),
            "problems": (words.problem_words(row), row.open_problems * 1000 + row.problems),
            "agency": (words.agency_words(source), words.agency_words(source).casefold()),
            "received": (words.received_words(source), _when(source.received)),
            "format": (words.format_words(source), words.format_words(source).casefold()),
            "pages": (str(source.pages or ""), source.pages or 0),
            "kept_back": (words.kept_back_words(source), words.kept_back_words(source)),
        }
        items = []
        for name in COLUMNS:
            item = QStandardItem(told[name][0])
            item.setData(told[name][1], _SORT)
            item.setData(source.id, _ID)
            item.setToolTip(plain_tip(told[name][0]))
            items.append(item)
        items[0].setData(row_words(row), Qt.ItemDataRole.AccessibleTextRole)
        return items

    def narrow(self, typed: str, narrowed_to: str) -> int:
        """Show only what fits; return how many sources that are."""
        self._proxy.narrow(typed, narrowed_to)
        self.expandAll()
        return self._proxy.count()

    # --- what is chosen --------------------------------------------------------------------

    @property
    def current_id(self) -> str:
        """The id of the chosen source; empty for none."""
        return self._id_at(self.currentIndex())

    def choose(self, source_id: str) -> bool:
        """Choose a source and bring it into view; say whether it is in the list."""
        start = self._proxy.index(0, 0)
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        found = self._proxy.match(start, _ID, source_id, 1, flags) if start.isValid() else []
        if not found:
            return False
        self.setCurrentIndex(found[0])
        self.scrollTo(found[0])
        return True

    def choose_first(self) -> None:
        """Choose the first source, where nothing is chosen."""
        first = self._proxy.index(0, 0)
        if first.isValid() and not self.currentIndex().isValid():
            self.setCurrentIndex(first)

    def _id_at(self, index: QModelIndex) -> str:
        return str(index.siblingAtColumn(0).data(_ID) or "") if index.isValid() else ""

    def _on_current(self, index: QModelIndex) -> None:
        now = self._id_at(index)
        if not self._is_filling and now and now != self._last:
            self._last = now
            self.chosen.emit(now)

    def forget(self) -> None:
        """Let the next source that is chosen be told even if it is the last one told."""
        self._last = ""

    # --- columns ---------------------------------------------------------------------------

    def columns(self) -> list[tuple[str, int]]:
        """Return the columns as they stand: name and width at a text size of 100 %."""
        head, names = self.header(), list(COLUMNS)
        order = [head.logicalIndex(number) for number in range(len(names))]
        return [(names[n], round(self.columnWidth(n) * 100 / theme.text_size)) for n in order]

    def set_columns(self, columns: object) -> None:
        """Show the columns as they stood before; what is not a known column is passed over."""
        names, head = list(COLUMNS), self.header()
        self._is_filling = True
        place = 0
        for one in columns if isinstance(columns, list) else []:
            match one:
                case [str(name), int(width)] if name in names and 20 <= width <= 2000:
                    number = names.index(name)
                    head.moveSection(head.visualIndex(number), place)
                    self._widths[name] = width
                    place += 1
        self._is_filling = False
        self._on_restyled()

    def _tell_columns(self) -> None:
        if not self._is_filling:
            self._widths = dict(self.columns())
            self.columns_changed.emit()

    # --- Qt --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the source with Enter on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def _on_restyled(self) -> None:
        filling, self._is_filling = self._is_filling, True
        for number, name in enumerate(COLUMNS):
            self.setColumnWidth(number, round(self._widths[name] * theme.text_size / 100))
        self._is_filling = filling


class _Filter(QSortFilterProxyModel):
    """Keeps the sources that fit, and what they came with."""

    def __init__(self, parent: SourceTree) -> None:
        super().__init__(parent)
        self.rows: dict[str, SourceRow] = {}
        self._typed, self._narrowed_to = "", "all"
        self.setSortRole(_SORT)
        self.setRecursiveFilteringEnabled(True)

    def narrow(self, typed: str, narrowed_to: str) -> None:
        self.beginResetModel()
        self._typed, self._narrowed_to = typed, narrowed_to
        self.endResetModel()

    def count(self) -> int:
        return sum(matches(row, self._typed, self._narrowed_to) for row in self.rows.values())

    def filterAcceptsRow(  # noqa: N802
        self, number: int, parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        index = self.sourceModel().index(number, 0, parent)
        row = self.rows.get(str(index.data(_ID) or ""))
        return row is None or matches(row, self._typed, self._narrowed_to)


def _when(received) -> str:  # type: ignore[no-untyped-def]
    return received.edtf if received else ""
