"""Puts the lines of a PDF together into blocks, and tells headings, headers and footers apart.

Where the lines come from is left to `pdf`. The order of the lines is the file's own.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from importers.pdf_tables import Grid

T = TypeVar("T")

#: A line this much larger than most of the text, in any weight, is a heading.
_LARGER = 1.14
_HEADING_CHARS = 120
_HEADING_LINES = 3
#: A step to the next line this much longer than usual ends a block.
_STEP = 1.3
#: More lines than this are tall for the first cell of a row.
_TALL = 8
#: The usual step between lines of larger type, in its sizes.
_LEADING = 1.2
_PAGE_NUMBER = re.compile(
    r"(?:^|\b)(?:page|tudalen|p\.?)\s*\d+(?:\s*(?:of|o|/)\s*\d+)?|^\W*\d+\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table; grids are told apart as objects."""

    grid: Grid
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page. Lengths are points from the top left corner of the upright page."""

    page: int
    number: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    #: Where it stands in a table, if it does.
    cell: Cell | None = None
    #: Its characters by their numbers on the page, end exclusive.
    first: int = 0
    end: int = 0


@dataclass(slots=True)
class Block:
    """Lines that belong together, all on one page."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    #: Table, row and column from 1, for kind "cell".
    cell: dict[str, int] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page, from 1."""
        return self.lines[0].page

    @property
    def first_line(self) -> int:
        """The number of the first line on its page, from 1."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """The lines, joined by line breaks."""
        return "\n".join(line.text.rstrip() for line in self.lines)


def rows_are_ruled(grid: Grid, lines: list[Line]) -> bool:
    """Say whether the rules part a grid's rows, and not just groups of columns or boxes.

    In a row that is one row the first cell is short (a date, a name) or stands alone in length.
    """
    heights: dict[int, dict[int, set[int]]] = {}
    for line in lines:
        if line.cell and line.cell.grid is grid:
            cells = heights.setdefault(line.cell.row, {})
            cells.setdefault(line.cell.column, set()).add(round(line.top))
    columns = {column for cells in heights.values() for column in cells}
    for cells in heights.values():
        counts = [len(cells[column]) for column in sorted(cells)]
        others = sum(count > _TALL for count in counts[1:])
        if counts[0] > (_TALL if others else 3 * _TALL):
            return False
    return len(columns) > 1 and len(heights) > 1


def group_lines(lines: list[Line], pages: int) -> Iterator[Block]:
    """Yield the blocks in the order of their lines; a table comes where its first line stands."""
    style = _Style(lines, pages)
    tables = _Tables(lines)
    block: Block | None = None
    for line in lines:
        kind = "cell" if line.cell else style.kind(line)
        if block is not None and (block.kind != kind or style.parts(block, line)):
            yield _checked(block)
            block = None
        if line.cell:
            yield from tables.take(line.cell.grid)
        else:
            block = block or Block(kind)
            block.lines.append(line)
            tables.pass_by(kind)
    if block is not None:
        yield _checked(block)


class _Tables:
    """Gives each table its number and each cell its lines; a table may go on over the page."""

    def __init__(self, lines: list[Line]) -> None:
        self._cells: dict[Grid, dict[tuple[int, int], list[Line]]] = {}
        for line in lines:
            if line.cell:
                cells = self._cells.setdefault(line.cell.grid, {})
                cells.setdefault((line.cell.row, line.cell.column), []).append(line)
        self._count = 0
        self._rows = 0
        #: The table that ended last, while nothing but margins has come after it.
        self._last: Grid | None = None

    def pass_by(self, kind: str) -> None:
        """Take note of a line outside tables: text ends a table, a margin does not."""
        if kind not in ("header", "footer"):
            self._last = None

    def take(self, grid: Grid) -> Iterator[Block]:
        """Yield the cells of a table, row by row, the first time that it is met."""
        cells = self._cells.pop(grid, None)
        if cells is None:
            return
        if self._last is None or not self._last.goes_on(grid):
            self._count, self._rows = self._count + 1, 0
        for row, column in sorted(cells):
            lines = sorted(cells[row, column], key=lambda line: (round(line.top), line.left))
            place = {"table": self._count, "row": self._rows + row, "column": column}
            yield Block("cell", lines, place)
        self._rows += len(grid.rows) - 1
        self._last = grid


def _checked(block: Block) -> Block:
    """Take a long stretch of heading type for what it is: text."""
    too_long = len(block.lines) > _HEADING_LINES or len(block.text) > _HEADING_CHARS
    if block.kind == "heading" and too_long:
        block.kind = "block"
    return block


class _Style:
    """What is usual in one file: type size, weight, steps between lines, repeated margins."""

    def __init__(self, lines: list[Line], pages: int) -> None:
        sizes = _weigh((line.size, len(line.text)) for line in lines)
        weights = _weigh((line.bold, len(line.text)) for line in lines)
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._mostly_bold = weights[True] > weights[False]
        self._margins = _repeated_margins(lines, pages)
        steps: dict[int, list[float]] = {}
        for first, second in zip(lines, lines[1:], strict=False):
            step = second.bottom - first.bottom
            in_text = first.cell is None and second.cell is None
            if in_text and first.page == second.page and 0 < step < 4 * max(first.size, 4):
                steps.setdefault(first.page, []).append(step)
        self._steps = {page: statistics.median_low(found) for page, found in steps.items()}

    def kind(self, line: Line) -> str:
        margin = self._margins.get((line.page, line.number))
        if margin:
            return margin
        larger = self._size > 0 and line.size >= self._size * _LARGER
        words = any(char.isalpha() for char in line.text)
        marked = larger or (line.bold and not self._mostly_bold)
        return "heading" if marked and words and len(line.text) <= _HEADING_CHARS else "block"

    def parts(self, block: Block, line: Line) -> bool:
        """Say whether a line begins a block of its own, though it is of the same kind."""
        last = block.lines[-1]
        if last.page != line.page or abs(last.size - line.size) > 0.12 * max(last.size, 1):
            return True
        if last.bold != line.bold and len(last.text) > 3 and len(line.text) > 3:
            return True
        step = line.bottom - last.bottom
        usual = self._steps.get(line.page, step)
        if line.size >= self._size * _LARGER:
            usual = max(usual, _LEADING * line.size)
        apart = line.left > last.right or line.right < block_left(block)
        if step < 0.3 * (last.bottom - last.top) or step > _STEP * usual or apart:
            return True
        return _ends_paragraph(block, line)


def block_left(block: Block) -> float:
    """Return how far to the left a block reaches."""
    return min(line.left for line in block.lines)


def _ends_paragraph(block: Block, line: Line) -> bool:
    """Say whether the block's last line stops short after a sentence, as paragraphs end."""
    last = block.lines[-1]
    right = max(line.right, *(item.right for item in block.lines))
    width = right - min(line.left, block_left(block))
    stops = last.text.rstrip()[-1:] in (".", "!", "?", ":", '"', "”", ")")
    return stops and last.right < right - 0.25 * width


def _weigh(items: Iterable[tuple[T, int]]) -> Counter[T]:
    counts: Counter[T] = Counter()
    for item, weight in items:
        counts[item] += weight
    return counts


def _repeated_margins(lines: list[Line], pages: int) -> dict[tuple[int, int], str]:
    """Find the first and last lines that come back on other pages, but for a page number.

    A second line counts only beside a first one that comes back as well, so that the second half
    of a heading is never taken for a margin.
    """
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    ordered = [
        sorted(items, key=lambda item: item.bottom) for items in by_page.values() if len(items) > 3
    ]
    found: dict[tuple[int, int], str] = {}
    if pages < 2:
        return found
    for kind, order in (("header", 1), ("footer", -1)):
        edges = [items[::order][:2] for items in ordered]
        seen = Counter(_without_number(line) for edge in edges for line in edge)
        for edge in edges:
            for line in edge:
                if seen[_without_number(line)] < max(2, pages // 2):
                    break
                found[line.page, line.number] = kind
    return found


def _without_number(line: Line) -> tuple[str, int]:
    """Return a line's words without a page number, and its height on the page."""
    return _PAGE_NUMBER.sub("#", line.text.strip()), round(line.bottom / 4)
