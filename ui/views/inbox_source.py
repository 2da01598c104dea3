"""The right side of the inbox: the source of the suggestion, at its very words.

Sources that come next are fetched beforehand, so that the next suggestion is there at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chronology_app.model import Passage, Source, Suggestion
from ui.desk import Desk
from ui.presenters.inbox import load_passages
from ui.presenters.source_text import Span, has_pages, spans_of_suggestion
from ui.widgets.source_reader import SourceReader

SpansIn = Callable[[Sequence[Passage]], Sequence[Span]]
#: Sources whose passages are kept at hand.
_KEPT = 6
#: The reader's own keys, which must not be taken for the inbox's.
_READERS_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)


class InboxSource(QWidget):
    """The reader, and the passages that it will need next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._passages: OrderedDict[str, tuple[Passage, ...]] = OrderedDict()
        self._asked: set[str] = set()
        #: What is to be shown once its passages have come.
        self._wanted: tuple[Source, SpansIn, SpansIn] | None = None
        self.reader = SourceReader(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reader)

    def show_suggestion(
        self, suggestion: Suggestion, source: Source, coming: Sequence[Suggestion]
    ) -> None:
        """Show a suggestion's source at its words; `coming`: others of the same source."""

        def spans_in(passages: Sequence[Passage]) -> Sequence[Span]:
            return spans_of_suggestion(suggestion, passages)

        def spans_coming(passages: Sequence[Passage]) -> Sequence[Span]:
            # Only drawn pages have words looked for; a long text has very many.
            found = coming if has_pages(source) else ()
            return [span for one in found for span in spans_of_suggestion(one, passages)]

        self._show(source, spans_in, spans_coming)

    def show_spans(self, source: Source, spans: Sequence[Span]) -> None:
        """Show a source at words of it."""
        self._show(source, lambda passages: spans, lambda passages: ())

    def _show(self, source: Source, spans_in: SpansIn, coming: SpansIn) -> None:
        passages = self._passages.get(source.id)
        if passages is None:
            self._wanted = (source, spans_in, coming)
            self.prepare([source.id])
            return
        self._wanted = None
        self._passages.move_to_end(source.id)
        spans = spans_in(passages)
        shown = self.reader.source
        if shown == source:
            self.reader.show_words(spans)
        else:
            self.reader.show_source(source, passages, spans, coming(passages))

    def prepare(self, source_ids: Iterable[str]) -> None:
        """Fetch the passages of sources that will be shown."""
        for source_id in source_ids:
            if source_id not in self._passages and source_id not in self._asked:
                self._asked.add(source_id)
                self._ask(source_id)

    def _ask(self, source_id: str) -> None:
        def on_loaded(passages: tuple[Passage, ...]) -> None:
            self._asked.discard(source_id)
            self._passages[source_id] = passages
            while len(self._passages) > _KEPT:
                self._passages.popitem(last=False)
            if self._wanted is not None and self._wanted[0].id == source_id:
                self._show(*self._wanted)

        def on_failed(problem: BaseException) -> None:
            self._asked.discard(source_id)
            self._desk.show_error(problem)

        self._desk.ask(
            self, lambda book, case_id: load_passages(book, case_id, source_id), on_loaded,
            on_failed,
        )  # fmt: skip

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """Return the passages of a source that are at hand."""
        return self._passages.get(source_id, ())

    def marked_words(self) -> str:
        """Return the words that are selected in the source, on one line."""
        shown = self.reader.source
        texts = {p.id: p.text for p in self.passages(shown.id)} if shown else {}
        parts = (texts[s.passage_id][s.start : s.end] for s in self.reader.selected_spans())
        return " ".join(" ".join(parts).split())

    def shows(self, source_id: str) -> bool:
        """Say whether this source has come on the screen at its words, its page drawn."""
        shown = self.reader.source
        is_it = shown is not None and shown.id == source_id and self._wanted is None
        return is_it and self.reader.is_at_words

    def clear(self, words: str = "") -> None:
        """Show nothing."""
        self._wanted = None
        self.reader.clear(words)

    def forget(self) -> None:
        """Let go of all passages: they may be other ones now, or another case is shown."""
        self._passages.clear()
        self._asked.clear()

    def page_on(self, steps: int = 1) -> None:
        """Page on in the source, or back."""
        key = Qt.Key.Key_PageDown if steps > 0 else Qt.Key.Key_PageUp
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.reader.first_focus(), event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep the reader's keys from being taken for the inbox's."""
        if event.key() in _READERS_KEYS:
            event.accept()
        else:
            super().keyPressEvent(event)
