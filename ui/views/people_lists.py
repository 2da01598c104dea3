"""A list of records with what can be done to the chosen one: parents, spells, protected details.

What a line says is in the presenters; what a deed does is for who makes the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
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
from ui.widgets.plain import plain_tip
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


#: What the style sheet leaves free at the sides of a cell, in pixels.
_PADDING = 22


class _Table(QTableWidget):
    """A table whose columns share its width by weight and whose rows are all shown."""

    entered = Signal()
    deleted = Signal()

    def __init__(self, columns: Sequence[tuple[str, int]]) -> None:
        super().__init__(0, len(columns))
        self._titles = [words for words, _ in columns]
        self._weights = [weight for _, weight in columns]
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
        whole = 2 * self.frameWidth() + 2
        for line in range(self.rowCount()):
            words = [self.item(line, column) for column in range(self.columnCount())]
            texts = [item.text() if item is not None else "" for item in words]
            self.setRowHeight(line, self._height_of(texts, theme.font("body")))
            whole += self.rowHeight(line)
        head = self._height_of(self._broken_titles(), theme.font("strong"))
        self.horizontalHeader().setFixedHeight(head)
        if whole + head != self.height():
            self.setFixedHeight(whole + head)

    def _broken_titles(self) -> list[str]:
        """Break the titles that are wider than their column at a blank; return them all."""
        metrics = QFontMetrics(theme.font("strong"))
        titles = []
        for column, words in enumerate(self._titles):
            room, line, lines = self.columnWidth(column) - _PADDING, "", list[str]()
            for word in words.split():
                longer = f"{line} {word}".strip()
                if line and metrics.horizontalAdvance(longer) > room:
                    lines.append(line)
                    longer = word
                line = longer
            titles.append("\n".join([*lines, line]))
        self.setHorizontalHeaderLabels(titles)
        return titles

    def _height_of(self, texts: Sequence[str], font: QFont) -> int:
        """Return the height that wrapped words need in their columns."""
        metrics = QFontMetrics(font)
        flags = Qt.TextFlag.TextWordWrap
        heights = [
            metrics.boundingRect(QRect(0, 0, self.columnWidth(n) - _PADDING, 10_000), flags, words)
            for n, words in enumerate(texts)
        ]
        return max(theme.target, *(rect.height() + theme.space("small") for rect in heights))

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
        self.table = _Table(columns)
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
                item.setToolTip(plain_tip(words))
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
