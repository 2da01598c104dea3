"""A source's passages become a text to be read, in their order and without loss."""

from __future__ import annotations

from typing import Any

from chronology_app.model import Locator, Passage, Source, SpanRef, Suggestion
from chronology_app.model.codes import RecordClass
from ui.presenters.source_text import (
    Span,
    build_quotes,
    build_text,
    column_name,
    describe_place,
    has_pages,
    passage_at,
    spans_of_suggestion,
)
from ui.words import set_language


def passage(number: int, text: str, kind: str = "paragraph", **place: Any) -> Passage:
    more = {
        name: place.pop(name)
        for name in ("level", "record_class", "transcribed_by")
        if name in place
    }
    return Passage(
        id=f"p{number}", source_id="s", index=number, text=text, kind=kind,
        locator=Locator(**place), **more,
    )  # fmt: skip


def source(form: str = "docx", **fields: Any) -> Source:
    return Source(id="s", format=form, **fields)


def looks(form: str, *passages: Passage, **fields: Any) -> list[tuple[str, str]]:
    return [(one.look, one.label) for one in build_text(source(form, **fields), passages).blocks]


def test_no_passage_is_left_out_and_order_is_kept() -> None:
    passages = [
        passage(0, "Notes", "heading", level=1),
        passage(1, "a", "cell", table=1, row=1, column=1),
        passage(2, "b", "cell", table=1, row=1, column=2),
        passage(3, "c", "cell", table=1, row=2, column=1),
        passage(4, "Seen."),
        passage(5, "old", "deletion", paragraph=4),
    ]
    text = build_text(source(), passages)
    assert [p.id for block in text.blocks for p in block.passages] == [p.id for p in passages]
    assert [block.look for block in text.blocks] == ["heading", "row", "row", "text", "deletion"]
    assert text.block_of == {"p0": 0, "p1": 1, "p2": 1, "p3": 2, "p4": 3, "p5": 4}
    assert text.blocks[1].table == text.blocks[2].table
    assert text.blocks[0].level == 1


def test_what_is_no_plain_text_is_told_in_words() -> None:
    assert looks(
        "docx",
        passage(0, "x", "comment", part="comment 1"),
        passage(1, "x", "deletion"),
        passage(2, "x", "note", part="footnote 1"),
        passage(3, "x", "transcription", page=3),
        passage(4, "x", part="box 1"),
    ) == [
        ("comment", "Comment"),
        ("deletion", "Deleted text"),
        ("note", "Note"),
        ("divider", "Page 3"),
        ("transcription", "Typed from a part of page 3"),
        ("text", "Text box"),
    ]


def test_who_typed_handwriting_is_told() -> None:
    typed = passage(0, "x", "transcription", page=3, transcribed_by="Ann")
    assert looks("pdf", typed)[-1][1] == "Typed from a part of page 3 by Ann"


def test_quoted_mail_is_told_once_where_it_begins() -> None:
    found = looks(
        "eml",
        passage(0, "Subject: Tea", "metadata", message_part="headers"),
        passage(1, "Hello", message_part="body", line=1),
        passage(2, "On Monday", "quoted", message_part="quoted 1", line=2),
        passage(3, "she said", "quoted", message_part="quoted 1", line=3),
        passage(4, "X-Id: 1", "metadata", message_part="transport headers"),
    )
    assert [label for _, label in found] == [
        "", "", "Quoted from an earlier message", "", "Other headers of the message",
    ]  # fmt: skip


def test_each_page_and_sheet_begins_with_its_name() -> None:
    pages = [passage(n, "x", page=page) for n, page in enumerate((1, 1, 2))]
    assert looks("pdf", *pages) == [
        ("divider", "Page 1"), ("text", ""), ("text", ""), ("divider", "Page 2"), ("text", ""),
    ]  # fmt: skip
    cells = [passage(n, "a", "cell", sheet=name, row=1, column=1) for n, name in enumerate("AB")]
    assert [label for look, label in looks("xlsx", *cells) if look == "divider"] == [
        "Sheet A",
        "Sheet B",
    ]


def test_another_class_than_the_source_s_is_told_in_words() -> None:
    advice = passage(0, "x", record_class=RecordClass.LEGAL_ADVICE)
    other = passage(1, "x", "comment", record_class=RecordClass.NOT_THIS_FAMILY)
    assert [label for _, label in looks("docx", advice, other)] == [
        "Legal advice",
        "Not this family. Comment",
    ]
    assert looks("docx", advice, record_class=RecordClass.LEGAL_ADVICE) == [("text", "")]


def test_blank_lines_of_a_plain_text_are_kept_as_gaps() -> None:
    lines = [passage(n, "x", "line", line=line) for n, line in enumerate((1, 2, 5))]
    assert [block.has_gap for block in build_text(source("txt"), lines).blocks] == [
        False,
        False,
        True,
    ]


def test_words_are_asked_for_on_the_page_of_their_passage() -> None:
    passages = [passage(0, "one two", page=2, line=4), passage(1, "x", "comment", page=2, part="a")]
    quotes = build_quotes(passages, [Span("p0", 4, 7), Span("p1", 0, 1), Span("gone", 0, 1)])
    ((span, quote),) = quotes[2]
    assert span == Span("p0", 4, 7)
    assert (quote.words, quote.passage, quote.start, quote.line) == ("two", "one two", 4, 4)


def test_a_place_is_told_as_a_reader_finds_it() -> None:
    assert describe_place(passage(0, "x", page=2, line=4)) == "Page 2"
    assert describe_place(passage(0, "x", "cell", sheet="Log", row=3, column=2)) == (
        "Sheet Log, row 3"
    )
    set_language("cy")
    try:
        assert describe_place(passage(0, "x", page=2)).startswith("Tudalen")
    finally:
        set_language("en")


def test_the_place_of_a_problem_leads_to_its_passage() -> None:
    passages = [
        passage(0, "a", "cell", sheet="A", row=2, column=1),
        passage(1, "b", "cell", sheet="A", row=3, column=1),
        passage(2, "c", "deletion", paragraph=3),
    ]
    places = [Locator(sheet="A", row=3), Locator(paragraph=3), Locator(page=1), Locator()]
    found = [passage_at(passages, place) for place in places]
    assert [one.id if one else None for one in found] == ["p1", "p2", None, None]


def test_columns_have_the_letters_of_a_sheet() -> None:
    assert [column_name(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_pdfs_and_pictures_have_pages() -> None:
    assert [has_pages(source(form)) for form in ("pdf", "jpg", "docx", "txt")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_picture_in_a_message_has_a_page_though_it_was_not_read() -> None:
    typed = source("unread", media_type="image/jpeg", file_name="photo")
    named = source("unread", media_type="application/octet-stream", file_name="scan.TIF")
    other = source("unread", media_type="application/zip", file_name="a.zip")
    assert [has_pages(one) for one in (typed, named, other)] == [True, True, False]


def test_the_words_of_a_suggestion_are_those_of_its_passages() -> None:
    suggestion = Suggestion(
        spans=(
            SpanRef(passage_index=1, locator=Locator(), start=2, end=4, quote="cd"),
            SpanRef(passage_index=9, locator=Locator(), start=0, end=1, quote="x"),
        )
    )
    assert spans_of_suggestion(suggestion, [passage(0, "ab"), passage(1, "abcd")]) == (
        Span("p1", 2, 4),
    )
