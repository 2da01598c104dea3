"""The head of the source reader: title, class, the cited words, and the controls of its pages.

What the controls do is left to `source_reader`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSpinBox, QVBoxLayout, QWidget

from chronology_app.model import Source
from chronology_app.model.codes import RecordClass, Sensitivity
from ui.presenters.source_text import class_words
from ui.theme.style import set_look, theme
from ui.widgets.basics import button, icon_button, label, row, tag
from ui.widgets.flow import flow
from ui.widgets.plain import plain_tip
from ui.words import say


class ReaderHead(QFrame):
    """What stands above a source."""

    #: Turn the page: -1 back, 1 on.
    turned = Signal(int)
    #: Go to this page.
    page_chosen = Signal(int)
    #: Larger (1), smaller (-1), or fit the width (0).
    zoomed = Signal(int)
    #: Show a drawn source as text, or drawn again.
    text_toggled = Signal(bool)
    #: Choose a part of the page, or choose none after all.
    part_asked = Signal()
    #: Take the part as it is framed; leave it.
    part_taken = Signal()
    part_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "bar")
        self.title = label("", "strong", wraps=True)
        self.class_tag = tag("", "should")
        self.restricted = tag(say("reader.restricted"), "know")
        #: Place and words that are marked.
        self.place = label("", "small", wraps=True)
        self._offers_parts = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(self.title)
        layout.addWidget(flow(self.class_tag, self.restricted))
        layout.addWidget(self.place)
        layout.addWidget(self._build_bar())

    def _build_bar(self) -> QWidget:
        turn, zoom = self.turned.emit, self.zoomed.emit
        self._back = icon_button(say("reader.page_back"), "chevron-left", lambda: turn(-1))
        self._on = icon_button(say("reader.page_on"), "chevron-right", lambda: turn(1))
        self.number = QSpinBox()
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.setAccessibleName(say("reader.page_number"))
        self.number.valueChanged.connect(self.page_chosen)
        self._of = label("", "muted")
        self._pages = row(self._back, self.number, self._of, self._on, space="tight")
        smaller = icon_button(say("reader.smaller"), "zoom-out", lambda: zoom(-1))
        larger = icon_button(say("reader.larger"), "zoom-in", lambda: zoom(1))
        self._fit = icon_button(say("reader.fit"), "maximize", lambda: zoom(0))
        self.as_text = icon_button(say("reader.as_text"), "type")
        self.as_text.setCheckable(True)
        self.as_text.toggled.connect(self.text_toggled)
        self.part = icon_button(say("reader.choose_part"), "scan-text", self.part_asked.emit)
        self._choosing = row(
            button(say("reader.take_part"), self.part_taken.emit, "primary"),
            button(say("shell.cancel"), self.part_left.emit),
        )
        self._choosing.hide()
        self._bar = flow(
            self._pages, smaller, self._fit, larger, self.as_text, self.part, self._choosing
        )
        return self._bar

    def add_tool(self, tool: QWidget) -> None:
        """Add a control of a screen's own at the end of the bar."""
        layout = self._bar.layout()
        assert layout is not None
        layout.addWidget(tool)

    def toggle_text(self) -> None:
        """Show a drawn source as text, or drawn again, where that can be done."""
        if self.as_text.isEnabled():
            self.as_text.toggle()

    def offer_parts(self) -> None:
        """Show the button that lets a part of a page be chosen."""
        self._offers_parts = True

    def show_source(self, source: Source, words: str) -> None:
        """Show what the source is called, how it is kept back, and the marked words."""
        self.show()
        self.title.setText(source.citation_title or source.file_name)
        self.title.setToolTip(plain_tip(source.file_name))
        self.class_tag.setText(class_words(source.record_class))
        self.class_tag.setVisible(source.record_class != RecordClass.ORDINARY)
        self.restricted.setVisible(source.sensitivity == Sensitivity.RESTRICTED)
        self.place.setText(words)
        self.place.setVisible(bool(words))

    def show_pages(self, page: int, count: int, *, can_draw: bool, is_text: bool) -> None:
        """Show the controls that fit what is shown: drawn pages or text, and which page of all."""
        drawn = can_draw and not is_text
        self._pages.setVisible(drawn and count > 1)
        self._fit.setVisible(drawn)
        self.part.setVisible(drawn and self._offers_parts)
        self.as_text.setVisible(can_draw)
        for one in (self.as_text, self.number):
            one.blockSignals(True)
        self.as_text.setChecked(is_text)
        self.number.setRange(1, max(count, page))
        self.number.setValue(page)
        for one in (self.as_text, self.number):
            one.blockSignals(False)
        self._of.setText(say("reader.of_pages", count=count))
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)

    def show_choosing(self, is_choosing: bool) -> None:
        """Show the buttons that take or leave a part while one is being chosen."""
        self._choosing.setVisible(is_choosing)
