"""A professional's record: name, post, agency and organisation, registration number.

What is stored is in `presenters.people_fields`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chronology_app.casefile import Casebook
from chronology_app.model import Professional, new_id
from ui import errors
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.presenters import people_fields as fields
from ui.presenters.people import People
from ui.theme.style import theme
from ui.views.keeping import Keeper, shown_of
from ui.views.people_dialogs import PeopleDialog
from ui.widgets.basics import button, label, scrolled
from ui.widgets.field_group import FieldGroup
from ui.widgets.form import Field
from ui.words import label as code_label
from ui.words import say


def _fields() -> list[Field]:
    agencies = [(str(code), code_label("agency", code)) for code in fields.AGENCIES]
    return [
        Field("name", "person.name", is_needed=True),
        Field("post", "person.post"),
        Field("agency", "person.agency", "choice", choices=agencies),
        Field("organisation", "person.organisation", help_id="person.organisation.help"),
        Field("registration_number", "person.registration", help_id="person.registration.help"),
        Field("aliases", "person.aliases", help_id="person.professional.aliases.help"),
    ]


def open_add_professional(
    parent: QWidget, desk: Desk, done: Callable[[str], object],
    known: dict[str, Any] | None = None,
) -> PeopleDialog:  # fmt: skip
    """Ask for a new professional; `done` gets the id. `known`: fields that are filled in."""
    record_id = new_id()

    def command(values: dict[str, Any]) -> Callable[[Casebook, str], Any]:
        blank = fields.professional_values(Professional(name="", agency=""), ())
        changes = fields.changes_of(blank, values)
        return lambda book, case_id: fields.save_professional(book, case_id, record_id, changes)

    dialog = PeopleDialog(parent, desk, say("person.professional.add"), _fields(), command,
                          accept=say("person.add.do"), values=known,
                          done=lambda: done(record_id))  # fmt: skip
    dialog.open()
    return dialog


class ProfessionalView(QWidget):
    """The record of one professional."""

    #: Ids of those with something typed that could not be stored.
    unsaved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: Professional | None = None
        self._keeper = Keeper(desk, "people_drafts")
        self._title = label("", "heading", wraps=True)
        self.group = FieldGroup("professional", _fields(), needed=("name",))
        self.group.save_asked.connect(self._save)
        self.group.undo_asked.connect(lambda: desk.do("undo"))
        self.group.typed.connect(self._tell_unsaved)
        self.remove_button = button(say("person.remove"), self.on_remove, icon="trash-2")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        space = theme.space("medium")
        layout.setContentsMargins(space, theme.space("small"), space, 0)
        layout.addLayout(head)
        layout.addWidget(scrolled(self.group), 1)

    def show_professional(self, found: People, record_id: str) -> None:
        """Show somebody, or a newer state; half-typed words stay."""
        newer = found.find_professional(record_id)
        if newer is None:
            self._one = None
            return
        is_same = self._one is not None and self._one.id == newer.id
        if not is_same:
            self.group.leave()
            self._keeper.take_place()
        self._one = newer
        self._title.setText(newer.name)
        values = fields.professional_values(newer, found.agencies)
        if is_same:
            self.group.refresh_values(values)
        else:
            self.group.show_values(newer.id, values)

    def leave(self) -> None:
        """Have what was typed stored."""
        self.group.leave()

    def clear(self) -> None:
        """Store what was typed and forget everything: another case."""
        self.group.leave()
        self._one = None
        self.group.record_id = ""

    def _tell_unsaved(self) -> None:
        is_changed = self._one is not None and self.group.is_changed
        self.unsaved.emit(frozenset({self.group.record_id} if is_changed else ()))

    def _save(self) -> None:
        group, record_id, changes = self.group, self.group.record_id, self.group.changes()
        stored = shown_of(group.form.values(), changes)

        def on_done(_: object) -> None:
            if group.record_id == record_id:
                group.mark_saved(stored)
            self._tell_unsaved()

        def on_failed(problem: BaseException) -> None:
            if group.record_id == record_id:
                group.show_problem(errors.sentence(problem))
            else:
                self._desk.show_error(problem)

        self._keeper.change(
            self,
            lambda book, case_id: fields.save_professional(book, case_id, record_id, changes),
            on_done, on_failed,
        )  # fmt: skip

    def on_remove(self) -> None:
        """Take the professional away, once that is confirmed."""
        one = self._one
        if one is None:
            return

        def remove() -> None:
            self._desk.change(
                self, lambda book, case_id: fields.remove_professional(book, case_id, one.id)
            )

        title, text = say("person.remove.sure", name=one.name), "person.professional.remove.text"
        Sure(self.window(), title, say(text), say("person.remove"), remove).open()
