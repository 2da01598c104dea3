"""What the inbox shows: loading it, following changes, and the source and others of each one.

What its keys do is in `inbox`; which suggestion comes next is kept by `presenters.inbox_queue`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from chronology_app.model import Suggestion
from ui.desk import Desk
from ui.places import Place
from ui.presenters import inbox
from ui.presenters.court_wording import WordingWords
from ui.presenters.inbox_queue import Queue
from ui.presenters.inbox_words import NeedTag, build_words
from ui.theme.style import theme
from ui.views.inbox_empty import InboxEmpty
from ui.views.inbox_head import InboxHead
from ui.views.inbox_left_out import LeftOut
from ui.views.inbox_memory import InboxMemory
from ui.views.inbox_pages import InboxPages
from ui.views.inbox_source import InboxSource
from ui.views.screen import Screen
from ui.words import say

if TYPE_CHECKING:
    pass

#: More suggestions than this that change at once (an import) are asked for anew altogether.
_MANY = 200
#: Below so many pixels the source stands below the suggestion; it grows more slowly than the text.
_SIDE_BY_SIDE = 860
#: Changes of these tables change what the inbox shows of every suggestion.
_WHOLE = frozenset({"source", "person", "professional", "case", "import_batch"})
#: Changes of these tables change what other records there are beside a suggestion.
_OTHERS = frozenset({"event", "finding"})


class InboxShowing(Screen):
    """Shows the queue's suggestion; the commands are added by `inbox.InboxScreen`."""

    name = "inbox"
    kinds = frozenset(
        {"suggestion", "source", "person", "event", "passage", "case", "finding", "professional"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue()
        #: Suggestion id -> its needs that are ticked.
        self._ticked: dict[str, list[NeedTag]] = {}
        #: Suggestion id -> the proposed court wording that the person chose.
        self._worded: dict[str, str] = {}
        #: Suggestions that this person has had before them with their source.
        self.seen: set[str] = set()
        self._others: dict[str, tuple[inbox.OtherAccount, ...]] = {}
        #: What was shown beside suggestions until it was asked for anew.
        self._others_before: dict[str, tuple[inbox.OtherAccount, ...]] = {}
        self._is_loaded = False
        self._wanted_id = ""
        self._shown: Suggestion | None = None

    # --- building --------------------------------------------------------------------------

    def build(self, head: InboxHead, pages: InboxPages, empty: InboxEmpty) -> None:
        """Put the parts together."""
        self.head, self.pages, self.empty = head, pages, empty
        self.source = InboxSource(self.desk)
        self.left_out = LeftOut(self.desk, pages, self.source)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(pages)
        self._halves.addWidget(self.source)
        self._halves.setStretchFactor(0, 4)
        self._halves.setStretchFactor(1, 5)
        self._halves.setSizes([480, 560])
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._halves)
        self._stack.addWidget(empty)
        page = self.page()
        page.addWidget(head)
        page.addWidget(self._stack, 1)
        head.hide()
        self.memory = InboxMemory(pages)
        pages.mode_changed.connect(self._on_mode)
        pages.view.needs_changed.connect(self._on_needs)
        pages.worded = self._worded

    def _on_mode(self, mode: str) -> None:
        """Let single keys be letters while something is filled in; keep what was typed."""
        is_reading = mode == "read"
        for action in self.commands.values():
            action.setEnabled(is_reading)
        self.head.setEnabled(is_reading)
        if is_reading:
            self.memory.end_edit()
            suggestion = self.queue.current
            if suggestion is not None and suggestion is self._shown:
                source = self.queue.case.sources[suggestion.source_id]
                self.source.show_suggestion(suggestion, source, self.queue.of_source(source.id))
            elif suggestion is None and self._is_loaded:
                self.show_current()
        self.memory.keep_soon()

    @property
    def _shown_id(self) -> str:
        """The id of the suggestion that stands on the screen; empty: none."""
        return self._shown.id if self._shown is not None else ""

    def open_left_out(self) -> None:
        """List what was read in the file that is shown or chosen, and not put forward."""
        progress = self.queue.progress()
        if progress is None:
            self.desk.tell(say("inbox.left.choose"), "know")
            return
        self._stack.setCurrentWidget(self._halves)
        self.left_out.start(progress.source)

    def note_seen(self) -> None:
        """Take note that the suggestion stands on the screen with its source."""
        suggestion = self.queue.current
        if suggestion is not None and self.source.shows(suggestion.source_id):
            self.seen.add(suggestion.id)

    def _on_needs(self) -> None:
        if self._shown_id:
            self._ticked[self._shown_id] = self.pages.view.ticked()

    # --- loading ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask what waits; the suggestion shown stays where it is."""
        self.desk.ask(self, inbox.load_inbox, self._on_loaded)

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.memory.forget()
        self.queue = Queue()
        self._ticked, self._others, self._others_before = {}, {}, {}
        self._worded.clear()
        self._is_loaded, self._shown, self._wanted_id = False, None, ""
        self.seen = set()
        self.source.clear()
        self.source.forget()
        self.pages.show_page("read")
        self._stack.setCurrentIndex(0)

    def _on_loaded(self, case: inbox.InboxCase) -> None:
        self._others_before, self._others = {}, {}
        self.pages.set_people(case.people, case.wordings)
        if case.known_names != self.queue.case.known_names and self.pages.mode == "read":
            # Who was named and not known may be known now.
            self._shown = None
        if self._is_loaded:
            self.queue.load(case)
        else:
            self._is_loaded = True
            self.queue.load(case)
            self.memory.begin(self.desk, self.queue)
        if self._wanted_id:
            self._go(self._wanted_id)
        self.show_current()
        if self._awaits_focus and self.pages.mode == "read" and self._is_still_here():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._awaits_focus = False

    #: Somebody came here while the case was still being loaded; what had the focus then.
    _awaits_focus = False
    _focus_then: QWidget | None = None

    def _is_still_here(self) -> bool:
        """Say whether nobody has gone elsewhere in the window since, as into the tour."""
        now: QWidget | None = QApplication.focusWidget() or self.window().focusWidget()
        return now is None or now is self._focus_then or self.isAncestorOf(now)

    def _on_records_changed(self, changed: Any) -> None:
        """Take in single suggestions as they are now; for more, ask anew."""
        ids = [t.id for t in changed.touched if t.table == "suggestion"]
        is_whole = bool(changed.kinds & _WHOLE) or len(ids) > _MANY
        if not (self._is_loaded and self.isVisible()) or is_whole:
            super()._on_records_changed(changed)
            return
        if changed.kinds & _OTHERS:
            self._others_before, self._others = self._others, {}
        if "passage" in changed.kinds:
            self.source.forget()
        is_back = changed.command == "undo"
        others = [one for one in ids if is_back or one not in self.queue.pending]
        if others:
            self.desk.ask(
                self,
                lambda book, case_id: inbox.load_suggestions(book, case_id, others),
                lambda found: self._on_suggestions(found, is_back),
            )
        elif changed.kinds & _OTHERS:
            self.ask_others()

    def _on_suggestions(self, found: Sequence[Suggestion], is_back: bool) -> None:
        back = self.queue.update(found)
        if back and is_back:
            self.queue.show_again(back)
            self.desk.tell(say("inbox.brought_back", count=len(back)))
        self.show_current()

    # --- showing ---------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show the suggestion with this id."""
        if place.record_id:
            self._wanted_id = place.record_id
            if self._is_loaded and place.record_id in self.queue.waiting:
                self._go(place.record_id)
                self.show_current()
            elif self._is_loaded:
                self.refresh()  # it may have come a moment ago

    def _go(self, suggestion_id: str) -> None:
        self._wanted_id = ""
        if not self.queue.go(suggestion_id):
            self.desk.tell(say("inbox.not_waiting"), "know")

    def first_focus(self) -> QWidget:
        """Begin with the suggestion, so that its keys work at once."""
        # Before it is loaded nothing here can take the focus; it is given afterwards.
        self._awaits_focus = not self._is_loaded
        self._focus_then = self.window().focusWidget()
        is_empty = self._stack.currentWidget() is self.empty
        return self.empty.first_button() if is_empty else self.pages.view

    def show_current(self) -> None:
        """Show the queue's suggestion, or why there is none."""
        self.head.show_queue(self.queue)
        suggestion = self.queue.current
        self.head.setVisible(bool(self.queue.case.totals))
        if suggestion is None:
            if not self.pages.is_left_out:
                self._show_nothing()
            return
        self._stack.setCurrentWidget(self._halves)
        self._show_suggestion(suggestion)

    def _show_nothing(self) -> None:
        had_focus = self._has_focus()
        self._shown = None
        self.empty.show_queue(self.queue)
        self._stack.setCurrentWidget(self.empty)
        self.pages.show_page("read")
        self.source.clear()
        if had_focus:
            self.empty.first_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        """Say whether the keyboard is with the suggestion, or with nothing at all."""
        # The window's own while somebody works in another program: then this one has none.
        focus: QWidget | None = QApplication.focusWidget() or self.window().focusWidget()
        return focus is None or self.pages.isAncestorOf(focus)

    def _show_suggestion(self, suggestion: Suggestion) -> None:
        source = self.queue.case.sources[suggestion.source_id]
        is_other = suggestion.id != self._shown_id
        is_news = suggestion != self._shown
        self._shown = suggestion
        if is_news and (is_other or self.pages.mode == "read"):
            had_focus = self._has_focus()
            number, count = self.queue.position
            said = say("inbox.position", number=number, count=count)
            words = build_words(suggestion, source, self.queue.case.known_names)
            self.pages.view.show_words(words, said, self._ticked.get(suggestion.id, ()))
            self._show_wording(suggestion)
            if self.pages.mode != "read":
                self.pages.show_page("read")
            if had_focus:
                self.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.source.show_suggestion(suggestion, source, self.queue.of_source(source.id))
            self.memory.keep_soon()
        self.ask_others()
        self.source.prepare(one.source_id for one in self.queue.coming())
        self.memory.resume(suggestion)

    def _proposed(self, suggestion: Suggestion) -> WordingWords:
        """Return the court wording proposed for a suggestion."""
        maker = self.queue.case.sources[suggestion.source_id].maker
        return self.queue.case.wordings.of_suggestion(suggestion, maker)

    def _show_wording(self, suggestion: Suggestion) -> None:
        is_chosen = suggestion.id in self._worded
        self.pages.view.court.show_wording(self._proposed(suggestion), is_chosen=is_chosen)

    # --- other accounts --------------------------------------------------------------------

    def ask_others(self) -> None:
        """Show other accounts of the suggestion, and have those of the next one found."""
        suggestion = self.queue.current
        if suggestion is None:
            return
        self._show_others(suggestion)
        if self.queue.pending:
            # What is being written may be another account; it is asked for once that is done.
            return
        for one in (suggestion, *self.queue.coming(1)):
            if one.id not in self._others:
                self._load_others(one)

    def _load_others(self, suggestion: Suggestion) -> None:
        people = self.queue.case.people

        def on_found(found: tuple[inbox.OtherAccount, ...]) -> None:
            self._others[suggestion.id] = found
            if suggestion.id == self.queue.current_id:
                self._show_others(suggestion)

        # The list stays as it is until the answer is there, and so does the place in it.
        self._others[suggestion.id] = self._others_before.pop(suggestion.id, ())
        self.desk.ask(
            self,
            lambda book, case_id: inbox.load_others(book, case_id, suggestion, people),
            on_found,
        )

    def _show_others(self, suggestion: Suggestion) -> None:
        before = self._others_before.get(suggestion.id, ())
        found = self._others.get(suggestion.id, before)
        there = [one for one in found if one.is_event or one.id in self.queue.waiting]
        self.pages.others.show_others(there)
        self.pages.give_room()

    # --- Qt --------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep the place before the screen goes."""
        super().hideEvent(event)
        self.memory.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the source below the suggestion where the window is narrow."""
        super().resizeEvent(event)
        needed = _SIDE_BY_SIDE * (400 + theme.text_size - 100) // 400
        ways = Qt.Orientation
        is_wide = self.width() >= needed
        self._halves.setOrientation(ways.Horizontal if is_wide else ways.Vertical)
