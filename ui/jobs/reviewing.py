"""Prepares a file of decisions: short ids become whole ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError

#: The list of suggestions shows so many characters of an id; fewer would soon mean two.
SHORT_ID = 8


def with_whole_ids(
    book: Casebook, case_id: str, rows: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return decisions in which a short id, as the list of suggestions shows it, is whole.

    Errors: BadValueError when a short id means more than one suggestion.
    """
    known = [suggestion.id for suggestion in book.queries.suggestions(case_id, None)]
    whole = set(known)
    return [{**row, **_whole(row.get("id"), known, whole)} for row in rows]


def _whole(given: object, known: list[str], whole: set[str]) -> dict[str, str]:
    if not isinstance(given, str) or given in whole or len(given) < SHORT_ID:
        return {}
    found = [i for i in known if i.startswith(given)]
    if len(found) > 1:
        raise BadValueError("cli.short_id", value=given, count=len(found))
    return {"id": found[0]} if found else {}
