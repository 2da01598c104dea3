"""Reads a people file (JSON) into persons, parentage and protected details."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import Parentage, Person, ProtectedDetail
from chronology_app.model.codes import ProtectedKind

_WORDS = (
    "sex", "ethnicity", "language", "religion", "disability", "interpreter", "note",
)  # fmt: skip
_DATES = ("born", "due", "died")
_KNOWN = {"name", "role", "aliases", "parents", "protected", *_WORDS, *_DATES}


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
    try:
        rows = json.loads(file.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as cause:
        raise BadValueError("people.not_json", file=file.name) from cause
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
    parentage = tuple(
        _parentage(row, parent, by_name) for row in rows for parent in row.get("parents", ())
    )
    protected = tuple(
        _protected(row, detail, by_name) for row in rows for detail in row.get("protected", ())
    )
    return PeopleFile(people, parentage, protected)


def _person(row: Mapping[str, Any], position: int) -> Person:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadValueError("people.no_name", number=position)
    unknown = sorted(set(row) - _KNOWN)
    if unknown:
        raise BadValueError("people.unknown_field", name=name, field=unknown[0])
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise BadValueError("people.bad_aliases", name=name)

    def words(key: str) -> str:
        return str(row.get(key) or "")

    return Person(
        name=name.strip(),
        role=str(row.get("role") or "other"),
        aliases=tuple(aliases),
        position=position,
        born=_date(name, "born", row.get("born")),
        due=_date(name, "due", row.get("due")),
        died=_date(name, "died", row.get("died")),
        sex=words("sex"),
        ethnicity=words("ethnicity"),
        language=words("language"),
        religion=words("religion"),
        disability=words("disability"),
        interpreter=words("interpreter"),
        note=words("note"),
    )


def _date(name: str, key: str, value: object) -> FuzzyDate | None:
    if value in (None, ""):
        return None
    try:
        return FuzzyDate.parse(str(value))
    except DateValueError as cause:
        raise BadValueError("people.bad_date", name=name, field=key) from cause


def _parentage(
    row: Mapping[str, Any], parent: Mapping[str, Any], by_name: Mapping[str, Person]
) -> Parentage:
    child = by_name[row["name"].strip()]
    named = by_name.get(str(parent.get("name", "")).strip())
    if named is None:
        raise BadValueError("people.unknown_parent", name=child.name)
    responsibility = parent.get("parental_responsibility")
    return Parentage(
        child_id=child.id,
        parent_id=named.id,
        kind=str(parent.get("kind") or "birth"),
        parental_responsibility=responsibility if isinstance(responsibility, bool) else None,
        since=_date(child.name, "since", parent.get("since")),
        until=_date(child.name, "until", parent.get("until")),
    )


def _protected(
    row: Mapping[str, Any], detail: Mapping[str, Any], by_name: Mapping[str, Person]
) -> ProtectedDetail:
    name = row["name"].strip()
    value = str(detail.get("value") or "").strip()
    if not value:
        raise BadValueError("people.empty_protected", name=name)
    try:
        kind = ProtectedKind(str(detail.get("kind")))
    except ValueError as cause:
        raise BadValueError("people.bad_protected", name=name) from cause
    withheld = tuple(str(who) for who in detail.get("withheld_from", ()))
    unknown = [who for who in withheld if who not in by_name]
    if unknown:
        raise BadValueError("people.unknown_withheld", name=name)
    return ProtectedDetail(
        kind=kind,
        value=value,
        variants=tuple(str(v) for v in detail.get("variants", ())),
        person_id=by_name[name].id,
        withheld_from=withheld,
        reason=str(detail.get("reason") or ""),
    )
