"""Asks which records are accounts of one event, and whose date heads it where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.dialogs.dialog import Dialog
from ui.presenters.accounts import Member
from ui.widgets.one_event import OneEventForm
from ui.words import say

#: Gets the ids of the records, and that of the one whose date heads the event or nothing.
OnChosen = Callable[[Sequence[str], str], object]


def ask_one_event(
    parent: QWidget, members: Sequence[Member], proposed: Collection[str], on_chosen: OnChosen
) -> OneEventDialog:
    """Ask what belongs to the event of the first record, which always does."""
    dialog = OneEventDialog(parent, members, proposed, on_chosen)
    dialog.open()
    return dialog


class OneEventDialog(Dialog):
    """The records with ticks, and what is to be chosen."""

    def __init__(
        self, parent: QWidget, members: Sequence[Member], proposed: Collection[str],
        on_chosen: OnChosen,
    ) -> None:  # fmt: skip
        super().__init__(parent, say("accounts.title"), say("accounts.do"), say("accounts.intro"))
        self._on_chosen = on_chosen
        self.form = OneEventForm()
        self.form.changed.connect(lambda: self.banner.hide())
        self.form.show_members(members, proposed, first_stays=True)
        self.body.addWidget(self.form, 1)
        self.set_width(680)
        self.fit()
        self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def on_accept(self) -> None:
        """Hand over what is chosen, once it is clear."""
        if not self.form.is_complete:
            self.show_problem(self.form.missing)
            self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        ids, head_id = self.form.ids(), self.form.head_id()
        self.accept()
        self._on_chosen(ids, head_id)
