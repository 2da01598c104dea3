"""Draws how the events of each type have added up under a lane, as a band where dates are unsure.

Owns scale, steps and signs of the curves; the days come from `layout.timeline.Curve`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from chronology_app.layout.timeline import CURVE, PlacedLane, Scale, TimelineFigure
from exporters.chart_ink import GRID, SOFT, Sheet
from exporters.chart_style import mark_of, reach_of

_STYLES: tuple[object, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (5, 1.5, 1, 1.5)))
_MARK_PT = 4.6
#: Lines of the same count stand so many millimetres apart.
_APART_MM = 0.35


def draw_curves(
    sheet: Sheet, figure: TimelineFigure, lane: PlacedLane, scale: Scale, left: float, top: float
) -> None:
    """Draw the curves of a lane between its marks and its months."""
    curves = lane.lane.curves
    most = max((len(curve.at_most) for curve in curves), default=0)
    if not most:
        return
    high, low = top + lane.curve_top + 1.5, top + lane.curve_top + CURVE - 1.0
    x0, x1 = left + lane.x0, left + max(lane.x1, lane.x0)
    per_event = (low - high - _APART_MM * (len(curves) - 1)) / most
    sheet.lines([[(x0, y), (x1, y)] for y in (high, low)], colour=GRID, width=0.5)
    for y, number in ((high, most), (low, 0)):
        sheet.words(left + scale.width + 0.8, y, str(number), 6.0, colour=SOFT)
    for n, curve in enumerate(curves):
        colour, shape = mark_of(curve.code, figure)
        upper = _steps(curve.at_most, scale, lane)
        lower = _steps(curve.at_least, scale, lane)
        base = low - n * _APART_MM
        place = [[(left + x, base - count * per_event) for x, count in steps]
                 for steps in (upper, lower)]  # fmt: skip
        if upper != lower:
            sheet.area([*place[0], *reversed(place[1])], colour, 0.25)
        sheet.lines(place, colour=colour, width=1.0, style=_STYLES[n % len(_STYLES)], order=2.6)
        at = lane.x0 + (lane.x1 - lane.x0) * (n + 0.5) / len(curves)
        count = _count_at(upper, at)
        size = _MARK_PT / (2 * reach_of(shape))
        sheet.marks([left + at], [base - count * per_event], shape, colour, size)


def _steps(days: Sequence[date], scale: Scale, lane: PlacedLane) -> list[tuple[float, float]]:
    """Return the corners of a rising line: (millimetres, count), from edge to edge of the lane."""
    first = date.fromordinal(scale.first)
    count = bisect_left(days, first)
    points = [(min(lane.x0, lane.x1), float(count))]
    for day in days[count:]:
        if day.toordinal() >= scale.first + scale.days:
            break
        x = scale.x(day)
        points += [(x, points[-1][1]), (x, points[-1][1] + 1)]
    return [*points, (max(lane.x1, points[-1][0]), points[-1][1])]


def _count_at(steps: list[tuple[float, float]], x: float) -> float:
    return max((count for at, count in steps if at <= x), default=steps[0][1])
