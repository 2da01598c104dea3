"""Maps the people of data onto the people whom a case already has, so that nobody is doubled.

Pure functions over records; reading the lines is `data_forms`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.documents.folding import fold
from chronology_app.model import Parentage, Person, ProtectedDetail, Record
from chronology_app.model.view import CaseView


def map_people(records: Iterable[Record], view: CaseView) -> tuple[Record, ...]:
    """Return the records of data as they fit into a case.

    A person of the same folded name as one whom the case has is that person, in every field of
    every record; what says the same of him as a record that is there is not added. Two people of
    one name, and births that cannot be the same, are never taken for one person.
    """
    given = tuple(records)
    people = _same_people(given, view)
    mapped = [_with_ids(record, people) for record in given if record.id not in people]
    hanging = _same_records(mapped, view)
    return tuple(_with_ids(record, hanging) for record in mapped if record.id not in hanging)


def _same_people(records: Iterable[Record], view: CaseView) -> dict[str, str]:
    """Return id in the data -> id in the case, for the people who are there already."""
    known = {person.id for person in view.people}
    new = [r for r in records if isinstance(r, Person) and r.id not in known]
    given = Counter(fold(person.name) for person in new)
    there = Counter(fold(person.name) for person in view.people)
    by_name = {fold(person.name): person for person in view.people}
    return {
        person.id: by_name[name].id
        for person in new
        if (name := fold(person.name)) and given[name] == there[name] == 1
        if _may_be_same(person.born, by_name[name].born)
    }


def _may_be_same(mine: FuzzyDate | None, theirs: FuzzyDate | None) -> bool:
    """Say whether two dates of birth may mean one day."""
    if mine is None or theirs is None:
        return True
    ends = (mine.earliest, mine.latest, theirs.earliest, theirs.latest)
    first, last, other_first, other_last = ends
    is_after = first is not None and other_last is not None and first > other_last
    is_before = last is not None and other_first is not None and last < other_first
    return not (is_after or is_before)


def _same_records(records: Iterable[Record], view: CaseView) -> dict[str, str]:
    """Return id in the data -> id in the case of parentage and details that say the same."""
    there = {
        said: record.id
        for kind in (Parentage, ProtectedDetail)
        for record in view.of(kind)
        if (said := _said(record))
    }
    return {
        record.id: there[said]
        for record in records
        if (said := _said(record)) in there and record.id != there[said]
    }


def _said(record: Record) -> tuple[Any, ...] | None:
    """Return what a record says, without its id and the words of its reason."""
    if isinstance(record, Parentage):
        own = {"id", "case_id"}
        return tuple(getattr(record, f.name) for f in fields(record) if f.name not in own)
    if isinstance(record, ProtectedDetail):
        withheld = frozenset(map(fold, record.withheld_from))
        variants = frozenset(map(fold, record.variants))
        return record.kind, fold(record.value), variants, record.person_id, withheld
    return None


def _with_ids(record: Record, ids: Mapping[str, str]) -> Record:
    """Return a record that names the people of the case by their ids there."""
    changed: dict[str, Any] = {}
    for part in fields(record):
        value = getattr(record, part.name)
        if part.name.endswith("_id") and value in ids:
            changed[part.name] = ids[value]
        elif part.name.endswith("_ids") and any(i in ids for i in value):
            changed[part.name] = tuple(ids.get(i, i) for i in value)
    return replace(record, **changed) if changed else record
