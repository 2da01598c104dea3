"""Splits a suggestion: the quoted words above, and below a card for each part that is a fact.

How words are cut into parts to begin with is in `presenters.inbox_edit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Person, Suggestion
from chronology_app.model.codes import ConcernType, Kind
from ui.presenters.inbox_edit import Values, part_fact, parts_of, types_in, values_of
from ui.theme.style import set_look, theme
from ui.widgets.basics import Choice, button, icon_button, label, row
from ui.widgets.date_edit import DateEdit
from ui.widgets.suggestion_fields import FlowChoices, let_narrow
from ui.words import label as code_label
from ui.words import say


@dataclass
class _Card:
    """The widgets of one part."""

    frame: QFrame
    words: str
    fact: QLineEdit
    when: DateEdit
    kind: Choice
    children: FlowChoices
    types: FlowChoices


class SplitPage(QWidget):
    """Marks parts of a quote; `parts()` gives each with its own fact."""

    changed = Signal()

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__()
        self._people = [person.name for person in people if person.is_child]
        self._suggestion = Suggestion(case_id="")
        self._values: Values = {}
        self._cards: list[_Card] = []
        self.quote = QPlainTextEdit()
        self.quote.setReadOnly(True)
        self.quote.setTabChangesFocus(True)
        self.quote.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.quote.setAccessibleName(say("inbox.split.quote"))
        self._wrong = label("", "field_error", wraps=True)
        self._wrong.hide()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.space("small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("small"))
        layout.addWidget(label(say("inbox.split.title"), "heading", wraps=True))
        layout.addWidget(label(say("inbox.split.text"), "small", wraps=True))
        layout.addWidget(self.quote)
        layout.addWidget(row(button(say("inbox.split.mark"), self.mark, icon="plus"), 1))
        layout.addWidget(self._wrong)
        layout.addLayout(self._parts)
        layout.addStretch(1)

    def start(self, suggestion: Suggestion) -> None:
        """Begin with the sentences of the quote as parts."""
        self._suggestion, self._values = suggestion, values_of(suggestion)
        quote = "\n".join(span.quote for span in suggestion.spans)
        self._tell("")
        for card in list(self._cards):
            self._remove(card)
        self.quote.setPlainText(quote)
        lines = min(8, 2 + len(quote) // 50)
        self.quote.setFixedHeight(lines * self.quote.fontMetrics().lineSpacing() + 20)
        for words in parts_of(quote):
            self._add(words, part_fact(words))

    def _tell(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.quote.setAccessibleDescription(wrong)

    def mark(self) -> None:
        """Make a part of the words that are selected in the quote."""
        words = self.quote.textCursor().selectedText().replace("\u2029", "\n").strip()
        if not words:
            self._tell(say("inbox.split.select"))
            self.quote.setFocus()
            return
        self._tell("")
        self._add(words, part_fact(words))
        self._cards[-1].fact.setFocus()
        self.changed.emit()

    def _add(self, words: str, fact: str) -> None:
        frame = QFrame()
        set_look(frame, "card")
        card = _Card(
            frame, words, QLineEdit(fact), DateEdit(), Choice(),
            FlowChoices([(name, name) for name in self._people]),
            FlowChoices([(code.value, code_label("type", code)) for code in ConcernType]),
        )  # fmt: skip
        for code in Kind:
            card.kind.addItem(code_label("kind", code), code.value)
        let_narrow(card.kind)
        card.kind.setCurrentIndex(max(0, card.kind.findData(self._values.get("kind"))))
        card.when.set_value(self._values.get("date"))
        card.children.set_value(self._values.get("children", ()))
        card.types.set_value(types_in(self._suggestion, words))
        self._lay_out(card)
        self._cards.append(card)
        self._parts.addWidget(frame)

    def _lay_out(self, card: _Card) -> None:
        number = len(self._cards) + 1
        remove = icon_button(
            say("inbox.split.remove", number=number), "x", lambda: self._on_remove(card)
        )
        layout = QVBoxLayout(card.frame)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(theme.space("tight"))
        title = label(say("inbox.quoted", words=card.words), "muted", wraps=True)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for name_id, widget in (
            ("inbox.fact", card.fact), ("inbox.field.date", card.when),
            ("inbox.children", card.children), ("inbox.field.kind", card.kind),
            ("inbox.field.types", card.types),
        ):  # fmt: skip
            widget.setAccessibleName(say("inbox.split.field", name=say(name_id), number=number))
            title = label(say(name_id), "small")
            title.setBuddy(widget)
            layout.addWidget(title)
            layout.addWidget(widget)

    def _on_remove(self, card: _Card) -> None:
        self._remove(card)
        self.quote.setFocus()
        self.changed.emit()

    def _remove(self, card: _Card) -> None:
        self._cards.remove(card)
        card.frame.hide()
        card.frame.deleteLater()

    @property
    def cards(self) -> Sequence[_Card]:
        """The parts as they stand."""
        return self._cards

    def is_right(self) -> bool:
        """Say whether there are two parts or more, each with a fact and a date that is clear."""
        if len(self._cards) < 2:
            self._tell(say("inbox.split.two"))
            self.quote.setFocus()
            return False
        for number, card in enumerate(self._cards, 1):
            if not card.fact.text().strip():
                self._tell(say("inbox.split.no_fact", number=number))
                card.fact.setFocus()
                return False
            if card.when.is_wrong:
                self._tell(say("inbox.split.no_date", number=number))
                card.when.setFocus()
                return False
        return True

    def parts(self) -> list[dict[str, Any]]:
        """Return each part's words and values."""
        return [
            {
                "quote": card.words, "fact": card.fact.text().strip(), "date": card.when.value(),
                "kind": card.kind.currentData(), "children": card.children.value(),
                "neglect_types": card.types.value(),
            }
            for card in self._cards
        ]  # fmt: skip
