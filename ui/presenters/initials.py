"""Initials in place of the family's names, for a screen that a whole room can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from chronology_app.model import Person, Professional, ProtectedDetail
from chronology_app.model.codes import SpellKind
from chronology_app.model.view import CaseView
from chronology_app.reading.names import is_common_word

if TYPE_CHECKING:
    from chronology_app.analysis.spells import Spells

#: Parts of a name that are shorter ("Jo" is a name, "J" is not) are left as they are.
_LEAST = 2
#: What stands for a name without a letter.
_NOBODY = "\u2013"
_PARTS = re.compile(r"[\s_\-\u2010-\u2015/,()]+")
_APOSTROPHES = "'\u2019\u2018\u02bc`"
#: Accents stand behind their letters in decomposed text, and are often left out.
_ACCENTS = "[\u0300-\u036f]*"
_BETWEEN = r"[\s_\-\u2010-\u2015]+"


def initials_of(name: str) -> str:
    """Return the first letters of a name's parts: "Nia Hollins" is "NH"; never nothing."""
    parts = _PARTS.split(name)
    found = "".join(part.lstrip(_APOSTROPHES)[:1].upper() for part in parts)
    return "".join(letter for letter in found if letter.isalpha()) or _NOBODY


def all_names(people: Iterable[Person | Professional]) -> Iterator[tuple[str, str]]:
    """Give each way of writing a person's name with what stands for it, the longest first.

    A first name or an alias alone is one letter; a surname is that of the whole family, and each
    half of a double name counts.
    """
    found: dict[str, str] = {}
    for person in people:
        for whole in (person.name, *person.aliases):
            parts = [part.strip(_APOSTROPHES) for part in _PARTS.split(whole)]
            # An alias may be words: "the baby" is no name, and "unborn" is none.
            is_name = whole == person.name or whole[:1].isupper()
            if is_name and whole.strip():
                found.setdefault(whole.strip(), initials_of(whole))
            for part in (*whole.split(), *parts):
                is_one = part[:1].isupper() or (whole == person.name and part[:1].isalpha())
                if len(part) >= _LEAST and is_one:
                    found.setdefault(part, initials_of(part))
    yield from sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def protected_words(view: CaseView) -> tuple[tuple[str, str], ...]:
    """Return what is protected, the longest first, with what stands for it."""
    details = view.of(ProtectedDetail)
    found = {words for detail in details for words in (detail.value, *detail.variants)}
    return tuple((words, _NOBODY) for words in sorted(found, key=lambda w: (-len(w), w)))


def words_to_hide(view: CaseView, spells: Spells) -> tuple[tuple[str, str], ...]:
    """Return all that names somebody or tells where they are, with what stands for it.

    Workers and placements are known by the words of their spells alone; what is protected is left
    out wholly. The longest come first.
    """
    found = dict(all_names((*view.people, *view.of(Professional))))
    for spell in spells.spells:
        if spell.kind in (SpellKind.WORKER, SpellKind.PLACEMENT):
            found.setdefault(spell.value, initials_of(spell.value))
    found |= dict(protected_words(view))
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


class Initials:
    """Puts initials in place of names in any text.

    A name is found in whatever letters, with or without its accents, as a plural ("the Hollinses")
    and in a file's name ("Nia_Hollins.docx"). One that is an ordinary word ("will", "may") is a
    name only where it has a capital.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        told = [(name, initials) for name, initials in names if name.strip()]
        self._initials = [initials for _, initials in told]
        words = "|".join(f"({_form_of(name)})" for name, _ in told)
        # Figures and underscores are no part of a name.
        self._pattern = re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])") if told else None

    def hide(self, text: str) -> str:
        """Return a text with initials for every name of the family."""
        if self._pattern is None:
            return text
        plain = unicodedata.normalize("NFD", text)
        hidden, count = self._pattern.subn(lambda m: self._initials[(m.lastindex or 1) - 1], plain)
        return unicodedata.normalize("NFC", hidden) if count else text


def _form_of(name: str) -> str:
    """Return the pattern of a name in decomposed text."""
    words = [_letters(word) for word in re.split(_BETWEEN, name.strip()) if word]
    form = _BETWEEN.join(words) + r"(?:e?s(?![^\W\d_]))?"
    start = f"(?={re.escape(name.strip()[0].upper())})" if is_common_word(name) else ""
    return f"{start}(?i:{form})"


def _letters(word: str) -> str:
    found = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _APOSTROPHES:
            found.append(f"[{_APOSTROPHES}]?")
        elif not unicodedata.combining(letter):
            found.append(re.escape(letter) + (_ACCENTS if letter.isalpha() else ""))
    return "".join(found)
