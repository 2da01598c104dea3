"""The rows of a scoring: for each area its score, the parent's own, the evidence and a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.desk import Desk
from ui.presenters.event_choice import EventWords, gone
from ui.presenters.scoring import TypedScore
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.plain import plain_tip
from ui.words import say

_HEADS = ("measures.grid.area", "measures.grid.score", "measures.grid.parent",
          "measures.grid.evidence", "measures.grid.note")  # fmt: skip


class ScoreGrid(QWidget):
    """A table to type in; Tab goes from field to field, row by row."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._events: dict[str, EventWords] = {}
        self._base: tuple[TypedScore, ...] = ()
        self._cells: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("small"))
        self._grid.setVerticalSpacing(theme.space("tight"))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(4, 4)
        for column, name in enumerate(_HEADS):
            self._grid.addWidget(label(say(name), "small"), 0, column)

    def know(self, events: Mapping[str, EventWords]) -> None:
        """Take in how events are told."""
        self._events |= events

    def set_rows(self, rows: Sequence[TypedScore]) -> None:
        """Show other areas."""
        for row in self._cells:
            row.leave(self._grid)
        self._base = tuple(rows)
        self._cells = [
            _Row(self, self._grid, number, one) for number, one in enumerate(rows, start=1)
        ]
        if self._cells:
            self.setFocusProxy(self._cells[0].value)

    def follow(self, before: QWidget) -> None:
        """Let Tab come here from a widget and go row by row; new rows would stand at the end."""
        for row in self._cells:
            for widget in (row.value, row.parent, row.evidence, row.note):
                QWidget.setTabOrder(before, widget)
                before = widget

    def rows(self) -> tuple[TypedScore, ...]:
        """Return what is typed."""
        return tuple(row.typed() for row in self._cells)

    def ask_events(self, row: _Row) -> None:
        """Ask for the evidence of one area."""
        from ui.dialogs.choose_events import choose_events

        def on_chosen(events: tuple[EventWords, ...]) -> None:
            self.know({event.event_id: event for event in events})
            kept = tuple(i for i in row.event_ids if self.told(i).is_gone)
            row.set_events((*(event.event_id for event in events), *kept))
            self.changed.emit()
            row.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

        title = say("measures.evidence_of", area=row.name)
        choose_events(self.window(), self._desk, title, row.event_ids, on_chosen)

    def told(self, event_id: str) -> EventWords:
        """Return an event in words."""
        return self._events.get(event_id) or gone(event_id)


class _Row:
    """The fields of one area."""

    def __init__(self, owner: ScoreGrid, grid: QGridLayout, number: int, one: TypedScore) -> None:
        self.name, self._one, self._owner = one.name, one, owner
        self.event_ids = one.event_ids
        self.value = self._line(one.value, "measures.grid.score", 84)
        self.parent = self._line(one.parent, "measures.grid.parent", 84)
        self.note = self._line(one.note, "measures.grid.note", 0)
        self.evidence: QPushButton = button("", lambda: owner.ask_events(self), icon="link")
        title = label(one.name, wraps=True)
        title.setMinimumWidth(150)
        title.setBuddy(self.value)
        self._widgets: tuple[QWidget, ...] = (
            title, self.value, self.parent, self.evidence, self.note
        )  # fmt: skip
        for column, widget in enumerate(self._widgets):
            grid.addWidget(widget, number, column)
        self.set_events(one.event_ids)

    def _line(self, words: str, name: str, width: int) -> QLineEdit:
        line = QLineEdit(words)
        line.setAccessibleName(say("measures.grid.of", part=say(name), area=self.name))
        if width:
            line.setFixedWidth(round(width * theme.text_size / 100))
        line.textChanged.connect(lambda _: self._owner.changed.emit())
        return line

    def set_events(self, ids: tuple[str, ...]) -> None:
        """Show how many events are linked, and which."""
        self.event_ids = ids
        count = len(ids)
        words = say("measures.grid.events", count=count) if count else say("measures.grid.none")
        self.evidence.setText(words)
        self.evidence.setAccessibleName(say("measures.grid.of", part=words, area=self.name))
        self.evidence.setToolTip(plain_tip("\n".join(self._owner.told(i).line for i in ids)))

    def typed(self) -> TypedScore:
        """Return what is typed."""
        return replace(self._one, value=self.value.text(), parent=self.parent.text(),
                       note=self.note.text(), event_ids=self.event_ids)  # fmt: skip

    def leave(self, grid: QGridLayout) -> None:
        """Take the fields away."""
        for widget in self._widgets:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
