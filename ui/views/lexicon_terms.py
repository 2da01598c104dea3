"""The tab of school terms: the years that hold, and a form of a year's three terms.

What the days say and what is wrong with them is for `presenters.lexicon_terms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from chronology_app.errors import BadValueError
from chronology_app.reading.dates import SchoolYear
from chronology_app.reading.dates.terms import SEASONS
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.models.lines import Line, LinesView
from ui.presenters.lexicon_terms import DAYS, YearLine, typed_of, year_of
from ui.theme.style import theme
from ui.widgets.basics import EmptyState, button, label
from ui.widgets.flow import flow
from ui.widgets.form import Field, Form
from ui.words import say


class TermsPage(QWidget):
    """School years, one line each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.years: tuple[YearLine, ...] = ()
        self.list = LinesView(say("lexicon.part.terms"))
        self.list.opened.connect(lambda _: self.on_change())
        self.list.chosen.connect(lambda _: self._show_buttons())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            EmptyState("school", say("lexicon.terms.empty"), say("lexicon.terms.empty.text"))
        )
        self.add_button = button(say("lexicon.terms.add"), self.on_add, "primary", "plus")
        self.change_button = button(say("lexicon.terms.change"), self.on_change, icon="pencil-line")
        self.remove_button = button(say("lexicon.terms.remove"), self.on_remove, icon="trash-2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(theme.space("small"))
        layout.addWidget(label(say("lexicon.terms.intro"), "muted", wraps=True))
        layout.addWidget(self._stack, 1)
        layout.addWidget(flow(self.add_button, self.change_button, self.remove_button))
        self._show_buttons()

    def show_years(self, years: tuple[YearLine, ...]) -> None:
        """List the years that hold."""
        self.years = years
        self._stack.setCurrentIndex(0 if years else 1)
        self.list.set_lines([Line(one.year.name, one.year.name, one.detail) for one in years])
        self._show_buttons()

    @property
    def chosen(self) -> YearLine | None:
        """The year that is chosen."""
        return next((one for one in self.years if one.year.name == self.list.key), None)

    def _show_buttons(self) -> None:
        one = self.chosen
        self.change_button.setEnabled(one is not None)
        self.remove_button.setEnabled(one is not None and one.is_here)

    def on_add(self) -> None:
        """Ask for the terms of another year."""
        YearDialog(self, self._keep).open()

    def on_change(self) -> None:
        """Ask for the terms of the chosen year anew."""
        if self.chosen is not None:
            YearDialog(self, self._keep, self.chosen).open()

    def on_remove(self) -> None:
        """Take the chosen year away."""
        one = self.chosen
        if one is not None and one.is_here:
            self._desk.change(
                self, lambda book, case_id: book.remove_school_year(case_id, one.year.name)
            )

    def _keep(self, dialog: YearDialog, year: SchoolYear, everywhere: bool) -> None:
        self._desk.change(
            dialog,
            lambda book, case_id: book.set_school_year(case_id, year, everywhere=everywhere),
            lambda _: dialog.accept(), dialog.show_problem,
        )  # fmt: skip


class YearDialog(Dialog):
    """The three terms of a school year, four days each."""

    def __init__(
        self,
        parent: QWidget,
        on_year: Callable[[YearDialog, SchoolYear, bool], None],
        known: YearLine | None = None,
    ) -> None:
        title = say("lexicon.terms.change" if known else "lexicon.terms.add")
        super().__init__(parent, title, say("lexicon.keep"), say("lexicon.terms.help"))
        self._on_year = on_year
        self.form = Form(
            (
                Field("name", "lexicon.terms.year", "line", "lexicon.terms.year.help",
                      is_needed=True),
                Field("source", "lexicon.terms.source", "line", "lexicon.terms.source.help",
                      is_needed=True),
                Field("everywhere", "lexicon.field.everywhere", "check"),
            ),
            {"name": known.year.name, "source": known.year.source, "everywhere": known.everywhere}
            if known else {"everywhere": True},
        )  # fmt: skip
        self.days: dict[tuple[str, str], QLineEdit] = {}
        self.body.addWidget(self.form)
        self.body.addWidget(self._grid(typed_of(known.year) if known else {}))
        self.body.addStretch(1)
        self.set_width(720)
        self.fit()

    def _grid(self, typed: Mapping[str, Mapping[str, str]]) -> QWidget:
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        for column, part in enumerate(DAYS, 1):
            layout.addWidget(label(say(f"lexicon.terms.{part}"), "small", wraps=True), 0, column)
        for row, season in enumerate(SEASONS, 1):
            term = say(f"term.{season}")
            layout.addWidget(label(term[:1].upper() + term[1:], "strong"), row, 0)
            for column, part in enumerate(DAYS, 1):
                line = QLineEdit(typed.get(season, {}).get(part, ""))
                line.setPlaceholderText(say("lexicon.terms.day"))
                line.setAccessibleName(
                    say("lexicon.terms.cell", term=term, day=say(f"lexicon.terms.{part}"))
                )
                layout.addWidget(line, row, column)
                self.days[season, part] = line
        return grid

    def on_accept(self) -> None:
        """Hand the year over, or say what is wrong with it."""
        if not self.form.check_needed():
            return
        given = self.form.values()
        typed = {
            season: {part: self.days[season, part].text() for part in DAYS} for season in SEASONS
        }
        try:
            year = year_of(given["name"], given["source"], typed)
        except BadValueError as problem:
            self.show_problem(problem)
            return
        self._on_year(self, year, given["everywhere"])
