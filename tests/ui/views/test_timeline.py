"""The timeline on the screen: keys go from mark to mark, to the source and back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from ui.views.timeline import TimelineScreen


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
