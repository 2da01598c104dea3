"""Child not recorded as seen or heard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from chronology_app.analysis.patterns.days import add_working_days
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import LevelSpell, Steps
from chronology_app.model import ChildWords
from chronology_app.model.codes import Part

_LEVELS = ("child_protection", "child_in_need", "looked_after")
_ALONE, _SPOKEN = str(Part.SEEN_ALONE), str(Part.SPOKEN_TO)


def find(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Yield the stretches of a spell in which a child is not recorded as seen or heard."""
    seen = _Seen(ground)
    if not seen.is_marked:
        return
    for child in ground.of_child:
        lines = _Lines(ground, seen, child)
        for spell in steps.levels[child].spells():
            if spell.level in _LEVELS:
                yield from _stretches(ground, seen, child, spell, lines)


class _Seen:
    """Which events record a child as seen, seen alone, or heard."""

    def __init__(self, ground: Ground) -> None:
        view = ground.view
        self._parts = {
            key: {(p.person_id, p.part) for p in people}
            for key, people in view.event_people.items()
        }
        self._words = {(w.event_id, w.child_id) for w in view.of(ChildWords)}
        tells = ground.words.fact_tells
        self.told = {row.id for row in ground.rows if tells("seen_words", row.event)}
        marks = {Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO}
        children = set(ground.of_child)
        own = {row.id for row in ground.rows}
        self.is_marked = bool(self.told) or any(
            who in children and part in marks
            for key, parts in self._parts.items() if key in own
            for who, part in parts
        ) or any(key in own for key, _child in self._words)  # fmt: skip

    def has_part(self, row: Dated, child: str, part: str) -> bool:
        """Say whether a child has a part in an event."""
        return (child, part) in self._parts.get(row.id, ())

    def is_seen(self, row: Dated, child: str) -> bool:
        """Say whether an event records a child as seen or heard."""
        if self.has_part(row, child, str(Part.NOT_SEEN)):
            return False
        parts = (str(Part.SEEN), _ALONE, _SPOKEN)
        if any(self.has_part(row, child, part) for part in parts):
            return True
        return row.kind == "child_words" or (row.id, child) in self._words or row.id in self.told


class _Lines:
    """One child's events: seen or heard, seen alone, spoken to."""

    def __init__(self, ground: Ground, seen: _Seen, child: str) -> None:
        own = ground.of_child[child]
        self.seen = Line(row for row in own if seen.is_seen(row, child))
        self.alone = Line(row for row in own if seen.has_part(row, child, _ALONE))
        self.spoken = Line(row for row in own if seen.has_part(row, child, _SPOKEN))
        self.undated = ground.undated_of(child, lambda e: e.kind in ("visit", "child_words"))


def _stretches(
    ground: Ground, seen: _Seen, child: str, spell: LevelSpell, lines: _Lines
) -> Iterator[Found]:
    start, end = spell.start.row, spell.end.row if spell.end else None
    until = (end.first, end.last) if end else (ground.as_of, ground.as_of)
    inside = sorted(lines.seen.between(start.first, until[1]), key=lambda row: row.order)
    # What lies outside the spell is no part of the stretch, however uncertain an event's date is.
    points: list[tuple[int, int, Dated | None]] = [
        (start.first, start.last, start),
        *((max(row.first, start.first), min(row.last, until[1]), row) for row in inside),
        (*until, end),
    ]  # fmt: skip
    numbers = ground.thresholds("silence")
    for before, after in pairwise(points):
        if after[1] <= _limit(before[0], spell.level, numbers):
            continue
        events = {row.id: row for row in (before[2], after[2]) if row is not None}
        told = spell.read | seen.told
        yield Found(
            rule="seen_or_heard", child=child, span=(before[0], after[1]),
            events=tuple(sorted(events.values(), key=lambda row: row.order)),
            is_certain=after[0] > _limit(before[1], spell.level, numbers),
            params={
                "level": spell.level, "days": after[1] - before[0],
                **_days_since(lines, before[0], after[1]),
            },
            read=frozenset(told & events.keys()),
            undated=lines.undated,
        )  # fmt: skip


def _limit(day: int, level: str, numbers: dict[str, float | int]) -> int:
    if level == "child_protection":
        return add_working_days(day, int(numbers["child_protection_days"]))
    return day + 7 * int(numbers["other_weeks"])


def _days_since(lines: _Lines, start: int, end: int) -> dict[str, object]:
    """Return the days since the child was last seen alone and spoken to; empty: never recorded."""
    found: dict[str, object] = {}
    for name, line in (("seen_alone_days", lines.alone), ("spoken_to_days", lines.spoken)):
        last = line.latest_between(1, start)
        found[name] = end - last.first if last else ""
    return found
