"""Says the changes of a proposed wording, and what is pointed at in one, as sentences.

Which they are is found by the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Iterable

from chronology_app.reading.court.shapes import WordChange, WordMark
from chronology_app.wording import has, say


def change_sentence(change: WordChange, language: str = "en") -> str:
    """Say what was changed to what, and why."""
    return say(change.reason, language, old=change.old, new=change.new)


def mark_sentence(mark: WordMark, language: str = "en") -> str:
    """Say what to do about words that are pointed at."""
    advice = mark.advice
    if not has(advice):  # a group of the authority's own
        advice = "court_words.instead.other"
    return say(advice, language, words=mark.words, instead=either_of(mark.instead, language))


def mark_sentences(marks: Iterable[WordMark], language: str = "en") -> tuple[str, ...]:
    """Say each thing once."""
    return tuple(dict.fromkeys(mark_sentence(mark, language) for mark in marks))


def either_of(words: tuple[str, ...], language: str = "en") -> str:
    """Return words as a choice: “a” or “b”."""
    quoted = (say("court_words.quoted", language, words=one) for one in words)
    return say("court_words.or", language).join(quoted)
