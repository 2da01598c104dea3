"""Keeps where a person is in the inbox and what is half typed, and gives it back another day.

It is neither logged nor undone; the casebook keeps it for each person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from chronology_app.model import Suggestion
from ui.presenters import inbox
from ui.presenters.inbox_queue import Queue, Wishes
from ui.views.inbox_pages import InboxPages

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.open_book import OpenBook

#: Milliseconds after a key until the place is kept.
_KEEP_AFTER = 400
#: Half-typed corrections that are kept.
_DRAFTS = 5


class InboxMemory(QObject):
    """The place and the drafts of one case."""

    def __init__(self, pages: InboxPages) -> None:
        super().__init__(pages)
        self._pages = pages
        self._queue = Queue()
        self._book: OpenBook | None = None
        self._case_id = ""
        #: Suggestion id -> what was typed in its form and not yet accepted.
        self._drafts: dict[str, dict[str, Any]] = {}
        self._editing_id = ""
        #: The suggestion whose form was open when the person left.
        self._resumes = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER)
        self._timer.timeout.connect(self.keep)
        pages.typed.connect(self.keep_soon)

    # --- beginning and ending --------------------------------------------------------------

    def begin(self, desk: Desk, queue: Queue) -> None:
        """Take the person to where they were in a case that has just been loaded."""
        self._book, self._case_id, self._queue = desk.book, desk.case_id, queue
        kept = inbox.read_kept(queue.case.kept)
        wishes, drafts = kept.get("wishes"), kept.get("drafts")
        if isinstance(wishes, dict):
            queue.choose(Wishes.of(wishes))
        queue.go(str(kept.get("id", "")))
        self._pages.view.set_reasons(kept.get("why") is not False)
        self._drafts = drafts if isinstance(drafts, dict) else {}
        was_editing = kept.get("mode") == "edit" and queue.current_id == kept.get("id")
        self._resumes = queue.current_id if was_editing else ""

    def forget(self) -> None:
        """Let go of the case, another one is shown; what would be kept soon is kept first."""
        self.flush()
        self._book, self._drafts, self._editing_id, self._resumes = None, {}, "", ""

    # --- the form --------------------------------------------------------------------------

    def start_edit(self, suggestion: Suggestion) -> None:
        """Open the form on a suggestion, with what was typed in it before."""
        self._editing_id = suggestion.id
        self._pages.start_edit(suggestion, self._drafts.get(suggestion.id))

    def resume(self, suggestion: Suggestion) -> None:
        """Open the form again if the person left while it was open."""
        is_it = self._resumes == suggestion.id
        self._resumes = ""
        if is_it:
            self.start_edit(suggestion)

    def end_edit(self) -> None:
        """Keep what was typed: the form is left, and may be opened again."""
        self._stash()
        self._editing_id = ""

    def forget_draft(self, suggestion_id: str) -> None:
        """Let go of what was typed: it is being accepted."""
        self._editing_id = ""
        self._drafts.pop(suggestion_id, None)

    def _stash(self) -> None:
        form = self._pages.form
        if self._editing_id and form is not None and self._pages.is_touched:
            self._drafts[self._editing_id] = form.draft()
            for one in list(self._drafts)[:-_DRAFTS]:
                del self._drafts[one]

    # --- keeping ---------------------------------------------------------------------------

    def keep_soon(self) -> None:
        """Keep the place once no key has been pressed for a moment."""
        self._timer.start()

    def flush(self) -> None:
        """Keep now what would be kept soon."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Remember the suggestion, the filter and what is half typed."""
        self._timer.stop()
        book, case_id = self._book, self._case_id
        if book is None or not book.is_open:
            return
        self._stash()
        place: dict[str, Any] = {
            "id": self._queue.current_id,
            "wishes": self._queue.wishes.plain(),
            "why": self._pages.view.shows_reasons,
            "drafts": dict(self._drafts),
            "mode": "edit" if self._editing_id else "read",
        }
        book.ask(None, lambda one: inbox.keep_place(one, case_id, place), _nothing, _nothing)


def _nothing(_: object) -> None:
    """Take an answer that nobody waits for."""
