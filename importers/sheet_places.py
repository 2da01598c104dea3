"""Knows the sheets of an .xlsx file by their parts, and cells by their references.

What stands in them is left to `sheets`, `sheet_styles` and `sheet_extras`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronology_app.errors import ImportFileError
from importers.packed import Package, attribute, short

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)", re.IGNORECASE)
_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Za-z]{1,3}[0-9]{1,7})"')
#: Cells, empty ones among them, that the value reader may be asked to lay out.
_CELLS = 60_000_000


def parse_place(reference: str) -> tuple[int, int] | None:
    """Return row and column from 1 of a reference like "B3"."""
    match = _CELL.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)), column


def sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and part, in the workbook's order."""
    main = package.main_part("xl/workbook.xml")
    if not main.endswith(".xml"):
        return
    relations = package.relations(main)
    for sheet in package.xml(main).iter():
        if short(sheet.tag) == "s:sheet":
            related = relations.get(attribute(sheet, "r:id") or "")
            if related is not None and related[1].endswith(".xml"):
                yield sheet.get("name", ""), related[1]


def check_extent(package: Package) -> None:
    """Refuse a sheet whose first and last cells span more than memory holds.

    Errors: ImportFileError "too_large".
    """
    for part in package.names():
        if part.lower().startswith("xl/worksheets/") and part.endswith(".xml"):
            references = _REFERENCE.findall(package.read(part))
            places = {parse_place(found.decode()) for found in references}
            known = [place for place in places if place is not None]
            rows = {row for row, _ in known}
            columns = {column for _, column in known}
            if known and _span(rows) * _span(columns) > _CELLS:
                raise ImportFileError("too_large")


def _span(numbers: set[int]) -> int:
    return max(numbers) - min(numbers) + 1
