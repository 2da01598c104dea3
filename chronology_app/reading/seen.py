"""Says who was seen in a fact, seen alone, spoken to, or not seen and why.

Owns those four parts of a person in an event; who is named is found by `names`. Only what a
worker saw counts: a neighbour who saw a child is no visit to that child.
Source: the checks on children seen, and seen alone, in Working Together to Safeguard Children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.model import SuggestedPerson
from chronology_app.model.codes import Part
from chronology_app.reading.names import Named, People

#: Kinds of event in which a worker meets people.
MEETING_KINDS = frozenset(
    "visit health_contact assessment child_words observation positive school_concern"
    " police_incident meeting".split()
)
_OWN = r"(?:ourselves|themselves|his|her|their)"
_ALONE = re.compile(
    rf"\b(?:alone|on\s+{_OWN}\s+own|by\s+(?:him|her)self|separately|one[\s-]to[\s-]one|1[:-]1"
    r"|in\s+private|away\s+from\s+(?:his|her|their|the)\s+(?:parents?|mother|father|mum|dad))\b",
    re.I,
)
_NOT_ALONE = re.compile(
    r"\b(?:not|never|n['’]t|without\s+being|unable\s+to|refused\s+to)\b[^.;]{0,30}$", re.I
)
_NEGATED = re.compile(r"(?:\bnot|\bnever|n['’]t)\s+(?:been\s+|be\s+)?$", re.I)
_NOT_SEEN = re.compile(
    r"\b(?:(?:was|were|is|are|has|have)\s+not\s+(?:been\s+)?(?:seen|sighted)"
    r"|(?:wasn|weren|hasn|haven)['’]t\s+(?:been\s+)?seen|not\s+(?:seen|sighted|present|at\s+home)"
    r"|no\s+sight\s+of|unseen"
    r"|(?:did\s+not|didn['’]t|could\s+not|couldn['’]t|unable\s+to|not\s+able\s+to)\s+see)\b"
    r"(?!\s+(?:\w+\s+)?(?:alone|on\s+(?:his|her|their)\s+own|separately))",
    re.I,
)
_REASON = re.compile(r"[,(]|\b(?:as|because|since|while)\b", re.I)
_WHY = re.compile(
    r"[\s,(:–-]*(?:,|-|–|\(|\bas\b|\bbecause\b|\bsince\b)\s*(?P<a>[^.;)]{3,80})"
    r"|\s+(?P<b>(?:at|in|with|staying|asleep|out)\b[^.;,)]{0,60})",
    re.I,
)
#: The worker is the one who sees: the subject is left out, or is "I" or "we" or a role.
_SEES = re.compile(
    r"(?:(?:^|[.;:(]\s*|\band\s+)(?:also\s+)?|\b(?:I|we|SW|HV|FSW|EHW|officers?|worker|visitor"
    r"|practitioner|nurse|midwife|doctor|paediatrician)\s+(?:also\s+|then\s+|both\s+)?)"
    r"(?:saw|met(?:\s+with)?|observed|visited)\s+(?!(?:no|nothing|nobody|evidence)\b)",
    re.I,
)
_WAS_SEEN = re.compile(
    r"\b(?:seen|sighted)(?!\s+(?:to|as|that|in\s+the\s+(?:notes?|record)|nothing))\b", re.I
)
_SEEN_LABEL = re.compile(
    r"(?:^|[.;]\s*)(?:seen|present|sighted)\s*(?::|-|–)\s*(?P<who>[^.;]+)", re.I
)
_SPOKE = re.compile(
    r"\b(?:spoke|spoken|talk(?:ed|ing)|chatted|speaking|conversation)\s+(?:\w+\s+)?(?:to|with)\b"
    r"|\bwe\s+talked\b",
    re.I,
)
_TOLD_ME = re.compile(
    r"\s+(?:\(\d+\)\s+)?(?:then\s+|also\s+|has\s+|had\s+)?(?:told|showed|asked)\s+(?:me|us|worker|SW|HV)\b",
    re.I,
)
_FAMILY = re.compile(r"mother|father|parent|carer|grand|aunt|uncle|partner", re.I)
_SENTENCE = re.compile(r"[^.;]+(?:[.;]|$)")
#: A clause that says who was seen is short; in a longer one a name is only near by chance.
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Found:
    part: str
    start: int
    end: int
    why: str = ""


def find_parts(
    text: str,
    people: People,
    children: Sequence[str],
    kind: str,
    day: date | None,
) -> tuple[SuggestedPerson, ...]:
    """Return the parts that people have in a fact beside being its subject.

    `children`: full names of those whom the fact is about: "Seen alone." without a name means the
    one child. Shape: one entry for each person and part; "seen alone" and "spoken to" do not
    repeat "seen". Nothing for kinds in which nobody meets anybody.
    """
    if kind not in MEETING_KINDS:
        return ()
    found: dict[tuple[str, str], str] = {}
    for match in _SENTENCE.finditer(text):
        clause = match.group()
        for one in _parts_of(clause):
            for name in _who(clause, one, people, children, day):
                found.setdefault((name, one.part), one.why)
        for name in _tellers(clause, people):
            found.setdefault((name, Part.SPOKEN_TO), "")
    told_apart = {name for name, part in found if part in (Part.SEEN_ALONE, Part.NOT_SEEN)}
    return tuple(
        SuggestedPerson(name=name, part=part, why=why)
        for (name, part), why in found.items()
        if part != Part.SEEN or name not in told_apart
    )


def _parts_of(clause: str) -> Iterator[_Found]:
    label = _SEEN_LABEL.search(clause)
    if label:
        yield _Found(Part.SEEN, label.start("who"), label.end("who"))
    missed = _NOT_SEEN.search(clause)
    if missed:
        why = _WHY.match(clause, missed.end())
        words = (why.group("a") or why.group("b") or "").strip() if why else ""
        yield _Found(Part.NOT_SEEN, missed.start(), missed.end(), words)
        return
    alone = _ALONE.search(clause)
    for pattern, part in ((_SPOKE, Part.SPOKEN_TO), (_SEES, Part.SEEN), (_WAS_SEEN, Part.SEEN)):
        seen = pattern.search(clause)
        if seen is None or (label and seen.start() < label.end()):
            continue
        if _NEGATED.search(clause[: seen.start()]):
            continue
        yield _Found(part, seen.start(), seen.end())
        near = alone and abs(alone.start() - seen.end()) <= _REACH
        if alone and near and not _NOT_ALONE.search(clause[: alone.start()]):
            yield _Found(Part.SEEN_ALONE, seen.start(), alone.end())


def _who(
    clause: str, found: _Found, people: People, children: Sequence[str], day: date | None
) -> tuple[str, ...]:
    """Return whom a part is said of: named near its words, or the one whom the fact is about."""
    behind = clause[found.end : found.end + _REACH]
    # What is given as the reason is about somebody else: "as his father stayed in the room".
    behind = _REASON.split(behind, maxsplit=1)[0] if found.part != Part.SEEN else behind
    around = clause[max(0, found.start - _REACH) : found.end] + behind
    named = [n.person.name for n in people.find(around) if n.person.is_child or _is_family(n)]
    group, rule, _words = people.find_children(around, day)
    if rule in {"group", "baby", "age"}:
        named += [child.name for child in group]
    if named:
        return tuple(dict.fromkeys(named))
    return tuple(children) if len(children) == 1 else ()


def _tellers(clause: str, people: People) -> Iterator[str]:
    """Yield those who say something to the worker: "Callum told me"."""
    for named in people.find(clause):
        if _TOLD_ME.match(clause, named.end):
            yield named.person.name


def _is_family(named: Named) -> bool:
    return bool(_FAMILY.search(named.person.role))
