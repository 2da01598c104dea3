"""The lanes: what is hit is what is drawn, the day under the wheel stays, marking and moving."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from ui.timeline.scene import MARKS


def wheel(lanes, x, steps):
    at = QPointF(x, 60.0)
    lanes.wheelEvent(QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip


def test_the_day_under_the_pointer_moves_less_than_a_pixel_over_ten_thousand_wheel_steps(
    scene, lanes
):
    rng, left = random.Random(3), scene.head_width
    for _ in range(10_000):
        x = rng.uniform(0, 1000)
        day = scene.view.day(x)
        wheel(lanes, left + x, rng.choice((1, -1, 2, -2)))
        assert abs(scene.view.x(day) - x) <= 1


def marks_rows(scene):
    return [row for place in scene.places for row in place.rows if row.kind == MARKS]


def drawn(scene, place):
    """Return what is drawn on a row: left, right, top-most last, with the marks it stands for."""
    placed = scene.placed(place)
    bars = [
        (x0, x1, placed.bar_members(n).tolist()) for n, (x0, x1) in enumerate(placed.bars.tolist())
    ]
    points = [(x - 5, x + 5, placed.members(n).tolist()) for n, x in enumerate(placed.x.tolist())]
    return bars, points


def test_a_hundred_thousand_clicks_hit_what_is_drawn(scene, lanes):
    rng, left = random.Random(8), scene.head_width
    rows = marks_rows(scene)
    for _ in range(10):
        scene.set_view(scene.view.zoomed(rng.uniform(0.5, 2.5), rng.uniform(0, 1000)))
        shown = {id(row): drawn(scene, row) for row in rows}
        for _ in range(10_000):
            row = rng.choice(rows)
            x, y = rng.uniform(0, 1000), rng.uniform(row.top, row.top + row.height - 0.01)
            hit = [row.row.numbers[s.event_id] for s in lanes.stops_at(QPointF(left + x, y))]
            bars, points = shown[id(row)]
            on_point = [members for a, b, members in points if a <= x <= b]
            on_bar = [members for a, b, members in bars if a <= x <= b]
            if on_point:
                assert hit in on_point
            elif on_bar and not any(a - 9 <= x <= b + 9 for a, b, _ in points):
                assert hit == on_bar[-1]
            elif not any(a - 9 <= x <= b + 9 for a, b, _ in points) and not on_bar:
                assert hit == []


def test_at_every_zoom_all_marks_are_drawn_once(scene, lanes):
    for _ in range(14):
        for row in marks_rows(scene):
            joined = row.row.marks.joined(scene.view.days_per_px, scene.mark * 0.9)
            count = int(joined.counts.sum()) + int(joined.bar_counts.sum())
            assert count == len(row.row.event_ids)
        lanes.zoom(1.6, 400)


def test_a_box_marks_what_lies_in_it_and_escape_unmarks(scene, lanes):
    place = next(row for row in marks_rows(scene) if row.row.code == "physical")
    everything = QRectF(0, place.top + 1, 2_000, place.height - 2)
    scene.mark_events(lanes.events_in(everything))
    assert scene.selected == set(place.row.event_ids)
    QTest.keyClick(lanes, Qt.Key.Key_Escape)
    assert scene.selected == set()


def test_space_marks_the_chosen_event_and_takes_its_mark_away(scene, lanes):
    QTest.keyClick(lanes, Qt.Key.Key_Right)
    QTest.keyClick(lanes, Qt.Key.Key_Space)
    assert scene.selected == {scene.stop.event_id}
    QTest.keyClick(lanes, Qt.Key.Key_Space)
    assert scene.selected == set()


def test_arrows_reach_every_event_of_a_lane_in_time(scene, lanes):
    QTest.keyClick(lanes, Qt.Key.Key_Right)
    first = scene.stop
    lane = next(p.lane for p in scene.places if p.lane.key == first.lane)
    reached, before = {first.event_id}, (first.first + first.last) / 2
    while (stop := scene.neighbour(1)) is not None:
        scene.choose(stop)
        assert (stop.first + stop.last) / 2 >= before
        before = (stop.first + stop.last) / 2
        reached.add(stop.event_id)
    assert reached == {i for row in lane.rows for i in row.event_ids}
    back = {scene.stop.event_id}
    while (stop := scene.neighbour(-1)) is not None:
        scene.choose(stop)
        back.add(stop.event_id)
    assert back == reached


def test_lanes_are_moved_and_shut_by_the_keyboard(scene, lanes):
    QTest.keyClick(lanes, Qt.Key.Key_Right)
    lane, order = scene.stop.lane, list(scene.order)
    QTest.keyClick(lanes, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert scene.order.index(lane) == order.index(lane) + 1
    QTest.keyClick(lanes, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert scene.order == order
    lanes.toggle_lane(lane)
    assert next(p for p in scene.places if p.lane.key == lane).rows == ()


def test_one_lane_can_hide_what_others_show(scene):
    lanes = scene.timeline.lanes
    codes = [{row.code for row in lane.rows} for lane in lanes]
    code = sorted(codes[0] & codes[1])[0]
    scene.hidden_in_lane.add((lanes[0].key, code))
    scene.lay_out()
    shown = {(p.lane.key, r.row.code) for p in scene.places for r in p.rows if r.row}
    assert (lanes[0].key, code) not in shown
    assert (lanes[1].key, code) in shown


def test_every_state_can_be_drawn(scene, lanes, qapp):
    for size in (100, 175):
        for scheme in ("light", "dark"):
            from ui.theme.style import theme

            theme.apply(qapp, scheme, size)
            scene.mark_events(list(scene.timeline.by_id)[:3])
            scene.show_found(list(scene.timeline.by_id)[2:5])
            for factor in (0.2, 3, 8, 0.5):
                lanes.zoom(factor, 300)
                assert not lanes.grab().isNull()
    theme.apply(qapp, "light", 100)


def test_initials_hide_names_birth_days_and_the_names_in_bands(scene):
    child = scene.places[0].lane
    first = scene.timeline.names[0][0]
    assert scene.said(f"Placed with {first}.") == f"Placed with {first}."
    scene.set_initials(True)
    assert first not in scene.said(f"Placed with {first}.")
    assert scene.name_of(child) == child.initials
    assert scene.subtitle_of(child) == ""


def test_undated_events_wait_in_a_tray_before_their_row(scene, lanes):
    place = next(row for row in marks_rows(scene) if row.row.code == "physical")
    at = QPointF(10, place.top + place.height / 2)
    assert lanes.undated_at(at) == ("u",)
    QTest.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert scene.selected == {"u"}
    assert lanes.undated_at(QPointF(scene.head_width - 4, at.y())) == ()
