"""The people screen: the list at the left, a person's record beside it, the family drawn as typed.

Owns where these stand and who is chosen; the record is in `people_record`, the drawing in
`widgets.genogram`.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from chronology_app.model import Person
from ui.desk import Desk
from ui.places import Place
from ui.presenters.people import People, build_list, load_people, place_after_move
from ui.presenters.people_genogram import build_family_drawing
from ui.theme.style import theme
from ui.views import people_dialogs as dialogs
from ui.views.people_drawing import DrawingPane
from ui.views.people_list import PeopleList
from ui.views.people_professionals import ProfessionalView, open_add_professional
from ui.views.people_record import PersonView
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, button, label
from ui.widgets.flow import FlowLayout
from ui.words import say

#: Below this width, at a text size of 100 %, record and drawing take turns.
_WIDE = 900


class PeopleScreen(Screen):
    """The people of the case."""

    name = "people"
    kinds = frozenset({"person", "parentage", "protected_detail", "spell_mark", "event",
                       "event_person", "professional", "agency"})  # fmt: skip
    COMMANDS = {
        "add": Command("person.add", "N", "user-plus"),
        "add_professional": Command("person.professional.add", "Shift+N", "plus"),
        "birth": Command("person.birth", "B", "baby"),
        "spell": Command("person.spell.add", "S", "clock"),
        "protect": Command("person.protected.add", "P", "eye-off"),
        "tie": Command("person.tie.menu", "T", "link"),
        "drawing": Command("person.drawing.toggle", "G", "network"),
        "up": Command("person.move_up", "Alt+Up", "chevron-up"),
        "down": Command("person.move_down", "Alt+Down", "chevron-down"),
        "remove": Command("person.remove.this", "", "trash-2"),
        "save": Command("person.save_now", "Ctrl+S", "save"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = People()
        self._wanted = ""
        self._wants_drawing = True
        self._has_drafts = False
        self._unsaved: dict[str, frozenset[str]] = {}
        self.list = PeopleList()
        self.person = PersonView(desk)
        self.professional = ProfessionalView(desk)
        self.drawing = DrawingPane()
        self._make_page()
        self._connect()

    # --- making ----------------------------------------------------------------------------

    def _make_page(self) -> None:
        self._first_button = button(say("person.add"), self.on_add, "primary")
        self._empty = EmptyState("users", say("person.empty"), say("person.empty.text"),
                                 self._first_button)  # fmt: skip
        self.records = QStackedWidget()
        self.records.addWidget(self.person)
        self.records.addWidget(self.professional)
        self.inner = QSplitter(Qt.Orientation.Horizontal)
        self.inner.addWidget(self.records)
        self.inner.addWidget(self.drawing)
        self.outer = QSplitter(Qt.Orientation.Horizontal)
        self.outer.addWidget(self.list)
        self.outer.addWidget(self.inner)
        for splitter, shares in ((self.inner, (5, 4)), (self.outer, (1, 4))):
            splitter.setChildrenCollapsible(False)
            for n, share in enumerate(shares):
                splitter.setStretchFactor(n, share)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.outer)
        self.pages.addWidget(self._empty)
        page = self.page()
        page.addWidget(self._make_head())
        page.addWidget(self.pages, 1)
        self.list.setMinimumWidth(150)
        self.inner.setSizes([500, 440])
        self.outer.setSizes([220, 940])

    def _make_head(self) -> QWidget:
        head, held = QWidget(), QWidget()
        flow = FlowLayout(held)
        self.add_button = button(say("person.add"), self.on_add, "primary", "user-plus")
        self.drawing_button = button(say("person.drawing"), self.on_drawing, icon="network")
        for one in (
            self.add_button,
            button(say("person.professional.add"), self.on_add_professional, icon="plus"),
            self.drawing_button,
        ):
            flow.addWidget(one)
        self.drawing_button.setCheckable(True)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(theme.space("medium"), theme.space("small"),
                                  theme.space("medium"), theme.space("small"))  # fmt: skip
        layout.addWidget(label(say("screen.people"), "title"))
        layout.addWidget(held, 1)
        return head

    def _connect(self) -> None:
        for name, deed in (
            ("add", self.on_add), ("add_professional", self.on_add_professional),
            ("birth", self.person.on_birth), ("spell", self.on_spell),
            ("protect", self.on_protect), ("tie", self.on_tie), ("drawing", self.on_drawing),
            ("up", lambda: self.on_move(-1)), ("down", lambda: self.on_move(1)),
            ("save", self.leave), ("remove", self._on_remove),
        ):  # fmt: skip
            self.add_command(name, deed)
        self.list.chosen.connect(self._show_record)
        self.list.dropped.connect(self._on_dropped)
        self.person.drafted.connect(self._draw)
        self.person.unsaved.connect(lambda ids: self._mark_unsaved("person", ids))
        self.professional.unsaved.connect(lambda ids: self._mark_unsaved("professional", ids))
        self.drawing.chosen.connect(self.choose)

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the people of the case, and at first for what was typed and not stored."""
        self.desk.ask(self, load_people, self._show)
        if not self._has_drafts:
            self._has_drafts = True
            self.person.load_drafts()

    def _show(self, found: People) -> None:
        self._found = found
        rows = build_list(found, date.today())
        self.list.show_rows(rows)
        self.pages.setCurrentWidget(self.outer if rows else self._empty)
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        if not self.list.current_id and rows:
            self.list.choose_first()
        self._show_record(self.list.current_id)

    def _show_record(self, record_id: str) -> None:
        person = self._found.find(record_id)
        if person is not None:
            self.professional.leave()
            self.records.setCurrentWidget(self.person)
            self.person.show_person(self._found, record_id)
        elif self._found.find_professional(record_id) is not None:
            self.person.keep_drafts()
            self.records.setCurrentWidget(self.professional)
            self.professional.show_professional(self._found, record_id)
            self._draw(None)
        for name in ("spell", "protect", "tie", "birth", "up", "down"):
            self.commands[name].setEnabled(person is not None)
        self.commands["spell"].setEnabled(person is not None and person.is_child)

    def _draw(self, typed: object) -> None:
        """Draw the family with a person as just typed."""
        found = self._found.with_person(typed) if isinstance(typed, Person) else self._found
        chosen = typed.id if isinstance(typed, Person) else ""
        self.drawing.show_family(build_family_drawing(found, date.today()), chosen)

    def choose(self, record_id: str) -> None:
        """Show somebody's record."""
        if not self.list.choose(record_id):
            self._wanted = record_id

    def clear(self) -> None:
        """Forget the people: another case."""
        self._found = People()
        self._wanted = ""
        self._unsaved = {}
        self._has_drafts = False
        self.person.clear()
        self.professional.clear()
        self.list.show_rows(())

    def show_place(self, place: Place) -> None:
        """Show a person; `tab` names the part of the record."""
        self.choose(place.record_id)
        if tab := place.wishes.get("tab"):
            self.person.show_tab(tab)

    def first_focus(self) -> QWidget:
        """Begin in the list, or at the button that adds the first person."""
        return self.list if self.pages.currentWidget() is self.outer else self._first_button

    def leave(self) -> None:
        """Store what was typed."""
        self.person.leave()
        self.professional.leave()

    def hideEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: N802
        """Store what was typed before another screen comes."""
        self.person.keep_drafts()
        self.professional.leave()
        super().hideEvent(event)

    def _mark_unsaved(self, kind: str, ids: frozenset[str]) -> None:
        self._unsaved[kind] = ids
        self.list.show_unsaved(frozenset().union(*self._unsaved.values()))

    # --- room ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let record and drawing take turns where there is no room for both."""
        super().resizeEvent(event)
        self._place_drawing()

    @property
    def is_narrow(self) -> bool:
        """Say whether record and drawing do not stand side by side."""
        return self.width() < _WIDE * theme.text_size / 100

    def _place_drawing(self) -> None:
        if self.is_narrow and not self.property("narrow"):
            self._wants_drawing = False
        elif not self.is_narrow and self.property("narrow"):
            self._wants_drawing = True
        self.setProperty("narrow", self.is_narrow)
        self.drawing.setVisible(self._wants_drawing)
        self.records.setVisible(not (self.is_narrow and self._wants_drawing))
        self.drawing_button.setChecked(self._wants_drawing)

    # --- deeds -----------------------------------------------------------------------------

    def on_add(self) -> None:
        """Ask for somebody new."""
        self.leave()
        role = "" if self._found.children else "child"
        dialogs.open_add_person(self.window(), self.desk, self._found, self._on_added, role)

    def on_add_professional(self) -> None:
        """Ask for a new professional."""
        self.leave()
        open_add_professional(self.window(), self.desk, self._on_added)

    def _on_added(self, record_id: str) -> None:
        self._wanted = record_id
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        shown = self.records.currentWidget()
        (self.person if shown is self.person else self.professional).on_remove()

    def on_spell(self) -> None:
        """Record what began for the child shown."""
        self.person.show_tab("spells")
        self.person.spells.on_add()

    def on_protect(self) -> None:
        """Protect a detail of the person shown."""
        self.person.show_tab("protected")
        self.person.protected.on_add()

    def on_tie(self) -> None:
        """Add a parent, carer or child of the person shown."""
        self.person.show_tab("family")
        self.person.family.on_add()

    def on_drawing(self) -> None:
        """Show or hide the drawing."""
        self._wants_drawing = not self._wants_drawing
        self._place_drawing()
        if self._wants_drawing:
            self.drawing.setFocus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_move(self, step: int) -> None:
        """Move the chosen person up or down among the children or the adults."""
        person_id = self.list.current_id
        place = place_after_move(self._found, person_id, step)
        if place is not None:
            self.desk.change(
                self, lambda book, case_id: book.move_person(case_id, person_id, place)
            )

    def _on_dropped(self, person_id: str, onto_id: str) -> None:
        onto = self._found.find(onto_id)
        if onto is not None:
            place = self._found.people.index(onto)
            self.desk.change(
                self, lambda book, case_id: book.move_person(case_id, person_id, place)
            )
