"""One page of the running chronology, with its dates in full.

All of it at once, for a screen that sorts and filters, is in `chronology_lines`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from chronology_app.dates import FuzzyDate
from chronology_app.model.codes import EventStatus, Role
from chronology_app.store.mapper import read_date
from chronology_app.store.tables import TABLES


def _of_events(name: str, *columns: str) -> Select[Any]:
    """Return the query for columns of the rows of some events; built once, asked for each page."""
    table = TABLES[name].c
    key = table.id if name == "event" else table.event_id
    query = select(key, *(table[column] for column in columns))
    return query.where(table.case_id == bindparam("case_id"), key.in_(_IDS))


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_EVENT_COLUMNS = _of_events(
    "event", "date_edtf", "date_text", "date_modifier", "time", "kind", "fact", "key",
    "relied_on", "status", "significance", "record_class",
)  # fmt: skip
_BESIDE = {
    "event_person": _of_events("event_person", "person_id"),
    "concern": _of_events("concern", "type"),
    "strength": _of_events("strength", "id"),
    "account": _of_events("account", "source_id"),
}


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One line of the running chronology, with all that a screen shows of it."""

    event_id: str
    date: FuzzyDate | None
    time: str | None
    kind: str
    fact: str
    key: bool
    relied_on: bool
    status: str
    significance: str | None
    record_class: str
    #: Ids, in no order.
    child_ids: tuple[str, ...]
    concern_types: tuple[str, ...]
    strength: bool
    #: Sources of the accounts, one each.
    source_ids: tuple[str, ...]


def page(
    connection: Connection, case_id: str, offset: int, limit: int
) -> tuple[ChronologyRow, ...]:
    """Return a page of the events that stand: by date, then time; undated events last."""
    return _rows(connection, case_id, _page_ids(connection, case_id, offset, limit))


def stands() -> Any:
    """Return the condition for events that were not removed."""
    return TABLES["event"].c.status != EventStatus.REMOVED.value


def _page_ids(connection: Connection, case_id: str, offset: int, limit: int) -> list[str]:
    table = TABLES["event"].c
    standing = select(table.id).where(table.case_id == case_id, stands())
    times = table.time.asc().nulls_first()
    dated = standing.where(table.date_sort.is_not(None))
    query = dated.order_by(table.date_sort, times, table.id).offset(offset).limit(limit)
    ids = list(connection.scalars(query))
    if len(ids) < limit:
        count = select(func.count()).select_from(dated.subquery())
        skipped = 0 if ids else offset - (connection.scalar(count) or 0)
        undated = standing.where(table.date_sort.is_(None)).order_by(times, table.id)
        query = undated.offset(max(skipped, 0)).limit(limit - len(ids))
        ids += connection.scalars(query)
    return ids


def _rows(connection: Connection, case_id: str, ids: list[str]) -> tuple[ChronologyRow, ...]:
    asked = {"case_id": case_id, "ids": ids}
    found = {row.id: row for row in connection.execute(_EVENT_COLUMNS, asked)}
    beside = {name: _beside(connection, query, asked) for name, query in _BESIDE.items()}
    people, types = beside["event_person"], beside["concern"]
    strengths, sources = beside["strength"], beside["account"]
    children = _child_ids(connection, case_id)
    rows = []
    for event_id in ids:
        row = found[event_id]
        rows.append(
            ChronologyRow(
                event_id=event_id,
                date=read_date(row.date_edtf, row.date_text, row.date_modifier),
                time=row.time,
                kind=row.kind,
                fact=row.fact,
                key=row.key,
                relied_on=row.relied_on,
                status=row.status,
                significance=row.significance,
                record_class=row.record_class,
                child_ids=tuple(p for p in people[event_id] if p in children),
                concern_types=tuple(types[event_id]),
                strength=bool(strengths[event_id]),
                source_ids=tuple(sources[event_id]),
            )
        )
    return tuple(rows)


def _beside(
    connection: Connection, query: Select[Any], asked: dict[str, Any]
) -> dict[str, dict[str, None]]:
    """Return for each event the different values beside it, in the order found."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for event_id, value in connection.execute(query, asked).all():
        found[event_id][value] = None
    return found


def _child_ids(connection: Connection, case_id: str) -> set[str]:
    table = TABLES["person"].c
    query = select(table.id, table.role).where(table.case_id == case_id)
    people = connection.execute(query)
    return {row[0] for row in people if row[1].strip().lower() == Role.CHILD}
