"""Reads plans that were kept outside the program into records.

Owns the JSON form; names are matched to the case's children, ids are made from the contents
so that the same file gives the same records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
from chronology_app.model.codes import PlanResult
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
    BadValueError where a change has no words of its own, names a child whom the case does not
    know, has a review with another result, or a day that is none; the entry is named.
    """
    rows = [found]
    if isinstance(found, list):
        whole = bool(found) and all(_is_plan(one) for one in found)
        rows = found if whole else [{"entries": found}]
    if not all(_is_plan(one) for one in rows):
        raise BadValueError("error.plan_shape")
    seen: Counter[str] = Counter()
    records: list[Record] = []
    for one in rows:
        title = str(one.get("plan") or one.get("title") or "")
        # Plans of one title are told apart by their place in the file.
        records += _plan(one, view, title, seen[title])
        seen[title] += 1
    return tuple(records)


def _is_plan(found: Any) -> bool:
    return isinstance(found, dict) and isinstance(found.get("entries"), list)


def _plan(found: dict[str, Any], view: CaseView, title: str, nth: int) -> Iterator[Record]:
    day = _DAY.search(title)
    words: dict[str, Any] = {name: str(found.get(name) or "") for name in _PLAN_WORDS}
    plan = Plan(
        id=work_id(view, "plan", title, *([str(nth)] if nth else [])),
        case_id=view.case.id,
        kind=str(found.get("kind") or _plan_kind(title)),
        title=title,
        started=_day(found, "started", 0) or _date(day.group() if day else ""),
        ended=_day(found, "ended", 0),
        next_review=_day(found, "next_review", 0),
        child_ids=_children(view, found.get("children"), 0),
        **words,
    )
    yield plan
    for number, entry in enumerate(found["entries"]):
        change = _change(view, plan, number, entry)
        yield change
        for at, row in enumerate(_rows(entry, "reviews", number)):
            yield _review(view, change, at, row, number)
        for at, row in enumerate(_rows(entry, "breaches", number)):
            yield _breach(view, change, at, row, number)


#: Fields of a plan that are words and have the same name in the file.
_PLAN_WORDS = ("author", "lead", "contact", "agreed_by", "disagree", "ended_why")


def _plan_kind(title: str) -> str:
    lowered = title.casefold()
    return next((code for code, words in _PLAN_KINDS if words in lowered), "child_protection")


def _change(view: CaseView, plan: Plan, position: int, entry: Any) -> Change:
    needed = (entry.get("change_needed") or entry.get("needed")) if isinstance(entry, dict) else ""
    if not str(needed or "").strip():
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
        child_ids=_children(view, entry.get("children"), position + 1),
        **words,
        by_when=by_when,
        by_when_words=due_words,
        decided_on=_day(entry, "decided_on", position + 1),
        review_on=tuple(_reviews(entry.get("review") or (), position + 1)),
        needs=_ids(entry.get("needs")),
        types=_ids(entry.get("types")),
        other_words=tuple(_other_words(entry, position + 1)),
    )


def _ids(found: Any) -> tuple[str, ...]:
    """Return ids of a list; of a single one, that one."""
    if isinstance(found, str):
        return (found,) if found.strip() else ()
    if not isinstance(found, list | tuple | None):
        raise BadValueError("error.plan_shape")
    return tuple(str(one) for one in found or ())


def _rows(entry: dict[str, Any], name: str, number: int) -> list[dict[str, Any]]:
    """Return what belongs to an entry. Errors: BadValueError for another shape."""
    found = entry.get(name) or []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BadValueError("error.plan.rows", entry=number + 1, field=name)
    return found


def _other_words(entry: dict[str, Any], number: int) -> Iterator[OtherWords]:
    """Yield words for other readers: ``"parents": {part: words}``, in Welsh ``"parents_cy"``."""
    for reader in ("parents", "young_person"):
        for language, name in (("en", reader), ("cy", f"{reader}_cy")):
            told = entry.get(name) or {}
            if not isinstance(told, dict):
                raise BadValueError("error.plan.rows", entry=number, field=name)
            for part, words in told.items():
                yield OtherWords(reader=reader, language=language, part=part, words=str(words))


_REVIEW_WORDS = ("now", "decided", "note", "by")
_BREACH_WORDS = ("words", "answer", "answered_by")


def _review(view: CaseView, change: Change, number: int, row: Any, entry: int) -> Review:
    on = _day(row, "on", entry + 1)
    result = str(row.get("result") or "")
    if on is None:
        raise BadValueError("error.plan.rows", entry=entry + 1, field="reviews")
    if result not in tuple(PlanResult):
        raise BadValueError("error.plan.result", entry=entry + 1, value=result,
                            known=", ".join(PlanResult))  # fmt: skip
    words: dict[str, Any] = {name: str(row.get(name) or "") for name in _REVIEW_WORDS}
    return Review(
        id=work_id(view, change.id, "review", str(number)),
        case_id=view.case.id,
        change_id=change.id,
        on=on,
        result=result,
        since=_day(row, "since", entry + 1),
        event_ids=_ids(row.get("events")),
        **words,
    )


def _breach(view: CaseView, change: Change, number: int, row: Any, entry: int) -> Breach:
    on = _day(row, "on", entry + 1)
    if on is None or not str(row.get("words") or "").strip():
        raise BadValueError("error.plan.rows", entry=entry + 1, field="breaches")
    words: dict[str, Any] = {name: str(row.get(name) or "") for name in _BREACH_WORDS}
    return Breach(
        id=work_id(view, change.id, "breach", str(number)),
        case_id=view.case.id,
        change_id=change.id,
        on=on,
        event_ids=_ids(row.get("events")),
        answered_on=_day(row, "answered_on", entry + 1),
        **words,
    )


def _due(words: str) -> tuple[FuzzyDate | None, str]:
    """Return the day by which it is due, or the words that name none ("ongoing")."""
    found = _date(words)
    return (found, "") if found or not words else (None, words)


def _reviews(days: Any, entry: int) -> Iterator[FuzzyDate]:
    for words in _ids(days):
        found = _day({"review": words}, "review", entry)
        if found is not None:
            yield found


def _day(found: dict[str, Any], name: str, entry: int) -> FuzzyDate | None:
    """Return a date of the file. Errors: BadValueError for words that are none; 0: of the plan."""
    words = str(found.get(name) or "").strip()
    day = _date(words)
    if words and day is None:
        raise BadValueError("error.plan.day" if entry else "error.plan.day_of_plan", entry=entry,
                            field=name, value=words)  # fmt: skip
    return day


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


#: Words for every child of the case.
_EVERYBODY = frozenset(("all", "all children", "all the children", "every child", "family"))


def _children(view: CaseView, found: Any, entry: int) -> tuple[str, ...]:
    """Return the children who are named: in full, by an alias, or by a first name that one has.

    Errors: BadValueError for a name that no child has; left out it would stand for every child.
    """
    ids: dict[str, None] = {}
    for name in _ids(found):
        wanted = name.strip().casefold()
        if wanted in _EVERYBODY:
            ids |= dict.fromkeys(child.id for child in view.children)
            continue
        named = [
            c
            for c in view.children
            if wanted in (c.id.casefold(), c.name.casefold(), *map(str.casefold, c.aliases))
        ]
        first = [c for c in view.children if c.name.casefold().split()[:1] == [wanted]]
        one = named or first
        if len(one) != 1:
            raise BadValueError("error.plan.child" if entry else "error.plan.child_of_plan",
                                entry=entry, name=name)  # fmt: skip
        ids[one[0].id] = None
    return tuple(ids)


def work_id(view: CaseView, *parts: str) -> str:
    """Return an id that is the same for the same part of the same file."""
    return derived_id("work", view.case.id, *parts)
