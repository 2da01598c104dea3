"""Places on the timeline: nothing lost, nothing made more exact than it is, no number hidden."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronology_app.layout.numbered import (
    LIST_MM,
    MARK_MM,
    RANGE,
    number_words,
    pack_row,
    text_mm,
)
from chronology_app.layout.timeline import (
    TRACK,
    Age,
    Band,
    Lane,
    Mark,
    RowKind,
    TimelineFigure,
    place_timeline,
)

SPANS = st.lists(
    st.tuples(st.floats(0, 200), st.one_of(st.just(0.0), st.floats(0, 60))), max_size=80
)


def _figure(*marks, **lane):
    rows = (RowKind("strength", "Strengths"), RowKind("physical", "physical"))
    made = Lane(title="Nia", subtitle="born 2014", first=date(2014, 5, 2), last=date(2022, 1, 1),
                marks=marks, **lane)  # fmt: skip
    return TimelineFigure("Family", date(2014, 1, 1), date(2022, 1, 1), rows, (made, made))


def _meant(label):
    """Return the numbers that a label names, and how many of them it means."""
    words = re.sub(r"^\d+/", "", label)
    named = set()
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", words):
        named |= set(range(int(first), int(last or first) + 1))
    return named, int(label.split("/")[0]) if "/" in label else len(named)


@given(SPANS, st.integers(1, 3))
@example([(0.0, 0.0), (0.0, 4.0), (4.0, 3.0), (6.0, 0.0)], 1)
def test_packed_marks_lose_no_number_and_every_number_is_named(spans, tracks):
    given_spans = [(x, x + width, n) for n, (x, width) in enumerate(spans, 1)]
    packed = pack_row(given_spans, tracks, RANGE, 0.0, TRACK)
    drawn = [number for mark in (*packed.marks, *packed.bars) for number in mark.numbers]
    assert sorted(drawn) == [n for *_, n in given_spans]
    assert packed.tracks <= tracks + 1
    for mark in (*packed.marks, *packed.bars):
        named, count = _meant(mark.label)
        assert set(mark.numbers) <= named
        assert count == len(mark.numbers)


@given(SPANS, st.integers(1, 3))
def test_no_number_lies_upon_another_mark_or_number(spans, tracks):
    packed = pack_row(
        [(x, x + width, n) for n, (x, width) in enumerate(spans, 1)], tracks, RANGE, 0.0, TRACK
    )
    bars = set(packed.bars)
    taken = {}
    for mark in (*packed.marks, *packed.bars):
        left = mark.x0 if mark in bars else mark.x - MARK_MM / 2
        right = max(mark.x1 if mark in bars else mark.x, mark.label_x + text_mm(mark.label))
        taken.setdefault(mark.y, []).append((left, right))
    for places in taken.values():
        places.sort()
        assert all(a[1] <= b[0] + 1e-6 for a, b in zip(places, places[1:], strict=False))


@given(st.sets(st.integers(1, 3000), min_size=1, max_size=60))
def test_a_list_of_numbers_keeps_to_its_room_or_is_a_range(numbers):
    words = number_words(sorted(numbers), RANGE)
    assert "/" in words or text_mm(words) <= LIST_MM
    named, count = _meant(words)
    assert numbers <= named
    assert count == len(numbers)


def test_neighbouring_numbers_are_joined_and_others_listed():
    assert number_words([4, 5, 6, 9], RANGE) == "4–6, 9"
    assert number_words([12, 90, 140, 171, 200], RANGE) == "5/12–200"


def test_a_date_wider_than_a_mark_is_a_bar_and_never_a_point():
    summer = Mark("a", "physical", date(2019, 6, 1), date(2019, 8, 31), 1)
    same = Mark("b", "physical", date(2019, 6, 1), date(2019, 8, 31), 2)
    day = Mark("c", "physical", date(2020, 1, 5), date(2020, 1, 5), 3)
    row = place_timeline(_figure(summer, same, day), 200).lanes[0].rows[1]
    assert [mark.numbers for mark in row.marks] == [(3,)]
    assert [bar.numbers for bar in row.bars] == [(1, 2)]
    days_per_mm = ((date(2022, 1, 1) - date(2014, 1, 1)).days + 1) / 200
    assert (row.bars[0].x1 - row.bars[0].x0) * days_per_mm == pytest.approx(92)


def test_lanes_stand_one_under_the_other_with_the_rows_that_each_has():
    band = Band("early_help", "early help", date(2019, 1, 1), date(2020, 1, 1))
    figure = _figure(bands=(band,), ages=(Age(date(2015, 5, 2), "1"),), rows=("physical",))
    first, second = place_timeline(figure, 200).lanes
    assert [row.code for row in first.rows] == ["physical"]
    assert second.top > first.bottom > first.ages_y >= first.rows[0].bottom
    assert first.rows[0].top > first.strip_y > first.top


def test_ages_that_would_touch_are_left_out():
    ages = tuple(Age(date(2014 + n, 5, 2), str(n)) for n in range(6))
    placed = place_timeline(_figure(ages=ages), 30)
    assert [label for _, label in placed.lanes[0].ages] == ["0", "2", "4"]


@pytest.mark.parametrize("undated", [{}, {"physical": (7, 8, 9)}])
def test_undated_events_stand_in_the_tray_of_their_row(undated):
    placed = place_timeline(_figure(undated=undated), 200)
    trays = [row.tray.label if row.tray else "" for row in placed.lanes[0].rows]
    assert trays == ["", "7–9" if undated else ""]


def test_every_printed_word_is_named_for_the_export_gate():
    band = Band("placement", "with an aunt", date(2019, 1, 1), date(2020, 1, 1))
    assert {"Family", "Nia", "born 2014", "with an aunt", "physical"} <= set(
        _figure(bands=(band,)).words
    )
