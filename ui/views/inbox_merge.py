"""Chooses the event that a suggestion is another account of, among all events of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.presenters.inbox import OtherAccount, find_events
from ui.presenters.inbox_words import other_words
from ui.widgets.basics import label, let_clear
from ui.words import say

_ID = Qt.ItemDataRole.UserRole
#: So many events are listed; more words find fewer.
_MOST = 200


def choose_event(parent: QWidget, desk: Desk, on_chosen: Callable[[str], None]) -> None:
    """Ask which event; `on_chosen` gets its id."""
    _ChooseEvent(parent, desk, on_chosen).open()


class _ChooseEvent(Dialog):
    """A line to search with and a list to choose from."""

    def __init__(self, parent: QWidget, desk: Desk, on_chosen: Callable[[str], None]) -> None:
        title = say("inbox.merge.title")
        super().__init__(parent, title, say("inbox.merge.do"), say("inbox.merge.text"))
        self._desk = desk
        self._on_chosen = on_chosen
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("inbox.merge.search"))
        self.line.setAccessibleName(say("inbox.merge.search"))
        let_clear(self.line)
        self.line.textChanged.connect(self._ask)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("inbox.merge.events"))
        self.list.itemDoubleClicked.connect(lambda _: self.on_accept())
        self.list.currentRowChanged.connect(lambda at: self.accept_button.setEnabled(at >= 0))
        self.body.addWidget(self.line)
        self._nothing = label(say("inbox.merge.nothing"), "muted", wraps=True)
        self._nothing.hide()
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self.accept_button.setEnabled(False)
        self.set_width(640, 520)
        self._ask()

    def _ask(self) -> None:
        words = self.line.text()

        def on_found(found: Sequence[OtherAccount]) -> None:
            if words == self.line.text():
                self._show(found)

        self._desk.ask(
            self, lambda book, case_id: find_events(book, case_id, words, _MOST), on_found,
            self.show_problem,
        )  # fmt: skip

    def _show(self, found: Sequence[OtherAccount]) -> None:
        self.list.clear()
        for other in found:
            item = QListWidgetItem(other_words(other))
            item.setData(_ID, other.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self._nothing.setVisible(not found)

    def on_accept(self) -> None:
        """Take the event that the cursor is on."""
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._on_chosen(item.data(_ID))
