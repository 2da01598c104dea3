"""The words that dates are made of, English and Welsh, and the calendar behind named days.

Owns names, numbers and regular-expression fragments; which word sequences are dates is `rules`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

_MONTHS = {
    1: "january jan ionawr",
    2: "february feb febr febuary feburary chwefror",
    3: "march mar mawrth fawrth",
    4: "april apr ebrill",
    5: "may mai fai",
    6: "june jun mehefin fehefin",
    7: "july jul gorffennaf orffennaf",
    8: "august aug awst",
    9: "september sept sep medi fedi",
    10: "october oct hydref",
    11: "november nov tachwedd dachwedd thachwedd",
    12: "december dec rhagfyr ragfyr",
}
_WEEKDAYS = {
    0: "monday mon",
    1: "tuesday tues tue",
    2: "wednesday weds wed",
    3: "thursday thurs thur thu",
    4: "friday fri",
    5: "saturday sat",
    6: "sunday sun",
}
_WELSH_WEEKDAYS = {
    0: "llun lun",
    1: "mawrth fawrth",
    2: "mercher fercher",
    3: "iau",
    4: "gwener wener",
    5: "sadwrn",
    6: "sul",
}
_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)


def _index(names: dict[int, str]) -> dict[str, int]:
    return {word: number for number, words in names.items() for word in words.split()}


MONTHS = _index(_MONTHS)
WEEKDAYS = _index(_WEEKDAYS)
WELSH_WEEKDAYS = _index(_WELSH_WEEKDAYS)
SEASONS = {
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
    "gwanwyn": 21,
    "haf": 22,
    "gaeaf": 24,
}
NUMBERS = {word: number for number, word in enumerate(_NUMBERS.split())} | {
    "a": 1,
    "an": 1,
    "fortnight": 14,
    "un": 1,
    "dau": 2,
    "dwy": 2,
    "ddau": 2,
    "ddwy": 2,
    "tri": 3,
    "tair": 3,
    "dri": 3,
    "dair": 3,
    "pedwar": 4,
    "pedair": 4,
    "pum": 5,
    "chwe": 6,
    "saith": 7,
    "wyth": 8,
    "naw": 9,
    "deg": 10,
}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split()) if number}
#: Full English month names that are also given names or common verbs.
MONTHS_ALSO_NAMES = {"april", "may", "june", "august", "jan", "mar", "mai", "medi", "fai", "fedi"}
FULL_MONTHS = {words.split()[0] for words in _MONTHS.values()} | set(
    "hydref chwefror tachwedd mawrth ebrill mehefin gorffennaf ionawr rhagfyr febuary "
    "feburary".split()
)
#: Named days that fall on one date each year: words -> month, day, whether a whole time is meant.
FIXED_FEASTS = {
    "christmas day": (12, 25, False),
    "christmas eve": (12, 24, False),
    "boxing day": (12, 26, False),
    "new year's day": (1, 1, False),
    "new year's eve": (12, 31, False),
    "new year": (1, 1, True),
    "xmas day": (12, 25, False),
    "xmas eve": (12, 24, False),
    "xmas": (12, 25, True),
    "christmas": (12, 25, True),
    "halloween": (10, 31, False),
    "bonfire night": (11, 5, False),
    "valentine's day": (2, 14, False),
    "st david's day": (3, 1, False),
    "st patrick's day": (3, 17, False),
    "st george's day": (4, 23, False),
    "burns night": (1, 25, False),
    "guy fawkes night": (11, 5, False),
    "hallowe'en": (10, 31, False),
    "nye": (12, 31, False),
    "christmas time": (12, 25, True),
    "nadolig": (12, 25, True),
    "dydd nadolig": (12, 25, False),
    "noswyl nadolig": (12, 24, False),
    "dydd san steffan": (12, 26, False),
    "dydd calan": (1, 1, False),
    "nos galan": (12, 31, False),
    "calan gaeaf": (10, 31, False),
    "dydd gŵyl dewi": (3, 1, False),
    "noson tân gwyllt": (11, 5, False),
}
#: Named days that move: words -> days after Easter Sunday, or a name that `feast_day` knows.
MOVABLE_FEASTS = {
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "easter": 0,
    "mother's day": -21,
    "mothering sunday": -21,
    "shrove tuesday": -47,
    "pancake day": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "ascension day": 39,
    "whit sunday": 49,
    "whitsun": 49,
    "pentecost": 49,
    "pasg": 0,
    "sul y mamau": -21,
    "llun y pasg": 1,
    "gwener y groglith": -2,
    "father's day": None,
    "sul y tadau": None,
    "remembrance sunday": None,
    "may day bank holiday": None,
    "early may bank holiday": None,
    "spring bank holiday": None,
    "august bank holiday": None,
    "summer bank holiday": None,
}
#: Feasts that name a time of the year rather than one day, beside the fixed ones marked so.
_TIMES = {"easter", "pasg", "whitsun"}
#: Days that move by the calendar of weeks: month, weekday (0 Monday), which one (-1 the last).
_NTH_DAYS = {
    "father's day": (6, 6, 3),
    "sul y tadau": (6, 6, 3),
    "remembrance sunday": (11, 6, 2),
    "may day bank holiday": (5, 0, 1),
    "early may bank holiday": (5, 0, 1),
    "spring bank holiday": (5, 0, -1),
    "august bank holiday": (8, 0, -1),
    "summer bank holiday": (8, 0, -1),
}
#: Feasts whose day no rule here can count: only their year is kept.
FEASTS_OF_A_YEAR = (
    "diwali",
    "ramadan",
    "eid al-fitr",
    "eid al-adha",
    "eid",
    "hanukkah",
    "vaisakhi",
)


def _choice(words: list[str] | set[str] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
ORD = r"(?:\s?(?:st|nd|rd|th|ain|fed|eg|af|ydd|edd|ed|il)\b)"
YEAR4 = r"(?:19|20)[0-9]{2}(?![0-9])"
MONTH = rf"(?:{_choice(MONTHS)})(?![^\W\d_])"
WEEKDAY = (
    rf"(?:(?:{_choice(WEEKDAYS)})(?![^\W\d_])|"
    rf"(?:d?dydd|nos|bore|prynhawn)\s+(?:{_choice(WELSH_WEEKDAYS)})(?![^\W\d_]))"
)
SEASON = rf"(?:{_choice(SEASONS)})"
NUMBER = rf"(?:{_choice([w for w in NUMBERS if w not in ('no', 'fortnight')])}|[0-9]{{1,3}})"
ORDINAL_WORD = rf"(?:{_choice(ORDINALS)})".replace(r"\-", r"[\s-]")
FEAST = "|".join(
    words.replace("'s ", "'s' ")
    .replace("'", "['’]?")
    .replace("st ", "st. ")
    .replace(".", r"\.?")
    .replace(" ", r"\s+")
    for words in sorted([*FIXED_FEASTS, *MOVABLE_FEASTS], key=lambda w: -len(w))
)


def month_number(word: str) -> int:
    """Return the month of a name or abbreviation, whatever its case."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday, for an English or a Welsh name."""
    last = word.lower().rstrip(".").split()[-1]
    return WEEKDAYS[last] if last in WEEKDAYS else WELSH_WEEKDAYS[last]


def number(word: str) -> int:
    """Return the number that a word or digits say."""
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


def full_year(digits: str) -> int:
    """Return the year that two or four digits mean: 50-99 are of the last century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if year < 50 else 1900 + year


def feast_name(words: str) -> str:
    """Return the one spelling of a named day."""
    plain = re.sub(r"\s+", " ", words.lower().replace("’", "").replace("'", "").replace(".", ""))
    return next(n for n in [*FIXED_FEASTS, *MOVABLE_FEASTS] if n.replace("'", "") == plain)


def feast_is_a_time(name: str) -> bool:
    """Say whether the words name a time of the year ("at Christmas") and not one day."""
    return name in _TIMES or (name in FIXED_FEASTS and FIXED_FEASTS[name][2])


def feast_of_no_year(name: str) -> str:
    """Return the EDTF of a feast whose year nobody knows: a day only where it never moves."""
    if name in FIXED_FEASTS:
        month, day, _ = FIXED_FEASTS[name]
        return f"XXXX-{month:02d}-{day:02d}"
    return f"XXXX-{_NTH_DAYS[name][0]:02d}~" if name in _NTH_DAYS else "XXXX-21~"


def feast_day(name: str, year: int) -> date:
    """Return the day of a feast in a year; the days that move as in England and Wales."""
    if name in FIXED_FEASTS:
        month, day, _ = FIXED_FEASTS[name]
        return date(year, month, day)
    offset = MOVABLE_FEASTS[name]
    if offset is not None:
        return easter_sunday(year) + timedelta(days=offset)
    month, weekday, which = _NTH_DAYS[name]
    return nth_weekday(year, month, weekday, which)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second ... weekday of a month (0 Monday); -1 for the last."""
    if which < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


@cache
def easter_sunday(year: int) -> date:
    """Return Easter Sunday (Gregorian computus, Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)
