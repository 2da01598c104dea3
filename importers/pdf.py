"""Reads PDF files: pages and their blocks of text; pages that are only a picture are named.

Which lines belong together is left to `pdf_blocks`; annotations, form fields and attached files
are left to `pdf_extras`, and where its tables are ruled to `pdf_tables`.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Locator, ReadResult
from importers.base import ImportOptions, Limits, PassageList
from importers.pdf_blocks import Cell, Line, group_lines, rows_are_ruled
from importers.pdf_extras import PageExtras, add_attachments, picture_share
from importers.pdf_frame import Box, PageFrame
from importers.pdf_tables import find_grids

name = "pdf"
media_type = "application/pdf"

_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_INFO = {"Title": "title", "Author": "author", "Subject": "subject"}
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
#: A page with fewer characters and a larger picture than this share of it: a scan with a stamp.
_FEW_CHARACTERS = 200
_MOSTLY = 0.4
#: pdfium's own mark for the hyphen that divides a word at the end of a line.
_DIVIDER = (0x02, 0xFFFE)
_BLANK = frozenset({9, 10, 13, 32, 0xA0})
_DRAWN = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " ", 0: "\ufffd"}


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return a passage per block of text, with its page and the number of its first line.

    The cells of a ruled table are passages of kind "cell" with table, row and column; a table
    that goes on over the page keeps its number and its rows count on.

    Lines of a block are joined by a line break. A page without text gives a note, and so does a
    character that the file draws without saying which one it is.
    Errors: ImportFileError "encrypted", "wrong_password", "damaged" or "too_large".
    """
    document = open_document(data, options.file_password)
    try:
        if len(document) > options.limits.pages:
            raise ImportFileError("too_large")
        found = PassageList(options)
        _add_metadata(document, found)
        _add_pages(document, found, options.limits)
        add_attachments(document, found)
        if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
            found.note("form_not_read")
        return found.result(name, media_type)
    finally:
        document.close()


def open_document(data: bytes, password: str | None) -> pdfium.PdfDocument:
    """Open a PDF. Errors: ImportFileError "encrypted", "wrong_password" or "damaged"."""
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as cause:
        if getattr(cause, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            given = password is not None
            raise ImportFileError("wrong_password" if given else "encrypted") from cause
        raise ImportFileError("damaged") from cause
    except (UnicodeError, ValueError) as cause:
        raise ImportFileError("wrong_password") from cause


def _add_metadata(document: pdfium.PdfDocument, found: PassageList) -> None:
    stated = document.get_metadata_dict(skip_empty=True)
    for key, item in _INFO.items():
        found.tell(item, stated.get(key))
    for key, item in (("CreationDate", "created"), ("ModDate", "modified")):
        found.tell(item, _iso_date(stated.get(key, "")))
    found.tell("pages", len(document))


def _iso_date(text: str) -> str:
    match = _PDF_DATE.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{hour}:{minute}:{second or '00'}" if day and hour and minute else date


def _add_pages(document: pdfium.PdfDocument, found: PassageList, limits: Limits) -> None:
    lines: list[Line] = []
    for number in range(1, len(document) + 1):
        try:
            lines.extend(_read_page(document[number - 1], number, found, limits))
        except pdfium.PdfiumError:
            found.note("page_damaged", Locator(page=number), page=number)
    extras = PageExtras(document, found)
    for block in group_lines(lines, len(document)):
        extras.add_before(block.page)
        found.add(block.text, block.kind, page=block.page, line=block.first_line, **block.cell)
    extras.add_before(len(document) + 1)


def _read_page(page: pdfium.PdfPage, number: int, found: PassageList, limits: Limits) -> list[Line]:
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > limits.page_characters:
            raise ImportFileError("too_large")
        lines = LineReader(page, text_page, number).read()
    finally:
        text_page.close()
    characters = sum(len(line.text) for line in lines)
    if not lines and raw.FPDFPage_CountObjects(page):
        found.note("page_without_text", Locator(page=number), page=number)
    elif characters < _FEW_CHARACTERS and picture_share(page) > _MOSTLY:
        found.note("page_mostly_picture", Locator(page=number), page=number)
    unknown = sum(line.text.count("\ufffd") for line in lines)
    if unknown:
        found.note("unknown_characters", Locator(page=number), page=number, count=unknown)
    return lines


class LineReader:
    """Takes the lines of one page, each with its box as displayed, its size and its weight."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> None:
        self._text = text_page
        self._number = number
        self._frame = PageFrame(page)
        self._grids = find_grids(page, self._frame)
        #: Lines so far, those cut into cells counted once.
        self._count = 0
        #: Lines that are not upright when the page is displayed.
        self._sideways = 0
        self._box = raw.FS_RECTF()
        self._font_name = ctypes.create_string_buffer(256)
        self._font_flags = ctypes.c_int()

    def read(self) -> list[Line]:
        """Return the lines; a grid whose rows are not all ruled is taken for no table."""
        lines = self._read()
        kept = [grid for grid in self._grids if rows_are_ruled(grid, lines)]
        if len(kept) < len(self._grids):
            self._grids = kept
            lines = self._read()
        return lines

    def _read(self) -> list[Line]:
        lines: list[Line] = []
        start = self._count = self._sideways = 0
        codes = [
            raw.FPDFText_GetUnicode(self._text, index)
            for index in range(max(0, raw.FPDFText_CountChars(self._text)))
        ]
        for index, code in enumerate(codes):
            if code in (10, 13):
                self._add_line(codes, start, index, lines)
                start = index + 1
            elif code in _DIVIDER:
                # The page breaks the line here, though pdfium gives the word in one piece.
                self._add_line(codes, start, index + 1, lines)
                start = index + 1
        self._add_line(codes, start, len(codes), lines)
        if self._sideways * 2 > len(lines):
            # Pdfium orders lines as the page is displayed; these are read with the head turned.
            lines.sort(key=lambda line: line.top)
            lines = [replace(line, number=n) for n, line in enumerate(lines, start=1)]
        return lines

    def _add_line(self, codes: list[int], start: int, end: int, lines: list[Line]) -> None:
        marks = [i for i in range(start, end) if codes[i] not in _BLANK]
        if not marks:
            return
        self._count += 1
        angle = self._angle(marks[len(marks) // 2])
        self._sideways += angle != self._frame.rotation
        cells = self._cut(marks, angle)
        ends = [first for _, first in cells[1:]] + [end]
        for (cell, first), last in zip(cells, ends, strict=True):
            inside = [i for i in marks if first <= i < last]
            text = _decode(codes[first:last])
            lines.append(self._line(text, inside, angle, cell, (first, last)))

    def _cut(self, marks: list[int], angle: int) -> list[tuple[Cell | None, int]]:
        """Return the table cells that a line runs through, each with its first character."""
        cuts: list[tuple[Cell | None, int]] = []
        for index in marks if self._grids and angle == self._frame.rotation else marks[:1]:
            cell = self._cell(index, angle) if self._grids else None
            if not cuts or cuts[-1][0] != cell:
                cuts.append((cell, index))
        return cuts

    def _cell(self, index: int, angle: int) -> Cell | None:
        left, top, right, bottom = self._char_box(index, angle)
        for grid in self._grids:
            place = grid.find_cell((left + right) / 2, (top + bottom) / 2)
            if place is not None:
                return Cell(grid, *place)
        return None

    def _line(
        self, text: str, marks: list[int], angle: int, cell: Cell | None, span: tuple[int, int]
    ) -> Line:
        middle = marks[len(marks) // 2]
        first, last = self._char_box(marks[0], angle), self._char_box(marks[-1], angle)
        return Line(
            page=self._number,
            number=self._count,
            text=text,
            left=min(first[0], last[0]),
            right=max(first[2], last[2]),
            top=min(first[1], last[1]),
            bottom=max(first[3], last[3]),
            size=round(raw.FPDFText_GetFontSize(self._text, middle), 1),
            bold=all(self._is_bold(i) for i in {marks[0], middle, marks[-1]}),
            cell=cell,
            first=span[0],
            end=span[1],
        )

    def _angle(self, index: int) -> int:
        """Return how far a page must be turned, clockwise, for a character to stand upright."""
        turned = raw.FPDFText_GetCharAngle(self._text, index)
        if turned < 0:
            return self._frame.rotation
        return round(-math.degrees(turned) / 90) * 90 % 360

    def _char_box(self, index: int, angle: int) -> Box:
        """Return a character's box on the page turned so that its text is upright."""
        raw.FPDFText_GetLooseCharBox(self._text, index, self._box)
        box = self._box
        return self._frame.upright(box.left, box.bottom, box.right, box.top, angle)

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text, index) >= 600:
            return True
        length = raw.FPDFText_GetFontInfo(self._text, index, self._font_name, 256, self._font_flags)
        return bool(length) and bool(_BOLD.search(self._font_name.value.decode("latin-1")))


def _decode(codes: list[int]) -> str:
    """Return a line's text; a character without meaning becomes U+FFFD.

    A page shows what its type shows: a "soft" hyphen is drawn as a hyphen, and a space that must
    not break is a space.
    """
    text = "".join(_DRAWN.get(code) or chr(code) for code in codes)
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
