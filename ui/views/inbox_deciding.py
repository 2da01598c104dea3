"""How the inbox carries out a decision: shown as made at once, done behind, brought back if not.

Which decisions there are is in `inbox` and `inbox_together`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from chronology_app.model import Suggestion
from ui.presenters import inbox
from ui.views.inbox_showing import InboxShowing
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Decided

T = TypeVar("T")


class InboxDeciding(InboxShowing):
    """Carries out decisions; the keys are added by `inbox.InboxScreen`."""

    def _decide(self, ids: Sequence[str], decisions: Sequence[inbox.Decision]) -> None:
        """Show the next suggestion at once, and have these decided behind."""
        together = len(decisions) > 1

        def command(book: Any, case_id: str) -> tuple[Decided, ...]:
            return inbox.carry_out(book, case_id, decisions, together=together)

        self._carry_out(ids, command, lambda found: self._on_decided(ids, decisions, found))

    def _carry_out(
        self, ids: Sequence[str], command: Callable[[Any, str], T], done: Callable[[T], None]
    ) -> None:
        """Show the next suggestion at once, and have a command on these carried out behind."""
        self.queue.take(ids)
        for one in ids:
            self._ticked.pop(one, None)
            self._worded.pop(one, None)
        self.desk.change(self, command, done, lambda problem: self._on_refused(ids, problem))
        self.show_current()

    def _on_decided(
        self, ids: Sequence[str], decisions: Sequence[inbox.Decision], found: Sequence[Decided]
    ) -> None:
        failed = [one for one in found if one.error is not None]
        if not failed:
            self._on_done(ids)
            return
        refused = [decisions[one.position].get("id", "") for one in failed]
        self.queue.settle([one for one in ids if one not in refused])
        assert failed[0].error is not None
        self._on_refused(refused, failed[0].error)

    def _on_done(self, ids: Sequence[str]) -> None:
        self.queue.settle(ids)
        if not self.queue.pending:
            self.ask_others()

    def _on_refused(self, ids: Sequence[str], problem: BaseException) -> None:
        """Go back to what could not be decided, and say why."""
        self.queue.put_back(ids)
        self._shown = None
        self.show_current()
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
