"""The school's calendar: which days or months a term and its half-term holiday stand for.

Owns what is made of them with and without an authority's own dates; those dates are `terms`.
"""

from __future__ import annotations

from datetime import date

from chronology_app.reading.dates.anchors import Anchor
from chronology_app.reading.dates.filling import Look
from chronology_app.reading.dates.parts import SPAN, Draft, Part
from chronology_app.reading.dates.terms import SchoolTerms

#: First and last month of each term, where nobody has said more.
TERM_MONTHS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}
#: The month in which a term's half-term holiday falls, at least in part.
HALF_TERM_MONTHS = {"autumn": 10, "spring": 2, "summer": 5}
#: Other names of the three terms, English and Welsh.
SEASON_NAMES = {
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "autumn",
    "christmas": "autumn",
    "michaelmas": "autumn",
    "hydref": "autumn",
    "spring": "spring",
    "easter": "spring",
    "lent": "spring",
    "gwanwyn": "spring",
    "summer": "summer",
    "trinity": "summer",
    "whitsun": "summer",
    "whit": "summer",
    "haf": "summer",
}
_SEASON_OF_MONTH = {10: "autumn", 11: "autumn", 2: "spring", 3: "spring", 5: "summer", 6: "summer"}


def season_of_half_term(month: int) -> str:
    """Return the term whose half-term holiday falls in a month, or nothing."""
    return _SEASON_OF_MONTH.get(month, "")


def half_term_part(season: str, year: int | None) -> Part:
    """Return a half-term as about its month; the days are the authority's to say."""
    return Part(year, HALF_TERM_MONTHS[season], is_about=True)


def place_half_term(anchor: Anchor, *, look: Look, is_entry: bool) -> tuple[str, int]:
    """Return which term's holiday and of which year plain "half term" means, seen from a date.

    An entry looks back on the last one unless its words look ahead; a story stays in its term.
    """
    month = anchor.first.year * 12 + anchor.first.month
    falls = {
        12 * year + number: (season, year)
        for year in range(anchor.first.year - 1, anchor.first.year + 2)
        for season, number in HALF_TERM_MONTHS.items()
    }
    if look == "ahead":
        return falls[min(at for at in falls if at >= month)]
    if is_entry:
        return falls[max(at for at in falls if at <= month)]
    return falls[min(falls, key=lambda at: abs(at - month))]


def resolve_school_days(draft: Draft, terms: SchoolTerms) -> None:
    """Put the authority's own days in the place of a term's months, where they are known."""
    if not draft.term or len(draft.members) != 1:
        return
    found = _days(draft, terms)
    if found:
        first, last = (_part(day) for day in found)
        draft.members, draft.shape, draft.is_about = [(first, last)], SPAN, False


def _days(draft: Draft, terms: SchoolTerms) -> tuple[date, date] | None:
    if draft.is_half_term:
        return terms.half_term(draft.term, draft.first.year)
    term = terms.term(draft.term, draft.first.year)
    return (term.first, term.last) if term else None


def _part(day: date) -> Part:
    return Part(day.year, day.month, day.day)
