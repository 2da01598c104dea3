"""Asks for one scoring: with what, of whom, when, by whom, and every area's numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Assessment, Instrument, new_id
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.presenters.measures import Measures
from ui.presenters.scoring import (
    TypedScore,
    next_purpose,
    purposes,
    scores_of,
    typed_scores,
)
from ui.widgets.basics import label, rule
from ui.widgets.field_group import keep_texts_short
from ui.widgets.form import Field, Form
from ui.widgets.score_grid import ScoreGrid
from ui.words import date_words, say

_REST = (
    Field("parent", "measures.field.parent", help_id="measures.field.parent.help"),
    Field("note", "measures.field.note", "text", lines=2),
)


def ask_scoring(
    parent: QWidget,
    desk: Desk,
    found: Measures,
    known: Assessment | None,
    done: Callable[[str], object],
    *,
    course_key: str = "",
) -> None:
    """Ask for a new scoring, or for another state of one; `done` gets its id once it is kept.

    A new one begins with the way of scoring and the person of a course, where one is given.
    """
    ScoringDialog(parent, desk, found, known, done, course_key).open()


class ScoringDialog(Dialog):
    """The form: its rows are the areas of the chosen way of scoring."""

    asks_before_loss = True

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        found: Measures,
        known: Assessment | None,
        done: Callable[[str], object],
        course_key: str,
    ) -> None:
        title = say("measures.change_scores") if known else say("measures.new_scores")
        super().__init__(parent, title, say("measures.keep"))
        self._desk, self._found, self._known, self._done = desk, found, known, done
        self.form = Form(self._fields())
        self.rest = Form(_REST)
        keep_texts_short(self.rest)
        self.scale = label("", "muted", wraps=True)
        self.grid = ScoreGrid(desk)
        self.grid.know(found.events)
        #: What was typed for a way of scoring before another was chosen, by its code.
        self._rows_of: dict[str, tuple[TypedScore, ...]] = {}
        self._shown_way = ""
        self.body.addWidget(self.form)
        self.body.addWidget(rule())
        self.body.addWidget(self.scale)
        self.body.addWidget(self.grid)
        self.body.addWidget(rule())
        self.body.addWidget(self.rest)
        self.body.addStretch(1)
        self._fill(course_key)
        # What was wrong may be right by now.
        self.grid.changed.connect(self.banner.hide)
        self.form.changed.connect(lambda _: self.banner.hide())
        self.set_width(860, 720)

    def _fields(self) -> list[Field]:
        ways = [(one.code, self._found.instrument_name(one))
                for one in self._found.open_instruments()]  # fmt: skip
        return [
            Field("way", "measures.field.way", "choice", is_needed=True, choices=ways),
            Field("person", "measures.field.person", "choice"),
            Field("on", "measures.field.on", "date", is_needed=True),
            Field("purpose", "measures.field.purpose", "choice", "measures.field.purpose.help",
                  choices=purposes()),
            Field("scorer", "measures.field.scorer"),
        ]  # fmt: skip

    def _fill(self, course_key: str) -> None:
        known, course = self._known, self._found.course(course_key)
        if known is not None:
            self.form.set_values({"on": known.on, "purpose": known.purpose,
                                  "scorer": known.scorer})  # fmt: skip
            self.rest.set_values({"parent": known.parent, "note": known.note})
            # A scoring stays with the scale that it was made with.
            self.form.set_visible("way", False)
        else:
            today = FuzzyDate.parse(date.today().isoformat())
            self.form.set_values({"on": replace(today, text=date_words(today)),
                                  "scorer": self._desk.by})  # fmt: skip
            if course is not None:
                self.form.set_value("way", course.instrument.code)
        self._show_way()
        person = known.person_id if known else course.person_id if course else None
        if person:
            self.form.set_value("person", person)
        self._show_purpose()
        # Only from here on: filling is no choice of a person's.
        self._box("way").currentIndexChanged.connect(lambda _: self._on_way())
        self._box("person").currentIndexChanged.connect(lambda _: self._show_purpose())

    def _on_way(self) -> None:
        self._show_way()
        self._show_purpose()

    def _show_purpose(self) -> None:
        """Propose what a new scoring is for: the first of a person is the baseline."""
        one = self.instrument
        if self._known is None and one is not None:
            course = self._found.course_for(one, str(self.form.value("person") or ""))
            self.form.set_value("purpose", next_purpose(course))

    def _box(self, name: str) -> QComboBox:
        box = self.form.widgets[name]
        assert isinstance(box, QComboBox)
        return box

    @property
    def instrument(self) -> Instrument | None:
        """The way of scoring that is chosen."""
        if self._known is not None:
            return self._found.instrument_of(self._known)
        return self._found.instrument(str(self.form.value("way") or ""))

    def _show_way(self) -> None:
        """Offer the people and the areas of the chosen way of scoring; keep who was chosen."""
        one = self.instrument
        if one is None:
            return
        people, before = self._box("person"), self.form.value("person")
        people.clear()
        for person_id, name in self._found.people_for(one):
            people.addItem(name, person_id)
        self.form.set_value("person", before)
        told = say("measures.scale", scale=self._found.scale(one))
        self.scale.setText(" ".join(words for words in (told, one.rights) if words))
        names = [self._found.area_name(one, area.code) for area in one.areas]
        if self._shown_way:
            self._rows_of[self._shown_way] = self.grid.rows()
        self._shown_way = one.code
        held = self._rows_of.get(one.code) or typed_scores(one, names, self._known)
        self.grid.set_rows(held)
        self.grid.follow(self.form.widgets["scorer"])

    def on_accept(self) -> None:
        """Keep what was typed; what lies outside of the scale is said, and all of it stays."""
        if not self.form.check_dates() or not self.form.check_needed():
            return
        one = self.instrument
        if one is None:
            return
        try:
            scores = scores_of(self.grid.rows(), one.unit)
        except BadValueError as problem:
            self.show_problem(problem)
            return
        given: dict[str, Any] = self.form.values() | self.rest.values()
        base = self._known or Assessment(
            id=new_id(), instrument_id=one.id, instrument_version=one.version, on=given["on"]
        )
        newer = replace(
            base, on=given["on"], person_id=given["person"] or None, scores=scores,
            purpose=given["purpose"] or "", scorer=given["scorer"].strip(),
            parent=given["parent"].strip(), note=given["note"].strip(),
        )  # fmt: skip

        def kept(_: object) -> None:
            self.accept()
            self._done(newer.id)

        self.set_busy(True)
        self._desk.change(self, lambda book, case_id: book.set_assessment(case_id, newer, one),
                          kept, self.show_problem)  # fmt: skip
