"""Writes the chronology, the cumulative figures and the sources as a workbook.

What was recorded is written as text and never read as a formula or a link; only counts are
numbers. Leaves the choice of what may be written to `chronology_app.documents`.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import xlsxwriter

from chronology_app.documents.sheets import Sheet, Workbook
from exporters.files import write_file

#: Excel holds no longer text in a cell.
_LONGEST = 32767
_ENOUGH_ROWS = 1_048_575


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
    rows = sheet.rows[:_ENOUGH_ROWS]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row.cells):
            if isinstance(value, str):
                page.write_string(number, column, value[:_LONGEST], text)
            else:
                page.write_number(number, column, value, text)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if rows:
        page.autofilter(0, 0, len(rows), len(sheet.columns) - 1)
