"""Gathers the sentences of an entry with all that is found in each, weighed.

Owns what carries over from sentence to sentence: who spoke, whom "he" means, the day told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chronology_app.reading.attributes import Judge
from chronology_app.reading.child_words import Spoken, find_spoken
from chronology_app.reading.entries import Block, Entry
from chronology_app.reading.figures import counts_attendance, read_attendance, read_figures
from chronology_app.reading.lexicon import Hit, is_negated
from chronology_app.reading.names import People, is_family
from chronology_app.reading.pronouns import SpokenOf
from chronology_app.reading.sentences import split_sentences
from chronology_app.reading.together import find_together
from chronology_app.reading.weigh import Sentence, is_telling, weigh
from chronology_app.reading.when import (
    DatedText,
    When,
    dates_ahead,
    onset_dates,
    own_dates,
    planned_dates,
    split_by_date,
    turning_dates,
)
from chronology_app.reading.young_carers import find_care, find_own_care, find_unfit_reason

_BEGINS = re.compile(r"\W*(?:he|she|they|both)\b", re.I)
#: Categories of a log under which something about the child himself or herself is written.
_CATEGORY = re.compile(
    r"\b(?:welfare|safeguard\w*|child\s+protection|cp|concern\w*|disclosure|child(?:['’]s)?\s+(?:words?"
    r"|voice|views?)|neglect|home\s+(?:life|issues?)|positive\w*|praise|attendance|lateness|behaviour"
    r"|missed|incident|visit|contact|referral)\b",
    re.I,
)
_TELLS = re.compile(
    r"\s+(?:\(\d+\)\s+)?(?:then\s+|also\s+|later\s+|has\s+|had\s+)*(?:said|says|saying|told|tells|asked|asks"
    r"|disclosed|explained|described|wrote|drew|confided|whispered|replied)\b",
    re.I,
)
_BIRTH = re.compile(r"\b(?:born|birth|arrived|delivered|delivery|babi|ganed|ganwyd)\b", re.I)
_SAYS = re.compile(r"\W*(?:says|said|told|tells|asked|asks|disclosed|drew|wrote)\b", re.I)
#: A sentence of so few words and no sign ("Cat 2.", "County Court.") only opens the next one.
_OPENING = 3
#: Within so many characters an adult would be named who is spoken to or speaks.
_OPENS = 24
_WORD = re.compile(r"[\w'’]+")
_STRUCK = re.compile(r"(?:hit|slap|punch|kick|smack|beat|belt|strangl|throttl|drag|shak)", re.I)


def gather_sentences(
    entry: Entry,
    dated: Sequence[DatedText],
    when: When | None,
    judge: Judge,
    *,
    subject: tuple[str, ...],
) -> list[Sentence]:
    """Return an entry's sentences in order, weighed or left out with a reason.

    `dated` holds the entry's blocks with their dates; `when` is the entry's own date;
    `subject` names the children whom the record is kept about, so unnamed speech is theirs.
    """
    gatherer = _Gatherer(entry, when, judge, subject)
    for number, (block, text) in enumerate(zip(entry.blocks, dated, strict=True)):
        gatherer.read_block(number, block, text)
    return gatherer.found


#: Age in whole years from which quoted words of nobody named may be the child's own.
_SPEAKS_FROM = 3


class _Gatherer:
    """Reads an entry's blocks in order and remembers what later sentences lean on."""

    def __init__(
        self, entry: Entry, when: When | None, judge: Judge, subject: tuple[str, ...]
    ) -> None:
        self.entry, self.when, self.judge = entry, when, judge
        self.subject = subject
        self.found: list[Sentence] = []
        self._first = True
        self._rank, self._title = -1, ""
        self._going_on: When | None = None
        self._spoken_of = SpokenOf()
        self._before = ""
        recorder = judge.actors.recorder(entry)
        self._of_emergency = recorder in judge.taxonomy.emergency_agencies
        self._of_pupils = recorder in judge.taxonomy.education_agencies | {"camhs"}

    def read_block(self, number: int, block: Block, text: DatedText) -> None:
        self._rank = 0 if block.title != self._title else self._rank + 1
        self._title, self._before = block.title, ""
        if not self.entry.is_message:
            self._going_on = None
        for position, (start, end) in enumerate(split_sentences(text.text)):
            start = max(start, block.start)
            if start < end:
                sentence = self._sentence(text, (number, position), start, end)
                weigh(sentence, block.section, first=self._first, row=self.entry.is_row)
                self._leave_out_strangers(sentence)
                self._carry_over(sentence)
                self.found.append(sentence)

    def _sentence(self, text: DatedText, place: tuple[int, int], start: int, end: int) -> Sentence:
        words = text.text[start:end]
        when, people = self.when, self.judge.people
        children, _rule, _words = people.find_children(words, when.date.latest if when else None)
        hits = read_attendance(words, self.judge.lexicon.find(words))
        hits += read_figures(words)
        hits += find_care(words, people, self.subject)
        hits += _blows(hits, words, people)
        meant = [h for h in hits if not is_negated(words, h)]
        adults = [n.end for n in people.find(words) if not n.person.is_child]
        if adults and not children:
            # "Leanne says she is managing": an adult's words are no child's.
            hits = [h for h in hits if h.group != "kind.child_words" or h.start < min(adults) - 1]
        hits += find_together(words, meant, child=bool(children or self.subject), adults=adults)
        own = own_dates(text, start, end)
        if counts_attendance(words):
            own = [w for w in own if w.kind != "relative"]
        if not own and any(hit.group.startswith("level_") for hit in hits):
            own = turning_dates(text, start, end)
        own = self._not_births(words, own)
        if not own:
            own = onset_dates(text, start, end)[:1]
        if not own and is_telling(hits, words):
            own = dates_ahead(text, start, end)[:1]
        spoken = self._spoken(words)
        if any(s.by_child for s in spoken):
            hits += find_own_care(words, people)
        if any(h.group == "concern.emotional" for h in hits):
            hits += find_unfit_reason(words)
        return Sentence(
            text=words,
            start=start,
            end=end,
            block=place[0],
            position=place[1],
            rank=self._rank,
            hits=hits,
            children=tuple(c.name for c in children),
            named=bool(children),
            names_child=any(n.person.is_child for n in people.find(words)),
            words=len(_WORD.findall(words)),
            of_family=_speaks_of_family(words, people),
            child_tells=_child_tells(words, people) or self._subject_tells(words),
            of_emergency=self._of_emergency,
            category=bool(_CATEGORY.search(self.entry.category)),
            spoken=tuple(spoken),
            own=() if _is_of_today(own, when) else _of_other_days(own, when),
            parts=tuple(split_by_date(words, own, start)),
            planned=tuple(planned_dates(text, start, end)),
            near=bool(own),
        )

    def _not_births(self, words: str, own: Sequence[When]) -> list[When]:
        """Leave out a day on which somebody of the case was born, unless a birth is told."""
        if _BIRTH.search(words):
            return list(own)
        births = {hint.born for hint in self.judge.people.hints if hint.born}
        return [w for w in own if w.date.edtf not in births]

    def _subject_tells(self, words: str) -> bool:
        """Say whether a note opens with what the child says, in a child's own log or a school's."""
        if self.entry.is_row and len(self.subject) == 1 and _SAYS.match(words):
            return True
        return self._pupil_tells(words)

    def _pupil_tells(self, words: str) -> bool:
        """Say whether a school's note opens with what its pupil says: 'said it is "too dark"'."""
        if not self._of_pupils or self._before or not _SAYS.match(words):
            return False
        return not any(not n.person.is_child for n in self.judge.people.find(words[:_OPENS]))

    def _spoken(self, words: str) -> list[Spoken]:
        """Return the quoted words of a sentence; speech of nobody named is the one subject's.

        A child too young to speak in sentences, or not yet born, is nobody's speaker: a health
        record about a baby quotes the mother.
        """
        people = self.judge.people
        about = [name for name in self.subject if self._can_speak(name)]
        by_child = bool(about) or self._pupil_tells(words)
        found = find_spoken(words, self._before, people, subject_is_child=by_child)
        known = about[0] if len(about) == 1 else ""
        spoken = [
            replace(s, speaker=s.speaker or known) if s.by_child and known else s for s in found
        ]
        return [
            s if s.named or self._can_speak(s.speaker) else replace(s, by_child=False)
            for s in spoken
        ]

    def _can_speak(self, name: str) -> bool:
        hint = next((c for c in self.judge.people.children if c.name == name), None)
        day = self.when.date.latest if self.when else None
        if hint is None or hint.first_day is None or day is None:
            return True
        age = hint.age_on(day)
        return age is not None and age >= _SPEAKS_FROM

    def _leave_out_strangers(self, sentence: Sentence) -> None:
        if sentence.left_out or sentence.children:
            return
        misses = self.judge.people.near_misses(sentence.text)
        if misses:
            sentence.left_out, sentence.left_out_words = "other_family", misses[0]

    def _carry_over(self, sentence: Sentence) -> None:
        if self.when is None or self.entry.is_dated_by_document:
            told_of_today = sentence.near and not sentence.own
            self._going_on = None if told_of_today else _one_day(sentence) or self._going_on
            sentence.inherited = None if sentence.own else self._going_on
        people = self.judge.people
        sentence.spoken_of = self._spoken_of.meant_by(sentence.text, people)
        self._spoken_of.take(sentence.text, people)
        opens = sentence.words <= _OPENING and not sentence.counted
        self._first = self._first and (bool(sentence.left_out) or opens)
        self._before = sentence.text


def _speaks_of_family(words: str, people: People) -> bool:
    """Say whether a sentence names one of the family or begins with a pronoun for a person."""
    if _BEGINS.match(words) or any(n.person.is_child for n in people.find(words)):
        return True
    return any(is_family(n.person.role) for n in people.find(words))


def _is_of_today(own: Sequence[When], when: When | None) -> bool:
    """Say whether a sentence names its entry's own day first: "Allocated today, X left Friday"."""
    return bool(own) and when is not None and own[0].date.edtf == when.date.edtf


def _of_other_days(own: Sequence[When], when: When | None) -> tuple[When, ...]:
    return tuple(w for w in own if when is None or w.date.edtf != when.date.edtf)


def _child_tells(words: str, people: People) -> bool:
    """Say whether one of the children is said to tell, ask or show something."""
    return any(n.person.is_child and _TELLS.match(words, n.end) for n in people.find(words))


def _blows(hits: Sequence[Hit], words: str, people: People) -> list[Hit]:
    """Return signs of emotional harm where an adult of the family strikes a child."""
    struck = [h for h in hits if h.group == "harm" and _STRUCK.match(h.words)]
    named = people.find(words)
    child = any(n.person.is_child for n in named)
    if not struck or not child or all(n.person.is_child for n in named):
        return []
    return [replace(hit, group="concern.emotional", weight=2.0) for hit in struck]


def _one_day(sentence: Sentence) -> When | None:
    """Return the one day that a sentence tells of, for those that follow it."""
    if len(sentence.own) != 1 or sentence.own[0].date.earliest != sentence.own[0].date.latest:
        return None
    return replace(sentence.own[0], rule="date_of_sentence_before")
