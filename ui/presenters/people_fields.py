"""A person's own fields as a form holds them, and back: names, dates, culture and needs.

Owns what is typed and what is stored of it; how the form looks is in `widgets.field_group`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chronology_app.errors import BadValueError
from chronology_app.model import Agency, Parentage, Person, Professional, new_id
from chronology_app.model.codes import AgencyCode, Role

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

#: Field groups of a person: name of the group -> fields in order.
GROUPS = {
    "who": ("name", "role", "aliases", "sex", "born", "due", "died", "note"),
    "culture": ("ethnicity", "language", "religion", "disability", "interpreter"),
}
PROFESSIONAL = ("name", "post", "agency", "organisation", "registration_number", "aliases")
#: Roles offered; other words can be typed.
ROLES = tuple(role for role in Role if role != Role.PROFESSIONAL)
SEXES = ("", "female", "male", "other")
AGENCIES = tuple(AgencyCode)


def split_names(words: str) -> tuple[str, ...]:
    """Return the names of a line that commas part, or semicolons where there are any, each once."""
    sign = ";" if ";" in words else ","
    parts = (" ".join(part.split()) for part in words.split(sign))
    return tuple(dict.fromkeys(part for part in parts if part))


def join_names(names: tuple[str, ...]) -> str:
    """Return names as one line that `split_names` takes apart again."""
    has_comma = any("," in name for name in names)
    return "; ".join(names) + (";" if len(names) == 1 else "") if has_comma else ", ".join(names)


def values_of(person: Person, group: str) -> dict[str, Any]:
    """Return what a form shows of a person."""
    values = {name: getattr(person, name) for name in GROUPS[group]}
    if "aliases" in values:
        values["aliases"] = join_names(person.aliases)
    return values


def changes_of(base: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a person that were typed otherwise than they were, as they are stored.

    Spaces around words are no change.
    """
    changes: dict[str, Any] = {}
    for name, value in typed.items():
        newer, older = _bare(value), _bare(base.get(name))
        if newer == older:
            continue
        changes[name] = split_names(newer) if name == "aliases" else newer
    return changes


def _bare(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def drafted(person: Person, changes: Mapping[str, Any]) -> Person:
    """Return a person as just typed, for the drawing; an empty name keeps the one there was."""
    wanted = dict(changes)
    if not wanted.get("name", person.name):
        del wanted["name"]
    return replace(person, **wanted)


def save_person(
    book: Casebook, case_id: str, person_id: str, changes: Mapping[str, Any]
) -> Changed:
    """Store changed fields of a person beside what others changed meanwhile.

    Errors: BadValueError, UnknownRecordError: see `set_person`.
    """
    person = book.queries.record(Person, case_id, person_id)
    return book.set_person(case_id, replace(person, **changes))


def add_person(
    book: Casebook, case_id: str, person: Person, tied_to: tuple[str, ...], responsibility: object
) -> Changed:
    """Add a person, and at once the birth parentage to those named: a child's parents or back.

    Errors: BadValueError: see `set_person`.
    """
    holds = responsibility if isinstance(responsibility, bool) else None
    rows = [
        Parentage(
            case_id=case_id,
            child_id=person.id if person.is_child else other,
            parent_id=other if person.is_child else person.id,
            parental_responsibility=holds,
        )
        for other in tied_to
    ]
    return book.set_person(case_id, replace(person, case_id=case_id), rows)


def person_from(values: Mapping[str, Any]) -> Person:
    """Return the person that a form for somebody new describes."""
    names = ("role", "sex", "born", "due", "note")
    fields = {name: values[name] for name in names if name in values}
    if fields.get("role") != Role.CHILD:
        fields.pop("due", None)
    name = values["name"].strip()
    aliases = tuple(one for one in split_names(values.get("aliases", "")) if one != name)
    return Person(id=new_id(), name=name, aliases=aliases, **fields)


# --- professionals -------------------------------------------------------------------------------


def professional_values(one: Professional, agencies: tuple[Agency, ...]) -> dict[str, Any]:
    """Return what a form shows of a professional."""
    known = next((agency for agency in agencies if agency.id == one.agency_id), None)
    return {
        "name": one.name, "post": one.post, "agency": one.agency,
        "organisation": known.name if known else "",
        "registration_number": one.registration_number, "aliases": join_names(one.aliases),
    }  # fmt: skip


#: Titles that belong to one agency.
_POLICE = ("PC", "PCSO", "DC", "DS", "DI", "Sgt", "Sergeant")


def newcomer_at_work(name: str, title: str, agency: str) -> dict[str, str]:
    """Return what a form begins with for somebody whom a record names by title and name.

    `agency`: that of what happened; a police title says more.
    """
    whose = AgencyCode.POLICE.value if title in _POLICE else agency
    return {"name": name, "agency": whose, "aliases": f"{title} {name}"}


def save_professional(
    book: Casebook, case_id: str, record_id: str, changes: Mapping[str, Any]
) -> Changed:
    """Add or change a professional; an organisation that is new is kept as an agency.

    Errors: BadValueError for an empty name or that of another professional of the same agency.
    """
    known = book.queries.records(Professional, case_id)
    agencies = book.queries.records(Agency, case_id)
    old = next((one for one in known if one.id == record_id), None)
    one = old or Professional(id=record_id, case_id=case_id, name="")
    fields = dict(changes)
    organisation = fields.pop("organisation", None)
    newer = replace(one, **fields)
    _check_professional(newer, known)
    records: list[Professional | Agency] = []
    if organisation is not None or newer.agency != one.agency:
        agency = _agency_for(newer, organisation, agencies)
        records += [agency] if agency is not None and agency not in agencies else []
        newer = replace(newer, agency_id=agency.id if agency else None)
    return book.add_records(case_id, [*records, newer], command="set_professional")


def _check_professional(newer: Professional, known: tuple[Professional, ...]) -> None:
    if not newer.name.strip():
        raise BadValueError("error.person_name")
    name = newer.name.strip().casefold()
    for other in known:
        is_same = other.name.casefold() == name and other.agency == newer.agency
        if other.id != newer.id and is_same:
            raise BadValueError("error.professional_there", name=newer.name)


def _agency_for(
    newer: Professional, organisation: str | None, agencies: tuple[Agency, ...]
) -> Agency | None:
    """Return the organisation of this name, made where there is none; None: no name is known."""
    old = next((agency for agency in agencies if agency.id == newer.agency_id), None)
    name = organisation if organisation is not None else (old.name if old else "")
    if not name:
        return None
    for agency in agencies:
        if agency.code == newer.agency and agency.name.casefold() == name.casefold():
            return agency
    return Agency(id=new_id(), case_id=newer.case_id, code=newer.agency, name=name)


def remove_professional(book: Casebook, case_id: str, record_id: str) -> Changed:
    """Take a professional away. Errors: UnknownRecordError, StillUsedError."""
    one = book.queries.record(Professional, case_id, record_id)
    return book.remove_records(case_id, [one])
