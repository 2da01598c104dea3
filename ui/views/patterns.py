"""The patterns: what the record shows over time, by rules that anyone can check.

A hit leads to its events, to its stretch on the timeline, and can be set aside with a reason.
"""

from __future__ import annotations

from functools import partial
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
from ui.presenters.patterns import PatternLine, PatternLines, patterns_of, read_patterns
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, button, label, scrolled, tag
from ui.widgets.form import Field
from ui.words import language, say


class PatternsScreen(Screen):
    """Hits by pattern; each with its rule and thresholds, its events and what is uncertain."""

    name = "patterns"
    COMMANDS = {
        "show": Command("hits.show", "O", "chart-gantt"),
        "event": Command("hits.event", "E", "list-ordered"),
        "set_aside": Command("checks.set_aside", "X", "ban"),
        "take_up": Command("checks.take_up", "T", "rotate-cw"),
        "numbers": Command("thresholds.open", "N", "sliders-horizontal"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = PatternLines(())
        self._asked: Ticket | None = None
        self._wanted = ""
        self.list = LinesView(say("screen.patterns"))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda key: self._on_show())
        self.events = LinesView(say("hits.events"))
        self.events.opened.connect(lambda key: self._on_event())
        self._make_page()
        for name, do in (
            ("show", self._on_show),
            ("event", self._on_event),
            ("set_aside", self._on_set_aside),
            ("take_up", self._on_take_up),
            ("numbers", self._on_numbers),
        ):
            self.add_command(name, do)
        self._on_chosen("")

    def _make_page(self) -> None:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.patterns"), "title"))
        self._told = label("", "muted")
        top.addWidget(self._told, 1)
        self._with_dismissed = QCheckBox(say("checks.with_dismissed"))
        self._with_dismissed.toggled.connect(self._show_lines)
        top.addWidget(self._with_dismissed)
        top.addWidget(button(say("thresholds.open"), self._on_numbers, icon="sliders-horizontal"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._make_detail())
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(
            EmptyState("circle-check-big", say("hits.empty.title"), say("hits.empty.text"))
        )
        page = self.page()
        page.addWidget(head)
        page.addWidget(self._stack, 1)

    def _make_detail(self) -> QWidget:
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(20, 16, 20, 8)
        self._name = tag("")
        self._sentence = label("", "lead", wraps=True)
        self._span = label("", "strong", wraps=True)
        self._rule = label("", "muted", wraps=True)
        self._dismissed = label("", "muted", wraps=True)
        for part in (self._name, self._sentence, self._span, self._rule, self._dismissed):
            words.addWidget(part)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 4, 20, 12)
        self._show = button(say("hits.show"), self._on_show, "primary", "chart-gantt")
        self._set_aside = button(say("checks.set_aside"), self._on_set_aside, icon="ban")
        self._take_up = button(say("checks.take_up"), self._on_take_up, icon="rotate-cw")
        for press in (self._show, self._set_aside, self._take_up):
            buttons.addWidget(press)
        buttons.addStretch(1)
        self._side = QWidget()
        layout = QVBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner), 2)
        layout.addWidget(self.events, 3)
        layout.addLayout(buttons)
        return self._side

    def first_focus(self) -> QWidget:
        """Return the list of hits."""
        return self.list

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.found = PatternLines(())
        self.list.set_lines(())
        self._on_chosen("")

    def refresh(self) -> None:
        """Look for the patterns anew in a worker process."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute
        )

    def _compute(self, where: Any) -> None:
        self._asked = self.desk.background.compute(
            read_patterns, *where, language(), done=lambda found: self._show_found(where[2], found),
            failed=self.desk.show_error, owner=self,
        )  # fmt: skip

    def _show_found(self, case_id: str, found: PatternLines) -> None:
        if case_id != self.desk.case_id:
            return
        self.found = found
        self._told.setText(say("hits.count", count=found.open_count))
        self.desk.counted.emit(self.name, found.open_count)
        self._show_lines()
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""

    def _show_lines(self) -> None:
        all_too = self._with_dismissed.isChecked()
        lines: list[Line] = []
        for pattern in patterns_of(self.found, with_dismissed=all_too):
            hits = self.found.of_pattern(pattern, with_dismissed=all_too)
            lines.append(Line("", hits[0].name[:1].upper() + hits[0].name[1:]))
            for one in hits:
                text = " · ".join(part for part in (one.children, one.span) if part)
                icon = "eye-off" if one.is_dismissed else "history"
                lines.append(Line(one.key, one.sentence, text, icon, "know", one.is_dismissed))
        self._stack.setCurrentIndex(0 if lines else 1)
        self.list.set_lines(lines)

    @property
    def chosen(self) -> PatternLine | None:
        """The hit that is chosen."""
        return next((one for one in self.found.lines if one.key == self.list.key), None)

    def _on_chosen(self, key: str) -> None:
        one = self.chosen
        self._side.setVisible(one is not None)
        for name in self.COMMANDS:
            if name in self.commands and name != "numbers":
                self.commands[name].setEnabled(one is not None)
        if one is None:
            self.events.set_lines(())
            return
        self._name.setText(one.name)
        self._sentence.setText(one.sentence)
        self._span.setText(" · ".join(part for part in (one.children, one.span) if part))
        self._rule.setText(one.rule)
        self._dismissed.setText(one.dismissed)
        self._dismissed.setVisible(one.is_dismissed)
        self._set_aside.setVisible(not one.is_dismissed)
        self._take_up.setVisible(one.is_dismissed)
        self.commands["set_aside"].setEnabled(not one.is_dismissed)
        self.commands["take_up"].setEnabled(one.is_dismissed)
        self.events.set_lines([
            Line(
                event.event_id, event.fact, f"{event.date} · {event.what}",
                "calendar-off" if event.is_uncertain or event.is_undated else "",
            )
            for event in one.events
        ])  # fmt: skip

    def show_place(self, place: Place) -> None:
        """Choose a hit by its key."""
        self._wanted = place.record_id
        if self.list.choose(place.record_id):
            self._wanted = ""

    # --- doing -----------------------------------------------------------------------------

    def _on_show(self) -> None:
        """Show the hit's events on the timeline, marked."""
        if (one := self.chosen) is not None:
            self.desk.go("timeline", mark=tuple(event.event_id for event in one.events))

    def _on_event(self) -> None:
        """Show an event of the hit in the chronology: the chosen one, or the first."""
        if (one := self.chosen) is not None and one.events:
            self.desk.go("chronology", self.events.key or one.events[0].event_id)

    def _on_set_aside(self) -> None:
        if (one := self.chosen) is None or one.is_dismissed:
            return
        fields = (Field("reason", "checks.reason", "text", "checks.reason.help", is_needed=True),)
        FormDialog(
            self, say("checks.set_aside"), say("checks.set_aside"), fields,
            partial(self._dismiss, one.key), intro=one.sentence,
        ).open()  # fmt: skip

    def _dismiss(self, key: str, dialog: FormDialog, given: dict[str, Any]) -> None:
        self.desk.change(
            dialog, lambda book, case_id: book.dismiss_finding(case_id, key, given["reason"]),
            lambda _: dialog.accept(), dialog.show_problem,
        )  # fmt: skip

    def _on_numbers(self) -> None:
        """Ask by which numbers patterns are looked for, first those of the chosen one."""
        one = self.chosen
        ask_thresholds(self, self.desk, f"patterns.{one.pattern}" if one else "")

    def _on_take_up(self) -> None:
        if (one := self.chosen) is not None and one.is_dismissed:
            self.desk.change(self, lambda book, case_id: book.restore_finding(case_id, one.key))
