"""One table per record class, made from the class's own fields, and the tables of the machinery.

The live shape stands here; casebooks are made and brought up to it by `migrations`. Text, integer,
float, boolean and bytes are the only column types, so that another database can hold the same.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from chronology_app.dates import FuzzyDate
from chronology_app.model import RECORD_CLASSES, Record
from chronology_app.model.serial import field_types

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

#: What a FuzzyDate field becomes: these columns, each after the field's name.
DATE_PARTS = ("edtf", "text", "modifier", "earliest", "latest", "sort")

#: Which class a field that ends in `_id` points to. Citations and releases point to records of
#: any class; instruments, agencies and settings may belong to the whole casebook.
_POINTERS = {
    "batch_id": "import_batch",
    "change_id": "change",
    "child_id": "person",
    "corrects_id": "entry",
    "event_id": "event",
    "filed_document_id": "filed_document",
    "filing_id": "filing",
    "headline_account_id": "account",
    "hearing_id": "hearing",
    "order_id": "order",
    "passage_id": "passage",
    "person_id": "person",
    "plan_id": "plan",
    "pre_proceedings_id": "pre_proceedings",
    "proceedings_id": "proceedings",
    "source_id": "source",
    "supersedes_id": "source",
    "told_by_id": "account",
}
_OWN_POINTERS = {("parentage", "parent_id"): "person", ("source", "parent_id"): "source"}

#: An event and its headline account point to each other; this side is checked by `writer`.
#: So is a pointer that came later, because SQLite adds no constraint to a table that is there.
_NO_CONSTRAINT = {("event", "headline_account_id"), ("entry", "corrects_id")}


def table_name(cls: type[Record]) -> str:
    """Return a record class's name in snake case, e.g. "event_person"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


CLASSES: dict[str, type[Record]] = {table_name(cls): cls for cls in RECORD_CLASSES}


def plain_type(kind: Any) -> Any:
    """Return a field's type without its ``| None``."""
    if get_origin(kind) in (UnionType, Union):
        return next(k for k in get_args(kind) if k is not type(None))
    return kind


def may_be_none(kind: Any) -> bool:
    """Say whether a field may be None."""
    return get_origin(kind) in (UnionType, Union)


def pointers(name: str) -> dict[str, str]:
    """Return the fields of a table that point to one record, with the table they point to."""
    found = {}
    for field in field_types(CLASSES[name]):
        target = _OWN_POINTERS.get((name, field)) or _POINTERS.get(field)
        if target:
            found[field] = target
    return found


def _column_type(field: str, kind: Any) -> TypeEngine[Any]:
    if kind is bool:
        return Boolean()
    if kind is int:
        return BigInteger() if field == "size_bytes" else Integer()
    if kind is float:
        return Float()
    return Text()


def is_json(kind: Any) -> bool:
    """Say whether a field's value is kept as JSON text: lists, objects and nested records."""
    if get_origin(kind) in (tuple, dict):
        return True
    scalar = kind in (str, int, float, bool, date, datetime, FuzzyDate)
    return not scalar and not (isinstance(kind, type) and issubclass(kind, Enum))


def _default_of(cls: type[Record], field: str, nullable: bool) -> Any:
    """Return what rows that were there before a field was have in its column."""
    declared = cls.__dataclass_fields__[field]
    if nullable or "later" not in declared.metadata:
        return None
    default = declared.default
    if default == ():
        return text("'[]'")
    if isinstance(default, Enum):
        default = default.value
    return text(f"'{default}'" if isinstance(default, str) else str(int(default)))


def _columns(name: str, cls: type[Record]) -> list[Column[Any]]:
    columns: list[Column[Any]] = []
    for field, declared in field_types(cls).items():
        kind = plain_type(declared)
        if kind is FuzzyDate:
            columns += [Column(f"{field}_{part}", Text()) for part in DATE_PARTS]
        else:
            columns.append(
                Column(
                    field,
                    _column_type(field, kind),
                    nullable=may_be_none(declared),
                    server_default=_default_of(cls, field, may_be_none(declared)),
                )
            )
    return columns


def _record_table(name: str, cls: type[Record]) -> Table:
    """Every record is known by its case and id, so that no record points into another case."""
    table = Table(name, metadata, *_columns(name, cls), PrimaryKeyConstraint("case_id", "id"))
    for field, target in pointers(name).items():
        if (name, field) not in _NO_CONSTRAINT:
            table.append_constraint(
                ForeignKeyConstraint(
                    ["case_id", field],
                    [f"{target}.case_id", f"{target}.id"],
                    deferrable=True,
                    initially="DEFERRED",
                )
            )
        Index(None, table.c.case_id, table.c[field])
    return table


TABLES: dict[str, Table] = {name: _record_table(name, cls) for name, cls in CLASSES.items()}

TABLES["case"].append_constraint(UniqueConstraint("reference"))
TABLES["passage"].append_constraint(UniqueConstraint("case_id", "source_id", "index"))
_event, _source = TABLES["event"].c, TABLES["source"].c
#: One page of the chronology is read from this index alone.
Index("ix_event_order", _event.case_id, _event.date_sort, _event.time, _event.id, _event.status)
Index("ix_suggestion_status", TABLES["suggestion"].c.case_id, TABLES["suggestion"].c.status)
Index("ix_citation_owner", TABLES["citation"].c.case_id, TABLES["citation"].c.owner_id)
#: The same file twice is known; the same bytes inside another file are a source of their own.
_A_FILE = text("kind = 'file' AND sha256 <> '' AND parent_id IS NULL")
_INSIDE = text("kind = 'file' AND sha256 <> '' AND parent_id IS NOT NULL")
Index(
    "uq_source_file", _source.case_id, _source.sha256,
    unique=True, sqlite_where=_A_FILE, postgresql_where=_A_FILE,
)  # fmt: skip
Index(
    "uq_source_inside", _source.case_id, _source.sha256, _source.parent_id,
    unique=True, sqlite_where=_INSIDE, postgresql_where=_INSIDE,
)  # fmt: skip

_PASTED = text("kind = 'pasted'")
Index(
    "uq_source_pasted", _source.case_id, _source.sha256,
    unique=True, sqlite_where=_PASTED, postgresql_where=_PASTED,
)  # fmt: skip

#: Where each person was on each screen. No record: neither logged nor undone.
REMEMBERED = Table(
    "remembered", metadata,
    Column("case_id", Text(), nullable=False),
    Column("by", Text(), nullable=False),
    Column("name", Text(), nullable=False),
    Column("value", Text(), nullable=False),
    PrimaryKeyConstraint("case_id", "by", "name"),
)  # fmt: skip

#: Facts about the casebook itself: "casebook_id", "made_at", "made_with".
META = Table(
    "meta", metadata,
    Column("name", Text(), nullable=False),
    Column("value", Text(), nullable=False),
    PrimaryKeyConstraint("name"),
)  # fmt: skip

#: Originals byte for byte, in pieces of at most `blobs.PIECE_BYTES`.
BLOB = Table(
    "blob", metadata,
    Column("sha256", Text(), nullable=False),
    Column("position", Integer(), nullable=False),
    Column("data", LargeBinary(), nullable=False),
    PrimaryKeyConstraint("sha256", "position"),
)  # fmt: skip

#: The append-only logs. `content` and `salt` may be destroyed by a lawful erasure; `leaf` stays.
AUDIT_ENTRY = Table(
    "audit_entry", metadata,
    Column("case_id", Text(), nullable=False),
    Column("number", Integer(), nullable=False),
    Column("at", Text(), nullable=False),
    Column("by", Text(), nullable=False),
    Column("command", Text(), nullable=False),
    Column("content", Text()),
    Column("salt", Text()),
    Column("leaf", Text(), nullable=False),
    PrimaryKeyConstraint("case_id", "number"),
)  # fmt: skip

#: How far each log has come: its count and the roots of its whole subtrees.
AUDIT_LOG = Table(
    "audit_log", metadata,
    Column("case_id", Text(), nullable=False),
    Column("count", Integer(), nullable=False),
    Column("roots", Text(), nullable=False),
    PrimaryKeyConstraint("case_id"),
)  # fmt: skip

#: What can be undone: one row per step, `undone` while an undo of it stands.
ACTION = Table(
    "action", metadata,
    Column("case_id", Text(), nullable=False),
    Column("number", Integer(), nullable=False),
    Column("by", Text(), nullable=False),
    Column("command", Text(), nullable=False),
    Column("batch_id", Text()),
    #: The number of the step that this one undid or did again.
    Column("reverses", Integer()),
    Column("undone_by", Integer()),
    PrimaryKeyConstraint("case_id", "number"),
    Index(None, "case_id", "by"),
    Index(None, "case_id", "batch_id"),
)  # fmt: skip

#: The record as it was before a step (empty: it was not there).
ACTION_CHANGE = Table(
    "action_change", metadata,
    Column("case_id", Text(), nullable=False),
    Column("number", Integer(), nullable=False),
    Column("position", Integer(), nullable=False),
    Column("table", Text(), nullable=False),
    Column("record_id", Text(), nullable=False),
    Column("before", Text()),
    PrimaryKeyConstraint("case_id", "number", "position"),
    #: What was done to one record is asked whenever a person opens it.
    Index(None, "case_id", "record_id"),
)  # fmt: skip

#: Which record each line of the search index stands for.
SEARCH_LINE = Table(
    "search_line", metadata,
    Column("line", Integer(), primary_key=True),
    Column("case_id", Text(), nullable=False),
    Column("table", Text(), nullable=False),
    Column("record_id", Text(), nullable=False),
    UniqueConstraint("case_id", "table", "record_id"),
)  # fmt: skip
