"""Says what must be found in a history: each published rule worked out plainly, without haste.

Owns the shared reading of a history (`Facts`) and the list of rules; the rules themselves stand in
`oracle_help`, `oracle_record` and `oracle_balance`. Written from the published text; what a fact
says comes from the generator's notes, not from its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from chronology_app.model import Concern, SpellMark, Strength
from chronology_app.model.view import CaseView
from tests.histories.builder import History, months_after, working_days_after

RANK = {
    "closed": 0,
    "universal": 0,
    "early_help": 1,
    "child_in_need": 2,
    "child_protection": 3,
    "pre_proceedings": 4,
    "proceedings": 5,
    "looked_after": 6,
}


@dataclass(frozen=True)
class Ev:
    """A confirmed, dated event as the rules see it."""

    id: str
    kind: str
    first: date
    last: date
    children: frozenset[str]
    agency: str
    #: Child -> its types of concern.
    types: dict[str, frozenset[str]]
    #: Children with a concern of the highest weight.
    highest: frozenset[str]
    is_strength: bool
    is_answered: bool
    parts: dict[str, frozenset[str]]
    says: frozenset[Any]

    def has(self, word: str) -> tuple[Any, ...] | None:
        """Return a note such as ("attended", 5, 6) by its first word."""
        return next((s for s in self.says if isinstance(s, tuple) and s[0] == word), None)

    @property
    def is_exact(self) -> bool:
        """Say whether it is of one day."""
        return self.first == self.last


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A hit that the published rule gives."""

    pattern: str
    rule: str
    #: None: the rule is about the family, and any children may be named.
    child: str | None
    events: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    #: None: the text does not settle it.
    is_certain: bool | None = None
    #: False: the text does not settle whether it is a hit; neither missed nor false.
    is_settled: bool = True


@dataclass(frozen=True)
class Spell:
    """A time at one level, or with one worker; `end` None: it goes on."""

    value: str
    begins: Ev
    ends: Ev | None


class Facts:
    """One history as the rules see it."""

    def __init__(self, history: History) -> None:
        self.view: CaseView = history.view
        self.child_ids = [p.id for p in self.view.children]
        self.events = sorted(_read(history), key=lambda e: (e.first, e.last, e.id))
        self.as_of = max((e.last for e in self.events), default=date(2000, 1, 1))
        self.by_id = {e.id: e for e in self.events}

    def of(self, child: str | None) -> list[Ev]:
        """Return the events that name a child; without a child, those that name none."""
        if child is None:
            return [e for e in self.events if not e.children]
        return [e for e in self.events if child in e.children]

    def marks(self, child: str, kind: str) -> list[tuple[Ev, str, str]]:
        """Return a child's marks as (event, value, edge) by date; ends come before beginnings.

        What an event without a mark says in words counts like a mark.
        """
        rows = [
            (self.by_id[m.event_id], m.value, m.edge)
            for m in self.view.of(SpellMark)
            if m.child_id == child and m.kind == kind and m.event_id in self.by_id
        ]
        for event in self.of(child):
            told = event.has(kind)
            if told:
                rows.append((event, told[1], told[2]))
        return sorted(rows, key=lambda r: (r[0].first, r[2] != "ends"))

    def levels(self, child: str) -> list[Spell]:
        """Return the levels one after the other; what has no end goes on."""
        found: list[Spell] = []
        now: tuple[str, Ev] | None = None
        for ev, value, edge in self.marks(child, "level_of_help"):
            if edge == "ends":
                if now and now[0] == value:
                    found.append(Spell(*now, ev))
                    now = None
            elif not now or now[0] != value:
                if now:
                    found.append(Spell(*now, ev))
                now = (value, ev)
        return [*found, Spell(*now, None)] if now else found


def expected_hits(history: History) -> list[Expected]:
    """Return every hit that the published rules give for a history."""
    # Imported here, because the rules take their words from this module.
    from tests.histories import oracle_balance, oracle_help, oracle_record

    facts = Facts(history)
    rules: list[Callable[[Facts], Iterable[Expected]]] = [
        *oracle_help.RULES, *oracle_record.RULES, *oracle_balance.RULES,
    ]  # fmt: skip
    return [hit for rule in rules for hit in rule(facts)]


@cache
def is_over(since: date, until: date, working_days: int) -> bool:
    """Say whether a day lies later than so many working days (Monday to Friday) after another."""
    return until > working_days_after(since, working_days)


def sure(flags: Sequence[bool], least: int) -> bool | None:
    """Say whether a rule that needs so many surely holds; None where the text leaves it open."""
    if all(flags):
        return True
    return False if sum(flags) < least else None


def hit_of(
    pattern: str, rule: str, child: str | None, events: Iterable[Ev], **more: Any
) -> Expected:
    """Return a hit over some events; its span by the shared rule unless it is given."""
    held = sorted(set(map(_key, events)))
    span = {"start": min(h[1] for h in held), "end": max(h[2] for h in held)} if held else {}
    ids = tuple(h[0] for h in held)
    return Expected(pattern=pattern, rule=rule, child=child, events=ids, **(span | more))


def merged(hits: Iterable[Expected], months: int | None) -> list[Expected]:
    """Join hits of one rule and child that share an event, or lie less than `months` apart."""
    left = sorted(hits, key=lambda h: (h.start or date.min, h.end or date.min))
    done: list[Expected] = []
    for hit in left:
        held = next((h for h in done if _meet(h, hit, months)), None)
        if held is None:
            done.append(hit)
            continue
        done.remove(held)
        done.append(_joined(held, hit))
    return done if len(done) == len(left) else merged(done, months)


def _key(ev: Ev) -> tuple[str, date, date]:
    return ev.id, ev.first, ev.last


def _meet(one: Expected, other: Expected, months: int | None) -> bool:
    if set(one.events) & set(other.events):
        return True
    if months is None or not (one.start and one.end and other.start and other.end):
        return False
    first, second = sorted((one, other), key=lambda h: h.start or date.min)
    assert first.end
    assert second.start
    return second.start < months_after(first.end, months)


def _joined(one: Expected, other: Expected) -> Expected:
    return replace(
        one,
        events=tuple(sorted({*one.events, *other.events})),
        start=min(d for d in (one.start, other.start) if d),
        end=max(d for d in (one.end, other.end) if d),
        is_certain=one.is_certain if one.is_certain == other.is_certain else None,
        is_settled=one.is_settled or other.is_settled,
    )


def _read(history: History) -> Iterable[Ev]:
    view = history.view
    strengths = {s.event_id for s in view.of(Strength)}
    concerns: dict[str, list[Concern]] = {}
    for row in view.of(Concern):
        concerns.setdefault(row.event_id, []).append(row)
    for event in view.ordinary:
        if event.date is None or event.date.earliest is None or event.date.latest is None:
            continue
        parts: dict[str, set[str]] = {}
        for person in view.event_people.get(event.id, ()):
            parts.setdefault(person.person_id, set()).add(person.part)
        rows = concerns.get(event.id, [])
        types = {c.child_id: frozenset(r.type for r in rows if r.child_id == c.child_id)
                 for c in rows}  # fmt: skip
        highest = {c.child_id for c in rows if "highest" in (c.weight, event.significance)}
        named = frozenset(c.id for c in view.children if c.id in parts)
        yield Ev(
            event.id, event.kind, event.date.earliest, event.date.latest, named,
            view.accounts[event.id][0].recorded_by, types, frozenset(highest),
            event.id in strengths or event.kind == "positive", bool(event.action or event.result),
            {k: frozenset(v) for k, v in parts.items()}, history.says.get(event.id, frozenset()),
        )  # fmt: skip
