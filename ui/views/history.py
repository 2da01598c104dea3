"""What was done in the case, by whom and when: the log, newest first, and its head."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.models.lines import Line, LinesView
from ui.presenters.history import Log, load_log
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import button, label, let_clear
from ui.widgets.flow import FlowLayout
from ui.words import language, say


class HistoryScreen(Screen):
    """The log of the case in words."""

    name = "history"
    COMMANDS = {"copy_head": Command("log.copy_head", "H", "copy")}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._log = Log()
        self.list = LinesView(say("screen.history"))
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(say("log.filter"))
        self._filter.setAccessibleName(say("log.filter"))
        let_clear(self._filter)
        self._filter.setMaximumWidth(320)
        self._filter.textChanged.connect(self._show_lines)
        self._head = label("", "muted", wraps=True)
        head = QFrame()
        set_look(head, "bar")
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 8)
        top = QHBoxLayout()
        top.addWidget(label(say("screen.history"), "title"))
        top.addStretch(1)
        top.addWidget(self._filter)
        layout.addLayout(top)
        holder = QWidget()
        line = FlowLayout(holder)
        line.addWidget(self._head)
        line.addWidget(button(say("log.copy_head"), self._on_copy, "quiet", "copy"))
        layout.addWidget(label(say("log.head.help"), "small", wraps=True))
        layout.addWidget(holder)
        page = self.page()
        page.addWidget(head)
        page.addWidget(self.list, 1)
        self.add_command("copy_head", self._on_copy)

    def first_focus(self) -> QWidget:
        """Return the list of steps."""
        return self.list

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._log = Log()
        self.list.set_lines(())

    def refresh(self) -> None:
        """Read the log."""
        self.desk.ask(self, lambda book, case_id: load_log(book, case_id, language()), self._show)

    def _show(self, log: Log) -> None:
        self._log = log
        self._head.setText(say("log.head", head=log.head))
        self._show_lines()

    def _show_lines(self) -> None:
        wanted = self._filter.text().casefold().split()
        lines: list[Line] = []
        day = ""
        for one in self._log.lines:
            words = f"{one.sentence} {one.detail} {one.day}".casefold()
            if not all(word in words for word in wanted):
                continue
            if one.day != day:
                day = one.day
                lines.append(Line("", day))
            lines.append(Line(one.key, one.sentence, one.detail))
        self.list.set_lines(lines)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._log.head)
        self.desk.tell(say("log.copied"))
