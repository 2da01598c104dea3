"""The table of rules for words that point at another date: "the following day", "last week".

Owns which words these are and how far they point; from where they are counted is `resolve`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import Draft, Part, Relative
from chronology_app.reading.dates.rules import Rule
from chronology_app.reading.dates.vocabulary import (
    FEAST,
    MONTH,
    NUMBER,
    NUMBERS,
    ORD,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR4,
    number,
    weekday_number,
)

_TIMES = r"(?:day|date|morning|afternoon|evening|night)"
_STARTS_NUMBER = frozenset(NUMBERS) | {"0", "few", "several", "couple", "some"}
_BEFORE_NOUNS = (
    r"(?!\s+(?:appointment|service|emergency|discharge|case|surgery|centre|trip|job)s?\b|\s+if\b)"
)
_DATED_OBJECT = rf"\s+(?:the\s+)?(?:[0-9]{{1,2}}(?:{ORD}|\s|/|\.)|(?:{MONTH}|{FEAST})\s)"
_NO_OBJECT = rf"(?=\s*(?:$|[,.;:)\]’”]|(?:and|to|when|but|that|at)\b)|{_DATED_OBJECT})"
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_LATER = {
    "later": 1,
    "after": 1,
    "afterwards": 1,
    "hence": 1,
    "following": 1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "this": 0,
    "that": 0,
    "same": 0,
    "ago": -1,
    "earlier": -1,
    "before": -1,
    "previously": -1,
    "beforehand": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "last": -1,
}
_SPOKEN = {"last", "next", "this", "coming", "upcoming"}


def _relative(match: re.Match[str], relative: Relative, *, weak: bool = False) -> Draft:
    return Draft(match.start(), match.end(), [(Part(), None)], "", relative=relative, is_weak=weak)


def _read_same_day(match: re.Match[str]) -> Draft | None:
    bare = not match["determiner"] and not match["when"]
    if bare and not match.string[match.start()].isupper():
        return None
    return _relative(match, Relative("day"))


def _read_that_day(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("day"))


def _read_spoken_day(match: re.Match[str]) -> Draft | None:
    words = re.sub(r"\s+", " ", match["word"].lower())
    counts = {
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    return _relative(match, Relative("day", counts.get(words, 0), is_spoken=True))


def _read_neighbour_day(match: re.Match[str]) -> Draft | None:
    words = match[0].lower()
    back = re.search(r"\b(?:previous|preceding|prior|before)\b", words)
    return _relative(match, Relative("day", -1 if back else 1))


def _read_workday(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("workday", _LATER[match["which"].lower()]))


def _read_pointed_weekday(match: re.Match[str]) -> Draft | None:
    which = (match["which"] or match["which2"]).lower()
    spoken = which in _SPOKEN and not match["the"]
    day = weekday_number(match["weekday"] or match["weekday2"])
    count = _LATER[which]
    return _relative(match, Relative("weekday", count, day, is_spoken=spoken))


def _read_weekday(match: re.Match[str]) -> Draft | None:
    if not match[0][0].isupper():
        return None
    day = weekday_number(match["weekday"])
    return _relative(match, Relative("weekday", None, day), weak=True)


def _read_period(match: re.Match[str]) -> Draft | None:
    which = (match["which"] or match["which2"]).lower()
    unit = (match["unit"] or match["unit2"]).lower()
    left = match.string[max(0, match.start() - 16) : match.start()]
    if which in ("last", "next") and unit != "weekend" and (match["the"] or _THE.search(left)):
        return None
    spoken = which in _SPOKEN
    count = _LATER[which]
    if unit in SEASONS:
        return _relative(match, Relative("season", count, SEASONS[unit], is_spoken=spoken))
    return _relative(match, Relative(unit, count, is_spoken=spoken))


def _read_within(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative(match["unit"].lower()))


def _read_weekend(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("weekend", None), weak=True)


def _read_counted(match: re.Match[str]) -> Draft | None:
    unit = match["unit"].lower()
    words = match["count"].lower()
    spoken = match["way"].lower() == "ago"
    way = _LATER[match["way"].lower()]
    if unit == "fortnight" and words in ("a", "one", "the"):
        return _relative(match, Relative("week", 2 * way, is_spoken=spoken, which=0))
    vague = re.fullmatch(r"(?:a\s+)?(?:few|several|couple\s+of|couple|some)", words)
    count = None if vague else number(words)
    if count is not None and (count == 0 or count > {"year": 40}.get(unit, 120)):
        return None
    about = bool(match["about"]) or count is None
    offset = way if count is None else way * count
    if count is None:
        return _relative(match, Relative(unit, None, way, is_spoken=spoken, is_about=True))
    return _relative(match, Relative(unit, offset, 0, is_spoken=spoken, is_about=about))


def _read_end_of_term(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("term"))


def _read_half_term(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("half_term", None), weak=True)


RELATIVE_RULES: tuple[Rule, ...] = (
    Rule(
        "same_day",
        frozenset({"the", "that", "same", "later", "earlier", "this"}),
        r"(?:(?P<when>later|earlier)\s+(?:on\s+)?)?(?:(?P<determiner>the|that|this)\s+)?(?:very\s+)?"
        rf"same\s+{_TIMES}\b{_BEFORE_NOUNS}",
        _read_same_day,
        "Rang on 24 October 2022. Later the same day she wrote.",
        ("Later the same day", "2022-10-24", None, "relative"),
    ),
    Rule(
        "that_day",
        frozenset({"that", "later", "earlier"}),
        rf"(?:(?:later|earlier)\s+(?:on\s+)?)?that\s+{_TIMES}\b|(?:later|earlier)\s+in\s+the\s+day\b",
        _read_that_day,
        "Seen on 5 October 2021; a note for that date says so.",
        ("that date", "2021-10-05", None, "relative"),
    ),
    Rule(
        "spoken_day",
        frozenset({"yesterday", "today", "tonight", "tomorrow", "last", "this", "earlier", "the"}),
        r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|tomorrow|"
        r"(?:earlier\s+)?today|tonight|last\s+(?:night|evening)|"
        r"(?:earlier\s+)?this\s+(?:morning|afternoon|evening))\b(?:(?<=yesterday)|(?!['’]s\b))",
        _read_spoken_day,
        "02/03/2021 Mum rang yesterday.",
        ("yesterday", "2021-03-01", None, "relative"),
    ),
    Rule(
        "neighbour_day",
        frozenset({"the", "next", "following", "previous"}),
        rf"(?:the\s+)?(?:very\s+)?(?:next|following|previous|preceding|prior)\s+{_TIMES}\b(?!\s+care)|"
        rf"the\s+(?:day|morning|afternoon|evening|night)\s+(?:before|after)\b(?!\s+(?:yesterday|"
        r"tomorrow|last\b|each|every))",
        _read_neighbour_day,
        "Taken on 31 May 2020. The next day he was seen.",
        ("The next day", "2020-06-01", None, "relative"),
    ),
    Rule(
        "workday",
        frozenset({"the", "next", "following", "previous"}),
        r"(?:the\s+)?(?P<which>next|following|previous)\s+(?:working|court|school|business)\s+day\b",
        _read_workday,
        "On Friday 24 June 2022 and again the following court day.",
        ("the following court day", "2022-06-27", None, "relative"),
    ),
    Rule(
        "pointed_weekday",
        frozenset({"the", "last", "next", "this", "following", "previous", "that"}),
        rf"(?P<the>the\s+)?(?P<which>previous|preceding|last|next|following|coming|this|that)\s+"
        rf"(?P<weekday>{WEEKDAY})|the\s+(?P<weekday2>{WEEKDAY})\s+(?P<which2>before|after){_NO_OBJECT}",
        _read_pointed_weekday,
        "On 30 July 2021 she spoke of the previous Thursday.",
        ("the previous Thursday", "[2021-07-22,2021-07-29]", None, "relative"),
    ),
    Rule(
        "period",
        frozenset(
            {
                "the",
                "last",
                "next",
                "this",
                "that",
                "following",
                "previous",
                "later",
                "earlier",
                "same",
            }
        ),
        r"(?:(?:later|earlier)\s+)?(?P<the>the\s+)?(?P<which>previous|preceding|last|next|following|"
        rf"coming|this|that|same)\s+(?P<unit>weekend|week|month|year|{SEASON})\b(?!['’]s\b|\s+(?:of|"
        rf"term|commencing|beginning|ending)\b|\s+in\s+(?:{MONTH}|{YEAR4}))|the\s+(?P<unit2>weekend|week|month|year)\s+"
        rf"(?P<which2>before|after){_NO_OBJECT}",
        _read_period,
        "On 28 July 2021 the hearing was said to be next week.",
        ("next week", "2021-08-02/2021-08-08", None, "relative"),
    ),
    Rule(
        "within_period",
        frozenset({"later", "earlier"}),
        r"(?:later|earlier)\s+in\s+the\s+(?P<unit>week|month|year)\b",
        _read_within,
        "Placed on 4 May 2020 and moved later in the month.",
        ("later in the month", "2020-05", None, "relative"),
    ),
    Rule(
        "counted",
        _STARTS_NUMBER | {"about", "around", "approximately", "roughly", "nearly", "almost"},
        r"(?:(?P<about>about|around|approximately|roughly|nearly|almost)\s+)?"
        rf"(?P<count>(?:a\s+)?(?:few|several|couple\s+of)|some|{NUMBER})\s+"
        r"(?P<unit>day|week|fortnight|month|year)s?\s+(?P<way>later|ago|earlier|previously|hence|"
        rf"afterwards|beforehand|(?:before|after){_NO_OBJECT})\b(?!\s+than\b)",
        _read_counted,
        "On 8 July 2021 she said it happened seven years ago.",
        ("seven years ago", "2014", None, "relative"),
    ),
    Rule(
        "end_of_term",
        frozenset({"term"}),
        r"term(?!\s*[-–]|\w|[a-z])(?=\W|$)",
        _read_end_of_term,
        "Moved in June 2021 and stayed on roll until the end of term.",
        ("until the end of term", "../2021-07~", "end", "context"),
    ),
    Rule(
        "weekend",
        frozenset({"weekend"}),
        r"weekend(?!s|['’])\b",
        _read_weekend,
        "He came on 6 August 2022 and stayed for the weekend.",
        ("the weekend", "2022-08-06/2022-08-07", None, "relative"),
    ),
    Rule(
        "near_half_term",
        frozenset({"half", "hanner"}),
        r"(?:half[\s-]?term|hanner\s+tymor)\b(?!['’])",
        _read_half_term,
        "17/11/2022 Drinking again since about half term.",
        ("since about half term", "2022-10~/..", None, "context"),
    ),
    Rule(
        "weekday",
        frozenset(WEEKDAYS),
        rf"(?P<weekday>{WEEKDAY})(?!s|['’]s)",
        _read_weekday,
        "They met on 25 June 2022 and came to court on the Monday.",
        ("Monday", "2022-06-27", None, "relative"),
    ),
)
