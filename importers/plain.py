"""Reads plain text: one passage for each line that is not blank.

Which lines are headings is left to reading.
"""

from __future__ import annotations

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import ReadResult
from importers.base import ImportOptions, PassageList
from importers.decode import decode_text, note_decoding

name = "txt"
media_type = "text/plain"


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return a passage of kind "line" per line, with its line number.

    Errors: ImportFileError "unknown_format" when the bytes are no text.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise ImportFileError("unknown_format")
    found = PassageList(options)
    note_decoding(decoded, found)
    for number, line in enumerate(split_lines(decoded.text), start=1):
        found.add(line.lstrip("\ufeff") if number == 1 else line, "line", line=number)
    return found.result(name, media_type)


def split_lines(text: str) -> list[str]:
    r"""Split at \n, \r\n and \r only, as an editor numbers lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
