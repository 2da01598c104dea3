"""What a person of the family may be: checks and small changes, before anything is stored.

The commands that store are in `family_commands`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chronology_app.commands.family import name_key
from chronology_app.commands.people import update_people
from chronology_app.errors import BadValueError
from chronology_app.model import Parentage, Person, ProtectedDetail, Record

#: Shorter words would be found everywhere.
_SHORTEST_DETAIL = 3
#: Ties by which somebody descends from somebody.
_DESCENT = ("birth", "adoptive")


def placed(person: Person, people: Sequence[Person]) -> Person:
    """Give somebody new the last place, unless a place was given."""
    if person.position or any(known.id == person.id for known in people):
        return person
    return replace(person, position=max((known.position for known in people), default=0) + 1)


def named(child: Person, name: str | None) -> Person:
    """Return a child under another name; the old one is an alias from then on."""
    wanted = " ".join((name or "").split())
    if not wanted or wanted == child.name:
        return child
    aliases = tuple(dict.fromkeys((*child.aliases, child.name)))
    return replace(child, name=wanted, aliases=aliases)


def check_person(person: Person, people: Sequence[Person]) -> None:
    """Everybody has a full name of their own: records from elsewhere know people by it."""
    if not person.name.strip():
        raise BadValueError("error.person_name")
    if person.born and person.died and person.died.definitely_before(person.born):
        raise BadValueError("error.died_before_birth", name=person.name)
    for known in people:
        if known.id != person.id and name_key(known.name) == name_key(person.name):
            raise BadValueError("error.person_there", name=person.name)


def check_beside(
    there: Iterable[Record], parentage: Sequence[Parentage], protected: Sequence[ProtectedDetail]
) -> None:
    """Refuse somebody who would descend from themselves, and a detail found everywhere."""
    if any(row.child_id == row.parent_id for row in parentage):
        raise BadValueError("error.own_parent")
    rows = {row.id: row for row in there if isinstance(row, Parentage)}
    rows |= {row.id: row for row in parentage}
    parents: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        if row.kind in _DESCENT:
            parents[row.child_id].add(row.parent_id)
    if any(_descends_from_itself(row.child_id, parents) for row in parentage):
        raise BadValueError("error.own_ancestor")
    words = [words for detail in protected for words in (detail.value, *detail.variants)]
    if any(len(name_key(one)) < _SHORTEST_DETAIL for one in words):
        raise BadValueError("error.protected_words")


def _descends_from_itself(person_id: str, parents: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = set(parents.get(person_id, ()))
    while waiting:
        ancestor = waiting.pop()
        if ancestor == person_id:
            return True
        if ancestor not in seen:
            seen.add(ancestor)
            waiting |= parents.get(ancestor, set())
    return False


def as_known(
    there: Sequence[Record], parentage: Sequence[Parentage], protected: Sequence[ProtectedDetail]
) -> tuple[Record, ...]:
    """Return rows as they are to be stored: one that says what is there already takes its id.

    A row with the id of one that is there is a newer state of that one, whatever it says.
    """
    ids = {record.id for record in there}
    kept = [row for row in (*parentage, *protected) if row.id in ids]
    beside = [r for r in there if not isinstance(r, Person)]
    new = update_people(
        beside,
        [],
        [row for row in parentage if row.id not in ids],
        [detail for detail in protected if detail.id not in ids],
    )
    return (*kept, *new)
