"""One step of work on the records: gathers what changes, writes it once, and says what it touched.

Every step is audited here and leaves the copies that `undo` needs. Which steps there are, and what
they mean, is for `casefile` and its commands.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Record, TouchedRecord, links
from chronology_app.model.serial import canonical_json, digest
from chronology_app.store import audit, search, shape
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import (
    ACTION,
    ACTION_CHANGE,
    CLASSES,
    TABLES,
    pointers,
    table_name,
)

R = TypeVar("R", bound=Record)
Key = tuple[str, str]

#: How many ids one query may name.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did: screens refresh by it, and `number` names its line in the audit log."""

    command: str
    case_id: str
    number: int
    touched: tuple[TouchedRecord, ...] = ()
    #: The tables touched, e.g. {"event", "account"}.
    kinds: frozenset[str] = frozenset()


class StillUsedError(BadValueError):
    """A record cannot go, because another one points to it."""

    message_id = "error.still_used"


def spoken(name: str) -> str:
    """Return a table's name as words, for sentences."""
    return name.replace("_", " ")


#: Lists of ids, or of lines with such a list, and the table that they point to.
_LISTS = (
    *((name, "event") for name in (*links.DIRECT, *links.LINES)),
    ("child_ids", "person"), ("person_ids", "person"),
)  # fmt: skip


class Step:
    """One audited step on one case, inside a transaction that the caller holds.

    Nothing is written before `finish`.
    """

    def __init__(
        self,
        connection: Connection,
        case_id: str,
        command: str,
        *,
        by: str,
        at: datetime,
        batch_id: str | None = None,
    ) -> None:
        self.connection = connection
        self.case_id = case_id
        self.command = command
        self.by = by
        self.at = at
        #: Steps with the same one are taken back together; `finish` may name another.
        self.batch_id = batch_id
        self._before: dict[Key, Record | None] = {}
        self._after: dict[Key, Record | None] = {}

    def find(self, cls: type[R], record_id: str) -> R | None:
        """Return a record of the case as this step leaves it, or None."""
        return self.find_many(cls, [record_id]).get(record_id)

    def get(self, cls: type[R], record_id: str) -> R:
        """Return a record of the case as this step leaves it. Errors: UnknownRecordError."""
        found = self.find(cls, record_id)
        if found is None:
            raise UnknownRecordError(value=record_id)
        return found

    def find_many(self, cls: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """Return those of these records that are there, by id."""
        name = table_name(cls)
        wanted = list(dict.fromkeys(record_ids))
        unread = [i for i in wanted if (name, i) not in self._after]
        found: dict[str, R] = stored(self.connection, cls, self.case_id, unread)
        for record_id in wanted:
            pending = self._after.get((name, record_id))
            if isinstance(pending, cls):
                found[record_id] = pending
        return found

    def put(self, *records: R) -> tuple[R, ...]:
        """Add records or store newer versions of them; return them as they will stand.

        A record that says nothing new is left as it is. A new one keeps the version it comes with.
        Errors: BadValueError for a value that is not of its field's type.
        """
        groups: dict[type[Record], list[Record]] = defaultdict(list)
        for given in records:
            shape.check(given)
            groups[type(given)].append(given)
        kept: dict[Key, Any] = {}
        for kind, group in groups.items():
            there = self.find_many(kind, (record.id for record in group))
            for record in group:
                key = table_name(kind), record.id
                there[record.id] = self._put_one(record, there.get(record.id))
                kept[key] = there[record.id]
        return tuple(kept[table_name(type(given)), given.id] for given in records)

    def remove(self, *records: Record) -> None:
        """Take records away; `undo` can bring them back."""
        for record in records:
            self._note(record, record)
            self._after[table_name(type(record)), record.id] = None

    def finish(
        self,
        params: Mapping[str, str] | None = None,
        *,
        batch_id: str | None = None,
        undoable: bool = True,
        reverses: int | None = None,
    ) -> Changed:
        """Write everything, add the line to the audit log and keep what undoing it needs.

        Errors: UnknownRecordError when a record points to one that is not there, StillUsedError.
        """
        net = self.check()
        self._write(net)
        touched = tuple(_touched(key, record) for key, record in net.items())
        number = audit.add_entry(
            self.connection, self.case_id, at=self.at, by=self.by, command=self.command,
            params=params or {}, touched=touched,
        )  # fmt: skip
        self._keep_copies(number, net)
        if undoable:
            self._keep_for_undo(number, batch_id or self.batch_id, reverses)
        kinds = frozenset(name for name, _ in net)
        return Changed(self.command, self.case_id, number, touched, kinds)

    def check(self) -> dict[Key, Record | None]:
        """Return what the step comes to, once it is known that every pointer will hold.

        Errors: UnknownRecordError, StillUsedError.
        """
        net = {k: a for k, a in self._after.items() if not (a is None and self._before[k] is None)}
        self._check_pointers(net)
        self._check_removals(net)
        return net

    def _put_one(self, record: Record, there: Record | None) -> Record:
        if record.case_id != self.case_id:
            record = dataclasses.replace(record, case_id=self.case_id)
        if there is not None:
            record = dataclasses.replace(record, row_version=there.row_version)
            if record == there:
                return there
            first = self._before.get((table_name(type(record)), record.id), there)
            version = (first.row_version if first else 0) + 1
            record = dataclasses.replace(record, row_version=version)
        elif (gone := self._before.get((table_name(type(record)), record.id))) is not None:
            record = dataclasses.replace(record, row_version=gone.row_version + 1)
        self._note(record, there)
        self._after[table_name(type(record)), record.id] = record
        return record

    def _note(self, record: Record, before: Record | None) -> None:
        self._before.setdefault((table_name(type(record)), record.id), before)

    def _check_pointers(self, net: Mapping[Key, Record | None]) -> None:
        """A clear refusal before the database's own constraint would give an unclear one."""
        needed: dict[str, set[str]] = defaultdict(set)
        for (name, _), record in net.items():
            if record is not None:
                for field, target in pointers(name).items():
                    needed[target].add(getattr(record, field) or "")
        for target, ids in needed.items():
            wanted = {i for i in ids if i}
            inside = {i for i in wanted if (target, i) in net}
            there = present(self.connection, target, self.case_id, wanted - inside)
            missing = wanted - there - {i for i in inside if net[target, i] is not None}
            if missing:
                raise UnknownRecordError(
                    "error.points_nowhere", kind=spoken(target), value=min(missing)
                )

    def _check_removals(self, net: Mapping[Key, Record | None]) -> None:
        gone: dict[str, set[str]] = defaultdict(set)
        for (name, record_id), record in net.items():
            if record is None:
                gone[name].add(record_id)
        if not gone:
            return
        for name in TABLES:
            for field, target in _all_pointers(name).items():
                ids = set().union(*gone.values()) if target == "*" else gone.get(target, set())
                for user, used in self._users(name, field, ids):
                    after = net.get((name, user), ...)
                    if after is ... or (after is not None and getattr(after, field) == used):
                        raise StillUsedError(kind=spoken(name), value=user)
            self._check_lists(name, gone, net)

    def _users(self, name: str, field: str, ids: set[str]) -> Iterable[Any]:
        table = TABLES[name]
        for some in _chunks(ids):
            query = select(table.c.id, table.c[field])
            chosen = query.where(table.c.case_id == self.case_id, table.c[field].in_(some))
            yield from self.connection.execute(chosen)

    def _check_lists(
        self, name: str, gone: Mapping[str, set[str]], net: Mapping[Key, Record | None]
    ) -> None:
        table = TABLES[name]
        for field, target in _LISTS:
            if target not in gone or field not in table.c:
                continue
            query = select(table.c.id, table.c[field]).where(table.c.case_id == self.case_id)
            for user, listed in self.connection.execute(query):
                after = net.get((name, user), ...)
                held = json.loads(listed or "[]") if after is ... else getattr(after, field, ())
                if gone[target].intersection(_ids_in(held)):
                    raise StillUsedError(kind=spoken(name), value=user)

    def _write(self, net: Mapping[Key, Record | None]) -> None:
        for name, table in TABLES.items():
            mine = [(key[1], after) for key, after in net.items() if key[0] == name]
            if not mine:
                continue
            how = mapping(CLASSES[name])
            there = [(record_id, after) for record_id, after in mine if after is not None]
            old = {record_id for record_id, _ in mine if self._before[name, record_id]}
            search.forget(self.connection, self.case_id, name, sorted(old))
            self._delete(table, [record_id for record_id, after in mine if after is None])
            self._insert(table, [how.row(after) for i, after in there if i not in old])
            self._update(table, [how.row(after) for i, after in there if i in old])
            search.learn(self.connection, (after for _, after in there))

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)

    def _delete(self, table: Any, ids: list[str]) -> None:
        if not ids:
            return
        query = delete(table).where(table.c.case_id == self.case_id, table.c.id == bindparam("i"))
        self.connection.execute(query, [{"i": record_id} for record_id in ids])

    def _update(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        query = (
            update(table)
            .where(table.c.case_id == self.case_id, table.c.id == bindparam("the_id"))
            .values({name: bindparam(f"new_{name}") for name in rows[0]})
        )
        named = [{"the_id": row["id"], **{f"new_{k}": v for k, v in row.items()}} for row in rows]
        self.connection.execute(query, named)

    def _keep_for_undo(self, number: int, batch_id: str | None, reverses: int | None) -> None:
        self.connection.execute(
            insert(ACTION).values(
                case_id=self.case_id, number=number, by=self.by, command=self.command,
                batch_id=batch_id, reverses=reverses,
            )
        )  # fmt: skip

    def _keep_copies(self, number: int, net: Mapping[Key, Record | None]) -> None:
        """Keep what each record was before, for undo and for the case as it once stood."""
        rows = []
        for position, (name, record_id) in enumerate(net):
            before = self._before[name, record_id]
            rows.append(
                {
                    "case_id": self.case_id,
                    "number": number,
                    "position": position,
                    "table": name,
                    "record_id": record_id,
                    "before": canonical_json(before) if before else None,
                }
            )
        if rows:
            self.connection.execute(insert(ACTION_CHANGE), rows)


def stored(connection: Connection, cls: type[R], case_id: str, ids: Iterable[str]) -> dict[str, R]:
    """Return those of these records that the file holds, by id."""
    how = mapping(cls)
    found: dict[str, R] = {}
    for some in _chunks(ids):
        query = select(how.table).where(how.table.c.case_id == case_id, how.table.c.id.in_(some))
        for row in connection.execute(query):
            record = how.record(row)
            found[record.id] = record
    return found


def present(connection: Connection, name: str, case_id: str, ids: Iterable[str]) -> set[str]:
    """Return those of these ids that a table holds for a case."""
    table = TABLES[name]
    found: set[str] = set()
    for some in _chunks(ids):
        query = select(table.c.id).where(table.c.case_id == case_id, table.c.id.in_(some))
        found.update(connection.scalars(query))
    return found


def _all_pointers(name: str) -> dict[str, str]:
    """Return a table's pointers and also those that may name a record of any class ("*")."""
    anywhere = {"citation": {"owner_id": "*"}, "release": {"record_id": "*"}}
    return pointers(name) | anywhere.get(name, {})


def _touched(key: Key, record: Record | None) -> TouchedRecord:
    version = record.row_version if record else 0
    return TouchedRecord(
        table=key[0], id=key[1], row_version=version, digest=digest(record) if record else ""
    )


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    wanted = sorted(ids)
    for at in range(0, len(wanted), _MANY):
        yield wanted[at : at + _MANY]


def _ids_in(listed: Iterable[Any]) -> Iterable[str]:
    """Yield the ids of a list: its own, or those of events in its lines, as rows or as records."""
    for one in listed:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from one.get("event_ids") or ()
        else:
            yield from getattr(one, "event_ids", ())
