"""Joins drafts and reads the words around them: ranges, open ends, "early", "about", weeks.

Owns everything between and beside written dates; what is missing in them is filled by `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from chronology_app.reading.dates.parts import ALL, ANY, ONE, SPAN, Draft, Part, Relative

_HOW = (
    r"(?:(?:the\s+)?(?:early|mid|middle\s+of|late|(?:start|beginning|end)\s+of)(?:\s+the)?[\s-]+|"
    r"(?:around|about)\s+|the\s+|on\s+|in\s+)*"
)
_TO = re.compile(
    rf"\s*(?:to|until|till|through\s+to|through|up\s+to|and\s+ending|hyd\s+at|[-–—])\s*{_HOW}",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?P<word>,\s*and|and|&|,|\ba[c]?)\s*(?:the\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|in|,)?\s*", re.IGNORECASE)
_AND_BETWEEN = re.compile(rf"\s*(?:and|&|\ba[c]?)\s*{_HOW}", re.IGNORECASE)
_OR = re.compile(rf"\s*(?:or|neu|/)\s*{_HOW}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:between|rhwng)\s+{_HOW}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from|between|o|rhwng)\s+{_HOW}$", re.IGNORECASE)

_MODIFIER = re.compile(
    r"(?P<the>\bthe\s+)?(?:very\s+)?\b(?P<word>early|late|mid|middle|start|beginning|end|latter|"
    r"first|second|last|third|fourth|back\s+end|d?dechrau|canol|ganol|d?diwedd)"
    r"(?:\s+(?:part|half|week|days|weeks|months?|fortnight))?(?:\s+(?:of|in|mis))?(?:\s+the)?"
    r"[\s-]*$",
    re.IGNORECASE,
)
_MODIFIERS = {"early": "early", "late": "late", "mid": "mid", "middle": "mid", "start": "start",
              "beginning": "start", "end": "end", "latter": "late", "back end": "late",
              "dechrau": "start", "ddechrau": "start", "canol": "mid", "ganol": "mid",
              "diwedd": "end", "ddiwedd": "end"}
_HALVES = {"first": "early", "second": "late", "last": "late"}
_WEEKS = {"first": "start", "second": "mid", "third": "mid", "fourth": "late", "last": "end"}

_ABOUT = re.compile(
    r"\b(?:around|about|approximately|approx\.?|circa|ca\.|c\.|roughly)\s*(?:the\s+)?$|\b[cC](?=$)",
    re.IGNORECASE,
)
_SPEAKING_OF = re.compile(
    r"\b(?:sp[eo]ak\w*|spoke\w*|talk\w*|ask\w*|concern\w*|worr\w*|kn[eo]w\w*|inform\w*|discuss\w*|"
    r"questions?|questioned|evidence|allegations?|information|tell|told|said|says?|complain\w*|"
    r"think\w*|thought|heard?|statements?|details?|happy|unhappy|anxious|learn\w*|"
    r"rang|rung|call\w*|phon\w*|e?mail\w*|texted|wrote|visit\w*|note|question)\s+$",
    re.IGNORECASE,
)
_DOUBT_BEFORE = re.compile(r"(?<![\w?])\?\s?$")
_DOUBT_AFTER = re.compile(r"\s?[(\[]\s?\?\s?[)\]]")
_BEFORE = re.compile(
    r"\b(?:by|before|until|till|up\s+to|up\s+until|prior\s+to|no\s+later\s+than|not\s+later\s+than|"
    r"up\s+to\s+and\s+including|on\s+or\s+before|hyd\s+at|erbyn|cyn)\s+(?:at\s+least\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:ever\s+since|since|on\s+or\s+after|after|as\s+from|with\s+effect\s+from|from|ers|"
    r"not\s+before|no\s+earlier\s+than|not\s+earlier\s+than|"
    r"ar\s+ôl)\s+(?:at\s+least\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_FROM = re.compile(
    r"\b(?:apart|aside|different|distinct|away|days|weeks|months|years)\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AND_NOW = re.compile(
    r"\s+and\s+(?:now|today|the\s+present(?:\s+day)?|the\s+date\s+of)\b", re.IGNORECASE
)
_ONWARDS = re.compile(
    r"\s*(?:onwards?\b|(?:to|until|[-–—])\s*(?:the\s+)?(?:date|present|current|ongoing|now|today)\b)"
    r"(?:\s+day)?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?:\bw/?\s?(?:c|b)\.?|\bw\.c\.|\bweeks?\s+(?P<word>commencing|beginning|starting|ending|of)|"
    r"\bw/e\.?|\bwythnos\s+yn\s+dechrau)\s*[:-]?\s*(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!and\b|or\b|to\b|at\b|in\b|on\b|by\b|when\b|until\b|with\b|for\b|he\b|she\b|they\b|the\b|"
    r"onwards|that\b|but\b|as\b|was\b|is\b|were\b|because\b|it\b|we\b|i\b|there\b)[a-z]",
    re.IGNORECASE,
)
_REACH = 44
_WIDEST_GAP = 24
_LONGEST_LIST = 40


def compose(line: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of one line, joined where they belong together and widened."""
    if not drafts:
        return drafts
    composed: list[Draft] = []
    floor = 0
    for draft in _joined(line, drafts):
        if draft.start >= floor:
            _widen(line, draft, floor)
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
    if week := _week_of_weekday(line, mine, other):
        mine.relative, mine.end, mine.is_weak = week, other.end, False
        return True
    too_far = other.start - mine.end > _WIDEST_GAP or len(mine.members) > _LONGEST_LIST
    if too_far or mine.relative or other.relative:
        return False
    if "academic_year" in (mine.rule, other.rule):
        return False
    gap = line[mine.end : other.start]
    left = line[max(floor, mine.start - _REACH) : mine.start]
    if mine.shape == ONE and other.shape == ONE:
        between = _BETWEEN.search(left)
        if _TO.fullmatch(gap) or (between and _AND_BETWEEN.fullmatch(gap)):
            _mark_about(mine, left)
            _mark_about(other, gap)
            return _join_range(mine, other)
    is_or = _OR.fullmatch(gap) and _comparable(mine, other)
    if is_or and (gap.strip() != "/" or _elided(mine, other)):
        return _join_list(mine, other, ANY)
    found = _AND.fullmatch(gap)
    if found and _elided(mine, other):
        return _join_and(mine, other, found["word"])
    return False


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


def _mark_about(draft: Draft, words: str) -> None:
    """Keep an "about" that stands before one end of a range."""
    if _ABOUT.search(words):
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
    if not a.month and mine.shape == SPAN and other.shape == ONE and _follows(a, b):
        mine.members = [(mine.first, b)]
        return _absorb(mine, other)
    return _join_list(mine, other, ALL)


def _join_list(mine: Draft, other: Draft, shape: str) -> bool:
    if other.shape not in (ONE, SPAN, shape) or mine.shape not in (ONE, SPAN, shape):
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


def _widen(line: str, draft: Draft, floor: int) -> None:
    left = line[max(floor, draft.start - _REACH) : draft.start]
    if draft.shape == SPAN and (found := _FROM.search(left)):
        draft.start -= len(left) - found.start()
        draft.is_weak = False
        return
    if draft.shape == ALL and len(draft.members) == 2 and (found := _BETWEEN.search(left)):
        draft.members = [(draft.first, draft.last)]
        draft.shape = SPAN
        draft.start -= len(left) - found.start()
        return
    left = _read_week(draft, left)
    left = _read_modifier(draft, left)
    left = _read_about(line, draft, left)
    _read_open(line, draft, left)


def _take(draft: Draft, left: str, begin: int) -> str:
    draft.start -= len(left) - begin
    return left[:begin]


def _read_week(draft: Draft, left: str) -> str:
    found = _WEEK.search(left)
    if not found or draft.shape != ONE or not draft.first.day:
        return left
    word = (found["word"] or found[0]).lower().strip()
    draft.week = "of" if word == "of" else "ending" if word in ("ending", "w/e") else "commencing"
    draft.is_weak = False
    return _take(draft, left, found.start())


def _read_modifier(draft: Draft, left: str) -> str:
    found = _MODIFIER.search(left)
    part = draft.first
    coarse = not part.day and (not part.feast or draft.relative)
    if not found or not coarse or draft.week or (draft.shape != ONE and not draft.relative):
        return left
    if draft.relative and draft.relative.unit not in ("year", "month", "season", "term", "week"):
        return left
    word = re.sub(r"\s+", " ", found["word"].lower())
    phrase = found[0].lower()
    table = _WEEKS if "week" in phrase else _HALVES if "half" in phrase else _MODIFIERS
    if word not in table or (word == "end" and "end of" not in phrase):
        return left
    if draft.relative and draft.relative.unit == "term" and word not in ("end", "start"):
        return left
    draft.modifier = table[word]
    draft.is_weak = False
    begin = found.start()
    if found["the"]:
        begin = found.start("word")
        outer = left[: found.start()]
        if _ABOUT.search(outer) or _BEFORE.search(outer) or _AFTER.search(outer):
            begin = found.start()
    return _take(draft, left, begin)


def _read_about(line: str, draft: Draft, left: str) -> str:
    found = _ABOUT.search(left)
    if draft.relative and draft.relative.unit in ("day", "weekday", "weekend", "workday"):
        return left
    if found and not _SPEAKING_OF.search(left[: found.start()]):
        draft.is_about = True
        draft.is_weak = False
        left = _take(draft, left, found.start())
    if _DOUBT_BEFORE.search(left):
        draft.is_doubted = True
        left = _take(draft, left, _DOUBT_BEFORE.search(left).start())  # type: ignore[union-attr]
    if after := _DOUBT_AFTER.match(line, draft.end):
        draft.is_doubted = True
        draft.end = after.end()
    if after := re.compile(r"\s+or\s+(?:so|thereabouts)\b").match(line, draft.end):
        draft.is_about = True
        draft.end = after.end()
    return left


def _names_something(line: str, draft: Draft, left: str) -> bool:
    """Say whether the date only names a thing: "after the 2016 order"."""
    plain = not draft.modifier and not draft.relative and not draft.first.season
    return plain and bool(_THE.search(left)) and bool(_NOUN.match(line, draft.end))


def _read_open(line: str, draft: Draft, left: str) -> None:
    if draft.shape == SPAN and not draft.relative:
        return
    if _names_something(line, draft, left):
        return
    onwards = _ONWARDS.match(line, draft.end)
    between = _BETWEEN.search(left)
    if between and (until_now := _AND_NOW.match(line, draft.end)):
        draft.open, draft.is_weak, draft.end = "after", False, until_now.end()
        _take(draft, left, between.start())
        return
    if onwards:
        draft.end = onwards.end()
    after = _AFTER.search(left)
    if after and _NOT_FROM.search(left):
        after = None
    if after and draft.relative and draft.relative.is_spoken:
        after = None
    if onwards or after:
        draft.open = "after"
        draft.is_weak = draft.is_weak and draft.relative is not None
        if after:
            _take(draft, left, after.start())
        return
    before = _BEFORE.search(left)
    if before:
        draft.open = "before"
        draft.is_weak = draft.is_weak and draft.relative is not None
        _take(draft, left, before.start())

