"""Calendar sums on day numbers: months, weeks and working days after a day.

Days are `date.toordinal` numbers, because lists of them are searched by bisection.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from chronology_app.dates.days import same_day

_REMEMBERED = 1 << 16
_LAST = date.max.toordinal()


@lru_cache(_REMEMBERED)
def add_months(day: int, months: int) -> int:
    """Return the same day of the month some months on (or back), or that month's last day."""
    return same_day(date.fromordinal(day), months).toordinal()


@lru_cache(_REMEMBERED)
def add_working_days(day: int, count: int) -> int:
    """Return the day some working days on, Monday to Friday; bank holidays are not taken out."""
    weekday = (day - 1) % 7
    # From a Saturday or Sunday the count begins as from the Friday before.
    start = day - max(0, weekday - 4)
    weeks, rest = divmod(count, 5)
    over = 2 if min(weekday, 4) + rest > 4 else 0
    return min(start + weeks * 7 + rest + over, _LAST)
