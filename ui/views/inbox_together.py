"""What the inbox does with more than one record: one event of several, not the same, newcomers.

Which records look alike is found in the core; the dialog is `dialogs.one_event`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from chronology_app.model.codes import ConfirmedHow
from ui.presenters import inbox
from ui.presenters.accounts import Member, account_count
from ui.presenters.inbox_words import Newcomer
from ui.presenters.people import People, load_people
from ui.presenters.people_fields import newcomer_at_work
from ui.views.inbox_deciding import InboxDeciding
from ui.words import say


class InboxTogether(InboxDeciding):
    """Merges, keeps apart and adds people; the keys are added by `inbox.InboxScreen`."""

    def on_merge(self) -> None:
        """Make the suggestion and the chosen record one event, with all that belong to it.

        Where there is something to choose (several records, another date), it is asked.
        """
        suggestion, other = self._seen(), self.pages.others.chosen()
        if suggestion is None:
            return
        if other is None:
            self.on_merge_other()
            return
        members, proposed = inbox.account_members(suggestion, self.pages.others.others, other)
        if inbox.is_plain_merge(members, proposed):
            self._make_one(members, proposed, "")
            return
        from ui.dialogs.one_event import ask_one_event

        ask_one_event(
            self, members, proposed,
            lambda ids, head_id: self._make_one(members, ids, head_id),
        )  # fmt: skip

    def _make_one(self, members: Sequence[Member], ids: Sequence[str], head_id: str) -> None:
        """Have the first, which is shown, and the others made one event."""
        suggestion = self.queue.current
        if suggestion is None or suggestion.id != members[0].id:
            # Another window decided it while it was asked.
            self.desk.tell(say("inbox.merge.decided"), "should")
            return
        needs = self.pages.view.ticked_needs()
        wording = self._worded.get(suggestion.id, "")
        events = {member.id for member in members if member.is_event}
        waiting = [one for one in ids if one not in events]
        self._carry_out(
            waiting,
            lambda book, case_id: inbox.make_one(
                book, case_id, ids, head_id, members, needs, wording
            ),
            lambda _: self._on_done(waiting),
        )
        count = account_count(member for member in members if member.id in ids)
        self.desk.tell(say("accounts.merged", count=count))

    def on_not_same(self) -> None:
        """Remember that the suggestion and the chosen record are not the same; or take it back."""
        suggestion, other = self.queue.current, self.pages.others.chosen()
        if suggestion is None or self.pages.mode != "read":
            return
        if other is None:
            self.desk.tell(say("accounts.choose_other"), "know")
            return
        told = say("accounts.told_again" if other.is_apart else "accounts.told_apart")
        wanted = suggestion.id
        self.desk.change(
            self,
            lambda book, case_id: inbox.set_apart(book, case_id, wanted, other),
            lambda _: self.desk.tell(told),
        )

    def on_merge_other(self) -> None:
        """Choose the event to merge with among all of the case."""
        suggestion = self._seen()
        if suggestion is not None:
            from ui.views.inbox_merge import choose_event

            wanted = suggestion.id
            choose_event(self, self.desk, lambda event_id: self._on_event_chosen(wanted, event_id))

    def _on_event_chosen(self, suggestion_id: str, event_id: str) -> None:
        suggestion = self.queue.current
        if suggestion is None or suggestion.id != suggestion_id:
            # Another window decided it while the event was looked for.
            self.desk.tell(say("inbox.merge.decided"), "should")
            return
        how = ConfirmedHow.SOURCE_SHOWN
        self._decide([suggestion.id], [inbox.merge(suggestion.id, event_id, how)])
        self.desk.tell(say("inbox.merged"))

    # --- newcomers -------------------------------------------------------------------------

    def on_add_person(self) -> None:
        """Add the first person whom the suggestion names and the case does not know."""
        newcomers = self.pages.view.newcomers
        if self.queue.current is None or not newcomers:
            self.desk.tell(say("accounts.no_newcomer"), "know")
            return
        self.add_newcomer(newcomers[0])

    def add_newcomer(self, newcomer: Newcomer) -> None:
        """Ask for what is known of somebody new, with name and role filled in."""
        suggestion = self.queue.current
        if suggestion is None:
            return
        if newcomer.is_at_work:
            from ui.views.people_professionals import open_add_professional

            known = newcomer_at_work(newcomer.name, newcomer.role, suggestion.agency)
            open_add_professional(self.window(), self.desk, self._on_person_added, known)
            return
        self.desk.ask(self, load_people, lambda found: self._ask_person(newcomer, found))

    def _ask_person(self, newcomer: Newcomer, found: People) -> None:
        from ui.views.people_dialogs import open_add_person

        role = "" if newcomer.is_titled else newcomer.role
        open_add_person(self.window(), self.desk, found, self._on_person_added, role, newcomer.name)

    def _on_person_added(self, _: str) -> None:
        self.desk.tell(say("accounts.person_added"))
        self.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)
