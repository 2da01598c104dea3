"""Says which child "he" or "she" means: the one named last whose sex does not speak against it.

Owns the pronouns; finding names in a text belongs to `names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chronology_app.reading.document import PersonHint
from chronology_app.reading.names import People

_PRONOUN = re.compile(r"\b(?:(?P<he>he|his|him)|(?P<she>she|her|hers))\b", re.I)
#: A pronoun further inside a sentence mostly means somebody whom the sentence itself brings in.
_REACH = 30
_MALE = re.compile(r"\b(?:m|male|boy|man|father|uncle|grandfather|taid|brother)\b", re.I)
_FEMALE = re.compile(r"\b(?:f|female|girl|woman|mother|aunt|grandmother|nan|nain|sister)\b", re.I)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


class SpokenOf:
    """Remembers who was named last, apart for "he" and for "she"."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, ...]] = {"he": (), "she": ()}

    def meant_by(self, text: str, people: People) -> tuple[str, ...]:
        """Return the one child whom a sentence's first pronoun means; nobody when not sure."""
        found = _PRONOUN.search(_QUOTED.sub(" ", text))
        if found is None or found.lastgroup is None:
            return ()
        if found.start() > _REACH and found.group().lower() != "him":
            return ()
        named = people.find(text)
        if any(n.start < found.start() for n in named):
            return ()
        return self._last[found.lastgroup]

    def take(self, text: str, people: People) -> None:
        """Take note of the people whom a sentence names outside spoken words."""
        named = {n.person.name: n.person for n in people.find(_QUOTED.sub(" ", text))}
        for pronoun in ("he", "she"):
            fitting = [p for p in named.values() if pronoun in pronouns_of(p)]
            children = [p.name for p in fitting if p.is_child]
            if fitting:
                self._last[pronoun] = tuple(children) if len(children) == 1 else ()


def one_meant(text: str, children: Sequence[PersonHint], people: People) -> PersonHint | None:
    """Return the one of some children whom "he" or "she" in a text can mean.

    Nobody where an adult is named whom the same word can mean, or where several children can.
    """
    said = {m.lastgroup for m in _PRONOUN.finditer(_QUOTED.sub(" ", text)) if m.lastgroup}
    adults = [n.person for n in people.find(text) if not n.person.is_child]
    for pronoun in sorted(said):
        fitting = [c for c in children if pronoun in pronouns_of(c)]
        if len(fitting) == 1 and not any(pronoun in pronouns_of(a) for a in adults):
            return fitting[0]
    return None


def pronouns_of(person: PersonHint) -> set[str]:
    """Return which of "he" and "she" can mean somebody; both where the sex is not known."""
    words = f"{person.sex or ''} {person.role}"
    if _MALE.search(words):
        return {"he"}
    return {"she"} if _FEMALE.search(words) else {"he", "she"}
