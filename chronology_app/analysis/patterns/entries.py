"""Little recorded for this child; one-sided record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chronology_app.analysis.months import month_of
from chronology_app.analysis.patterns.days import add_months
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.model import Parentage, Person

_FATHER = re.compile(r"\b(?:step-?\s?)?(?:father|dad)\b", re.I)
_NO_FATHER = re.compile(r"\b(?:grand|god|foster)[\s-]?(?:father|dad)|father'?s\b", re.I)
_MALE = frozenset({"m", "male", "man", "boy", "gwryw"})


def find_lost_child(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield the children with far fewer entries a month than their brothers and sisters."""
    if not ground.rows:
        return
    numbers = ground.thresholds("lost_child")
    lines = {child: Line(rows) for child, rows in ground.of_child.items()}
    births = {child.id: _begins(ground, child) for child in ground.children}
    for child, start in births.items():
        others = [other for other in births if other != child]
        months = _months(start, ground.as_of)
        if not others or months < numbers["least_months"]:
            continue
        rates, entries = [], 0
        for other in others:
            begins = max(start, births[other])
            lived = _months(begins, ground.as_of)
            if lived > 0:
                count = lines[other].count_from(begins, ground.as_of)
                rates.append(count / lived)
                entries += count
        own = lines[child].count_from(start, ground.as_of)
        mean = sum(rates) / len(rates) if rates else 0.0
        if (
            entries >= numbers["least_entries"]
            and 100 * own < numbers["share_percent"] * mean * months
        ):
            yield Found(
                rule="rate", child=child, events=tuple(ground.of_child[child]),
                span=(start, ground.as_of),
                params={"count": own, "months": months, "rate": f"{own / months:.2f}",
                        "others": f"{mean:.2f}"},
                is_certain=all(row.is_exact for row in ground.of_child[child]),
                undated=ground.undated_of(child, lambda _event: True),
            )  # fmt: skip


def _begins(ground: Ground, child: Person) -> int:
    """Return the child's first day on record: birth, or the case's first event, the later."""
    born = child.born or child.due
    day = born.earliest.toordinal() if born and born.earliest else 0
    return max(day, ground.rows[0].first)


def _months(start: int, end: int) -> int:
    """Return the calendar months that two days and those between them touch."""
    if end < start:
        return 0
    return month_of(date.fromordinal(end)) - month_of(date.fromordinal(start)) + 1


def find_one_sided(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield stretches without a strength, fathers without an entry, and one agency's record."""
    numbers = ground.thresholds("one_sided")
    months, least = int(numbers["months"]), int(numbers["least_events"])
    yield from _no_strength(ground, months, least)
    if ground.rows:
        yield from _fathers(ground)
        yield from _one_agency(ground, least)


def _no_strength(ground: Ground, months: int, least: int) -> Iterator[Found]:
    stretch: list[Dated] = []
    for row in (*(r for r in ground.rows if r.children or ground.is_strength(r)), None):
        if row is not None and not ground.is_strength(row):
            stretch.append(row)
            continue
        if len(stretch) >= least:
            first, last = stretch[0], max(stretch, key=lambda r: (r.last, r.order))
            if last.last >= add_months(first.first, months):
                latest = max(r.first for r in stretch)
                yield Found(
                    rule="no_strength", child=None, events=tuple(stretch),
                    params={"count": len(stretch)},
                    is_certain=latest >= add_months(min(r.last for r in stretch), months),
                )  # fmt: skip
        stretch = []


def _fathers(ground: Ground) -> Iterator[Found]:
    view = ground.view
    parents = {link.parent_id for link in view.of(Parentage)}
    named = {part.person_id for row in ground.rows for part in view.event_people.get(row.id, ())}
    for person in view.people:
        is_father = _FATHER.search(person.role) and not _NO_FATHER.search(person.role)
        is_man = person.id in parents and person.sex.strip().lower() in _MALE
        if not (is_father or is_man) or person.is_child or person.id in named:
            continue
        if not _is_told_of(ground, person):
            yield Found(
                rule="father_without_entry", child=None, about=person.id,
                span=(ground.rows[0].first, ground.as_of), params={"name": person.name},
            )  # fmt: skip


def _is_told_of(ground: Ground, person: Person) -> bool:
    """Say whether a fact or its quotes name a person in words."""
    names = "|".join(
        re.escape(name)
        for name in (person.name, *person.aliases, *person.name.split()[:1])
        if name.strip()
    )
    if not names:
        return False
    pattern = re.compile(rf"\b(?:{names})\b")
    return any(pattern.search(t) for r in ground.rows for t in ground.words.texts(r.event))


def _one_agency(ground: Ground, least: int) -> Iterator[Found]:
    view = ground.view
    told = {a.recorded_by for row in ground.rows for a in view.accounts.get(row.id, ())}
    if len(ground.rows) >= least and len(told) == 1:
        yield Found(
            rule="one_agency", child=None, events=tuple(ground.rows),
            params={"count": len(ground.rows), "agency": next(iter(told))},
        )  # fmt: skip
