"""The form in which a suggestion is corrected before it is accepted, with all its fields.

What its values mean is in `presenters.inbox_edit`; storing them is left to the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Person
from chronology_app.model.codes import (
    AgencyCode,
    ConcernType,
    Evidence,
    Kind,
    RecordClass,
    Significance,
)
from ui.presenters.court_wording import FieldHelp
from ui.presenters.dates import understand_time
from ui.presenters.inbox_edit import Values, names_to_offer, parts_by_name, plain_draft
from ui.widgets.court_wording import CourtEdit
from ui.widgets.date_edit import DateEdit
from ui.widgets.form import Field, Form
from ui.widgets.suggestion_fields import ChildWordsEdit, FlowChoices, PartsEdit, let_narrow
from ui.words import label as code_label
from ui.words import say


def _codes(group: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, _capital(code_label(group, code))) for code in map(str, codes)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def fields(
    people: Sequence[Person], named: Sequence[str], wording: FieldHelp | None = None
) -> tuple[Field, ...]:
    """Return the table of fields; `named`: people whom the suggestion names besides the family."""
    court = "text" if wording is None else lambda: CourtEdit(wording)
    children = [(p.name, p.name) for p in people if p.is_child]
    agencies = _codes("agency", AgencyCode)
    scale = [("", say("inbox.not_set")), *_codes("significance", Significance)]
    names = names_to_offer(people, named)
    return (
        Field("date", "inbox.field.date", "date"),
        Field("time", "inbox.field.time", help_id="inbox.field.time.help"),
        Field("fact", "inbox.fact", "text", is_needed=True, help_id="inbox.field.fact.help"),
        Field("court_wording", "inbox.court_wording", court, lines=2,
              help_id="inbox.field.court.help"),
        Field("children", "inbox.children", lambda: FlowChoices(children)),
        Field("kind", "inbox.field.kind", "choice", choices=_codes("kind", Kind)),
        Field("neglect_types", "inbox.field.types",
              lambda: FlowChoices(_codes("type", ConcernType))),
        Field("strength", "inbox.field.strength", "check"),
        Field("evidence", "inbox.field.evidence", "choice", choices=_codes("evidence", Evidence)),
        Field("agency", "inbox.field.agency", "choice", choices=agencies),
        Field("recorded_by", "inbox.field.recorded_by", "choice", choices=agencies),
        Field("author", "inbox.author"),
        Field("people", "inbox.people", lambda: PartsEdit(names)),
        Field("child_words", "inbox.child_words",
              lambda: ChildWordsEdit([name for name, _ in children])),
        Field("place", "inbox.field.place"),
        Field("action", "inbox.field.action", "text", lines=2),
        Field("result", "inbox.field.result", "text", lines=2),
        Field("significance", "inbox.field.significance", "choice", choices=scale,
              help_id="inbox.field.significance.help"),
        Field("class", "inbox.class", "choice", choices=_codes("class", RecordClass),
              help_id="inbox.field.class.help"),
    )  # fmt: skip


class SuggestionForm(QWidget):
    """The form with its values, its draft and what is wrong in it."""

    changed = Signal()

    def __init__(
        self, people: Sequence[Person], values: Values, wording: FieldHelp | None = None
    ) -> None:
        super().__init__()
        named = list(parts_by_name(values["people"]))
        self.form = Form(fields(people, named, wording), values)
        court = self.form.widgets["court_wording"]
        if isinstance(court, CourtEdit):
            court.follow(self.form.widgets["fact"])
        self.form.changed.connect(lambda _: self.changed.emit())
        for widget in self.form.widgets.values():
            if isinstance(widget, QPlainTextEdit):
                widget.setMaximumHeight(widget.minimumHeight())
            if isinstance(widget, QComboBox):
                let_narrow(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def values(self) -> Values:
        """Return what the form holds; the time as HH:MM."""
        found = self.form.values()
        return {**found, "time": understand_time(found["time"]) or ""}

    def draft(self) -> dict[str, Any]:
        """Return what is typed, as it can be remembered."""
        return plain_draft(self.form.values(), self._date.line.text())

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Go on with what was typed before."""
        self.form.set_values({k: v for k, v in draft.items() if k not in ("date", "date_words")})
        words = draft.get("date_words")
        # The words that the form began with stand for a date that knows more than they say.
        if isinstance(words, str) and words != self._date.line.text():
            self._date.line.setText(words)

    def is_right(self) -> bool:
        """Say whether it can be stored; say beside the field what cannot."""
        is_right = self.form.check_needed()
        if understand_time(self.form.value("time")) is None:
            self.form.show_wrong("time", say("inbox.field.time.wrong"))
            is_right = False
        else:
            self.form.show_wrong("time", "")
        if not all(one["child"] for one in self.form.value("child_words")):
            self.form.show_wrong("child_words", say("inbox.child_words.whose"))
            is_right = False
        else:
            self.form.show_wrong("child_words", "")
        if self._date.is_wrong:
            self.form.show_wrong("date", say("shell.date_not_understood"))
            is_right = False
        else:
            self.form.show_wrong("date", "")
        return is_right

    @property
    def _date(self) -> DateEdit:
        found = self.form.widgets["date"]
        assert isinstance(found, DateEdit)
        return found
