"""The table of rules for Welsh words that point at another date: "ddoe", "yr wythnos diwethaf".

Owns these words; Welsh months, weekdays, seasons and feasts are read by the rules for English.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import Draft, Part, Relative
from chronology_app.reading.dates.rule import Rule
from chronology_app.reading.dates.vocabulary import NUMBER, WELSH_WEEKDAYS, number

_DAYS = {
    "ddoe": -1,
    "bore ddoe": -1,
    "neithiwr": -1,
    "echdoe": -2,
    "echnos": -2,
    "heddiw": 0,
    "heno": 0,
    "y bore yma": 0,
    "y prynhawn yma": 0,
    "yfory": 1,
    "fory": 1,
    "drennydd": 2,
}
_UNITS = {
    "diwrnod": "day",
    "ddiwrnod": "day",
    "niwrnod": "day",
    "wythnos": "week",
    "mis": "month",
    "fis": "month",
    "flwyddyn": "year",
    "blwyddyn": "year",
    "flynedd": "year",
    "blynedd": "year",
    "mlynedd": "year",
    "penwythnos": "weekend",
    "haf": "season",
    "gaeaf": "season",
    "gwanwyn": "season",
}
_SEASONS = {"gwanwyn": 21, "haf": 22, "gaeaf": 24}
_WAYS = {
    "diwethaf": -1,
    "ddiwethaf": -1,
    "cynt": -1,
    "blaenorol": -1,
    "flaenorol": -1,
    "nesaf": 1,
    "canlynol": 1,
    "ganlynol": 1,
    "wedyn": 1,
    "hon": 0,
    "hwn": 0,
    "yma": 0,
    "honno": 0,
    "hwnnw": 0,
}
_SPOKEN = {"diwethaf", "ddiwethaf", "nesaf", "hon", "hwn", "yma"}
_WAY = "|".join(_WAYS)
_UNIT = "|".join(_UNITS)
_WEEKDAY = "|".join(WELSH_WEEKDAYS)


def _relative(match: re.Match[str], relative: Relative, *, weak: bool = False) -> Draft:
    return Draft(match.start(), match.end(), [(Part(), None)], "", relative=relative, is_weak=weak)


def _read_day(match: re.Match[str]) -> Draft | None:
    words = re.sub(r"\s+", " ", match["word"].lower())
    return _relative(match, Relative("day", _DAYS[words], is_spoken=True))


def _read_next_day(match: re.Match[str]) -> Draft | None:
    words = match[0].lower()
    if re.search(r"\b(?:hwnnw|honno|un)\b", words):
        return _relative(match, Relative("day"))
    return _relative(match, Relative("day", -1 if words.endswith(("cynt", "blaenorol")) else 1))


def _read_period(match: re.Match[str]) -> Draft | None:
    unit, way = match["unit"].lower(), match["way"].lower()
    which = _SEASONS.get(unit)
    return _relative(match, Relative(_UNITS[unit], _WAYS[way], which, is_spoken=way in _SPOKEN))


def _read_year(match: re.Match[str]) -> Draft | None:
    count = -1 if match[0].lower().endswith("llynedd") else 0
    return _relative(match, Relative("year", count, is_spoken=True))


def _read_weekday(match: re.Match[str]) -> Draft | None:
    day, way = WELSH_WEEKDAYS[match["day"].lower()], (match["way"] or "").lower()
    if not way:
        is_name = match["day"][0].isupper()
        return _relative(match, Relative("weekday", None, day)) if is_name else None
    return _relative(match, Relative("weekday", _WAYS[way], day, is_spoken=way in _SPOKEN))


def _read_counted(match: re.Match[str]) -> Draft | None:
    count = number(match["count"]) if match["count"] else 1
    back = "yn ôl" in match[0].lower() or "ynghynt" in match[0].lower()
    unit = _UNITS[match["unit"].lower()]
    if unit in ("season", "weekend") or not count:
        return None
    spoken = match[0].lower().endswith("yn ôl")
    return _relative(match, Relative(unit, -count if back else count, 0, is_spoken=spoken))


def _read_weekend(match: re.Match[str]) -> Draft | None:
    return _relative(match, Relative("weekend", None))


WELSH_RULES: tuple[Rule, ...] = (
    Rule(
        "welsh_day",
        frozenset({"ddoe", "neithiwr", "echdoe", "echnos", "heddiw", "heno", "yfory", "fory"})
        | {"drennydd", "bore", "y"},
        r"(?P<word>(?:bore\s+)?ddoe|neithiwr|echdoe|echnos|heddiw|heno|y?fory|drennydd|"
        r"y\s+(?:bore|prynhawn)\s+yma)(?!\w)",
        _read_day,
        "02/03/2021 Ffoniodd Mam ddoe.",
        ("ddoe", "2021-03-01", None, "relative"),
    ),
    Rule(
        "welsh_neighbour_day",
        frozenset({"y", "yr", "drannoeth", "trannoeth"}),
        r"(?:y\s+(?:diwrnod|noson|bore)\s+(?:canlynol|ganlynol|wedyn|nesaf|cynt|blaenorol|hwnnw|honno)|"
        r"yr\s+un\s+(?:diwrnod|noson)|[dt]rannoeth)(?!\w)",
        _read_next_day,
        "Gwelwyd ef ar 31 Mai 2020. Daeth yn ôl y diwrnod canlynol.",
        ("y diwrnod canlynol", "2020-06-01", None, "relative"),
    ),
    Rule(
        "welsh_period",
        frozenset({"y", "yr", "wythnos"}) | frozenset(_UNITS),
        rf"(?:yr?\s+)?(?P<unit>{_UNIT})\s+(?P<way>{_WAY})(?!\w)",
        _read_period,
        "07/10/2021 Bu yn yr ysgol yr wythnos diwethaf.",
        ("yr wythnos diwethaf", "2021-09-27/2021-10-03", None, "relative"),
    ),
    Rule(
        "welsh_year",
        frozenset({"llynedd", "y", "eleni"}),
        r"(?:y\s+)?llynedd(?!\w)|eleni(?!\w)",
        _read_year,
        "07/10/2021 Symudodd y teulu llynedd.",
        ("llynedd", "2020", None, "relative"),
    ),
    Rule(
        "welsh_weekday",
        frozenset({"dydd", "ddydd", "nos", "y"}),
        rf"(?:y\s+)?(?:d?dydd|nos)\s+(?P<day>{_WEEKDAY})(?!\w|,?\s+[0-9])(?:\s+(?P<way>{_WAY})(?!\w))?",
        _read_weekday,
        "07/10/2021 Daeth i'r ysgol yn hwyr ddydd Mawrth.",
        ("ddydd Mawrth", "2021-10-05", None, "relative"),
    ),
    Rule(
        "welsh_counted",
        frozenset({"wythnos", "mis", "fis", "blwyddyn", "flwyddyn", "0"})
        | {"un", "dau", "dwy", "ddau", "ddwy", "tri", "tair", "dri", "dair", "pedwar", "pedair"}
        | {"pum", "chwe", "saith", "wyth", "naw", "deg"},
        rf"(?:(?P<count>{NUMBER})\s+)?(?P<unit>{_UNIT})\s+"
        r"(?:yn\s+ddiweddarach|yn\s+ôl|ynghynt|wedyn)(?!\w)(?!\s+(?:i|at)\b)",
        _read_counted,
        "Ar 3 Mawrth 2020 gadawodd; dau ddiwrnod yn ddiweddarach ffoniodd.",
        ("dau ddiwrnod yn ddiweddarach", "2020-03-05", None, "relative"),
    ),
    Rule(
        "welsh_weekend",
        frozenset({"y", "penwythnos"}),
        r"(?<=dros\s)y\s+penwythnos(?!\w)",
        _read_weekend,
        "07/10/2021 Arhosodd gyda'i nain dros y penwythnos.",
        ("y penwythnos", "2021-10-02/2021-10-03", None, "relative"),
    ),
)
