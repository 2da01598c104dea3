"""The menu of a lane: what it shows, where it stands, whether it is open."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.presenters.timeline_lanes import row_words
from ui.timeline.scene import BRACKETS, Scene
from ui.words import language, say


def open_lane_menu(parent: QWidget, scene: Scene, key: str, at: QPoint) -> QMenu | None:
    """Open the menu of a lane at a point of the screen."""
    menu = build_lane_menu(parent, scene, key)
    if menu is not None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
    return menu


def build_lane_menu(parent: QWidget, scene: Scene, key: str) -> QMenu | None:
    """Return the menu of a lane; None where there is no such lane."""
    lane = next((one for one in scene.timeline.lanes if one.key == key), None)
    if lane is None:
        return None
    menu = QMenu(parent)
    title = menu.addSection(scene.name_of(lane).replace("&", "&&"))
    title.setEnabled(False)
    words = "time.open_lane" if key in scene.closed_lanes else "time.shut_lane"
    menu.addAction(say(words), lambda: _toggle(scene, key))
    others = menu.addAction(say("time.only_lane"), lambda: _only(scene, key))
    others.setEnabled(len(scene.order) > 1)
    at = scene.order.index(key)
    menu.addAction(say("time.lane_up"), lambda: scene.move_lane(key, -1)).setEnabled(at > 0)
    down = menu.addAction(say("time.lane_down"), lambda: scene.move_lane(key, 1))
    down.setEnabled(at < len(scene.order) - 1)
    menu.addSection(say("time.lane_rows"))
    if lane.brackets:
        action = menu.addAction(say("time.row.brackets"))
        action.setCheckable(True)
        action.setChecked(scene.shows(key, BRACKETS))
        action.toggled.connect(lambda shown: _show_row(scene, key, BRACKETS, shown=shown))
    for row in lane.rows:
        action = menu.addAction(row_words(row.code, language()))
        action.setCheckable(True)
        action.setChecked(scene.shows(key, row.code))
        action.setEnabled(row.code not in scene.hidden_kinds)
        action.toggled.connect(
            lambda shown, code=row.code: _show_row(scene, key, code, shown=shown)
        )
    return menu


def _toggle(scene: Scene, key: str) -> None:
    scene.closed_lanes ^= {key}
    scene.lay_out()


def _only(scene: Scene, key: str) -> None:
    """Close every lane but one."""
    scene.closed_lanes = set(scene.order) - {key}
    scene.lay_out()


def _show_row(scene: Scene, key: str, code: str, *, shown: bool) -> None:
    change = scene.hidden_in_lane.discard if shown else scene.hidden_in_lane.add
    change((key, code))
    scene.lay_out()
