"""The list beside the timeline keeps what a plain loop would, and lanes and marks say figures."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from ui.presenters.timeline_lanes import build_lanes
from ui.presenters.timeline_list import (
    ListedEvents,
    ListFilter,
    describe_lane,
    describe_line,
    describe_mark,
    describe_marks,
)

TODAY = date(2024, 7, 1)
UNDATED = factories.make_event("u1", None, "Reads to Owen.", strength="Reads to Owen.")
TIMELINE = build_lanes(factories.sample_view(*UNDATED), TODAY)
LISTED = ListedEvents(TIMELINE)
CODES = [code for code, _ in TIMELINE.kinds]
LANES = [lane.key for lane in TIMELINE.lanes]
IDS = [line.event_id for line in TIMELINE.lines]

days = st.integers(date(2015, 1, 1).toordinal(), TODAY.toordinal())
filters = st.builds(
    ListFilter,
    st.frozensets(st.sampled_from(CODES)),
    st.frozensets(st.tuples(st.sampled_from(LANES), st.sampled_from(CODES)), max_size=8),
    st.none() | st.tuples(days, days).map(lambda two: (float(min(two)), float(max(two)))),
    st.none() | st.frozensets(st.sampled_from([*IDS, "gone"])),
)


def keeps(wanted, line):
    """Say, event by event and lane by lane, whether a filter keeps an event."""
    on_rows = [(lane.key, row.code) for lane in TIMELINE.lanes for row in lane.rows
               if line.event_id in (*row.event_ids, *row.undated)]  # fmt: skip
    if not any(wanted.shows(lane, code) for lane, code in on_rows):
        return False
    if wanted.only is not None and line.event_id not in wanted.only:
        return False
    if wanted.stretch is None:
        return True
    first, last = wanted.stretch
    return line.first is not None and line.first <= last and line.last >= first


@settings(max_examples=150, deadline=None)
@given(filters)
def test_any_filter_keeps_what_each_event_says_of_itself(wanted):
    kept = [IDS[n] for n in LISTED.filtered(wanted)]
    assert kept == [line.event_id for line in TIMELINE.lines if keeps(wanted, line)]


def test_nothing_ticked_lists_every_event_also_undated_ones():
    assert [IDS[n] for n in LISTED.filtered(ListFilter())] == IDS
    assert "u1" in IDS


def test_an_undated_event_is_in_no_stretch_of_time():
    everything = ListFilter(stretch=(1.0, 3_000_000.0))
    assert "u1" not in [IDS[n] for n in LISTED.filtered(everything)]


def test_one_mark_says_lane_type_date_and_fact():
    line = next(line for line in TIMELINE.lines if line.first is not None)
    words = describe_mark("Nia", "Physical", line, "en")
    assert words == f"Nia, Physical, {line.date}: {line.fact}"


def test_a_point_for_several_says_how_many_and_from_when_to_when():
    span = (float(date(2021, 3, 3).toordinal()), date(2021, 6, 9).toordinal() + 0.999)
    words = describe_marks("Nia", "Physical", 2, span, "en")
    assert words == "2 events, 3 March 2021 to 9 June 2021. Nia, Physical"


def test_a_key_event_is_said_to_be_one():
    for line in TIMELINE.lines:
        assert describe_line(line, "en").endswith("Key event") == line.key


def test_a_head_says_events_each_type_and_months_that_can_be_recounted():
    for lane in TIMELINE.lanes:
        words = describe_lane(lane, dict(TIMELINE.kinds), "en")
        parts = words.split("; ")
        assert parts[0].startswith(f"{lane.count} event")
        for row in lane.rows:
            count = len(row.event_ids) + len(row.undated)
            assert f"{dict(TIMELINE.kinds)[row.code]}: {count}" in parts
        if lane.months is not None:
            sure = sum(lane.months.is_sure.tolist())
            assert any(part.startswith(f"{sure} month") for part in parts)


def test_a_head_says_the_longest_stretch_without_an_entry():
    lane = TIMELINE.lanes[0]
    spans = sorted((float(a), float(b)) for row in lane.rows
                   for a, b in zip(row.marks.first, row.marks.last, strict=True))  # fmt: skip
    longest, reached = 0, spans[0][1]
    for first, last in spans:
        longest = max(longest, int(first) - int(reached) - 1)
        reached = max(reached, last)
    words = describe_lane(lane, dict(TIMELINE.kinds), "en")
    assert f"longest stretch without an entry: {longest // 7} week" in words
