"""Long texts open at their place at once, grow as one scrolls, and words in them can be taken."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.model import Locator, Passage, Source
from tests.desktop.inside import Inside, opened
from ui.presenters.source_text import ReadableText, Span, build_text
from ui.widgets.text_pages import TextPages


def lines(count: int) -> list[Passage]:
    return [
        Passage(
            id=f"p{n}", source_id="s", index=n, kind="line", locator=Locator(line=n + 1),
            text=f"Line {n}: the \U0001f600 child \u0177 was seen.",
        )
        for n in range(count)
    ]  # fmt: skip


def text_of(passages: list[Passage], form: str = "txt") -> ReadableText:
    return build_text(Source(id="s", format=form), passages)


@pytest.fixture(scope="module")
def inside() -> Iterator[Inside]:
    """The program, for all tests here."""
    with opened() as found:
        yield found
    assert found.complaints == []


@pytest.fixture
def pages(inside: Inside) -> Iterator[TextPages]:
    found = TextPages()
    found.resize(500, 400)
    found.show()
    yield found
    found.hide()
    found.deleteLater()


def shown(pages: TextPages) -> str:
    return pages.toPlainText()


def test_a_long_text_opens_at_the_marked_words_in_the_middle(pages: TextPages) -> None:
    text = text_of(lines(20_000))
    started = time.perf_counter()
    pages.show_text(text, [Span("p15000", 6, 11)])
    assert time.perf_counter() - started < 0.6
    (box,) = pages.marked_boxes()
    assert 120 < box.center().y() < 280
    assert "Line 15000:" in shown(pages)
    assert "Line 0:" not in shown(pages)


def test_scrolling_to_an_edge_writes_on(inside: Inside, pages: TextPages) -> None:
    pages.show_text(text_of(lines(3000)), [Span("p1500", 0, 4)])
    inside.app.processEvents()
    bar = pages.verticalScrollBar()
    assert "Line 1990:" not in shown(pages)
    bar.setValue(bar.maximum())
    inside.app.processEvents()
    assert "Line 1990:" in shown(pages)
    for _ in range(3):
        bar.setValue(0)
        inside.app.processEvents()
    assert "Line 1000:" in shown(pages)


def test_the_line_at_the_top_stays_when_more_is_written(inside: Inside, pages: TextPages) -> None:
    pages.show_text(text_of(lines(3000)), [Span("p1500", 0, 4)])
    inside.app.processEvents()
    bar = pages.verticalScrollBar()
    bar.setValue(bar.maximum() - 40)
    seen = pages.cursorForPosition(pages.viewport().rect().center()).block().text()
    inside.app.processEvents()
    again = pages.cursorForPosition(pages.viewport().rect().center()).block().text()
    assert seen == again
    assert bar.value() < bar.maximum() - 1000


def test_the_ends_are_reached_by_keyboard(inside: Inside, pages: TextPages) -> None:
    pages.show_text(text_of(lines(3000)), [])
    QTest.keyClick(pages, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    inside.app.processEvents()
    assert "Line 2999:" in shown(pages)
    QTest.keyClick(pages, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    inside.app.processEvents()
    assert shown(pages).startswith("Line 0:")


def test_selected_words_are_told_by_passage_and_character(pages: TextPages) -> None:
    passages = lines(3)
    pages.show_text(text_of(passages), [])
    wanted = Span("p1", passages[1].text.index("child"), passages[1].text.index("seen") + 4)
    pages.select(wanted)
    assert pages.textCursor().selectedText() == "child \u0177 was seen"
    assert pages.selected_spans() == [wanted]


def test_a_selection_over_several_passages_gives_each_its_words(pages: TextPages) -> None:
    passages = lines(3)
    pages.show_text(text_of(passages), [])
    pages.selectAll()
    assert pages.selected_spans() == [Span(p.id, 0, len(p.text)) for p in passages]


def test_words_of_ours_are_not_part_of_a_selection(pages: TextPages) -> None:
    comment = Passage(
        id="c", source_id="s", index=0, kind="comment", text="  why? ", locator=Locator()
    )
    pages.show_text(text_of([comment], "docx"), [])
    pages.selectAll()
    assert pages.textCursor().selectedText().startswith("Comment:")
    assert pages.selected_spans() == [Span("c", 2, 6)]


def test_cells_stand_in_a_table_under_their_letters(pages: TextPages) -> None:
    cells = [
        Passage(id=f"{row}{column}", source_id="s", index=n, kind="cell", text=f"{row}/{column}",
                locator=Locator(sheet="Log", row=row, column=column))
        for n, (row, column) in enumerate([(2, 1), (2, 3), (4, 2)])
    ]  # fmt: skip
    pages.show_text(text_of(cells, "xlsx"), [Span("42", 0, 3)])
    words = shown(pages).split("\n")
    assert words == [
        "Sheet Log", "", "Row", "A", "B", "C", "2", "2/1", "", "2/3", "4", "", "4/2", "", "",
    ]  # fmt: skip
    assert len(pages.marked_boxes()) == 1
    pages.select(Span("42", 0, 3))
    assert pages.textCursor().selectedText() == "4/2"


def test_larger_text_keeps_the_words_marked(pages: TextPages) -> None:
    pages.show_text(text_of(lines(40)), [Span("p3", 0, 4)])
    (before,) = pages.marked_boxes()
    pages.zoom_step(2)
    (after,) = pages.marked_boxes()
    assert after.width() > before.width() * 1.2
    pages.zoom_step(0)
    assert pages.zoom == 1.0


def test_a_box_stands_around_the_words_and_not_beside_them(pages: TextPages) -> None:
    quoted = Passage(
        id="q", source_id="s", index=0, kind="quoted", text="She was seen", locator=Locator()
    )
    pages.show_text(text_of([quoted], "eml"), [Span("q", 0, 3)])
    (box,) = pages.marked_boxes()
    first = pages.cursorForPosition(box.center().toPoint()).positionInBlock()
    label = len("Quoted from an earlier message:\u2028")
    assert label < first <= label + 3
