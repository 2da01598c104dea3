"""Turns places on a PDF page into places on the page as it is read, from its top left corner.

What stands at a place is left to `pdf` and `pdf_tables`.
"""

from __future__ import annotations

import pypdfium2 as pdfium

#: Left, top, right, bottom in points, from the top left corner of the upright page.
Box = tuple[float, float, float, float]


class PageFrame:
    """The size of one page and how it is turned when it is displayed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation: int = page.get_rotation()
        self._left, self._bottom, right, top = page.get_mediabox()
        self._width, self._height = right - self._left, top - self._bottom

    def upright(self, left: float, bottom: float, right: float, top: float, angle: int) -> Box:
        """Return a box of the page as written, once the page is turned clockwise by `angle`."""
        x0, x1 = left - self._left, right - self._left
        y0, y1 = bottom - self._bottom, top - self._bottom
        if angle == 90:
            return y0, x0, y1, x1
        if angle == 180:
            return self._width - x1, y0, self._width - x0, y1
        if angle == 270:
            return self._height - y1, self._width - x1, self._height - y0, self._width - x0
        return x0, self._height - y1, x1, self._height - y0
