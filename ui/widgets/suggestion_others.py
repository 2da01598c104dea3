"""The other accounts of the same event, below a suggestion: whose record says so, and what.

Which they are is found in `presenters.inbox`; merging is left to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.presenters.inbox import OtherAccount
from ui.presenters.inbox_words import other_words, others_title
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.words import say

#: Up to this text size, in per cent, both buttons stand on one line.
_ROOM_FOR_TWO = 140


class SuggestionOthers(QWidget):
    """A short list; the chosen one is what the suggestion would be merged with."""

    #: Enter or a double click: merge with this one.
    merge_asked = Signal()
    #: Say that the suggestion and this one are not the same, or take that back.
    apart_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._others: tuple[OtherAccount, ...] = ()
        self._merge = button("", self.merge_asked.emit, icon="merge")
        self._apart = button("", self.apart_asked.emit, icon="unlink")
        self._title = label("", "strong", wraps=True)
        self.list = _List()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("inbox.others"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.merge_asked.emit())
        self.list.setMinimumHeight(theme.target + 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(self._title)
        layout.addWidget(self.list, 1)
        buttons = flow(self._merge, self._apart)
        buttons.setMinimumHeight(1)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(lambda _: self._name_buttons())

    @property
    def others(self) -> tuple[OtherAccount, ...]:
        """What is listed."""
        return self._others

    def show_others(self, others: Sequence[OtherAccount]) -> None:
        """List accounts, the likeliest first; it is chosen where reading found it alike."""
        chosen = self.chosen()
        self._others = tuple(others)
        self.list.clear()
        for other in self._others:
            item = QListWidgetItem(theme.icon(_icon(other)), "")
            item.setText(other_words(other))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, other_words(other))
            self.list.addItem(item)
        ids = [other.id for other in self._others]
        row = ids.index(chosen.id) if chosen and chosen.id in ids else 0
        self.list.setCurrentRow(row if ids else -1)
        self._title.setText(others_title(self._others) if ids else "")
        self._name_buttons()
        self.setVisible(bool(ids))

    @property
    def title(self) -> str:
        """What stands above the list."""
        return self._title.text()

    @property
    def has_alike(self) -> bool:
        """Whether any of them looks like the same event."""
        return any(other.is_alike for other in self._others)

    def _name_buttons(self) -> None:
        """Let the buttons say what they do to the chosen one, and with which key."""
        chosen = self.chosen()
        is_apart = chosen is not None and chosen.is_apart
        apart = say("accounts.not_same_again" if is_apart else "accounts.not_same")
        self._apart.setText(say("inbox.with_key", words=apart, key="D"))
        self._merge.setText(say("inbox.with_key", words=say("accounts.merge"), key="M"))
        self._apart.setVisible(chosen is not None and (chosen.is_alike or is_apart))
        # At large text there is room for one; the same stands below, with its key.
        has_room = theme.text_size <= _ROOM_FOR_TWO
        self._merge.setVisible(has_room and chosen is not None and chosen.is_alike)

    def chosen(self) -> OtherAccount | None:
        """Return the one that the cursor is on."""
        row = self.list.currentRow()
        return self._others[row] if 0 <= row < len(self._others) else None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for room for two of them."""
        return QSize(300, round(150 * theme.text_size / 100))


def _icon(other: OtherAccount) -> str:
    if other.is_apart:
        return "unlink"
    return "merge" if other.is_alike else "calendar"


class _List(QListWidget):
    """A list that leaves the screen its keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep the arrows up and down and Enter; all else is the screen's."""
        keep = (
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
            Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        )  # fmt: skip
        if event.key() in keep:
            super().keyPressEvent(event)
        else:
            event.ignore()
