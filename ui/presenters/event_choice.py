"""The events of a case to choose from: found by words, each told in one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.model import Person
from chronology_app.model.codes import RecordClass
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.store.chronology_lines import ChronologyLine

#: So many are listed at once; more are found by further words.
MOST = 300


@dataclass(frozen=True, slots=True)
class EventWords:
    """One event in words."""

    event_id: str
    when: str
    fact: str
    #: Kind, agency, children.
    what: str = ""
    #: It was removed, or belongs to another case: the link is kept and says so.
    is_gone: bool = False
    #: Case and accents folded, for finding.
    folded: str = ""

    @property
    def line(self) -> str:
        """Return date and fact as one line."""
        return f"{self.when}: {self.fact}"


@dataclass(frozen=True, slots=True)
class EventChoices:
    """All standing events of a case in order of date."""

    events: tuple[EventWords, ...] = ()

    def find(self, words: str, first: Container[str] = ()) -> tuple[tuple[EventWords, ...], int]:
        """Return the first events that hold every word, those in `first` before all others.

        Besides them, how many there are.
        """
        wanted = _folded(words).split()
        found = [e for e in self.events if all(word in e.folded for word in wanted)]
        found.sort(key=lambda event: event.event_id not in first)
        return tuple(found[:MOST]), len(found)


def load_event_choices(book: Casebook, case_id: str) -> EventChoices:
    """Ask for every event that stands."""
    names = {p.id: p.name for p in book.queries.records(Person, case_id)}
    return EventChoices(
        tuple(
            _words_of(line, names)
            for lines in book.queries.chronology_columns(case_id)
            for line in lines
        )
    )


def load_event_words(
    book: Casebook, case_id: str, event_ids: Iterable[str]
) -> dict[str, EventWords]:
    """Return events in words by id; one that does not stand is said to be gone."""
    ids = tuple(dict.fromkeys(event_ids))
    names = {p.id: p.name for p in book.queries.records(Person, case_id)}
    lines = book.queries.chronology_lines(case_id, ids)
    found = {line.event_id: _words_of(line, names) for line in lines}
    return {i: found.get(i) or gone(i) for i in ids}


def gone(event_id: str) -> EventWords:
    """Return what is said of an event that no longer stands."""
    return EventWords(event_id, say("link.gone_when"), say("link.gone"), is_gone=True)


def _words_of(line: ChronologyLine, names: dict[str, str]) -> EventWords:
    when = date_words(line.date)
    agency = label("agency", line.agencies[0]) if line.agencies else ""
    children = ", ".join(names[i] for i in line.child_ids if i in names)
    kept = (
        label("record_class", line.record_class)
        if line.record_class != RecordClass.ORDINARY else ""
    )  # fmt: skip
    what = " · ".join(p for p in (label("kind", line.kind), agency, children, kept) if p)
    return EventWords(
        line.event_id, when, line.fact, what, folded=_folded(f"{when} {what} {line.fact}")
    )


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c))
