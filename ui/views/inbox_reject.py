"""Asks why a suggestion is put away: a list of frequent reasons, and a line for another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from ui.theme.style import theme
from ui.widgets.basics import button, label, row
from ui.words import say

#: Reasons that are offered before anybody has given one.
USUAL = ("not_a_fact", "wrong_person", "wrong_date", "repeated", "not_relevant", "not_understood")


class RejectPage(QWidget):
    """A list to choose a reason from by its number or by the arrows; Enter rejects."""

    #: The reason, in words.
    rejected = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fact = label("", "lead", wraps=True)
        self.list = _Reasons()
        self.list.setAccessibleName(say("inbox.reject.reasons"))
        self.list.setWordWrap(True)
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.list.setMinimumHeight(1)
        self.list.itemActivated.connect(lambda _: self._on_accept())
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("inbox.reject.other"))
        self.line.setAccessibleName(say("inbox.reject.other"))
        self.line.returnPressed.connect(self._on_accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(theme.space("small"))
        layout.addWidget(label(say("inbox.reject.title"), "heading", wraps=True))
        layout.addWidget(self._fact)
        layout.addWidget(label(say("inbox.reject.text"), "small", wraps=True))
        layout.addWidget(self.list)
        layout.addWidget(self.line)
        layout.addWidget(
            row(button(say("inbox.reject.do"), self._on_accept, "primary"),
                button(say("shell.cancel"), self.left.emit), 1)
        )  # fmt: skip
        layout.addStretch(1)
        self.show_reasons(())

    def start(self, fact: str) -> None:
        """Ask anew, about this fact."""
        self._fact.setText(fact)
        self.line.clear()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reasons(self, given: Sequence[str]) -> None:
        """Offer the reasons given in this case, then the usual ones."""
        usual = [say(f"inbox.reject.{code}") for code in USUAL]
        self._reasons = list(dict.fromkeys([*given, *usual]))[:9]
        row_now = max(0, self.list.currentRow())
        self.list.clear()
        for number, words in enumerate(self._reasons, 1):
            self.list.addItem(say("inbox.reject.line", number=number, reason=words))
        self.list.setCurrentRow(row_now)

    def _on_accept(self) -> None:
        typed = self.line.text().strip()
        at = self.list.currentRow()
        reason = typed or (self._reasons[at] if at >= 0 else "")
        if reason:
            self.rejected.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a number for its reason, Esc for leaving."""
        number = event.key() - int(Qt.Key.Key_1)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif 0 <= number < len(self._reasons) and not self.line.hasFocus():
            self.rejected.emit(self._reasons[number])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_accept()
        else:
            super().keyPressEvent(event)


class _Reasons(QListWidget):
    """A list that leaves numbers to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do not look for a line that begins with the number."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            event.ignore()
        else:
            super().keyPressEvent(event)
