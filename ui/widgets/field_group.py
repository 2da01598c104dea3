"""A group of a record's fields that is saved when it is left, and says so.

Owns what was typed until it is stored, and never offers a date that is not understood; which fields
there are and what is stored is in `presenters.people_fields`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.presenters.people_fields import changes_of
from ui.theme.style import theme
from ui.widgets.basics import Banner, Choice, button, keep_tab_order, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Field, Form
from ui.words import say

_WITH_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class WordChoice(Choice):
    """A choice of codes in which other words can be typed; its value is a code or those words."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, words in choices:
            self.addItem(words, code)
        self.set_value("")
        self.currentTextChanged.connect(lambda _: self.changed.emit())

    def value(self) -> str:
        """Return the code of the words shown, or the words themselves."""
        words = self.currentText().strip()
        at = next((n for n in range(self.count()) if self.itemText(n).casefold()
                   == words.casefold()), -1)  # fmt: skip
        return str(self.itemData(at)) if at >= 0 else words

    def set_value(self, value: str) -> None:
        """Show a code by its words, or any other words as they are."""
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)
        else:
            self.setCurrentIndex(-1)
            self.setEditText(value or "")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the line too, which is what has the focus."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)


class Ticks(QWidget):
    """Tick boxes that go on in the next line when there is no more room; names may be long."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._flow = FlowLayout(self)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; none of them is ticked."""
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for code, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda: self.changed.emit())
            self.boxes[code] = box
            self._flow.addWidget(box)
        keep_tab_order(self, tuple(self.boxes.values()))
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        """Return the chosen codes, in the order shown."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, codes: Iterable[str]) -> None:
        """Choose exactly these codes."""
        chosen = set(codes or ())
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)


def _is_alike(shown: Any, value: Any) -> bool:
    """Say whether a field need not be filled: a blank typed at the end of words is no other value.

    Filling it would take the blank and put the cursor in front of the words.
    """
    if isinstance(shown, str) and isinstance(value, str):
        return shown.strip() == value.strip()
    return bool(shown == value)


def keep_texts_short(form: Form) -> None:
    """Let fields of several lines be as high as they ask for at least, and no higher."""
    for widget in form.widgets.values():
        if isinstance(widget, QPlainTextEdit):
            widget.setFixedHeight(widget.minimumHeight())


class FieldGroup(QWidget):
    """Fields of one record with the line that says whether they are saved."""

    #: Something was typed.
    typed = Signal()
    #: The group was left with something typed that can be stored.
    save_asked = Signal()
    undo_asked = Signal()

    def __init__(self, name: str, fields: Sequence[Field], needed: Sequence[str] = ()) -> None:
        super().__init__()
        self.name = name
        self.record_id = ""
        #: The record whose fields were saved last, until something is typed again.
        self._saved_id = ""
        self._titles = {field.name: field.label_id for field in fields}
        self._needed = tuple(needed)
        self._base: dict[str, Any] = {}
        self._is_filling = False
        self.form = Form(fields)
        keep_texts_short(self.form)
        for widget in self.form.widgets.values():
            if isinstance(widget, QComboBox):
                widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                widget.installEventFilter(self)
        self.banner = Banner(closable=False)
        self._status = label("", "small", wraps=True)
        self._undo = button(say("person.undo"), self._on_undo, "link")
        self._undo.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space("medium"), theme.space("small"),
                                  theme.space("medium"), theme.space("small"))  # fmt: skip
        foot = QHBoxLayout()
        foot.addWidget(self._status, 1)
        foot.addWidget(self._undo)
        layout.addLayout(foot)
        layout.addWidget(self.banner)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.form.changed.connect(self._on_typed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let letters choose, and the wheel scroll the page over a choice without the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # A letter chooses in a list of choices; it is no key of the screen there.
            if event.text().isalnum() and not event.modifiers() & _WITH_KEYS:
                event.accept()
                return True
            return super().eventFilter(watched, event)
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not self._is_in_use(watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_in_use(widget: QWidget) -> bool:
        return widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget() or widget)

    # --- filling ---------------------------------------------------------------------------

    def show_values(self, record_id: str, values: Mapping[str, Any], draft: Any = None) -> None:
        """Show another record, with what was typed for it before and not stored."""
        self.record_id = record_id
        self._saved_id = ""
        self._fill(values)
        self.banner.hide()
        if draft:
            self.put_draft(draft)
        self._tell()

    def refresh_values(self, values: Mapping[str, Any]) -> None:
        """Take a newer state of the record; fields that somebody is typing in keep their words."""
        kept = set(changes_of(self._base, self.form.values())) | set(self.wrong_dates())
        if changes_of(self._base, values):
            self._saved_id = ""
        self._fill(values, kept)
        self._tell()

    def _fill(self, values: Mapping[str, Any], kept: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        self._is_filling = True
        for name, value in values.items():
            # A date is set even when it is the same: words that are no date show none.
            is_date = isinstance(self.form.widgets[name], DateEdit)
            if name not in kept and (is_date or not _is_alike(self.form.value(name), value)):
                self.form.set_value(name, value)
        # What a field makes of a value counts, not the value: a choice may show another.
        shown = self.form.values()
        self._base = {n: (values[n] if n in kept else shown[n]) for n in values}
        self._is_filling = False

    # --- what was typed --------------------------------------------------------------------

    def changes(self) -> dict[str, Any]:
        """Return what was typed and can be stored."""
        wrong = self.wrong_dates()
        typed = {n: v for n, v in self.form.values().items() if n not in wrong}
        return changes_of(self._base, typed)

    def wrong_dates(self) -> list[str]:
        """Return the fields whose words are not understood as a date."""
        widgets = self.form.widgets.items()
        return [name for name, w in widgets if isinstance(w, DateEdit) and w.is_wrong]

    @property
    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        return bool(self.wrong_dates() or self.changes())

    def draft(self) -> dict[str, Any]:
        """Return what is typed and not stored, a date by its words."""
        names = {*self.changes_by_field(), *self.wrong_dates()}
        return {name: self._raw(name) for name in names}

    def changes_by_field(self) -> set[str]:
        """Return the names of the fields that were typed otherwise."""
        return set(changes_of(self._base, self.form.values()))

    def _raw(self, name: str) -> Any:
        widget = self.form.widgets[name]
        return widget.line.text() if isinstance(widget, DateEdit) else self.form.value(name)

    def put_draft(self, draft: Mapping[str, Any]) -> None:
        """Put in what was typed before and is not stored; fields that are no more are left out."""
        self._is_filling = True
        for name, value in draft.items():
            widget = self.form.widgets.get(name)
            if isinstance(widget, DateEdit):
                widget.line.setText(str(value))
            elif widget is not None:
                self.form.set_value(name, value)
        self._is_filling = False
        self._tell()

    # --- leaving and saving ----------------------------------------------------------------

    def leave(self) -> None:
        """Have what was typed stored, if it can be; else say why it is not."""
        if not self.record_id or not self.is_changed:
            return
        if obstacle := self._obstacle():
            self._announce(obstacle)
        else:
            self.save_asked.emit()

    def mark_saved(self, stored: Mapping[str, Any]) -> None:
        """Say that these values of the form are stored; what was typed since is saved when left."""
        self._base |= stored
        self.banner.hide()
        if not self.is_changed:
            self._saved_id = self.record_id
            self._announce(say("person.saved"))
        elif not self._has_focus():
            self.leave()
        self._tell()

    def show_problem(self, sentence: str) -> None:
        """Say why what was typed could not be stored; it stays."""
        self.banner.show_message("must", sentence)
        self._announce(sentence)
        self._tell()

    def _obstacle(self) -> str:
        """Return why nothing can be stored now; empty: nothing is in the way."""
        for name in self._needed:
            value = self.form.value(name)
            if not (value.strip() if isinstance(value, str) else value):
                return say("person.not_saved_empty", name=say(self._titles[name]))
        for name in self.wrong_dates():
            return say("person.not_saved_date", name=say(self._titles[name]))
        return ""

    def _tell(self) -> None:
        if not self.is_changed:
            is_saved = self._saved_id == self.record_id != ""
            self._status.setText(say("person.saved" if is_saved else "person.saves_itself"))
            self._undo.setVisible(is_saved)
            return
        self._saved_id = ""
        self._undo.hide()
        self._status.setText(self._obstacle() or say("person.not_saved_yet"))

    def _on_typed(self, name: str) -> None:
        if not self._is_filling:
            self._tell()
            self.typed.emit()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and self._holds(old) and not (new is not None and self._holds(new)):
            self.leave()

    def _announce(self, sentence: str) -> None:
        """Have a screen reader say what became of what was typed."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._status, sentence))

    def _on_undo(self) -> None:
        self._saved_id = ""
        self._tell()
        self.undo_asked.emit()

    def _has_focus(self) -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and self._holds(widget)

    def _holds(self, widget: QWidget) -> bool:
        """Say whether a widget is in here; the list of a choice stands in a window of its own."""
        found: QWidget | None = widget
        while found is not None:
            if found is self:
                return True
            found = found.parentWidget()
        return False
