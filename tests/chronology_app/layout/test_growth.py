"""Curves, months and gaps: what is certain, what may be, and nothing lost between columns."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.months import month_of
from chronology_app.layout.growth import Growth, Months, build_curve, find_gaps
from chronology_app.layout.viewport import Viewport

spans = st.lists(
    st.tuples(st.integers(730_000, 738_000), st.integers(0, 400)), min_size=1, max_size=50
)


def arrays(pairs):
    first = np.array([float(a) for a, _ in pairs])
    return first, first + np.array([n + 0.999 for _, n in pairs])


@given(spans)
def test_the_last_column_holds_every_concern(pairs):
    growth = Growth.of("physical", *arrays(pairs))
    curve = build_curve((growth,), Viewport(729_000.0, 10.0, 1_200), 2)
    assert curve.counts[0, -1] == len(pairs)
    assert curve.possible[-1] == 0
    assert (np.diff(curve.counts[0]) >= 0).all()
    assert (curve.possible >= 0).all()


@given(spans)
def test_months_are_those_that_a_concern_touches(pairs):
    first, last = arrays(pairs)
    months = Months.of(first, last)
    touched, sure = set(), set()
    for a, b in zip(first, last, strict=True):
        i, j = (month_of(date.fromordinal(int(d))) for d in (a, b))
        touched |= set(range(i, j + 1))
        sure |= {i} if i == j else set()
    assert [month_of(date.fromordinal(int(d))) for d in months.first] == sorted(touched)
    found = {month_of(date.fromordinal(int(d))) for d in months.first[months.is_sure]}
    assert found == sure
    assert all(date.fromordinal(int(d)).day == 1 for d in months.end)


def test_a_gap_is_counted_from_the_day_after_one_entry_to_the_day_of_the_next():
    first, last = arrays([(730_000, 0), (730_071, 0), (730_072, 40)])
    assert [(g.first, g.end, g.weeks) for g in find_gaps(first, last, 8)] == [
        (730_001.0, 730_071.0, 10)
    ]
    assert find_gaps(first, last, 10) == ()


@given(spans, st.integers(1, 60))
def test_no_gap_lies_where_an_entry_may_have_been(pairs, weeks):
    first, last = arrays(pairs)
    for gap in find_gaps(first, last, weeks):
        assert gap.end - gap.first > weeks * 7
        assert not ((first < gap.end) & (np.floor(last) >= gap.first)).any()
