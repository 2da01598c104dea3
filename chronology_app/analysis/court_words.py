"""Finds the words in a case's events that do not belong in a court document.

Owns which events and which of their words are looked at; which words those are is data, and how
they are found belongs to `reading.court`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronology_app.model import Event, Person
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import CaseView
from chronology_app.reading.court import CourtWords, WordMark, find_marks, mark_sentences
from chronology_app.reading.document import PersonHint

#: Words of judgement; the first person; everyday words and abbreviations.
CHECKS = ("verdict_words", "first_person", "plain_words")
_OF_CHECK = {"verdict": CHECKS[0], "writer": CHECKS[1]}


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say instead of words, in any language."""

    marks: tuple[WordMark, ...]

    def sentence(self, language: str) -> str:
        """Return a sentence for each of the words, once."""
        return " ".join(mark_sentences(self.marks, language))


@dataclass(frozen=True, slots=True)
class Worded:
    """An event in whose wording one check found words."""

    check: str
    event: Event
    #: What a court document would print.
    text: str
    marks: tuple[WordMark, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words, each once, in their order."""
        return tuple(dict.fromkeys(mark.words for mark in self.marks))


def find_worded(view: CaseView, words: CourtWords) -> Iterator[Worded]:
    """Yield the confirmed events whose wording has such words, check by check.

    Looked at is what a court document prints: the court wording, and the fact where there is none.
    What is classed is kept back from court and is left out; so are quoted words.
    """
    people = tuple(PersonHint.of_person(person) for person in view.of(Person))
    for event in view.events:
        if event.status != EventStatus.CONFIRMED or event.record_class != RecordClass.ORDINARY:
            continue
        text = event.court_wording.strip() or event.fact.strip()
        marks = find_marks(text, people, words, _recorded_by(view, event))
        for check in CHECKS:
            found = tuple(m for m in marks if _OF_CHECK.get(m.kind, CHECKS[-1]) == check)
            if found:
                yield Worded(check, event, text, found)


def _recorded_by(view: CaseView, event: Event) -> str:
    accounts = view.accounts.get(event.id, ())
    first = next((a for a in accounts if a.id == event.headline_account_id), None)
    return first.recorded_by if first is not None else "other"
