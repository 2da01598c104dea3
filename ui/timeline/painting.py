"""Draws the lanes of a timeline: heads, strips, marks, dates as wide as they are uncertain.

Everything that repeats comes from `sprites`; the curves are in `painting_growth`.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPen

from chronology_app.dates.ages import birthday
from chronology_app.layout.marks import BIN, PlacedMarks
from chronology_app.layout.viewport import Tick, build_ticks
from ui.presenters.timeline import Bracket, LaneRow, StripBand
from ui.presenters.timeline_lanes import row_words
from ui.theme.colours import level_colours, mark_colour
from ui.theme.style import theme
from ui.timeline.painting_growth import paint_curve, paint_months
from ui.timeline.scene import BRACKETS, CURVE, MARKS, MONTHS, STRIP, LanePlace, RowPlace, Scene
from ui.timeline.sprites import Sprites, height_of, width_of
from ui.words import language, say

_MONTH_ROOM = 64
#: Ring -> colour's role and width of the line.
_RINGS = {"found": ("should", 2.0), "selected": ("accent", 1.6), "chosen": ("accent", 2.6)}
_OPEN_START, _OPEN_END = 1, 2


def ticks_of(scene: Scene) -> tuple[Tick, ...]:
    """Return the lines of the time axis for the present view."""
    room = _MONTH_ROOM * (0.4 + 0.6 * theme.text_size / 100)
    return build_ticks(scene.view, room)


def tick_words(tick: Tick) -> str:
    """Return what stands at a line of the axis."""
    if tick.step == "year" or (tick.step == "month" and tick.day.month == 1):
        return str(tick.day.year)
    month = say(f"time.month.{tick.day.month}")
    return f"{tick.day.day} {month}" if tick.step == "day" else month


class LanesPainter:
    """Draws one frame of a scene; it must not outlive the frame's painter."""

    def __init__(self, scene: Scene, sprites: Sprites, painter: QPainter) -> None:
        self._scene, self._sprites, self._p = scene, sprites, painter
        self._left = scene.head_width
        self._right = self._left + scene.view.width_px
        sprites.use_ratio(painter.device().devicePixelRatioF())

    def paint(self, clip: QRectF) -> None:
        """Draw every lane that the clip touches."""
        self._paint_grid(clip)
        for place in self._scene.places:
            if place.bottom >= clip.top() and place.top <= clip.bottom():
                self._paint_lane(place, clip)

    def _x(self, day: float) -> float:
        return self._left + self._scene.view.x(day)

    def _words(self, at: QPointF, text: str, font: str, colour: str) -> float:
        """Draw words with their middle left at a point; return their width."""
        pixmap = self._sprites.words(text, font, colour)
        self._p.drawPixmap(QPointF(at.x(), at.y() - height_of(pixmap) / 2), pixmap)
        return width_of(pixmap)

    def _paint_grid(self, clip: QRectF) -> None:
        self._p.setPen(QPen(theme.colour("line"), 1))
        for tick in ticks_of(self._scene):
            x = round(self._x(tick.day.toordinal()))
            if x >= self._left:
                self._p.drawLine(x, round(clip.top()), x, round(clip.bottom()))
        today = round(self._x(date.today().toordinal()))
        if self._left <= today <= self._right:
            self._p.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
            self._p.drawLine(today, round(clip.top()), today, round(clip.bottom()))

    # --- one lane ----------------------------------------------------------------------------

    def _paint_lane(self, place: LanePlace, clip: QRectF) -> None:
        scene, painter = self._scene, self._p
        painter.save()
        painter.setClipRect(
            QRectF(self._left, place.top - 2, scene.view.width_px, place.bottom + 4 - place.top)
        )
        if not place.is_closed:
            self._paint_ground(place)
            self._paint_gaps(place)
        for row in place.rows:
            if row.top > clip.bottom() or row.top + row.height < clip.top():
                continue
            if row.kind == MARKS and row.row is not None:
                self._paint_marks(row, row.row)
            elif row.kind == STRIP and row.strip is not None:
                is_level = row.strip.kind == "level_of_help"
                for band in row.strip.bands:
                    self._paint_band(row, band, is_level=is_level)
            elif row.kind == CURVE:
                paint_curve(painter, scene, self._sprites, place.lane, row, self._left)
            elif row.kind == MONTHS:
                paint_months(painter, scene, place.lane, row, self._left)
            elif row.kind == BRACKETS:
                self._paint_brackets(row, place.lane.brackets)
        painter.restore()
        self._paint_head(place)

    def _paint_ground(self, place: LanePlace) -> None:
        """Shade the time before a child's birth and after a death."""
        ground = theme.colour("window")
        painter = self._p
        if place.lane.born is not None and (x := self._x(place.lane.born)) > self._left:
            painter.fillRect(
                QRectF(self._left, place.top, x - self._left, place.bottom - place.top), ground
            )
            painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(round(x), place.top, round(x), place.bottom)
        if place.lane.died is not None and (x := self._x(place.lane.died + 1)) < self._right:
            painter.fillRect(
                QRectF(x, place.top, self._right - x, place.bottom - place.top), ground
            )

    def _paint_gaps(self, place: LanePlace) -> None:
        """Shade the long stretches without an entry, and say how long each is."""
        rows = [r for r in place.rows if r.kind == MARKS]
        if not rows:
            return
        top, bottom = rows[0].top, rows[-1].top + rows[-1].height
        ground = theme.colour("text")
        ground.setAlpha(12)
        for gap in place.lane.gaps:
            x0, x1 = self._x(gap.first), self._x(gap.end)
            if x1 < self._left or x0 > self._right:
                continue
            self._p.fillRect(QRectF(x0, top, x1 - x0, bottom - top), ground)
            words = self._sprites.words(say("time.gap", count=gap.weeks), "small", "muted")
            left, right = max(x0, self._left), min(x1, self._right)
            if width_of(words) + 8 <= right - left:
                at = QPointF((left + right - width_of(words)) / 2, bottom - height_of(words) - 1)
                self._p.drawPixmap(at, words)

    def _paint_band(self, place: RowPlace, band: StripBand, *, is_level: bool) -> None:
        x0 = max(self._x(band.first), self._left - 4.0)
        x1 = min(self._x(band.last + 1), self._right + 4.0)
        if x1 < self._left or x0 > self._right:
            return
        ground, ink = level_colours(band.code) if is_level else (
            theme.palette.raised, theme.palette.text)  # fmt: skip
        top, height = place.top, place.height
        width = max(x1 - x0, 2.0)
        painter = self._p
        edge = theme.colour("edge")
        box = QRectF(round(x0), top, round(width), height)
        painter.fillRect(box, QColor(ground))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if band.has_start and band.has_end:
            painter.setPen(edge)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(QRectF(box.left(), top, box.width(), 1), edge)
            painter.fillRect(QRectF(box.left(), top + height - 1, box.width(), 1), edge)
            for x, is_known in ((box.left(), band.has_start), (box.right() - 1, band.has_end)):
                style = Qt.PenStyle.SolidLine if is_known else Qt.PenStyle.DotLine
                painter.setPen(QPen(edge, 1, style))
                painter.drawLine(QPointF(x, top), QPointF(x, top + height))
        left = max(x0, self._left) + 6
        self._paint_clipped(
            self._scene.said(band.words),
            QPointF(left, top + height / 2),
            x0 + width - 4 - left,
            str(ink),
        )

    def _paint_clipped(self, words: str, at: QPointF, room: float, colour: str) -> None:
        """Draw as much of some words as there is room for, with "…" where they are cut."""
        pixmap = self._sprites.words(words, "small", colour)
        if width_of(pixmap) <= room:
            self._p.drawPixmap(QPointF(at.x(), at.y() - height_of(pixmap) / 2), pixmap)
            return
        dots = self._sprites.words("…", "small", colour)
        room -= width_of(dots)
        if room < 2 * height_of(pixmap):
            return
        y = at.y() - height_of(pixmap) / 2
        target = QRectF(at.x(), y, room, height_of(pixmap))
        ratio = pixmap.devicePixelRatio()
        self._p.drawPixmap(target, pixmap, QRectF(0, 0, room * ratio, pixmap.height()))
        self._p.drawPixmap(QPointF(at.x() + room, y), dots)

    def _paint_brackets(self, place: RowPlace, brackets: tuple[Bracket, ...]) -> None:
        """Draw a bracket over each pattern's span, with its printed name in it."""
        step = place.height / max(1, max((b.line + 1 for b in brackets), default=1))
        for bracket in brackets:
            x0, x1 = self._x(bracket.first), self._x(bracket.last + 1)
            if x1 < self._left or x0 > self._right:
                continue
            top = place.top + bracket.line * step
            self._p.setPen(QPen(theme.colour("muted"), 1.4))
            self._p.drawPolyline([
                QPointF(x0, top + step - 2), QPointF(x0, top + 3), QPointF(x1, top + 3),
                QPointF(x1, top + step - 2),
            ])  # fmt: skip
            left = max(x0, self._left) + 5
            self._paint_clipped(
                bracket.words, QPointF(left, top + step / 2 + 2),
                min(x1, self._right) - left - 4, theme.palette.muted,
            )  # fmt: skip

    # --- marks -------------------------------------------------------------------------------

    def _paint_marks(self, place: RowPlace, row: LaneRow) -> None:
        placed = self._scene.placed(place)
        middle = place.top + place.height / 2
        if len(placed.bars):
            self._paint_bars(row, placed, middle)
        if placed.joined.is_crowded:
            self._paint_bins(row, placed, place)
        else:
            self._paint_points(row, placed, middle)
        rings = self._scene.ringed(row, self._scene.order[place.lane])
        if rings:
            self._paint_rings(placed, rings, middle)

    def _paint_points(self, row: LaneRow, placed: PlacedMarks, middle: float) -> None:
        sprites, side, draw, left = self._sprites, self._scene.mark, self._p.drawPixmap, self._left
        middle_px = round(middle)
        firsts = placed.joined.order[placed.joined.starts[placed.points]].tolist()
        for n, (x, count) in enumerate(zip(placed.x.tolist(), placed.counts.tolist(), strict=True)):
            if count == 1:
                pixmap = sprites.mark(row.code, int(row.weights[firsts[n]]), side)
            else:
                pixmap = sprites.badge(row.code, count, side)
            draw(
                round(left + x - width_of(pixmap) / 2),
                middle_px - round(height_of(pixmap) / 2),
                pixmap,
            )

    def _paint_bins(self, row: LaneRow, placed: PlacedMarks, place: RowPlace) -> None:
        """Draw a crowded row: bins side by side, each with its number; single marks as marks."""
        sprites, draw, left = self._sprites, self._p.drawPixmap, self._left
        side, height = self._scene.mark, place.height - 3
        width = round(side * 0.9 * BIN)
        middle = place.top + place.height // 2
        order, starts = placed.joined.order, placed.joined.starts[placed.points]
        weights = row.weights[order[starts]].tolist()
        code, top = row.code, place.top + 1
        edges = np.round(placed.x + (left - width / 2)).astype(np.int64).tolist()
        for x, count, weight in zip(edges, placed.counts.tolist(), weights, strict=True):
            if count == 1:
                pixmap = sprites.mark(code, weight, side)
                half = round(width_of(pixmap) / 2)
                draw(x + width // 2 - half, middle - half, pixmap)
            else:
                draw(x, top, sprites.bin(code, count, width, height))

    def _paint_bars(self, row: LaneRow, placed: PlacedMarks, middle: float) -> None:
        """Draw dates wider than a mark as wide as they are; open ends fade out."""
        colour = QColor(mark_colour(row.code, theme.palette))
        soft = QColor(colour)
        soft.setAlpha(70)
        half = round(self._scene.mark * 0.28)
        near, far, painter = self._left - 6.0, self._right + 6.0, self._p
        first = np.maximum(placed.bars[:, 0] + self._left, near)
        last = np.minimum(placed.bars[:, 1] + self._left, far)
        numbers = placed.joined.bar_order[placed.joined.bar_starts[placed.bar_points]]
        top = round(middle) - half
        boxes = [
            QRectF(a, top, b - a, 2 * half)
            for a, b in zip(first.tolist(), last.tolist(), strict=True)
        ]
        open_ends = row.open_ends[numbers].tolist()
        painter.setPen(QPen(colour, 1))
        painter.setBrush(soft)
        painter.drawRects([b for b, ends in zip(boxes, open_ends, strict=True) if not ends])
        for box, ends in zip(boxes, open_ends, strict=True):
            if ends:
                self._paint_open_bar(box, colour, soft, ends)
        side = round(self._scene.mark * 0.7)
        for n in np.flatnonzero(placed.bar_counts > 1).tolist():
            pixmap = self._sprites.badge(row.code, int(placed.bar_counts[n]), side)
            x = (max(first[n], self._left) + min(last[n], self._right)) / 2
            painter.drawPixmap(
                round(x - width_of(pixmap) / 2), round(middle - height_of(pixmap) / 2), pixmap
            )

    def _paint_open_bar(self, box: QRectF, colour: QColor, soft: QColor, ends: int) -> None:
        """Draw a date with an open end: it fades out there and has no edge."""
        painter = self._p
        painter.fillRect(box, _faded(box, soft, ends))
        if not ends & _OPEN_START:
            painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), colour)
        if not ends & _OPEN_END:
            painter.fillRect(QRectF(box.right() - 2, box.top(), 2, box.height()), colour)

    def _paint_rings(
        self, placed: PlacedMarks, rings: dict[str, np.ndarray], middle: float
    ) -> None:
        painter = self._p
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = self._scene.mark * 0.85
        for name, (role, width) in _RINGS.items():
            numbers = rings.get(name)
            if numbers is None:
                continue
            colour = theme.palette.should.edge if role == "should" else theme.palette.accent
            painter.setPen(QPen(QColor(colour), width))
            for x0, x1 in placed.stretches(numbers):
                box = QRectF(self._left + x0 - reach, middle - reach, x1 - x0 + 2 * reach,
                             2 * reach)  # fmt: skip
                painter.drawRoundedRect(box, reach, reach)
        painter.restore()

    # --- heads -------------------------------------------------------------------------------

    def _paint_head(self, place: LanePlace) -> None:
        """Draw the line that names a lane, the child's birthdays along it, and its rows' names."""
        scene, painter, left = self._scene, self._p, self._left
        height = float(scene.head_height)
        painter.fillRect(QRectF(0, place.top, self._right, height), theme.colour("raised"))
        middle = place.top + height / 2
        arrow = "▸" if place.is_closed else "▾"
        x = 10.0
        title = f"{arrow} {scene.name_of(place.lane)}"
        x += self._words(QPointF(x, middle), title, "strong", "text") + 14
        count = say("time.events", count=place.lane.count)
        parts = (scene.subtitle_of(place.lane), count)
        words = " · ".join(part for part in parts if part)
        x += self._words(QPointF(x, middle), words, "small", "muted") + 16
        self._paint_ages(place, max(float(left), x), middle)
        names = self._sprites.once(
            ("names", place.lane.key, place.top, place.bottom, left, _names_of(place)),
            left, place.bottom - place.top - round(height),
            lambda names: self._paint_names(names, place),
        )  # fmt: skip
        painter.drawPixmap(0, place.top + round(height), names)

    def _paint_ages(self, place: LanePlace, from_x: float, middle: float) -> None:
        """Draw the child's age at each birthday that has room, from the left."""
        if place.lane.born is None:
            return
        born = date.fromordinal(place.lane.born)
        end = place.lane.died or self._scene.timeline.last
        for years in range(120):
            day = birthday(born, years).toordinal()
            x = self._x(day)
            if day > end or x > self._right:
                return
            if x < from_x:
                continue
            self._p.setPen(theme.colour("edge"))
            self._p.drawLine(QPointF(x, middle + 8), QPointF(x, middle - 8))
            at = QPointF(x + 3, middle)
            from_x = x + 12 + self._words(at, say("time.age", age=years), "small", "muted")

    def _paint_undated(self, painter: QPainter, row: RowPlace, count: int, top: int) -> int:
        """Draw the tray of a row's undated events before its name; return the room it takes."""
        width = undated_width(count)
        box = QRectF(6, row.top - top + 2, width, row.height - 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setPen(theme.colour("muted"))
        return width + 4

    def _paint_names(self, painter: QPainter, place: LanePlace) -> None:
        """Draw what stands before each row of a lane; the picture is kept until lanes move."""
        top = place.top + self._scene.head_height
        room = self._left - 20
        painter.fillRect(0, 0, self._left, place.bottom - top, theme.colour("surface"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        metrics = QFontMetrics(painter.font())
        for row in place.rows:
            taken = 0
            if row.row is not None and row.row.undated:
                taken = self._paint_undated(painter, row, len(row.row.undated), top)
            words = row_name(place, row)
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room - taken)
            box = QRectF(10 + taken, row.top - top, room - taken, row.height)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words
            )


def _names_of(place: LanePlace) -> tuple[tuple[str, int, int], ...]:
    """Return what the picture of a lane's names depends on."""
    return tuple((row.kind, row.top, len(row.row.undated) if row.row else 0) for row in place.rows)


def undated_width(count: int) -> int:
    """Return the width of the box that holds the number of a row's undated events."""
    return round(QFontMetrics(theme.font("small")).horizontalAdvance(str(count))) + 12


def row_name(place: LanePlace, row: RowPlace) -> str:
    """Return what stands before a row of a lane."""
    if row.strip is not None:
        return row.strip.words
    if row.row is not None:
        return row_words(row.row.code, language())
    return say(f"time.row.{row.kind}")


def _faded(box: QRectF, colour: QColor, open_ends: int) -> QLinearGradient:
    clear = QColor(colour)
    clear.setAlpha(0)
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    gradient.setColorAt(0, clear if open_ends & _OPEN_START else colour)
    gradient.setColorAt(0.5, colour)
    gradient.setColorAt(1, clear if open_ends & _OPEN_END else colour)
    return gradient
