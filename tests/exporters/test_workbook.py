"""The workbook: texts stay texts, counts are numbers, the bytes repeat."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from chronology_app.documents.options import ExportOptions
from chronology_app.documents.sheets import Sheet, SheetRow, Workbook, build_workbook
from exporters.workbook import build_workbook_bytes
from tests.factories import TODAY, sample_view


def _opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def _one(*cells):
    columns = tuple((f"C{n}", 10.0) for n in range(len(cells)))
    return Workbook("Book", TODAY, (Sheet("Sheet", columns, (SheetRow(cells),)),))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+44 1632 960123",
        "-1",
        "@SUM(A1)",
        "http://x.example",
        "007",
        "{=A1}",
        "\x01odd",
    ],  # fmt: skip
)
def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(text):
    data = build_workbook_bytes(_one(text, 3.0))
    first, second = _opened(data)["Sheet"][2]
    assert first.data_type == "s"
    assert first.hyperlink is None
    assert first.value.replace("_x0001_", "\x01") == text
    assert second.value == 3
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_a_text_longer_than_a_cell_holds_goes_on_in_further_rows():
    text = "a" * 40_000
    sheet = _opened(build_workbook_bytes(_one(text, "x")))["Sheet"]
    assert "".join(row[0].value for row in sheet.iter_rows(min_row=2)) == text


def test_the_family_workbook_has_four_sheets_and_repeats():
    workbook = build_workbook(sample_view(), ExportOptions(today=TODAY))
    data = build_workbook_bytes(workbook)
    opened = _opened(data)
    assert opened.sheetnames == ["Chronology", "Cumulative", "Sources", "About"]
    assert opened["Chronology"].max_row == 11
    assert data == build_workbook_bytes(workbook)
