"""Draws the lanes of a timeline: heads, strips, marks, dates as wide as they are uncertain."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from chronology_app.layout.lanes import Tick, build_ticks
from ui.presenters.timeline import StripBand
from ui.theme.colours import level_colours, mark_colour, mark_shape
from ui.theme.style import theme
from ui.timeline.scene import LanePlace, RowPlace, Scene
from ui.timeline.shapes import shape_path
from ui.words import label, say

_MONTH_ROOM = 64


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


def paint_lanes(painter: QPainter, scene: Scene, clip: QRectF) -> None:
    """Draw every lane that the clip touches."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    left = scene.head_width
    _paint_grid(painter, scene, clip, left)
    for place in scene.places:
        if place.bottom >= clip.top() and place.top <= clip.bottom():
            _paint_lane(painter, scene, place, left)


def _paint_grid(painter: QPainter, scene: Scene, clip: QRectF, left: int) -> None:
    for tick in ticks_of(scene):
        x = left + scene.view.x(tick.day.toordinal())
        if x >= left:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, clip.top()), QPointF(x, clip.bottom()))
    today = left + scene.view.x(date.today().toordinal())
    if today >= left:
        painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(today, clip.top()), QPointF(today, clip.bottom()))


def _paint_lane(painter: QPainter, scene: Scene, place: LanePlace, left: int) -> None:
    painter.save()
    painter.setClipRect(QRectF(left, place.top - 2, scene.view.width_px, place.bottom + 4))
    _paint_before_birth(painter, scene, place, left)
    for row in place.rows:
        if row.strip is not None:
            for band in row.strip.bands:
                _paint_band(painter, scene, row, band, left)
        else:
            _paint_marks(painter, scene, row, left)
    painter.restore()
    _paint_head(painter, scene, place, left)


def _paint_before_birth(painter: QPainter, scene: Scene, place: LanePlace, left: int) -> None:
    if place.lane.born is None:
        return
    x = left + scene.view.x(place.lane.born)
    if x > left:
        ground = theme.colour("window")
        painter.fillRect(QRectF(left, place.top, x - left, place.bottom - place.top), ground)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, place.top), QPointF(x, place.bottom))


def _paint_band(
    painter: QPainter, scene: Scene, place: RowPlace, band: StripBand, left: int
) -> None:
    x0 = max(left + scene.view.x(band.first), left - 4.0)
    x1 = min(left + scene.view.x(band.last), left + scene.view.width_px + 4.0)
    if x1 < left or x0 > left + scene.view.width_px:
        return
    box = QRectF(x0, place.top, max(x1 - x0, 2.0), place.height)
    is_level = place.strip is not None and place.strip.kind == "level_of_help"
    ground, ink = level_colours(band.code) if is_level else (
        theme.palette.raised, theme.palette.text)  # fmt: skip
    painter.fillRect(box, QColor(ground))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    for edge, is_known in ((box.left(), band.has_start), (box.right(), band.has_end)):
        style = Qt.PenStyle.SolidLine if is_known else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.colour("edge"), 1, style))
        painter.drawLine(QPointF(edge, box.top()), QPointF(edge, box.bottom()))
    room = box.adjusted(6, 0, -4, 0)
    metrics = QFontMetrics(painter.font())
    words = metrics.elidedText(band.words, Qt.TextElideMode.ElideRight, int(room.width()))
    if len(words) > 2:
        painter.setPen(QColor(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_marks(painter: QPainter, scene: Scene, place: RowPlace, left: int) -> None:
    assert place.row is not None
    row, placed, middle = place.row, scene.placed(place), place.top + place.height / 2
    colour = QColor(mark_colour(row.code, theme.palette))
    _paint_bars(painter, scene, place, left, colour)
    path = shape_path(mark_shape(row.code))
    chosen = scene.stop.event_id if scene.stop else ""
    edge = theme.colour("surface")
    for x, count, index in zip(
        placed.x.tolist(), placed.counts.tolist(), placed.index.tolist(), strict=True
    ):
        if count == 1:
            side = scene.mark * (0.78 + 0.16 * int(row.weights[index]))
            painter.save()
            painter.translate(left + x, middle)
            painter.scale(side, side)
            painter.setPen(QPen(edge, 0.8 / side))
            painter.setBrush(colour)
            painter.drawPath(path)
            painter.restore()
        else:
            _paint_count(painter, scene, left + x, middle, count, colour)
        is_chosen = chosen and chosen in row.event_ids[index : index + count]
        if is_chosen and scene.stop and scene.stop.lane == place.lane:
            _paint_ring(painter, QPointF(left + x, middle), scene.mark)


def _paint_bars(
    painter: QPainter, scene: Scene, place: RowPlace, left: int, colour: QColor
) -> None:
    assert place.row is not None
    placed = scene.placed(place)
    soft = QColor(colour)
    soft.setAlpha(70)
    half, middle = scene.mark * 0.28, place.top + place.height / 2
    far = left + scene.view.width_px + 6.0
    for (x0, x1), index in zip(placed.bars.tolist(), placed.bar_index.tolist(), strict=True):
        box = QRectF(max(left + x0, left - 6.0), middle - half, 0, 2 * half)
        box.setRight(min(left + x1, far))
        painter.setBrush(soft)
        painter.setPen(QPen(colour, 1.2))
        painter.drawRoundedRect(box, half, half)
        if scene.stop and scene.stop.event_id == place.row.event_ids[index]:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), half + 3, half + 3)


def _paint_count(
    painter: QPainter, scene: Scene, x: float, y: float, count: int, colour: QColor
) -> None:
    """Draw a point that stands for several: its number in a ring of the row's colour."""
    words = str(count)
    metrics = QFontMetrics(painter.font())
    height = max(scene.mark + 4.0, float(metrics.height()))
    width = max(height, metrics.horizontalAdvance(words) + 8.0)
    box = QRectF(x - width / 2, y - height / 2, width, height)
    painter.setBrush(theme.colour("surface"))
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_ring(painter: QPainter, at: QPointF, mark: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2.4))
    painter.drawEllipse(at, mark * 0.85, mark * 0.85)


def _paint_head(painter: QPainter, scene: Scene, place: LanePlace, left: int) -> None:
    """Draw the line that names a lane, with the child's birthdays along it, and its rows' names."""
    height = float(scene.head_height)
    line = QRectF(0, place.top, left + scene.view.width_px, height)
    painter.fillRect(line, theme.colour("raised"))
    strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
    base = place.top + (height + strong.ascent() - strong.descent()) / 2
    arrow = "▸" if place.is_closed else "▾"
    title = f"{arrow} {place.lane.title}"
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("text"))
    painter.drawText(QPointF(10, base), title)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("muted"))
    count = say("time.events", count=place.lane.count)
    x = 10.0 + strong.horizontalAdvance(title) + 14
    words = f"{place.lane.subtitle} · {count}"
    painter.drawText(QPointF(x, base), words)
    _paint_ages(painter, scene, place, max(left, x + small.horizontalAdvance(words) + 16), base)
    painter.fillRect(
        QRectF(0, line.bottom(), left, place.bottom - line.bottom()), theme.colour("surface")
    )
    _paint_row_names(painter, place, left)


def _paint_ages(
    painter: QPainter, scene: Scene, place: LanePlace, from_x: float, base: float
) -> None:
    """Draw the child's age at each birthday that has room, from the left."""
    if place.lane.born is None:
        return
    born, metrics = date.fromordinal(place.lane.born), QFontMetrics(painter.font())
    end = place.lane.died or scene.timeline.last
    for years in range(120):
        birthday = date(born.year + years, born.month, min(born.day, 28)).toordinal()
        x = scene.head_width + scene.view.x(birthday)
        if birthday > end or x > scene.head_width + scene.view.width_px:
            return
        words = say("time.age", age=years)
        if x >= from_x:
            painter.setPen(theme.colour("edge"))
            painter.drawLine(QPointF(x, base + 3), QPointF(x, base - metrics.ascent()))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QPointF(x + 3, base), words)
            from_x = x + metrics.horizontalAdvance(words) + 12


def _paint_row_names(painter: QPainter, place: LanePlace, left: int) -> None:
    metrics = QFontMetrics(painter.font())
    for row in place.rows:
        if row.strip is not None:
            words = row.strip.words
        else:
            assert row.row is not None
            words = _row_words(row.row.code)
        box = QRectF(10, row.top, left - 20, row.height)
        painter.setPen(theme.colour("muted"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)


def _row_words(code: str) -> str:
    if code in ("strength", "other"):
        return say(f"time.row.{code}")
    words = label("type", code)
    return words[:1].upper() + words[1:]
