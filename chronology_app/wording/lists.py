"""Writes several words as one list: "Nia, Owen and Tomos"."""

from __future__ import annotations

from collections.abc import Sequence

from chronology_app.wording import say


def list_words(items: Sequence[str], language: str = "en", joint: str = "date.and") -> str:
    """Return the items with commas and, before the last, "and" (`joint` may name another word)."""
    if not items:
        return ""
    words = items[0]
    for item in items[1:-1]:
        words = say("date.comma", language, first=words, last=item)
    if len(items) > 1:
        words = say(joint, language, first=words, last=items[-1])
    return words
