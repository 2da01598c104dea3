"""Reads a people file (JSON) into persons, parentage and protected details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.documents.folding import fold
from chronology_app.documents.spellings import SHORTEST
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import Parentage, Person, ProtectedDetail
from chronology_app.model.codes import ProtectedKind
from ui.jobs.json_lines import read_json

_WORDS = (
    "sex", "ethnicity", "language", "religion", "disability", "interpreter", "note",
)  # fmt: skip
_DATES = ("born", "due", "died")
_KNOWN = {"name", "role", "aliases", "parents", "protected", *_WORDS, *_DATES}
_KNOWN_OF_PARENT = {"name", "kind", "parental_responsibility", "since", "until"}
_KNOWN_OF_DETAIL = {"kind", "value", "variants", "withheld_from", "reason"}


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a people file says."""

    people: tuple[Person, ...]
    parentage: tuple[Parentage, ...]
    protected: tuple[ProtectedDetail, ...]


def read_people(file: Path) -> PeopleFile:
    """Read a people file.

    Errors: OSError; BadValueError naming the person and the field that cannot be used.
    """
    rows = read_json(file)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadValueError("people.not_a_list", file=file.name)
    return build_people(rows)


def build_people(rows: Sequence[Mapping[str, Any]]) -> PeopleFile:
    """Build the records of a people file's rows. Errors: BadValueError."""
    people = tuple(_person(row, position) for position, row in enumerate(rows, 1))
    by_name = {person.name: person for person in people}
    twice = [name for name, count in Counter(p.name for p in people).items() if count > 1]
    if twice:
        raise BadValueError("people.twice", name=twice[0])
    pairs = tuple(zip(rows, people, strict=True))
    parentage = tuple(
        _parentage(person, parent, by_name)
        for row, person in pairs
        for parent in _objects(row, "parents", person.name, _KNOWN_OF_PARENT)
    )
    protected = tuple(
        _protected(person, detail, by_name)
        for row, person in pairs
        for detail in _objects(row, "protected", person.name, _KNOWN_OF_DETAIL)
    )
    return PeopleFile(people, parentage, protected)


def _person(row: Mapping[str, Any], position: int) -> Person:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadValueError("people.no_name", number=position)
    unknown = sorted(set(row) - _KNOWN)
    if unknown:
        raise BadValueError("people.unknown_field", name=name, field=unknown[0])
    return Person(
        name=name.strip(),
        role=_text(row, "role", name) or "other",
        aliases=_texts(row, "aliases", name, "people.bad_aliases"),
        position=position,
        born=_date(name, "born", row.get("born")),
        due=_date(name, "due", row.get("due")),
        died=_date(name, "died", row.get("died")),
        sex=_words(row, "sex", name),
        ethnicity=_words(row, "ethnicity", name),
        language=_words(row, "language", name),
        religion=_words(row, "religion", name),
        disability=_words(row, "disability", name),
        interpreter=_words(row, "interpreter", name),
        note=_words(row, "note", name),
    )


# --- fields of the right shape ---------------------------------------------------------------


def _text(row: Mapping[str, Any], key: str, name: str) -> str:
    """Return a field that holds words; empty where it is left out."""
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise BadValueError("people.bad_text", name=name, field=key)
    return (value or "").strip()


def _words(row: Mapping[str, Any], key: str, name: str) -> str:
    """Return a field that may also be a plain yes or no, as "interpreter" often is."""
    value = row.get(key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _text(row, key, name)


def _texts(row: Mapping[str, Any], key: str, name: str, message_id: str) -> tuple[str, ...]:
    """Return a field that holds a list of words; left out: empty. Null is no list."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise BadValueError(message_id, name=name, field=key)
    return tuple(text.strip() for text in value)


def _objects(
    row: Mapping[str, Any], key: str, name: str, known: set[str]
) -> Sequence[Mapping[str, Any]]:
    """Return a field that holds a list of objects with these keys."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadValueError("people.bad_objects", name=name, field=key)
    unknown = sorted(str(k) for item in value for k in set(item) - known)
    if unknown:
        raise BadValueError("people.unknown_field", name=name, field=f"{key}: {unknown[0]}")
    return value


def _date(name: str, key: str, value: object) -> FuzzyDate | None:
    if value in (None, ""):
        return None
    try:
        return FuzzyDate.parse(value if isinstance(value, str) else repr(value))
    except DateValueError as cause:
        raise BadValueError("people.bad_date", name=name, field=key) from cause


# --- what hangs on a person ------------------------------------------------------------------


def _parentage(
    child: Person, parent: Mapping[str, Any], by_name: Mapping[str, Person]
) -> Parentage:
    named = by_name.get(_text(parent, "name", child.name))
    if named is None:
        raise BadValueError("people.unknown_parent", name=child.name)
    responsibility = parent.get("parental_responsibility")
    if not isinstance(responsibility, bool | None):
        raise BadValueError("people.bad_flag", name=child.name, field="parental_responsibility")
    return Parentage(
        child_id=child.id,
        parent_id=named.id,
        kind=_text(parent, "kind", child.name) or "birth",
        parental_responsibility=responsibility,
        since=_date(child.name, "since", parent.get("since")),
        until=_date(child.name, "until", parent.get("until")),
    )


def _protected(
    owner: Person, detail: Mapping[str, Any], by_name: Mapping[str, Person]
) -> ProtectedDetail:
    name = owner.name
    value = _text(detail, "value", name)
    if not value:
        raise BadValueError("people.empty_protected", name=name)
    if len(fold(value)) < SHORTEST:
        raise BadValueError("people.short_protected", name=name)
    try:
        kind = ProtectedKind(_text(detail, "kind", name))
    except ValueError as cause:
        raise BadValueError("people.bad_protected", name=name) from cause
    withheld = _texts(detail, "withheld_from", name, "people.bad_list")
    if any(who not in by_name for who in withheld):
        raise BadValueError("people.unknown_withheld", name=name)
    return ProtectedDetail(
        kind=kind,
        value=value,
        variants=_texts(detail, "variants", name, "people.bad_list"),
        person_id=owner.id,
        withheld_from=withheld,
        reason=_text(detail, "reason", name),
    )
