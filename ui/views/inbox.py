"""The inbox: what the program suggests on the left, the source at the very words on the right.

Which one is shown and what comes next is kept by `presenters.inbox_queue`; decisions are shown as
made at once and carried out behind. What could not be decided comes back with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from chronology_app.model import Source, Suggestion
from chronology_app.model.codes import ConfirmedHow
from ui.desk import Desk
from ui.places import Place
from ui.presenters import inbox
from ui.presenters.inbox_edit import split_fields, values_of
from ui.presenters.inbox_left_out import load_left_out
from ui.presenters.inbox_queue import Queue, Wishes
from ui.presenters.inbox_words import NeedTag, build_words, quote_of
from ui.presenters.source_text import Span, spans_of_suggestion
from ui.theme.style import theme
from ui.views.inbox_empty import InboxEmpty
from ui.views.inbox_head import InboxHead
from ui.views.inbox_left_out import LeftOutPage
from ui.views.inbox_pages import InboxPages
from ui.views.inbox_source import InboxSource
from ui.views.screen import Command, Screen
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Decided

#: More suggestions than this that change at once (an import) are asked for anew altogether.
_MANY = 200
#: Milliseconds after a key until the place is kept.
_KEEP_AFTER = 400
#: Below so many pixels (at 100 %) the source stands below the suggestion.
_SIDE_BY_SIDE = 860
#: Changes of these tables change what the inbox shows of every suggestion.
_WHOLE = frozenset({"source", "person", "case", "passage_set", "import_batch"})
#: What is done on the one suggestion that is read; in a form these keys are letters.
_READING = (
    "accept", "edit", "split", "merge", "reject", "skip", "back", "needs", "undo", "open_source",
    "why", "next_file", "merge_other", "batch", "left_out", "filter", "page_on",
)  # fmt: skip


class InboxScreen(Screen):
    """Suggestions one by one."""

    name = "inbox"
    kinds = frozenset({"suggestion", "source", "person", "event", "passage", "case"})
    COMMANDS = {
        "accept": Command("inbox.accept", "A", "check"),
        "edit": Command("inbox.edit", "E", "pencil-line"),
        "split": Command("inbox.split", "S", "split"),
        "merge": Command("inbox.merge", "M", "merge"),
        "reject": Command("inbox.reject", "R", "x"),
        "skip": Command("inbox.skip", "K", "skip-forward", "Right"),
        "back": Command("inbox.back", "B", "arrow-left", "Left"),
        "undo": Command("inbox.undo", "U", "undo-2"),
        "needs": Command("inbox.tag_needs", "N", "bookmark"),
        "why": Command("inbox.why", "?", "circle-help"),
        "open_source": Command("inbox.open_source", "O", "external-link"),
        "page_on": Command("inbox.page_on", "Space"),
        "next_file": Command("inbox.next_file", "F", "chevron-right"),
        "merge_other": Command("inbox.merge_other", "Shift+M", "search"),
        "batch": Command("inbox.batch", "G", "check-check"),
        "left_out": Command("inbox.left_out", "L", "eye-off"),
        "filter": Command("inbox.filter_key", "Shift+F", "filter"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue()
        #: Suggestion id -> its needs that are ticked.
        self._ticked: dict[str, list[NeedTag]] = {}
        self._events: dict[str, tuple[inbox.OtherAccount, ...]] = {}
        self._is_loaded = False
        self._wanted_id = ""
        self._shown_id = ""
        self._draft: dict[str, Any] = {}
        self._where: tuple[Any, str] | None = None
        #: What is read for what was left out, and the words that are to be an event.
        self._left_source: Source | None = None
        self._quote = ""
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(_KEEP_AFTER)
        self._keep_soon.timeout.connect(self.keep_place)
        self._add_commands()
        self._build()

    # --- building --------------------------------------------------------------------------

    def _add_commands(self) -> None:
        for name in self.COMMANDS:
            action = self.add_command(name, getattr(self, f"on_{name}"))
            # Arrows and the space bar belong to whatever has the focus; what it leaves comes here.
            keys = [k for k in action.shortcuts() if k.toString() not in ("Left", "Right", "Space")]
            action.setShortcuts(keys)

    def _build(self) -> None:
        do = self.commands
        self.head = InboxHead(do["next_file"], do["batch"], do["left_out"])
        self.head.wishes_changed.connect(self.on_wishes)
        names = ("accept", "edit", "split", "merge", "reject", "skip", "back", "undo")
        self.pages = InboxPages([do[name] for name in names])
        self.source = InboxSource(self.desk)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.pages)
        self._halves.addWidget(self.source)
        self._halves.setStretchFactor(0, 4)
        self._halves.setStretchFactor(1, 5)
        self._halves.setSizes([460, 560])
        self.empty = InboxEmpty(self.desk, self.on_next_file, self.head.clear_filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._halves)
        self._stack.addWidget(self.empty)
        page = self.page()
        page.addWidget(self.head)
        page.addWidget(self._stack, 1)
        pages = self.pages
        pages.edited.connect(self.on_edited)
        pages.split_up.connect(self.on_split_up)
        pages.rejected.connect(self.on_rejected)
        pages.merge_asked.connect(self.on_merge)
        pages.typed.connect(self._keep_soon.start)
        pages.mode_changed.connect(self._on_mode)
        pages.added.connect(self.on_added)
        self.left_out = LeftOutPage()
        self.left_out.span_shown.connect(self._on_left_span)
        self.left_out.event_asked.connect(self._on_left_event)
        self.left_out.left.connect(pages.show_reading)
        pages.add_page("left_out", self.left_out)
        pages.view.needs_changed.connect(self._on_needs)

    def _on_mode(self, mode: str) -> None:
        for name in _READING:
            self.commands[name].setEnabled(mode == "read")
        suggestion = self.queue.current
        if mode == "read":
            self._left_source = None
            if suggestion is not None and suggestion.id == self._shown_id:
                source = self.queue.case.sources[suggestion.source_id]
                self.source.show_suggestion(suggestion, source)
        self._keep_soon.start()

    # --- loading ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask what waits; the suggestion shown stays where it is."""
        self.desk.ask(self, inbox.load_inbox, self._on_loaded)

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._keep_soon.stop()
        self.queue = Queue()
        self._ticked, self._events, self._draft = {}, {}, {}
        self._is_loaded, self._shown_id, self._wanted_id = False, "", ""
        self.source.clear()
        self.source.forget()
        self.pages.show_page("read")
        self._stack.setCurrentIndex(0)

    def _on_loaded(self, case: inbox.InboxCase) -> None:
        self._where = (self.desk.book, self.desk.case_id)
        self._events = {}
        self.pages.set_people(case.people)
        if self._is_loaded:
            self.queue.load(case)
        else:
            self._is_loaded = True
            self._restore(case)
        if self._wanted_id:
            self._go(self._wanted_id)
        self._show()

    def _restore(self, case: inbox.InboxCase) -> None:
        """Begin where the person was when the inbox was last seen."""
        kept = inbox.read_kept(case.kept)
        self.queue.load(case)
        wishes = kept.get("wishes")
        if isinstance(wishes, dict):
            self.queue.choose(Wishes.of(wishes))
        self.queue.go(str(kept.get("id", "")))
        self.pages.view.set_reasons(kept.get("why") is not False)
        draft = kept.get("draft")
        if isinstance(draft, dict) and self.queue.current_id == kept.get("id"):
            self._draft = draft

    def _on_records_changed(self, changed: Any) -> None:
        """Take in single suggestions as they are now; for more, ask anew."""
        ids = [t.id for t in changed.touched if t.table == "suggestion"]
        is_whole = bool(changed.kinds & _WHOLE) or len(ids) > _MANY
        if not (self._is_loaded and self.isVisible()) or is_whole:
            super()._on_records_changed(changed)
            return
        if "event" in changed.kinds:
            self._events = {}
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
        elif "event" in changed.kinds:
            self._ask_others()

    def _on_suggestions(self, found: Sequence[Suggestion], is_back: bool) -> None:
        back = self.queue.update(found)
        if back and is_back:
            self.queue.show_again(back)
            self.desk.tell(say("inbox.brought_back", count=len(back)))
        self._show()

    # --- showing ---------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show the suggestion with this id."""
        if place.record_id:
            self._wanted_id = place.record_id
            if self._is_loaded:
                self._go(place.record_id)
                self._show()

    def _go(self, suggestion_id: str) -> None:
        self._wanted_id = ""
        if not self.queue.go(suggestion_id):
            self.desk.tell(say("inbox.not_waiting"), "know")

    def first_focus(self) -> QWidget:
        """Begin with the suggestion, so that its keys work at once."""
        return self.pages.view if self._stack.currentWidget() is self._halves else self.empty

    def _show(self) -> None:
        """Show the queue's suggestion, or why there is none."""
        self.head.show_queue(self.queue)
        suggestion = self.queue.current
        self.head.setVisible(bool(self.queue.case.totals))
        if suggestion is None:
            self._shown_id = ""
            self.empty.show_queue(self.queue)
            self._stack.setCurrentWidget(self.empty)
            self.pages.show_page("read")
            self.source.clear()
            return
        self._stack.setCurrentWidget(self._halves)
        self._show_suggestion(suggestion)

    def _show_suggestion(self, suggestion: Suggestion) -> None:
        source = self.queue.case.sources[suggestion.source_id]
        is_other = suggestion.id != self._shown_id
        self._shown_id = suggestion.id
        if is_other:
            focus = self.window().focusWidget()
            had_focus = focus is not None and self.pages.isAncestorOf(focus)
            number, count = self.queue.position
            said = say("inbox.position", number=number, count=count)
            words = build_words(suggestion, source)
            self.pages.view.show_words(words, said, self._ticked.get(suggestion.id, ()))
            if self.pages.mode != "read":
                self.pages.show_page("read")
            if had_focus:
                self.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.source.show_suggestion(suggestion, source)
            self._keep_soon.start()
        self._ask_others()
        self.source.prepare(one.source_id for one in self.queue.coming())
        if self._draft.get("id") == suggestion.id and self.pages.mode == "read":
            draft, self._draft = self._draft, {}
            self.pages.start_edit(suggestion, draft.get("values"))

    # --- other accounts --------------------------------------------------------------------

    def _ask_others(self) -> None:
        """Show other accounts of the suggestion, and have those of the next one found."""
        suggestion = self.queue.current
        if suggestion is None:
            return
        self._show_others(suggestion)
        for one in (suggestion, *self.queue.coming(1)):
            if one.id not in self._events:
                self._ask_events(one)

    def _ask_events(self, suggestion: Suggestion) -> None:
        people = self.queue.case.people

        def on_found(found: tuple[inbox.OtherAccount, ...]) -> None:
            self._events[suggestion.id] = found
            if suggestion.id == self.queue.current_id and found:
                self._show_others(suggestion)

        self._events[suggestion.id] = ()
        self.desk.ask(
            self,
            lambda book, case_id: inbox.load_other_events(book, case_id, suggestion, people),
            on_found,
        )

    def _show_others(self, suggestion: Suggestion) -> None:
        events = self._events.get(suggestion.id, ())
        waiting = inbox.other_suggestions(self.queue.waiting.values(), suggestion)
        both = sorted((*events, *waiting), key=lambda one: not one.is_alike)
        self.pages.others.show_others(both)

    # --- deciding --------------------------------------------------------------------------

    def _decide(self, ids: Sequence[str], decisions: Sequence[inbox.Decision]) -> None:
        """Show the next suggestion at once, and have these decided behind."""
        self.queue.take(ids)
        for one in ids:
            self._ticked.pop(one, None)
        together = len(decisions) > 1

        def command(book: Any, case_id: str) -> tuple[Decided, ...]:
            return inbox.carry_out(book, case_id, decisions, together=together)

        self.desk.change(
            self,
            command,
            lambda found: self._on_decided(ids, decisions, found),
            lambda problem: self._on_refused(ids, problem),
        )
        self._show()

    def _on_decided(
        self, ids: Sequence[str], decisions: Sequence[inbox.Decision], found: Sequence[Decided]
    ) -> None:
        failed = [one for one in found if one.error is not None]
        if not failed:
            self.queue.settle(ids)
            return
        refused = [decisions[one.position].get("id", "") for one in failed]
        self.queue.settle([one for one in ids if one not in refused])
        assert failed[0].error is not None
        self._on_refused(refused, failed[0].error)

    def _on_refused(self, ids: Sequence[str], problem: BaseException) -> None:
        """Go back to what could not be decided, and say why."""
        self.queue.put_back(ids)
        self._shown_id = ""
        self._show()
        if isinstance(problem, Exception) and not isinstance(problem, AssertionError):
            self.desk.show_error(problem)

    def _seen(self) -> Suggestion | None:
        """Return the suggestion if its source is on the screen; say so when it is not yet."""
        suggestion = self.queue.current
        if suggestion is None or self.pages.mode != "read":
            return None
        if not self.source.shows(suggestion.source_id):
            self.desk.tell(say("inbox.source_coming"), "know")
            return None
        return suggestion

    def on_accept(self) -> None:
        """Accept the suggestion as it stands; its needs only where they are ticked."""
        suggestion = self._seen()
        if suggestion is not None:
            needs = self.pages.view.ticked_needs()
            how = ConfirmedHow.SOURCE_SHOWN
            self._decide([suggestion.id], [inbox.accept(suggestion.id, how, needs)])

    def on_edit(self) -> None:
        """Open the form on the suggestion."""
        if self.queue.current is not None:
            self.pages.start_edit(self.queue.current)

    def on_edited(self, fields: dict[str, Any]) -> None:
        """Accept the suggestion with what was changed."""
        suggestion = self.queue.current
        if suggestion is not None:
            needs = self.pages.view.ticked_needs()
            decision = inbox.edit(suggestion.id, fields, needs)
            self._decide([suggestion.id], [decision])

    def on_split(self) -> None:
        """Open the page on which the suggestion becomes several events."""
        if self.queue.current is not None:
            self.pages.start_split(self.queue.current)

    def on_split_up(self, parts: list[dict[str, Any]]) -> None:
        """Make an event of each part."""
        suggestion = self.queue.current
        if suggestion is not None:
            fields = split_fields(parts, values_of(suggestion))
            self._decide([suggestion.id], [inbox.split(suggestion.id, fields)])

    def on_merge(self) -> None:
        """Make the suggestion another account of the chosen event, or both one event."""
        suggestion, other = self._seen(), self.pages.others.chosen()
        if suggestion is None:
            return
        if other is None:
            self.on_merge_other()
            return
        how = ConfirmedHow.SOURCE_SHOWN
        if other.is_event:
            self._decide([suggestion.id], [inbox.merge(suggestion.id, other.id, how)])
        else:
            needs = self.pages.view.ticked_needs()
            decisions = [
                inbox.accept(suggestion.id, how, needs),
                inbox.merge(other.id, suggestion.id, ConfirmedHow.BATCH),
            ]
            self._decide([suggestion.id, other.id], decisions)
        self.desk.tell(say("inbox.merged"))

    def on_merge_other(self) -> None:
        """Choose the event to merge with among all of the case."""
        if self._seen() is not None:
            from ui.views.inbox_merge import choose_event

            choose_event(self, self.desk, self._on_event_chosen)

    def _on_event_chosen(self, event_id: str) -> None:
        suggestion = self.queue.current
        if suggestion is not None:
            how = ConfirmedHow.SOURCE_SHOWN
            self._decide([suggestion.id], [inbox.merge(suggestion.id, event_id, how)])
            self.desk.tell(say("inbox.merged"))

    def on_reject(self) -> None:
        """Ask why the suggestion is put away."""
        suggestion = self.queue.current
        if suggestion is not None:
            self.pages.start_reject(suggestion.fact or quote_of(suggestion))
            self.desk.ask(self, inbox.load_reasons, self.pages.reject.show_reasons)

    def on_rejected(self, reason: str) -> None:
        """Put the suggestion away."""
        suggestion = self.queue.current
        if suggestion is not None:
            self._decide([suggestion.id], [inbox.reject(suggestion.id, reason)])

    def on_undo(self) -> None:
        """Take back the last step; what was decided waits again and is shown."""
        self.desk.do("undo")

    # --- going about -----------------------------------------------------------------------

    def on_skip(self) -> None:
        """Go to the next one without deciding."""
        self._step(1)

    def on_back(self) -> None:
        """Go to the one before."""
        self._step(-1)

    def _step(self, steps: int) -> None:
        if self.queue.step(steps):
            self._show()
        else:
            self.desk.tell(say("inbox.last" if steps > 0 else "inbox.first"), "know")

    def on_next_file(self) -> None:
        """Go to the next file in which something waits."""
        source_id = self.queue.next_file()
        if source_id:
            self.queue.show_file(source_id)
            self._show()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.tell(say("inbox.no_other_file"), "know")

    def on_wishes(self, wishes: Wishes) -> None:
        """Show others, or in another order."""
        self.queue.choose(wishes)
        self._keep_soon.start()
        self._show()

    def on_filter(self) -> None:
        """Show or hide the filters."""
        self.head.toggle_filters()

    def on_page_on(self) -> None:
        """Page on in the source."""
        self.source.page_on()

    def on_open_source(self) -> None:
        """Open the source on its own screen, at the words."""
        suggestion = self.queue.current
        if suggestion is None:
            return
        passages = self.source.passages(suggestion.source_id)
        wishes: dict[str, Any] = {}
        for span in spans_of_suggestion(suggestion, passages)[:1]:
            wishes = {"passage_id": span.passage_id, "start": span.start, "end": span.end}
        self.desk.go("sources", suggestion.source_id, **wishes)

    def on_why(self) -> None:
        """Show or hide why the suggestion is here."""
        self.pages.view.toggle_reasons()
        self._keep_soon.start()

    def on_needs(self) -> None:
        """Tick the needs, or untick them; they are accepted only so."""
        if not self.pages.view.tick_needs():
            self.desk.tell(say("inbox.no_needs"), "know")

    def _on_needs(self) -> None:
        if self._shown_id:
            self._ticked[self._shown_id] = self.pages.view.ticked()

    def on_batch(self) -> None:
        """Choose several suggestions to be accepted together."""
        if self.queue.order:
            from ui.views.inbox_batch import accept_several

            accept_several(self, self.queue, self._on_batch)

    def _on_batch(self, ids: Sequence[str]) -> None:
        decisions = [inbox.accept(one, ConfirmedHow.BATCH) for one in ids]
        self._decide(ids, decisions)
        self.desk.tell(say("inbox.batch.told", count=len(ids)))

    # --- what was left out -----------------------------------------------------------------

    def on_left_out(self) -> None:
        """List what was read in this file and not put forward."""
        progress = self.queue.progress()
        if progress is None:
            return
        source = self._left_source = progress.source
        self.left_out.start(source.citation_title or source.file_name)
        self.pages.show_page("left_out")
        self.source.show_spans(source, ())

        def on_found(found: Any) -> None:
            if self._left_source is source:
                self.left_out.show_left_out(found[1])

        self.desk.start_job(
            say("inbox.left.job"),
            lambda job, book, case_id: load_left_out(job, book, case_id, source),
            on_found,
            owner=self,
        )

    def _on_left_span(self, span: Span) -> None:
        if self._left_source is not None and self.pages.mode == "left_out":
            self.source.show_spans(self._left_source, [span])

    def _on_left_event(self) -> None:
        """Open the form on the words that are marked in the source, else on those listed."""
        source, chosen = self._left_source, self.left_out.chosen()
        words = self.source.marked_words() or (chosen.words if chosen else "")
        if source is not None and words:
            self._quote = words
            self.pages.start_new(words, source.agency)

    def on_added(self, fields: dict[str, Any]) -> None:
        """Make an event of words that were not put forward."""
        source = self._left_source
        if source is not None:
            decision = inbox.add(source.id, self._quote, fields)
            self.desk.change(
                self,
                lambda book, case_id: inbox.carry_out(book, case_id, [decision]),
                self._on_added,
            )

    def _on_added(self, found: Sequence[Decided]) -> None:
        problem = found[0].error
        if problem is not None:
            self.desk.show_error(problem)
        else:
            self.desk.tell(say("inbox.new.done"))
            self.pages.show_page("left_out")

    # --- where the person was --------------------------------------------------------------

    def keep_place(self) -> None:
        """Remember the suggestion, the filter and what is half typed."""
        self._keep_soon.stop()
        if self._where is None or not self._is_loaded:
            return
        book, case_id = self._where
        place: dict[str, Any] = {
            "id": self.queue.current_id,
            "wishes": self.queue.wishes.plain(),
            "why": self.pages.view.shows_reasons,
        }
        if self.pages.mode == "edit" and self.pages.form is not None:
            place["draft"] = {"id": self.queue.current_id, "values": self.pages.form.draft()}
        if book is not None and book.is_open:
            book.ask(None, lambda one: inbox.keep_place(one, case_id, place), _nothing, _nothing)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep the place before the screen goes."""
        super().hideEvent(event)
        if self._keep_soon.isActive():
            self.keep_place()

    # --- Qt --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the arrows and the space bar that nobody else wanted."""
        doing = {
            Qt.Key.Key_Right: self.on_skip,
            Qt.Key.Key_Left: self.on_back,
            Qt.Key.Key_Space: self.on_page_on,
        }.get(Qt.Key(event.key()))
        if doing is None or event.modifiers() or self.pages.mode != "read":
            super().keyPressEvent(event)
        else:
            doing()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the source below the suggestion where the window is narrow."""
        super().resizeEvent(event)
        is_wide = self.width() >= _SIDE_BY_SIDE * theme.text_size // 100
        ways = Qt.Orientation
        self._halves.setOrientation(ways.Horizontal if is_wide else ways.Vertical)


def _nothing(_: object) -> None:
    """Take an answer that nobody waits for."""
