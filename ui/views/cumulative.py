"""The cumulative figures: counts, months and shares, each with the list of events behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from chronology_app.analysis.cumulative import DISPUTED, NOT_FOUND
from ui.background import Ticket
from ui.desk import Desk
from ui.models.cumulative import FiguresModel
from ui.models.lines import Line, LinesView
from ui.presenters.cumulative import MAIN, Asked, Cell, Cumulative, read_cumulative
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import Choice, EmptyState, button, label
from ui.widgets.date_edit import DateEdit
from ui.words import language, say

#: Typing goes on for a moment before anything is counted.
_PAUSE_MS = 500


class CumulativeScreen(Screen):
    """Choose whom and which table; choose a cell; read the events behind it."""

    name = "cumulative"
    COMMANDS = {
        "show": Command("added.show", "O", "chart-gantt"),
        "event": Command("added.event", "E", "list-ordered"),
        "copy": Command("added.copy", "", "copy", "Ctrl+C"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Cumulative()
        self._asked: Ticket | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.model = FiguresModel()
        self.table = self._make_table()
        self.events = LinesView(say("added.events"))
        self.events.opened.connect(lambda key: self._on_event())
        self._make_page()
        self.add_command("show", self._on_show)
        self.add_command("event", self._on_event)
        self.add_command("copy", self._on_copy)
        self._on_cell()

    # --- making it -------------------------------------------------------------------------

    def _make_table(self) -> QTableView:
        table = QTableView()
        set_look(table, "matrix")
        table.setModel(self.model)
        table.setAccessibleName(say("added.table"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.setWordWrap(True)
        across = table.horizontalHeader()
        # Headings of up to three lines.
        across.setFixedHeight(3 * across.fontMetrics().height() + 10)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(64)
        across.setSectionsClickable(False)
        table.verticalHeader().setSectionsClickable(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.selectionModel().currentChanged.connect(lambda *_: self._on_cell())
        table.activated.connect(lambda *_: self.events.setFocus())
        return table

    def _make_page(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._make_behind())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(
            EmptyState("columns-3", say("added.empty.title"), say("added.empty.text"))
        )
        page = self.page()
        page.addWidget(self._make_head())
        page.addWidget(self._stack, 1)

    def _make_head(self) -> QWidget:
        head = QFrame()
        set_look(head, "bar")
        self._whom, self._which = Choice(), Choice()
        for choice in (self._whom, self._which):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._whom.setAccessibleName(say("added.whom"))
        self._which.setAccessibleName(say("added.which"))
        self._whom.currentIndexChanged.connect(self._on_whom)
        self._which.currentIndexChanged.connect(self._show_table)
        self._told = label("", "muted", wraps=True)
        top = QHBoxLayout()
        top.addWidget(label(say("added.title"), "title"))
        top.addSpacing(12)
        top.addWidget(self._whom)
        top.addWidget(self._which)
        top.addWidget(self._told, 1)
        self._since, self._as_of = DateEdit(), DateEdit()
        choices = QHBoxLayout()
        for words, edit in (("added.since", self._since), ("added.as_of", self._as_of)):
            told = label(say(words))
            told.setBuddy(edit)
            edit.line.setAccessibleName(say(words))
            edit.setMaximumWidth(210)
            edit.changed.connect(self._on_days)
            choices.addWidget(told)
            choices.addWidget(edit, 1)
        self._without = {
            code: QCheckBox(say(f"added.without.{code}")) for code in (DISPUTED, NOT_FOUND)
        }
        for box in self._without.values():
            box.toggled.connect(self.refresh)
            choices.addWidget(box)
        choices.addStretch(1)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.addLayout(top)
        layout.addLayout(choices)
        return head

    def _make_behind(self) -> QWidget:
        place = QWidget()
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QFrame()
        set_look(bar, "bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(16, 6, 12, 6)
        self._title = label("", "strong", wraps=True)
        self._rule = label("", "muted", wraps=True)
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._rule)
        inside.addLayout(words, 1)
        self._show_button = button(say("added.show"), self._on_show, "primary", "chart-gantt")
        self._event_button = button(say("added.event"), self._on_event, icon="list-ordered")
        inside.addWidget(self._show_button)
        inside.addWidget(self._event_button)
        layout.addWidget(bar)
        layout.addWidget(self.events, 1)
        return place

    def first_focus(self) -> QWidget:
        """Return the table: arrows work at once."""
        return self.table

    # --- counting --------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._pause.stop()
        self.found = Cumulative()
        self._show_choices()

    def _wanted(self) -> Asked | None:
        """Return what is asked for; None while a day is not understood or they are in disorder."""
        since, as_of = self._since.value(), self._as_of.value()
        first = since.earliest if since else None
        last = (as_of.latest if as_of else None) or date.today()
        if self._since.is_wrong or self._as_of.is_wrong:
            self._told.setText(say("added.error.day"))
            return None
        if first and first > last:
            self._told.setText(say("added.error.order"))
            return None
        without = tuple(code for code, box in self._without.items() if box.isChecked())
        return Asked(last, first, without)

    def _on_days(self) -> None:
        self._pause.start()

    def refresh(self) -> None:
        """Count the case anew in a worker process; the old figures stay until then."""
        asked = self._wanted()
        if asked is None or self.desk.book is None:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._told.setText(say("added.counting"))
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id),
            lambda where: self._compute(where, asked),
        )  # fmt: skip

    def _compute(self, where: Any, asked: Asked) -> None:
        self._asked = self.desk.background.compute(
            read_cumulative, *where, asked, language(),
            done=lambda found: self._show(where[2], found), failed=self.desk.show_error,
            owner=self,
        )  # fmt: skip

    def _show(self, case_id: str, found: Cumulative) -> None:
        if case_id != self.desk.case_id:
            return
        self.found = found
        self._told.setText(" ".join(found.told))
        self._show_choices()

    # --- showing ---------------------------------------------------------------------------

    @property
    def whom(self) -> str:
        """The child's id, or the family."""
        return str(self._whom.currentData() or "")

    def _show_choices(self) -> None:
        held = self.whom
        self._whom.blockSignals(True)
        self._whom.clear()
        for key, words in self.found.choices:
            self._whom.addItem(words, key)
        self._whom.setCurrentIndex(max(self._whom.findData(held), 0))
        self._whom.blockSignals(False)
        self._on_whom()

    def choose(self, whom: str, which: str = MAIN) -> None:
        """Look at a child or the family, and at one of the tables."""
        self._whom.setCurrentIndex(max(self._whom.findData(whom), 0))
        self._which.setCurrentIndex(max(self._which.findData(which), 0))

    def _on_whom(self) -> None:
        held = self._which.currentData()
        self._which.blockSignals(True)
        self._which.clear()
        for name in self.found.tables_of(self.whom):
            self._which.addItem(say(f"added.which.{name}"), name)
        self._which.setCurrentIndex(max(self._which.findData(held), 0))
        self._which.blockSignals(False)
        self._show_table()

    def _show_table(self) -> None:
        at = self.table.currentIndex()
        place = (max(at.row(), 0), max(at.column(), 0))
        table = self.found.table(self.whom, str(self._which.currentData() or MAIN))
        self.model.show_table(table)
        is_empty = not any(t.rows for t in self.found.tables.values())
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.table.setCurrentIndex(
            self.model.index(
                min(place[0], max(len(table.rows) - 1, 0)),
                min(place[1], max(len(table.columns) - 1, 0)),
            )
        )
        self._on_cell()

    @property
    def cell(self) -> Cell:
        """The chosen cell."""
        return self.model.cell(self.table.currentIndex()) or Cell()

    def _on_cell(self) -> None:
        cell = self.cell
        at = self.table.currentIndex()
        self._title.setText(cell.spoken or say("added.choose"))
        columns = self.model.table.columns
        self._rule.setText(columns[at.column()].rule if cell.spoken and columns else "")
        self.events.set_lines([
            Line(
                one.event_id, one.fact, f"{one.date} · {one.what}",
                "calendar-off" if one.is_uncertain else "",
            )
            for one in self.found.lines(cell)
        ])  # fmt: skip
        for name, press in (("show", self._show_button), ("event", self._event_button)):
            press.setEnabled(bool(cell.event_ids))
            if name in self.commands:
                self.commands[name].setEnabled(bool(cell.event_ids))

    # --- doing -----------------------------------------------------------------------------

    def _on_show(self) -> None:
        """Show the events behind the figure on the timeline, marked."""
        if self.cell.event_ids:
            self.desk.go("timeline", mark=self.cell.event_ids)

    def _on_event(self) -> None:
        """Show the chosen event, or the first, in the chronology."""
        if self.cell.event_ids:
            self.desk.go("chronology", self.events.key or self.cell.event_ids[0])

    def _on_copy(self) -> None:
        """Copy the table with its headings, for a sheet or a letter."""
        QGuiApplication.clipboard().setText(self.model.table.as_text)
