"""The time that a screen shows: the day under a zoom stays, the axis has room for its words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.layout.viewport import Viewport, build_ticks


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


@given(st.floats(600_000, 760_000), st.floats(0.02, 45))
def test_the_lines_of_the_axis_have_room_and_are_in_order(first, days_per_px):
    view = Viewport(first, days_per_px, 900)
    ticks = build_ticks(view, 64)
    x = [view.x(tick.day.toordinal()) for tick in ticks]
    gaps = np.diff(x)
    assert len(ticks) >= 1
    assert (gaps > 55).all()
