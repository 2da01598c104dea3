"""The impact screen: children by need and year, the words behind a number, a page for each child.

What it shows comes from `presenters.impact`; the table and the lines are in files of their own.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chronology_app.analysis.impact_matrix import KINDS
from ui.background import Ticket
from ui.desk import Desk
from ui.places import Place
from ui.presenters.impact import (
    ALL,
    FAMILY,
    Cell,
    Choice,
    Impact,
    cell_lines,
    read_impact,
)
from ui.presenters.impact_lines import ImpactLine, note
from ui.theme.style import Restyled, set_look, theme
from ui.views.impact_lines import ImpactLinesView
from ui.views.impact_matrix import MatrixView, figure_icon
from ui.views.impact_recording import Recording
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, ToolButton, button, label, row
from ui.widgets.flow import FlowLayout
from ui.widgets.plain import plain_face, plain_tip
from ui.words import language, say

#: Qt's own largest size of a widget.
_NO_LIMIT = 16_777_215


class ImpactScreen(Screen):
    """What is recorded of each child's needs; choose a cell, read its words, go to the source."""

    name = "impact"
    kinds = frozenset({
        "event", "account", "citation", "source", "concern", "strength", "event_person",
        "spell_mark", "person", "parentage", "factor", "child_words", "need_concerned",
        "observed_impact", "likely_impact",
    })  # fmt: skip
    COMMANDS = {
        "open_source": Command("impacts.open_source", "", "file-text"),
        "open_event": Command("impacts.open_event", "C", "list-ordered"),
        "observed": Command("impacts.record.observed", "O", "eye"),
        "likely": Command("impacts.record.likely", "L", "signature"),
        "need": Command("impacts.record.need", "N", "bookmark"),
        "back_to_page": Command("impacts.back_to_page", "Esc", "arrow-left"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Impact()
        #: What is looked at: all children, a child's id, or the family.
        self.choice = ALL
        #: The cell whose words are shown: child, need and column; None: the page is.
        self._cell: tuple[str, str, str] | None = None
        self._asked: Ticket | None = None
        self._wanted = ""
        self._presses: dict[str, QToolButton] = {}
        self.matrix = MatrixView()
        self.lines = ImpactLinesView(say("impacts.lines"))
        self._make_page()
        self.recording = Recording(self)
        for name, do in (
            ("open_source", self._open_source), ("open_event", self._open_event),
            ("observed", lambda: self._record("observed")),
            ("likely", lambda: self._record("likely")), ("need", lambda: self._record("need")),
            ("back_to_page", self._show_page),
        ):  # fmt: skip
            self.add_command(name, do)
        menu = QMenu(self)
        menu.addActions([self.commands[name] for name in ("observed", "likely", "need")])
        self._record_button.setMenu(menu)
        self.matrix.opened.connect(self._on_cell)
        self.lines.chosen.connect(self._on_line)
        self.lines.opened.connect(self._open_source)
        self._on_line()

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        page = self.page()
        page.addWidget(self._make_head())
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.matrix)
        self._words = self._make_words()
        self._split.addWidget(self._words)
        self._split.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(
            EmptyState(
                "baby", say("impacts.empty.title"), say("impacts.empty.text"),
                button(say("impacts.empty.people"), lambda: self.desk.go("people"), "primary"),
            )
        )  # fmt: skip
        page.addWidget(self._stack, 1)

    def _make_head(self) -> QWidget:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout()
        top.addWidget(label(say("screen.impact"), "title"))
        top.addSpacing(18)
        top.addWidget(self._make_legend(), 1)
        self._choices_place = QWidget()
        self._choices_place.setAccessibleName(say("impacts.choices"))
        self._choices = FlowLayout(self._choices_place)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 6)
        layout.addLayout(top)
        layout.addWidget(self._choices_place)
        return head

    def _make_legend(self) -> QWidget:
        """Say what the shapes mean; where the window is narrow, on several lines."""
        place = QWidget()
        flow = FlowLayout(place, gap=14)
        self._legend = [(QLabel(), label(say(f"impacts.legend.{kind}"), "small")) for kind in KINDS]
        for shape, words in self._legend:
            flow.addWidget(row(shape, words))
        Restyled(place, self._restyle_legend)
        return place

    def _restyle_legend(self) -> None:
        for kind, (shape, _) in zip(KINDS, self._legend, strict=True):
            shape.setPixmap(figure_icon(kind).pixmap(theme.icon_size))

    def _make_words(self) -> QWidget:
        self._title = label("", "strong", wraps=True)
        self._back = button(say("impacts.back_to_page"), self._show_page, icon="arrow-left")
        self._source = button(say("impacts.open_source"), self._open_source, icon="file-text")
        self._event = button(say("impacts.open_event"), self._open_event, icon="list-ordered")
        self._bar = bar = QFrame()
        set_look(bar, "bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(14, 6, 12, 6)
        inside.addWidget(self._title, 1)
        for one in (self._back, self._source, self._event):
            inside.addWidget(one)
        self._record_button = ToolButton()
        self._record_button.setText(plain_face(say("impacts.record")))
        self._record_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._record_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        inside.addWidget(self._record_button)
        found = QWidget()
        layout = QVBoxLayout(found)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.lines, 1)
        return found

    def first_focus(self) -> QWidget:
        """Return the table: arrows work at once; for the family's history its lines."""
        return self.lines if self.choice == FAMILY else self.matrix

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.choice, self._cell = ALL, None
        self._show(self.desk.case_id, Impact())

    def refresh(self) -> None:
        """Read the case anew in a worker process and show it."""
        if self._asked is not None:
            self._asked.cancel()
        assert self.desk.book is not None
        self._asked = self.desk.ask(
            self, lambda one, case_id: (one.path, one.reading_key(), case_id), self._compute
        )

    def _compute(self, where: tuple) -> None:
        self._asked = self.desk.background.compute(
            read_impact, *where, date.today(), language(),
            done=lambda found: self._show(where[2], found), failed=self.desk.show_error,
            owner=self,
        )  # fmt: skip

    def _show(self, case_id: str, found: Impact) -> None:
        if case_id != self.desk.case_id:
            return
        self.found = found
        keys = [choice.key for choice in found.choices]
        if self._wanted in keys:
            self.choice, self._cell, self._wanted = self._wanted, None, ""
        elif self.choice not in keys:
            self.choice, self._cell = ALL, None
        self._stack.setCurrentIndex(1 if found.is_empty and self.choice != FAMILY else 0)
        for kind, count, (_, words) in zip(KINDS, found.totals, self._legend, strict=True):
            words.setText(say("impacts.legend", words=say(f"impacts.legend.{kind}"), count=count))
        self._show_choices()
        self._show_choice(keeps_place=True)

    def _show_choices(self) -> None:
        if tuple(self._presses) != tuple(choice.key for choice in self.found.choices):
            while (item := self._choices.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.deleteLater()
            self._presses = {choice.key: self._press(choice) for choice in self.found.choices}
        for choice in self.found.choices:
            press = self._presses[choice.key]
            press.setText(plain_face(choice.words))
            press.setToolTip(plain_tip(choice.text))
            press.setAccessibleDescription(choice.text)
            press.setChecked(choice.key == self.choice)

    def _press(self, choice: Choice) -> QToolButton:
        press = ToolButton()
        press.setCheckable(True)
        press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        press.clicked.connect(lambda: self.choose(choice.key))
        self._group.addButton(press)
        self._choices.addWidget(press)
        return press

    def choose(self, key: str) -> None:
        """Look at all children, at one of them, or at the family's history."""
        self.choice, self._cell = key, None
        if key in self._presses:
            self._presses[key].setChecked(True)
        self._stack.setCurrentIndex(1 if self.found.is_empty and key != FAMILY else 0)
        self._show_choice(keeps_place=False)

    def _show_choice(self, *, keeps_place: bool) -> None:
        self.matrix.setVisible(self.choice != FAMILY)
        self.matrix.show_choice(self.found, self.choice)
        if self._cell is not None and self._show_cell(keeps_place=keeps_place):
            return
        self._cell = None
        self._title.setText(self._page_title())
        self._back.hide()
        self.lines.show_lines(self.found.pages.get(self.choice, ()), keeps_place=keeps_place)
        self._share_height()

    def _page_title(self) -> str:
        words = {choice.key: choice for choice in self.found.choices}.get(self.choice)
        if words is None or self.choice == ALL:
            return say("impacts.choose_cell")
        return say("impacts.titled", name=words.words, text=words.text)

    def _share_height(self) -> None:
        """Give the table what its rows need, and words that are shown at least two fifths."""
        has_lines = bool(self.lines.lines)
        self.lines.setVisible(has_lines)
        self._words.setMaximumHeight(_NO_LIMIT if has_lines else self._bar.sizeHint().height())
        whole = max(self._split.height(), 200)
        table = min(self.matrix.wanted_height(), whole * 3 // 5) if has_lines else whole
        self._split.setSizes([table, whole - table])

    # --- the words behind a cell -----------------------------------------------------------

    def _on_cell(self, at: int, column: int) -> None:
        one = self.matrix.matrix.rows[at]
        self._cell = (one.child_id, one.need, self.matrix.matrix.columns[column].code)
        self._show_cell(keeps_place=False)
        if any(line.key for line in self.lines.lines):
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cell(self, *, keeps_place: bool) -> bool:
        """Show the words of the chosen cell; say whether there still is one."""
        found = self._find_cell()
        if found is None:
            return False
        child, title, cell = found
        empty = note(say("impacts.chosen_empty", child=child), "gap")
        self._title.setText(title)
        self._back.setVisible(self.choice != ALL)
        had_lines = bool(self.lines.lines)
        self.lines.show_lines(
            cell_lines(self.found, cell, language()) or (empty,), keeps_place=keeps_place
        )
        if not had_lines:
            self._share_height()
        return True

    def _find_cell(self) -> tuple[str, str, Cell] | None:
        if self._cell is None:
            return None
        child_id, need, code = self._cell
        codes = [column.code for column in self.found.columns]
        for one in self.matrix.matrix.rows:
            if (one.child_id, one.need) == (child_id, need) and code in codes:
                at = codes.index(code)
                year = self.found.columns[at].words
                title = say("impacts.chosen_cell", child=one.child, need=one.words, year=year)
                return one.child, title, one.cells[at]
        return None

    def _show_page(self) -> None:
        if self._cell is None:
            return
        self._cell = None
        self._show_choice(keeps_place=False)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- going and recording ---------------------------------------------------------------

    @property
    def line(self) -> ImpactLine | None:
        """The chosen line, where it leads to an event."""
        found = self.lines.line
        return found if found is not None and found.event_id else None

    def commands_enabled(self) -> None:
        """Let be done what the chosen line and cell allow."""
        line = self.line
        for name in ("open_event", "observed", "likely", "need"):
            self.commands[name].setEnabled(line is not None)
        self.commands["open_source"].setEnabled(line is not None and bool(line.source_id))
        self.commands["back_to_page"].setEnabled(self._cell is not None)
        self._event.setEnabled(line is not None)
        self._source.setEnabled(line is not None and bool(line.source_id))
        self._record_button.setEnabled(line is not None)

    def _on_line(self) -> None:
        self.commands_enabled()

    def _open_source(self) -> None:
        line = self.line
        if line is not None and line.source_id:
            self.desk.go("sources", line.source_id, passage_id=line.passage_id,
                         start=line.start, end=line.end)  # fmt: skip

    def _open_event(self) -> None:
        if self.line is not None:
            self.desk.go("chronology", self.line.event_id)

    def _record(self, what: str) -> None:
        if self.line is None:
            return
        child, need = (self._cell[0], self._cell[1]) if self._cell else ("", "")
        if not child and self.choice not in (ALL, FAMILY):
            child = self.choice
        self.recording.ask(what, self.line, child, need)

    def show_place(self, place: Place) -> None:
        """Look at the child (or "all", "family") of a place."""
        keys = [choice.key for choice in self.found.choices]
        if place.record_id in keys:
            self.choose(place.record_id)
        else:
            self._wanted = place.record_id
