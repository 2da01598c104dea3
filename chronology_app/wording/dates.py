"""The words for dates and ages as a document prints them, in English and Welsh.

Owns the phrasing, which is never finer than the value; values and bounds belong to `dates`.
"""

from __future__ import annotations

import re
from datetime import timedelta

from chronology_app.dates import AgeRange, FuzzyDate
from chronology_app.wording import say
from chronology_app.wording.lists import list_words

#: Words of one simple date from the finest to the widest: ("5", "May", "2018").
_Parts = tuple[str, ...]

_FROM_TO = re.compile(r"\b(?:from|to|until|till|through)\b|[-–—]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_WEEK = re.compile(r"\bw/[cb]\b|\bweek\b|\bwythnos\b", re.IGNORECASE)
_WEEK_SPAN = timedelta(days=6)


def date_words(value: FuzzyDate, language: str = "en") -> str:
    """Return a date for printing, e.g. "5 May 2018", "early June 2018", "8 or 15 August 2022".

    "Week beginning" and "from ... to" are said only when the original words say so.
    """
    if value.edtf[0] in "[{":
        words = _set_words(value, language)
    elif "/" in value.edtf:
        words = _interval_words(value, language)
    else:
        return _one_words(value, language)
    if value.modifier and value.precision != "open":
        return say(f"date.period.{value.modifier}", language, date=words)
    return words


def age_words(age: AgeRange, language: str = "en") -> str:
    """Return an age for printing, e.g. "5 months", "3 or 4 years", "up to 2 weeks"."""
    if age.unit in ("unknown", "not_born"):
        return say(f"age.{age.unit}", language)
    words = _count_words(age, language)
    return say("age.maybe_unborn", language, age=words) if age.maybe_unborn else words


def _count_words(age: AgeRange, language: str) -> str:
    low, high = age.at_least or 0, age.at_most
    unit = f"age.{age.unit}"
    if high is None:
        return say(f"{unit}.least", language, count=low, number=low)
    if high == 0:
        return say(f"{unit}.none", language, count=1, number=1)
    if low == high:
        return say(unit, language, count=low, number=low)
    if low == 0:
        return say(f"{unit}.most", language, count=high, number=high)
    joint = "age.two" if high == low + 1 else "age.range"
    return say(unit, language, count=high, number=say(joint, language, first=low, last=high))


def _one_words(value: FuzzyDate, language: str) -> str:
    about_week = value.precision == "day" and value.is_approximate and _WEEK.search(value.text)
    if about_week:
        exact = " ".join(_parts(value.edtf.rstrip("~?%"), language))
        return say("date.week_of", language, date=exact)
    return _with_modifier(value.edtf, value.modifier, language)


def _with_modifier(edtf: str, modifier: str | None, language: str) -> str:
    bare = edtf.rstrip("~?%")
    words = " ".join(_parts(bare, language))
    if modifier:
        words = say(f"date.modifier.{modifier}", language, date=words)
    return _qualified(words, edtf[len(bare) :], language)


def _qualified(words: str, qualifier: str, language: str) -> str:
    if qualifier in ("~", "%"):
        words = say("date.about", language, date=words)
    if qualifier in ("?", "%"):
        words = say("date.uncertain", language, date=words)
    return words


def _parts(edtf: str, language: str) -> _Parts:
    """Return the words of a simple value without its qualifier; unknown digits are said so."""
    year, month, day = (edtf.split("-") + ["", ""])[:3]
    if "X" in year and year != "XXXX":
        return _parts_of_masked_year(year, bool(month), language)
    year_word = say("date.no_year", language) if year == "XXXX" else year
    if not month:
        return (say("date.not_known", language),) if year == "XXXX" else (year_word,)
    if "X" in month:
        return year_word, say("date.no_month", language)
    group = "season" if int(month) > 20 else "month"
    month_word = say(f"date.{group}.{month}", language)
    if "X" in day:
        return month_word, year_word, say("date.no_day", language)
    return (str(int(day)), month_word, year_word) if day else (month_word, year_word)


def _parts_of_masked_year(year: str, has_month: bool, language: str) -> _Parts:
    if "X" not in year[:3]:
        words = say("date.decade", language, year=f"{year[:3]}0")
    else:
        first, last = year.replace("X", "0"), year.replace("X", "9")
        words = say("date.between", language, first=first, last=last)
    return (words, say("date.exact_not_known", language)) if has_month else (words,)


def _qualified_parts(edtf: str, language: str) -> _Parts:
    """Return words that can share month and year with a neighbour only when both are certain."""
    if ".." in edtf:
        side = "before" if edtf.startswith("..") else "after"
        return (_open_words(side, edtf.strip("."), None, language),)
    if edtf == edtf.rstrip("~?%"):
        return _parts(edtf, language)
    return (_with_modifier(edtf, None, language),)


def _interval_words(value: FuzzyDate, language: str) -> str:
    first, last = value.edtf.split("/")
    ends = [end for end in (first, last) if end not in ("", "..")]
    if not ends:
        return say("date.not_known", language)
    if len(ends) == 1:
        side = "after" if ends[0] == first else "before"
        return _open_words(side, ends[0], value.modifier, language)
    week = value.earliest and value.latest and value.latest - value.earliest == _WEEK_SPAN
    if week and _WEEK.search(value.text):
        return say("date.week_beginning", language, date=" ".join(_parts(first, language)))
    is_from_to = _FROM_TO.search(value.text) and not _BETWEEN.search(value.text)
    start, end = _shortened([_qualified_parts(edtf, language) for edtf in ends])
    return say("date.from_to" if is_from_to else "date.between", language, first=start, last=end)


def _open_words(side: str, edtf: str, modifier: str | None, language: str) -> str:
    is_day = edtf.count("-") == 2 and not modifier
    words = _with_modifier(edtf, modifier, language)
    return say(f"date.{side}_day" if is_day else f"date.{side}", language, date=words)


def _set_words(value: FuzzyDate, language: str) -> str:
    """Return the members of a set, saying a shared month or year once, after the last of them."""
    members = _members(value)
    ends = [_qualified_parts(edtf, language) for member in members for edtf in member]
    short = iter(_shortened(ends))
    said: list[tuple[str, bool]] = []
    for member in members:
        words = [next(short) for _ in member]
        closes = len(words[-1].split()) > 1
        said.append((_range_words(words, language), closes))
    joint = "date.or" if value.edtf[0] == "[" else "date.and"
    return list_words(
        [list_words(group, language, joint) for group in _groups(said)], language, joint
    )


def _members(value: FuzzyDate) -> list[list[str]]:
    """Return the ends of each member; two neighbouring days of an all-of set are two members."""
    members = []
    for text, (first, last) in zip(value.edtf[1:-1].split(","), value.spans, strict=True):
        ends = [end for end in text.split("..") if end]
        both = first and last and last - first == timedelta(days=1)
        if len(ends) == 2 and both and value.edtf[0] == "{":
            members += [[end] for end in ends]
        else:
            members.append(ends if len(ends) == 2 else [text])
    return members


def _range_words(words: list[str], language: str) -> str:
    if len(words) == 1:
        return words[0]
    return say("date.from_to", language, first=words[0], last=words[1])


def _shortened(ends: list[_Parts]) -> list[str]:
    """Return the words of each date without the month and year that the next one repeats."""
    words = []
    for mine, following in zip(ends, [*ends[1:], ()], strict=True):
        keep = len(mine)
        while keep > 1 and mine[keep - 1 :] == following[len(following) - len(mine) + keep - 1 :]:
            keep -= 1
        words.append(" ".join(mine[:keep]))
    return words


def _groups(said: list[tuple[str, bool]]) -> list[list[str]]:
    """Return the members in groups that share a month: each group ends where one is said."""
    groups: list[list[str]] = [[]]
    for position, (words, closes) in enumerate(said, 1):
        groups[-1].append(words)
        if closes and position < len(said):
            groups.append([])
    return groups
