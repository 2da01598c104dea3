"""A wording in the making: what was changed so far, what is taken, and what is pointed at.

Owns the book-keeping of places; which words change is decided by the modules that use it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chronology_app.reading.court.shapes import Around, WordChange, WordMark
from chronology_app.reading.court.text import Text
from chronology_app.reading.court.words import CourtWords

_VOWELS = "aeiou"
#: Begin with a vowel's letter and another sound, or the other way round.
_LIKE_CONSONANT = ("uni", "use", "eu", "one")
_LIKE_VOWEL = ("hour", "honest")

#: Before a relative, these words and possessives take its place.
_TAKES_PLACE = frozenset(
    "his her their its the a an your this both each every any no another other birth young "
    "new own single teenage biological former late adoptive pregnant and/or which whose".split()
)


class Draft:
    """A text with the changes that were found in it, each in words of its own."""

    def __init__(self, text: str | Text, around: Around, words: CourtWords) -> None:
        self.around = around
        self.words = words
        self.text = text if isinstance(text, Text) else Text(text, around.child_words)
        self.changes: list[WordChange] = []
        self.marks: list[WordMark] = []
        self._taken: set[int] = set()

    def take(self, first: int, last: int) -> None:
        """Let nobody touch some words any more."""
        self._taken.update(range(first, last + 1))

    def is_free(self, first: int, last: int | None = None) -> bool:
        """Say whether words are neither quoted nor dealt with already."""
        last = first if last is None else last
        start, end = self.text.words[first].start, self.text.words[last].end
        is_taken = any(number in self._taken for number in range(first, last + 1))
        return not is_taken and not self.text.quoted.holds(start, end)

    def change(self, first: int, last: int, new: str, rule: str, *, dot: bool = False) -> None:
        """Say some words otherwise; `dot`: with the full stop after them."""
        start, end = self.text.words[first].start, self.text.words[last].end + dot
        old = self.text.text[start:end]
        if start in self.text.openings and (old[:1].isupper() or not self._is_after_figure(start)):
            new = new[:1].upper() + new[1:]
        self.take(first, last)
        if new != old:
            self.changes.append(WordChange(start=start, end=end, old=old, new=new, rule=rule))

    def _is_after_figure(self, start: int) -> bool:
        return self.text.text[:start][-8:].rstrip()[-1:].isdigit()

    def mark(self, first: int, last: int, kind: str, *instead: str, group: str = "") -> None:
        """Point at some words."""
        start, end = self.text.words[first].start, self.text.words[last].end
        self.take(first, last)
        self.marks.append(
            WordMark(
                start=start, end=end, words=self.text.text[start:end], kind=kind,
                instead=instead, group=group,
            )
        )  # fmt: skip

    def is_capital(self, number: int) -> bool:
        """Say whether the word after this one begins with a capital: perhaps a name."""
        after = self.text.after(number)
        return bool(after) and self.text.words[number + 1].text[:1].isupper()

    def fit_article(self, first: int, new: str) -> tuple[int, str]:
        """Return where a change begins and its words, with "a" or "an" before them put right."""
        before = self.text.before(first)
        if before not in ("a", "an") or not self.is_free(first - 1):
            return first, new
        right = "an" if _sounds_like_vowel(new) else "a"
        if right == before:
            return first, new
        written = self.text.words[first - 1].text
        return first - 1, f"{right.capitalize() if written[0].isupper() else right} {new}"


def is_determined(before: str) -> bool:
    """Say whether the word before takes the place of "the"."""
    return before in _TAKES_PLACE or before.endswith(("'s", "’s", "s'"))


def _sounds_like_vowel(words: str) -> bool:
    low = words.casefold()
    if low.startswith(_LIKE_CONSONANT):
        return False
    return low.startswith(_LIKE_VOWEL) or low[:1] in _VOWELS


# --- places ------------------------------------------------------------------------------------


def apply(text: str, changes: Iterable[WordChange]) -> str:
    """Return a text with changes carried out; they stand apart and in order."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.new)
        at = change.end
    return "".join((*parts, text[at:]))


def move_marks(marks: Iterable[WordMark], changes: Sequence[WordChange]) -> list[WordMark]:
    """Return marks where they stand once changes are carried out; marks in a change fall away."""
    starts = [change.start for change in changes]
    shifts = [0]
    for change in changes:
        shifts.append(shifts[-1] + len(change.new) - (change.end - change.start))
    found = []
    for mark in marks:
        before = bisect_right(starts, mark.start)
        if before and changes[before - 1].end > mark.start:
            continue
        by = shifts[before]
        found.append(replace(mark, start=mark.start + by, end=mark.end + by))
    return found


def join_changes(
    text: str, first: Sequence[WordChange], second: Sequence[WordChange]
) -> tuple[WordChange, ...]:
    """Return two rounds of changes as one: `second` has its places in what `first` makes of text.

    A change of the second round that touches one of the first becomes one with it.
    """
    middle = apply(text, first)
    joined: list[WordChange] = []
    placed = _in_middle(first)
    at = 0
    for later in second:
        while at < len(placed) and placed[at][1] <= later.start:
            joined.append(placed[at][2])
            at += 1
        start, end = later.start, later.end
        inside = []
        while at < len(placed) and placed[at][0] < end:
            inside.append(placed[at])
            at += 1
        start = min([start, *(one[0] for one in inside)])
        end = max([end, *(one[1] for one in inside)])
        new = middle[start : later.start] + later.new + middle[later.end : end]
        old_start, old_end = _in_text(start, placed), _in_text(end, placed)
        joined.append(
            replace(later, start=old_start, end=old_end, old=text[old_start:old_end], new=new)
        )
    joined += [one[2] for one in placed[at:]]
    return tuple(change for change in joined if change.old != change.new)


def _in_middle(changes: Sequence[WordChange]) -> list[tuple[int, int, WordChange]]:
    found, by = [], 0
    for change in changes:
        start = change.start + by
        found.append((start, start + len(change.new), change))
        by += len(change.new) - (change.end - change.start)
    return found


def _in_text(place: int, placed: Sequence[tuple[int, int, WordChange]]) -> int:
    """Return a place of the middle text, at or outside a change's border, as it was before."""
    for start, end, change in reversed(placed):
        if place >= end:
            return change.end + place - end
        if place >= start:
            return change.start
    return place
