"""The timeline for screen readers: each lane's head and each mark in view is an object of its own.

The objects are places, handed out once and never taken back while the lanes live: the first place
stands for the first head or mark in view, and so on. Qt's cache of them outlives no Python object
so, and moving the view makes none. See docs/decisions/009.
"""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QWidget

from ui.timeline.access_objects import LanesObject, PlaceObject
from ui.timeline.in_view import Thing, things_in_view
from ui.timeline.scene import Scene

#: The view must rest so long before new names are told, in milliseconds.
_REST_MS = 250


class Marks(QObject):
    """The heads and marks in view of one lanes' widget, looked up when somebody asks."""

    def __init__(self, view: QWidget, scene: Scene) -> None:
        super().__init__(view)
        self.view, self.scene = view, scene
        self._things: list[Thing] | None = None
        self.places: list[PlaceObject] = []
        self._told: list[str] = []
        self._focus_told: QAccessibleInterface | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell_names)
        scene.moved.connect(self.forget)
        scene.laid_out.connect(self.forget)
        scene.chosen.connect(self._on_chosen)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See the lanes being scrolled or shown: other rows are in view."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self.forget()
        elif event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, self._tell_focus)
        return False

    def forget(self) -> None:
        """Look anew when somebody asks again."""
        self._things = None
        if QAccessible.isActive():
            self._rest.start()

    @property
    def lives(self) -> bool:
        """Say whether the widget is still there."""
        return bool(shiboken6.isValid(self.view))

    def things(self) -> list[Thing]:
        """Return the heads and marks in view."""
        if not self.lives:
            return []
        if self._things is None:
            seen = self.view.visibleRegion().boundingRect()
            self._things = things_in_view(self.scene, seen.top(), seen.bottom() + 1)
        return self._things

    def place(self, number: int) -> PlaceObject | None:
        """Return the object of a head or mark by its number in view."""
        if not 0 <= number < len(self.things()):
            return None
        while len(self.places) <= number:
            made = PlaceObject(self, len(self.places))
            QAccessible.registerAccessibleInterface(made)
            self.places.append(made)
        return self.places[number]

    def chosen(self) -> PlaceObject | None:
        """Return the object of the chosen mark, if it is in view."""
        stop = self.scene.stop
        if stop is None:
            return None
        numbers = (n for n, one in enumerate(self.things()) if one.holds(self.scene, stop))
        return self.place(next(numbers, -1))

    def press(self, number: int) -> None:
        """Choose a mark, or close or open a lane at its head."""
        thing = self.things()[number]
        if thing.lane:
            self.scene.closed_lanes ^= {thing.lane}
            self.scene.lay_out()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scene.choose(thing.stops(self.scene)[0])

    def _on_chosen(self, _: str) -> None:
        self._things = None
        # What is chosen is scrolled to first.
        if QAccessible.isActive():
            QTimer.singleShot(0, self, self._tell_focus)

    def _tell_focus(self) -> None:
        if QAccessible.isActive() and self.view.hasFocus() and (place := self.chosen()):
            self._focus_told = place
            QAccessible.updateAccessibility(QAccessibleEvent(place, QAccessible.Event.Focus))

    def _tell_names(self) -> None:
        """Tell which of the known places stand for something else by now."""
        if not self.view.isVisible():
            return
        names = [thing.name for thing in self.things()]
        for number, place in enumerate(self.places[: len(names)]):
            if number >= len(self._told) or names[number] != self._told[number]:
                QAccessible.updateAccessibility(
                    QAccessibleEvent(place, QAccessible.Event.NameChanged)
                )
        self._told = names
        if self.chosen() is not self._focus_told:
            self._tell_focus()


#: The lanes that live, by their address, with their marks and their object, once it was asked for.
_living: dict[int, tuple[Marks, list[LanesObject]]] = {}
_installed: list[bool] = []


def make_accessible(view: QWidget, scene: Scene) -> Marks:
    """Make a lanes' widget a list of heads and marks for screen readers."""
    if not _installed:
        QAccessible.installFactory(_find)
        _installed.append(True)
    key = shiboken6.getCppPointer(view)[0]
    marks = Marks(view, scene)
    _living[key] = (marks, [])
    marks.destroyed.connect(partial(_forget, key, marks.places))
    return marks


def _forget(key: int, places: list[PlaceObject]) -> None:
    """Take the objects of lanes that go from Qt's cache: it would free them a second time."""
    _living.pop(key, None)
    while places:
        if shiboken6.isValid(place := places.pop()):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(place))


def _find(_: str, found: QObject) -> QAccessibleInterface | None:
    """Return the object of a lanes' widget, or None for any other."""
    if not isinstance(found, QWidget):
        return None
    marks, made = _living.get(shiboken6.getCppPointer(found)[0], (None, []))
    if marks is None:
        return None
    made.append(LanesObject(marks))
    return made[-1]
