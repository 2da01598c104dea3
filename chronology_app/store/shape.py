"""Refuses records whose values are not of the types that their class declares.

A value of another type may come back from the database as something else, and its record would
then no longer be what the audit log says of it. What the values mean is for the commands to say.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, ChronologyError
from chronology_app.model import Record
from chronology_app.model.serial import field_types
from chronology_app.store.tables import table_name

_Check = Callable[[Any], bool]
_LARGEST = 2**63


def check(record: Record) -> None:
    """Refuse a record that could not come back as it is. Errors: BadValueError."""
    cls = type(record)
    if cls not in _CHECKS:
        _CHECKS[cls] = _fields(cls)
    for name, fits in _CHECKS[cls]:
        if not fits(getattr(record, name)):
            kind = table_name(cls).replace("_", " ")
            raise BadValueError("error.record_field", kind=kind, field=name)


_CHECKS: dict[type, tuple[tuple[str, _Check], ...]] = {}


def _fields(cls: type) -> tuple[tuple[str, _Check], ...]:
    return tuple((name, _check(kind)) for name, kind in field_types(cls).items())


def _check(kind: Any) -> _Check:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        fits = _check(next(k for k in inner if k is not type(None)))
        return lambda value: value is None or fits(value)
    if origin is tuple:
        item = _check(inner[0])
        return lambda value: type(value) is tuple and all(map(item, value))
    if origin is dict:
        item = _check(inner[1])
        return lambda value: (
            type(value) is dict
            and all(type(key) is str for key in value)
            and all(map(item, value.values()))
        )
    return _plain_check(kind)


def _plain_check(kind: Any) -> _Check:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        codes = frozenset(member.value for member in kind)
        # A code's plain text is as good: it is read back as the code.
        return lambda value: isinstance(value, str) and value in codes
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _nested(kind)
    return lambda value: False


def _nested(kind: type) -> _Check:
    fields = _fields(kind)
    return lambda value: (
        type(value) is kind and all(fits(getattr(value, name)) for name, fits in fields)
    )


def _is_date(value: Any) -> bool:
    if type(value) is not FuzzyDate:
        return False
    if not (type(value.edtf) is type(value.text) is str):
        return False
    try:
        return FuzzyDate.parse(value.edtf, value.text, value.modifier) == value
    except (ChronologyError, TypeError):
        return False


def _is_float(value: Any) -> bool:
    # Minus nought comes back as nought.
    return type(value) is float and math.isfinite(value) and str(value) != "-0.0"


#: `str` also takes a code, which is text; `bool` is no number here, though Python says so.
_SCALARS: dict[Any, _Check] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: type(value) is bool,
    int: lambda value: type(value) is int and -_LARGEST <= value < _LARGEST,
    float: _is_float,
    bytes: lambda value: type(value) is bytes,
    date: lambda value: type(value) is date,
    datetime: lambda value: type(value) is datetime,
    FuzzyDate: _is_date,
    Any: lambda value: True,
}
