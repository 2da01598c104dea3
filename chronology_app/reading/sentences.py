"""Splits a paragraph into sentences without tripping over initials, titles, times and quotes.

Owns where a sentence begins and ends; what it says is read elsewhere.
"""

from __future__ import annotations

import re

_STOP = re.compile(r"(?<![.!?])[.!?]++[\"'’”)\]]*+(?=\s)|\n")
_BULLET = re.compile(r"\s{0,40}(?:[-•*–·▪]|\d{1,2}[.)]\s)")
#: A line that ends so goes on in the next one.
_GOES_ON = re.compile(
    r"(?:[,;(&/–-]|\b(?:and|or|the|a|an|of|to|in|on|at|by|for|with|from|his|her|their|was|were|is"
    r"|that|had|has))\s*$",
    re.I,
)
#: A line shorter than this was ended on purpose, not by the edge of the page.
_SHORT_LINE = 45
_GREETING = re.compile(
    r"^\s*(?:Dear|Hi|Hello|Helo|Annwyl|Good\s+\w+|Bore\s+da|Prynhawn\s+da)\b[^\n]{0,40},$", re.I
)
_NUMBERING = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]$", re.I)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sgt|St|Hon|approx|appt|tel|no|nos|ref|ext|dept|para"
    r"|e\.g|i\.e|etc|cf|vs|viz|a\.m|p\.m|c|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|wk|wks|hrs?|mins?|yrs?|mths?|incl|v)\.$",
    re.I,
)
_INITIAL = re.compile(r"(?:^|[\s(.])[A-HJ-Z]\.$")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*[A-ZÀ-Þ0-9£]")
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[-•*–·▪])\s+(?=[A-Z])")
#: Beyond this many characters an open quotation mark is taken for a slip.
_LONGEST_QUOTED = 400
#: After these abbreviations a sentence may well end: what follows decides.
_MAY_END = re.compile(r"(?:etc|a\.m|p\.m|hrs?|mins?|yrs?|mths?|wks?|no)\.$", re.I)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence, blanks at the ends left out."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop.group() == "\n":
            if not _is_line_end(text, start, stop.start()):
                continue
        elif not _is_end(text, stop.end()):
            continue
        if _NUMBERING.match(text[start : stop.end()]):
            continue
        if _inside_quote(text[start : stop.end()]):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, len(text)))
    numbering = _NUMBERED.match(text)
    if numbering:
        found[0] = (numbering.end(), found[0][1])
    trimmed = (_trim(text, *piece) for piece in found)
    return [(first, last) for first, last in trimmed if first < last]


def _is_line_end(text: str, start: int, at: int) -> bool:
    """Say whether a line break ends a sentence: a bullet follows, or the line is short."""
    if _BULLET.match(text, at + 1):
        return True
    if text[max(start, at - _SHORT_LINE) : at].rstrip().endswith(","):
        return bool(_GREETING.match(text[start:at]))
    # The line counts from its own beginning, though a sentence may begin inside it.
    last = text[text.rfind("\n", 0, at) + 1 : at]
    following = text[at + 1 : at + 40].lstrip()
    return len(last) < _SHORT_LINE and following[:1].isupper() and not _GOES_ON.search(last)


def _is_end(text: str, end: int) -> bool:
    if not _NEXT.match(text, end):
        return False
    before = text[max(0, end - 14) : end].rstrip("\"'’”)]")
    if not before.endswith("."):
        return True
    if _INITIAL.search(before):
        return False
    abbreviated = _ABBREVIATED.search(before)
    if not abbreviated:
        return True
    following = text[end : end + _SHORT_LINE].lstrip()
    return bool(_MAY_END.search(before)) and following[:1].isupper()


def _inside_quote(text: str) -> bool:
    """Say whether a text breaks off inside spoken words, which are kept together."""
    if len(text) > _LONGEST_QUOTED:
        return False
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(text[start:end].rstrip())
