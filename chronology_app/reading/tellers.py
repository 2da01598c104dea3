"""Finds who told whom in a fact: "School reported that Owen told his teacher that ...".

Owns the chain of telling; whether the whole is reported or first-hand is `attributes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.reading.names import Named, People

_VERB = re.compile(
    r"\s+(?:\(\d+\)\s+|also\s+|then\s+|has\s+|had\s+|have\s+|later\s+|since\s+)*"
    r"(?P<verb>told|tells|said\s+to|says\s+to|rang|phoned|called|emailed|texted|informed|advised"
    r"|disclosed\s+to|confided\s+in|wrote\s+to|reported\s+to|spoke\s+to|said|says|reports?|reported"
    r"|states?|stated|alleges?|alleged|claims?|claimed|disclosed|discloses|mentioned|described"
    r"|confirmed|explained|believes|complained|dywedodd|meddai)\b",
    re.I,
)
#: Verbs whose object is the one who was told.
_TELLS_SOMEBODY = re.compile(
    r"^(?:told|tells|rang|phoned|called|emailed|texted|informed|advised|.*\s(?:to|in))$", re.I
)
_OWNER = r"(?:his|her|their|my|our|the|a|an)\s+"
_ROLE = (
    r"(?:(?:class|head|form|support|early\s+years|family\s+support|housing|police|school|practice"
    r"|community|duty|health|social|maternal|paternal|next[\s-]door|new|key)\s+)?"
    r"(?:teacher|headteacher|worker|officer|nurse|visitor|midwife|neighbour|friend|partner|landlord"
    r"|grandmother|grandfather|gran|nan|aunt|auntie|uncle|sister|brother|cousin|mum|mam|mother|dad"
    r"|father|parents?|paramedics?|doctor|GP|dentist|caller|member\s+of\s+staff|staff|DSL|HV|SW"
    r"|school|nursery|police|hospital|caller|referrer|lady|man|woman|child|me|us)"
)
_SOMEBODY = re.compile(rf"(?:{_OWNER})?(?:anonymous\s+|male\s+|female\s+)?{_ROLE}\b", re.I)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|DS|Nurse)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
)
_ACCORDING = re.compile(r"\b(?:according\s+to|as\s+told\s+by|information\s+from|via|per)\s", re.I)
_RUMOUR = re.compile(
    r"\b(?:(?:is|was|are|were)\s+(?:said|understood|believed|alleged|thought|reported|rumoured)\s+to"
    r"|it\s+(?:is|was)\s+(?:said|alleged|reported|claimed|believed)|allegedly|reportedly"
    r"|apparently|hearsay|rumours?\s+that)\b",
    re.I,
)
_SELF = frozenset({"me", "us"})
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
#: Longer texts are no single fact; the chain of telling stands in its first words.
_LONGEST = 1_500
_MOST_LINKS = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """One link of a chain: who told, and whom, where the words say so."""

    teller: str
    #: Empty: the one who wrote it down, or nobody in particular.
    to: str = ""


def find_tellings(text: str, people: People) -> tuple[Telling, ...]:
    """Return the links of telling in a fact, nearest to the event first.

    Shape: `teller` is a full name of the case, or the words ("his teacher"); "" when the words
    say only that it is being said ("is said to have"). The last link reaches the record.
    """
    words = _QUOTED.sub(lambda m: " " * len(m.group()), text[:_LONGEST])
    tells = _VERB.search(words) or _ACCORDING.search(words)
    somebody = _everybody(words, people) if tells else []
    found: list[tuple[int, Telling]] = []
    for start, end, name in somebody:
        verb = _VERB.match(words, end)
        if verb:
            found.append((start, Telling(name, _told(verb, somebody))))
        elif _ends_with(_ACCORDING, words[:start][-20:]):
            found.append((start, Telling(name)))
    rumour = _RUMOUR.search(words)
    if rumour:
        found.append((rumour.start(), Telling("")))
    # The one named first in a sentence told it last: "School says that Owen told his teacher".
    ordered = [link for _start, link in sorted(found, key=lambda pair: -pair[0])]
    return tuple(dict.fromkeys(ordered))[:_MOST_LINKS]


def _ends_with(pattern: re.Pattern[str], words: str) -> bool:
    return any(not words[match.end() :].strip() for match in pattern.finditer(words))


def chain_words(tellings: tuple[Telling, ...]) -> str:
    """Return a chain as one line, nearest to the event first; "?" where nobody is named."""
    parts = []
    for telling in tellings:
        teller = telling.teller or "?"
        parts.append(f"{teller} → {telling.to}" if telling.to else teller)
    return "; ".join(parts)


def _everybody(words: str, people: People) -> list[tuple[int, int, str]]:
    """Return everybody who may tell or be told: start, end, full name or the words; apart."""
    found = [(n.start, n.end, _name(n)) for n in people.find(words)]
    for pattern in (_TITLED, _SOMEBODY):
        for match in pattern.finditer(words):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), match.group()))
    return sorted(found)


def _name(named: Named) -> str:
    return named.person.name


def _told(verb: re.Match[str], somebody: list[tuple[int, int, str]]) -> str:
    """Return whom a verb of telling has for its object; nothing when it is the writer."""
    if not _TELLS_SOMEBODY.match(re.sub(r"\s+", " ", verb["verb"])):
        return ""
    after = verb.string[verb.end() :]
    gap = verb.end() + len(after) - len(after.lstrip())
    name = next((name for start, _end, name in somebody if start == gap), "")
    return "" if name.lower() in _SELF else name
