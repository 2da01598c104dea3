"""A list of records with what can be done to the chosen one: parents, spells, protected details.

What a line says is in the presenters; what a deed does is for who makes the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.presenters.people_family import Row
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.words import say


@dataclass(frozen=True)
class Deed:
    """Something that can be done with a list: a button, and a key on the chosen line."""

    words: str
    do: Callable[[], object]
    icon: str = ""
    needs_row: bool = True
    #: "enter" or "delete": done by that key too.
    key: str = ""


class _Table(QTableWidget):
    """A table whose columns share its width by weight and whose rows are all shown."""

    entered = Signal()
    deleted = Signal()

    def __init__(self, weights: Sequence[int]) -> None:
        super().__init__(0, len(weights))
        self._weights = weights
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Share the width and take the height that all rows need."""
        width, total = self.viewport().width(), sum(self._weights)
        for column, weight in enumerate(self._weights):
            self.setColumnWidth(column, width * weight // total)
        self.resizeRowsToContents()
        rows = sum(max(self.rowHeight(n), theme.target) for n in range(self.rowCount()))
        for n in range(self.rowCount()):
            self.setRowHeight(n, max(self.rowHeight(n), theme.target))
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do by Enter and Delete what the list does by them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class EditList(QWidget):
    """A heading, a table, and buttons below it."""

    def __init__(
        self, title: str, columns: Sequence[tuple[str, int]], deeds: Sequence[Deed], empty: str
    ) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._deeds = tuple(deeds)
        self.table = _Table([weight for _, weight in columns])
        self.table.setHorizontalHeaderLabels([words for words, _ in columns])
        self.table.setAccessibleName(title)
        self._empty = label(empty, "muted", wraps=True)
        self.buttons: list[QPushButton] = [button(d.words, d.do, icon=d.icon) for d in deeds]
        held = QWidget()
        flow = FlowLayout(held)
        for one in self.buttons:
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        for part in (label(title, "strong"), self.table, self._empty, held):
            layout.addWidget(part)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemDoubleClicked.connect(lambda _: self._do("enter"))
        self.table.entered.connect(lambda: self._do("enter"))
        self.table.deleted.connect(lambda: self._do("delete"))
        self.table.installEventFilter(self)
        self._enable()

    @property
    def row(self) -> Row | None:
        """The chosen line."""
        chosen = self.table.selectedItems()
        return self._rows[chosen[0].row()] if chosen else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show lines; the one that was chosen stays chosen."""
        kept = self.row.record_id if self.row else ""
        self._rows = tuple(rows)
        self.table.setRowCount(len(rows))
        for line, one in enumerate(rows):
            for column, words in enumerate(one.cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(line, column, item)
        self.table.clearSelection()
        at = next((n for n, one in enumerate(rows) if one.record_id == kept), -1)
        if at >= 0:
            self.table.selectRow(at)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.table.fit()
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Choose the first line when the keyboard comes here and nothing is chosen."""
        has_come = watched is self.table and event.type() == QEvent.Type.FocusIn
        if has_come and self._rows and not self.table.selectedItems():
            self.table.selectRow(0)
        return super().eventFilter(watched, event)

    def _do(self, key: str) -> None:
        for deed in self._deeds:
            if deed.key == key and (self.row is not None or not deed.needs_row):
                deed.do()
                return

    def _enable(self) -> None:
        for deed, one in zip(self._deeds, self.buttons, strict=True):
            one.setEnabled(not deed.needs_row or self.row is not None)


def event_deed(go: Callable[[], object]) -> Deed:
    """Return the deed that leads to a line's event."""
    return Deed(say("person.open_event"), go, "external-link")
