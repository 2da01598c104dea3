"""Finds protected details in any text, however they are written.

Owns what counts as the same words (case, spaces, punctuation, accents, parts of an address,
digits of a number) and who must not learn them; what follows from a find is `gate` and `redact`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronology_app.documents.options import COURT, LOCAL_AUTHORITY
from chronology_app.model import Person, ProtectedDetail, Release
from chronology_app.model.codes import ProtectedKind
from chronology_app.model.view import CaseView

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\D*\s)?\d+\s*[a-z]?\s+(?P<street>[^\d,]+)", re.IGNORECASE)
_STREET_END = re.compile(
    r".*?\b(?:road|street|lane|close|avenue|drive|bank|terrace|row|way|place|crescent|court"
    r"|gardens?|grove|hill|square|walk|view|rise|mews|parade|green)\b",
    re.IGNORECASE,
)
_NAMES = {ProtectedKind.REFERRER, ProtectedKind.FOSTER_CARER, ProtectedKind.ADOPTER}
_PLACES = {ProtectedKind.PLACEMENT, ProtectedKind.REFUGE, ProtectedKind.SCHOOL}
#: Shorter ways of writing would be found everywhere; they count only where there is no other.
_SHORTEST = 3
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "the"}
#: A number with at least this many digits and no letters is a telephone or reference number.
_LONG_NUMBER = 7


@dataclass(frozen=True, slots=True)
class _Needle:
    """Folded words to look for; a number may stand inside longer digits (+44, extensions)."""

    folded: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """A protected detail with every way of writing it that is looked for."""

    detail: ProtectedDetail
    needles: tuple[_Needle, ...]

    def is_in(self, text: str) -> bool:
        """Say whether a text holds the detail in any of its ways."""
        return next(self.find(text), None) is not None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place, in characters of the text, end exclusive."""
        folded = _fold(text)
        if any(needle.folded in folded for needle in self.needles):
            letters = _letters(text)
            for needle in self.needles:
                yield from _places(needle, letters, text)


def watched_details(
    view: CaseView, profile: str, released: frozenset[str] | None = None
) -> tuple[Watched, ...]:
    """Return the details that a profile must not learn, without those released for it.

    A profile that names nobody of this case is an outsider and treated like the court.
    """
    kept = released_ids(view, profile) if released is None else released
    return tuple(
        Watched(detail, _needles(detail, view.people))
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
    reader = _person_called(view.people, profile)
    if not detail.withheld_from or profile == COURT or reader is None:
        return True
    withheld = [_person_called(view.people, name) for name in detail.withheld_from]
    return any(person is None or person.id == reader.id for person in withheld)


def released_ids(view: CaseView, profile: str) -> frozenset[str]:
    """Return the ids of records that a named person has released for a profile."""
    return frozenset(
        release.record_id
        for release in view.of(Release)
        if release.profile.casefold() in (profile.casefold(), "anyone")
    )


def _person_called(people: Iterable[Person], name: str) -> Person | None:
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


# --- ways of writing -------------------------------------------------------------------------


def _needles(detail: ProtectedDetail, people: Iterable[Person]) -> tuple[_Needle, ...]:
    ways: set[str] = set()
    for value in (detail.value, *detail.variants):
        ways |= {value, *_POSTCODE.findall(value)}
        ways |= set(_parts_of_address(value))
        if detail.kind in _PLACES:
            ways |= set(_name_of_place(value))
        if detail.kind in _NAMES:
            ways |= set(_parts_of_name(value, people, detail.person_id))
    needles = {_needle(way) for way in ways if len(_fold(way)) >= _SHORTEST}
    needles = needles or {_needle(detail.value)}
    return tuple(sorted(needles, key=lambda n: (-len(n.folded), n.folded)))


def _needle(way: str) -> _Needle:
    folded = _fold(way)
    if folded.isdigit() and len(folded) >= _LONG_NUMBER:
        national = folded.removeprefix("00").removeprefix("44").lstrip("0")
        return _Needle(national or folded, is_number=True)
    return _Needle(folded, is_number=False)


def _parts_of_address(value: str) -> Iterator[str]:
    """Yield the house with its street, and the street alone."""
    for segment in (part.strip() for part in value.split(",")):
        found = _NUMBERED.match(segment)
        if not found:
            continue
        street = _POSTCODE.sub("", found["street"]).strip()
        ending = _STREET_END.match(street)
        street = ending.group() if ending else street
        if len(street.split()) > 1:
            yield segment[: found.start("street")] + street
            yield street


def _name_of_place(value: str) -> Iterator[str]:
    """Yield the name before the address, where it has more than one word."""
    name = value.split(",")[0].strip()
    if len(name.split()) > 1:
        yield name


def _parts_of_name(value: str, people: Iterable[Person], owner: str | None) -> Iterator[str]:
    """Yield first and last name, and the last name alone where nobody else of the case has it."""
    names = [word for word in re.findall(r"[^\W\d_][\w'’-]*", value) if word.lower() not in _TITLES]
    if not names:
        return
    if len(names) > 2:
        yield f"{names[0]} {names[-1]}"
    shared = {
        word.casefold() for p in people if p.id != owner for word in p.name.split()
    }  # fmt: skip
    if names[-1].casefold() not in shared:
        yield names[-1]


# --- folding ---------------------------------------------------------------------------------

_NOT_LETTERS = re.compile(r"[\W_]+")


def _fold(text: str) -> str:
    """Return letters and digits only, without case and accents."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


@dataclass(frozen=True, slots=True)
class _Letters:
    """A folded text that remembers where each of its characters came from."""

    folded: str
    #: Index in the original text of each folded character.
    origin: tuple[int, ...]


def _letters(text: str) -> _Letters:
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        piece = _fold(character)
        folded.append(piece)
        origin += [index] * len(piece)
    return _Letters("".join(folded), tuple(origin))


def _places(needle: _Needle, letters: _Letters, text: str) -> Iterator[tuple[int, int]]:
    position = letters.folded.find(needle.folded)
    while position >= 0:
        start = letters.origin[position]
        end = letters.origin[position + len(needle.folded) - 1] + 1
        if needle.is_number or (_is_edge(text, start, -1) and _is_edge(text, end - 1, 1)):
            yield _whole_number(text, start, end) if needle.is_number else (start, end)
        position = letters.folded.find(needle.folded, position + 1)


def _is_edge(text: str, index: int, step: int) -> bool:
    """Say whether a word begins (step -1) or ends (step 1) at this character."""
    beyond = index + step
    while 0 <= beyond < len(text) and unicodedata.combining(text[beyond]):
        beyond += step
    return not (0 <= beyond < len(text) and text[beyond].isalnum())


_LEADING = re.compile(r"(?:\+|00)?\s*(?:44)?\s*\(?0?\)?[\s().-]*$")


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a number to the country code or nought written before it."""
    found = _LEADING.search(text, max(0, start - 12), start)
    first = found.start() if found else start
    while first < start and text[first].isspace():
        first += 1
    return first, end
