"""Reads the lines that open an entry: a date with a few words, a label, a section's title.

Owns what such a line looks like; gathering what stands under it belongs to `entries`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.reading.day_words import DAY, MONTH, TIME, clock
from chronology_app.reading.reference_lines import find_reference_line

_PERIOD = rf"(?:(?:early|mid|late)[\s-]+)?{MONTH}[\s-]+\d{{4}}"
#: Two days of one month: "04/05 April 2022", "9 and 10 September 2022".
_PAIR = (
    r"\d{1,2}(?:st|nd|rd|th)?\s*(?:/|&|-|–|\band\b|\bor\b|\bto\b)\s*\d{1,2}(?:st|nd|rd|th)?\s+"
    rf"{MONTH}\.?,?\s+\d{{2,4}}"
)
_LEAD = (
    r"\s*(?:[-•*#(\[]\s*)?(?:(?:Date(?:\s+of\s+\w+)?|Entry(?:\s+date)?|Dyddiad)\s*[:\-–]\s*)?"
    r"(?:w/c\s+|week\s+commencing\s+)?"
)
_OPENING = re.compile(rf"{_LEAD}(?P<date>{_PAIR}|{DAY}|{_PERIOD}(?=\s*(?:[-–—:|]|$)))", re.I)
#: A day without its year, which opens an entry where the paragraphs around it begin so too.
_SHORT_OPENING = re.compile(
    rf"{_LEAD}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
    rf"(?P<date>\d{{1,2}}\s?[/.]\s?\d{{1,2}}(?![\d/.%])|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\b(?!\s+\d))"
    r"(?=\s*(?:[-–—:|,(]|\s[A-Za-z]|$))",
    re.I,
)
#: What a few words before a date at the end of a line are called when they open an entry.
_KIND_TITLE = re.compile(
    r"\b(?:visits?|T/?C|(?:tele)?(?:phone|tel\.?)\s+call|call|e-?mail|letter|text|meeting|conference"
    r"|core\s+group|discussion|supervision|contact|case\s+note|review|referral|assessment|incident"
    r"|panel|hearing|observation|session|clinic|appointment|ymweliad|cyfarfod|galwad)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|will|to\s+be|booked|due|arranged|scheduled|planned|next"
    r"|last|previous|dob|born|dated|held|on|of|by|until|since|before|after|for|and|printed|recorded"
    r"|completed|attended|following|date)\s*[:.]?\s*(?:[-–—,(]\s*)?$"
    r"|\b(?:next|due|proposed|was|were|is|had|has|did|will|booked|arranged|cancelled)\b|[.;?!]\s",
    re.I,
)
_TITLE_WORDS = 8
#: A title of so few words with its date is no longer, and ends with a figure near its end.
_TITLE_CHARS, _LAST_CHARS = 200, 30
_DIGIT = re.compile(r"\d")
#: Words over which a list of dated entries never stands; text under them is no event.
_ANALYSIS = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:social work(?:er)?(?:['’]s)? )?(?:analysis|discussion|reflections?"
    r"|hypothes[ei]s|discussion and analysis|analysis of risk|risk analysis|professional judgement"
    r"|conclusions?|my view|scaling|worries|strengths|worries and strengths|gaps"
    r"|what are we worried about|what is working well|dadansoddiad|challenge(?: from .{1,20})?"
    r"|oversight and analysis|genogram|complicating factors|danger statements?|safety goals?"
    r"|risk if nothing changes|parents['’] account)\b[^.]{0,30}:?$",
    re.I,
)
_DECISION = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:conference\s+|manager(?:['’]s)?\s+|management\s+|final\s+)?"
    r"(?:decisions?|outcome|penderfyniad(?:au)?)\b[^.]{0,30}:?$",
    re.I,
)
_PLAN = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:(?:outline|safety|action|child protection|child in need|agreed|draft"
    r"|new|next) plan|plan|actions?|action plan|agreed actions|next steps|recommendations?"
    r"|what needs to happen|tasks|to do|contingency"
    r"|cynllun|camau nesaf|follow[- ]up)\b[^.]{0,30}:?$",
    re.I,
)
_PEOPLE_LIST = re.compile(
    r"^(?:attendance|attendees|present|in attendance|those present|apologies|distribution"
    r"|circulation|invitees|invited|yn bresennol|ymddiheuriadau)\b[^.]{0,25}:?$",
    re.I,
)
_LABEL = re.compile(r"^\s*(?P<label>[A-Z][A-Za-z'’ /&()-]{1,40}?)\s*:\s+(?=\S)")
_RECORDED = re.compile(
    r"date\s+(?:record(?:ed)?|entered|typed|input|logged|written(?:\s+up)?|created|authorised)"
    r"|record(?:ed|ing)\s+(?:on|date)|entered\s+on|written\s+up|created\s+on|printed|print\s+date",
    re.I,
)
#: Lines longer than this are running text, whatever stands in them.
_LABELLED_CHARS = 200
_BEFORE_DATE = re.compile(r"(?P<label>[A-Za-z][A-Za-z /]{2,30}?)\s*[:\-]?\s*$")
#: A label with its colon and spaces is no longer than this.
_LABEL_REACH = 40
_ANY_DAY = re.compile(DAY, re.I)
_HAPPENED = re.compile(
    r"(?:date|dyddiad)(?:\s+(?:and\s+time\s+)?of\s+(?:the\s+)?(?:visit|contact|event|call|meeting|incident"
    r"|conference|entry|referral|session|appointment|review|supervision|discussion|assessment))?"
    r"|(?:visit|contact|event|meeting|incident|conference)\s+date(?:\s*(?:/|and)\s*time)?"
    r"|date\s*(?:/|and)\s*time(?:\s+of\s+\w+)?|held(?:\s+on)?|when|sent"
    r"|anfonwyd|date\s+(?:seen|attended|admitted|(?:it\s+)?happened)|admitted|admission|attended"
    r"|attendance|arriv(?:ed|al)|presented|seen(?:\s+on)?|occurred|incident|event|occurrence"
    r"|(?:attendance|admission|arrival|session|appointment|clinic|occurrence)\s+date",
    re.I,
)


#: Labels of a form's boxes, by the field of an entry that they fill.
_BOXES: tuple[tuple[str, str], ...] = (
    ("time", r"time(?:\s+of\s+\w+)?|amser"),
    (
        "subject",
        r"subjects|child(?:ren)?|child(?:['’]s)?\s+name|children['’]s\s+names|pupils?|students?"
        r"|names?\s+of\s+(?:child(?:ren)?|pupil|patient|young\s+person)|young\s+(?:person|people)"
        r"|patient(?:['’]s)?(?:\s+name)?|yp|children\s+(?:present|linked|involved|concerned)"
        r"|subject\s+child(?:ren)?|(?:vulnerable\s+)?(?:persons?|child(?:ren)?)\s+(?:at\s+risk|involved)"
        r"|nominals?|person\s+concerned|client|service\s+user|enw(?:['’]r\s+plentyn)?|plant|disgybl",
    ),
    # "Subject" heads a message's topic as well as a report's child.
    ("topic", r"subject|re"),
    (
        "category",
        r"type(?:\s+of\s+\w+)?|(?:contact|event|entry|case\s+note|incident|offence)\s+type"
        r"|category|reason(?:\s+for\s+(?!attend|admission|present|referral|concern)\w+)?"
        r"|contact\s+method|method|math|classification|qualifier",
    ),
    ("caller", r"from|caller|contact\s+(?:from|with)|referrer|reported\s+by|source|informant|inft"),
    (
        "author",
        r"worker|author|recorded\s+by|completed\s+by|social\s+worker|officers?|staff"
        r"|practitioner|entered\s+by|logged\s+by|name\s+of\s+worker|crew|clinician|consultant"
        r"|attended\s+by|seen\s+by|oic|doctor|nurse|examined\s+by|clerk(?:ed\s+by)?",
    ),
    ("location", r"location|venue|place|where|loc|address\s+of\s+incident|lleoliad"),
    (
        "text",
        r"details?|summary|notes?|description|narrative|record|content|what\s+happened"
        r"|case\s+note|observations?|account|circumstances|circs?|mo|modus\s+operandi|manylion"
        r"|discussion\s+summary|incident\s+(?:summary|details?)|reason\s+for\s+(?:attendance"
        r"|admission|presentation|referral|concern)|presenting\s+(?:complaint|problem|concern)"
        r"|history|hpc|p/?c|on\s+examination|o/e|examination|findings|diagnos[ei]s|impression"
        r"|clinical\s+(?:notes?|summary|findings)|social\s+history|s/h|concerns?(?:\s+for\s+\w+)?"
        r"|nature\s+of\s+concern|(?:officer['’]?s?|crew)\s+(?:comments?|observations?|report)|entry"
        r"|free\s+text|body|log|result|disposal|summary\s+of\s+\w+|background|gwybodaeth",
    ),
)
_BOX = [(name, re.compile(rf"\s*(?:{words})\s*(?::\s*|$)", re.I)) for name, words in _BOXES]


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a dated entry."""

    #: Offsets of the date within the line.
    start: int
    end: int
    time: str | None
    #: Offset where the words after date and time begin.
    rest: int
    #: The words of a line whose date stands behind a reference, without its dates.
    title: str = ""
    #: Offsets of the day on which it was written down, where the line gives that too.
    recorded: tuple[int, int] | None = None


def begins_with_day(text: str) -> bool:
    """Say whether a line begins with a day, with or without its year, whatever follows it."""
    return bool(_OPENING.match(text) or _SHORT_OPENING.match(text))


def find_opening(text: str, *, heading: bool = False, led: bool = False) -> Opening | None:
    """Read a line as the opening of a dated entry; None when it is running text.

    A line counts when it begins with a date and what follows reads as a title (a dash, a capital,
    few words), not as the rest of a sentence. `led`: the paragraphs of its text mostly begin with
    a day, so that what follows may be anything.
    """
    match = _OPENING.match(text) or (_SHORT_OPENING.match(text) if led else None)
    if not match:
        by_reference = _by_reference(text)
        return by_reference or (_later_in_heading(text) if heading else _titled(text))
    time, rest = read_time(text, match.end())
    after = text[rest:]
    words = after.strip(" \t-–—:|,.)]")
    if heading or led or not words or _reads_as_title(after, words, bool(time)):
        gap = len(after) - len(after.lstrip(" \t-–—:|,.)]"))
        return Opening(*match.span("date"), time, rest + gap)
    return None


def read_time(text: str, at: int = 0) -> tuple[str | None, int]:
    """Read a time of day that stands at an offset: the time as HH:MM and where it ends."""
    found = TIME.match(text[at:])
    if not found:
        return None, at
    return clock(found.group("time")), at + found.end()


def section_kind(title: str) -> str | None:
    """Say what stands under a title: "analysis", "plan", "people", "decision"; None for facts."""
    words = title.strip().rstrip(":").strip()
    if _PEOPLE_LIST.match(words):
        return "people"
    if _PLAN.match(words):
        return "plan"
    if _DECISION.match(words):
        return "decision"
    return "analysis" if _ANALYSIS.match(words) else None


def find_label(text: str) -> tuple[str, int] | None:
    """Return a label at the start of a paragraph ("Analysis: ...") and where its text begins."""
    match = _LABEL.match(text)
    return (match.group("label"), match.end()) if match else None


def find_box(text: str) -> tuple[str, int] | None:
    """Return the field that a form's label fills ("Type: Visit") and where its value begins."""
    for name, pattern in _BOX:
        found = pattern.match(text)
        if found:
            return name, found.end()
    return None


def label_dates(text: str) -> list[tuple[str, int]]:
    """Return "happened" or "recorded" with the offset behind each label in front of a date."""
    found: list[tuple[str, int]] = []
    if len(text) > _LABELLED_CHARS or not _DIGIT.search(text):
        return found
    end = 0
    for day in _ANY_DAY.finditer(text):
        match = _BEFORE_DATE.search(text[max(end, day.start() - _LABEL_REACH) : day.start()])
        end = day.end()
        if match is None:
            continue
        label = match.group("label").strip()
        if _RECORDED.search(label):
            found.append(("recorded", day.start()))
        elif _HAPPENED.fullmatch(label) or re.search(r"^(?:date of|held)\b", label, re.I):
            found.append(("happened", day.start()))
    return found


def _reads_as_title(after: str, words: str, timed: bool) -> bool:
    if re.match(r"\s*[-–—:|\t]|\s*\)|\s*\]|\.\s+[A-Z]", after):
        return True
    if re.match(r"\s*,", after) and not timed:
        return False
    few = len(words.split()) <= 9 and not re.search(r"[.!?]\s*$", words)
    if words[:1].isupper() or words[:1].isdigit():
        return few or timed or bool(re.match(r"\s+[A-Z0-9(]", after))
    return few and bool(re.match(r"(?:with|at|by|from|to)\b", words))


def _by_reference(text: str) -> Opening | None:
    found = find_reference_line(text)
    if found is None:
        return None
    return Opening(found.start, found.end, found.time, found.rest, found.title, found.recorded)


def _titled(text: str) -> Opening | None:
    """Read a short title before the date that ends its line: "Home visit 12/05/2022"."""
    if len(text) > _TITLE_CHARS or not _DIGIT.search(text, max(0, len(text) - _LAST_CHARS)):
        return None
    dates = list(_ANY_DAY.finditer(text))
    if len(dates) != 1:
        return None
    title = text[: dates[0].start()]
    time, rest = read_time(text, dates[0].end())
    if text[rest:].strip(" .)]") or len(title.split()) > _TITLE_WORDS:
        return None
    named = title[:1].isupper() and _KIND_TITLE.search(re.sub(r"(?<=\bTel)\.", "", title))
    if not named or _NO_TITLE.search(re.sub(r"\b([Tt]el)\.\s", r"\1 ", title)):
        return None
    return Opening(*dates[0].span(), time, 0)


def _later_in_heading(text: str) -> Opening | None:
    """Read a heading whose date stands at its end: "Home visit - 18/09/2018"."""
    dates = list(_ANY_DAY.finditer(text))
    if len(dates) != 1:
        return None
    time, _rest = read_time(text, dates[0].end())
    return Opening(*dates[0].span(), time, 0)
