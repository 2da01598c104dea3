"""What a screen reader meets in the timeline: heads and marks in view, in order, each once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAccessible

from tests.ui.views.test_timeline import shown
from ui.timeline import in_view


def things(screen):
    return in_view.things_in_view(screen.scene, 0, screen.scene.height)


def test_every_mark_is_in_one_thing_of_its_row_in_reading_order(week):
    screen = shown(week)
    screen.scene.closed_lanes.clear()
    screen.scene.lay_out()
    screen.scene.fit()
    found = [(s.lane, s.code, s.event_id) for t in things(screen) for s in t.stops(screen.scene)]
    drawn = [(lane.key, row.code, i) for lane in screen.scene.timeline.lanes
             for row in lane.rows for i in row.event_ids]  # fmt: skip
    assert sorted(found) == sorted(drawn)
    assert [t.lane for t in things(screen) if t.lane] == screen.scene.order
    boxes = [(t.box[1], t.box[0]) for t in things(screen)]
    assert boxes == sorted(boxes)
    screen.deleteLater()


def test_of_too_many_those_about_the_chosen_mark_are_there(week, monkeypatch):
    screen = shown(week)
    scene = screen.scene
    monkeypatch.setattr(in_view, "MOST", 3)
    for stop in list(scene.stops()):
        scene.choose(stop)
        found = things(screen)
        assert len(found) == 3
        assert any(stop in thing.stops(scene) for thing in found)
    screen.deleteLater()


def test_qt_meets_the_same_things_and_pressing_one_chooses_or_closes_it(week):
    screen = shown(week)
    lanes = QAccessible.queryAccessibleInterface(screen.lanes)
    assert lanes.role() == QAccessible.Role.List
    found = [lanes.child(n) for n in range(lanes.childCount())]
    names = [one.text(QAccessible.Text.Name) for one in found]
    assert names == [thing.name for thing in screen.lanes.marks.things()]
    mark = next(one for one in found if one.role() == QAccessible.Role.ListItem)
    assert not mark.state().selected
    mark.actionInterface().doAction(mark.actionInterface().pressAction())
    chosen = screen.lanes.marks.things()[lanes.indexOfChild(mark)]
    assert screen.scene.stop in chosen.stops(screen.scene)
    assert mark.state().selected
    assert lanes.childAt(*mark.rect().center().toTuple()) is mark
    head = lanes.child(0)
    assert (head.role(), bool(head.state().expanded)) == (QAccessible.Role.Heading, True)
    head.actionInterface().doAction(head.actionInterface().pressAction())
    assert screen.scene.closed_lanes >= {screen.scene.order[0]}
    assert head.state().collapsed
    week.settle()
    screen.deleteLater()


def test_a_screen_reader_hears_no_name_while_initials_are_shown(scene):
    fact = "Came at noon"
    name = next(lane.title for lane in scene.timeline.lanes if lane.kind == "child")
    lines = tuple(replace(line, fact=f"{fact} with {name}.") for line in scene.timeline.lines)
    adult = replace(scene.timeline.lanes[-1], kind="adult", subtitle=f"Aunt of {name}")
    lanes = (*scene.timeline.lanes[:-1], adult)
    scene.set_timeline(replace(scene.timeline, lines=lines, lanes=lanes))
    scene.closed_lanes.clear()
    scene.set_initials(True)
    scene.lay_out()
    scene.fit()
    found = in_view.things_in_view(scene, 0, scene.height)
    assert any(t.row and fact in t.name for t in found), "marks are read out with their facts"
    said = [*(f"{t.name} {t.description}" for t in found), scene.subtitle_of(adult)]
    assert not any(part in words for words in said for part in name.split())
