"""The table of rules for words that point at another date: "the following day", "last week".

Owns which words these are and how far they point; from where they are counted is `resolve`.
"""

from __future__ import annotations

from chronology_app.reading.dates import relative_readers as readers
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
)

#: "Thursday's visit" is one day's; "Thursday's child" and "Tuesday's club" are none.
_ONCE = (
    r"(?:home\s+|unannounced\s+)?visit|incident|call|contact|meeting|conference|disclosure|hearing"
    r"|appointment|assault|argument|episode|attendance|referral|discussion|core\s+group"
)
_TIMES = r"(?:day|date|morning|afternoon|evening|night)"
_STARTS_NUMBER = frozenset(NUMBERS) | {"0", "few", "several", "couple", "some"}
_BEFORE_NOUNS = (
    r"(?!\s+(?:appointment|service|emergency|discharge|case|surgery|centre|trip|job)s?\b|\s+if\b)"
)
_DATED_OBJECT = rf"\s+(?:the\s+)?(?:[0-9]{{1,2}}(?:{ORD}|\s|/|\.)|(?:{MONTH}|{FEAST})\s)"
_NO_OBJECT = rf"(?=\s*(?:$|[,.;:)\]’”–-]|(?:and|to|when|but|that|at)\b)|{_DATED_OBJECT})"
#: What makes a month's name the name of a thing or person: "this May Ball" is no date.
_OWNED = r"ball|fair|concert|party|edition"
_THEN = (
    r"(?:\s+(?:that|this|then)(?=\s*(?:$|[,.;:)]|(?:he|she|they|we|i|it|the|a|an|mum|mother|dad|"
    r"father|there|was|were|and|but)\b)))"
)
_GOES_ON = (
    r"(?=\s*,|\s+(?:he|she|they|we|i|it|the|there|and|mum|mother|dad|father|nothing|no|from\s+th"
    r")\b)"
)


RELATIVE_RULES: tuple[Rule, ...] = (
    Rule(
        "same_day",
        frozenset({"the", "that", "same", "later", "earlier", "this"}),
        r"(?:(?P<when>later|earlier)\s+(?:on\s+)?)?(?:(?P<determiner>the|that|this)\s+)?(?:very\s+)?"
        rf"same\s+{_TIMES}\b{_BEFORE_NOUNS}",
        readers.read_same_day,
        "Rang on 24 October 2022. Later the same day she wrote.",
        ("Later the same day", "2022-10-24", None, "relative"),
    ),
    Rule(
        "that_day",
        frozenset({"that", "later", "earlier"}),
        rf"(?:(?:later|earlier)\s+(?:on\s+)?)?that\s+{_TIMES}\b|(?:later|earlier)\s+in\s+the\s+day\b",
        readers.read_that_day,
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
        readers.read_spoken_day,
        "02/03/2021 Mum rang yesterday.",
        ("yesterday", "2021-03-01", None, "relative"),
    ),
    Rule(
        "neighbour_day",
        frozenset({"the", "next", "following", "previous", "night", "day", "evening"}),
        rf"(?:the\s+)?(?:very\s+)?(?:next|following|previous|preceding|prior)\s+{_TIMES}\b(?!\s+care)|"
        rf"the\s+(?:day|morning|afternoon|evening|night)\s+(?:before|after|prior)\b(?:{_THEN}|(?!\s+(?:"
        r"yesterday|tomorrow|last\b|each|every)))|(?:(?<=,\s)|(?<=\())(?:day|night|evening)\s+before\b(?=\s*[,.;)])",
        readers.read_neighbour_day,
        "Taken on 31 May 2020. The next day he was seen.",
        ("The next day", "2020-06-01", None, "relative"),
    ),
    Rule(
        "workday",
        frozenset({"the", "next", "following", "previous"}),
        r"(?:the\s+)?(?P<which>next|following|previous)\s+(?:working|court|school|business)\s+day\b",
        readers.read_workday,
        "On Friday 24 June 2022 and again the following court day.",
        ("the following court day", "2022-06-27", None, "relative"),
    ),
    Rule(
        "pointed_weekday",
        frozenset({"the", "last", "next", "this", "following", "previous", "that"}),
        rf"(?P<the>the\s+)?(?P<which>previous|preceding|last|next|following|coming|this|that)\s+"
        rf"(?P<weekday>{WEEKDAY})(?!['’]s|\s+gone\b|\s+(?:of|in)\s+{MONTH})|"
        rf"the\s+(?P<weekday2>{WEEKDAY})\s+(?P<which2>before|after|following){_NO_OBJECT}",
        readers.read_pointed_weekday,
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
        readers.read_sure_weekday,
        "07/10/2021 Seen by the nurse on Tuesday just gone.",
        ("Tuesday just gone", "2021-10-05", None, "relative"),
    ),
    Rule(
        "second_period",
        frozenset({"the"}) | frozenset(SEASONS) | {"weekend", "week"},
        rf"(?:the\s+)?(?P<unit>night|weekend|week|month|year|{SEASON})\s+"
        r"(?P<way>before\s+last|after\s+next)\b",
        readers.read_second_period,
        "07/10/2021 It happened the week before last.",
        ("the week before last", "2021-09-20/2021-09-26", None, "relative"),
    ),
    Rule(
        "in_time",
        frozenset({"in"}),
        rf"in\s+(?:(?P<count>{NUMBER})\s+(?P<unit>day|week|fortnight|month|year)s?['’]?s?\s+time\b"
        r"|(?P<count2>[0-9]{1,2})(?P<unit2>/(?:7|52|12))(?![0-9]))",
        readers.read_in_time,
        "07/10/2021 To be weighed again in two weeks' time.",
        ("in two weeks' time", "2021-10-21~", None, "relative"),
    ),
    Rule(
        "named_month",
        frozenset({"the", "last", "next", "this", "that", "following", "previous"}),
        rf"(?:the\s+(?=following|previous|preceding))?(?P<which>last|next|this|that|following|previous|"
        rf"preceding)\s+(?:(?P<month>{MONTH})(?!\s*['’]?[0-9])|(?P<feast>{FEAST})(?![^\W\d_]|\s+[0-9]))"
        rf"(?!\s+(?:presents?|tree|dinner|{_OWNED})\b)",
        readers.read_named_month,
        "07/10/2021 She has been on her own since last September.",
        ("since last September", "2021-09/..", None, "relative"),
    ),
    Rule(
        "near_school_year",
        frozenset({"this", "last", "next", "the", "current", "previous", "following"}),
        r"(?:the\s+)?(?P<which>this|last|next|current|previous|following)\s+(?:school|academic)\s+year\b",
        readers.read_school_year,
        "07/10/2021 Attendance last academic year was 71%.",
        ("last academic year", "2020-09/2021-07", None, "relative"),
    ),
    Rule(
        "day_of_near_month",
        frozenset({"0"}),
        rf"(?P<d>{DAY}){ORD}?\s+of\s+(?:the\s+)?(?P<which>last|next|this|that|following|previous|"
        r"same)\s+month\b",
        readers.read_day_of_month,
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
        rf"(?P<which2>before|after|following|prior){_NO_OBJECT}",
        readers.read_period,
        "On 28 July 2021 the hearing was said to be next week.",
        ("next week", "2021-08-02/2021-08-08", None, "relative"),
    ),
    Rule(
        "within_period",
        frozenset({"later", "earlier"}),
        r"(?:later|earlier)\s+in\s+the\s+(?P<unit>week|month|year)\b",
        readers.read_within,
        "Placed on 4 May 2020 and moved later in the month.",
        ("later in the month", "2020-05", None, "relative"),
    ),
    Rule(
        "counted",
        _STARTS_NUMBER
        | {
            "about",
            "around",
            "approximately",
            "approx",
            "roughly",
            "nearly",
            "almost",
            "some",
            "less",
            "more",
            "over",
            "under",
            "just",
            "at",
        },
        r"(?:(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|(?:just\s+)?"
        r"(?:under|over)|(?:less|more)\s+than|at\s+least|some(?=\s+[0-9tfse]))"
        rf"\s+)?(?:(?P<count>(?:a\s+)?(?:few|several|couple\s+of)|some|{NUMBER})"
        rf"(?P<more>\s?(?:-|–|to|or)\s?{NUMBER})?\s+"
        r"(?P<unit>working\s+day|school\s+day|hour|day|night|week|wk|fortnight|month|mth|year|yr)s?"
        r"|(?P<count2>[0-9]{1,2})(?P<unit2>/(?:7|52|12)))\s+"
        r"(?P<way>later|ago|earlier|previously|hence|"
        rf"afterwards|beforehand|on{_GOES_ON}|(?:before|after){_THEN}|(?:before|after){_NO_OBJECT})"
        r"(?!\w)(?!\s+than\b)",
        readers.read_counted,
        "On 8 July 2021 she said it happened seven years ago.",
        ("seven years ago", "2014", None, "relative"),
    ),
    Rule(
        "end_of_term",
        frozenset({"term"}),
        r"term(?!\s*[-–]|\w|[a-z])(?=\W|$)",
        readers.read_end_of_term,
        "Moved in June 2021 and stayed on roll until the end of term.",
        ("until the end of term", "../2021-07~", "end", "context"),
    ),
    Rule(
        "weekend",
        frozenset({"weekend"}),
        r"weekend(?!s|['’])\b",
        readers.read_weekend,
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
        readers.read_the_period,
        "07/10/2021 A letter will come by the end of the month.",
        ("by the end of the month", "../2021-10", "end", "relative"),
    ),
    Rule(
        "near_half_term",
        frozenset({"half", "hanner"}),
        r"(?:half[\s-]?term|hanner\s+tymor)\b(?!['’])",
        readers.read_half_term,
        "17/11/2022 Drinking again since about half term.",
        ("since about half term", "2022-10~/..", None, "context"),
    ),
    Rule(
        "weekday",
        frozenset(WEEKDAYS),
        rf"(?P<weekday>{WEEKDAY})(?!s|['’]s(?!\s+(?:{_ONCE})\b))",
        readers.read_weekday,
        "They met on 25 June 2022 and came to court on the Monday.",
        ("Monday", "2022-06-27", None, "relative"),
    ),
)
