"""Recognises what must not leave by accident: the authority's own lawyer, and a guarded address.

Owns these words only; what follows from a class is decided where documents are made.
"""

from __future__ import annotations

import re

_LAWYER = (
    r"(?:solicitor(?!s)|counsel(?!l)|barrister|lawyer|legal\s+(?:services|department|dept|team"
    r"|section|adviser|advisor|officer|executive))"
)
_OWN = r"(?:LA|local\s+authority(?:['’]s)?|in[\s-]?house|council(?:['’]s)?|our)"
_OWN_LAWYER = re.compile(
    rf"\b(?:{_OWN}\s+(?:{_LAWYER}|solicitors|lawyers|legal)|{_LAWYER})\b", re.I
)
#: A party's lawyer is not the authority's: what he or she writes is open correspondence.
_PARTY = (
    r"(?:mother|father|mum|mam|dad|parents?|child(?:ren)?|guardian|grand\w+|aunt|uncle|boys?|girls?"
    r"|family|duty|defence|respondents?|applicants?|M[rs]+s?\.?\s+[A-Z][\w-]+)"
)
_PARTYS_LAWYER = re.compile(
    rf"\b{_PARTY}(?:['’]s?|s['’])?\s+(?:(?:own|new|legal)\s+)?(?:{_LAWYER}|solicitors|representative)"
    rf"|\b(?:{_LAWYER}|solicitors)\s+(?:acting\s+)?(?:for|of|on\s+behalf\s+of|representing)"
    rf"\s+(?:the\s+|both\s+)?{_PARTY}",
    re.I,
)
_ADDRESS = (
    r"(?:addresses|address|whereabouts|location|contact\s+details|phone\s+number|placement|refuge)"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_STREET = re.compile(
    r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’]+\s+){1,3}(?:Road|Street|Avenue|Close|Lane|Row|Drive|Way"
    r"|Court|Place|Terrace|Crescent|Gardens|Grove|Rd|St|Ave|Heol|Stryd|Ffordd)\b"
)
_GUARDED = (
    re.compile(
        rf"\b(?:confidential|safe|secret|undisclosed|withheld|protected)\s+(?:new\s+)?{_ADDRESS}"
        rf"|\b{_ADDRESS}\s+(?:is\s+|are\s+|was\s+|to\s+(?:be|remain)\s+|must\s+(?:be|remain)\s+)?"
        r"(?:being\s+)?(?:kept\s+|held\s+)?(?:strictly\s+)?(?:confidential|secret|withheld|protected"
        r"|not\s+(?:to\s+be\s+)?(?:shared|disclosed|given|known))",
        re.I,
    ),
    re.compile(
        r"\b(?:must|should|is|are)\s+not\s+(?:to\s+)?(?:be\s+(?:told|given|informed|made\s+aware)"
        r"|know|learn|find\s+out)\b"
        rf"[^.]{{0,60}}\b(?:{_ADDRESS}|where|which\s+school|number|name|this)\b",
        re.I,
    ),
    re.compile(rf"\b(?:{_ADDRESS}|where)\b[^.]{{0,60}}\bnot\s+(?:to\s+)?be\s+"
               r"(?:told|given|disclosed|shared|passed)\b", re.I),
    re.compile(r"\b(?:not\s+(?:to\s+)?be|do\s+not|don['’]t|never\s+to\s+be)\s+"
               rf"(?:disclosed?|shared?|give|pass(?:ed)?)\b[^.]{{0,40}}\b{_ADDRESS}\b", re.I),
    re.compile(r"\bnot\s+(?:to\s+)?be\s+disclosed\s+to\b", re.I),
    re.compile(
        r"\b(?:does\s+not|doesn['’]t|did\s+not|didn['’]t|do\s+not|don['’]t)\s+want\s+[^.]{1,40}?"
        r"\bto\s+(?:know|learn|find\s+out|discover)\s+(?:[^.]{0,30}\s)?(?:where|address|which)\b",
        re.I,
    ),
)  # fmt: skip
#: Harmless by themselves; guarded only beside the words of an address.
_MOVED = re.compile(r"\bnew\s+address\b|\brefuge\b", re.I)


def find_own_lawyer(words: str) -> str:
    """Return the words that name the authority's own lawyer; empty when there are none.

    A lawyer of whom nothing plain says whose he or she is counts as the authority's own: the
    privilege is the authority's to give up, and a person can undo a class but not a disclosure.
    """
    partys = [m.span() for m in _PARTYS_LAWYER.finditer(words)]
    for found in _OWN_LAWYER.finditer(words):
        if not any(start <= found.start() < end for start, end in partys):
            return found.group()
    return ""


def find_protected_detail(words: str) -> str:
    """Return the words that say an address or name must be kept from somebody; else empty."""
    for pattern in _GUARDED:
        found = pattern.search(words)
        if found:
            return found.group()
    moved = _MOVED.search(words)
    if moved and (_POSTCODE.search(words) or _STREET.search(words)):
        return moved.group()
    return ""
