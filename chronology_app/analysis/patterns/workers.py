"""Changes of worker."""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.patterns.ground import Found, Ground
from chronology_app.analysis.patterns.steps import Steps, gaps_between_workers
from chronology_app.analysis.patterns.windows import find_windows


def find(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Yield windows with several workers allocated, and gaps between one worker and the next."""
    numbers = ground.thresholds("change_of_workers")
    days = int(numbers["gap_weeks"]) * 7
    for child, told in steps.workers.items():
        by_id = {step.row.id: step for step in told}
        undated = ground.undated_of(child, lambda event: event.kind == "change_of_worker")
        windows = find_windows(
            [step.row for step in told if step.begins], int(numbers["in_window"]),
            int(numbers["window_months"]), int(numbers["merge_months"]),
        )  # fmt: skip
        for window in windows:
            first, last = window.rows[0].first, max(row.last for row in window.rows)
            rows = [s.row for s in told if first <= s.row.first <= last]
            yield Found(
                rule="count", child=child, events=tuple(rows), is_certain=window.is_certain,
                params={"count": len(window.rows)}, undated=undated,
                read=frozenset(row.id for row in rows if by_id[row.id].is_read),
            )  # fmt: skip
        for end, begin in gaps_between_workers(told):
            if begin.row.last > end.row.first + days:
                yield Found(
                    rule="gap", child=child, events=(end.row, begin.row), undated=undated,
                    is_certain=begin.row.first > end.row.last + days,
                    params={"days": begin.row.first - end.row.last},
                    read=frozenset(step.row.id for step in (end, begin) if step.is_read),
                )  # fmt: skip
