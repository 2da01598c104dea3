"""Makes a readable text of a source's passages: headings, paragraphs, table rows, what was deleted.

How it looks is left to `widgets.text_pages`; a source that has pages is drawn by `page_view`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePath

from chronology_app.documents.references import place_words
from chronology_app.documents.words import Words
from chronology_app.model import Citation, Locator, Passage, Source, Suggestion
from chronology_app.model.codes import RecordClass
from importers.page_drawing import PAGE_FORMATS, PICTURE_FORMATS, Quote
from ui.words import label, language, say

#: Looks of a block, and the kinds of passages that have them; any other is "text".
_LOOKS = {
    "heading": "heading",
    "header": "margin",
    "footer": "margin",
    "note": "note",
    "comment": "comment",
    "deletion": "deletion",
    "metadata": "headers",
    "quoted": "quoted",
    "signature": "quoted",
    "transcription": "transcription",
    "caption": "text",
}
#: Kinds that are told in words before their text.
_LABELLED = frozenset(
    {"header", "footer", "note", "comment", "deletion", "quoted", "signature", "transcription"}
)
#: Looks that stand apart from what comes before and after them.
_APART = frozenset({"headers", "quoted"})
#: Formats whose cells have letters and numbers that a reader goes by.
_SHEETS = frozenset({"csv", "xlsx", "xls", "ods"})


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a passage by position."""

    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table row or a divider of the readable text."""

    #: "text" "heading" "margin" "note" "comment" "deletion" "headers" "quoted" "transcription",
    #: "row" (of a table) or "divider" (a page or sheet begins).
    look: str
    #: In reading order: one, or the cells of a row.
    passages: tuple[Passage, ...] = ()
    #: Words before the text that are not part of it.
    label: str = ""
    level: int = 0
    #: A blank line stands before it.
    has_gap: bool = False
    #: Rows with the same key stand in one table.
    table: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadableText:
    """All blocks of one source."""

    blocks: tuple[Block, ...] = ()
    #: Passage id -> number of its block.
    block_of: dict[str, int] = field(default_factory=dict)
    #: Show letters over the columns and numbers beside the rows of tables.
    has_cell_names: bool = False


def build_text(source: Source, passages: Sequence[Passage]) -> ReadableText:
    """Arrange a source's passages as a text to be read; none is left out."""
    builder = _Builder(source)
    blocks = tuple(builder.build(passages))
    block_of = {
        passage.id: number for number, block in enumerate(blocks) for passage in block.passages
    }
    return ReadableText(blocks, block_of, source.format in _SHEETS)


class _Builder:
    """Goes through the passages and notices where a page, a sheet or a table begins."""

    def __init__(self, source: Source) -> None:
        self._class = source.record_class
        self._words = Words(language())
        self._last = Locator()
        self._said = ""
        self._look = ""

    def build(self, passages: Iterable[Passage]) -> Iterator[Block]:
        for row, found in groupby(passages, key=_row_key):
            items = tuple(found)
            yield from self._divider(items[0].locator)
            if row is not None:
                yield self._row(items)
            else:
                for passage in items:
                    yield from self._divider(passage.locator)
                    yield self._text(passage)

    def _divider(self, place: Locator) -> Iterator[Block]:
        """Yield the words that say which page or sheet begins, where one does."""
        if place.page == self._last.page and place.sheet == self._last.sheet:
            return
        self._last = place
        said = place_words(Locator(page=place.page, sheet=place.sheet), self._words)
        if said:
            self._said = ""
            yield Block("divider", label=said[:1].upper() + said[1:])

    def _row(self, cells: tuple[Passage, ...]) -> Block:
        place = cells[0].locator
        self._said, self._last = "", place
        return Block(
            "row", cells, self._class_words(cells[0]), table=(place.sheet, place.part, place.table)
        )

    def _text(self, passage: Passage) -> Block:
        place, kind = passage.locator, passage.kind
        look = _LOOKS.get(kind, "text")
        gap = self._has_gap(passage) or (
            look != self._look and self._look != "" and (_APART & {look, self._look})
        )
        self._last, self._look = place, look
        said = self._kind_words(passage)
        words = [part for part in (self._class_words(passage), said) if part]
        repeated = said and said == self._said and kind in ("quoted", "signature", "metadata")
        self._said = said
        return Block(
            look,
            (passage,),
            "" if repeated and len(words) == 1 else ". ".join(words),
            passage.level or 1,
            bool(gap),
        )

    def _has_gap(self, passage: Passage) -> bool:
        """Say whether a blank line of a plain text stands before a line."""
        here, last = passage.locator.line, self._last.line
        return passage.kind == "line" and bool(here and last and here > last + 1)

    def _class_words(self, passage: Passage) -> str:
        """Return the class of a passage that has another class than its source."""
        if passage.record_class in (RecordClass.ORDINARY, self._class):
            return ""
        return class_words(passage.record_class)

    def _kind_words(self, passage: Passage) -> str:
        """Return what a passage is, where it is no plain text of the source."""
        if passage.kind == "metadata":
            return say("reader.more_headers") if _is_transport(passage) else ""
        if passage.kind == "transcription" and passage.transcribed_by:
            page, by = passage.locator.page or 1, passage.transcribed_by
            return say("reader.kind.transcription_by", page=page, by=by)
        if passage.kind == "transcription":
            return say("reader.kind.transcription", page=passage.locator.page or 1)
        if passage.kind not in _LABELLED:
            return say("reader.kind.box") if _is_box(passage.locator) else ""
        return say(f"reader.kind.{passage.kind}")


def _row_key(passage: Passage) -> tuple[object, ...] | None:
    """Return what the cells of one table row have in common; None for what is no cell."""
    place = passage.locator
    if passage.kind != "cell" or place.row is None or place.column is None:
        return None
    return place.sheet, place.part, place.table, place.row


def _is_transport(passage: Passage) -> bool:
    return passage.locator.message_part == "transport headers"


def _is_box(place: Locator) -> bool:
    return bool(place.part and place.part.startswith("box"))


def class_words(record_class: RecordClass) -> str:
    """Return the name of a class with a capital; empty for an ordinary record."""
    if record_class == RecordClass.ORDINARY:
        return ""
    words = label("class", record_class)
    return words[:1].upper() + words[1:]


# --- places ------------------------------------------------------------------------------------


def has_pages(source: Source) -> bool:
    """Say whether a source is shown as drawn pages."""
    return bool(page_format(source))


def page_format(source: Source) -> str:
    """Return the format to draw a source by; empty for one that has no pages.

    A picture that came with a message and was not read is told by its type or its name.
    """
    if source.format in PAGE_FORMATS:
        return source.format
    ending = PurePath(source.file_name).suffix.lstrip(".").lower()
    kind = source.media_type.removeprefix("image/") if "image/" in source.media_type else ending
    return "image" if source.format == "unread" and kind in PICTURE_FORMATS else ""


def page_of(passage: Passage | None) -> int:
    """Return the page that a passage stands on; the first where it names none."""
    return (passage.locator.page if passage else None) or 1


def build_quotes(
    passages: Iterable[Passage], spans: Iterable[Span]
) -> dict[int, tuple[tuple[Span, Quote], ...]]:
    """Return for each page the words to be marked on it, each told apart by its passage."""
    by_id = {passage.id: passage for passage in passages}
    found: dict[int, tuple[tuple[Span, Quote], ...]] = {}
    for span in spans:
        passage = by_id.get(span.passage_id)
        if passage is None or passage.locator.region or passage.locator.part:
            continue
        quote = Quote(
            words=passage.text[span.start : span.end],
            passage=passage.text,
            start=span.start,
            line=passage.locator.line,
        )
        page = page_of(passage)
        found[page] = (*found.get(page, ()), (span, quote))
    return found


def describe_place(passage: Passage | None) -> str:
    """Return where a passage stands, in words: "Page 2" or "Sheet Visits, row 14"."""
    if passage is None:
        return ""
    said = place_words(passage.locator, Words(language()))
    return said[:1].upper() + said[1:]


def passage_at(passages: Iterable[Passage], place: Locator) -> Passage | None:
    """Return the first passage that stands where a problem says it was; None for no such place."""
    stated = [
        (name, value)
        for name in ("sheet", "page", "part", "message_part", "table", "row", "paragraph", "line",
                     "column")
        if (value := getattr(place, name)) is not None
    ]  # fmt: skip
    if not stated:
        return None
    return next(
        (
            one
            for one in passages
            if all(getattr(one.locator, name) == value for name, value in stated)
        ),
        None,
    )


def column_name(number: int) -> str:
    """Return the letters of a column of a sheet, from 1: A ... Z, AA ..."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


# --- what to mark ------------------------------------------------------------------------------


def spans_of_citations(citations: Iterable[Citation]) -> tuple[Span, ...]:
    """Return the words that citations name."""
    return tuple(Span(one.passage_id, one.start, one.end) for one in citations)


def spans_of_suggestion(suggestion: Suggestion, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """Return the words that a suggestion quotes; `passages` are those of its source."""
    by_index = {passage.index: passage.id for passage in passages}
    return tuple(
        Span(by_index[one.passage_index], one.start, one.end)
        for one in suggestion.spans
        if one.passage_index in by_index
    )
