"""Help stopped and started; assessment begun again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from chronology_app.analysis.patterns.days import add_months
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import CLOSED, Levels, LevelStep, Steps
from chronology_app.model import Event


def find_stop_start(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Yield, for each child, all falls in level with their rises, where there are enough."""
    numbers = ground.thresholds("stop_start")
    months, least = int(numbers["rise_months"]), int(numbers["pairs"])
    for child, levels in steps.levels.items():
        pairs = [
            (fall, rise) for fall, rise in _falls_and_rises(levels)
            if rise.row.first <= add_months(fall.row.last, months)
        ]  # fmt: skip
        if len(pairs) < least:
            continue
        sure = [p for p in pairs if p[1].row.last <= add_months(p[0].row.first, months)]
        told = {step.row.id: step for pair in pairs for step in pair}
        events = tuple(sorted((step.row for step in told.values()), key=lambda row: row.order))
        yield Found(
            rule="pairs", child=child, events=events, params={"count": len(pairs)},
            is_certain=len(sure) >= least,
            read=frozenset(key for key, step in told.items() if step.is_read),
            undated=ground.undated_of(child, lambda e: _has_level(ground, e)),
        )  # fmt: skip


def _has_level(ground: Ground, event: Event) -> bool:
    marks = ground.view.spell_marks.get(event.id, ())
    return any(mark.kind == "level_of_help" for mark in marks)


def _falls_and_rises(levels: Levels) -> Iterator[tuple[LevelStep, LevelStep]]:
    """Yield each rise with the last fall before it that it comes above: one pair a rise."""
    waiting: list[tuple[LevelStep, int]] = []
    before: LevelStep | None = None
    for step in levels.steps:
        if step.rank is None:
            waiting, before = [], None
            continue
        if before is not None and before.rank is not None:
            if step.rank < before.rank:
                waiting.append((step, step.rank))
            elif step.rank > before.rank:
                risen = [fall for fall, rank in waiting if rank < step.rank]
                waiting = [(fall, rank) for fall, rank in waiting if rank >= step.rank]
                if risen and step.row.last > risen[-1].row.first:
                    yield risen[-1], step
        before = step


@dataclass
class _Restart:
    """A change of worker, the step after it and what recurred."""

    events: dict[str, Dated]
    types: set[str]
    is_certain: bool
    read: set[str]


class _StartAgain:
    def __init__(self, ground: Ground, steps: Steps, child: str) -> None:
        self._ground, self._child = ground, child
        numbers = ground.thresholds("start_again")
        self._months = {name: int(value) for name, value in numbers.items()}
        own = ground.of_child[child]
        workers = {step.row.id: step for step in steps.workers[child]}
        self.changes = [
            row for row in own
            if steps.is_change_of_worker(row) or (row.id in workers and workers[row.id].begins)
        ]  # fmt: skip
        levels = steps.levels[child]
        self._falls = {
            now.row.id: now for before, now in zip(levels.steps, levels.steps[1:], strict=False)
            if now.level == CLOSED or (now.rank or 0) < (before.rank or 0)
        }  # fmt: skip
        self._read = {row.id for row in own if self._is_told(row)}
        kinds = (row.kind == "assessment" for row in own)
        self._steps = Line(
            row for row, is_one in zip(own, kinds, strict=True)
            if is_one or row.id in self._falls or row.id in self._read
        )  # fmt: skip

    def _is_told(self, row: Dated) -> bool:
        words = self._ground.words
        return row.kind == "change_of_worker" and words.any_text_tells(
            "new_assessment_words", row.event
        )

    def restart(self, change: Dated) -> _Restart | None:
        """Return the first step after a change upon which a concern known before recurs."""
        end = add_months(change.last, self._months["step_months"])
        for step in self._steps.between(change.first, end):
            recurred = self._recurred(change, step)
            if recurred:
                rows = [row for _code, row, _sure in recurred]
                sure = all(s for _code, _row, s in recurred) and self._is_sure(change, step)
                events = {row.id: row for row in (change, step, *self._made(step), *rows)}
                fall = self._falls.get(step.id)
                is_read = step.id in self._read or (fall is not None and fall.is_read)
                types = {code for code, _row, _sure in recurred}
                return _Restart(events, types, sure, {step.id} if is_read else set())
        return None

    def _made(self, step: Dated) -> list[Dated]:
        """Return the assessment itself, where a change of worker only tells of a new one."""
        if step.id not in self._read:
            return []
        end = add_months(step.last, self._months["step_months"])
        after = self._steps.between(step.first, end)
        made = next((row for row in after if row.kind == "assessment"), None)
        return [made] if made else []

    def _is_sure(self, change: Dated, step: Dated) -> bool:
        if change is step:
            return change.is_exact
        end = add_months(change.first, self._months["step_months"])
        return change.last <= step.first and step.last <= end

    def _recurred(self, change: Dated, step: Dated) -> list[tuple[str, Dated, bool]]:
        found = []
        months = self._months
        for (child, code), line in self._ground.concern_lines.items():
            if child != self._child:
                continue
            back = add_months(change.first, -months["before_months"])
            until = add_months(step.last, months["recur_months"])
            # A concern is not the recurrence of itself, nor is the step that of its own.
            after = (r for r in line.between(step.first + 1, until) if r is not step)
            for again in islice(after, 2):
                known = line.latest_between(back, change.last - 1, again)
                if known is None:
                    continue
                sure = known.first >= add_months(change.last, -months["before_months"])
                sure = sure and known.last < change.first and again.first > step.last
                sure = sure and again.last <= add_months(step.first, months["recur_months"])
                found.append((code, again, sure))
                break
        return found


def find_start_again(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Yield changes of worker with a new assessment, step down or closure, and a recurrence."""
    for child in ground.of_child:
        finder = _StartAgain(ground, steps, child)
        undated = ground.undated_of(child, lambda event: event.kind == "change_of_worker")
        found = [(c, r) for c in finder.changes if (r := finder.restart(c))]
        for changes, hit in _joined(found):
            events = tuple(sorted(hit.events.values(), key=lambda row: row.order))
            yield Found(
                rule="restart", child=child, events=events, is_certain=hit.is_certain,
                params={"count": changes, "types": tuple(sorted(hit.types))},
                read=frozenset(hit.read), undated=undated,
            )  # fmt: skip


def _joined(found: list[tuple[Dated, _Restart]]) -> Iterator[tuple[int, _Restart]]:
    """Yield hits that share events as one, with the number of changes in it."""
    groups: list[tuple[int, _Restart] | None] = []
    at: dict[str, int] = {}
    for _change, hit in found:
        mine = len(groups)
        groups.append((1, hit))
        for other in sorted({at[key] for key in hit.events if key in at}):
            known, own = groups[other], groups[mine]
            assert known is not None
            assert own is not None
            _count, old = known
            merged = _Restart(
                old.events | own[1].events, old.types | own[1].types,
                old.is_certain and own[1].is_certain, old.read | own[1].read,
            )  # fmt: skip
            groups[mine], groups[other] = (known[0] + own[0], merged), None
        joined = groups[mine]
        assert joined is not None
        at |= dict.fromkeys(joined[1].events, mine)
    yield from (group for group in groups if group is not None)
