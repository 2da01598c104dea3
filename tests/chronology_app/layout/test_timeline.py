"""Places on the timeline: nothing lost, nothing made more exact than it is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.layout.timeline import (
    Age,
    Band,
    Lane,
    Mark,
    RowKind,
    TimelineFigure,
    cluster,
    place_timeline,
)


def _figure(*marks, **lane):
    rows = (RowKind("strength", "Strengths"), RowKind("physical", "physical"))
    made = Lane(title="Nia", subtitle="born 2014", first=date(2014, 5, 2), last=date(2022, 1, 1),
                marks=marks, **lane)  # fmt: skip
    return TimelineFigure("Family", date(2014, 1, 1), date(2022, 1, 1), rows, (made, made))


@given(st.lists(st.floats(0, 5_000), max_size=60), st.floats(1, 200))
def test_clusters_lose_nothing_and_stand_apart(positions, width):
    x, counts, extents = cluster(np.array(positions, dtype=np.float64), width)
    assert counts.sum() == len(positions)
    assert (np.diff(x) >= width * 0.999).all()
    assert (extents[:, 0] <= x + 1e-6).all()
    assert (x <= extents[:, 1] + 1e-6).all()


def test_marks_too_close_are_one_mark_with_their_number():
    x, counts, _ = cluster(np.array([10.0, 11.0, 300.0]), 30)
    assert counts.tolist() == [2, 1]
    assert x.tolist() == [10.5, 300.0]


def test_a_date_wider_than_a_mark_is_a_bar_and_never_a_point():
    summer = Mark("a", "physical", date(2019, 6, 1), date(2019, 8, 31))
    day = Mark("b", "physical", date(2020, 1, 5), date(2020, 1, 5))
    placed = place_timeline(_figure(summer, summer, day), mark_days=40)
    row = placed.lanes[0].rows[1]
    assert row.counts.tolist() == [1]
    assert row.bar_counts.tolist() == [2]
    assert row.bars.tolist() == [[summer.first.toordinal(), summer.last.toordinal()]]


def test_lanes_stand_one_under_the_other_with_the_rows_that_each_has():
    band = Band("early_help", "early help", date(2019, 1, 1), date(2020, 1, 1))
    figure = _figure(bands=(band,), ages=(Age(date(2015, 5, 2), "1"),), rows=("physical",))
    first, second = place_timeline(figure, mark_days=10).lanes
    assert [row.code for row in first.rows] == ["physical"]
    assert second.top > first.bottom > first.ages_y > first.rows[0].y > first.strip_y


def test_ages_that_would_touch_are_left_out():
    ages = tuple(Age(date(2014 + n, 5, 2), str(n)) for n in range(6))
    placed = place_timeline(_figure(ages=ages), mark_days=500)
    assert [label for _, label in placed.lanes[0].ages] == ["0", "2", "4"]


@pytest.mark.parametrize("undated", [{}, {"physical": 3}])
def test_undated_events_are_counted_on_their_row(undated):
    placed = place_timeline(_figure(undated=undated), mark_days=10)
    assert [row.undated for row in placed.lanes[0].rows] == [0, undated.get("physical", 0)]


def test_every_printed_word_is_named_for_the_export_gate():
    band = Band("placement", "with an aunt", date(2019, 1, 1), date(2020, 1, 1))
    assert {"Family", "Nia", "born 2014", "with an aunt", "physical"} <= set(
        _figure(bands=(band,)).words
    )
