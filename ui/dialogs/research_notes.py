"""The library of research notes: choose one by age, type and need, check it, add one of one's own.

What a note says and which fit is in `presenters.research`; a note is used by whoever opened this.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chronology_app.analysis.research import Note, note_words
from chronology_app.model import ResearchNote
from chronology_app.model.codes import ConcernType, Need
from ui.desk import Desk
from ui.dialogs.dialog import Dialog, FormDialog
from ui.models.lines import Line, LinesView
from ui.presenters.research import (
    Notes,
    age_choices,
    detail_words,
    line_words,
    read_notes,
    record_of,
)
from ui.widgets.basics import Choice, button, label, row, scrolled
from ui.widgets.form import Field
from ui.widgets.text_field import TextField
from ui.words import label as code_label
from ui.words import language, say


class ResearchDialog(Dialog):
    """The notes; `on_use` gets the words of one, ready for a signed judgement."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        child_id: str = "",
        on_use: Callable[[str], object] | None = None,
    ) -> None:
        accept = say("research.use") if on_use else say("shell.close")
        super().__init__(parent, say("research.title"), accept, say("research.intro"))
        self._desk, self._child_id, self._use = desk, child_id, on_use
        self._found = Notes()
        self._fitting: tuple[Note, ...] = ()
        self._is_first = True
        self.list = LinesView(say("research.notes"))
        self.list.chosen.connect(lambda key: self._show_note())
        self.list.opened.connect(lambda key: self.on_accept())
        self.choices = {name: Choice() for name in ("age", "type", "need")}
        self.body.addWidget(self._make_choices())
        self.body.addWidget(self.list, 3)
        self.body.addWidget(self._make_note(), 2)
        self.cancel_button.setVisible(on_use is not None)
        self.set_width(860, 680)
        desk.records_changed.connect(self._on_changed)
        self._ask()

    def _make_choices(self) -> QWidget:
        any_one = ("", say("research.any"))
        offered = {
            "age": age_choices(language()),
            "type": [any_one, *((str(c), code_label("type", c)) for c in ConcernType)],
            "need": [any_one, *((str(c), code_label("need", c)) for c in Need)],
        }
        parts: list[Any] = []
        for name, choice in self.choices.items():
            words = say(f"research.{name}")
            choice.setAccessibleName(words)
            for code, shown in offered[name]:
                choice.addItem(shown, code)
            choice.setMinimumContentsLength(12)
            above = label(words, "muted")
            above.setBuddy(choice)
            choice.currentIndexChanged.connect(self._show_fitting)
            parts += [above, choice]
        return row(*parts, 1)

    def _make_note(self) -> QWidget:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 8, 8, 0)
        self._words = label("", "strong", wraps=True)
        self._detail = label("", "", wraps=True)
        layout.addWidget(self._words)
        layout.addWidget(self._detail)
        layout.addStretch(1)
        side = QWidget()
        side.setAccessibleName(say("research.note"))
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        self._check = button(say("research.check"), self._on_check, icon="check")
        foot = QHBoxLayout()
        foot.addWidget(self._check)
        foot.addWidget(button(say("research.add"), self._on_add, icon="plus"))
        foot.addStretch(1)
        outer.addLayout(foot)
        return side

    # --- showing ---------------------------------------------------------------------------

    def _ask(self) -> None:
        child_id = self._child_id
        self._desk.ask(
            self,
            lambda book, case_id: read_notes(
                book.queries, case_id, child_id, date.today(), language()
            ),
            self._show, self.show_problem,
        )  # fmt: skip

    def _on_changed(self, changed: object) -> None:
        kinds: frozenset[str] = getattr(changed, "kinds", frozenset())
        if "research_note" in kinds or not kinds:
            self._ask()

    def _show(self, found: Notes) -> None:
        self._found = found
        age = self.choices["age"]
        if self._is_first and found.age:
            age.setCurrentIndex(max(0, age.findData(found.age)))
        self._is_first = False
        self._show_fitting()

    def _show_fitting(self) -> None:
        asked = [str(self.choices[name].currentData() or "") for name in ("age", "type", "need")]
        self._fitting = self._found.fitting(*asked)
        today = date.today()
        self.list.set_lines([
            Line(
                note.code, note.words, line_words(note, today, language()),
                "clock" if note.is_old(today) else "book-open",
            )
            for note in self._fitting
        ])  # fmt: skip
        self._show_note()

    @property
    def chosen(self) -> Note | None:
        """The chosen note."""
        return next((note for note in self._fitting if note.code == self.list.key), None)

    def _show_note(self) -> None:
        note = self.chosen
        self._words.setText(note.words if note else say("research.none"))
        lines: tuple[str, ...] = ()
        if note is not None:
            about = line_words(note, date.today(), language())
            lines = (about, *detail_words(note, language()))
        self._detail.setText("\n".join(lines))
        self._check.setEnabled(note is not None)
        self.accept_button.setEnabled(note is not None or self._use is None)

    # --- doing -----------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Hand the chosen note over, and close."""
        note = self.chosen
        if self._use is not None and note is not None:
            self._use(note_words(note, date.today(), language()))
        self.accept()

    def _on_check(self) -> None:
        note = self.chosen
        if note is None:
            return
        record = record_of(note, self._found.records)

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            self._desk.change(
                dialog, lambda book, case_id: book.check_research_note(case_id, record, **given),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        FormDialog(
            self, say("research.check"), say("research.check"),
            (Field("checked_by", "assessing.signed_by", is_needed=True),), on_values,
            intro=say("research.check.intro"), values={"checked_by": self._desk.by},
        ).open()  # fmt: skip

    def _on_add(self) -> None:
        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            year = str(given.pop("year")).strip()
            note = ResearchNote(code="", year=int(year) if year.isdecimal() else 0, **given)
            self._desk.change(
                dialog, lambda book, case_id: book.set_research_note(case_id, note),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        FormDialog(
            self, say("research.add"), say("assessing.save"),
            (
                Field("words", "research.words", "text", is_needed=True),
                Field("reference", "research.reference", "text", lines=2, is_needed=True),
                Field("year", "research.year", is_needed=True),
                Field("study", "research.study_kind"),
                Field("limits", "research.limits", "text", lines=2),
            ),
            on_values,
        ).open()  # fmt: skip


class ResearchEdit(QWidget):
    """A field for the research that a judgement relies on, with the library at hand."""

    def __init__(self, desk: Desk, child_id: Callable[[], str]) -> None:
        super().__init__()
        self._desk, self._child_id = desk, child_id
        self.text = TextField()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("impacts.record.research"))
        self.text.setFixedHeight(4 * self.text.fontMetrics().lineSpacing() + 16)
        choose = button(say("research.choose"), self._on_choose, icon="book-open")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(row(choose, 1))
        self.setFocusProxy(self.text)

    def value(self) -> str:
        """Return what is written."""
        return self.text.toPlainText().strip()

    def set_value(self, words: str) -> None:
        """Write something."""
        self.text.setPlainText(words or "")

    def _on_choose(self) -> None:
        ResearchDialog(self, self._desk, self._child_id(), self._add).open()

    def _add(self, words: str) -> None:
        held = self.value()
        self.set_value(f"{held}\n{words}" if held else words)
