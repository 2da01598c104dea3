"""Finds protected details in any text, however they are written, for who must not learn them.

Owns who must not learn a detail; in which ways it may be written is `spellings`, what counts as
the same letters `folding`, what follows from a find `gate` and `redact`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronology_app.documents.folding import Needle, find_needle, is_possible
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY
from chronology_app.documents.spellings import build_needles
from chronology_app.model import Person, ProtectedDetail, Release
from chronology_app.model.view import CaseView


@dataclass(frozen=True, slots=True)
class Watched:
    """A protected detail with every way of writing it that is looked for."""

    detail: ProtectedDetail
    needles: tuple[Needle, ...]

    def is_in(self, text: str) -> bool:
        """Say whether a text holds the detail in any of its ways."""
        return next(self.find(text), None) is not None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place, in characters of the text, end exclusive."""
        for wanted in self.needles:
            if is_possible(wanted, text):
                yield from find_needle(wanted, text)


def watched_details(
    view: CaseView, profile: str, released: frozenset[str] | None = None
) -> tuple[Watched, ...]:
    """Return the details that a profile must not learn, without those released for it.

    A profile that names nobody of this case is an outsider and treated like the court.
    """
    kept = released_ids(view, profile) if released is None else released
    return tuple(
        Watched(detail, build_needles(detail, view.people))
        for detail in view.of(ProtectedDetail)
        if detail.id not in kept and must_not_learn(view, detail, profile)
    )


def must_not_learn(view: CaseView, detail: ProtectedDetail, profile: str) -> bool:
    """Say whether a detail is kept from a profile.

    Where a name cannot be matched to one person of the case, the detail is kept back: a doubt
    about who somebody is must not tell him an address.
    """
    if profile == LOCAL_AUTHORITY:
        return False
    reader = person_called(view.people, profile)
    if not detail.withheld_from or profile == COURT or reader is None:
        return True
    withheld = [person_called(view.people, name) for name in detail.withheld_from]
    return any(person is None or person.id == reader.id for person in withheld)


def released_ids(view: CaseView, profile: str) -> frozenset[str]:
    """Return the ids of records that a named person has released for a profile."""
    return frozenset(
        release.record_id
        for release in view.of(Release)
        if release.profile.casefold() in (profile.casefold(), "anyone")
    )


def person_called(people: Iterable[Person], name: str) -> Person | None:
    """Return the one person of this name: in full, by alias, or by first and last name."""
    wanted = name.casefold().split()
    everybody = tuple(people)
    for person in everybody:
        if wanted in (written.casefold().split() for written in (person.name, *person.aliases)):
            return person
    ends = (wanted[:1], wanted[-1:])
    alike = [
        person
        for person in everybody
        if (words := person.name.casefold().split()) and (words[:1], words[-1:]) == ends
    ]
    return alike[0] if len(alike) == 1 and len(wanted) > 1 else None
