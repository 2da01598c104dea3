"""What may tell of the same thing: events and waiting suggestions of about the same date.

Whether they do is for a person to say; links made while reading are `reading.duplicates`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz
from sqlalchemy import Connection, or_, select

from chronology_app.dates import FuzzyDate
from chronology_app.model import Suggestion
from chronology_app.model.codes import EventStatus, SuggestionStatus
from chronology_app.store.chronology_lines import ChronologyLine, lines_of
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import TABLES
from chronology_app.store.writer import stored

#: Two dates this many days apart may be of one thing: it is often written down the next day.
DAYS = 1
#: More than this nobody reads through.
_MOST_EVENTS, _MOST_SUGGESTIONS = 40, 40
#: What sharing a child is worth beside the likeness of the words (0 to 100).
_SAME_CHILD = 20.0


@dataclass(frozen=True, slots=True)
class OtherAccounts:
    """What may be other accounts of what a suggestion tells, the likeliest first."""

    #: Waiting suggestions.
    suggestions: tuple[Suggestion, ...]
    events: tuple[ChronologyLine, ...]
    #: Ids of those that reading linked to the suggestion as the same fact.
    alike: frozenset[str]


def events_near(
    connection: Connection,
    case_id: str,
    when: FuzzyDate,
    child_ids: Iterable[str] = (),
    days: int = DAYS,
) -> tuple[ChronologyLine, ...]:
    """Return the events that stand and may be of a date, or up to `days` beside it, in order.

    With `child_ids` only those about one of these children, or about none.
    """
    children = set(child_ids)
    lines = lines_of(connection, case_id, _ids_near(connection, case_id, when, days))
    return tuple(
        line
        for line in lines
        if not children or not line.child_ids or children.intersection(line.child_ids)
    )


def other_accounts(connection: Connection, case_id: str, suggestion: Suggestion) -> OtherAccounts:
    """Return the waiting suggestions and the events that may be what a suggestion tells of."""
    linked = stored(connection, Suggestion, case_id, suggestion.duplicates)
    alike = set(linked)
    became = {other.event_id for other in linked.values() if other.event_id}
    near = _ids_near(connection, case_id, suggestion.date, DAYS) if suggestion.date else []
    names = _children(connection, case_id)
    events = lines_of(connection, case_id, [*near, *became])
    waiting = _waiting_near(connection, case_id, suggestion)
    waiting |= {i: s for i, s in linked.items() if s.status == SuggestionStatus.WAITING}
    whose = set(suggestion.children)

    def score(record_id: str, fact: str, children: Iterable[str]) -> tuple[bool, float]:
        shared = _SAME_CHILD if whose.intersection(children) else 0.0
        likeness = fuzz.token_set_ratio(suggestion.fact.lower(), fact.lower())
        return record_id in alike | became, shared + likeness

    return OtherAccounts(
        suggestions=tuple(
            sorted(waiting.values(), key=lambda s: score(s.id, s.fact, s.children), reverse=True)
        )[:_MOST_SUGGESTIONS],
        events=tuple(
            sorted(
                events, reverse=True,
                key=lambda e: score(e.event_id, e.fact, [names[i] for i in e.child_ids]),
            )
        )[:_MOST_EVENTS],
        alike=frozenset(alike | became),
    )  # fmt: skip


def _ids_near(connection: Connection, case_id: str, when: FuzzyDate, days: int) -> list[str]:
    event = TABLES["event"].c
    first, last = _stretched(when, days)
    query = select(event.id).where(
        event.case_id == case_id, event.status != EventStatus.REMOVED.value,
        event.date_edtf.is_not(None),
    )  # fmt: skip
    if first:
        query = query.where(or_(event.date_latest >= first, event.date_latest.is_(None)))
    if last:
        query = query.where(or_(event.date_earliest <= last, event.date_earliest.is_(None)))
    return list(connection.scalars(query))


def _waiting_near(
    connection: Connection, case_id: str, suggestion: Suggestion
) -> dict[str, Suggestion]:
    if suggestion.date is None:
        return {}
    how = mapping(Suggestion)
    columns = how.table.c
    first, last = _stretched(suggestion.date, DAYS)
    query = select(how.table).where(
        columns.case_id == case_id, columns.status == SuggestionStatus.WAITING.value,
        columns.id != suggestion.id, columns.date_edtf.is_not(None),
    )  # fmt: skip
    if first:
        query = query.where(columns.date_latest >= first)
    if last:
        query = query.where(columns.date_earliest <= last)
    found = (how.record(row) for row in connection.execute(query))
    return {other.id: other for other in found}


def _stretched(when: FuzzyDate, days: int) -> tuple[str | None, str | None]:
    """Return the first and last day as they are stored, so many days further."""
    more = timedelta(days=days)
    first = when.earliest - more if when.earliest and when.earliest > date.min + more else None
    last = when.latest + more if when.latest and when.latest < date.max - more else None
    return first.isoformat() if first else None, last.isoformat() if last else None


def _children(connection: Connection, case_id: str) -> dict[str, str]:
    person = TABLES["person"].c
    query = select(person.id, person.name).where(person.case_id == case_id)
    return {row.id: row.name for row in connection.execute(query)}
