"""Paints a family: symbols, words, lines and frames, on the screen or into a picture.

Where things stand is in `chronology_app.layout.genogram`; keys and the mouse are in `genogram`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPolygonF

from chronology_app.layout.genogram import CELL, LABEL, SYMBOL, Spot
from ui.presenters.people_genogram import FamilyDrawing, LegendLine, Node, tie_words
from ui.theme.colours import LIGHT, Palette
from ui.theme.style import theme

#: The side of a symbol in pixels at 100 %.
UNIT = 34.0
_PICTURE_SCALE = 2.0


def unit(zoom: float) -> float:
    """Return the side of a symbol in pixels at a zoom, as large as the text size asks."""
    return UNIT * theme.text_size / 100 * zoom


def words_font(zoom: float, *, bold: bool = False) -> QFont:
    """Return the font of the words below a symbol."""
    font = theme.font("small")
    font.setPointSizeF(max(1.0, font.pointSizeF() * zoom))
    font.setBold(bold)
    return font


def cell_rect(spot: Spot, side: float) -> QRectF:
    """Return the rectangle of a person's cell in pixels."""
    left, top, right, bottom = (value * side for value in spot.cell)
    return QRectF(left, top, right - left, bottom - top)


def paint_frames(painter: QPainter, drawing: FamilyDrawing, side: float, look: Palette) -> None:
    """Paint the frames of the households."""
    painter.setPen(QPen(QColor(look.muted), 1.2, Qt.PenStyle.DotLine))
    fill = QColor(look.accent_soft)
    fill.setAlpha(90)
    painter.setBrush(fill)
    for outline in drawing.genogram.outlines:
        left, top, right, bottom = (value * side for value in outline.box)
        painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), 8, 8)
        if len(drawing.households) > 1:
            room = QRectF(left + 5, top + 1, side, side)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, str(outline.household + 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_lines(
    painter: QPainter, drawing: FamilyDrawing, side: float, zoom: float, look: Palette
) -> None:
    """Paint the lines of couples and of descent, with the word for a tie other than birth."""
    for couple in drawing.genogram.couples:
        painter.setPen(_line_pen(look, is_ended=couple.is_ended))
        painter.drawPolyline(_polygon(couple.points, side))
    painter.setFont(words_font(zoom))
    for line in drawing.genogram.descents:
        painter.setPen(_line_pen(look, is_ended=line.is_ended))
        painter.drawPolyline(_polygon(line.points, side))
        if words := tie_words(line.kind):
            x, y = line.points[-1]
            spot = drawing.genogram.spots[line.child_id]
            _paint_tie(painter, words, QPointF(x * side, y * side), look, x < spot.x)


def _paint_tie(painter: QPainter, words: str, end: QPointF, look: Palette, is_left: bool) -> None:
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(words) + 4, metrics.height()
    left = end.x() - width - 3 if is_left else end.x() + 3
    box = QRectF(left, end.y() - height - 1, width, height)
    painter.fillRect(box, QColor(look.surface))
    painter.setPen(QColor(look.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _line_pen(look: Palette, *, is_ended: bool) -> QPen:
    style = Qt.PenStyle.DashLine if is_ended else Qt.PenStyle.SolidLine
    return QPen(QColor(look.muted), 1.6, style)


def _polygon(points: Sequence[tuple[float, float]], side: float) -> QPolygonF:
    return QPolygonF([QPointF(x * side, y * side) for x, y in points])


def paint_node(
    painter: QPainter, node: Node, rect: QRectF, zoom: float, look: Palette,
    *, is_chosen: bool = False, has_focus: bool = False, has_line: bool = False,
) -> None:  # fmt: skip
    """Paint one person into the rectangle of their cell; `has_line`: one runs behind the words."""
    side = rect.width() / CELL
    if is_chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent_soft))
        painter.drawRoundedRect(rect, 6, 6)
    symbol = QRectF(rect.center().x() - side / 2, rect.top() + 2, side * SYMBOL - 2, side - 2)
    paint_symbol(painter, node.symbol, symbol, look, is_double=node.is_case_child,
                 is_crossed=node.is_dead)  # fmt: skip
    ground = (look.accent_soft if is_chosen else look.surface) if has_line else ""
    _paint_words(painter, node, QRectF(rect.left(), rect.top() + side + 2, rect.width(),
                                       side * LABEL - 2), zoom, look,
                 ground)  # fmt: skip
    if has_focus:
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


def _paint_words(
    painter: QPainter, node: Node, room: QRectF, zoom: float, look: Palette, ground: str
) -> None:
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.setFont(words_font(zoom, bold=True))
    used = painter.boundingRect(room, flags, node.name)
    if ground:
        painter.fillRect(used.adjusted(-2, 0, 2, 0), QColor(ground))
    painter.setPen(QColor(look.text))
    painter.drawText(room, flags, node.name)
    painter.setFont(words_font(zoom))
    painter.setPen(QColor(look.muted))
    rest = QRectF(room.left(), used.bottom(), room.width(), max(0.0, room.bottom() - used.bottom()))
    if ground:
        painter.fillRect(painter.boundingRect(rest, flags, node.life), QColor(ground))
    painter.drawText(rest, flags, node.life)


def paint_symbol(
    painter: QPainter, symbol: str, rect: QRectF, look: Palette,
    *, is_double: bool = False, is_crossed: bool = False,
) -> None:  # fmt: skip
    """Paint a person's symbol: double for a child of the case, crossed for who has died."""
    painter.setPen(QPen(QColor(look.text), 1.8))
    painter.setBrush(QColor(look.surface))
    path = _shape(symbol, rect)
    painter.drawPath(path)
    if is_double:
        room = rect.width() * (0.2 if symbol in ("triangle", "diamond") else 0.13)
        inner = rect.adjusted(room, room * (1.4 if symbol == "triangle" else 1), -room, -room)
        painter.drawPath(_shape(symbol, inner))
    if is_crossed:
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomLeft())


def _shape(symbol: str, rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle = rect.center()
    if symbol == "circle":
        path.addEllipse(rect)
    elif symbol == "square":
        path.addRect(rect)
    else:
        corners = [QPointF(middle.x(), rect.top())]
        if symbol == "triangle":
            corners += [rect.bottomRight(), rect.bottomLeft()]
        else:
            corners += [QPointF(rect.right(), middle.y()), QPointF(middle.x(), rect.bottom()),
                        QPointF(rect.left(), middle.y())]  # fmt: skip
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path


def paint_sign(painter: QPainter, sign: str, rect: QRectF, look: Palette) -> None:
    """Paint the sign of one line of the legend."""
    if sign in ("couple", "ended"):
        painter.setPen(_line_pen(look, is_ended=sign == "ended"))
        painter.drawLine(QPointF(rect.left(), rect.center().y()),
                         QPointF(rect.right(), rect.center().y()))  # fmt: skip
    elif sign == "household":
        painter.setPen(QPen(QColor(look.muted), 1.2, Qt.PenStyle.DotLine))
        painter.setBrush(QColor(look.accent_soft))
        painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 4, 4)
    else:
        shape = {"case_child": "square", "died": "square"}.get(sign, sign)
        paint_symbol(painter, shape, rect, look, is_double=sign == "case_child",
                     is_crossed=sign == "died")  # fmt: skip


def paint_family(drawing: FamilyDrawing) -> QImage:
    """Return the whole family with its legend as a picture on white, to be put into a text.

    It names no household's place: an address may be protected.
    """
    side = unit(1.0)
    line = side * 0.8
    genogram = drawing.genogram
    width, height = max(genogram.width * side, 360.0), genogram.height * side
    whole = height + line * (len(drawing.legend) + 1)
    image = QImage(int(width * _PICTURE_SCALE), int(whole * _PICTURE_SCALE),
                   QImage.Format.Format_RGB32)  # fmt: skip
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PICTURE_SCALE, _PICTURE_SCALE)
    paint_frames(painter, drawing, side, LIGHT)
    paint_lines(painter, drawing, side, 1.0, LIGHT)
    for person_id, node in drawing.nodes.items():
        paint_node(painter, node, cell_rect(genogram.spots[person_id], side), 1.0, LIGHT,
                   has_line=person_id in drawing.lone_parents)  # fmt: skip
    _paint_legend(painter, drawing.legend, height, line)
    painter.end()
    return image


def _paint_legend(painter: QPainter, legend: Sequence[LegendLine], top: float, line: float) -> None:
    painter.setFont(words_font(1.0))
    for number, entry in enumerate(legend):
        y = top + number * line
        paint_sign(painter, entry.sign, QRectF(12, y, line * 0.75, line * 0.75), LIGHT)
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QRectF(12 + line * 1.2, y, 2000, line * 0.75),
                         Qt.AlignmentFlag.AlignVCenter, entry.words)  # fmt: skip
