"""Draws pages of a PDF in the box, with their forms and annotations, and has words found on them.

Finding the words is left to `page_words`.
"""

from __future__ import annotations

import math

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.page_lines import (
    DrawnPages,
    DrawRequest,
    FoundWords,
    PageImage,
    PageRefusal,
    PageRequest,
)
from importers.page_words import PageWords
from importers.pdf import open_document

_CHANNELS = 3


def draw(data: bytes, request: DrawRequest) -> DrawnPages:
    """Draw the pages asked for; a page that cannot be drawn is named and hinders no other."""
    document = open_document(data, request.password)
    try:
        count = len(document)
        if not 0 < count <= request.limits.pages:
            raise PageRefusal("too_large" if count else "no_pages")
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        images, refused = [], {}
        for asked in request.pages:
            try:
                images.append(_draw(document, asked, request))
            except PageRefusal as refusal:
                refused[asked.page] = refusal.code
            except pdfium.PdfiumError:
                refused[asked.page] = "page_damaged"
        return DrawnPages(page_count=count, images=tuple(images), refused=refused)
    finally:
        document.close()


def _draw(document: pdfium.PdfDocument, asked: PageRequest, request: DrawRequest) -> PageImage:
    if not 1 <= asked.page <= len(document):
        raise PageRefusal("no_such_page")
    page = document[asked.page - 1]
    try:
        width, height, rgb = _pixels(page, request) if request.width_px else (0, 0, b"")
        return PageImage(
            page=asked.page,
            width=width,
            height=height,
            rgb=rgb,
            page_count=len(document),
            rotation=page.get_rotation(),
            found=_found(page, asked, request),
        )
    finally:
        page.close()


def _pixels(page: pdfium.PdfPage, request: DrawRequest) -> tuple[int, int, bytes]:
    wide, high = page.get_size()
    if not (math.isfinite(wide) and math.isfinite(high) and wide > 0 and high > 0):
        raise PageRefusal("page_damaged")
    most = request.limits.drawn_pixels
    width = min(float(request.width_px), math.sqrt(most * wide / high), float(most))
    size = max(1, int(width)), max(1, min(int(width * high / wide), most))
    bitmap = pdfium.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR, rev_byteorder=True)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
        place = (bitmap, page, 0, 0, *size, 0, flags)
        raw.FPDF_RenderPageBitmap(*place)
        if page.formenv is not None:
            raw.FPDF_FFLDraw(page.formenv, *place)
        return *size, _rows(bytes(bitmap.buffer), bitmap.stride, *size)
    finally:
        bitmap.close()


def _rows(pixels: bytes, stride: int, width: int, height: int) -> bytes:
    """Return the pixels without what fills each row up."""
    row = width * _CHANNELS
    if stride == row:
        return pixels[: row * height]
    return b"".join(pixels[n * stride : n * stride + row] for n in range(height))


def _found(
    page: pdfium.PdfPage, asked: PageRequest, request: DrawRequest
) -> tuple[FoundWords, ...]:
    if not asked.quotes:
        return ()
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > request.limits.page_characters:
            return (FoundWords(),) * len(asked.quotes)
        words = PageWords(page, text_page)
        return tuple(words.find(quote) for quote in asked.quotes)
    finally:
        text_page.close()
