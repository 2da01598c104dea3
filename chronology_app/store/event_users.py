"""Which records name an event in a list: judgements, analyses, plans, scores and the like.

What belongs to one event alone is in `event_detail`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, or_, select

from chronology_app.model import Record, links
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import CLASSES, TABLES

R = TypeVar("R", bound=Record)

#: Columns that hold lists of event ids, or objects with such a list, as JSON text.
_LISTS = (*links.DIRECT, *links.LINES)


def naming_another(
    connection: Connection, case_id: str, event_id: str, other_id: str
) -> tuple[Record, ...]:
    """Return the records that name an event in a list, as they are when they name another.

    Signed ones among them: their words stand, and rest on the event that took the other in.
    """
    found: list[Record] = []
    for name, table in TABLES.items():
        columns = [table.c[column] for column in _LISTS if column in table.c]
        if columns:
            named = or_(*(column.contains(event_id) for column in columns))
            query = select(table).where(table.c.case_id == case_id, named)
            how = mapping(CLASSES[name])
            found += [
                _renamed(how.record(r), event_id, other_id) for r in connection.execute(query)
            ]
    return tuple(found)


def _renamed(record: R, event_id: str, other_id: str) -> R:
    changes: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name.endswith("event_ids"):
            changes[field.name] = tuple(
                dict.fromkeys(other_id if i == event_id else i for i in value)
            )
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[field.name] = tuple(_renamed(item, event_id, other_id) for item in value)
    return replace(record, **changes)
