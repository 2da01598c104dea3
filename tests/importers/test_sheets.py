"""Workbooks: every cell with its place, dates and numbers as exact text, and what else is there."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from chronology_app.errors import ImportFileError
from importers.sheets import cell_text
from tests.importers.builders import packed
from tests.importers.helpers import codes, read, texts


def workbook() -> openpyxl.Workbook:
    """Return an empty workbook with one sheet, "Log"."""
    made = openpyxl.Workbook()
    made.worksheets[0].title = "Log"
    return made


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_keep_sheet_row_and_column_also_off_the_corner() -> None:
    book = workbook()
    book.worksheets[0]["C5"] = "Late again"
    book.create_sheet("Other")["A1"] = "x"
    places = [
        (p.text, p.locator.sheet, p.locator.row, p.locator.column, p.kind)
        for p in read(saved(book)).passages
    ]
    assert places == [("Late again", "Log", 5, 3, "cell"), ("x", "Other", 1, 1, "cell")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2021, 3, 4), "2021-03-04"),
        (dt.datetime(2021, 3, 4, 14, 30), "2021-03-04 14:30"),
        (dt.datetime(2021, 3, 4, 14, 30, 5), "2021-03-04 14:30:05"),
        (dt.datetime(2021, 3, 4), "2021-03-04"),
        (dt.time(8, 50), "08:50"),
        (dt.timedelta(hours=30, minutes=5), "30:05"),
        (True, "TRUE"),
        (87.0, "87"),
        (0.225, "0.225"),
        (1e300, "1e+300"),
        (12345678901234.0, "12345678901234"),
    ],
)
def test_values_have_one_exact_text(value: object, text: str) -> None:
    assert cell_text(value) == text  # type: ignore[arg-type]


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    book = workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = dt.datetime(2020, 2, 29)
    assert texts(read(saved(book))) == ["2020-02-29"]


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("mmm-yy", dt.date(2022, 3, 1), "March 2022"),
        ("[$-809]mmmm yyyy;@", dt.date(2022, 3, 1), "March 2022"),
        ("yyyy", dt.date(2022, 1, 1), "2022"),
        ("yyyy", dt.date(2022, 3, 1), "2022-03-01"),
        ("mmm-yy", dt.date(2022, 3, 17), "2022-03-17"),
        ("dd/mm/yyyy", dt.date(2022, 3, 1), "2022-03-01"),
        ("mm:ss", dt.date(2022, 3, 1), "2022-03-01"),
    ],
)
def test_a_month_gets_no_day_that_the_sheet_does_not_show(
    code: str, day: dt.date, text: str
) -> None:
    book = workbook()
    book.worksheets[0]["B2"] = day
    book.worksheets[0]["B2"].number_format = code
    assert texts(read(saved(book))) == [text]


def test_merged_cells_are_read_once() -> None:
    book = workbook()
    book.worksheets[0]["A1"] = "over three"
    book.worksheets[0].merge_cells("A1:C2")
    assert texts(read(saved(book))) == ["over three"]


def test_comments_errors_and_page_headers_are_not_lost() -> None:
    book = workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "ok"
    sheet["B2"].comment = Comment("Rang twice", "T. Eacher")
    sheet["A3"] = "#N/A"
    sheet["A3"].data_type = "e"
    sheet.oddHeader.left.text = "Salt && Pepper School"
    result = read(saved(book))
    assert texts(result, "comment") == ["Rang twice"]
    assert texts(result, "header")[0].strip() in ("Salt & Pepper School", "Salt && Pepper School")
    error = next(note for note in result.notes if note.code == "cell_error")
    assert (error.raw, error.locator.row, error.locator.column) == ("#N/A", 3, 1)


def test_a_formula_without_a_result_is_named() -> None:
    book = workbook()
    book.worksheets[0]["A1"] = "=SUM(B1:B9)"
    result = read(saved(book))
    assert [(note.code, note.raw) for note in result.notes] == [
        ("formula_without_result", "SUM(B1:B9)")
    ]


def test_hidden_sheets_and_rows_are_read_and_said() -> None:
    book = workbook()
    book.worksheets[0]["A1"] = "shown"
    book.worksheets[0].row_dimensions[2].hidden = True
    book.worksheets[0]["A2"] = "row"
    hidden = book.create_sheet("Behind")
    hidden["A1"] = "sheet"
    hidden.sheet_state = "veryHidden"
    result = read(saved(book))
    assert texts(result) == ["shown", "row", "sheet"]
    assert sorted(codes(result)) == ["hidden_rows", "hidden_sheet"]


def test_a_document_type_in_any_part_is_refused() -> None:
    good = saved(workbook())
    with zipfile.ZipFile(io.BytesIO(good)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["xl/worksheets/sheet1.xml"] = b"<!DOCTYPE lolz [<!ENTITY a 'b'>]><worksheet/>"
    with pytest.raises(ImportFileError) as refusal:
        read(packed(members))
    assert refusal.value.code == "unsafe"


def test_two_cells_at_the_far_ends_of_a_sheet_are_refused_not_laid_out() -> None:
    book = workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["XFD1048576"] = "y"
    with pytest.raises(ImportFileError) as refusal:
        read(saved(book))
    assert refusal.value.code == "too_large"


def test_an_empty_workbook_says_so() -> None:
    assert codes(read(saved(workbook()))) == ["nothing_found"]
