"""The sources screen: found, read, corrected, settled, typed off, cited and copied, by keyboard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.model import Event, ImportProblem, Locator, Passage, Source
from chronology_app.model.codes import RecordClass
from tests.chronology_app import casebooks
from tests.chronology_app.casebooks import CASE_ID
from tests.desktop.inside import Inside, opened
from tests.importers.builders import pdf_file
from tests.ui.widgets.test_source_reader import draw_here
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.dialogs.source_dialogs import EditSource, EventOfWords, Transcribe
from ui.open_book import OpenBook
from ui.places import Place
from ui.presenters.source_text import Span
from ui.views.sources import SourcesScreen
from ui.views.sources_list import SourceTree
from ui.widgets import page_loader

PDF = pdf_file([[(60, 700, 20, False, "Owen had a bruise.")]])
LOG = casebooks.FILE


def add_scan(book: Casebook) -> None:
    source = Source(
        id="scan", case_id=CASE_ID, file_name="scan.pdf", format="pdf", pages=1,
        citation_title="Clinic letter", sha256=hashlib.sha256(PDF).hexdigest(),
        agency="hospital", size_bytes=len(PDF), parent_id=LOG,
    )  # fmt: skip
    passage = Passage(
        id="scan0", case_id=CASE_ID, source_id="scan", index=0, text="Owen had a bruise.",
        locator=Locator(page=1, line=1), kind="block",
    )  # fmt: skip
    problem = ImportProblem(
        id="problem", case_id=CASE_ID, source_id="scan", batch_id=None, code="page_mostly_picture",
        locator=Locator(page=1), params={"page": "1"},
    )  # fmt: skip
    book.add_source(source, PDF, [passage], [problem])


@dataclass
class Shown:
    """The screen on a casebook of the test's own."""

    inside: Inside
    screen: SourcesScreen
    desk: Desk
    told: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def ask(self, question: Callable[[Casebook], object]) -> object:
        found: list[object] = []
        self.desk.ask(self.screen, lambda book, case_id: (question(book),), found.extend)
        self.inside.wait_for("the casebook", lambda: found)
        return found[0]

    def settle(self) -> None:
        for _ in range(4):
            self.inside.wait_for("the refresh", lambda: not self.screen._is_stale)
            self.ask(lambda book: True)
            loader = self.screen.reader._loader
            self.inside.wait_for("drawing", lambda one=loader: not one._is_busy)
        self.inside.app.processEvents()

    def choose(self, source_id: str) -> None:
        assert self.screen.tree.choose(source_id)
        QTest.keyClick(self.screen.tree, Qt.Key.Key_Return)
        self.settle()

    def dialog(self, kind: type[Dialog] = Dialog) -> Dialog:
        def look() -> Dialog | None:
            return next((one for one in self.screen.findChildren(kind) if one.isVisible()), None)

        return self.inside.wait_for("the dialog", look)  # type: ignore[no-any-return]

    def accept(self, dialog: Dialog) -> None:
        dialog.on_accept()
        self.inside.wait_for("the dialog to close", lambda: not dialog.isVisible())
        self.settle()

    def key(self, key: Qt.Key, widget: object = None) -> None:
        QTest.keyClick(widget or self.screen.tree, key)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def inside() -> Iterator[Inside]:
    with opened() as found:
        yield found
    assert found.complaints == []


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    with casebooks.reopen(casebooks.make_casebook(folder)) as book:
        add_scan(book)
    return folder


@pytest.fixture
def shown(
    inside: Inside, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shown]:
    monkeypatch.setattr(page_loader, "draw_pages", draw_here)
    path = casebooks.copy_casebook(template, tmp_path)
    desk = Desk(inside.program.background)
    book = OpenBook(inside.program.background, path, "Ruth Ames")
    done: list[object] = []
    book.open(lambda: casebooks.reopen(path), lambda: done.append(1), done.append)
    inside.wait_for("the casebook", lambda: done)
    assert done == [1]
    desk.set_book(book)
    case: list[object] = []
    book.ask(None, lambda one: one.queries.cases()[0], case.append, case.append)
    inside.wait_for("the case", lambda: case)
    desk.set_case(case[0])  # type: ignore[arg-type]
    screen = SourcesScreen(desk)
    found = Shown(inside, screen, desk)
    desk.told.connect(lambda tone, words: found.told.append(words))
    desk.failed.connect(lambda problem: found.told.append(repr(problem)))
    desk.place_asked.connect(found.places.append)
    screen.resize(1100, 700)
    screen.show()
    screen.activateWindow()
    inside.wait_for("the window", screen.isActiveWindow)
    found.settle()
    screen.tree.setFocus()
    yield found
    screen.hide()
    screen.deleteLater()
    inside.app.processEvents()
    book.close()


def test_the_first_source_is_chosen_and_read(shown: Shown) -> None:
    assert shown.screen.tree.current_id == LOG
    shown.inside.wait_for("the source", lambda: shown.screen.reader.source)
    assert shown.screen.reader.source is not None
    assert shown.screen.reader.source.id == LOG
    assert shown.screen.count.text() == "2 sources"


def test_typing_narrows_the_list_but_keeps_what_an_attachment_came_with(shown: Shown) -> None:
    tree = shown.screen.tree
    shown.key(Qt.Key.Key_F)
    QTest.keyClicks(shown.screen.filter_line, "clinic")
    assert shown.screen.count.text() == "1 of 2 sources"
    first = tree.model().index(0, 0)
    assert first.data() == "Health visiting record"
    assert tree.model().index(0, 0, first).data() == "Clinic letter"
    QTest.keyClick(shown.screen.filter_line, Qt.Key.Key_Return)
    assert tree.hasFocus()
    shown.screen.narrowed.setCurrentIndex(shown.screen.narrowed.findData("waiting"))
    assert shown.screen.count.text() == "0 of 2 sources"


def test_a_place_opens_its_source_at_its_words(shown: Shown) -> None:
    shown.screen.filter_line.setText("nothing like it")
    shown.screen.show_place(
        Place("sources", "scan", {"passage_id": "scan0", "start": 11, "end": 17})
    )
    shown.settle()
    assert shown.screen.tree.current_id == "scan"
    assert shown.screen.filter_line.text() == ""
    assert len(shown.screen.reader.page_view.marks) == 1


def test_details_are_corrected_and_another_class_needs_its_reason(shown: Shown) -> None:
    shown.choose("scan")
    shown.key(Qt.Key.Key_E)
    dialog = shown.dialog(EditSource)
    assert isinstance(dialog, EditSource)
    assert dialog.form.widgets["class_reason"].isHidden()
    dialog.form.set_values({"citation_title": "Letter of the clinic", "class": "third_party"})
    assert not dialog.form.widgets["class_reason"].isHidden()
    dialog.on_accept()
    assert dialog.isVisible()
    dialog.form.set_value("class_reason", "Names a neighbour")
    dialog.form.set_value("received", FuzzyDate.parse("2024-05", "May 2024"))
    shown.accept(dialog)
    found = shown.ask(lambda book: book.queries.record(Source, CASE_ID, "scan"))
    assert isinstance(found, Source)
    assert (found.citation_title, found.agency) == ("Letter of the clinic", "hospital")
    assert found.record_class == RecordClass.THIRD_PARTY
    assert found.received is not None
    assert shown.screen.reader.head.class_tag.text() == "Third party"
    assert shown.screen.tree.current_id == "scan"


def test_a_problem_is_settled_with_words_and_opened_again(shown: Shown) -> None:
    shown.choose("scan")
    assert shown.screen.about.tabText(1) == "Problems (1)"
    shown.screen.tree.setFocus()
    shown.key(Qt.Key.Key_L)
    dialog = shown.dialog()
    dialog.on_accept()
    assert dialog.isVisible()
    dialog.form.set_value("note", "Looked at the letter")  # type: ignore[attr-defined]
    shown.accept(dialog)
    assert shown.screen.about.tabText(1) == "Problems"
    assert "Looked at the letter" in shown.screen.about.problems.text_at(0)
    shown.screen.about.reopen_button.click()
    shown.settle()
    assert shown.screen.about.tabText(1) == "Problems (1)"


def test_an_event_is_made_of_selected_words_and_leads_back_to_them(shown: Shown) -> None:
    shown.choose(LOG)
    shown.screen.on_event()
    assert "Select the words" in shown.told[-1]
    passage = f"{LOG}-2"
    shown.screen.reader.text_pages.select(Span(passage, 11, 27))
    shown.key(Qt.Key.Key_A, shown.screen.reader.text_pages)
    dialog = shown.dialog(EventOfWords)
    assert isinstance(dialog, EventOfWords)
    assert dialog.form.values()["fact"] == "Owen seen hungry"
    dialog.form.form.set_value("children", ["Owen Hollins"])
    shown.accept(dialog)
    events = shown.ask(lambda book: book.queries.records(Event, CASE_ID))
    assert [one.fact for one in events] == ["Owen seen hungry"]  # type: ignore[attr-defined]
    about = shown.screen.about
    assert about.tabText(2) == "Cited in (1)"
    about.setCurrentIndex(2)
    about.words_asked.emit((Span(passage, 11, 27),))
    assert shown.screen.reader.head.place.text().endswith("\u201cOwen seen hungry\u201d")
    shown.screen.reader.text_pages.select(Span(f"{LOG}-3", 11, 24))
    about.cite_button.click()
    shown.inside.wait_for("the words", lambda: "rests on these words" in shown.told[-1])
    shown.settle()
    cited = shown.screen._found.citing[0].words  # type: ignore[union-attr]
    assert cited == ((passage, 11, 27), (f"{LOG}-3", 11, 24))
    about.go_button.click()
    assert (shown.places[-1].screen, shown.places[-1].record_id) == (
        "chronology",
        events[0].id,  # type: ignore[index]
    )


def test_a_part_of_a_page_is_typed_off_by_keyboard(shown: Shown) -> None:
    shown.choose(LOG)
    shown.key(Qt.Key.Key_T, shown.screen.tree)
    assert "parts to type" in shown.told[-1]
    shown.choose("scan")
    shown.key(Qt.Key.Key_T, shown.screen.tree)
    view = shown.screen.reader.page_view
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    dialog = shown.dialog(Transcribe)
    assert isinstance(dialog, Transcribe)
    dialog.form.set_value("text", "bruise on left arm")
    shown.accept(dialog)
    passages = shown.ask(lambda book: book.queries.passages(CASE_ID, "scan"))
    last = passages[-1]  # type: ignore[index]
    assert (last.text, last.kind, last.locator.page) == ("bruise on left arm", "transcription", 1)
    shown.screen.reader.show_words([Span(last.id, 0, 6)])
    shown.settle()
    (mark,) = shown.screen.reader.page_view.marks
    assert mark == last.locator.region


def test_suggestions_of_a_source_are_one_key_away(shown: Shown) -> None:
    shown.choose("scan")
    assert not shown.screen.inbox_button.isEnabled()
    shown.choose(LOG)
    shown.screen.tree.setFocus()
    shown.key(Qt.Key.Key_I)
    assert shown.places[-1].screen == "inbox"
    assert shown.places[-1].record_id


def test_a_copy_is_saved_and_said(shown: Shown, tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    shown.screen.deeds.save_copy("scan", out)
    shown.inside.wait_for("the copy", lambda: shown.told)
    assert shown.told == ["Saved as copy.pdf. The case's history names the copy."]
    assert out.read_bytes() == PDF


def test_another_case_shows_nothing_of_this_one(shown: Shown) -> None:
    shown.choose("scan")
    shown.desk.set_case(None)
    shown.screen._is_stale = False
    assert shown.screen.tree.model().rowCount() == 0
    assert shown.screen.reader.source is None
    assert not shown.screen.about.isEnabled()


def test_f6_goes_through_the_parts_and_back(shown: Shown) -> None:
    shown.choose("scan")
    screen = shown.screen
    screen.tree.setFocus()
    for part in (screen.about.part(), screen.reader.page_view, screen.tree):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_F6)
        assert part.hasFocus()


def test_columns_are_shown_again_as_they_were_left(shown: Shown) -> None:
    tree = shown.screen.tree
    tree.setColumnWidth(1, 77)
    tree.header().moveSection(3, 0)
    left = tree.columns()
    assert left[0][0] == "agency"
    assert dict(left)["waiting"] == 77
    other = SourceTree()
    other.set_columns([list(one) for one in left] + [["nonsense", 5], "x", ["title", "wide"]])
    assert other.columns() == left
    other.set_columns(None)
    assert other.columns() == left
    other.deleteLater()


def test_every_control_has_a_name_and_is_reached_by_tab(shown: Shown) -> None:
    shown.choose("scan")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTextEdit, QAbstractItemView)
    for kind in kinds:
        for one in shown.screen.findChildren(kind):
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert one.accessibleName() or getattr(one, "text", str)(), one
    reached, one = {shown.screen.tree}, shown.screen.tree.nextInFocusChain()
    while one is not shown.screen.tree:
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(one)
        one = one.nextInFocusChain()
    assert len(reached) < 40
    for wanted in (shown.screen.reader.page_view, shown.screen.filter_line):
        assert wanted in reached
