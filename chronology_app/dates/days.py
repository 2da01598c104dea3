"""Days some time before or after another, never outside of the calendar.

Records hold 31 December 9999 for "no end" and 1 January 1 for "not known": reckoning from these
must not stop a whole case from being counted.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from chronology_app.dates.fuzzy import FuzzyDate


def shifted(day: date, by: timedelta) -> date:
    """Return the day so long after another (or before); at the calendar's ends its last day."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def same_day(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or that month's last day."""
    month = day.year * 12 + day.month - 1 + months
    year, number = divmod(month, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def days_between(first: FuzzyDate, last: FuzzyDate) -> tuple[int, int] | None:
    """Return how many days lie between two dates, at least and at most; never less than none.

    None: an end is not known, or the last lies before the first.
    """
    if first.earliest is None or first.latest is None:
        return None
    if last.earliest is None or last.latest is None or last.latest < first.earliest:
        return None
    return max((last.earliest - first.latest).days, 0), (last.latest - first.earliest).days
