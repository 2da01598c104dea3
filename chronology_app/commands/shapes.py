"""What the fields of a decision may hold; checked before anything is built.

What the fields mean is read in `fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.model.codes import (
    AgencyCode,
    ConcernType,
    Evidence,
    Kind,
    Level,
    Modifier,
    Need,
    Part,
    RecordClass,
    Significance,
    SpellKind,
)

Check = Callable[[Any], bool]


def check_shapes(fields: Mapping[str, Any]) -> None:
    """Refuse a field whose value has the wrong shape or an unknown code.

    A field that is None was not given. Errors: BadValueError naming the field.
    """
    for name, value in fields.items():
        if value is not None and not _SHAPES[name](value):
            raise BadValueError("error.decision_field_value", field=name)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _code(kind: type[StrEnum]) -> Check:
    return lambda value: isinstance(value, str) and value in set(kind)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def _map_of(keys: Check, values: Check) -> Check:
    def check(value: Any) -> bool:
        return isinstance(value, dict) and all(keys(k) and values(v) for k, v in value.items())

    return check


def _object(needed: Mapping[str, Check], other: Mapping[str, Check] | None = None) -> Check:
    """Return a check for an object with these names, the other ones being optional."""
    known = {**(other or {}), **needed}

    def check(value: Any) -> bool:
        if not isinstance(value, dict) or not set(needed) <= set(value) <= set(known):
            return False
        return all(item is None and n not in needed or known[n](item) for n, item in value.items())

    return check


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def _modifier(value: Any) -> bool:
    return isinstance(value, str) and value in set(Modifier)


def _spell(value: Any) -> bool:
    shape = _object(
        {"kind": _code(SpellKind), "value": _text, "edge": lambda edge: edge in ("starts", "ends")},
        {"children": _list_of(_text)},
    )
    if not shape(value):
        return False
    return value["kind"] != SpellKind.LEVEL_OF_HELP or value["value"] in set(Level)


_DATE = _object(
    {"edtf": _either(_text, lambda v: v is None)}, {"text": _text, "modifier": _modifier}
)
_IMPACT = {"child": _text, "need": _code(Need), "words": _text}

_SHAPES: Mapping[str, Check] = {
    **dict.fromkeys("fact court_wording author place action result".split(), _text),
    **dict.fromkeys(("key", "relied_on"), _yes_or_no),
    "date": _either(_text, _DATE),
    "time": _text,
    "kind": _code(Kind),
    "agency": _code(AgencyCode),
    "recorded_by": _code(AgencyCode),
    "evidence": _code(Evidence),
    "class": _code(RecordClass),
    "significance": _code(Significance),
    "children": _list_of(_text),
    "neglect_types": _list_of(_code(ConcernType)),
    "strength": _either(_yes_or_no, _text),
    "people": _list_of(_object({"name": _text}, {"part": _code(Part), "why": _text})),
    "child_words": _either(
        _text,
        _list_of(
            _object({"child": _text, "words": _text}, {"asked_by": _text, "how_asked": _text})
        ),
    ),
    "concerns": _list_of(
        _object({"child": _text, "type": _code(ConcernType)}, {"weight": _code(Significance)})
    ),
    "strengths": _list_of(_object({"words": _text}, {"child": _text, "person": _text})),
    "impact": _map_of(_text, _list_of(_code(Need))),
    "observed_impact": _list_of(_object(_IMPACT, {"quote": _text})),
    "likely_impact": _list_of(
        _object(
            {**_IMPACT, "signed_by": _text}, {"post": _text, "signed_at": _text, "research": _text}
        )
    ),
    "spells": _list_of(_spell),
    "weight": _map_of(_code(ConcernType), _code(Significance)),
    "parts": _list_of(lambda part: _part(part)),
    "into": _either(_text, _object({"file": _text, "quote": _text})),
}

#: Every field that a decision may set.
FIELDS = frozenset(_SHAPES)

_PLACE = _object({"start": _number, "end": _number}, {"passage": _number})
_QUOTE = _either(_text, _PLACE)


def _part(value: Any) -> bool:
    """Say whether a part of a split suggestion has a quote and only fields of an event."""
    if not isinstance(value, dict) or not _QUOTE(value.get("quote")):
        return False
    own = set(value) - {"quote"}
    fields = own <= FIELDS - {"parts", "into"}
    return fields and all(value[n] is None or _SHAPES[n](value[n]) for n in own)
