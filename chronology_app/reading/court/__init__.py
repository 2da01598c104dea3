"""Words for a court: a wording proposed beside a fact, and words that do not belong there."""

from __future__ import annotations

from chronology_app.reading.court.propose import find_marks, propose_court_wording, propose_for
from chronology_app.reading.court.sentences import (
    change_sentence,
    mark_sentence,
    mark_sentences,
)
from chronology_app.reading.court.shapes import Around, CourtWording, WordChange, WordMark
from chronology_app.reading.court.words import CourtWords, shipped_court_words

__all__ = [
    "Around",
    "CourtWording",
    "CourtWords",
    "WordChange",
    "WordMark",
    "change_sentence",
    "find_marks",
    "mark_sentence",
    "mark_sentences",
    "propose_court_wording",
    "propose_for",
    "shipped_court_words",
]
