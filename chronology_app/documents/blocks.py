"""The blocks that a document is made of: what is said, in which order, under which style.

Owns no words and no layout of pages; builders fill blocks, exporters render them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chronology_app.layout.score_chart import ScoreFigure
from chronology_app.layout.timeline import TimelineFigure

#: "" plain, "strong" and "emphasis" as named character styles of the template.
RunStyle = Literal["", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one character style."""

    text: str
    style: RunStyle = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the first below the document's title."""

    text: str
    level: int = 1
    #: Begin on a new page.
    new_page: bool = False
    record_ids: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text as printed."""
        return self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style` names a paragraph style: "body", "lead", "note" or "bullet"."""

    runs: tuple[Run, ...]
    style: str = "body"
    #: The records that the words rest on; the gate looks at each.
    record_ids: tuple[str, ...] = ()
    keep_with_next: bool = False

    @property
    def words(self) -> str:
        """The text as printed."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in millimetres."""

    heading: str
    width_mm: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row; one text per column, a line break begins a new paragraph in the cell.

    An empty cell is printed as a dash, so that no cell is ever blank.
    """

    cells: tuple[str, ...]
    record_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row repeats on each page; rows never split over pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: What the table is, for people who listen to the document.
    summary: str = ""
    #: Smaller type, for wide tables of the case file; court papers keep to 12 points.
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure with the words that stand for it; the size is in millimetres."""

    drawing: TimelineFigure | ScoreFigure
    alt_text: str
    caption: str
    width_mm: float
    height_mm: float
    record_ids: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Every word that the figure and its caption show."""
        return "\n".join((self.caption, self.alt_text, *self.drawing.words))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Begin a new page."""


Block = Heading | Paragraph | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """One printed stretch of a document: what the export gate reads."""

    words: str
    record_ids: tuple[str, ...] = ()
    #: For tables, the number of the row as printed; else 0.
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that one document says, ready for an exporter."""

    kind: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    header: str
    #: Stands before the page number.
    footer: str
    #: Written before "n of m" and between the two numbers.
    page_words: tuple[str, str]
    prepared_on: date
    #: "A4" or "A3".
    page_size: str = "A4"
    landscape: bool = False
    #: For readers who are no professionals: every size of type is a third larger.
    large_type: bool = False
    #: The settings in force; kept in the file's properties.
    settings_version: str = ""
    #: Records that were kept back (classed, unread); told to the worker, never printed.
    kept_back: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The document's tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The document's figures in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))

    def parts(self) -> Iterator[Part]:
        """Yield every printed stretch of words, also those of headers, headings and figures."""
        yield Part(self.title)
        yield Part(self.header)
        yield Part(self.footer)
        for block in self.blocks:
            yield from _parts_of(block)


def _parts_of(block: Block) -> Iterator[Part]:
    if isinstance(block, Table):
        yield Part(" ".join(column.heading for column in block.columns))
        yield Part(block.summary)
        for number, row in enumerate(block.rows, 1):
            yield Part(" \n".join(row.cells), row.record_ids, number)
    elif not isinstance(block, PageBreak):
        yield Part(block.words, block.record_ids)
