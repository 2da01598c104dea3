"""Rows about one invented child, and what the rules find in them."""

from __future__ import annotations

from datetime import date, timedelta

from chronology_app.analysis.patterns import PatternHit, build_patterns
from chronology_app.model import (
    Case,
    EventPerson,
    Person,
    Record,
)
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from tests.factories import day, make, make_event

SETTINGS = load_settings()
LEVEL = "level_of_help"


def children(*names: str) -> list[Record]:
    return [
        make(Person, id=name, name=name.title(), role="child", position=n, born=day("2010-01-01"))
        for n, name in enumerate(names or ("ada",))
    ]


def on(edtf: str | None, kind: str, fact: str = "Noted.", /, **more: object) -> list[Record]:
    """Return an event about Ada; its id is its date and kind."""
    more.setdefault("children", ("ada",))
    key = str(more.pop("key", f"{edtf}-{kind}"))
    return make_event(key, edtf, fact, kind=kind, **more)  # type: ignore[arg-type]


def hits(*rows: list[Record], as_of: str | None = None) -> tuple[PatternHit, ...]:
    people = [] if any(isinstance(r, Person) for rs in rows for r in rs) else children()
    view = view_of(make(Case), [*people, *(r for rs in rows for r in rs)])
    return build_patterns(view, SETTINGS, date.fromisoformat(as_of) if as_of else None)


def found(
    pattern: str, rule: str, *rows: list[Record], as_of: str | None = None
) -> list[PatternHit]:
    return [h for h in hits(*rows, as_of=as_of) if (h.pattern, h.rule) == (pattern, rule)]


def level(edtf: str, value: str, edge: str = "starts", **more: object) -> list[Record]:
    return on(edtf, "decision", f"Step {value}.", key=f"{edtf}-{value}-{edge}",
              spells=((LEVEL, value, edge),), **more)  # fmt: skip


def worker(edtf: str, name: str, edge: str = "starts") -> list[Record]:
    return on(edtf, "change_of_worker", "Change.", key=f"{edtf}-{name}-{edge}",
              spells=(("worker", name, edge),))  # fmt: skip


def ups_and_downs(last: str) -> list[list[Record]]:
    return [
        level("2019-01-01", "child_in_need"), level("2019-06-01", "child_in_need", "ends"),
        level("2020-01-01", "child_in_need"), level("2020-06-01", "closed"),
        level(last, "child_protection"),
    ]  # fmt: skip


def agreement(n: int, concern: str, agency: str = "school") -> list[list[Record]]:
    start = date(2020, 1, 6) + timedelta(days=150 * n)
    after = start + timedelta(days=int(concern))
    return [
        on(start.isoformat(), "visit", "Mother agreed to keep the home clean.", agency=agency),
        on(after.isoformat(), "visit", "Dirty.", concerns=("physical",)),
    ]


def seen_on(edtf: str, part: str = "seen") -> list[Record]:
    rows = on(edtf, "visit")
    return [*rows, make(EventPerson, id=f"{edtf}-{part}", event_id=f"{edtf}-visit", person_id="ada",
                        part=part)]  # fmt: skip


def concerns(months: list[int]) -> list[list[Record]]:
    return [
        on(f"{2020 + m // 12}-{m % 12 + 1:02}-05", "visit", concerns=("physical",)) for m in months
    ]
