"""The objects that screen readers meet in the timeline: the lanes, and places for what is in view.

Which head or mark a place stands for is in `access`. C++ asks them even while their widget goes,
so every answer holds without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleObject,
    QColor,
)
from PySide6.QtWidgets import QWidget

from ui.timeline.in_view import Thing

if TYPE_CHECKING:
    from ui.timeline.access import Marks

#: What C++ takes for "has no such interface": None and 0 are not understood there.
_NOTHING = shiboken6.wrapInstance(0, QAccessibleInterface)


class _Press(QAccessibleActionInterface):
    """What can be done with a head or mark: to press it, which also gives it the focus."""

    def __init__(self, marks: Marks, number: int) -> None:
        super().__init__()
        self._marks, self._number = marks, number

    def actionNames(self) -> list[str]:  # noqa: N802
        """Return what can be done."""
        return [self.pressAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N802, N803
        """Do it."""
        if actionName == self.pressAction() and self._number < len(self._marks.things()):
            self._marks.press(self._number)

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N802, N803
        """Return no keys: the arrows go from mark to mark."""
        return []


class _Focus(QAccessibleActionInterface):
    """What can be done with the lanes as a whole: to give them the focus."""

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view

    def actionNames(self) -> list[str]:  # noqa: N802
        """Return what can be done."""
        return [self.setFocusAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N802, N803
        """Do it."""
        if actionName == self.setFocusAction():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N802, N803
        """Return no keys: Tab comes here."""
        return []


class _Shared:
    """What heads, marks and the lanes answer alike."""

    marks: Marks
    actions: QAccessibleActionInterface

    def window(self) -> Any:
        """Return the window; None when it goes."""
        return self.marks.view.window().windowHandle() if self.marks.lives else None

    def relations(self, match: Any = None) -> list[Any]:
        """Return none."""
        return []

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> Any:
        """Return what can be done, and nothing else."""
        is_action = arg__1 == QAccessible.InterfaceType.ActionInterface
        return self.actions if is_action else _NOTHING

    def foregroundColor(self) -> QColor:  # noqa: N802
        """Return none: colours say nothing that the names do not."""
        return QColor()

    def backgroundColor(self) -> QColor:  # noqa: N802
        """Return none: colours say nothing that the names do not."""
        return QColor()


class PlaceObject(_Shared, QAccessibleInterface):
    """One head or mark, by its number in view."""

    def __init__(self, marks: Marks, number: int) -> None:
        super().__init__()
        self.marks, self.number = marks, number
        self.actions = _Press(marks, number)

    def _thing(self) -> Thing | None:
        things = self.marks.things()
        return things[self.number] if self.number < len(things) else None

    def isValid(self) -> bool:  # noqa: N802
        """Say whether it stands for anything now."""
        return self._thing() is not None

    def object(self) -> None:  # type: ignore[override]
        """Return None: there is no widget for it."""

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the lanes."""
        if not self.marks.lives:
            return None
        return QAccessible.queryAccessibleInterface(self.marks.view)

    def child(self, index: int) -> None:  # type: ignore[override]
        """Return None: it has no parts."""

    def childCount(self) -> int:  # noqa: N802
        """Return 0: it has no parts."""
        return 0

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override] # noqa: N802
        """Return None: it has no parts."""

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """Return -1: it has no parts."""
        return -1

    def focusChild(self) -> None:  # type: ignore[override] # noqa: N802
        """Return None: it has no parts."""

    def rect(self) -> QRect:
        """Return where it stands on the screen."""
        thing = self._thing()
        if thing is None:
            return QRect()
        box = QRect(*thing.box)
        return QRect(self.marks.view.mapToGlobal(box.topLeft()), box.size())

    def role(self) -> QAccessible.Role:
        """Return whether it is a head or a mark."""
        thing = self._thing()
        is_head = thing is not None and bool(thing.lane)
        return QAccessible.Role.Heading if is_head else QAccessible.Role.ListItem

    def text(self, t: QAccessible.Text) -> str:
        """Return its name, or its description."""
        thing = self._thing()
        if thing is None:
            return ""
        return {QAccessible.Text.Name: thing.name,
                QAccessible.Text.Description: thing.description}.get(t, "")  # fmt: skip

    def setText(self, t: QAccessible.Text, text: str) -> None:  # noqa: N802
        """Leave the words as they are."""

    def state(self) -> QAccessible.State:
        """Return whether it is chosen, and whether a head's lane is open."""
        state, thing = QAccessible.State(), self._thing()
        if thing is None:
            state.invalid = 1
            return state
        if thing.lane:
            state.expandable = 1
            state.collapsed, state.expanded = int(thing.is_closed), int(not thing.is_closed)
        else:
            is_chosen = thing.holds(self.marks.scene, self.marks.scene.stop)
            state.selectable = state.focusable = 1
            state.selected = int(is_chosen)
            state.focused = int(is_chosen and self.marks.view.hasFocus())
        seen = self.marks.view.visibleRegion().boundingRect()
        state.offscreen = int(not seen.intersects(QRect(*thing.box)))
        return state


class LanesObject(_Shared, QAccessibleObject):
    """The lanes as a whole: a list of heads and marks."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks.view)
        self.marks = marks
        self.actions = _Focus(marks.view)

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return what holds the lanes."""
        above = self.marks.view.parent() if self.marks.lives else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def child(self, index: int) -> QAccessibleInterface:
        """Return a head or mark."""
        return self.marks.place(index)  # type: ignore[return-value]

    def childCount(self) -> int:  # noqa: N802
        """Return how many heads and marks are in view, at most 500."""
        return len(self.marks.things())

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802
        """Return the head or mark at a point of the screen."""
        if not self.marks.lives:
            return self.child(-1)
        at = self.marks.view.mapFromGlobal(QPoint(x, y))
        things = enumerate(self.marks.things())
        numbers = [n for n, thing in things if QRect(*thing.box).contains(at)]
        return self.child(numbers[-1] if numbers else -1)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """Return the number in view of a head or mark."""
        number = child.number if isinstance(child, PlaceObject) else -1
        return number if number < len(self.marks.things()) else -1

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802
        """Return the chosen mark while the lanes have the focus."""
        has_focus = self.marks.lives and self.marks.view.hasFocus()
        return self.marks.chosen() if has_focus else None  # type: ignore[return-value]

    def rect(self) -> QRect:
        """Return what can be seen of the lanes, on the screen."""
        if not self.marks.lives:
            return QRect()
        seen = self.marks.view.visibleRegion().boundingRect()
        return QRect(self.marks.view.mapToGlobal(seen.topLeft()), seen.size())

    def role(self) -> QAccessible.Role:
        """Return that it is a list."""
        return QAccessible.Role.List

    def text(self, t: QAccessible.Text) -> str:
        """Return its name, or what is chosen as its description."""
        if not self.marks.lives:
            return ""
        view, kinds = self.marks.view, QAccessible.Text
        return {
            kinds.Name: view.accessibleName(), kinds.Description: view.accessibleDescription(),
        }.get(t, "")  # fmt: skip

    def state(self) -> QAccessible.State:
        """Return whether it has the focus, and whether it is shown."""
        state = QAccessible.State()
        if not self.marks.lives:
            state.invalid = 1
            return state
        state.focusable = 1
        state.focused = int(self.marks.view.hasFocus())
        state.invisible = int(not self.marks.view.isVisible())
        state.disabled = int(not self.marks.view.isEnabled())
        return state
