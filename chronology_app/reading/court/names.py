"""How the people of a case are called in a document, and the nicknames and initials for them.

Owns the forms of names; who is named in a text is found by `reading.names`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chronology_app.reading.court.draft import Draft, is_determined
from chronology_app.reading.court.words import CourtWords, Phrases
from chronology_app.reading.document import PersonHint
from chronology_app.reading.names import People

_TITLES = frozenset("mr mrs ms miss mx dr prof rev sir dame pc ds dc ps".split())
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_PARENTS = ("mother", "father")
_PARENT = re.compile(r"(?:birth |adoptive )?(?:mother|father)", re.I)


@dataclass(frozen=True)
class Calls:
    """The forms of names of one case."""

    people: People
    #: Written in full or formally: never touched.
    formal: Phrases[bool]
    #: Nicknames and initials of one person each.
    familiar: Phrases[PersonHint]


@lru_cache(maxsize=8)
def calls_of(people: tuple[PersonHint, ...]) -> Calls:
    """Return the forms of names of a case's people."""
    formal: dict[str, bool] = {}
    owners: dict[str, set[PersonHint]] = defaultdict(set)
    for person in people:
        formal[person.name] = True
        parts = person.name.split()
        for alias in (_BRACKETS.sub("", alias).strip() for alias in person.aliases):
            if not alias or not alias[0].isupper():
                continue  # "unborn", "the baby": no name
            if _is_formal(alias, parts):
                formal[alias] = True
                continue
            owners[alias].add(person)
            if " " not in alias and not alias.isupper() and len(parts) > 1:
                owners[f"{alias} {parts[-1]}"].add(person)
    familiar = {form: next(iter(who)) for form, who in owners.items() if len(who) == 1}
    return Calls(People(people), Phrases(formal), Phrases(familiar))


def _is_formal(alias: str, parts: Sequence[str]) -> bool:
    """Say whether a form is a part of the name, or a title or an initial with the surname."""
    words = alias.replace(",", " ").split()
    known = {part.casefold() for part in parts}
    return all(
        word.casefold() in known
        or word.casefold().strip(".") in _TITLES
        or (len(word.strip(".")) == 1 and len(words) > 1)
        for word in words
    )


def call(person: PersonHint, words: CourtWords, people: Sequence[PersonHint]) -> str:
    """Return how a document calls somebody: a parent by role where that is the style."""
    role = _PARENT.fullmatch(person.role.strip())
    if role and words.style("parents") == "role":
        word = role.group().split()[-1].lower()
        if find_one(people, word) == person:
            return f"the {word}"
    return full_name(person, words)


def full_name(person: PersonHint, words: CourtWords) -> str:
    """Return a name in the style of the case."""
    name = _BRACKETS.sub("", person.name).strip() or person.name
    if words.style("people") == "first_name" and person.is_child:
        return next((p for p in name.split() if p.casefold().strip(".") not in _TITLES), name)
    return name


def find_one(people: Sequence[PersonHint], role: str) -> PersonHint | None:
    """Return the one person who has a role; None where nobody or several have it."""
    found = [p for p in people if p.role.strip().casefold() in (role, f"birth {role}")]
    return found[0] if len(found) == 1 else None


def change_names(draft: Draft) -> None:
    """Write nicknames and initials as full names; point at those that may be something else."""
    calls = calls_of(draft.around.people)
    for found in calls.formal.find(draft.text):
        if draft.is_free(found.first, found.last):
            draft.take(found.first, found.last)
    longs = draft.words.longs(draft.around.agency)
    relatives = draft.words.of_table("family")
    for one in calls.familiar.find(draft.text):
        if not draft.is_free(one.first, one.last):
            continue
        relative = relatives.get(one.key.casefold(), "")
        if relative in _PARENTS or (relative and is_determined(draft.text.before(one.first))):
            continue
        name = full_name(one.value, draft.words)
        if one.key.isupper() and " " not in one.key:
            other = longs.at(draft.text, one.first)
            if other is not None or one.key in draft.words.known:
                readings = other.value.words if other else ()
                draft.mark(one.first, one.last, "abbreviation", name, *readings)
                continue
        elif _is_somebody_else(draft, one.first, one.last):
            continue
        draft.change(one.first, one.last, name + draft.text.words[one.last].ending, "person")


def _is_somebody_else(draft: Draft, first: int, last: int) -> bool:
    """Say whether a nickname stands in another name: "Beth Jones" where no Jones is known."""
    text = draft.text
    if draft.is_capital(last):
        return True
    if first == 0 or text.words[first].start in text.openings:
        return False
    before = text.words[first - 1]
    gap = text.text[before.end : text.words[first].start]
    is_name = before.text[:1].isupper() and before.start not in text.openings
    is_relative = before.text.casefold() in draft.words.of_table("family")
    return gap.strip(". ") == "" and is_name and not is_relative and not before.text.isupper()
