"""The table of the chronology: how rows look, how cells are edited where they stand, its columns.

What the rows are is the model's business; what an edit does is the screen's.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.models.chronology import NUMBER, ChronologyModel
from ui.presenters.chronology_columns import COLUMNS, Layout
from ui.presenters.chronology_order import AccountRow, GroupRow, Order
from ui.theme.style import Restyled, theme
from ui.views.chronology_cells import FOLD_WIDTH, CellDelegate
from ui.words import say

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_LEAST_FACT = 190


class ChronologyTable(QTableView):
    """All rows in a table that paints itself; a row is never a widget."""

    #: Another event is current, or none: its id.
    current_changed = Signal(str)
    #: Which rows are selected has changed.
    selected = Signal()
    #: A heading, or an event's fold, was pressed: number of the row.
    fold_asked = Signal(int)
    #: A column's heading was pressed: its code.
    sort_asked = Signal(str)
    #: A person moved or resized columns.
    layout_changed = Signal(object)
    #: Enter or a double click on a row: its number.
    opened = Signal(int)
    #: An edit was finished: event id, column, value.
    edited = Signal(str, str, object)
    #: The menu of a row was asked for: the place on the screen.
    menu_asked = Signal(object)

    def __init__(self, model: ChronologyModel) -> None:
        super().__init__()
        self._model = model
        self._layout = Layout()
        self._is_laying_out = False
        self.setModel(model)
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(say("chron.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.viewport().mapToGlobal(place))
        )
        self._prepare_headers()
        self.cells.finished.connect(self.edited)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        Restyled(self, self._restyle)

    def _prepare_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setHighlightSections(False)
        columns.setSortIndicatorShown(True)
        columns.setMinimumSectionSize(40)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setAccessibleName(say("chron.headings"))
        columns.sectionClicked.connect(lambda n: self.sort_asked.emit(COLUMNS[n].code))
        columns.sectionMoved.connect(self._on_moved)
        columns.sectionResized.connect(self._on_resized)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(
            lambda place: self._show_header_menu(columns.mapToGlobal(place))
        )

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.cells.row_height())
        self.show_layout(self._layout)
        self.viewport().update()

    # --- columns ---------------------------------------------------------------------------

    def show_layout(self, layout: Layout) -> None:
        """Show these columns, in this order, this wide."""
        self._layout = layout
        self._is_laying_out = True
        header = self.horizontalHeader()
        for place, code in enumerate(layout.order):
            header.moveSection(header.visualIndex(NUMBER[code]), place)
            self.setColumnHidden(NUMBER[code], code not in layout.shown)
            self.setColumnWidth(NUMBER[code], round(layout.width(code) * theme.text_size / 100))
        self._is_laying_out = False
        self._fill()

    def show_order(self, order: Order) -> None:
        """Mark the column by which the rows are sorted."""
        falls = order.is_falling
        direction = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(NUMBER[order.column], direction)

    def _fill(self) -> None:
        """Let the fact take the room that the other columns leave."""
        if "fact" not in self._layout.shown:
            return
        others = sum(
            self.columnWidth(NUMBER[code]) for code in self._layout.shown if code != "fact"
        )
        least = round(_LEAST_FACT * theme.text_size / 100)
        wanted = self._layout.widths.get("fact", 0) * theme.text_size // 100
        was_laying_out, self._is_laying_out = self._is_laying_out, True
        width = max(least, wanted, self.viewport().width() - others)
        self.setColumnWidth(NUMBER["fact"], width)
        self._is_laying_out = was_laying_out

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the fact as wide as there is room."""
        super().resizeEvent(event)
        self._fill()

    def _on_moved(self, number: int, before: int, after: int) -> None:
        if not self._is_laying_out:
            header = self.horizontalHeader()
            order = tuple(COLUMNS[header.logicalIndex(n)].code for n in range(len(COLUMNS)))
            self.layout_changed.emit(
                Layout(order, self._layout.shown, self._layout.widths)
            )  # fmt: skip

    def _on_resized(self, number: int, before: int, after: int) -> None:
        if not self._is_laying_out and after:
            width = round(after * 100 / theme.text_size)
            self._layout = self._layout.with_width(COLUMNS[number].code, width)
            self.layout_changed.emit(self._layout)

    def _show_header_menu(self, place) -> None:  # type: ignore[no-untyped-def]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code in self._layout.order:
            action = menu.addAction(COLUMNS[NUMBER[code]].heading)
            action.setCheckable(True)
            action.setChecked(code in self._layout.shown)
            action.triggered.connect(
                lambda shown, code=code: self.layout_changed.emit(
                    self._layout.with_shown(code, shown)
                )
            )
        menu.popup(place)

    # --- rows ------------------------------------------------------------------------------

    def current_event(self) -> str:
        """Return the id of the current event; empty when there is none."""
        line = self._model.line(self.currentIndex().row())
        return line.event_id if line else ""

    def current_account(self) -> AccountRow | None:
        """Return the account whose row is current."""
        row = self._model.row(self.currentIndex().row())
        return row if isinstance(row, AccountRow) else None

    def current_column(self) -> str:
        """Return the code of the current column."""
        index = self.currentIndex()
        return COLUMNS[index.column()].code if index.isValid() else "date"

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(n) for n in range(chosen.count())]
        return sorted({n for one in ranges for n in range(one.top(), one.bottom() + 1)})

    def go_to(self, number: int, column: str = "") -> None:
        """Make a row current and selected, and bring it into view."""
        code = column or self.current_column()
        if code not in self._layout.shown:
            code = next(one for one in self._layout.order if one in self._layout.shown)
        index = self._model.index(number, NUMBER[code])
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def show_below(self, number: int, count: int) -> None:
        """Bring the rows below one into view, as far as it stays in view itself."""
        for row in (number + count, number):
            index = self._model.index(row, self.currentIndex().column())
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def restore(self, current: str, chosen: Iterable[str], column: str) -> None:
        """Select events again after the rows became other ones, without scrolling."""
        model = self.selectionModel()
        selection = QItemSelection()
        for event_id in chosen:
            if (number := self._model.place(event_id)) >= 0:
                index = self._model.index(number, 0)
                selection.select(index, index)
        if (number := self._model.place(current)) >= 0:
            index = self._model.index(number, NUMBER[column])
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        kind = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        model.select(selection, kind)

    def top_event(self) -> tuple[str, int]:
        """Return the first event in view and how far above the edge it begins.

        Nothing for a table that shows its beginning: it goes on doing so.
        """
        if not self.verticalScrollBar().value():
            return "", 0
        number = self.rowAt(0)
        line = self._model.line(number)
        if line is None:
            return "", 0
        return line.event_id, self.rowViewportPosition(number)

    def scroll_back(self, event_id: str, offset: int) -> None:
        """Bring an event back to where `top_event` found it."""
        number = self._model.place(event_id)
        if number >= 0:
            top = number * self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(top - offset)

    def currentChanged(  # noqa: N802
        self, current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        """Tell when another event is current."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_event())

    def selectionChanged(self, selected: QItemSelection, gone: QItemSelection) -> None:  # noqa: N802
        """Tell when other rows are selected."""
        super().selectionChanged(selected, gone)
        self.selected.emit()

    def edit_current(self) -> bool:
        """Edit the current cell where it stands; say whether that is possible."""
        index = self.currentIndex()
        editable = Qt.ItemFlag.ItemIsEditable
        if not index.isValid() or not self._model.flags(index) & editable:
            return False
        self.scrollTo(index)
        self.edit(index)
        return True

    # --- keys and mouse --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fold with the arrow keys where the row is a heading; leave letters to the commands."""
        row = self._model.row(self.currentIndex().row())
        is_open = isinstance(row, GroupRow) and row.is_open
        key = event.key()
        if isinstance(row, GroupRow) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if is_open == (key == Qt.Key.Key_Left):
                self.fold_asked.emit(self.currentIndex().row())
            event.accept()
            return
        if event.text().isprintable() and event.text().strip() and not event.modifiers():
            event.ignore()  # no search by typing: single letters are commands
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Fold and unfold at a heading, or at the arrow before a date."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self._model.row(index.row())
        at_fold = (
            COLUMNS[index.column()].code == "date"
            and event.position().x() < self.columnViewportPosition(index.column()) + FOLD_WIDTH
        )
        if isinstance(row, GroupRow) or (at_fold and not isinstance(row, AccountRow)):
            self.fold_asked.emit(index.row())

    def event(self, event: QEvent) -> bool:
        """Draw the current cell's edge anew when the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return bool(super().event(event))
