"""Compares the tables of a casebook with those that this program makes: none more, none other.

A trigger or a missing index would change what is stored without any page or record being damaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine

from chronology_app.store.schema import SEARCH_INDEX
from chronology_app.store.tables import metadata

#: (type, name) -> everything about it that works.
Shape = dict[tuple[str, str], tuple[Any, ...]]

_VERSION = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def differences(connection: Connection) -> Iterator[str]:
    """Give the names of tables, indexes, triggers and views that are not as they should be."""
    here, ours = _shape(connection), _our_shape()
    for key in sorted(here.keys() | ours.keys()):
        if here.get(key) != ours.get(key):
            yield key[1]


@cache
def _our_shape() -> Shape:
    engine = create_engine("sqlite://", module=driver)
    try:
        with engine.connect() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(SEARCH_INDEX)
            connection.exec_driver_sql(_VERSION)
            return _shape(connection)
    finally:
        engine.dispose()


def _shape(connection: Connection) -> Shape:
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
    return {(row[0], row[1]): (row[2], *_parts(connection, *row)) for row in rows}


def _parts(
    connection: Connection, kind: str, name: str, table: str, sql: str | None
) -> tuple[Any, ...]:
    if kind == "table":
        if sql and sql.upper().startswith("CREATE VIRTUAL"):
            return (" ".join(sql.split()),)
        columns = _pragma(connection, "table_xinfo", name)
        keys = _pragma(connection, "foreign_key_list", name)
        # The number of a key says only in which order the keys were written down.
        return tuple(sorted(row[1:] for row in columns)), tuple(
            sorted(str(key[1:]) for key in keys)
        )
    if kind == "index":
        unique = [row[2:] for row in _pragma(connection, "index_list", table) if row[1] == name]
        where = " ".join((sql or "").partition(" WHERE ")[2].split())
        # The second figure is the column's number, which a later migration may change.
        columns = [row[:1] + row[2:] for row in _pragma(connection, "index_xinfo", name)]
        return tuple(unique), tuple(columns), where
    return (sql,)


def _pragma(connection: Connection, pragma: str, name: str) -> list[tuple[Any, ...]]:
    quoted = name.replace('"', '""')
    return [tuple(row) for row in connection.exec_driver_sql(f'PRAGMA {pragma}("{quoted}")')]
