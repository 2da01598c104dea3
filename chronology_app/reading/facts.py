"""Joins weighed sentences into facts: the shortest run of sentences that tells one thing.

Owns which sentences of an entry are put forward and where a fact's quote begins and ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from chronology_app.reading.entries import Entry
from chronology_app.reading.weigh import Sentence
from chronology_app.reading.when import When

#: A fact's quote grows to at most this many words.
_MOST_WORDS = 40
#: Weight from which the best sentence of a dated entry is put forward.
_LEAD = 4.0
_ROW_LEAD = 1.0
#: Weight from which a further sentence of the same entry is put forward, by block.
_FURTHER = 6.5
_FURTHER_LATER = 8.0
#: Weight from which a sentence with a date of its own is put forward.
_DATED = 3.5
#: Weight from which an entry without any date puts a sentence forward.
_UNDATED = 8.0
#: Weight from which a neighbour is taken into the quote.
_NEIGHBOUR = 2.0
#: What each block further down loses: the first says what happened, later ones comment on it.
_PER_BLOCK = 1.5


@dataclass(frozen=True, slots=True)
class Fact:
    """A run of sentences of one block, and the date that its own words give, if any."""

    block: int
    sentences: tuple[Sentence, ...]
    own: When | None = None

    @property
    def start(self) -> int:
        """Offset of the first character in the block's text."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the block's text."""
        return self.sentences[-1].end

    @property
    def weight(self) -> float:
        """The weight of the heaviest sentence."""
        return max(s.weight for s in self.sentences)


def find_facts(entry: Entry, sentences: list[Sentence], *, dated: bool) -> list[Fact]:
    """Return the facts of an entry in reading order.

    A sentence with a date of its own is a fact; of the others the heaviest run leads, and further
    runs follow only when they weigh much. `dated`: the entry itself has a date.
    """
    open_to = [s for s in sentences if not s.left_out]
    by_place = {(s.block, s.position): s for s in open_to}
    used: set[tuple[int, int]] = set()
    facts: list[Fact] = []
    for sentence in open_to:
        # Rows carry their date in a column; what repeats it needs no fact of its own.
        if sentence.own and sentence.weight >= (_ROW_LEAD if entry.is_row else _DATED):
            facts.extend(_dated(sentence, by_place, used))
    rest = [s for s in open_to if (s.block, s.position) not in used]
    facts.extend(_undated(entry, rest, by_place, used, dated=dated, first=not facts))
    return sorted(facts, key=lambda f: (f.block, f.start))


def _dated(
    sentence: Sentence,
    by_place: dict[tuple[int, int], Sentence],
    used: set[tuple[int, int]],
) -> list[Fact]:
    place = (sentence.block, sentence.position)
    if place in used:
        return []
    run = _grow([sentence], by_place, used, back=False)
    return [Fact(sentence.block, tuple(run), sentence.own[0])]


def _undated(
    entry: Entry,
    rest: list[Sentence],
    by_place: dict[tuple[int, int], Sentence],
    used: set[tuple[int, int]],
    *,
    dated: bool,
    first: bool,
) -> list[Fact]:
    facts: list[Fact] = []
    ranked = sorted(rest, key=lambda s: (s.weight - _PER_BLOCK * s.block) * -1)
    for sentence in ranked:
        if (sentence.block, sentence.position) in used:
            continue
        if sentence.weight < _threshold(entry, sentence, dated=dated, first=first and not facts):
            continue
        run = _grow([sentence], by_place, used, back=True)
        facts.append(Fact(sentence.block, tuple(run)))
    return facts


def _threshold(entry: Entry, sentence: Sentence, *, dated: bool, first: bool) -> float:
    if not dated and not sentence.near:
        return _UNDATED
    if entry.is_dated_by_document and not sentence.near:
        return _FURTHER_LATER
    if entry.is_row:
        return _ROW_LEAD if first else _FURTHER
    if first:
        return _LEAD + _PER_BLOCK * sentence.block
    return _FURTHER if sentence.block == 0 else _FURTHER_LATER


def _grow(
    run: list[Sentence],
    by_place: dict[tuple[int, int], Sentence],
    used: set[tuple[int, int]],
    *,
    back: bool,
) -> list[Sentence]:
    """Take neighbours into the run while they belong to it and the quote stays short."""
    block = run[0].block
    for step in (1, -1) if back else (1,):
        while True:
            edge = run[-1] if step == 1 else run[0]
            place = (block, edge.position + step)
            sentence = by_place.get(place)
            if sentence is None or place in used or not _belongs(run, sentence, step):
                break
            run = [*run, sentence] if step == 1 else [sentence, *run]
    used.update((s.block, s.position) for s in run)
    return run


def _belongs(run: list[Sentence], sentence: Sentence, step: int) -> bool:
    words = sum(len(s.text.split()) for s in run) + len(sentence.text.split())
    if sentence.own or words > _MOST_WORDS:
        return False
    if step == 1 and sentence.text.lstrip()[:1] in "\"“'‘":
        return True
    return sentence.weight >= _NEIGHBOUR or (step == 1 and len(sentence.text.split()) <= 3
                                              and sentence.weight > 0)
