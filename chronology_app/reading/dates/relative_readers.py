"""Readers of words that point at another date: "the following day", "last week", "in 2/52".

Owns what such words mean; which words they are is `relative_rules`, from where they are counted
`resolve`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import Draft, Part, Relative
from chronology_app.reading.dates.vocabulary import (
    SEASONS,
    feast_name,
    month_number,
    number,
    weekday_number,
)

_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)


#: Weekdays written small, as in messages; "sat" and "sun" are other words too.
_LOWER_WEEKDAY = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weds|tues|thurs)")


_LOWER_LEFT = re.compile(r"\b(?:on|til|till|until|since|by|from|last|next|this|seen)\s+$")


_PART_OF = re.compile(
    r"\b(?:early|late|mid|middle|start|beginning|end|latter\s+part)\s+(?:of|in)\s+the\s+$",
    re.IGNORECASE,
)


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


_SPOKEN = {"last", "next", "this", "coming", "upcoming"}


def _relative(match: re.Match[str], relative: Relative, *, weak: bool = False) -> Draft:
    return Draft(match.start(), match.end(), [(Part(), None)], "", relative=relative, is_weak=weak)


def read_same_day(match: re.Match[str]) -> Draft | None:
    """Read "later the same day"; a bare "same day" only at the head of a sentence."""
    bare = not match["determiner"] and not match["when"]
    if bare and not match.string[match.start()].isupper():
        return None
    return _relative(match, Relative("day"))


def read_that_day(match: re.Match[str]) -> Draft | None:
    """Read "that date" and "later in the day"."""
    return _relative(match, Relative("day"))


def read_spoken_day(match: re.Match[str]) -> Draft | None:
    """Read "yesterday", "tonight" and "the day after tomorrow"."""
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


def read_neighbour_day(match: re.Match[str]) -> Draft | None:
    """Read "the next day" and "the day before"."""
    words = match[0].lower()
    back = re.search(r"\b(?:previous|preceding|prior|before)\b", words)
    return _relative(match, Relative("day", -1 if back else 1))


def read_workday(match: re.Match[str]) -> Draft | None:
    """Read "the following court day"."""
    return _relative(match, Relative("workday", _LATER[match["which"].lower()]))


def read_pointed_weekday(match: re.Match[str]) -> Draft | None:
    """Read "the previous Thursday"."""
    which = (match["which"] or match["which2"]).lower()
    spoken = which in _SPOKEN and not match["the"]
    day = weekday_number(match["weekday"] or match["weekday2"])
    count = _LATER[which]
    return _relative(match, Relative("weekday", count, day, is_spoken=spoken))


def read_sure_weekday(match: re.Match[str]) -> Draft | None:
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


def read_second_period(match: re.Match[str]) -> Draft | None:
    """Read "the week before last" and "the month after next"."""
    unit = match["unit"].lower()
    count = _NTH_BACK[re.sub(r"\s+", " ", match["way"].lower())]
    if unit == "night":
        return _relative(match, Relative("day", -2, is_spoken=True)) if count < 0 else None
    if unit in SEASONS:
        return _relative(match, Relative("season", count, SEASONS[unit], is_spoken=True))
    return _relative(match, Relative(unit, count, is_spoken=True))


def read_in_time(match: re.Match[str]) -> Draft | None:
    """Read "in two weeks' time" and "in 2/52"."""
    unit = _unit(match["unit"] or match["unit2"])
    count = number(match["count"] or match["count2"])
    if unit == "fortnight":
        return _relative(match, Relative("week", 2 * count, 0, is_spoken=True))
    return _relative(match, Relative(unit, count, 0, is_spoken=True))


def read_named_month(match: re.Match[str]) -> Draft | None:
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


def read_school_year(match: re.Match[str]) -> Draft | None:
    """Read "last academic year"."""
    return _relative(match, Relative("school_year", _LATER[match["which"].lower()], is_spoken=True))


def read_the_period(match: re.Match[str]) -> Draft | None:
    """Read "the end of the month", and not a month or week without such words before it."""
    left = match.string[max(0, match.start() - 32) : match.start()]
    if not _PART_OF.search(left):
        return None
    return _relative(match, Relative(match["unit"].lower(), 0, is_part=True), weak=True)


def read_day_of_month(match: re.Match[str]) -> Draft | None:
    """Read "the 5th of last month"."""
    spoken = match["which"].lower() in _SPOKEN
    relative = Relative("month", _LATER.get(match["which"].lower(), 0), is_spoken=spoken)
    return Draft(
        match.start(), match.end(), [(Part(day=int(match["d"])), None)], "", month_from=relative
    )


def _unit(word: str) -> str:
    plain = re.sub(r"\s+", " ", word.lower())
    return _UNITS.get(plain, plain)


def read_weekday(match: re.Match[str]) -> Draft | None:
    """Read a bare weekday; one in small letters only after "on", "til" or the like."""
    if not match[0][0].isupper() and not _LOWER_WEEKDAY.fullmatch(match[0]):
        return None
    if not match[0][0].isupper() and not _LOWER_LEFT.search(_left(match)):
        return None
    day = weekday_number(match["weekday"])
    return _relative(match, Relative("weekday", None, day), weak=True)


def _left(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 16) : match.start()]


def read_period(match: re.Match[str]) -> Draft | None:
    """Read "next week" and "the following summer"."""
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


def read_within(match: re.Match[str]) -> Draft | None:
    """Read "later in the month"."""
    return _relative(match, Relative(match["unit"].lower()))


def read_weekend(match: re.Match[str]) -> Draft | None:
    """Read "the weekend"."""
    return _relative(match, Relative("weekend", None), weak=True)


_VAGUE = re.compile(r"(?:a\s+)?(?:few|several|couple\s+of|couple|some)")


def read_counted(match: re.Match[str]) -> Draft | None:
    """Read "two weeks later", "a few months ago" and "3/52 ago"."""
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


def read_end_of_term(match: re.Match[str]) -> Draft | None:
    """Read "term", whose end or start the words before it name."""
    return _relative(match, Relative("term"))


def read_half_term(match: re.Match[str]) -> Draft | None:
    """Read plain "half term"."""
    return _relative(match, Relative("half_term", None), weak=True)
