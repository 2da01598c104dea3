"""Knows the lines of a page or a message that tell nothing: signatures, greetings, page numbers.

Owns what such a line looks like; names and posts in it are read by `record` and `roster`.
"""

from __future__ import annotations

import re

_PHONE = r"(?:\+44\s?|\(?0)\d[\d\s()-]{7,14}\d"
_REACHED = re.compile(
    rf"{_PHONE}|\b[\w.+-]+@[\w-]+\.\w|\bwww\.|https?://|\bext\.?\s*\d{{2,5}}\b", re.I
)
_CLOSING = re.compile(
    r"\s*(?:(?:many|kind|best|warm|with)\s+)?(?:thanks?(?:\s+you)?|regards|wishes|yours(?:\s+(?:sincerely"
    r"|faithfully|truly))?|cheers|diolch(?:\s+yn\s+fawr)?|cofion(?:\s+gorau)?|yn\s+gywir)\b[\s,.!]*",
    re.I,
)
_PAGE = re.compile(
    r"\s*(?:page\s+\d+(?:\s+(?:of|/)\s+\d+)?|\d+\s+(?:of|/)\s+\d+|tudalen\s+\d+|sent\s+from\s+my\s+\w+"
    r"|official(?:\s*[-–:]\s*sensitive)?(?:\s*[-–:]?\s*\w+)?|restricted|confidential"
    r"|\[?(?:this|the)\s+(?:e-?mail|message|document)\s+(?:and\s+any\s+attachments?\s+)?(?:is|are|may"
    r"|contains?)\b.*|please\s+consider\s+the\s+environment.*|end\s+of\s+(?:record|report|document"
    r"|extract|print(?:out)?))\s*[.\]]?\s*",
    re.I,
)
#: Letters behind a name: what somebody is trained as.
_TRAINED = re.compile(
    r"\s*(?:RMN|RGN|RN|RSCN|RHV|RM|SCPHN|DipSW|CQSW|BSc|BA|MA|MSc|MBBS|MBChB|MRC\w+|FRC\w+|QTS|NPQH"
    r"|LLB|PhD)\b(?:\s*\([A-Za-z]+\))?\s*(?:[,/|]|$)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|told|rang|called|calls?|texted|left|gave|gives|saw"
    r"|seen|spoke|asked|made|sent|attended|came|went|found|phoned|tried|used|uses|rung|ring|contacted"
    r"|changed|no\s+(?:answer|reply)|unanswered|voicemail|reported|visited|got|lost|refused|advised)\b",
    re.I,
)
_MOST_WORDS = 14
_MOST_CHARACTERS = 200


def is_furniture(line: str) -> bool:
    """Say whether a whole line is a signature, a closing or page furniture, and tells nothing."""
    words = line.strip()
    if len(words) > _MOST_CHARACTERS:
        return False
    if not words or _PAGE.fullmatch(words) or _CLOSING.fullmatch(words):
        return True
    if len(words.split()) > _MOST_WORDS or _VERB.search(words) or re.search(r"[.!?]\s+\S", words):
        return False
    return bool(_REACHED.search(words) or _TRAINED.match(words))
