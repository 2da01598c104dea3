"""Ways of scoring: which there are, and a form for a new one or another state of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chronology_app.analysis.instruments import number_words
from chronology_app.errors import BadValueError
from chronology_app.model import Instrument
from ui.desk import Desk
from ui.dialogs.dialog import Dialog, FormDialog, Sure
from ui.models.lines import Line, LinesView
from ui.presenters.measures import Measures, load_measures
from ui.presenters.scoring import (
    area_lines,
    new_code,
    read_areas,
    read_number,
    read_triggers,
    subjects,
    trigger_lines,
)
from ui.widgets.basics import button
from ui.widgets.field_group import keep_texts_short
from ui.widgets.form import Field
from ui.words import say

_WORDS = ("label", "unit", "rights")


def open_instruments(parent: QWidget, desk: Desk, found: Measures) -> None:
    """Show the ways of scoring."""
    InstrumentsDialog(parent, desk, found).open()


class InstrumentsDialog(Dialog):
    """A list of all ways of scoring, and what can be done with one."""

    def __init__(self, parent: QWidget, desk: Desk, found: Measures) -> None:
        super().__init__(
            parent, say("measures.ways"), say("measures.done"), say("measures.ways.intro")
        )
        self._desk, self._found = desk, found
        self.list = LinesView(say("measures.ways"))
        self.list.chosen.connect(lambda _: self._enable())
        self.list.opened.connect(lambda _: self.on_change())
        self.new_button = button(say("measures.way.new"), self.on_new, icon="plus")
        self.change_button = button(say("measures.way.change"), self.on_change,
                                    icon="pencil-line")  # fmt: skip
        self.close_button = button("", self.on_close)
        self.remove_button = button(say("measures.way.remove"), self.on_remove, icon="trash-2")
        buttons = QHBoxLayout()
        for one in (self.new_button, self.change_button, self.close_button, self.remove_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(buttons)
        self.cancel_button.hide()
        self.set_width(760, 560)
        self._show(found)

    def _show(self, found: Measures, wanted: str = "") -> None:
        self._found = found
        rows = [
            Line(one.code, found.instrument_name(one), found.about_way(one),
                 "x" if one.is_closed else "list-checks", is_faint=one.is_closed)
            for one in found.instruments
        ]  # fmt: skip
        self.list.set_lines(rows)
        if wanted:
            self.list.choose(wanted)
        self._enable()

    @property
    def chosen(self) -> Instrument | None:
        """The chosen way of scoring."""
        return self._found.instrument(self.list.key)

    def _enable(self) -> None:
        one = self.chosen
        for press in (self.change_button, self.close_button, self.remove_button):
            press.setEnabled(one is not None)
        is_closed = one is not None and one.is_closed
        self.close_button.setText(
            say("measures.way.open") if is_closed else say("measures.way.close")
        )
        is_own = one is not None and self._found.is_own(one)
        self.remove_button.setEnabled(is_own and one is not None and not self._found.is_used(one))

    def _again(self, code: str) -> None:
        """Show what there is now."""
        self._desk.ask(self, load_measures, lambda found: self._show(found, code))

    def on_new(self) -> None:
        """Ask for a new way of scoring."""
        ask_instrument(self, self._desk, self._found, None, self._again)

    def on_change(self) -> None:
        """Ask for another state of the chosen one."""
        if (one := self.chosen) is not None:
            ask_instrument(self, self._desk, self._found, one, self._again)

    def on_close(self) -> None:
        """Score no more with the chosen one, or score with it again."""
        if (one := self.chosen) is not None:
            self._keep(replace(one, is_closed=not one.is_closed))

    def _keep(self, one: Instrument) -> None:
        self._desk.change(self, lambda book, case_id: book.set_instrument(case_id, one),
                          lambda _: self._again(one.code), self.show_problem)  # fmt: skip

    def on_remove(self) -> None:
        """Take the chosen one away, once that is confirmed."""
        one = self.chosen
        if one is None:
            return

        def remove() -> None:
            self._desk.change(
                self, lambda book, case_id: book.remove_instrument(case_id, one.id),
                lambda _: self._again(""), self.show_problem,
            )  # fmt: skip

        Sure(self, say("measures.way.remove"), say("measures.way.remove.sure", name=one.label),
             say("measures.way.remove.yes"), remove).open()  # fmt: skip


def ask_instrument(
    parent: QWidget,
    desk: Desk,
    found: Measures,
    known: Instrument | None,
    done: Callable[[str], object],
) -> None:
    """Ask for a new way of scoring, or another state of one; `done` gets its code once kept."""

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        try:
            wanted = _instrument(found, known, given)
        except BadValueError as problem:
            dialog.show_problem(problem)
            return

        def kept(_: object) -> None:
            dialog.accept()
            done(wanted.code)

        desk.change(dialog, lambda book, case_id: book.set_instrument(case_id, wanted), kept,
                    dialog.show_problem)  # fmt: skip

    title = say("measures.way.change") if known else say("measures.way.new")
    is_used = known is not None and found.is_used(known)
    intro = say("measures.way.used") if is_used else say("measures.way.intro")
    dialog = FormDialog(parent, title, say("measures.way.keep"), _fields(), on_values, intro=intro,
                        values=_values(known))  # fmt: skip
    keep_texts_short(dialog.form)
    dialog.set_width(640, 700)
    dialog.open()


def _fields() -> list[Field]:
    directions = [("high", say("measures.way.high")), ("low", say("measures.way.low"))]
    return [
        Field("label", "measures.way.label", is_needed=True),
        Field("subject", "measures.way.subject", "choice", choices=subjects()),
        Field("minimum", "measures.way.minimum", is_needed=True),
        Field("maximum", "measures.way.maximum", is_needed=True),
        Field("step", "measures.way.step", help_id="measures.way.step.help", is_needed=True),
        Field("direction", "measures.way.direction", "choice", choices=directions),
        Field("unit", "measures.way.unit", help_id="measures.way.unit.help"),
        Field("areas", "measures.way.areas", "text", "measures.way.areas.help", is_needed=True,
              lines=5),
        Field("again_weeks", "measures.way.again", help_id="measures.way.again.help"),
        Field("triggers", "measures.way.triggers", "text", "measures.way.triggers.help", lines=3),
        Field("rights", "measures.way.rights", "text", "measures.way.rights.help", lines=2),
    ]  # fmt: skip


def _values(known: Instrument | None) -> dict[str, Any]:
    if known is None:
        return {"minimum": "0", "maximum": "10", "step": "1", "direction": "high",
                "again_weeks": "0", "subject": "child"}  # fmt: skip
    words = {name: getattr(known, name) for name in _WORDS}
    numbers = {name: number_words(getattr(known, name)) for name in ("minimum", "maximum", "step")}
    return {
        **words, **numbers, "subject": known.subject, "areas": area_lines(known),
        "direction": "high" if known.high_is_good else "low",
        "again_weeks": str(known.again_weeks), "triggers": trigger_lines(known),
    }  # fmt: skip


def _instrument(found: Measures, known: Instrument | None, given: dict[str, Any]) -> Instrument:
    """Return the definition that was typed. Errors: BadValueError names the field."""
    numbers: dict[str, float] = {}
    for name in ("minimum", "maximum", "step", "again_weeks"):
        title = say(f"measures.way.{name.removesuffix('_weeks')}")
        try:
            value = read_number(given[name])
        except ValueError as cause:
            raise BadValueError("error.instrument.number", name=title) from cause
        numbers[name] = 0.0 if value is None else value
    if numbers["again_weeks"] != int(numbers["again_weeks"]):
        raise BadValueError("error.instrument.number", name=say("measures.way.again"))
    areas = read_areas(given["areas"], known.areas if known else ())
    code = known.code if known else new_code(
        given["label"], [one.code for one in found.instruments]
    )  # fmt: skip
    base = known or Instrument(
        code=code, label="", minimum=0, maximum=1, step=1, high_is_good=True, subject="child"
    )
    return replace(
        base, label=given["label"], unit=given["unit"], rights=given["rights"].strip(),
        minimum=numbers["minimum"], maximum=numbers["maximum"], step=numbers["step"],
        high_is_good=given["direction"] == "high", subject=given["subject"], areas=areas,
        again_weeks=int(numbers["again_weeks"]),
        triggers=read_triggers(given["triggers"], areas),
    )  # fmt: skip
