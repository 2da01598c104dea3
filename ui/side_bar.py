"""The side bar: the screens of a case, with what waits on each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from ui.screens import BY_NAME, SCREENS
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.plain import plain_tip
from ui.words import say

_NAME = Qt.ItemDataRole.UserRole


class SideBar(QFrame):
    """Leads to the screens; narrow, it shows icons only."""

    #: The name of the screen to go to.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        set_look(self.list, "side")
        self.list.setAccessibleName(say("shell.screens"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._counts: dict[str, int] = {}
        self.is_narrow = False
        self._is_tight = False
        for spec in SCREENS:
            if spec.in_side_bar:
                item = QListWidgetItem()
                item.setData(_NAME, spec.name)
                self.list.addItem(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.list.installEventFilter(self)
        Restyled(self, self._restyle)

    def choose(self, name: str) -> None:
        """Mark the screen that is shown; one that is not in the bar marks none."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_NAME) == name:
                self.list.setCurrentRow(number)
                return
        self.list.setCurrentRow(-1)

    def show_count(self, name: str, count: int) -> None:
        """Show how many things wait on a screen."""
        self._counts[name] = count
        self._restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.is_narrow = narrow
        self._restyle()

    def set_tight(self, tight: bool) -> None:
        """Show icons only while there is no room for words, whatever was chosen."""
        if tight != self._is_tight:
            self._is_tight = tight
            self._restyle()

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def] # noqa: N802
        """Go to the marked screen with Enter or the space bar."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            item = self.list.currentItem()
            keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            if event.key() in keys and item is not None:
                self._on_item(item)
                return True
        return super().eventFilter(watched, event)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_NAME))

    def _restyle(self) -> None:
        self.list.setIconSize(QSize(20, 20) * (theme.text_size / 100))
        for number in range(self.list.count()):
            item = self.list.item(number)
            name = item.data(_NAME)
            words, count = say(f"screen.{name}"), self._counts.get(name, 0)
            shown = say("shell.with_count", words=words, count=count) if count else words
            item.setIcon(theme.icon(BY_NAME[name].icon))
            item.setText("" if self._shows_icons else shown)
            item.setToolTip(plain_tip(say("shell.with_keys", words=shown, keys=BY_NAME[name].keys)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, shown)
        self.list.setFixedWidth(self._width())

    @property
    def _shows_icons(self) -> bool:
        return self.is_narrow or self._is_tight

    def _width(self) -> int:
        room = 60 if self._shows_icons else 84
        metrics = QFontMetrics(theme.font("strong"))
        words = [say("shell.with_count", words=say(f"screen.{s.name}"), count=888)
                 for s in SCREENS if s.in_side_bar]  # fmt: skip
        widest = 0 if self._shows_icons else max(metrics.horizontalAdvance(one) for one in words)
        return round(room * (0.6 + 0.4 * theme.text_size / 100)) + widest
