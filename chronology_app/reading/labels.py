"""Reads the words with which a paragraph of minutes opens to say whose information it gives.

Owns what such an opening looks like ("Health visiting. Ms Rao: ..."); which agency it means is for
`actors`.
"""

from __future__ import annotations

import re

#: What the name of a service ends with or holds.
_SERVICE = re.compile(
    r"\b(?:nursery|pre-?school|playgroup|childminder|school|academy|primary|secondary|college|infants"
    r"|juniors|education|housing|homes|landlord|police|constabulary|probation|health|visiting"
    r"|visitors?|midwi\w+|maternity|hospital|surgery|practice|gp|cmht|camhs|nurs(?:e|ing)"
    r"|children['’]s\s+cent(?:re|er)|family\s+(?:hub|centre|support)|early\s+help|social\s+(?:care|work\w*)"
    r"|children['’]s\s+services|drug\s+and\s+alcohol|substance\s+(?:mis)?use|recovery\s+service"
    r"|domestic\s+abuse\s+service|idva|women['’]s\s+aid|speech\s+and\s+language|salt|dentist|dental"
    r"|a\s*&\s*e|emergency\s+department|ambulance|cafcass(?:\s+cymru)?|youth\s+(?:offending|justice)"
    r"|yot|adult\s+mental\s+health|paediatric\w*|iaps?t|tai|heddlu|ysgol|iechyd)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|did|does|do|said|says|told|reports|reported|attended"
    r"|visited|called|rang|to|will|would|can|could|not|no|seen|saw|informed|contacted|made|held|met|sent"
    r"|took|given|began|ended|closed|opened|agreed|missed|brought|came|went|left|moved|refused|absent"
    r"|late|today|yesterday|again)\b",
    re.I,
)
_PERSON = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|Sgt)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
_LABEL = re.compile(
    r"\s*(?:[-•*▪]\s+|\(?\d{1,2}[.)]\s+|\d{1,2}\.\d{1,2}\.?\s+)?"
    r"(?P<label>[A-Z][\w'’&/()-]*(?:[ ,]+[\w'’&/()-]+){0,6}?)\s*(?:\.|:|\s[-–—])\s+(?=\S)"
)
#: "GT: seen at home", "Ms Rao: he eats well".
_SAID_BY = re.compile(
    r"\s*(?:[-•*▪]\s+)?(?P<who>[A-Z]{2,3}|(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|Sgt)\.?\s+[A-Z][\w'’-]+"
    r"(?:\s+[A-Z][\w'’-]+)?)\s*(?::|\s[-–—])\s+(?=\S)"
)
_SPEAKER = re.compile(rf"(?P<who>{_PERSON})(?:,\s*[^.:\n]{{2,40}})?\s*:\s+(?=\S)")


def find_source_label(text: str) -> tuple[str, int] | None:
    """Return the words that open a paragraph and name whose information follows, and their end.

    "Little Oaks Nursery. Ms Rao: he eats well" gives ("Little Oaks Nursery. Ms Rao", 29); a
    paragraph that opens with a sentence gives None.
    """
    said_by = _SAID_BY.match(text)
    if said_by:
        return said_by.group("who"), said_by.end()
    match = _LABEL.match(text)
    label = match.group("label") if match else ""
    if match is None or not _SERVICE.search(label) or _VERB.search(label):
        return None
    end = match.end()
    speaker = _SPEAKER.match(text, end)
    if speaker:
        return f"{label}. {speaker.group('who')}", speaker.end()
    return label, end
