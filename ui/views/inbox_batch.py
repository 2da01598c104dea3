"""Lists what waits, with tick boxes, so that several suggestions are accepted together."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.dialogs.dialog import Dialog
from ui.presenters.inbox_queue import Queue, has_doubts
from ui.presenters.inbox_words import list_line
from ui.theme.style import theme
from ui.widgets.basics import Banner, button, label, row
from ui.words import say

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def accept_several(
    parent: QWidget, queue: Queue, seen: Set[str], on_chosen: Callable[[Sequence[str]], None]
) -> None:
    """Ask which of the wanted suggestions; `on_chosen` gets their ids.

    `seen`: those that the person has had before them with their source.
    """
    _AcceptSeveral(parent, queue, seen, on_chosen).open()


class _AcceptSeveral(Dialog):
    """The list, and plainly what it means to accept without looking at each source."""

    def __init__(
        self,
        parent: QWidget,
        queue: Queue,
        seen: Set[str],
        on_chosen: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(
            parent, say("inbox.batch.title"), say("inbox.batch.none"), say("inbox.batch.text")
        )
        self._on_chosen = on_chosen
        warning = Banner(closable=False)
        warning.show_message("should", say("inbox.batch.warning"))
        self.list = _Ticks()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("inbox.batch.list"))
        for suggestion in (queue.waiting[one] for one in queue.order):
            item = QListWidgetItem(list_line(suggestion))
            if has_doubts(suggestion):
                item.setIcon(theme.icon("triangle-alert"))
                item.setText(say("inbox.batch.doubtful", words=item.text()))
            if suggestion.id not in seen:
                item.setText(say("inbox.batch.unseen", words=item.text()))
            item.setData(_ID, suggestion.id)
            item.setCheckState(_OFF)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _: self._count())
        self.body.addWidget(warning)
        self.body.addWidget(
            row(button(say("inbox.batch.all"), lambda: self._tick(_ON)),
                button(say("inbox.batch.clear"), lambda: self._tick(_OFF)), 1)
        )  # fmt: skip
        self.body.addWidget(self.list, 1)
        self.body.addWidget(label(say("inbox.batch.needs"), "small", wraps=True))
        self.set_width(760, 640)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _tick(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(state)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._count()

    def ticked(self) -> list[str]:
        """Return the ids of what is ticked."""
        return [item.data(_ID) for item in self._items() if item.checkState() == _ON]

    def _count(self) -> None:
        count = len(self.ticked())
        self.accept_button.setEnabled(bool(count))
        words = say("inbox.batch.do", count=count) if count else say("inbox.batch.none")
        self.accept_button.setText(words)

    def on_accept(self) -> None:
        """Hand over what is ticked."""
        ids = self.ticked()
        if ids:
            self.accept()
            self._on_chosen(ids)


class _Ticks(QListWidget):
    """A list whose boxes the space bar ticks; Enter is left to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave Enter to the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
