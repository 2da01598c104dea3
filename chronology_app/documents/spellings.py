"""The ways in which a protected detail may be written: its parts, each as words to look for.

Owns what makes a part distinctive enough: a street, a house, a postcode, a number, a last name,
a place's own name; never a town, a generic word or a first name of the family alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chronology_app.documents.folding import Needle, fold, needle, short_word
from chronology_app.model import Person, ProtectedDetail
from chronology_app.model.codes import ProtectedKind

#: Fewer letters and digits than these would be found everywhere.
SHORTEST = 3
NAMES = frozenset({ProtectedKind.REFERRER, ProtectedKind.FOSTER_CARER, ProtectedKind.ADOPTER})
_PLACES = frozenset({ProtectedKind.PLACEMENT, ProtectedKind.REFUGE, ProtectedKind.SCHOOL})

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d\s().-]{5,}\d")
_TWO_NUMBERS = re.compile(r"\s+(?=\+|\(?0\d)")
#: Digits of a telephone or reference number; more than the second are two numbers.
_LEAST_DIGITS, _MOST_DIGITS = 7, 13
_WORD = re.compile(r"\d+(?:[A-Za-z](?![A-Za-z]))?|[^\W\d_](?:[\w'’.]*\w)?", re.UNICODE)
_SEPARATOR = re.compile(r"[,;\n\r|]+")
#: Words in short form that end the name of a street or of a house.
_STREET_ENDS = frozenset(
    "rd st ln cl ave dr bk ter rw wy pl cres ct gdns gr hl sq wk vw rise mws parade gn hts"
    " pk est broadway bypass crossing circus quay wharf yard mead meadow meadows"
    " fields".split()
)  # fmt: skip
#: Welsh puts the word for a street first.
_STREET_STARTS = frozenset("heol stryd ffordd lon maes rhodfa clos rhes cilgant llwyn".split())
_HOUSE_ENDS = frozenset("ctg fm hse lodge villa villas barn manor hall bungalow mill flats".split())
_GENERIC = _STREET_ENDS | _STREET_STARTS | _HOUSE_ENDS | frozenset(
    "the a an of at in on and for flt apt no unit room floor block high main church station upr"
    " lwr new old north south east west sch pri coll infant infants junior juniors secondary"
    " academy nursery preschool comprehensive community catholic rc cofe ce voluntary aided"
    " controlled grammar special federation ysgol gynradd uwchradd refuge shelter hostel womens"
    " women children childrens home homes centre center ward hosp placement foster carer carers"
    " family mother father tel phone mobile number address school sixth form".split()
)  # fmt: skip
#: Generic words that may be left off the end of a place's name.
_LEFT_OFF = frozenset(
    "sch pri infant infants junior juniors secondary academy nursery preschool comprehensive"
    " coll high community catholic rc cofe ce grammar special refuge shelter hostel womens women"
    " childrens home centre center voluntary aided controlled church england wales in of c e"
    " unit and the".split()
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof rev sir dame the and or nee née family".split()
)  # fmt: skip
_LEAST_LETTERS = 5


def build_needles(detail: ProtectedDetail, people: Iterable[Person]) -> tuple[Needle, ...]:
    """Return everything to look for to find a detail, the longest first; never nothing."""
    everybody = tuple(people)
    first_names = _first_names(everybody)
    values = (detail.value, *detail.variants)
    found: dict[tuple[str, str], Needle] = {}
    for value in values:
        for way in _ways(detail, value, everybody):
            found.setdefault((way.plain, way.kind), way)
    towns = _towns(values)
    kept = [
        way
        for way in found.values()
        if len(way.plain) >= SHORTEST
        and way.plain not in first_names
        and way.plain not in towns
        and way.short not in _GENERIC
    ]
    return tuple(
        sorted(kept or [needle(detail.value)], key=lambda n: (-len(n.plain), n.plain, n.kind))
    )


def _ways(detail: ProtectedDetail, value: str, people: tuple[Person, ...]) -> Iterator[Needle]:
    """Yield the value as a whole and each of its distinctive parts."""
    is_name = detail.kind in NAMES
    yield _whole(value, is_name=is_name)
    for postcode in _POSTCODE.findall(value):
        yield needle(postcode, "postcode")
    for number in _numbers(value):
        yield _number(number)
    segments = _segments(value)
    if detail.kind != ProtectedKind.NUMBER:
        for part in _parts_of_address(segments, has_house=not is_name):
            yield needle(part)
    if detail.kind in _PLACES:
        for part in _names_of_place(segments, detail.kind):
            yield needle(part)
    if is_name:
        for part in _parts_of_name(segments, people, detail.person_id):
            yield needle(part, "name")


def _whole(value: str, *, is_name: bool) -> Needle:
    if _is_number(value):
        return _number(value)
    if _POSTCODE.fullmatch(value.strip()):
        return needle(value, "postcode")
    return needle(value, "name" if is_name and not any(c.isdigit() for c in value) else "words")


def _segments(value: str) -> list[str]:
    """Return what stands between commas and line ends; a number alone goes with what follows."""
    segments: list[str] = []
    waiting = ""
    for part in _SEPARATOR.split(_POSTCODE.sub(" ", value)):
        words = f"{waiting} {part}".strip()
        waiting = words if re.fullmatch(r"\d+\s*[A-Za-z]?", words) else ""
        if words and not waiting:
            segments.append(words)
    return segments + ([waiting] if waiting else [])


def _towns(values: Iterable[str]) -> frozenset[str]:
    """Return the single words that stand after a street or a place: a town or a county."""
    later = (segment for value in values for segment in _segments(value)[1:])
    return frozenset(fold(word) for word in later if len(_WORD.findall(word)) == 1)


# --- numbers ---------------------------------------------------------------------------------


def _numbers(value: str) -> Iterator[str]:
    """Yield each telephone or reference number of a value that holds other words too."""
    for found in _NUMBER.findall(value):
        pieces = [found]
        if len(fold(found)) > _MOST_DIGITS:
            pieces = _TWO_NUMBERS.split(found)
        yield from (piece for piece in pieces if _is_number(piece))


def _is_number(words: str) -> bool:
    folded = fold(words)
    return folded.isdigit() and len(folded) >= _LEAST_DIGITS


def _number(words: str) -> Needle:
    folded = fold(words)
    national = folded.removeprefix("00").removeprefix("44").lstrip("0") or folded
    return Needle(national, national, "number")


# --- addresses -------------------------------------------------------------------------------


def _parts_of_address(segments: list[str], *, has_house: bool) -> Iterator[str]:
    """Yield each street, with its number and alone, and each house that has a name."""
    chunks = [chunk for segment in segments for chunk in _chunks(segment)]
    for chunk in chunks:
        yield from _parts_of_chunk(chunk)
    words = _WORD.findall(segments[0]) if has_house and len(segments) > 1 else []
    # A single word may be a town, unless a street follows it.
    if len(words) > 1 or (words and any(map(_is_street, chunks))):
        is_named = len(fold(segments[0])) >= _LEAST_LETTERS and _is_distinctive(words)
        if is_named and not any(word[:1].isdigit() for word in words):
            yield segments[0]


def _chunks(segment: str) -> Iterator[list[str]]:
    """Yield the words of a segment, cut after each word that ends a street or a house."""
    words = _WORD.findall(segment)
    chunk: list[str] = []
    for position, word in enumerate(words):
        chunk.append(word)
        following = short_word(words[position + 1]) if position + 1 < len(words) else ""
        named = [w for w in chunk if not w[:1].isdigit()]
        if _ends(word) and len(named) > 1 and following not in _STREET_ENDS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _ends(word: str) -> bool:
    return short_word(word) in _STREET_ENDS | _HOUSE_ENDS


def _parts_of_chunk(chunk: list[str]) -> Iterator[str]:
    """Yield a street after its number or numbers, and alone where it is distinctive."""
    last = max((n for n, word in enumerate(chunk) if word[:1].isdigit()), default=-1)
    words = chunk[last + 1 :]
    if not words or not (last >= 0 or _is_street(chunk)):
        return
    if last >= 0 and all(_is_unit(word) for word in words):
        return
    street = " ".join(words)
    first = last
    while first > 0 and chunk[first - 1][:1].isdigit():
        first -= 1
    if last >= 0:
        yield " ".join((*chunk[first : last + 1], street))
        yield from (f"{number} {street}" for number in chunk[first : last + 1])
    if last >= 0 and not _is_street(words) and _is_distinctive(words[:1]):
        # No comma says whether a town follows: "27 Kingsway Penhelyg".
        yield f"{chunk[last]} {words[0]}"
    if _is_distinctive(words):
        yield street


def _is_street(chunk: list[str]) -> bool:
    return len(chunk) > 1 and (_ends(chunk[-1]) or short_word(chunk[0]) in _STREET_STARTS)


def _is_unit(word: str) -> bool:
    return short_word(word) in ("flt", "apt", "unit", "room", "floor", "block")


def _is_distinctive(words: list[str]) -> bool:
    """Say whether words name one place: two of them, or one that is long and not generic."""
    own = [word for word in words if short_word(word) not in _GENERIC]
    if len(words) > 1:
        return bool(own) or all(_is_named_street(word) for word in words[:-1])
    return bool(own) and len(fold(words[0])) >= _LEAST_LETTERS


def _is_named_street(word: str) -> bool:
    """Say whether a generic word may still be a street's own name, as in "Church Lane"."""
    return short_word(word) not in ("the", "a", "at", "in", "on", "of", "no", "flt", "apt")


# --- places and names ------------------------------------------------------------------------


def _names_of_place(segments: list[str], kind: ProtectedKind) -> Iterator[str]:
    """Yield the name before the address, and the name without its last generic words."""
    words = _WORD.findall(segments[0]) if segments else []
    if not words or any(word[:1].isdigit() for word in words):
        return
    towns = {fold(segment) for segment in segments[1:]}
    while len(words) > 1:
        yield " ".join(words)
        if short_word(words[-1]) not in _LEFT_OFF:
            return
        if len(words) == 3 and short_word(words[1]) in _LEFT_OFF:
            yield f"{words[0]} {words[2]}"
        words = words[:-1]
    # A refuge is secret as such; a school's single word may be the town that it serves.
    if kind == ProtectedKind.REFUGE and fold(words[0]) not in towns and _is_distinctive(words):
        yield words[0]


def _parts_of_name(
    segments: list[str], people: tuple[Person, ...], owner: str | None
) -> Iterator[str]:
    """Yield first and last name, and the last name alone where nobody else of the case has it."""
    if not segments:
        return
    names = _names(segments[0])
    if len(segments) > 1 and len(names) == 1 and _is_first_name(segments[1]):
        names = [*_names(segments[1]), *names]
    if not names:
        return
    for first in names[:-1]:
        yield f"{first} {names[-1]}"
        yield f"{names[-1]} {first}"
    shared = {
        fold(part)
        for person in people
        if person.id != owner
        for word in person.name.split()
        for part in (word, *re.split(r"[-‐‑–]", word))
    }
    for last in (names[-1], *re.split(r"[-‐‑–]", names[-1])):
        if fold(last) not in shared:
            yield last


def _names(segment: str) -> list[str]:
    words = re.findall(r"[^\W\d_][\w'’‐‑–-]*", segment)
    return [word for word in words if word.casefold() not in _TITLES and len(fold(word)) > 1]


def _is_first_name(segment: str) -> bool:
    names = _names(segment)
    return 0 < len(names) < 3 and not any(c.isdigit() for c in segment) and not _ends(names[-1])


def _first_names(people: Iterable[Person]) -> frozenset[str]:
    """Return the first names by which the case calls its people."""
    called = (name for p in people for name in (p.name, *p.aliases))
    return frozenset(fold(name.split()[0]) for name in called if name.split())
