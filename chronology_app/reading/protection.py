"""Recognises what must not leave by accident: the authority's own legal advice, guarded addresses.

Owns these words only; what follows from a class is decided where documents are made.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_LAWYER = (
    r"(?:solicitor(?!s)|counsel(?!l)|barrister|lawyer|legal\s+(?:services|department|dept|team"
    r"|section|adviser|advisor|officer|executive))"
)
#: One of these stands in whatever names a lawyer.
_LAWYER_WORDS = ("solicitor", "counsel", "barrister", "lawyer", "legal")
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
#: Without one of these nothing is guarded: looked for first, for speed.
_MAY_GUARD = (
    "not", "n't", "n’t", "never", "confidential", "safe", "secret", "undisclosed", "withheld",
    "protected", "refuge", "new address",
)  # fmt: skip
#: Harmless by themselves; guarded only beside the words of an address.
_MOVED = re.compile(r"\bnew\s+address\b|\brefuge\b", re.I)


def find_own_lawyer(words: str) -> str:
    """Return the words that name the authority's own lawyer; empty when there are none.

    A lawyer of whom nothing plain says whose he or she is counts as the authority's own: the
    privilege is the authority's to give up, and a person can undo a class but not a disclosure.
    """
    if not _names_lawyer(words):
        return ""
    partys = [m.span() for m in _PARTYS_LAWYER.finditer(words)]
    for found in _OWN_LAWYER.finditer(words):
        if not any(start <= found.start() < end for start, end in partys):
            return found.group()
    return ""


def find_protected_detail(words: str) -> str:
    """Return the words that say an address or name must be kept from somebody; else empty."""
    lowered = " ".join(words.lower().split())
    if not any(may in lowered for may in _MAY_GUARD):
        return ""
    for pattern in _GUARDED:
        found = pattern.search(words)
        if found:
            return found.group()
    moved = _MOVED.search(words)
    if moved and (_POSTCODE.search(words) or _STREET.search(words)):
        return moved.group()
    return ""


#: What a lawyer says of a case, as against a call or a letter that he or she is named in.
_ADVICE = re.compile(
    r"\b(?:advi[sc]e[sd]?|advising|opinion|view\s+(?:is|was)|recommends?|recommended|suggests?"
    r"|suggested|thinks?|says?|said|threshold|merits|prospects|issue|issuing|pre-proceedings|PLO)\b",
    re.I,
)
#: Words that give advice by themselves when the sentence before named the lawyer.
_GOES_ON = re.compile(
    r"^\W*(?:(?:her|his|their|the)\s+)?(?:legal\s+)?(?:advice|view|opinion|recommendation)"
    r"\s*(?::|\b(?:is|was|that|to)\b)|^\W*(?:s?he|they)\s+(?:also\s+)?(?:advise[sd]?|recommend)",
    re.I,
)
_FOR_AUTHORITY = (
    r"(?:for|to)\s+(?:the\s+)?(?:LA|local\s+authority|authority|council|borough|county\s+council)"
)
#: The authority's own lawyer beyond doubt: advice to a parent to "see a solicitor" is not.
_PLAINLY_OWN = re.compile(
    rf"\b{_OWN}\s+(?:{_LAWYER}|solicitors|lawyers|legal)\b|\b{_LAWYER}\s+{_FOR_AUTHORITY}\b", re.I
)
_NAME = r"(?:(?:[A-Z]\.\s?|[A-Z][\w'’-]{1,40}\s+|M(?:r|rs|s|iss)\s+){1,4}[A-Z][\w'’-]{1,40})"
#: "B. Amos, legal", "Ms Roe (solicitor)".
_NAMED_LAWYER = re.compile(
    rf"\b(?P<name>{_NAME})\s*(?:,\s*|\(\s*)(?i:{_OWN}\s+)?(?i:legal|solicitor|lawyer|barrister"
    r"|counsel)\b(?!\s+(?i:for|of|acting|guardian|rights|aid))"
)


def is_own_lawyers_role(role: str) -> bool:
    """Say whether a role in the people list is that of the authority's own lawyer."""
    return bool(find_own_lawyer(role) or _PLAINLY_OWN.search(role)) and not re.search(
        rf"\b{_PARTY}", role, re.I
    )


def find_named_lawyers(text: str) -> tuple[str, ...]:
    """Return names to which a text adds that they are a lawyer, of no party that it names."""
    partys = [m.span() for m in _PARTYS_LAWYER.finditer(text)]
    return tuple(
        m["name"]
        for m in _NAMED_LAWYER.finditer(text)
        if not any(start < m.end() and m.start() < end for start, end in partys)
    )


def find_lawyers_advice(words: str, names: Collection[str], *, goes_on: bool = False) -> str:
    """Return the words by which a sentence gives the advice of the authority's own lawyer.

    `names`: every way in which its lawyers are named, initials among them. `goes_on`: the sentence
    before named one of them. Empty when it is no such advice.
    """
    if goes_on and (found := _GOES_ON.search(words)):
        return found.group().strip()
    who = find_lawyer_named(words, names)
    return who if who and _ADVICE.search(words) else ""


def find_lawyer_named(words: str, names: Collection[str]) -> str:
    """Return the words that name the authority's own lawyer beyond doubt; empty without any."""
    plain = _PLAINLY_OWN.search(words) if _names_lawyer(words) else None
    if plain:
        return plain.group()
    there = (n for n in names if n in words)
    return next((n for n in there if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", words)), "")


def _names_lawyer(words: str) -> bool:
    lowered = words.lower()
    return any(word in lowered for word in _LAWYER_WORDS)
