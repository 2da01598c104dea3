"""One person's record: who they are, family, culture and needs, spells, protected details, events.

Owns the tabs and what is typed and not stored for each person; the dialogs are in
`people_dialogs`, what is shown in the presenters.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from chronology_app.model import Person
from ui import errors
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.presenters import people_fields as fields
from ui.presenters.people import (
    People,
    find_same,
    is_unborn,
    life_words,
    role_words,
    same_words,
)
from ui.theme.style import theme
from ui.views import people_dialogs as dialogs
from ui.views.keeping import Drafts, Keeper, shown_of
from ui.views.people_tabs import EventsTab, FamilyTab, ProtectedTab, SpellsTab
from ui.widgets.basics import Banner, Choice, button, icon_button, label, scrolled
from ui.widgets.field_group import FieldGroup, WordChoice
from ui.widgets.form import Field
from ui.words import say


def _who_fields() -> list[Field]:
    return [
        Field("name", "person.name", is_needed=True),
        Field("role", "person.role", lambda: WordChoice(dialogs.role_choices()),
              "person.role.help"),
        Field("aliases", "person.aliases", help_id="person.aliases.help"),
        Field("sex", "person.sex", lambda: WordChoice(dialogs.sex_choices())),
        Field("born", "person.born", "date"),
        Field("due", "person.due", "date", "person.due.help"),
        Field("died", "person.died", "date"),
        Field("note", "person.note", "text", lines=2),
    ]  # fmt: skip


def _culture_fields() -> list[Field]:
    return [
        Field(name, f"person.{name}", help_id=f"person.{name}.help")
        for name in fields.GROUPS["culture"]
    ]


class PersonView(QWidget):
    """The record of one person of the family."""

    #: A `Person` as it is being typed.
    drafted = Signal(object)
    #: Something typed could not be stored, or can be again: ids of such persons.
    unsaved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found = People()
        self._person: Person | None = None
        #: (person id, group) -> what is typed and not stored.
        self._drafts: Drafts = {}
        self._keeper = Keeper(desk, "people_drafts")
        self._is_saving: set[tuple[str, str]] = set()
        self._title = label("", "heading", wraps=True)
        self._life = label("", "muted", wraps=True)
        self._same = Banner(closable=False)
        self._make_groups()
        self._make_buttons()
        self._make_tabs()
        self._lay_out()

    # --- making ----------------------------------------------------------------------------

    def _make_groups(self) -> None:
        self.groups = {
            "who": FieldGroup("who", _who_fields(), needed=("name", "role")),
            "culture": FieldGroup("culture", _culture_fields()),
        }
        for group in self.groups.values():
            group.save_asked.connect(partial(self._save, group))
            group.undo_asked.connect(lambda: self._desk.do("undo"))
            group.typed.connect(self._on_typed)

    def _make_buttons(self) -> None:
        self.birth_button = button(say("person.birth"), self.on_birth, icon="baby")
        self.remove_button = icon_button(say("person.remove.this"), "trash-2", self.on_remove)

    def _make_tabs(self) -> None:
        self.family = FamilyTab(self._desk)
        self.spells = SpellsTab(self._desk)
        self.protected = ProtectedTab(self._desk)
        self.events = EventsTab(self._desk)
        self._pages = (
            ("who", scrolled(self.groups["who"])),
            ("family", scrolled(self.family)),
            ("culture", scrolled(self.groups["culture"])),
            ("spells", scrolled(self.spells)),
            ("protected", scrolled(self.protected)),
            ("events", scrolled(self.events)),
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(say("person.tabs"))
        self.tabs.tabBar().setAccessibleName(say("person.tabs"))
        for name, page in self._pages:
            self.tabs.addTab(page, say(f"person.tab.{name}"))
        # The same parts as one choice, where there is no room for all tabs side by side.
        self.part = Choice()
        self.part.setAccessibleName(say("person.tabs"))
        self.part.hide()
        self.part.activated.connect(lambda n: self.show_tab(str(self.part.itemData(n))))
        self.tabs.currentChanged.connect(self._on_tab)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._life)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        for one in (self.birth_button, self.remove_button):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        space = theme.space("medium")
        layout.setContentsMargins(space, theme.space("small"), space, 0)
        layout.setSpacing(theme.space("tight"))
        layout.addLayout(head)
        layout.addWidget(self._same)
        layout.addWidget(self.part)
        layout.addWidget(self.tabs, 1)

    # --- showing ---------------------------------------------------------------------------

    @property
    def person(self) -> Person | None:
        """The person shown, as stored."""
        return self._person

    def show_person(self, found: People, person_id: str) -> None:
        """Show somebody, or a newer state of who is shown; half-typed words stay."""
        newer = found.find(person_id)
        self._found = found
        if newer is None:
            self._person = None
            return
        if self._person is None:
            self._keeper.take_place()
        is_same = self._person is not None and self._person.id == newer.id
        if not is_same:
            self.keep_drafts()
        self._person = newer
        for name, group in self.groups.items():
            values = fields.values_of(newer, name)
            if is_same:
                group.refresh_values(values)
            else:
                group.show_values(newer.id, values, self._drafts.pop((newer.id, name), None))
        self._show_head(newer)
        for tab in (self.family, self.spells, self.protected, self.events):
            tab.show_person(found, newer)
        self._show_parts(newer)
        self._follow()
        if not is_same:
            self._tell_unsaved()

    def _show_head(self, person: Person) -> None:
        self._title.setText(person.name)
        life = life_words(person, date.today())
        self._life.setText(" · ".join(filter(None, (role_words(person.role), life))))
        self.birth_button.setVisible(person.is_child and is_unborn(person))

    def show_tab(self, name: str) -> None:
        """Show one of the tabs by its name."""
        self.tabs.setCurrentIndex([page for page, _ in self._pages].index(name))

    def _on_tab(self, index: int) -> None:
        self.part.setCurrentIndex(self.part.findData(self._pages[index][0]))

    def _show_parts(self, person: Person) -> None:
        """Offer the parts that the person's record has; spells are recorded for children."""
        self.tabs.setTabVisible(3, person.is_child)
        names = [name for name, _ in self._pages if person.is_child or name != "spells"]
        if [self.part.itemData(n) for n in range(self.part.count())] != names:
            self.part.clear()
            for name in names:
                self.part.addItem(say(f"person.tab.{name}"), name)
        self._on_tab(self.tabs.currentIndex())
        self._place_parts()

    def _place_parts(self) -> None:
        room = self.width() - 2 * theme.space("medium")
        is_narrow = self.tabs.tabBar().sizeHint().width() > room
        self.tabs.tabBar().setVisible(not is_narrow)
        # Hidden tabs cannot take the focus that Qt would lead to them, and Tab would end there.
        tab_stop = Qt.FocusPolicy.NoFocus if is_narrow else Qt.FocusPolicy.TabFocus
        self.tabs.setFocusPolicy(tab_stop)
        self.part.setVisible(is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Offer the parts as tabs where there is room, else as a choice."""
        super().resizeEvent(event)
        self._place_parts()

    def load_drafts(self) -> None:
        """Ask for what was typed in this case before and could not be stored."""

        def on_found(drafts: Drafts) -> None:
            self._drafts = drafts | self._drafts
            person = self._person
            for name, group in self.groups.items():
                if person and (draft := self._drafts.pop((person.id, name), None)):
                    group.put_draft(draft)
            self._tell_unsaved()

        self._keeper.load_drafts(self, on_found)

    def clear(self) -> None:
        """Store what can be, keep the rest for the next time, and forget it: another case."""
        self.keep_drafts()
        self._drafts = {}
        self._person = None
        for group in self.groups.values():
            group.record_id = ""

    # --- what is typed ---------------------------------------------------------------------

    def leave(self) -> None:
        """Have everything stored that can be."""
        for group in self.groups.values():
            group.leave()

    def keep_drafts(self) -> None:
        """Store what can be, and keep the rest for when the person is shown again."""
        if self._person is None:
            return
        self.leave()
        for name, group in self.groups.items():
            if draft := group.draft():
                self._drafts[self._person.id, name] = draft
        self._keeper.keep_drafts(self._drafts)

    def _on_typed(self) -> None:
        if self._person is not None:
            for name in self.groups:
                self._drafts.pop((self._person.id, name), None)
        self._follow()
        self._tell_unsaved()

    def _follow(self) -> None:
        """Let the rest follow what is typed: the drawing, the fields, who is there already."""
        person = self._person
        if person is None:
            return
        changes: dict[str, Any] = {}
        for group in self.groups.values():
            changes |= group.changes()
        typed = fields.drafted(person, changes)
        self.groups["who"].form.set_visible("due", typed.is_child or typed.due is not None)
        names = (typed.name, *typed.aliases)
        is_typing = bool({"name", "aliases"} & changes.keys())
        same = find_same(self._found, names, person.id) if is_typing else None
        if same:
            self._same.show_message("should", same_words(same))
        else:
            self._same.hide()
        self.drafted.emit(typed)

    def _tell_unsaved(self) -> None:
        ids = {person_id for person_id, _ in self._drafts}
        if self._person and any(group.is_changed for group in self.groups.values()):
            ids.add(self._person.id)
        self.unsaved.emit(frozenset(ids))

    def _save(self, group: FieldGroup) -> None:
        person_id, changes = group.record_id, group.changes()
        key = (person_id, group.name)
        if key in self._is_saving:
            return
        self._is_saving.add(key)
        stored = shown_of(group.form.values(), changes)

        def on_done(_: object) -> None:
            self._is_saving.discard(key)
            self._drafts.pop(key, None)
            if group.record_id == person_id:
                group.mark_saved(stored)
            self._tell_unsaved()

        def on_failed(problem: BaseException) -> None:
            self._is_saving.discard(key)
            if group.record_id == person_id:
                group.show_problem(errors.sentence(problem))
            else:
                self._desk.show_error(problem)

        is_open = self._keeper.change(
            self, lambda book, case_id: fields.save_person(book, case_id, person_id, changes),
            on_done, on_failed,
        )  # fmt: skip
        if not is_open:
            self._is_saving.discard(key)

    # --- deeds -----------------------------------------------------------------------------

    def on_birth(self) -> None:
        """Record the birth of an expected child."""
        if self._person is not None and is_unborn(self._person):
            self.leave()
            dialogs.open_birth(self.window(), self._desk, self._person)

    def on_remove(self) -> None:
        """Take the person away, once that is confirmed."""
        person = self._person
        if person is None:
            return

        def remove() -> None:
            self._desk.change(self, lambda book, case_id: book.remove_person(case_id, person.id))

        Sure(self.window(), say("person.remove.sure", name=person.name), say("person.remove.text"),
             say("person.remove"), remove).open()  # fmt: skip
