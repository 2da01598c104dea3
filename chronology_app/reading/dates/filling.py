"""Fills in years and months that a date leaves to be understood.

Owns how parts of one mention share them and which year lies nearest; who lends is `anchors`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from chronology_app.reading.dates.anchors import Anchor
from chronology_app.reading.dates.parts import Draft, Part

#: An anchor wider than this says a year and no month.
_COARSE_DAYS = 100


def share_parts(draft: Draft) -> None:
    """Pass months and years along the dates of one mention, last to first, then first to last."""
    flat = draft.parts()
    for i in range(len(flat) - 2, -1, -1):
        flat[i] = _take_from_next(flat[i], flat[i + 1])
    for i in range(1, len(flat)):
        flat[i] = _take_from_previous(flat[i], flat[i - 1])
    parts = iter(flat)
    draft.members = [
        (next(parts), next(parts) if last is not None else None) for _, last in draft.members
    ]


def _take_from_next(part: Part, following: Part) -> Part:
    if part.day and not part.month and following.month:
        part = replace(part, month=following.month)
    if part.is_year_free and following.year:
        part = replace(part, year=following.year - _crosses(part, following))
    return part


def _take_from_previous(part: Part, previous: Part) -> Part:
    if part.day and not part.month and previous.month:
        part = replace(part, month=previous.month)
    if part.is_year_free and previous.year:
        part = replace(part, year=previous.year + _crosses(previous, part))
    return part


def _crosses(first: Part, last: Part) -> bool:
    """Say whether a year turns between two dates: "between Christmas and New Year"."""
    if not (first.month or first.feast) or not (last.month or last.feast):
        return False
    return first.month_of_year() > last.month_of_year()


#: Where the words look: back ("since ..."), ahead ("due ...") or neither.
Look = Literal["back", "ahead", ""]


def complete(part: Part, anchor: Anchor, *, is_entry: bool, look: Look = "") -> Part:
    """Return a part with the year, and for a bare day the month, that its anchor lends.

    `is_entry` says that the anchor is the date of writing.
    A written weekday chooses the year or month in which it fits.
    """
    if part.day and not part.month and not part.feast:
        return _with_month(part, anchor, is_entry=is_entry, look=look)
    years = [anchor.first.year + step for step in (0, -1, 1)]
    if part.weekday is not None:
        fitting = [y for y in years if weekday_fits(replace(part, year=y))]
        if fitting:
            return replace(part, year=fitting[0])
    choose = _year_for_entry if is_entry else _year_for_story
    return replace(part, year=choose(part, anchor, look))


def _year_for_entry(part: Part, anchor: Anchor, look: Look) -> int:
    """Return the year that a dated entry means: it looks back unless its words look ahead.

    A day is the nearest one, since an entry also names appointments; a bare month or season has
    begun already.
    """
    year, gap = anchor.first.year, part.month_of_year() - anchor.first.month
    if look == "ahead":
        return year + 1 if gap < -1 else year
    if look != "back" and (part.day or part.feast):
        return year - 1 if gap > 6 else year
    return year - 1 if gap > 0 else year


def _year_for_story(part: Part, anchor: Anchor, look: Look) -> int:
    """Return the year that a story means: its own, for a story goes forward.

    It turns into the next when the month would lie far back, into the last only at the turn.
    """
    year, gap = anchor.first.year, part.month_of_year() - anchor.first.month
    if (anchor.last - anchor.first).days > _COARSE_DAYS:
        return year
    return year - 1 if gap >= 10 and look != "ahead" else year + 1 if gap <= -7 else year


#: A note mostly tells what has been: a day ahead must lie so many times nearer.
_AHEAD = 2
_FAR = 9999


def _with_month(part: Part, anchor: Anchor, *, is_entry: bool, look: Look) -> Part:
    """Return the day in the anchor's month, or where weekday or nearness say, in one beside it."""
    if (anchor.last - anchor.first).days > 31:
        return part
    months = [_month_beside(anchor.first, step) for step in (0, -1, 1)]
    options = [replace(part, year=y, month=m) for y, m in months]
    real = [option for option in options if option.exact()]
    if is_entry and look == "back":
        real = [option for option in real if (option.exact() or date.max) <= anchor.first]
    fitting = [option for option in real if weekday_fits(option)]
    if part.weekday is not None and fitting:
        return min(fitting, key=lambda option: _distance(option, anchor))
    if is_entry and real:
        weigh_ahead = 1 if look == "ahead" else _AHEAD
        return min(real, key=lambda option: _distance(option, anchor, weigh_ahead))
    return options[0]


def _distance(part: Part, anchor: Anchor, ahead: int = 1) -> int:
    """Return how many days a day lies from its anchor; a day ahead counts so many times."""
    day = part.exact()
    if day is None:
        return _FAR
    days = (day - anchor.first).days
    return days * ahead if days > 0 else -days


def _month_beside(day: date, step: int) -> tuple[int, int]:
    month = day.year * 12 + day.month - 1 + step
    return month // 12, month % 12 + 1


def weekday_fits(part: Part) -> bool:
    """Say whether a day falls on the weekday that is written with it."""
    day = part.exact()
    return day is not None and day.weekday() == part.weekday
