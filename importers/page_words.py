"""Finds the very words of a quote on a PDF page, and where they stand on the page as displayed.

Drawing the page is left to `page_pdf`; which lines a page has is told by the PDF importer, so that
a passage is found as it was read.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.base import UNSTORABLE
from importers.page_lines import FoundWords, Quote, Rect
from importers.pdf import LineReader
from importers.pdf_blocks import Cell, Line

#: One character of a page or quote, and its number there.
_Unit = tuple[str, int]
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u0002\ufffe", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
}
#: A hyphen within a word, at the end of a line or not: a page may divide any word.
_DIVIDED = re.compile(r"(?<=[^\W\d_])-+ ?(?=[^\W\d_])")
#: Rectangles for one quote; `times` counts all places of words that stand there more often.
_MOST_RECTS = 2000
#: The fineness with which shares of a page are measured.
_FINE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Text:
    """Text in the form in which it is compared, and where each of its characters comes from."""

    text: str
    places: Sequence[int]

    def find(self, words: str) -> list[int]:
        """Return where words begin."""
        return [found.start() for found in re.finditer(f"(?={re.escape(words)})", self.text)]

    def cuts_word(self, start: int, end: int) -> bool:
        """Say whether a stretch begins or ends within a word."""
        before, after = self.text[max(0, start - 1) : start + 1], self.text[end - 1 : end + 1]
        return any(len(pair) == 2 and pair.isalnum() for pair in (before, after))


def _fold(units: Iterable[_Unit]) -> _Text:
    """Bring text into the form in which it is compared.

    Ligatures and accents come apart, all quotation marks and dashes of a kind are the same, white
    space of any length is one space, and hyphens within words are left out.
    """
    marks: list[str] = []
    places: list[int] = []
    for char, place in units:
        same = _SAME.get(char) or UNSTORABLE.sub("\ufffd", _SAME.get(char, char))
        for mark in unicodedata.normalize("NFKD", same):
            plain = " " if mark.isspace() else _SAME.get(mark, mark)
            if plain and (plain != " " or (marks and marks[-1] != " ")):
                marks.append(plain)
                places.append(place)
    text = "".join(marks)
    kept = sorted(set(range(len(text))) - _divisions(text))
    while kept and text[kept[-1]] == " ":
        kept.pop()
    return _Text("".join(text[n] for n in kept), [places[n] for n in kept])


def _divisions(text: str) -> set[int]:
    return {n for found in _DIVIDED.finditer(text) for n in range(*found.span())}


class PageWords:
    """The words of one page: the lines as they are read, and each cell of its tables."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._page = page
        self._text_page = text_page
        self._lines = LineReader(page, text_page, 1).read()
        self._line_of = {n: line for line in self._lines for n in range(line.first, line.end)}
        self._whole = self._folded(self._lines)
        self._parts: list[_Text] | None = None

    def find(self, quote: Quote) -> FoundWords:
        """Return where a quote's words stand.

        First the passage is looked for and the words in it; where the page does not hold the
        passage in one piece, the words alone, wherever they stand as whole words.
        """
        runs = self._find_in_passage(quote) or self._find_alone(quote.words)
        rects = tuple(islice((rect for run in runs for rect in self._rects(run)), _MOST_RECTS))
        return FoundWords(rects, len(runs) if rects else 0)

    # --- finding ---------------------------------------------------------------------------

    def _find_in_passage(self, quote: Quote) -> list[list[int]]:
        end = quote.start + len(quote.words)
        if quote.passage[quote.start : end] != quote.words:
            return []
        passage = _fold(_units(quote.passage))
        inside = [n for n, place in enumerate(passage.places) if quote.start <= place < end]
        if not inside:
            return []
        for text in self._texts():
            starts = text.find(passage.text)
            runs = [[text.places[start + n] for n in inside] for start in starts]
            if runs:
                # A passage that stands there twice is told apart by its line.
                first = [text.places[start] for start in starts]
                named = [run for run, n in zip(runs, first, strict=True) if self._is_on(n, quote)]
                return named if len(named) == 1 else runs
        return []

    def _find_alone(self, words: str) -> list[list[int]]:
        wanted = _fold(_units(words)).text
        if not wanted:
            return []
        for text in self._texts():
            ends = [(start, start + len(wanted)) for start in text.find(wanted)]
            whole = [(start, end) for start, end in ends if not text.cuts_word(start, end)]
            if whole:
                return [list(text.places[start:end]) for start, end in whole]
        return []

    def _is_on(self, character: int, quote: Quote) -> bool:
        return self._line_of[character].number == quote.line

    def _texts(self) -> Iterator[_Text]:
        """Yield the page as a whole, then the cells, whose lines may stand apart in it."""
        yield self._whole
        if self._parts is None:
            cells: dict[Cell, list[Line]] = {}
            for line in self._lines:
                if line.cell:
                    cells.setdefault(line.cell, []).append(line)
            self._parts = [
                self._folded(sorted(lines, key=lambda line: (round(line.top), line.left)))
                for lines in cells.values()
            ]
        yield from self._parts

    def _folded(self, lines: Iterable[Line]) -> _Text:
        return _fold(unit for line in lines for unit in self._characters(line))

    def _characters(self, line: Line) -> Iterator[_Unit]:
        high = 0
        for n in range(line.first, line.end):
            code = raw.FPDFText_GetUnicode(self._text_page, n)
            if 0xD800 <= code < 0xDC00:
                high = code
            elif 0xDC00 <= code < 0xE000 and high:
                yield chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00), n
            elif code:
                yield chr(code), n
            else:
                yield "\ufffd", n
        yield "\n", line.end - 1

    # --- places ----------------------------------------------------------------------------

    def _rects(self, characters: list[int]) -> Iterator[Rect]:
        """Yield one rectangle for each line that the characters stand on."""
        rows: dict[tuple[int, int], list[Rect]] = {}
        for n in characters:
            line = self._line_of[n]
            box = self._box(n)
            if box is not None:
                rows.setdefault((line.number, line.first), []).append(box)
        for boxes in rows.values():
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            yield Rect(min(lefts), min(tops), max(rights), max(bottoms))

    def _box(self, character: int) -> Rect | None:
        """Return a character's box on the page as displayed; None when it is not shown there."""
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._text_page, character, box)
        if box.left == box.right or box.top == box.bottom:
            return None
        (x0, y0), (x1, y1) = self._share(box.left, box.top), self._share(box.right, box.bottom)
        rect = Rect(*(min(1.0, max(0.0, n)) for n in _ordered(x0, y0, x1, y1)))
        return rect if rect.left < rect.right and rect.top < rect.bottom else None

    def _share(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the page in shares of the page as displayed: turned, and cropped."""
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE


def _units(text: str) -> Iterator[_Unit]:
    return zip(text, range(len(text)), strict=True)


def _ordered(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
