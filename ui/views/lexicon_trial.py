"""What would change with the draft, sentence by sentence; Enter opens a sentence in its source."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.models.lines import Line, LinesView
from ui.presenters.lexicon_trial import KINDS, Trial, TrialLine
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.words import say


class TrialPanel(QWidget):
    """The findings of a trial, in place of the list of phrases."""

    #: Go back to the phrases.
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.trial = Trial()
        self._summary = label("", "heading", wraps=True)
        self.list = LinesView(say("lexicon.trial"))
        self.list.opened.connect(self._on_open)
        self.open_button = button(
            say("lexicon.trial.open"), lambda: self._on_open(self.list.key), icon="arrow-right"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 6)
        layout.setSpacing(theme.space("small"))
        layout.addWidget(self._summary)
        layout.addWidget(self.list, 1)
        back = button(say("lexicon.trial.back"), self.left.emit, icon="arrow-left")
        layout.addWidget(flow(self.open_button, back))

    def clear(self) -> None:
        """Forget what was found."""
        self.trial = Trial()
        self.list.set_lines(())

    def wait(self) -> None:
        """Say that the files are being read."""
        self.list.set_lines(())
        self._summary.setText(say("lexicon.trial.reading"))
        self.open_button.setEnabled(False)

    def show_trial(self, trial: Trial) -> None:
        """List what would change."""
        self.trial = trial
        self._summary.setText(trial.summary)
        lines: list[Line] = []
        for kind in KINDS:
            found = trial.of_kind(kind)
            if found:
                lines.append(Line("", say(f"lexicon.trial.heading.{kind}", count=len(found))))
            lines += [Line(one.key, one.words, one.detail, one.icon) for one in found]
        self.list.set_lines(lines)
        self.open_button.setEnabled(bool(lines))
        if lines and self.isVisible():
            self.list.setFocus()

    def _on_open(self, key: str) -> None:
        one = next((line for line in self.trial.lines if line.key == key), None)
        if one is None:
            return
        source_id = one.source_id
        self._desk.ask(
            self,
            lambda book, case_id: book.queries.passages(case_id, source_id),
            lambda passages: self._go(one, {p.index: p.id for p in passages}),
        )

    def _go(self, one: TrialLine, ids: dict[int, str]) -> None:
        passage = ids.get(one.passage_index, "")
        self._desk.go("sources", one.source_id, passage_id=passage, start=one.start, end=one.end)
