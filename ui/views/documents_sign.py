"""Sign-off: who signed for the record as it stood, what came after, and the next review."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.models.lines import Line, LinesView
from ui.presenters.documents_records import Records
from ui.theme.style import set_look
from ui.widgets.basics import Banner, EmptyState, button, label, row
from ui.widgets.form import Field
from ui.words import say

#: In the order in which they are given; the words are ``sign_off.KIND``.
KINDS = ("prepared", "manager", "legal")


class SignPage(QWidget):
    """All signatures, newest first, and the way to give another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.list = LinesView(say("docs.sign"))
        self._told = label("", "muted", wraps=True)
        self._unread = Banner(closable=False)
        head = QFrame()
        set_look(head, "bar")
        press = button(say("docs.sign_now"), self.ask, "primary", "signature")
        line = QVBoxLayout(head)
        line.setContentsMargins(16, 8, 12, 8)
        top = row(self._told, press)
        layout = top.layout()
        if layout is not None:
            layout.setStretch(0, 1)  # type: ignore[attr-defined]
        line.addWidget(top)
        line.addWidget(self._unread)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            EmptyState("signature", say("docs.no_signs.title"), say("docs.no_signs.text"))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._stack, 1)

    def show_records(self, records: Records) -> None:
        """Show the signatures of a case."""
        lines = []
        for one in records.signed:
            icon, tone = (
                ("circle-check-big", "done") if one.stands else ("triangle-alert", "should")
            )
            after = one.after
            if one.is_overdue:
                icon, tone = "circle-alert", "must"
                after = f"{say('docs.review_overdue')} {after}"
            lines.append(Line(one.key, one.title, f"{one.detail} {after}", icon, tone))
        self.list.set_lines(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        self._told.setText(say("docs.to_sign", count=records.event_count))
        if records.unread:
            self._unread.show_message(
                "must", say("docs.unread_events", count=records.unread),
                (say("docs.show_unread"), self._show_unread),
            )  # fmt: skip
        else:
            self._unread.hide()

    def _show_unread(self) -> None:
        self.desk.go("chronology", status=["accepted_unread"])

    def ask(self) -> None:
        """Ask for a signature."""
        if self.desk.case is None:
            return

        def count(book: Any, case_id: str) -> tuple[int, int, str]:
            # Counted now: the record may have grown since the page was shown.
            unread = book.queries.waiting_counts(case_id).unread
            return book.queries.event_count(case_id), unread, book.remembered(case_id, "post")

        self.desk.ask(self, count, lambda found: self._open_form(*found))

    def _open_form(self, event_count: int, unread: int, post: str) -> None:
        kinds = [(kind, say(f"sign_off.{kind}")) for kind in KINDS]
        fields = (
            Field("kind", "docs.sign_kind", "choice", choices=kinds),
            Field("name", "docs.sign_name", is_needed=True),
            Field("post", "docs.sign_post", is_needed=True),
            Field("scope", "docs.sign_scope", help_id="docs.sign_scope.help"),
            Field("review", "docs.sign_review", "date", "docs.sign_review.help"),
        )
        words = [say("docs.sign_intro", count=event_count)]
        if unread:
            words.append(say("docs.unread_events", count=unread))
        FormDialog(
            self, say("docs.sign_now"), say("docs.sign_now"), fields, self._sign,
            intro=" ".join(words), values={"name": self.desk.by, "post": post},
        ).open()  # fmt: skip

    def _sign(self, dialog: FormDialog, given: dict[str, Any]) -> None:
        review = given["review"]
        day = review.day if review is not None else None
        if review is not None and day is None:
            dialog.form.show_wrong("review", say("docs.sign_day"))
            return
        dialog.set_busy(True)

        def command(book: Any, case_id: str) -> Any:
            changed = book.sign_off(
                case_id, given["kind"], given["name"].strip(), given["post"].strip(),
                given["scope"].strip(), day,
            )  # fmt: skip
            book.remember(case_id, "post", given["post"].strip())
            return changed

        def done(_: object) -> None:
            dialog.accept()
            self.desk.tell(say("docs.signed_now", name=given["name"].strip()))

        self.desk.change(dialog, command, done, dialog.show_problem)
