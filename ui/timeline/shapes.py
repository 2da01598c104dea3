"""The shapes of marks on the screen, the same as in the printed figures."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _star() -> QPainterPath:
    points = []
    for n in range(10):
        reach = 0.62 if n % 2 == 0 else 0.27
        angle = -pi / 2 + n * pi / 5
        points.append((reach * cos(angle), reach * sin(angle)))
    return _polygon(*points)


def _cross(turned: bool) -> QPainterPath:
    a, b = 0.5, 0.19
    points = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b),
              (-a, b), (-a, -b), (-b, -b)]  # fmt: skip
    if turned:
        points = [((x - y) * 0.72, (x + y) * 0.72) for x, y in points]
    return _polygon(*points)


@cache
def shape_path(shape: str) -> QPainterPath:
    """Return a mark of side 1 around the origin; `shape` as the printed figures name it."""
    match shape:
        case "s":
            return _polygon((-0.42, -0.42), (0.42, -0.42), (0.42, 0.42), (-0.42, 0.42))
        case "D":
            return _polygon((0, -0.58), (0.58, 0), (0, 0.58), (-0.58, 0))
        case "^":
            return _polygon((0, -0.52), (0.55, 0.44), (-0.55, 0.44))
        case "v":
            return _polygon((0, 0.52), (0.55, -0.44), (-0.55, -0.44))
        case "*":
            return _star()
        case "P":
            return _cross(turned=False)
        case "X":
            return _cross(turned=True)
        case ".":
            path = QPainterPath()
            path.addEllipse(QRectF(-0.3, -0.3, 0.6, 0.6))
            return path
    path = QPainterPath()
    path.addEllipse(QRectF(-0.46, -0.46, 0.92, 0.92))
    return path
