"""Finds exact words in quotation marks and decides whether a child of the case spoke them.

Owns quotation marks and speakers; who the people are comes from `names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.reading.names import People

_QUOTED = re.compile(
    r'"(?P<a>[^"\n]{2,400}?)"|“(?P<b>[^”]{2,400}?)”'
    r"|(?:(?<=[\s(:,])|^)[‘'](?P<c>[^\n]{2,300}?[^\s])['’](?=[\s.,;:!?)]|$)"
)
_SAYS = re.compile(
    r"\b(?:said|says|saying|told|tells|asked|asks|replied|answered|shouted|whispered|wrote|writes"
    r"|disclosed|explained|stated|described|calls?\s+it|wish|words?|views?|dywedodd|meddai)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:mum|mam|mother|dad|father|aunt(?:ie|y)?|uncle|nan|nain|taid|grand\w+|parents?|teacher"
    r"|neighbour|officer|staff|carer|midwife|hv|gp|sw|doctor|they)\b(?!['’]s)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in quotation marks."""

    words: str
    start: int
    end: int
    by_child: bool


def find_spoken(text: str, before: str, people: People, *, subject_is_child: bool) -> list[Spoken]:
    """Return the quoted words of a sentence, each with whether a child spoke it.

    The speaker is the person named last before the words, in this sentence or the one before;
    where nobody is named, a record kept about one child means that child.
    """
    found = []
    for match in _QUOTED.finditer(text):
        group = next(g for g in ("a", "b", "c") if match.group(g))
        words = match.group(group)
        if len(words.split()) < 2:
            continue
        by_child = _by_child(text[: match.start()], before, people, subject_is_child)
        found.append(Spoken(words, match.start(group), match.end(group), by_child))
    return found


def _by_child(lead: str, before: str, people: People, subject_is_child: bool) -> bool:
    for words in (lead, before):
        speaker = _last_speaker(words, people)
        if speaker is not None:
            return speaker
        if words is lead and not _SAYS.search(lead) and len(lead.split()) > 6:
            break
    return subject_is_child


def _last_speaker(words: str, people: People) -> bool | None:
    named = [n for n in people.find(words) if not words[n.end :].startswith(("'s", "’s"))]
    said = _SAYS.search(words)
    named_before = [n for n in named if said is None or n.start < said.start()] or named
    if not named_before:
        return None if not _OTHERS.search(words) else False
    last = max(named_before, key=lambda n: n.start)
    return last.person.is_child
