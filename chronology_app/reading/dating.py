"""Finds the words that date a whole document: when it was sent, held, written or signed.

Owns where such words stand; which entries they date is decided by `entries`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chronology_app.reading.day_words import DAY
from chronology_app.reading.document import SourceText
from chronology_app.reading.flow import DateWords, Line, lines_of
from chronology_app.reading.headings import find_opening, label_dates

_ANY_DAY = re.compile(DAY, re.I)
_HELD = re.compile(r"\b(?:held|meeting date|date of (?:meeting|conference|report|letter))\b", re.I)
_PAPER = (
    r"(?:report|statement|letter|form|referral|document|assessment|review|chronology|minutes|record"
    r"|note|plan|summary|request|application)"
)
#: "Dated 14 March 2022", "Date of this form: ...", "Report date ...", "Date completed ...".
_DATED = re.compile(
    rf"(?:^|[.|;:)]\s*|\s{{2,}}|\t|,\s+)(?:(?:this\s+)?{_PAPER}\s+)?"
    rf"(?:dated?(?:\s+(?:this|on))?|dyddiad(?:wyd)?|(?:this\s+)?{_PAPER}\s+date"
    rf"|date\s+of\s+(?:this\s+|the\s+)?(?:\w+\s+)?{_PAPER}|date\s+(?:completed|signed|written|sent"
    rf"|of\s+(?:completion|signature|signing))|(?:completed|signed|written)\s+(?:on|date))"
    rf"(?:\s+this)?\s*[:\-–]?\s*(?:the\s+)?(?P<date>{DAY})",
    re.I,
)
#: "MINUTES OF A REVIEW CONFERENCE, 21 MAY 2019", "Final statement of Ann Orr, 10 March 2023".
_TITLE = re.compile(
    rf"^(?=.*\b(?:minutes|conference|statement|{_PAPER[3:-1]}|meeting|letter)\b)[^\n]{{0,160}}?"
    rf"[,:;–—(\s-]\s*(?:on\s+|held\s+(?:on\s+)?|dated\s+)?(?P<date>{DAY})\W*$",
    re.I,
)
#: Words before a day that is not the paper's own.
_OTHER_DAY = re.compile(
    r"\b(?:d\.?o\.?b\.?|born|birth|printed|updated|since|until|from|to|run\s+off)\W*$", re.I
)
_TITLE_LINES, _TITLE_WORDS = 6, 24
_FIRST_LINES = 25
_LAST_LINES = 10
_SHORT = 40
_MOST_CHARACTERS = 400


def find_document_date(text: SourceText) -> DateWords | None:
    """Return the words that date the whole document: when it was sent, held or written.

    They stand in the first lines, or in the last ones beside a signature.
    """
    sent = text.metadata.get("sent")
    if sent:
        return DateWords(sent, 0, len(sent), "sent")
    lines = list(lines_of(text.passages))
    return (
        _in_title(lines[:_TITLE_LINES])
        or _in_head(lines[:_FIRST_LINES])
        or _labelled(lines[:_FIRST_LINES])
        or _labelled(lines[-_LAST_LINES:])
    )


def find_title_date(text: SourceText) -> DateWords | None:
    """Return the one day that ends a paper's title, in its first lines."""
    return _in_title(list(lines_of(text.passages))[:_TITLE_LINES])


def _in_title(lines: Sequence[Line]) -> DateWords | None:
    for line in lines:
        found = _TITLE.match(line.text) if len(line.text.split()) <= _TITLE_WORDS else None
        if not found or not line.text[:1].isupper() or len(_ANY_DAY.findall(line.text)) != 1:
            continue
        if not _OTHER_DAY.search(line.text[: found.start("date")]):
            return DateWords(line.text, *found.span("date"), "document")
    return None


def _in_head(lines: Sequence[Line]) -> DateWords | None:
    for line in lines:
        words = line.text
        for label, at in label_dates(words):
            if label == "happened":
                return DateWords(words, at, len(words), "document")
        opening = find_opening(words)
        if opening and not opening.title and not words[opening.end :].strip(" .,"):
            return DateWords(words, opening.start, opening.end, "document")
        if _HELD.search(words) and len(words.split()) < _SHORT:
            return DateWords(words, 0, len(words), "document")
    return None


def _labelled(lines: Sequence[Line]) -> DateWords | None:
    """Find "Dated ..." and the like, within a line or in a cell beside its label."""
    label = ""
    for line in lines:
        words = line.text
        if len(words) > _MOST_CHARACTERS:
            label = ""
            continue
        found = _DATED.search(f"{label} {words}") if label else None
        if found:
            return DateWords(words, 0, len(words), "document")
        found = _DATED.search(words) if len(words.split()) < _SHORT else None
        if found:
            return DateWords(words, *found.span("date"), "document")
        label = words.strip() if line.passage.kind == "cell" and len(words.split()) <= 6 else ""
    return None
