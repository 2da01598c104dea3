"""The tabs of a person's record that are lists: family, spells, protected details, events.

What the lines say is in the presenters, what is asked for in `people_dialogs`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chronology_app.analysis.spells import Spell
from chronology_app.model import Parentage, Person, ProtectedDetail
from chronology_app.store.person_figures import PersonFigures
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.presenters import people_family as family
from ui.presenters import people_spells as spells
from ui.presenters.people import People, load_figures
from ui.presenters.people_record import record_lines
from ui.theme.style import theme
from ui.views import people_dialogs as dialogs
from ui.views.people_bars import YearBars
from ui.views.people_lists import Deed, EditList, event_deed
from ui.widgets.basics import Banner, button, label, row
from ui.words import say

#: As many lines as the record can have of one person.
_MOST_LINES = 9


class PersonTab(QWidget):
    """A tab; it knows the person shown and the people around."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found = People()
        self.person: Person | None = None
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(*(theme.space("medium"),) * 4)
        self.page.setSpacing(theme.space("small"))

    def show_person(self, found: People, person: Person) -> None:
        """Show somebody, or a newer state."""
        self.found, self.person = found, person
        self.fill(person)

    def fill(self, person: Person) -> None:
        """Show what belongs to the person."""

    def go_to_event(self, event_id: str) -> None:
        """Lead to an event in the chronology."""
        if event_id:
            self.desk.go("chronology", event_id)

    def ask_sure(self, title: str, text: str, yes: str, remove: Callable[[], object]) -> None:
        """Ask before something is taken away."""
        Sure(self.window(), title, text, yes, remove).open()


def _fill_lines(label_: QLabel, lines: tuple[str, ...], empty: str) -> None:
    label_.setText("\n".join(lines) or empty)


class FamilyTab(PersonTab):
    """Parents and carers of a child, children of an adult, brothers and sisters, household."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [(say("person.name"), 4), (say("person.tie"), 3),
                   (say("person.responsibility"), 4), (say("person.when"), 4)]  # fmt: skip
        deeds = [
            Deed(say("person.tie.add"), self.on_add, "plus", needs_row=False),
            Deed(say("person.change"), self.on_change, "pencil-line", key="enter"),
            Deed(say("person.remove_line"), self.on_remove, "trash-2", key="delete"),
            Deed(say("person.go_to_person"), self.on_go, "user"),
        ]
        self.ties = EditList(say("person.ties"), columns, deeds, say("person.ties.none"))
        self._siblings = label(wraps=True)
        self._household = label(wraps=True)
        self._household_button = button(
            say("person.household.add"), self.on_household, icon="house"
        )
        for part in (self.ties, label(say("person.siblings"), "strong"), self._siblings,
                     label(say("person.household"), "strong"), self._household,
                     row(self._household_button, 1)):  # fmt: skip
            self.page.addWidget(part)
        self.page.addStretch(1)

    def fill(self, person: Person) -> None:
        """Show ties, brothers and sisters and the household."""
        self.ties.show_rows(family.parentage_rows(self.found, person.id))
        lines = family.sibling_lines(self.found, person.id)
        _fill_lines(self._siblings, lines, say("person.siblings.none"))
        household = spells.household_line(self.found, person.id)
        self._household.setText(household or say("person.household.none"))
        self._household_button.setVisible(person.is_child)

    def _chosen(self) -> Parentage | None:
        row = self.ties.row
        return next((p for p in self.found.parentage if row and p.id == row.record_id), None)

    def on_add(self) -> None:
        """Add a tie."""
        if self.person is not None:
            dialogs.open_parentage(self.window(), self.desk, self.found, self.person, None)

    def on_change(self) -> None:
        """Change the chosen tie."""
        if self.person is not None and (row := self._chosen()):
            dialogs.open_parentage(self.window(), self.desk, self.found, self.person, row)

    def on_remove(self) -> None:
        """Take the chosen tie away; undo brings it back."""
        if row := self._chosen():
            row_id = row.id
            self.desk.change(self, lambda book, case_id: book.remove_parentage(case_id, row_id))

    def on_go(self) -> None:
        """Go to the other person."""
        if self.ties.row is not None:
            self.desk.go("people", self.ties.row.leads_to)

    def on_household(self) -> None:
        """Record with whom a child lives."""
        if self.person is not None:
            dialogs.open_add_spell(self.window(), self.desk, self.found, self.person, "household")


class SpellsTab(PersonTab):
    """What goes on over a time for a child, and what does not fit in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [(say("person.spell.kind"), 3), (say("person.spell.value"), 4),
                   (say("person.spell.starts"), 3), (say("person.spell.ends"), 3)]  # fmt: skip
        deeds = [
            Deed(say("person.spell.add"), self.on_add, "plus", needs_row=False),
            Deed(say("person.change"), self.on_change, "pencil-line", key="enter"),
            Deed(say("person.spell.end"), self.on_end, "check"),
            Deed(say("person.remove_line"), self.on_remove, "trash-2", key="delete"),
            event_deed(self.on_event),
            Deed(say("person.spell.end_event"), self.on_end_event, "external-link"),
        ]
        self.list = EditList(say("person.spells"), columns, deeds, say("person.spells.none"))
        self._findings = QVBoxLayout()
        self._banners: list[Banner] = []
        self.page.addLayout(self._findings)
        self.page.addWidget(self.list)
        self.page.addStretch(1)
        self._spells: dict[str, Spell] = {}

    def fill(self, person: Person) -> None:
        """Show the spells and, above them, what does not fit."""
        rows = spells.spell_rows(self.found, person.id)
        self._spells = {row.record_id: spell for spell, row in rows}
        self.list.show_rows([row for _, row in rows])
        lines = spells.finding_lines(self.found, person.id)
        while len(self._banners) < len(lines):
            self._add_banner()
        for n, banner in enumerate(self._banners):
            banner.setVisible(n < len(lines))
        for banner, (sentence, finding) in zip(self._banners, lines, strict=False):
            event_id = finding.event_ids[-1] if finding.event_ids else ""
            deed = (say("person.open_event"), lambda one=event_id: self.go_to_event(one))
            banner.show_message("should", sentence, deed if event_id else None)

    def _add_banner(self) -> None:
        """Make room for one more finding; the keyboard comes to it before it comes to the list."""
        before = self.list.table.previousInFocusChain()
        banner = Banner(closable=False)
        self._findings.addWidget(banner)
        self._banners.append(banner)
        for one in banner.findChildren(QPushButton):
            QWidget.setTabOrder(before or self, one)
            QWidget.setTabOrder(one, self.list.table)

    def _chosen(self) -> Spell | None:
        return self._spells.get(self.list.row.record_id) if self.list.row else None

    def on_add(self) -> None:
        """Record that something began."""
        if self.person is not None:
            dialogs.open_add_spell(self.window(), self.desk, self.found, self.person)

    def on_change(self) -> None:
        """Change the chosen spell."""
        if spell := self._chosen():
            dialogs.open_change_spell(self.window(), self.desk, self.found, spell)

    def on_end(self) -> None:
        """Record when the chosen spell ended; one that has an end has its event."""
        spell = self._chosen()
        if spell is None:
            return
        if spell.end_event_id is None:
            dialogs.open_end_spell(self.window(), self.desk, spell)
        else:
            self.desk.tell(say("person.spell.has_end"), "know")

    def on_remove(self) -> None:
        """Take the chosen spell away; its events stay."""
        spell = self._chosen()
        if spell is None:
            return
        marks = spells.marks_of(self.found, spell)

        def remove() -> None:
            self.desk.change(self, lambda book, case_id: spells.remove_spell(book, case_id, marks))

        self.ask_sure(say("person.spell.remove.sure"), say("person.spell.remove.text"),
                      say("person.remove_line"), remove)  # fmt: skip

    def on_event(self) -> None:
        """Go to the event that began the chosen spell."""
        if spell := self._chosen():
            self.go_to_event(spell.start_event_id or spell.end_event_id or "")

    def on_end_event(self) -> None:
        """Go to the event that ended the chosen spell."""
        spell = self._chosen()
        if spell is not None and spell.end_event_id is not None:
            self.go_to_event(spell.end_event_id)
        elif spell is not None:
            self.desk.tell(say("person.spell.no_end"), "know")


class ProtectedTab(PersonTab):
    """Details of a person that others must not learn, and those kept from the person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [(say("person.protected.kind"), 2), (say("person.protected.value"), 4),
                   (say("person.protected.withheld_from"), 3),
                   (say("person.protected.reason"), 3)]  # fmt: skip
        deeds = [
            Deed(say("person.protected.add"), self.on_add, "eye-off", needs_row=False),
            Deed(say("person.change"), self.on_change, "pencil-line", key="enter"),
            Deed(say("person.protected.remove"), self.on_remove, "eye", key="delete"),
        ]
        self.list = EditList(say("person.protected.list"), columns, deeds,
                             say("person.protected.none"))  # fmt: skip
        self.page.addWidget(self.list)
        self.page.addStretch(1)

    def fill(self, person: Person) -> None:
        """Show the details."""
        self.list.show_rows(family.protected_rows(self.found, person.id))

    def _chosen(self) -> ProtectedDetail | None:
        row = self.list.row
        return next((d for d in self.found.protected if row and d.id == row.record_id), None)

    def on_add(self) -> None:
        """Protect a detail of the person."""
        if self.person is not None:
            detail = family.new_protected(self.desk.case_id, self.person.id)
            dialogs.open_protected(self.window(), self.desk, self.found, detail)

    def on_change(self) -> None:
        """Change the chosen detail."""
        if detail := self._chosen():
            dialogs.open_protected(self.window(), self.desk, self.found, detail)

    def on_remove(self) -> None:
        """Stop protecting the chosen detail, once that is confirmed."""
        detail = self._chosen()
        if detail is None:
            return
        detail_id = detail.id

        def remove() -> None:
            self.desk.change(self, lambda book, case_id: book.remove_protected(case_id, detail_id))

        self.ask_sure(say("person.protected.remove.sure"), say("person.protected.remove.text"),
                      say("person.protected.remove"), remove)  # fmt: skip


class EventsTab(PersonTab):
    """What the record says of a person: counts and days, each leading to its event."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(theme.space("tight"))
        self._grid.setHorizontalSpacing(theme.space("medium"))
        self._lines = [self._add_line(number) for number in range(_MOST_LINES)]
        self._event_ids: dict[int, str] = {}
        self._is_stale = False
        self.bars = YearBars()
        self.page.addLayout(self._grid)
        self.page.addWidget(self.bars)
        self.page.addWidget(label(say("person.record.how_counted"), "small", wraps=True))
        self.page.addStretch(1)

    def fill(self, person: Person) -> None:
        """Ask for the figures of the person, once they are seen."""
        self._is_stale = True
        self._ask_if_seen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Bring the figures up to date before they are seen."""
        super().showEvent(event)
        self._ask_if_seen()

    def _ask_if_seen(self) -> None:
        if not self._is_stale or not self.isVisible() or self.person is None:
            return
        self._is_stale = False
        person_id = self.person.id
        self.desk.ask(self, lambda book, case_id: load_figures(book, case_id, person_id),
                      self._show)  # fmt: skip

    def _show(self, figures: PersonFigures) -> None:
        person = self.person
        if person is None or person.id != figures.person_id:
            return
        lines = record_lines(figures, is_child=person.is_child)
        for number, (title, words, link) in enumerate(self._lines):
            line = lines[number] if number < len(lines) else None
            title.setVisible(line is not None)
            words.setVisible(line is not None)
            link.setVisible(line is not None and bool(line.event_id))
            if line is not None:
                title.setText(line.title)
                words.setText(line.words)
                link.setAccessibleName(say("person.open_event_of", title=line.title))
                self._event_ids[number] = line.event_id
        self.bars.show_years(figures.by_year)

    def _add_line(self, number: int) -> tuple[QLabel, QLabel, QPushButton]:
        """Make one line; made at once, so that the keyboard comes to the links in their order."""
        found = (label("", "strong"), label("", wraps=True), self._link(number))
        for column, widget in enumerate(found):
            widget.hide()
            self._grid.addWidget(widget, number, column)
        return found

    def _link(self, number: int) -> QPushButton:
        found = button(say("person.open_event"), lambda: self.go_to_event(self._event_ids[number]),
                       "link")  # fmt: skip
        found.setMinimumSize(QSize(theme.target, theme.target))
        return found
