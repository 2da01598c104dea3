"""Reads the days that an entry's own words name, and finds those that cannot all be meant.

Only a date with its year is held against another: a day and month may be of either year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronology_app.analysis.plan_checks.entry import PlanEntry
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


def named_days(text: str) -> list[tuple[str, FuzzyDate]]:
    """Return each date with a year that words name, after what stands before it."""
    found = []
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
