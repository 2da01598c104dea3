"""A field that holds events: a line for each, with a way to add, to open and to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.presenters.event_choice import EventWords, gone
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.widgets.plain import plain_tip
from ui.words import say

_EVENT = Qt.ItemDataRole.UserRole
#: Lines shown before the list scrolls.
_MOST_SHOWN = 5


class _Lines(QListWidget):
    """The events; Delete takes one away, Enter opens it."""

    removed = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Delete and Enter; let everything else be as it is."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class EventLinks(QWidget):
    """Event ids as a value of a form."""

    changed = Signal()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self._desk, self._title = desk, title
        self._ids: tuple[str, ...] = ()
        self._known: dict[str, EventWords] = {}
        self.list = _Lines()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.removed.connect(self.on_remove)
        self.list.opened.connect(self.on_open)
        self.list.itemDoubleClicked.connect(lambda _: self.on_open())
        self._none = label(say("link.none"), "muted", wraps=True)
        self.add_button = button(say("link.add"), self.on_add, icon="link")
        self.open_button = button(say("link.open"), self.on_open, "quiet", "arrow-right")
        self.remove_button = button(say("link.remove"), self.on_remove, "quiet", "unlink")
        buttons = flow(self.add_button, self.open_button, self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        layout.addWidget(self.list)
        layout.addWidget(self._none)
        layout.addWidget(buttons)
        self.setFocusProxy(self.add_button)
        self._show()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the list too."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def know(self, events: Mapping[str, EventWords]) -> None:
        """Take in how events are told."""
        self._known |= events
        self._show()

    def value(self) -> tuple[str, ...]:
        """Return the ids, in the order in which they are shown."""
        return self._ids

    def set_value(self, ids: Iterable[str]) -> None:
        """Show these events."""
        self._ids = tuple(dict.fromkeys(ids or ()))
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for event_id in self._ids:
            event = self._known.get(event_id) or gone(event_id)
            words = say("link.gone_line", line=event.line) if event.is_gone else event.line
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(f"{event.line}\n{event.what}" if event.what else event.line))
            item.setData(_EVENT, event_id)
            self.list.addItem(item)
        self.list.setVisible(bool(self._ids))
        self._none.setVisible(not self._ids)
        shown = min(len(self._ids), _MOST_SHOWN)
        height = self.list.sizeHintForRow(0) if self._ids else 0
        self.list.setFixedHeight(shown * height + 8 if shown else 0)
        if self._ids:
            self.list.setCurrentRow(min(max(row, 0), len(self._ids) - 1))
        for one in (self.open_button, self.remove_button):
            one.setVisible(bool(self._ids))

    def on_add(self) -> None:
        """Ask for events."""
        from ui.dialogs.choose_events import choose_events

        choose_events(self.window(), self._desk, self._title, self._ids, self._on_chosen)

    def _on_chosen(self, events: tuple[EventWords, ...]) -> None:
        self._known |= {event.event_id: event for event in events}
        kept = tuple(i for i in self._ids if self._known.get(i, gone(i)).is_gone)
        self.set_value((*(event.event_id for event in events), *kept))
        self.changed.emit()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_remove(self) -> None:
        """Take the chosen event away from the field."""
        if 0 <= (row := self.list.currentRow()) < len(self._ids):
            self._ids = self._ids[:row] + self._ids[row + 1 :]
            self._show()
            self.changed.emit()

    def on_open(self) -> None:
        """Show the chosen event in the chronology."""
        if 0 <= (row := self.list.currentRow()) < len(self._ids):
            self._desk.go("chronology", self._ids[row])
