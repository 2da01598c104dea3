"""The documents: choose what to write and for whom, look at the pages, save; exports; sign-off.

Each of the three parts is a page of its own in `documents_*`.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QWidget

from ui.background import Ticket
from ui.desk import Desk
from ui.places import Place
from ui.presenters.documents_records import Records, read_records
from ui.theme.style import set_look
from ui.views.documents_exports import ExportsPage
from ui.views.documents_sign import SignPage
from ui.views.documents_write import WritePage
from ui.views.screen import Command, Screen
from ui.widgets.basics import label
from ui.words import language, say

_PARTS = ("write", "exports", "sign")


class DocumentsScreen(Screen):
    """Writing documents, what was exported, and who signed."""

    name = "documents"
    COMMANDS = {
        "save": Command("docs.save", "Ctrl+S", "save"),
        "write": Command("docs.write", "Alt+1"),
        "exports": Command("docs.exports", "Alt+2"),
        "sign": Command("docs.sign", "Alt+3"),
        "sign_now": Command("docs.sign_now", "Ctrl+Shift+S", "signature"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: Ticket | None = None
        self.records = Records()
        self.write = WritePage(desk)
        self.exports = ExportsPage(desk)
        self.sign = SignPage(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(say("docs.parts"))
        for name, part in zip(_PARTS, (self.write, self.exports, self.sign), strict=True):
            self.tabs.addTab(part, say(f"docs.{name}"))
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.documents"), "title"))
        self._told = label("", "muted", wraps=True)
        top.addWidget(self._told, 1)
        page = self.page()
        page.addWidget(head)
        page.addWidget(self.tabs, 1)
        self.add_command("save", self.write.save)
        for number, name in enumerate(_PARTS):
            self.add_command(name, partial(self._show_part, number))
        self.add_command("sign_now", self._sign_now)

    def first_focus(self) -> QWidget:
        """Return the list of what can be written."""
        return self.write.kinds if self.tabs.currentIndex() == 0 else self.tabs.tabBar()

    def _show_part(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        (self.write.kinds, self.exports.list, self.sign.list)[number].setFocus()

    def _sign_now(self) -> None:
        self._show_part(2)
        self.sign.ask()

    def show_place(self, place: Place) -> None:
        """Go to a part: "write", "exports" or "sign"; or to a kind of document."""
        part = str(place.wishes.get("part", ""))
        if part in _PARTS:
            self._show_part(_PARTS.index(part))
        if place.wishes.get("mend") == "sign":
            self.sign.ask()
        if place.record_id:
            self.tabs.setCurrentIndex(0)
            self.write.choose_kind(place.record_id)
            self.write.wish(place.wishes.get("again") or {})

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.write.clear()
        self._show_records(Records())

    def refresh(self) -> None:
        """Build the preview anew, and read what was exported and signed."""
        self.write.refresh()
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute
        )

    def _compute(self, where: Any) -> None:
        self._asked = self.desk.background.compute(
            read_records, *where, date.today(), language(),
            done=lambda found: self._show_records(found) if where[2] == self.desk.case_id else None,
            failed=self.desk.show_error, owner=self,
        )  # fmt: skip

    def _show_records(self, records: Records) -> None:
        self.records = records
        self.exports.show_records(records)
        self.sign.show_records(records)
        self._told.setText(
            say("docs.next_review", date=records.next_review) if records.next_review else ""
        )
