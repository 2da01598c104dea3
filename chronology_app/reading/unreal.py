"""Tells what is only asked, denied, feared, planned or supposed from what is said to have happened.

Owns the words around a phrase that take its reality away; a plain "no" before it is the lexicon's.
"""

from __future__ import annotations

import re

#: Words behind which something new is told: "asked if he could stay because he was hungry".
_CUT = re.compile(
    r"[.;:!?]|\b(?:but|although|though|however|because|as(?!\s+if\b)|since|despite|said|says"
    r"|saying|told|replied|disclosed|reported|stated|found|saw|seen)\b|\band\s+(?=[A-Z])"
)
_BEFORE = re.compile(
    r"(?<!as\s)\bif\b(?!\s+(?:s?he|they|I|we)\s+(?:could|can|may)\b)|\bwhether\b|\bunless\b"
    r"|\b(?:neither|none)\b[^,]{0,30}\b(?:was|were|is|are|looked|appeared|seemed)\b"
    r"|\b(?:denie[sd]|denying|denial|disput(?:es|ed|ing)|refut(?:es|ed|ing)|reject(?:s|ed))\b"
    r"|\b(?:no|without|lack\s+of|insufficient)\s+(?:\w+\s+)?(?:evidence|indications?|suggestion)\b"
    r"|\bnothing\s+to\s+suggest\b|\b(?:unclear|uncertain|unknown|not\s+(?:known|clear|sure))\s+(?:that|how|when|who)\b"
    r"|\b(?:possible|possibly|suspect(?:s|ed)?|hypothe\w+)\s+that\b|\bin\s+case\b"
    r"|\b(?:risk|possibility|likelihood|danger|fear)\s+that\b"
    r"|\b(?:plans?|planned|planning|intends?|intended|agrees?|agreed|advised|reminded|promises?"
    r"|promised|undertook|undertakes?|threatens?|threatened)\s+(?:\w+\s+)?(?:not\s+|never\s+)?to\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:(?:may|might)(?:\s+well)?(?:\s+not)?(?:\s+(?:have|be|become|get|go))?(?:\s+been)?"
    r"|(?:could|would)(?:\s+\w+)?\s+(?:be|have\s+been|become))\s+(?:\w+\s+)?$",
    re.I,
)
#: "Could be heard crying" was heard; "would be left most days" is a habit.
_REAL = re.compile(
    r"\bcould\s+be\s+(?:heard|seen|smelt|smelled|felt)\b"
    r"|\b(?:often|usually|regularly|always|frequently|sometimes|most|every|each|used\s+to)\b",
    re.I,
)
_AFTER = re.compile(
    r"^[^.;!?]*\b(?:was|were|is|are|be|as)\s+(?:\w+\s+)?(?:unfounded|unsubstantiated|untrue|false"
    r"|malicious|not\s+substantiated|not\s+true)\b",
    re.I,
)
_QUESTION = re.compile(
    r"^\W*(?:is|are|was|were|has|have|had|does|do|did|would|could|can|will|should|might)\b[^.!?]*\?",
    re.I,
)
#: Words further away than so many characters say nothing of a phrase.
_REACH = 300


def is_unreal(text: str, start: int, end: int) -> bool:
    """Say whether the words from `start` to `end` are not told as having happened.

    A denial, a question, a hypothesis, a plan, a threat, and what was found untrue; but never the
    quoted words of somebody, which were said whatever they mean.
    """
    first = max(0, start - _REACH)
    text, start, end = text[first : end + _REACH], start - first, end - first
    before = text[:start]
    if _is_quoted(before):
        return False
    cut = max((m.end() for m in _CUT.finditer(before)), default=0)
    clause = before[cut:]
    if _BEFORE.search(clause) or _AFTER.search(text[end:]):
        return True
    if _SUPPOSED.search(clause) and not _REAL.search(text):
        return True
    sentence = max((m.end() for m in re.finditer(r"[.!?]\s", before)), default=0)
    return bool(_QUESTION.match(text[sentence:]))


def _is_quoted(before: str) -> bool:
    """Say whether a quotation was opened before and not closed."""
    return bool(before.count('"') % 2) or before.rfind("“") > before.rfind("”")
