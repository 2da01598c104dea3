"""Reads one source's passages into suggestions; used by the import and by `read` alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model import Person, Suggestion
from chronology_app.reading.document import NotProposed, PersonHint, SourceText
from chronology_app.reading.suggest import read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What reading one source gave."""

    suggestions: tuple[Suggestion, ...]
    not_proposed: tuple[NotProposed, ...]
    agency: str
    document_date: FuzzyDate | None = None

    @classmethod
    def nothing(cls, agency: str) -> Read:
        """Return what reading gives where there is no text."""
        return cls(suggestions=(), not_proposed=(), agency=agency)


def read_text(
    text: SourceText, people: Sequence[Person], mapping: Mapping[str, str] | None = None
) -> Read:
    """Read a source's passages for suggestions about these people."""
    reading = read_source(text, [hint_of(person) for person in people], mapping=mapping or {})
    return Read(
        suggestions=reading.suggestions,
        not_proposed=reading.not_proposed,
        agency=reading.agency,
        document_date=_document_date(text.metadata),
    )


def hint_of(person: Person) -> PersonHint:
    """Return what reading may know of a person."""
    return PersonHint(
        name=person.name,
        role=person.role,
        aliases=person.aliases,
        born=person.born.edtf if person.born else None,
        due=person.due.edtf if person.due else None,
        died=person.died.edtf if person.died else None,
        sex=person.sex or None,
    )


def _document_date(metadata: Mapping[str, str]) -> FuzzyDate | None:
    for name in ("sent", "modified", "created"):
        value = metadata.get(name, "")[:10]
        try:
            return FuzzyDate.parse(date.fromisoformat(value).isoformat())
        except (ValueError, DateValueError):
            continue
    return None
