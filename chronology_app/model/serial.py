"""Records to plain JSON values and back, one way for storage, audit, undo, export and load.

Dates of events are written as ``{"edtf", "text", "modifier"}``; days and times as ISO 8601 text;
tuples as lists; nested records as objects. `from_plain(cls, to_plain(record)) == record`. A field
that its class got later (`base.LATER`) is left out while it holds its default: a record's digest
is then what it was before the field was there.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Return a JSON-ready copy of a record or of any value that a record holds."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, FuzzyDate):
        return {"edtf": value.edtf, "text": value.text, "modifier": value.modifier}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: to_plain(item)
            for name, default in _written_fields(type(value))
            if (item := getattr(value, name)) != default
        }
    raise BadValueError("error.not_plain", type=type(value).__name__)


#: A default that no field's value is equal to.
_NEVER = object()
_WRITTEN_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _written_fields(cls: type) -> tuple[tuple[str, Any], ...]:
    """Return each field of a dataclass with the value at which it is left out."""
    if cls not in _WRITTEN_FIELDS:
        _WRITTEN_FIELDS[cls] = tuple(
            (field.name, field.default if "later" in field.metadata else _NEVER)
            for field in dataclasses.fields(cls)
        )
    return _WRITTEN_FIELDS[cls]


_FIELD_TYPES: dict[type, dict[str, Any]] = {}


def field_types(cls: type) -> dict[str, Any]:
    """Return the resolved type of every field of a dataclass."""
    if cls not in _FIELD_TYPES:
        hints = get_type_hints(cls)
        _FIELD_TYPES[cls] = {f.name: hints[f.name] for f in dataclasses.fields(cls)}
    return _FIELD_TYPES[cls]


def from_plain(cls: type[T], plain: Any) -> T:
    """Build a dataclass from what `to_plain` gave; fields left out take their defaults.

    Errors: BadValueError for an unknown field, a missing one or a value of the wrong shape.
    """
    if not isinstance(plain, dict):
        raise BadValueError("error.record_shape", type=cls.__name__)
    kinds = field_types(cls)
    unknown = sorted(set(plain) - set(kinds))
    if unknown:
        raise BadValueError("error.unknown_field", type=cls.__name__, field=unknown[0])
    try:
        return cls(**{name: _build(kinds[name], item) for name, item in plain.items()})
    except (TypeError, ValueError, KeyError, AttributeError) as cause:
        raise BadValueError("error.record_shape", type=cls.__name__) from cause


def build_value(kind: Any, plain: Any) -> Any:
    """Build the value of one field of this type from its plain form.

    Errors: TypeError, ValueError, KeyError, AttributeError or BadValueError for a wrong shape.
    """
    return _build(kind, plain)


def _build(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        if plain is None:
            return None
        return _build(next(k for k in get_args(kind) if k is not type(None)), plain)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in _checked(plain, list))
    if origin is dict:
        inner = get_args(kind)[1]
        return {str(key): _build(inner, item) for key, item in _checked(plain, dict).items()}
    return _build_plain(kind, plain)


def _build_plain(kind: Any, plain: Any) -> Any:
    if kind is FuzzyDate:
        return FuzzyDate.parse(plain["edtf"], plain.get("text", ""), plain.get("modifier"))
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is bytes:
        return bytes.fromhex(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if dataclasses.is_dataclass(kind):
        return from_plain(kind, plain)  # type: ignore[arg-type]
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    return _checked(plain, kind)


def _checked(plain: Any, kind: Any) -> Any:
    if kind is Any or type(plain) is kind:
        return plain
    raise TypeError(kind)


def canonical_json(value: Any) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, characters as they are."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """Return the SHA-256 of a record's canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()
