"""Whose child somebody is, brothers and sisters, and what went on over a time: as lists to edit.

Owns what is worked out from the records and the commands behind the lists; a person's own fields
are in `people_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from chronology_app.analysis.spells import Spell, SpellFinding
from chronology_app.commands.spells import check_value
from chronology_app.dates import FuzzyDate
from chronology_app.model import Parentage, Person, ProtectedDetail, SpellMark, new_id
from chronology_app.model.codes import ProtectedKind, SpellKind
from ui.presenters.people import People, role_words
from ui.presenters.people_fields import split_names
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

PARENTAGE_KINDS = ("birth", "adoptive", "step", "special_guardian", "carer")
#: Kinds that make two children of one person brothers and sisters.
_KIN = ("birth", "adoptive")
Sibling = Literal["full", "half", "sibling"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list that can be edited: its record and the words of its columns."""

    record_id: str
    cells: tuple[str, ...]
    #: Where the line leads: a person or an event; empty: nowhere.
    leads_to: str = ""


# --- parentage -----------------------------------------------------------------------------------


def responsibility_words(holds: bool | None) -> str:
    """Return what is recorded of parental responsibility."""
    return say(f"person.responsibility.{_code(holds)}")


def _code(holds: bool | None) -> str:
    return {True: "yes", False: "no", None: "not_recorded"}[holds]


def parentage_rows(found: People, person_id: str) -> tuple[Row, ...]:
    """Return the ties of a person: of a child to parents and carers, of an adult to children.

    Columns: who, what, parental responsibility, since and until when.
    """
    rows = []
    for one in found.parentage:
        if person_id not in (one.child_id, one.parent_id):
            continue
        is_child = one.child_id == person_id
        other = one.parent_id if is_child else one.child_id
        side = "of_child" if is_child else "of_parent"
        cells = (
            found.name(other), say(f"person.{side}.{one.kind}"),
            responsibility_words(one.parental_responsibility),
            _when(one),
        )  # fmt: skip
        rows.append((found.people.index(p) if (p := found.find(other)) else 0,
                     Row(one.id, cells, other)))  # fmt: skip
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _when(one: Parentage) -> str:
    words = []
    if one.since:
        words.append(say("person.since_when", date=date_words(one.since)))
    if one.until:
        words.append(say("person.until_when", date=date_words(one.until)))
    return ", ".join(words)


def save_parentage(
    book: Casebook, case_id: str, row: Parentage, values: Mapping[str, Any]
) -> Changed:
    """Store what a form says of a tie. Errors: BadValueError: see `set_person`."""
    person = book.queries.record(Person, case_id, row.child_id)
    holds = {"yes": True, "no": False}.get(values["responsibility"])
    newer = replace(
        row, kind=values["kind"], parental_responsibility=holds, since=values["since"],
        until=values["until"],
    )  # fmt: skip
    return book.set_person(case_id, person, [newer])


def parentage_values(row: Parentage) -> dict[str, Any]:
    """Return what the form of a tie shows."""
    return {
        "kind": row.kind, "responsibility": _code(row.parental_responsibility),
        "since": row.since, "until": row.until,
    }  # fmt: skip


def new_parentage(case_id: str, person: Person, other_id: str) -> Parentage:
    """Return a tie between a person and another: the person's parent, or a child of theirs."""
    child, parent = (person.id, other_id) if person.is_child else (other_id, person.id)
    return Parentage(id=new_id(), case_id=case_id, child_id=child, parent_id=parent)


@dataclass(frozen=True, slots=True)
class SiblingTie:
    """What the recorded parents make of two children."""

    person_id: str
    #: "full": both parents are shared; "half": one is, the other is another; "sibling": one is
    #: shared and nothing is recorded of another.
    kind: Sibling
    shared: tuple[str, ...]


def siblings(found: People, person_id: str) -> tuple[SiblingTie, ...]:
    """Return the brothers and sisters of a person, worked out from birth and adoptive parents."""
    parents: dict[str, set[str]] = {}
    for row in found.parentage:
        if row.kind in _KIN:
            parents.setdefault(row.child_id, set()).add(row.parent_id)
    mine = parents.get(person_id, set())
    ties = []
    for other in found.people:
        theirs = parents.get(other.id, set())
        shared = mine & theirs
        if other.id == person_id or not shared:
            continue
        ties.append(SiblingTie(other.id, _sibling_kind(mine, theirs), tuple(sorted(shared))))
    return tuple(ties)


def _sibling_kind(mine: set[str], theirs: set[str]) -> Sibling:
    if len(mine & theirs) > 1:
        return "full"
    return "half" if mine - theirs and theirs - mine else "sibling"


def sibling_lines(found: People, person_id: str) -> tuple[str, ...]:
    """Return the brothers and sisters in words."""
    return tuple(
        say(f"person.sibling.{tie.kind}", name=found.name(tie.person_id),
            parents=_and(found.name(one) for one in tie.shared))
        for tie in siblings(found, person_id)
    )  # fmt: skip


def _and(names: Any) -> str:
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return say("person.and", first=", ".join(listed[:-1]), last=listed[-1])


# --- spells --------------------------------------------------------------------------------------


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
            say("person.household.line", value=home.value, names=_and(unnamed))
            if unnamed
            else home.value
        )
    return "; ".join(lines)


# --- protected details ---------------------------------------------------------------------------


def protected_rows(found: People, person_id: str) -> tuple[Row, ...]:
    """Return the protected details of a person and those kept from them.

    Columns: kind, value, from whom, reason.
    """
    name = found.name(person_id)
    rows = []
    for detail in found.protected:
        if detail.person_id == person_id:
            value = detail.value
        elif name in detail.withheld_from:
            value = say(
                "person.protected.of",
                value=detail.value,
                name=found.name(detail.person_id or "") or say("person.protected.family"),
            )
        else:
            continue
        cells = (label("protected", detail.kind), value, withheld_words(detail), detail.reason)
        rows.append(Row(detail.id, cells))
    return tuple(rows)


def withheld_words(detail: ProtectedDetail) -> str:
    """Return from whom a detail is kept."""
    return _and(detail.withheld_from) or say("person.protected.everybody")


def protected_values(detail: ProtectedDetail, found: People) -> dict[str, Any]:
    """Return what the form of a protected detail shows."""
    known = {person.name for person in found.people}
    others = tuple(name for name in detail.withheld_from if name not in known)
    return {
        "kind": str(detail.kind), "value": detail.value, "variants": "\n".join(detail.variants),
        "withheld_from": tuple(n for n in detail.withheld_from if n in known),
        "others": ", ".join(others), "reason": detail.reason,
    }  # fmt: skip


def save_protected(
    book: Casebook, case_id: str, detail: ProtectedDetail, values: Mapping[str, Any]
) -> Changed:
    """Store what a form says of a protected detail. Errors: BadValueError: see `set_person`."""
    variants = [" ".join(line.split()) for line in values["variants"].splitlines()]
    newer = replace(
        detail,
        kind=ProtectedKind(values["kind"]),
        value=values["value"].strip(),
        variants=tuple(dict.fromkeys(line for line in variants if line)),
        withheld_from=(*values["withheld_from"], *split_names(values["others"])),
        reason=values["reason"].strip(),
    )
    person = book.queries.record(Person, case_id, detail.person_id or "")
    return book.set_person(case_id, person, (), [newer])


def new_protected(case_id: str, person_id: str) -> ProtectedDetail:
    """Return an empty protected detail of a person."""
    return ProtectedDetail(
        id=new_id(), case_id=case_id, kind=ProtectedKind.ADDRESS, value="", person_id=person_id
    )


def person_choices(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Return persons as choices of a form: (id, name and role)."""
    return [
        (one.id, say("person.name_role", name=one.name, role=role_words(one.role)))
        if one.role and not one.is_child else (one.id, one.name)
        for one in people
    ]  # fmt: skip
