"""Repeated referrals."""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.patterns.days import add_working_days
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.analysis.patterns.windows import find_windows


def find(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield windows with several referrals, and all of them where no window holds them all."""
    numbers = ground.thresholds("repeat_referrals")
    days = int(numbers["outcome_working_days"])
    for child, own in ground.of_child.items():
        rows = [row for row in own if row.kind == "referral"]
        if len(rows) < 2:
            continue
        answers = Line(row for row in own if row.kind in ("decision", "assessment"))
        undated = ground.undated_of(child, lambda event: event.kind == "referral")
        windows = find_windows(
            rows, int(numbers["in_window"]), int(numbers["window_months"]),
            int(numbers["merge_months"]),
        )  # fmt: skip
        for window in windows:
            yield Found(
                rule="within", child=child, events=window.rows, is_certain=window.is_certain,
                params=_params(window.rows, answers, days), undated=undated,
            )  # fmt: skip
        if len(rows) >= numbers["in_all"] and all(len(w.rows) < len(rows) for w in windows):
            yield Found(
                rule="in_all", child=child, events=tuple(rows),
                params=_params(rows, answers, days), undated=undated,
                is_certain=sum(row.last <= ground.as_of for row in rows) >= numbers["in_all"],
            )  # fmt: skip


def _params(rows: tuple[Dated, ...] | list[Dated], answers: Line, days: int) -> dict[str, object]:
    """Return the count, and what is recorded of each referral's outcome."""
    outcomes = [_outcome(row, answers, days) for row in rows]
    return {
        "count": len(rows),
        "with_outcome": sum(bool(words or event) for words, event in outcomes),
        "outcomes": tuple(
            (row.id, words, event) for row, (words, event) in zip(rows, outcomes, strict=True)
        ),
    }


def _outcome(row: Dated, answers: Line, days: int) -> tuple[str, str]:
    """Return an outcome's words, or the id of the event that tells it."""
    words = "; ".join(filter(None, (row.event.action, row.event.result)))
    if words:
        return words, ""
    answer = answers.first_between(row.first, add_working_days(row.last, days))
    return "", answer.id if answer else ""
