"""Shows the chronology: reads the events, arranges the table, brings details and keeps choices.

What keys and buttons do is in `chronology`; what is shown is worked out in
`presenters.chronology_state`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import EventDetail
from ui.desk import Desk
from ui.models.chronology import ChronologyModel
from ui.places import Place
from ui.presenters.chronology import (
    Setting,
    Touched,
    load_first,
    load_lines,
    load_removed,
    load_setting,
    load_touched,
)
from ui.presenters.chronology_columns import Layout, read_layout
from ui.presenters.chronology_detail import build_detail, load_detail
from ui.presenters.chronology_filter import FACETS, Filter
from ui.presenters.chronology_order import Order
from ui.presenters.chronology_state import ChronologyState, read_order
from ui.theme.style import Restyled, theme
from ui.views.chronology_deeds import Deeds
from ui.views.chronology_detail import DetailPane
from ui.views.chronology_filters import FilterBar
from ui.views.chronology_menus import (
    menu_button,
    tool_button,
)
from ui.views.chronology_table import ChronologyTable
from ui.views.chronology_views import SavedViews
from ui.views.screen import Screen
from ui.widgets.basics import EmptyState, button, label
from ui.widgets.flow import flow
from ui.words import say

#: So long a row is current before its details are asked for: a held arrow key asks for none.
_PAUSE_MS = 40
#: Narrower than this, at a text size of 100 %, the details stand below the table.
_NARROW = 980
#: Records that every line may tell of.
_OF_ALL = frozenset({"person", "spell_mark", "saved_view"})
#: What can be done beside the details: always, sometimes, and in a menu.
_BESIDE = (
    ("edit", "source"), ("merge", "split", "confirm"),
    ("date", "key", "relied_on", "timeline", "remove"),
)  # fmt: skip


class ChronologyShowing(Screen):
    """The table, its filters and the details beside it, kept up to date."""

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

    def _build(self) -> None:
        self._order_button, self._order_menu = menu_button(say("chron.sort"), "arrow-up-down")
        self._group_button, self._group_menu = menu_button(say("chron.group"), "list-ordered")
        columns = tool_button(say("chron.columns"), "columns-3")
        columns.clicked.connect(lambda: self.commands["columns"].trigger())
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

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table if self.pages.currentWidget() is self.table else self.filters.text

    def _add_commands(self) -> None:
        """Make the actions; the screen says which."""
        raise NotImplementedError

    def _connect(self) -> None:
        """Let widgets call what keys and buttons do."""
        raise NotImplementedError

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
        """Go to an event; a wish named like a facet, or `event_ids`, is a filter.

        `mend` opens what mends the event: see `Deeds.mend`.
        """
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
        if place.wishes.get("mend") == "merge":
            wanted = set(place.wishes.get("event_ids", ()))
            self.deeds.merge([line for line in self.state.lines if line.event_id in wanted])
        if place.record_id and self.state.reveal(place.record_id):
            self.rearrange()
            number = self.model.place(place.record_id)
            self.table.go_to(number)
            if (line := self.line()) is not None and place.wishes.get("mend"):
                self.deeds.mend(line, str(place.wishes["mend"]))
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
