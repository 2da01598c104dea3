"""The part of EDTF (ISO 8601-2) that we use: reads a text into spans of days.

Owns what is allowed and which days it may mean; the record that carries it is `fuzzy`.

Allowed: ``2018-05-05``, ``2018-05``, ``2018``, seasons ``2018-21`` to ``-24``, any of these with
``~``, ``?`` or ``%`` at the end; ``X`` for digits nobody knows (``201X``, ``2022-XX-05``);
intervals ``A/B`` with ``..`` or nothing for an open end; one of ``[A,B]`` and all of ``{A,B}``,
whose members may be ranges ``A..B``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date

from chronology_app.errors import DateValueError

#: First and last possible day, both included; None where nothing is known or the end is open.
Span = tuple[date | None, date | None]

_SIMPLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
_MASKED = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[~?%]?")
_SOME_LEAP_YEAR = 2004
_EVERY: Span = (None, None)
#: First month, last month and whether the last lies in the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def read_spans(edtf: str) -> tuple[Span, ...]:
    """Return the spans of days that an EDTF text allows, in the order written.

    A set has one span for each member, everything else exactly one. Both ends are included.
    Errors: DateValueError for an impossible day, an interval that ends before it begins, and
    everything outside the subset.
    """
    if not edtf:
        raise DateValueError(value=str(edtf))
    if edtf[0] in "[{":
        return _read_set(edtf)
    if "/" in edtf:
        return (_read_interval(edtf, edtf.split("/")),)
    return (_read_one(edtf, edtf),)


def bounds_of(spans: tuple[Span, ...]) -> Span:
    """Return the first and last possible day over all spans; None where one of them is open."""
    if len(spans) == 1:
        return spans[0]
    firsts = [first for first, _ in spans]
    lasts = [last for _, last in spans]
    known_firsts = [day for day in firsts if day is not None]
    known_lasts = [day for day in lasts if day is not None]
    return (
        min(known_firsts) if len(known_firsts) == len(firsts) else None,
        max(known_lasts) if len(known_lasts) == len(lasts) else None,
    )


def _read_set(edtf: str) -> tuple[Span, ...]:
    if len(edtf) < 3 or edtf[-1] != {"[": "]", "{": "}"}[edtf[0]]:
        raise DateValueError(value=edtf)
    return tuple(_read_member(edtf, member) for member in edtf[1:-1].split(","))


def _read_member(edtf: str, member: str) -> Span:
    if ".." not in member:
        return _read_one(edtf, member)
    if member == "..":
        raise DateValueError(value=edtf)
    return _read_interval(edtf, [part or ".." for part in member.split("..")])


def _read_interval(edtf: str, parts: list[str]) -> Span:
    if len(parts) != 2 or parts == ["", ""]:
        raise DateValueError(value=edtf)
    first, last = (_EVERY if part in ("", "..") else _read_one(edtf, part) for part in parts)
    if first[0] and last[1] and first[0] > last[1]:
        raise DateValueError(value=edtf)
    return first[0], last[1]


def _read_one(edtf: str, part: str) -> Span:
    found = _SIMPLE.fullmatch(part)
    if not found:
        return _read_masked(edtf, part)
    year, month, day = found.groups()
    try:
        return _span(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError:
        raise DateValueError(value=edtf) from None


def _span(year: int, month: int | None, day: int | None) -> Span:
    """Return the span of a day, month, season or year; ValueError where it does not exist."""
    if day is not None:
        exact = date(year, month or 0, day)
        return exact, exact
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    first, last = _SEASONS.get(month, (month, month))
    last_year = year + (last < first)
    return date(year, first, 1), date(last_year, last, _days_in(last_year, last))


def _days_in(year: int, month: int) -> int:
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12:
        raise ValueError(year, month)
    return calendar.monthrange(year, month)[1]


def _read_masked(edtf: str, part: str) -> Span:
    """Return the span of a value with unknown digits; without any year nothing can be placed."""
    found = _MASKED.fullmatch(part)
    if not found:
        raise DateValueError(value=edtf)
    year, month, day = found.groups()
    years = _years(year)
    first = next(_possible(years, month, day), None)
    last = next(_possible(years[::-1], month, day, backwards=True), None)
    if first is None or last is None:
        raise DateValueError(value=edtf)
    return _EVERY if year == "XXXX" else (first[0], last[1])


def _years(mask: str) -> list[int]:
    """Return the years that fit a mask; for a wholly unknown one a leap year to try days on."""
    if mask == "XXXX":
        return [_SOME_LEAP_YEAR]
    first, last = int(mask.replace("X", "0")), int(mask.replace("X", "9"))
    return [n for n in range(max(first, MINYEAR), last + 1) if _fits(mask, n, 4)]


def _possible(
    years: list[int], month: str | None, day: str | None, *, backwards: bool = False
) -> Iterator[Span]:
    """Yield the spans that fit the masks, first to last or last to first."""
    step = -1 if backwards else 1
    months: list[int | None] = [None]
    if month is not None:
        known = list(range(1, 13)) + ([] if "X" in month else list(_SEASONS))
        months = [n for n in known if _fits(month, n, 2)]
    days: list[int | None] = [None]
    if day is not None:
        days = [n for n in range(1, 32) if _fits(day, n, 2)]
    for year in years:
        for month_number in months[::step]:
            for day_number in days[::step]:
                try:
                    yield _span(year, month_number, day_number)
                except ValueError:
                    continue


def _fits(mask: str, number: int, width: int) -> bool:
    return all(m in ("X", d) for m, d in zip(mask, f"{number:0{width}d}", strict=True))
