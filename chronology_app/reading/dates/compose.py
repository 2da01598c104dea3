"""Joins the dates of a line that belong together: ranges, alternatives, lists.

Owns what stands between dates; the words before and after one are read by `widen`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from chronology_app.reading.dates.parts import ALL, ANY, ONE, SPAN, Draft, Part, Relative
from chronology_app.reading.dates.vocabulary import MONTH
from chronology_app.reading.dates.widen import ABOUT, BETWEEN, HOW, REACH, widen

_TO = re.compile(
    rf"\s*(?:to|until|till?|through\s+to|through|up\s+to|and\s+ending|hyd\s+at|tan|i|[-–—])\s*{HOW}",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?P<word>,\s*and|and|&|,|\ba[c]?)\s*(?:the\s+)?", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:before|after)$", re.IGNORECASE)
_THE = re.compile(r"\s+(?:the\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|in|,)?\s*", re.IGNORECASE)
_AND_BETWEEN = re.compile(rf"\s*(?:and|&|\ba[c]?)\s*{HOW}", re.IGNORECASE)
_OR = re.compile(rf"\s*(?:or|neu|/)\s*(?:on\s+)?{HOW}", re.IGNORECASE)
_MORE = re.compile(rf"\s*,?\s*(?:,|and|or|&)\s*(?:in\s+)?{MONTH}", re.IGNORECASE)
#: The most characters between two dates of one mention, and the longest list of them.
_WIDEST_GAP = 24
_LONGEST_LIST = 40


def compose(line: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of one line, joined where they belong together and widened."""
    if not drafts:
        return drafts
    composed: list[Draft] = []
    floor = 0
    joined = _joined(line, drafts)
    _share_weeks(line, joined)
    for draft in joined:
        if draft.start >= floor:
            widen(line, draft, floor)
            floor = draft.end
            composed.append(draft)
    return composed


def _joined(line: str, drafts: list[Draft]) -> list[Draft]:
    done = [drafts[0]]
    for draft in drafts[1:]:
        floor = done[-2].end if len(done) > 1 else 0
        if not _try_join(line, done[-1], draft, floor):
            done.append(draft)
    return done


def _try_join(line: str, mine: Draft, other: Draft, floor: int) -> bool:
    """Join the second draft to the first when the words between them say so."""
    if _takes_year(line, mine, other):
        mine.year_from, mine.end, mine.is_weak = other.relative, other.end, False
        return True
    if _either_weekday(line, mine, other) and other.relative:
        mine.others.append(other.relative)
        mine.end = other.end
        return True
    if _points_from(line, mine, other):
        mine.offset, mine.relative, mine.is_weak = mine.relative, None, False
        mine.members, mine.end = other.members, other.end
        return True
    if week := _week_of_weekday(line, mine, other):
        mine.relative, mine.end, mine.is_weak = week, other.end, False
        return True
    too_far = other.start - mine.end > _WIDEST_GAP or len(mine.members) > _LONGEST_LIST
    if too_far or mine.relative or other.relative:
        return False
    if "academic_year" in (mine.rule, other.rule):
        return False
    gap = line[mine.end : other.start]
    left = line[max(floor, mine.start - REACH) : mine.start]
    if mine.shape == ONE and other.shape == ONE:
        between = BETWEEN.search(left)
        if _is_name_after_dash(mine, other, gap):
            return False
        if _TO.fullmatch(gap) or (between and _AND_BETWEEN.fullmatch(gap)):
            _mark_about(mine, left)
            _mark_about(other, gap)
            return _join_range(mine, other)
    figures = mine.rule == other.rule == "day_and_numeric_month"
    is_or = not figures and _OR.fullmatch(gap) and _comparable(mine, other)
    if is_or and (gap.strip() != "/" or _elided(mine, other)):
        return _join_list(mine, other, ANY)
    if "day_and_numeric_month" in (mine.rule, other.rule):
        return False
    found = _AND.fullmatch(gap)
    if found and _elided(mine, other):
        word = found["word"]
        months = mine.last.month and not mine.last.day and other.first.month
        if word == "," and months and not other.first.day and _MORE.match(line, other.end):
            word = "and"
        return _join_and(mine, other, word)
    return False


def _share_weeks(line: str, drafts: list[Draft]) -> None:
    """Let "Thursday and Friday last week" both be days of that week."""
    for mine, other in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
        day, week = mine.relative, other.relative
        bare = day is not None and day.unit == "weekday" and day.count is None
        if not bare or week is None or week.unit != "day_of_week" or day is None:
            continue
        if _AND.fullmatch(line, mine.end, other.start):
            mine.relative, mine.is_weak = replace(week, which=day.which), False


def _takes_year(line: str, mine: Draft, other: Draft) -> bool:
    """Say whether "last year" or "of that year" belongs to the date before it."""
    is_year = other.relative is not None and other.relative.unit == "year"
    open_year = not mine.relative and not mine.year_from and mine.last.is_year_free
    return is_year and open_year and bool(_OF.fullmatch(line, mine.end, other.start))


def _week_of_weekday(line: str, mine: Draft, other: Draft) -> Relative | None:
    """Return what "Friday of that week" and "Tuesday next week" point at."""
    day, week = mine.relative, other.relative
    if day is None or week is None or day.unit != "weekday" or week.unit != "week":
        return None
    if day.count is not None or week.which is not None:
        return None
    if not _OF.fullmatch(line, mine.end, other.start):
        return None
    return replace(week, unit="day_of_week", which=day.which)


def _is_name_after_dash(mine: Draft, other: Draft, gap: str) -> bool:
    """Say whether "10 March - Summer cried" has a child called Summer after the dash."""
    dash = gap.strip() in ("-", "–", "—", "")
    season = other.first.season or other.first.feast
    return bool(dash and season and other.first.year is None and mine.last.day)


def _either_weekday(line: str, mine: Draft, other: Draft) -> bool:
    """Say whether "Monday or Tuesday" names one of two days."""
    days = (mine.relative, other.relative)
    bare = all(day and day.unit == "weekday" and day.count is None for day in days)
    return bare and bool(_OR.fullmatch(line, mine.end, other.start))


def _points_from(line: str, mine: Draft, other: Draft) -> bool:
    """Say whether "two days after" or "the day before" stands before the written date it means."""
    if mine.relative is None or mine.relative.is_spoken or other.relative or other.shape != ONE:
        return False
    points = _POINTS.search(line, mine.start, mine.end)
    return bool(points and _THE.fullmatch(line, mine.end, other.start))


def _mark_about(draft: Draft, words: str) -> None:
    """Keep an "about" that stands before one end of a range."""
    if ABOUT.search(words):
        draft.members = [(replace(draft.first, is_about=True), None)]


def _join_range(mine: Draft, other: Draft) -> bool:
    if mine.first.decade or other.first.decade or not _in_order(mine.first, other.first):
        return False
    mine.members = [(mine.first, other.first)]
    mine.shape = SPAN
    return _absorb(mine, other)


def _join_and(mine: Draft, other: Draft, word: str) -> bool:
    a, b = mine.last, other.first
    if word == "," and bool(a.day or a.month) != bool(b.day and b.month or b.day):
        return False
    if mine.shape == ONE and other.shape == ONE and not a.day and not b.day:
        if a.feast or b.feast or bool(a.season) != bool(b.season):
            return False
        if _follows(a, b):
            mine.members, mine.shape = [(a, b)], SPAN
            return _absorb(mine, other)
    if (
        not a.day
        and mine.shape == SPAN
        and not mine.is_period
        and other.shape == ONE
        and _follows(a, b)
    ):
        mine.members = [(mine.first, b)]
        return _absorb(mine, other)
    return _join_list(mine, other, ALL)


def _join_list(mine: Draft, other: Draft, shape: str) -> bool:
    if other.shape not in (ONE, SPAN, shape) or mine.shape not in (ONE, SPAN, shape):
        return False
    if mine.members[-1] == other.members[0]:
        return False
    mine.members = [*mine.members, *other.members]
    mine.shape = shape
    return _absorb(mine, other)


def _absorb(mine: Draft, other: Draft) -> bool:
    mine.end = other.end
    mine.is_weak = mine.is_weak and other.is_weak
    mine.rule = other.rule if mine.is_weak else mine.rule
    return True


def _in_order(first: Part, last: Part) -> bool:
    if first.year and last.year:
        return (first.year, first.month or 0) <= (last.year, last.month or 12)
    return True


def _comparable(mine: Draft, other: Draft) -> bool:
    return bool(mine.last.day) == bool(other.first.day) and not other.doubts


def _elided(mine: Draft, other: Draft) -> bool:
    """Say whether one of two dates of a kind lacks the year that the other has, or both do."""
    a, b = mine.last, other.first
    if bool(a.day) != bool(b.day) or bool(a.month) != bool(b.month) or a.decade or b.decade:
        return False
    if a.season and b.season:
        return a.year is None
    if not a.month:
        return bool(a.year and b.year and not a.season and not b.season and not a.feast)
    return a.year is None or b.year is None


def _follows(first: Part, last: Part) -> bool:
    if first.season and last.season:
        return last.season == first.season + 1
    if first.month and last.month:
        return last.month == first.month % 12 + 1
    return bool(first.year and last.year == first.year + 1)
