"""A child's levels of help and workers: from marks, and where there are none from the words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from chronology_app.analysis.patterns.ground import Dated, Ground
from chronology_app.model.codes import SpellKind

#: Kinds whose words are read where they carry no mark.
STEP_KINDS = frozenset("decision meeting legal_step referral assessment change_of_worker".split())
RANKS = {
    "closed": 0, "universal": 0, "early_help": 1, "child_in_need": 2, "child_protection": 3,
    "pre_proceedings": 4, "proceedings": 5, "looked_after": 6,
}  # fmt: skip
#: They end a line and have no rank.
_ENDS_LINE = frozenset({"special_guardianship", "adopted"})
CLOSED = "closed"
#: Whose change of worker is one of the worker allocated to the child.
_WORKERS_OF = frozenset({"childrens_social_care", "early_help", "other"})
#: An old worker who is recorded as leaving so soon after the new one came handed over.
_HANDOVER_DAYS = 28


@dataclass(frozen=True, slots=True)
class LevelStep:
    """The level of help that holds from an event on; None: the line has ended."""

    row: Dated
    level: str | None
    is_read: bool

    @property
    def rank(self) -> int | None:
        """The level's rank."""
        return RANKS.get(self.level) if self.level else None


@dataclass(frozen=True, slots=True)
class LevelSpell:
    """A level from one step to the next; `end` None: it goes on."""

    level: str
    start: LevelStep
    end: LevelStep | None

    @property
    def rows(self) -> tuple[Dated, ...]:
        """The events that begin and end it."""
        return (self.start.row, *((self.end.row,) if self.end else ()))

    @property
    def read(self) -> frozenset[str]:
        """Those of them whose words were read."""
        steps = (self.start, self.end) if self.end else (self.start,)
        return frozenset(step.row.id for step in steps if step.is_read)


class Levels:
    """One child's steps in order, and the level that holds on a day."""

    def __init__(self, steps: list[LevelStep]) -> None:
        self.steps = steps
        self._days = [step.row.first for step in steps]

    def spells(self) -> Iterator[LevelSpell]:
        """Yield every level from its beginning to the next."""
        nexts: list[LevelStep | None] = [*self.steps[1:], None]
        for step, following in zip(self.steps, nexts, strict=False):
            if step.level and step.level != CLOSED:
                yield LevelSpell(step.level, step, following)

    def rank_on(self, day: int) -> int:
        """Return the rank of the level on a day; 0 where none holds."""
        at = bisect_right(self._days, day) - 1
        return (self.steps[at].rank or 0) if at >= 0 else 0


@dataclass(frozen=True, slots=True)
class WorkerStep:
    """A worker begins or ends; `name` empty: read from the words."""

    row: Dated
    begins: bool
    ends: bool
    names_begun: frozenset[str] = frozenset()
    names_ended: frozenset[str] = frozenset()
    is_read: bool = False


class Steps:
    """Levels and workers of every child, read once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._read: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.levels = {c.id: Levels(self._levels(c.id)) for c in ground.children}
        self.workers = {c.id: self._workers(c.id) for c in ground.children}

    def _marks(self, row: Dated, child: str, kind: str, edge: str) -> tuple[str, ...]:
        marks = self._ground.view.spell_marks.get(row.id, ())
        found = {m.value for m in marks if (m.child_id, m.kind, m.edge) == (child, kind, edge)}
        return tuple(sorted(found))

    def _levels(self, child: str) -> list[LevelStep]:
        steps: list[LevelStep] = []
        told = (
            (row, *found)
            for row in self._ground.of_child[child]
            if (found := self._told_levels(row, child))
        )
        for _day, group in groupby(told, key=lambda found: (found[0].first, found[0].last)):
            same = list(group)
            # Of one day's steps a beginning tells where the child stands, whatever ends.
            same.sort(key=lambda found: bool(found[1]))
            for row, starts, ends, is_read in same:
                now = steps[-1].level if steps else None
                level = _next_level(now, starts, ends)
                if level != now or (not steps and level):
                    steps.append(LevelStep(row, level, is_read))
            steps = _last_of_day(steps, same[0][0])
        return steps

    def _told_levels(
        self, row: Dated, child: str
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
        kind = SpellKind.LEVEL_OF_HELP
        starts, ends = (self._marks(row, child, kind, edge) for edge in ("starts", "ends"))
        if starts or ends:
            return starts, ends, False
        if row.kind not in STEP_KINDS or self._ground.view.spell_marks.get(row.id):
            return None
        if row.id not in self._read:
            step = self._ground.words.step(row.event)
            self._read[row.id] = (step.starts, step.ends)
        starts, ends = self._read[row.id]
        return (starts, ends, True) if starts or ends else None

    def _workers(self, child: str) -> list[WorkerStep]:
        found = []
        for row in self._ground.of_child[child]:
            begun = frozenset(self._marks(row, child, SpellKind.WORKER, "starts"))
            ended = frozenset(self._marks(row, child, SpellKind.WORKER, "ends"))
            if begun or ended:
                found.append(WorkerStep(row, bool(begun), bool(ended), begun, ended))
            elif self.is_change_of_worker(row):
                words = self._ground.words
                begins = words.any_text_tells("worker_begins_words", row.event)
                ends = words.any_text_tells("worker_ends_words", row.event)
                if begins or ends:
                    found.append(WorkerStep(row, begins, ends, is_read=True))
        return found

    @staticmethod
    def is_change_of_worker(row: Dated) -> bool:
        """Say whether an event is a change of the child's own worker, not of a health visitor."""
        return row.kind == "change_of_worker" and row.agency in _WORKERS_OF


def _next_level(now: str | None, starts: tuple[str, ...], ends: tuple[str, ...]) -> str | None:
    """Return the level after a step; the same one where it changes nothing."""
    begun = [level for level in starts if level not in ends or level != now]
    if any(level in _ENDS_LINE for level in begun):
        return None
    ranked = [level for level in begun if level in RANKS]
    if ranked:
        return max(ranked, key=lambda level: RANKS[level])
    # Where no beginning is recorded, an end still says that help closed.
    return CLOSED if ends and (now is None or now in ends) else now


def _last_of_day(steps: list[LevelStep], row: Dated) -> list[LevelStep]:
    """Leave only the last of several steps of one day, and none that changes nothing."""
    same = [s for s in steps[-4:] if (s.row.first, s.row.last) == (row.first, row.last)]
    if len(same) < 2:
        return steps
    before, last = steps[: -len(same)], steps[-1]
    if before and before[-1].level == last.level:
        return before
    return [*before, last]


def gaps_between_workers(steps: list[WorkerStep]) -> Iterator[tuple[WorkerStep, WorkerStep]]:
    """Yield each end after which no worker is left, with the next beginning."""
    open_names: set[str] = set()
    is_open, overlaps, begun_on = False, False, 0
    end: WorkerStep | None = None
    for step in steps:
        if step.ends:
            open_names -= step.names_ended
            handover = overlaps and step.is_read and step.row.first - begun_on <= _HANDOVER_DAYS
            if not (open_names or (handover and not step.begins)):
                end, is_open = end if end and not is_open else step, False
        if step.begins:
            if end is not None and end is not step:
                yield end, step
            end, overlaps, is_open, begun_on = None, is_open, True, step.row.first
            open_names |= step.names_begun
