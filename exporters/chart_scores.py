"""Draws the chart of what was scored on paper: the same lines, marks and words as on the screen."""

from __future__ import annotations

from chronology_app.layout.score_chart import PlacedChart
from exporters.chart_ink import GRID, INK, SOFT, Sheet, fitted

#: Dark enough for words on white; the words themselves say which way it went.
COLOURS = {"better": "#00674F", "worse": "#9A3412", "soft": SOFT, "": INK}
_SCORED, _TARGET = "#0B4F7D", "#4A4A4A"


def paint_chart(sheet: Sheet, placed: PlacedChart) -> None:
    """Paint a chart from the upper left corner of a sheet."""
    for line in placed.lines:
        if line.role == "grid":
            sheet.lines([line.points], colour=GRID, width=0.6)
        elif line.role == "target":
            sheet.lines([line.points], colour=_TARGET, width=0.9, style=(0, (4, 2)))
        else:
            sheet.lines([line.points], colour=_SCORED, width=1.4, order=2)
    for role, shape, colour in (("parent", "D", "white"), ("scored", "o", _SCORED)):
        own = [mark for mark in placed.marks if mark.role == role]
        sheet.marks([m.x for m in own], [m.y for m in own], shape, colour, 5.6)
    for words in placed.words:
        text, size = fitted(words.text, words.points, words.most)
        sheet.words(
            words.x, words.y, text, size, bold=words.bold, align=words.align,
            colour=COLOURS.get(words.role, INK),
        )  # fmt: skip
