"""A field for several lines of typed or pasted words, with an end to what can be pasted at once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

from ui.words import say

#: Characters; a longer text would hold the window up while it is laid out, and is a file's.
MOST_PASTED = 500_000


class TextField(QPlainTextEdit):
    """Plain words. What is longer than a person types is refused in words, in its dialog."""

    def take(self, words: str) -> bool:
        """Show words that come from elsewhere; say whether they were taken."""
        if len(words) > MOST_PASTED:
            self._refuse()
            return False
        self.setPlainText(words)
        return True

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Insert what is pasted or dropped, unless it is too long."""
        if source.hasText() and len(source.text()) > MOST_PASTED:
            self._refuse()
        else:
            super().insertFromMimeData(source)

    def _refuse(self) -> None:
        show_problem = getattr(self.window(), "show_problem", None)
        if callable(show_problem):
            show_problem(say("shell.too_long_to_paste", count=MOST_PASTED))
