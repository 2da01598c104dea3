"""What was scored: courses at the left, how each moved at the right, and its scorings below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from chronology_app.analysis.scores import Course
from chronology_app.model import Assessment
from chronology_app.model.links import linked_events
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.dialogs.instruments import open_instruments
from ui.dialogs.scores import ask_scoring
from ui.dialogs.series import take_in_series
from ui.models.lines import Line, LinesView
from ui.places import Place
from ui.presenters.measures import MeasureLine, Measures, load_measures
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, button, label, scrolled
from ui.widgets.flow import flow
from ui.widgets.score_chart import ScoreChart
from ui.words import date_words, say


class MeasuresScreen(Screen):
    """Choose what was scored; see how it moved; score again."""

    name = "measures"
    kinds = frozenset({"assessment", "instrument", "person", "event", "settings_row"})
    COMMANDS = {
        "new": Command("measures.new_scores", "N", "plus"),
        "change": Command("measures.change_scores", "D", "pencil-line"),
        "ways": Command("measures.ways", "I", "list-checks"),
        "series": Command("measures.series", "S", "file-spreadsheet"),
        "event": Command("measures.event", "E", "list-ordered"),
        "print": Command("measures.print", "P", "printer"),
        "remove": Command("measures.remove", "", "trash-2"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Measures()
        self._wanted = ""
        self.courses = LinesView(say("measures.courses"))
        self.scorings = LinesView(say("measures.scorings_list"))
        self.courses.chosen.connect(lambda _: self._show_course())
        self.courses.opened.connect(lambda _: self.scorings.setFocus())
        self.scorings.chosen.connect(lambda _: self._enable())
        self.scorings.opened.connect(lambda _: self.on_change())
        self.chart = ScoreChart()
        self._make_page()
        for name, deed in (
            ("new", self.on_new), ("change", self.on_change), ("ways", self.on_ways),
            ("series", self.on_series), ("event", self.on_event), ("print", self.on_print),
            ("remove", self.on_remove),
        ):  # fmt: skip
            self.add_command(name, deed)
        self._show(self.found)

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.measures"), "title"))
        top.addSpacing(12)
        top.addWidget(flow(*(
            button(say(words), deed, look, icon)
            for words, deed, look, icon in (
                ("measures.new_scores", self.on_new, "primary", "plus"),
                ("measures.series", self.on_series, "", "file-spreadsheet"),
                ("measures.ways", self.on_ways, "", "list-checks"),
                ("measures.print", self.on_print, "", "printer"),
            )
        )), 1)  # fmt: skip
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.courses)
        split.addWidget(self._make_right())
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        split.setSizes([330, 830])
        split.setChildrenCollapsible(False)
        self._empty = EmptyState(
            "sliders-horizontal", say("measures.empty"), say("measures.empty.text"),
            button(say("measures.new_scores"), self.on_new, "primary", "plus"),
            button(say("measures.series"), self.on_series, icon="file-spreadsheet"),
        )  # fmt: skip
        self._split = split
        whole = self.page()
        whole.addWidget(head)
        whole.addWidget(split, 1)
        whole.addWidget(self._empty, 1)

    def _make_right(self) -> QWidget:
        self._title = label("", "strong", wraps=True)
        self._about = label("", "muted", wraps=True)
        for one in (self._title, self._about):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(16, 12, 16, 8)
        for part in (self._title, self._about, self.chart):
            layout.addWidget(part)
        layout.addStretch(1)
        self.change_button = button(say("measures.change_scores"), self.on_change,
                                    icon="pencil-line")  # fmt: skip
        self.event_button = button(say("measures.event"), self.on_event, icon="list-ordered")
        self.remove_button = button(say("measures.remove"), self.on_remove, icon="trash-2")
        foot = QFrame()
        set_look(foot, "foot")
        below = QHBoxLayout(foot)
        below.setContentsMargins(12, 6, 12, 6)
        below.addWidget(flow(self.change_button, self.event_button, self.remove_button))
        lower = QWidget()
        bottom = QVBoxLayout(lower)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(0)
        bottom.addWidget(self.scorings, 1)
        bottom.addWidget(foot)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(scrolled(inner, sideways=True))
        right.addWidget(lower)
        right.setStretchFactor(0, 3)
        right.setStretchFactor(1, 2)
        right.setSizes([420, 240])
        right.setChildrenCollapsible(False)
        return right

    def first_focus(self) -> QWidget:
        """Return the list of what was scored."""
        return self.courses

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask anew."""
        self.desk.ask(self, load_measures, self._show)

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._wanted = ""
        self._show(Measures())

    def _show(self, found: Measures) -> None:
        self.found = found
        has_rows = bool(found.courses)
        self._split.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        wanted = found.course_of(self._wanted) if self._wanted else None
        self.courses.set_lines(_lines(found.lines()))
        if wanted is not None:
            self.courses.choose(wanted.key)
        self._show_course()

    @property
    def course(self) -> Course | None:
        """The chosen course."""
        return self.found.course(self.courses.key)

    @property
    def scoring(self) -> Assessment | None:
        """The chosen scoring."""
        return self.found.assessment(self.scorings.key)

    def _show_course(self) -> None:
        course = self.course
        if course is None:
            self._title.clear()
            self._about.clear()
            self.chart.show_figure(None, "", "")
            self.scorings.set_lines([])
            self._enable()
            return
        title = self.found.title(course)
        self._title.setText(title)
        self._about.setText("\n".join(self.found.about(course)))
        figures = self.found.figures(course)
        words = self.found.chart_words(course)
        self.chart.show_figure(figures[0] if figures else None, title, words)
        self.scorings.set_lines(_lines(self.found.scorings(course)))
        if self._wanted and self.scorings.choose(self._wanted):
            self._wanted = ""
        self._enable()

    def _enable(self) -> None:
        scoring = self.scoring
        has_events = scoring is not None and any(True for _ in linked_events(scoring))
        for name, press, is_on in (
            ("change", self.change_button, scoring is not None),
            ("event", self.event_button, has_events),
            ("remove", self.remove_button, scoring is not None),
        ):
            press.setEnabled(is_on)
            if name in self.commands:
                self.commands[name].setEnabled(is_on)

    def show_place(self, place: Place) -> None:
        """Show a scoring, or the course of a way of scoring."""
        if place.record_id:
            self._wanted = place.record_id
            if self.found.course_of(place.record_id) is not None:
                self._show(self.found)

    # --- deeds -----------------------------------------------------------------------------

    def _want(self, record_id: str) -> None:
        """Show a scoring as soon as it is there."""
        self._wanted = record_id
        self._show(self.found)

    def on_new(self) -> None:
        """Ask for a new scoring, of what is shown."""
        if self.found.view is not None:
            ask_scoring(self.window(), self.desk, self.found, None, self._want,
                        course_key=self.courses.key)  # fmt: skip

    def on_change(self) -> None:
        """Ask for another state of the chosen scoring."""
        if (one := self.scoring) is not None:
            ask_scoring(self.window(), self.desk, self.found, one, self._want)

    def on_ways(self) -> None:
        """Show the ways of scoring."""
        if self.found.view is not None:
            open_instruments(self.window(), self.desk, self.found)

    def on_series(self) -> None:
        """Take in a series from a sheet."""
        if self.found.view is not None:
            take_in_series(self.window(), self.desk, self.found, self._want)

    def on_event(self) -> None:
        """Go to the first event that the chosen scoring rests on."""
        one = self.scoring
        first = next(iter(linked_events(one)), "") if one is not None else ""
        if first:
            self.desk.go("chronology", first)

    def on_print(self) -> None:
        """Go to the documents, where the assessment summary is written."""
        self.desk.go("documents", "assessment")

    def on_remove(self) -> None:
        """Take the chosen scoring away, once that is confirmed."""
        one = self.scoring
        if one is None:
            return

        def remove() -> None:
            self.desk.change(
                self, lambda book, case_id: book.remove_assessment(case_id, one.id)
            )  # fmt: skip

        way = self.found.instrument_of(one)
        name = self.found.instrument_name(way) if way else ""
        Sure(self.window(), say("measures.remove"),
             say("measures.remove.sure", day=date_words(one.on), name=name),
             say("measures.remove.yes"), remove).open()  # fmt: skip


def _lines(rows: tuple[MeasureLine, ...]) -> list[Line]:
    return [Line(row.key, row.title, row.text, row.icon, row.tone) for row in rows]
