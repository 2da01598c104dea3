"""Risk and protective factors side by side, with what is done to them.

Which there are is said by the presenter; each deed is one command of the casebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chronology_app.analysis.factors import KINDS, codes_for
from chronology_app.model import Factor
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog, Sure
from ui.models.lines import Line, LinesView
from ui.presenters.assessing import FactorLine, Page
from ui.presenters.event_choice import EventWords, load_event_words
from ui.widgets.basics import button, label, row
from ui.widgets.event_links import EventLinks
from ui.widgets.field_group import keep_texts_short
from ui.widgets.form import Field
from ui.words import label as code_label
from ui.words import say, upper_first

_ICONS = {"risk": "triangle-alert", "protective": "sprout"}


class FactorsView(QWidget):
    """Two lists of factors of a child and of those who care for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page = Page()
        self.lists: dict[str, LinesView] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(label(say("assessing.factor.intro"), "muted", wraps=True))
        both = QHBoxLayout()
        both.setSpacing(16)
        for kind in KINDS:
            both.addWidget(self._make_side(kind), 1)
        layout.addLayout(both, 1)

    def _make_side(self, kind: str) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        name = say(f"assessing.{kind}")
        self.lists[kind] = view = LinesView(name)
        view.opened.connect(lambda key: self._ask(kind, self._line(kind, key)))
        layout.addWidget(label(name, "heading"))
        layout.addWidget(view, 1)
        add = button(say(f"assessing.add.{kind}"), partial(self.add, kind), icon="plus")
        change = button(say("assessing.change_factor"), partial(self.change, kind),
                        icon="pencil-line")  # fmt: skip
        away = button(say("assessing.remove_factor"), partial(self._remove, kind), icon="trash-2")
        layout.addWidget(row(add, change, away, 0))
        for press in (change, away):
            press.setAccessibleName(f"{press.text()} ({name})")
            view.chosen.connect(lambda key, press=press: press.setEnabled(bool(key)))
            press.setEnabled(False)
        return side

    def show_page(self, page: Page) -> None:
        """Show a child's factors."""
        self._page = page
        for kind, lines in (("risk", page.risk), ("protective", page.protective)):
            self.lists[kind].set_lines([
                Line(one.factor.id, upper_first(one.words), one.text, _ICONS[kind])
                for one in lines
            ])  # fmt: skip

    def _line(self, kind: str, key: str) -> FactorLine | None:
        lines = self._page.risk if kind == "risk" else self._page.protective
        return next((one for one in lines if one.factor.id == key), None)

    # --- doing -----------------------------------------------------------------------------

    def add(self, kind: str) -> None:
        """Ask for a new factor."""
        self._ask(kind, None)

    def change(self, kind: str) -> None:
        """Ask for another state of the chosen factor."""
        line = self._line(kind, self.lists[kind].key)
        if line is not None:
            self._ask(kind, line)

    def _remove(self, kind: str) -> None:
        line = self._line(kind, self.lists[kind].key)
        if line is None:
            return
        factor_id = line.factor.id

        def remove() -> None:
            self._desk.change(self, lambda book, case_id: book.remove_factor(case_id, factor_id))

        Sure(
            self.window(), say("assessing.remove_factor"),
            say("assessing.remove_factor.sure", words=upper_first(line.words), text=line.text),
            say("assessing.remove_factor.yes"), remove,
        ).open()  # fmt: skip

    def _ask(self, kind: str, line: FactorLine | None) -> None:
        """Ask for a factor, with the entries that show it in words."""
        ids = line.factor.event_ids if line else ()
        self._desk.ask(
            self, lambda book, case_id: load_event_words(book, case_id, ids),
            lambda events: self._open(kind, line, events),
        )  # fmt: skip

    def _open(self, kind: str, line: FactorLine | None, events: Mapping[str, EventWords]) -> None:
        held = line.factor if line else None

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            factor = _factor(held, kind, given)
            self._desk.change(
                dialog, lambda book, case_id: book.set_factor(case_id, factor),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        title = say("assessing.change_factor" if held else f"assessing.add.{kind}")
        values = {
            "person": held.person_id if held else self._page.child_id,
            "code": held.code if held else "", "words": held.words if held else "",
            "since": held.since if held else None, "until": held.until if held else None,
            "event_ids": held.event_ids if held else (),
        }  # fmt: skip
        dialog = FormDialog(
            self, title, say("assessing.factor.keep"), self._fields(kind, events), on_values,
            intro=say("assessing.factor.intro"), values=values,
        )  # fmt: skip
        keep_texts_short(dialog.form)
        dialog.set_width(620)
        dialog.fit()
        dialog.open()

    def _fields(self, kind: str, events: Mapping[str, EventWords]) -> tuple[Field, ...]:
        def links() -> EventLinks:
            made = EventLinks(self._desk, say("assessing.factor.choose_events"))
            made.know(events)
            return made

        codes = codes_for(kind, is_child=False)
        choose = ("", say("impacts.record.choose"))
        names = [(code, code_label("factor", code)) for code in codes]
        return (
            Field("person", "assessing.factor.person", "choice", choices=self._page.people,
                  is_needed=True),
            Field("code", "assessing.factor.code", "choice", choices=[choose, *names],
                  is_needed=True),
            Field("words", "assessing.factor.words", "text", lines=2),
            Field("since", "assessing.factor.since", "date"),
            Field("until", "assessing.factor.until", "date"),
            Field("event_ids", "assessing.factor.events", links),
        )  # fmt: skip


def _factor(held: Factor | None, kind: str, given: dict[str, Any]) -> Factor:
    fields = {
        "person_id": given["person"], "kind": kind, "code": given["code"],
        "words": given["words"], "since": given["since"], "until": given["until"],
        "event_ids": given["event_ids"],
    }  # fmt: skip
    if held is None:
        return Factor(**fields)
    return Factor(id=held.id, case_id=held.case_id, row_version=held.row_version,
                  record_class=held.record_class, **fields)  # fmt: skip
