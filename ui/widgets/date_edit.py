"""A field for a date as people know it: typed in words, shown as it was understood.

What words mean is decided in `presenters.dates`.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from chronology_app.dates import FuzzyDate
from ui.presenters.dates import Understood, understand_date
from ui.theme.style import set_look, theme
from ui.widgets.basics import label
from ui.words import date_words, say


class DateEdit(QWidget):
    """A line for a date that may be exact, a month, a season or about; says what it understood."""

    #: Something was typed.
    changed = Signal()

    def __init__(self, today: date | None = None) -> None:
        super().__init__()
        self._today = today
        self._kept: FuzzyDate | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("shell.date_example"))
        self._told = label("", "small", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        layout.addWidget(self.line)
        layout.addWidget(self._told)
        self._told.hide()
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_typed)

    @property
    def understood(self) -> Understood:
        """What was made of the words."""
        text = self.line.text().strip()
        if self._kept is not None and text == (self._kept.text or self._kept.edtf):
            return Understood(self._kept)
        return understand_date(text, self._today or date.today())

    def value(self) -> FuzzyDate | None:
        """Return the date; None when nothing is typed or it is not understood."""
        return self.understood.date

    @property
    def is_wrong(self) -> bool:
        """Say whether something is typed that is not understood as one date."""
        return not self.understood.is_understood

    def set_value(self, when: FuzzyDate | None) -> None:
        """Show a date by the words it was given in."""
        self._kept = when
        self.line.setText((when.text or when.edtf) if when else "")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the line, which is what has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def tell(self) -> tuple[str, bool]:
        """Return what is said below the line, and whether what is typed is understood."""
        found = self.understood
        if found.is_empty:
            return "", True
        if found.date:
            return say("shell.date_understood", date=date_words(found.date)), True
        return say("shell.date_not_understood"), False

    def _on_typed(self) -> None:
        sentence, is_understood = self.tell()
        self._told.setText(sentence)
        set_look(self._told, "small" if is_understood else "field_error")
        self._told.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.changed.emit()
