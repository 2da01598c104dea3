"""The fields of quick entry, laid out for the eye and for Tab; what is typed is one `Draft`.

Rules and words are in `presenters.quick_entry`, keeping and saving in `dialogs.quick_entry`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from chronology_app.dates import FuzzyDate
from chronology_app.model import Person
from chronology_app.model.codes import AgencyCode, ConcernType, Evidence, RecordClass, Significance
from ui.presenters import quick_entry as entry
from ui.presenters.dates import understand_time
from ui.presenters.quick_entry import CARDS, CHOICES, Draft, Start
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.entry_children import ChildTicks
from ui.widgets.entry_grid import TickGrid
from ui.widgets.entry_words import SaidWords
from ui.widgets.text_field import TextField
from ui.words import label as code_label
from ui.words import say

#: What the short form leaves out.
_FULL_ONLY = frozenset(("parts", "strength", "others", "evidence", "record_class"))


class EntryForm(QWidget):
    """All fields of an entry."""

    changed = Signal()

    def __init__(self, start: Start, today: date) -> None:
        super().__init__()
        self._start = start
        self._is_card = start.draft.choice in CARDS
        self._corrects = ""
        self.widgets: dict[str, QWidget] = {}
        self._wrong: dict[str, QLabel] = {}
        self._evidence_chosen = False
        children = [(one.id, _short_name(one, start.people)) for one in start.children]
        self._make_controls(start, children, today)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme.space("large"))
        self._halves.addWidget(self._left(), 10)
        self._halves.addWidget(self._right(), 11)
        self._connect()

    # --- making ----------------------------------------------------------------------------

    def _make_controls(
        self, start: Start, children: Sequence[tuple[str, str]], today: date
    ) -> None:
        self.seen_or_heard = TextField()
        self.seen_or_heard.setTabChangesFocus(True)
        self.seen_or_heard.setPlaceholderText(say(self._id("seen_or_heard.example")))
        self.children_ticks = ChildTicks([(one.id, one.name) for one in start.children])
        self.when = DateEdit(today)
        self.time = _line("entry.time.example")
        self.time.setMaximumWidth(7 * theme.target)
        self.now = button(say("entry.now"), self._on_now, "quiet", tip=say("entry.now_tip"))
        self.said = SaidWords([(one.id, one.name) for one in start.children])
        people = [(one.id, one.name) for one in start.people]
        self.parts = TickGrid(people, _choices("part", entry.PARTS), entry.toggle_part)
        self.why: dict[str, QLineEdit] = {}
        self.action = _text(2)
        self.concerns = TickGrid(children, _choices("type", ConcernType))
        self.level = _combo([("", say("entry.no_level")), *_choices("significance", Significance)])
        self.strength = _line("entry.strength.example")
        wanted = CARDS if self._is_card else [one for one in CHOICES if one not in CARDS]
        self.choice = _combo([(one, entry.choice_words(one)) for one in wanted])
        self.place = _line()
        self.others = _line("entry.others.example")
        self.evidence = _combo(_choices("evidence", Evidence))
        self.record_class = _combo(_choices("class", RecordClass))
        self.author, self.post = _line(), _line("entry.post.example")
        self.agency = _combo(_choices("agency", AgencyCode))

    def _id(self, name: str) -> str:
        return f"entry.card.{name}" if self._is_card else f"entry.{name}"

    def _left(self) -> QWidget:
        found, layout = _column()
        self._add(layout, "seen_or_heard", self.seen_or_heard, self._id("seen_or_heard"), 1)
        self.seen_or_heard.setMinimumHeight(6 * self.seen_or_heard.fontMetrics().lineSpacing() + 16)
        self._add(layout, "children", self.children_ticks, self._id("children"))
        moment = QHBoxLayout()
        moment.setSpacing(theme.space("medium"))
        self._add_beside(moment, "when", self.when, "entry.when", 3)
        self._add_beside(moment, "time", self.time, "entry.time", 1)
        beside, inner = _column()
        inner.addWidget(label(" ", "strong"))
        inner.addWidget(self.now)
        inner.addStretch(1)
        moment.addWidget(beside)
        layout.addLayout(moment)
        kinds = _beside(layout)
        self._add_beside(kinds, "choice", self.choice, self._id("choice"), 1)
        self._add_beside(kinds, "place", self.place, "entry.place", 1)
        self._add(layout, "said", self.said, "entry.said")
        return found

    def _right(self) -> QWidget:
        found, layout = _column()
        if self._start.people:
            self._add(layout, "parts", self.parts, "entry.parts")
            self._add_whys(layout)
        self._add(layout, "action", self.action, self._id("action"))
        if self._start.children:
            self._add(layout, "concerns", self.concerns, "entry.concerns")
        levels = _beside(layout)
        self._add_beside(levels, "level", self.level, "entry.level", 1)
        self._add_beside(levels, "strength", self.strength, "entry.strength", 2)
        self._add(layout, "others", self.others, "entry.others")
        knows = _beside(layout)
        self._add_beside(knows, "evidence", self.evidence, "entry.evidence", 1)
        self._add_beside(knows, "record_class", self.record_class, "entry.record_class", 1)
        self._add_beside(knows, "agency", self.agency, "entry.agency", 1)
        who = _beside(layout)
        self._add_beside(who, "author", self.author, "entry.author", 1)
        self._add_beside(who, "post", self.post, "entry.post", 1)
        layout.addStretch(1)
        return found

    def _add_whys(self, layout: QVBoxLayout) -> None:
        for person in self._start.people:
            line = _line()
            words = say("entry.why", name=person.name)
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            line.hide()
            self.why[person.id] = line
            layout.addWidget(line)

    def _add_beside(
        self, layout: QBoxLayout, name: str, widget: QWidget, label_id: str, stretch: int
    ) -> None:
        found, inner = _column()
        self._add(inner, name, widget, label_id)
        inner.addStretch(1)
        layout.addWidget(found, stretch)
        found.setVisible(not widget.isHidden())

    def _add(
        self, layout: QVBoxLayout, name: str, widget: QWidget, label_id: str, stretch: int = 0
    ) -> None:
        """Add a field with its label and room for what is wrong with it."""
        words = say(label_id)
        title = label(words, "strong", wraps=True)
        title.setBuddy(widget)
        widget.setAccessibleName(words)
        wrong = label("", "field_error", wraps=True)
        wrong.hide()
        self.widgets[name], self._wrong[name] = widget, wrong
        for part in (title, widget, wrong):
            layout.addWidget(part, stretch if part is widget else 0)
        if self._is_card and name in _FULL_ONLY:
            title.hide()
            widget.hide()

    def _connect(self) -> None:
        def tell() -> None:
            self.changed.emit()

        for widget in (*self.widgets.values(), *self.why.values()):
            match widget:
                case QPlainTextEdit():
                    widget.textChanged.connect(tell)
                case QLineEdit():
                    widget.textEdited.connect(tell)
                case QComboBox():
                    widget.currentIndexChanged.connect(tell)
                case _:
                    widget.changed.connect(tell)  # type: ignore[attr-defined]
        self.parts.changed.connect(self._show_whys)
        self.children_ticks.changed.connect(self._on_children)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.evidence.activated.connect(self._on_evidence)
        self.time.editingFinished.connect(self._on_time)

    # --- what follows from what is typed ---------------------------------------------------

    def _on_now(self) -> None:
        self.time.setText(f"{datetime.now():%H:%M}")
        self.changed.emit()

    def _on_time(self) -> None:
        understood = understand_time(self.time.text())
        if understood:
            self.time.setText(understood)

    def _on_children(self) -> None:
        ticked = self.children_ticks.value()
        self.said.suggest_child(ticked[0] if len(ticked) == 1 else "")

    def _on_choice(self) -> None:
        if not self._evidence_chosen:
            self._choose(self.evidence, CHOICES[self.choice.currentData()][2].value)

    def _on_evidence(self) -> None:
        self._evidence_chosen = True

    def _show_whys(self) -> None:
        parts = self.parts.value()
        for person, line in self.why.items():
            line.setVisible("not_seen" in parts.get(person, ()))

    @staticmethod
    def _choose(combo: QComboBox, value: str) -> None:
        combo.setCurrentIndex(max(0, combo.findData(value)))

    # --- values ----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the field that the author begins with."""
        return self.seen_or_heard

    def value(self) -> Draft:
        """Return all that is typed."""
        when = self.when.value()
        why = {who: line.text() for who, line in self.why.items()
               if line.text() and not line.isHidden()}  # fmt: skip
        return Draft(
            choice=self.choice.currentData(),
            seen_or_heard=self.seen_or_heard.toPlainText(),
            children=self.children_ticks.value(),
            when=entry.words_of_date(self.when.line.text(), when),
            edtf=when.edtf if when else "",
            modifier=(when.modifier or "") if when else "",
            time=self.time.text(),
            said=self.said.value(),
            parts=self.parts.value(),
            why=why,
            action=self.action.toPlainText(),
            concerns=self.concerns.value(),
            level=self.level.currentData(),
            strength=self.strength.text(),
            place=self.place.text(),
            others=self.others.text(),
            evidence=self.evidence.currentData(),
            author=self.author.text(),
            post=self.post.text(),
            agency=self.agency.currentData(),
            record_class=self.record_class.currentData(),
            corrects=self._corrects,
        )

    def set_value(self, draft: Draft) -> None:
        """Show a draft."""
        self._corrects = draft.corrects
        self._choose(self.choice, draft.choice)
        self._evidence_chosen = bool(draft.evidence)
        self._choose(self.evidence, draft.evidence or CHOICES[draft.choice][2].value)
        for widget, words in (
            (self.time, draft.time), (self.strength, draft.strength), (self.place, draft.place),
            (self.others, draft.others), (self.author, draft.author), (self.post, draft.post),
        ):  # fmt: skip
            widget.setText(words)
        self._set_when(draft)
        self.seen_or_heard.setPlainText(draft.seen_or_heard)
        self.action.setPlainText(draft.action)
        self.children_ticks.set_value(draft.children)
        self.said.set_value(draft.said)
        self.parts.set_value(draft.parts)
        self.concerns.set_value(draft.concerns)
        for combo, code in ((self.level, draft.level), (self.agency, draft.agency),
                            (self.record_class, draft.record_class)):  # fmt: skip
            self._choose(combo, code)
        self._show_whys()
        for who, line in self.why.items():
            line.setText(draft.why.get(who, ""))
        self.clear_wrong()

    def _set_when(self, draft: Draft) -> None:
        known: FuzzyDate | None = draft.date
        self.when.set_value(known)
        if known is None:
            self.when.line.setText(draft.when)

    # --- what is wrong ---------------------------------------------------------------------

    def show_wrong(self, name: str, sentence: str) -> None:
        """Say below a field what is wrong with it, and go there."""
        wrong, widget = self._wrong[name], self.widgets[name]
        wrong.setText(sentence)
        wrong.show()
        widget.setAccessibleDescription(sentence)
        (widget.focusProxy() or widget).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_wrong(self) -> None:
        """Take back what was said to be wrong."""
        for name, wrong in self._wrong.items():
            if wrong.text():
                wrong.setText("")
                wrong.hide()
                self.widgets[name].setAccessibleDescription("")

    # --- room ------------------------------------------------------------------------------

    def set_wide(self, wide: bool) -> None:
        """Put the two halves beside one another, or one below the other."""
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if wide and not self._is_card
                                  else ways.TopToBottom)  # fmt: skip


def _short_name(person: Person, people: Sequence[Person]) -> str:
    """Return a first name where nobody else in the family has it."""
    first = person.name.split()[0] if person.name.split() else person.name
    same = [one for one in people if one.name.split()[:1] == [first]]
    return first if len(same) == 1 else person.name


def _choices(group: str, codes: Sequence[str] | type) -> list[tuple[str, str]]:
    found = []
    for code in codes:  # type: ignore[union-attr]
        words = code_label(group, code)
        found.append((str(code), words[:1].upper() + words[1:]))
    return found


def _combo(choices: Sequence[tuple[str, str]]) -> QComboBox:
    found = QComboBox()
    for value, words in choices:
        found.addItem(words, value)
    found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    found.setMinimumContentsLength(8)
    return found


def _line(placeholder_id: str = "") -> QLineEdit:
    found = QLineEdit()
    if placeholder_id:
        found.setPlaceholderText(say(placeholder_id))
    return found


def _text(lines: int) -> QPlainTextEdit:
    found = TextField()
    found.setTabChangesFocus(True)
    found.setFixedHeight(lines * found.fontMetrics().lineSpacing() + 20)
    return found


def _column() -> tuple[QWidget, QVBoxLayout]:
    found = QWidget()
    layout = QVBoxLayout(found)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space("tight"))
    return found, layout


def _beside(layout: QVBoxLayout) -> QHBoxLayout:
    found = QHBoxLayout()
    found.setSpacing(theme.space("medium"))
    layout.addLayout(found)
    return found
