"""Finds the rows, cells and blocks of a Word table through everything that may wrap them.

What is read from them is left to `word`.
"""

from __future__ import annotations

from lxml import etree

from importers.packed import attribute, short

#: Elements that hold blocks and add nothing of their own.
WRAPPERS = frozenset(
    {
        "w:sdt",
        "w:sdtContent",
        "w:customXml",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:del",
        "w:moveFrom",
        "w:body",
        "mc:Choice",
        "mc:Fallback",
    }
)


def find_parts(parent: etree._Element, wanted: str) -> list[etree._Element]:
    """Return the rows or cells below a table or row, through content controls and the like."""
    found: list[etree._Element] = []
    for element in parent:
        tag = short(element.tag)
        if tag == wanted:
            found.append(element)
        elif tag in WRAPPERS:
            found.extend(find_parts(element, wanted))
        elif tag == "mc:AlternateContent" and len(element):
            found.extend(find_parts(element[0], wanted))
    return found


def find_blocks(cell: etree._Element) -> list[etree._Element]:
    """Return the paragraphs and tables of a cell, in order."""
    found: list[etree._Element] = []
    for element in cell:
        tag = short(element.tag)
        if tag in ("w:p", "w:tbl"):
            found.append(element)
        elif tag in WRAPPERS:
            found.extend(find_blocks(element))
        elif tag == "mc:AlternateContent" and len(element):
            found.extend(find_blocks(element[0]))
    return found


def grid_number(element: etree._Element, properties: str, wanted: str, default: int) -> int:
    """Return how many grid columns a cell covers, or a row leaves out before its first cell."""
    for child in element:
        if short(child.tag) == properties:
            for item in child:
                if short(item.tag) == wanted:
                    value = attribute(item, "w:val") or ""
                    return int(value) if value.isdigit() else default
    return default
