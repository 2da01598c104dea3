"""Whose child somebody is, brothers and sisters, and protected details: as lists to edit.

Owns what is worked out from the records and the commands behind the lists; a person's own fields
are in `people_fields`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from chronology_app.model import Parentage, Person, ProtectedDetail, new_id
from chronology_app.model.codes import ProtectedKind
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
            parents=names_words(found.name(one) for one in tie.shared))
        for tie in siblings(found, person_id)
    )  # fmt: skip


def names_words(names: Iterable[str]) -> str:
    """Return names as a list in words."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return say("person.and", first=", ".join(listed[:-1]), last=listed[-1])


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
    return names_words(detail.withheld_from) or say("person.protected.everybody")


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
