"""The row of filters above the chronology, and the line that says plainly what is filtered.

What a filter leaves is worked out in `presenters.chronology_filter`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.presenters.chronology_filter import FACETS, Filter, choices, value_words
from ui.presenters.chronology_state import ChronologyState
from ui.theme.style import Restyled, theme
from ui.views.chronology_menus import tool_button
from ui.widgets.basics import button, label, let_clear
from ui.widgets.flow import FlowLayout, flow
from ui.widgets.plain import plain_face, plain_tip
from ui.words import say

#: Facets with a button of their own; the others are behind "More".
_FIRST = ("child", "agency", "type", "kind")
_MORE = tuple(facet for facet in FACETS if facet not in _FIRST)
#: So long nothing is typed before words are looked for.
_PAUSE_MS = 150
_LONGEST = 26


class StayingMenu(QMenu):
    """A menu of tick boxes that stays open, so that several can be chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tick with Space or Enter and stay."""
        action = self.activeAction()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and _can_be_ticked(action):
            action.trigger()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tick with a click and stay."""
        action = self.actionAt(event.position().toPoint())
        if _can_be_ticked(action):
            action.trigger()
            return
        super().mouseReleaseEvent(event)


def _can_be_ticked(action: QAction | None) -> bool:
    return action is not None and action.isCheckable() and action.isEnabled()


class FilterBar(QWidget):
    """Controls for the filter. It changes nothing itself: `wanted` says what is asked for."""

    #: Another `Filter` is asked for.
    wanted = Signal(object)
    #: The dates are to be chosen.
    dates_asked = Signal()

    def __init__(self, state: ChronologyState) -> None:
        super().__init__()
        self.state = state
        self._buttons: dict[str, QToolButton] = {}
        self._menus: dict[str, QMenu] = {}
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._on_typed)
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("chron.find_words"))
        self.text.setAccessibleName(say("chron.find_words"))
        let_clear(self.text)
        self.text.textChanged.connect(lambda: self._typing.start())
        self.text.returnPressed.connect(self._on_typed)
        controls: list[QWidget] = [self.text]
        controls += [self._facet_button(facet) for facet in _FIRST]
        self._dates = self._plain_button("dates")
        self._dates.clicked.connect(lambda: self.dates_asked.emit())
        controls += [self._dates, self._more_button()]
        self._told = QWidget()
        self._told_flow = FlowLayout(self._told)
        #: How many are shown; stands in the screen's head.
        self.count = label("", "lead")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(flow(*controls))
        layout.addWidget(self._told)
        Restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.text.setFixedWidth(round(190 * (1 + (theme.text_size - 100) / 200)))

    # --- the controls ----------------------------------------------------------------------

    def _plain_button(self, name: str) -> QToolButton:
        found = tool_button(say(f"chron.filter.{name}"), "chevron-down")
        found.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return found

    def _facet_button(self, facet: str) -> QToolButton:
        found = self._plain_button(facet)
        found.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        found.setMenu(self._facet_menu(facet, found))
        self._buttons[facet] = found
        return found

    def _facet_menu(self, facet: str, parent: QWidget) -> QMenu:
        menu = StayingMenu(say(f"chron.filter.{facet}"), parent)
        menu.aboutToShow.connect(partial(self._fill, facet, menu))
        self._menus[facet] = menu
        return menu

    def _more_button(self) -> QToolButton:
        found = self._plain_button("more")
        found.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(found)
        for facet in _MORE:
            inner = self._facet_menu(facet, menu)
            menu.addMenu(inner)
            # A menu without entries does not open, and its entries are found when it does.
            inner.addAction("")
        found.setMenu(menu)
        self._buttons["more"] = found
        return found

    def _fill(self, facet: str, menu: QMenu) -> None:
        """Offer what occurs in the case."""
        menu.clear()
        chosen = self.state.choices.filter.of(facet)
        for choice in choices(facet, self.state.lines, self.state.setting):
            words = say("chron.choice", words=choice.words, count=f"{choice.count:,}")
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.value in chosen)
            action.toggled.connect(partial(self._on_toggled, facet, choice.value))
        if not menu.actions():
            menu.addAction(say("chron.nothing_to_choose")).setEnabled(False)

    def _on_toggled(self, facet: str, value: str, is_on: bool) -> None:  # noqa: FBT001
        chosen = self.state.choices.filter.of(facet)
        values = chosen | {value} if is_on else chosen - {value}
        self.wanted.emit(self.state.choices.filter.with_choice(facet, values))

    def _on_typed(self) -> None:
        self._typing.stop()
        text = self.text.text()
        if text.strip() != self.state.choices.filter.text.strip():
            self.wanted.emit(replace(self.state.choices.filter, text=text))

    # --- what is filtered, in words --------------------------------------------------------

    def show_state(self) -> None:
        """Say what is filtered by and how many events that leaves."""
        wanted = self.state.choices.filter
        if self.text.text().strip() != wanted.text.strip() and not self._typing.isActive():
            self.text.blockSignals(True)  # noqa: FBT003
            self.text.setText(wanted.text)
            self.text.blockSignals(False)  # noqa: FBT003
        for facet in _FIRST:
            self._name_button(facet, wanted)
        count = sum(len(wanted.of(facet)) > 0 for facet in _MORE)
        more = say("chron.filter.more")
        self._buttons["more"].setText(say("shell.with_count", words=more, count=count) if count
                                      else more)  # fmt: skip
        self._show_told()

    def _name_button(self, facet: str, wanted: Filter) -> None:
        name, chosen = say(f"chron.filter.{facet}"), wanted.of(facet)
        words = ", ".join(sorted(value_words(facet, v, self.state.setting) for v in chosen))
        full = say("chron.told", name=name, values=words) if words else name
        shown = full if len(full) <= _LONGEST else say("shell.with_count", words=name,
                                                       count=len(chosen))  # fmt: skip
        self._buttons[facet].setText(plain_face(shown))
        self._buttons[facet].setAccessibleName(full)
        self._buttons[facet].setToolTip(plain_tip(full))

    def _show_told(self) -> None:
        had_focus = any(one.hasFocus() for one in self._told.findChildren(QWidget))
        while (item := self._told_flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.count.setText(self.state.shown_words)
        found = self.state.told
        for one in found:
            self._told_flow.addWidget(self._chip(one.words, one.without))
        if found:
            clear = button(say("chron.clear_filter"), self.clear, "link")
            self._told_flow.addWidget(clear)
        if had_focus:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        for shown in self._told.findChildren(QWidget):
            shown.setVisible(True)
        self._told.setVisible(bool(found))
        self._told.updateGeometry()

    def _chip(self, words: str, without: Filter) -> QWidget:
        on_click: Callable[[], None] = partial(self.wanted.emit, without)
        name = say("chron.without", words=words)
        found = button(words.replace("&", "&&"), on_click, icon="x", tip=name)
        found.setAccessibleName(name)
        return found

    def clear(self) -> None:
        """Ask for everything."""
        self._typing.stop()
        self.wanted.emit(Filter())
