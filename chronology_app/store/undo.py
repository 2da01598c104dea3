"""Takes steps back and does them again, as new steps of their own.

What a step changed was kept by `writer`. A step is refused when a record that it touched says
something else by now, or when another record has come to rest on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from chronology_app.errors import UndoRefusedError
from chronology_app.model.serial import digest, from_plain
from chronology_app.store import audit
from chronology_app.store.tables import ACTION, ACTION_CHANGE, AUDIT_ENTRY, CLASSES
from chronology_app.store.writer import Changed, Step, StillUsedError, spoken

_A, _C = ACTION.c, ACTION_CHANGE.c
#: (table, record id)
_Key = tuple[str, str]
#: What a step left of each record: its version and digest; empty when it removed it.
_Told = dict[_Key, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What undo or redo would take next."""

    command: str
    #: What the step's line in the log says, e.g. {"count": "2"}; of a batch its last step's.
    params: dict[str, str]
    #: How many steps go together.
    steps: int


def next_undo(connection: Connection, case_id: str, by: str) -> NextStep | None:
    """Return what `undo` would take back now; None when there is nothing."""
    last = _last(connection, case_id, by, _A.reverses.is_(None))
    if last is None:
        return None
    return _next(connection, last, _whole_batch(connection, last))


def next_redo(connection: Connection, case_id: str, by: str) -> NextStep | None:
    """Return what `redo` would do again now; None when there is nothing."""
    last = _last(connection, case_id, by, _A.reverses.is_not(None))
    if last is None:
        return None
    numbers = _undone_by(connection, last)
    return _next(connection, _action(connection, case_id, numbers[-1]), numbers)


def undo(step: Step) -> Changed:
    """Take back this person's last step in this case that still stands.

    Steps of one batch (an import, a bulk review) go together. Errors: UndoRefusedError.
    """
    last = _last(step.connection, step.case_id, step.by, _A.reverses.is_(None))
    if last is None:
        raise UndoRefusedError("error.nothing_to_undo")
    numbers = _whole_batch(step.connection, last)
    _take_back(step, numbers)
    step.batch_id = None  # an undo stands for itself
    changed = step.finish(_params(last, numbers), reverses=last.number)
    _mark(step.connection, last.case_id, numbers, changed.number)
    return changed


def redo(step: Step) -> Changed:
    """Do again what this person undid last in this case. Errors: UndoRefusedError."""
    last = _last(step.connection, step.case_id, step.by, _A.reverses.is_not(None))
    if last is None:
        raise UndoRefusedError("error.nothing_to_redo")
    numbers = _undone_by(step.connection, last)
    first = _action(step.connection, last.case_id, numbers[-1])
    _take_back(step, [last.number])
    changed = step.finish(_params(first, numbers), undoable=False)
    _mark(step.connection, last.case_id, numbers, None)
    _mark(step.connection, last.case_id, [last.number], changed.number)
    return changed


def _params(action: Row[Any], numbers: Sequence[int]) -> dict[str, str]:
    return {
        "of": str(action.command),
        "first": str(numbers[0]),
        "last": str(numbers[-1]),
        "steps": str(len(numbers)),
    }


def _next(connection: Connection, action: Row[Any], numbers: Sequence[int]) -> NextStep:
    columns = AUDIT_ENTRY.c
    query = select(columns.content).where(
        columns.case_id == action.case_id, columns.number == action.number
    )
    content = connection.scalar(query)
    params = json.loads(content)["params"] if content else {}
    return NextStep(str(action.command), params, len(numbers))


def _last(
    connection: Connection, case_id: str, by: str, which: ColumnElement[bool]
) -> Row[Any] | None:
    query = select(ACTION).where(
        _A.case_id == case_id, _A.by == by, _A.undone_by.is_(None), which,
    )  # fmt: skip
    return connection.execute(query.order_by(_A.number.desc()).limit(1)).first()


def _undone_by(connection: Connection, action: Row[Any]) -> list[int]:
    """Return the steps that an undo took back, in order."""
    query = select(_A.number).where(_A.case_id == action.case_id, _A.undone_by == action.number)
    return sorted(connection.scalars(query))


def _action(connection: Connection, case_id: str, number: int) -> Row[Any]:
    query = select(ACTION).where(_A.case_id == case_id, _A.number == number)
    return connection.execute(query).one()


def _whole_batch(connection: Connection, action: Row[Any]) -> list[int]:
    if action.batch_id is None:
        return [action.number]
    query = select(_A.number).where(
        _A.case_id == action.case_id, _A.batch_id == action.batch_id, _A.undone_by.is_(None)
    )
    return sorted(connection.scalars(query))


def _take_back(step: Step, numbers: Sequence[int]) -> None:
    """Put back what was there before these steps, newest first."""
    query = select(_C.table, _C.record_id, _C.before)
    told = _told(step, set(numbers))
    try:
        for number in sorted(numbers, reverse=True):
            chosen = query.where(_C.case_id == step.case_id, _C.number == number)
            rows = step.connection.execute(chosen.order_by(_C.position)).all()
            _put_back(step, rows, told[number])
        step.check()
    except StillUsedError as cause:
        raise UndoRefusedError("error.undo_still_used", **cause.params) from cause


def _told(step: Step, numbers: set[int]) -> dict[int, _Told]:
    """Return what the log says these steps left: version and digest of each record.

    Errors: UndoRefusedError when what would be brought back is not what the log says was there.
    """
    query = select(_C.table, _C.record_id, _C.before).where(_C.case_id == step.case_id)
    last: dict[_Key, str] = {}
    left: dict[int, _Told] = {}
    ids = set(step.connection.scalars(
        select(_C.record_id).where(_C.case_id == step.case_id, _C.number.in_(numbers))
    ))  # fmt: skip
    for number, touched in audit.told_until(step.connection, step.case_id, numbers, ids):
        told = {(table, record_id): value for table, record_id, _, value in touched}
        if number in numbers:
            left[number] = {(row[0], row[1]): (row[2], row[3]) for row in touched}
            rows = step.connection.execute(query.where(_C.number == number))
            kept = {(row.table, row.record_id): text_digest(row.before) for row in rows}
            wanted = {key: last.get(key, "") for key in told}
            for name, record_id in sorted(k for k in kept | wanted if kept.get(k) != wanted.get(k)):
                raise UndoRefusedError(
                    "error.undo_copy_changed", kind=spoken(name), value=record_id
                )
        last.update(told)
    for number in sorted(numbers - left.keys()):
        raise UndoRefusedError("error.undo_copy_changed", kind="step", value=number)
    return left


def text_digest(before: str | None) -> str:
    """Return the digest of a record from its canonical JSON; empty when there was no record."""
    return hashlib.sha256(before.encode("utf-8")).hexdigest() if before is not None else ""


def _put_back(step: Step, rows: Sequence[Any], told: _Told) -> None:
    for name, cls in CLASSES.items():
        mine = [row for row in rows if row.table == name]
        there = step.find_many(cls, [row.record_id for row in mine])
        restored = []
        for row in mine:
            now = there.get(row.record_id)
            version, left = told[name, row.record_id]
            # Undoing and doing again raises the version and leaves the content.
            if (digest(replace(now, row_version=version)) if now else "") != left:
                raise UndoRefusedError(kind=spoken(name), value=row.record_id)
            if row.before is not None:
                before = from_plain(cls, json.loads(row.before))
                # A version never comes twice, also when a record that was gone comes back.
                restored.append(replace(before, row_version=before.row_version + 1))
            elif now is not None:
                step.remove(now)
        step.put(*restored)


def _mark(
    connection: Connection, case_id: str, numbers: Sequence[int], undone_by: int | None
) -> None:
    chosen = update(ACTION).where(_A.case_id == case_id, _A.number.in_(numbers))
    connection.execute(chosen.values(undone_by=undone_by))
