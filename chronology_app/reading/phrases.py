"""Phrases that an authority or a casebook lays over the shipped ones, and what makes one readable.

Owns their shape as a setting and the checks before one is kept; how settings are laid over one
another belongs to `settings`, how a phrase is matched to `lexicon`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.reading.lexicon import WEIGHTS, Lexicon
from chronology_app.settings import PHRASES, load_settings

#: Longest phrase in characters, most words in it, and most gaps (".."): each costs time in reading.
MOST_CHARACTERS, MOST_WORDS, MOST_GAPS = 300, 20, 3
#: One word's ending is left open ("hoard*") only after so many letters: it would match anything.
_LEAST_STEM = 3
_ALLOWED = re.compile(r"[\w\s£%&'’.,:()\-–/*]*")
_WELSH = "cy."


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase laid over the shipped lists: added, given another strength, or switched off."""

    #: The list as the lexicon names it: "concern.medical"; "cy." before it for Welsh words.
    group: str
    words: str
    #: "strong", "plain" or "weak".
    strength: str = "plain"
    #: A sentence in which it is meant to be found.
    example: str = ""
    #: False: not looked for, whoever put it there.
    is_on: bool = True
    #: It holds in every case of the casebook.
    everywhere: bool = False

    @property
    def key(self) -> str:
        """What names it: the same list and words give the same key."""
        return hashlib.sha256(f"{self.group}|{self.words}".encode()).hexdigest()[:16]

    @property
    def setting(self) -> str:
        """The name of the setting that holds it."""
        return f"{PHRASES}.{self.key}"

    def value(self) -> dict[str, Any]:
        """Return it as a setting holds it, ready for JSON."""
        return {
            "list": self.group, "words": self.words, "strength": self.strength,
            "example": self.example, "on": self.is_on, "everywhere": self.everywhere,
        }  # fmt: skip

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Phrase:
        """Return the phrase that a setting holds, also one that this program no longer knows."""
        return cls(
            group=str(value.get("list", "")),
            words=str(value.get("words", "")),
            strength=str(value.get("strength", "plain")),
            example=str(value.get("example", "")),
            is_on=bool(value.get("on", True)),
            everywhere=bool(value.get("everywhere", False)),
        )


def checked(phrase: Phrase) -> Phrase:
    """Return a phrase with its blanks put in order.

    Errors: BadValueError with the reason when the list or strength is unknown, the words cannot be
        read, or the example does not hold the phrase.
    """
    words = " ".join(phrase.words.split())
    tidy = Phrase(
        group=phrase.group, words=words, strength=phrase.strength, is_on=phrase.is_on,
        example=" ".join(phrase.example.split()), everywhere=phrase.everywhere,
    )  # fmt: skip
    if phrase.group not in shipped_lists():
        raise BadValueError("error.phrase.list", name=phrase.group)
    if phrase.strength not in WEIGHTS:
        raise BadValueError("error.phrase.strength", name=phrase.strength)
    if tidy.is_on:
        check_words(words)
    if tidy.is_on and tidy.example and not places(words, tidy.example):
        raise BadValueError("error.phrase.example")
    return tidy


def check_words(words: str) -> None:
    """Refuse words that the phrase language cannot read. Errors: BadValueError, saying why."""
    slots = words.split()
    bare = [slot for slot in slots if slot != ".."]
    problem = next((code for code, is_wrong in _faults(words, slots, bare) if is_wrong), "")
    if problem:
        raise BadValueError(
            f"error.phrase.{problem}",
            characters=str(MOST_CHARACTERS), most=str(MOST_WORDS), gaps=str(MOST_GAPS),
        )  # fmt: skip


def _faults(words: str, slots: list[str], bare: list[str]) -> Iterator[tuple[str, bool]]:
    choices = [choice for slot in bare for choice in slot.split("/")]
    stems = [choice.rstrip("*") for choice in choices]
    yield "empty", not slots
    yield "long", len(words) > MOST_CHARACTERS or len(slots) > MOST_WORDS
    yield "sign", not _ALLOWED.fullmatch(words)
    yield "ends", not bare or slots[0] == ".." or slots[-1] == ".."
    yield "gaps", slots.count("..") > MOST_GAPS or ".. .." in words
    yield "dots", any(".." in choice for choice in choices)
    yield "choice", any(not choice for choice in choices)
    yield "star", any("*" in stem for stem in stems)
    yield "letters", any(not re.search(r"\w|[£%&]", stem) for stem in stems)
    # A phrase is looked up by the first letter of its first word's choices.
    yield "first", any(not re.match(r"[\w£%&]", choice) for choice in slots[0].split("/"))
    open_ends = [s for s, choice in zip(stems, choices, strict=True) if choice.endswith("*")]
    yield "wide", len(bare) == 1 and any(len(stem) < _LEAST_STEM for stem in open_ends)
    yield "short", len(bare) == 1 and any(len(stem) < 2 for stem in stems)


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text, starts and ends. Errors: as `check_words`."""
    check_words(" ".join(words.split()))
    return [(hit.start, hit.end) for hit in Lexicon.of({"tried": {"plain": [words]}}).find(text)]


@cache
def shipped_phrases() -> tuple[Phrase, ...]:
    """Return the shipped phrases of all lists, in the order of the file."""
    return tuple(phrases_of(load_settings().get("lexicon", {})))


@cache
def shipped_lists() -> frozenset[str]:
    """Return the names of the lists that reading knows, those for Welsh words too."""
    groups = {phrase.group for phrase in shipped_phrases()}
    return frozenset(groups | {f"{_WELSH}{group}" for group in groups if not _is_welsh(group)})


def phrases_of(values: Mapping[str, Any], name: str = "") -> Iterable[Phrase]:
    """Return the phrases of a lexicon's values, list by list."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from phrases_of(value, f"{name}.{key}" if name else key)
        elif key in WEIGHTS:
            for words in value:
                yield Phrase(group=name, words=str(words), strength=key)


def list_of(group: str) -> str:
    """Return a list's name without the mark of Welsh words."""
    return group.removeprefix(_WELSH)


def _is_welsh(group: str) -> bool:
    return group.startswith(_WELSH)
