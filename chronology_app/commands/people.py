"""Brings a family's people up to date by name: who is known keeps the same id.

Nobody and no protected detail goes because a newer list leaves them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chronology_app.model import Parentage, Person, ProtectedDetail, Record


def update_people(
    there: Sequence[Record],
    people: Sequence[Person],
    parentage: Sequence[Parentage],
    protected: Sequence[ProtectedDetail],
) -> tuple[Record, ...]:
    """Return the new and changed records of a family.

    `parentage` and `protected` name persons by the ids that `people` carry.
    """
    known = {_key(p.name): p.id for p in there if isinstance(p, Person)}
    ids = {p.id: known.get(_key(p.name), p.id) for p in people}
    persons = [replace(p, id=ids[p.id]) for p in people]
    parents = [
        replace(p, child_id=ids.get(p.child_id, p.child_id),
                parent_id=ids.get(p.parent_id, p.parent_id))
        for p in parentage
    ]  # fmt: skip
    details = [
        replace(d, person_id=ids.get(d.person_id, d.person_id) if d.person_id else None)
        for d in protected
    ]
    return (*persons, *_as_known(there, parents), *_as_known(there, details))


def _as_known(there: Sequence[Record], newer: Sequence[Record]) -> list[Record]:
    known = {_same(record): record.id for record in there}
    return [replace(record, id=known.get(_same(record), record.id)) for record in newer]


def _same(record: Record) -> tuple[object, ...]:
    if isinstance(record, Parentage):
        return (Parentage, record.child_id, record.parent_id, record.kind)
    if isinstance(record, ProtectedDetail):
        return (ProtectedDetail, record.kind, _key(record.value), record.person_id)
    return (type(record), record.id)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
