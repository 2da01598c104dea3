"""Names the importer of each format, and the sentence for each format that has none.

Importers are loaded when they are needed: a box for one file loads one of them.
"""

from __future__ import annotations

import importlib
from typing import cast

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import ReadResult
from importers.base import Importer, ImportOptions
from importers.detect import detect_format, is_misnamed

_MODULES = {
    "docx": "importers.word",
    "pdf": "importers.pdf",
    "csv": "importers.delimited",
    "eml": "importers.mail",
    "txt": "importers.plain",
}
_SHEETS = frozenset({"xlsx", "xls", "ods"})

#: Formats that are recognised and refused, each with its own sentence "import.format_...".
REFUSED = frozenset(
    {"doc", "rtf", "odt", "html", "msg", "image", "heic", "archive", "presentation"}
)


def find_importer(format_name: str) -> Importer:
    """Return the importer of a format.

    Errors: ImportFileError "unknown_format" for one without.
    """
    if format_name in _SHEETS:
        from importers.sheets import SheetImporter

        return SheetImporter(format_name)
    if format_name in REFUSED:
        raise ImportFileError(f"format_{format_name}")
    if format_name not in _MODULES:
        raise ImportFileError("unknown_format")
    return cast(Importer, importlib.import_module(_MODULES[format_name]))


def choose_importer(data: bytes, options: ImportOptions) -> Importer:
    """Return the importer that fits a file's content.

    Errors: ImportFileError with the outcome code that says why there is none.
    """
    if len(data) > options.limits.file_bytes:
        raise ImportFileError("too_large")
    found = detect_format(data, options.file_name)
    if options.purpose != "import" and found != "heic":
        return _photograph_importer(found)
    return find_importer(found)


def _photograph_importer(found: str) -> Importer:
    if found != "image":
        raise ImportFileError("format_photograph")
    return cast(Importer, importlib.import_module("importers.image"))


def read_bytes_as(importer: Importer, data: bytes, options: ImportOptions) -> ReadResult:
    """Read a file with its importer; a note says when its name promised another format."""
    result = importer.read(data, options)
    if not is_misnamed(importer.name, options.file_name):
        return result
    from dataclasses import replace

    from chronology_app.model.sources import ImportNote

    note = ImportNote(code="misnamed", params={"name": options.file_name, "format": importer.name})
    return replace(result, notes=(note, *result.notes))
