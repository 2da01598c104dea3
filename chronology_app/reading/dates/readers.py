"""Readers: turn the match of a rule into a draft, and refuse what is no date after all.

Owns the meaning of each written form; the forms themselves are listed in `rules`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from chronology_app.reading.dates.day_lists import read_day_list
from chronology_app.reading.dates.parts import ONE, SPAN, Draft, Part
from chronology_app.reading.dates.vocabulary import (
    MONTHS_ALSO_NAMES,
    ORDINALS,
    full_year,
    month_number,
    weekday_number,
)

#: Numbers after these words count something else: pages, ages, grades.
COUNTING = re.compile(
    r"(?:\b(?:age|aged|page|pages|pp?|paras?|paragraphs?|sections?|chapter|grade|level|items?|"
    r"class|room|ward|flat|number|nos?|scored?|part|point|step|stage|band|articles?|form|rule|"
    r"schedule|tier|unit|key stage|phase|box|row|line|table|figure|version|£|\$)\.?\s*|[#£$€])$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:\b(?:act|acts|rules?|regulations?|regs|convention|bill|code|guidance|directive|statute|"
    r"measure|protocol|charter|framework|edition|cpr|fpr|isbn|v)\]?\s*[,(]?\s*|\[\s*|\bno\.?\s*|#\s*|"
    r"\bcases?\s+(?:no\.?\s+)?|/\s*)$",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(
    r"\s*(?:[\])]\s*(?:[0-9]|UK|EW|AC\b|QB\b|WLR|All ER|Fam\b|FLR|FCR|SC\b|EU|ECHR|Ch\b|HL|PC\b)"
    r"|\s(?:act|rules?|regulations?|convention|bill|edition)\b|EW|UK|"
    r"\s?(?:%|p\b|hrs?\b|hours\b|calories|kcal|ml|mg|mls|g\b|kg|pounds|people|children\b|"
    r"words|pages|units|steps|times\b|families|miles|[:]\s?[0-9]{2}))",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s+(?:Street|Road|Avenue|Close|Lane|Drive|Way|Court|Place|Terrace|Gardens)\b"
)
_MONTH_LENGTHS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def start_draft(match: re.Match[str], *parts: Part, shape: str = ONE, **more: object) -> Draft:
    """Return a draft of one date, or of two with what lies between, over the words matched."""
    first, last = parts[0], parts[1] if len(parts) > 1 else None
    draft = Draft(match.start(), match.end(), [(first, last)], "", shape)
    for name, value in more.items():
        setattr(draft, name, value)
    _trim(draft, match.string)
    return draft


def _trim(draft: Draft, line: str) -> None:
    """Leave stops and spaces at the end to the sentence."""
    while draft.end > draft.start and line[draft.end - 1] in " ,.\t":
        draft.end -= 1


def text_before(match: re.Match[str], width: int = 24) -> str:
    """Return the words shortly before a match."""
    return match.string[max(0, match.start() - width) : match.start()]


def weekday_of(match: re.Match[str]) -> int | None:
    """Return the weekday that a match names, or None."""
    word = match.groupdict().get("weekday")
    return weekday_number(word) if word else None


def day_part(year: int | None, month: int, day: int, weekday: int | None = None) -> Part | None:
    """Return the part for a day; None when no month has so many days."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Part(year, month, day, weekday)


def is_impossible(part: Part) -> bool:
    """Say whether a written day does not exist in its month (and year, when known)."""
    if not part.day or not part.month:
        return False
    if part.year:
        return part.day > calendar.monthrange(part.year, part.month)[1]
    return part.day > _MONTH_LENGTHS[part.month]


def is_law(match: re.Match[str]) -> bool:
    """Say whether a year belongs to an Act, a law report or a case number."""
    after = match.string[match.end() : match.end() + 20]
    return bool(_LAW.search(text_before(match)) or _LAW_AFTER.match(after))


def read_days_and_month(match: re.Match[str]) -> Draft | None:
    """Read one day or a list of days with its month: "4, 5 and 9 June 2020"."""
    word = match["month"]
    small_may = word.lower() == "may" and word[0] == "m" and not match["year"]
    if small_may and not _HEADED.match(match.string, match.end()):
        return None
    if word.lower() == "mar" and not match["year"] and word != "Mar":
        return None
    if not match["year"] and _STREET.match(match.string, match.end()):
        return None
    year = full_year(match["year"].strip("'’")) if match["year"] else None
    month = month_number(word)
    read = read_day_list(match["days"], year, month)
    start = match.start("days") + read.offset
    if COUNTING.search(match.string[max(0, start - 24) : start]) and len(read.days) > 1:
        return None
    draft = Draft(start, match.end(), read.members, "", read.shape)
    if not match["year"] and not match.string[:start].strip(" -•*\t"):
        _take_head_year(draft, match)
    _trim(draft, match.string)
    return draft


_HEADED = re.compile(r"\s*,?\s*(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}|\s*[-–:]\s")
_HEAD_YEAR = re.compile(
    r"\s(?P<year>[0-3][0-9])(?=\s*:(?![0-9])|\s+[A-Za-z])(?!\s+(?:st|nd|rd|th)\b)"
)


def _take_head_year(draft: Draft, match: re.Match[str]) -> None:
    """Read the short year of "12 Nov 19: letter late" at the head of a line."""
    if found := _HEAD_YEAR.match(match.string, match.end()):
        draft.end = found.end("year")
        year = full_year(found["year"])
        draft.members = [
            (replace(first, year=year), last and replace(last, year=year))
            for first, last in draft.members
        ]


def read_month_first(match: re.Match[str]) -> Draft | None:
    """Read "June 2nd, 2023" and "June 2nd"."""
    year = match["year"] or match["year2"]
    part = Part(
        int(year) if year else None,
        month_number(match["month"]),
        int(match["d"]),
        weekday_of(match),
    )
    return start_draft(match, part)


def read_ordinal_word(match: re.Match[str]) -> Draft | None:
    """Read "the first of May 2019"."""
    year = int(match["year"]) if match["year"] else None
    day = ORDINALS[re.sub(r"[\s-]+", "-", match["ordinal"].lower())]
    return start_draft(match, Part(year, month_number(match["month"]), day))


def read_month_and_year(match: re.Match[str]) -> Draft | None:
    """Read "March 2014", "Mar-14" and "March '14"."""
    if _YR_HYDREF.search(match.string[: match.end("month")][-10:]):
        return None
    digits = match["year"] or match["year2"] or match["year3"].strip("'’")
    if match["month"] == "may" and match.string[match.start() - 1 : match.start()] == " ":
        return None
    return start_draft(match, Part(full_year(digits), month_number(match["month"])))


def read_month_and_number(match: re.Match[str]) -> Draft | None:
    """Read "Sept 19", which may be a day or a year: only the month is sure."""
    if not match["month"][0].isupper():
        return None
    month, digits = month_number(match["month"]), match["number"]
    part = Part(None, month, int(digits))
    if len(digits) == 1:
        return start_draft(match, part) if int(digits) else None
    draft = start_draft(match, Part(None, month), doubts=["day_or_year"])
    draft.year_maybe = full_year(digits)
    draft.alternatives = [f"{full_year(digits)}-{month:02d}"]
    if 1 <= int(digits) <= 31 and not is_impossible(part):
        draft.alternatives.append(part.edtf())
    return draft


def read_month(match: re.Match[str]) -> Draft | None:
    """Read a month alone, with its capital; short names then need a neighbour with a year."""
    word = match["month"]
    if not word[0].isupper() and not (word in _SURE_SMALL and _SMALL.search(text_before(match))):
        return None
    return start_draft(match, Part(None, month_number(word)), is_weak=True)


#: "yr hydref" is the autumn, "Hydref" October.
_YR_HYDREF = re.compile(r"\byr\s+hydref$", re.IGNORECASE)
#: Months written small, as in messages; "may", "march" and "august" are other words too.
_SURE_SMALL = frozenset(
    ["january", "february", "febuary", "feburary", "april", "june", "july", "september"]
    + ["october", "november", "december"]
)
_SMALL = re.compile(r"\b(?:in|since|until|til|till|by|from|last|next|during|early|late|of)\s+$")


def month_may_be_name(words: str) -> bool:
    """Say whether a month's name is a given name or an everyday word too."""
    return words.lower() in MONTHS_ALSO_NAMES


def read_weekday_and_day(match: re.Match[str]) -> Draft | None:
    """Read "Sunday 14th"; its month is understood."""
    return start_draft(match, Part(day=int(match["d"]), weekday=weekday_of(match)))


def read_year(match: re.Match[str]) -> Draft | None:
    """Read a year alone unless it belongs to an Act, a law report, an amount or a number."""
    if is_law(match) or COUNTING.search(text_before(match)):
        return None
    return start_draft(match, Part(int(match["y"])), is_weak=True)


_AFTER_HEAD = re.compile(
    r"\s*(?:[-–:]\s|,\s|\s(?:mum|dad|mother|father|both|seen|rang|visit|no|nil|home|hv|sw|fsw|t/c|tc|he|"
    r"she|they)\b)",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(
    r"\s*(?:$|[.,;:)\]]|[-–]\s|(?:and|or|to|until|at|the|she|he|they|we|i|it|when|but|after|before|"
    r"with|because|a|an|as|by|mum|dad|mother|father|for|from|in|where|who|this|that|was|were"
    r"|cancelled|missed|postponed|held|not|again|did|had|has|re)\b)",
    re.IGNORECASE,
)


def read_ordinal_day(match: re.Match[str]) -> Draft | None:
    """Read "the 5th" where "on", "by" or the like goes before and no counted noun follows."""
    announced = re.search(
        r"\b(?:on|by|till?|until|since|from|between|before|after|w/c|due|starts?|brought|booked|"
        r"rebooked|seen|attended|wnb|dna|for|review|meeting|"
        r"conference|appt|appointment|cpc|icpc|rcpc|visit|hearing|about(?=\s+the\b)|"
        r"held|met|mtg|cancelled|rang|spoke|spoken|again|dated|lgm|lpm|plo|taf|tac|strat|core\s+group|"
        r"(?:meeting|mtg|group|visit|letter|e-?mail|report|conference|review|incident|events?|call"
        r"|hearing|appointment|appt|clinic|session|contact|referral|note)s?\s+(?:of|on)|"
        r"(?:day|evening|night|morning|afternoon)\s+of)(?:\s+the)?\s+$|^\W*$|[.;!?]\s+$",
        text_before(match) if match.start() > 24 else match.string[: match.start()],
        re.IGNORECASE,
    )
    head = announced is not None and not announced[0].strip(" .;!?-•*")
    after = _AFTER_HEAD if head else _AFTER_DAY
    if not announced or not after.match(match.string, match.end()):
        return None
    read = read_day_list(match["days"], None, None)
    if read.offset:
        return None
    return Draft(match.start(), match.end(), read.members, "", read.shape, is_weak=True)


def read_month_first_days(match: re.Match[str]) -> Draft | None:
    """Read "May 4 and 6, 2021" and "November 18-19"."""
    year = int(match["year"]) if match["year"] else None
    read = read_day_list(match["days"], year, month_number(match["month"]))
    if read.offset or not match["month"][0].isupper():
        return None
    return Draft(match.start(), match.end(), read.members, "", read.shape)


def read_month_first_range(match: re.Match[str]) -> Draft | None:
    """Read "Nov 18-Dec 19, 2015"."""
    first = Part(None, month_number(match["month"]), int(match["d"]))
    last = Part(int(match["year"]), month_number(match["month2"]), int(match["d2"]))
    return start_draft(match, first, last, shape=SPAN)
