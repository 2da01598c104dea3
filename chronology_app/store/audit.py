"""The append-only logs: one per case and one for the casebook (its `case_id` is empty).

An entry's leaf is SHA-256(salt + content): destroying content and salt, as a lawful erasure does,
leaves the proof that the entry was there. What the entries mean in words is in `history`.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from chronology_app.model import AuditEntry, TouchedRecord
from chronology_app.model.serial import canonical_json
from chronology_app.store import merkle
from chronology_app.store.tables import AUDIT_ENTRY, AUDIT_LOG

_SALT_BYTES = 32
#: How many entries one question may name.
_MANY = 500
#: Where in an entry's content what it touched has surely begun, unless its figures are long.
_BEGINNING = 4_000
#: Up to so many records are looked for in the text of an entry as long as this.
_FEW, _LONG = 40, 100_000


@dataclass(frozen=True, slots=True)
class LastStep:
    """The newest step of a casebook: a person who knows it sees that a file is an older one."""

    #: How many steps all its logs hold together; it only ever rises.
    number: int
    #: When it was done; None when no log is there.
    at: datetime | None


def add_entry(
    connection: Connection,
    case_id: str,
    *,
    at: datetime,
    by: str,
    command: str,
    params: Mapping[str, str],
    touched: Sequence[TouchedRecord],
) -> int:
    """Add an entry to a log and return its number."""
    count, roots = _log(connection, case_id)
    number = count + 1
    content = canonical_json(
        {
            "at": at,
            "by": by,
            "case_id": case_id,
            "command": command,
            "number": number,
            "params": dict(params),
            "touched": [[t.table, t.id, t.row_version, t.digest] for t in touched],
        }
    )
    salt = secrets.token_bytes(_SALT_BYTES)
    leaf = leaf_of(salt, content)
    connection.execute(
        insert(AUDIT_ENTRY).values(
            case_id=case_id, number=number, at=at.isoformat(), by=by, command=command,
            content=content, salt=salt.hex(), leaf=leaf.hex(),
        )
    )  # fmt: skip
    _save_log(connection, case_id, number, merkle.add_leaf(count, roots, leaf))
    return number


def leaf_of(salt: bytes, content: str) -> bytes:
    """Return what stands in the log for an entry."""
    return hashlib.sha256(salt + content.encode("utf-8")).digest()


def head(connection: Connection, case_id: str) -> str:
    """Return a log's head as COUNT:HEX."""
    count, roots = _log(connection, case_id)
    return f"{count}:{merkle.tree_root(roots).hex()}"


def last_step(connection: Connection) -> LastStep:
    """Return how far all logs of the casebook together have come."""
    count, at = connection.execute(select(func.count(), func.max(AUDIT_ENTRY.c.at))).one()
    return LastStep(count, datetime.fromisoformat(at) if at else None)


def log_ids(connection: Connection) -> list[str]:
    """Return the case ids that have a log; the casebook's own is the empty one."""
    return list(connection.scalars(select(AUDIT_LOG.c.case_id).order_by(AUDIT_LOG.c.case_id)))


def logged(connection: Connection, case_id: str) -> tuple[int, bytes]:
    """Return a log's count and root as they are kept beside the entries."""
    count, roots = _log(connection, case_id)
    return count, merkle.tree_root(roots)


def entries(
    connection: Connection, case_id: str, first: int = 1, last: int | None = None
) -> Iterator[AuditEntry]:
    """Give a log's entries in order, both ends included."""
    table = AUDIT_ENTRY.c
    query = select(table.number, table.at, table.by, table.command, table.content, table.salt,
                   table.leaf).where(table.case_id == case_id, table.number >= first)  # fmt: skip
    if last is not None:
        query = query.where(table.number <= last)
    for row in connection.execute(query.order_by(table.number)):
        yield _entry(case_id, *row)


def entries_of(
    connection: Connection, case_id: str, numbers: Sequence[int]
) -> Iterator[AuditEntry]:
    """Give the entries of a log with these numbers, in order, without what they touched.

    A step that touched ten thousand records has megabytes of digests, which nobody reads here.
    """
    table = AUDIT_ENTRY.c
    beginning = func.substr(table.content, 1, _BEGINNING)
    query = select(table.number, table.at, table.by, table.command, beginning, table.salt,
                   table.leaf).where(table.case_id == case_id)  # fmt: skip
    for at in range(0, len(numbers), _MANY):
        chosen = query.where(table.number.in_(numbers[at : at + _MANY]))
        for row in connection.execute(chosen.order_by(table.number)).all():
            content, cut, _ = (row[4] or "").partition(',"touched":')
            if cut or not row[4]:
                whole = f'{content},"touched":[]}}' if cut else None
                yield _entry(case_id, *row[:4], whole, *row[5:])
            else:
                (entry,) = entries(connection, case_id, row[0], row[0])
                yield replace(entry, touched=())


def told_until(
    connection: Connection, case_id: str, numbers: Collection[int], record_ids: Collection[str]
) -> Iterator[tuple[int, list[tuple[str, str, int, str]]]]:
    """Give of each entry up to the last of these numbers what it touched.

    Shape: (number, [(table, id, version, digest)]); of other entries only what they say of these
    records. An entry that is not what was written tells nothing.
    """
    table = AUDIT_ENTRY.c
    query = select(table.number, table.content, table.salt, table.leaf)
    query = query.where(table.case_id == case_id, table.number <= max(numbers))
    for number, content, salt, leaf in connection.execute(query.order_by(table.number)):
        if number in numbers:
            yield number, json.loads(content)["touched"] if _is_whole(content, salt, leaf) else []
        else:
            touched = _touched(content or "", record_ids)
            yield number, touched if touched and _is_whole(content, salt, leaf) else []


def _touched(content: str, record_ids: Collection[str]) -> list[tuple[str, str, int, str]]:
    """Return what an entry says of some records; a long one is only read where it names them."""
    few = len(record_ids) <= _FEW
    if few and not any(record_id in content for record_id in record_ids):
        return []
    if not few or len(content) < _LONG:
        try:
            touched = json.loads(content)["touched"]
        except (ValueError, KeyError):
            return []
        return [row for row in touched if row[1] in record_ids]
    found = []
    for record_id in record_ids:
        at = content.find(f',"{record_id}",')
        while at >= 0:
            # No text of a person's can look so: its quotation marks are escaped.
            start, end = content.rfind("[", 0, at), content.find("]", at)
            row = json.loads(content[start : end + 1])
            if len(row) == 4 and row[1] == record_id:
                found.append(row)
            at = content.find(f',"{record_id}",', end)
    return found


def _is_whole(content: str | None, salt: str | None, leaf: str) -> bool:
    try:
        return bool(content) and leaf_of(bytes.fromhex(salt or ""), content or "").hex() == leaf
    except ValueError:
        return False


def params_of(
    connection: Connection, case_id: str, commands: Sequence[str]
) -> Iterator[dict[str, str]]:
    """Give the parameters of a log's entries with one of these commands, in order."""
    table = AUDIT_ENTRY.c
    query = select(table.content).where(table.case_id == case_id, table.command.in_(commands))
    for content in connection.scalars(query.order_by(table.number)):
        if content:
            yield json.loads(content)["params"]


def count_of(connection: Connection, case_id: str) -> int:
    """Return how many entries a log really holds."""
    query = select(func.count()).where(AUDIT_ENTRY.c.case_id == case_id)
    return connection.scalar(query) or 0


def _entry(
    case_id: str, number: int, at: str, by: str, command: str, content: str | None,
    salt: str | None, leaf: str,
) -> AuditEntry:  # fmt: skip
    told = json.loads(content) if content else {"params": {}, "touched": []}
    return AuditEntry(
        case_id=case_id,
        number=number,
        at=datetime.fromisoformat(at),
        by=by,
        command=command,
        params=told["params"],
        touched=tuple(TouchedRecord(table=t, id=i, row_version=v, digest=d)
                      for t, i, v, d in told["touched"]),
        leaf=leaf,
        salt=salt or "",
    )  # fmt: skip


def _log(connection: Connection, case_id: str) -> tuple[int, merkle.Roots]:
    query = select(AUDIT_LOG.c.count, AUDIT_LOG.c.roots).where(AUDIT_LOG.c.case_id == case_id)
    row = connection.execute(query).first()
    if row is None:
        connection.execute(insert(AUDIT_LOG).values(case_id=case_id, count=0, roots=""))
        return 0, ()
    return row[0], tuple(bytes.fromhex(part) for part in row[1].split())


def _save_log(connection: Connection, case_id: str, count: int, roots: merkle.Roots) -> None:
    kept = " ".join(root.hex() for root in roots)
    connection.execute(
        update(AUDIT_LOG).where(AUDIT_LOG.c.case_id == case_id).values(count=count, roots=kept)
    )
