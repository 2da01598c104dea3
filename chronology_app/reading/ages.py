"""Reads a child's age in a sentence as the time when the child was that old.

Owns "when C was six weeks old" and "at 27 months", counted from a birth date and never finer than
the words; whose age it is, is decided where the children of a fact are.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates.vocabulary import NUMBERS, number
from chronology_app.reading.when import When

_COUNT = rf"\d{{1,3}}|{'|'.join(word for word in NUMBERS if len(word) > 2)}"
_UNIT = r"days?|weeks?|wks?|months?|mths?|years?|yrs?|/7|/52|/12"
_OLD = r"(?:[\s-]old|\s+of\s+age)"
_ROUGHLY = r"(?:only\s+|just\s+|about\s+|around\s+|nearly\s+)?"
_AGE = re.compile(
    r"\b(?:when|while|once|by\s+the\s+time)\s+(?:[\w'’-]+\s+){1,3}?(?:was|were|is)\s+"
    rf"{_ROUGHLY}(?P<n>{_COUNT})\s*-?\s?(?P<unit>{_UNIT})\b"
    rf"|\bat\s+{_ROUGHLY}(?P<n2>{_COUNT})\s*-?\s?(?P<unit2>weeks?|wks?|months?|mths?)\b(?!\s*['’]|\s+later)"
    rf"|\b(?:at|by)\s+(?:the\s+age\s+of\s+)?{_ROUGHLY}(?P<n3>{_COUNT})\s*-?\s?(?P<unit3>{_UNIT}){_OLD}"
    rf"|\b(?:at|by)\s+the\s+age\s+of\s+{_ROUGHLY}(?P<n4>{_COUNT})\s*-?\s?(?P<unit4>{_UNIT})?\b",
    re.IGNORECASE,
)
_DAYS, _WEEKS, _MONTHS, _YEARS = "day", "week", "month", "year"
_UNITS = {"d": _DAYS, "w": _WEEKS, "m": _MONTHS, "y": _YEARS}
_SHORT_UNITS = {"/7": _DAYS, "/52": _WEEKS, "/12": _MONTHS}
_OLDEST_YEARS = 18
_WEEK_DAYS, _YEAR_MONTHS = 7, 12


def date_of_age(text: str, born: str | None) -> When | None:
    """Return when a child born then (EDTF) was as old as a text says, or None.

    An age in days or weeks gives the days of that week, in months or years the months in which the
    child was that old: all of it uncertain, for people round ages. A birth date that is no single
    day is too vague to count from.
    """
    found = _AGE.search(text)
    if not found or not born:
        return None
    try:
        day = FuzzyDate.parse(born).day
    except DateValueError:
        return None
    words = found.groupdict()
    count = number(next(w for name, w in words.items() if w and name[0] == "n"))
    unit = _unit(next((w for name, w in words.items() if w and name[0] == "u"), _YEARS))
    if day is None or (unit == _YEARS and count > _OLDEST_YEARS):
        return None
    value = FuzzyDate.parse(_span(day, count, unit), found[0])
    return When(value, "relative", "date_of_age", found[0], ("date_from_age",))


def _unit(word: str) -> str:
    return _SHORT_UNITS.get(word) or _UNITS[word[0].lower()]


def _span(born: date, count: int, unit: str) -> str:
    """Return the EDTF of the time during which somebody born then was so old."""
    if unit in (_DAYS, _WEEKS):
        days = count * (_WEEK_DAYS if unit == _WEEKS else 1)
        first = born + timedelta(days=days)
        last = first + timedelta(days=_WEEK_DAYS - 1 if unit == _WEEKS else 0)
        return f"{first}~" if first == last else f"{first}~/{last}~"
    months = count * (_YEAR_MONTHS if unit == _YEARS else 1)
    first = _after_months(born, months)
    last = _after_months(born, months + (_YEAR_MONTHS if unit == _YEARS else 1)) - timedelta(days=1)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}~"
    return f"{first:%Y-%m}~/{last:%Y-%m}~"


def _after_months(day: date, count: int) -> date:
    months = day.year * _YEAR_MONTHS + day.month - 1 + count
    year, month = divmod(months, _YEAR_MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
