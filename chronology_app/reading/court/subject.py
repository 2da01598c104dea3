"""Names whom a sentence is about where it begins without a subject, or with "he" or "she".

A name is put in only where the record leaves one possible person; elsewhere the place is pointed
at, for a person to complete. Which verbs are said of a child only, or of anybody, is data.
"""

from __future__ import annotations

from collections.abc import Mapping

from chronology_app.reading.court.draft import Draft
from chronology_app.reading.court.names import call, calls_of
from chronology_app.reading.document import PersonHint
from chronology_app.reading.pronouns import pronouns_of

_PRONOUNS = {"he": "he", "his": "he", "she": "she", "her": "she", "they": "", "their": ""}
_POSSESSIVE = frozenset(("his", "her"))
_TABLE = "subject"
_LEVELS = ("only_child", "child", "either", "open")


def name_subjects(draft: Draft) -> None:
    """Go through the sentences' openings, in order."""
    named = _Named(draft)
    for number, word in enumerate(draft.text.words):
        if word.start in draft.text.openings and draft.is_free(number):
            _name_subject(draft, number, named)


class _Named:
    """Who is named in the fact so far."""

    def __init__(self, draft: Draft) -> None:
        self._found = sorted(
            (one.start, one.person.name)
            for one in calls_of(draft.around.people).people.find(draft.text.text)
            if not draft.text.quoted.holds(one.start, one.end)
        )
        self._added: list[tuple[int, str]] = []

    def before(self, place: int) -> set[str]:
        """Return the names of those who are named before a place."""
        return {name for start, name in (*self._found, *self._added) if start < place}

    def after(self, place: int) -> set[str]:
        """Return the names of those who are named at or after a place."""
        return {name for start, name in self._found if start >= place}

    def add(self, place: int, name: str) -> None:
        """Take note of somebody whom a proposal names."""
        self._added.append((place, name))


def _name_subject(draft: Draft, number: int, named: _Named) -> None:
    word = draft.text.words[number]
    if word.low in _PRONOUNS:
        _name_pronoun(draft, number, named)
        return
    if word.ending and word.low_base in _PRONOUNS:  # "he's": has, or is
        if not named.before(word.start):
            draft.mark(number, number, "pronoun")
        return
    noun = _noun_length(draft, number)
    level = _level(draft, number + noun)
    if not level or draft.text.text[draft.text.words[number].end :][:1] == ":":
        return
    person = _whom(draft, number, level, named)
    last = number + max(noun - 1, 0)
    if person is None:
        draft.mark(number, last, "subject")
        return
    is_bare = draft.text.words[number + noun].text.casefold() in draft.words.listed(_TABLE, "bare")
    new = call(person, draft.words, draft.around.people) + (" was" if is_bare else "")
    if not noun:
        said = word.text
        new += f" {said if said.isupper() and len(said) > 1 else said[:1].lower() + said[1:]}"
    draft.change(number, last, new, "subject")
    named.add(word.start, person.name)


def _noun_length(draft: Draft, number: int) -> int:
    """Return how many words of the opening are "the child"; only before a verb."""
    words = [w.text.casefold() for w in draft.text.words[number : number + 2]]
    for length in (2, 1):
        if " ".join(words[:length]) in draft.words.listed(_TABLE, "nouns") and len(words) >= length:
            is_verb = number + length < len(draft.text.words) and _level(draft, number + length)
            return length if is_verb else 0
    return 0


def _level(draft: Draft, number: int) -> str:
    """Return of whom the verb that begins here is said; empty where none begins here."""
    text = draft.text
    if number >= len(text.words):
        return ""
    first, after = text.words[number].text.casefold(), text.after(number)
    allowed: Mapping[str, list[str]] = draft.words.of_table(_TABLE).get("only_before", {})
    if first in allowed and after not in allowed[first] and after:
        return ""
    words = [first]
    while len(words) < 4 and text.after(number + len(words) - 1):
        words.append(text.after(number + len(words) - 1))
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        for level in _LEVELS:
            if phrase in draft.words.listed(_TABLE, level):
                return level
    return ""


def _whom(draft: Draft, number: int, level: str, named: _Named) -> PersonHint | None:
    """Return the one person whom a verb without a subject can be said of."""
    around = draft.around
    everybody = set(around.children) | set(around.named)
    if level == "only_child":
        wanted = set(around.children)
    elif level == "child":
        wanted = everybody if everybody == set(around.children) else set()
    elif level == "open":
        wanted = set()
    else:
        place = draft.text.words[number].start
        wanted = everybody if everybody & named.before(place) else set()
    return _person(draft, wanted)


def _person(draft: Draft, names: set[str]) -> PersonHint | None:
    if len(names) != 1:
        return None
    return next((p for p in draft.around.people if p.name in names), None)


def _name_pronoun(draft: Draft, number: int, named: _Named) -> None:
    """Name whom a leading "he" means, unless somebody is named before it in the same fact."""
    text = draft.text
    word = text.words[number]
    if named.before(word.start):
        return
    low = word.text.casefold()
    person = _meant(draft, number, _PRONOUNS[low], named)
    if person is None:
        draft.mark(number, number, "pronoun")
        return
    name = call(person, draft.words, draft.around.people)
    draft.change(number, number, f"{name}'s" if low in _POSSESSIVE else name, "subject")
    named.add(word.start, person.name)


def _meant(draft: Draft, number: int, pronoun: str, named: _Named) -> PersonHint | None:
    around = draft.around
    child = _person(draft, set(around.children))
    if child is None or pronoun not in pronouns_of(child):
        return None
    if child.name in named.after(draft.text.words[number].start):
        return None
    is_first = draft.text.words[number].start == min(draft.text.openings)
    if around.is_pronoun_known and is_first:
        return child
    level = _level(draft, number + 1) if draft.text.after(number) else ""
    is_alone = {*around.children, *around.named} == {child.name}
    is_sure = level == "only_child" or (level == "child" and is_alone)
    return child if is_sure else None
