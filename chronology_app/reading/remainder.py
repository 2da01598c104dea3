"""Finds the words of a source that no suggestion quotes and no rule has refused.

Owns the promise that nothing is lost in silence: every word is quoted or named as left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from chronology_app.model import RawPassage, Suggestion
from chronology_app.reading.document import NotProposed
from chronology_app.reading.entries import Entry
from chronology_app.reading.sentences import split_sentences

#: A cell of so many words tells something, whatever stands over its column.
_TELLING_CELL = 5
_WORD = re.compile(r"\w")
_Spans = dict[int, list[tuple[int, int]]]


def find_remainder(
    passages: Sequence[RawPassage],
    entries: Sequence[Entry],
    suggestions: Iterable[Suggestion],
    refused: Iterable[NotProposed],
) -> Iterator[NotProposed]:
    """Yield every stretch that holds a word and is neither quoted nor refused, in reading order.

    The code is "below_threshold" for a sentence, "heading" for words over an entry, "particulars"
    for dates, names and labels.
    """
    covered: _Spans = defaultdict(list)
    for suggestion in suggestions:
        for span in suggestion.spans:
            covered[span.passage_index].append((span.start, span.end))
    for left in refused:
        covered[left.passage_index].append((left.start, left.end))
    read, headings = _read_spans(entries), _heading_spans(entries)
    for passage in passages:
        spans = sorted(covered[passage.index])
        for start, end in split_sentences(passage.text):
            for first, last in _gaps(spans, start, end):
                piece = passage.text[first:last]
                if _WORD.search(piece):
                    first += len(piece) - len(piece.lstrip())
                    last = first + len(piece.strip())
                    code = _code(passage, first, piece, read, headings)
                    yield NotProposed(passage_index=passage.index, start=first, end=last, code=code)


def _read_spans(entries: Sequence[Entry]) -> _Spans:
    found: _Spans = defaultdict(list)
    for entry in entries:
        for block in entry.blocks:
            for line in block.paragraph.lines:
                found[line.passage.index].append((line.start, line.end))
    return found


def _heading_spans(entries: Sequence[Entry]) -> _Spans:
    found: _Spans = defaultdict(list)
    for entry in entries:
        for line in entry.heading_lines:
            found[line.passage.index].append((line.start, line.end))
    return found


def _gaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between two offsets that no span covers; `spans` are in order."""
    for first, last in spans:
        if last <= start:
            continue
        if first >= end:
            break
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _code(passage: RawPassage, at: int, words: str, read: _Spans, headings: _Spans) -> str:
    if any(first <= at < last for first, last in read.get(passage.index, ())):
        return "below_threshold"
    over = any(first <= at < last for first, last in headings.get(passage.index, ()))
    if passage.kind == "heading" or over:
        return "heading"
    told = passage.kind == "cell" and len(words.split()) >= _TELLING_CELL
    return "below_threshold" if told else "particulars"
