"""Says which children "the eldest", "the little ones" or "both boys" are, from births and sexes.

Owns words for children by their place among the others; names and ages belong to `names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chronology_app.reading.document import PersonHint
from chronology_app.reading.pronouns import pronouns_of

_ELDEST = re.compile(r"\b(?:the|her|his|their|mum['’]s)\s+(?:eldest|oldest)(?!\s+two)\b", re.I)
_YOUNGEST = re.compile(
    r"\b(?:the|her|his|their|mum['’]s)\s+(?:youngest|littlest|smallest|little\s+one)(?!\s+two)\b",
    re.I,
)
_MIDDLE = re.compile(r"\b(?:the\s+)?middle\s+(?:one|child|boy|girl|son|daughter)\b", re.I)
_OLDER = re.compile(
    r"\b(?:older|elder|eldest|oldest|big)\s+(?:two|2|ones)\b|\b(?:two|2)\s+(?:older|elder|eldest"
    r"|oldest|big)(?:\s+(?:ones|children|kids|siblings))?\b",
    re.I,
)
_YOUNGER = re.compile(
    r"\b(?:younger|youngest|little|small)\s+(?:two|2|ones)\b|\b(?:two|2)\s+(?:younger|youngest"
    r"|little|small)(?:\s+(?:ones|children|kids|siblings))?\b",
    re.I,
)
_BOYS = re.compile(r"\b(?:both|the|all\s+the|her|his|two)\s+(?:boys|lads|sons|brothers)\b", re.I)
_GIRLS = re.compile(r"\b(?:both|the|all\s+the|her|his|two)\s+(?:girls|daughters|sisters)\b", re.I)
_BOY = re.compile(r"\b(?:the|her|his|their)\s+(?:boy|lad|son)\b", re.I)
_GIRL = re.compile(r"\b(?:the|her|his|their)\s+(?:girl|daughter)\b", re.I)
_TWINS = re.compile(r"\b(?:the|both|her|his)\s+twins\b", re.I)

_SIBLING = re.compile(
    r"\b(?:his|her|their)\s+(?:(?P<younger>little|baby|younger|small|wee)|(?P<older>big|older|elder"
    r"|eldest))?\s*(?:(?P<he>brother)|(?P<she>sister)|sibling)\b",
    re.I,
)


def find_sibling(
    text: str, child: PersonHint, children: Sequence[PersonHint]
) -> Sequence[PersonHint]:
    """Return the brother or sister meant beside a named child, where only one fits."""
    match = _SIBLING.search(text)
    if match is None or child.first_day is None:
        return ()
    others = [c for c in children if c.name != child.name and c.first_day]
    if match.group("younger"):
        others = [c for c in others if c.first_day and c.first_day > child.first_day]
    if match.group("older"):
        others = [c for c in others if c.first_day and c.first_day < child.first_day]
    sex = next((s for s in ("he", "she") if match.group(s)), None)
    others = [c for c in others if sex is None or sex in pronouns_of(c)]
    return others if len(others) == 1 else ()


def find_by_order(text: str, children: Sequence[PersonHint]) -> tuple[list[PersonHint], str]:
    """Return the children whom words for a place among brothers and sisters mean, and the words.

    `children`: those alive on the day. Nobody is returned where births or sexes leave a doubt.
    """
    found: list[PersonHint] = []
    words = ""
    for pattern, chosen in _readings(children):
        match = pattern.search(text) if chosen else None
        if match:
            found += [child for child in chosen if child not in found]
            words = words or match.group()
    return found, words


def _readings(
    children: Sequence[PersonHint],
) -> list[tuple[re.Pattern[str], Sequence[PersonHint]]]:
    ordered = _by_birth(children)
    boys = [c for c in children if pronouns_of(c) == {"he"}]
    girls = [c for c in children if pronouns_of(c) == {"she"}]
    sure = len(boys) + len(girls) == len(children)
    readings: list[tuple[re.Pattern[str], Sequence[PersonHint]]] = [
        (_ELDEST, ordered[:1]),
        (_YOUNGEST, ordered[-1:]),
        (_MIDDLE, ordered[1:2] if len(ordered) == 3 else ()),
        (_OLDER, ordered[:2] if len(ordered) > 2 else ()),
        (_YOUNGER, ordered[-2:] if len(ordered) > 2 else ()),
        (_TWINS, _twins(ordered)),
    ]
    if sure:
        readings += [(_BOYS, boys if len(boys) > 1 else ()), (_BOY, boys if len(boys) == 1 else ())]
        readings += [(_GIRLS, girls if len(girls) > 1 else ())]
        readings += [(_GIRL, girls if len(girls) == 1 else ())]
    return readings


def _by_birth(children: Sequence[PersonHint]) -> list[PersonHint]:
    """Return the children eldest first; nobody where a birth date is missing."""
    if len(children) < 2 or any(c.first_day is None for c in children):
        return []
    return sorted(children, key=lambda c: c.first_day or date.max)


def _twins(ordered: Sequence[PersonHint]) -> Sequence[PersonHint]:
    pairs = zip(ordered, ordered[1:], strict=False)
    near = [
        pair
        for pair in pairs
        if pair[0].first_day
        and pair[1].first_day
        and (pair[1].first_day - pair[0].first_day).days <= 2
    ]
    return near[0] if len(near) == 1 else ()
