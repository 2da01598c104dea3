"""Passages as running text: lines put together into paragraphs, each offset traceable to its words.

Owns the way from a place in a paragraph back to the passage it stands in; what is a heading, an
entry or a table is decided by `entries` and `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronology_app.model import RawPassage, SpanRef

#: A line at least this long may have been broken only because the page ends there.
_WRAPPED_CHARS = 55
#: Of so many lines at least so great a share is nearly full where a page broke them.
_FEWEST_LINES, _FULL_LINE, _FULL_SHARE = 5, 0.7, 0.4
#: Whoever types without stops ends so few lines with one.
_STOPPED_SHARE = 0.3
_ENDS = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_BULLET = re.compile(r"^\s*(?:[-•*–·▪o]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s+)")
_LABELLED = re.compile(r"^\s*[A-Z][A-Za-z'’ /&()-]{2,40}:\s")
#: What a mail program puts before the lines of an older message.
_REPLY_MARK = re.compile(r"\s*(?:>\s?)+")
#: Passages that are not part of what the document says about the family.
_APART = {"header", "footer", "deletion", "metadata", "signature"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in one passage: `passage.text[start:end]`."""

    passage: RawPassage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words that give an entry its date, and where they stand."""

    text: str
    #: Offsets of the date within the text.
    start: int
    end: int
    #: "heading" "label" "row" "sent" "document" "line"
    origin: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one text; `text` joins them with single line breaks."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The running text."""
        return "\n".join(line.text for line in self.lines)

    def spans(self, start: int, end: int) -> tuple[SpanRef, ...]:
        """Return the exact words between two offsets: one span per passage they stand in.

        Every span obeys `quote == passage.text[start:end]`, without blanks at its ends.
        """
        found: list[tuple[RawPassage, int, int]] = []
        at = 0
        for line in self.lines:
            first, last = max(start - at, 0), min(end - at, line.end - line.start)
            if first < last:
                _add(found, line.passage, line.start + first, line.start + last)
            at += line.end - line.start + 1
        refs = (_span(*piece) for piece in found)
        return tuple(ref for ref in refs if ref is not None)

    def cut(self, start: int) -> Paragraph:
        """Return the paragraph from an offset in its first line on."""
        first = self.lines[0]
        moved = Line(first.passage, min(first.start + start, first.end), first.end)
        return Paragraph((moved, *self.lines[1:]))


def lines_of(passages: Sequence[RawPassage]) -> Iterator[Line]:
    """Yield every line that is not blank, in reading order; page furniture is left out."""
    for passage in passages:
        if passage.kind in _APART:
            continue
        for match in re.finditer(r"[^\n]+", passage.text):
            mark = _REPLY_MARK.match(match.group())
            start = match.start() + (mark.end() if mark else 0)
            if passage.text[start : match.end()].strip():
                yield Line(passage, start, match.end())


def breaks_freely(passages: Sequence[RawPassage]) -> bool:
    """Say whether the lines of a text end where their writer ended them, not at a page's edge.

    Lines that were broken at an edge are mostly about as long as the longest; a message typed
    without stops has lines of every length.
    """
    lines = [
        line.text.strip()
        for line in lines_of(passages)
        if line.passage.kind == "line" or "\n" in line.passage.text
    ]
    if len(lines) < _FEWEST_LINES:
        return False
    lengths = sorted(map(len, lines))
    longest = lengths[int(len(lengths) * 0.9)]
    full = sum(length >= _FULL_LINE * longest for length in lengths)
    small = sum(line[:1].islower() for line in lines)
    stopped = sum(bool(_ENDS.search(line)) for line in lines)
    return (
        longest >= _WRAPPED_CHARS
        and full < _FULL_SHARE * len(lines)
        and small > len(lines) / 2
        and stopped < _STOPPED_SHARE * len(lines)
    )


def continues(before: Line, line: Line) -> bool:
    """Say whether a line carries on the paragraph of the line before it."""
    if before.passage.kind != line.passage.kind or line.passage.kind in {"heading", "cell"}:
        return before.passage is line.passage
    if before.passage.index == line.passage.index:
        return not _BULLET.match(line.text)
    if line.passage.kind != "line" or not _next_to(before.passage, line.passage):
        return False
    if _BULLET.match(line.text) or _LABELLED.match(line.text):
        return False
    if line.text.lstrip()[:1].islower():
        return True
    return len(before.text) >= _WRAPPED_CHARS and not _ENDS.search(before.text.rstrip())


def _next_to(before: RawPassage, passage: RawPassage) -> bool:
    first, second = before.locator.line, passage.locator.line
    if first is None or second is None:
        return passage.index == before.index + 1
    return second == first + 1


_Piece = tuple[RawPassage, int, int]


def _add(found: list[_Piece], passage: RawPassage, start: int, end: int) -> None:
    if found and found[-1][0] is passage:
        found[-1] = (passage, found[-1][1], end)
    else:
        found.append((passage, start, end))


def _span(passage: RawPassage, start: int, end: int) -> SpanRef | None:
    quote = passage.text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    if start >= end:
        return None
    return SpanRef(
        passage_index=passage.index,
        locator=passage.locator,
        start=start,
        end=end,
        quote=passage.text[start:end],
    )
