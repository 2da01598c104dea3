"""Joins weighed sentences into facts: the shortest run of sentences that tells one thing.

Owns which sentences of an entry are put forward and where a fact's quote begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chronology_app.reading.entries import Entry
from chronology_app.reading.weigh import Sentence, must_be_told
from chronology_app.reading.when import When

#: A fact's quote has at most this many words, unless one sentence alone is longer.
_MOST_WORDS = 36
#: A paragraph without end is searched in stretches of so many sentences.
_STRETCH = 60
#: Fewer words than these ("NFA.") tell nobody anything by themselves.
_FEWEST_WORDS = 3
#: What each sentence of a run must bring to be worth quoting.
_COST = 1.25
#: Worth from which the heaviest run of an entry is put forward: in a row, in a dated entry.
_ROW_LEAD = 0.0
_LEAD = 1.5
#: Worth from which a headed note that would else tell nothing puts its best run forward.
_ANYTHING = -0.3
#: Worth from which a further run of the same entry is put forward, in the first block and later.
_FURTHER = 3.5
_FURTHER_LATER = 3.5
#: Worth from which a sentence with a date of its own is put forward.
_DATED = 2.0
#: Worth from which a text dated only as a whole, or not at all, puts a run forward.
_BY_DOCUMENT = 6.5
_UNDATED = 7.0
#: A dated sentence shorter than this only opens what the next one tells.
_INTRODUCTION = 8
#: So few words ("A lovely visit.") only open what the next sentence tells, however long it is.
_OPENER = 4
#: From this weight a phrase says that something was decided; what tells of the family is no step.
_STEP = 3.0
_OF_FAMILY = ("concern.", "adult.", "strength", "child_words", "harm")
#: A step told in so few words says nothing that a fuller telling of it leaves out.
_BARE = 6
_NEW_MATTER = re.compile(r"\s*[A-Z][\w'’ /]{1,25}:\s")
_PASSING = re.compile(r"\bago\b")
#: What each block further down loses: the first says what happened, later ones comment on it.
_PER_BLOCK = 0.5
_LATE_BLOCK = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A run of sentences of one block, and the date that its own words give, if any."""

    block: int
    sentences: tuple[Sentence, ...]
    own: When | None = None
    #: Offsets when the fact is only a part of its sentence.
    part: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """Offset of the first character in the block's text."""
        return self.part[0] if self.part else self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the block's text."""
        return self.part[1] if self.part else self.sentences[-1].end


def find_facts(entry: Entry, sentences: list[Sentence], *, dated: bool) -> list[Fact]:
    """Return the facts of an entry in reading order.

    A sentence with a date of its own is a fact, together with what follows from it; of the others
    the worthiest run leads, and further runs follow only when they are worth much.
    `dated`: the entry itself has a date.
    """
    open_to = [s for s in sentences if not s.left_out]
    if entry.is_row and _is_one_fact(open_to):
        return [Fact(open_to[0].block, tuple(open_to))]
    facts = _dated_facts(entry, open_to, dated=dated)
    used = {(s.block, s.position) for fact in facts for s in fact.sentences}
    rest = [s for s in open_to if (s.block, s.position) not in used]
    opens = any(f.block == 0 and f.sentences[0] is open_to[0] for f in facts if open_to)
    choose = _Chooser(entry, dated=dated)
    if not opens:
        facts.extend(choose.take(rest, led=False, most=1))
    taken = {(s.block, s.position) for fact in facts for s in fact.sentences}
    led = opens or len(taken) > len(used)
    for _block, group in groupby(rest, key=lambda s: s.block):
        left = [s for s in group if (s.block, s.position) not in taken]
        for at in range(0, len(left), _STRETCH):
            stretch = left[at : at + _STRETCH]
            if dated and not entry.is_dated_by_document and all(f.own for f in facts):
                # Of the entry's own day nothing is told yet: a step that was taken then leads.
                steps = [s for s in stretch if _is_step(s)]
                facts.extend(choose.take(steps, led=False, most=1))
                done = {(s.block, s.position) for fact in facts for s in fact.sentences}
                stretch = [s for s in stretch if (s.block, s.position) not in done]
            facts.extend(choose.take(stretch, led=led))
    if dated and (entry.is_message or not entry.is_dated_by_document):
        facts = _with_untold(facts, open_to)
    facts = _without_echoes(facts)
    if not facts and dated and entry.heading and not entry.is_dated_by_document:
        # Somebody dated and headed this note: what it tells best is put forward all the same.
        about = [s for s in open_to if s.named or s.of_family or s.counted]
        facts = list(choose.take(about, led=False, most=1, least=_ANYTHING))
    return sorted(facts, key=lambda f: (f.block, f.start))


def _with_untold(facts: list[Fact], sentences: Sequence[Sentence]) -> list[Fact]:
    """Return the facts with every sentence that must be told: beside its neighbour, or alone."""
    found = list(facts)
    told = {(s.block, s.position) for fact in facts for s in fact.sentences}
    for sentence in sentences:
        place = (sentence.block, sentence.position)
        if place in told or not must_be_told(sentence):
            continue
        beside = next((n for n, f in enumerate(found) if _can_take(f, sentence)), None)
        if beside is None:
            found.append(Fact(sentence.block, (sentence,)))
        else:
            joined = sorted((*found[beside].sentences, sentence), key=lambda s: s.position)
            found[beside] = replace(found[beside], sentences=tuple(joined))
    return found


def _without_echoes(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts without a bare step that an entry's fuller one has told already.

    "Early Help closed today following the final meeting ... Step down to universal services."
    """
    own = [f for f in facts if f.own is None]
    ends = [f for f in own if any(_tells(s, "level_ends.") for s in f.sentences)]
    echoes = [
        f
        for f in facts
        if f.own is None
        and word_count(f.sentences) <= _BARE
        and _tells(f.sentences[0], "level_starts.closed")
        and all(n.startswith(("level_", "kind.")) for n in f.sentences[0].counted)
    ]
    return [f for f in facts if f not in echoes or not any(e is not f for e in ends)]


def _tells(sentence: Sentence, family: str) -> bool:
    return _is_step(sentence) and any(name.startswith(family) for name in sentence.counted)


def _can_take(fact: Fact, sentence: Sentence) -> bool:
    """Say whether a sentence stands right beside a fact of the same day and still fits in."""
    if fact.block != sentence.block or fact.own or fact.part or sentence.own:
        return False
    edges = fact.sentences[0].position - 1, fact.sentences[-1].position + 1
    return sentence.position in edges and word_count([*fact.sentences, sentence]) <= _MOST_WORDS


def _is_one_fact(sentences: Sequence[Sentence]) -> bool:
    """Say whether a row's cell is short enough, and of one date, to be quoted as it stands."""
    if not sentences or any(s.own for s in sentences) or word_count(sentences) > _MOST_WORDS:
        return False
    together = all(
        b.block == a.block and b.position == a.position + 1
        for a, b in zip(sentences, sentences[1:], strict=False)
    )
    return together and max(s.weight for s in sentences) - _COST >= _ROW_LEAD


def _dated_facts(entry: Entry, sentences: list[Sentence], *, dated: bool) -> list[Fact]:
    facts: list[Fact] = []
    for _block, group in groupby(sentences, key=lambda s: s.block):
        run: list[Sentence] = []
        for sentence in group:
            if sentence.own and sentence.weight - _COST >= (_ROW_LEAD if entry.is_row else _DATED):
                facts.extend(_close(run))
                run = [sentence]
            elif run and _follows(run, sentence, dated=dated):
                run.append(sentence)
            else:
                facts.extend(_close(run))
                run = []
        facts.extend(_close(run))
    return facts


def _close(run: list[Sentence]) -> list[Fact]:
    if not run:
        return []
    first = run[0]
    if len(first.parts) > 1:
        return [_part(first, when, place) for when, place in first.parts]
    return [Fact(first.block, tuple(run), first.own[0])]


def _part(sentence: Sentence, when: When, place: tuple[int, int]) -> Fact:
    """Return one of the two days that a sentence tells of: its words, with its own half's signs."""
    start, end = place[0] - sentence.start, place[1] - sentence.start
    hits = [hit for hit in sentence.hits if start <= hit.start < end]
    whole = (sentence.parts[0][1][0], sentence.end)
    return Fact(sentence.block, (replace(sentence, hits=hits),), when, whole)


def _follows(run: list[Sentence], sentence: Sentence, *, dated: bool) -> bool:
    """Say whether a sentence goes on telling what the dated one before it began."""
    if sentence.position != run[-1].position + 1 or sentence.own:
        return False
    if sentence.near or _PASSING.search(sentence.text):
        return False
    if dated and _is_step(sentence):
        # What was decided upon it was decided on the entry's own day: "Threshold not met. NFA."
        return False
    if word_count([*run, sentence]) > _MOST_WORDS:
        return False
    if word_count(run) < _INTRODUCTION:
        # In an entry with a day of its own a new label begins a new matter of that day.
        return not (dated and _NEW_MATTER.match(sentence.text))
    if sentence.text.lstrip()[:1] in "\"“'‘":
        return True
    return sentence.weight >= _COST or (word_count([sentence]) <= 4 and sentence.weight > 0)


def _is_step(sentence: Sentence) -> bool:
    """Say whether a sentence tells a step of the work rather than what went on in the family."""
    hit = sentence.hit("kind.decision")
    steps = hit is not None and hit.weight >= _STEP
    return steps and not any(name.startswith(_OF_FAMILY) for name in sentence.counted)


def _threshold(entry: Entry, run: Sequence[Sentence], *, dated: bool, led: bool) -> float:
    near = any(s.near for s in run)
    if run[0].inherited is not None:
        return _FURTHER if run[0].rank == 0 else _FURTHER_LATER
    if not dated and not near:
        return _UNDATED
    if entry.is_dated_by_document and not near:
        return _BY_DOCUMENT
    if not led or near:
        return _ROW_LEAD if entry.is_row else _LEAD
    return _FURTHER if run[0].rank == 0 else _FURTHER_LATER


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses the runs of an entry that are worth putting forward."""

    entry: Entry
    #: Whether the entry itself has a date.
    dated: bool

    def take(
        self,
        sentences: Sequence[Sentence],
        *,
        led: bool,
        most: int | None = None,
        least: float | None = None,
    ) -> Iterator[Fact]:
        """Yield the worthiest runs as facts, each sentence used once; `least`: their worth."""
        rest = list(sentences)
        while most is None or most > 0:
            run = self._worthiest(rest, led=led, least=least)
            if not run:
                return
            yield Fact(run[0].block, tuple(run), run[0].inherited or self._own(run[0]))
            rest = [s for s in rest if s not in run]
            most = most - 1 if most else most

    def _own(self, sentence: Sentence) -> When | None:
        """Return the one date that a run begins with: its entry's is of another day, or none."""
        return sentence.own[0] if len(sentence.own) == 1 else None

    def _worthiest(
        self, sentences: Sequence[Sentence], *, led: bool, least: float | None
    ) -> list[Sentence]:
        best: list[Sentence] = []
        margin = 0.0
        for run in _runs(sentences):
            if len(run) == 1 and (led or not self.entry.is_row) and word_count(run) < _FEWEST_WORDS:
                continue
            bar = _threshold(self.entry, run, dated=self.dated, led=led)
            over = self._worth(run) - (bar if least is None else least)
            if over >= margin and (over > margin or not best):
                best, margin = run, over
        return best

    def _worth(self, run: Sequence[Sentence]) -> float:
        worth = sum(s.weight - _COST for s in run)
        if not self.dated or self.entry.is_dated_by_document:
            return worth
        return worth - _PER_BLOCK * min(run[0].rank, _LATE_BLOCK)


def _runs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield every run of neighbours that is short enough to be quoted."""
    for at in range(len(sentences)):
        run: list[Sentence] = []
        words = 0
        for sentence in sentences[at:]:
            words += word_count([sentence])
            if run and (
                sentence.block != run[-1].block
                or sentence.position != run[-1].position + 1
                or sentence.own
                or (words > _MOST_WORDS and words - sentence.words > _OPENER)
            ):
                break
            run.append(sentence)
            yield list(run)


def word_count(sentences: Sequence[Sentence]) -> int:
    """Return how many words a run of sentences has."""
    return sum(s.words for s in sentences)
