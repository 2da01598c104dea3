"""Finds a child of the case doing a parent's work for a brother or sister.

Owns the verbs of care and who does them for whom; whether it matters is for a person to say.
"""

from __future__ import annotations

import re

from chronology_app.reading.lexicon import Hit
from chronology_app.reading.names import Named, People

_CARE = re.compile(
    r"\b(?:feed(?:s|ing)?|fed|chang(?:es|ed|ing)|look(?:s|ed|ing)?\s+after|mind(?:s|ed|ing)"
    r"|get(?:s|ting)?|got|giv(?:es|ing)|gave|put(?:s|ting)?|dress(?:es|ed|ing)|bath(?:es|ed|ing)"
    r"|wash(?:es|ed|ing)|car(?:es|ed|ing)\s+for|up\s+with|carr(?:ies|ied|ying)|brings?|pushing"
    r"|comfort(?:s|ed|ing)|settl(?:es|ed|ing)|babysit(?:s|ting)?)\s+(?:up\s+|the\s+)?$",
    re.I,
)
#: Verbs that are care only with what follows the name: "gets Owen ready", "gave Fern a bottle".
_NEEDS_MORE = re.compile(r"^(?:get|got|giv|gave|put|bring)", re.I)
_MORE = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:ready|up|dressed|breakfast|tea|dinner|lunch|bottle|milk|bath|to\s+bed"
    r"|to\s+sleep|to\s+school|in\s+by|his|her|a\s+bottle)\b",
    re.I,
)
#: "I do Fern's mornings", "I make the bottles": said by a child.
_I_CARE = re.compile(
    r"\bI(?:['’](?:m|ve|ll))?\s+(?:(?:always|have\s+to|had\s+to|just|can|usually|got\s+to|still)\s+)*"
    r"(?:do|did|doing|get|got|make|made|making|feed|fed|change|changed|put|take|took|bath|wash|dress"
    r"|dressed|cook|cooked|mind|minded|minding|carry|watch|give|gave|settle|look\s+after"
    r"|looked\s+after)\b\s+(?P<whom>(?:\S+\s+){0,3}\S+)",
    re.I,
)
_CHORES = re.compile(
    r"\b(?:nappy|nappies|bottles?|(?:little|baby|big)\s+(?:brother|sister|one)s?|brothers?|sisters?"
    r"|baby|twins|little\s+ones|bins|washing|shopping|ironing|medicine|tablets|mum|mam|mummy|dad)\b",
    re.I,
)
#: Why the child does it: the adult cannot.
_BECAUSE_UNFIT = re.compile(
    r"\b(?:cos|cause|'cause|because|when|while|as|if|coz)\b[^.;]{0,12}\b(?:mum|mam|mummy|mammy|mother|dad"
    r"|daddy|father|she|he)\b['’]?s?\s*(?:is|was|gets|in|were)?\s*(?:not\s+(?:up|well|there|in)|in\s+(?:her|his|the)?"
    r"\s*(?:sad\s+)?(?:room|bed)|tired|poorly|asleep|ill|sick|sad|drunk|drinking|out|crying|hung"
    r"|late|bad)",
    re.I,
)


def find_unfit_reason(text: str) -> list[Hit]:
    """Return where a child cares because an adult cannot: "because Mum is in bed"."""
    return [
        Hit("concern.supervision", *m.span(), m.group(), 3.0) for m in _BECAUSE_UNFIT.finditer(text)
    ]


def find_own_care(text: str, people: People) -> list[Hit]:
    """Return where a child says in the first person that he or she does a parent's work."""
    found = []
    for match in _I_CARE.finditer(text):
        whom = match.group("whom")
        child = any(n.person.is_child for n in people.find(whom))
        if child or _CHORES.search(whom):
            found.append(Hit("concern.emotional", *match.span(), match.group(), 3.0))
    return found


def find_care(text: str, people: People, subject: tuple[str, ...]) -> list[Hit]:
    """Return where a child cares for another child of the case.

    `subject` holds the names of the children whom the record is kept about: one of them is meant
    where nobody is named as the one who acts.
    """
    named = sorted(people.find(text), key=lambda n: n.start)
    found = []
    for number, cared_for in enumerate(named):
        verb = _CARE.search(text[max(0, cared_for.start - 30) : cared_for.start])
        if verb is None or not cared_for.person.is_child:
            continue
        if _NEEDS_MORE.match(verb.group()) and not _MORE.match(text, cared_for.end):
            continue
        if _is_by_child(named[:number], cared_for, subject):
            start = cared_for.start - len(verb.group())
            words = text[start : cared_for.end]
            found.append(Hit("concern.emotional", start, cared_for.end, words, 3.0))
    return found


def _is_by_child(before: list[Named], cared_for: Named, subject: tuple[str, ...]) -> bool:
    """Say whether the one named last before the verb is another child of the case."""
    if before:
        actor = before[-1].person
        return actor.is_child and actor.name != cared_for.person.name
    return len(subject) == 1 and subject[0] != cared_for.person.name
