"""Figures with their numbered tables on sheets of paper, for files that are no Word document.

Owns how figure and table fall on sheets: the table begins beneath its figure and goes on over
further sheets, its header on each. A pdf holds every sheet; of png and svg each sheet is a file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from chronology_app.documents.blocks import Column, Document, Figure, Paragraph, Table
from chronology_app.layout.frame import place_figure
from chronology_app.layout.timeline import TimelineFigure
from exporters.chart_ink import MM_PER_POINT, SOFT, Sheet, settings, words_mm
from exporters.charts import metadata, paint_figure, save
from exporters.files import write_file

#: Landscape sheets in millimetres.
_SIZES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
_MARGIN, _TOP, _FOOT = 15.0, 15.0, 13.0
_TABLE_PT, _LINE_MM, _PAD_MM, _GAP_MM = 8.0, 3.5, 1.0, 4.0
_PNG_DPI = 200
_DASH = "–"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table with its cells' lines."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        return max(map(len, self.cells)) * _LINE_MM + _PAD_MM


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on one sheet: perhaps a figure, perhaps rows with their table's columns."""

    figure: Figure | None
    #: The figure to which the rows belong.
    about: Figure
    #: Lines between the figure and its table.
    notes: tuple[str, ...]
    table: Table | None
    rows: tuple[_Line, ...]


def sheet_names(target: Path, count: int) -> list[Path]:
    """Return the files of so many sheets: the target, then the target with "-2", "-3" ..."""
    if target.suffix.lower() == ".pdf":
        return [target]
    return [
        target if n == 1 else target.with_name(f"{target.stem}-{n}{target.suffix}")
        for n in range(1, count + 1)
    ]


def write_sheets(document: Document, target: Path) -> tuple[Path, ...]:
    """Write the sheets of a document in the format that the file's ending names.

    Returns the files in order; the first is the target. Errors: ExportError.
    """
    drawn = draw_sheets(document, target.suffix.lower().lstrip("."))
    names = sheet_names(target, len(drawn))
    for file, data in zip(names, drawn, strict=True):
        write_file(file, data)
    return tuple(names)


def draw_sheets(document: Document, ending: str) -> list[bytes]:
    """Return the bytes of each sheet as "png" or "svg", or of one "pdf"; repeatable."""
    pages = list(_pages(document))
    with mpl.rc_context(settings()):
        sheets = (
            (page, _draw(document, page, number, len(pages)))
            for number, page in enumerate(pages, 1)
        )
        if ending == "pdf":
            return [_bound(document, sheets)]
        return [
            save(sheet.figure, ending, dpi=_PNG_DPI, title=document.title,
                 words=page.about.alt_text)
            for page, sheet in sheets
        ]  # fmt: skip


def _bound(document: Document, sheets: Iterator[tuple[_Page, Sheet]]) -> bytes:
    buffer = io.BytesIO()
    words = " ".join(figure.alt_text for figure in document.figures)
    with PdfPages(buffer, metadata=metadata("pdf", document.title, words)) as pdf:
        for _, sheet in sheets:
            pdf.savefig(sheet.figure)
    return buffer.getvalue()


# --- what stands on which sheet ----------------------------------------------------------------


def _pages(document: Document) -> Iterator[_Page]:
    """Yield the sheets: each figure begins one, its table follows beneath it."""
    tables: dict[int, Table | None] = {}
    notes: dict[int, tuple[str, ...]] = {}
    figure: Figure | None = None
    for block in document.blocks:
        if isinstance(block, Figure):
            figure = block
            tables[id(figure)] = None
        elif isinstance(block, Table) and figure is not None:
            tables[id(figure)] = block
        elif isinstance(block, Paragraph) and figure is not None:
            notes[id(figure)] = tuple(_wrapped(block.words, figure.width_mm))
    for one in document.figures:
        yield from _pages_of(document, one, notes.get(id(one), ()), tables[id(one)])


def _pages_of(
    document: Document, figure: Figure, notes: tuple[str, ...], table: Table | None
) -> Iterator[_Page]:
    height = _SIZES[document.page_size][1] - _TOP - _FOOT
    if table is None:
        yield _Page(figure, figure, notes, None, ())
        return
    head = _header(table).height
    room = height - figure.height_mm - _GAP_MM - _LINE_MM * (1 + len(notes)) - head
    shown: Figure | None = figure
    rows: list[_Line] = []
    for row in _lines(table, most=int((height - head - _PAD_MM) / _LINE_MM)):
        if row.height > room:
            yield _Page(shown, figure, notes if shown else (), table if rows else None,
                        tuple(rows))  # fmt: skip
            shown, rows, room = None, [], height - head
        rows.append(row)
        room -= row.height
    yield _Page(shown, figure, notes if shown else (), table, tuple(rows))


def _header(table: Table) -> _Line:
    return _Line(tuple(
        tuple(_wrapped(column.heading, column.width_mm, bold=True)) for column in table.columns
    ))  # fmt: skip


def _lines(table: Table, most: int) -> Iterator[_Line]:
    """Yield the rows; one that is higher than a sheet goes on in a further row."""
    for row in table.rows:
        cells = [
            _cell(words, column) for words, column in zip(row.cells, table.columns, strict=True)
        ]
        for first in range(0, max(map(len, cells)), most):
            yield _Line(tuple(cell[first : first + most] for cell in cells))


def _cell(words: str, column: Column) -> tuple[str, ...]:
    paragraphs = [part for part in words.splitlines() if part.strip()] or [_DASH]
    return tuple(line for part in paragraphs for line in _wrapped(part, column.width_mm))


def _wrapped(words: str, width: float, *, bold: bool = False) -> Iterator[str]:
    """Yield lines that keep to a column; a word that is wider than the column is divided."""
    room, line = width - 2 * _PAD_MM, ""
    for word in words.split():
        joined = f"{line} {word}" if line else word
        if words_mm(joined, _TABLE_PT, bold=bold) <= room:
            line = joined
            continue
        if line:
            yield line
        line = word
        while words_mm(line, _TABLE_PT, bold=bold) > room and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and words_mm(line[:cut], _TABLE_PT, bold=bold) > room:
                cut -= 1
            yield line[:cut]
            line = line[cut:]
    yield line


def _timeline(figure: Figure) -> TimelineFigure:
    # Sheets of a figure are made of timelines alone; other charts stand in documents.
    assert isinstance(figure.drawing, TimelineFigure)
    return figure.drawing


# --- drawing -----------------------------------------------------------------------------------


def _draw(document: Document, page: _Page, number: int, count: int) -> Sheet:
    width, height = _SIZES[document.page_size]
    sheet = Sheet(width, height)
    sheet.words(_MARGIN, 8.5, document.header, 7.5, colour=SOFT)
    page_word, of = document.page_words
    foot = f"{document.footer}  |  {page_word} {number} {of} {count}"
    sheet.words(width - _MARGIN, height - 7.5, foot, 7.5, colour=SOFT, align="right")
    y = _TOP
    if page.figure is not None:
        figure = page.figure
        drawing = _timeline(figure)
        paint_figure(sheet, drawing, place_figure(drawing, figure.width_mm), _MARGIN, y)
        y += figure.height_mm + _LINE_MM / 2
        sheet.words(_MARGIN + 2, y, figure.caption, _TABLE_PT, colour=SOFT)
        y += _LINE_MM / 2
        for n, line in enumerate(page.notes):
            sheet.words(_MARGIN + 2, y + (n + 0.5) * _LINE_MM, line, _TABLE_PT, colour=SOFT)
        y += _LINE_MM * len(page.notes) + _GAP_MM
    elif part := _timeline(page.about).part:
        sheet.words(width - _MARGIN, 8.5, part, 7.5, colour=SOFT, align="right")
    if page.table is not None and page.rows:
        _draw_table(sheet, page.table, page.rows, y)
    return sheet


def _draw_table(sheet: Sheet, table: Table, rows: tuple[_Line, ...], y: float) -> None:
    width = sum(column.width_mm for column in table.columns)
    head = _header(table)
    sheet.box(_MARGIN, y, width, head.height, fill="#E4E8EC")
    edges = [y]
    words: list[tuple[float, float, str]] = []
    for line in (head, *rows):
        words += _words_of(table, line, y)
        if line is head:
            sheet.print(words, _TABLE_PT, bold=True)
            words = []
        y += line.height
        edges.append(y)
    sheet.print(words, _TABLE_PT)
    right = _MARGIN + width
    sheet.lines([[(_MARGIN, edge), (right, edge)] for edge in edges], colour="#9AA3AD", width=0.5)


def _words_of(table: Table, line: _Line, y: float) -> Iterator[tuple[float, float, str]]:
    x = _MARGIN + _PAD_MM
    base = y + _PAD_MM / 2 + _TABLE_PT * MM_PER_POINT * 0.95
    for cell, column in zip(line.cells, table.columns, strict=True):
        yield from ((x, base + n * _LINE_MM, words) for n, words in enumerate(cell) if words)
        x += column.width_mm
