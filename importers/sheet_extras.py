"""Reads what a workbook holds beside its values: comments, errors, text boxes, page headers.

The values themselves are left to `sheets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from chronology_app.model.sources import Locator
from importers.base import PassageList
from importers.packed import Package, short
from importers.sheet_places import parse_place, sheet_parts

#: Codes in a page header: where a part begins, type, colour and fields. "&&" is an ampersand.
_MARGIN_CODES = re.compile(r'&(?:[LCRPNDTGZFABIUESXYOH]|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|"[^"]*")')
_HEADERS = frozenset({"s:oddHeader", "s:evenHeader", "s:firstHeader"})
_FOOTERS = frozenset({"s:oddFooter", "s:evenFooter", "s:firstFooter"})


def read_extras(package: Package, found: PassageList) -> None:
    """Add, for each sheet of an .xlsx file, everything that is no value of a cell."""
    if not package.main_part("xl/workbook.xml").endswith(".xml"):
        found.note("values_only")
    for sheet, part in sheet_parts(package):
        _read_sheet(package, part, sheet, found)


def _read_sheet(package: Package, part: str, sheet: str, found: PassageList) -> None:
    root = package.find_xml(part, found)
    if root is None:
        return
    hidden = 0
    formulas: list[str] = []
    for element in root.iter():
        tag = short(element.tag)
        if tag == "s:c" and element.get("t") == "e":
            _note_error(element, sheet, found)
        elif tag == "s:f" and not _has_result(element):
            formulas.append(element.text or "")
        elif tag in ("s:row", "s:col"):
            hidden += element.get("hidden") in ("1", "true")
        elif tag in _HEADERS or tag in _FOOTERS:
            words = _MARGIN_CODES.sub(" ", (element.text or "").replace("&&", "\x01"))
            kind = "header" if tag in _HEADERS else "footer"
            found.add(words.replace("\x01", "&"), kind, sheet=sheet, part=kind)
    if formulas:
        place = Locator(sheet=sheet)
        raw = "\n".join(formulas)
        found.note("formula_without_result", place, raw=raw, sheet=sheet, count=len(formulas))
    if hidden:
        found.note("hidden_rows", Locator(sheet=sheet), sheet=sheet, count=hidden)
    for kind, related in package.relations(part).values():
        reader = _READERS.get(kind)
        content = package.find_xml(related, found) if reader else None
        if reader is not None and content is not None:
            reader(content, sheet, found)
        if kind == "drawing":
            _read_charts(package, related, sheet, found)


def _has_result(formula: etree._Element) -> bool:
    """Say whether the program that wrote a formula also wrote what it comes to."""
    value, cell = formula.getnext(), formula.getparent()
    if cell is not None and cell.get("t") == "str":
        return True
    return value is not None and bool(value.text)


def _note_error(cell: etree._Element, sheet: str, found: PassageList) -> None:
    place = parse_place(cell.get("r", ""))
    value = next((item.text or "" for item in cell if short(item.tag) == "s:v"), "")
    row, column = place or (None, None)
    found.note(
        "cell_error",
        Locator(sheet=sheet, row=row, column=column),
        raw=value,
        sheet=sheet,
        cell=cell.get("r", "?"),
        error=value,
    )


def _read_comments(root: etree._Element, sheet: str, found: PassageList) -> None:
    authors = [item.text or "?" for item in root.iter() if short(item.tag) == "s:author"]
    for item in root.iter():
        if short(item.tag) == "s:comment":
            index = item.get("authorId", "")
            known = index.isdigit() and int(index) < len(authors)
            author = authors[int(index)] if known else "?"
            words = "".join(t.text or "" for t in item.iter() if short(t.tag) == "s:t")
            _add_comment(item.get("ref", ""), words, author, sheet, found)


def _read_threads(root: etree._Element, sheet: str, found: PassageList) -> None:
    for item in root:
        words = "".join(t.text or "" for t in item.iter() if short(t.tag).endswith(":text"))
        _add_comment(item.get("ref", ""), words, "?", sheet, found, item.get("dT"))


def _add_comment(
    reference: str,
    words: str,
    author: str,
    sheet: str,
    found: PassageList,
    date: str | None = None,
) -> None:
    row, column = parse_place(reference) or (None, None)
    part = f"comment {reference}"
    found.add(words, "comment", sheet=sheet, row=row, column=column, part=part)
    place = Locator(sheet=sheet, row=row, column=column, part=part)
    found.note("comment_found", place, number=reference, author=author, date=date or "?")


def _read_drawing(root: etree._Element, sheet: str, found: PassageList) -> None:
    """Add the paragraphs of text boxes, and say when there are pictures."""
    pictures = _add_words(root, "box", sheet, found)
    if pictures:
        found.note("pictures_not_read", Locator(sheet=sheet), count=pictures)


def _read_charts(package: Package, drawing: str, sheet: str, found: PassageList) -> None:
    charts = [part for kind, part in package.relations(drawing).values() if kind == "chart"]
    for number, part in enumerate(charts, start=1):
        root = package.find_xml(part, found)
        if root is not None:
            _add_words(root, f"chart {number}", sheet, found)


def _add_words(root: etree._Element, label: str, sheet: str, found: PassageList) -> int:
    pictures = 0
    for element in root.iter():
        tag = short(element.tag)
        pictures += tag == "a:blip"
        if tag == "a:p":
            words = "".join(t.text or "" for t in element.iter() if short(t.tag) == "a:t")
            found.add(words, sheet=sheet, part=label)
    return pictures


#: What a sheet may refer to, by the last word of the reference's type.
_READERS: dict[str, Callable[[etree._Element, str, PassageList], None]] = {
    "comments": _read_comments,
    "threadedComment": _read_threads,
    "drawing": _read_drawing,
}
