"""What the record holds of one child: life line, needs, own words, strengths, listeners, gaps.

Owns what is gathered and when something counts as missing; the words are the screen's business.
Nothing is judged here: what is missing is missing from the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chronology_app.analysis.impact_matrix import KINDS, ImpactMatrix
from chronology_app.analysis.months import month_of
from chronology_app.analysis.spells import Spell, Spells
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Account,
    ChildWords,
    Event,
    LikelyImpact,
    ObservedImpact,
    Person,
    Record,
    Strength,
)
from chronology_app.model.codes import ImpactKind, Kind, Need, Part, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.wording import LANGUAGES, say

#: So many months without own words are said to be missing words.
QUIET_MONTHS = 6
#: Of a younger child no words are missed.
SPEAKS_FROM_MONTHS = 24
#: Spells that belong to the work and not to the child's life.
_NOT_LIFE = frozenset({SpellKind.WORKER})
#: What stands where nobody is named as having asked.
_NOBODY = frozenset(say("typed.not_recorded", language).casefold() for language in LANGUAGES)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """One step of a child's life, in order of time."""

    #: "due", "born", "died", "move" or the code of a kind of spell.
    code: str
    value: str = ""
    start: FuzzyDate | None = None
    #: None: it goes on, no end is recorded, or it is of one day.
    end: FuzzyDate | None = None
    event_ids: tuple[str, ...] = ()

    @property
    def is_spell(self) -> bool:
        """Say whether it goes on over a time."""
        return self.code not in ("due", "born", "died", "move")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedPart:
    """What is recorded of one need of a child."""

    need: str
    #: Events that touch it: a tag and no impact.
    concerned: tuple[Event, ...] = ()
    observed: tuple[ObservedImpact, ...] = ()
    likely: tuple[LikelyImpact, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is recorded of it."""
        return not (self.concerned or self.observed or self.likely)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who heard the child, and in which events."""

    #: The name as it is recorded; empty where only the agency is.
    name: str
    #: The agency's code.
    agency: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the record does not hold: a code, a number and codes of needs."""

    #: "entries" "own_words" "own_words_since" "alone" "observed" "strength" "needs"
    code: str
    months: int = 0
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPage:
    """All that the page of one child tells."""

    child: Person
    #: Events that name the child.
    event_ids: tuple[str, ...]
    life: tuple[LifeStep, ...]
    needs: tuple[NeedPart, ...]
    #: In order of time, each with its event.
    words: tuple[tuple[Event, ChildWords], ...]
    #: Events about the child's words whose exact words are not kept apart.
    told_without_words: tuple[Event, ...]
    #: The child's own strengths, and those of the family in events that name the child or nobody.
    strengths: tuple[tuple[Event, Strength], ...]
    heard: tuple[Heard, ...]
    missing: tuple[Missing, ...]


def build_child_page(
    view: CaseView, matrix: ImpactMatrix, spells: Spells, child: Person, as_of: date
) -> ChildPage:
    """Gather the page of one child from the events that stand.

    `matrix` and `spells`: of the same case and day, built once for all children.
    """
    return PageBuilder(view, matrix, spells, as_of).build(child)


class PageBuilder:
    """Gathers the pages of all children; what they share is sorted once, so it stays linear."""

    def __init__(self, view: CaseView, matrix: ImpactMatrix, spells: Spells, as_of: date) -> None:
        self._view, self._matrix, self._spells, self._as_of = view, matrix, spells, as_of
        self._place = {event.id: n for n, event in enumerate(view.events)}
        self._events = {event.id: event for event in view.events}
        self._strong = [event for event in view.events if event.id in view.strengths]
        self._named: dict[str, list[Event]] = defaultdict(list)
        for event in view.events:
            for child in view.children_of(event):
                self._named[child.id].append(event)
        self._parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for event_id, parts in view.event_people.items():
            for one in parts:
                self._parts[one.person_id][one.part].add(event_id)
        self._words: dict[str, list[ChildWords]] = defaultdict(list)
        for said in view.of(ChildWords):
            if said.event_id in self._events:
                self._words[said.child_id].append(said)

    def build(self, child: Person) -> ChildPage:
        """Gather the page of one child."""
        named = self._named[child.id]
        words = self._own_words(child)
        strengths = tuple(self._strengths(child))
        needs = tuple(self._needs(child))
        kept = {event.id for event, _ in words}
        return ChildPage(
            child=child,
            event_ids=tuple(event.id for event in named),
            life=tuple(self._life(child, named)),
            needs=needs,
            words=words,
            told_without_words=tuple(
                e for e in named if e.kind == Kind.CHILD_WORDS and e.id not in kept
            ),
            strengths=strengths,
            heard=tuple(self._heard(child, words)),
            missing=tuple(self._missing(child, named, needs, words, strengths)),
        )

    # --- the life line ---------------------------------------------------------------------

    def _life(self, child: Person, named: Sequence[Event]) -> list[LifeStep]:
        steps = [
            LifeStep(code=code, start=when)
            for code, when in (("born", child.born), ("died", child.died))
            if when is not None
        ]
        if child.due is not None and child.born is None:
            steps.append(LifeStep(code="due", start=child.due))
        spells = [s for s in self._spells.spells
                  if s.child_id == child.id and s.kind not in _NOT_LIFE]  # fmt: skip
        marked = {event_id for spell in spells for event_id in spell.event_ids}
        steps += [_spell_step(spell) for spell in spells]
        steps += [
            LifeStep(code="move", start=event.date, event_ids=(event.id,))
            for event in named
            if event.kind == Kind.MOVE and event.id not in marked
        ]
        return sorted(steps, key=_step_key)

    # --- needs, words, strengths -----------------------------------------------------------

    def _needs(self, child: Person) -> Iterator[NeedPart]:
        for need in self._matrix.needs:
            found = {kind: self._matrix.whole(child.id, need, kind).possible for kind in KINDS}
            tagged = {self._matrix.items[i].event_ids[0] for i in found[ImpactKind.NEED_CONCERNED]}
            seen = self._records(ObservedImpact, found[ImpactKind.OBSERVED])
            judged = self._records(LikelyImpact, found[ImpactKind.LIKELY])
            yield NeedPart(
                need=need,
                concerned=tuple(
                    self._events[i] for i in sorted(tagged, key=self._place.__getitem__)
                ),
                observed=tuple(sorted(seen, key=lambda o: (self._place[o.event_id], o.id))),
                likely=tuple(sorted(judged, key=lambda j: (j.signed_at.isoformat(), j.id))),
            )

    def _records(self, kind: type[R], ids: Iterable[str]) -> list[R]:
        return [r for i in ids if isinstance(r := self._view.by_id.get(i), kind)]

    def _own_words(self, child: Person) -> tuple[tuple[Event, ChildWords], ...]:
        found = [(self._events[said.event_id], said) for said in self._words[child.id]]
        return tuple(sorted(found, key=lambda pair: (self._place[pair[0].id], pair[1].id)))

    def _strengths(self, child: Person) -> Iterator[tuple[Event, Strength]]:
        for event in self._strong:
            about = {one.id for one in self._view.children_of(event)}
            rows = self._view.strengths.get(event.id, ())
            for strength in sorted(rows, key=lambda s: s.id):
                is_shared = strength.child_id is None and (not about or child.id in about)
                if strength.child_id == child.id or is_shared:
                    yield event, strength

    # --- who heard the child ---------------------------------------------------------------

    def _heard(self, child: Person, words: Sequence[tuple[Event, ChildWords]]) -> Iterator[Heard]:
        """Yield who heard the child, most events first.

        Where somebody is named as having asked, it is that person; else the author of the event's
        headline account. The agency is the one that acted.
        """
        asked: dict[str, set[str]] = defaultdict(set)
        for event, said in words:
            asked[event.id].add(_name(said.asked_by))
        for event_id in self._parts[child.id][Part.SPOKEN_TO]:
            if event_id in self._events:
                asked[event_id].add("")
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for event_id, names in asked.items():
            account = next(iter(self._view.accounts.get(event_id, ())), None)
            for name in names - {""} or {_name(account.author) if account else ""}:
                found[name, _agency(account)].add(event_id)
        ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for (name, agency), ids in ordered:
            in_order = tuple(sorted(ids, key=self._place.__getitem__))
            yield Heard(name=name, agency=agency, event_ids=in_order)

    # --- what is missing -------------------------------------------------------------------

    def _missing(
        self,
        child: Person,
        named: Sequence[Event],
        needs: Sequence[NeedPart],
        words: Sequence[tuple[Event, ChildWords]],
        strengths: Sequence[tuple[Event, Strength]],
    ) -> Iterator[Missing]:
        if not named:
            yield Missing("entries")
        yield from self._missing_words(child, words)
        alone = self._parts[child.id][Part.SEEN_ALONE]
        if not any(event_id in self._events for event_id in alone):
            yield Missing("alone")
        if not any(part.observed for part in needs):
            yield Missing("observed")
        if not strengths:
            yield Missing("strength")
        empty = tuple(p.need for p in needs if p.is_empty and p.need in tuple(Need))
        if empty:
            yield Missing("needs", needs=empty)

    def _missing_words(
        self, child: Person, words: Sequence[tuple[Event, ChildWords]]
    ) -> Iterator[Missing]:
        age = _months_old(child, self._as_of)
        if not words:
            if age is None or age >= SPEAKS_FROM_MONTHS:
                yield Missing("own_words")
            return
        dated = [e.date.latest for e, _ in words if e.date and e.date.latest]
        since = min((_months(day, self._as_of) for day in dated), default=0)
        if since >= QUIET_MONTHS:
            yield Missing("own_words_since", months=since)


def _spell_step(spell: Spell) -> LifeStep:
    return LifeStep(
        code=spell.kind, value=spell.value, start=spell.start, end=spell.end,
        event_ids=spell.event_ids,
    )  # fmt: skip


def _step_key(step: LifeStep) -> tuple[str, str, str, tuple[str, ...]]:
    """Order by the beginning; one that has none stands before its end, an undated one last."""
    when = step.start or step.end
    return when.sort_key if when else "9", step.code, step.value, step.event_ids


def _name(words: str) -> str:
    """Return a name in one line; the words that say that none was recorded are none."""
    bare = " ".join(words.split()).rstrip(".")
    return "" if bare.casefold() in _NOBODY else bare


def _agency(account: Account | None) -> str:
    return account.agency if account else "other"


def _months(first: date, last: date) -> int:
    """Return the completed months between two days; nought backwards."""
    return max(0, month_of(last) - month_of(first) - (last.day < first.day))


def _months_old(child: Person, on: date) -> int | None:
    """Return the age in months that a child surely has; None when no birth is recorded."""
    born = child.born or child.due
    if born is None or born.latest is None:
        return None
    return _months(born.latest, on)
