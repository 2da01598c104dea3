"""A fact as words with their places: which are quoted, where sentences begin, what touches what.

Owns the cutting only; every walk over a text is one pass, so the time grows with its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chronology_app.reading.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?(?=\W|$)|[^\W_]+|[&@]")
_TITLES = frozenset("Mr Mrs Ms Dr Prof Rev St No e.g i.e".split())
_OPENS_BEFORE = frozenset(" \t\n([{:,;-–—/")
_CLOSES_AFTER = frozenset(" \t\n)]}:,;.!?-–—/")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place."""

    start: int
    end: int
    text: str
    #: In small letters, with straight apostrophes.
    low: str
    #: Without a possessive ending, as written and in small letters.
    base: str
    low_base: str
    #: The possessive ending.
    ending: str


def split_words(text: str) -> list[Word]:
    """Return the words of a text; "&" and "@" count as words, other signs do not."""
    found = []
    for match in _WORD.finditer(text):
        words, start = match.group(), match.start()
        if words[-1] in "'’" and not words[:-1].endswith("s"):
            words = words[:-1]
        low = words.casefold().replace("’", "'")
        ending = words[-2:] if len(words) > 2 and low.endswith("'s") else ""
        bare = len(words) - len(ending)
        found.append(
            Word(start, start + len(words), words, low, words[:bare], low[:bare], ending)
            if len(low) == len(words)
            else Word(start, start + len(words), words, low, words, low, "")
        )
    return found


class Stretches:
    """Places in a text that may not be touched, apart from one another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start <= self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def holds(self, start: int, end: int) -> bool:
        """Say whether any of the places is touched by a stretch."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._spans[at - 1][1] > start


class Text:
    """A text with what is found in it once."""

    def __init__(self, text: str, exact: Iterable[str] = ()) -> None:
        self.text = text
        self._exact = tuple(exact)

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        return split_words(self.text)

    @cached_property
    def word_at(self) -> dict[int, int]:
        """Where a word starts -> its number."""
        return {word.start: n for n, word in enumerate(self.words)}

    @cached_property
    def quoted(self) -> Stretches:
        """Spoken and other exact words, addresses of machines, and the like: never touched."""
        found = [*find_quoted(self.text), *_machine_words(self.text)]
        for words in self._exact:
            at = self.text.find(words)
            if at >= 0:
                found.append((at, at + len(words)))
        return Stretches(found)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences' places."""
        return split_sentences(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_of(self, place: int) -> tuple[int, int]:
        """Return the sentence that holds a place."""
        at = bisect_right(self._sentence_starts, place)
        return self.sentences[at - 1] if at else (0, len(self.text))

    @cached_property
    def openings(self) -> frozenset[int]:
        """Where the first word of each sentence starts; figures and dates before it count not."""
        found, pending = set(), True
        starts = iter([*self._sentence_starts, len(self.text) + 1])
        coming = next(starts)
        for word in self.words:
            while word.start >= coming:
                pending, coming = True, next(starts)
            pending = pending or self._follows_clipped(word)
            if pending and word.text[0].isalpha():
                found.add(word.start)
                pending = False
        return frozenset(found)

    def _follows_clipped(self, word: Word) -> bool:
        """Say whether a sentence begins after a clipped word: "at the appt. Seen by ..."."""
        if word.start < 3 or not word.text[0].isupper() or self.text[word.start - 2] != ".":
            return False
        lead = self.text[max(0, word.start - 8) : word.start - 2]
        last = lead.split()[-1:] or [""]
        return self.text[word.start - 1] == " " and len(last[0]) > 1 and last[0] not in _TITLES

    def before(self, number: int) -> str:
        """Return the word before, in small letters; empty at a sentence's start or after a sign."""
        if number == 0 or self.words[number].start in self.openings:
            return ""
        gap = self.text[self.words[number - 1].end : self.words[number].start]
        return self.words[number - 1].text.casefold() if not gap.strip("- \n\t") else ""

    def is_in_number(self, number: int) -> bool:
        """Say whether a word belongs to a reference: "EC/19/607", "MC-18-003"."""
        word = self.words[number]
        before, after = self.text[: word.start][-2:], self.text[word.end : word.end + 2]
        return (after[:1] in tuple("/-") and after[1:].isdigit()) or (
            before[1:] in tuple("/-") and before[:1].isdigit()
        )

    def after(self, number: int) -> str:
        """Return the word after, in small letters; empty where a sign stands between."""
        if number + 1 >= len(self.words):
            return ""
        gap = self.text[self.words[number].end : self.words[number + 1].start]
        return self.words[number + 1].text.casefold() if not gap.strip() else ""


def find_quoted(text: str) -> list[tuple[int, int]]:
    """Return the places of quoted words with their marks.

    A double mark that is not closed quotes all that follows; a single one only when it is closed,
    because it may be an apostrophe.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    singles = _closing_singles(text)
    skip_to = 0
    for at, sign in enumerate(text):
        if at < skip_to:
            continue
        if opened is not None:
            if sign == opened[1]:
                found.append((opened[0], at + 1))
                opened = None
        elif sign in '"“«„':
            opened = (at, {"“": "”", "«": "»", "„": "“"}.get(sign, '"'))
        elif sign in "'‘" and (at == 0 or text[at - 1] in _OPENS_BEFORE):
            close = bisect_right(singles, at + 1)
            if close < len(singles):
                skip_to = singles[close] + 1
                found.append((at, skip_to))
    if opened is not None:
        found.append((opened[0], len(text)))
    return found


def _closing_singles(text: str) -> list[int]:
    """Return where a single mark can close a quotation: after a sign or letter, before a gap."""
    last = len(text) - 1
    return [
        at
        for at, sign in enumerate(text)
        if sign in "'’" and at and not text[at - 1].isspace()
        and (at == last or text[at + 1] in _CLOSES_AFTER)
    ]  # fmt: skip


def _machine_words(text: str) -> list[tuple[int, int]]:
    """Return e-mail and web addresses, which are no words."""
    return [
        match.span()
        for match in re.finditer(r"\S+", text)
        if ("@" in match.group() and len(match.group()) > 3) or "://" in match.group()
    ]
