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


#: A lead of more words than this, without a verb of saying, belongs to somebody else's story.
_INTRODUCTION = 6
_PRONOUN_SAYS = re.compile(
    r"\b(?P<who>he|she)\s+(?:then\s+|also\s+|just\s+)?(?:said|says|told\s+\w+|asked|replied|answered|whispered)"
    r"[\s,:]*[\"'“‘]?\s*$",
    re.I,
)
#: A speaker is looked for in so many characters before the words.
_LEAD = 400
_NO_CHILD = (False, "")
#: Characters before a colon within which the speaker is named.
_NEAR_COLON = 24


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in quotation marks."""

    words: str
    start: int
    end: int
    by_child: bool
    #: Full name of the child who spoke; empty when not known.
    speaker: str = ""
    #: Whether the sentence itself names the speaker, and not only what stands around it.
    named: bool = False


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
        lead = text[max(0, match.start() - _LEAD) : match.start()]
        by_child, speaker = _by_child(lead, before, people, subject_is_child)
        named = _speaker(lead, people) is not None
        found.append(Spoken(words, match.start(group), match.end(group), by_child, speaker, named))
    return found


def _by_child(lead: str, before: str, people: People, subject_is_child: bool) -> tuple[bool, str]:
    """Say whether a child spoke, and which one as far as the words tell."""
    speaker = _speaker(lead, people)
    if speaker is not None:
        return speaker
    if len(lead.split()) > _INTRODUCTION and not _SAYS.search(lead):
        return _NO_CHILD
    if before and (speaker := _speaker(before, people, told=True)) is not None:
        return speaker
    return subject_is_child, ""


def _meant_by_pronoun(words: str, people: People) -> tuple[bool, str] | None:
    """Say whom "she said" right before the words means: the one child named before it.

    A child is named also by what is his or hers: "It was Maya's birthday, she said".
    """
    says = _PRONOUN_SAYS.search(words)
    if says is None:
        return None
    named = {n.person.name: n.person for n in people.find(words[: says.start()])}
    if len(named) != 1:
        return None
    person = next(iter(named.values()))
    sex = "f" if says["who"].lower() == "she" else "m"
    fits = not person.sex or person.sex[:1].lower() == sex
    return (True, person.name) if person.is_child and fits else None


def _speaker(words: str, people: People, *, told: bool = False) -> tuple[bool, str] | None:
    """Say whether a child speaks after these words, and which; None when they do not tell.

    The one who speaks is named last before a verb of saying, or stands right before a colon.
    """
    meant = _meant_by_pronoun(words, people)
    if meant is not None:
        return meant
    named = [n for n in people.find(words) if not words[n.end :].startswith(("'s", "’s"))]
    said = [m.start() for m in _SAYS.finditer(words)]
    if said:
        before = [n for n in named if n.start < said[-1]]
        others = list(_OTHERS.finditer(words, 0, said[-1]))
    elif words.rstrip().endswith(":") or told:
        before = [n for n in named if told or n.end > len(words) - _NEAR_COLON]
        others = list(_OTHERS.finditer(words, max(0, len(words) - _NEAR_COLON)))
    else:
        return None
    if not before:
        return _NO_CHILD if others else None
    last = max(before, key=lambda n: n.start)
    if others and others[-1].start() > last.start:
        return _NO_CHILD
    return (True, last.person.name) if last.person.is_child else _NO_CHILD
