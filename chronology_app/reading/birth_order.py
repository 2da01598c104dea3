"""Says which children "the eldest", "the little ones" or "both boys" are, from births and sexes.

Owns words for children by their place among the others; names and ages belong to `names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chronology_app.reading.document import PersonHint
from chronology_app.reading.pronouns import pronouns_of

_WHOSE = r"(?:the|her|his|their|my|mum['’]s|mam['’]s|mother['’]s)"
_ONE = r"(?:\s+(?:child|one|kid|sibling|boy|girl|son|daughter|lad|lass))?"
_TWO = r"(?:two|2|pair)"
_MANY = r"(?:\s+(?:ones|children|kids|siblings|sibs|boys|girls|ch|chn))?"
_ELDEST = re.compile(
    rf"\b{_WHOSE}\s+(?:eldest|oldest)(?!\s+(?:two|2|three|3|of)\b){_ONE}\b"
    rf"|(?:^|[.;:,(]\s*|\band\s+|\bwith\s+)(?:eldest|oldest)(?:\s+(?:child|sibling|son|daughter|boy|girl))?\b"
    rf"(?!\s+(?:two|2|three|3|of)\b)|\b(?:elder|big|older)\s+(?:girl|boy|lad|lass|child|one|sibling)\b",
    re.I,
)
_YOUNGEST = re.compile(
    rf"\b{_WHOSE}\s+(?:youngest|littlest|smallest|little\s+one)(?!\s+(?:two|2|three|3|of)\b){_ONE}\b"
    rf"|(?:^|[.;:,(]\s*|\band\s+|\bwith\s+)youngest(?:\s+(?:child|sibling|son|daughter|boy|girl))?\b"
    rf"(?!\s+(?:two|2|three|3|of)\b)",
    re.I,
)
_MIDDLE = re.compile(
    r"\b(?:the\s+)?middle\s+(?:one|child|boy|girl|son|daughter|kid|sibling)\b", re.I
)
_OLDER = re.compile(
    rf"\b(?:older|elder|eldest|oldest|big|bigger)\s+(?:{_TWO}{_MANY}|ones)\b"
    rf"|\b{_TWO}\s+(?:older|elder|eldest|oldest|big|bigger){_MANY}\b",
    re.I,
)
_YOUNGER = re.compile(
    rf"\b(?:younger|youngest|little|small|littlest|smaller|wee)\s+(?:{_TWO}{_MANY}|ones)\b"
    rf"|\b{_TWO}\s+(?:younger|youngest|little|small|littlest|smaller|wee){_MANY}\b",
    re.I,
)
_BOYS = re.compile(
    r"\b(?:both|the|all\s+the|her|his|two|older|younger)\s+(?:boys|lads|sons|brothers)\b", re.I
)
_GIRLS = re.compile(
    r"\b(?:both|the|all\s+the|her|his|two|older|younger)\s+(?:girls|daughters|sisters|lasses)\b",
    re.I,
)
_BOY = re.compile(r"\b(?:the|her|his|their|(?:the\s+)?little)\s+(?:boy|lad|son)\b", re.I)
_GIRL = re.compile(r"\b(?:the|her|his|their|(?:the\s+)?little)\s+(?:girl|daughter|lass)\b", re.I)
_TWINS = re.compile(r"\b(?:the|both|her|his)\s+twins\b|^twins\b", re.I)

_SIBLING = re.compile(
    r"\b(?:(?:his|her|their)\s+|(?<!['’]s\s)(?=little|baby|younger|small|wee|big|older|elder|eldest))"
    r"(?:(?P<younger>little|baby|younger|small|wee)|(?P<older>big|older|elder|eldest))?\s*(?:(?P<he>brother)|(?P<she>sister)|sibling)\b",
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
