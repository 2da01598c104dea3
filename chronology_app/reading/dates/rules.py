"""The table of rules for dates that are written out: what each reads, with an example.

Owns the rules for one written date or list; words around it ("early", "between") are `compose`,
words that only point at another date ("the following day") are `relative_rules`.
"""

from __future__ import annotations

from chronology_app.reading.dates import period_readers, readers
from chronology_app.reading.dates.figure_rules import DAY_WORDS as _DAY_WORDS
from chronology_app.reading.dates.rule import DIGITS, Rule
from chronology_app.reading.dates.school import SEASON_NAMES
from chronology_app.reading.dates.vocabulary import (
    DAY,
    FEAST,
    FEASTS_OF_A_YEAR,
    FIXED_FEASTS,
    MONTH,
    MONTHS,
    MOVABLE_FEASTS,
    ORD,
    ORDINAL_WORD,
    ORDINALS,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR4,
)

_MONTH_WORDS = frozenset(MONTHS)
_FEAST_NAMES = frozenset(name.split()[0] for name in [*FIXED_FEASTS, *MOVABLE_FEASTS])
_FEAST_STARTS = frozenset(
    word for name in _FEAST_NAMES for word in (name, name.replace("'", ""), name.split("'")[0])
)

_SHORT_YEAR = r"['’][0-9]{2}(?![0-9])"
_PLAIN_SHORT_YEAR = r"[0-9]{2}(?=\s*(?:$|[,.;:)\]–—-](?![0-9])|(?:to|and|at|by|until)\b))"
#: The second year of "2019/20".
_LATER_YEAR = r"(?P<later>[-/–](?:20)?[0-9]{2}(?![0-9]))?"
_TERM_WORDS = frozenset(SEASON_NAMES)
_TERM_SEASON = "|".join(SEASON_NAMES)
_HALF_TERM = r"(?:half[\s-]?term\b|hanner\s+tymor\b)"
_HOLIDAY = r"(?:\s+(?:holidays?|hols|break|week))"
_OF = r"(?:\s*,?\s*(?:of\s+)?)"
_ITEM = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?{DAY}{ORD}?"
_JOIN = r"\s*(?:,\s*and\b|,|&|\band\b|\bor\b|\bto\b|\buntil\b|\ba[c]?\b|\bi\b|\bneu\b|-|–|—|/)\s*"
_DAYS = rf"(?P<days>{_ITEM}(?:{_JOIN}(?:the\s+|on\s+)?{_ITEM}){{0,14}})"


RULES: tuple[Rule, ...] = (
    Rule(
        "term",
        _TERM_WORDS | {"tymor"},
        rf"(?:(?P<season>{_TERM_SEASON})\s+term|tymor\s+yr?\s+(?P<season2>hydref|gwanwyn|haf))\b"
        rf"(?:,?\s+(?:of\s+|in\s+|\()?(?P<year>{YEAR4}){_LATER_YEAR})?",
        period_readers.read_term,
        "Attendance for autumn term 2019.",
        ("autumn term 2019", "2019-09/2019-12", None, "range"),
    ),
    Rule(
        "half_term",
        _MONTH_WORDS | _TERM_WORDS | {"half", "hanner"},
        rf"(?:(?P<month>{MONTH})\s+{_HALF_TERM}|(?:(?P<season>{_TERM_SEASON})\s+(?:term\s+)?)?"
        rf"{_HALF_TERM}(?(season)|{_HOLIDAY}?\s*(?:,|in|of|yr)?\s+(?P<month2>{MONTH})))"
        rf"(?:{_HOLIDAY}?\s+(?:of\s+|in\s+)?(?P<year>{YEAR4}){_LATER_YEAR})?",
        period_readers.read_half_term,
        "At October half term 2019 they stayed.",
        ("October half term 2019", "2019-10~", None, "partial"),
    ),
    Rule(
        "feast",
        _FEAST_STARTS,
        rf"(?P<feast>{FEAST})(?![^\W\d_])(?:\s+(?:period|holidays?|break|time)(?=\s+(?:of\s+|in\s+)?"
        rf"(?:19|20)[0-9]{{2}}))?(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR4}))?",
        period_readers.read_feast,
        "Gone at Christmas 2011.",
        ("Christmas 2011", "2011-12-25~", None, "partial"),
    ),
    Rule(
        "quarter",
        DIGITS | {"q", "quarter", "first", "second", "third", "fourth", "last", "final"},
        rf"(?:(?:q(?:uarter\s)?(?P<q>[1-4])|(?P<word>first|second|third|fourth|last|final)\s+quarter)"
        rf"(?:\s+of|\s+in)?(?:\s+the\s+(?:financial\s+)?year)?[\s/-]+"
        rf"(?P<year>{YEAR4}|[0-9]{{2}}(?=[/-][0-9]{{2}})){_LATER_YEAR}|(?P<year2>{YEAR4})[\s/-]q(?P<q2>[1-4]))",
        period_readers.read_quarter,
        "Figures for Q3 2019.",
        ("Q3 2019", "2019-07/2019-09", None, "range"),
    ),
    Rule(
        "academic_year",
        DIGITS | {"academic", "school", "financial", "ay", "fy", "blwyddyn", "flwyddyn"},
        r"(?:(?:(?P<kind>academic|school|financial)\s+years?|(?:b|f)lwyddyn\s+(?P<kind3>academaidd|ysgol)"
        r")\s+|(?P<short>[AF]Y)\s?)?"
        r"(?P<y>(?:19|20)[0-9]{2}|[0-9]{2}(?=[/–-][0-9]{2}\s+(?:academic|school|financial)\s)|(?<=[AF]Y)[0-9]{2}|(?<=[AF]Y\s)[0-9]{2})\s?(?P<slash>[/–-])\s?(?P<y2>(?:(?:19|20)[0-9]{2}|[0-9]{2}))(?![0-9/-])"
        r"(?:\s+(?P<kind2>academic|school|financial)\s+year)?",
        period_readers.read_school_year,
        "Attendance in school year 2012/13 was low.",
        ("school year 2012/13", "2012-09/2013-07", None, "range"),
    ),
    Rule(
        "short_year_month_dashes",
        DIGITS,
        rf"(?P<days>{DAY})-(?P<month>{MONTH})-(?P<year>[0-9]{{2}})(?![0-9])",
        readers.read_days_and_month,
        "Visit 5-Mar-19 cancelled.",
        ("5-Mar-19", "2019-03-05", None, "full"),
    ),
    Rule(
        "days_and_month",
        DIGITS | _DAY_WORDS,
        rf"{_DAYS}(?:\s*(?:day\s+)?\bof\s+|\s*[-/.]\s*|\s+o\s+|\s*)(?P<month>{MONTH})\.?"
        rf"(?:{_OF}[-/]?\s*(?P<year>{YEAR4}|{_SHORT_YEAR}|{_PLAIN_SHORT_YEAR}))?",
        readers.read_days_and_month,
        "Seen on Friday, 2nd June 2023.",
        ("Friday, 2nd June 2023", "2023-06-02", None, "full"),
    ),
    Rule(
        "month_first_range",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH})\.?\s+(?P<d>{DAY}){ORD}?\s*(?:-|–|to|until)\s*(?P<month2>{MONTH})\.?\s+"
        rf"(?P<d2>{DAY}){ORD}?,?\s+(?P<year>{YEAR4})",
        readers.read_month_first_range,
        "Held from Nov 18-Dec 19, 2015.",
        ("from Nov 18-Dec 19, 2015", "2015-11-18/2015-12-19", None, "range"),
    ),
    Rule(
        "month_first_days",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH})\.?\s+(?P<days>{DAY}{ORD}?(?:{_JOIN}{DAY}{ORD}?){{1,6}})"
        rf"(?:,?\s+(?P<year>{YEAR4})|(?![\w/-]|\s+{MONTH}))",
        readers.read_month_first_days,
        "Absent May 4 and 6, 2021.",
        ("May 4 and 6, 2021", "{2021-05-04,2021-05-06}", None, "range"),
    ),
    Rule(
        "nth_weekday",
        frozenset({"first", "second", "third", "fourth", "last"}),
        rf"(?P<which>first|second|third|fourth|last)\s+(?:(?P<weekend>weekend)|(?P<weekday>{WEEKDAY}))"
        rf"\s+(?:of|in)\s+(?P<month>{MONTH})(?:{_OF}(?P<year>{YEAR4}))?",
        period_readers.read_nth_weekday,
        "The core group met on the last Friday in May 2019.",
        ("last Friday in May 2019", "2019-05-31", None, "full"),
    ),
    Rule(
        "feast_of_year",
        frozenset(name.split()[0] for name in FEASTS_OF_A_YEAR),
        rf"(?:{'|'.join(FEASTS_OF_A_YEAR)}),?\s+(?:of\s+|in\s+)?(?P<year>{YEAR4})",
        period_readers.read_feast_of_year,
        "He stayed with his uncle at Diwali 2019.",
        ("Diwali 2019", "2019", None, "partial"),
    ),
    Rule(
        "month_first",
        _MONTH_WORDS | _DAY_WORDS,
        rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?(?P<month>{MONTH})\.?\s+(?:the\s+)?"
        rf"(?P<d>{DAY})(?:(?P<ord>{ORD}),?\s*(?P<year>{YEAR4})?|,?\s+(?P<year2>{YEAR4}))",
        readers.read_month_first,
        "Dated June 2nd, 2023.",
        ("June 2nd, 2023", "2023-06-02", None, "full"),
    ),
    Rule(
        "ordinal_word_of_month",
        frozenset(w.split("-")[0] for w in ORDINALS),
        rf"(?P<ordinal>{ORDINAL_WORD})(?:(?:\s+day)?\s+of)?\s+(?P<month>{MONTH})"
        rf"(?:{_OF}(?P<year>{YEAR4}))?",
        readers.read_ordinal_word,
        "On the first of May 2019 she left.",
        ("first of May 2019", "2019-05-01", None, "full"),
    ),
    Rule(
        "month_and_year",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH})\.?(?:{_OF}(?P<year>{YEAR4})(?![/–-][0-9]{{2}}(?![0-9/]))|\s?[-/]\s?(?P<year2>{YEAR4}|[0-9]{{2}}"
        rf"(?![0-9]|[-/][0-9]))|\s?(?P<year3>{_SHORT_YEAR}))",
        readers.read_month_and_year,
        "Weighed Mar-14 and after.",
        ("Mar-14", "2014-03", None, "partial"),
    ),
    Rule(
        "month_and_number",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH})\.?\s+(?P<number>[0-9]{{1,2}})(?=\s*(?:$|[,.;:)](?![0-9])))",
        readers.read_month_and_number,
        "Referred in Sept 19.",
        ("Sept 19", "XXXX-09", None, "context"),
    ),
    Rule(
        "month",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH})",
        readers.read_month,
        "Moved in March 2020. School started in September.",
        ("September", "2020-09", None, "context"),
    ),
    Rule(
        "decade",
        DIGITS | {"sixties", "seventies", "eighties", "nineties", "noughties"},
        r"(?:(?:(?P<decade>(?:19|20)[0-9])|(?P<short>[6-9]))0(?:['’]?s|au)\b"
        r"|(?<=\bthe\s)(?P<word>(?:six|seven|eigh|nine|nough)ties)\b"
        r"|(?<=\bearly\s)(?P<word2>(?:six|seven|eigh|nine|nough)ties)\b)",
        period_readers.read_decade,
        "Known since the 1990s.",
        ("since the 1990s", "199X/..", None, "range"),
    ),
    Rule(
        "weekday_and_day",
        _DAY_WORDS,
        rf"(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+)?(?P<d>{DAY}){ORD}",
        readers.read_weekday_and_day,
        "05/03/2021 Born on Sunday 7th.",
        ("Sunday 7th", "2021-03-07", None, "context"),
    ),
    Rule(
        "year",
        DIGITS,
        rf"(?P<y>{YEAR4})",
        readers.read_year,
        "He was excluded in 2018.",
        ("2018", "2018", None, "partial"),
    ),
    Rule(
        "ordinal_day",
        DIGITS,
        rf"(?P<days>{DAY}{ORD}(?:{_JOIN}(?:the\s+)?{DAY}{ORD}){{0,6}})",
        readers.read_ordinal_day,
        "02/03/2021 Seen again on the 5th.",
        ("5th", "2021-03-05", None, "context"),
    ),
    Rule(
        "season",
        frozenset(SEASONS) | {"hydref"},
        rf"(?:(?P<season>{SEASON})|(?<=\byr\s)(?P<season2>hydref))(?:\s+(?:school\s+)?(?:holidays?|hols|break|months))?"
        rf"(?:\s+(?:of\s+|in\s+)?(?:(?P<year>{YEAR4})(?:[-/–][0-9]{{2,4}})?|(?P<short>{_SHORT_YEAR})))?",
        period_readers.read_season,
        "They met in summer 2019.",
        ("summer 2019", "2019-22", None, "partial"),
    ),
)
