"""What the inbox says when nothing is to be shown: nobody recorded, nothing read, all decided."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QStackedWidget

from ui.desk import Desk
from ui.presenters.inbox_queue import Queue
from ui.widgets.basics import EmptyState, button
from ui.words import say


class InboxEmpty(QStackedWidget):
    """One of the reasons, with what can be done."""

    def __init__(
        self, desk: Desk, on_next_file: Callable[[], object], on_clear: Callable[[], object]
    ) -> None:
        super().__init__()
        do = desk.do
        self._states = {
            "nobody": EmptyState(
                "users", say("inbox.empty.nobody"), say("inbox.empty.nobody_text"),
                button(say("inbox.empty.people"), lambda: desk.go("people"), "primary", "users"),
                button(say("action.import_files"), lambda: do("import_files"), icon="upload"),
                button(say("action.quick_entry"), lambda: do("quick_entry"), icon="pencil-line"),
            ),
            "new": EmptyState(
                "inbox", say("inbox.empty.new"), say("inbox.empty.new_text"),
                button(say("action.import_files"), lambda: do("import_files"), "primary", "upload"),
                button(say("action.paste_text"), lambda: do("paste_text"), icon="clipboard-paste"),
                button(say("action.quick_entry"), lambda: do("quick_entry"), icon="pencil-line"),
            ),
            "done": EmptyState(
                "circle-check-big", say("inbox.empty.done"), say("inbox.empty.done_text"),
                button(say("inbox.empty.chronology"), lambda: desk.go("chronology"), "primary"),
                button(say("action.import_files"), lambda: do("import_files"), icon="upload"),
                button(say("action.quick_entry"), lambda: do("quick_entry"), icon="pencil-line"),
            ),
            "file": EmptyState(
                "circle-check-big", say("inbox.empty.file"), say("inbox.empty.file_text"),
                button(say("inbox.next_file"), on_next_file, "primary", "chevron-right"),
            ),
            "filter": EmptyState(
                "filter", say("inbox.empty.filter"), say("inbox.empty.filter_text"),
                button(say("inbox.filter_clear"), on_clear, "primary"),
            ),
        }  # fmt: skip
        for state in self._states.values():
            self.addWidget(state)

    def first_button(self) -> QPushButton:
        """Return the button that leads on."""
        shown = self.currentWidget()
        assert shown is not None
        return shown.findChildren(QPushButton)[0]

    def show_queue(self, queue: Queue) -> None:
        """Say why there is nothing."""
        name = "new" if queue.case.people else "nobody"
        if queue.case.totals:
            name = "done"
        if queue.waiting:
            name = "filter" if queue.wishes.filters else "file"
        self.setCurrentWidget(self._states[name])
