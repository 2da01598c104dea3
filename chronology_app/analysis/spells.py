"""What goes on over a time for a child, derived from the confirmed events that begin and end it.

Owns the pairing of beginnings with ends and names what does not fit; stores nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from chronology_app.dates import FuzzyDate
from chronology_app.model import Event, SpellMark
from chronology_app.model.codes import SpellKind
from chronology_app.model.view import CaseView

#: A child has one of these at a time: the next one begins where the last one ends.
EXCLUSIVE = frozenset(
    {SpellKind.LEVEL_OF_HELP, SpellKind.LEGAL_STATUS, SpellKind.PLACEMENT, SpellKind.AREA}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time during which something held for one child; the day of the end is not part of it."""

    child_id: str
    #: A `SpellKind` code.
    kind: str
    value: str
    #: None: no beginning is recorded.
    start: FuzzyDate | None = None
    #: None: it goes on, or no end is recorded.
    end: FuzzyDate | None = None
    start_event_id: str | None = None
    end_event_id: str | None = None
    #: The end is the beginning of the next one of its kind, not an end of its own.
    end_is_implied: bool = False

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The events that begin and end it."""
        return tuple(i for i in (self.start_event_id, self.end_event_id) if i)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellFinding:
    """A beginning or an end that does not fit; `code` names the sentence ``spell.CODE``."""

    #: "conflicting_ends", "end_without_start", "started_twice" or "undated_edge".
    code: str
    child_id: str
    kind: str
    value: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spells:
    """All spells in order of their beginning, and what did not fit."""

    spells: tuple[Spell, ...]
    findings: tuple[SpellFinding, ...]

    def of(self, child_id: str, kind: str) -> tuple[Spell, ...]:
        """Return one child's spells of one kind."""
        return tuple(s for s in self.spells if (s.child_id, s.kind) == (child_id, kind))


def build_spells(view: CaseView, events: Iterable[Event] | None = None) -> Spells:
    """Derive the spells from events that a person has confirmed.

    `events`: those to read, in order of date; by default every confirmed one. A document passes
    the events that it may print.
    """
    pairs: dict[tuple[str, str], list[tuple[Event, SpellMark]]] = defaultdict(list)
    for event in view.confirmed if events is None else events:
        for mark in _in_order(view.spell_marks.get(event.id, ())):
            pairs[mark.child_id, mark.kind].append((event, mark))
    lines = [_Line(child, kind) for child, kind in pairs]
    for line, marks in zip(lines, pairs.values(), strict=True):
        for event, mark in marks:
            line.take(event, mark)
    spells = [spell for line in lines for spell in line.done()]
    findings = [finding for line in lines for finding in line.findings]
    return Spells(tuple(spells), tuple(findings))


def _in_order(marks: Iterable[SpellMark]) -> list[SpellMark]:
    """Return the marks of one event with its ends first, so that a step closes before it opens."""
    return sorted(marks, key=lambda m: (m.edge != "ends", m.value))


def _same(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    return (one and one.edtf) == (other and other.edtf)


class _Line:
    """One child's spells of one kind while they are being paired."""

    def __init__(self, child_id: str, kind: str) -> None:
        self.child_id = child_id
        self.kind = kind
        self.findings: list[SpellFinding] = []
        self._open: list[Spell] = []
        self._closed: list[Spell] = []

    def take(self, event: Event, mark: SpellMark) -> None:
        """Read the next mark in order of date."""
        if event.date is None:
            self._find("undated_edge", mark.value, event.id)
        if mark.edge == "starts":
            self._start(event, mark.value)
        else:
            self._end(event, mark.value)

    def done(self) -> list[Spell]:
        """Return the spells in order of their beginning."""
        spells = [*self._closed, *self._open]
        return sorted(spells, key=lambda s: s.start.sort_key if s.start else "")

    def _start(self, event: Event, value: str) -> None:
        already = self._find_open(value)
        if already:
            self._find("started_twice", value, *already.event_ids, event.id)
            return
        if self.kind in EXCLUSIVE:
            for spell in tuple(self._open):
                self._close(spell, event, implied=True)
        self._open.append(
            Spell(child_id=self.child_id, kind=self.kind, value=value, start=event.date,
                  start_event_id=event.id)
        )  # fmt: skip

    def _end(self, event: Event, value: str) -> None:
        spell = self._find_open(value)
        if spell:
            self._close(spell, event, implied=False)
            return
        last = next((s for s in reversed(self._closed) if s.value == value), None)
        if last is None:
            self._find("end_without_start", value, event.id)
            self._closed.append(
                Spell(child_id=self.child_id, kind=self.kind, value=value, end=event.date,
                      end_event_id=event.id)
            )  # fmt: skip
        elif not _same(last.end, event.date):
            self._find("conflicting_ends", value, last.end_event_id or "", event.id)

    def _close(self, spell: Spell, event: Event, *, implied: bool) -> None:
        self._open.remove(spell)
        self._closed.append(
            replace(spell, end=event.date, end_event_id=event.id, end_is_implied=implied)
        )

    def _find_open(self, value: str) -> Spell | None:
        return next((s for s in self._open if s.value == value), None)

    def _find(self, code: str, value: str, *event_ids: str) -> None:
        self.findings.append(
            SpellFinding(code=code, child_id=self.child_id, kind=self.kind, value=value,
                         event_ids=tuple(i for i in event_ids if i))
        )  # fmt: skip
