"""Decides whether a weak word (a bare year, month, weekday, season) is meant as a date here.

Owns the surroundings that speak for or against; the words themselves are in `rules`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from chronology_app.reading.dates.parts import ONE, Draft
from chronology_app.reading.dates.readers import month_may_be_name
from chronology_app.reading.dates.vocabulary import FULL_MONTHS, WEEKDAY

_RECURRING = re.compile(
    r"\b(?:every|each|alternate|alternating|weekly|fortnightly|monthly|annually|yearly|per\s+week|"
    r"once\s+a\s+week|always|usually|normally|typically|regularly|generally)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to\s+be|due|next|booked|arranged\s+for|planned|plan\s+to|going\s+to|agreed\s+to|"
    r"by\s+(?:the\s+(?:end\s+of\s+)?)?$|"
    r"until|action|can|please|pls|must|should|hopes?\s+to|intends?)\b",
    re.IGNORECASE,
)
#: An appointment lies ahead unless it was kept or missed: "came to her appointment on Wednesday".
_APPOINTED = re.compile(r"\b(?:appointment|appt)s?\b", re.IGNORECASE)
#: A pregnancy is booked on the day that is told: "booked on Thursday at 20/40".
_GESTATION = re.compile(r"\s*(?:at|@)\s*\d{1,2}\s*(?:/40|\+\s?\d|w(?:ee)?ks?\b)", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn['’]t|went|came|saw|left|got|took|said|told|\w{3,}ed)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:will|can|please|pls|shall|to\s+be|due|plan)\b", re.IGNORECASE)
_YEAR_LEFT = re.compile(
    r"(?:\b(?:in|during|since|until|till|by|throughout|before|after|from|around|about|circa|between|"
    r"of|early|late|mid|and|or|to|into|over|for|on|born|dated|through|as|both|either|neither|late\s+in|back\s+in|yn|"
    r"ers|tua|at\s+least|for\s+the\s+year|year|years|summer|autumn|winter|spring)[\s-]+(?:the\s+)?"
    r"|\b(?:the|that|this|its|their|his|her|a|our|original|earlier|previous|final)\s+"
    r"|(?:X{2,}|\]|\*{2,}|_{2,}|…|\.{3})\s*|^\W*|^.{0,3}\s|[-–—]\s?|\b(?:winter|early|mid|late)-)$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"\b(?:the|that|this|its|their|his|her|a|our|original|earlier|previous|final)\s+$",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:1|one)\s+in\s+$", re.IGNORECASE)
_NOUN_RIGHT = re.compile(
    r"\s+[a-z]+|\s+(?:Order|Judgment|Assessment|Report|Plan|Conference|Review)"
)
_SENTENCE_HEAD = re.compile(r"(?:[.;:]\s+|^\W*)$")
_YEAR_RIGHT = re.compile(r"\s*(?:$|[,.;:)\]’'”\"–—-]|[a-z(\[]|[A-Z])")
#: An officer's number: "PC 2014", "collar no. 1998".
_OFFICER = re.compile(
    r"\b(?:W?P[CS]|D[CSI]|PCSO|Insp|Sgt|(?i:sergeant|constable|(?:collar|badge|shoulder|warrant|officer)"
    r"(?:\s+(?:no|num|number))?|no))\.?\s*:?\s*$"
)
_NUMBER_RIGHT = re.compile(r"\s*[0-9]")
_MONTH_LEFT = re.compile(
    r"\b(?:in|during|by|since|until|till|to|throughout|before|after|from|early|mid|late|of|around|"
    r"about|last|next|this|every|through|for|between|following|previous|and|or|over|as|ym|ers)"
    r"[\s-]+(?:the\s+)?$|(?:\]|\bX{2,}|\*{2,}|_{2,})\s*$",
    re.IGNORECASE,
)
_SURE_MONTH_LEFT = re.compile(
    r"\b(?:in|during|since|until|till|throughout|early|mid|late|last|next|this|of)[\s-]+$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:the|a|his|her|their|its|our)\s+$", re.IGNORECASE)
_SURNAME = re.compile(
    r"\s+[A-Z][a-z]+\b|['’]s\s+[a-z]|\s+(?:said|says|told|asked|is|has|was|will)\b"
)
_WEEKDAY_LEFT = re.compile(
    r"\b(?:on|by|til|until|since|before|after|from|that|over|for|late|early|dated?|between|and|or|"
    r"(?:hours|hrs)\s+of|morning\s+of|evening\s+of|afternoon\s+of|night\s+of|"
    r"(?<!\bevery\s)(?:\w{3,}ed|rang|rung|saw|seen|came|went|left|met|told|wnb|dna|here|there|home|"
    r"school|bus|train|park|shop|gate|road|house|flat|door|you|him|her|them|us|me|again|back|due|here))"
    r"\s+(?:the\s+)?$|^\W*$|[.;]\s+$",
    re.IGNORECASE,
)
#: A weekday in capitals may stand bare in a note ("bitten by the dog Saturday") where what follows
#: it is no noun: "Tuesday club", "a Saturday job".
_BARE_LEFT = re.compile(
    r"(?<![.'’-])\b(?!(?:an?|every|each|one|this|is|are|be|and|or)\b)[a-z]{2,}\s+$"
)
_BARE_RIGHT = re.compile(
    r"\s*(?:$|[,;.:)]|[-–—]\s|/)|\s+(?:with|and|because|as|at|by|when|after|before|following|due\s+to"
    r"|in|on|was|were|had|for|who|but|so|she|he|they|we|I|mum|dad|w/)(?![\w'’-])"
)
_DAYS_OF_HABIT = re.compile(rf"\s*(?:and|or|&|,|/|\+)\s*{WEEKDAY}", re.IGNORECASE)
#: "Contact is Tuesday and Thursday" tells a habit.
_FIXED_DAYS = re.compile(
    rf"\b(?:is|are)\s+(?:on\s+)?{WEEKDAY}s?\s*(?:,|and|&|or|/)\s*$", re.IGNORECASE
)
_WHOLE_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
#: "Sat with him", "Sun was out": at the head of a sentence more is asked of these.
_SAT = re.compile(r"Sat|Sun|Mon|Fri|Wed")
_SAT_RIGHT = re.compile(r"\.?\s*(?:$|[,:;)–-]|(?:am|pm|morning|afternoon|evening|night)\b|[0-9])")
_DAYTIME = re.compile(
    r"\s+(?:morning|afternoon|evening|night|lunchtime|tea\s?time)\b", re.IGNORECASE
)
_WEEKEND_LEFT = re.compile(
    r"\b(?:at|over|for|on|during|before|after|since|until|by)\s+(?:the\s+)?$|\bthe\s+$",
    re.IGNORECASE,
)
_SEASON_LEFT = re.compile(
    r"\b(?:in|over|during|since|until|by|before|after|through|throughout)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FEAST_LEFT = re.compile(
    r"\b(?:at|on|over|before|after|since|until|by|during|for|around|about|past|last|to|and|that|"
    r"this|from)\s+(?:the\s+)?$|[/(–-]\s?$",
    re.IGNORECASE,
)
_HALF_TERM_LEFT = re.compile(
    r"\b(?:in|at|over|during|before|after|since|until|till|by|for|around|about|this|last|past|that|"
    r"through|dros|yn\s+ystod|cyn)\s+(?:the\s+)?$|^\W*$",
    re.IGNORECASE,
)
_HALF_TERM_RIGHT = re.compile(r"\s+(?:clubs?|activit|packs?|dates?|contact\s+(?:is|will))", re.I)
_FEAST_RIGHT = re.compile(
    r"\s+(?:presents?|tree|dinner|cards?|party|parties|box|decorations?|lights|jumper|fair|play|"
    r"concert|eggs?|gifts?|shopping|list|money|holidays|hamper|stocking|cake|lunch|meal)\b",
    re.IGNORECASE,
)
_HABITS_RIGHT = re.compile(r"\s+(?:mornings|afternoons|evenings|nights|lunchtimes)\b")
_WEEKDAYS_FROM_TO = re.compile(
    rf"\b{WEEKDAY}(?:\s+(?!{WEEKDAY})[^\s]+){{0,6}}?\s*(?:\bto\b|\buntil\b|\btill\b|-|–)\s*(?:the\s+)?"
    rf"(?:(?:[0-9.:apm]+|noon)\s+(?:on\s+)?)?{WEEKDAY}(?!\s+[0-9])",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:shall|half|halves|shared?|divided|weeks?)\b", re.IGNORECASE)
_BIRTHDAYS = re.compile(r"\s*(?:,|and|or|&)\s*(?:on\s+|for\s+)?(?:\w+\s+)?birthdays?\b")
_BIRTHDAYS_LEFT = re.compile(r"\bbirthdays?\s*(?:,|and|or|&)\s*(?:at\s+)?$", re.IGNORECASE)
_NAME_RIGHT = re.compile(r"\s+[A-Z][a-z]+\b(?!\s+(?:Order|Conference))")
_LOWER_RIGHT = re.compile(r"\s+[a-z]")
_NOT_ONE_WEEKEND = re.compile(r"\s+(?:and|or)\s+holidays|\s+of\b")
_FEAST_HEADS = re.compile(r"\s*(?:[:,(–-]|and\b|was\b|period\b)")
_FOR = re.compile(r"\bfor\s+the\s+$", re.IGNORECASE)
_CENTILE = re.compile(r"\b(?:per)?centiles?\b", re.IGNORECASE)
_HABIT_RIGHT = re.compile(
    r"\s*(?:(?:of|in)\s+)?(?:each|every|annually|weekly|fortnightly|monthly)\b", re.IGNORECASE
)
#: How far a sentence is followed, in characters: enough for any real one.
_SENTENCE_REACH = 400
_SENTENCE_END = re.compile(r"[.;!?](?=\s)")


def sentence_of(line: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a span begins and ends."""
    begin = max(0, start - _SENTENCE_REACH)
    for found in _SENTENCE_END.finditer(line, begin, start):
        begin = found.end()
    limit = min(len(line), end + _SENTENCE_REACH)
    found_end = _SENTENCE_END.search(line, end, limit)
    return begin, found_end.start() if found_end else limit


def is_recurring(line: str, draft: Draft) -> bool:
    """Say whether the sentence speaks of what happens again and again."""
    begin, end = sentence_of(line, draft.start, draft.end)
    if _RECURRING.search(line, begin, draft.end):
        return True
    return bool(_HABIT_RIGHT.match(line[:end], draft.end))


#: What is fixed for a week mostly lies ahead: "CIN meeting w/c 18th".
_ARRANGES = re.compile(
    r"\b(?:meeting|mtg|conference|review|core\s+group|visit|appointment|appt|hearing|panel)\b", re.I
)


def looks_ahead(line: str, draft: Draft) -> bool:
    """Say whether the words before the date in its sentence look into the future."""
    begin, _ = sentence_of(line, draft.start, draft.end)
    if draft.week == "commencing" and _ARRANGES.search(line, begin, draft.start):
        return True
    if _GESTATION.match(line, draft.end):
        return False
    if draft.open == "before" or _AHEAD.search(line, begin, draft.start):
        return True
    appointed = _APPOINTED.search(line, begin, draft.start)
    return bool(appointed) and not _PAST.search(line, begin, draft.start)


def tells_past(line: str, draft: Draft) -> bool:
    """Say whether the words before the date in its sentence tell of what has been."""
    begin, _ = sentence_of(line, draft.start, draft.end)
    return bool(_PAST.search(line, begin, draft.start))


def asks_ahead(line: str, draft: Draft) -> bool:
    """Say whether the words before the date ask for or announce what is still to come."""
    begin, _ = sentence_of(line, draft.start, draft.end)
    return bool(_ASKS.search(line, begin, draft.start))


def is_supported(line: str, draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether a weak draft is meant as a date, by the words around it."""
    check = _CHECKS.get(draft.rule)
    left = line[max(0, draft.start - 32) : draft.start]
    return check(line, left, draft, drafts) if check else True


def _year(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    left = left if draft.start > 32 else "" if not left.strip() else left
    heads = _SENTENCE_HEAD.search(left) and line[draft.end : draft.end + 2] == ": "
    found = heads or _YEAR_LEFT.search(left)
    if not found or not _YEAR_RIGHT.match(line, draft.end) or _NUMBER_RIGHT.match(line, draft.end):
        return False
    if _RATIO.search(left) or _OFFICER.search(left):
        return False
    if _NOUN_PHRASE.search(left):
        return bool(_NOUN_RIGHT.match(line, draft.end))
    if left.rstrip().endswith(("-", "–", "—")):
        return any(other.end <= draft.start and draft.start - other.end < 4 for other in drafts)
    return not re.search(r"[0-9]\s*$", left)


def _month(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    word = line[draft.start : draft.end]
    if line[draft.end : draft.end + 1] in ("-", "/") or line[draft.start - 1 : draft.start] == "-":
        return False
    if draft.shape != ONE:
        names = {name.lower() for name in re.findall(r"[^\W\d_]+", word)} & FULL_MONTHS
        return any(not month_may_be_name(name) for name in names) or bool(
            _SURE_MONTH_LEFT.search(left)
        )
    heads = _SENTENCE_HEAD.search(left) and line[draft.end : draft.end + 2] == ": "
    if heads and word.lower() in FULL_MONTHS:
        return True
    if word.lower() not in FULL_MONTHS:
        return bool(_SURE_MONTH_LEFT.search(left)) and not _SURNAME.match(line, draft.end)
    names_thing = _DETERMINER.search(left) and _LOWER_RIGHT.match(line, draft.end)
    if month_may_be_name(word):
        if names_thing:
            return True
        return bool(_SURE_MONTH_LEFT.search(left)) and not _SURNAME.match(line, draft.end)
    if _MONTH_LEFT.search(left):
        return not _NAME_RIGHT.match(line, draft.end)
    return bool(names_thing)


def _weekday(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    if is_recurring(line, draft) or _HABITS_RIGHT.match(line, draft.end):
        return False
    if _is_timetable(line, draft):
        return False
    is_word = _SAT.fullmatch(line, draft.start, draft.end) and _SENTENCE_HEAD.search(left)
    if is_word and not draft.open and not _SAT_RIGHT.match(line, draft.end):
        return False
    begin, end = sentence_of(line, draft.start, draft.end)
    named = [d for d in drafts if d.rule == "weekday" and begin <= d.start < end]
    if len({d.relative.which for d in named if d.relative}) > 2:
        return False
    if _FIXED_DAYS.search(left):
        return False
    if draft.open or _WEEKDAY_LEFT.search(left) or _DAYTIME.match(line, draft.end):
        return True
    if line[draft.end : draft.end + 2] in ("'s", "’s"):
        return True
    whole = _WHOLE_WEEKDAY.fullmatch(line, draft.start, draft.end)
    if not whole or not _BARE_LEFT.search(left) or _DAYS_OF_HABIT.match(line, draft.end):
        return False
    return bool(_BARE_RIGHT.match(line, draft.end))


def _is_timetable(line: str, draft: Draft) -> bool:
    begin, end = sentence_of(line, draft.start, draft.end)
    return bool(_WEEKDAYS_FROM_TO.search(line, begin, end))


def _weekend(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    if is_recurring(line, draft):
        return False
    if draft.open:
        return True
    if not _WEEKEND_LEFT.search(left):
        return False
    if left.lower().endswith("the "):
        if _FOR.search(left) and draft.relative:
            draft.relative = replace(draft.relative, count=0)
        draft.start -= 4
        return not _NOT_ONE_WEEKEND.match(line, draft.end)
    return False


def _season(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    begin, end = sentence_of(line, draft.start, draft.end)
    holidays = "holiday" in line[draft.start : draft.end].lower()
    if holidays and _SHARED.search(line, begin, end):
        return False
    return bool(_SEASON_LEFT.search(left)) and not is_recurring(line, draft)


def _feast(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    if _BIRTHDAYS.match(line, draft.end) or _BIRTHDAYS_LEFT.search(left):
        return False
    if not left.strip():
        return bool(_FEAST_HEADS.match(line, draft.end))
    return bool(_FEAST_LEFT.search(left)) and not _FEAST_RIGHT.match(line, draft.end)


#: The lines of a growth chart: "weight back on the 9th" names no day.
_CENTILES = frozenset({2, 9, 25, 50, 75, 91, 98})
_GROWTH = re.compile(
    r"\b(?:weigh\w*|wt|height|ht|length|growth|OFC|head\s+circ\w*|kgs?|BMI)\b", re.I
)


def _ordinal(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    begin, end = sentence_of(line, draft.start, draft.end)
    if draft.first.day in _CENTILES and _GROWTH.search(line, begin, draft.start):
        return False
    return not _CENTILE.search(line, begin, end)


def _half_term(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    if is_recurring(line, draft) or _HALF_TERM_RIGHT.match(line, draft.end):
        return False
    return bool(draft.open or draft.is_about or _HALF_TERM_LEFT.search(left))


def _the_period(line: str, left: str, draft: Draft, drafts: list[Draft]) -> bool:
    return draft.modifier is not None and not is_recurring(line, draft)


_CHECKS = {
    "the_period": _the_period,
    "near_half_term": _half_term,
    "ordinal_day": _ordinal,
    "year": _year,
    "academic_year": _year,
    "month": _month,
    "weekday": _weekday,
    "weekend": _weekend,
    "season": _season,
    "feast": _feast,
    "term": _season,
}
