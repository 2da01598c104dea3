"""Shows one suggestion: what happened, when, to whom, in which words, and why it is suggested.

What it says is made in `presenters.inbox_words`; deciding on it is left to the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.presenters.inbox_words import NeedTag, Newcomer, ReasonWords, SuggestionWords
from ui.theme.style import set_look, theme
from ui.widgets.basics import Banner, button, label, rule, tag
from ui.widgets.court_wording import CourtBox
from ui.widgets.flow import flow
from ui.words import say

#: Below so many pixels (at 100 %) the court wording stands under the fact, not beside it.
_SIDE_BY_SIDE = 470
#: Keys that belong to the screen although a scrolled page could use them.
_SCREENS_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)


class SuggestionView(QScrollArea):
    """One suggestion to be read. Arrow keys up and down scroll it."""

    #: The ticks beside the needs changed.
    needs_changed = Signal()
    #: Somebody wants the proposed court wording, or no longer.
    wording_asked = Signal()
    #: Add this `Newcomer` to the people of the case.
    newcomer_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self, "reading")
        self._needs: list[tuple[NeedTag, QCheckBox]] = []
        self._build()

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        inner = QWidget()
        set_look(inner, "page")
        self._page = QVBoxLayout(inner)
        self._page.setContentsMargins(16, 10, 16, 12)
        self._page.setSpacing(theme.space("small"))
        self._date = label("", "heading", wraps=True)
        self._written = label("", "small", wraps=True)
        self._doubts = Banner(closable=False)
        self._tags = QVBoxLayout()
        self._fact = label("", "lead", wraps=True)
        self.court = CourtBox()
        self.court.use_asked.connect(self.wording_asked)
        self._quote = label("", "", wraps=True)
        self._place = label("", "small", wraps=True)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.space("medium"))
        self._rows.setVerticalSpacing(theme.space("tight"))
        self._rows.setColumnStretch(1, 1)
        self._wordings = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._wordings.setSpacing(theme.space("large"))
        self._wordings.addLayout(_titled("inbox.fact", self._fact), 3)
        self._wordings.addWidget(self.court, 2)
        for one in (self._date, self._written, self._doubts):
            self._page.addWidget(one)
        self._page.addLayout(self._tags)
        self._page.addLayout(self._wordings)
        self._page.addLayout(self._rows)
        self._newcomers = QVBoxLayout()
        self._page.addLayout(self._newcomers)
        self._page.addLayout(_titled("inbox.quote", self._quote, self._place))
        self._page.addWidget(rule())
        self._page.addWidget(self._build_needs())
        self._page.addWidget(self._build_reasons())
        self._page.addStretch(1)
        self.setWidget(inner)

    def _build_needs(self) -> QWidget:
        self._needs_box = QWidget()
        layout = QVBoxLayout(self._needs_box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        layout.addWidget(label(say("inbox.needs"), "strong"))
        layout.addWidget(label(say("inbox.needs_text"), "small", wraps=True))
        self._need_lines = QVBoxLayout()
        self._need_lines.setSpacing(0)
        layout.addLayout(self._need_lines)
        return self._needs_box

    def _build_reasons(self) -> QWidget:
        self._why = button("", self.toggle_reasons, "link")
        self._reasons_box = QWidget()
        self._reason_lines = QVBoxLayout(self._reasons_box)
        self._reason_lines.setContentsMargins(4, 0, 0, 0)
        self._reason_lines.setSpacing(theme.space("tight"))
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._reasons_box)
        return whole

    # --- showing ---------------------------------------------------------------------------

    def show_words(self, words: SuggestionWords, number: str, ticked: Iterable[NeedTag]) -> None:
        """Show a suggestion; `number` says which of how many it is, for screen readers."""
        self._date.setText(words.date)
        self._written.setText(words.as_written)
        self._written.setVisible(bool(words.as_written))
        if words.doubts:
            self._doubts.show_message("should", "\n".join(words.doubts))
        else:
            self._doubts.hide()
        self._fact.setText(words.fact)
        self._quote.setText(say("inbox.quoted", words=words.quote))
        self._place.setText(words.place)
        self._show_tags(words.tags)
        self._show_rows(words.rows)
        self._show_newcomers(words.newcomers)
        self._show_needs(words.needs, set(ticked))
        self._show_reasons(words.reasons)
        self.verticalScrollBar().setValue(0)
        said = (number, words.date, *words.doubts, words.fact, *(w for _, w in words.rows[:1]))
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said if part))

    def _show_tags(self, tags: Sequence[tuple[str, str]]) -> None:
        _empty(self._tags)
        self._tags.addWidget(flow(*(tag(words, tone) for words, tone in tags)))

    def _show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        _empty(self._rows)
        for number, (name, words) in enumerate(rows):
            title = label(name, "muted")
            self._rows.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(label(words, wraps=True), number, 1)

    def _show_newcomers(self, newcomers: Sequence[Newcomer]) -> None:
        _empty(self._newcomers)
        self.newcomers = tuple(newcomers)
        buttons = []
        for number, one in enumerate(newcomers):
            words = say("accounts.add_person", name=one.name)
            # The key adds the first of them.
            words = say("inbox.with_key", words=words, key="P") if number == 0 else words
            ask = partial(self.newcomer_asked.emit, one)
            buttons.append(button(words.replace("&", "&&"), ask, "link", icon="user-plus"))
        if buttons:
            self._newcomers.addWidget(flow(*buttons))

    def _show_needs(self, needs: Sequence[NeedTag], ticked: set[NeedTag]) -> None:
        _empty(self._need_lines)
        self._needs = []
        for child, group in groupby(needs, key=lambda need: need.child):
            boxes = []
            for need in group:
                box = QCheckBox(need.words.replace("&", "&&"))
                box.setAccessibleName(say("inbox.need_for", child=child, need=need.words))
                box.setChecked(need in ticked)
                box.toggled.connect(lambda: self.needs_changed.emit())
                self._needs.append((need, box))
                boxes.append(box)
            self._need_lines.addWidget(label(child, "muted"))
            self._need_lines.addWidget(flow(*boxes))
        self._needs_box.setVisible(bool(needs))

    def _show_reasons(self, reasons: Sequence[ReasonWords]) -> None:
        _empty(self._reason_lines)
        for reason in reasons:
            self._reason_lines.addWidget(label(_reason_words(reason), wraps=True))
        self._count = len(reasons)
        self._name_reasons()

    #: Whom the suggestion names and the case does not know.
    newcomers: tuple[Newcomer, ...] = ()

    # --- reasons ---------------------------------------------------------------------------

    _count = 0

    @property
    def shows_reasons(self) -> bool:
        """Say whether the reasons are unfolded."""
        return not self._reasons_box.isHidden()

    def toggle_reasons(self) -> None:
        """Unfold or fold the reasons; unfolded, they are brought into sight."""
        self.set_reasons(not self.shows_reasons)
        if self.shows_reasons:
            self.ensureWidgetVisible(self._reasons_box, 0, 20)

    def set_reasons(self, unfolded: bool) -> None:
        """Unfold or fold the reasons."""
        self._reasons_box.setVisible(unfolded)
        self._name_reasons()

    def _name_reasons(self) -> None:
        state = "hide" if self.shows_reasons else "show"
        self._why.setText(say(f"inbox.why.{state}", count=self._count))

    # --- needs -----------------------------------------------------------------------------

    def ticked_needs(self) -> dict[str, list[str]]:
        """Return child -> needs that are ticked."""
        found: dict[str, list[str]] = {}
        for need, box in self._needs:
            if box.isChecked():
                found.setdefault(need.child, []).append(need.need)
        return found

    def ticked(self) -> list[NeedTag]:
        """Return the needs that are ticked."""
        return [need for need, box in self._needs if box.isChecked()]

    def tick_needs(self) -> bool:
        """Tick every need, or untick all when all are ticked; say whether there are any."""
        all_ticked = all(box.isChecked() for _, box in self._needs)
        for _, box in self._needs:
            box.setChecked(not all_ticked)
        if self._needs:
            self.ensureWidgetVisible(self._needs_box)
        return bool(self._needs)

    # --- Qt --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave to the screen what is not for scrolling."""
        if event.key() in _SCREENS_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the court wording beside the fact where there is room for both."""
        super().resizeEvent(event)
        is_wide = self.viewport().width() >= _SIDE_BY_SIDE * theme.text_size // 100
        ways = QBoxLayout.Direction
        self._wordings.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._wordings.setSpacing(theme.space("large" if is_wide else "small"))


def let_shrink(widget: QWidget) -> None:
    """Keep a row that wraps from asking for the height that it has in the narrowest window."""
    widget.setMinimumHeight(1)


def _titled(title_id: str, *below: QLabel) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.space("hair"))
    layout.addWidget(label(say(title_id), "small"))
    for one in below:
        layout.addWidget(one)
    layout.addStretch(1)
    return layout


def _reason_words(reason: ReasonWords) -> str:
    if not reason.words:
        return reason.sentence
    quoted = say("inbox.and").join(say("inbox.quoted", words=words) for words in reason.words)
    return say("inbox.reason", sentence=reason.sentence, words=quoted)


def _empty(layout: QBoxLayout | QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
