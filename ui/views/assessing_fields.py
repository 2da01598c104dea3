"""The fields of an assessment page: a text for each part, and the child's own pictures.

Knows what was typed and whether it is newer than what is kept; keeping it is the screen's business.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.presenters.assessing import QUESTIONS_PAGE, WORRIES, Page
from ui.widgets.basics import label, scrolled
from ui.widgets.form import Choices
from ui.widgets.text_field import TextField
from ui.words import say

#: Fields that are given room for so many lines; the others for four.
_LINES = {"places": 3, "child_words": 3}


class PageFields(QWidget):
    """The words of one page, being written."""

    #: A field is written in: its name.
    focused = Signal(str)
    #: Something was typed or chosen.
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, TextField] = {}
        self.pictures: Choices | None = None
        #: The field in which somebody wrote last.
        self.current = ""
        self._held: dict[str, str] = {}
        self._held_pictures: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    # --- showing ---------------------------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Show what is written on a page; fields are made anew only for another page or child."""
        which = (page.child_id, page.page, page.pictures)
        names = tuple(name for name, _ in page.written)
        if self._shown != which or tuple(self.fields) != names:
            self._make(page)
        self._shown = which
        self._held = dict(page.written)
        self._held_pictures = page.chosen_pictures
        for name, words in page.written:
            if self.fields[name].toPlainText() != words:
                self.fields[name].setPlainText(words)
            self.fields[name].setReadOnly(page.is_signed)
        if self.pictures is not None:
            self.pictures.set_value(page.chosen_pictures)

    def _make(self, page: Page) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.fields, self.pictures = {}, None
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(18, 12, 18, 12)
        for name, _ in page.written:
            self._add(layout, page.page, name)
        if page.page == WORRIES:
            self._add_pictures(layout, page)
        layout.addStretch(1)
        self._layout.addWidget(scrolled(inner))
        self.current = next(iter(self.fields), "")

    def _add(self, layout: QVBoxLayout, page: str, name: str) -> None:
        words = say(f"assessing.question.{name}" if page == QUESTIONS_PAGE else f"assessing.{name}")
        title = label(words, "strong", wraps=True)
        field = _Watched(name)
        field.setAccessibleName(words)
        field.setTabChangesFocus(True)
        lines = _LINES.get(name, 4)
        field.setMinimumHeight(lines * field.fontMetrics().lineSpacing() + 16)
        field.entered.connect(self._on_entered)
        field.textChanged.connect(self.edited.emit)
        title.setBuddy(field)
        layout.addWidget(title)
        layout.addWidget(field, 1)
        if name == "places":
            help_line = label(say("assessing.places.help"), "small", wraps=True)
            field.setAccessibleDescription(help_line.text())
            layout.addWidget(help_line)
        self.fields[name] = field

    def _add_pictures(self, layout: QVBoxLayout, page: Page) -> None:
        layout.addWidget(label(say("assessing.pictures"), "strong"))
        if not page.pictures:
            layout.addWidget(QLabel(say("assessing.no_pictures")))
            return
        self.pictures = Choices(page.pictures, columns=2)
        self.pictures.setAccessibleName(say("assessing.pictures"))
        self.pictures.changed.connect(self.edited.emit)
        layout.addWidget(self.pictures)

    def _on_entered(self, name: str) -> None:
        self.current = name
        self.focused.emit(name)

    # --- what was typed --------------------------------------------------------------------

    def words(self) -> Mapping[str, str]:
        """Return what each field holds."""
        return {name: field.toPlainText() for name, field in self.fields.items()}

    def chosen_pictures(self) -> tuple[str, ...]:
        """Return the pictures that are chosen; those held while none can be shown."""
        return self.pictures.value() if self.pictures is not None else self._held_pictures

    @property
    def is_newer(self) -> bool:
        """Say whether what is typed differs from what is kept."""
        typed = {name: words.strip() for name, words in self.words().items()}
        held = {name: self._held.get(name, "").strip() for name in typed}
        return typed != held or set(self.chosen_pictures()) != set(self._held_pictures)

    def write(self, words: Mapping[str, str], pictures: tuple[str, ...] = ()) -> None:
        """Put words that nobody has kept into their fields, and choose pictures."""
        for name, said in words.items():
            if name in self.fields:
                self.fields[name].setPlainText(said)
        if self.pictures is not None:
            self.pictures.set_value(pictures)

    def settle(self) -> None:
        """Take what is typed for kept."""
        self._held = dict(self.words())
        self._held_pictures = self.chosen_pictures()

    def release(self) -> None:
        """Let a signed page's words be written on, as those of a new page."""
        self._held = {}
        for field in self.fields.values():
            field.setReadOnly(False)

    def put(self, words: str, name: str = "") -> None:
        """Put words on a line of their own into a field, without one in that written in last."""
        field = self.fields.get(name or self.current)
        if field is None or field.isReadOnly():
            return
        cursor = field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        held = field.toPlainText()
        cursor.insertText(("" if not held or held.endswith("\n") else "\n") + words)
        field.setTextCursor(cursor)
        field.setFocus()


class _Watched(TextField):
    """A text that says when somebody begins to write in it."""

    entered = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for no more than the least height: what is free is shared out."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that it has the focus."""
        super().focusInEvent(event)
        self.entered.emit(self._name)
