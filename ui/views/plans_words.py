"""A change in words for the parents, or for a young person, with its reading age while typing."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from chronology_app.model import Change
from chronology_app.wording import LANGUAGES
from ui import errors
from ui.desk import Desk
from ui.presenters.plans import (
    PARTS_OF,
    Plans,
    own_words,
    reader_values,
    reading_words,
    save_reader_words,
    with_reader_words,
)
from ui.views.keeping import Keeper, shown_of
from ui.widgets.basics import Choice, Remarks, label, scrolled
from ui.widgets.field_group import FieldGroup
from ui.widgets.form import Field
from ui.words import language, say

_PAUSE_MS = 250


class ReaderForm(QWidget):
    """Words for one reader; where a field is empty the plan's own words are printed."""

    def __init__(self, desk: Desk, reader: str) -> None:
        super().__init__()
        self._desk, self.reader = desk, reader
        self._found = Plans()
        self._change: Change | None = None
        self._saving: tuple[str, str] | None = None
        self._keeper = Keeper(desk, f"plan_words_{reader}")
        fields = [
            Field(part, f"plans.{reader}.{part}", "text", f"plans.{reader}.{part}.help", lines=3)
            for part in PARTS_OF[reader]
        ]
        self.group = FieldGroup(reader, fields)
        self.group.save_asked.connect(self._save)
        self.group.undo_asked.connect(lambda: desk.do("undo"))
        self.group.typed.connect(self._on_typed)
        self.tongue = Choice()
        self.tongue.setAccessibleName(say("plans.language"))
        for code in LANGUAGES:
            self.tongue.addItem(say(f"plans.language.{code}"), code)
        self.tongue.setCurrentIndex(self.tongue.findData(language()))
        self.tongue.currentIndexChanged.connect(self._on_tongue)
        self.reading = Remarks()
        self._shown_tongue = language()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.measure)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        told = label(say("plans.language"))
        told.setBuddy(self.tongue)
        head.addWidget(told)
        head.addWidget(self.tongue)
        head.addWidget(self.reading, 1)
        layout.addLayout(head)
        layout.addWidget(scrolled(self.group), 1)

    # --- showing ---------------------------------------------------------------------------

    def show_change(self, found: Plans, change: Change | None) -> None:
        """Show a change's words for the reader; half-typed words stay."""
        if self._change is None:
            self._keeper.take_place()
        is_same = self._change is not None and change is not None and change.id == self._change.id
        if not is_same:
            self.leave()
        self._found, self._change = found, change
        if change is None:
            self.group.record_id = ""
            return
        for part in PARTS_OF[self.reader]:
            widget = self.group.form.widgets[part]
            if isinstance(widget, QPlainTextEdit):
                widget.setPlaceholderText(own_words(change, part))
        values = reader_values(change, self.reader, self._shown_tongue)
        if is_same:
            self.group.refresh_values(values)
        else:
            self.group.show_values(change.id, values)
        self.measure()

    def _on_tongue(self) -> None:
        self.leave()
        self._shown_tongue = str(self.tongue.currentData())
        if self._change is not None:
            values = reader_values(self._change, self.reader, self._shown_tongue)
            self.group.show_values(self._change.id, values)
            self.measure()

    def clear(self) -> None:
        """Forget the change: another case."""
        self.leave()
        self._pause.stop()
        self._change = None
        self.group.record_id = ""

    def measure(self) -> None:
        """Say how easily what the reader would get can be read."""
        self._pause.stop()
        settings = self._found.settings
        if self._change is None or settings is None:
            return
        typed = {name: str(value) for name, value in self.group.form.values().items()}
        change = with_reader_words(self._change, self.reader, self._shown_tongue, typed)
        tone, sentence, long = reading_words(change, self.reader, self._shown_tongue, settings)
        rows = [(tone, sentence, "")]
        rows += [("should", say("plans.reading.long", words=one), "") for one in long]
        self.reading.show_rows(rows)

    # --- saving ----------------------------------------------------------------------------

    def leave(self) -> None:
        """Have what was typed stored."""
        self.group.leave()

    def _on_typed(self) -> None:
        self._pause.start()

    def _save(self) -> None:
        change_id, tongue = self.group.record_id, self._shown_tongue
        typed = {name: str(value) for name, value in self.group.changes().items()}
        if self._saving == (change_id, tongue):
            return
        self._saving = (change_id, tongue)
        stored = shown_of(self.group.form.values(), typed)
        reader = self.reader
        is_open = self._keeper.change(
            self,
            lambda book, case_id: save_reader_words(
                book, case_id, change_id, reader, tongue, typed
            ),
            partial(self._on_saved, change_id, tongue, stored), self._on_failed,
        )  # fmt: skip
        if not is_open:
            self._saving = None

    def _on_saved(self, change_id: str, tongue: str, stored: dict[str, Any], _: object) -> None:
        self._saving = None
        if (self.group.record_id, self._shown_tongue) == (change_id, tongue):
            self.group.mark_saved(stored)

    def _on_failed(self, problem: BaseException) -> None:
        self._saving = None
        self.group.show_problem(errors.sentence(problem))
