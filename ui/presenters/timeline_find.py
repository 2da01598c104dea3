"""Finds events of the timeline by words: all that are typed must stand in an event's line."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from ui.presenters.timeline import Timeline


class Finder:
    """Looks through a timeline's lines; the folded words are made once."""

    def __init__(self, timeline: Timeline) -> None:
        self._folded = [
            (line.event_id, _plain(f"{line.date} {line.what} {line.fact}"))
            for line in timeline.lines
            if line.first is not None
        ]

    def find(self, words: str, shown: Container[str] | None = None) -> tuple[str, ...]:
        """Return the events that hold every word, in order of time; nothing for no word.

        `shown`: only these; None for all. Undated events stand on no lane and are not found here.
        """
        wanted = _plain(words).split()
        if not wanted:
            return ()
        return tuple(
            event_id
            for event_id, text in self._folded
            if all(word in text for word in wanted) and (shown is None or event_id in shown)
        )


def _plain(text: str) -> str:
    """Return words without case and accents."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c))
