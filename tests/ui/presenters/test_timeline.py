"""The timeline's lanes: every event in the lane of each child it is about, undated ones kept."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.layout.growth import Growth
from tests import factories
from tests.random_family import random_view
from ui.presenters.timeline_lanes import build_lanes

TODAY = date(2024, 7, 1)


def lanes():
    view = factories.sample_view()
    return view, build_lanes(view, TODAY)


def test_each_child_has_a_lane_in_the_familys_order():
    view, timeline = lanes()
    assert [lane.title for lane in timeline.lanes][: len(view.children)] == [
        child.name for child in view.children
    ]


def test_every_standing_event_is_in_some_lane_and_none_is_invented():
    view, timeline = lanes()
    shown = {
        i for lane in timeline.lanes for row in lane.rows for i in (*row.event_ids, *row.undated)
    }
    assert shown == {event.id for event in view.events}
    assert timeline.event_count == len(view.events)


def test_a_childs_lane_counts_the_events_that_name_the_child():
    view, timeline = lanes()
    for child, lane in zip(view.children, timeline.lanes, strict=False):
        assert lane.count == len([e for e in view.events if child in view.children_of(e)])


def with_event(*arguments, **more):
    child = factories.sample_view().children[0]
    extra = factories.make_event(*arguments, children=(child.id,), **more)
    return build_lanes(factories.sample_view(*extra), TODAY).lanes[0]


def test_a_date_known_to_the_month_is_as_wide_as_the_month():
    lane = with_event("m1", "2021-03", "No coat.", concerns=("physical",))
    row = next(r for r in lane.rows if r.code == "physical")
    at = row.event_ids.index("m1")
    days = [date.fromordinal(int(day[at])) for day in (row.marks.first, row.marks.last)]
    assert days == [date(2021, 3, 1), date(2021, 3, 31)]


def test_an_event_without_a_date_waits_beside_its_row():
    lane = with_event("u1", None, "Reads to Owen.", strength="Reads to Owen.")
    row = next(r for r in lane.rows if r.code == "strength")
    assert "u1" in row.undated
    assert "u1" not in row.event_ids


def test_a_legal_status_without_an_end_goes_on_to_today():
    spell = ("legal_status", "interim care order", "starts")
    lane = with_event("s1", "2023-02-01", "Interim care order made.", spells=(spell,))
    band = next(s for s in lane.strips if s.kind == "legal_status").bands[-1]
    assert (band.first, band.last) == (date(2023, 2, 1).toordinal(), TODAY.toordinal())
    assert (band.has_start, band.has_end) == (True, False)


@pytest.mark.parametrize("seed", range(12))
def test_the_curves_and_months_add_up_to_the_cumulative_figures(seed):
    view = random_view(seed, TODAY, most=60)
    figures = {
        (row.child_id, row.type, row.measure): row
        for row in build_cumulative(view, TODAY, view.ordinary)
    }
    end = np.array([TODAY.toordinal() + 1.0])
    for lane in build_lanes(view, TODAY).lanes:
        growths = {growth.code: growth for growth in lane.growths}
        types = {code for key, code, what in figures if key == lane.key and what == "events"}
        assert growths.keys() <= types
        for code in types - {"any", "strength"}:
            events = figures[lane.key, code, "events"]
            undated = figures.get((lane.key, code, "undated"))
            less = (undated.at_least, undated.at_most) if undated else (0, 0)
            growth = growths.get(code, Growth.of(code, np.zeros(0), np.zeros(0)))
            drawn = growth.at_least(end)[0], growth.at_most(end)[0]
            assert drawn == (events.at_least - less[0], events.at_most - less[1])
        if lane.whole is not None:
            events = figures.get((lane.key, "any", "events"))
            undated = figures.get((lane.key, "any", "undated"))
            less = (undated.at_least, undated.at_most) if undated else (0, 0)
            most = (events.at_least - less[0], events.at_most - less[1]) if events else (0, 0)
            assert (lane.whole.at_least(end)[0], lane.whole.at_most(end)[0]) == most
        counted = figures.get((lane.key, "any", "months_with_concern"))
        drawn_months = len(lane.months.first) if lane.months else 0
        assert drawn_months == (counted.at_most if counted else 0)


def test_a_concern_recorded_while_the_child_lived_elsewhere_has_a_mark_but_is_not_added_up():
    one, other = factories.sample_view().children[:2]
    rows = [
        *factories.make_event("m", "2020-06-01", "Moved.", children=(other.id,),
                              spells=(("placement", "Foster carers", "starts"),)),
        *factories.make_event("b", "2021-08-01", "The home was cold.",
                              children=(one.id, other.id), concerns=("nutritional",)),
    ]  # fmt: skip
    lanes = {lane.key: lane for lane in build_lanes(factories.sample_view(*rows), TODAY).lanes}
    marks = {key: [r for r in lanes[key].rows if r.code == "nutritional"] for key in lanes}
    assert "b" in marks[one.id][0].event_ids
    assert "b" in marks[other.id][0].event_ids
    assert marks[one.id][0].surely_counts.tolist()[marks[one.id][0].event_ids.index("b")]
    assert not marks[other.id][0].may_count.tolist()[marks[other.id][0].event_ids.index("b")]
