"""A field for a whole number that may be left empty: not recorded is not nought."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

_MOST = 100_000


class NumberEdit(QLineEdit):
    """Digits alone; its value is a number, or None where nothing stands."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setMaximumWidth(140)
        self.textChanged.connect(lambda _: self.changed.emit())

    def value(self) -> int | None:
        """Return the number."""
        words = self.text().strip()
        return int(words) if words.isdigit() else None

    def set_value(self, number: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if number is None else str(number))
