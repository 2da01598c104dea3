"""The WordprocessingML of paragraphs, tables, figures, headers and footers.

Knows elements and styles by name; `word` puts them together into a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import cast

from lxml import etree

from chronology_app.documents.blocks import Document, Row, Table

NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = f'xmlns:w="{NS_W}"'
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000
#: LibreOffice needs more than proportionate time for longer tables.
MOST_ROWS = 500
#: Printed where nothing is recorded, so that no cell is blank.
DASH = "–"

#: Characters that XML 1.0 cannot hold, lone surrogates among them.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qn(name: str) -> str:
    """Return the full name of an element of the main namespace, e.g. ``qn("w:p")``."""
    return f"{{{NS_W}}}{name[2:]}"


_P, _T, _TC = qn("w:p"), qn("w:t"), qn("w:tc")


def legal_text(text: str) -> str:
    """Return a text with each character that XML cannot hold shown as U+FFFD, never dropped."""
    return _ILLEGAL.sub("\ufffd", text)


def set_text(element: etree._Element, text: str) -> None:
    """Set the words of a w:t element."""
    try:
        element.text = text
    except ValueError:
        element.text = legal_text(text)


# --- paragraphs ------------------------------------------------------------------------------


def build_paragraph(
    style: str, runs: Sequence[tuple[str, str]], *, keep_with_next: bool = False
) -> etree._Element:
    """Return a paragraph; `runs` are (words, character style or empty)."""
    paragraph = etree.Element(_P)
    shape = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(shape, qn("w:pStyle")).set(qn("w:val"), style)
    if keep_with_next:
        etree.SubElement(shape, qn("w:keepNext"))
    for words, letters in runs:
        _add_run(paragraph, words, letters)
    return paragraph


def build_heading(text: str, level: int, *, new_page: bool = False) -> etree._Element:
    """Return a real heading of a level from 1."""
    paragraph = build_paragraph(f"Heading{min(level, 3)}", ((text, ""),))
    if new_page:
        etree.SubElement(paragraph[0], qn("w:pageBreakBefore"))
    return paragraph


def build_page_break() -> etree._Element:
    """Return a paragraph that only begins a new page."""
    paragraph = etree.Element(_P)
    run = etree.SubElement(paragraph, qn("w:r"))
    etree.SubElement(run, qn("w:br")).set(qn("w:type"), "page")
    return paragraph


def _add_run(paragraph: etree._Element, words: str, letters: str) -> None:
    run = etree.SubElement(paragraph, qn("w:r"))
    if letters:
        shape = etree.SubElement(run, qn("w:rPr"))
        etree.SubElement(shape, qn("w:rStyle")).set(qn("w:val"), letters.capitalize())
    for number, line in enumerate(words.split("\n")):
        if number:
            etree.SubElement(run, qn("w:br"))
        text = etree.SubElement(run, _T)
        text.set(_SPACE, "preserve")
        set_text(text, line)


# --- tables ----------------------------------------------------------------------------------


def build_tables(table: Table) -> list[etree._Element]:
    """Return a table as one or more contiguous Word tables, each with the header row.

    A hair-thin paragraph stands between two of them, because Word joins tables that touch.
    """
    elements: list[etree._Element] = []
    shell = _table_shell(table)
    pattern = _row_pattern(table)
    for first in range(0, len(table.rows), MOST_ROWS):
        part = deepcopy(shell)
        for row in table.rows[first : first + MOST_ROWS]:
            part.append(_row(pattern, row))
        elements += [part, build_paragraph("TableGap", ())]
    return elements


def _table_shell(table: Table) -> etree._Element:
    widths = [round(column.width_mm * _PER_MM) for column in table.columns]
    summary = _attribute(table.summary)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shell = etree.fromstring(
        f'<w:tbl {_NS}><w:tblPr><w:tblStyle w:val="RecordTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{summary}"/><w:tblDescription w:val="{summary}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    style = "TableHeadingSmall" if table.is_small else "TableHeading"
    header = _empty_row(widths, style, "<w:cantSplit/><w:tblHeader/>")
    for text, column in zip(header.iter(_T), table.columns, strict=True):
        set_text(text, column.heading)
    shell.append(header)
    return shell


def _row_pattern(table: Table) -> etree._Element:
    widths = [round(column.width_mm * _PER_MM) for column in table.columns]
    style = "TableTextSmall" if table.is_small else "TableText"
    return _empty_row(widths, style, "<w:cantSplit/>")


def _empty_row(widths: Sequence[int], style: str, properties: str) -> etree._Element:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve"/></w:r></w:p></w:tc>'
        for width in widths
    )
    return etree.fromstring(f"<w:tr {_NS}><w:trPr>{properties}</w:trPr>{cells}</w:tr>")


def _row(pattern: etree._Element, row: Row) -> etree._Element:
    element = deepcopy(pattern)
    # The list is made first: a cell of several lines adds further text elements.
    for text, words in zip(list(element.iter(_T)), row.cells, strict=True):
        if "\n" in words or "\r" in words:
            _set_lines(text, words)
        else:
            set_text(text, words if words.strip() else DASH)
    return element


def _set_lines(text: etree._Element, words: str) -> None:
    """Give each line of a cell a paragraph of its own."""
    lines = [line for line in re.split(r"[\r\n]+", words) if line.strip()] or [DASH]
    paragraph = next(text.iterancestors(_P))
    for line in reversed(lines[1:]):
        further = deepcopy(paragraph)
        set_text(cast(etree._Element, further.find(f".//{_T}")), line)
        paragraph.addnext(further)
    set_text(text, lines[0])


# --- figures, header, footer, properties -----------------------------------------------------


def build_drawing(
    number: int, width_mm: float, height_mm: float, title: str, alt_text: str
) -> etree._Element:
    """Return a paragraph with a picture in the line, its title and its alternative text."""
    size = f'cx="{round(width_mm * _EMU_PER_MM)}" cy="{round(height_mm * _EMU_PER_MM)}"'
    named = f'id="{number}" name="Figure {number}"'
    words = f'title="{_attribute(title)}" descr="{_attribute(alt_text)}"'
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return etree.fromstring(
        f'<w:p {_NS} xmlns:r="{NS_R}" xmlns:wp="{main}/wordprocessingDrawing"'
        f' xmlns:a="{main}/main" xmlns:pic="{main}/picture"><w:pPr><w:pStyle w:val="Figure"/>'
        '</w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named} {words}/><wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{main}/picture"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr {named} {words}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def build_header(words: str) -> bytes:
    """Return the header part."""
    root = etree.Element(qn("w:hdr"), nsmap={"w": NS_W})
    root.append(build_paragraph("Header", ((words, ""),)))
    return _part(root)


def build_footer(words: str, page_words: tuple[str, str]) -> bytes:
    """Return the footer part: the document's words, then "Page n of m" as fields."""
    root = etree.Element(qn("w:ftr"), nsmap={"w": NS_W})
    page, of = page_words
    paragraph = build_paragraph("Footer", ((f"{words}  |  {page} ", ""),))
    _add_field(paragraph, "PAGE")
    _add_run(paragraph, f" {of} ", "")
    _add_field(paragraph, "NUMPAGES")
    root.append(paragraph)
    return _part(root)


def _add_field(paragraph: etree._Element, name: str) -> None:
    field = etree.SubElement(paragraph, qn("w:fldSimple"))
    field.set(qn("w:instr"), f" {name} ")
    _add_run(field, "1", "")


def build_core(document: Document) -> bytes:
    """Return the document's properties: title, language, day and version of the settings."""
    day = f"{document.prepared_on.isoformat()}T00:00:00Z"
    language = "cy-GB" if document.language == "cy" else "en-GB"
    root = etree.fromstring(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title/>'
        "<cp:version/>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )
    set_text(root[0], document.title)
    if document.settings_version:
        set_text(root[1], document.settings_version)
    else:
        root.remove(root[1])
    return _part(root)


def _part(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _attribute(text: str) -> str:
    escaped = legal_text(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return escaped.replace("\n", " ")
