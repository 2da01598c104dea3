"""Writes blocks of a readable text into a Qt document and knows where each passage stands in it.

Which blocks there are is decided in `presenters.source_text`; showing them is for `text_pages`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from chronology_app.model import Passage
from ui.presenters.source_text import Block, Span, column_name
from ui.theme.style import theme
from ui.words import say

#: Tables of more columns are as wide as their words ask for, and scroll.
_FITTING_COLUMNS = 8
#: Looks whose words are lighter than the text around them.
_LIGHT = frozenset({"margin", "quoted", "headers"})
_INDENTED = frozenset({"quoted", "comment", "note", "transcription"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a passage stands in the document; `end` is exclusive."""

    start: int
    end: int
    passage: Passage


class Stretches:
    """The passages of a document in its order, by position and by id."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = list(stretches)
        self._starts = [one.start for one in self._stretches]
        self._by_id = {one.passage.id: one for one in self._stretches}

    def find(self, passage_id: str) -> Stretch | None:
        """Return where a passage stands, if it is in the document."""
        return self._by_id.get(passage_id)

    def near(self, position: int) -> Stretch | None:
        """Return the passage at a position, or else the one before it, or the first."""
        if not self._stretches:
            return None
        return self._stretches[max(0, bisect_right(self._starts, position) - 1)]

    def between(self, start: int, end: int) -> list[Span]:
        """Return the words of passages between two positions, without blanks at their ends."""
        found = []
        for one in self._stretches[max(0, bisect_right(self._starts, start) - 1) :]:
            if one.start >= end:
                break
            first, last = max(start, one.start), min(end, one.end)
            if first < last:
                found.append(self._trimmed(one, first - one.start, last - one.start))
        return [span for span in found if span.start < span.end]

    def positions(self, span: Span) -> tuple[int, int] | None:
        """Return where words of a passage stand, if it is in the document."""
        one = self.find(span.passage_id)
        if one is None:
            return None
        text = one.passage.text
        return one.start + units(text[: span.start]), one.start + units(text[: span.end])

    @staticmethod
    def _trimmed(one: Stretch, start: int, end: int) -> Span:
        text = one.passage.text
        first, last = _characters(text, start), _characters(text, end)
        words = text[first:last]
        first += len(words) - len(words.lstrip())
        return Span(one.passage.id, first, first + len(words.strip()))


def units(text: str) -> int:
    """Return the length of text as Qt counts it, where some characters count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _characters(text: str, count: int) -> int:
    """Return how many characters the first `count` units of a text are."""
    if text.isascii():
        return min(count, len(text))
    return len(text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore"))


class TextWriter:
    """Fills one document with blocks."""

    def __init__(self, document: QTextDocument, size: float, has_cell_names: bool) -> None:
        self._cursor = QTextCursor(document)
        self._size = size
        self._has_cell_names = has_cell_names
        self._is_first = True
        self._stretches: list[Stretch] = []

    def write(self, blocks: Iterable[Block]) -> Stretches:
        """Write the blocks and return where their passages stand."""
        self._cursor.beginEditBlock()
        for table, found in groupby(blocks, key=lambda block: (block.look == "row", block.table)):
            if table[0]:
                self._write_table(list(found))
            else:
                for block in found:
                    self._write_block(block)
        self._cursor.endEditBlock()
        return Stretches(self._stretches)

    def write_remark(self, words: str) -> None:
        """Write words of ours that are no part of the source."""
        self._begin(QTextBlockFormat(), centred=True)
        self._cursor.insertText(words, self._format("muted", small=True))

    # --- blocks ----------------------------------------------------------------------------

    def _write_block(self, block: Block) -> None:
        style = QTextBlockFormat()
        style.setBottomMargin(theme.space("tight"))
        if block.has_gap:
            style.setTopMargin(theme.space("medium"))
        if block.look == "divider":
            self._write_divider(block, style)
            return
        if block.look == "heading":
            style.setHeadingLevel(min(6, block.level))
            style.setTopMargin(theme.space("small"))
        if block.look in _INDENTED:
            style.setLeftMargin(theme.space("large"))
        self._begin(style)
        if block.label:
            mark = self._format("muted", small=True, bold=True)
            self._cursor.insertText(f"{block.label}:\u2028", mark)
        for passage in block.passages:
            self._write_passage(passage, self._look(block), self._cursor)

    def _write_divider(self, block: Block, style: QTextBlockFormat) -> None:
        style.setTopMargin(0 if self._is_first else theme.space("large"))
        style.setBackground(QBrush(theme.colour("raised")))
        style.setHeadingLevel(1)
        self._begin(style)
        self._cursor.insertText(block.label, self._format("muted", small=True, bold=True))

    def _begin(self, style: QTextBlockFormat, *, centred: bool = False) -> None:
        style.setLineHeight(116, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if centred:
            style.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._is_first:
            self._cursor.setBlockFormat(style)
        else:
            self._cursor.insertBlock(style, self._format("text"))
        self._is_first = False

    def _write_passage(self, passage: Passage, look: QTextCharFormat, cursor: QTextCursor) -> None:
        start = cursor.position()
        cursor.insertText(_shown(passage.text), look)
        self._stretches.append(Stretch(start, cursor.position(), passage))

    # --- tables ----------------------------------------------------------------------------

    def _write_table(self, rows: list[Block]) -> None:
        names = 1 if self._has_cell_names else 0
        columns = max(cell.locator.column or 1 for row in rows for cell in row.passages)
        if not self._is_first:
            gap = QTextBlockFormat()
            gap.setLineHeight(4, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            self._cursor.insertBlock(gap)
        table = self._cursor.insertTable(
            len(rows) + names, columns + names, self._table_format(columns, names)
        )
        if names:
            self._write_names(table, rows, columns)
        for number, row in enumerate(rows, start=names):
            self._write_cells(table, number, row, names)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_first = False

    def _table_format(self, columns: int, names: int) -> QTextTableFormat:
        style = QTextTableFormat()
        style.setBorder(1)
        style.setBorderCollapse(True)
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setBorderBrush(QBrush(theme.colour("line")))
        style.setCellPadding(theme.space("tight"))
        style.setHeaderRowCount(names)
        if columns <= _FITTING_COLUMNS:
            style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return style

    def _write_names(self, table: QTextTable, rows: list[Block], columns: int) -> None:
        """Write letters over the columns and numbers beside the rows, as a sheet shows them."""
        look = self._format("muted", small=True)
        look.setBackground(QBrush(theme.colour("raised")))
        names = [(0, column, column_name(column)) for column in range(1, columns + 1)]
        names += [
            (number, 0, str(row.passages[0].locator.row))
            for number, row in enumerate(rows, start=1)
        ]
        for row, column, words in [(0, 0, say("reader.row")), *names]:
            cell = table.cellAt(row, column)
            cell.setFormat(look)
            cell.firstCursorPosition().insertText(words, look)

    def _write_cells(self, table: QTextTable, number: int, row: Block, names: int) -> None:
        look = self._look(row)
        for column, found in groupby(
            sorted(row.passages, key=lambda cell: cell.locator.column or 1),
            key=lambda cell: cell.locator.column or 1,
        ):
            cursor = table.cellAt(number, column - 1 + names).firstCursorPosition()
            for index, passage in enumerate(found):
                if index:
                    cursor.insertBlock()
                self._write_passage(passage, look, cursor)

    # --- looks -----------------------------------------------------------------------------

    def _look(self, block: Block) -> QTextCharFormat:
        if block.look == "heading":
            return self._format("text", bold=True, larger=max(1.05, 1.3 - 0.08 * block.level))
        look = self._format("muted" if block.look in _LIGHT else "text")
        if block.look == "deletion":
            look.setFontStrikeOut(True)
        return look

    def _format(
        self, role: str, *, small: bool = False, bold: bool = False, larger: float = 1.0
    ) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(QBrush(theme.colour(role)))
        look.setFontPointSize(self._size * (0.9 if small else larger))
        look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return look


def _shown(text: str) -> str:
    """Return text of as many characters that Qt keeps in one block."""
    return text.replace("\n", "\u2028").replace("\u2029", "\u2028").replace("\r", "\u2028")
