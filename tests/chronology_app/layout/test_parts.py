"""Dividing a figure: no mark is lost, each part fits its page, stretches follow the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.layout.frame import ticks
from chronology_app.layout.parts import Room, divide
from chronology_app.layout.timeline import (
    Lane,
    Mark,
    RowKind,
    TimelineFigure,
    place_timeline,
)

FIRST, LAST = date(2010, 3, 5), date(2021, 8, 9)
ROWS = ("physical", "medical", "emotional")
ROOM = Room(180.0, 100.0)


@st.composite
def figures(draw):
    lanes, number = [], 0
    for title in ("Ada", "Beth", "Carys")[: draw(st.integers(0, 3))]:
        marks = []
        for offset, width in draw(
            st.lists(st.tuples(st.integers(0, 4174), st.integers(0, 400)), max_size=60)
        ):
            number += 1
            first = FIRST + timedelta(days=offset)
            last = min(first + timedelta(days=width), LAST)
            marks.append(Mark(str(number), ROWS[number % 3], first, last, number))
        undated = tuple(range(1000 + 10 * len(lanes), 1000 + 10 * len(lanes) + draw(
            st.integers(0, 3))))  # fmt: skip
        lanes.append(Lane(title, "", FIRST, LAST, tuple(marks),
                          undated={"physical": undated} if undated else {}))  # fmt: skip
    kinds = tuple(RowKind(code, code) for code in ROWS)
    return TimelineFigure("Family", FIRST, LAST, kinds, tuple(lanes))


@settings(max_examples=40, deadline=None)
@given(figures())
def test_parts_show_every_mark_of_the_whole_and_nothing_else(figure):
    parts = divide(figure, ROOM)
    assert frozenset().union(*(part.numbers for part in parts)) == figure.numbers
    for part in parts:
        placed = place_timeline(part, ROOM.width)
        drawn = {
            n for lane in placed.lanes for row in lane.rows for m in row.all for n in m.numbers
        }
        assert drawn == part.numbers
        assert placed.height <= ROOM.height
        for lane in part.lanes:
            assert all(m.first <= part.last and m.last >= part.first for m in lane.marks)


@settings(max_examples=40, deadline=None)
@given(figures())
def test_an_undated_event_stands_in_one_stretch_only(figure):
    trays = [
        number
        for part in divide(figure, ROOM)
        for lane in part.lanes
        for numbers in lane.undated.values()
        for number in numbers
    ]
    assert len(trays) == len(set(trays))


def test_stretches_begin_with_the_calendar():
    marks = tuple(
        Mark(str(n), "physical", day, day, n)
        for n in range(1, 900)
        for day in [FIRST + timedelta(days=n * 4)]
    )
    lane = Lane("Ada", "", FIRST, LAST, marks)
    figure = TimelineFigure("Family", FIRST, LAST, (RowKind("physical", "physical"),), (lane,))
    parts = divide(figure, ROOM)
    assert len(parts) > 2
    assert parts[0].first == FIRST
    assert all(part.first.day == 1 for part in parts[1:])
    assert all(
        b.first - a.last == timedelta(days=1) for a, b in zip(parts, parts[1:], strict=False)
    )
    assert [lane.is_cut for part in parts for lane in part.lanes] == [False] + [True] * (
        len(parts) - 1
    )


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.integers(0, 20_000))
def test_the_axis_has_few_labels_all_inside(first, days):
    last = first + timedelta(days=min(days, (date.max - first).days))
    found = [day for day, _ in ticks(first, last)]
    assert len(found) <= 26
    assert all(first <= day <= last for day in found)
    assert found == sorted(set(found))
