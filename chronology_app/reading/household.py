"""Says which children a source counts to the household, so that "all three" is not all four.

Owns what a source says of who lives elsewhere and of how many children there are; which of them
a fact is about belongs to `subjects`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from chronology_app.model import RawPassage
from chronology_app.reading.names import People

#: A child who lives with the other parent: said within a sentence of the child's name.
_ELSEWHERE = re.compile(
    r"[^.;\n]{0,60}?\b(?:(?:lives?|living|resid(?:es|ing))\s+(?:w/|with)\s+(?:his|her|their)\s+"
    r"(?:own\s+)?(?:dad|father|mum|mother)\b|(?:lives?|living)\s+(?:elsewhere|away|in\s+another"
    r"\s+(?:LA|area|authority|county|borough|town)))",
    re.I,
)
#: One of these words stands wherever a child is said to live elsewhere.
_LIVES = re.compile(r"\b(?:liv|resid)", re.I)
_COUNT = re.compile(
    r"\b(?:all\s+|the\s+|three|four|five)?(?:of\s+the\s+)?(?P<n>three|four|five|[345])\s+"
    r"(?:children|kids|siblings|chn)\b|\ball\s+(?P<m>three|four|five|[345])\b(?!\s+\w*(?:session"
    r"|appointment|visit|week|month|day|time|meeting|year|test|agenc|area|class|lesson))"
    r"|\bx\s?(?P<k>[345])\b(?=\s*[.,;)])",
    re.I,
)
_NUMBERS = {"three": 3, "four": 4, "five": 5}
#: One child is outside where others are named this many times as often.
_SELDOM = 2
#: In smaller families "both" and "all three" leave no doubt.
_FEWEST_COUNTED = 4


def find_outside(people: People, passages: Sequence[RawPassage]) -> frozenset[str]:
    """Return the full names of children who, by the source, do not live in the household.

    A child is outside when the source says so, or when it counts fewer children than the case
    has and names this one far more seldom than any other. A child who is only seldom named is
    never left out for that alone: the quiet one is often the one at risk.
    """
    if len(people.children) < 2:
        return frozenset()
    said = {
        named.person.name
        for passage in passages
        if _LIVES.search(passage.text)
        for named in people.find(passage.text)
        if named.person.is_child and _ELSEWHERE.match(passage.text, named.end)
    }
    if not said and len(people.children) >= _FEWEST_COUNTED:
        said = _seldom_named(people, passages)
    return frozenset(said) if len(said) * 2 < len(people.children) else frozenset()


def _seldom_named(people: People, passages: Sequence[RawPassage]) -> set[str]:
    """Return the child named least, where the source counts one child fewer than the case has."""
    total = len(people.children)
    numbers = Counter(number for passage in passages for number in _counted(passage.text))
    if numbers[total - 1] <= numbers[total]:
        return set()
    named = (n.person for passage in passages for n in people.find(passage.text))
    counts = Counter(person.name for person in named if person.is_child)
    order = sorted(people.children, key=lambda c: counts[c.name])
    least, next_one = order[0].name, order[1].name
    return {least} if counts[least] * _SELDOM <= counts[next_one] else set()


def _counted(text: str) -> list[int]:
    found = (next(g for g in m.groups() if g).lower() for m in _COUNT.finditer(text))
    return [int(n) if n.isdigit() else _NUMBERS[n] for n in found]
