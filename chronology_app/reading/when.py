"""Chooses the date of an entry and of a sentence from the date words found in them.

Owns which of several dates is the day of the fact, which is only the day of recording, of planning
or of background; finding and reading date words belongs to `chronology_app.reading.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.reading.entries import DateWords

#: Words before a date that make it a date of birth, of printing, of a plan or of the past.
_BORN = re.compile(
    r"(?:\b(?:dob|d\.o\.b\.?|date\s+of\s+birth)|[(,]\s*born(?:\s+on)?)\s*:?\s*$", re.I
)
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
#: A plan that was dropped is a fact of its time: "core groups due in July were cancelled".
_DROPPED = re.compile(
    r"^\W*(?:(?:was|were|has|had|have)\s+(?:been\s+)?(?:not\b|cancelled|missed|postponed|declined"
    r"|refused)|did\s+not|didn['’]t|never|cancelled)",
    re.I,
)
#: "booked last week", "closed eight weeks ago": said in passing, not the day of the fact.
_ARRANGED = re.compile(
    r"\b(?:arranged|booked|agreed|planned|made|requested|offered|invited)\b(?:\s+\w+){0,4}\s*$", re.I
)
_PASSING = re.compile(r"\bago$|^(?:last|the\s+previous|the\s+last)\s+(?:week|month|year)", re.I)
_SINCE = re.compile(r"\b(?:since|since\s+about|as\s+of|following\s+the\s+events\s+of)\s*$", re.I)
_THE = re.compile(r"\bthe\s*$", re.I)


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


def own_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the dates between two offsets on which something happened, in order.

    Dates of birth, printing and planning, dates after the entry's own, and what is only said in
    passing ("since May", "eight weeks ago") are left out.
    """
    limit = _latest(dated.context)
    found = []
    for mention in dated.mentions:
        if not start <= mention.start < end or not _is_past(mention, dated, limit):
            continue
        when = _when(mention, f"date_{mention.rule}")
        if when and not _is_vaguer(when, dated.context):
            found.append(when)
    return found


def turning_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the days that "from 5 May" and "until 5 May" name, for what starts or ends then."""
    found = []
    for mention in dated.mentions:
        day = mention.edtf.removesuffix("/..").removeprefix("../")
        open_range = day != mention.edtf and "/" not in day
        if start <= mention.start < end and open_range and not mention.text.lower().startswith("since"):
            when = _when(replace(mention, edtf=day), f"date_{mention.rule}")
            if when and not _after_day(when, _latest(dated.context)):
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
    before, behind = dated.text[: mention.start], dated.text[mention.end :]
    if not mention.edtf or ".." in mention.edtf or mention.edtf.startswith("XXXX"):
        return False
    if _BORN.search(before) or _RECORDED.search(before) or _SINCE.search(before):
        return False
    if _is_in_passing(mention, before, dated.context):
        return False
    if _is_planned(mention, dated.text):
        return False
    return behind.lstrip().startswith(":") or not _after(mention, limit)


def _is_in_passing(mention: DateMention, before: str, context: When | None) -> bool:
    if _PASSING.search(mention.text) and (
        mention.text.endswith("ago") or _ARRANGED.search(before)
    ):
        return True
    if not re.search(r"-\d\d-\d\d", mention.edtf) and _THE.search(before):
        return True
    if context is None:
        return False
    if re.fullmatch(r"\d{3}[\dX][~?]?", mention.edtf):
        return True
    # "no lunch on Monday" in the entry of a week is no day of its own.
    return not _is_one_day(context) and not re.search(r"\d", mention.text)


def _is_planned(mention: DateMention, text: str) -> bool:
    if not _PLANNED.search(text[: mention.start]):
        return False
    return not _DROPPED.match(text[mention.end :])


def _is_vaguer(when: When, context: When | None) -> bool:
    """Say whether a date only names the week or month in which the entry's own day lies."""
    if context is None or context.date.earliest is None or when.date.earliest is None:
        return False
    first, last = when.date.earliest, when.date.latest
    if last is None or context.date.latest is None:
        return False
    holds = first <= context.date.earliest and context.date.latest <= last
    return holds and (first, last) != (context.date.earliest, context.date.latest)


def _is_one_day(when: When) -> bool:
    return when.date.earliest is not None and when.date.earliest == when.date.latest


def _after(mention: DateMention, limit: date | None) -> bool:
    when = _when(mention, "")
    return when is not None and _after_day(when, limit)


def _after_day(when: When, limit: date | None) -> bool:
    return limit is not None and when.date.earliest is not None and when.date.earliest > limit


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
