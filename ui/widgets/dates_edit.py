"""A field for several dates on one line, parted by semicolons, each as people know it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chronology_app.dates import FuzzyDate
from ui.presenters.dates import Understood, understand_date
from ui.widgets.date_edit import DateEdit
from ui.words import date_words, say


class DatesEdit(DateEdit):
    """Says below the line what it understood; its value is a tuple of dates in the order typed."""

    def __init__(self, today: date | None = None) -> None:
        self._several: tuple[FuzzyDate, ...] = ()
        super().__init__(today)
        self.line.setPlaceholderText(say("shell.dates_example"))

    @property
    def parts(self) -> tuple[Understood, ...]:
        """What was made of each stretch of words."""
        known = {_shown(when): when for when in self._several}
        words = [" ".join(part.split()) for part in self.line.text().split(";")]
        today = self._today or date.today()
        return tuple(
            Understood(known[part]) if part in known else understand_date(part, today)
            for part in words
            if part
        )

    def value(self) -> tuple[FuzzyDate, ...]:  # type: ignore[override]
        """Return the dates that are understood."""
        return tuple(part.date for part in self.parts if part.date)

    @property
    def is_wrong(self) -> bool:
        """Say whether some of what is typed is not understood as a date."""
        return not all(part.is_understood for part in self.parts)

    def set_value(self, when: Iterable[FuzzyDate] | None) -> None:  # type: ignore[override]
        """Show dates by the words they were given in."""
        self._several = tuple(when or ())
        self.line.setText("; ".join(_shown(one) for one in self._several))

    def tell(self) -> tuple[str, bool]:
        """Return what is said below the line, and whether all is understood."""
        parts = self.parts
        if not parts:
            return "", True
        if self.is_wrong:
            return say("shell.dates_not_understood"), False
        dates = "; ".join(date_words(part.date) for part in parts)
        return say("shell.date_understood", date=dates), True


def _shown(when: FuzzyDate) -> str:
    return " ".join((when.text or when.edtf).split())
