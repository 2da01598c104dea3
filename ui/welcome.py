"""The page of a window that shows no case: open, make or recover a casebook, or try the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.style import set_look, theme
from ui.widgets.basics import button, label, scrolled
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

#: With no casebook open: actions in the order of how often they are needed.
_NO_BOOK = ("open_book", "new_book", "recover_book", "open_sample")
_NO_CASE = ("new_case", "open_book")


class Welcome(QWidget):
    """What can be done first, each with a sentence that says what it is for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._title = label("", "display")
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._text = label("", "lead", wraps=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space("small"))
        inner = QWidget()
        inner.setMaximumWidth(720)
        page = QVBoxLayout(inner)
        page.setSpacing(theme.space("medium"))
        page.addStretch(1)
        page.addWidget(self._title)
        page.addWidget(self._text)
        page.addSpacing(theme.space("small"))
        page.addLayout(self._cards)
        page.addStretch(2)
        outer = QWidget()
        line = QHBoxLayout(outer)
        line.addStretch(1)
        line.addWidget(inner, 20)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(outer))

    def show_state(self) -> None:
        """Say what can be done now: without a casebook, or in one without a case."""
        has_book = self._window.desk.book is not None
        state = "no_case" if has_book else "no_book"
        self._title.setText(say(f"welcome.{state}.title"))
        self._text.setText(say(f"welcome.{state}.text"))
        focus: QWidget | None = self._window.focusWidget()
        had_focus = focus is None or self.isAncestorOf(focus)
        while (item := self._cards.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.deleteLater()
        for number, name in enumerate(_NO_CASE if has_book else _NO_BOOK):
            self._cards.addWidget(self._card(name, is_first=number == 0))
        if had_focus and self.isVisible():
            self._begin_with_first()

    def _begin_with_first(self) -> None:
        """Let Enter do what comes next; the buttons of the state before take the focus along."""
        item = self._cards.itemAt(0)
        card = item.widget() if item is not None else None
        press = card.findChild(QPushButton) if card is not None else None
        if card is not None and press is not None:
            # What has not been shown yet takes no focus.
            card.show()
            press.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _button_width() -> int:
        metrics = QFontMetrics(theme.font("strong"))
        names = {*_NO_BOOK, *_NO_CASE}
        return max(metrics.horizontalAdvance(say(f"action.{name}")) for name in names) + 30

    def _card(self, name: str, *, is_first: bool) -> QFrame:
        action = self._window.actions_by_id[name]
        card = QFrame()
        set_look(card, "card")
        press = button(
            say(f"action.{name}").replace("…", ""), action.trigger, "primary" if is_first else ""
        )
        words = say(f"welcome.{name}")
        press.setAccessibleDescription(words)
        text = label(words, "muted", wraps=True)
        layout = QGridLayout(card)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setHorizontalSpacing(theme.space("medium"))
        layout.addWidget(press, 0, 0)
        layout.addWidget(text, 0, 1)
        # The buttons stand in one column: as wide as the widest.
        layout.setColumnMinimumWidth(0, self._button_width())
        layout.setColumnStretch(1, 1)
        return card
