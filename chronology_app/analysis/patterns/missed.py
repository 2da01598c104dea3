"""Appointments not attended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from chronology_app.analysis.patterns.days import add_months
from chronology_app.analysis.patterns.ground import Dated, Found, Ground
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.analysis.patterns.windows import find_windows
from chronology_app.analysis.patterns.words import share_attended

KIND = "missed_appointment"


def find(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield windows with many appointments missed, by number and by share; parents together."""
    for child in (*ground.of_child, None):
        yield from _Missed(ground, child).found()


class _Missed:
    """The appointments of a child, or of the parents together."""

    def __init__(self, ground: Ground, child: str | None) -> None:
        self._ground, self._child = ground, child
        self._numbers = ground.thresholds("missed_appointments")
        words = ground.words
        own = ground.subject_rows(child)
        self._missed = [
            row for row in own
            if row.kind == KIND and not words.any_text_tells("cancelled_words", row.event)
        ]  # fmt: skip
        self._shares = {r.id: s for r in self._missed if (s := share_attended(r.event.fact))}
        self._all = [r for r in own if r.kind == "health_contact"] if self._missed else []

    def _weight(self, row: Dated) -> int:
        done, of = self._shares.get(row.id, (0, 1))
        return of - done

    def _appointments(self, row: Dated) -> int:
        return self._shares.get(row.id, (0, 1))[1]

    def found(self) -> Iterator[Found]:
        numbers = self._numbers
        months, merge = int(numbers["window_months"]), int(numbers["merge_months"])
        windows = find_windows(self._missed, int(numbers["in_window"]), months, merge, self._weight)
        for window in windows:
            yield self._hit("count", window.rows, window.is_certain)
        held = [{row.id for row in window.rows} for window in windows]
        for rows in self._by_share(months, merge):
            if not any({row.id for row in rows} <= ids for ids in held):
                yield self._hit("share", rows, all(row.is_exact for row in rows))

    def _hit(self, rule: str, rows: tuple[Dated, ...], is_certain: bool) -> Found:
        first, last = rows[0].first, max(row.last for row in rows)
        attended = sum(first <= row.first <= last for row in self._all)
        count = sum(map(self._weight, rows))
        within = sum(map(self._appointments, rows)) + attended
        return Found(
            rule=rule if self._child else f"{rule}_parents", child=self._child, events=rows,
            is_certain=is_certain, params={"count": count, "of": within},
            read=frozenset(row.id for row in rows if row.id in self._shares),
            undated=self._ground.undated_of(self._child, lambda event: event.kind == KIND),
        )  # fmt: skip

    def _by_share(self, months: int, merge_months: int) -> Iterator[tuple[Dated, ...]]:
        """Yield the missed ones of merged windows of which too great a share was missed."""
        rows = sorted([*self._missed, *self._all], key=lambda row: row.order)
        days = [row.first for row in rows]
        missed = {row.id for row in self._missed}
        lost = [0, *accumulate(self._weight(r) if r.id in missed else 0 for r in rows)]
        every = [0, *accumulate(self._appointments(row) for row in rows)]
        spans = []
        for day in sorted(set(days)):
            for low, high in ((day, add_months(day, months)), (add_months(day, -months), day)):
                start, end = bisect_left(days, low), bisect_right(days, high)
                if self._is_much(lost[end] - lost[start], every[end] - every[start]):
                    inside = range(start, end)
                    spans.append((inside.start, inside.stop))
        yield from self._merged(rows, missed, spans, merge_months)

    def _is_much(self, lost: int, every: int) -> bool:
        numbers = self._numbers
        enough = lost >= numbers["least_missed"] and every >= numbers["least"]
        return enough and 100 * lost > numbers["percent"] * every

    @staticmethod
    def _merged(
        rows: list[Dated], missed: set[str], spans: list[tuple[int, int]], months: int
    ) -> Iterator[tuple[Dated, ...]]:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            near = merged and rows[start].first < add_months(rows[merged[-1][1] - 1].last, months)
            if merged and (start < merged[-1][1] or near):
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        for start, end in merged:
            yield tuple(row for row in rows[start:end] if row.id in missed)
