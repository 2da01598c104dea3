"""What every rule reads: dated events by child with first and last possible day, words, settings.

Owns how an uncertain date is placed and which events count; each rule is a module of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

from chronology_app.analysis.patterns.hit import Threshold
from chronology_app.analysis.patterns.words import Words
from chronology_app.model import Event, Person, Strength
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A confirmed event with its first and last possible day (ordinals)."""

    event: Event
    first: int
    last: int
    children: frozenset[str]
    #: Who acted, as the headline account says.
    agency: str

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def kind(self) -> str:
        """The event's kind."""
        return self.event.kind

    @property
    def is_exact(self) -> bool:
        """Whether its date is one day."""
        return self.first == self.last

    @property
    def order(self) -> tuple[int, int, str]:
        """Its place among others, the same in whatever order records came."""
        return (self.first, self.last, self.event.id)


class Line:
    """Events in order of date, that answers "is there one between two days" by bisection."""

    def __init__(self, rows: Iterable[Dated]) -> None:
        self.rows: Sequence[Dated] = sorted(rows, key=lambda row: row.order)
        self._firsts = [row.first for row in self.rows]
        #: The latest last day of the rows so far.
        self._reach = list(accumulate((row.last for row in self.rows), max))
        self._by_last = sorted(self.rows, key=lambda row: (row.last, row.first, row.id))
        self._lasts = [row.last for row in self._by_last]
        #: The earliest first day of this row and all behind it.
        behind = accumulate((row.first for row in reversed(self._by_last)), min)
        self._least = list(behind)[::-1]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def between(self, low: int, high: int) -> Iterator[Dated]:
        """Yield rows that may lie within two days, both included; the earliest end first."""
        for at in range(bisect_left(self._lasts, low), len(self._lasts)):
            if self._least[at] > high:
                return
            if self._by_last[at].first <= high:
                yield self._by_last[at]

    def first_between(self, low: int, high: int) -> Dated | None:
        """Return the earliest row that may lie within two days."""
        return next(self.between(low, high), None)

    def latest_between(self, low: int, high: int, but: Dated | None = None) -> Dated | None:
        """Return the latest row that may lie within two days; `but`: not this one."""
        for at in range(bisect_right(self._firsts, high) - 1, -1, -1):
            if self._reach[at] < low:
                return None
            if self.rows[at].last >= low and self.rows[at] is not but:
                return self.rows[at]
        return None

    def count_from(self, low: int, high: int) -> int:
        """Return how many rows begin within two days."""
        return max(0, bisect_right(self._firsts, high) - bisect_left(self._firsts, low))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit for one child (None: the parents or family) before equal ones are put together."""

    rule: str
    child: str | None
    events: tuple[Dated, ...] = ()
    span: tuple[int, int] | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    is_certain: bool = True
    read: frozenset[str] = frozenset()
    undated: tuple[Event, ...] = ()
    #: What besides the events tells it from others of its kind: a change's or father's id.
    about: str = ""
    #: Thresholds from elsewhere than the pattern's own table.
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    #: Children it is about at once, where the rule is not looked at child by child.
    children: tuple[str, ...] = ()


class Ground:
    """A case laid out for the rules. Nothing is changed; made anew for each run."""

    def __init__(self, view: CaseView, settings: Settings, as_of: date | None) -> None:
        self.view, self.settings = view, settings
        self._agencies = {
            key: accounts[0].agency for key, accounts in view.accounts.items() if accounts
        }
        self._children = {child.id for child in view.children}
        # What is kept back stays back: a legal meeting must not show through a pattern.
        dated = [e for e in view.ordinary if e.date and (e.date.earliest or e.date.latest)]
        known = set(map(id, dated))
        self.undated = tuple(e for e in view.ordinary if id(e) not in known)
        self._born = min(
            (d.toordinal() for e in dated if e.date for d in (e.date.earliest,) if d), default=0
        )
        self.as_of = as_of.toordinal() if as_of else max(map(self._last, dated), default=0)
        rows = [self._place(event) for event in dated if self._first(event) <= self.as_of]
        self.rows: list[Dated] = sorted(rows, key=lambda row: row.order)
        self.line = Line(self.rows)
        self.words = Words(settings, view)

    def _first(self, event: Event) -> int:
        assert event.date is not None
        first, last = event.date.earliest, event.date.latest
        return first.toordinal() if first else min(self._born, last.toordinal() if last else 0)

    def _last(self, event: Event) -> int:
        assert event.date is not None
        last = event.date.latest or event.date.earliest
        return last.toordinal() if last else 0

    def _place(self, event: Event) -> Dated:
        assert event.date is not None
        first = max(self._first(event), 1)
        last = event.date.latest.toordinal() if event.date.latest else self.as_of
        return Dated(
            event, first, max(first, min(last, self.as_of)), self.named_in(event),
            self._agencies.get(event.id, "other"),
        )  # fmt: skip

    def named_in(self, event: Event) -> frozenset[str]:
        """Return the children whom an event names: a part in it, a concern or a mark."""
        view, key = self.view, event.id
        named = {p.person_id for p in view.event_people.get(key, ())}
        named |= {c.child_id for c in view.concerns.get(key, ())}
        named |= {m.child_id for m in view.spell_marks.get(key, ())}
        return frozenset(named & self._children)

    def thresholds(self, pattern: str) -> dict[str, Threshold]:
        """Return a pattern's numbers; those of a table inside it as ``TABLE.NAME``."""
        return dict(_numbers(self.settings.get(f"patterns.{pattern}") or {}, ""))

    @cached_property
    def of_child(self) -> dict[str, list[Dated]]:
        """Child id -> the events that name the child."""
        found: dict[str, list[Dated]] = {child.id: [] for child in self.view.children}
        for row in self.rows:
            for child in row.children:
                found[child].append(row)
        return found

    @cached_property
    def unnamed(self) -> list[Dated]:
        """The events that name no child."""
        return [row for row in self.rows if not row.children]

    def subject_rows(self, child: str | None) -> list[Dated]:
        """Return a child's events, or those that name no child."""
        return self.unnamed if child is None else self.of_child[child]

    def undated_of(self, child: str | None, fits: Callable[[Event], bool]) -> tuple[Event, ...]:
        """Return the undated events of a child (or of none) that fit."""
        named = ((event, self.named_in(event)) for event in self.undated)
        found = (e for e, who in named if (child in who if child else not who) and fits(e))
        return tuple(sorted(found, key=lambda event: event.id))

    @property
    def children(self) -> tuple[Person, ...]:
        """The children in the family's order."""
        return self.view.children

    @cached_property
    def _types(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, concerns in self.view.concerns.items():
            for concern in concerns:
                found[key, concern.child_id].add(concern.type)
        return {key: frozenset(types) for key, types in found.items()}

    def types(self, row: Dated, child: str) -> frozenset[str]:
        """Return the types of concern that an event has for a child."""
        return self._types.get((row.id, child), frozenset())

    @cached_property
    def concern_lines(self) -> dict[tuple[str, str], Line]:
        """(child, type) -> the events with that concern."""
        found: dict[tuple[str, str], list[Dated]] = defaultdict(list)
        for child, rows in self.of_child.items():
            for row in rows:
                for code in self.types(row, child):
                    found[child, code].append(row)
        return {key: Line(rows) for key, rows in sorted(found.items())}

    def is_strength(self, row: Dated, child: str | None = None) -> bool:
        """Say whether an event records a strength: where one is given, the child's or family's."""
        if row.kind == "positive":
            return True
        own: tuple[Strength, ...] = self.view.strengths.get(row.id, ())
        return any(child is None or s.child_id in (None, child) for s in own)


def _numbers(values: Mapping[str, object], inside: str) -> Iterator[tuple[str, Threshold]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, f"{inside}{name}.")
        elif isinstance(value, (int, float)):
            yield f"{inside}{name}", value
