"""Chooses the date of an entry and of a sentence from the date words found in them.

Owns which of several dates is the day of the fact, which is only the day of recording, of planning
or of background; finding and reading date words belongs to `chronology_app.reading.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.reading.entries import DateWords

#: Words before a date that make it a date of birth, of printing, of a plan or of the past.
_BORN = re.compile(r"\b(?:dob|d\.o\.b\.?|born(?:\s+on)?|date\s+of\s+birth)\s*:?\s*$", re.I)
_RECORDED = re.compile(
    r"\b(?:print(?:ed)?|recorded|typed|entered|written\s+up|restricted(?:\s+by\s+\w+)?|received"
    r"|date\s+recorded|updated|version|dated|re-?formatted)\s*(?:on|:)?\s*$",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:due|booked(?:\s+in)?|pencilled(?:\s+in)?|scheduled|planned|arranged|re-?arranged|rebooked"
    r"|postponed|next|will\s+(?:be|take\s+place)(?:\s+\w+)?|to\s+be\s+(?:held|completed|seen|done)"
    r"|by|deadline|diarised|leave|until|before|expires?|expected)\s*(?:for|on|to|until|in|:|is)?\s*$",
    re.I,
)
_BACKGROUND = re.compile(r"\b(?:since|since\s+about|as\s+of|the)\s*$", re.I)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"\b(?:on\s+|last\s+)?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|teatime))?\b(?!['’]s)",
    re.I,
)
_NEAR = re.compile(
    r"\b(?P<today>today|this\s+(?:morning|afternoon|evening)|tonight|heddiw)\b"
    r"|\b(?P<yesterday>yesterday(?:\s+\w+ing|\s+afternoon)?|last\s+night|ddoe|neithiwr"
    r"|the\s+night\s+before|the\s+day\s+before|the\s+previous\s+(?:day|evening|night))\b",
    re.I,
)
_COMING = re.compile(r"\b(?:next|will|to\s+be|going\s+to|until|by|to\s+rebook|ring\s+on|every|each)\b", re.I)


@dataclass(frozen=True, slots=True)
class When:
    """A date with all that a suggestion says of it."""

    date: FuzzyDate
    kind: str
    rule: str
    words: str
    doubts: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text and the dates found in it, with the date that governs it."""

    text: str
    mentions: tuple[DateMention, ...]
    context: When | None


def read_entry_date(words: DateWords | None, before: When | None) -> When | None:
    """Return the date that an entry's own words give, read with the entry before as context."""
    if words is None:
        return None
    text = words.text[words.start : words.end]
    mentions = find_dates([text], _day(before))
    mention = next((m for m in mentions if m.edtf and "X" not in m.edtf), None)
    return _when(mention, f"entry_date_{words.origin}") if mention else None


def find_in(texts: Sequence[str], context: When | None) -> list[DatedText]:
    """Find the dates of several paragraphs that one entry date governs."""
    day = _day(context)
    mentions = find_dates(list(texts), None, contexts=[day] * len(texts))
    rows: list[list[DateMention]] = [[] for _ in texts]
    for mention in mentions:
        rows[mention.line - 1].append(mention)
    return [
        DatedText(text, tuple(row), context) for text, row in zip(texts, rows, strict=True)
    ]


def choose_date(dated: DatedText, start: int, end: int) -> tuple[When | None, bool]:
    """Choose the date of the fact told between two offsets, and say whether it is its own.

    Without a date of its own a fact takes the date that governs its entry. Second value: True
    when the words between the offsets hold the date themselves.
    """
    own = own_dates(dated, start, end)
    if own:
        return own[0], True
    near = _near(dated, start, end)
    if near:
        return near, True
    return dated.context, False


def own_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the dates between two offsets on which something happened, in order."""
    limit = _latest(dated.context)
    found = []
    for mention in dated.mentions:
        if not start <= mention.start < end or not _is_past(mention, dated, limit):
            continue
        when = _when(mention, f"date_{mention.rule}")
        if when:
            found.append(when)
    return found


def planned_dates(dated: DatedText, start: int, end: int) -> list[str]:
    """Return the words of dates between two offsets that lie ahead or are only planned."""
    limit = _latest(dated.context)
    return [
        m.text
        for m in dated.mentions
        if start <= m.start < end and (_is_planned(m, dated.text) or _after(m, limit))
    ]


def recording_dates(dated: DatedText, start: int, end: int) -> list[str]:
    """Return the words of dates that only say when something was written, printed or born."""
    return [
        m.text
        for m in dated.mentions
        if start <= m.start < end
        and (_RECORDED.search(dated.text[: m.start]) or _BORN.search(dated.text[: m.start]))
    ]


def _is_past(mention: DateMention, dated: DatedText, limit: date | None) -> bool:
    before = dated.text[: mention.start]
    if not mention.edtf or ".." in mention.edtf or mention.edtf.startswith("XXXX"):
        return False
    if _BORN.search(before) or _RECORDED.search(before) or _BACKGROUND.search(before):
        return False
    if _is_year_only(mention) and dated.context is not None:
        return False
    return not _is_planned(mention, dated.text) and not _after(mention, limit)


def _is_year_only(mention: DateMention) -> bool:
    return bool(re.fullmatch(r"\d{3}[\dX][~?]?", mention.edtf))


def _is_planned(mention: DateMention, text: str) -> bool:
    return bool(_PLANNED.search(text[: mention.start]))


def _after(mention: DateMention, limit: date | None) -> bool:
    when = _when(mention, "")
    if limit is None or when is None or when.date.earliest is None:
        return False
    return when.date.earliest > limit


def _near(dated: DatedText, start: int, end: int) -> When | None:
    """Read "last night", "yesterday" or a bare weekday from the day of the entry backwards."""
    day = _day(dated.context)
    if day is None or dated.context is None or dated.context.date.earliest != dated.context.date.latest:
        return None
    text = dated.text[start:end]
    found = _NEAR.search(text)
    if found and not (found.group("today") and _COMING.search(text[: found.start()][-20:])):
        back = 0 if found.group("today") else 1
        return _relative(day - timedelta(days=back), found.group(), "near_entry_date")
    weekday = _WEEKDAY.search(text)
    if weekday and not _COMING.search(text[max(0, weekday.start() - 25) : weekday.start()]):
        wanted = _WEEKDAYS.index(weekday.group("day").lower())
        back = (day.weekday() - wanted) % 7
        return _relative(day - timedelta(days=back), weekday.group(), "weekday_before_entry")
    return None


def _relative(day: date, words: str, rule: str) -> When:
    return When(FuzzyDate.parse(day.isoformat(), words), "relative", rule, words)


def _when(mention: DateMention, rule: str) -> When | None:
    try:
        value = FuzzyDate.parse(mention.edtf, mention.text, mention.modifier)
    except DateValueError:
        return None
    return When(
        value,
        mention.kind,
        rule or f"date_{mention.rule}",
        mention.text,
        tuple(mention.doubts),
        tuple(mention.alternatives),
    )


def _day(when: When | None) -> date | None:
    return when.date.earliest if when else None


def _latest(when: When | None) -> date | None:
    return when.date.latest if when else None
