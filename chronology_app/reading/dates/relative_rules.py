"""The table of rules for words that point at another date: "the following day", "last week".

Owns which words these are and how far they point; from where they are counted is `resolve`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import Draft, Part, Relative
from chronology_app.reading.dates.rule import Rule
from chronology_app.reading.dates.vocabulary import (
    DAY,
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
    feast_name,
    month_number,
    number,
    weekday_number,
)

_TIMES = r"(?:day|date|morning|afternoon|evening|night)"
_STARTS_NUMBER = frozenset(NUMBERS) | {"0", "few", "several", "couple", "some"}
_BEFORE_NOUNS = (
    r"(?!\s+(?:appointment|service|emergency|discharge|case|surgery|centre|trip|job)s?\b|\s+if\b)"
)
_DATED_OBJECT = rf"\s+(?:the\s+)?(?:[0-9]{{1,2}}(?:{ORD}|\s|/|\.)|(?:{MONTH}|{FEAST})\s)"
_NO_OBJECT = rf"(?=\s*(?:$|[,.;:)\]’”–-]|(?:and|to|when|but|that|at)\b)|{_DATED_OBJECT})"
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
#: Weekdays written small, as in messages; "sat" and "sun" are other words too.
_LOWER_WEEKDAY = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weds|tues|thurs)")
_LOWER_LEFT = re.compile(r"\b(?:on|til|till|until|since|by|from|last|next|this|seen)\s+$")
_PART_OF = re.compile(
    r"\b(?:early|late|mid|middle|start|beginning|end|latter\s+part)\s+(?:of|in)\s+the\s+$",
    re.IGNORECASE,
)
#: What makes a month's name the name of a thing or person: "this May Ball" is no date.
_OWNED = r"ball|fair|concert|party|edition"
_LATER = {
    "later": 1,
    "on": 1,
    "current": 0,
    "the": 0,
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
#: "just gone" and "coming" leave no doubt which weekday is meant; "last" and "this" do.
_WEEKDAY_AFTER = {"just gone": -1, "gone": -1, "just past": -1, "coming": 1, "following": 1}
_UNITS = {
    "wk": "week",
    "mth": "month",
    "yr": "year",
    "working day": "workday",
    "school day": "workday",
    "night": "day",
    "/7": "day",
    "/52": "week",
    "/12": "month",
}
_HOURS_OF_DAY = 24
_NTH_BACK = {"before last": -2, "after next": 2}
_THEN = (
    r"(?:\s+(?:that|this|then)(?=\s*(?:$|[,.;:)]|(?:he|she|they|we|i|it|the|a|an|mum|mother|dad|"
    r"father|there|was|were|and|but)\b)))"
)
_GOES_ON = (
    r"(?=\s*,|\s+(?:he|she|they|we|i|it|the|there|and|mum|mother|dad|father|nothing|no|from\s+th"
    r")\b)"
)
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
        "yest": -1,
        "last night": -1,
        "last nite": -1,
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


def _read_sure_weekday(match: re.Match[str]) -> Draft | None:
    """Read "Tuesday just gone" and "a week on Tuesday": which one is meant is not in doubt."""
    groups = match.groupdict()
    word = next(w for n, w in groups.items() if w and n.startswith("weekday"))
    day = weekday_number(word)
    if after := groups["after"]:
        way = _WEEKDAY_AFTER[re.sub(r"\s+", " ", after.lower())]
        return _relative(match, Relative("sure_weekday", way, day, is_spoken=True))
    if groups["before_last"]:
        return _relative(match, Relative("sure_weekday", -2, day, is_spoken=True))
    if groups["coming"]:
        return _relative(match, Relative("sure_weekday", 1, day, is_spoken=True))
    back = (groups["way"] or "").lower() == "last"
    return _relative(match, Relative("sure_weekday", -2 if back else 2, day, is_spoken=True))


def _read_second_period(match: re.Match[str]) -> Draft | None:
    """Read "the week before last" and "the month after next"."""
    unit = match["unit"].lower()
    count = _NTH_BACK[re.sub(r"\s+", " ", match["way"].lower())]
    if unit == "night":
        return _relative(match, Relative("day", -2, is_spoken=True)) if count < 0 else None
    if unit in SEASONS:
        return _relative(match, Relative("season", count, SEASONS[unit], is_spoken=True))
    return _relative(match, Relative(unit, count, is_spoken=True))


def _read_in_time(match: re.Match[str]) -> Draft | None:
    """Read "in two weeks' time" and "in 2/52"."""
    unit = _unit(match["unit"] or match["unit2"])
    count = number(match["count"] or match["count2"])
    if unit == "fortnight":
        return _relative(match, Relative("week", 2 * count, 0, is_spoken=True))
    return _relative(match, Relative(unit, count, 0, is_spoken=True))


def _read_named_month(match: re.Match[str]) -> Draft | None:
    """Read "last September" and "the following Easter"."""
    which = _LATER[match["which"].lower()]
    spoken = match["which"].lower() in _SPOKEN
    if match["month"]:
        if not match["month"][0].isupper():
            return None
        unit, found = "named_month", Part(month=month_number(match["month"]))
    else:
        unit, found = "named_feast", Part(feast=feast_name(match["feast"]))
    draft = _relative(match, Relative(unit, which, is_spoken=spoken))
    draft.members = [(found, None)]
    return draft


def _read_school_year(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("school_year", _LATER[match["which"].lower()], is_spoken=True))


def _read_the_period(match: re.Match[str]) -> Draft | None:
    """Read "the end of the month", and not a month or week without such words before it."""
    left = match.string[max(0, match.start() - 32) : match.start()]
    if not _PART_OF.search(left):
        return None
    return _relative(match, Relative(match["unit"].lower(), 0, is_part=True), weak=True)


def _read_day_of_month(match: re.Match[str]) -> Draft | None:
    """Read "the 5th of last month"."""
    spoken = match["which"].lower() in _SPOKEN
    relative = Relative("month", _LATER.get(match["which"].lower(), 0), is_spoken=spoken)
    return Draft(
        match.start(), match.end(), [(Part(day=int(match["d"])), None)], "", month_from=relative
    )


def _unit(word: str) -> str:
    plain = re.sub(r"\s+", " ", word.lower())
    return _UNITS.get(plain, plain)


def _read_weekday(match: re.Match[str]) -> Draft | None:
    if not match[0][0].isupper() and not _LOWER_WEEKDAY.fullmatch(match[0]):
        return None
    if not match[0][0].isupper() and not _LOWER_LEFT.search(_left(match)):
        return None
    day = weekday_number(match["weekday"])
    return _relative(match, Relative("weekday", None, day), weak=True)


def _left(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 16) : match.start()]


def _read_period(match: re.Match[str]) -> Draft | None:
    which = (match["which"] or match["which2"]).lower().split()[0]
    unit = (match["unit"] or match["unit2"]).lower()
    left = match.string[max(0, match.start() - 16) : match.start()]
    opens = bool(match["the"]) and match["the"][0].isupper()
    counts = which in ("last", "next") and unit != "weekend" and not opens
    if counts and (match["the"] or _THE.search(left)):
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


_VAGUE = re.compile(r"(?:a\s+)?(?:few|several|couple\s+of|couple|some)")


def _read_counted(match: re.Match[str]) -> Draft | None:
    unit = _unit(match["unit"] or match["unit2"])
    words = (match["count"] or match["count2"]).lower()
    spoken = match["way"].lower() == "ago"
    way = _LATER[match["way"].lower().split()[0]]
    if unit == "hour":
        return _count_hours(match, words, way, spoken=spoken)
    vague = match["more"] or _VAGUE.fullmatch(words)
    count = None if vague else number(words)
    if count is not None and (count == 0 or count > {"year": 40}.get(unit, 120)):
        return None
    if unit == "fortnight":
        unit, count = "week", count and 2 * count
    about = bool(match["about"]) or count is None
    offset = way if count is None else way * count
    if count is None:
        return _relative(match, Relative(unit, None, way, is_spoken=spoken, is_about=True))
    return _relative(match, Relative(unit, offset, 0, is_spoken=spoken, is_about=about))


def _count_hours(match: re.Match[str], words: str, way: int, *, spoken: bool) -> Draft | None:
    """Read "48 hours later" as days; what is no whole number of them is no date."""
    hours = int(words) if words.isdecimal() else 0
    if match["way"].lower() not in ("later", "ago", "after"):
        return None
    if not hours or hours % _HOURS_OF_DAY or hours > 10 * _HOURS_OF_DAY:
        return None
    return _relative(match, Relative("day", way * (hours // _HOURS_OF_DAY), is_spoken=spoken))


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
        frozenset(
            {"yesterday", "yest", "today", "tonight", "tomorrow", "last", "this", "earlier"}
            | {"later", "the"}
        ),
        r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|yest|"
        r"tomorrow|(?:(?:earlier|later)\s+)?today|tonight|last\s+(?:night|nite|evening)|"
        r"(?:earlier\s+)?this\s+(?:morning|afternoon|evening))\b(?:(?<=yesterday)|(?<=yest)|(?!['’]s\b))",
        _read_spoken_day,
        "02/03/2021 Mum rang yesterday.",
        ("yesterday", "2021-03-01", None, "relative"),
    ),
    Rule(
        "neighbour_day",
        frozenset({"the", "next", "following", "previous", "night", "day", "evening"}),
        rf"(?:the\s+)?(?:very\s+)?(?:next|following|previous|preceding|prior)\s+{_TIMES}\b(?!\s+care)|"
        rf"the\s+(?:day|morning|afternoon|evening|night)\s+(?:before|after)\b(?:{_THEN}|(?!\s+(?:"
        r"yesterday|tomorrow|last\b|each|every)))|(?:(?<=,\s)|(?<=\())(?:day|night|evening)\s+before\b(?=\s*[,.;)])",
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
        rf"(?P<weekday>{WEEKDAY})(?!\s+gone\b|\s+(?:of|in)\s+{MONTH})|"
        rf"the\s+(?P<weekday2>{WEEKDAY})\s+(?P<which2>before|after|following){_NO_OBJECT}",
        _read_pointed_weekday,
        "On 30 July 2021 she spoke of the previous Thursday.",
        ("the previous Thursday", "[2021-07-22,2021-07-29]", None, "relative"),
    ),
    Rule(
        "sure_weekday",
        frozenset(WEEKDAYS) | {"a", "this", "the", "coming"},
        rf"(?:this\s+|the\s+)?coming\s+(?P<weekday>(?P<coming>{WEEKDAY}))"
        rf"|a\s+week\s+(?P<way>on|last|from)\s+(?P<weekday2>{WEEKDAY})"
        rf"|the\s+(?P<weekday3>{WEEKDAY})\s+(?P<before_last>before\s+last)\b"
        rf"|(?:this\s+|the\s+)?(?P<weekday4>{WEEKDAY})\s+(?P<after>just\s+gone|just\s+past|gone)\b"
        rf"|(?P<weekday5>{WEEKDAY})\s+week\b(?!\s+(?:of|commencing|beginning|ending))",
        _read_sure_weekday,
        "07/10/2021 Seen by the nurse on Tuesday just gone.",
        ("Tuesday just gone", "2021-10-05", None, "relative"),
    ),
    Rule(
        "second_period",
        frozenset({"the"}) | frozenset(SEASONS) | {"weekend", "week"},
        rf"(?:the\s+)?(?P<unit>night|weekend|week|month|year|{SEASON})\s+"
        r"(?P<way>before\s+last|after\s+next)\b",
        _read_second_period,
        "07/10/2021 It happened the week before last.",
        ("the week before last", "2021-09-20/2021-09-26", None, "relative"),
    ),
    Rule(
        "in_time",
        frozenset({"in"}),
        rf"in\s+(?:(?P<count>{NUMBER})\s+(?P<unit>day|week|fortnight|month|year)s?['’]?s?\s+time\b"
        r"|(?P<count2>[0-9]{1,2})(?P<unit2>/(?:7|52|12))(?![0-9]))",
        _read_in_time,
        "07/10/2021 To be weighed again in two weeks' time.",
        ("in two weeks' time", "2021-10-21~", None, "relative"),
    ),
    Rule(
        "named_month",
        frozenset({"the", "last", "next", "this", "that", "following", "previous"}),
        rf"(?:the\s+(?=following|previous|preceding))?(?P<which>last|next|this|that|following|previous|"
        rf"preceding)\s+(?:(?P<month>{MONTH})(?!\s*['’]?[0-9])|(?P<feast>{FEAST})(?![^\W\d_]|\s+[0-9]))"
        rf"(?!\s+(?:presents?|tree|dinner|{_OWNED})\b)",
        _read_named_month,
        "07/10/2021 She has been on her own since last September.",
        ("since last September", "2021-09/..", None, "relative"),
    ),
    Rule(
        "near_school_year",
        frozenset({"this", "last", "next", "the", "current", "previous", "following"}),
        r"(?:the\s+)?(?P<which>this|last|next|current|previous|following)\s+(?:school|academic)\s+year\b",
        _read_school_year,
        "07/10/2021 Attendance last academic year was 71%.",
        ("last academic year", "2020-09/2021-07", None, "relative"),
    ),
    Rule(
        "day_of_near_month",
        frozenset({"0"}),
        rf"(?P<d>{DAY}){ORD}?\s+of\s+(?:the\s+)?(?P<which>last|next|this|that|following|previous|"
        r"same)\s+month\b",
        _read_day_of_month,
        "07/10/2021 Moved on the 12th of last month.",
        ("12th of last month", "2021-09-12", None, "relative"),
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
        rf"coming|(?:this|that)\s+same|this|that|same)\s+(?P<unit>weekend|week|month|year|{SEASON})\b(?!['’]s\b|\s+(?:of|"
        rf"term|commencing|beginning|ending)\b|\s+in\s+(?:{MONTH}|{YEAR4}))|the\s+(?P<unit2>weekend|week|month|year)\s+"
        rf"(?P<which2>before|after|following){_NO_OBJECT}",
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
        _STARTS_NUMBER
        | {"about", "around", "approximately", "approx", "roughly", "nearly", "almost", "some"},
        r"(?:(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|some(?=\s+[0-9tfse]))"
        rf"\s+)?(?:(?P<count>(?:a\s+)?(?:few|several|couple\s+of)|some|{NUMBER})"
        rf"(?P<more>\s?(?:-|–|to|or)\s?{NUMBER})?\s+"
        r"(?P<unit>working\s+day|school\s+day|hour|day|night|week|wk|fortnight|month|mth|year|yr)s?"
        r"|(?P<count2>[0-9]{1,2})(?P<unit2>/(?:7|52|12)))\s+"
        r"(?P<way>later|ago|earlier|previously|hence|"
        rf"afterwards|beforehand|on{_GOES_ON}|(?:before|after){_THEN}|(?:before|after){_NO_OBJECT})"
        r"(?!\w)(?!\s+than\b)",
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
)

#: Bare words, tried after every written date.
LAST_RULES: tuple[Rule, ...] = (
    Rule(
        "the_period",
        frozenset({"week", "month", "year"}),
        r"(?P<unit>week|month|year)(?![\w-]|['’]s)",
        _read_the_period,
        "07/10/2021 A letter will come by the end of the month.",
        ("by the end of the month", "../2021-10", "end", "relative"),
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
