"""The reader shows a source at its cited words, drawn where it has pages, or else as text."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from chronology_app.casefile import Casebook
from chronology_app.errors import ImportFileError
from chronology_app.model import Case, Locator, Passage, Source
from chronology_app.model.codes import RecordClass, Sensitivity
from chronology_app.store.keys import KdfCost
from importers import page_pdf, page_picture
from importers.page_drawing import DrawnPages, PageLimits, Quote
from importers.page_lines import DrawRequest, PageRequest
from tests.desktop.inside import Inside, opened
from tests.importers.builders import pdf_file
from ui.desk import Desk
from ui.open_book import OpenBook
from ui.presenters.source_text import Span
from ui.widgets import page_loader, source_reader
from ui.widgets.source_reader import SourceReader

CASE = Case(id="family", reference="F-1")
PDF = pdf_file([[(60, 700, 20, False, f"The child on page {n}")] for n in (1, 2, 3)])


@dataclass
class Shown:
    """A reader on a casebook with one source of each kind."""

    inside: Inside
    reader: SourceReader

    def open(self, source_id: str, *spans: Span) -> None:
        self.reader.open_source(source_id, spans)
        self.settle()

    def settle(self) -> None:
        """Wait until the casebook has answered, what it gave is drawn, and neighbours as well."""
        for _ in range(3):
            answered: list[object] = []
            self.reader._desk.ask(self.reader, lambda book, case_id: True, answered.append)
            self.inside.wait_for("the casebook", lambda found=answered: found)
            self.inside.wait_for("drawing", lambda: not self.reader._loader._is_busy)
        self.inside.app.processEvents()
        self.reader.first_focus().setFocus()

    @property
    def sentence(self) -> str:
        return self.reader._banner.text if self.reader._banner.isVisible() else ""


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF))
    writer.encrypt("Llyfr", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 90, 40)).save(out, "JPEG")
    return out.getvalue()


def add(
    book: Casebook, name: str, form: str, data: bytes, texts: list[Passage], **more: object
) -> None:
    source = Source(
        id=name, case_id=CASE.id, file_name=f"{name}.{form}", format=form, citation_title=name,
        sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    book.add_source(source, data, texts)


def passage(
    source_id: str, index: int, text: str, kind: str = "paragraph", **place: object
) -> Passage:
    return Passage(
        id=f"{source_id}{index}", case_id=CASE.id, source_id=source_id, index=index, text=text,
        kind=kind, locator=Locator(**place),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def book_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reader") / "r.casebook"
    cost = lambda: KdfCost(memory_kib=8, passes=1)  # noqa: E731
    with Casebook.create(path, "pass words", by="A", cost=cost) as book:
        book.add_case(CASE)
        texts = [
            passage("pdf", n, f"The child on page {n + 1}", page=n + 1, line=1) for n in range(3)
        ]
        add(book, "pdf", "pdf", PDF, texts, pages=3)
        add(book, "wrong", "pdf", PDF + b"\n", [passage("wrong", 0, "Not on it", page=2)], pages=3)
        add(book, "locked", "pdf", locked(), [passage("locked", 0, "The child", page=1)], pages=3)
        add(book, "photo", "jpg", photograph(), [passage("photo", 0, "A garden", "caption")])
        seen = [passage("notes", 0, "Seen at home.", "line", line=1)]
        add(
            book, "notes", "txt", b"Seen at home.", seen,
            record_class=RecordClass.LEGAL_ADVICE, sensitivity=Sensitivity.RESTRICTED,
        )  # fmt: skip
        add(book, "nothing", "txt", b"", [])
    return path


@pytest.fixture(scope="module")
def desk(book_file: Path) -> Iterator[tuple[Inside, Desk]]:
    with opened() as inside:
        desk = Desk(inside.program.background)
        book = OpenBook(inside.program.background, book_file, "A")
        done: list[object] = []
        book.open(
            lambda: Casebook.open(book_file, "pass words", by="A"),
            lambda: done.append(1),
            done.append,
        )
        inside.wait_for("the casebook", lambda: done)
        assert done == [1]
        desk.set_book(book)
        desk.set_case(CASE)
        yield inside, desk
        book.close()


def draw_here(
    data: bytes,
    form: str,
    pages: dict[int, Sequence[Quote]],
    width: int,
    *,
    password: str | None,
    limits: PageLimits,
) -> DrawnPages:
    """Draw in this process: the box has tests of its own."""
    request = DrawRequest(
        media_format=form, width_px=width, password=password, limits=limits,
        pages=tuple(PageRequest(page=n, quotes=tuple(quotes)) for n, quotes in pages.items()),
    )  # fmt: skip
    page_picture.prepare()
    try:
        return (page_pdf if form == "pdf" else page_picture).draw(data, request)
    except ImportFileError as refusal:
        raise ImportFileError(refusal.code, f"pages.{refusal.code}") from refusal


@pytest.fixture
def shown(
    desk: tuple[Inside, Desk], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Shown]:
    inside, desk_itself = desk
    if "in_the_box" not in request.node.name:
        monkeypatch.setattr(page_loader, "draw_pages", draw_here)
    reader = SourceReader(desk_itself)
    reader.offer_parts()
    reader.resize(420, 500)
    reader.show()
    reader.activateWindow()
    inside.wait_for("the window", reader.isActiveWindow)
    yield Shown(inside, reader)
    reader.hide()
    reader.deleteLater()
    inside.app.processEvents()
    assert inside.complaints == []


def test_a_pdf_is_drawn_in_the_box_at_the_cited_page_with_the_words_marked(shown: Shown) -> None:
    shown.open("pdf", Span("pdf1", 4, 9))
    view = shown.reader.page_view
    assert not shown.reader.is_text
    assert shown.reader.page == 2
    assert view.image.width() >= 400
    (mark,) = view.marks
    assert 0.1 < mark.left < mark.right < 0.4
    assert shown.reader.head.place.text() == "Page 2: \u201cchild\u201d"
    assert view.accessibleName() == "Page 2 of 3 of pdf"
    assert shown.sentence == ""


def test_pages_are_turned_by_key_and_neighbours_are_ready(shown: Shown) -> None:
    shown.open("pdf", Span("pdf1", 4, 9))
    reader = shown.reader
    assert {page for page, _ in reader._loader._kept} == {1, 2, 3}
    QTest.keyClick(reader.page_view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert reader.page == 3
    assert reader.page_view.marks == ()
    QTest.keyClick(reader.page_view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert reader.page == 3
    reader.head.number.setValue(1)
    assert reader.page == 1


def test_no_more_pages_are_kept_than_a_few(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_loader, "_KEPT", 2)
    shown.open("pdf", Span("pdf0", 0, 3))
    for page in (2, 3, 1):
        shown.reader.show_page(page)
        shown.settle()
    assert len(shown.reader._loader._kept) <= 2
    assert shown.reader._shown[1] == 1


def test_answers_for_a_source_that_was_left_are_dropped(shown: Shown) -> None:
    shown.reader.open_source("pdf", [Span("pdf1", 4, 9)])
    shown.reader.open_source("notes")
    shown.settle()
    assert shown.reader.source is not None
    assert shown.reader.source.id == "notes"
    assert shown.reader.is_text


def test_text_is_one_key_away_and_words_can_be_taken_there(shown: Shown) -> None:
    shown.open("pdf", Span("pdf1", 4, 9))
    spy = QSignalSpy(shown.reader.words_selected)
    QTest.keyClick(shown.reader.page_view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shown.reader.is_text
    shown.reader.text_pages.select(Span("pdf2", 0, 9))
    shown.inside.wait_for("the words", lambda: spy.count())
    assert spy.at(spy.count() - 1) == ["pdf2", 0, 9]
    assert shown.reader.selected_spans() == [Span("pdf2", 0, 9)]


def test_words_that_are_not_on_the_drawn_page_are_said_to_be_so(shown: Shown) -> None:
    shown.open("wrong", Span("wrong0", 0, 9))
    assert shown.reader.page == 2
    assert shown.reader.page_view.marks == ()
    assert "could not be found on the drawn page" in shown.sentence
    shown.reader._banner._on_button()
    assert shown.reader.is_text


def test_a_locked_file_shows_its_text_and_opens_with_its_password(shown: Shown) -> None:
    shown.open("locked", Span("locked0", 4, 9))
    reader = shown.reader
    assert reader.is_text
    assert "password" in shown.sentence
    reader._password.setText("wrong")
    QTest.keyClick(reader._password, Qt.Key.Key_Return)
    shown.settle()
    assert "does not open" in shown.sentence
    reader._password.setText("Llyfr")
    QTest.keyClick(reader._password, Qt.Key.Key_Return)
    shown.settle()
    assert not reader.is_text
    assert len(reader.page_view.marks) == 1
    assert not reader._password_row.isVisible()


def test_a_picture_is_drawn_and_a_part_of_it_chosen_by_keyboard(shown: Shown) -> None:
    shown.open("photo")
    spy = QSignalSpy(shown.reader.part_chosen)
    view = shown.reader.page_view
    shown.reader.head.part.click()
    assert view.is_choosing
    before = view._sheet.part
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    after = view._sheet.part
    assert after is not None
    assert before is not None
    assert after.top > before.top
    assert after.right < before.right
    assert "%" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert spy.at(0)[0] == 1
    assert spy.at(0)[1] == after
    assert not view.is_choosing


def test_a_part_is_dragged_with_the_mouse_and_left_with_escape(shown: Shown) -> None:
    shown.open("pdf")
    view = shown.reader.page_view
    view.start_choosing()
    sheet = view._sheet
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(40, 50))
    QTest.mouseMove(sheet, QPoint(140, 150))
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(140, 150))
    assert sheet.part is not None
    assert sheet.part.left == pytest.approx(40 / sheet.width(), abs=0.01)
    assert sheet.part.bottom == pytest.approx(150 / sheet.height(), abs=0.01)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_choosing


def test_zoom_goes_in_steps_and_back_to_the_width(shown: Shown) -> None:
    shown.open("pdf")
    reader, view = shown.reader, shown.reader.page_view
    width = view._sheet.width()
    QTest.keyClick(view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet.width() > width
    drawn = view.image.width()
    QTest.keyClick(view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    shown.inside.wait_for("a sharper page", lambda: view.image.width() > drawn)
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet.width() == width
    assert reader.page == 1


def test_class_and_sensitivity_are_shown_in_words(shown: Shown) -> None:
    shown.open("notes", Span("notes0", 0, 4))
    assert shown.reader.is_text
    assert shown.reader.head.class_tag.text() == "Legal advice"
    assert shown.reader.head.class_tag.isVisible()
    assert shown.reader.head.restricted.isVisible()
    shown.open("pdf")
    assert not shown.reader.head.class_tag.isVisible()


def test_a_source_without_text_and_no_source_say_so(shown: Shown) -> None:
    shown.open("nothing")
    assert shown.reader._empty.text() == "No text was read from this source."
    shown.reader.clear("Choose a source.")
    assert shown.reader._empty.text() == "Choose a source."
    assert shown.reader.source is None


def test_a_very_long_text_is_arranged_beside_the_window(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_reader, "_MANY", 0)
    shown.reader.open_source("notes", [Span("notes0", 0, 4)])
    shown.inside.wait_for("the text", lambda: shown.reader.is_text)
    assert len(shown.reader.text_pages.marked_boxes()) == 1


def test_every_control_has_a_name(shown: Shown) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSpinBox, QTextEdit

    shown.open("pdf")
    for kind in (QAbstractButton, QSpinBox, QTextEdit):
        for one in shown.reader.findChildren(kind):
            if one.isVisible():
                assert one.accessibleName() or getattr(one, "text", str)(), one
    lines = [
        one
        for one in shown.reader.findChildren(QLineEdit)
        if one.parent() is not shown.reader.head.number
    ]
    assert all(one.accessibleName() for one in lines)
