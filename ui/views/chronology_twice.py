"""Events told twice: the groups that look like one event, to be merged or kept apart.

What looks alike is found by a worker in `presenters.accounts`; a person decides, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.background import Ticket
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.presenters.accounts import (
    TwiceGroup,
    group_words,
    keep_apart,
    make_one_event,
    read_told_twice,
)
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.one_event import OneEventForm
from ui.words import say

_IDS = Qt.ItemDataRole.UserRole


def look_for_events_told_twice(parent: QWidget, desk: Desk) -> ToldTwice:
    """Open the list; it is filled once the case has been looked through."""
    dialog = ToldTwice(parent, desk)
    dialog.open()
    dialog.look()
    return dialog


class ToldTwice(Dialog):
    """The groups above, the records of the chosen one below; it stays open until it is closed."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent, say("accounts.twice.title"), say("accounts.do"), say("accounts.twice.intro")
        )
        self._desk = desk
        self._groups: tuple[TwiceGroup, ...] = ()
        self._asked: Ticket | None = None
        self._count = label(say("accounts.twice.looking"), "strong", wraps=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("accounts.twice.groups"))
        self.list.currentRowChanged.connect(lambda _: self._show_group())
        self.form = OneEventForm()
        self.form.changed.connect(self.banner.hide)
        self.apart_button = button(say("accounts.not_same"), self.on_not_same, icon="unlink")
        self.foot.insertWidget(self.foot.indexOf(self.cancel_button), self.apart_button)
        self.cancel_button.setText(say("shell.close"))
        self.body.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.list)
        self.body.addWidget(self.form, 1)
        self.set_width(760, 680)
        self._show_groups(())
        self._count.setText(say("accounts.twice.looking"))

    # --- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Have the case looked through beside the window."""
        self._desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute,
            self.show_problem,
        )  # fmt: skip

    def _compute(self, where: Any) -> None:
        self._asked = self._desk.background.compute(
            read_told_twice, *where, done=self._show_groups, failed=self.show_problem, owner=self
        )

    def _show_groups(self, groups: Sequence[TwiceGroup]) -> None:
        at = max(0, self.list.currentRow())
        self._groups = tuple(groups)
        self.list.clear()
        for group in self._groups:
            item = QListWidgetItem(group_words(group))
            item.setData(_IDS, group.ids)
            self.list.addItem(item)
        count = len(self._groups)
        self._fit_list()
        words = say("accounts.twice.count", count=count) if count else say("accounts.twice.none")
        self._count.setText(words)
        for one in (self.list, self.form, self.accept_button, self.apart_button):
            one.setVisible(bool(self._groups))
        self.set_busy(False)
        self.list.setCurrentRow(min(at, len(self._groups) - 1))
        if self._groups and self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_list(self) -> None:
        """Give the list room for what it holds, up to four groups."""
        rows = [self.list.sizeHintForRow(n) for n in range(min(4, self.list.count()))]
        self.list.setFixedHeight(sum(rows) + 2 * self.list.frameWidth() + theme.space("small"))

    def _show_group(self) -> None:
        group = self._chosen()
        if group is not None:
            self.form.show_members(group.members, group.ids)

    def _chosen(self) -> TwiceGroup | None:
        row = self.list.currentRow()
        return self._groups[row] if 0 <= row < len(self._groups) else None

    # --- deciding ----------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Make the ticked events one, and show what is left."""
        if self._chosen() is None:
            return
        if not self.form.is_complete:
            self.show_problem(self.form.missing)
            self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        ids, head_id = self.form.ids(), self.form.head_id()
        self._carry_out(
            lambda book, case_id: make_one_event(book, case_id, ids, head_id),
            say("accounts.twice.merged"),
        )

    def on_not_same(self) -> None:
        """Remember that the ticked events are not the same, and show what is left."""
        ids = self.form.ids()
        if len(ids) < 2:
            self.show_problem(say("accounts.tick_two"))
            return
        self._carry_out(
            lambda book, case_id: keep_apart(book, case_id, ids), say("accounts.told_apart")
        )

    def _carry_out(self, command: Any, told: str) -> None:
        self.set_busy(True)

        def on_done(_: object) -> None:
            self.banner.show_message("done", told)
            self.look()

        self._desk.change(self, command, on_done, self.show_problem)

    def set_busy(self, busy: bool) -> None:
        """Let nothing be asked twice."""
        super().set_busy(busy)
        self.apart_button.setEnabled(not busy)
