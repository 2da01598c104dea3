"""Marks at any zoom: none is lost, none moves when the view moves, the day under a zoom stays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.layout.lanes import Marks, Viewport, build_ticks

days = st.lists(
    st.tuples(st.integers(700_000, 740_000), st.integers(0, 900)), min_size=1, max_size=60
)


def marks_of(spans):
    first = np.array([float(a) for a, _ in spans])
    return Marks.of(first, first + np.array([float(n) for _, n in spans]))


@given(days, st.floats(0.02, 40), st.integers(200, 2_000))
def test_every_mark_in_view_is_a_point_a_part_of_one_or_a_bar(spans, days_per_px, width):
    marks, _ = marks_of(spans)
    view = Viewport(float(spans[0][0]) - 100, days_per_px, width)
    placed = marks.placed(view, 12)
    seen = (marks.last >= view.first) & (marks.first <= view.last)
    assert int(placed.counts.sum()) + len(placed.bars) == int(seen.sum())


@given(days, st.floats(0.02, 40))
def test_points_stand_apart(spans, days_per_px):
    marks, _ = marks_of(spans)
    placed = marks.placed(Viewport(699_000.0, days_per_px, 50_000), 12)
    assert (np.diff(placed.x) >= 12 - 1e-6).all()


@given(days)
def test_marks_are_in_order_and_say_which_they_were(spans):
    marks, order = marks_of(spans)
    middle = (marks.first + marks.last) / 2
    assert (np.diff(middle) >= 0).all()
    assert sorted(order.tolist()) == list(range(len(spans)))


@given(st.floats(0.2, 5), st.floats(0, 900))
def test_the_day_under_the_pointer_stays_when_zooming(factor, at):
    view = Viewport(737_000.0, 2.0, 900)
    assert view.zoomed(factor, at).day(at) == pytest.approx(view.day(at))


def test_a_view_zooms_no_nearer_than_two_weeks_and_no_farther_than_a_century():
    view = Viewport(737_000.0, 2.0, 1_000)
    assert view.zoomed(1e9, 500).days_per_px * 1_000 == pytest.approx(14)
    assert view.zoomed(1e-9, 500).days_per_px * 1_000 == pytest.approx(45_000)


def test_a_view_on_another_width_shows_the_same_days():
    view = Viewport(737_000.0, 2.0, 1_000)
    wider = view.resized(1_500)
    assert (wider.first, wider.last) == (view.first, pytest.approx(view.last))


def test_moving_the_view_joins_the_same_marks():
    marks, _ = marks_of([(737_000 + 3 * n, 0) for n in range(40)])
    view = Viewport(736_900.0, 1.0, 600)
    before, after = marks.placed(view, 12), marks.placed(view.moved(7), 12)
    assert before.counts.tolist() == after.counts.tolist()
    assert after.x == pytest.approx(before.x - 7)


@given(st.floats(600_000, 760_000), st.floats(0.02, 45))
def test_the_lines_of_the_axis_have_room_and_are_in_order(first, days_per_px):
    view = Viewport(first, days_per_px, 900)
    ticks = build_ticks(view, 64)
    x = [view.x(tick.day.toordinal()) for tick in ticks]
    gaps = np.diff(x)
    assert len(ticks) >= 1
    assert (gaps > 55).all()
