"""The inbox: what the program suggests on the left, the source at the very words on the right.

Here is what its keys do. How a decision is carried out is in `inbox_deciding`, one event of several
records in `inbox_together`; what is shown, and coming back to it, in `inbox_showing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from chronology_app.model.codes import ConfirmedHow
from ui.desk import Desk
from ui.presenters import inbox
from ui.presenters.inbox_edit import split_fields, values_of
from ui.presenters.inbox_queue import Wishes
from ui.presenters.inbox_words import quote_of
from ui.presenters.source_text import spans_of_suggestion
from ui.views.inbox_empty import InboxEmpty
from ui.views.inbox_head import InboxHead
from ui.views.inbox_pages import InboxPages
from ui.views.inbox_together import InboxTogether
from ui.views.screen import Command
from ui.words import say

#: Actions that stand as buttons below the suggestion.
_BUTTONS = ("accept", "edit", "split", "merge", "reject", "skip", "back", "undo")
#: Keys that belong to whatever has the focus; what it leaves comes to `keyPressEvent`.
_LEFT_KEYS = ("Left", "Right", "Space")


class InboxScreen(InboxTogether):
    """Suggestions one by one."""

    COMMANDS = {
        "accept": Command("inbox.accept", "A", "check"),
        "edit": Command("inbox.edit", "E", "pencil-line"),
        "split": Command("inbox.split", "S", "split"),
        "merge": Command("inbox.merge", "M", "merge"),
        "reject": Command("inbox.reject", "R", "x"),
        "skip": Command("inbox.skip", "K", "skip-forward", "Right"),
        "back": Command("inbox.back", "B", "arrow-left", "Left"),
        "undo": Command("inbox.undo", "U", "undo-2"),
        "wording": Command("inbox.use_wording", "W"),
        "wording_changes": Command("inbox.wording_changes", "Shift+W"),
        "needs": Command("inbox.tag_needs", "N", "bookmark"),
        "why": Command("inbox.why", "?", "circle-help"),
        "open_source": Command("inbox.open_source", "O", "external-link"),
        "page_on": Command("inbox.page_on", "Space"),
        "next_file": Command("inbox.next_file", "F", "chevron-right"),
        "not_same": Command("accounts.not_same", "D", "unlink"),
        "add_person": Command("accounts.add_newcomer", "P", "user-plus"),
        "merge_other": Command("inbox.merge_other", "Shift+M", "search"),
        "batch": Command("inbox.batch", "G", "check-check"),
        "left_out": Command("inbox.left_out", "L", "eye-off"),
        "filter": Command("inbox.filter_key", "Shift+F", "filter"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for name in self.COMMANDS:
            action = self.add_command(name, getattr(self, f"on_{name}"))
            keys = [one for one in action.shortcuts() if one.toString() not in _LEFT_KEYS]
            action.setShortcuts(keys)
        do = self.commands
        head = InboxHead(do["next_file"], do["batch"], do["left_out"])
        pages = InboxPages([do[name] for name in _BUTTONS])
        self.build(head, pages, InboxEmpty(desk, self.on_next_file, head.clear_filters))
        head.wishes_changed.connect(self.on_wishes)
        pages.edited.connect(self.on_edited)
        pages.split_up.connect(self.on_split_up)
        pages.rejected.connect(self.on_rejected)
        pages.merge_asked.connect(self.on_merge)
        pages.view.wording_asked.connect(self.on_wording)
        pages.apart_asked.connect(self.on_not_same)
        pages.view.newcomer_asked.connect(self.add_newcomer)

    # --- deciding --------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Accept the suggestion as it stands; its needs only where they are ticked."""
        suggestion = self._seen()
        if suggestion is not None:
            needs = self.pages.view.ticked_needs()
            how = ConfirmedHow.SOURCE_SHOWN
            wording = self._worded.get(suggestion.id, "")
            self._decide([suggestion.id], [inbox.accept(suggestion.id, how, needs, wording)])

    def on_edit(self) -> None:
        """Open the form on the suggestion."""
        if self.queue.current is not None:
            self.memory.start_edit(self.queue.current)

    def on_edited(self, fields: dict[str, Any]) -> None:
        """Accept the suggestion with what was changed."""
        suggestion = self.queue.current
        if suggestion is not None:
            needs = self.pages.view.ticked_needs()
            decision = inbox.edit(suggestion.id, fields, needs)
            self.memory.forget_draft(suggestion.id)
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
        self.note_seen()
        if self.queue.step(steps):
            self.show_current()
        else:
            self.desk.tell(say("inbox.last" if steps > 0 else "inbox.first"), "know")

    def on_next_file(self) -> None:
        """Go to the next file in which something waits."""
        source_id = self.queue.next_file()
        if source_id:
            self.queue.show_file(source_id)
            self.show_current()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.tell(say("inbox.no_other_file"), "know")

    def on_wishes(self, wishes: Wishes) -> None:
        """Show others, or in another order."""
        self.queue.choose(wishes)
        self.memory.keep_soon()
        self.show_current()

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
        self.memory.keep_soon()

    def on_wording(self) -> None:
        """Use the proposed court wording when the suggestion is accepted, or no longer."""
        suggestion = self.queue.current
        if suggestion is None:
            return
        proposed = self._proposed(suggestion)
        if proposed.is_same:
            self.desk.tell(say("court_words.none_to_use"), "know")
            return
        if self._worded.pop(suggestion.id, None) is None:
            self._worded[suggestion.id] = proposed.text
        self._show_wording(suggestion)

    def on_wording_changes(self) -> None:
        """Show or hide what the proposed wording changes."""
        self.pages.view.court.toggle_changes()

    def on_needs(self) -> None:
        """Tick the needs, or untick them; they are accepted only so."""
        if not self.pages.view.tick_needs():
            self.desk.tell(say("inbox.no_needs"), "know")

    def on_batch(self) -> None:
        """Choose several suggestions to be accepted together."""
        if self.queue.order:
            from ui.views.inbox_batch import accept_several

            self.note_seen()
            accept_several(self, self.queue, self.seen, self._on_batch)

    def _on_batch(self, ids: Sequence[str]) -> None:
        """Accept them; what nobody has seen beside its source is accepted unread."""
        unread = [one for one in ids if one not in self.seen]
        how = {one: ConfirmedHow.UNREAD for one in unread}
        worded = self._worded  # only what was chosen before, one by one
        self._decide(
            ids,
            [
                inbox.accept(one, how.get(one, ConfirmedHow.BATCH), wording=worded.get(one, ""))
                for one in ids
            ],
        )
        told = say("inbox.batch.told", count=len(ids))
        if unread:
            told = f"{told} {say('inbox.batch.told_unread', count=len(unread))}"
        self.desk.tell(told)

    def on_left_out(self) -> None:
        """List what was read in this file and not put forward."""
        self.open_left_out()

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
