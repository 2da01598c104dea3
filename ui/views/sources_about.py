"""What is known of one source: details, problems, and the events that rest on it, as three tabs.

What the lines say is decided in `presenters.sources`; what is done about them is the screen's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from chronology_app.store.source_users import CitingEvent
from ui.presenters.sources import (
    ProblemLine,
    SourceDetails,
    detail_lines,
    event_spans,
    event_words,
    problem_lines,
)
from ui.theme.style import theme
from ui.widgets.basics import button, label, scrolled
from ui.widgets.flow import flow
from ui.widgets.line_list import LineList
from ui.widgets.plain import plain_tip
from ui.words import say

#: A word of more characters than this gets a line that scrolls.
_LONG = 40


class SourceAbout(QTabWidget):
    """Three tabs about one source."""

    #: Show these words of the source: a tuple of `Span`.
    words_asked = Signal(object)
    #: Show this place of the source: a `Locator`.
    place_asked = Signal(object)
    #: Go to this event.
    event_asked = Signal(str)
    #: Let this event rest on the selected words as well: a `CitingEvent`.
    cite_asked = Signal(object)
    #: Settle a problem, or open it again: its id.
    settle_asked = Signal(str)
    reopen_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("sources_screen.about"))
        self._found: SourceDetails | None = None
        self._lines: tuple[ProblemLine, ...] = ()
        self._details = QWidget()
        self._form = QFormLayout(self._details)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._details_area = area = scrolled(self._details)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(say("sources_screen.details"))
        self.problems = LineList(say("sources_screen.problems"))
        self.events = LineList(say("sources_screen.events"))
        self.settle_button = button(say("sources_screen.settle"), self._on_settle, icon="check")
        self.reopen_button = button(say("sources_screen.reopen"), self._on_reopen, icon="undo-2")
        self.go_button = button(say("sources_screen.go"), self._on_go, icon="arrow-right")
        self.cite_button = button(say("sources_screen.cite"), self._on_cite, icon="quote")
        self.addTab(area, "")
        self.addTab(_page(self.problems, self.settle_button, self.reopen_button), "")
        self.addTab(_page(self.events, self.go_button, self.cite_button), "")
        self.problems.chosen.connect(lambda _: self._on_problem())
        self.events.chosen.connect(lambda _: self._on_event())
        self.events.opened.connect(lambda _: self._on_go())
        self.problems.opened.connect(lambda _: self._on_settle())
        self.show_details(None)

    def show_details(self, found: SourceDetails | None) -> None:
        """Show what is known of a source; chosen lines stay chosen."""
        self._found = found
        self._show_form(detail_lines(found) if found else ())
        self._lines = problem_lines(found.problems) if found else ()
        citing = found.citing if found else ()
        lines = self._lines
        self.problems.show_lines([one.id for one in lines], lambda n: lines[n].text)
        self.events.show_lines([one.event_id for one in citing], lambda n: event_words(citing[n]))
        open_count = sum(not one.settled for one in self._lines)
        self.setTabText(0, say("sources_screen.details"))
        self.setTabText(1, _counted("sources_screen.problems", open_count))
        self.setTabText(2, _counted("sources_screen.events", len(citing)))
        self.setEnabled(found is not None)
        self._show_buttons()

    def show_problem(self, problem_id: str) -> bool:
        """Choose a problem and show it; say whether it is one of this source."""
        if not self.problems.choose(problem_id):
            return False
        self.setCurrentIndex(1)
        return True

    def _show_form(self, lines: Sequence[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in lines:
            self._form.addRow(label(name, "small"), _value(name, value))

    def part(self) -> QWidget:
        """Return what has the focus when somebody comes to the tab that is shown."""
        return (self._details_area, self.problems, self.events)[self.currentIndex()]

    # --- what is chosen --------------------------------------------------------------------

    @property
    def problem(self) -> ProblemLine | None:
        """The chosen problem."""
        chosen = self.problems.current
        return next((one for one in self._lines if one.id == chosen), None)

    def _on_problem(self) -> None:
        self._show_buttons()
        one = self.problem
        if one is not None:
            self.place_asked.emit(one.place_in)

    def _on_event(self) -> None:
        self._show_buttons()
        event = self.citing_event
        if event is not None:
            self.words_asked.emit(event_spans(event))

    @property
    def citing_event(self) -> CitingEvent | None:
        """The chosen event."""
        citing = self._found.citing if self._found else ()
        return next((one for one in citing if one.event_id == self.events.current), None)

    def _show_buttons(self) -> None:
        one = self.problem
        self.settle_button.setEnabled(one is not None and not one.settled)
        self.reopen_button.setEnabled(one is not None and bool(one.settled))
        for one_button in (self.go_button, self.cite_button):
            one_button.setEnabled(bool(self.events.current))

    def _on_settle(self) -> None:
        one = self.problem
        if one is not None and not one.settled:
            self.settle_asked.emit(one.id)

    def _on_reopen(self) -> None:
        one = self.problem
        if one is not None and one.settled:
            self.reopen_asked.emit(one.id)

    def _on_cite(self) -> None:
        event = self.citing_event
        if event is not None:
            self.cite_asked.emit(event)

    def _on_go(self) -> None:
        chosen = self.events.current
        if chosen:
            self.event_asked.emit(chosen)


def _page(inner: LineList, *buttons: QWidget) -> QWidget:
    found = QWidget()
    layout = QVBoxLayout(found)
    layout.setContentsMargins(6, 6, 6, 6)
    layout.setSpacing(theme.space("tight"))
    layout.addWidget(inner, 1)
    layout.addWidget(flow(*buttons))
    return found


def _counted(message_id: str, count: int) -> str:
    words = say(message_id)
    return say("shell.with_count", words=words, count=count) if count else words


def _value(name: str, value: str) -> QWidget:
    """Return a value that can be selected and copied as it is; a long digest stands in a line."""
    if len(value) > _LONG and " " not in value:
        line = QLineEdit(value)
        line.setReadOnly(True)
        line.setCursorPosition(0)
        line.setAccessibleName(name)
        line.setToolTip(plain_tip(value))
        return line
    told = label(value, wraps=True)
    told.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    told.setAccessibleName(f"{name}: {value}")
    told.setMinimumWidth(40)
    return told
