"""What can be done to the events that are selected in the chronology.

Which they are is the screen's business; what a change comes to is in `presenters.chronology_edit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from chronology_app.model.codes import EventStatus
from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import EventDetail
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.presenters.chronology import Setting
from ui.presenters.chronology_detail import Target, load_detail, target_of
from ui.presenters.chronology_edit import (
    account_choices,
    all_have,
    change_each,
    changes_of,
    event_choices,
    merge_into,
    remove_each,
    values_of,
)
from ui.presenters.chronology_order import AccountRow
from ui.presenters.court_wording import Wordings, load_wordings
from ui.views import chronology_dialogs as dialogs
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


class Deeds:
    """Carries out what is asked for; tells in the banner what cannot be done, and why."""

    def __init__(self, owner: QWidget, desk: Desk) -> None:
        self._owner = owner
        self._desk = desk
        self.setting = Setting()

    # --- small changes -----------------------------------------------------------------------

    def change(self, event_ids: Sequence[str], changes: Mapping[str, Any]) -> None:
        """Make one change to events, without a question."""
        ids = tuple(event_ids)
        if ids:
            self._desk.change(
                self._owner, lambda book, case_id: change_each(book, case_id, ids, changes)
            )

    def toggle(self, lines: Sequence[ChronologyLine], flag: str) -> None:
        """Mark events as key or relied on; if all are marked already, take the mark away."""
        if ids := event_choices(lines):
            self.change(ids, {flag: not all_have(lines, flag)})

    def confirm(self, lines: Sequence[ChronologyLine]) -> None:
        """Confirm what was accepted unread or in a batch: its source is open beside it."""
        ids = [
            line.event_id for line in lines
            if line.status == EventStatus.ACCEPTED_UNREAD or line.confirmed_how == "batch"
        ]  # fmt: skip
        if not ids:
            self._desk.tell(say("chron.nothing_to_confirm"), "know")
            return
        if len(ids) > 1:
            self._desk.tell(say("chron.confirm_one"), "know")
            return
        self._desk.change(
            self._owner, lambda book, case_id: book.confirm_event(case_id, ids[0]),
            lambda _: self._desk.tell(say("chron.confirmed_now")),
        )  # fmt: skip

    # --- dialogs -----------------------------------------------------------------------------

    def edit(self, line: ChronologyLine, focus: str = "") -> None:
        """Edit everything of an event in a dialog."""
        if self._is_removed(line):
            return

        def show(loaded: tuple[EventDetail, Wordings]) -> None:
            detail, wordings = loaded
            before = values_of(detail, self.setting)

            def on_values(dialog: FormDialog, after: dict[str, Any]) -> None:
                changes = changes_of(before, after, detail)
                if not changes:
                    dialog.accept()
                    return
                self._carry_out(
                    dialog,
                    lambda book, case_id: book.change_event(case_id, line.event_id, changes),
                )

            dialogs.open_edit(self._owner, detail, self.setting, wordings, on_values, focus)

        def load(book: Casebook, case_id: str) -> tuple[EventDetail, Wordings]:
            return load_detail(book, case_id, line.event_id), load_wordings(book, case_id)

        self._desk.ask(self._owner, load, show)

    def mend(self, line: ChronologyLine, what: str) -> None:
        """Open what mends an event: "date", "source", or the edit at the field of this name."""
        if what == "date":
            self.edit_date(line)
        elif what == "source":
            self.open_source(line)
        else:
            self.edit(line, what)

    def edit_date(self, line: ChronologyLine) -> None:
        """Choose the account whose date is shown, or correct the date with a reason."""
        if self._is_removed(line):
            return

        def on_values(dialog: FormDialog, values: dict[str, Any]) -> None:
            if account_id := values["account"]:
                self._carry_out(
                    dialog,
                    lambda book, case_id: book.choose_headline(case_id, line.event_id, account_id),
                )
                return
            when = values["date"]
            date = None
            if when is not None:
                date = {"edtf": when.edtf, "text": when.text}
                date |= {"modifier": when.modifier} if when.modifier else {}
            changes = {
                "date": date, "time": values["time"], "date_reason": values["date_reason"],
            }  # fmt: skip
            self._carry_out(
                dialog, lambda book, case_id: book.change_event(case_id, line.event_id, changes)
            )

        self._with_detail(
            line.event_id, lambda detail: dialogs.open_date(self._owner, detail, on_values)
        )

    def merge(self, lines: Sequence[ChronologyLine]) -> None:
        """Make the selected events one."""
        if len(lines) < 2:
            self._desk.tell(say("chron.merge_needs_two"), "know")
            return
        ids = event_choices(lines)

        def on_into(dialog: FormDialog, values: dict[str, Any]) -> None:
            into = values["into"]
            self._carry_out(
                dialog, lambda book, case_id: merge_into(book, case_id, into, ids),
                lambda: self._desk.tell(say("chron.merged")),
            )  # fmt: skip

        dialogs.open_merge(self._owner, lines, on_into)

    def split(self, line: ChronologyLine, account: AccountRow | None) -> None:
        """Make an account an event of its own again."""
        if line.account_count < 2:
            self._desk.tell(say("chron.split_needs_two"), "know")
            return

        def on_account(dialog: FormDialog, values: dict[str, Any]) -> None:
            chosen = values["account"]
            self._carry_out(
                dialog, lambda book, case_id: book.split_account(case_id, chosen),
                lambda: self._desk.tell(say("chron.split_done")),
            )  # fmt: skip

        def show(detail: EventDetail) -> None:
            dialog = dialogs.open_split(self._owner, detail, on_account)
            if account is not None:
                dialog.form.set_value("account", account.detail.account.id)

        self._with_detail(line.event_id, show)

    def remove(self, lines: Sequence[ChronologyLine]) -> None:
        """Take events out with a reason; those that are out are brought back."""
        removed = [line for line in lines if line.status == EventStatus.REMOVED]
        if removed and len(removed) == len(lines):
            for line in removed:
                self._restore(line.event_id)
            return
        standing = [line for line in lines if line.status != EventStatus.REMOVED]
        if not standing:
            return
        ids = event_choices(standing)

        def on_reason(dialog: FormDialog, values: dict[str, Any]) -> None:
            reason = values["reason"]
            self._carry_out(
                dialog, lambda book, case_id: remove_each(book, case_id, ids, reason),
                lambda: self._desk.tell(say("chron.removed", count=len(ids))),
            )  # fmt: skip

        dialogs.open_remove(self._owner, standing, on_reason)

    def _restore(self, event_id: str) -> None:
        self._desk.change(
            self._owner, lambda book, case_id: book.restore_event(case_id, event_id),
            lambda _: self._desk.tell(say("chron.restored")),
        )  # fmt: skip

    # --- menus where a cell stands -----------------------------------------------------------

    def edit_children(self, line: ChronologyLine, place: QPoint) -> None:
        """Choose the children of an event in a menu at its cell."""
        chosen = set(line.child_ids)
        choices = [(child.id, child.name) for child in self.setting.children]

        def done(ids: list[str]) -> None:
            order = [child.id for child in self.setting.children]
            if set(ids) != chosen:
                self.change((line.event_id,), {"children": sorted(ids, key=order.index)})

        self._tick_menu(choices, chosen, place, done)

    def edit_headline(self, line: ChronologyLine, place: QPoint) -> None:
        """Choose in a menu whose account is the first of an event, and gives agency and date."""
        if line.account_count < 2:
            self._desk.tell(say("chron.agency_of_source"), "know")
            return

        def show(detail: EventDetail) -> None:
            menu = QMenu(self._owner)
            for account_id, words in account_choices(detail):
                action = menu.addAction(words.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(account_id == detail.event.headline_account_id)
                action.triggered.connect(
                    lambda _=False, chosen=account_id: self._desk.change(
                        self._owner,
                        lambda book, case_id: book.choose_headline(case_id, line.event_id, chosen),
                    )
                )
            _pop_up(menu, place)

        self._with_detail(line.event_id, show)

    def _tick_menu(
        self, choices: Sequence[tuple[str, str]], chosen: set[str], place: QPoint,
        done: Callable[[list[str]], None],
    ) -> None:  # fmt: skip
        from ui.views.chronology_filters import StayingMenu

        menu = StayingMenu(self._owner)
        for code, words in choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(code in chosen)
            action.setData(code)
        menu.aboutToHide.connect(
            lambda: done([str(a.data()) for a in menu.actions() if a.isChecked()])
        )
        _pop_up(menu, place)

    # --- going elsewhere ---------------------------------------------------------------------

    def open_source(self, line: ChronologyLine, account: AccountRow | None = None) -> None:
        """Go to the words of the source: of this account, or of the event's first."""
        if account is not None:
            self.go_to(target_of(account.detail))
            return
        self._with_detail(
            line.event_id,
            lambda detail: self.go_to(target_of(detail.accounts[0])) if detail.accounts else None,
        )

    def go_to(self, target: Target) -> None:
        """Go to words of a source."""
        wishes: dict[str, Any] = {}
        if target.passage_id:
            wishes = {"passage_id": target.passage_id, "start": target.start, "end": target.end}
        self._desk.go("sources", target.source_id, **wishes)

    # --- what they share ---------------------------------------------------------------------

    def _with_detail(self, event_id: str, show: Callable[[EventDetail], object]) -> None:
        self._desk.ask(
            self._owner, lambda book, case_id: load_detail(book, case_id, event_id), show
        )

    def _carry_out(
        self, dialog: FormDialog, command: Callable[..., object],
        done: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        """Have a command carried out; the dialog stays open with its reason if it fails."""
        dialog.set_busy(True)

        def on_done(_: object) -> None:
            dialog.accept()
            done()

        self._desk.change(dialog, command, on_done, dialog.show_problem)

    def _is_removed(self, line: ChronologyLine) -> bool:
        if line.status != EventStatus.REMOVED:
            return False
        self._desk.tell(say("chron.is_removed"), "know")
        return True


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    actions = menu.actions()
    if actions:
        menu.setActiveAction(actions[0])
