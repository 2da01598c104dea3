"""Forms built from a table of fields: labels, help, checks and what was typed, all alike.

Which fields there are is for the dialogs; what a value means is for the presenters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme.style import theme
from ui.widgets.basics import Remarks, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.text_field import TextField
from ui.words import say

#: So many letters of a choice have room at least.
_CHOICE_LETTERS = 24


@dataclass(frozen=True)
class Field:
    """One line of a form.

    `kind`: "line" "text" "choice" "choices" (several, as tick boxes) "check" "date" "time"
    "passphrase" or a function that makes a widget with `value()` and `set_value(...)`.
    """

    name: str
    #: Message id of its label.
    label_id: str
    kind: str | Callable[[], QWidget] = "line"
    #: Message id of a line of help below it.
    help_id: str = ""
    is_needed: bool = False
    #: For "choice" and "choices": (value, words).
    choices: Sequence[tuple[str, str]] = ()
    #: Lines shown, for "text".
    lines: int = 3
    placeholder_id: str = ""


class Choices(QWidget):
    """Several tick boxes as one value: the chosen codes, in the order shown."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], columns: int = 3) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.space("medium"))
        layout.setVerticalSpacing(theme.space("hair"))
        self.boxes: dict[str, QCheckBox] = {}
        for number, (code, words) in enumerate(choices):
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda: self.changed.emit())
            self.boxes[code] = box
            layout.addWidget(box, number // columns, number % columns)
        layout.setColumnStretch(columns, 1)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        """Return the chosen codes."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, codes: Iterable[str]) -> None:
        """Choose exactly these codes."""
        chosen = set(codes or ())
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)


class Form(QWidget):
    """A form of labelled fields, each with room for help and for what is wrong with it."""

    #: Something was typed or chosen: the field's name.
    changed = Signal(str)

    def __init__(self, fields: Sequence[Field], values: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        self.widgets: dict[str, QWidget] = {}
        self._wrong: dict[str, QLabel] = {}
        self._remarks: dict[str, Remarks] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        for field in fields:
            self._add(layout, field)
        layout.addStretch(1)
        if values:
            self.set_values(values)

    def _add(self, layout: QVBoxLayout, field: Field) -> None:
        widget = self._widget(field)
        name = say(field.label_id)
        title = label(say("shell.needed", name=name) if field.is_needed else name, "strong")
        title.setBuddy(widget)
        widget.setAccessibleName(name)
        wrong = label("", "field_error", wraps=True)
        wrong.hide()
        parts: list[QWidget] = [title] if field.kind != "check" else []
        parts.append(widget)
        if field.help_id:
            help_line = label(say(field.help_id), "small", wraps=True)
            widget.setAccessibleDescription(help_line.text())
            parts.append(help_line)
        parts.append(wrong)
        remarks = self._remarks[field.name] = Remarks()
        parts.append(remarks)
        for part in parts:
            layout.addWidget(part)
        layout.addSpacing(theme.space("tight"))
        self.widgets[field.name] = widget
        self._wrong[field.name] = wrong
        self._rows[field.name] = tuple(parts)

    def _widget(self, field: Field) -> QWidget:
        def tell(*_: object) -> None:
            self.changed.emit(field.name)

        if callable(field.kind):
            made = field.kind()
            made_changed = getattr(made, "changed", None)
            if made_changed is not None:
                made_changed.connect(tell)
            return made
        if field.kind == "text":
            text = TextField()
            text.setTabChangesFocus(True)
            text.setMinimumHeight(field.lines * text.fontMetrics().lineSpacing() + 16)
            text.textChanged.connect(tell)
            if field.placeholder_id:
                text.setPlaceholderText(say(field.placeholder_id))
            return text
        if field.kind == "choice":
            choice = QComboBox()
            # Long words are cut in the box, not the form; the list shows them whole.
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_CHOICE_LETTERS)
            for value, words in field.choices:
                choice.addItem(words, value)
            choice.currentIndexChanged.connect(tell)
            return choice
        if field.kind == "choices":
            choices = Choices(field.choices)
            choices.changed.connect(tell)
            return choices
        if field.kind == "check":
            box = QCheckBox(say(field.label_id))
            box.toggled.connect(tell)
            return box
        if field.kind == "date":
            when = DateEdit()
            when.changed.connect(tell)
            return when
        line = QLineEdit()
        if field.kind == "passphrase":
            line.setEchoMode(QLineEdit.EchoMode.Password)
        if field.placeholder_id:
            line.setPlaceholderText(say(field.placeholder_id))
        line.textChanged.connect(tell)
        return line

    # --- values ----------------------------------------------------------------------------

    def value(self, name: str) -> Any:
        """Return what a field holds: text, a code, codes, a truth or a FuzzyDate or None."""
        widget = self.widgets[name]
        if hasattr(widget, "set_value"):  # also a choice that takes other words than its own
            return widget.value()  # type: ignore[attr-defined]
        match widget:
            case QLineEdit():
                return widget.text()
            case QPlainTextEdit():
                return widget.toPlainText()
            case QComboBox():
                return widget.currentData()
            case QCheckBox():
                return widget.isChecked()
        raise TypeError(type(widget).__name__)

    def values(self) -> dict[str, Any]:
        """Return what all fields hold, by name."""
        return {name: self.value(name) for name in self.widgets}

    def set_value(self, name: str, value: Any) -> None:
        """Fill a field."""
        widget = self.widgets[name]
        if hasattr(widget, "set_value"):
            widget.set_value(value)
            return
        match widget:
            case QLineEdit():
                widget.setText(value or "")
            case QPlainTextEdit():
                widget.setPlainText(value or "")
            case QComboBox():
                widget.setCurrentIndex(max(0, widget.findData(value)))
            case QCheckBox():
                widget.setChecked(bool(value))

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill those fields that are named."""
        for name in self.widgets.keys() & values.keys():
            self.set_value(name, values[name])

    def set_visible(self, name: str, visible: bool) -> None:
        """Show or hide a field with its label."""
        for part in self._rows[name]:
            is_said = part is not self._wrong[name] or bool(self._wrong[name].text())
            is_told = part is not self._remarks[name] or bool(self._remarks[name].rows)
            part.setVisible(visible and is_said and is_told)

    # --- what is wrong ---------------------------------------------------------------------

    def show_wrong(self, name: str, sentence: str) -> None:
        """Say below a field what is wrong with it, and go there; an empty sentence clears it."""
        wrong, widget = self._wrong[name], self.widgets[name]
        wrong.setText(sentence)
        wrong.setVisible(bool(sentence))
        widget.setProperty("wrong", bool(sentence))
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        field = self._fields[name]
        told = sentence or (say(field.help_id) if field.help_id else "")
        widget.setAccessibleDescription(told)
        if sentence:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_remarks(self, name: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """Say below a field what could be better: (tone, what, how) each; none clears it."""
        remarks = self._remarks[name]
        if remarks.rows == tuple(rows):
            return
        remarks.show_rows(rows)
        field, widget = self._fields[name], self.widgets[name]
        told = [say(field.help_id)] if field.help_id else []
        told += [f"{what} {how}" for _, what, how in rows]
        widget.setAccessibleDescription(" ".join(told))

    def check_dates(self) -> bool:
        """Say whether every date shown is understood; go to the first that is not."""
        for name, widget in self.widgets.items():
            if widget.isHidden() or not hasattr(widget, "is_wrong"):
                continue
            if widget.is_wrong:
                self.show_wrong(name, say("shell.date_not_understood"))
                return False
            if self._wrong[name].text():
                self.show_wrong(name, "")
        return True

    def check_needed(self) -> bool:
        """Say whether every needed field is filled; go to the first that is not."""
        first = True
        for name, field in reversed(self._fields.items()):
            is_hidden = self.widgets[name].isHidden()
            empty = field.is_needed and not is_hidden and not _is_filled(self.value(name))
            sentence = say("shell.fill_this", name=say(field.label_id)) if empty else ""
            if empty or self._wrong[name].text():
                self.show_wrong(name, sentence)
            first = first and not empty
        return first


def _is_filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
