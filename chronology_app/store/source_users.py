"""Which events rest on a source, and on which of its words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from chronology_app.dates import FuzzyDate
from chronology_app.model.codes import EventStatus, SuggestionStatus
from chronology_app.store.mapper import read_date
from chronology_app.store.tables import TABLES


@dataclass(frozen=True, slots=True)
class CitingEvent:
    """An event that rests on words of a source, by one of its accounts."""

    event_id: str
    #: Its first account that rests on the source.
    account_id: str
    date: FuzzyDate | None
    kind: str
    fact: str
    status: str
    #: Passage id, start and end of each stretch of words, in reading order.
    words: tuple[tuple[str, int, int], ...]


def events_citing(connection: Connection, case_id: str, source_id: str) -> tuple[CitingEvent, ...]:
    """Return the events that stand and rest on a source, by date; undated ones last."""
    account, event = TABLES["account"].c, TABLES["event"].c
    citation, passage = TABLES["citation"].c, TABLES["passage"].c
    query = (
        select(
            event.id, account.id.label("account_id"), event.date_edtf, event.date_text,
            event.date_modifier, event.kind, event.fact, event.status, citation.passage_id,
            citation.start, citation.end,
        )
        .where(
            account.case_id == case_id, account.source_id == source_id,
            event.case_id == case_id, event.id == account.event_id,
            event.status != EventStatus.REMOVED.value,
            citation.case_id == case_id, citation.owner_id == account.id,
            passage.case_id == case_id, passage.id == citation.passage_id,
        )
        .order_by(
            event.date_sort.is_(None), event.date_sort, event.time, event.id, passage.index,
            citation.start,
        )
    )  # fmt: skip
    found: dict[str, CitingEvent] = {}
    words: dict[str, list[tuple[str, int, int]]] = {}
    for row in connection.execute(query):
        words.setdefault(row.id, []).append((row.passage_id, row.start, row.end))
        if row.id not in found:
            when = read_date(row.date_edtf, row.date_text, row.date_modifier)
            found[row.id] = CitingEvent(
                row.id, row.account_id, when, row.kind, row.fact, row.status, ()
            )
    return tuple(replace(one, words=tuple(words[one.event_id])) for one in found.values())


def first_waiting(connection: Connection, case_id: str, source_id: str) -> str:
    """Return the id of a source's first suggestion that waits, by date; empty for none."""
    suggestion = TABLES["suggestion"].c
    query = select(suggestion.id).where(
        suggestion.case_id == case_id, suggestion.source_id == source_id,
        suggestion.status == SuggestionStatus.WAITING.value,
    )  # fmt: skip
    order = suggestion.date_sort.is_(None), suggestion.date_sort, suggestion.time, suggestion.id
    return connection.scalar(query.order_by(*order).limit(1)) or ""
