"""The dialogs of the sources screen: about a source, a problem, a part of a page, an event.

They ask and hand over what was typed; the screen has it stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from chronology_app.model import Person, Source
from chronology_app.model.codes import AgencyCode, RecordClass, Sensitivity
from ui.dialogs.dialog import Dialog, FormDialog
from ui.presenters.inbox_edit import Values, add_fields, values_of
from ui.presenters.sources import date_in
from ui.theme.style import theme
from ui.widgets.basics import label
from ui.widgets.form import Field, Form
from ui.widgets.suggestion_form import SuggestionForm
from ui.words import label as code_label
from ui.words import say

#: Called with the dialog and what was typed; closes the dialog once it is stored.
Store = Callable[[Dialog, dict[str, Any]], None]


def _choices(group: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(code), code_label(group, code)[:1].upper() + code_label(group, code)[1:])
            for code in codes]  # fmt: skip


class EditSource(FormDialog):
    """What a person says of a source; another class asks for the reason."""

    def __init__(self, parent: QWidget, source: Source, store: Store) -> None:
        levels = [(str(one), say(f"sources_screen.sensitivity.{one}")) for one in Sensitivity]
        fields = (
            Field("citation_title", "sources_screen.detail.title",
                  help_id="sources_screen.title_help", is_needed=True),
            Field("agency", "sources_screen.detail.agency", "choice",
                  choices=_choices("agency", list(AgencyCode))),
            Field("document_date", "sources_screen.detail.document_date", "date"),
            Field("received", "sources_screen.detail.received", "date"),
            Field("sensitivity", "sources_screen.detail.sensitivity", "choice", choices=levels),
            Field("class", "sources_screen.detail.class", "choice",
                  choices=_choices("class", list(RecordClass)),
                  help_id="sources_screen.class_help"),
            Field("class_reason", "sources_screen.class_reason", "text", lines=2, is_needed=True,
                  help_id="sources_screen.class_reason_help"),
        )  # fmt: skip
        values = {
            "citation_title": source.citation_title, "agency": source.agency,
            "document_date": source.document_date, "received": source.received,
            "sensitivity": str(source.sensitivity), "class": str(source.record_class),
        }  # fmt: skip
        self._source = source
        self._store = store
        super().__init__(
            parent, say("sources_screen.edit_title"), say("shell.save"), fields, self._on_filled,
            values=values,
        )  # fmt: skip
        self.form.changed.connect(lambda name: self._show_reason() if name == "class" else None)
        self._show_reason()

    def _show_reason(self) -> None:
        is_other = self.form.value("class") != str(self._source.record_class)
        self.form.set_visible("class_reason", is_other)
        self.fit()

    def _on_filled(self, dialog: FormDialog, given: dict[str, Any]) -> None:
        source = self._source
        before = {**{name: getattr(source, name) for name in given if hasattr(source, name)},
                  "class": source.record_class, "class_reason": ""}  # fmt: skip
        changes = {name: value for name, value in given.items() if value != before[name]}
        if set(changes) <= {"class_reason"}:
            self.accept()
        else:
            self._store(dialog, changes)


def settle_dialog(parent: QWidget, sentence: str, store: Store) -> FormDialog:
    """Ask what was done about a problem."""
    field = Field("note", "sources_screen.settle_note", "text", is_needed=True,
                  help_id="sources_screen.settle_help")  # fmt: skip
    return FormDialog(
        parent, say("sources_screen.settle_title"), say("sources_screen.settle_do"), (field,),
        store, intro=sentence,
    )  # fmt: skip


class Transcribe(Dialog):
    """A part of a page, and below it what a person reads there."""

    asks_before_loss = True

    def __init__(self, parent: QWidget, picture: QImage, store: Store) -> None:
        super().__init__(
            parent, say("sources_screen.transcribe_title"), say("shell.save"),
            say("sources_screen.transcribe_intro"),
        )  # fmt: skip
        self._store = store
        shown = QLabel()
        shown.setAccessibleName(say("sources_screen.part"))
        width, height = round(560 * min(1.4, theme.text_size / 100)), 320
        fitted = picture.scaled(
            min(width, 2 * picture.width()), min(height, 2 * picture.height()),
            Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        shown.setPixmap(QPixmap.fromImage(fitted))
        self.form = Form((
            Field("text", "sources_screen.transcribed", "text", lines=5, is_needed=True,
                  help_id="sources_screen.transcribed_help"),
        ))  # fmt: skip
        self.body.addWidget(shown)
        self.body.addWidget(self.form)
        self.set_width(620)
        self.fit()
        self.form.widgets["text"].setFocus()

    def on_accept(self) -> None:
        """Hand the words over, once there are some."""
        if self.form.check_needed():
            self._store(self, self.form.values())


class EventOfWords(Dialog):
    """An event of words that a person chose in a source."""

    asks_before_loss = True

    def __init__(
        self,
        parent: QWidget,
        source: Source,
        words: str,
        record_class: RecordClass,
        people: Sequence[Person],
        store: Store,
    ) -> None:
        super().__init__(
            parent, say("sources_screen.event_title"), say("sources_screen.event_do"),
            say("sources_screen.event_intro"),
        )  # fmt: skip
        self._store = store
        quote = label(say("reader.words", words=words), "lead", wraps=True)
        quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        values: Values = {
            **values_of(None, words, source.agency),
            "class": str(record_class),
            "date": date_in(words),
        }
        self.form = SuggestionForm(people, values)
        self.body.addWidget(quote)
        self.body.addWidget(self.form)
        self.set_width(640, 640)

    def on_accept(self) -> None:
        """Hand the fields over, once they are right."""
        if self.form.is_right():
            self._store(self, add_fields(self.form.values()))
