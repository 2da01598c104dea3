"""What one window works on: its casebook, its case, where it is and where it was.

Screens ask and change through the desk and hear from it; how work is done is in `background`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from chronology_app.errors import StoppedError, StoreError
from ui.background import Background, Failed, Job, Ticket, dropped
from ui.open_book import OpenBook
from ui.places import Place

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.model import Case

T = TypeVar("T")


#: Milliseconds until a change is shown: at once for a person's own, seldom while a job runs.
_SOON, _NOW_AND_THEN = 20, 600


class Desk(QObject):
    """One window's casebook and case."""

    #: The window shows another case, or none.
    case_changed = Signal()
    #: A `Changed` of this case. Screens that show such records ask anew.
    records_changed = Signal(object)
    #: Go to this `Place`.
    place_asked = Signal(object)
    #: Tell the user: tone ("know" "done" "should" "must") and sentence.
    told = Signal(str, str)
    #: An error that the one who asked does not treat itself.
    failed = Signal(object)
    #: An entry is to be corrected by a new one: its id.
    correction_asked = Signal(str)
    #: A document was written: its SHA-256 and where it is.
    wrote = Signal(str, str)
    #: How many things wait on a screen: its name and the number.
    counted = Signal(str, int)
    #: Do something that belongs to the window (open a dialog ...): the id of an action.
    action_asked = Signal(str)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.background = background
        self.book: OpenBook | None = None
        self.case: Case | None = None

    # --- what it works on ------------------------------------------------------------------

    def set_book(self, book: OpenBook | None) -> None:
        """Work on another casebook, or on none."""
        if self.book is not None:
            self.book.records_changed.disconnect(self._on_changed)
        self.book = book
        self.case = None
        if book is not None:
            book.records_changed.connect(self._on_changed)
        self.case_changed.emit()

    def set_case(self, case: Case | None) -> None:
        """Work on another case."""
        self.case = case
        self.case_changed.emit()

    @property
    def case_id(self) -> str:
        """The id of the case; empty when there is none."""
        return self.case.id if self.case else ""

    @property
    def by(self) -> str:
        """Who acts."""
        return self.book.by if self.book else ""

    @property
    def refresh_delay(self) -> int:
        """How long a screen gathers changes before it asks anew, in milliseconds."""
        return _NOW_AND_THEN if self.background.jobs else _SOON

    def _on_changed(self, changed: Any) -> None:
        if changed.case_id == self.case_id:
            self.records_changed.emit(changed)

    # --- asking and changing ---------------------------------------------------------------

    def ask(
        self,
        owner: QObject,
        work: Callable[[Casebook, str], T],
        done: Callable[[T], object],
        failed: Failed | None = None,
    ) -> Ticket:
        """Ask about the case: `work(book, case_id)` on the casebook's thread, then `done`.

        An answer for a case that is no longer shown is dropped.
        """
        if self.book is None:
            # The casebook was closed between the wish and the question.
            return dropped()
        case_id = self.case_id

        def on_done(found: T) -> None:
            if self.case_id == case_id:
                done(found)

        return self.book.ask(
            owner, lambda book: work(book, case_id), on_done, failed or self.show_error
        )

    def change(
        self,
        owner: QObject,
        command: Callable[[Casebook, str], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> Ticket:
        """Have a command carried out on the case; every screen is told what changed."""
        if self.book is None:
            (failed or self.show_error)(StoreError("shell.book_closed"))
            return dropped()
        case_id = self.case_id
        return self.book.change(
            owner,
            lambda book: command(book, case_id),
            done or (lambda found: None),
            failed or self.show_error,
            lost=self.show_error,
        )

    def start_job(
        self,
        title: str,
        work: Callable[[Job, Casebook, str], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Begin a longer job beside the window; it stands in the status and can be cancelled."""
        case_id = self.case_id
        return self._book().start_job(
            title,
            lambda job, book: work(job, book, case_id),
            done,
            failed or self.show_error,
            owner,
        )

    def _book(self) -> OpenBook:
        assert self.book is not None, "nothing is open"
        return self.book

    # --- telling and going -----------------------------------------------------------------

    def go(self, screen: str, record_id: str = "", **wishes: Any) -> None:
        """Go to a screen, and to a record on it."""
        self.place_asked.emit(Place(screen, record_id, wishes))

    def do(self, action: str) -> None:
        """Have the window do one of its actions, as if its key had been pressed."""
        self.action_asked.emit(action)

    def tell(self, sentence: str, tone: str = "done") -> None:
        """Tell the user something that asks for no answer."""
        self.told.emit(tone, sentence)

    def show_error(self, problem: BaseException) -> None:
        """Show an error that nobody else treats; a stop that was asked for is none."""
        if not isinstance(problem, StoppedError):
            self.failed.emit(problem)
