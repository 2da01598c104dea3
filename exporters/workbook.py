"""Writes the chronology, the cumulative figures and the sources as a workbook.

What was recorded is written as text and never read as a formula or a link; only counts are
numbers. Leaves the choice of what may be written to `chronology_app.documents`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from chronology_app.documents.sheets import Sheet, Workbook
from exporters.files import write_file

#: Excel holds no longer text in a cell.
_LONGEST = 32767
#: Points of a line of text, and of the highest row that Excel allows.
_LINE_POINTS, _HIGHEST = 15.0, 409.0
#: Excel's number for the paper size A3.
_A3 = 8


def write_workbook(workbook: Workbook, target: Path) -> None:
    """Write a workbook as .xlsx. Errors: ExportError, with nothing half-written."""
    write_file(target, build_workbook_bytes(workbook))


def build_workbook_bytes(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of an .xlsx; the same workbook gives the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    day = workbook.prepared_on
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    book.set_properties({"title": workbook.title, "created": created.replace(tzinfo=None)})
    looks = _Looks(
        heading=book.add_format(
            {"bold": True, "bg_color": "#E7EBEF", "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        number=book.add_format({"align": "center", "valign": "top"}),
    )
    for sheet in workbook.sheets:
        _add_sheet(book, sheet, looks)
    book.close()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of cells."""

    heading: xlsxwriter.format.Format
    text: xlsxwriter.format.Format
    number: xlsxwriter.format.Format


def _add_sheet(book: xlsxwriter.Workbook, sheet: Sheet, looks: _Looks) -> None:
    page = book.add_worksheet(sheet.name[:31])
    for column, (name, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, name, looks.heading)
    widths = [width for _, width in sheet.columns]
    page.set_row(0, 2 * _LINE_POINTS)
    last = 0
    for row in sheet.rows:
        for cells in _in_cells(row.cells):
            last += 1
            page.set_row(last, _height(cells, widths))
            _write_row(page, last, cells, looks)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A3)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.fit_to_pages(1, 0)
    if last:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_row(
    page: xlsxwriter.worksheet.Worksheet,
    number: int,
    cells: tuple[str | float, ...],
    looks: _Looks,
) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, str):
            page.write_string(number, column, value, looks.text)
        else:
            page.write_number(number, column, value, looks.number)


def _height(cells: tuple[str | float, ...], widths: list[float]) -> float:
    """Return a row's height in points: room for its longest cell, which not every program makes."""
    lines = [
        sum(-(-max(len(line), 1) // max(int(width) - 2, 1)) for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(_LINE_POINTS * max(lines, default=1), _HIGHEST)


def _in_cells(cells: tuple[str | float, ...]) -> Iterator[tuple[str | float, ...]]:
    """Yield the row, and what is too long for a cell in further rows below it."""
    yield tuple(cell[:_LONGEST] if isinstance(cell, str) else cell for cell in cells)
    rest = tuple(cell[_LONGEST:] if isinstance(cell, str) else "" for cell in cells)
    if any(rest):
        yield from _in_cells(rest)
