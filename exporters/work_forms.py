"""Reads plans and scores that were kept outside the program into records.

Owns the two JSON forms; names are matched to the case's children, ids are made from the contents
so that the same file gives the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import (
    Area,
    Assessment,
    Change,
    Instrument,
    Plan,
    Record,
    Score,
    derived_id,
)
from chronology_app.model.view import CaseView

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SCALE = re.compile(
    r"([+-]?\d+(?:\.\d+)?)\s*(?:\(([^)]*)\))?\s*(?:to|[-–—])\s*([+-]?\d+(?:\.\d+)?)\s*(?:\(([^)]*)\))?"
)
_GOOD = re.compile(r"\b(?:best|good|strength|strong|clear|high)", re.IGNORECASE)
_AREAS = ("areas", "domains", "scores")
_PLAN_KINDS = (
    ("child_protection", "child protection"),
    ("child_in_need", "child in need"),
    ("early_help", "early help"),
    ("written_agreement", "agreement"),
)


def read_plan(found: Any, view: CaseView) -> tuple[Record, ...]:
    """Return a plan with its changes from ``{"plan": title, "entries": [...]}``.

    Errors: BadValueError where a change has no words of its own, or a date cannot be read.
    """
    if isinstance(found, list):
        found = {"entries": found}
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
        raise BadValueError("error.plan_shape")
    title = str(found.get("plan") or found.get("title") or "")
    day = _DAY.search(title)
    plan = Plan(
        id=_id(view, "plan", title),
        case_id=view.case.id,
        kind=str(found.get("kind") or _plan_kind(title)),
        title=title,
        started=FuzzyDate.parse(day.group()) if day else None,
    )
    changes = [_change(view, plan, n, entry) for n, entry in enumerate(found["entries"])]
    return (plan, *changes)


def _plan_kind(title: str) -> str:
    lowered = title.casefold()
    return next((code for code, words in _PLAN_KINDS if words in lowered), "child_protection")


def _change(view: CaseView, plan: Plan, position: int, entry: Any) -> Change:
    needed = (entry.get("change_needed") or entry.get("needed")) if isinstance(entry, dict) else ""
    if not needed:
        raise BadValueError("error.plan_shape")
    by_when = entry.get("by_when")
    words: dict[str, Any] = {name: str(entry.get(name) or "") for name in _CHANGE_WORDS}
    return Change(
        id=_id(view, plan.id, str(position)),
        case_id=view.case.id,
        plan_id=plan.id,
        position=position,
        needed=str(needed),
        why_event_ids=tuple(str(i) for i in entry.get("why") or ()),
        child_ids=tuple(_child_ids(view, entry.get("children") or ())),
        **words,
        by_when=FuzzyDate.parse(by_when) if by_when else None,
        review_on=tuple(FuzzyDate.parse(day) for day in entry.get("review") or ()),
    )


#: Fields of a change that are words and have the same name in the file.
_CHANGE_WORDS = (
    "baseline", "target", "measure", "who", "consequence_no_change", "consequence_limited",
    "contingency", "decided_by", "child_view", "parent_view",
)  # fmt: skip


def _child_ids(view: CaseView, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        wanted = name.strip().casefold()
        for child in view.children:
            if wanted in (child.name.casefold(), *(a.casefold() for a in child.aliases)):
                yield child.id


def read_scores(found: Any, view: CaseView) -> tuple[Record, ...]:
    """Return instruments and assessments from ``{name: [{"date", "scale", "areas"}]}``.

    An assessment may name a "child" and its "scorer". Errors: BadValueError for another shape.
    """
    if not isinstance(found, dict):
        raise BadValueError("error.scores_shape")
    records: list[Record] = []
    for name, rows in found.items():
        if isinstance(rows, list):
            records += _series(view, name, rows)
    return tuple(records)


def _series(view: CaseView, name: str, rows: list[Any]) -> list[Record]:
    scored = [_scored(row) for row in rows]
    codes = list(dict.fromkeys(area for areas in scored for area in areas))
    if not codes:
        raise BadValueError("error.scores_shape")
    instrument = _instrument(view, name, str(rows[0].get("scale") or ""), codes, scored)
    assessments = [
        _assessment(view, instrument, row, areas) for row, areas in zip(rows, scored, strict=True)
    ]
    return [instrument, *assessments]


def _scored(row: Any) -> dict[str, float]:
    areas = next((row[k] for k in _AREAS if k in row), None) if isinstance(row, dict) else None
    if not isinstance(areas, dict) or not row.get("date"):
        raise BadValueError("error.scores_shape")
    try:
        return {str(area): float(value) for area, value in areas.items()}
    except (TypeError, ValueError) as cause:
        raise BadValueError("error.scores_shape") from cause


def _instrument(
    view: CaseView, name: str, scale: str, codes: list[str], scored: list[dict[str, float]]
) -> Instrument:
    values = [value for areas in scored for value in areas.values()]
    found = _SCALE.search(scale)
    low = float(found[1]) if found else min(values)
    high = float(found[3]) if found else max(values)
    return Instrument(
        id=_id(view, "instrument", name),
        case_id=view.case.id,
        code=name,
        label=name.replace("_", " "),
        minimum=low,
        maximum=high,
        step=1.0,
        high_is_good=not (found and found[2] and _GOOD.search(found[2])),
        subject="family",
        areas=tuple(Area(code=code, label=code) for code in codes),
    )


def _assessment(
    view: CaseView, instrument: Instrument, row: dict[str, Any], areas: dict[str, float]
) -> Assessment:
    try:
        day = FuzzyDate.parse(str(row["date"]))
    except DateValueError as cause:
        raise BadValueError("error.scores_shape") from cause
    events = tuple(str(i) for i in row.get("evidence") or ())
    child = next(iter(_child_ids(view, [str(row.get("child") or "")])), None)
    return Assessment(
        id=_id(view, instrument.id, str(row["date"]), str(row.get("child") or "")),
        case_id=view.case.id,
        instrument_id=instrument.id,
        instrument_version=1,
        person_id=child,
        on=day,
        scorer=str(row.get("scorer") or ""),
        scores=tuple(Score(area=a, value=v, event_ids=events) for a, v in areas.items()),
    )


def _id(view: CaseView, *parts: str) -> str:
    return derived_id("work", view.case.id, *parts)
