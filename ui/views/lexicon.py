"""What reading looks for: the lists of phrases with a draft that can be tried, and school terms.

The two tabs are `lexicon_words` and `lexicon_terms`; a trial's findings are `lexicon_trial`.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QWidget

from ui.desk import Desk
from ui.places import Place
from ui.presenters.lexicon import Words, load_words
from ui.presenters.lexicon_terms import build_years
from ui.theme.style import set_look
from ui.views.lexicon_terms import TermsPage
from ui.views.lexicon_words import WordsPage
from ui.views.screen import Command, Screen
from ui.widgets.basics import label
from ui.words import say

_PARTS = ("words", "terms")


class LexiconScreen(Screen):
    """Words that reading looks for."""

    name = "lexicon"
    kinds = frozenset({"settings_row"})
    COMMANDS = {
        "add": Command("lexicon.add", "A", "plus"),
        "change": Command("lexicon.change", "E", "pencil-line", "F2"),
        "switch": Command("lexicon.switch", "X", "ban"),
        "remove": Command("lexicon.remove", "Del", "trash-2"),
        "try": Command("lexicon.try", "T", "search"),
        "keep": Command("lexicon.keep", "K", "check"),
        "drop": Command("lexicon.drop", "D", "x"),
        "read_again": Command("lexicon.read_again", "R", "refresh-cw"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.words = WordsPage(desk)
        self.terms = TermsPage(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(say("lexicon.parts"))
        for name, part in zip(_PARTS, (self.words, self.terms), strict=True):
            self.tabs.addTab(part, say(f"lexicon.part.{name}"))
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.lexicon"), "title"))
        top.addWidget(label(say("lexicon.intro"), "muted", wraps=True), 1)
        page = self.page()
        page.addWidget(head)
        page.addWidget(self.tabs, 1)
        for name in self.COMMANDS:
            self.add_command(name, partial(self._do, name))

    def _do(self, name: str) -> None:
        """Carry a command out on the tab that is shown."""
        shown = self.tabs.currentWidget()
        if deed := getattr(shown, f"on_{name}", None):
            deed()

    def first_focus(self) -> QWidget:
        """Return the lists."""
        return self.words.lists if self.tabs.currentIndex() == 0 else self.terms.list

    def show_place(self, place: Place) -> None:
        """Go to a list by its name, or to the part "terms"."""
        if place.wishes.get("part") == "terms":
            self.tabs.setCurrentIndex(1)
        elif place.record_id:
            self.tabs.setCurrentIndex(0)
            self.words.choose_list(place.record_id)

    def clear(self) -> None:
        """Forget the case that was shown."""
        self.words.show_words(Words())
        self.terms.show_years(())

    def refresh(self) -> None:
        """Read what the casebook says of phrases and terms."""
        self.desk.ask(self, load_words, self._show)

    def _show(self, words: Words) -> None:
        self.words.show_words(words)
        self.terms.show_years(build_years(words.rows, self.desk.case_id))
