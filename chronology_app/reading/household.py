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


def find_outside(people: People, passages: Sequence[RawPassage]) -> frozenset[str]:
    """Return the full names of children who, by the source, do not live in the household.

    A child is outside when the source says so, or when it counts fewer children than the case
    has and names this one far more seldom than any other. A child who is only seldom named is
    never left out for that alone: the quiet one is often the one at risk.
    """
    if len(people.children) < 2:
        return frozenset()
    said: set[str] = set()
    counts: Counter[str] = Counter()
    numbers: Counter[int] = Counter()
    for passage in passages:
        for named in people.find(passage.text):
            if named.person.is_child:
                counts[named.person.name] += 1
                if _ELSEWHERE.match(passage.text, named.end):
                    said.add(named.person.name)
        numbers.update(_counted(passage.text))
    said |= _seldom_named(people, counts, numbers, said)
    return frozenset(said) if len(said) * 2 < len(people.children) else frozenset()


def _seldom_named(
    people: People, counts: Counter[str], numbers: Counter[int], said: set[str]
) -> set[str]:
    """Return the child named least, where the source counts one child fewer than the case has."""
    total = len(people.children)
    if said or total < 4 or numbers[total - 1] <= numbers[total]:
        return set()
    order = sorted(people.children, key=lambda c: counts[c.name])
    least, next_one = order[0].name, order[1].name
    return {least} if counts[least] * _SELDOM <= counts[next_one] else set()


def _counted(text: str) -> list[int]:
    found = (next(g for g in m.groups() if g).lower() for m in _COUNT.finditer(text))
    return [int(n) if n.isdigit() else _NUMBERS[n] for n in found]
