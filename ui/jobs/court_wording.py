"""Proposes court wordings for suggestions by the settings in force; nothing is stored.

How a wording is made is in `chronology_app.reading.court`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from chronology_app.model import Person, Suggestion
from chronology_app.reading.court import CourtWording, CourtWords, propose_for
from chronology_app.reading.document import PersonHint
from chronology_app.settings import load_settings
from ui.jobs.reading import SHIPPED, ReadBy


@lru_cache(maxsize=4)
def court_words(by: ReadBy = SHIPPED) -> CourtWords:
    """Return the rows in force, built once for each set of settings. Errors: BadValueError."""
    return CourtWords.of(load_settings(by.file, by.rows))


class Proposer:
    """Proposes wordings in one case."""

    def __init__(self, people: Sequence[Person], by: ReadBy = SHIPPED) -> None:
        self._people = tuple(PersonHint.of_person(person) for person in people)
        self._words = court_words(by)

    def of(self, suggestion: Suggestion, maker: str = "") -> CourtWording:
        """Return a wording for a suggestion; `maker`: who made its source, where that is known."""
        return propose_for(suggestion, self._people, self._words, maker)
