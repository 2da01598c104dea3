"""The table of rules for dates in figures, day first, whole or with parts redacted.

Owns the forms and an example of each; what they mean is `figure_readers`.
"""

from __future__ import annotations

from chronology_app.reading.dates import figure_readers as readers
from chronology_app.reading.dates.rule import DIGITS, Rule
from chronology_app.reading.dates.vocabulary import DAY, MONTH, MONTHS, WEEKDAY, WEEKDAYS, YEAR4

DAY_WORDS = frozenset(WEEKDAYS) | {"dydd", "ddydd", "nos", "bore", "prynhawn"}
_MONTH_WORDS = frozenset(MONTHS)
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?"
_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|[xX*_█]{1,2})"
_AND = r"\s*(?:,\s*and\b|,\s*or\b|,|&|\band\b|\bor\b)\s*(?:the\s+|on\s+)?"
_HIDDEN = r"[xX]{1,4}|[*_?█■▇]{1,4}"
_SOME_YEAR = rf"(?P<y>{YEAR4}|(?:19|20)[0-9]?[xX*_?█■▇]{{1,2}}|[0-9]{{2}})(?![0-9xX])"

FIGURE_RULES: tuple[Rule, ...] = (
    Rule(
        "iso_day",
        DIGITS,
        r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{2})(?P=sep)(?P<d>[0-9]{2})(?![0-9])",
        readers.read_numeric,
        "Recorded 2019-03-12T14:30.",
        ("2019-03-12", "2019-03-12", None, "full"),
    ),
    Rule(
        "numeric_day",
        DIGITS | DAY_WORDS,
        rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})\s?(?P<sep>[-/.–‐‑])\s?"
        rf"(?P<m>[0-9]{{1,2}})\s?(?P=sep)\s?{_YEAR}"
        r"(?!/[0-9]|-[0-9](?![0-9]?[/.][0-9]|[0-9]?-[0-9]{1,2}-[0-9]{4}))",
        readers.read_numeric,
        "Seen on 12.3.19 at home.",
        ("12.3.19", "2019-03-12", None, "full"),
    ),
    Rule(
        "numeric_spaced",
        DIGITS,
        rf"(?P<d>{DAY})\s(?P<m>0?[1-9](?![0-9])|1[0-2])\s(?P<y>{YEAR4})",
        readers.read_spaced,
        "Booked; EDD 24 07 2018.",
        ("24 07 2018", "2018-07-24", None, "full"),
    ),
    Rule(
        "numeric_days_sharing",
        DIGITS,
        r"(?P<d>[0-9]{1,2})(?:(?P<sep>[/.])(?P<m0>[0-9]{1,2}))?\s?[-–]\s?(?P<d2>[0-9]{1,2})"
        r"(?P<sep2>[/.])(?P<m>[0-9]{1,2})(?P=sep2)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9])",
        readers.read_numeric_range,
        "Respite 12-14/03/2019.",
        ("12-14/03/2019", "2019-03-12/2019-03-14", None, "range"),
    ),
    Rule(
        "numeric_list",
        DIGITS,
        rf"(?P<days>{DAY}(?:{_AND}{DAY}){{0,7}}\s*(?:,?\s*(?:and|or)\b|&)\s*(?:the\s+)?{DAY})"
        rf"(?P<sep>[/.])(?P<m>[0-9]{{1,2}})(?P=sep){_YEAR}",
        readers.read_numeric_list,
        "Absent 12, 14 and 16/3/21.",
        ("12, 14 and 16/3/21", "{2021-03-12,2021-03-14,2021-03-16}", None, "range"),
    ),
    Rule(
        "numeric_pairs",
        DIGITS,
        r"(?P<pairs>(?:[0-9]{1,2}/[0-9]{1,2}"
        rf"{_AND}){{1,8}})(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})/{_YEAR}",
        readers.read_numeric_pairs,
        "Missed on 12/03, 14/03 and 16/04/21.",
        ("12/03, 14/03 and 16/04/21", "{2021-03-12,2021-03-14,2021-04-16}", None, "range"),
    ),
    Rule(
        "numeric_pairs_range",
        DIGITS,
        r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})\s?(?:[-–]|to)\s?(?P<d2>[0-9]{1,2})/(?P<m2>[0-9]{1,2})"
        rf"(?:,?\s+(?P<y>{YEAR4}))?(?![0-9/%])",
        readers.read_pairs_range,
        "02/03/2021 Leave 20/3-28/3 agreed.",
        ("20/3-28/3", "2021-03-20/2021-03-28", None, "context"),
    ),
    Rule(
        "month_word_in_figures",
        DIGITS | _MONTH_WORDS,
        rf"(?:(?P<y>{YEAR4})[-/.](?:(?P<m>{MONTH})[-/.](?P<d>{DAY})|(?P<d2>{DAY})[-/.](?P<m2>{MONTH}))"
        rf"|(?P<m3>{MONTH})[-/.](?:(?P<d3>{DAY})[-/.](?P<y3>{YEAR4})|(?P<y4>{YEAR4})[-/.](?P<d4>{DAY}))"
        rf"|(?P<d5>{DAY})[-/.](?P<y5>{YEAR4})[-/.](?P<m5>{MONTH}))(?![-/]?[0-9])",
        readers.read_month_word_in_figures,
        "Scanned 2019/Sep/23 by the clerk.",
        ("2019/Sep/23", "2019-09-23", None, "full"),
    ),
    Rule(
        "redacted_numeric",
        DIGITS | {"x", "xx", "xxx", "xxxx"},
        rf"(?=\S{{0,12}}[xX*_?█■▇])(?P<d>{DAY}|{_HIDDEN})(?P<sep>[-/.])"
        rf"(?P<m>0?[1-9](?![0-9])|1[0-2]|{_HIDDEN})(?P=sep){_SOME_YEAR}",
        readers.read_redacted,
        "On XX/05/2019 he was seen.",
        ("XX/05/2019", "2019-05", None, "partial"),
    ),
    Rule(
        "redacted_day",
        DIGITS,
        r"(?<=[*_?█■▇\]…][/.])(?P<m>0?[1-9](?![0-9])|1[0-2])(?P<sep>[/.])"
        rf"(?P<y>{YEAR4}|[0-9]{{2}})(?![0-9])",
        readers.read_redacted_day,
        "Seen on **/05/2019 at home.",
        ("**/05/2019", "2019-05", None, "partial"),
    ),
    Rule(
        "iso_month",
        DIGITS,
        r"(?P<y>20[0-9]{2})-(?P<m>[0-9]{2})(?![0-9/-])",
        readers.read_iso_month,
        "Weight taken 2019-03.",
        ("2019-03", "2019-03", None, "partial"),
    ),
    Rule(
        "numeric_month",
        DIGITS,
        r"(?P<m>0?[1-9]|1[0-2])(?P<sep>[-/])(?P<y>(?:19|20)[0-9]{2})(?![0-9/-])",
        readers.read_numeric_month,
        "Immunised 03/2019.",
        ("03/2019", "2019-03", None, "partial"),
    ),
    Rule(
        "day_and_numeric_month",
        DIGITS | DAY_WORDS,
        rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})(?P<sep>[/.])(?P<m>[0-9]{{1,2}})(?![0-9%]|[/.][0-9])",
        readers.read_day_and_numeric_month,
        "02/03/2021 Visit. Not in on 12/3.",
        ("12/3", "2021-03-12", None, "context"),
    ),
)
