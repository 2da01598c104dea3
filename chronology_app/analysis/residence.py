"""Says whether a concern of a household counts for a child: whether the child lived there then.

Owns the rule; the spells are derived in `spells`, the figures are made in `cumulative`. The rule is
told with an example in docs/cumulative.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache

from chronology_app.analysis.spells import Spell, Spells
from chronology_app.dates.days import shifted
from chronology_app.model import ChildWords, Event, ObservedImpact, Person
from chronology_app.model.codes import Part, SpellKind
from chronology_app.model.view import CaseView

#: Parts that a child has in an event by being there: the concern is then the child's own.
_TOOK_PART = frozenset({Part.PRESENT, Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO})

#: The longest pregnancy, 42 weeks: an unborn child lives where its mother does.
_PREGNANCY = timedelta(weeks=42)


class Lives(Enum):
    """Whether a child lived in the household that a concern is about."""

    THERE = auto()
    PERHAPS = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a child lived: in a placement away from the family, and in which households."""

    #: Surely, and perhaps, in a placement that is none of the family's households.
    is_away: bool
    may_be_away: bool
    #: The family's households in which the child may have lived; empty: not recorded.
    households: frozenset[str]
    #: The same, of those in which the child surely lived.
    surely: frozenset[str]


class SpellIndex:
    """Spells by their days, so that those of one event are found without reading all."""

    def __init__(self, spells: Iterable[Spell]) -> None:
        rows = sorted(((*_possible(s), *_certain(s), s) for s in spells), key=lambda row: row[:2])
        self._rows = rows
        self._begins = [row[0] for row in rows]
        self._latest_end: list[date] = []
        for row in rows:
            before = self._latest_end[-1] if self._latest_end else date.min
            self._latest_end.append(max(before, row[1]))

    def at(self, first: date, last: date) -> Iterator[tuple[Spell, bool]]:
        """Yield the spells in which something from `first` to `last` may lie, and whether surely.

        Both days are included; the day of a spell's end is not part of it.
        """
        for number in range(bisect_right(self._begins, last) - 1, -1, -1):
            if self._latest_end[number] <= first:
                return
            begin, end, sure_begin, sure_end, spell = self._rows[number]
            if begin <= last and first < end:
                yield spell, sure_begin <= first and last < sure_end


def _possible(spell: Spell) -> tuple[date, date]:
    begin = spell.start.earliest if spell.start else None
    end = spell.end.latest if spell.end else None
    return begin or date.min, end or date.max


def _certain(spell: Spell) -> tuple[date, date]:
    begin = spell.start.latest if spell.start else None
    end = spell.end.earliest if spell.end else None
    return begin or date.max, date.max if spell.end is None else end or date.min


class Residence:
    """Where each child lived, asked about one event at a time.

    A *concern of a household* is one that is recorded for two or more children, or for none by
    name. It counts for a child only for the time in which the child lived in that household:

    1. A child who was there (present, seen, spoken to, whose words or observed impact the event
       holds) is concerned in any case; so is a child for whom alone the concern is recorded.
    2. A child surely before the pregnancy, or surely in a placement that is none of the family's
       households, lived elsewhere, unless all the children concerned did: then the concern is not
       of the family's household, and counts as it was recorded.
    3. Where the children concerned lived in different households, it is about those whose words
       name an adult of the event. Where no adult tells, it counts perhaps.
    """

    def __init__(self, view: CaseView, spells: Spells) -> None:
        self._view = view
        self._children = {child.id: child for child in view.children}
        self._placements = _by_child(spells, SpellKind.PLACEMENT)
        self._households = _by_child(spells, SpellKind.HOUSEHOLD)
        self._known = frozenset(
            s.value.casefold() for s in spells.spells if s.kind == SpellKind.HOUSEHOLD
        )
        self._own: dict[str, set[str]] = defaultdict(set)
        for words in view.of(ChildWords):
            self._own[words.event_id].add(words.child_id)
        for impact in view.of(ObservedImpact):
            self._own[impact.event_id].add(impact.child_id)
        #: Household -> names of an adult in its words, found once.
        self._names = cache(self._names_in)

    def of(self, event: Event) -> dict[str, Lives]:
        """Return for each child whom the event's concerns may count, whether they do."""
        recorded = {concern.child_id for concern in self._view.concerns.get(event.id, ())}
        named = [child_id for child_id in self._children if child_id in recorded]
        if len(recorded) > len(named):
            named = list(self._children)
        if len(named) < 2 and recorded <= self._children.keys():
            return dict.fromkeys(named, Lives.THERE)
        homes = {child_id: self._home(child_id, event) for child_id in named}
        about = self._about(event, homes.values())
        found = {c: self._lives(c, event, home, about) for c, home in homes.items()}
        if all(lives is Lives.ELSEWHERE for lives in found.values()):
            return dict.fromkeys(named, Lives.THERE)
        return found

    def _lives(
        self, child_id: str, event: Event, home: _Home, about: frozenset[str] | None
    ) -> Lives:
        if self._took_part(child_id, event):
            return Lives.THERE
        if home.is_away or self._is_before_pregnancy(child_id, event):
            return Lives.ELSEWHERE
        if home.may_be_away:
            return Lives.PERHAPS
        if about is None or (home.surely and home.surely <= about):
            return Lives.THERE
        apart = about and home.surely and not home.households & about
        return Lives.ELSEWHERE if apart else Lives.PERHAPS

    def _about(self, event: Event, homes: Iterable[_Home]) -> frozenset[str] | None:
        """Return the households that an event is about; None: the children had only one."""
        held = frozenset(name for home in homes if not home.is_away for name in home.households)
        if len(held) < 2:
            return None
        people = {part.person_id for part in self._view.event_people.get(event.id, ())}
        return frozenset(name for name in held if people & self._names(name))

    def _names_in(self, household: str) -> frozenset[str]:
        adults = (p for p in self._view.people if not p.is_child)
        return frozenset(p.id for p in adults if _is_named(p, household))

    def _home(self, child_id: str, event: Event) -> _Home:
        first, last = _days(event)
        away: list[bool] = []
        held: list[tuple[str, bool]] = []
        if child_id in self._placements:
            for spell, surely in self._placements[child_id].at(first, last):
                name = spell.value.casefold()
                if name in self._known:
                    held.append((name, surely))
                else:
                    away.append(surely)
        if child_id in self._households and not any(away):
            at = self._households[child_id].at(first, last)
            held += [(spell.value.casefold(), surely) for spell, surely in at]
        return _Home(
            is_away=any(away),
            may_be_away=bool(away),
            households=frozenset(name for name, _ in held),
            surely=frozenset(name for name, surely in held if surely),
        )

    def _is_before_pregnancy(self, child_id: str, event: Event) -> bool:
        born = self._children[child_id].born or self._children[child_id].due
        if born is None or born.earliest is None or event.date is None:
            return False
        last = event.date.latest
        return last is not None and last < shifted(born.earliest, -_PREGNANCY)

    def _took_part(self, child_id: str, event: Event) -> bool:
        parts = self._view.event_people.get(event.id, ())
        return child_id in self._own.get(event.id, ()) or any(
            part.person_id == child_id and part.part in _TOOK_PART for part in parts
        )


def _by_child(spells: Spells, kind: str) -> dict[str, SpellIndex]:
    groups: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells.spells:
        if spell.kind == kind:
            groups[spell.child_id].append(spell)
    return {child_id: SpellIndex(group) for child_id, group in groups.items()}


def _days(event: Event) -> tuple[date, date]:
    """Return the first and last possible day of an event; an open end reaches to the edge."""
    if event.date is None:
        return date.min, date.max
    return event.date.earliest or date.min, event.date.latest or date.max


def _is_named(person: Person, words: str) -> bool:
    names = (person.name, *person.aliases)
    return any(
        re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) for name in names if name
    )
