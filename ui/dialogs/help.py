"""Help inside the program: a page for each screen; F1 opens the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

import resources
from ui.models.lines import Line, LinesView
from ui.theme.style import Restyled, theme
from ui.widgets.basics import button, row
from ui.words import language, say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

#: Pages in the order of the list; ``help.NAME`` is a page's title.
PAGES = (
    "start", "entry", "inbox", "chronology", "timeline", "people", "sources", "documents",
    "impact", "patterns", "cumulative", "assessing", "measures", "plans", "following", "checks",
    "lexicon", "search", "history", "keeping_safe",
)  # fmt: skip


def page_text(name: str, in_language: str) -> str:
    """Return a help page as Markdown; in English where it is not yet in the language."""
    file = resources.path("help", in_language, f"{name}.md")
    if not file.exists():
        file = resources.path("help", "en", f"{name}.md")
    return file.read_text(encoding="utf-8")


class HelpWindow(QDialog):
    """The help pages beside the work: it stays open while the window is used."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(say("help.title"))
        self.list = LinesView(say("help.pages"))
        self.list.setMaximumWidth(round(210 * theme.text_size / 100))
        self.page = QTextBrowser()
        self.page.setAccessibleName(say("help.page"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(lambda link: self.show_page(link.toString()))
        self.list.set_lines([Line(name, say(f"help.{name}")) for name in PAGES])
        self.list.chosen.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.list)
        both.addWidget(self.page, 1)
        layout.addLayout(both, 1)
        layout.addWidget(row(1, button(say("shell.close"), self.close), 0, margins=4))
        room = self.screen().availableGeometry()
        self.resize(min(820, room.width() - 40), min(640, room.height() - 60))
        Restyled(self, lambda: self._on_chosen(self.list.key))

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if name in PAGES:
            self.list.choose(name)

    def _on_chosen(self, name: str) -> None:
        if name:
            self.page.document().setDefaultFont(theme.font("body"))
            self.page.document().setDocumentMargin(16)
            self.page.setMarkdown(page_text(name, language()))


def open_help(window: MainWindow) -> None:
    """Open the help at the page of the screen that is shown."""
    shown = getattr(window, "help_window", None)
    if shown is None:
        shown = HelpWindow(window)
        window.help_window = shown
    screen = window.screen_shown
    shown.show_page(screen.name if screen is not None else "start")
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.page.setFocus(Qt.FocusReason.OtherFocusReason)
