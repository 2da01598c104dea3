"""Reads tables in plain text (.csv, .tsv): one passage for each cell that is not blank."""

from __future__ import annotations

import csv
import io

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Locator, ReadResult
from importers.base import ImportOptions, PassageList
from importers.decode import decode_text, note_decoding

name = "csv"
media_type = "text/csv"

_MARKS = (",", "\t", ";", "|")


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return a passage of kind "cell" per cell, with row and column from 1.

    Rows are those of the table: a line break inside quotation marks does not begin one. A row
    with more or fewer cells than the first is kept as it is and noted.
    Errors: ImportFileError "unknown_format" when the bytes are no text.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise ImportFileError("unknown_format")
    found = PassageList(options)
    note_decoding(decoded, found)
    text = decoded.text.lstrip("\ufeff")
    mark = _find_mark(text)
    found.tell("delimiter", {"\t": "tab"}.get(mark, mark))
    _add_rows(text, mark, found)
    return found.result(name, media_type)


def _find_mark(text: str) -> str:
    """Return the delimiter that splits the first lines into the most equal rows."""
    if text[:4].lower() == "sep=" and len(text) > 4:
        return text[4]
    sample = text[:20000].splitlines(keepends=True)[:40]
    return max(_MARKS, key=lambda mark: _fit(sample, mark))


def _fit(lines: list[str], mark: str) -> float:
    """Return how well a mark splits lines: many columns, as many in every row, in the first too."""
    widths = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
    if not widths or widths[0] < 2:
        return 0.0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) / len(widths) * (usual - 1)


def _add_rows(text: str, mark: str, found: PassageList) -> None:
    width = 0
    # A field may be as long as the file: an open quotation mark swallows what follows.
    csv.field_size_limit(max(131072, len(text) + 1))
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
        if not any(cell.strip() for cell in row):
            continue
        width = width or len(row)
        if len(row) != width:
            found.note("ragged_row", Locator(row=number), row=number, cells=len(row), usual=width)
        for column, cell in enumerate(row, start=1):
            found.add(cell, "cell", row=number, column=column)
