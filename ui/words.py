"""The language of the window, and its sentences in that language.

A document's language is chosen with each export; this is only what the person at the screen reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology_app import wording

if TYPE_CHECKING:
    from chronology_app.dates import FuzzyDate

_language = "en"


def set_language(language: str) -> None:
    """Choose the window's language: one of `wording.LANGUAGES`."""
    global _language  # noqa: PLW0603
    _language = language if language in wording.LANGUAGES else "en"


def language() -> str:
    """Return the window's language."""
    return _language


def say(message_id: str, /, **params: object) -> str:
    """Return the words for a message id in the window's language."""
    return wording.say(message_id, _language, **params)


def label(group: str, code: str) -> str:
    """Return the label of a code in the window's language."""
    return wording.label(group, code, _language)


def upper_first(words: str) -> str:
    """Return words with a capital at their beginning, and nothing else changed."""
    return words[:1].upper() + words[1:]


def date_words(when: FuzzyDate | None) -> str:
    """Return a date in words; "Undated" where there is none."""
    if when is None:
        return say("shell.undated")
    # Only here: a window's frame shows no date, and opens sooner without.
    from chronology_app.wording import dates

    return dates.date_words(when, _language)
