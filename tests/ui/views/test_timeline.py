"""The timeline on the screen: keys go from mark to mark, to the source and back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from chronology_app.model import Change, Plan
from tests.factories import make
from ui.dialogs.presenting import Presenting, steps_of
from ui.views.timeline import TimelineScreen
from ui.views.timeline_marked import MarkedBar
from ui.views.timeline_menus import build_lane_menu
from ui.words import say


def shown(inside):
    screen = TimelineScreen(inside.window.desk)
    screen.resize(1200, 700)
    screen.show()
    inside.wait_for("lanes", lambda: screen.scene.timeline.lanes)
    screen.scene.set_width(900)
    return screen


def test_arrows_choose_an_event_and_enter_asks_for_its_source(week):
    screen = shown(week)
    asked = []
    week.window.desk.place_asked.disconnect()
    week.window.desk.place_asked.connect(asked.append)
    QTest.keyClick(screen.lanes, Qt.Key.Key_Right)
    week.wait_for("the card", lambda: screen.foot.isVisible())
    first = screen.scene.stop
    QTest.keyClick(screen.lanes, Qt.Key.Key_Right)
    assert screen.scene.stop.event_id != first.event_id
    week.wait_for("the next card", lambda: screen._card.event_id == screen.scene.stop.event_id)
    QTest.keyClick(screen.lanes, Qt.Key.Key_Return)
    assert (asked[0].screen, asked[0].record_id) == ("sources", screen._card.source_id)
    assert asked[0].wishes["end"] > asked[0].wishes["start"]
    screen.deleteLater()


def test_the_wheel_zooms_at_the_pointer(week):
    screen = shown(week)
    at = QPointF(screen.scene.head_width + 300.0, 80.0)
    day = screen.scene.view.day(300)
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = screen.scene.view.days_per_px
    screen.lanes.wheelEvent(wheel)
    assert screen.scene.view.days_per_px < before
    assert abs(screen.scene.view.day(300) - day) < 0.01
    screen.deleteLater()


def test_hiding_a_type_takes_its_rows_away_and_counts_stay(week):
    screen = shown(week)
    code = screen.scene.timeline.kinds[0][0]
    before = len(screen.scene.places[0].rows)
    screen._kind_buttons[code].setChecked(False)
    assert len(screen.scene.places[0].rows) == before - any(
        row.code == code for row in screen.scene.timeline.lanes[0].rows
    )
    screen.deleteLater()


def test_words_are_found_one_after_the_other_and_escape_ends_it(week):
    screen = shown(week)
    fact = screen.scene.timeline.lines[0].fact.split()[0]
    QTest.keyClicks(screen.finder.line, fact)
    QTest.keyClick(screen.finder.line, Qt.Key.Key_Return)
    found = screen.scene.found
    assert found
    assert screen.scene.stop.event_id in found
    QTest.keyClick(screen.finder.line, Qt.Key.Key_Escape)
    assert screen.scene.found == frozenset()
    assert screen.finder.told.text() == ""
    screen.deleteLater()


def test_marked_events_are_made_key_in_one_step_that_undo_takes_back(week):
    screen = shown(week)
    ids = [line.event_id for line in screen.scene.timeline.lines[:2]]
    screen.scene.mark_events(ids)
    bar = screen.findChild(MarkedBar)
    bar.change({"key": True})

    def keys():
        return {line.event_id for line in screen.scene.timeline.lines if line.key}

    week.wait_for("both are key", lambda: set(ids) <= keys())
    assert screen.scene.selected == set(ids)
    week.window.desk.change(screen, lambda book, case_id: book.undo(case_id))
    week.wait_for("none is key", lambda: not set(ids) & keys())
    screen.deleteLater()


def test_marked_events_are_linked_to_a_change_of_the_plan(week):
    screen = shown(week)
    ids = [line.event_id for line in screen.scene.timeline.lines[:2]]
    screen.scene.mark_events(ids)
    bar = screen.findChild(MarkedBar)

    def add_plan(book, case_id):
        book.add_records(case_id, [
            make(Plan, id="plan", case_id=case_id),
            make(Change, id="change", case_id=case_id, plan_id="plan", needed="Beds for both."),
        ])  # fmt: skip

    week.window.desk.change(screen, add_plan)
    bar._ask_choices()
    week.wait_for("the choices", lambda: any(
        "Beds for both." in action.text() for action in bar.link.menu().actions()))  # fmt: skip
    next(a for a in bar.link.menu().actions() if "Beds" in a.text()).trigger()
    linked = []
    week.wait_for("the link", lambda: (
        week.window.desk.ask(
            screen, lambda book, case_id: book.queries.record(Change, case_id, "change"),
            linked.append,
        ), linked and set(linked[-1].why_event_ids) == set(ids))[-1])  # fmt: skip
    screen.deleteLater()


def test_a_lanes_menu_hides_its_row_and_moves_it(week):
    screen = shown(week)
    scene = screen.scene
    key = scene.order[0]
    menu = build_lane_menu(screen, scene, key)
    ticked = [action for action in menu.actions() if action.isCheckable()]
    ticked[0].trigger()
    assert len(scene.hidden_in_lane) == 1
    next(a for a in menu.actions() if a.text() == say("time.lane_down")).trigger()
    assert scene.order.index(key) == 1
    next(a for a in menu.actions() if a.text() == say("time.only_lane")).trigger()
    assert scene.closed_lanes == set(scene.order) - {key}
    assert build_lane_menu(screen, scene, "nobody") is None
    screen.deleteLater()


def test_presenting_steps_through_key_events_and_hides_names(week):
    screen = shown(week)
    timeline = screen.scene.timeline
    window = Presenting(screen, timeline, steps_of(timeline, set()))
    window.show()
    assert [line.event_id for line in window.steps] == [
        line.event_id for line in timeline.lines if line.first is not None
    ]
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.scene.stop.event_id == window.steps[0].event_id
    QTest.keyClick(window, Qt.Key.Key_I)
    for _ in window.steps:
        QTest.keyClick(window, Qt.Key.Key_Right)
        for name, _initials in timeline.names:
            assert name not in window.fact.text()
    assert window.at == len(window.steps) - 1
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.at == len(window.steps) - 2
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    screen.deleteLater()


def test_marked_events_are_what_presenting_steps_through(week):
    screen = shown(week)
    timeline = screen.scene.timeline
    marked = timeline.lines[1].event_id
    assert [line.event_id for line in steps_of(timeline, {marked})] == [marked]
    screen.deleteLater()


def test_at_every_zoom_the_drawn_counts_equal_those_of_the_database(week):
    screen = shown(week)
    found = []
    asked = (
        "SELECT concern.child_id, concern.type, COUNT(DISTINCT event.id) FROM concern"
        " JOIN event ON event.id = concern.event_id"
        " WHERE event.status <> 'removed' AND event.case_id = ?"
        " GROUP BY concern.child_id, concern.type"
    )

    def count(book, case_id):
        rows = book._book.connection.exec_driver_sql(asked, (case_id,)).all()
        return {(child, code): number for child, code, number in rows}

    week.window.desk.ask(screen, count, found.append)
    week.wait_for("the database", lambda: found)
    assert found[0]
    scene = screen.scene
    for _ in range(12):
        drawn = {}
        for place in scene.places:
            for row in place.rows:
                if row.row is not None and place.lane.kind == "child":
                    joined = row.row.marks.joined(scene.view.days_per_px, scene.mark * 0.9)
                    total = int(joined.counts.sum()) + int(joined.bar_counts.sum())
                    drawn[place.lane.key, row.row.code] = total + len(row.row.undated)
        concerns = {key: n for key, n in drawn.items() if key[1] not in ("strength", "other")}
        assert concerns == found[0]
        screen.lanes.zoom(1.5, 300)
    screen.deleteLater()
