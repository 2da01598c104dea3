"""Worsening, episodic, persistent: months with a concern, as counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chronology_app.analysis.months import longest_gap, longest_run, month_of
from chronology_app.analysis.patterns.ground import Found, Ground
from chronology_app.analysis.patterns.hit import Threshold
from chronology_app.analysis.patterns.steps import Steps


def find(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield what the months with a concern show of their course for each child."""
    numbers = ground.thresholds("course")
    for child, own in ground.of_child.items():
        rows = [row for row in own if ground.types(row, child)]
        months = sorted({month_of(date.fromordinal(row.first)) for row in rows})
        if len(months) < numbers["least_months_with_concern"]:
            continue
        counts = _counts(months, int(numbers["episode_gap_months"]))
        for rule in _rules(counts, numbers):
            yield Found(
                rule=rule, child=child, events=tuple(rows), params=counts,
                is_certain=all(row.is_exact for row in rows),
                undated=ground.undated_of(child, lambda e: bool(ground.view.concerns.get(e.id))),
            )  # fmt: skip


def _counts(months: list[int], gap: int) -> dict[str, int]:
    span = months[-1] - months[0] + 1
    half = span // 2
    return {
        "count": len(months),
        "of": span,
        "percent": round(100 * len(months) / span),
        "run": longest_run(months),
        "gap": longest_gap(months),
        "first_half": sum(month < months[0] + half for month in months),
        "second_half": sum(month > months[-1] - half for month in months),
        "episodes": 1 + sum(b - a - 1 >= gap for a, b in zip(months, months[1:], strict=False)),
    }


def _rules(counts: dict[str, int], numbers: dict[str, Threshold]) -> Iterator[str]:
    first, second = counts["first_half"], counts["second_half"]
    more = second - first >= numbers["worsening_more"]
    if more and second >= numbers["worsening_times"] * first:
        yield "worsening"
    if counts["episodes"] >= numbers["episodes"]:
        yield "episodic"
    share = 100 * counts["count"] >= numbers["persistent_percent"] * counts["of"]
    if share and counts["of"] >= numbers["persistent_months"]:
        yield "persistent"
