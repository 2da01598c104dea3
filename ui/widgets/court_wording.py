"""A proposed court wording beside a fact, and the field in which one is written.

What is proposed is made in `presenters.court_wording`; storing it is left to the screen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.presenters.court_wording import FieldHelp, WordingWords
from ui.theme.style import theme
from ui.widgets.basics import button, label, tag
from ui.widgets.flow import flow
from ui.widgets.plain import plain_tip
from ui.widgets.text_field import TextField
from ui.words import say

#: Milliseconds after a key until the words in the field are looked at.
_LOOK_AFTER = 250


class _Changes:
    """What was changed, folded until somebody asks: a link, and the lines that it unfolds."""

    def __init__(self) -> None:
        self._count = 0
        self.link = button("", self.toggle, "link")
        self.lines = label("", "small", wraps=True)
        self.lines.hide()

    def show_changes(self, changes: tuple[str, ...]) -> None:
        """Take what was changed, a sentence each."""
        self._count = len(changes)
        self.lines.setText("\n".join(changes))
        self.link.setToolTip(plain_tip("\n".join(changes)))
        self.link.setAccessibleDescription(self.lines.text())
        self.link.setVisible(bool(changes))
        if not changes:
            self.lines.hide()
        self._name()

    def toggle(self) -> None:
        """Unfold or fold."""
        self.lines.setVisible(self.lines.isHidden() and bool(self._count))
        self._name()

    def _name(self) -> None:
        state = "show" if self.lines.isHidden() else "hide"
        self.link.setText(say(f"court_words.changed.{state}", count=self._count))


class CourtBox(QWidget):
    """The proposal on a suggestion's card: marked as such, used only when a person says so."""

    #: Somebody wants the wording, or no longer.
    use_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposed = tag(say("court_words.proposed"), "should")
        self._chosen = tag(say("court_words.chosen"), "done")
        self._text = label("", "", wraps=True)
        self._use = button("", self.use_asked.emit)
        self._changes = _Changes()
        self._look = label(say("court_words.look_at"), "small", wraps=True)
        self._looks = label("", "small", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        layout.addWidget(label(say("inbox.court_wording"), "small"))
        layout.addWidget(flow(self._proposed, self._chosen))
        layout.addWidget(self._text)
        layout.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._changes.link, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self._changes.lines, self._look, self._looks):
            layout.addWidget(one)
        layout.addStretch(1)

    def show_wording(self, words: WordingWords | None, *, is_chosen: bool) -> None:
        """Show what is proposed; `is_chosen`: it will be stored with the fact."""
        is_there = words is not None and not words.is_same
        self._text.setText(words.text if words and is_there else say("inbox.court_as_fact"))
        for widget, is_seen in (
            (self._proposed, is_there and not is_chosen), (self._chosen, is_there and is_chosen),
            (self._use, is_there),
        ):  # fmt: skip
            widget.setVisible(is_seen)
        state = "court_words.chosen" if is_chosen else "court_words.proposed"
        self.setAccessibleDescription(say(state) if is_there else "")
        action = "court_words.do_not_use" if is_chosen else "court_words.use"
        self._use.setText(say("inbox.with_key", words=say(action), key="W"))
        self._use.setAccessibleDescription(f"{say(state)}. {self._text.text()}")
        self._changes.show_changes(words.changes if words else ())
        _show_looks(self._look, self._looks, words.looks if words else ())

    def toggle_changes(self) -> None:
        """Unfold or fold what was changed."""
        self._changes.toggle()


class CourtEdit(QWidget):
    """A field for the wording, with a proposal at hand and a word on what to look at in it."""

    changed = Signal()

    def __init__(self, help_with: FieldHelp, lines: int = 2) -> None:
        super().__init__()
        self._help = help_with
        self._fact: Callable[[], str] = str
        self.field = TextField()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(lines * self.field.fontMetrics().lineSpacing() + 16)
        self.propose_button = button(say("court_words.propose"), self.propose)
        self.propose_button.setToolTip(plain_tip(say("court_words.propose_tip")))
        self._changes = _Changes()
        self._look = label(say("court_words.look_at"), "small", wraps=True)
        self._looks = label("", "small", wraps=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER)
        self._timer.timeout.connect(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        layout.addWidget(self.field)
        layout.addWidget(self.propose_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._changes.link, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self._changes.lines, self._look, self._looks):
            layout.addWidget(one)
        self.setFocusProxy(self.field)
        self._changes.show_changes(())
        self.look()
        self.field.textChanged.connect(self._on_typed)

    def follow(self, fact: QWidget) -> None:
        """Take the fact from the field beside it."""
        assert isinstance(fact, QPlainTextEdit)
        self._fact = fact.toPlainText
        fact.textChanged.connect(self._timer.start)
        self.look()

    def propose(self) -> None:
        """Put the proposed wording in the field; Ctrl+Z brings back what stood there."""
        words = self._help.propose(self._fact())
        cursor = self.field.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(words.text)
        self._changes.show_changes(words.changes or (say("court_words.nothing_proposed"),))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def look(self) -> None:
        """Say what to look at in what a court document would print."""
        text = self.field.toPlainText().strip() or self._fact().strip()
        _show_looks(self._look, self._looks, self._help.looks(text))
        self.field.setAccessibleDescription(self._looks.text())

    def value(self) -> str:
        """Return the wording."""
        return self.field.toPlainText()

    def set_value(self, words: str) -> None:
        """Show a wording."""
        self.field.setPlainText(words or "")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the field itself: that is what has the focus."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def _on_typed(self) -> None:
        self._timer.start()
        self.changed.emit()


def _show_looks(title: QLabel, lines: QLabel, looks: tuple[str, ...]) -> None:
    lines.setText("\n".join(f"\u2022 {one}" for one in looks))
    for one in (title, lines):
        one.setVisible(bool(looks))
