"""The chronology: all events of a case in a table to sort, filter and group, details beside it.

What is shown is worked out in `presenters.chronology_state`; what is done to events in
`chronology_deeds`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import EventDetail
from ui.desk import Desk
from ui.models.chronology import NUMBER, ChronologyModel
from ui.places import Place
from ui.presenters.chronology import (
    Setting,
    Touched,
    copied,
    load_first,
    load_lines,
    load_removed,
    load_setting,
    load_touched,
)
from ui.presenters.chronology_columns import COLUMNS, Layout, read_layout
from ui.presenters.chronology_detail import build_detail, load_detail
from ui.presenters.chronology_filter import FACETS, Filter
from ui.presenters.chronology_order import AccountRow, GroupRow, Order
from ui.presenters.chronology_state import ChronologyState, read_order
from ui.theme.style import Restyled, theme
from ui.views.chronology_deeds import Deeds
from ui.views.chronology_detail import DetailPane
from ui.views.chronology_dialogs import open_dates
from ui.views.chronology_filters import FilterBar
from ui.views.chronology_menus import (
    ColumnsDialog,
    fill_group_menu,
    fill_order_menu,
    menu_button,
    tool_button,
)
from ui.views.chronology_table import ChronologyTable
from ui.views.chronology_views import SavedViews
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, button, label
from ui.widgets.flow import flow
from ui.words import say

#: So long a row is current before its details are asked for: a held arrow key asks for none.
_PAUSE_MS = 40
#: Narrower than this, at a text size of 100 %, the details stand below the table.
_NARROW = 980
#: Commands whose keys other widgets need as well; they work in the table only.
_IN_TABLE = ("open_row", "unfold", "copy", "remove")
#: Records that every line may tell of.
_OF_ALL = frozenset({"person", "spell_mark", "saved_view"})
#: What can be done beside the details: always, sometimes, and in a menu.
_BESIDE = (
    ("edit", "source"), ("merge", "split", "confirm"),
    ("date", "key", "relied_on", "timeline", "remove"),
)  # fmt: skip


class ChronologyScreen(Screen):
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

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = ChronologyState()
        self._load_number = 0
        # The casebook reads while the widgets are made.
        self._has_loaded = False
        self._has_begun = desk.case is not None
        if self._has_begun:
            self._load()
        self.model = ChronologyModel()
        self.table = ChronologyTable(self.model)
        self.filters = FilterBar(self.state)
        self.deeds = Deeds(self, desk)
        self.views = SavedViews(self, desk, self.state)
        self._wanted: Place | None = None
        self._lost, self._is_arranging = "", False
        self._is_kept_read = False
        self._detail_soon = QTimer(self)
        self._detail_soon.setSingleShot(True)
        self._detail_soon.setInterval(_PAUSE_MS)
        self._detail_soon.timeout.connect(self._ask_detail)
        self._add_commands()
        # The buttons that are always of use, those that come and go, and the rest in a menu.
        named = [[self.commands[name] for name in names] for names in _BESIDE]
        self.pane = DetailPane([*named[0], *named[1]], named[2])
        self._build()
        self._connect()
        self._show_nothing()

    # --- building --------------------------------------------------------------------------

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
            "details": self.on_details,
        }  # fmt: skip
        for name in self.COMMANDS:
            action = self.add_command(name, deeds[name])
            if name in _IN_TABLE:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self.removeAction(action)
                self.table.addAction(action)
        self.commands["details"].setCheckable(True)
        self.commands["details"].setChecked(True)

    def _build(self) -> None:
        self._order_button, self._order_menu = menu_button(say("chron.sort"), "arrow-up-down")
        self._group_button, self._group_menu = menu_button(say("chron.group"), "list-ordered")
        columns = tool_button(say("chron.columns"), "columns-3")
        columns.clicked.connect(self.on_columns)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        line = QHBoxLayout()
        line.addWidget(label(say("screen.chronology"), "title"))
        line.addSpacing(theme.space("small"))
        line.addWidget(self.filters.count)
        line.addSpacing(theme.space("small"))
        line.addStretch(1)
        controls = flow(self.views.button, self._group_button, self._order_button, columns)
        line.addWidget(controls, 20)
        head.addLayout(line)
        head.addWidget(self.filters)
        self.pages = QStackedWidget()
        self.loading = EmptyState("list-ordered", say("chron.loading"), "")
        self.empty = EmptyState(
            "list-ordered", say("chron.empty"), say("chron.empty_text"),
            button(say("chron.go_inbox"), lambda: self.desk.go("inbox"), "primary", "inbox"),
            button(say("chron.new_entry"), lambda: self.desk.do("quick_entry"), "", "pencil-line"),
        )  # fmt: skip
        self.no_match = EmptyState(
            "filter", say("chron.no_match"), say("chron.no_match_text"),
            button(say("chron.clear_filter"), self.filters.clear, "primary"),
        )  # fmt: skip
        for shown in (self.loading, self.empty, self.no_match, self.table):
            self.pages.addWidget(shown)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pages)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        # Rows of controls wrap: what they would need in the narrowest window is no measure.
        self.setMinimumSize(320, 240)
        self.pages.setMinimumSize(160, 100)
        self.pane.setMinimumSize(160, 100)
        page = self.page()
        page.addWidget(self._head)
        page.addWidget(self.splitter, 1)
        Restyled(self, self._restyle)

    def _restyle(self) -> None:
        side, small = theme.space("large"), theme.space("small")
        layout = self._head.layout()
        if layout is not None:
            layout.setContentsMargins(side, small, side, small)
            layout.setSpacing(theme.space("tight"))
        self._arrange_splitter()

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

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table if self.pages.currentWidget() is self.table else self.filters.text

    # --- loading ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case."""
        self._load_number += 1
        self._has_begun = False
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._has_loaded = False
        layout, order = self.state.choices.layout, self.state.choices.order
        self.state = self.filters.state = self.views.state = ChronologyState()
        self.state.choose_layout(layout)
        self.state.choose_order(order)
        self.model.show(self.state.arranged, Setting())
        self.pane.show_blocks(())
        self.filters.show_state()
        self.filters.count.clear()
        self.pages.setCurrentWidget(self.loading)

    def refresh(self) -> None:
        """Ask for all events; the first of them are shown as soon as they are there."""
        self._read_kept()
        if self._has_begun:
            self._has_begun = False
        else:
            self._load()

    def _load(self) -> None:
        self._load_number += 1
        number = self._load_number
        post = self.desk.background.poster.post
        shows_first = not self._has_loaded and self.state.choices.order == Order()

        def load(book: Any, case_id: str) -> tuple[Setting, tuple[ChronologyLine, ...]]:
            setting = load_setting(book, case_id)
            if shows_first:
                first = load_first(book, case_id)
                post(lambda: self._show_first(number, setting, first))
            return setting, load_lines(book, case_id)

        self.desk.ask(self, load, lambda found: self._show(number, *found))

    def _show_first(self, number: int, setting: Setting, lines: tuple[ChronologyLine, ...]) -> None:
        if not isValid(self) or number != self._load_number or self._has_loaded or not lines:
            return
        if self.state.choices.order == Order() and self.state.choices.filter.is_empty:
            self._take(setting, lines)
            self.filters.count.setText(say("chron.loading"))

    def _on_records_changed(self, changed: Any) -> None:
        """Bring the few events up to date that a change touched; else everything."""
        few = self.kinds & changed.kinds and not changed.kinds & _OF_ALL
        if not (few and self._has_loaded and self.isVisible()) or self._is_stale:
            super()._on_records_changed(changed)
            return

        def show(touched: Touched | None) -> None:
            if touched is None or not self.state.replace_lines(touched):
                self._load()
                return
            self.rearrange()
            self._reload_accounts(touched.event_ids)
            self._ask_detail()

        self.desk.ask(self, lambda book, case_id: load_touched(book, case_id, changed), show)

    def _show(self, number: int, setting: Setting, lines: tuple[ChronologyLine, ...]) -> None:
        if number != self._load_number:
            return
        self._has_loaded = True
        self._take(setting, lines)
        self._ask_removed()
        self._reload_accounts()
        self._ask_detail()
        if self._wanted is not None:
            place, self._wanted = self._wanted, None
            self.show_place(place)

    def _take(self, setting: Setting, lines: tuple[ChronologyLine, ...]) -> None:
        self.deeds.setting = setting
        self.state.set_setting(setting)
        self.state.set_lines(lines)
        self.views.show_views()
        self.rearrange()

    def _ask_removed(self) -> None:
        if self.state.needs_removed:

            def show(lines: tuple[ChronologyLine, ...]) -> None:
                self.state.set_removed(lines)
                self.rearrange()

            self.desk.ask(self, load_removed, show)

    def _reload_accounts(self, only: Collection[str] | None = None) -> None:
        for event_id in tuple(self.state.unfolded):
            if only is None or event_id in only:
                self._ask_accounts(event_id)

    # --- showing ---------------------------------------------------------------------------

    def rearrange(self) -> None:
        """Show the rows that follow from what is chosen; selection and place stay."""
        table = self.table
        current, chosen = self._lost or table.current_event(), self._chosen_ids()
        column, top = table.current_column(), table.top_event()
        self._is_arranging = True
        self.state.arrange()
        if self.model.show(self.state.arranged, self.state.setting):
            table.restore(current, chosen, column)
            table.scroll_back(*top)
        table.show_order(self.state.choices.order)
        self.filters.show_state()
        self._show_page()
        # An event that the filter hides is current again when it comes back.
        self._lost = current if current and self.model.place(current) < 0 else ""
        self._is_arranging = False

    def _on_current(self) -> None:
        if not self._is_arranging:
            self._lost = ""
        self._detail_soon.start()

    def _show_page(self) -> None:
        had_focus = self.table.hasFocus()
        page: QWidget = self.table
        if not self.state.lines:
            page = self.empty
        elif not self.state.arranged.shown:
            page = self.no_match
        if self.pages.currentWidget() is self.loading and page is self.table:
            had_focus = had_focus or self.filters.text.hasFocus() or self.hasFocus()
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            if had_focus:
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if page is self.table and not self.table.currentIndex().isValid():
            first = min(self.state.arranged.places.values(), default=0)
            self.table.go_to(first)

    def show_filter(self, wanted: Filter) -> None:
        """Show other events."""
        self.state.choose_filter(wanted)
        self._ask_removed()
        self.rearrange()
        self.desk_announce(self.state.shown_words)

    def show_order(self, order: Order) -> None:
        """Show them in another order or in other groups."""
        self.state.choose_order(order)
        self.rearrange()
        self._bring_current()
        self._keep()

    def show_layout(self, layout: Layout) -> None:
        """Show other columns."""
        self.state.choose_layout(layout)
        self.table.show_layout(layout)
        self._keep()

    def show_choices(self) -> None:
        """Show what the state was given, e.g. a saved view."""
        self.table.show_layout(self.state.choices.layout)
        self._ask_removed()
        self.rearrange()
        self._bring_current()
        self._keep()

    def _bring_current(self) -> None:
        number = self.model.place(self.table.current_event())
        if number >= 0:
            self.table.go_to(number)

    def desk_announce(self, words: str) -> None:
        """Have a screen reader say something."""
        program = getattr(self.window(), "program", None)
        if program is not None:
            program.announce(self.filters, words)

    def show_place(self, place: Place) -> None:
        """Go to an event; a wish named like a facet, or `event_ids`, is a filter."""
        if not self._has_loaded:
            self._wanted = place
            return
        wished = Filter()
        for facet in FACETS.keys() & place.wishes.keys():
            wished = wished.with_choice(facet, place.wishes[facet])
        if ids := place.wishes.get("event_ids"):
            words = str(place.wishes.get("words", ""))
            wished = replace(wished, only=frozenset(ids), only_words=words)
        if not wished.is_empty:
            self.show_filter(wished)
        if place.record_id and self.state.reveal(place.record_id):
            self.rearrange()
            number = self.model.place(place.record_id)
            self.table.go_to(number)
        elif place.record_id:
            self.desk.tell(say("chron.not_there"), "know")

    # --- one event -------------------------------------------------------------------------

    def line(self) -> ChronologyLine | None:
        """Return the current event."""
        return self.model.line(self.table.currentIndex().row())

    def chosen_lines(self) -> list[ChronologyLine]:
        """Return the selected events; the current one when none is."""
        found = self.model.lines(self.table.selected_rows())
        current = self.line()
        return found or ([current] if current else [])

    def _chosen_ids(self) -> list[str]:
        return [line.event_id for line in self.model.lines(self.table.selected_rows())]

    def _with_line(self, deed: Any) -> None:
        line = self.line()
        if line is not None:
            deed(line)

    def _offer(self) -> None:
        """Offer beside the details what can be done to what is selected."""
        line, many = self.line(), len(self.table.selected_rows()) > 1
        unread = line is not None and (
            line.status == "accepted_unread" or line.confirmed_how == "batch"
        )
        for name, is_of_use in (
            ("merge", many), ("split", line is not None and line.account_count > 1),
            ("confirm", unread),
        ):  # fmt: skip
            self.pane.offer(self.commands[name], is_of_use)

    def _ask_detail(self) -> None:
        event_id = self.table.current_event()
        if not event_id or self.pane.isHidden():
            self.pane.show_blocks(())
            return

        def show(detail: EventDetail) -> None:
            if event_id == self.table.current_event():
                blocks = build_detail(detail, self.state.setting)
                self.pane.show_event(event_id, blocks)

        # It may have gone meanwhile; the refresh that follows shows so.
        self.desk.ask(
            self, lambda book, case_id: load_detail(book, case_id, event_id), show, lambda _: None
        )

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

    def _ask_accounts(self, event_id: str) -> None:
        def show(detail: EventDetail) -> None:
            is_new = event_id not in self.state.unfolded
            self.state.unfold(event_id, detail.accounts)
            self.rearrange()
            number = self.model.place(event_id)
            if is_new and number >= 0:
                self.table.show_below(number, len(detail.accounts))

        self.desk.ask(
            self, lambda book, case_id: load_detail(book, case_id, event_id), show, lambda _: None
        )

    def on_copy(self) -> None:
        """Copy date, fact and source of the selected events."""
        lines = self.chosen_lines()
        if lines:
            QGuiApplication.clipboard().setText(copied(lines, self.state.setting))
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

    def _on_dates(self) -> None:
        def on_values(dialog: Any, values: dict[str, Any]) -> None:
            dialog.accept()
            self.show_filter(replace(self.state.choices.filter, **values))

        open_dates(self, self.state.choices.filter, on_values)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = ("edit", "edit_cell", "date", "key", "relied_on", "confirm", "", "source",
                 "timeline", "unfold", "", "merge", "split", "remove", "", "copy")  # fmt: skip
        for name in names:
            if name:
                menu.addAction(self.commands[name])
            else:
                menu.addSeparator()
        menu.popup(place)

    def menu_actions(self) -> Sequence[QAction]:
        """Return what the window's menu offers."""
        return list(self.commands.values())

    # --- what is kept ------------------------------------------------------------------------

    def _read_kept(self) -> None:
        """Bring back columns and order, which are kept for all cases on this machine."""
        program = getattr(self.window(), "program", None)
        if self._is_kept_read or program is None:
            return
        self._is_kept_read = True
        kept = program.preferences.tables.get(self.name)
        if isinstance(kept, dict):
            self.state.choose_layout(read_layout(kept.get("columns")))
            self.state.choose_order(read_order(kept.get("order")))
            self.commands["details"].setChecked(kept.get("details") is not False)
            self.pane.setVisible(self.commands["details"].isChecked())
        self.table.show_layout(self.state.choices.layout)

    def _keep(self) -> None:
        program = getattr(self.window(), "program", None)
        if program is None or not self._is_kept_read:
            return
        order = self.state.choices.order
        kept = {
            "columns": self.state.choices.layout.as_data(),
            "order": [order.column, order.is_falling, order.grouping],
            "details": self.commands["details"].isChecked(),
        }
        program.prefer_quietly(tables={**program.preferences.tables, self.name: kept})

    # --- the room there is -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the details below the table where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange_splitter()

    def _arrange_splitter(self) -> None:
        narrow = self.width() < _NARROW * theme.text_size / 100
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() != wanted or not self.splitter.property("arranged"):
            self.splitter.setOrientation(wanted)
            self.splitter.setProperty("arranged", True)  # noqa: FBT003
            whole = self.height() if narrow else self.width()
            share = 0.4 if narrow else 0.3
            self.splitter.setSizes([round(whole * (1 - share)), round(whole * share)])
