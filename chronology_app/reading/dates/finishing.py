"""Finishes a draft whose parts are filled in: days that do not exist, weekdays that do not agree.

Owns these doubts, counted weekdays of a month, weeks around a day, and the kind of a written date.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from chronology_app.reading.dates.anchors import Anchor
from chronology_app.reading.dates.filling import weekday_fits
from chronology_app.reading.dates.parts import ONE, SPAN, Draft, Part
from chronology_app.reading.dates.readers import is_impossible
from chronology_app.reading.dates.vocabulary import nth_weekday

#: So many years from the date before, a number after a month is taken for its year.
_NEAR_YEARS = 2


def week_around(value: str, week: str) -> str:
    """Return the week that begins or ends on a day."""
    day = date.fromisoformat(value)
    first = day - timedelta(days=6) if week == "ending" else day
    return f"{first}/{first + timedelta(days=6)}"


def take_likely_year(draft: Draft, anchor: Anchor) -> bool:
    """Read the number of "Sept 16" as a year where that lies beside the date that goes before."""
    year = draft.year_maybe
    if year is None or draft.shape != ONE or abs(year - anchor.first.year) > _NEAR_YEARS:
        return False
    days = [other for other in draft.alternatives if other.startswith("XXXX")]
    draft.alternatives = [f"{anchor.first.year}{day[4:]}" for day in days]
    draft.members = [(replace(draft.first, year=year), None)]
    return True


def place_nth(draft: Draft) -> None:
    """Put the day in the place of "the last Friday in May 2019"."""
    year, month = draft.first.year, draft.first.month
    if draft.nth is None or year is None or month is None or draft.shape != ONE:
        return
    which, weekday, is_weekend = draft.nth
    day = nth_weekday(year, month, weekday, which)
    if day.month != month:
        return
    first = Part(day.year, day.month, day.day)
    last = day + timedelta(days=1)
    draft.members = [(first, Part(last.year, last.month, last.day) if is_weekend else None)]
    draft.shape = SPAN if is_weekend else ONE


def doubt_days(draft: Draft) -> None:
    """Widen days that do not exist to their month, and note weekdays that do not agree."""
    if draft.shape != ONE:
        _widen_ends(draft)
    for part in draft.parts():
        if is_impossible(part) and draft.shape == ONE:
            _widen_impossible(draft, part)
        elif part.weekday is not None and part.exact() and not weekday_fits(part):
            draft.doubts.append("weekday_differs")
            draft.alternatives.extend(_days_with_weekday(part))


def _widen_impossible(draft: Draft, part: Part) -> None:
    draft.doubts.append("impossible_date")
    if part.year and part.month:
        last = calendar.monthrange(part.year, part.month)[1]
        day = date(part.year, part.month, last)
        draft.alternatives.extend([f"{day}", f"{day + timedelta(days=1)}"])
    draft.members = [(replace(part, day=None, weekday=None), None)]


def _widen_ends(draft: Draft) -> None:
    """Keep only the month of a day that does not exist, in a range or a list."""
    if not any(is_impossible(part) for part in draft.parts()):
        return
    draft.doubts.append("impossible_date")
    draft.members = [(_month_of(first), last and _month_of(last)) for first, last in draft.members]


def _month_of(part: Part) -> Part:
    return replace(part, day=None, weekday=None) if is_impossible(part) else part


def _days_with_weekday(part: Part) -> list[str]:
    day = part.exact()
    if day is None or part.weekday is None:
        return []
    gap = (part.weekday - day.weekday() + 3) % 7 - 3
    return [f"{day + timedelta(days=gap)}"]


def kind_of(draft: Draft, *, is_filled: bool) -> str:
    """Return full, partial, range or context for a date that is written out."""
    if is_filled or any(part.is_year_free for part in draft.parts()):
        return "context"
    if draft.shape != ONE or draft.open or draft.week in ("commencing", "ending"):
        return "range"
    part = draft.first
    if part.feast:
        return "partial" if part.edtf().endswith("~") else "full"
    return "full" if part.day or "impossible_date" in draft.doubts else "partial"
