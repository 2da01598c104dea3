"""What went on over a time for a child, and who lives together: as lists to edit.

Owns what is worked out from the events' marks and the commands behind the lists; ties between
people are in `people_family`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chronology_app.analysis.spells import Spell, SpellFinding
from chronology_app.commands.spells import check_value
from chronology_app.dates import FuzzyDate
from chronology_app.model import Person, SpellMark
from chronology_app.model.codes import SpellKind
from ui.presenters.people import People
from ui.presenters.people_family import Row, names_words
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed


def spell_rows(found: People, child_id: str) -> tuple[tuple[Spell, Row], ...]:
    """Return a child's spells, kind by kind, the latest first, each with its line.

    Columns: kind, value, from, until.
    """
    order = list(SpellKind)
    mine = [spell for spell in found.spells.spells if spell.child_id == child_id]
    mine.sort(key=lambda s: s.start.sort_key if s.start else "", reverse=True)
    mine.sort(key=lambda s: order.index(SpellKind(s.kind)) if s.kind in order else len(order))
    return tuple((spell, Row(spell_key(spell), _spell_cells(spell),
                             spell.start_event_id or spell.end_event_id or ""))
                 for spell in mine)  # fmt: skip


def spell_key(spell: Spell) -> str:
    """Return what a spell is known by while a list shows it."""
    return "|".join((spell.child_id, spell.kind, spell.value, *spell.event_ids))


def spell_value_words(kind: str, value: str) -> str:
    """Return a spell's value as it is shown."""
    return label("level", value) if kind == SpellKind.LEVEL_OF_HELP else value


def _spell_cells(spell: Spell) -> tuple[str, ...]:
    start = date_words(spell.start) if spell.start else say("person.spell.start_not_recorded")
    if spell.end_event_id is None:
        end = say("person.spell.goes_on")
    elif spell.end_is_implied:
        end = say("person.spell.until_next", date=date_words(spell.end))
    else:
        end = date_words(spell.end)
    return (label("spell", spell.kind), spell_value_words(spell.kind, spell.value), start, end)


def finding_lines(found: People, child_id: str) -> tuple[tuple[str, SpellFinding], ...]:
    """Return in words what does not fit in a child's spells, each with its finding."""
    return tuple(
        (
            say(f"spell.{finding.code}", value=spell_value_words(finding.kind, finding.value)),
            finding,
        )
        for finding in found.spells.findings
        if finding.child_id == child_id
    )


def current_values(found: People, child_id: str, kind: str) -> tuple[str, ...]:
    """Return what goes on now for a child, of one kind of spell."""
    return tuple(
        spell.value for spell in found.spells.of(child_id, kind) if spell.end_event_id is None
    )


def known_values(found: People) -> tuple[str, ...]:
    """Return the values that spells of the case have, for completion."""
    named = {s.value for s in found.spells.spells if s.kind != SpellKind.LEVEL_OF_HELP}
    return tuple(sorted(named | {one.name for one in found.professionals}))


def marks_of(found: People, spell: Spell) -> tuple[SpellMark, ...]:
    """Return the marks that a spell rests on; an end that the next one implies is none."""
    wanted = [(spell.start_event_id, "starts")]
    if not spell.end_is_implied:
        wanted.append((spell.end_event_id, "ends"))
    return tuple(
        mark
        for mark in found.marks
        if (mark.event_id, mark.edge) in wanted
        and (mark.child_id, mark.kind, mark.value) == (spell.child_id, spell.kind, spell.value)
    )


def change_spell(
    book: Casebook, case_id: str, marks: Sequence[SpellMark], kind: str, value: str
) -> Changed:
    """Give a spell another kind or value, in all its marks: one step.

    Errors: BadValueError for an unknown kind or level, or no value.
    """
    if len(marks) == 1:
        return book.change_spell_mark(case_id, marks[0].id, kind=kind, value=value)
    check_value(kind, value)
    newer = [replace(mark, kind=kind, value=value.strip()) for mark in marks]
    return book.add_records(case_id, newer, command="change_spell_mark")


def remove_spell(book: Casebook, case_id: str, marks: Sequence[SpellMark]) -> Changed:
    """Let the events of a spell begin and end nothing; the events stay. One step."""
    if len(marks) == 1:
        return book.remove_spell_mark(case_id, marks[0].id)
    return book.remove_records(case_id, marks)


def add_spell(book: Casebook, case_id: str, values: Mapping[str, Any]) -> Changed:
    """Record the spell that a form describes. Errors: BadValueError: see `add_spell`."""
    kind = values["kind"]
    value = values["level"] if kind == SpellKind.LEVEL_OF_HELP else values["value"]
    if kind == SpellKind.HOUSEHOLD:
        value = household_value(value, values.get("members", ()))
    return book.add_spell(
        case_id, values["children"], kind, value, values.get("starts"), values.get("ends"),
        values["author"], values.get("post", ""), values.get("how_known", ""),
    )  # fmt: skip


def end_spell(
    book: Casebook, case_id: str, spell: Spell, ends: FuzzyDate, author: str, how_known: str
) -> Changed:
    """Record when a spell ended. Errors: BadValueError."""
    return book.add_spell(
        case_id, [spell.child_id], spell.kind, spell.value, None, ends, author, "", how_known
    )


# --- households ----------------------------------------------------------------------------------


def household_value(place: str, names: Sequence[str]) -> str:
    """Return the words for a household: where it is, and who lives in it with the child."""
    people = ", ".join(names)
    if place.strip() and people:
        return say("person.household.with", place=place.strip(), names=people)
    return place.strip() or people


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives together now, as far as it is recorded."""

    value: str
    member_ids: tuple[str, ...]


def households(found: People) -> tuple[Household, ...]:
    """Return the households that go on now: their children, and the adults whom the words name.

    An adult is in a household when its words hold the adult's whole name or an alias.
    """
    groups: dict[str, list[str]] = {}
    for child in found.children:
        for value in current_values(found, child.id, SpellKind.HOUSEHOLD):
            groups.setdefault(value, []).append(child.id)
    return tuple(
        Household(value, (*children, *(a.id for a in found.adults if _is_named(a, value))))
        for value, children in groups.items()
    )


def _is_named(person: Person, words: str) -> bool:
    names = (person.name, *person.aliases)
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names
    )


def household_line(found: People, person_id: str) -> str:
    """Return in words where a person lives now; empty: not recorded."""
    lines = []
    for home in households(found):
        if person_id not in home.member_ids:
            continue
        others = [p for p in found.people if p.id in home.member_ids and p.id != person_id]
        unnamed = [p.name for p in others if not _is_named(p, home.value)]
        lines.append(
            say("person.household.line", value=home.value, names=names_words(unnamed))
            if unnamed
            else home.value
        )
    return "; ".join(lines)
