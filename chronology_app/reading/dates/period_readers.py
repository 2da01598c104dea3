"""Readers of periods: school years, terms, seasons, quarters, decades, feasts, weekdays of a month.

Owns what these words mean; the forms are listed in `rules`, the school's calendar is `school`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import SPAN, Draft, Part
from chronology_app.reading.dates.readers import is_law, start_draft, text_before
from chronology_app.reading.dates.school import (
    SEASON_NAMES,
    TERM_MONTHS,
    half_term_part,
    season_of_half_term,
)
from chronology_app.reading.dates.vocabulary import (
    ORDINALS,
    SEASONS,
    feast_is_a_time,
    feast_name,
    full_year,
    month_number,
    weekday_number,
)

_SATURDAY = 5


def read_school_year(match: re.Match[str]) -> Draft | None:
    """Read "school year 2012/13" and plain "2012-13"."""
    year, second = full_year(match["y"]), match["y2"]
    following = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    kind = match["kind"] or match["kind2"] or match["kind3"] or match["short"]
    if len(match["y"]) == 2 and not kind:
        return None
    if match["slash"] != "/" and following <= year:
        return None
    if kind and following == year + 1:
        first, last = (4, 3) if kind.lower() in ("financial", "fy") else (9, 7)
        months = Part(year, first), Part(following, last)
        return start_draft(match, *months, shape=SPAN, is_period=True)
    is_next = following == year + 1 if match["slash"] == "/" else following > year
    if kind or not is_next or following > 2100 or is_law(match):
        return None
    short = len(second) == 2
    return start_draft(
        match, Part(year), Part(following), shape=SPAN, is_weak=short, is_period=short
    )


def read_half_term(match: re.Match[str]) -> Draft | None:
    """Read "October half term 2019" and "half-term in May" as about that month."""
    year = int(match["year"]) if match["year"] else None
    word = (match["month"] or match["month2"] or "").lower()
    if word:
        month = month_number(word)
        part, term = Part(year, month, is_about=True), season_of_half_term(month)
    else:
        term = SEASON_NAMES[match["season"].lower()]
        part = half_term_part(term, _year_of_term(term, year, match["later"]))
    return start_draft(match, part, term=term, is_half_term=True)


def _year_of_term(term: str, year: int | None, later: str | None) -> int | None:
    """Return the calendar year of a term: of "2019/20" the second, but for the autumn's."""
    return year + 1 if year and later and term != "autumn" else year


_DECADES = {
    "sixties": "196",
    "seventies": "197",
    "eighties": "198",
    "nineties": "199",
    "noughties": "200",
}


_SHORT_DECADE = re.compile(
    r"(?:\bthe\s+(?:early|mid|late)[\s-]+['’]?|\b(?:in|since|during)\s+the\s+['’]?)$", re.IGNORECASE
)


def read_decade(match: re.Match[str]) -> Draft | None:
    """Read "1990s", and "the early 80s" but not "her 80s"."""
    if word := match["word"] or match["word2"]:
        return start_draft(match, Part(decade=_DECADES[word.lower()]))
    if match["short"]:
        if not _SHORT_DECADE.search(text_before(match)):
            return None
        return start_draft(match, Part(decade=f"19{match['short']}"))
    return start_draft(match, Part(decade=match["decade"]))


def read_term(match: re.Match[str]) -> Draft | None:
    """Read "autumn term 2019" and "spring term 2019/20", which lies in 2020."""
    term = SEASON_NAMES[(match["season"] or match["season2"]).lower()]
    first, last = TERM_MONTHS[term]
    year = _year_of_term(term, int(match["year"]) if match["year"] else None, match["later"])
    months = Part(year, first), Part(year, last)
    draft = start_draft(match, *months, shape=SPAN, is_weak=year is None)
    draft.term, draft.is_period = term, True
    return draft


def read_season(match: re.Match[str]) -> Draft | None:
    """Read "summer 2019", "the winter of 2018/19"."""
    year = int(match["year"]) if match["year"] else None
    if match["short"]:
        year = full_year(match["short"].strip("'’"))
    word = (match["season"] or "autumn").lower()
    part = Part(year, season=SEASONS[word])
    if word == "fall" and not year:
        return None
    return start_draft(match, part, is_weak=year is None)


def read_feast(match: re.Match[str]) -> Draft | None:
    """Read "Christmas 2011", "Boxing Day", "Mother's Day"."""
    year = int(match["year"]) if match["year"] else None
    name = feast_name(match["feast"])
    is_weak = year is None and (feast_is_a_time(name) or name == "halloween")
    return start_draft(match, Part(year, feast=name), is_weak=is_weak)


def read_quarter(match: re.Match[str]) -> Draft | None:
    """Read "Q3 2019" and "the third quarter of 2019"."""
    words = ("", "first", "second", "third", "fourth")
    word = (match["word"] or "").lower()
    named = 4 if word in ("last", "final") else words.index(word)
    figure = match["q"] or match["q2"]
    quarter = int(figure) if figure else named
    year = full_year(match["year"] or match["year2"])
    if match["later"]:
        # Of "2019/20", the financial year: its first quarter begins in April.
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    months = Part(year, 3 * quarter - 2), Part(year, 3 * quarter)
    return start_draft(match, *months, shape=SPAN, is_period=True)


def read_feast_of_year(match: re.Match[str]) -> Draft | None:
    """Read "Diwali 2019" as its year: the day moves by a calendar that is not ours to count."""
    return start_draft(match, Part(int(match["year"])))


def read_nth_weekday(match: re.Match[str]) -> Draft | None:
    """Read "the last Friday in May 2019" and "the first weekend of June"."""
    if not match["month"][0].isupper():
        return None
    year = int(match["year"]) if match["year"] else None
    which = -1 if match["which"].lower() == "last" else ORDINALS[match["which"].lower()]
    weekday = weekday_number(match["weekday"]) if match["weekday"] else _SATURDAY
    draft = start_draft(match, Part(year, month_number(match["month"])))
    draft.nth = (which, weekday, bool(match["weekend"]))
    return draft
