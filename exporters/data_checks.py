"""Checks an event line of data before anything is built from it: shapes first, then codes.

Owns what each field may hold; what is made of it is `data_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.model.codes import (
    AgencyCode,
    ConcernType,
    EventStatus,
    Evidence,
    Kind,
    Need,
    Part,
    RecordClass,
    Significance,
)
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.taxonomy import taxonomy_of

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WORDS = (
    "fact", "summary", "court_wording", "kind", "agency", "recorded_by", "evidence", "status",
    "class", "significance", "edtf", "modifier", "text",
)  # fmt: skip
_MENTION_WORDS = ("file", "quote", "recorded_by")
_DATE_WORDS = ("edtf", "modifier", "text")


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """The codes that an event line may use, by field: the program's own and the settings'."""

    by_field: Mapping[str, frozenset[str]]


def known_codes(view: CaseView) -> KnownCodes:
    """Return the codes of the program and of a case's settings."""
    taxonomy = taxonomy_of(load_settings(rows=view.of(SettingsRow)).get("taxonomy"))
    agencies = frozenset((*AgencyCode, *taxonomy.agencies))
    return KnownCodes({
        "kind": frozenset((*Kind, *taxonomy.kinds)),
        "agency": agencies,
        "recorded_by": agencies,
        "evidence": frozenset(Evidence),
        "status": frozenset(EventStatus),
        "class": frozenset(RecordClass),
        "significance": frozenset(Significance),
        "neglect_types": frozenset((*ConcernType, *taxonomy.types)),
        "impact": frozenset((*Need, *taxonomy.needs)),
        "part": frozenset(Part),
    })  # fmt: skip


def check_event_line(number: int, line: Mapping[str, Any], known: KnownCodes) -> None:
    """Look at every field of an event line.

    Errors: BadValueError with the line's number and the field: a wrong shape ("error.data_field")
    or a code that nobody knows ("error.data_code").
    """
    for field, is_right in _SHAPES.items():
        if not is_right(line.get(field)):
            raise BadValueError("error.data_field", line=number, field=field)
    if not (line.get("fact") or line.get("summary")):
        raise BadValueError("error.data_field", line=number, field="fact")
    for field, code in _codes(line):
        if code not in known.by_field[field]:
            codes = ", ".join(sorted(known.by_field[field]))
            raise BadValueError(
                "error.data_code", line=number, field=field, value=code, known=codes
            )


# --- shapes ----------------------------------------------------------------------------------


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_id, value)))


def _is_time(value: Any) -> bool:
    return value is None or (isinstance(value, str) and bool(_TIME.fullmatch(value)))


def _is_date(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, dict) and _all_text(value, _DATE_WORDS))


def _is_people(value: Any) -> bool:
    return value is None or (
        isinstance(value, list)
        and all(
            isinstance(p, dict) and _is_id(p.get("name")) and _all_text(p, ("part", "why"))
            for p in value
        )
    )


def _is_impact(value: Any) -> bool:
    return value is None or (
        isinstance(value, dict)
        and all(_is_id(name) and _is_texts(needs) for name, needs in value.items())
    )


def _is_mentions(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_mention, value)))


def _is_mention(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _all_text(value, _MENTION_WORDS)
        and (_is_text(value.get("locator")) or isinstance(value.get("locator"), dict))
    )


def _all_text(value: Mapping[str, Any], names: Iterable[str]) -> bool:
    return all(_is_text(value.get(name)) for name in names)


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "id": _is_id,
    **dict.fromkeys(_WORDS, _is_text),
    "time": _is_time,
    "date": _is_date,
    "children": _is_texts,
    "neglect_types": _is_texts,
    "people": _is_people,
    "impact": _is_impact,
    "mentions": _is_mentions,
    "citations": _is_mentions,
}


# --- codes -----------------------------------------------------------------------------------


def _codes(line: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield (field, code) of every code that a line uses."""
    for field in ("kind", "agency", "recorded_by", "evidence", "status", "class", "significance"):
        if line.get(field):
            yield field, line[field]
    for code in line.get("neglect_types") or ():
        yield "neglect_types", code
    for needs in (line.get("impact") or {}).values():
        for need in needs or ():
            yield "impact", need
    for person in line.get("people") or ():
        if person.get("part"):
            yield "part", person["part"]
    for mention in line.get("mentions") or line.get("citations") or ():
        if mention.get("recorded_by"):
            yield "recorded_by", mention["recorded_by"]
