"""Lists what was read in a source and not put forward; marked words become an event.

What was left out is found in `presenters.inbox_left_out`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chronology_app.model import Passage, Source
from ui.desk import Desk
from ui.presenters import inbox
from ui.presenters.inbox_left_out import PARTICULARS, LeftOutWords, load_left_out
from ui.presenters.inbox_words import short
from ui.theme.style import set_look, theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.widgets.suggestion_view import let_shrink
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Decided
    from ui.presenters.source_text import Span
    from ui.views.inbox_pages import InboxPages
    from ui.views.inbox_source import InboxSource

_WORDS = Qt.ItemDataRole.UserRole


class LeftOutPage(QWidget):
    """The list; the words of the line that the cursor is on are shown in the source."""

    #: The cursor is on these words: a `Span`.
    span_shown = Signal(object)
    #: Make an event of the words that are marked in the source, else of those on the line.
    event_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[LeftOutWords, ...] = ()
        self._title = label("", "heading", wraps=True)
        self._told = label("", "small", wraps=True)
        self.particulars = QCheckBox(say("inbox.left.particulars"))
        self.particulars.toggled.connect(lambda _: self._fill())
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("inbox.left.list"))
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _: self.event_asked.emit())
        foot = QFrame()
        set_look(foot, "foot")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(16, 6, 16, 6)
        inside.addWidget(
            flow(button(say("inbox.left.make"), self.event_asked.emit, "primary", "plus"),
                 button(say("inbox.left.back"), self.left.emit))
        )  # fmt: skip
        let_shrink(foot)
        page = QVBoxLayout()
        page.setContentsMargins(16, 10, 16, 8)
        page.setSpacing(theme.space("small"))
        for one in (self._title, label(say("inbox.left.text"), "small", wraps=True), self._told):
            page.addWidget(one)
        page.addWidget(self.particulars)
        page.addWidget(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(page, 1)
        layout.addWidget(foot)

    def start(self, title: str) -> None:
        """Wait for the list of a source."""
        self._title.setText(say("inbox.left.title", title=title))
        self._told.setText(say("inbox.left.reading"))
        self._told.show()
        self.found = ()
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_left_out(self, found: Sequence[LeftOutWords]) -> None:
        """List what was found."""
        self.found = tuple(found)
        self._fill()
        self._told.setText(say("inbox.left.nothing"))
        self._told.setVisible(not self.found)

    def _fill(self) -> None:
        with_all = self.particulars.isChecked()
        shown = [one for one in self.found if with_all or one.code not in PARTICULARS]
        hidden = len(self.found) - sum(one.code not in PARTICULARS for one in self.found)
        self.particulars.setText(say("inbox.left.particulars_count", count=hidden))
        self.particulars.setVisible(bool(hidden))
        self.list.clear()
        for sentence, group in groupby(shown, key=lambda one: one.sentence):
            self._add_title(sentence)
            for one in group:
                item = QListWidgetItem(short(one.words, 220))
                item.setData(_WORDS, one)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, sentence)
                self.list.addItem(item)
        self.list.setCurrentRow(1 if shown else -1)

    def _add_title(self, sentence: str) -> None:
        """Say above words why they were left out; the cursor passes over it."""
        title = QListWidgetItem(sentence)
        title.setFlags(Qt.ItemFlag.NoItemFlags)
        title.setFont(theme.font("strong"))
        title.setForeground(theme.colour("muted"))
        self.list.addItem(title)

    def _on_row(self, at: int) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.span_shown.emit(chosen.span)

    def chosen(self) -> LeftOutWords | None:
        """Return the line that the cursor is on."""
        at = self.list.currentRow()
        found: LeftOutWords | None = self.list.item(at).data(_WORDS) if at >= 0 else None
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LeftOut(QObject):
    """Leads from the list to the source, to the form, and to the event."""

    def __init__(self, desk: Desk, pages: InboxPages, source: InboxSource) -> None:
        super().__init__(pages)
        self._desk, self._pages, self._view = desk, pages, source
        self._source: Source | None = None
        #: The words that are to be an event.
        self._quote = ""
        self.page = LeftOutPage()
        self.page.span_shown.connect(self._on_span)
        self.page.event_asked.connect(self._on_event)
        self.page.left.connect(pages.show_reading)
        pages.add_page("left_out", self.page)
        pages.added.connect(self._on_fields)

    def start(self, source: Source) -> None:
        """Read a source again, and list what was not put forward."""
        self._source = source
        self._pages.show_page("left_out")
        self.page.start(source.citation_title or source.file_name)
        self._view.show_spans(source, ())

        def on_found(found: tuple[tuple[Passage, ...], tuple[LeftOutWords, ...]]) -> None:
            if self._source is source:
                self.page.show_left_out(found[1])

        self._desk.start_job(
            say("inbox.left.job"),
            lambda job, book, case_id: load_left_out(job.process, book, case_id, source),
            on_found,
            owner=self.page,
        )

    def _on_span(self, span: Span) -> None:
        if self._source is not None and self._pages.mode == "left_out":
            self._view.show_spans(self._source, [span])

    def _on_event(self) -> None:
        """Open the form on the words that are marked in the source, else on those listed."""
        chosen = self.page.chosen()
        words = self._view.marked_words() or (chosen.words if chosen else "")
        if self._source is not None and words:
            self._quote = words
            self._pages.start_new(words, self._source.agency)

    def _on_fields(self, fields: dict[str, Any]) -> None:
        """Make the event."""
        if self._source is None:
            return
        decision = inbox.add(self._source.id, self._quote, fields)
        self._desk.change(
            self.page,
            lambda book, case_id: inbox.carry_out(book, case_id, [decision]),
            self._on_added,
        )

    def _on_added(self, found: Sequence[Decided]) -> None:
        problem = found[0].error
        if problem is not None:
            self._desk.show_error(problem)
        else:
            self._desk.tell(say("inbox.new.done"))
            self._pages.show_page("left_out")
            self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)
