"""Chooses the date of an entry and of a sentence from the date words found in them.

Owns which of several dates is the day of the fact, which is only the day of recording, of planning
or of background; finding and reading date words belongs to `chronology_app.reading.dates`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates import NO_TERMS, DateMention, SchoolTerms, find_dates
from chronology_app.reading.flow import DateWords
from chronology_app.reading.labels import find_source_label

#: Words before a date that make it a date of birth, of printing, of a plan or of the past.
_BORN = re.compile(
    r"(?:\b(?:dob|d\.o\.b\.?|date\s+of\s+birth)|[(,]\s*born(?:\s+on)?)\s*:?\s*$", re.I
)
_RECORDED = re.compile(
    r"\b(?:print(?:ed)?|recorded|typed|entered|written\s+up|restricted(?:\s+by\s+\w+)?|received:?\s+stamp|date\s+received"
    r"|date\s+recorded|updated|version|dated|re-?formatted)\s*(?:on|:)?\s*$",
    re.I,
)
#: "letter from the clinic dated 5 May: discharged" tells of the letter's day.
_LETTER = re.compile(
    r"\b(?:letter|e-?mail|report|note|summary|notification)\b[^.;:]{0,60}\bdated\s*$", re.I
)
_SAYS = re.compile(
    r"\W*(?::|[-–—]\s|says?\b|saying\b|stat(?:es|ed|ing)\b|to\s+say\b|confirm)", re.I
)
_PLANNED = re.compile(
    r"\b(?:due|booked(?:\s+in)?|pencilled(?:\s+in)?|scheduled|planned|arranged|re-?arranged|rebooked"
    r"|postponed|next|will\s+(?:be|take\s+place)(?:\s+\w+)?|to\s+be\s+(?:held|completed|seen|done)"
    r"|by|deadline|diarised|(?:annual\s+|on\s+)leave|leave:|until|before|expires?|expected)\s*(?:for|on|to|until|in|:|is)?\s*$",
    re.I,
)
#: A plan that was dropped is a fact of its time: "core groups due in July were cancelled".
_DROPPED = re.compile(
    r"^\W*(?:(?:was|were|has|had|have)\s+(?:been\s+)?(?:not\b|cancelled|missed|postponed|declined"
    r"|refused)|did\s+not|didn['’]t|never|cancelled)",
    re.I,
)
#: "booked last week", "closed eight weeks ago": said in passing, not the day of the fact.
_ARRANGED = re.compile(
    r"\b(?:arranged|booked|agreed|planned|made|requested|offered|invited)\b(?:\s+\w+){0,4}\s*$",
    re.I,
)
#: A pregnancy is booked on the day it is told of: "booked yesterday at 19 wks".
_BOOKED_AT = re.compile(r"\W*(?:at|@)\s*\d{1,2}\s*(?:/40|\+\s?\d|w(?:ee)?ks?\b)", re.I)
#: "on the 9th centile (was 25th in May)": what stood before is told beside.
_ASIDE = re.compile(
    r"\((?:was|were|had\s+been|from|previously|formerly|down\s+from|up\s+from)\b[^()]{0,60}$", re.I
)
#: She went, so it is done: "went to be booked in last Tuesday".
_WENT = re.compile(r"\b(?:went|came|brought|taken)\s+to\s+be\s+\w+(?:\s+in)?\s*$", re.I)
_PASSING = re.compile(r"\bago$|^(?:last|the\s+previous|the\s+last)\s+(?:week|month|year)", re.I)
_SINCE = re.compile(r"\b(?:since|since\s+about|as\s+of|following\s+the\s+events\s+of)\s*$", re.I)
_NUMBERS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_COUNTED = re.compile(
    r"\b(?P<n>\d{1,2}|one|a|two|three|four|five|six|ten)\s+(?P<unit>days?|weeks?)\s+"
    r"(?P<way>after|before)\s+(?:my|our|the|his|her|their|that|this)\s+(?:last\s+)?"
    r"(?P<what>(?:[\w'’]+\s+){0,3}?(?:visit|meeting|conference|review|incident|assessment|call"
    r"|appointment|referral|discussion))\b",
    re.I,
)
#: What has gone on since a day began then; what has not happened since is another matter.
_GOES_ON = re.compile(
    r"\b(?:has|have|had|['’]s|['’]ve)\s+(?:\w+\s+){0,2}?(?:been|had|lived|known|stayed|worked)\b"
    r"|\b(?:now|gone|back|away|off|living|staying|stopping|sleeping|missing|ashore|for\s+good)\b"
    r"[^.;:]{0,60}\bsince\b",
    re.I,
)
_NOT_SINCE = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|without|unseen|n['’]t)\b[^.;]{0,60}\bsince\b", re.I
)
#: A worker's last day is announced: "I finish here on Friday 6 July".
_LAST_DAY = re.compile(
    r"\b(?:last\s+(?:working\s+)?day|finish(?:es|ing)?|leav(?:es|ing)|ends)\b", re.I
)
#: An entry may go on to tell what came within so many days: "a week later she came herself".
_TOLD_ON_DAYS = 31
_FOLLOWING = re.compile(r"the\s+(?:following|next)\b|.{1,30}\blater$", re.I)
_TOLD = re.compile(
    r"\W*(?:[\w'’-]+\s+){1,6}?(?:rang|phoned|called|came|went|was|were|had|told|said|found|saw|got|took"
    r"|brought|gave|\w{3,}ed)\b",
    re.I,
)
#: A day and month of more than so many days ago, without a year, is left to a person.
_LONG_BEFORE_DAYS = 300
#: What stands between the days of a list.
_LISTING = re.compile(r"[,;&/]|\b(?:and|then|on|again|also|plus|the|a|ac|ar)\b", re.I)
_HAPPENS = re.compile(
    r"\b(?:began|begun|started|ended|closed|discharged|attended|seen|held|made|visited|allocated"
    r"|moved|placed|returned|admitted|arrested|referred|opened|completed|signed|brought|reported"
    r"|called|found|left|stopped|told|met|agreed|granted|issued|discontinued)\b",
    re.I,
)
#: "before Christmas" is a date of its own; "until March" is the end of something else.
_TOLD_BEFORE = re.compile(r"(?:some\s?time\s+|shortly\s+|just\s+)?before\b", re.I)
#: So many characters beside a date decide what it stands for.
_LEAD = 120
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BIRTHS = re.compile(r"\b(?:born|d\.?o\.?b|date of birth)\b", re.I)
_POINTS_TO_NOW = re.compile(
    r"\b(?:(?:this|last)\s+(?:year|month|week|morning|afternoon|evening|night|term|spring|summer"
    r"|autumn|winter|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*|today|yesterday|(?:days?|weeks?|months?)\s+ago)\b",
    re.I,
)
_TERM = re.compile(r"(?:spring|summer|autumn)\s+term", re.I)
_TERM_NAME = re.compile(r"(spring|summer|autumn)\s+((?:19|20)\d\d)", re.I)
_IN_THE = re.compile(r"\b(?:in|at|for|over|during|since|throughout|from)\s+the\s*$", re.I)
_THE = re.compile(r"\bthe\s*$", re.I)


@dataclass(frozen=True, slots=True)
class When:
    """A date with all that a suggestion says of it."""

    date: FuzzyDate
    kind: str
    rule: str
    words: str
    doubts: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text and the dates found in it, with the date that governs it."""

    text: str
    mentions: tuple[DateMention, ...]
    context: When | None
    #: Headings of the entries before, with their dates: what "after my visit" counts from.
    earlier: tuple[tuple[str, When], ...] = ()
    #: Whether the date that governs it is that of a whole letter or report.
    whole: bool = False
    #: It tells of years gone by and counts from what it told last.
    is_history: bool = False


def read_entry_date(
    words: DateWords | None, before: When | None, terms: SchoolTerms = NO_TERMS
) -> When | None:
    """Return the date that an entry's own words give, read with the entry before as context."""
    if words is None:
        return None
    text = words.text[words.start : words.end]
    mentions = find_dates([text], _day(before), terms=terms)
    mention = next((m for m in mentions if m.edtf and "X" not in m.edtf), None)
    return _when(mention, f"entry_date_{words.origin}") if mention else None


def find_in(
    texts: Sequence[str],
    context: When | None,
    earlier: Sequence[tuple[str, When]] = (),
    *,
    whole: bool = False,
    terms: SchoolTerms = NO_TERMS,
) -> list[DatedText]:
    """Find the dates of several paragraphs that one entry date governs.

    An entry without a date has no date to give to its facts, but "on Friday" is then counted from
    the entry before. `whole`: the date is that of a whole letter or report.
    """
    day = _day(context or (earlier[-1][1] if earlier else None))
    days = _days_of_history(texts, day) if whole else [day] * len(texts)
    mentions = find_dates(list(texts), None, days, terms)
    rows: list[list[DateMention]] = [[] for _ in texts]
    for mention in mentions:
        rows[mention.line - 1].append(mention)
    return [
        DatedText(text, tuple(row), context, tuple(earlier), whole, counts_from != day)
        for text, row, counts_from in zip(texts, rows, days, strict=True)
    ]


def _days_of_history(texts: Sequence[str], day: date | None) -> list[date | None]:
    """Return the day from which each paragraph of a dated document counts.

    A statement that tells of years gone by counts from what it told last: the day of signing is
    only for what points to it ("this year", "last Friday").
    """
    if day is None:
        return [day] * len(texts)
    found: list[date | None] = []
    gone_by = False
    for text in texts:
        years = [int(year) for year in _YEAR.findall(text)]
        if find_source_label(text) or _POINTS_TO_NOW.search(text):
            gone_by = False
        if years and not _BIRTHS.search(text):
            gone_by = 2 * years.count(day.year) <= len(years) and not _POINTS_TO_NOW.search(text)
        found.append(None if gone_by else day)
    return found


def own_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the dates between two offsets on which something happened, in order.

    Dates of birth, printing and planning, dates after the entry's own, and what is only said in
    passing ("since May", "eight weeks ago") are left out.
    """
    limit = _latest(dated.context)
    found = []
    for mention in _between(dated, start, end):
        if not _is_past(mention, dated, limit):
            continue
        when = _when(mention, f"date_{mention.rule}")
        if when and not (mention.kind == "relative" and _is_vaguer(when, dated.context)):
            found.append(when)
    counted = _counted_from(dated, start, end)
    return [counted] if counted else found


def turning_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the days that "from 5 May" and "until 5 May" name, for what starts or ends then."""
    found = []
    for mention in _between(dated, start, end):
        day = mention.edtf.removesuffix("/..").removeprefix("../")
        turns = day != mention.edtf and "/" not in day
        since = mention.text.lower().startswith("since")
        if turns and not since:
            when = _when(replace(mention, edtf=day), f"date_{mention.rule}")
            if when and not _after_day(when, _latest(dated.context)):
                found.append(when)
    return found


def onset_dates(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the days from which something has gone on: "has been drinking since half term".

    What has *not* happened since a day ("no visit since 25 June") is told of the day of writing.
    """
    words = dated.text[start:end]
    if not _GOES_ON.search(words) or _NOT_SINCE.search(words):
        return []
    found = []
    for mention in _between(dated, start, end):
        opens = mention.text.lower().startswith(("since", "ers")) and mention.edtf.endswith("/..")
        if "X" in mention.edtf:
            continue
        if opens or (mention.edtf and _SINCE.search(_lead(mention, dated.text))):
            day = mention.edtf.removesuffix("/..")
            when = _when(replace(mention, edtf=day), f"date_{mention.rule}")
            if when and not _after_day(when, _latest(dated.context)):
                found.append(when)
    return found


def term_of_year(words: DateWords, year: int, terms: SchoolTerms = NO_TERMS) -> When | None:
    """Read "Spring term" as the term of a year that only the rows around it give."""
    text = words.text[words.start : words.end].strip()
    if not _TERM.fullmatch(text):
        return None
    when = _read_term(f"{text} {year}", text, terms)
    return replace(when, doubts=(*when.doubts, "year_from_neighbours")) if when else None


def term_in_school(words: DateWords, terms: SchoolTerms = NO_TERMS) -> When | None:
    """Read "Spring 2017" in a row of a school's sheet as that term, not as the season."""
    text = words.text[words.start : words.end].strip()
    season = _TERM_NAME.fullmatch(text)
    return _read_term(f"{season[1]} term {season[2]}", text, terms) if season else None


def _read_term(words: str, text: str, terms: SchoolTerms) -> When | None:
    """Read a term's words; its date shows the text as it was written."""
    found = find_dates([words], None, terms=terms)
    when = _when(found[0], "entry_date_row") if len(found) == 1 and found[0].edtf else None
    return replace(when, date=replace(when.date, text=text), words=text) if when else None


def split_by_date(
    text: str, own: Sequence[When], offset: int
) -> list[tuple[When, tuple[int, int]]]:
    """Split a sentence that tells of several days into its parts.

    Of two things ("began on A and ended on B") each has its own half; the same thing on a list of
    days ("no reply on A, B and C") has the whole sentence for each. Returns each day with the
    offsets of its words; nothing when the sentence tells of one thing.
    """
    if _is_list_of_days(text, own):
        return [(when, (offset, offset + len(text))) for when in own]
    if len(own) != 2 or own[0].date.edtf == own[1].date.edtf:
        return []
    first, second = text.find(own[0].words), text.rfind(own[1].words)
    between = text[first + len(own[0].words) : second]
    joint = re.search(r";\s*|\band\s+|;\s*|,\s+then\s+|\bwere\s+|\bwas\s+", between)
    if first < 0 or second <= first or not joint:
        return []
    cut = first + len(own[0].words) + joint.start()
    parts = text[:cut], text[cut:]
    if not all(_HAPPENS.search(part) for part in parts):
        return []
    led_in = re.match(r".*\bthat\s+", parts[0][:first], re.S)
    return [
        (own[0], (offset + (led_in.end() if led_in else 0), offset + len(parts[0].rstrip()))),
        (own[1], (offset + cut, offset + len(text))),
    ]


def _is_list_of_days(text: str, own: Sequence[When]) -> bool:
    """Say whether nothing but "and", commas or a repeated code stands between days of a sentence.

    "No reply on 3/4, 10/4 and 17/4"; "WNB 14/01/21 and WNB 11/02/21".
    """
    days = [when.date for when in own]
    if len(days) < 2 or len({day.edtf for day in days}) < len(days):
        return False
    if any(day.day is None for day in days):
        return False
    start = text.find(own[0].words)
    lead = text[:start].split()[-1:]
    end = start + len(own[0].words)
    for when in own[1:]:
        start = text.find(when.words, end)
        between = _LISTING.sub(" ", text[end:start]).split()
        if start < 0 or between not in ([], lead):
            return False
        end = start + len(when.words)
    return True


def planned_dates(dated: DatedText, start: int, end: int) -> list[str]:
    """Return the words of dates between two offsets that lie ahead or are only planned."""
    limit = _latest(dated.context)
    return [
        m.text
        for m in _between(dated, start, end)
        if (_is_planned(m, dated.text) or _after(m, limit))
    ]


def dates_ahead(dated: DatedText, start: int, end: int) -> list[When]:
    """Return the days behind the entry's own that the words do not call planned.

    A weighty fact may carry such a day: somebody mistyped the one date or the other.
    """
    limit = _latest(dated.context)
    found = []
    for mention in _between(dated, start, end):
        announced = mention.kind == "context" and _LAST_DAY.search(
            dated.text[start : mention.start]
        )
        if (
            (mention.kind == "full" or announced)
            and _after(mention, limit)
            and not _is_planned(mention, dated.text)
        ):
            when = _when(mention, f"date_{mention.rule}")
            if when:
                found.append(when)
    return found


def recording_dates(dated: DatedText, start: int, end: int) -> list[str]:
    """Return the words of dates that only say when something was written, printed or born."""
    return [
        m.text
        for m in _between(dated, start, end)
        if (_RECORDED.search(_lead(m, dated.text)) or _BORN.search(_lead(m, dated.text)))
    ]


def _between(dated: DatedText, start: int, end: int) -> Sequence[DateMention]:
    """Return the dates between two offsets; mentions stand in the order of the text."""
    first = bisect_left(dated.mentions, start, key=lambda m: m.start)
    return dated.mentions[first : bisect_left(dated.mentions, end, key=lambda m: m.start)]


def _is_past(mention: DateMention, dated: DatedText, limit: date | None) -> bool:
    before = _lead(mention, dated.text)
    behind = dated.text[mention.end : mention.end + _LEAD]
    if not mention.edtf or mention.edtf.endswith("..") or mention.edtf.startswith("XXXX"):
        return False
    if mention.edtf.startswith("../") and not _is_told_before(mention, limit):
        return False
    if _BORN.search(before) or _SINCE.search(before):
        return False
    if _RECORDED.search(before) and not (_LETTER.search(before) and _SAYS.match(behind)):
        return False
    if _is_in_passing(mention, before, dated):
        return False
    if _is_planned(mention, dated.text):
        return False
    if not dated.is_history and _is_long_before(mention, limit):
        return False
    if behind.lstrip().startswith(":") or not _after(mention, limit):
        return True
    return _told_on(mention, behind, limit)


def _told_on(mention: DateMention, behind: str, limit: date | None) -> bool:
    """Say whether an entry goes on past its own day: "The following Tuesday the clinic rang"."""
    when = _when(mention, "")
    if limit is None or when is None or when.date.latest is None:
        return False
    near = (when.date.latest - limit).days <= _TOLD_ON_DAYS
    return near and bool(_FOLLOWING.match(mention.text)) and bool(_TOLD.match(behind))


def _is_told_before(mention: DateMention, limit: date | None) -> bool:
    """Say whether "before Christmas" names a day that had come when it was written."""
    when = _when(mention, "")
    if when is None or when.date.latest is None or not _TOLD_BEFORE.match(mention.text):
        return False
    return limit is None or when.date.latest <= limit


def _is_long_before(mention: DateMention, limit: date | None) -> bool:
    """Say whether a date without a year lies so far back that another year may be meant."""
    when = _when(mention, "")
    if mention.kind != "context" or limit is None or when is None or when.date.latest is None:
        return False
    return (limit - when.date.latest).days > _LONG_BEFORE_DAYS


def _counted_from(dated: DatedText, start: int, end: int) -> When | None:
    """Read "two days after my visit": counted from a date named there or from an earlier entry."""
    for match in _COUNTED.finditer(dated.text, start, end):
        count = _NUMBERS.get(match.group("n").lower()) or int(match.group("n"))
        days = count * (7 if match.group("unit").lower().startswith("week") else 1)
        since = _named_there(dated, match.end()) or _earlier(dated.earlier, match.group("what"))
        if since is None or not _is_one_day(since) or since.date.earliest is None:
            continue
        step = timedelta(days=days if match.group("way").lower() == "after" else -days)
        day = since.date.earliest + step
        value = FuzzyDate.parse(day.isoformat(), match.group())
        return When(value, "relative", "date_counted_from_event", match.group())
    return None


def _named_there(dated: DatedText, at: int) -> When | None:
    near = (m for m in dated.mentions if at - 40 <= m.start <= at + 5)
    return next((w for m in near if m.kind in {"full", "context"} and (w := _when(m, ""))), None)


def _earlier(rows: Sequence[tuple[str, When]], what: str) -> When | None:
    wanted = re.findall(r"\w+", what.lower())[-1].rstrip("s")
    return next((when for words, when in reversed(rows) if wanted in words.lower()), None)


def _is_in_passing(mention: DateMention, before: str, dated: DatedText) -> bool:
    if _PASSING.search(mention.text) and (mention.text.endswith("ago") or _ARRANGED.search(before)):
        return True
    if _ASIDE.search(before):
        return True
    # "The July order" only names an order; "in the summer of 2015" says when.
    names_only = _THE.search(before) and not _IN_THE.search(before)
    if names_only and not re.search(r"-\d\d-\d\d", mention.edtf):
        return True
    context = dated.context
    if context is None:
        return False
    if not dated.whole and re.fullmatch(r"\d{3}[\dX][~?]?", mention.edtf):
        return True
    # "no lunch on Monday" in the entry of a week is no day of its own.
    return not _is_one_day(context) and not re.search(r"\d", mention.text)


def _is_planned(mention: DateMention, text: str) -> bool:
    before = _lead(mention, text)
    if not _PLANNED.search(before) or _WENT.search(before) or _BOOKED_AT.match(text, mention.end):
        return False
    return not _DROPPED.match(text[mention.end : mention.end + _LEAD])


def _lead(mention: DateMention, text: str) -> str:
    """Return the words shortly before a date; a text may be hundreds of pages long."""
    return text[max(0, mention.start - _LEAD) : mention.start]


def _is_vaguer(when: When, context: When | None) -> bool:
    """Say whether a date only names the week or month in which the entry's own day lies."""
    if context is None or context.date.earliest is None or when.date.earliest is None:
        return False
    if when.date.edtf.startswith("["):
        return False
    first, last = when.date.earliest, when.date.latest
    if last is None or context.date.latest is None:
        return False
    holds = first <= context.date.earliest and context.date.latest <= last
    return holds and (first, last) != (context.date.earliest, context.date.latest)


def _is_one_day(when: When) -> bool:
    return when.date.earliest is not None and when.date.earliest == when.date.latest


def _after(mention: DateMention, limit: date | None) -> bool:
    when = _when(mention, "")
    return when is not None and _after_day(when, limit)


def _after_day(when: When, limit: date | None) -> bool:
    return limit is not None and when.date.earliest is not None and when.date.earliest > limit


def _when(mention: DateMention, rule: str) -> When | None:
    try:
        value = FuzzyDate.parse(mention.edtf, mention.text, mention.modifier)
    except DateValueError:
        return None
    return When(
        value,
        mention.kind,
        rule or f"date_{mention.rule}",
        mention.text,
        tuple(mention.doubts),
        tuple(mention.alternatives),
    )


def _day(when: When | None) -> date | None:
    return when.date.earliest if when else None


def _latest(when: When | None) -> date | None:
    return when.date.latest if when else None
