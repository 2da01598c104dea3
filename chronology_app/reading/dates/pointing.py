"""Counts from an anchor: what "the next day", "last week" and "two years later" come to.

Owns the arithmetic of relative expressions; choosing the anchor is `anchors`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from chronology_app.reading.dates.anchors import Anchor
from chronology_app.reading.dates.parts import Part, Relative
from chronology_app.reading.dates.vocabulary import easter_sunday, feast_day

_DAY = timedelta(days=1)
#: Last days before a holiday: the Friday nine days before Easter, July, December.
_DAYS_BEFORE_EASTER = 9
_FRIDAY = 4
_WEEK_DAYS = 7
#: The month in which a school year begins.
_SCHOOL_BEGINS = 9
_FEW_DAYS, _FEW_WEEKS, _FEW_MONTHS = 3, 3, 3
#: Units that need a day to count from.
SMALL_UNITS = ("day", "workday", "week", "weekend", "weekday", "sure_weekday", "day_of_week")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}


def point(relative: Relative, anchor: Anchor) -> tuple[str, str | None] | None:
    """Return the EDTF value and modifier that a relative expression means, or None.

    The value is as fine as the words: a count of years gives a year, of months a month. From an
    anchor that is itself only a month or a year, a few days give about that month or year.
    """
    if relative.unit in SMALL_UNITS and not anchor.is_exact:
        return None if relative.is_part else _near(anchor, relative)
    value = _READERS[relative.unit](relative, anchor)
    if value is None:
        return None
    if relative.is_about and value[-1] not in "~?%]":
        value += "~"
    return value, None


def _near(anchor: Anchor, relative: Relative) -> tuple[str, str | None] | None:
    if relative.unit not in ("day", "week") or relative.is_spoken:
        return None
    if relative.count == 0 and relative.unit == "day":
        return anchor.edtf, anchor.modifier
    if anchor.edtf[0] in "[{" or "/" in anchor.edtf:
        return None
    return anchor.edtf.rstrip("~?%") + "~", anchor.modifier


def _base(relative: Relative, anchor: Anchor) -> date:
    return anchor.last if (relative.count or 0) > 0 else anchor.first


def _day(relative: Relative, anchor: Anchor) -> str | None:
    base = _base(relative, anchor)
    if relative.count is None:
        return f"{base + (relative.which or 0) * _FEW_DAYS * _DAY:%Y-%m}"
    if relative.count == 0:
        return anchor.edtf if not relative.is_spoken else f"{base}"
    return f"{base + relative.count * _DAY}"


def _workday(relative: Relative, anchor: Anchor) -> str | None:
    step = -_DAY if (relative.count or 0) < 0 else _DAY
    day = _base(relative, anchor)
    for _ in range(abs(relative.count or 1)):
        day += step
        while day.weekday() > _FRIDAY:
            day += step
    return f"{day}"


def _week(relative: Relative, anchor: Anchor) -> str | None:
    base = _base(relative, anchor)
    if relative.count is None:
        return f"{base + (relative.which or 0) * 7 * _FEW_WEEKS * _DAY:%Y-%m}"
    if relative.which is not None:
        # Said of the past, "three weeks ago" is a round figure; "two weeks later" counts.
        return f"{base + 7 * relative.count * _DAY}{'~' if relative.is_spoken else ''}"
    monday = base - base.weekday() * _DAY + 7 * relative.count * _DAY
    return f"{monday}/{monday + 6 * _DAY}"


def _weekend(relative: Relative, anchor: Anchor) -> str | None:
    base = anchor.first
    saturday = base + (5 - base.weekday()) * _DAY
    if relative.count is None:
        if base.weekday() < 5:
            saturday -= 7 * _DAY
    else:
        saturday += 7 * relative.count * _DAY
        if relative.count > 0 and base.weekday() < 5 and relative.is_spoken:
            saturday -= 7 * _DAY
    return f"{saturday}/{saturday + _DAY}"


def _weekday(relative: Relative, anchor: Anchor) -> str | None:
    wanted = relative.which or 0
    if relative.count is None:
        return f"{nearest_weekday(anchor, wanted)}"
    if relative.count >= 0:
        gap = (wanted - anchor.last.weekday()) % 7
        if relative.count > 0:
            gap = gap or 7
        return f"{anchor.last + gap * _DAY}"
    gap = (anchor.first.weekday() - wanted) % 7 or 7
    day = anchor.first - gap * _DAY
    same_week = day.isocalendar()[:2] == anchor.first.isocalendar()[:2]
    return f"[{day - 7 * _DAY},{day}]" if same_week else f"{day}"


def nearest_weekday(anchor: Anchor, wanted: int) -> date:
    """Return the nearest such weekday; of two equally near ones the later. Of a week, its own."""
    if (anchor.last - anchor.first).days == _WEEK_DAYS - 1:
        return anchor.first + ((wanted - anchor.first.weekday()) % _WEEK_DAYS) * _DAY
    ahead = anchor.last + ((wanted - anchor.last.weekday()) % 7) * _DAY
    back = anchor.first - ((anchor.first.weekday() - wanted) % 7) * _DAY
    return ahead if ahead - anchor.last <= anchor.first - back else back


def _sure_weekday(relative: Relative, anchor: Anchor) -> str | None:
    """Return the nearest such weekday before or after; two away, the one a week further."""
    count, wanted = relative.count or 1, relative.which or 0
    if count < 0:
        gap = (anchor.first.weekday() - wanted) % 7 or 7
        return f"{anchor.first - (gap + 7 * (-count - 1)) * _DAY}"
    gap = (wanted - anchor.last.weekday()) % 7 or 7
    return f"{anchor.last + (gap + 7 * (count - 1)) * _DAY}"


def point_named(relative: Relative, part: Part, anchor: Anchor) -> Part:
    """Return "last September" and "the following Easter" with the year that they mean."""
    year, count = anchor.first.year, relative.count or 0
    if count < 0:
        year = anchor.first.year
        is_past = _begins(part, year) < (
            anchor.first if part.feast else anchor.first.replace(day=1)
        )
        return replace(part, year=year if is_past else year - 1)
    if count > 0:
        return replace(part, year=year if _begins(part, year) > anchor.last else year + 1)
    return replace(part, year=year)


def _begins(part: Part, year: int) -> date:
    return feast_day(part.feast, year) if part.feast else date(year, part.month or 1, 1)


def _school_year(relative: Relative, anchor: Anchor) -> str | None:
    first = anchor.first
    year = first.year - (first.month < _SCHOOL_BEGINS) + (relative.count or 0)
    return f"{year}-09/{year + 1}-07"


def _day_of_week(relative: Relative, anchor: Anchor) -> str | None:
    base = anchor.first
    monday = base - base.weekday() * _DAY + 7 * (relative.count or 0) * _DAY
    return f"{monday + (relative.which or 0) * _DAY}"


def _month(relative: Relative, anchor: Anchor) -> str | None:
    base = _base(relative, anchor)
    if relative.count is None:
        return f"{_shift_months(base, (relative.which or 0) * _FEW_MONTHS):%Y}"
    if (anchor.last - anchor.first).days > 31:
        return f"{anchor.first:%Y}~" if relative.count < 12 and anchor.lends_year else None
    return f"{_shift_months(base, relative.count):%Y-%m}"


def _year(relative: Relative, anchor: Anchor) -> str | None:
    if relative.count is None or not anchor.lends_year:
        return None
    return f"{_base(relative, anchor).year + relative.count:04d}"


def _season(relative: Relative, anchor: Anchor) -> str | None:
    """Return the season that began last (or begins next) as seen from the anchor."""
    month, count = _SEASON_START[relative.which or 21], relative.count or 0
    year = anchor.first.year + (count + 1 if count < -1 else count - 1 if count > 1 else 0)
    if count > 0 and date(year, month, 1) <= anchor.last:
        year += 1
    if count < 0:
        end_month = month + 3
        over = anchor.first.month >= end_month and year == anchor.first.year
        year -= 0 if over else 1
    return f"{year}-{relative.which}"


def _term(relative: Relative, anchor: Anchor) -> str | None:
    day = anchor.first
    spring = easter_sunday(day.year) - _DAYS_BEFORE_EASTER * _DAY
    first, last = (1, spring.month) if day <= spring else (4, 7) if day.month <= 7 else (9, 12)
    month = first if relative.which else last
    return f"{day.year}-{month:02d}~"


def _shift_months(day: date, count: int) -> date:
    month = day.year * 12 + day.month - 1 + count
    return date(month // 12, month % 12 + 1, 1)


_READERS = {
    "day": _day,
    "day_of_week": _day_of_week,
    "workday": _workday,
    "week": _week,
    "weekend": _weekend,
    "weekday": _weekday,
    "sure_weekday": _sure_weekday,
    "school_year": _school_year,
    "month": _month,
    "year": _year,
    "season": _season,
    "term": _term,
}
