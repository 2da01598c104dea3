"""Asks for events of the case: words find them, Space ticks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.presenters.event_choice import EventChoices, EventWords, load_event_choices
from ui.widgets.basics import label, let_clear
from ui.words import say

_EVENT = Qt.ItemDataRole.UserRole
Chosen = Callable[[tuple[EventWords, ...]], object]


def choose_events(
    parent: QWidget, desk: Desk, title: str, chosen: Iterable[str], done: Chosen
) -> None:
    """Ask for events; `done` gets those that are ticked, in order of date."""
    ids = frozenset(chosen)

    def on_found(found: EventChoices) -> None:
        EventsDialog(parent, title, found, ids, done).open()

    desk.ask(parent, load_event_choices, on_found)


class EventsDialog(Dialog):
    """A line to type in, and the events that hold its words."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        found: EventChoices,
        chosen: frozenset[str],
        done: Chosen,
    ) -> None:
        super().__init__(parent, title, say("link.use"), say("link.intro"))
        self._found, self._done = found, done
        self._chosen = set(chosen)
        self.words = QLineEdit()
        self.words.setPlaceholderText(say("link.find.help"))
        self.words.setAccessibleName(say("link.find"))
        let_clear(self.words)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._show)
        self.list = QListWidget()
        self.list.setAccessibleName(say("link.events"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._on_ticked)
        self.told = label("", "muted", wraps=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.told)
        self.set_width(760, 640)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Down go from the words to what they found."""
        is_press = event.type() == QEvent.Type.KeyPress
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_press and is_down and self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        events, count = self._found.find(self.words.text(), self._chosen)
        self.list.blockSignals(True)
        self.list.clear()
        for event in events:
            item = QListWidgetItem(f"{event.line}\n{event.what}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = event.event_id in self._chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            item.setData(_EVENT, event.event_id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._tell(len(events), count)

    def _tell(self, shown: int, count: int) -> None:
        told = say("link.chosen", count=len(self._chosen))
        more = say("link.more", shown=shown, count=count) if count > shown else ""
        self.told.setText(" ".join(part for part in (told, more) if part))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        is_chosen = item.checkState() == Qt.CheckState.Checked
        (self._chosen.add if is_chosen else self._chosen.discard)(item.data(_EVENT))
        events, count = self._found.find(self.words.text())
        self._tell(len(events), count)

    def on_accept(self) -> None:
        """Hand over the ticked events."""
        self.accept()
        self._done(tuple(e for e in self._found.events if e.event_id in self._chosen))
