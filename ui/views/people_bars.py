"""Events of each year as bars with their numbers: the same figures that stand in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import Restyled, theme
from ui.widgets.plain import plain_tip
from ui.words import say


class YearBars(QWidget):
    """One line for each year from the first to the last: the year, a bar, the number."""

    def __init__(self) -> None:
        super().__init__()
        self._years: tuple[tuple[int, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Restyled(self, self._restyle)
        self.hide()

    def show_years(self, by_year: tuple[tuple[int, int], ...]) -> None:
        """Show (year, events); years between without an event are shown with nought."""
        counts = dict(by_year)
        first, last = (min(counts), max(counts)) if counts else (0, -1)
        self._years = tuple((year, counts.get(year, 0)) for year in range(first, last + 1))
        words = ", ".join(say("person.record.year", year=y, count=n) for y, n in self._years)
        self.setAccessibleName(say("person.record.by_year"))
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tip(words))
        self.setVisible(bool(self._years))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a line of text for each year."""
        return QSize(220, (len(self._years) + 1) * self._line())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the same height in a narrow place."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        line, metrics = self._line(), QFontMetrics(theme.font("body"))
        left = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, self.width(), line), left, say("person.record.by_year"))
        painter.setFont(theme.font("body"))
        most = max((n for _, n in self._years), default=1) or 1
        begin = metrics.horizontalAdvance("0000") + theme.space("small")
        room = self.width() - begin - metrics.horizontalAdvance(" 00000")
        for row, (year, count) in enumerate(self._years, 1):
            top = row * line
            painter.setPen(theme.colour("text"))
            painter.drawText(QRectF(0, top, begin, line), left, str(year))
            width = max(room, 10) * count / most
            painter.fillRect(QRectF(begin, top + line * 0.2, width, line * 0.6),
                             theme.colour("accent"))  # fmt: skip
            place = QRectF(begin + width + theme.space("tight"), top, self.width(), line)
            painter.drawText(place, left, str(count))

    def _line(self) -> int:
        return QFontMetrics(theme.font("body")).height() + theme.space("tight")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
