"""Reads the line over an entry of a print-out: "PAC 15/0041 EVENT 21/02/2015 2315HRS".

Owns lines whose date stands behind a reference or a label; titles that begin with a date belong to
`headings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.reading.day_words import DAY, TIME, clock

#: What a system calls one of its entries.
_ENTRY = (
    r"pac|cad|log|inc(?:ident)?|ois|storm|niche|crime|crn|ref(?:erence)?|urn|ppn|vist|merlin|vpn"
    r"|dash|event|occurrence|case|report|form|contact|consultation|entry|record|attendance|episode"
    r"|call|job|note|visit|session|appointment|referral|concern|notification|document|encounter"
    r"|letter|admission|discharge|triage|message|e-?mail|update|review|sheet|page|prf|epr|rio|emis"
    r"|systmone|careplan|cpoms|myconcern"
)
_BEFORE = (
    r"(?:(?:police|crime|incident|safeguarding|nursing|medical|clinical|patient|home|concern|ward"
    r"|ambulance|ed|a\s?&\s?e|case|child|pupil|tenancy|welfare)\s+)?"
)
_HAPPENED = (
    r"(?:date\s+(?:and\s+time\s+)?(?:of\s+)?)?(?:the\s+)?(?:event|incident|occurrence|occurred|occ"
    r"|happened|attended|attendance|arrived|on\s+scene|seen|contact|visit|call|consultation"
    r"|consulted|session|admitted|offence|committed|start(?:ed)?|from)"
    r"(?:\s+(?:date|on|at|date\s*/\s*time|time))?|date(?:\s*/\s*time)?|on|of|dtg"
)
_RECORDED = (
    r"(?:date\s+)?(?:created|reported|run|printed|extract(?:ed)?|recorded|entered|logged|input|typed"
    r"|updated|closed|finali[sz]ed|submitted|filed|exported|received|rec['’]?d|generated|authorised"
    r"|modified|added|written(?:\s+up)?)(?:\s+(?:date|on|at))?"
)
_NUMBER = r"(?:(?:no|number|id)\b[.:]?\s*)?(?:[:#]\s*)?(?=[\w/-]*\d)[A-Z]{0,5}[\w/-]{1,20}"
_LEAD = re.compile(
    rf"\s*(?:[-•*#(\[]\s*)?(?:(?:form|page|entry|record|report|sheet)\s+\d+\s+(?:of|/)\s+\d+[\s:;,-]*)?"
    rf"(?P<words>(?:{_BEFORE}(?:{_ENTRY})\b[:.#]?\s*){{1,3}})"
    rf"(?P<number>(?!{DAY}){_NUMBER})?|\s*[A-Z]{{1,5}}[-/]?\d[\w/-]{{2,20}}(?=\s)"
    # Whatever else in capitals a system puts before a long number.
    r"|\s*(?-i:[A-Z]{2,8})[ .:#]{1,2}\d[\w/-]{4,20}(?=\s)",
    re.I,
)
_LABELLED = re.compile(
    rf"[\s\-–—:;,|(]*(?P<label>(?:{_HAPPENED})|(?P<later>{_RECORDED}))?[\s:\-–—|(]*(?P<date>{DAY})",
    re.I,
)
_RECORDED_LABEL = re.compile(rf"\b{_RECORDED}\s*:?\s*$", re.I)
_DATE = re.compile(rf"(?P<date>{DAY})", re.I)
_SEPARATED = re.compile(r"\s*(?:[-–—:|]|\)\s*[-–—:|]|\s[A-Z]{2,}\b)|\t|\s{2,}")
#: The dates of such a line stand in its first characters.
_MOST_CHARS = 140
_TITLE_WORDS = 6


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """The dates over an entry; offsets within the line."""

    start: int
    end: int
    time: str | None
    #: Offset where the words behind dates and times begin.
    rest: int
    #: The words before that, without dates and times; with those behind when they are few.
    title: str
    #: Offsets of the day of writing down, where the line gives that too.
    recorded: tuple[int, int] | None


def find_reference_line(text: str) -> ReferenceLine | None:
    """Read a line as the one over a system's entry; None when it is running text.

    The line opens with what the system calls its entries, a reference or both; a date follows,
    with or without a label. A line that gives only the day of printing opens nothing.
    """
    head = text[:_MOST_CHARS]
    lead = _LEAD.match(head) if re.search(r"\d", head) else None
    first = _LABELLED.match(head, lead.end()) if lead else None
    if first is None:
        return None
    dates = [m for m in _DATE.finditer(head) if m.start("date") >= first.start("date")]
    happened = next((m for m in dates if not _is_recorded(text, m)), None)
    if happened is None:
        return None
    recorded = next((m.span("date") for m in dates if _is_recorded(text, m)), None)
    time = TIME.match(text[happened.end("date") :])
    rest = _end_of_times(text, dates[-1].end())
    behind = text[rest:].strip()
    title = _title(text[:rest], dates)
    if len(behind.split()) <= _TITLE_WORDS and not re.search(r"[.!?]$|[.!?]\s", behind):
        title, rest = f"{title} {behind.strip(' -–—:|,;()')}".strip(), len(text)
    elif not _SEPARATED.match(text, rest):
        return None
    gap = len(text[rest:]) - len(text[rest:].lstrip(" \t-–—:|,.)]"))
    clocked = clock(time.group("time")) if time else None
    return ReferenceLine(*happened.span("date"), clocked, rest + gap, title, recorded)


def _end_of_times(text: str, at: int) -> int:
    time = TIME.match(text[at:])
    return at + time.end() if time else at


def _is_recorded(text: str, match: re.Match[str]) -> bool:
    return bool(_RECORDED_LABEL.search(text[: match.start("date")]))


def _title(text: str, dates: list[re.Match[str]]) -> str:
    """Return the words of a line without its dates, times and the labels of its dates."""
    left = text
    for match in reversed(dates):
        left = left[: match.start("date")] + " " + left[match.end("date") :]
    left = re.sub(r"\b\d{3,4}\s*hrs?\b|\b\d{1,2}[:.]\d\d(?:\s*hrs?)?\b", " ", left, flags=re.I)
    left = re.sub(rf"\b(?:{_RECORDED})\s*:?\s*(?=$|\s\s)", " ", left, flags=re.I)
    return re.sub(r"\s+", " ", left).strip(" -–—:|,;()")
