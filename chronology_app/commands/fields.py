"""The fields of a decision, read over what the suggestion said.

What is built of them is in `decisions` and `impact`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from chronology_app.commands.quotes import Span
from chronology_app.commands.shapes import FIELDS, check_shapes
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Source, Suggestion
from chronology_app.model.codes import RecordClass

E = TypeVar("E", bound=StrEnum)
Fields = Mapping[str, Any]

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Basis:
    """What an event is built from: words of one source, and perhaps a suggestion about them."""

    case_id: str
    source: Source
    spans: tuple[Span, ...]
    suggestion: Suggestion | None
    #: Finds other words of the same source; nothing found: no spans.
    find: Callable[[str], tuple[Span, ...]]


def check_fields(fields: Fields) -> None:
    """Refuse a field that no decision has, or a wrong value of one. Errors: BadValueError."""
    unknown = sorted(set(fields) - FIELDS)
    if unknown:
        raise BadValueError("error.decision_field", field=unknown[0])
    check_shapes(fields)


class Told:
    """The decision's fields over the suggestion's."""

    def __init__(self, basis: Basis, fields: Fields) -> None:
        self.basis = basis
        self.fields = fields
        self.suggestion = basis.suggestion

    def given(self, name: str, kind: type) -> Any:
        """Return a field of the decision, None when it was not given."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, kind):
            raise BadValueError("error.decision_field_value", field=name)
        return value

    def text(self, name: str, default: str = "") -> str:
        """Return a text: decided, else suggested, else the default."""
        value = self.given(name, str)
        return str(value if value is not None else getattr(self.suggestion, name, default))

    def flag(self, name: str) -> bool:
        """Return a yes or no that only a person decides."""
        return bool(self.given(name, bool))

    def names(self, name: str, suggested: str = "") -> list[str]:
        """Return a list of names or codes: decided, else suggested."""
        value = self.given(name, list)
        if value is None:
            return list(getattr(self.suggestion, suggested or name, ()))
        if not all(isinstance(item, str) for item in value):
            raise BadValueError("error.decision_field_value", field=name)
        return list(dict.fromkeys(value))

    def items(self, name: str) -> list[dict[str, Any]]:
        """Return a list of objects that only a person decides."""
        value = self.given(name, list) or []
        if not all(isinstance(item, dict) for item in value):
            raise BadValueError("error.decision_field_value", field=name)
        return list(value)

    def time(self) -> str | None:
        """Return the time as HH:MM: decided (also to be none), else suggested."""
        if "time" not in self.fields:
            return self.suggestion.time if self.suggestion else None
        return read_time(self.given("time", str))

    def date(self) -> FuzzyDate | None:
        """Return the date: decided (also to be none), else suggested.

        The same value keeps the words that it was read from.
        """
        suggested = self.suggestion.date if self.suggestion else None
        if "date" not in self.fields:
            return suggested
        return read_date(self.fields["date"], suggested)

    def record_class(self) -> RecordClass:
        """The class that was decided, else the strictest word of suggestion, words and source."""
        if self.fields.get("class") is not None:
            return read_code(RecordClass, self.fields["class"], "class")
        found = [self.suggestion.record_class] if self.suggestion else []
        found += [span.passage.record_class for span in self.basis.spans]
        found.append(self.basis.source.record_class)
        kept_back = (c for c in found if c != RecordClass.ORDINARY)
        return next(kept_back, RecordClass.ORDINARY)


def read_time(value: str | None) -> str | None:
    """Return a time as HH:MM, or none. Errors: BadValueError."""
    if value is not None and not _TIME.fullmatch(value):
        raise BadValueError("error.decision_field_value", field="time")
    return value


def read_date(value: object, known: FuzzyDate | None) -> FuzzyDate | None:
    """Return the date that a field gives: EDTF text, or an object with its words as well.

    The same value as the `known` one keeps the words that it was read from.
    Errors: BadValueError, DateValueError.
    """
    edtf, words, modifier = value, None, None
    if isinstance(value, dict):
        edtf, words, modifier = value.get("edtf"), value.get("text"), value.get("modifier")
    if edtf is None:
        return None
    if not isinstance(edtf, str):
        raise BadValueError("error.decision_field_value", field="date")
    same = known is not None and known.edtf == edtf
    if not isinstance(value, dict) and same:
        return known
    kept = known.text if same and known is not None else ""
    return FuzzyDate.parse(edtf, words if words is not None else kept, modifier)


def words_of(item: Mapping[str, Any], field: str, name: str = "words") -> str:
    """Return a text that an object of a decision must have. Errors: BadValueError."""
    value = item.get(name)
    if not isinstance(value, str) or not value:
        raise BadValueError("error.decision_field_value", field=f"{field}: {name}")
    return value


def read_code(kind: type[E], value: object, field: str) -> E:
    """Return a code that a field names. Errors: BadValueError."""
    try:
        return kind(str(value))
    except ValueError:
        raise BadValueError("error.decision_field_value", field=field) from None
