"""An authority's school terms and half-term holidays, as its settings give them.

Owns their shape and what makes a table of them readable; which words lean on them is `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.settings import Settings

#: The three terms in the order of a school year, and how many years after its beginning each lies.
SEASONS = {"autumn": 0, "spring": 1, "summer": 1}
_YEAR_NAME = re.compile(r"((?:19|20)[0-9]{2})[-/]([0-9]{2})")
_NAME = "school_terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term; first and last day are days of school, the half-term's are days of holiday."""

    #: autumn, spring or summer.
    season: str
    first: date
    last: date
    #: First and last day of the half-term holiday, or None when nobody has said.
    half_term: tuple[date, date] | None = None

    def value(self) -> dict[str, Any]:
        """Return it as a setting holds it."""
        plain: dict[str, Any] = {"first": f"{self.first}", "last": f"{self.last}"}
        if self.half_term:
            plain["half_term"] = [f"{day}" for day in self.half_term]
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYear:
    """The terms of one school year of one authority; any of the three may be missing."""

    #: The calendar year in which it begins: 2019 for 2019-20.
    begins: int
    terms: tuple[Term, ...]
    #: Whose dates these are and where they are published.
    source: str

    @property
    def name(self) -> str:
        """How the year is called in a setting: ``2019-20``."""
        return f"{self.begins}-{(self.begins + 1) % 100:02d}"

    @property
    def setting(self) -> str:
        """The name of the setting that holds this year: ``school_terms.2019-20``."""
        return f"{_NAME}.{self.name}"

    def value(self) -> dict[str, Any]:
        """Return it as a setting holds it, ready for JSON."""
        return {"source": self.source} | {term.season: term.value() for term in self.terms}

    @classmethod
    def of(cls, name: str, value: Mapping[str, Any]) -> SchoolYear:
        """Read one year of the table.

        Errors: BadValueError when the year's name, its source or a term cannot be read, a term ends
        before it begins or lies in another year, or a half-term lies outside its term.
        """
        found = _YEAR_NAME.fullmatch(name.strip())
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise BadValueError("error.school_terms.year", year=name)
        begins = int(found[1])
        source = str(value.get("source") or "").strip()
        if not source:
            raise BadValueError("error.school_terms.source", year=name)
        given = ((season, value.get(season)) for season in SEASONS)
        terms = tuple(_term(season, rows, begins, name) for season, rows in given if rows)
        return cls(begins=begins, terms=terms, source=source)


@dataclass(frozen=True, slots=True)
class SchoolTerms:
    """The terms of an authority, year by year; empty where nobody has entered any."""

    years: tuple[SchoolYear, ...] = ()
    _terms: Mapping[tuple[str, int], Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the terms by season and calendar year."""
        terms = {
            (term.season, year.begins + SEASONS[term.season]): term
            for year in self.years
            for term in year.terms
        }
        object.__setattr__(self, "_terms", terms)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> SchoolTerms:
        """Read the table ``school_terms`` of the settings: a row for each school year.

        Errors: BadValueError as `SchoolYear.of`, or when a year is no table.
        """
        years = []
        for name, value in sorted(values.items()):
            if not value:
                continue
            if not isinstance(value, Mapping):
                raise BadValueError("error.school_terms.year", year=name)
            years.append(SchoolYear.of(name, value))
        return cls(tuple(years))

    @classmethod
    def of_settings(cls, settings: Settings) -> SchoolTerms:
        """Read the terms in force. Errors: as `of`."""
        found = settings.get(_NAME, {})
        return cls.of(found if isinstance(found, Mapping) else {})

    def term(self, season: str, year: int | None) -> Term | None:
        """Return the term of a calendar year: autumn 2019, spring 2020."""
        return self._terms.get((season, year)) if year is not None else None

    def half_term(self, season: str, year: int | None) -> tuple[date, date] | None:
        """Return first and last day of the half-term holiday of a term, both included."""
        term = self.term(season, year)
        return term.half_term if term else None


NO_TERMS = SchoolTerms()


def _term(season: str, value: Any, begins: int, year: str) -> Term:
    if not isinstance(value, Mapping):
        raise BadValueError("error.school_terms.dates", term=season, year=year)
    first, last = (_day(value.get(end), season, year) for end in ("first", "last"))
    half = value.get("half_term") or ()
    if not isinstance(half, (list, tuple)) or len(half) not in (0, 2):
        raise BadValueError("error.school_terms.half_term", term=season, year=year)
    days = tuple(_day(day, season, year) for day in half)
    if first > last or not _is_in_year(season, first, last, begins):
        raise BadValueError("error.school_terms.order", term=season, year=year)
    if days and not first < days[0] <= days[1] < last:
        raise BadValueError("error.school_terms.half_term", term=season, year=year)
    half_term = (days[0], days[1]) if days else None
    return Term(season=season, first=first, last=last, half_term=half_term)


def _is_in_year(season: str, first: date, last: date, begins: int) -> bool:
    year = begins + SEASONS[season]
    return first.year == last.year == year and (season != "autumn" or first.month >= 8)


def _day(value: Any, season: str, year: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as cause:
        raise BadValueError("error.school_terms.dates", term=season, year=year) from cause
