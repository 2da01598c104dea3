"""What reading takes in and gives back: a source's text, hints about people, and a reading.

Owns the shapes only; how a text is understood belongs to the modules that import this one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from chronology_app.model import Person, RawPassage, Suggestion
from chronology_app.model.codes import RecordClass

_YEAR_MONTH_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """All that reading needs to know of one source."""

    file_name: str
    sha256: str
    passages: tuple[RawPassage, ...]
    #: As an importer gives it: "sent" "from" "subject" "title" "created" ...
    metadata: dict[str, str] = field(default_factory=dict)
    #: Agency code whose record it is, when a person has said so.
    agency: str | None = None
    received: date | None = None
    record_class: RecordClass = RecordClass.ORDINARY

    @property
    def document_day(self) -> date | None:
        """The day on which a message was sent; other files keep the dates of their templates."""
        return _first_day(self.metadata.get("sent"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHint:
    """A person of the case as far as reading needs one: a line of the people file."""

    name: str
    role: str = ""
    #: EDTF; None when unknown.
    born: str | None = None
    #: EDTF of the day a baby is due, before birth.
    due: str | None = None
    #: EDTF of the day of death.
    died: str | None = None
    aliases: tuple[str, ...] = ()
    sex: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> PersonHint:
        """Build a hint from a line of the people file; other keys are left alone."""
        return cls(
            name=str(row["name"]),
            role=str(row.get("role") or ""),
            born=row.get("born") or None,
            due=row.get("due") or None,
            died=row.get("died") or None,
            aliases=tuple(str(alias) for alias in row.get("aliases") or ()),
            sex=row.get("sex") or None,
        )

    @classmethod
    def of_person(cls, person: Person) -> PersonHint:
        """Build a hint from a person of the case."""
        return cls(
            name=person.name,
            role=person.role,
            aliases=person.aliases,
            born=person.born.edtf if person.born else None,
            due=person.due.edtf if person.due else None,
            died=person.died.edtf if person.died else None,
            sex=person.sex or None,
        )

    @property
    def is_child(self) -> bool:
        """Whether this is one of the children of the case."""
        return self.role.strip().lower() in {"child", "subject child", "unborn child"}

    @property
    def first_day(self) -> date | None:
        """The earliest day on which the person can have been born (or is due)."""
        return _first_day(self.born or self.due)

    def age_on(self, day: date | None) -> int | None:
        """Return the age in whole years on a day; None when it cannot be told."""
        born = self.first_day
        if day is None or born is None or day < born:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def last_day(self) -> date | None:
        """The latest day on which the person can have been alive; None when not known."""
        return _first_day(self.died, last=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProposed:
    """A stretch of text that was read and not put forward, and why."""

    passage_index: int
    start: int
    end: int
    #: "administrative" "planned" "other_family" "entered_in_error" "training" "routine"
    #: "cancelled_by_service" "particulars" "no_fact" "background" "plan" ...
    code: str
    #: The words that made it so; empty when nothing matched.
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source was read to say."""

    suggestions: tuple[Suggestion, ...]
    not_proposed: tuple[NotProposed, ...] = ()
    #: Agency code whose record the whole source is.
    agency: str = "other"
    #: The rule and words behind the agency.
    agency_rule: str = ""
    agency_words: str = ""
    #: Passage index -> class, for what is not ordinary whether it is suggested or not.
    classed: Mapping[int, RecordClass] = field(default_factory=dict)


def hints_of(rows: Sequence[Mapping[str, Any]]) -> tuple[PersonHint, ...]:
    """Build hints from all lines of a people file."""
    return tuple(PersonHint.of(row) for row in rows)


@lru_cache(maxsize=256)
def _first_day(edtf: str | None, *, last: bool = False) -> date | None:
    found = _YEAR_MONTH_DAY.search(edtf or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        return date(year, month or (12 if last else 1), day or (28 if last else 1))
    except ValueError:
        return None
