"""Writes the chronology, the cumulative figures and the sources as a workbook.

What was recorded is written as text and never read as a formula or a link; only counts are
numbers. Leaves the choice of what may be written to `chronology_app.documents`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from chronology_app.documents.sheets import Sheet, Workbook
from exporters.files import write_file

#: Excel holds no longer text in a cell.
_LONGEST = 32767


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
    heading = book.add_format(
        {"bold": True, "bg_color": "#E7EBEF", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in workbook.sheets:
        _add_sheet(book, sheet, heading, text)
    book.close()
    return buffer.getvalue()


def _add_sheet(
    book: xlsxwriter.Workbook,
    sheet: Sheet,
    heading: xlsxwriter.format.Format,
    text: xlsxwriter.format.Format,
) -> None:
    page = book.add_worksheet(sheet.name[:31])
    for column, (name, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, name, heading)
    last = 0
    for row in sheet.rows:
        for cells in _in_cells(row.cells):
            last += 1
            _write_row(page, last, cells, text)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if last:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_row(
    page: xlsxwriter.worksheet.Worksheet,
    number: int,
    cells: tuple[str | float, ...],
    text: xlsxwriter.format.Format,
) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, str):
            page.write_string(number, column, value, text)
        else:
            page.write_number(number, column, value, text)


def _in_cells(cells: tuple[str | float, ...]) -> Iterator[tuple[str | float, ...]]:
    """Yield the row, and what is too long for a cell in further rows below it."""
    yield tuple(cell[:_LONGEST] if isinstance(cell, str) else cell for cell in cells)
    rest = tuple(cell[_LONGEST:] if isinstance(cell, str) else "" for cell in cells)
    if any(rest):
        yield from _in_cells(rest)
