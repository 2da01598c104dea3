"""What a screen says of a proposed court wording: its words, what was changed, what to look at.

How a wording is made is in `chronology_app.reading.court`; nothing is stored before a person
accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chronology_app.model import Person, Suggestion
from chronology_app.model.codes import Part
from chronology_app.reading.court import (
    Around,
    CourtWording,
    CourtWords,
    change_sentence,
    find_marks,
    mark_sentences,
    propose_court_wording,
    propose_for,
)
from chronology_app.reading.document import PersonHint
from chronology_app.store.event_detail import EventDetail
from ui.jobs.court_wording import court_words
from ui.jobs.reading import ReadBy
from ui.words import language

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class WordingWords:
    """A proposed wording as it is shown."""

    text: str
    #: What was changed, a sentence each.
    changes: tuple[str, ...] = ()
    #: What a person has to complete or look at, a sentence each.
    looks: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Say whether nothing was changed."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Wordings:
    """Words facts of one case, by the settings in force."""

    people: tuple[PersonHint, ...] = ()
    words: CourtWords | None = None
    #: Person id -> name.
    names: Mapping[str, str] = field(default_factory=dict)

    def of_suggestion(self, suggestion: Suggestion, maker: str = "") -> WordingWords:
        """Word a suggestion; `maker`: who made its source, where that is known."""
        return say_wording(propose_for(suggestion, self.people, self.words, maker))

    def of_fact(self, fact: str, around: Around) -> WordingWords:
        """Word a fact as it is being typed."""
        return say_wording(propose_court_wording(fact, around, self.words))

    def looks(self, text: str, agency: str) -> tuple[str, ...]:
        """Return what to look at in a wording, a sentence each."""
        return mark_sentences(find_marks(text, self.people, self.words, agency), language())

    def helper(self, around: Around) -> FieldHelp:
        """Return what a field for the wording of one fact needs."""
        return FieldHelp(
            lambda fact: self.of_fact(fact, around), lambda text: self.looks(text, around.agency)
        )

    def help_suggestion(self, suggestion: Suggestion, maker: str = "") -> FieldHelp:
        """Return what a field for a suggestion's wording needs."""
        return self.helper(Around.of(suggestion, self.people, maker))

    def help_event(self, detail: EventDetail) -> FieldHelp:
        """Return what a field for an event's wording needs."""
        return self.helper(around_event(detail, self.people, self.names))


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """What a field for a court wording asks while somebody types."""

    #: A fact -> the wording proposed for it.
    propose: Callable[[str], WordingWords]
    #: A wording -> what to look at in it, a sentence each.
    looks: Callable[[str], tuple[str, ...]]


def load_wordings(book: Casebook, case_id: str) -> Wordings:
    """Return what words the facts of a case. Errors: BadValueError for a setting."""
    people = book.queries.records(Person, case_id)
    return Wordings(
        tuple(PersonHint.of_person(person) for person in people),
        court_words(ReadBy(book.queries.settings_rows(case_id))),
        {person.id: person.name for person in people},
    )


def say_wording(wording: CourtWording) -> WordingWords:
    """Say a proposed wording in the window's language."""
    return WordingWords(
        wording.text,
        tuple(change_sentence(change, language()) for change in wording.changes),
        mark_sentences(wording.marks, language()),
    )


def around_event(
    detail: EventDetail, people: tuple[PersonHint, ...], names: Mapping[str, str]
) -> Around:
    """Return what an event's own records tell: whom it names, and who wrote its first account."""
    parts = [part for part in detail.people if part.person_id in names]
    first = detail.accounts[0].account if detail.accounts else None
    return Around(
        people=people,
        children=tuple(names[p.person_id] for p in parts if p.part == Part.SUBJECT),
        named=tuple(dict.fromkeys(names[part.person_id] for part in parts)),
        author=first.author if first else "",
        agency=first.recorded_by if first else "other",
        child_words=tuple(one.words for one in detail.child_words if one.words.strip()),
    )
