"""The checks: what in the case a person should look at, why, and the way to put it right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.background import Ticket
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.dialogs.thresholds import ask_thresholds
from ui.models.lines import Line, LinesView
from ui.places import Place
from ui.presenters.check_places import Mend
from ui.presenters.checks import ICONS, TONES, FindingLine, Findings, levels, read_findings
from ui.screens import BY_NAME
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, button, label, scrolled, tag
from ui.widgets.form import Field
from ui.words import language, say

_SOURCE_SCREENS = {"sources", "inbox"}


class ChecksScreen(Screen):
    """Findings by how grave they are; each with why it is here and what to do."""

    name = "checks"
    COMMANDS = {
        "open": Command("checks.open", "O", "arrow-right"),
        "mend": Command("checks.mend", "M", "pencil-line"),
        "set_aside": Command("checks.set_aside", "X", "ban"),
        "take_up": Command("checks.take_up", "T", "rotate-cw"),
        "settle": Command("checks.settle", "S", "check"),
        "numbers": Command("thresholds.open", "N", "sliders-horizontal"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.findings = Findings(())
        self._asked: Ticket | None = None
        self._wanted = ""
        self.list = LinesView(say("screen.checks"))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda key: self._on_open())
        self._make_page()
        for name, do in (
            ("open", self._on_open), ("mend", self._on_mend), ("set_aside", self._on_set_aside),
            ("take_up", self._on_take_up), ("settle", self._on_settle),
            ("numbers", self._on_numbers),
        ):  # fmt: skip
            self.add_command(name, do)

    def _make_page(self) -> None:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.checks"), "title"))
        self._told = label("", "muted")
        top.addWidget(self._told, 1)
        self._with_dismissed = QCheckBox(say("checks.with_dismissed"))
        self._with_dismissed.toggled.connect(self._show_lines)
        top.addWidget(self._with_dismissed)
        top.addWidget(button(say("thresholds.open"), self._on_numbers, icon="sliders-horizontal"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._make_detail())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(
            EmptyState("circle-check-big", say("checks.empty.title"), say("checks.empty.text"))
        )
        page = self.page()
        page.addWidget(head)
        page.addWidget(self._stack, 1)

    def _make_detail(self) -> QWidget:
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        self._detail.setContentsMargins(20, 16, 20, 16)
        self._name = tag("")
        self._sentence = label("", "lead", wraps=True)
        self._dismissed = label("", "muted", wraps=True)
        self._why = QVBoxLayout()
        self._open = button(say("checks.open"), self._on_open, "primary", "arrow-right")
        self._mend = button(say("checks.mend"), self._on_mend, icon="pencil-line")
        self._settle = button(say("checks.settle"), self._on_settle, icon="check")
        self._set_aside = button(say("checks.set_aside"), self._on_set_aside, icon="ban")
        self._take_up = button(say("checks.take_up"), self._on_take_up, icon="rotate-cw")
        self._detail.addWidget(self._name)
        self._detail.addWidget(self._sentence)
        self._detail.addLayout(self._why)
        self._detail.addWidget(self._dismissed)
        for one in (self._open, self._mend, self._settle, self._set_aside, self._take_up):
            self._detail.addWidget(one)
        self._detail.addStretch(1)
        self._side = scrolled(inner)
        return self._side

    def first_focus(self) -> QWidget:
        """Return the list of findings."""
        return self.list

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.findings = Findings(())
        self.list.set_lines(())

    def refresh(self) -> None:
        """Check the case anew in a worker process."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute
        )

    def _compute(self, where: Any) -> None:
        self._asked = self.desk.background.compute(
            read_findings, *where, language(), done=lambda found: self._show(where[2], found),
            failed=self.desk.show_error, owner=self,
        )  # fmt: skip

    def _show(self, case_id: str, findings: Findings) -> None:
        if case_id != self.desk.case_id:
            return
        self.findings = findings
        self._told.setText(say("checks.count", count=findings.open_count))
        self.desk.counted.emit(self.name, findings.open_count)
        self._show_lines()
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""

    def _show_lines(self) -> None:
        all_too = self._with_dismissed.isChecked()
        lines: list[Line] = []
        for level in levels(self.findings, with_dismissed=all_too):
            words = say(f"check.level.{level}")
            lines.append(Line("", words[:1].upper() + words[1:]))
            for one in self.findings.of_level(level, with_dismissed=all_too):
                title = one.sentence
                text = f"{one.name} · {one.dismissed}" if one.is_dismissed else one.name
                icon = "eye-off" if one.is_dismissed else ICONS[level]
                lines.append(Line(one.key, title, text, icon, TONES[level], one.is_dismissed))
        self._stack.setCurrentIndex(0 if lines else 1)
        self.list.set_lines(lines)

    @property
    def chosen(self) -> FindingLine | None:
        """The finding that is chosen."""
        return next((one for one in self.findings.lines if one.key == self.list.key), None)

    def _on_chosen(self, key: str) -> None:
        one = self.chosen
        self._side.setVisible(one is not None)
        for name in self.COMMANDS:
            self.commands[name].setEnabled(one is not None or name == "numbers")
        if one is None:
            return
        self._name.setText(one.name)
        self._sentence.setText(one.sentence)
        while (item := self._why.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                # It is deleted a moment later; until then it would lie over the new words.
                old.hide()
                old.deleteLater()
        for sentence in one.why:
            self._why.addWidget(label(sentence, wraps=True))
        self._dismissed.setText(one.dismissed)
        self._dismissed.setVisible(one.is_dismissed)
        if one.show is not None:
            self._open.setText(say(f"checks.open.{one.show_name}"))
        mend = self._mend_of(one)
        if mend is not None:
            self._mend.setText(say(f"checks.mend.{mend.name}"))
        shown = {
            "open": one.show is not None, "mend": mend is not None,
            "settle": bool(one.problem_id), "set_aside": not one.is_dismissed,
            "take_up": one.is_dismissed,
        }  # fmt: skip
        presses = {
            "open": self._open, "mend": self._mend, "settle": self._settle,
            "set_aside": self._set_aside, "take_up": self._take_up,
        }  # fmt: skip
        for name, press in presses.items():
            press.setVisible(shown[name])
            self.commands[name].setEnabled(shown[name])

    def show_place(self, place: Place) -> None:
        """Choose a finding by its key."""
        self._wanted = place.record_id
        if self.list.choose(place.record_id):
            self._wanted = ""

    # --- doing -----------------------------------------------------------------------------

    def _on_open(self) -> None:
        if (one := self.chosen) is None:
            return
        if one.show is not None:
            self.desk.place_asked.emit(one.show)

    def _on_mend(self) -> None:
        mend = self._mend_of(self.chosen)
        if mend is None:
            return
        if mend.place is not None:
            self.desk.place_asked.emit(mend.place)
        else:
            self.desk.do(mend.action)

    @staticmethod
    def _mend_of(one: FindingLine | None) -> Mend | None:
        if one is None or one.mend is None or not one.mend.is_within(BY_NAME):
            return None
        return one.mend

    def _on_set_aside(self) -> None:
        if (one := self.chosen) is None or one.is_dismissed:
            return

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            self.desk.change(
                dialog,
                lambda book, case_id: book.dismiss_finding(case_id, one.key, given["reason"]),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        fields = (Field("reason", "checks.reason", "text", "checks.reason.help", is_needed=True),)
        FormDialog(
            self, say("checks.set_aside"), say("checks.set_aside"), fields, on_values,
            intro=one.sentence,
        ).open()  # fmt: skip

    def _on_numbers(self) -> None:
        """Ask by which numbers the checks look at the case."""
        one = self.chosen
        ask_thresholds(self, self.desk, f"checks.{one.check}" if one else "checks")

    def _on_take_up(self) -> None:
        if (one := self.chosen) is not None and one.is_dismissed:
            self.desk.change(self, lambda book, case_id: book.restore_finding(case_id, one.key))

    def _on_settle(self) -> None:
        if (one := self.chosen) is None or not one.problem_id:
            return

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            self.desk.change(
                dialog,
                lambda book, case_id: book.settle_problem(case_id, one.problem_id, given["note"]),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        fields = (Field("note", "checks.note", "text", "checks.note.help", is_needed=True),)
        FormDialog(
            self, say("checks.settle"), say("checks.settle"), fields, on_values, intro=one.sentence
        ).open()
