"""The case and its court proceedings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A family's case. Its `case_id` is its own id."""

    #: The authority's reference; unique in a casebook.
    reference: str
    title: str = ""
    #: "england" or "wales": law and terms follow it.
    country: str = "england"
    authority: str = ""
    #: The authority's first involvement, when a person has recorded it.
    first_involved: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings(Record):
    """Care or supervision proceedings about some or all of the children."""

    court: str = ""
    numbers: tuple[str, ...] = ()
    child_ids: tuple[str, ...] = ()
    issued: FuzzyDate | None = None
    relevant_date: FuzzyDate | None = None
    order_sought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """A party to proceedings and who speaks for it."""

    proceedings_id: str
    name: str
    #: "applicant", "respondent", "child", "intervener"
    standing: str
    person_id: str | None = None
    representative: str = ""
    representative_firm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing(Record):
    """A hearing."""

    proceedings_id: str
    title: str
    on: FuzzyDate
    time: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Record):
    """An order that a court made."""

    proceedings_id: str
    title: str
    made_on: FuzzyDate
    hearing_id: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction(Record):
    """Something that a court told a party to do."""

    proceedings_id: str
    order_id: str | None = None
    party: str = ""
    words: str = ""
    due: FuzzyDate | None = None
    done_on: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Record):
    """A day by which something must be done, and where the day comes from."""

    proceedings_id: str | None = None
    title: str
    due: date
    due_time: str | None = None
    #: The rule, direction or setting that gives the day.
    source: str = ""
    done_at: datetime | None = None
