"""Lists what was read in a source and not put forward; marked words become an event.

What was left out is found in `presenters.inbox_left_out`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.presenters.inbox_left_out import PARTICULARS, LeftOut
from ui.presenters.inbox_words import short
from ui.theme.style import set_look, theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.words import say


class LeftOutPage(QWidget):
    """The list; the words of the line that the cursor is on are shown in the source."""

    #: The cursor is on these words: a `Span`.
    span_shown = Signal(object)
    #: Make an event of the words that are marked in the source, else of those on the line.
    event_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[LeftOut, ...] = ()
        self._shown: list[LeftOut] = []
        self._title = label("", "heading", wraps=True)
        self._told = label("", "small", wraps=True)
        self._particulars = QCheckBox(say("inbox.left.particulars"))
        self._particulars.toggled.connect(lambda _: self._fill())
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
        page = QVBoxLayout()
        page.setContentsMargins(16, 10, 16, 8)
        page.setSpacing(theme.space("small"))
        for one in (self._title, label(say("inbox.left.text"), "small", wraps=True), self._told):
            page.addWidget(one)
        page.addWidget(self._particulars)
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
        self._all = ()
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_left_out(self, found: Sequence[LeftOut]) -> None:
        """List what was found."""
        self._all = tuple(found)
        self._fill()
        self._told.setText(say("inbox.left.nothing"))
        self._told.setVisible(not self._all)

    def _fill(self) -> None:
        with_all = self._particulars.isChecked()
        self._shown = [one for one in self._all if with_all or one.code not in PARTICULARS]
        hidden = len(self._all) - sum(one.code not in PARTICULARS for one in self._all)
        self._particulars.setText(say("inbox.left.particulars_count", count=hidden))
        self._particulars.setVisible(bool(hidden))
        self.list.clear()
        for one in self._shown:
            item = QListWidgetItem(f"{short(one.words, 220)}\n{one.sentence}")
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)

    def _on_row(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            self.span_shown.emit(self._shown[at].span)

    def chosen(self) -> LeftOut | None:
        """Return the line that the cursor is on."""
        at = self.list.currentRow()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
