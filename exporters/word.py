"""Renders a document's blocks into the Word template with its named styles.

Owns the XML of a .docx; what is said and in which order is decided in `chronology_app.documents`.
The same document always gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

import resources
from chronology_app.documents.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from exporters.files import write_file
from exporters.word_xml import (
    NS_R,
    build_core,
    build_drawing,
    build_footer,
    build_header,
    build_heading,
    build_page_break,
    build_paragraph,
    build_tables,
    qn,
)

#: Page sizes in twentieths of a point: short side, long side.
_PAGES = {"A4": (11906, 16838), "A3": (16838, 23811)}
_LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
#: Pixels per inch of figures inside a document; court guidance asks for at most 300.
_FIGURE_DPI = 220


def write_word(document: Document, target: Path) -> None:
    """Write a document as .docx. Errors: ExportError, with nothing half-written."""
    write_file(target, build_word(document))


def build_word(document: Document) -> bytes:
    """Return a document as the bytes of a .docx."""
    parts = dict(_template())
    pictures: list[bytes] = []
    body = _body(document, pictures)
    parts["word/document.xml"] = _serialised(_document_xml(parts, body, document))
    parts["word/_rels/document.xml.rels"] = _relations(parts, len(pictures))
    parts["word/header1.xml"] = build_header(document.header)
    parts["word/footer1.xml"] = build_footer(document.footer, document.page_words)
    parts["docProps/core.xml"] = build_core(document)
    for name in ("word/styles.xml", "word/settings.xml"):
        parts[name] = _in_language(parts[name], document.language)
    if document.large_type:
        parts["word/styles.xml"] = _larger(parts["word/styles.xml"])
    for number, picture in enumerate(pictures, 1):
        parts[f"word/media/image{number}.png"] = picture
    return _packed(parts)


@cache
def _template() -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(resources.path("word", "template.docx")) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


def _body(document: Document, pictures: list[bytes]) -> list[etree._Element]:
    elements = [build_paragraph("Title", ((document.title, ""),))]
    for block in document.blocks:
        elements += _elements(block, document, pictures)
    return elements


def _elements(block: Block, document: Document, pictures: list[bytes]) -> list[etree._Element]:
    if isinstance(block, Heading):
        return [build_heading(block.text, block.level, new_page=block.new_page)]
    if isinstance(block, Paragraph):
        runs = tuple((run.text, run.style) for run in block.runs)
        return [build_paragraph(_style(block), runs, keep_with_next=block.keep_with_next)]
    if isinstance(block, Table):
        return build_tables(block)
    if isinstance(block, PageBreak):
        return [build_page_break()]
    return _figure(block, document, pictures)


def _style(block: Paragraph) -> str:
    names = {"case": "CaseLine", "lead": "Lead", "note": "Note", "bullet": "Bullet"}
    return names.get(block.style, "Normal")


def _figure(block: Figure, document: Document, pictures: list[bytes]) -> list[etree._Element]:
    # Loading matplotlib takes longer than writing a document without figures.
    from exporters.charts import draw_figure

    pictures.append(
        draw_figure(block.drawing, "png", block.width_mm, block.height_mm, dpi=_FIGURE_DPI)
    )
    drawing = build_drawing(
        len(pictures), block.width_mm, block.height_mm, document.title, block.alt_text
    )
    return [drawing, build_paragraph("Caption", ((block.caption, ""),))]


def _document_xml(
    parts: dict[str, bytes], body: list[etree._Element], document: Document
) -> etree._Element:
    root = etree.fromstring(parts["word/document.xml"])
    holder = root[0]
    section = holder[-1]
    for position, element in enumerate(body):
        holder.insert(position, element)
    size = section.find(qn("w:pgSz"))
    assert size is not None
    short, long = _PAGES[document.page_size]
    width, height = (long, short) if document.landscape else (short, long)
    size.set(qn("w:w"), str(width))
    size.set(qn("w:h"), str(height))
    if document.landscape:
        size.set(qn("w:orient"), "landscape")
    return root


def _relations(parts: dict[str, bytes], pictures: int) -> bytes:
    root = etree.fromstring(parts["word/_rels/document.xml.rels"])
    first = deepcopy(root[0])
    for number in range(1, pictures + 1):
        relation = deepcopy(first)
        relation.set("Id", f"rIdPicture{number}")
        relation.set("Type", f"{NS_R}/image")
        relation.set("Target", f"media/image{number}.png")
        root.append(relation)
    return _serialised(root)


def _in_language(part: bytes, language: str) -> bytes:
    code = _LANGUAGES[language].encode()
    return part.replace(b'w:val="en-GB"', b'w:val="' + code + b'"')


def _larger(styles: bytes) -> bytes:
    """Return the styles with every size of type a third larger: 12 points become 16."""

    def larger(found: re.Match[bytes]) -> bytes:
        return found[1] + str(int(found[2]) * 4 // 3).encode() + b'"'

    # Headings stand closer to their words, so that a change keeps to its page.
    closer = styles.replace(b'w:before="240" w:after="100"', b'w:before="160" w:after="20"')
    closer = closer.replace(b'w:before="320" w:after="120"', b'w:before="80" w:after="40"')
    closer = closer.replace(b'w:after="120" w:line="264"', b'w:after="50" w:line="250"')
    return re.sub(rb'(<w:szC?s? w:val=")(\d+)"', larger, closer)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(parts: dict[str, bytes]) -> bytes:
    """Zip the parts with fixed times, so that the same document gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            info.external_attr = 0o600 << 16
            package.writestr(info, data, zipfile.ZIP_DEFLATED, compresslevel=3)
    return buffer.getvalue()
