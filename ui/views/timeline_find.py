"""The line in which one looks for words in the timeline, and goes from one find to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.presenters.timeline import Timeline
from ui.presenters.timeline_find import Finder
from ui.timeline.scene import Scene
from ui.widgets.basics import icon_button, label
from ui.words import say

_PAUSE_MS = 150


class _Line(QLineEdit):
    """A line in which Enter goes on, Shift and Enter goes back, and Escape ends the search."""

    def __init__(self, bar: FindBar) -> None:
        super().__init__()
        self._bar = bar

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on, go back or end."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._bar.go(-1 if shift else 1)
            case Qt.Key.Key_Escape:
                self._bar.end()
            case _:
                super().keyPressEvent(event)


class FindBar(QWidget):
    """Rings what is found in the timeline and brings one find after the other into view."""

    def __init__(self, scene: Scene, lanes: QWidget) -> None:
        super().__init__()
        self._scene, self._lanes = scene, lanes
        self._finder = Finder(scene.timeline)
        self._found: tuple[str, ...] = ()
        self._at = -1
        self.line = _Line(self)
        self.line.setPlaceholderText(say("time.find"))
        self.line.setAccessibleName(say("time.find"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(160)
        self.told = label("", "muted")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _: self._soon.start())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self._steps = [
            icon_button(say("time.find_previous"), "chevron-up", lambda: self.go(-1)),
            icon_button(say("time.find_next"), "chevron-down", lambda: self.go(1)),
        ]
        for step in self._steps:
            layout.addWidget(step)
        layout.addWidget(self.told)
        self._show_count()

    def set_timeline(self, timeline: Timeline) -> None:
        """Look in another state of the case; the words stay."""
        self._finder = Finder(timeline)
        self._at = -1
        self._look()

    def start(self) -> None:
        """Take the keyboard."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def end(self) -> None:
        """Forget the words and give the keyboard back to the lanes."""
        self.line.clear()
        self._soon.stop()
        self._look()
        self._lanes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        shown = {
            event_id
            for lane in self._scene.timeline.lanes
            for row in lane.rows
            if self._scene.shows(lane.key, row.code)
            for event_id in row.event_ids
        }
        found = self._finder.find(self.line.text(), shown)
        if found != self._found:
            self._found, self._at = found, -1
        self._scene.show_found(found)
        self._show_count()

    def go(self, step: int) -> None:
        """Bring the next (1) or previous (-1) find into view and choose it."""
        if self._soon.isActive():
            self._soon.stop()
            self._look()
        if not self._found:
            return
        first = 0 if step > 0 else len(self._found) - 1
        self._at = first if self._at < 0 else (self._at + step) % len(self._found)
        event_id = self._found[self._at]
        if not self._scene.choose_event(event_id):
            self._open_lane_of(event_id)
            self._scene.choose_event(event_id)
        self._show_count()

    def _open_lane_of(self, event_id: str) -> None:
        """Open the first closed lane that holds an event."""
        for lane in self._scene.timeline.lanes:
            if lane.key in self._scene.closed_lanes and any(
                event_id in row.numbers for row in lane.rows
            ):
                self._scene.closed_lanes.discard(lane.key)
                self._scene.lay_out()
                return

    def _show_count(self) -> None:
        for step in self._steps:
            step.setEnabled(bool(self._found))
        if not self.line.text().strip():
            self.told.setText("")
        elif self._at < 0:
            self.told.setText(say("time.found", count=len(self._found)))
        else:
            words = say("time.found_at", number=self._at + 1, count=len(self._found))
            self.told.setText(words)
