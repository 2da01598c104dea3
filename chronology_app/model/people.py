"""The family and the people around it."""

from __future__ import annotations

from dataclasses import dataclass

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import Record
from chronology_app.model.codes import ProtectedKind, RecordClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A child, parent, carer, relative or anyone else whom the record names."""

    name: str
    #: "child", "mother", "father" or any words that were given.
    role: str
    aliases: tuple[str, ...] = ()
    born: FuzzyDate | None = None
    #: Expected birth date of a child not yet born, or born before or after it.
    due: FuzzyDate | None = None
    died: FuzzyDate | None = None
    sex: str = ""
    ethnicity: str = ""
    language: str = ""
    religion: str = ""
    disability: str = ""
    interpreter: str = ""
    note: str = ""
    #: Place in the family as the user ordered it; children are printed in this order.
    position: int = 0

    @property
    def is_child(self) -> bool:
        """Say whether this person is one of the children of the case."""
        return self.role.strip().lower() == "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parentage(Record):
    """Whose child somebody is, and who holds parental responsibility."""

    child_id: str
    parent_id: str
    #: "birth" "adoptive" "step" "special_guardian" "carer"
    kind: str = "birth"
    #: None: not recorded.
    parental_responsibility: bool | None = None
    since: FuzzyDate | None = None
    until: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedDetail(Record):
    """A detail that named people must not learn. Every export asks who it is for."""

    kind: ProtectedKind
    #: The words to keep back, and other ways of writing them.
    value: str
    variants: tuple[str, ...] = ()
    #: Whose detail it is.
    person_id: str | None = None
    #: Names of persons who must not learn it; empty: nobody outside the authority may.
    withheld_from: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Record):
    """An organisation: its code and its own name."""

    code: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional(Record):
    """A person who works with the family."""

    name: str
    agency_id: str | None = None
    agency: str = "other"
    post: str = ""
    registration_number: str = ""
    aliases: tuple[str, ...] = ()
    person_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Record):
    """A risk or protective factor in somebody's life."""

    person_id: str
    #: "risk" or "protective".
    kind: str
    code: str
    words: str = ""
    since: FuzzyDate | None = None
    until: FuzzyDate | None = None
    event_ids: tuple[str, ...] = ()
    record_class: RecordClass = RecordClass.ORDINARY
