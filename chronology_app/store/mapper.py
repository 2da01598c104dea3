"""Turns records into rows and rows into records, for every record class alike.

Which tables there are is said in `tables`; when rows are written is for `writer` to decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from chronology_app.dates import FuzzyDate
from chronology_app.model import Record
from chronology_app.model.serial import build_value, canonical_json, field_types
from chronology_app.store.tables import (
    DATE_PARTS,
    TABLES,
    is_json,
    may_be_none,
    plain_type,
    table_name,
)

R = TypeVar("R", bound=Record)
Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]


@dataclass(frozen=True)
class _Field:
    name: str
    is_date: bool
    encode: Encode
    decode: Decode


@dataclass(frozen=True)
class Mapping(Generic[R]):
    """How one record class is kept."""

    cls: type[R]
    table: Table
    fields: tuple[_Field, ...]

    def row(self, record: R) -> dict[str, Any]:
        """Return a record's columns by name."""
        row: dict[str, Any] = {}
        for field in self.fields:
            value = getattr(record, field.name)
            if field.is_date:
                row.update(_date_row(field.name, value))
            else:
                row[field.name] = field.encode(value)
        return row

    def record(self, row: Sequence[Any]) -> R:
        """Return the record of a whole row, its columns in the table's order."""
        values: dict[str, Any] = {}
        at = 0
        for field in self.fields:
            if field.is_date:
                values[field.name] = read_date(row[at], row[at + 1], row[at + 2])
                at += len(DATE_PARTS)
            else:
                values[field.name] = field.decode(row[at])
                at += 1
        return self.cls(**values)


def read_date(edtf: str | None, words: str | None, modifier: str | None) -> FuzzyDate | None:
    """Return the date that three of its columns stand for."""
    return None if edtf is None else FuzzyDate.parse(edtf, words or "", modifier)


def _date_row(name: str, value: FuzzyDate | None) -> dict[str, str | None]:
    if value is None:
        return {f"{name}_{part}": None for part in DATE_PARTS}
    earliest, latest = value.earliest, value.latest
    parts = (
        value.edtf,
        value.text,
        value.modifier,
        earliest.isoformat() if earliest else None,
        latest.isoformat() if latest else None,
        value.sort_key,
    )
    return {f"{name}_{part}": item for part, item in zip(DATE_PARTS, parts, strict=True)}


def _same(value: Any) -> Any:
    return value


def _optional(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else change(value)


def _coding(kind: Any) -> tuple[Encode, Decode]:
    if is_json(kind):
        return canonical_json, lambda words: build_value(kind, json.loads(words))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda value: kind(value).value), kind
    if kind is datetime:
        return datetime.isoformat, datetime.fromisoformat
    if kind is date:
        return date.isoformat, date.fromisoformat
    return _same, _same


def _field(name: str, declared: Any) -> _Field:
    kind = plain_type(declared)
    if kind is FuzzyDate:
        return _Field(name, True, _same, _same)
    encode, decode = _coding(kind)
    if may_be_none(declared):
        encode, decode = _optional(encode), _optional(decode)
    return _Field(name, False, encode, decode)


_MAPPINGS: dict[type[Record], Mapping[Any]] = {}


def mapping(cls: type[R]) -> Mapping[R]:
    """Return how a record class is kept."""
    if cls not in _MAPPINGS:
        fields = tuple(_field(name, kind) for name, kind in field_types(cls).items())
        _MAPPINGS[cls] = Mapping(cls, TABLES[table_name(cls)], fields)
    return _MAPPINGS[cls]
