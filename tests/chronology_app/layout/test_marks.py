"""Marks at any zoom: none is lost, none moves when the view moves, and bins keep their numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.layout.marks import BIN, Marks
from chronology_app.layout.viewport import Viewport

days = st.lists(
    st.tuples(st.integers(700_000, 740_000), st.integers(0, 900)), min_size=1, max_size=60
)


def marks_of(spans):
    first = np.array([float(a) for a, _ in spans])
    return Marks.of(first, first + np.array([float(n) for _, n in spans]))


def shown(placed):
    """Return the numbers of all marks that points and bars stand for."""
    points = [placed.members(n) for n in range(len(placed.x))]
    bars = [placed.bar_members(n) for n in range(len(placed.bars))]
    return np.concatenate([np.zeros(0, dtype=int), *points, *bars]).tolist()


@given(days, st.floats(0.02, 40), st.integers(200, 2_000))
def test_every_mark_in_view_is_a_point_a_part_of_one_or_a_bar(spans, days_per_px, width):
    marks, _ = marks_of(spans)
    view = Viewport(float(spans[0][0]) - 100, days_per_px, width)
    placed = marks.placed(view, 12)
    seen = (marks.last >= view.first) & (marks.first <= view.last)
    assert set(np.flatnonzero(seen).tolist()) <= set(shown(placed))
    assert len(shown(placed)) == len(set(shown(placed)))
    assert placed.counts.tolist() == [len(placed.members(n)) for n in range(len(placed.x))]


@given(days, st.floats(0.02, 40))
def test_all_marks_together_are_as_many_as_the_row_has(spans, days_per_px):
    marks, _ = marks_of(spans)
    joined = marks.joined(days_per_px, 12)
    assert int(joined.counts.sum()) + int(joined.bar_counts.sum()) == len(spans)
    assert sorted(shown(marks.placed(Viewport(699_000.0, days_per_px, 4_000_000), 12))) == list(
        range(len(spans))
    )


@given(days, st.floats(0.02, 40))
def test_points_stand_apart(spans, days_per_px):
    marks, _ = marks_of(spans)
    placed = marks.placed(Viewport(699_000.0, days_per_px, 50_000), 12)
    if not placed.joined.is_crowded:
        assert (np.diff(placed.x) >= 12 - 1e-6).all()


@given(days)
def test_marks_are_in_order_and_say_which_they_were(spans):
    marks, order = marks_of(spans)
    middle = (marks.first + marks.last) / 2
    assert (np.diff(middle) >= 0).all()
    assert sorted(order.tolist()) == list(range(len(spans)))


def test_moving_the_view_joins_the_same_marks():
    marks, _ = marks_of([(737_000 + 3 * n, 0) for n in range(40)])
    view = Viewport(736_900.0, 1.0, 600)
    before, after = marks.placed(view, 12), marks.placed(view.moved(7), 12)
    assert before.counts.tolist() == after.counts.tolist()
    assert after.x == pytest.approx(before.x - 7)


@given(st.integers(0, 3_000), st.floats(0.5, 30))
def test_moving_a_crowded_row_changes_no_bin(moved, days_per_px):
    rows = np.sort(np.random.default_rng(4).integers(730_000, 736_000, 600)).astype(float)
    marks, _ = Marks.of(rows, rows + 0.999)
    view = Viewport(731_000.0, days_per_px, 800)
    bins = {}
    for at in (view, view.moved(float(moved))):
        placed = marks.placed(at, 12)
        for n, x in enumerate(placed.x):
            day = round(at.day(float(x)), 6)
            assert bins.setdefault(day, int(placed.counts[n])) == int(placed.counts[n])


def test_bins_of_a_crowded_row_stand_side_by_side():
    rows = np.repeat(np.arange(737_000.0, 738_000.0, 2), 3)
    marks, _ = Marks.of(rows, rows + 0.999)
    placed = marks.placed(Viewport(737_000.0, 5.0, 200), 12)
    assert placed.joined.is_crowded
    assert np.diff(placed.x) == pytest.approx(12 * BIN)


def test_dates_of_one_stretch_are_one_bar_with_their_number():
    marks, _ = marks_of([(737_000, 300), (737_000, 300), (737_050, 300)])
    placed = marks.placed(Viewport(736_900.0, 1.0, 900), 12)
    assert placed.bar_counts.tolist() == [2, 1]
    assert sorted(placed.bar_members(0).tolist()) != placed.bar_members(1).tolist()
