"""A small grid of ticks, rows by columns, that is one stop for Tab and is walked by arrow keys.

What a tick means, and what it brings with it, is said by whoever fills the grid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from ui.theme.style import theme
from ui.widgets.basics import label
from ui.widgets.plain import plain_tip
from ui.words import say

_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip
#: A row's codes and a code that was toggled -> the row's codes afterwards.
Toggle = Callable[[Sequence[str], str], tuple[str, ...]]


def _plain_toggle(codes: Sequence[str], code: str) -> tuple[str, ...]:
    return tuple(one for one in codes if one != code) if code in codes else (*codes, code)


class TickGrid(QWidget):
    """Ticks in rows and columns; space or a column's number ticks, arrows walk, Tab leaves."""

    #: Ticks of a row changed: the row's code.
    changed = Signal(str)

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        columns: Sequence[tuple[str, str]],
        toggle: Toggle = _plain_toggle,
    ) -> None:
        super().__init__()
        self._columns = [code for code, _ in columns]
        self._rows = [code for code, _ in rows]
        self._toggle = toggle
        self._chosen: dict[str, tuple[str, ...]] = {row: () for row in self._rows}
        self._boxes: dict[tuple[str, str], QCheckBox] = {}
        layout = self._layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.space("tight"))
        layout.setVerticalSpacing(0)
        for number, (_, words) in enumerate(columns, 1):
            head = label(words, "small", wraps=True)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            layout.addWidget(head, 0, number)
        for number, (row, words) in enumerate(rows, 1):
            name = label(words)
            name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            layout.addWidget(name, number, 0)
            for place, (column, column_words) in enumerate(columns, 1):
                self._add_box(number, place, row, column, say(
                    "entry.grid_cell", row=words, column=column_words))  # fmt: skip
        layout.setColumnStretch(0, 1)
        self._let_stop(self._rows[:1], self._columns[:1])

    def _add_box(self, number: int, place: int, row: str, column: str, name: str) -> None:
        box = QCheckBox()
        box.setAccessibleName(name)
        box.setToolTip(plain_tip(name))
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.clicked.connect(lambda: self.toggle(row, column))
        box.installEventFilter(self)
        self._boxes[row, column] = box
        self._layout.addWidget(box, number, place, Qt.AlignmentFlag.AlignCenter)

    # --- values ----------------------------------------------------------------------------

    def value(self) -> dict[str, tuple[str, ...]]:
        """Return the ticked columns of each row that has any, in the grid's order."""
        return {
            row: tuple(one for one in self._columns if one in codes)
            for row, codes in self._chosen.items()
            if codes
        }

    def set_value(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Tick exactly these."""
        for row in self._rows:
            self._chosen[row] = tuple(chosen.get(row, ()))
            self._show_row(row)

    def toggle(self, row: str, column: str) -> None:
        """Tick a cell, or take its tick away."""
        self._chosen[row] = self._toggle(self._chosen[row], column)
        self._show_row(row)
        self.changed.emit(row)

    def _show_row(self, row: str) -> None:
        for column in self._columns:
            self._boxes[row, column].setChecked(column in self._chosen[row])

    # --- keys ------------------------------------------------------------------------------

    def _let_stop(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        """Let Tab stop at one cell only: the one that had the focus last."""
        for box in self._boxes.values():
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if rows and columns:
            stop = self._boxes[rows[0], columns[0]]
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocusProxy(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Walk by arrows; tick a column of the row by its number."""
        if event.type() == QEvent.Type.FocusIn:
            row, column = self._place_of(watched)
            self._let_stop((row,), (column,))
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _place_of(self, watched: QObject) -> tuple[str, str]:
        return next(place for place, box in self._boxes.items() if box is watched)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        row, column = self._place_of(watched)
        step = _STEPS.get(Qt.Key(event.key())) if event.key() in _STEPS else None
        if step is not None:
            down = self._rows.index(row) + step[0]
            across = self._columns.index(column) + step[1]
            if 0 <= down < len(self._rows) and 0 <= across < len(self._columns):
                box = self._boxes[self._rows[down], self._columns[across]]
                box.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._columns) and number < 9:
            self.toggle(row, self._columns[number])
            return True
        return False
