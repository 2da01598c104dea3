"""Takes in signed analyses: somebody's words about events that are named by the words they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.errors import BadValueError
from chronology_app.model import Analysis
from chronology_app.model.view import CaseView

_TEXTS = ("kind", "words", "signed_by", "signed_at")
#: The share of the shorter quote that two quotes must have in common to mean the same event.
_SAME_WORDS = 0.5


def add_analyses(
    book: Casebook, case_id: str, rows: Sequence[Mapping[str, Any]], file: str
) -> Changed:
    """Add analyses; events are given by id, or as ``{"file", "quote"}``.

    Errors: BadValueError naming the row (from 1) that cannot be used.
    """
    found = EventFinder(book.queries.view(case_id))
    records = [_analysis(case_id, row, number, found, file) for number, row in enumerate(rows, 1)]
    return book.add_records(case_id, records, command="add_analysis")


def _analysis(
    case_id: str, row: Mapping[str, Any], number: int, found: EventFinder, file: str
) -> Analysis:
    if not all(isinstance(row.get(name), str) and row[name].strip() for name in _TEXTS):
        raise BadValueError("analysis.incomplete", file=file, number=number)
    try:
        signed_at = datetime.fromisoformat(row["signed_at"])
    except ValueError as cause:
        raise BadValueError("analysis.bad_time", file=file, number=number) from cause
    events = [found.find(given) for given in row.get("events", ())]
    if any(event is None for event in events):
        raise BadValueError("analysis.unknown_event", file=file, number=number)
    return Analysis(
        case_id=case_id,
        kind=row["kind"],
        words=row["words"],
        event_ids=tuple(dict.fromkeys(event for event in events if event)),
        signed_by=row["signed_by"],
        post=str(row.get("post") or ""),
        signed_at=signed_at,
    )


class EventFinder:
    """Finds the event of a case that rests on given words of a file."""

    def __init__(self, view: CaseView) -> None:
        self._view = view
        self._cited: dict[str, list[tuple[str, str]]] = {}
        for event in view.events:
            for account in view.accounts.get(event.id, ()):
                name = view.source(account.source_id).file_name
                for citation in view.citations.get(account.id, ()):
                    self._cited.setdefault(name, []).append((_plain(citation.quote), event.id))

    def find(self, given: object) -> str | None:
        """Return the event's id; `given` is an id or ``{"file", "quote"}``; None: no such event."""
        if isinstance(given, str):
            return given if given in self._view.by_id else None
        if not isinstance(given, dict):
            return None
        words = _plain(str(given.get("quote") or ""))
        cited = self._cited.get(str(given.get("file") or ""), [])
        fits = [(*_likeness(words, quote), event) for quote, event in cited] if words else []
        shared, _, event = max(fits, default=(0.0, 0.0, None))
        return event if shared >= _SAME_WORDS else None


def _likeness(one: str, other: str) -> tuple[float, float]:
    """Return the longest common stretch as a share of the shorter and of the longer words.

    A suggestion may quote a sentence more or less than a person did: neither need hold the other.
    """
    shorter, longer = sorted((len(one), len(other)))
    if one in other or other in one:
        common = shorter
    else:
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        common = matcher.find_longest_match().size
    return common / max(shorter, 1), common / max(longer, 1)


def _plain(words: str) -> str:
    return " ".join(words.split())
