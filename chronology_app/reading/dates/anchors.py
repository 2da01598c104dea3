"""Keeps the dates already read, so that "the next day" and "5 March" find theirs.

Owns which earlier date an expression leans on; what is made of it is `resolve` and `pointing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

#: A span longer than this cannot lend its year.
_LONGEST_LENDER_DAYS = 366

_ATTRIBUTE_LEFT = re.compile(r"\b(?:the|this|that|a|an|her|his|their|its|my|our)\s+$", re.IGNORECASE)
_ATTRIBUTE_RIGHT = re.compile(r"\s+(?!and\b|or\b|to\b|when\b|at\b|in\b|by\b)[A-Za-z]")
_SIDE_NOTE = re.compile(
    r"\b(?:born(?:\s+(?:on|in))?|d\.?o\.?b\.?:?|dated|date\s+of\s+birth:?|due\s+(?:on|in)?|"
    r"printed(?:\s+on)?:?|expir\w+(?:\s+on)?|since|until|by)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others may lean on."""

    line: int
    start: int
    edtf: str
    modifier: str | None
    first: date
    last: date
    #: False for a date that only names something ("the July 2017 order", "born on ...").
    is_story: bool = True

    @property
    def is_exact(self) -> bool:
        """Whether it names days: one, or a few in a row."""
        plain = self.edtf.rstrip("~?%")
        return (self.last - self.first).days <= 7 and plain.count("-") >= 2

    @property
    def lends_year(self) -> bool:
        """Whether it lies in one year, near enough."""
        return (self.last - self.first).days <= _LONGEST_LENDER_DAYS


def is_story(line: str, start: int, end: int) -> bool:
    """Say whether a date moves the story on, and does not merely name a document or a birth."""
    left = line[max(0, start - 24) : start]
    if _SIDE_NOTE.search(left):
        return False
    return not (_ATTRIBUTE_LEFT.search(left) and _ATTRIBUTE_RIGHT.match(line, end))


class Anchors:
    """The dates read so far in one text, and the date that governs each line."""

    def __init__(self) -> None:
        self._all: list[Anchor] = []
        #: Date of the entry or heading that governs the line being read.
        self.context: Anchor | None = None
        #: Whether the context was given by the caller (a dated entry), not found in the text.
        self.is_dated_entry = False

    def add(self, anchor: Anchor) -> None:
        """Keep a date for those that follow."""
        self._all.append(anchor)

    def in_line(self, line: int) -> list[Anchor]:
        """Return the dates of one line, latest first, those of the story before the others."""
        here = [a for a in reversed(self._all) if a.line == line]
        return [a for a in here if a.is_story] + [a for a in here if not a.is_story]

    def for_year(self, line: int) -> Anchor | None:
        """Return the date that lends a missing year or month."""
        here = [a for a in self.in_line(line) if a.lends_year]
        if here and here[0].is_story:
            return here[0]
        earlier = [a for a in reversed(self._all) if a.line < line and a.lends_year]
        story = [a for a in earlier if a.is_story]
        for options in ([self.context] if self.context else [], story, here, earlier):
            if options:
                return options[0]
        return None

    def for_story(self, line: int) -> Anchor | None:
        """Return the date from which "the next day" counts: the nearest earlier one."""
        if here := self.in_line(line):
            return here[0]
        if self.context and self.is_dated_entry:
            return self.context
        earlier = [a for a in self._all if a.line < line and a.is_story]
        if not earlier:
            return self.context
        nearest = [a for a in earlier if a.line == earlier[-1].line]
        exact = [a for a in nearest if a.is_exact]
        return (exact or nearest)[-1]

    def for_speech(self, line: int, reach: int) -> Anchor | None:
        """Return the date from which "yesterday" or "a month ago" counts: that of the writing."""
        if self.context and self.is_dated_entry:
            return self.context
        here = [a for a in self.in_line(line) if a.is_exact]
        if here:
            return here[0]
        if self.context:
            return self.context
        near = [a for a in self._all if line - reach <= a.line < line and a.is_exact and a.is_story]
        return near[-1] if near else None
