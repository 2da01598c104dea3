"""A case as it stood when its log had so many entries: rebuilt from what each later step changed.

Nothing is stored for it. Every undoable step keeps the state of each record before it, so the
state at an earlier entry is what the first later step on a record found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from chronology_app.errors import WrongUseError
from chronology_app.model import Case, Citation, Passage, Record
from chronology_app.model.serial import from_plain
from chronology_app.model.view import CaseView, view_of
from chronology_app.store import audit, merkle
from chronology_app.store.tables import ACTION_CHANGE, AUDIT_ENTRY, CLASSES
from chronology_app.store.writer import stored

_Key = tuple[type[Record], str]


def view_at(connection: Connection, view: CaseView, count: int) -> CaseView:
    """Return the view of a case as its first `count` log entries had left it.

    `view`: the case as it stands. Errors: WrongUseError when the log never had so many entries.
    """
    case_id = view.case.id
    last = audit.count_of(connection, case_id)
    if not 1 <= count <= last:
        raise WrongUseError("error.no_such_entry", count=count, last=last)
    records: dict[_Key, Record] = {
        (kind, record.id): record for kind, rows in view.records.items() for record in rows
    }
    records[Case, case_id] = view.case
    for key, before in _found_by_the_first_later_step(connection, case_id, count):
        records.pop(key, None)
        if before is not None:
            records[key] = before
    _add_cited_passages(connection, case_id, records)
    case = records.pop((Case, case_id))
    assert isinstance(case, Case)
    return view_of(case, records.values())


def head_at(connection: Connection, case_id: str, count: int) -> str:
    """Return the head COUNT:HEX that the log had when it held `count` entries."""
    columns = AUDIT_ENTRY.c
    query = select(columns.leaf).where(columns.case_id == case_id, columns.number <= count)
    roots: merkle.Roots = ()
    for number, leaf in enumerate(connection.scalars(query.order_by(columns.number))):
        roots = merkle.add_leaf(number, roots, bytes.fromhex(leaf))
    return f"{count}:{merkle.tree_root(roots).hex()}"


def _found_by_the_first_later_step(
    connection: Connection, case_id: str, count: int
) -> Iterator[tuple[_Key, Record | None]]:
    columns = ACTION_CHANGE.c
    query = select(columns.table, columns.record_id, columns.before).where(
        columns.case_id == case_id, columns.number > count
    )
    seen: set[_Key] = set()
    for table, record_id, before in connection.execute(
        query.order_by(columns.number, columns.position)
    ):
        key = CLASSES[table], record_id
        if key not in seen:
            seen.add(key)
            yield key, from_plain(key[0], json.loads(before)) if before else None


def _add_cited_passages(connection: Connection, case_id: str, records: dict[_Key, Record]) -> None:
    """Bring in passages that were cited then and are not now; drop those not cited yet."""
    cited = {r.passage_id for r in records.values() if isinstance(r, Citation)}
    missing = [i for i in cited if (Passage, i) not in records]
    found = stored(connection, Passage, case_id, missing)
    records |= {(Passage, i): passage for i, passage in found.items()}
    for key in [k for k in records if k[0] is Passage and k[1] not in cited]:
        del records[key]
