"""The chronology: all events of a case in a table to sort, filter and group, details beside it.

Showing it is in `chronology_showing`; what is done to events in `chronology_deeds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.models.chronology import NUMBER
from ui.presenters.chronology import (
    copied,
)
from ui.presenters.chronology_columns import COLUMNS
from ui.presenters.chronology_order import AccountRow, GroupRow, Order
from ui.views.chronology_dialogs import open_dates
from ui.views.chronology_menus import (
    ColumnsDialog,
    fill_group_menu,
    fill_order_menu,
)
from ui.views.chronology_showing import ChronologyShowing
from ui.views.screen import Command
from ui.widgets.clipboard import copy_private
from ui.words import say

#: Commands whose keys other widgets need as well; they work in the table only.
_IN_TABLE = ("open_row", "unfold", "copy", "remove")


class ChronologyScreen(ChronologyShowing):
    """The running chronology of a case."""

    name = "chronology"
    kinds = frozenset(
        {"event", "account", "citation", "event_person", "concern", "strength", "child_words",
         "spell_mark", "person", "saved_view", "observed_impact", "likely_impact",
         "need_concerned", "reply", "outcome", "analysis", "release"}
    )  # fmt: skip
    COMMANDS = {
        "open_row": Command("chron.key.open_row", "Return", "", "Enter"),
        "edit_cell": Command("chron.key.edit_cell", "F2", "type"),
        "edit": Command("chron.key.edit", "E", "pencil-line"),
        "date": Command("chron.key.date", "D", "calendar"),
        "key": Command("chron.key.key", "K", "star"),
        "relied_on": Command("chron.key.relied_on", "R", "bookmark"),
        "confirm": Command("chron.key.confirm", "C", "check"),
        "source": Command("chron.key.source", "O", "external-link"),
        "timeline": Command("chron.key.timeline", "T", "chart-gantt"),
        "unfold": Command("chron.key.unfold", "Space", "chevron-down"),
        "merge": Command("chron.key.merge", "M", "merge"),
        "told_twice": Command("accounts.twice.look", "L", "merge"),
        "split": Command("chron.key.split", "S", "split"),
        "remove": Command("chron.key.remove", "Delete", "trash-2"),
        "copy": Command("chron.key.copy", "Ctrl+C", "copy"),
        "find": Command("chron.key.find", "/", "filter"),
        "clear_filter": Command("chron.key.clear_filter", "X", "x"),
        "sort": Command("chron.key.sort", "A", "arrow-up-down"),
        "group": Command("chron.key.group", "G", "list-ordered"),
        "close_groups": Command("chron.key.close_groups", "[", "chevron-up"),
        "open_groups": Command("chron.key.open_groups", "]", "chevron-down"),
        "columns": Command("chron.key.columns", "W", "columns-3"),
        "save_view": Command("chron.key.save_view", "V", "save"),
        "details": Command("chron.key.details", "I", "info"),
    }

    def _add_commands(self) -> None:
        deeds = {
            "open_row": self.on_open_row, "edit_cell": self.on_edit_cell, "edit": self.on_edit,
            "date": lambda: self._with_line(self.deeds.edit_date),
            "key": lambda: self.deeds.toggle(self.chosen_lines(), "key"),
            "relied_on": lambda: self.deeds.toggle(self.chosen_lines(), "relied_on"),
            "confirm": lambda: self.deeds.confirm(self.chosen_lines()),
            "source": self.on_source, "timeline": self.on_timeline, "unfold": self.on_unfold,
            "merge": lambda: self.deeds.merge(self.chosen_lines()),
            "split": lambda: self._with_line(
                lambda line: self.deeds.split(line, self.table.current_account())
            ),
            "remove": lambda: self.deeds.remove(self.chosen_lines()),
            "copy": self.on_copy, "find": self.filters.text.setFocus,
            "clear_filter": self.filters.clear, "sort": self.on_sort, "group": self.on_group,
            "close_groups": lambda: self._close_groups(None),
            "open_groups": lambda: self._close_groups(()),
            "columns": self.on_columns, "save_view": self.views.on_save,
            "details": self.on_details, "told_twice": self.on_told_twice,
        }  # fmt: skip
        for name in self.COMMANDS:
            action = self.add_command(name, deeds[name])
            if name in _IN_TABLE:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self.removeAction(action)
                self.table.addAction(action)
        self.commands["details"].setCheckable(True)
        self.commands["details"].setChecked(True)

    def _connect(self) -> None:
        table = self.table
        table.current_changed.connect(self._on_current)
        table.selected.connect(self._offer)
        table.fold_asked.connect(self._on_fold)
        table.sort_asked.connect(self._on_heading)
        table.layout_changed.connect(self.show_layout)
        table.opened.connect(lambda _: self.on_open_row())
        table.edited.connect(self._on_edited)
        table.menu_asked.connect(self._show_menu)
        self.filters.wanted.connect(self.show_filter)
        self.filters.dates_asked.connect(self._on_dates)
        self.pane.source_asked.connect(self.deeds.go_to)
        self._order_menu.aboutToShow.connect(
            lambda: fill_order_menu(self._order_menu, self.state.choices.order, self.show_order)
        )
        self._group_menu.aboutToShow.connect(
            lambda: fill_group_menu(
                self._group_menu, self.state.choices.order, self.show_order,
                [self.commands[name] for name in ("close_groups", "open_groups")],
            )
        )  # fmt: skip

    # --- what keys and buttons do ----------------------------------------------------------

    def on_open_row(self) -> None:
        """Open what the row is: a heading, the source of an account, the cell of an event."""
        row = self.model.row(self.table.currentIndex().row())
        if isinstance(row, GroupRow):
            self._on_fold(self.table.currentIndex().row())
        elif isinstance(row, AccountRow):
            self.deeds.open_source(row.line, row)
        else:
            self.on_edit_cell()

    def on_edit_cell(self) -> None:
        """Edit the current cell where it stands, or in the dialog that it needs."""
        line = self.line()
        if line is None or self.table.edit_current():
            return
        column = COLUMNS[NUMBER[self.table.current_column()]]
        match column.code:
            case "date":
                self.deeds.edit_date(line)
            case "children":
                self.deeds.edit_children(line, self._cell_place())
            case "agency":
                self.deeds.edit_headline(line, self._cell_place())
            case "types":
                self.deeds.edit(line, "concerns")
            case "key" | "relied_on":
                self.deeds.toggle([line], column.code)
            case _:
                self.deeds.edit(line, column.code)

    def _cell_place(self) -> QPoint:
        rect = self.table.visualRect(self.table.currentIndex())
        return self.table.viewport().mapToGlobal(rect.bottomLeft())

    def on_edit(self) -> None:
        """Edit everything of the event."""
        self._with_line(self.deeds.edit)

    def _on_edited(self, event_id: str, column: str, value: Any) -> None:
        if column == "significance":
            value = value or None
        if column == "fact" and not value:
            self.desk.tell(say("chron.fact_needed"), "should")
            return
        self.deeds.change((event_id,), {column: value})

    def on_source(self) -> None:
        """Go to the words of the source."""
        self._with_line(lambda line: self.deeds.open_source(line, self.table.current_account()))

    def on_timeline(self) -> None:
        """Go to the event on the timeline."""
        self._with_line(lambda line: self.desk.go("timeline", line.event_id))

    def on_unfold(self) -> None:
        """Show the accounts of the event below it, or hide them; close or open a group."""
        self._on_fold(self.table.currentIndex().row())

    def _on_fold(self, number: int) -> None:
        row = self.model.row(number)
        if isinstance(row, GroupRow):
            self.state.toggle_group(row.key)
            self.rearrange()
            self._stay_at(number)
            return
        line = self.model.line(number)
        if line is None:
            return
        if line.event_id in self.state.unfolded:
            self.state.fold(line.event_id)
            self.rearrange()
            self.table.go_to(self.model.place(line.event_id))
        else:
            self._ask_accounts(line.event_id)

    def _stay_at(self, number: int) -> None:
        if self.model.row(number) is not None:
            self.table.go_to(number)

    def on_copy(self) -> None:
        """Copy date, fact and source of the selected events."""
        lines = self.chosen_lines()
        if lines:
            copy_private(copied(lines, self.state.setting))
            self.desk.tell(say("chron.copied", count=len(lines)))

    def on_sort(self) -> None:
        """Sort by the current column; once more: the other way round."""
        self._on_heading(self.table.current_column())

    def _on_heading(self, code: str) -> None:
        order = self.state.choices.order
        falls = order.column == code and not order.is_falling
        self.show_order(Order(code, falls, order.grouping))

    def on_group(self) -> None:
        """Put events together in the next way."""
        order = self.state.choices.order
        ways = ("none", "year", "spell")
        following = ways[(ways.index(order.grouping) + 1) % len(ways)]
        self.show_order(Order(order.column, order.is_falling, following))
        self.desk_announce(say(f"chron.group.{following}"))

    def _close_groups(self, keys: Sequence[str] | None) -> None:
        self.state.close_groups(keys)
        self.rearrange()

    def on_columns(self) -> None:
        """Choose the columns."""
        dialog = ColumnsDialog(self, self.state.choices.layout)
        dialog.chosen.connect(self.show_layout)
        dialog.open()

    def on_details(self) -> None:
        """Show or hide the details."""
        self.pane.setVisible(self.commands["details"].isChecked())
        self._ask_detail()
        self._keep()

    def on_told_twice(self) -> None:
        """Look for events that may be one event told twice."""
        from ui.views.chronology_twice import look_for_events_told_twice

        look_for_events_told_twice(self, self.desk)

    def _on_dates(self) -> None:
        def on_values(dialog: Any, values: dict[str, Any]) -> None:
            dialog.accept()
            self.show_filter(replace(self.state.choices.filter, **values))

        open_dates(self, self.state.choices.filter, on_values)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = (
            "edit", "edit_cell", "date", "key", "relied_on", "confirm", "", "source", "timeline",
            "unfold", "", "merge", "told_twice", "split", "remove", "", "copy",
        )  # fmt: skip
        for name in names:
            if name:
                menu.addAction(self.commands[name])
            else:
                menu.addSeparator()
        menu.popup(place)

    def menu_actions(self) -> Sequence[QAction]:
        """Return what the window's menu offers."""
        return list(self.commands.values())
