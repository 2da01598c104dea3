"""Reads the days that an entry's own words name, and finds those that cannot all be meant.

Only a date with its year is held against another: a day and month may be of either year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chronology_app.analysis.plan_checks.entry import MOST_READ, PlanEntry
from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates import find_dates

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./-]\d\d?[./-]\d\d\b")
_BY = re.compile(
    r"\b(?:by|before|no later than|until)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.I
)
_BEGINS = re.compile(r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|from)\b[^.;]*$", re.I)
_DECIDED_ON = re.compile(
    r"\bwill\s+(?:then\s+)?(?:decide|apply|issue|hold|ask|start|remove|move)\b[^.;]*\bon\s+"
    r"(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.I,
)  # fmt: skip
_WILL = re.compile(r"\bwill\b[^.;]*$", re.I)
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: The shapes of a date: of 2024-06-04, 4.6.24, 4th June 2024 and June 4th, 2024.
_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\w-])",
        r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)[/.](?P<month>\d\d)[/.](?P<day>\d\d)(?![\w/-])",
        r"(?<![\w/.£-])(?P<day>\d\d?)(?P<sep>[./-])(?P<month>\d\d?)(?P=sep)"
        r"(?P<year>(?:19|20)?\d\d)(?![\w/-]|\.\d)",
        r"\b(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?"
        + _MONTH
        + r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
        # "May 40 visits" tells of visits.
        r"\b"
        + _MONTH
        + r"\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?=\W*$|,?\s+(?:19|20)\d\d\b|[,;)]|\.\s)"
        r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    )
)
_LEAP_YEAR = 2024
_MONTHS_OF_YEAR = 12


def impossible_days(text: str) -> list[tuple[int, int]]:
    """Return where a text has the shape of a date and no calendar has the day: "30 February"."""
    return [
        found.span()
        for shape in _SHAPES
        for found in shape.finditer(text)
        if not _is_day(found.groupdict())
    ]


def without_impossible_days(text: str) -> str:
    """Return a text with blanks for dates that no calendar has."""
    for start, end in impossible_days(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_day(part: dict[str, str | None]) -> bool:
    year, day = part.get("year"), part.get("day")
    if name := part.get("name"):
        # "45 may come": without its capital it is the month only beside a year.
        if name == "may" and year is None:
            return True
        month = _MONTHS.index(name[:3].casefold()) + 1
    else:
        month = int(part["month"] or 0)
    if day is None:
        # 2024-06, or a year of school: 2024-25. From 21 on they are EDTF's seasons.
        assert year is not None
        is_year_after = month == (int(year) + 1) % 100
        return 1 <= month <= _MONTHS_OF_YEAR or is_year_after or month in _SEASONS
    whole = _LEAP_YEAR if year is None else int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004
    # The American order is no date of here, but somebody's day all the same.
    orders = ((month, int(day)), (int(day), month)) if part.get("sep") else ((month, int(day)),)
    return any(_stands(whole, *order) for order in orders)


_SEASONS = range(21, 42)


def _stands(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def named_days(text: str) -> list[tuple[str, FuzzyDate]]:
    """Return each date with a year that words name, after what stands before it."""
    found = []
    text = without_impossible_days(text[:MOST_READ])
    for mention in find_dates([text]):
        if _YEAR.search(mention.text) and mention.edtf:
            try:
                found.append((text[: mention.start], FuzzyDate.parse(mention.edtf, mention.text)))
            except DateValueError:
                continue
    return found


def due_of(text: str) -> FuzzyDate | None:
    """Return the day by which something is due: the one after "by", else the only or last one."""
    days = named_days(text)
    by = [day for before, day in days if _BY.search(before)]
    return by[0] if by else days[-1][1] if days else None


def contradicting_dates(entry: PlanEntry) -> Iterator[tuple[str, str]]:
    """Yield (field, words) of dates that cannot stand beside the day by which it is due.

    It begins after it is due, or what follows if nothing changes is done before it is due.
    """
    due = entry.due.earliest if entry.due else None
    last = entry.due.latest if entry.due else None
    if due is None or last is None:
        return
    for before, day in named_days(entry.by_when):
        if (
            _BEGINS.search(before)
            and not _BY.search(before)
            and day.earliest
            and day.earliest > last
        ):
            yield "by_when", day.text
    for name in ("consequence_no_change", "consequence_limited"):
        for before, day in named_days(entry.words(name)):
            is_done_by = _BY.search(before) and _WILL.search(before)
            if day.latest and day.latest < due and (is_done_by or _is_decided_on(before)):
                yield name, day.text


def _is_decided_on(before: str) -> bool:
    """Say whether something is decided on the day that follows these words.

    A sentence that names a day of its own for looking ("If it is still so on 5 May, ...") may go
    before the day by which all is due.
    """
    sentence = re.split(r"[.;]\s", before)[-1]
    return bool(_DECIDED_ON.search(sentence)) and not named_days(sentence)
