"""Reads plans that were kept outside the program into records.

Owns the JSON form; names are matched to the case's children, ids are made from the contents
so that the same file gives the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from chronology_app.analysis.plan_checks.days import due_of
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import (
    Breach,
    Change,
    OtherWords,
    Plan,
    Record,
    Review,
    derived_id,
)
from chronology_app.model.view import CaseView

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAN_KINDS = (
    ("child_protection", "child protection"),
    ("child_in_need", "child in need"),
    ("early_help", "early help"),
    ("written_agreement", "agreement"),
)


def read_plan(found: Any, view: CaseView) -> tuple[Record, ...]:
    """Return plans with their changes, reviews and breaches; the form is in docs/plans.md.

    ``{"plan": title, "entries": [...]}``, a list of such plans, or a list of entries. Errors:
    BadValueError where a change has no words of its own.
    """
    if isinstance(found, list) and found and all(_is_plan(one) for one in found):
        return tuple(record for one in found for record in _plan(one, view))
    if isinstance(found, list):
        found = {"entries": found}
    if not _is_plan(found):
        raise BadValueError("error.plan_shape")
    return tuple(_plan(found, view))


def _is_plan(found: Any) -> bool:
    return isinstance(found, dict) and isinstance(found.get("entries"), list)


def _plan(found: dict[str, Any], view: CaseView) -> Iterator[Record]:
    title = str(found.get("plan") or found.get("title") or "")
    day = _DAY.search(title)
    words: dict[str, Any] = {name: str(found.get(name) or "") for name in _PLAN_WORDS}
    plan = Plan(
        id=work_id(view, "plan", title),
        case_id=view.case.id,
        kind=str(found.get("kind") or _plan_kind(title)),
        title=title,
        started=_date(str(found.get("started") or (day.group() if day else ""))),
        ended=_date(str(found.get("ended") or "")),
        next_review=_date(str(found.get("next_review") or "")),
        child_ids=tuple(child_ids(view, found.get("children") or ())),
        **words,
    )
    yield plan
    for number, entry in enumerate(found["entries"]):
        change = _change(view, plan, number, entry)
        yield change
        for at, row in enumerate(entry.get("reviews") or ()):
            yield _review(view, change, at, row)
        for at, row in enumerate(entry.get("breaches") or ()):
            yield _breach(view, change, at, row)


#: Fields of a plan that are words and have the same name in the file.
_PLAN_WORDS = ("author", "lead", "contact", "agreed_by", "disagree", "ended_why")


def _plan_kind(title: str) -> str:
    lowered = title.casefold()
    return next((code for code, words in _PLAN_KINDS if words in lowered), "child_protection")


def _change(view: CaseView, plan: Plan, position: int, entry: Any) -> Change:
    needed = (entry.get("change_needed") or entry.get("needed")) if isinstance(entry, dict) else ""
    if not needed:
        raise BadValueError("error.plan_shape")
    by_when, due_words = _due(str(entry.get("by_when") or ""))
    words: dict[str, Any] = {name: str(entry.get(name) or "") for name in _CHANGE_WORDS}
    return Change(
        id=work_id(view, plan.id, str(position)),
        case_id=view.case.id,
        plan_id=plan.id,
        position=position,
        needed=str(needed),
        why_event_ids=_ids(entry.get("why")),
        child_ids=tuple(child_ids(view, entry.get("children") or ())),
        **words,
        by_when=by_when,
        by_when_words=due_words,
        decided_on=_date(str(entry.get("decided_on") or "")),
        review_on=tuple(_reviews(entry.get("review") or ())),
        needs=_ids(entry.get("needs")),
        types=_ids(entry.get("types")),
        other_words=tuple(_other_words(entry)),
    )


def _ids(found: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in found or ())


def _other_words(entry: dict[str, Any]) -> Iterator[OtherWords]:
    """Yield words for other readers: ``"parents": {part: words}``, in Welsh ``"parents_cy"``."""
    for reader in ("parents", "young_person"):
        for language, name in (("en", reader), ("cy", f"{reader}_cy")):
            for part, words in (entry.get(name) or {}).items():
                yield OtherWords(reader=reader, language=language, part=part, words=str(words))


_REVIEW_WORDS = ("now", "decided", "note", "by")
_BREACH_WORDS = ("words", "answer", "answered_by")


def _review(view: CaseView, change: Change, number: int, row: Any) -> Review:
    on = _date(str(row.get("on") or "")) if isinstance(row, dict) else None
    if on is None:
        raise BadValueError("error.plan_shape")
    words: dict[str, Any] = {name: str(row.get(name) or "") for name in _REVIEW_WORDS}
    return Review(
        id=work_id(view, change.id, "review", str(number)),
        case_id=view.case.id,
        change_id=change.id,
        on=on,
        result=str(row.get("result") or ""),
        since=_date(str(row.get("since") or "")),
        event_ids=_ids(row.get("events")),
        **words,
    )


def _breach(view: CaseView, change: Change, number: int, row: Any) -> Breach:
    on = _date(str(row.get("on") or "")) if isinstance(row, dict) else None
    if on is None:
        raise BadValueError("error.plan_shape")
    words: dict[str, Any] = {name: str(row.get(name) or "") for name in _BREACH_WORDS}
    return Breach(
        id=work_id(view, change.id, "breach", str(number)),
        case_id=view.case.id,
        change_id=change.id,
        on=on,
        event_ids=_ids(row.get("events")),
        answered_on=_date(str(row.get("answered_on") or "")),
        **words,
    )


def _due(words: str) -> tuple[FuzzyDate | None, str]:
    """Return the day by which it is due, or the words that name none ("ongoing")."""
    found = _date(words)
    return (found, "") if found or not words else (None, words)


def _reviews(days: Any) -> Iterator[FuzzyDate]:
    for words in [days] if isinstance(days, str) else days:
        if found := _date(str(words)):
            yield found


def _date(words: str) -> FuzzyDate | None:
    """Return a date, written as a program or as a person would; None: the words name none."""
    try:
        return FuzzyDate.parse(words) if words else None
    except DateValueError:
        return due_of(words)


#: Fields of a change that are words and have the same name in the file.
_CHANGE_WORDS = (
    "baseline", "target", "measure", "who", "consequence_no_change", "consequence_limited",
    "contingency", "decided_by", "child_view", "parent_view", "help",
)  # fmt: skip


def child_ids(view: CaseView, names: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the children who go by these names; other names are passed over."""
    for name in names:
        wanted = name.strip().casefold()
        for child in view.children:
            if wanted in (child.name.casefold(), *(a.casefold() for a in child.aliases)):
                yield child.id


def work_id(view: CaseView, *parts: str) -> str:
    """Return an id that is the same for the same part of the same file."""
    return derived_id("work", view.case.id, *parts)
