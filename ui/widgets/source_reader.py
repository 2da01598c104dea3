"""Shows one source at a cited place: drawn pages or readable text, with the very words marked.

Pages are drawn by `page_loader` and shown by `page_view`; text is shown by `text_pages`. Which
source and words are shown is left to the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from chronology_app.casefile import Casebook
from chronology_app.errors import ChronologyError
from chronology_app.model import Passage, Source
from importers.page_drawing import FoundWords, Rect
from ui import errors
from ui.desk import Desk
from ui.presenters.source_text import (
    ReadableText,
    Span,
    build_quotes,
    build_text,
    describe_place,
    has_pages,
    page_of,
)
from ui.widgets.basics import Banner, button, label, row
from ui.widgets.page_loader import DrawnPage, PageLoader
from ui.widgets.page_view import PageView
from ui.widgets.reader_head import ReaderHead
from ui.widgets.reader_keys import READER_KEYS
from ui.widgets.text_pages import TextPages
from ui.words import say

#: Cited words longer than this are shortened above the source; all of them are marked in it.
_SHOWN_WORDS = 140
#: Passages that are arranged beside the window, where it would wait for them.
_MANY = 6000
_LOCKED = frozenset({"encrypted", "wrong_password"})


class SourceReader(QWidget):
    """One source to be read. Call `show_source` or `open_source`; `clear` shows nothing."""

    #: Words of one passage were selected: passage id, start, end. ("", 0, 0): none any more.
    words_selected = Signal(str, int, int)
    #: A part of a page was chosen: page from 1, `Rect` in shares of the page.
    part_chosen = Signal(int, object)
    #: Another source, or none, is shown.
    source_shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._source: Source | None = None
        self._passages: dict[str, Passage] = {}
        self._text: ReadableText | None = None
        self._spans: tuple[Span, ...] = ()
        #: Words that will be marked later, and those that are looked for on each page.
        self._coming: tuple[Span, ...] = ()
        self._quoted: dict[int, list[Span]] = {}
        self._page, self._count = 1, 1
        self._prefers_text = False
        #: The pages of this source cannot be drawn.
        self._has_failed = False
        self._loader = PageLoader(desk, self)
        self._loader.drawn.connect(self._on_drawn)
        self._loader.refused.connect(self._on_refused)
        self._selecting = QTimer(self)
        self._selecting.setSingleShot(True)
        self._selecting.setInterval(60)
        self._selecting.timeout.connect(self._tell_selected)
        self._build()
        self._add_keys()
        self.clear()

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(say("reader.name"))
        self.page_view = PageView()
        self.text_pages = TextPages()
        self._empty = label("", "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for one in (self._empty, self.page_view, self.text_pages):
            self._stack.addWidget(one)
        self.head = ReaderHead()
        self._banner = Banner()
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(say("reader.password"))
        self._password.setPlaceholderText(say("reader.password"))
        self._password.returnPressed.connect(self._on_password)
        self._password_row = row(
            self._password, button(say("reader.show_pages"), self._on_password), margins=6
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self._banner, self._password_row):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        head, view = self.head, self.page_view
        head.turned.connect(self.turn)
        head.page_chosen.connect(self.show_page)
        head.zoomed.connect(self.zoom_step)
        head.text_toggled.connect(self._on_as_text)
        head.part_asked.connect(self._on_part)
        head.part_taken.connect(view.choose)
        head.part_left.connect(view.stop_choosing)
        view.turned.connect(self.turn)
        self.page_view.width_changed.connect(lambda: self._ask_for_page())
        self.page_view.part_chosen.connect(lambda part: self.part_chosen.emit(self._page, part))
        self.page_view.choosing_changed.connect(self._on_choosing)
        self.text_pages.selected.connect(self._selecting.start)
        self.text_pages.zoom_asked.connect(self.zoom_step)
        self.text_pages.setAccessibleName(say("reader.text"))

    def _add_keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "larger": lambda: self.zoom_step(1),
            "smaller": lambda: self.zoom_step(-1),
            "fit": lambda: self.zoom_step(0),
            "as_text": lambda: (
                self.head.as_text.toggle() if self.head.as_text.isEnabled() else None
            ),
            "page_back": lambda: self.turn(-1),
            "page_on": lambda: self.turn(1),
        }
        for name, keys in READER_KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(acts[name])

    def add_tool(self, tool: QWidget) -> None:
        """Add a control of the screen's own to the reader's bar."""
        self.head.add_tool(tool)

    def offer_parts(self) -> None:
        """Let a part of a page be chosen (`part_chosen` tells which)."""
        self.head.offer_parts()
        self._show_controls()

    # --- what is shown ---------------------------------------------------------------------

    @property
    def source(self) -> Source | None:
        """The source that is shown."""
        return self._source

    @property
    def page(self) -> int:
        """The page that is shown, from 1."""
        return self._page

    @property
    def is_text(self) -> bool:
        """Say whether the source is shown as text."""
        return self._stack.currentWidget() is self.text_pages

    @property
    def is_at_words(self) -> bool:
        """Say whether the marked words have come on the screen: the page drawn, or the text."""
        if self._source is None:
            return False
        if self._stack.currentWidget() is self.page_view:
            source_id, _, spans = self._shown
            return source_id == self._source.id and spans == self._spans
        return self.is_text

    def show_source(
        self,
        source: Source,
        passages: Sequence[Passage],
        spans: Sequence[Span] = (),
        coming: Sequence[Span] = (),
    ) -> None:
        """Show a source with words marked, at the first of them.

        `passages` are all of the source's, in reading order. `coming`: words that `show_words`
        will ask for; they are found beforehand and then marked at once.
        """
        self._coming = tuple(coming)
        is_same = self._source is not None and self._source.id == source.id
        self._asked_for = source.id
        self._source = source
        self._passages = {passage.id: passage for passage in passages}
        self._text = None
        self._has_failed = self._has_failed and is_same
        self._spans = tuple(span for span in spans if span.passage_id in self._passages)
        if not is_same:
            self._banner.hide()
            self._count = max(1, source.pages or 1)
        self._password_row.hide()
        self._show_head()
        self._open(self._first_page())
        self.source_shown.emit()

    def open_source(
        self,
        source_id: str,
        spans: Sequence[Span] = (),
        *,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Ask the casebook for a source and show it with words marked."""

        def load(book: Casebook, case_id: str) -> tuple[Source, tuple[Passage, ...]]:
            source = book.queries.record(Source, case_id, source_id)
            return source, book.queries.passages(case_id, source_id)

        def on_loaded(found: tuple[Source, tuple[Passage, ...]]) -> None:
            if self._asked_for == source_id:
                self.show_source(*found, spans)
                if done is not None:
                    done()

        self._asked_for = source_id
        if self._source is not None and self._source.id == source_id:
            self.show_words(spans)
            if done is not None:
                done()
            return
        self._desk.ask(self, load, on_loaded)

    def show_words(self, spans: Sequence[Span]) -> None:
        """Mark other words of the same source and go to the first of them."""
        self._spans = tuple(span for span in spans if span.passage_id in self._passages)
        self._show_head()
        self._open(self._first_page())

    def show_place(self, passage_id: str, start: int = 0, end: int = 0) -> None:
        """Go to a passage, or to words of it, and leave marked what is marked."""
        passage = self._passages.get(passage_id)
        if passage is None:
            return
        if self.is_text:
            self.text_pages.show_place(Span(passage_id, start, end))
        else:
            self.show_page(page_of(passage))

    def clear(self, words: str = "") -> None:
        """Show no source; `words` says why, or what to do."""
        self._asked_for = ""
        self._source, self._passages, self._text, self._spans = None, {}, None, ()
        self._has_failed = False
        self._loader.close()
        self.page_view.clear_page()
        self.text_pages.clear_text()
        self._banner.hide()
        self._password_row.hide()
        self.head.hide()
        self._empty.setText(words or say("reader.nothing"))
        self._stack.setCurrentWidget(self._empty)
        self.source_shown.emit()

    def first_focus(self) -> QWidget:
        """Return the part that is read."""
        return self._stack.currentWidget() or self

    def _first_page(self) -> int:
        if self._spans:
            return page_of(self._passages[self._spans[0].passage_id])
        return 1

    def _open(self, page: int) -> None:
        """Show the source the way it is to be read, at a page or at the marked words."""
        assert self._source is not None
        self._page = min(max(1, page), self._count) if self._source.pages else page
        if self._shows_pages():
            spans = dict.fromkeys((*self._coming, *self._spans))
            quotes = build_quotes(self._passages.values(), spans)
            asked = {page: [quote for _, quote in found] for page, found in quotes.items()}
            self._quoted = {page: [span for span, _ in found] for page, found in quotes.items()}
            self._loader.open(self._source, asked)
            if self._stack.currentWidget() is not self.page_view or not self._is_drawn():
                self.page_view.clear_page()
            self._stack.setCurrentWidget(self.page_view)
            self._show_controls()
            self._ask_for_page()
        else:
            self._show_text()

    def _is_drawn(self) -> bool:
        return not self.page_view.image.isNull() and self._loader.holds(self._source)

    def _shows_pages(self) -> bool:
        assert self._source is not None
        return has_pages(self._source) and not (self._prefers_text or self._has_failed)

    def _show_text(self) -> None:
        assert self._source is not None
        is_new = self._text is None
        if self._text is None and len(self._passages) > _MANY:
            self._build_text_beside(self._source)
            return
        if self._text is None:
            self._text = build_text(self._source, list(self._passages.values()))
        self._show_built(is_new=is_new)

    def _build_text_beside(self, source: Source) -> None:
        """Arrange a very long text without keeping the window waiting."""
        passages = list(self._passages.values())

        def done(text: ReadableText) -> None:
            if self._source is source and self._text is None:
                self._text = text
                self._show_built(is_new=True)

        self._empty.setText(say("reader.preparing"))
        self._stack.setCurrentWidget(self._empty)
        self._show_controls()
        self._desk.background.beside(
            lambda: build_text(source, passages), done=done, failed=self._desk.show_error,
            owner=self,
        )  # fmt: skip

    def _show_built(self, *, is_new: bool) -> None:
        assert self._text is not None
        self._stack.setCurrentWidget(self.text_pages)
        if not self._text.blocks:
            self._empty.setText(say("reader.no_text"))
            self._stack.setCurrentWidget(self._empty)
        elif is_new or not self._spans:
            self.text_pages.show_text(self._text, self._spans)
        else:
            self.text_pages.mark(self._spans)
            self.text_pages.show_place(self._spans[0])
        self._show_controls()

    # --- head and bar ----------------------------------------------------------------------

    def _show_head(self) -> None:
        assert self._source is not None
        self.head.show_source(self._source, self._marked_words())

    def _marked_words(self) -> str:
        """Return the place and the first of the marked words, for the head."""
        if not self._spans:
            return ""
        span = self._spans[0]
        passage = self._passages[span.passage_id]
        quote = " ".join(passage.text[span.start : span.end].split())
        if len(quote) > _SHOWN_WORDS:
            quote = quote[: _SHOWN_WORDS - 1].rsplit(" ", 1)[0] + "\u2026"
        place = describe_place(passage)
        if not place:
            return say("reader.words", words=quote)
        return say("reader.words_at", place=place, words=quote)

    def _show_controls(self) -> None:
        can_draw = self._source is not None and has_pages(self._source)
        self.head.as_text.setEnabled(not self._has_failed)
        self.head.show_pages(self._page, self._count, can_draw=can_draw, is_text=self.is_text)

    def _on_as_text(self, is_text: bool) -> None:
        self._prefers_text = is_text
        if self._source is not None:
            self._open(self._page)
            if is_text and not self._spans:
                self._go_to_page_in_text()
            self.first_focus().setFocus()

    def _go_to_page_in_text(self) -> None:
        first = next((p for p in self._passages.values() if page_of(p) == self._page), None)
        if first is not None and self.is_text:
            self.text_pages.show_place(Span(first.id, 0, 0))

    def zoom_step(self, steps: int) -> None:
        """Show what is read some steps larger or smaller; 0: fit the width, or the usual size."""
        if self.is_text:
            self.text_pages.zoom_step(steps)
        else:
            self.page_view.zoom_step(steps)

    # --- pages -----------------------------------------------------------------------------

    def turn(self, steps: int) -> None:
        """Turn the page."""
        if not self.is_text and 1 <= self._page + steps <= self._count:
            self.show_page(self._page + steps)

    def show_page(self, page: int) -> None:
        """Show a page of a source that has pages."""
        if self._source is None or self.is_text:
            return
        self.page_view.stop_choosing()
        self._page = min(max(1, page), self._count)
        self._show_controls()
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        if self._source is not None and not self.is_text and self._shows_pages():
            self._loader.want(self._page, self.page_view.wanted_width)

    def _on_drawn(self, drawn: DrawnPage) -> None:
        if self.is_text or self._source is None:
            return
        is_new = self._shown != (self._source.id, drawn.page, self._spans)
        self._shown = (self._source.id, drawn.page, self._spans)
        self._count = drawn.page_count
        self._password_row.hide()
        pairs = zip(self._quoted.get(drawn.page, ()), drawn.found, strict=False)
        found = [one for span, one in pairs if span in self._spans]
        marks = [rect for one in found for rect in one.rects] + self._regions(drawn.page)
        self.page_view.show_page(drawn.image, marks, is_new=is_new)
        title = self.head.title.text()
        self.page_view.setAccessibleName(
            say("reader.page_shown", page=drawn.page, count=self._count, title=title)
        )
        told = (self._marked_words(), say("reader.page_help"))
        self.page_view.setAccessibleDescription(" ".join(part for part in told if part))
        self._show_controls()
        if is_new:
            self._tell_found(found)

    #: What the page view shows: source, page, marked words.
    _shown: tuple[str, int, tuple[Span, ...]] = ("", 0, ())

    def _regions(self, page: int) -> list[Rect]:
        """Return the parts of a page that marked transcriptions were typed from."""
        passages = (self._passages[span.passage_id] for span in self._spans)
        places = (one.locator for one in passages)
        return [Rect(*place.region) for place in places if place.region and place.page == page]

    def _tell_found(self, found: Sequence[FoundWords]) -> None:
        """Say where the words could not be marked, or stand more than once."""
        assert self._source is not None
        if self._source.format != "pdf" or not found:
            self._banner.hide()
        elif any(one.times == 0 for one in found):
            action = (say("reader.show_text"), lambda: self.head.as_text.setChecked(True))
            self._banner.show_message("know", say("reader.not_marked"), action)
        elif any(one.times > 1 for one in found):
            count = max(one.times for one in found)
            self._banner.show_message("know", say("reader.marked_often", count=count))
        else:
            self._banner.hide()

    def _on_refused(self, page: int, problem: BaseException) -> None:
        """Say why a page cannot be drawn; the text is shown instead where there is some."""
        if not isinstance(problem, (ChronologyError, OSError)):
            self._desk.show_error(problem)
            return
        code = getattr(problem, "code", "")
        self._banner.show_message("should", errors.sentence(problem))
        if code in ("page_damaged", "no_such_page", "timed_out"):
            self.page_view.clear_page()
            return
        self._has_failed = True
        self._show_text()
        if code in _LOCKED:
            self._password_row.show()
            self._password.clear()
            if code == "wrong_password":
                self._password.setFocus()

    def _on_password(self) -> None:
        if self._password.text() and self._source is not None:
            self._loader.set_password(self._password.text())
            self._banner.hide()
            self._has_failed = False
            self._prefers_text = False
            self._open(self._page)

    # --- parts of pages, and words -------------------------------------------------------------

    def _on_part(self) -> None:
        if self.page_view.is_choosing:
            self.page_view.stop_choosing()
        else:
            self.page_view.start_choosing()

    def _on_choosing(self, is_choosing: bool) -> None:
        self.head.show_choosing(is_choosing)
        if is_choosing:
            self._banner.show_message("know", say("reader.part_help"))
        else:
            self._banner.hide()

    def selected_spans(self) -> list[Span]:
        """Return the words that are selected in the text: a span for each passage."""
        return self.text_pages.selected_spans() if self.is_text else []

    def _tell_selected(self) -> None:
        spans = self.selected_spans()
        if spans:
            self.words_selected.emit(spans[0].passage_id, spans[0].start, spans[0].end)
        else:
            self.words_selected.emit("", 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Zoom with the keys of the number pad as well."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
        if steps and event.modifiers() == held:
            self.zoom_step(steps)
        else:
            super().keyPressEvent(event)
