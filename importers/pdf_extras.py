"""Reads what a PDF holds beside the text of its pages: annotations, form fields, attached files.

The text itself is left to `pdf`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from chronology_app.model.sources import Attachment
from importers.base import PassageList

_TICKS = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_NOT_READ = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
_TICKED = {True: "\u2611", False: "\u2610"}


class PageExtras:
    """Adds each page's annotations and form fields before the text of a later page."""

    def __init__(self, document: pdfium.PdfDocument, found: PassageList) -> None:
        self._document = document
        self._found = found
        self._done = 0
        self._form: Any = None
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
            self._form = document.formenv

    def add_before(self, page: int) -> None:
        """Add what stands on the pages before this one and is not added yet."""
        for number in range(self._done + 1, page):
            self._add_page(number)
            self._done = number

    def _add_page(self, number: int) -> None:
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            return
        try:
            for index in range(raw.FPDFPage_GetAnnotCount(page)):
                annotation = raw.FPDFPage_GetAnnot(page, index)
                if annotation:
                    self._add(annotation, number, index + 1)
                    raw.FPDFPage_CloseAnnot(annotation)
        finally:
            page.close()

    def _add(self, annotation: Any, page: int, number: int) -> None:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET:
            self._found.add(self._field_text(annotation), page=page, part=f"field {number}")
        elif kind not in _NOT_READ:
            text = _read_text(
                lambda buffer, size: raw.FPDFAnnot_GetStringValue(
                    annotation, b"Contents", buffer, size
                )
            )
            self._found.add(text, "comment", page=page, part=f"annotation {number}")

    def _field_text(self, annotation: Any) -> str:
        """Return what was filled in; for a box to tick, a ticked or empty box and its name."""
        if self._form is None:
            return _read_text(
                lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"V", buffer, size)
            )
        if raw.FPDFAnnot_GetFormFieldType(self._form, annotation) in _TICKS:
            ticked = bool(raw.FPDFAnnot_IsChecked(self._form, annotation))
            return f"{_TICKED[ticked]} {self._ask(annotation, raw.FPDFAnnot_GetFormFieldName)}"
        return self._ask(annotation, raw.FPDFAnnot_GetFormFieldValue)

    def _ask(self, annotation: Any, question: Callable[..., int]) -> str:
        return _read_text(lambda buffer, size: question(self._form, annotation, buffer, size))


def _read_text(ask: Callable[[Any, int], int]) -> str:
    """Call a pdfium function that fills a buffer with UTF-16: once for the size, once for it."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r", "\n")


def add_attachments(document: pdfium.PdfDocument, found: PassageList) -> None:
    """Add the files that are attached to the document."""
    for index in range(document.count_attachments()):
        try:
            item = document.get_attachment(index)
            data = bytes(item.get_data())
            name = item.get_name() or f"attachment {index + 1}"
        except pdfium.PdfiumError:
            found.note("attachment_unreadable", number=index + 1)
            continue
        found.attachments.append(
            Attachment(name=name, media_type="application/octet-stream", data=data)
        )


def picture_share(page: pdfium.PdfPage) -> float:
    """Return which share of a page its largest picture covers."""
    left, bottom, right, top = page.get_mediabox()
    area = max(1.0, (right - left) * (top - bottom))
    largest = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        x0, y0, x1, y1 = item.get_bounds()
        largest = max(largest, float(abs(x1 - x0) * abs(y1 - y0)))
    return largest / float(area)
