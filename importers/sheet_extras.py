"""Reads what a workbook holds beside its values: comments, errors, text boxes, page headers.

The values themselves are left to `sheets`.
"""

from __future__ import annotations

import re

from lxml import etree

from chronology_app.model.sources import Locator
from importers.base import PassageList
from importers.packed import Package, attribute, short

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)", re.IGNORECASE)
#: Codes in a page header: where a part begins, type, colour and fields. "&&" is an ampersand.
_MARGIN_CODES = re.compile(r'&(?:[LCRPNDTGZFABIUESXYOH]|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|"[^"]*")')
_HEADERS = frozenset({"s:oddHeader", "s:evenHeader", "s:firstHeader"})
_FOOTERS = frozenset({"s:oddFooter", "s:evenFooter", "s:firstFooter"})


def read_extras(package: Package, found: PassageList) -> None:
    """Add, for each sheet of an .xlsx file, everything that is no value of a cell."""
    main = package.main_part("xl/workbook.xml")
    relations = package.relations(main)
    if not main.endswith(".xml"):
        return
    for sheet in package.xml(main).iter():
        if short(sheet.tag) == "s:sheet":
            part = relations.get(attribute(sheet, "r:id") or "")
            if part is not None:
                _read_sheet(package, part[1], sheet.get("name", ""), found)


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row and column from 1 of a reference like "B3"."""
    match = _CELL.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)), column


def _read_sheet(package: Package, part: str, sheet: str, found: PassageList) -> None:
    root = package.xml(part)
    hidden = 0
    for element in root.iter():
        tag = short(element.tag)
        if tag == "s:c" and element.get("t") == "e":
            _note_error(element, sheet, found)
        elif tag in ("s:row", "s:col"):
            hidden += element.get("hidden") in ("1", "true")
        elif tag in _HEADERS or tag in _FOOTERS:
            words = _MARGIN_CODES.sub(" ", (element.text or "").replace("&&", "\x01"))
            kind = "header" if tag in _HEADERS else "footer"
            found.add(words.replace("\x01", "&"), kind, sheet=sheet, part=kind)
    if hidden:
        found.note("hidden_rows", Locator(sheet=sheet), sheet=sheet, count=hidden)
    for kind, related in package.relations(part).values():
        if kind == "comments":
            _read_comments(package.xml(related), sheet, found)
        elif kind == "threadedComment":
            _read_threads(package.xml(related), sheet, found)
        elif kind == "drawing":
            _read_drawing(package, related, sheet, found)


def _note_error(cell: etree._Element, sheet: str, found: PassageList) -> None:
    place = place_of(cell.get("r", ""))
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
    row, column = place_of(reference) or (None, None)
    part = f"comment {reference}"
    found.add(words, "comment", sheet=sheet, row=row, column=column, part=part)
    place = Locator(sheet=sheet, row=row, column=column, part=part)
    found.note("comment_found", place, number=reference, author=author, date=date or "?")


def _read_drawing(package: Package, part: str, sheet: str, found: PassageList) -> None:
    """Add each text box's paragraphs, and the words of the charts on the sheet."""
    pictures = _add_words(package.xml(part), "box", sheet, found)
    for number, (kind, related) in enumerate(package.relations(part).values(), start=1):
        if kind == "chart":
            _add_words(package.xml(related), f"chart {number}", sheet, found)
    if pictures:
        found.note("pictures_not_read", Locator(sheet=sheet), count=pictures)


def _add_words(root: etree._Element, label: str, sheet: str, found: PassageList) -> int:
    pictures = 0
    for element in root.iter():
        tag = short(element.tag)
        pictures += tag == "a:blip"
        if tag == "a:p":
            words = "".join(t.text or "" for t in element.iter() if short(t.tag) == "a:t")
            found.add(words, sheet=sheet, part=label)
    return pictures
