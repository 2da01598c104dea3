"""The sources screen: all sources at the left, the chosen one to be read at the right.

What is shown of a source is decided in `presenters.sources`; reading it is for `source_reader`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Locator
from importers.page_drawing import Rect
from ui.desk import Desk
from ui.places import Place
from ui.presenters.source_text import Span, passage_at
from ui.presenters.sources import (
    FILTERS,
    SourceDetails,
    SourceRow,
    count_words,
    load_details,
    load_sources,
)
from ui.theme.style import theme
from ui.views.screen import Command, Screen
from ui.views.sources_about import SourceAbout
from ui.views.sources_deeds import SourceDeeds
from ui.views.sources_list import SourceTree
from ui.widgets.basics import Choice, EmptyState, button, label, let_clear
from ui.widgets.flow import flow
from ui.widgets.source_reader import SourceReader
from ui.words import say

#: How wide the list is at a text size of 100 %, where there is room.
_LIST = 560


class SourcesScreen(Screen):
    """All sources of the case."""

    name = "sources"
    kinds = frozenset(
        {"source", "passage", "suggestion", "import_problem", "event", "account", "citation",
         "photograph", "entry"}
    )  # fmt: skip
    COMMANDS = {
        "read": Command("sources_screen.read", "R", "book-open"),
        "edit": Command("sources_screen.edit", "E", "pencil-line"),
        "event": Command("sources_screen.event", "A", "plus"),
        "transcribe": Command("sources_screen.transcribe", "T", "scan-text"),
        "inbox": Command("sources_screen.inbox", "I", "inbox"),
        "settle": Command("sources_screen.settle", "L", "check"),
        "copy": Command("sources_screen.copy", "S", "download"),
        "correct": Command("sources_screen.correct", "C", "pencil-line"),
        "filter": Command("sources_screen.filter", "F", "filter"),
        "next_part": Command("sources_screen.next_part", "F6"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: tuple[SourceRow, ...] = ()
        self._found: SourceDetails | None = None
        self._wanted: Place | None = None
        #: Rises with each change of passages; which of them the shown passages know.
        self._changes, self._known = 0, 0
        desk.records_changed.connect(self._on_changed)
        self._has_columns = False
        #: Somebody has moved the border between list and source.
        self._is_parted = False
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(700)
        self._keeping.timeout.connect(self._keep_columns)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(80)
        self._choosing.timeout.connect(lambda: self._load(self.tree.current_id))
        self.deeds = SourceDeeds(self, desk)
        self._make_page()
        self._connect()
        self._show_buttons()

    # --- making ----------------------------------------------------------------------------

    def _make_page(self) -> None:
        self.tree = SourceTree()
        self.about = SourceAbout()
        self.reader = SourceReader(self.desk)
        self.reader.offer_parts()
        self.event_button = button(say("sources_screen.event"), self.on_event, icon="plus")
        self.reader.add_tool(self.event_button)
        self._empty = EmptyState(
            "folder-open", say("sources_screen.empty"), say("sources_screen.empty_text"),
            button(say("action.import_files"), lambda: self.desk.do("import_files"), "primary"),
            button(say("action.paste_text"), lambda: self.desk.do("paste_text")),
        )  # fmt: skip
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.addWidget(self.tree)
        self.left.addWidget(self.about)
        self.left.setSizes([420, 260])
        self.tree.setMinimumHeight(3 * theme.target)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(self.left)
        self.halves.addWidget(self.reader)
        self.halves.splitterMoved.connect(lambda *_: self._on_splitter())
        self.halves.setStretchFactor(1, 1)
        for splitter in (self.left, self.halves):
            splitter.setChildrenCollapsible(False)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.halves)
        self.pages.addWidget(self._empty)
        page = self.page()
        page.addWidget(self._make_head())
        page.addWidget(self.pages, 1)

    def _make_head(self) -> QWidget:
        self.filter_line = QLineEdit()
        self.filter_line.setPlaceholderText(say("sources_screen.filter"))
        self.filter_line.setAccessibleName(say("sources_screen.filter"))
        let_clear(self.filter_line)
        self.filter_line.setMinimumWidth(round(180 * theme.text_size / 100))
        self.narrowed = Choice()
        self.narrowed.setAccessibleName(say("sources_screen.show"))
        for name in FILTERS:
            self.narrowed.addItem(say(f"sources_screen.show.{name}"), name)
        self.count = label("", "muted")
        self.edit_button = button(say("sources_screen.edit"), self.on_edit, icon="pencil-line")
        self.inbox_button = button(say("sources_screen.inbox"), self.on_inbox, icon="inbox")
        self.copy_button = button(say("sources_screen.copy"), self.on_copy, icon="download")
        self.correct_button = button(
            say("sources_screen.correct"), self.on_correct, icon="pencil-line"
        )
        self.correct_button.hide()
        self.head = QWidget()
        layout = QVBoxLayout(self.head)
        gaps = theme.space("medium"), theme.space("small")
        layout.setContentsMargins(gaps[0], gaps[1], gaps[0], gaps[1])
        layout.addWidget(
            flow(
                label(say("screen.sources"), "title"), self.filter_line, self.narrowed,
                self.count, self.edit_button, self.inbox_button, self.copy_button,
                self.correct_button, space="small",
            )
        )  # fmt: skip
        return self.head

    def _connect(self) -> None:
        for name, deed in (
            ("read", self.on_read), ("edit", self.on_edit), ("event", self.on_event),
            ("transcribe", self.on_transcribe), ("inbox", self.on_inbox),
            ("settle", self.on_settle), ("copy", self.on_copy), ("correct", self.on_correct),
            ("filter", self.filter_line.setFocus), ("next_part", self.on_next_part),
        ):  # fmt: skip
            self.add_command(name, deed)
        self.tree.chosen.connect(lambda _: self._choosing.start())
        self.tree.columns_changed.connect(self._keeping.start)
        self.tree.opened.connect(lambda _: self.on_read())
        self.filter_line.textChanged.connect(lambda _: self._narrow())
        self.filter_line.returnPressed.connect(self.tree.setFocus)
        self.narrowed.currentIndexChanged.connect(lambda _: self._narrow())
        self.reader.part_chosen.connect(self._on_part)
        self.about.words_asked.connect(self.reader.show_words)
        self.about.place_asked.connect(self._on_place)
        self.about.event_asked.connect(lambda event_id: self.desk.go("chronology", event_id))
        self.about.cite_asked.connect(
            lambda event: self.deeds.cite(event, self.reader.selected_spans())
        )
        self.about.settle_asked.connect(lambda _: self.on_settle())
        self.about.reopen_asked.connect(self.deeds.reopen)

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the sources, and for the one that is shown."""
        self.desk.ask(self, load_sources, self._show)

    def _show(self, rows: tuple[SourceRow, ...]) -> None:
        self._rows = rows
        self.tree.show_rows(rows)
        self.pages.setCurrentWidget(self.halves if rows else self._empty)
        for one in (self.filter_line, self.narrowed, self.edit_button, self.copy_button):
            one.setEnabled(bool(rows))
        self._narrow()
        if self._wanted is not None:
            self._go()
        elif self._found is not None and any(r.source.id == self._found.source.id for r in rows):
            self.tree.choose(self._found.source.id)
            self._load(self._found.source.id)
        elif rows:
            self.tree.forget()
            self.tree.choose_first()
            self._load(self.tree.current_id)
        else:
            self._forget()

    def clear(self) -> None:
        """Forget everything: another case is shown."""
        self._rows = ()
        self.tree.show_rows(())
        self._forget()

    def _forget(self) -> None:
        self._found = None
        self.about.show_details(None)
        self.reader.clear(say("sources_screen.choose"))
        self._show_buttons()

    def _narrow(self) -> None:
        shown = self.tree.narrow(self.filter_line.text(), self.narrowed.currentData())
        self.count.setText(count_words(shown, len(self._rows)))

    def show_place(self, place: Place) -> None:
        """Show a source, and the words or the problem that the place names."""
        self._wanted = place
        if self._rows:
            self._go()

    def _go(self) -> None:
        """Go to the wanted source; a filter that hides it is taken off."""
        place, self._wanted = self._wanted, None
        if place is None:
            return
        if not self.tree.choose(place.record_id):
            self.filter_line.clear()
            self.narrowed.setCurrentIndex(0)
            if not self.tree.choose(place.record_id):
                return
        wishes = place.wishes
        spans: tuple[Span, ...] = ()
        if wishes.get("passage_id"):
            spans = (Span(wishes["passage_id"], wishes.get("start", 0), wishes.get("end", 0)),)
        self._load(place.record_id, spans, str(wishes.get("problem_id", "")))

    def _load(self, source_id: str, spans: tuple[Span, ...] = (), problem_id: str = "") -> None:
        self._choosing.stop()
        if not source_id:
            return

        changes = self._changes

        def on_loaded(found: SourceDetails) -> None:
            if self.tree.current_id in (source_id, ""):
                self._known = changes
                self._show_source(found, spans, problem_id)

        known = self._found
        is_known = known is not None and known.source.id == source_id
        is_known = is_known and self._known == changes
        passages = known.passages if known is not None and is_known else None
        self.desk.ask(
            self, lambda book, case_id: load_details(book, case_id, source_id, passages), on_loaded
        )

    def _on_changed(self, changed: Any) -> None:
        """Note when passages of the shown source may be other ones; an import adds only its own."""
        kinds: frozenset[str] = getattr(changed, "kinds", frozenset())
        if changed.command != "import_file" and (not kinds or kinds & {"source", "passage"}):
            self._changes += 1

    def _show_source(self, found: SourceDetails, spans: tuple[Span, ...], problem_id: str) -> None:
        before, self._found = self._found, found
        self.about.show_details(found)
        is_same = before is not None and before.source.id == found.source.id
        if (
            spans
            or not is_same
            or before is None
            or before.source != found.source
            or (before.passages != found.passages)
        ):
            self.reader.show_source(found.source, found.passages, spans)
        if problem_id:
            self.about.show_problem(problem_id)
        self._show_buttons()

    def _show_buttons(self) -> None:
        found = self._found
        for one in (self.edit_button, self.copy_button, self.event_button):
            one.setEnabled(found is not None)
        self.inbox_button.setEnabled(found is not None and bool(found.waiting_id))
        is_entry = found is not None and found.entry is not None
        self.correct_button.setVisible(is_entry)
        self.commands["correct"].setEnabled(is_entry)

    def _on_splitter(self) -> None:
        self._is_parted = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the source the larger half, until somebody parts the screen in another way."""
        super().resizeEvent(event)
        if not self._is_parted:
            left = min(round(_LIST * theme.text_size / 100), round(0.46 * self.width()))
            self.halves.setSizes([left, self.width() - left])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show the columns as this person left them."""
        super().showEvent(event)
        program = getattr(self.window(), "program", None)
        if program is not None and not self._has_columns:
            self._has_columns = True
            self.tree.set_columns(program.preferences.tables.get(self.name))

    def _keep_columns(self) -> None:
        program = getattr(self.window(), "program", None)
        if program is not None:
            kept = [list(one) for one in self.tree.columns()]
            program.prefer_quietly(tables={**program.preferences.tables, self.name: kept})

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.tree

    # --- doing -----------------------------------------------------------------------------

    def on_read(self) -> None:
        """Go to the source itself."""
        if self._choosing.isActive():
            self._load(self.tree.current_id)
        self.reader.first_focus().setFocus()

    def on_next_part(self) -> None:
        """Go on from the list to what is known of the source, to the source itself, and back."""
        parts = (self.tree, self.about.part(), self.reader.first_focus())
        has = [part.hasFocus() or part.isAncestorOf(self.focusWidget()) for part in parts]
        now = has.index(True) if any(has) else len(parts) - 1
        parts[(now + 1) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_inbox(self) -> None:
        """Go to the source's first suggestion that waits."""
        if self._found is not None and self._found.waiting_id:
            self.desk.go("inbox", self._found.waiting_id, source_id=self._found.source.id)

    def on_correct(self) -> None:
        """Begin a new entry that corrects this one: an entry itself never changes."""
        if self._found is not None and self._found.entry is not None:
            self.desk.correction_asked.emit(self._found.entry.id)

    def on_transcribe(self) -> None:
        """Let a part of the page be chosen, to be typed."""
        if self.reader.page_view.image.isNull() or self.reader.is_text:
            self.desk.tell(say("sources_screen.no_page"), "know")
        else:
            self.reader.page_view.start_choosing()

    def _on_place(self, place: Locator) -> None:
        """Show where a problem is: a page that is drawn, or the passage in the text."""
        passage = passage_at(self._found.passages, place) if self._found else None
        if passage is not None:
            self.reader.show_place(passage.id)
        elif place.page is not None:
            self.reader.show_page(place.page)

    def on_edit(self) -> None:
        """Say something else of the source."""
        if self._found is not None:
            self.deeds.edit(self._found.source)

    def on_copy(self) -> None:
        """Save a copy of the original outside the casebook."""
        if self._found is not None:
            self.deeds.copy(self._found.source)

    def on_event(self) -> None:
        """Make an event of the words that are selected."""
        if self._found is not None:
            self.deeds.add_event(self._found, self.reader.selected_spans())

    def on_settle(self) -> None:
        """Settle the chosen problem, if it is open."""
        line = self.about.problem
        if line is not None and not line.settled:
            self.deeds.settle(line)

    def _on_part(self, page: int, part: Rect) -> None:
        if self._found is not None:
            drawn = self.reader.page_view.image
            self.deeds.transcribe(self._found.source, page, part, drawn)
