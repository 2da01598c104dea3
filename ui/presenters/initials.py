"""Initials in place of the family's names, for a screen that a whole room can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chronology_app.model import Person, Professional

#: Parts of a name that are shorter ("Jo" is a name, "J" is not) are left as they are.
_LEAST = 2


def initials_of(name: str) -> str:
    """Return the first letters of a name's parts: "Nia Hollins" is "NH"."""
    parts = re.split(r"[\s-]+", name)
    return "".join(part[0].upper() for part in parts if part[:1].isalpha())


def all_names(people: Iterable[Person | Professional]) -> Iterator[tuple[str, str]]:
    """Give each way of writing a person's name with what stands for it, the longest first.

    A first name or an alias alone is one letter; a surname is that of the whole family.
    """
    found: dict[str, str] = {}
    for person in people:
        found.setdefault(person.name, initials_of(person.name))
        for words in (*person.aliases, *person.name.split()):
            if len(words) >= _LEAST and words[:1].isupper():
                found.setdefault(words, initials_of(words))
    yield from sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


class Initials:
    """Puts initials in place of names in any text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._initials = {name.casefold(): initials for name, initials in names}
        words = "|".join(re.escape(name) for name in self._initials)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I) if words else None

    def hide(self, text: str) -> str:
        """Return a text with initials for every name of the family."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda m: self._initials[m.group().casefold()], text)
