"""Months, runs and gaps, against counting month by month."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.months import (
    fewest_months,
    longest_gap,
    longest_run,
    month_of,
    months_between,
)

MONTHS = st.sets(st.integers(0, 40), max_size=12)
SPANS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 4)).map(lambda p: (p[0], p[0] + p[1])), max_size=5
)


def test_a_span_of_days_touches_every_month_from_first_to_last():
    days = (date(2019, 12, 1), date(2020, 1, 1), date(2020, 2, 1))
    touched = months_between(date(2019, 12, 31), date(2020, 2, 1))
    assert [*touched] == [month_of(day) for day in days]


@given(MONTHS)
def test_runs_and_gaps_agree_with_a_count_month_by_month(months):
    line = [m in months for m in range(41)]
    runs = "".join("x" if there else "." for there in line)
    assert longest_run(months) == max((len(r) for r in runs.split(".")), default=0)
    inner = runs.strip(".")
    assert longest_gap(months) == max((len(g) for g in inner.split("x")), default=0)


@given(SPANS)
def test_fewest_months_is_what_trying_every_placement_finds(spans):
    best = {frozenset[int]()}
    for first, last in spans:
        best = {held | {month} for held in best for month in range(first, last + 1)}
    assert fewest_months(spans) == min(len(held) for held in best)
