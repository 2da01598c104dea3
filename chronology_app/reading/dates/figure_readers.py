"""Readers of dates in figures: "12.3.19", "12, 14 and 16/3/21", "XX/05/2019", "2019/Sep/23".

Owns what such figures mean and when they are no date; the forms are listed in `figure_rules`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.day_lists import read_day_list
from chronology_app.reading.dates.parts import ALL, ANY, SPAN, Draft, Part
from chronology_app.reading.dates.readers import (
    COUNTING,
    day_part,
    start_draft,
    text_before,
    weekday_of,
)
from chronology_app.reading.dates.vocabulary import MONTH, full_year, month_number

_PAIR = re.compile(r"(?P<d>[0-9]{1,2})[/.](?P<m>[0-9]{1,2})")
_ANNOUNCING = (
    r"(?:on|dated|w/?[cb]|seen|since|until|till|by|due|booked|rebooked|rearranged|from|between|"
    r"dates?)"
)
_ANNOUNCED = re.compile(
    rf"\b{_ANNOUNCING}(?:\s+(?:for|the))?:?\s+"
    r"(?:[0-9]{1,2}/[0-9]{1,2}\s*(?:,|and|or|&|,\s*(?:and|or))\s*(?:on\s+)?){0,6}$"
    r"|\b(?:t/c|v/c|h/v|tel|tc)\s+$"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\s*(?:,|and|or|&)\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?:w/?[cbe]|week\s+\w+)\s+$", re.IGNORECASE)
_POINTED = re.compile(r"\b(?:on|dated|w/?[cb]|since|until|by)\s+$", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:between|from|leave|holiday|away|off|on|dates?|w/?[cb]|respite|contact)\s*:?\s*$",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\s*(?:[:–—]|-\s)")
_COURSE = re.compile(
    r"\s*(?:days?|weeks?|months?|course|ago\b|times?\b|of\b|%|old\b|sessions?|later\b|hx\b|"
    r"history|duration|supply|review\b|recall|pain|points?|marks?|bowls?|people|children)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*(?:[a-z%°]{1,3}\b(?<!\bat)(?<!\bhe)(?<!\bshe)(?<!\bwe)|[0-9/])", re.IGNORECASE
)
_MASK = re.compile(r"[^0-9]")
_MARKS = re.compile(r"[*_?█■▇]{1,4}\s?[-/.]$")


def read_numeric(match: re.Match[str]) -> Draft | None:
    """Read day, month, year in figures; never month first, and never a day that is not there."""
    day, month, year = int(match["d"]), int(match["m"]), full_year(match["y"])
    if len(match["y"]) == 4 and not 1900 <= year <= 2100:
        return None
    part = day_part(year, month, day, weekday_of(match))
    if match["sep"] == "." and COUNTING.search(text_before(match)):
        return None
    if part:
        return start_draft(match, part)
    if len(match["y"]) == 4 and 12 < month <= 31 and 1 <= day <= 12:
        swapped = f"{year}-{day:02d}-{month:02d}"
        doubts = ["impossible_date", "day_month_swapped"]
        return start_draft(match, Part(year), doubts=doubts, alternatives=[swapped])
    if len(match["y"]) == 4 and match["sep"] == "/" and 1 <= month <= 12:
        # "32/05/2019", "00/05/2019": the month may stand, the day cannot.
        return start_draft(match, Part(year, month), doubts=["impossible_date"])
    return None


def read_numeric_range(match: re.Match[str]) -> Draft | None:
    """Read "12-14/03/2019" and "28/02-03/03/2019"."""
    month, year = int(match["m"]), full_year(match["y"])
    first_month = int(match["m0"] or month)
    first = day_part(year - (first_month > month), first_month, int(match["d"]))
    last = day_part(year, month, int(match["d2"]))
    if not first or not last or (first_month == month and int(match["d"]) >= int(match["d2"])):
        return None
    return start_draft(match, first, last, shape=SPAN)


def read_numeric_list(match: re.Match[str]) -> Draft | None:
    """Read "12, 14 and 16/3/21": days that share month and year."""
    month, year = int(match["m"]), full_year(match["y"])
    read = read_day_list(match["days"], year, month)
    start = match.start() + read.offset
    if not 1 <= month <= 12 or len(read.days) < 2:
        return None
    if COUNTING.search(match.string[max(0, start - 24) : start]):
        return None
    return Draft(start, match.end(), read.members, "", read.shape)


def read_numeric_pairs(match: re.Match[str]) -> Draft | None:
    """Read "12/03, 14/03 and 16/03/21": days and months that share the year."""
    found = [day_part(None, int(p["m"]), int(p["d"])) for p in _PAIR.finditer(match["pairs"])]
    found.append(day_part(full_year(match["y"]), int(match["m"]), int(match["d"])))
    parts = [part for part in found if part]
    if len(parts) < len(found):
        return None
    shape = ANY if re.search(r"\bor\b", match["pairs"], re.IGNORECASE) else ALL
    draft = start_draft(match, *parts[:1], shape=shape)
    draft.members = [(part, None) for part in parts]
    return draft


def read_pairs_range(match: re.Match[str]) -> Draft | None:
    """Read "between 10/1-11/7" and "5/1-5/7, 2020"; without a year only where words announce it."""
    if not match["y"] and not _AWAY.search(text_before(match)):
        return None
    year = int(match["y"]) if match["y"] else None
    first = day_part(None, int(match["m"]), int(match["d"]))
    last = day_part(year, int(match["m2"]), int(match["d2"]))
    if not first or not last:
        return None
    return start_draft(match, first, last, shape=SPAN)


def read_day_and_numeric_month(match: re.Match[str]) -> Draft | None:
    """Read "12/3" only where the words before it announce a date: else it may be a fraction."""
    before = text_before(match, 64)
    line_head = not before.strip() and bool(_HEADS.match(match.string, match.end()))
    announced = match["weekday"] or line_head
    announced = announced or (_POINTED if match["sep"] == "." else _ANNOUNCED).search(before)
    if match["sep"] == "/" and not announced:
        announced = _is_no_fraction(match, before) or _is_padded(match)
    part = day_part(None, int(match["m"]), int(match["d"]), weekday_of(match))
    after = match.string[match.end() : match.end() + 12]
    if not announced or not part or _COURSE.match(after):
        return None
    if match["sep"] == "." and _UNIT.match(after):
        return None
    sure = match["weekday"] or _WEEK.search(before)
    return start_draft(match, part, doubts=[] if sure else ["day_or_fraction"])


def _is_padded(match: re.Match[str]) -> bool:
    """Say whether a figure is written with its nought: "08/11" is a day, a share is "8/11"."""
    if re.match(rf"\s+{MONTH}\b", match.string[match.end() : match.end() + 16], re.IGNORECASE):
        return False
    figures = (match["d"], match["m"])
    return all(len(f) == 2 for f in figures) and any(f.startswith("0") for f in figures)


def _is_no_fraction(match: re.Match[str], before: str) -> bool:
    """Say whether "25/3" at a line's head, or among others like it, can only be a day and month.

    A score, a duration in notes (3/7, 4/52, 5/12) or a share is a proper fraction or has a lower
    number of its own; a day above the number of its month is neither.
    """
    chain = [(int(p["d"]), int(p["m"])) for p in _PAIR.finditer(_chain(match, before))]
    if any(not 1 <= month <= 12 or day > 31 for day, month in chain) or (24, 7) in chain:
        return False
    top_heavy = any(day > month and month != 7 and day != 50 for day, month in chain)
    if not before.strip(" -•*\t("):
        return top_heavy or len(chain) > 1 or bool(_TIMED.match(match.string, match.end()))
    if len(chain) > 1:
        return top_heavy
    if top_heavy and _TOLD.search(before):
        return True
    sentence_head = bool(_STOP.search(before)) and bool(_HEADS.match(match.string, match.end()))
    day, month = chain[0]
    return day > month and month not in (7, 12) and (day > 12 or sentence_head)


def _chain(match: re.Match[str], before: str) -> str:
    left = _CHAIN_LEFT.search(before)
    right = _CHAIN_RIGHT.match(match.string, match.end())
    return (left[0] if left else "") + match[0] + " " + (right[0] if right else "")


_CHAIN_LEFT = re.compile(
    r"(?:(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}\s*(?:,\s*and|,|and|&|or|not)\s*){1,6}$", re.IGNORECASE
)
_CHAIN_RIGHT = re.compile(
    r"(?:\s*(?:,\s*and|,|and|&|or|not)\s*[0-9]{1,2}/[0-9]{1,2}(?![0-9/])){1,6}", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:rang|rung|came|met|saw|called|phoned|visited|texted|emailed|appt|clinic|visit|review|meeting|"
    r"conference|icpc|rcpc|cpc|hearing|left|home|telephoned|not\s+in|no\s+reply)\s+$",
    re.IGNORECASE,
)
_TIMED = re.compile(r"\s*(?:@|at)?\s*[0-9]{1,2}[:.][0-9]{2}(?![0-9])")
_STOP = re.compile(r"[.;:]\s+$")


def read_month_word_in_figures(match: re.Match[str]) -> Draft | None:
    """Read "2019/Sep/23" and "Sep-23-2020": the month is a word and the year has four digits."""
    found = match.groupdict()
    year, month, day = (
        next(words for name, words in found.items() if words and name[0] == letter)
        for letter in "ymd"
    )
    return start_draft(match, Part(int(year), month_number(month), int(day)))


def read_numeric_month(match: re.Match[str]) -> Draft | None:
    """Read "03/2019", and "03-2019" where a word announces it."""
    if match["sep"] == "-" and not _POINTED_MONTH.search(text_before(match)):
        return None
    return start_draft(match, Part(int(match["y"]), int(match["m"])))


_POINTED_MONTH = re.compile(
    r"\b(?:in|since|from|by|until|before|after|during|dated|to)\s+$", re.IGNORECASE
)


def read_spaced(match: re.Match[str]) -> Draft | None:
    """Read "02 05 1988" where a label says that a date follows."""
    part = day_part(int(match["y"]), int(match["m"]), int(match["d"]))
    return start_draft(match, part) if part and _LABELLED.search(text_before(match)) else None


_LABELLED = re.compile(
    r"(?:\b(?:d\.?o\.?b\.?|born|edd|e\.d\.d\.?|date(?:\s+of\s+\w+)?|dated|lmp|due))\s*:?\s*$",
    re.IGNORECASE,
)


def read_iso_month(match: re.Match[str]) -> Draft | None:
    """Read "2019-03"; "2010-11" may be a school year and is left to that rule."""
    year, month = int(match["y"]), int(match["m"])
    if not 1 <= month <= 12 or month > year % 100:
        return None
    return start_draft(match, Part(year, month))


def read_redacted(match: re.Match[str]) -> Draft | None:
    """Read "XX/05/2019" as its month, "05/XX/2019" and "05/05/20XX" with X for what is hidden."""
    day, month, year = (_known(match[name]) for name in "dmy")
    if not year or (month and int(month) > 12) or (day and int(day) > 31):
        return None
    years = year if "X" in year else f"{full_year(year):04d}"
    if day:
        mask = f"{years}-{(month or 'XX').zfill(2)}-{day.zfill(2)}"
    else:
        mask = f"{years}-{month.zfill(2)}" if month else years
    return start_draft(match, Part(mask=mask))


def read_redacted_day(match: re.Match[str]) -> Draft | None:
    """Read "**/05/2019" as its month; the marks belong to the date."""
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    draft = start_draft(match, Part(full_year(match["y"]), month))
    marks = _MARKS.search(match.string, max(0, match.start() - 7), match.start())
    draft.start -= match.start() - marks.start() if marks else 0
    return draft


def _known(words: str) -> str:
    """Return the digits that are shown; for a year that begins with them X for the rest."""
    if not _MASK.search(words):
        return words
    shown = re.match(r"(?:19|20)[0-9]?", words)
    return shown[0].ljust(4, "X") if shown else ""
