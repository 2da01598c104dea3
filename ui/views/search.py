"""The results of a search: what holds the words, a step from its place."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.background import Ticket
from ui.desk import Desk
from ui.models.lines import Line, LinesView
from ui.places import Place
from ui.presenters.search import WORK_SCREENS, Hit, SearchResult, load_search
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import EmptyState, label
from ui.words import language, say


class SearchScreen(Screen):
    """What the search box found."""

    name = "search"
    kinds = frozenset({"event", "passage", "source", *WORK_SCREENS})
    COMMANDS = {"open": Command("search.open", "O", "arrow-right")}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = ""
        self._hits: dict[str, Hit] = {}
        self._asked: Ticket | None = None
        self.list = LinesView(say("screen.search"))
        self.list.opened.connect(self._on_opened)
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.search"), "title"))
        self._told = label("", "muted", wraps=True)
        top.addWidget(self._told, 1)
        self._empty = EmptyState("search", say("search.empty.title"), say("search.empty.text"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        page = self.page()
        page.addWidget(head)
        page.addWidget(self._stack, 1)
        self.add_command("open", lambda: self._on_opened(self.list.key))

    def first_focus(self) -> QWidget:
        """Return the list of results."""
        return self.list

    def clear(self) -> None:
        """Forget what was found in another case."""
        self._words = ""
        self._hits = {}
        self.list.set_lines(())

    def show_place(self, place: Place) -> None:
        """Search for the words of a place."""
        words = str(place.wishes.get("words", ""))
        if words and words != self._words:
            self._words = words
            self.refresh()

    def refresh(self) -> None:
        """Search again."""
        if not self._words:
            self._empty.set_words(say("search.begin.title"), say("search.empty.text"))
            self._stack.setCurrentIndex(1)
            return
        if self._asked is not None:
            self._asked.cancel()
        words = self._words
        self._asked = self.desk.ask(
            self, lambda book, case_id: load_search(book, case_id, words, language()), self._show
        )

    def _show(self, found: SearchResult) -> None:
        self._hits = {hit.key: hit for hit in (*found.events, *found.work, *found.passages)}
        lines: list[Line] = []
        for group, hits, count, icon in (
            ("events", found.events, found.event_count, "list-ordered"),
            ("work", found.work, found.work_count, "square-check"),
            ("passages", found.passages, found.passage_count, "file-text"),
        ):
            if hits:
                words = say(f"search.{group}", count=count)
                more = say("search.first", count=len(hits)) if count > len(hits) else ""
                lines.append(Line("", f"{words} {more}".strip()))
                lines += [Line(hit.key, hit.title, hit.text, icon) for hit in hits]
        self.list.set_lines(lines)
        self._empty.set_words(say("search.empty.title"), say("search.empty.text"))
        self._stack.setCurrentIndex(0 if lines else 1)
        count = found.event_count + found.work_count + found.passage_count
        self._told.setText(say("search.found", words=found.words, count=count))

    def _on_opened(self, key: str) -> None:
        hit = self._hits.get(key)
        if hit is None:
            return
        if hit.passage_id:
            self.desk.go(hit.screen, hit.record_id, passage_id=hit.passage_id, start=hit.start,
                         end=hit.end)  # fmt: skip
        elif hit.page:
            self.desk.go(hit.screen, hit.record_id, page=hit.page)
        else:
            self.desk.go(hit.screen, hit.record_id)
