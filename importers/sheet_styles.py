"""Finds the cells of an .xlsx file that show less of a date than the number behind them holds.

Excel keeps "Mar-22" as the first of March 2022. What becomes of such a cell is left to `sheets`.
"""

from __future__ import annotations

import re

from lxml import etree

from importers.packed import Package, attribute, short
from importers.sheet_places import parse_place, sheet_parts

#: Sheet, row and column from 1 -> "month" or "year": the finest part of a date that is shown.
Shown = dict[tuple[str, int, int], str]

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
#: The built-in format "mmm-yy".
_BUILT_IN = {17: "month"}


def find_coarse_dates(package: Package) -> Shown:
    """Return the cells whose format shows no day; empty where no format is of that kind."""
    styles = _coarse_styles(package)
    found: Shown = {}
    if styles:
        for sheet, part in sheet_parts(package):
            for cell in package.xml(part).iter():
                kind = styles.get(cell.get("s", "")) if short(cell.tag) == "s:c" else None
                place = parse_place(cell.get("r", "")) if kind else None
                if kind and place:
                    found[sheet, *place] = kind
    return found


def _coarse_styles(package: Package) -> dict[str, str]:
    """Return style numbers, as cells name them, with what their format shows."""
    main = package.main_part("xl/workbook.xml")
    parts = [part for kind, part in package.relations(main).values() if kind == "styles"]
    if not parts or not parts[0].endswith(".xml"):
        return {}
    root = package.xml(parts[0])
    formats = dict(_BUILT_IN) | {
        int(item.get("numFmtId", "0")): finest_shown(item.get("formatCode", ""))
        for item in root.iter()
        if short(item.tag) == "s:numFmt" and item.get("numFmtId", "").isdigit()
    }
    cells: list[etree._Element] = []
    for item in root:
        if short(item.tag) == "s:cellXfs":
            cells = list(item)
    kinds = {str(number): formats.get(_format_of(cell)) for number, cell in enumerate(cells)}
    return {number: kind for number, kind in kinds.items() if kind}


def _format_of(cell: etree._Element) -> int:
    value = attribute(cell, "numFmtId") or ""
    return int(value) if value.isdigit() else 0


def finest_shown(code: str) -> str | None:
    """Return "month" or "year" for a date format without days and times, None for any other."""
    marks = _LITERAL.sub("", code.split(";")[0]).lower()
    if not marks or set(marks) & set("dhs0#?@g") or "am/pm" in marks:
        return None
    if "m" in marks:
        return "month"
    return "year" if "y" in marks else None
