"""What rests on a passage, where that decides whether the passage must stay classed.

What the classes mean is in `model.codes`; how a decision classes passages is in `commands`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from chronology_app.model import Event, Passage, Suggestion
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import TABLES
from chronology_app.store.writer import stored


def classed_besides(
    connection: Connection,
    case_id: str,
    event_id: str,
    passages: Sequence[Passage],
    *,
    with_source: bool = True,
) -> frozenset[str]:
    """Return the ids of those passages that something classed rests on besides this event.

    That is another event, a suggestion, or (`with_source`) the source itself.
    """
    ids = {passage.id for passage in passages}
    held = set(_under_other_events(connection, case_id, event_id, ids))
    for source_id in {passage.source_id for passage in passages}:
        mine = [passage for passage in passages if passage.source_id == source_id]
        if with_source and _is_classed_source(connection, case_id, source_id):
            held.update(passage.id for passage in mine)
        else:
            held.update(_under_suggestions(connection, case_id, event_id, source_id, mine))
    return frozenset(held)


def _under_other_events(
    connection: Connection, case_id: str, event_id: str, passage_ids: Iterable[str]
) -> Iterable[str]:
    citation, account, event = (TABLES[name].c for name in ("citation", "account", "event"))
    query = select(citation.passage_id).where(
        citation.case_id == case_id, citation.passage_id.in_(list(passage_ids)),
        account.case_id == case_id, account.id == citation.owner_id, account.event_id != event_id,
        event.case_id == case_id, event.id == account.event_id,
        event.record_class != RecordClass.ORDINARY.value,
        event.status != EventStatus.REMOVED.value,
    )  # fmt: skip
    return connection.scalars(query).all()


def _is_classed_source(connection: Connection, case_id: str, source_id: str) -> bool:
    source = TABLES["source"].c
    query = select(source.record_class).where(source.case_id == case_id, source.id == source_id)
    return bool(connection.scalar(query) != RecordClass.ORDINARY.value)


def _under_suggestions(
    connection: Connection, case_id: str, event_id: str, source_id: str, passages: list[Passage]
) -> Iterable[str]:
    how = mapping(Suggestion)
    columns = how.table.c
    query = select(how.table).where(
        columns.case_id == case_id, columns.source_id == source_id,
        columns.record_class != RecordClass.ORDINARY.value,
        columns.status != SuggestionStatus.REJECTED.value,
    )  # fmt: skip
    suggestions = [how.record(row) for row in connection.execute(query)]
    became = stored(connection, Event, case_id, {s.event_id for s in suggestions if s.event_id})
    for suggestion in suggestions:
        event = became.get(suggestion.event_id or "")
        # What a person decided of the event counts more than what was suggested of it.
        if event is not None and (
            event.id == event_id or event.record_class == RecordClass.ORDINARY
        ):
            continue
        places = {span.passage_index for span in suggestion.spans}
        yield from (passage.id for passage in passages if passage.index in places)
