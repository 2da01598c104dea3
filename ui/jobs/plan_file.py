"""Reads a plan that was written outside the program, so that it can be checked as it stands.

The form is the one that `load --plan` takes (docs/formats.md), with one difference: what cannot be
read as a date is kept in its own words, because a plan may well say "ongoing".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chronology_app.analysis.plan_checks import PlanEntry, PlanText
from chronology_app.analysis.plan_checks.days import due_of
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from ui.jobs.json_lines import parse_json, read_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = (
    "baseline", "target", "measure", "who", "consequence_no_change", "consequence_limited",
    "contingency",
)  # fmt: skip


def read_plan_file(file: Path) -> PlanText:
    """Read a plan. Errors: OSError; BadValueError for what is no plan."""
    return plan_text(parse_json(read_text(file), file.name))


def plan_text(found: Any) -> PlanText:
    """Return a plan from ``{"plan": title, "entries": [...]}`` or a list of entries.

    Errors: BadValueError for another shape.
    """
    if isinstance(found, list):
        found = {"entries": found}
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
        raise BadValueError("error.plan_shape")
    title = str(found.get("plan") or found.get("title") or "")
    day = _DAY.search(title)
    return PlanText(
        entries=tuple(_entry(number, row) for number, row in enumerate(found["entries"], 1)),
        children=_names(found.get("children")),
        people=_names(found.get("people")),
        started=_date(found.get("started") or (day.group() if day else title)),
        ended=_date(found.get("ended")),
        language=str(found.get("language") or "en"),
        parents_read=_names(found.get("parents_read")),
    )


def _entry(number: int, row: Any) -> PlanEntry:
    if not isinstance(row, Mapping):
        raise BadValueError("error.plan_shape")
    reviews = row.get("review", row.get("reviews")) or ()
    reviews = [reviews] if isinstance(reviews, str) else reviews
    by_when = str(row.get("by_when") or "")
    words: dict[str, Any] = {name: str(row.get(name) or "") for name in _WORDS}
    return PlanEntry(
        number=number,
        needed=str(row.get("change_needed") or row.get("needed") or ""),
        **words,
        by_when=by_when,
        children=_names(row.get("children")),
        why=_names(row.get("why")),
        due=_date(by_when),
        reviews=tuple(day for one in _names(reviews) if (day := _date(one))),
    )


def _names(found: Any) -> tuple[str, ...]:
    if isinstance(found, str):
        return (found,)
    return tuple(map(str, found)) if isinstance(found, Iterable) else ()


def _date(words: Any) -> FuzzyDate | None:
    """Return a date, written as a person or a program would; None: it is checked as words."""
    try:
        return FuzzyDate.parse(str(words)) if words else None
    except DateValueError:
        return due_of(str(words))
