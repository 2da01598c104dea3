"""Finds the ruled tables of a PDF page: the grid that its lines draw, and the cell of a place.

Tables without rules are left as text. Which characters stand in a cell is left to `pdf`.
"""

from __future__ import annotations

import bisect
import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.pdf_frame import PageFrame

#: Rules that end this near to a crossing one, in points, reach it.
_NEAR = 3.0
#: Rules nearer than this are one: a border is often drawn as a narrow box, and the shade of a cell
#: as another one inside it, as far from the border as the text.
_ROW = 4.0
_COLUMN = 8.0
#: Rules shorter than this are strokes of a drawing.
_SHORT = 5.0
#: More strokes than this are a drawing or a map, not a table.
_STROKES = 4000
_RULES = 1500


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, level or upright: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, where: float) -> bool:
        """Say whether the rule runs past a place."""
        return self.start - _NEAR <= where <= self.end + _NEAR


class Grid:
    """The cells between crossing rules, rows and columns from 1; a merged cell is its first."""

    def __init__(self, level: list[Rule], upright: list[Rule]) -> None:
        self._level = _gathered(level, _ROW)
        self._upright = _gathered(upright, _COLUMN)
        #: Where the rows and columns begin, and where the last one ends.
        self.rows = [rules[0].at for rules in self._level]
        self.columns = [rules[0].at for rules in self._upright]
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def is_table(self) -> bool:
        """Say whether there are at least two rows of two cells."""
        return len(self.rows) > 2 and len(self.columns) > 2

    def find_cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a place, None outside the grid."""
        row, column = bisect.bisect(self.rows, y), bisect.bisect(self.columns, x)
        if not (0 < row < len(self.rows) and 0 < column < len(self.columns)):
            return None
        found = self._known.get((row, column))
        if found is None:
            top, left = _last(self._level[:row], x), _last(self._upright[:column], y)
            found = self._known[row, column] = (top, left)
        return found

    def goes_on(self, other: Grid) -> bool:
        """Say whether another grid has the same columns, as a table on the next page has."""
        pairs = zip(self.columns, other.columns, strict=False)
        same = all(abs(one - two) <= _NEAR for one, two in pairs)
        return same and len(self.columns) == len(other.columns)


def find_grids(page: pdfium.PdfPage, frame: PageFrame) -> list[Grid]:
    """Return the ruled tables of a page, none where it is drawn all over."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for number, (x0, y0, x1, y1) in enumerate(_strokes(page, frame)):
        if number > _STROKES:
            return []
        if abs(y1 - y0) < 1 and abs(x1 - x0) > _SHORT:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < 1 and abs(y1 - y0) > _SHORT:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    level, upright = list(dict.fromkeys(level)), list(dict.fromkeys(upright))
    if len(level) + len(upright) > _RULES:
        return []
    grids = (Grid(*rules) for rules in _connected(level, upright))
    return [grid for grid in grids if grid.is_table()]


def _strokes(page: pdfium.PdfPage, frame: PageFrame) -> Iterator[tuple[float, ...]]:
    """Yield the straight strokes of a page's drawings as x, y, x, y of the upright page."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        turned = item.get_matrix()
        before: tuple[float, float] | None = None
        first = before
        for index in range(min(raw.FPDFPath_CountSegments(item), _STROKES)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            point = turned.on_point(*_point(segment))
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or before is None:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield _upright(before, point, frame)
            before = point
            if first is not None and raw.FPDFPathSegment_GetClose(segment):
                yield _upright(point, first, frame)


def _point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _upright(
    one: tuple[float, float], two: tuple[float, float], frame: PageFrame
) -> tuple[float, ...]:
    return frame.upright(
        min(one[0], two[0]),
        min(one[1], two[1]),
        max(one[0], two[0]),
        max(one[1], two[1]),
        frame.rotation,
    )


def _gathered(rules: Iterable[Rule], near: float) -> list[list[Rule]]:
    """Return the rules in order, those that stand near each other together."""
    found: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if found and rule.at - found[-1][-1].at <= near:
            found[-1].append(rule)
        else:
            found.append([rule])
    return found


def _last(borders: list[list[Rule]], where: float) -> int:
    """Return the number from 1 of the last border of which a rule really runs past a place."""
    for number in range(len(borders), 1, -1):
        if any(rule.covers(where) for rule in borders[number - 1]):
            return number
    return 1


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that cross each other, directly or through others."""
    group = list(range(len(level) + len(upright)))

    def find(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for one, across in enumerate(level):
        for two, down in enumerate(upright, start=len(level)):
            if across.covers(down.at) and down.covers(across.at):
                group[find(one)] = find(two)
    members: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate([*level, *upright]):
        members[find(number)][number >= len(level)].append(rule)
    yield from members.values()
