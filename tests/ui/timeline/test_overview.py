"""The bar of the whole time: it counts each event once and moves the view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui.timeline.overview import Overview


@pytest.fixture
def overview(scene):
    found = Overview(scene)
    found.resize(scene.head_width + 1000, 30)
    found.show()
    yield found
    found.close()


def test_every_dated_event_that_is_shown_is_counted_once(scene, overview):
    dated = {i for lane in scene.timeline.lanes for row in lane.rows for i in row.event_ids}
    assert int(overview.counts().sum()) == len(dated)
    scene.hidden_kinds.add("physical")
    scene.lay_out()
    assert int(overview.counts().sum()) < len(dated)


def test_a_press_beside_the_window_brings_it_there_and_a_drag_moves_it(scene, overview):
    scene.set_view(scene.view.zoomed(6, 500))
    x = scene.head_width + 200
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert abs(overview.frame().center().x() - x) < 2
    QTest.mouseMove(overview, QPoint(x + 50, 10))
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(x + 50, 10))
    assert abs(overview.frame().center().x() - x - 50) < 2


def test_arrows_move_and_zoom(scene, overview):
    scene.set_view(scene.view.zoomed(6, 500))
    before = scene.view
    QTest.keyClick(overview, Qt.Key.Key_Right)
    assert scene.view.first > before.first
    QTest.keyClick(overview, Qt.Key.Key_Up)
    assert scene.view.days_per_px < before.days_per_px
    QTest.mouseDClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(600, 10))
    assert scene.view.first <= scene.timeline.first
