"""The timeline over the whole screen, for a conference: step through key events, hide names.

It shows the same case with a view in time of its own; nothing can be changed from it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.presenters.timeline import EventLine, Timeline
from ui.theme.style import set_look
from ui.timeline.lanes_view import ZOOM, Axis, LanesView
from ui.timeline.scene import Scene
from ui.widgets.basics import button, label
from ui.words import say


class Presenting(QWidget):
    """A window of its own over the whole screen; Escape ends it."""

    def __init__(self, parent: QWidget, timeline: Timeline, steps: tuple[EventLine, ...]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("time.presenting"))
        set_look(self, "window")
        self.scene = Scene()
        self.scene.is_for_a_room = True
        self.lanes = LanesView(self.scene)
        self.lanes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.steps, self.at = steps, -1
        self._make_page()
        self.scene.set_timeline(timeline)
        self.scene.chosen.connect(self._on_chosen)
        self.lanes.show_asked.connect(self._on_show_asked)
        self._show_line(None)

    def _make_page(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.lanes)
        foot = QFrame()
        set_look(foot, "foot")
        self.date = label("", "title")
        self.what = label("", "muted")
        self.fact = label("", "lead", wraps=True)
        self.told = label("", "muted")
        words = QVBoxLayout()
        for line in (self.date, self.fact, self.what):
            words.addWidget(line)
        self.names = button(say("time.show_initials"), self.toggle_initials)
        keys = QVBoxLayout()
        keys.addWidget(self.told)
        row = QHBoxLayout()
        for part in (
            button(say("time.step_back"), lambda: self.step(-1), icon="chevron-left"),
            button(say("time.step_on"), lambda: self.step(1), icon="chevron-right"),
            self.names,
            button(say("time.presenting_end"), self.close, icon="x"),
        ):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(part)
        keys.addLayout(row)
        keys.addStretch(1)
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(24, 14, 24, 14)
        layout.addLayout(words, 1)
        layout.addLayout(keys)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(Axis(self.scene))
        page.addWidget(self._area, 1)
        page.addWidget(foot)

    # --- stepping ----------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) event of the steps."""
        if not self.steps:
            return
        self.at = max(0, min(len(self.steps) - 1, self.at + by)) if self.at >= 0 else 0
        line = self.steps[self.at]
        self.scene.choose_event(line.event_id)
        self._show_line(line)

    def _on_chosen(self, event_id: str) -> None:
        self._show_line(self.scene.timeline.by_id.get(event_id))

    def _show_line(self, line: EventLine | None) -> None:
        self.date.setText(line.date if line else say("time.presenting"))
        self.what.setText(line.what if line else "")
        self.fact.setText(self.scene.said(line.fact) if line else say("time.presenting_keys"))
        self.told.setText(
            say("time.step_of", number=max(self.at + 1, 0), count=len(self.steps))
            if self.steps else say("time.no_steps")
        )  # fmt: skip
        self._line = line

    def toggle_initials(self) -> None:
        """Put initials in place of names everywhere, or show the names again."""
        self.scene.set_initials(not self.scene.shows_initials)
        words = "time.show_names" if self.scene.shows_initials else "time.show_initials"
        self.names.setText(say(words))
        self._show_line(self._line)

    def _on_show_asked(self, top: int, bottom: int) -> None:
        self._area.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) // 2 + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step, hide names, zoom, or end."""
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Space | Qt.Key.Key_PageDown:
                self.step(1)
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self.step(-1)
            case Qt.Key.Key_I:
                self.toggle_initials()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.lanes.zoom(ZOOM)
            case Qt.Key.Key_Minus:
                self.lanes.zoom(1 / ZOOM)
            case Qt.Key.Key_0 | Qt.Key.Key_Home:
                self.scene.fit()
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                super().keyPressEvent(event)


def steps_of(timeline: Timeline, marked: set[str]) -> tuple[EventLine, ...]:
    """Return the events to step through: those marked, or the key events, or all that are dated."""
    dated = [line for line in timeline.lines if line.first is not None]
    for chosen in (
        [line for line in dated if line.event_id in marked],
        [line for line in dated if line.key],
    ):
        if chosen:
            return tuple(chosen)
    return tuple(dated)


def present(parent: QWidget, timeline: Timeline, marked: set[str], *, initials: bool) -> Presenting:
    """Show a timeline over the whole screen, without what a class keeps back."""
    shown = timeline.room or timeline
    # Brackets come later than the lanes, and rest on nothing that is kept back.
    brackets = {lane.key: lane.brackets for lane in timeline.lanes}
    lanes = (replace(lane, brackets=brackets.get(lane.key, ())) for lane in shown.lanes)
    shown = replace(shown, lanes=tuple(lanes), room=None)
    window = Presenting(parent, shown, steps_of(shown, marked))
    if initials:
        window.toggle_initials()
    window.showFullScreen()
    window.setFocus(Qt.FocusReason.OtherFocusReason)
    return window
