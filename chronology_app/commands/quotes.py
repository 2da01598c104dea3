"""Finds quoted words in a source's passages, whatever the white space between them.

What is done with the place is for the commands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chronology_app.model import Passage

#: Typed instead of the printed sign; each stands for exactly one character.
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of one passage: `passage.text[start:end]`."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


class SourceText:
    """A source's passages in reading order, as one line of words that can be searched."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        letters: list[str] = []
        self._places: list[tuple[Passage, int]] = []
        for passage in passages:
            for word in re.finditer(r"\S+", passage.text):
                if letters:
                    letters.append(" ")
                    self._places.append((passage, -1))
                letters.append(word.group())
                self._places += [(passage, at) for at in range(*word.span())]
        self._exact = "".join(letters)
        self._folded = _fold(self._exact)

    def find(self, words: str) -> tuple[Span, ...]:
        """Return where the words first stand, one span for each passage they run through.

        Exact words are preferred; then case and typographic quotes and dashes do not matter.
        """
        wanted = " ".join(words.split())
        if not wanted:
            return ()
        at = self._exact.find(wanted)
        if at < 0:
            at = self._folded.find(_fold(wanted))
        return () if at < 0 else self._spans(at, at + len(wanted))

    def _spans(self, first: int, last: int) -> tuple[Span, ...]:
        spans: list[Span] = []
        for passage, at in self._places[first:last]:
            if at < 0:
                continue
            if spans and spans[-1].passage.id == passage.id:
                spans[-1] = Span(passage, spans[-1].start, at + 1)
            else:
                spans.append(Span(passage, at, at + 1))
        return tuple(spans)


def overlap(some: Sequence[Span], others: Sequence[Span]) -> int:
    """Return how many characters two sets of spans share."""
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in some
        for b in others
        if a.passage.id == b.passage.id
    )


def length(spans: Sequence[Span]) -> int:
    """Return how many characters spans cover."""
    return sum(span.end - span.start for span in spans)


def _fold(words: str) -> str:
    # Characters whose lower case is longer would shift every place after them.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words.translate(_TYPED))
