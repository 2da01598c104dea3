"""Reads Word files: body, tables, headers, footers, notes, comments and text boxes, in order.

The XML is read directly, because the usual library leaves out tracked insertions, content
controls, smart tags, fields and nested tables. How text is taken out of one paragraph is left to
`word_text`, which styles are headings to `word_styles`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Attachment, Locator, ReadResult
from importers.base import ImportOptions, PassageList
from importers.packed import Package, attribute, core_properties, short
from importers.word_styles import Styles
from importers.word_tables import WRAPPERS, find_blocks, find_parts, grid_number
from importers.word_text import Deletion, ParagraphText, read_paragraph

name = "docx"
media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Parts that hold no words, or the words of another part once more.
_WORDLESS = ("word/theme/", "word/styles", "word/diagrams/")
#: Notes that give one number for the whole file.
_COUNTED = ("tracked_insertions", "hidden_text", "pictures_not_read", "small_pictures")
#: Longest heading, and the longest that may end with a full stop. Judgments and agency forms
#: number whole paragraphs with heading styles; those are text.
_HEADING_CHARS = 150
_STOPPED_CHARS = 60


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return the passages of a .docx or .docm file.

    Paragraphs are numbered through the body (tables left out, empty ones counted); a cell is one
    passage, cut in two by a table inside it, which has a number of its own.
    Errors: ImportFileError "damaged", "too_large", "unsafe" or "encrypted_archive".
    """
    package = Package(data, options.limits)
    found = PassageList(options)
    for item, value in core_properties(package).items():
        found.tell(item, value)
    try:
        _Reader(package, found).read()
    except RecursionError as cause:
        raise ImportFileError("damaged") from cause
    return found.result(name, media_type)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands: the locator's fields and the kind that paragraphs take there."""

    kind: str = "paragraph"
    part: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def fields(self, paragraph: int | None) -> dict[str, Any]:
        return {
            "part": self.part,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "paragraph": paragraph,
        }


class _Reader:
    def __init__(self, package: Package, found: PassageList) -> None:
        self._package = package
        self._found = found
        self._main = package.main_part("word/document.xml")
        self._relations = package.relations(self._main)
        self._read_parts = {self._main}
        self._styles = Styles(self._optional_part("styles"))
        self._paragraphs = 0
        #: Tables so far, in the body (None) and in each other part.
        self._tables: Counter[str | None] = Counter()
        self._boxes = 0
        #: Ids of notes in the order in which the text refers to them.
        self._references: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._counts: Counter[str] = Counter()
        self._alt_texts: list[str] = []

    def read(self) -> None:
        body = self._package.xml(self._main)
        for item in body.iter():
            for kind, order in self._references.items():
                if short(item.tag) == f"w:{kind}Reference":
                    order.append(attribute(item, "w:id") or "")
        self._margins("header")
        self._blocks(body, _Place())
        self._margins("footer")
        for kind, element in (("footnote", "w:footnote"), ("endnote", "w:endnote")):
            self._notes(kind, element)
        self._comments()
        self._drawings()
        self._embedded()
        self._leftovers()
        self._sum_up()

    def _sum_up(self) -> None:
        for code in _COUNTED:
            if self._counts[code]:
                self._found.note(code, count=self._counts[code])
        for words in self._alt_texts:
            self._found.note("picture_described", words=words)

    # --- parts

    def _optional_part(self, kind: str) -> etree._Element | None:
        return next(iter(self._parts(kind)), None)

    def _parts(self, kind: str) -> list[etree._Element]:
        names = dict.fromkeys(part for found, part in self._relations.values() if found == kind)
        self._read_parts.update(names)
        roots = [self._package.find_xml(part, self._found) for part in sorted(names)]
        return [root for root in roots if root is not None]

    def _margins(self, kind: str) -> None:
        for root in self._parts(kind):
            self._blocks(root, _Place(kind=kind, part=kind))

    def _notes(self, kind: str, element: str) -> None:
        for root in self._parts(kind + "s"):
            notes = [item for item in root if short(item.tag) == element]
            for item in sorted(notes, key=lambda item: self._order(kind, item)):
                self._blocks(item, _Place(kind="note", part=f"{kind} {self._number(kind, item)}"))

    def _order(self, kind: str, note: etree._Element) -> int:
        """Return a note's place in the order of its references; unused ones come last."""
        order = self._references[kind]
        identity = attribute(note, "w:id") or ""
        return order.index(identity) if identity in order else len(order)

    def _number(self, kind: str, note: etree._Element) -> str:
        """Return the number that Word shows for a note, as long as it counts from 1."""
        place = self._order(kind, note)
        return str(place + 1) if place < len(self._references[kind]) else "not shown"

    def _comments(self) -> None:
        for root in self._parts("comments"):
            for number, item in enumerate(root, start=1):
                part = f"comment {number}"
                self._found.note(
                    "comment_found",
                    Locator(part=part),
                    number=number,
                    author=attribute(item, "w:author") or "?",
                    date=attribute(item, "w:date") or "?",
                )
                self._blocks(item, _Place(kind="comment", part=part))

    def _drawings(self) -> None:
        """Read the words of diagrams and charts, which stand in parts of their own."""
        for label, start in (("diagram", "word/diagrams/data"), ("chart", "word/charts/chart")):
            parts = sorted(part for part in self._package.names() if part.startswith(start))
            for number, part in enumerate(parts, start=1):
                self._read_parts.add(part)
                for words in self._words_of(part, ("a:t", "c:v")):
                    self._found.add(words, part=f"{label} {number}")

    def _embedded(self) -> None:
        for kind, part in sorted(self._relations.values()):
            if kind in ("package", "oleObject", "aFChunk"):
                data = self._package.read(part)
                self._found.attachments.append(
                    Attachment(
                        name=part.rpartition("/")[2],
                        media_type="application/octet-stream",
                        data=data,
                    )
                )

    def _leftovers(self) -> None:
        """Name the words of parts that no page shows (building blocks, unused headers)."""
        for part in self._package.names():
            if part in self._read_parts or not part.startswith("word/"):
                continue
            if not part.endswith(".xml") or part.startswith(_WORDLESS):
                continue
            words = " ".join(self._words_of(part, ("w:t", "w:delText", "a:t")))
            if words:
                code = "building_blocks" if "/glossary/" in part else "other_part_text"
                self._found.note(code, Locator(part=part), part=part, raw=words)

    def _words_of(self, part: str, tags: tuple[str, ...]) -> list[str]:
        root = self._package.find_xml(part, self._found)
        found = [] if root is None else [e.text or "" for e in root.iter() if short(e.tag) in tags]
        return [words for words in found if words.strip()]

    # --- blocks

    def _blocks(self, parent: etree._Element, place: _Place) -> None:
        for element in parent:
            tag = short(element.tag)
            if tag == "w:p":
                self._paragraph(element, place)
            elif tag == "w:tbl":
                self._table(element, place)
            elif tag == "mc:AlternateContent":
                self._alternative(element, place)
            elif tag in WRAPPERS:
                self._blocks(element, place)

    def _alternative(self, element: etree._Element, place: _Place) -> None:
        branches = [item for item in element if short(item.tag) in ("mc:Choice", "mc:Fallback")]
        if branches:
            self._blocks(branches[0], place)

    def _paragraph(self, element: etree._Element, place: _Place) -> None:
        self._paragraphs += place.part is None
        if not len(element):
            return
        text = read_paragraph(element)
        number = self._paragraphs if place.part is None else None
        kind, level = self._kind(element, text, place)
        self._found.add(text.text, kind, level, **place.fields(number))
        self._after_text(text, place, number)

    def _kind(
        self, element: etree._Element, text: ParagraphText, place: _Place
    ) -> tuple[str, int | None]:
        if place.kind != "paragraph":
            return place.kind, None
        words = text.text.strip()
        if words and self._styles.is_contents(element):
            return "metadata", None
        if not _may_head(words):
            return "paragraph", None
        level = self._styles.heading_level(element)
        if level is not None:
            return "heading", level
        bold = words[-1] not in ".;," and "\n" not in words and self._styles.all_bold(element)
        return ("heading" if bold else "paragraph"), None

    def _after_text(self, text: ParagraphText, place: _Place, number: int | None) -> None:
        """Add what belongs to a paragraph and is not its text: deletions and text boxes."""
        self._counts["tracked_insertions"] += text.insertions
        self._counts["hidden_text"] += text.hidden
        self._alt_texts += [words for words in text.alt_texts if words]
        self._counts["pictures_not_read"] += text.pictures
        self._counts["small_pictures"] += text.small_pictures
        for deletion in text.deletions:
            self._deletion(deletion, place, number)
        for box in text.boxes:
            self._boxes += 1
            self._blocks(box, _Place(part=f"box {self._boxes}"))
        for words in text.watermarks:
            self._boxes += 1
            self._found.add(words, part=f"box {self._boxes}")

    def _deletion(self, deletion: Deletion, place: _Place, number: int | None) -> None:
        if not deletion.text.strip():
            return
        fields = place.fields(number)
        self._found.add(deletion.text, "deletion", **fields)
        self._found.note(
            "tracked_deletion",
            Locator(**fields),
            words=deletion.text.strip(),
            author=deletion.author or "?",
            date=deletion.date or "?",
        )

    # --- tables

    def _table(self, table: etree._Element, place: _Place) -> None:
        self._tables[place.part] += 1
        inside = _Place(
            kind="cell" if place.kind == "paragraph" else place.kind,
            part=place.part,
            table=self._tables[place.part],
        )
        for number, row in enumerate(find_parts(table, "w:tr"), start=1):
            column = 1 + grid_number(row, "w:trPr", "w:gridBefore", 0)
            for cell in find_parts(row, "w:tc"):
                self._cell(cell, replace(inside, row=number, column=column))
                column += grid_number(cell, "w:tcPr", "w:gridSpan", 1)

    def _cell(self, cell: etree._Element, place: _Place) -> None:
        """Add a cell as one passage; a table inside it cuts its text in two."""
        lines: list[ParagraphText] = []
        for element in find_blocks(cell):
            if short(element.tag) == "w:p":
                lines.append(read_paragraph(element))
            else:
                self._end_cell_text(lines, place)
                self._table(element, place)
        self._end_cell_text(lines, place)

    def _end_cell_text(self, lines: list[ParagraphText], place: _Place) -> None:
        self._found.add("\n".join(line.text for line in lines), place.kind, **place.fields(None))
        for line in lines:
            self._after_text(line, place, None)
        lines.clear()


def _may_head(words: str) -> bool:
    """Say whether a paragraph is short enough, and has the letters, to be a heading."""
    limit = _STOPPED_CHARS if words.endswith((".", ";", ",")) else _HEADING_CHARS
    return len(words) <= limit and any(char.isalnum() for char in words)
