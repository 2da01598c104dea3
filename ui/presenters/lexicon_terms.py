"""School terms as a person sees and types them: a year with three terms and their half-terms.

What makes a year readable is for `reading.dates.terms`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.reading.dates import SchoolYear
from chronology_app.reading.dates.terms import SEASONS
from ui.presenters.dates import understand_date
from ui.words import date_words, say

_PREFIX = "school_terms."
#: The four days of a term, as the form's columns have them.
DAYS = ("first", "last", "half_first", "half_last")


@dataclass(frozen=True, slots=True)
class YearLine:
    """One school year that holds in a case."""

    year: SchoolYear
    #: Kept in this case; otherwise in another one, for every case.
    is_here: bool
    everywhere: bool
    by: str

    @property
    def detail(self) -> str:
        """Say its terms and whose dates they are."""
        parts = []
        for term in self.year.terms:
            days = {"first": _said(term.first), "last": _said(term.last)}
            half = term.half_term
            if half:
                days |= {"half_first": _said(half[0]), "half_last": _said(half[1])}
            name = say(f"term.{term.season}")
            words = "lexicon.term.with_half" if half else "lexicon.term.days"
            parts.append(say(words, term=name, **days))
        parts.append(say("lexicon.term.source", source=self.year.source, name=self.by))
        if self.everywhere:
            parts.append(say("lexicon.everywhere"))
        return " · ".join(parts)


def _said(day: date) -> str:
    return date_words(FuzzyDate.parse(day.isoformat()))


def build_years(rows: Sequence[SettingsRow], case_id: str) -> tuple[YearLine, ...]:
    """Return the school years that hold, the newest first; a row that cannot be read is left."""
    found = []
    for row in rows:
        if not row.name.startswith(_PREFIX):
            continue
        try:
            value = json.loads(row.value)
            year = SchoolYear.of(row.name.removeprefix(_PREFIX), value)
        except (ValueError, AttributeError, BadValueError):
            continue
        shared = value.get("everywhere") is True
        found.append(YearLine(year, row.case_id == case_id, shared, row.changed_by))
    return tuple(sorted(found, key=lambda one: one.year.begins, reverse=True))


def typed_of(year: SchoolYear) -> dict[str, dict[str, str]]:
    """Return a year's days as the form shows them: season -> day's name -> words."""
    found: dict[str, dict[str, str]] = {season: {} for season in SEASONS}
    for term in year.terms:
        half = term.half_term or (None, None)
        days = zip(DAYS, (term.first, term.last, *half), strict=True)
        found[term.season] = {name: f"{day:%d/%m/%Y}" for name, day in days if day}
    return found


def year_of(name: str, source: str, typed: Mapping[str, Mapping[str, str]]) -> SchoolYear:
    """Return the year that was typed: a term without any day is left out.

    Errors: BadValueError when a day cannot be understood, or as `SchoolYear.of`.
    """
    value: dict[str, object] = {"source": source}
    for season in SEASONS:
        days = {part: typed.get(season, {}).get(part, "").strip() for part in DAYS}
        if not any(days.values()):
            continue
        first, last, half_first, half_last = (_day(words, season) for words in days.values())
        if not first or not last or bool(half_first) != bool(half_last):
            raise BadValueError("error.term_days", term=say(f"term.{season}"))
        term: dict[str, object] = {"first": first, "last": last}
        if half_first:
            term["half_term"] = [half_first, half_last]
        value[season] = term
    if len(value) == 1:
        raise BadValueError("error.no_terms")
    return SchoolYear.of(name.strip(), value)


def _day(words: str, season: str) -> str:
    if not words:
        return ""
    found = understand_date(words, date.today()).date
    day = found.edtf if found else ""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise BadValueError("error.term_day", term=say(f"term.{season}"), words=words) from None
