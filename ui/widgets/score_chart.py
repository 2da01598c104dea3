"""The chart of what was scored, in a window: the places of the paper, the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from chronology_app.layout.score_chart import (
    PlacedChart,
    PlacedWords,
    ScoreFigure,
    chart_height,
    place_chart,
)
from ui.theme.style import theme

#: Pixels to a millimetre at 100 %; narrower than this a chart scrolls.
_PER_MM = 4.0
_LEAST_MM, _MOST_MM = 150.0, 210.0
_TONES = {"better": "done", "worse": "must"}
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight,
          "center": Qt.AlignmentFlag.AlignHCenter}  # fmt: skip
#: How much of a room lies left of the place of its words.
_LEFT_OF = {"left": 0.0, "right": 1.0, "center": 0.5}


class ScoreChart(QWidget):
    """Paints one chart; all that it shows is also its accessible description."""

    def __init__(self) -> None:
        super().__init__()
        self._figure: ScoreFigure | None = None
        self._placed: PlacedChart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._place)

    def show_figure(self, figure: ScoreFigure | None, title: str, words: str) -> None:
        """Show a chart, or none."""
        self._figure = figure
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setVisible(figure is not None)
        self._place()

    @property
    def _scale(self) -> float:
        return _PER_MM * theme.text_size / 100

    def _place(self) -> None:
        figure = self._figure
        if figure is None:
            self._placed = None
            return
        width = min(max(self.width() / self._scale, _LEAST_MM), _MOST_MM)
        self._placed = place_chart(figure, width, has_title=False)
        height = self._placed.height
        self.setMinimumSize(round(_LEAST_MM * self._scale), round(height * self._scale))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size at which everything can be read."""
        height = chart_height(len(self._figure.rows), has_title=False) if self._figure else 10
        return QSize(round(_LEAST_MM * self._scale), round(height * self._scale))

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Place anew for the new width."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint lines, marks and words."""
        placed = self._placed
        if placed is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale
        for line in placed.lines:
            painter.setPen(self._pen(line.role))
            painter.drawPolyline(QPolygonF([QPointF(x * scale, y * scale) for x, y in line.points]))
        for mark in placed.marks:
            self._mark(painter, mark.x * scale, mark.y * scale, is_parent=mark.role == "parent")
        for words in placed.words:
            self._words(painter, words)
        painter.end()

    def _pen(self, role: str) -> QPen:
        if role == "grid":
            return QPen(theme.colour("line"), 1)
        if role == "target":
            return QPen(theme.colour("text"), 1.4, Qt.PenStyle.DashLine)
        return QPen(theme.colour("accent"), 2)

    def _mark(self, painter: QPainter, x: float, y: float, *, is_parent: bool) -> None:
        reach = 1.05 * self._scale
        painter.setPen(QPen(theme.colour("text"), 1.2))
        if not is_parent:
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QPointF(x, y), reach, reach)
            return
        painter.setBrush(theme.colour("surface"))
        reach *= 1.25
        corners = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach),
                   QPointF(x - reach, y)]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))

    @staticmethod
    def _ink(role: str) -> QColor:
        if role in _TONES:
            return QColor(theme.palette.tone(_TONES[role]).text)
        return theme.colour("muted" if role == "soft" else "text")

    def _words(self, painter: QPainter, words: PlacedWords) -> None:
        scale = self._scale
        font = QFont(theme.font("small"))
        font.setPointSizeF(words.points * theme.text_size / 100 * 1.18)
        font.setBold(words.bold)
        painter.setFont(font)
        painter.setPen(QPen(self._ink(words.role)))
        left = words.x - words.most * _LEFT_OF[words.align]
        room = QRectF(left * scale, (words.y - 4) * scale, words.most * scale, 8 * scale)
        flags = _ALIGN[words.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), words.text)
