"""The list beside the timeline and its marks choose the same event, by keys alone."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.layout.marks import Marks
from tests.ui.views.test_timeline import shown
from ui.models.timeline import EventsModel
from ui.presenters.timeline import EventLine, Lane, LaneRow, Timeline
from ui.presenters.timeline_list import ListedEvents, ListFilter


def listed(week):
    screen = shown(week)
    screen.commands["event_list"].trigger()
    week.wait_for("the list", lambda: screen.events.model.rowCount())
    return screen, screen.events


def ids(events):
    return [events.model.line(n).event_id for n in range(events.model.rowCount())]


def test_the_list_holds_every_event_and_what_is_chosen_is_chosen_in_both(week):
    screen, events = listed(week)
    assert ids(events) == [line.event_id for line in screen.scene.timeline.lines]
    QTest.keyClick(events.view, Qt.Key.Key_Home)
    QTest.keyClick(events.view, Qt.Key.Key_Down)
    assert screen.scene.stop.event_id == ids(events)[1]
    QTest.keyClick(screen.lanes, Qt.Key.Key_Right)
    assert ids(events)[events.view.currentIndex().row()] == screen.scene.stop.event_id
    screen.deleteLater()


def test_enter_asks_for_the_source_and_escape_goes_to_the_lanes(week):
    screen, events = listed(week)
    asked = []
    events.source_asked.connect(asked.append)
    week.window.desk.place_asked.disconnect()
    QTest.keyClick(events.view, Qt.Key.Key_Home)
    QTest.keyClick(events.view, Qt.Key.Key_Return)
    assert asked == ids(events)[:1]
    left = []
    events.view.leave_asked.connect(lambda: left.append(True))
    QTest.keyClick(events.view, Qt.Key.Key_Escape)
    assert left
    week.settle()
    screen.deleteLater()


def test_the_list_is_narrowed_to_marked_events_and_to_what_is_in_view(week):
    screen, events = listed(week)
    QTest.keyClick(events.view, Qt.Key.Key_Home)
    QTest.keyClick(events.view, Qt.Key.Key_Space)
    first = ids(events)[0]
    assert screen.scene.selected == {first}
    assert events.model.index(0).data().endswith(", marked")
    events.only_marked.setChecked(True)
    assert ids(events) == [first]
    events.only_marked.setChecked(False)
    events.in_view.setChecked(True)
    scene = screen.scene
    scene.set_view(scene.view.moved(scene.view.width_px * 50))
    week.wait_for("an empty list", lambda: not events.model.rowCount())
    assert not events._none.isHidden()
    scene.fit()
    week.wait_for("the events", lambda: len(ids(events)) == len(scene.timeline.lines))
    screen.deleteLater()


def test_an_event_of_a_closed_lane_opens_it_and_nothing_stays_of_a_closed_case(week):
    screen, events = listed(week)
    scene = screen.scene
    scene.closed_lanes |= set(scene.order)
    scene.lay_out()
    QTest.keyClick(events.view, Qt.Key.Key_Home)
    assert scene.stop.event_id == ids(events)[0]
    assert scene.stop.lane not in scene.closed_lanes
    screen.clear()
    assert events.model.rowCount() == 0
    screen.deleteLater()


def test_a_hundred_thousand_events_are_listed_without_delay():
    lines = tuple(
        EventLine(f"e{n}", 700_000.0 + n / 20, 700_001.0 + n / 20, "day", "visit", f"fact {n}")
        for n in range(100_000)
    )
    first, last = (np.array([getattr(one, end) for one in lines]) for end in ("first", "last"))
    none = np.zeros(len(lines), dtype=np.int8)
    row = LaneRow("other", Marks(first, last), tuple(one.event_id for one in lines), none, none)
    lane = Lane("l", "family", "Family", "", (), (row,))
    events = ListedEvents(Timeline((lane,), (("other", "Other"),), 0, 1, len(lines), 0, lines))
    model, started = EventsModel(), time.perf_counter()
    model.show_events(events, events.filtered(ListFilter(stretch=(701_000.0, 702_000.0))), set())
    taken = time.perf_counter() - started
    assert model.rowCount() == sum(
        a <= 702_000 and b >= 701_000 for a, b in zip(first, last, strict=True)
    )
    assert model.line(model.row_of("e30000")).fact == "fact 30000"
    assert taken < 0.1
