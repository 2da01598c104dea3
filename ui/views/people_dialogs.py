"""What the people screen asks for in dialogs: somebody new, a birth, a tie, a spell, a detail.

Each stays open with what was typed until its command is done; what is stored is in the presenters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from chronology_app.analysis.spells import Spell
from chronology_app.casefile import Casebook
from chronology_app.model import Parentage, Person, ProtectedDetail
from chronology_app.model.codes import Level, ProtectedKind, SpellKind
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.presenters import people_family as family
from ui.presenters import people_fields as fields
from ui.presenters import people_spells as spells
from ui.presenters.people import People, find_same, same_words
from ui.widgets.field_group import Ticks, WordChoice, keep_texts_short
from ui.widgets.form import Field
from ui.words import label, say

Command = Callable[[Casebook, str], Any]


def role_choices() -> list[tuple[str, str]]:
    """Return the roles offered, with their words."""
    return [(code, label("role", code)) for code in fields.ROLES]


def sex_choices() -> list[tuple[str, str]]:
    """Return what may be recorded of a person's sex."""
    return [(code, say(f"person.sex.{code or 'not_recorded'}")) for code in fields.SEXES]


def _responsibility() -> list[tuple[str, str]]:
    return [(c, say(f"person.responsibility.{c}")) for c in ("not_recorded", "yes", "no")]


class PeopleDialog(FormDialog):
    """A form whose command is carried out on the case; it closes when that is done."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        form: list[Field],
        command: Callable[[dict[str, Any]], Command],
        *,
        accept: str = "",
        intro: str = "",
        values: dict[str, Any] | None = None,
        done: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, title, accept or say("shell.save"), form, self._run,
                         intro=intro, values=values)  # fmt: skip
        self._desk = desk
        self._command = command
        self._done = done
        keep_texts_short(self.form)
        self.fit()

    @staticmethod
    def _run(dialog: FormDialog, values: dict[str, Any]) -> None:
        assert isinstance(dialog, PeopleDialog)
        dialog.carry_out(values)

    def carry_out(self, values: dict[str, Any]) -> None:
        """Have the command done."""
        shown = {n: v for n, v in values.items() if not self.form.widgets[n].isHidden()}
        self.set_busy(True)
        self._desk.change(self, self._command(values | shown), self._on_done, self.show_problem)

    def _on_done(self, _: object) -> None:
        done = self._done
        self.accept()
        if done is not None:
            done()


def _role_field() -> Field:
    return Field("role", "person.role", lambda: WordChoice(role_choices()), "person.role.help",
                 is_needed=True)  # fmt: skip


def open_add_person(
    parent: QWidget, desk: Desk, found: People, done: Callable[[str], object], role: str = "child",
    name: str = "",
) -> PeopleDialog:  # fmt: skip
    """Ask for somebody new; `done` gets the id. `name`: as a record names somebody."""
    people = family.person_choices(found.adults), family.person_choices(found.children)
    form = [
        Field("name", "person.name", is_needed=True),
        _role_field(),
        Field("aliases", "person.aliases", help_id="person.aliases.help"),
        Field("sex", "person.sex", "choice", choices=sex_choices()),
        Field("born", "person.born", "date"),
        Field("due", "person.due", "date", "person.due.help"),
        Field("parents", "person.parents", lambda: Ticks(people[0])),
        Field("children", "person.parent_of", lambda: Ticks(people[1])),
        Field("responsibility", "person.responsibility", "choice", choices=_responsibility()),
    ]
    made: list[str] = []
    begin = "name" if name else ""

    def command(values: dict[str, Any]) -> Command:
        person = fields.person_from(values)
        tied = values["parents"] if person.is_child else values["children"]
        holds = {"yes": True, "no": False}.get(values["responsibility"])
        made[:] = [person.id]
        return lambda book, case_id: fields.add_person(book, case_id, person, tied, holds)

    dialog = PeopleDialog(parent, desk, say("person.add"), form, command,
                          values={"role": role, "name": name, "aliases": name},
                          accept=say("person.add.do"), done=lambda: done(made[0]))  # fmt: skip

    def follow(name: str) -> None:
        values = dialog.form.values()
        is_child = values["role"] == "child"
        dialog.form.set_visible("due", is_child)
        dialog.form.set_visible("parents", is_child and bool(people[0]))
        dialog.form.set_visible("children", not is_child and bool(people[1]))
        tied = bool(values["parents"] if is_child else values["children"])
        dialog.form.set_visible("responsibility", tied)
        if name in ("name", "aliases"):
            names = (values["name"], *fields.split_names(values["aliases"]))
            sentence = same_words(find_same(found, names))
            if sentence:
                dialog.banner.show_message("should", sentence)
            else:
                dialog.banner.hide()

    dialog.form.changed.connect(follow)
    follow(begin)
    dialog.open()
    return dialog


def open_birth(parent: QWidget, desk: Desk, child: Person) -> PeopleDialog:
    """Ask when an expected child was born, and for its name."""
    form = [
        Field("born", "person.born", "date", is_needed=True),
        Field("name", "person.name", "line", "person.birth.name_help", is_needed=True),
    ]

    def command(values: dict[str, Any]) -> Command:
        return lambda book, case_id: book.record_birth(
            case_id, child.id, values["born"], values["name"]
        )

    dialog = PeopleDialog(parent, desk, say("person.birth"), form, command,
                          values={"name": child.name}, accept=say("person.birth.do"),
                          intro=say("person.birth.intro", name=child.name))  # fmt: skip
    dialog.open()
    return dialog


def open_parentage(
    parent: QWidget, desk: Desk, found: People, person: Person, row: Parentage | None
) -> PeopleDialog:
    """Ask for a tie of a person to a parent, carer or child, or change one."""
    side = "of_child" if person.is_child else "of_parent"
    others = [p for p in found.people if p.id != person.id
              and (person.is_child or p.is_child or row is None)]  # fmt: skip
    kinds = [(kind, say(f"person.{side}.{kind}")) for kind in family.PARENTAGE_KINDS]
    form = [
        Field("kind", "person.tie", "choice", choices=kinds),
        Field("responsibility", "person.responsibility", "choice", choices=_responsibility()),
        Field("since", "person.since", "date", "person.since.help"),
        Field("until", "person.until", "date", "person.until.help"),
    ]
    if row is None:
        tied = {i for t in found.parentage if person.id in (t.child_id, t.parent_id)
                for i in (t.child_id, t.parent_id)}  # fmt: skip
        others.sort(key=lambda p: (p.id in tied, p.is_child == person.is_child))
        choices = family.person_choices(others)
        form.insert(0, Field("other", f"person.other.{side}", "choice", choices=choices,
                             is_needed=True))  # fmt: skip

    def command(values: dict[str, Any]) -> Command:
        def work(book: Casebook, case_id: str) -> Any:
            tie = row or family.new_parentage(case_id, person, values["other"])
            return family.save_parentage(book, case_id, tie, values)

        return work

    title = say(f"person.tie.{side}.add") if row is None else say("person.tie.change")
    values = family.parentage_values(row) if row else None
    dialog = PeopleDialog(parent, desk, title, form, command, values=values)
    dialog.open()
    return dialog


# --- spells --------------------------------------------------------------------------------------


def _value_fields(found: People) -> list[Field]:
    levels = [(code, label("level", code)) for code in Level]
    known = spells.known_values(found)

    def line() -> QWidget:
        return _Completed(known)

    return [
        Field("level", "person.spell.level", "choice", choices=levels, is_needed=True),
        Field("value", "person.spell.value", line, "person.spell.value.help", is_needed=True),
    ]


class _Completed(QLineEdit):
    """A line that offers the words that the case has already."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__()
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)


def _kinds() -> list[tuple[str, str]]:
    return [(code, label("spell", code)) for code in SpellKind]


def _by_kind(dialog: PeopleDialog) -> None:
    def follow(name: str = "kind") -> None:
        if name == "kind":
            kind = dialog.form.value("kind")
            is_level = kind == SpellKind.LEVEL_OF_HELP
            dialog.form.set_visible("level", is_level)
            dialog.form.set_visible("value", not is_level)
            if "members" in dialog.form.widgets:
                dialog.form.set_visible("members", kind == SpellKind.HOUSEHOLD)

    dialog.form.changed.connect(follow)
    follow()


def open_add_spell(
    parent: QWidget, desk: Desk, found: People, child: Person, kind: str = ""
) -> PeopleDialog:
    """Ask for something that began, or began and ended, for one or several children."""
    children = family.person_choices(found.children)
    adults = [(p.name, p.name) for p in found.people if not p.is_child]
    form = [
        Field("children", "person.spell.children", lambda: Ticks(children), is_needed=True),
        Field("kind", "person.spell.kind", "choice", choices=_kinds()),
        *_value_fields(found),
        Field("members", "person.spell.members", lambda: Ticks(adults)),
        Field("starts", "person.spell.starts", "date"),
        Field("ends", "person.spell.ends", "date", "person.spell.ends.help"),
        Field("author", "person.spell.author", is_needed=True),
        Field("post", "person.spell.post"),
        Field("how_known", "person.spell.how_known", "text", "person.spell.how_known.help",
              lines=2),
    ]  # fmt: skip

    def command(values: dict[str, Any]) -> Command:
        return lambda book, case_id: spells.add_spell(book, case_id, values)

    values = {"children": (child.id,), "kind": kind or SpellKind.LEVEL_OF_HELP, "author": desk.by}
    dialog = PeopleDialog(parent, desk, say("person.spell.add"), form, command, values=values,
                          intro=say("person.spell.intro"))  # fmt: skip
    _by_kind(dialog)
    dialog.open()
    return dialog


def open_change_spell(parent: QWidget, desk: Desk, found: People, spell: Spell) -> PeopleDialog:
    """Ask for another kind or value of a spell; its dates are those of its events."""
    form = [Field("kind", "person.spell.kind", "choice", choices=_kinds()), *_value_fields(found)]
    marks = spells.marks_of(found, spell)

    def command(values: dict[str, Any]) -> Command:
        is_level = values["kind"] == SpellKind.LEVEL_OF_HELP
        value = values["level" if is_level else "value"]
        return lambda book, case_id: spells.change_spell(
            book, case_id, marks, values["kind"], value
        )

    values = {"kind": spell.kind, "level": spell.value, "value": spell.value}
    dialog = PeopleDialog(parent, desk, say("person.spell.change"), form, command, values=values,
                          intro=say("person.spell.dates_are_events"))  # fmt: skip
    _by_kind(dialog)
    dialog.open()
    return dialog


def open_end_spell(parent: QWidget, desk: Desk, spell: Spell) -> PeopleDialog:
    """Ask when a spell ended."""
    form = [
        Field("ends", "person.spell.ends", "date", is_needed=True),
        Field("author", "person.spell.author", is_needed=True),
        Field("how_known", "person.spell.how_known", "text", "person.spell.how_known.help",
              lines=2),
    ]  # fmt: skip

    def command(values: dict[str, Any]) -> Command:
        return lambda book, case_id: spells.end_spell(
            book, case_id, spell, values["ends"], values["author"], values["how_known"]
        )

    what = spells.spell_value_words(spell.kind, spell.value)
    dialog = PeopleDialog(parent, desk, say("person.spell.end"), form, command,
                          values={"author": desk.by},
                          intro=say("person.spell.end.intro", kind=label("spell", spell.kind),
                                    value=what))  # fmt: skip
    dialog.open()
    return dialog


# --- protected details ---------------------------------------------------------------------------


def open_protected(
    parent: QWidget, desk: Desk, found: People, detail: ProtectedDetail
) -> PeopleDialog:
    """Ask for a detail that somebody must not learn, or change one."""
    kinds = [(str(code), label("protected", code)) for code in ProtectedKind]
    names = [(p.name, p.name) for p in found.people if p.id != detail.person_id]
    form = [
        Field("kind", "person.protected.kind", "choice", choices=kinds),
        Field("value", "person.protected.value", "line", "person.protected.value.help",
              is_needed=True),
        Field("variants", "person.protected.variants", "text", "person.protected.variants.help",
              lines=2),
        Field("withheld_from", "person.protected.withheld_from", lambda: Ticks(names),
              "person.protected.withheld_from.help"),
        Field("others", "person.protected.others", "line", "person.protected.others.help"),
        Field("reason", "person.protected.reason"),
    ]  # fmt: skip

    def command(values: dict[str, Any]) -> Command:
        return lambda book, case_id: family.save_protected(book, case_id, detail, values)

    title = say("person.protected.change" if detail.value else "person.protected.add")
    intro = say("person.protected.intro", name=found.name(detail.person_id or ""))
    values = family.protected_values(detail, found)
    dialog = PeopleDialog(parent, desk, title, form, command, values=values, intro=intro)
    dialog.open()
    return dialog
