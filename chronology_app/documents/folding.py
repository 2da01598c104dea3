"""Folds words so that every way of writing them looks the same, and finds them in a text.

Owns what counts as the same letters (case, spaces, punctuation, accents, invisible characters,
the usual abbreviations of streets and saints); which words are looked for is `spellings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

#: Short form -> the words that it stands for, in English and Welsh addresses and names.
_SHORT = {
    "rd": ("road",), "st": ("street", "saint", "str", "ste"), "ave": ("avenue", "av", "aven"),
    "cl": ("close", "clo"), "ln": ("lane", "la"), "dr": ("drive", "drv"),
    "ct": ("court", "crt"), "gdns": ("gardens", "garden", "gdn", "gds"),
    "cres": ("crescent", "cresc", "cr"), "ter": ("terrace", "terr", "tce"),
    "pl": ("place", "plc"), "sq": ("square",), "gr": ("grove", "gro", "grv"),
    "pk": ("park",), "mt": ("mount",), "hse": ("house", "ho"), "bldgs": ("buildings",),
    "ctg": ("cottage", "cott", "cot"), "fm": ("farm",), "wy": ("way",), "wk": ("walk",),
    "hts": ("heights",), "est": ("estate",), "gn": ("green", "grn"), "bk": ("bank",),
    "sch": ("school",), "pri": ("primary", "prim"), "coll": ("college",),
    "hosp": ("hospital",), "flt": ("flat",), "apt": ("apartment",), "no": ("number",),
    "hl": ("hill",), "rw": ("row",), "vw": ("view",), "mws": ("mews",),
    "upr": ("upper",), "lwr": ("lower",), "nth": ("north",), "sth": ("south",),
}  # fmt: skip
_SHORTENED = {word: short for short, words in _SHORT.items() for word in words}
_NOT_LETTERS = re.compile(r"[\W_]+")
_EMAIL = re.compile(r"[\w.+'’-]+@[\w.-]*\w")
_PLURAL = re.compile(r"e?s(?![^\W_])", re.IGNORECASE)
#: Letters of a name that may be glued to others in an e-mail address: fewer would be chance.
_LEAST_IN_EMAIL = 4

#: "words" stand between edges; a "number" may stand inside longer digits (+44, extensions); a
#: "postcode" may be glued to its neighbours; a "name" may hide in an e-mail address.
NeedleKind = Literal["words", "number", "postcode", "name"]


@dataclass(frozen=True, slots=True)
class Needle:
    """Folded words to look for: letter by letter, and with every abbreviation made short."""

    plain: str
    short: str
    kind: NeedleKind = "words"


@dataclass(frozen=True, slots=True)
class _Letters:
    """A folded text that remembers where each of its characters came from."""

    folded: str
    #: First and last index in the original text of what each folded character stands for.
    first: tuple[int, ...]
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Forms:
    plain: _Letters
    short: _Letters


def fold(text: str) -> str:
    """Return letters and digits only, without case and accents."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


def fold_short(text: str) -> str:
    """Return letters and digits only, with every usual abbreviation in its short form."""
    return _forms(text).short.folded


def short_word(word: str) -> str:
    """Return one word folded, in its short form: "rd" for "Road"."""
    return _shortened(fold(word))[0]


def needle(words: str, kind: NeedleKind = "words") -> Needle:
    """Return what to look for to find these words."""
    return Needle(fold(words), fold_short(words), kind)


def find_needle(wanted: Needle, text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each place, in characters of the text, end exclusive."""
    forms = _forms(text)
    yield from _places(wanted, wanted.plain, forms.plain, text)
    if wanted.kind in ("words", "name"):
        yield from _places(wanted, wanted.short, forms.short, text)
    if wanted.kind == "name" and len(wanted.plain) >= _LEAST_IN_EMAIL:
        for found in _EMAIL.finditer(text):
            if wanted.plain in fold(found.group()):
                yield found.span()


def is_possible(wanted: Needle, text: str) -> bool:
    """Say quickly whether a text may hold the words; `find_needle` says whether it does."""
    forms = _forms(text)
    return wanted.plain in forms.plain.folded or wanted.short in forms.short.folded


# --- folding a text --------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _forms(text: str) -> _Forms:
    words = [word for word in _words(text) if word]
    plain = [place for word in words for place in word]
    short = [place for word in words for place in _short_places(word)]
    return _Forms(_joined(plain), _joined(short))


#: A folded character with the first and last index of what it stands for.
_Place = tuple[str, int, int]


def _words(text: str) -> Iterator[list[_Place]]:
    """Yield each word's folded characters; words also part where letters and digits meet."""
    word: list[_Place] = []
    before = -1
    for index, character in enumerate(text):
        if _is_invisible(character):
            continue
        piece = _fold_character(character)
        if not piece or (word and _is_seam(text, before, index)):
            yield word
            word = []
        word += [(letter, index, index) for letter in piece]
        before = index
    yield word


def _joined(places: list[_Place]) -> _Letters:
    return _Letters(
        "".join(letter for letter, _, _ in places),
        tuple(first for _, first, _ in places),
        tuple(last for _, _, last in places),
    )


def _short_places(word: list[_Place]) -> list[_Place]:
    short, kept = _shortened("".join(letter for letter, _, _ in word))
    if kept < 0:
        return word
    first, last = word[0][1], word[kept - 1][2]
    head = short if kept == len(word) else short[:-1]
    places = [(letter, first, first) for letter in head[:-1]]
    return [*places, (head[-1], last if len(head) > 1 else first, last), *word[kept:]]


def _shortened(word: str) -> tuple[str, int]:
    """Return a word's short form and how many of its letters it stands for; -1: it has none."""
    if word in _SHORTENED:
        return _SHORTENED[word], len(word)
    if word.endswith("s") and word[:-1] in _SHORTENED and word not in _SHORT:
        return _SHORTENED[word[:-1]] + "s", len(word) - 1
    return word, -1


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    return fold(character)


@lru_cache(maxsize=2048)
def _is_invisible(character: str) -> bool:
    """Say whether a character only joins or marks others: a joiner, a soft hyphen, an accent.

    A space of no width still parts words.
    """
    return unicodedata.category(character) in ("Cf", "Mn", "Me") and character != "\u200b"


# --- places ----------------------------------------------------------------------------------


def _places(wanted: Needle, folded: str, letters: _Letters, text: str) -> Iterator[tuple[int, int]]:
    position = letters.folded.find(folded)
    while position >= 0 and folded:
        stop = position + len(folded) - 1
        start, end = letters.first[position], letters.last[stop] + 1
        # A short form is taken whole or not at all.
        is_whole = _is_own(letters, position, -1) and _is_own(letters, stop, 1)
        found = _accepted(wanted, text, start, end) if is_whole else None
        if found:
            yield found
        position = letters.folded.find(folded, position + 1)


def _is_own(letters: _Letters, position: int, step: int) -> bool:
    """Say whether the neighbour on this side stands for other characters of the text."""
    beyond = position + step
    if not 0 <= beyond < len(letters.folded):
        return True
    return letters.first[beyond] != letters.first[position]


def _accepted(wanted: Needle, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place where it may count, widened to a country code or a plural; else None."""
    if wanted.kind == "number":
        return _whole_number(text, start, end)
    if wanted.kind == "postcode" and _is_compact(wanted, text[start:end]):
        return start, end
    if not _is_edge(text, start, -1):
        return None
    if _is_edge(text, end - 1, 1):
        return start, end
    plural = _PLURAL.match(text, end) if wanted.plain[-1:].isalpha() else None
    return (start, plural.end()) if plural and wanted.kind != "postcode" else None


def _is_compact(wanted: Needle, written: str) -> bool:
    """Say whether a postcode is written in its two halves, however it is glued to others."""
    visible = "".join(c for c in written if not _is_invisible(c))
    halves = [fold(half) for half in _NOT_LETTERS.split(visible)]
    return halves in ([wanted.plain], [wanted.plain[:-3], wanted.plain[-3:]])


def _is_edge(text: str, index: int, step: int) -> bool:
    """Say whether a word begins (step -1) or ends (step 1) at this character."""
    beyond = index + step
    while 0 <= beyond < len(text) and _is_invisible(text[beyond]):
        beyond += step
    if not (0 <= beyond < len(text) and text[beyond].isalnum()):
        return True
    return _is_seam(text, min(index, beyond), max(index, beyond))


def _is_seam(text: str, left: int, right: int) -> bool:
    """Say whether two neighbours are words glued together: "Road14", "RoadEast", "QTThe"."""
    before, after = text[left], text[right]
    if before.isdigit() != after.isdigit():
        return True
    if before.islower() and after.isupper():
        return True
    follows = text[right + 1 : right + 2]
    return before.isupper() and after.isupper() and follows.islower()


_LEADING = re.compile(r"(?:\+|00)?\s*(?:44)?\s*\(?0?\)?[\s().-]*$")


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a number to the country code or nought written before it."""
    found = _LEADING.search(text, max(0, start - 12), start)
    first = found.start() if found else start
    while first < start and text[first].isspace():
        first += 1
    return first, end
