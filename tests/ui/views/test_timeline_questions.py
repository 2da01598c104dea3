"""A judge's questions are answered from the picture in at most three clicks each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.views.test_timeline import shown


class Clicks:
    """A hand that counts its clicks."""

    def __init__(self, screen):
        self.screen, self.count = screen, 0

    def at(self, x, y):
        QTest.mouseClick(self.screen.lanes, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(y)))
        self.count += 1

    def row(self, code, lane=0):
        place = self.screen.scene.places[lane]
        row = next(r for r in place.rows if r.row and r.row.code == code)
        self.at(20, row.top + row.height / 2)
        return row.row


def test_when_was_a_concern_of_a_type_first_recorded(week):
    screen = shown(week)
    hand = Clicks(screen)
    row = hand.row("physical")
    week.wait_for("the card", lambda: screen._card and screen._card.event_id == row.event_ids[0])
    assert screen.foot.isVisible()
    assert screen._card.date
    assert hand.count <= 3
    screen.deleteLater()


def test_how_often_while_a_plan_lasted(week):
    screen = shown(week)
    scene = screen.scene
    place = next(r for r in scene.places[0].rows if r.strip is not None)
    band = place.strip.bands[0]
    scene.set_view(scene.view.fitting(band.first, band.last, scene.view.width_px))
    hand = Clicks(screen)
    x = scene.head_width + scene.view.x((band.first + band.last) / 2)
    hand.at(x, place.top + place.height / 2)
    lane = scene.timeline.lanes[0]
    wanted = {
        row.event_ids[n]
        for row in lane.rows
        for n in range(len(row.event_ids))
        if row.marks.first[n] >= band.first and row.marks.last[n] < band.last + 1
    }
    assert scene.selected == wanted
    from ui.views.timeline_marked import MarkedBar

    bar = screen.findChild(MarkedBar)
    assert str(len(wanted)) in bar.told.text()
    assert hand.count <= 3
    screen.deleteLater()


def test_what_was_done_then(week):
    screen = shown(week)
    hand = Clicks(screen)
    row = hand.row("physical")
    week.wait_for("the card", lambda: screen._card and screen._card.event_id == row.event_ids[0])
    event_id = row.event_ids[0]

    def act(book, case_id):
        book.change_event(case_id, event_id, {"action": "Beds were bought."})

    week.window.desk.change(screen, act)
    hand.at(5_000, 5_000)
    hand.row("physical")
    week.wait_for("what was done", lambda: screen._card and "Beds were" in screen._card.done)
    assert hand.count <= 3
    screen.deleteLater()
