"""The frame of a window: where it goes and back, what it enables, files dropped anywhere on it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QTextEdit

from tests.desktop import prepared
from ui.places import Place
from ui.words import say


def test_with_nothing_open_only_what_needs_nothing_can_be_done(inside):
    can = {name for name, action in inside.window.actions_by_id.items() if action.isEnabled()}
    assert {"open_book", "new_book", "recover_book", "open_sample", "help", "quit"} <= can
    assert not can & {"quick_entry", "import_files", "undo", "screen_inbox", "back_up"}


def test_the_only_case_is_shown_with_what_waits(week):
    window = week.window
    assert window.desk.case_id == prepared.CASE_ID
    assert window.screen_shown.name == "inbox"
    week.wait_for("the figure", lambda: "(" in window.side_bar.list.item(0).text())


def test_a_window_goes_back_and_forward_again(week):
    window = week.window
    for name in ("people", "timeline"):
        window.go(Place(name))
    window.go_back()
    assert window.screen_shown.name == "people"
    window.go_back()
    assert window.screen_shown.name == "inbox"
    window.go_forward()
    assert window.screen_shown.name == "people"


def test_undo_is_named_and_takes_back_a_step(week):
    window = week.window
    done = []
    case = window.desk.case
    from dataclasses import replace

    window.desk.change(
        window, lambda book, case_id: book.change_case(replace(case, title="Other")), done.append
    )
    week.wait_for("the change", lambda: done)
    week.wait_for("its name", lambda: ":" in window.actions_by_id["undo"].text())
    window.actions_by_id["undo"].trigger()
    week.wait_for("redo", lambda: window.actions_by_id["redo"].isEnabled())


def test_files_dropped_on_a_field_go_to_the_window(week):
    for name in ("inbox", "chronology", "people", "sources", "documents", "checks"):
        week.window.go(Place(name))
        week.settle()
    fields = [
        field
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit)
        for field in week.window.findChildren(kind)
        if field.isVisible() and not field.isReadOnly() and field.acceptDrops()
    ]
    assert [field.accessibleName() for field in fields] == []


def test_files_dropped_on_the_window_are_offered_for_import(week, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("12/03/2021 Owen was hungry.", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at, action = QPointF(400, 300), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), action, mime, button, keys)
    QApplication.sendEvent(week.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(week.window, QDropEvent(at, action, mime, button, keys))
    from ui.dialogs.import_files import ImportWindow

    def offered():
        return [one for one in week.window.findChildren(ImportWindow) if one.isVisible()]

    (dialog,) = week.wait_for("the dialog", offered)
    week.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    week.wait_for("its end", lambda: not offered())


def test_a_second_window_shows_the_same_casebook_and_closing_it_leaves_the_first(week):
    program = week.program
    program.new_window(week.window.desk.book, week.window.desk.case)
    week.settle()
    assert week.window.desk.book.windows == 2
    program.windows[-1].close()
    week.settle()
    assert week.window.desk.book.windows == 1
    assert week.window.desk.book.is_open


def test_an_entry_is_corrected_from_its_source_by_a_new_one(week):
    from chronology_app.casefile import TypedEntry
    from chronology_app.dates import FuzzyDate
    from ui.dialogs.quick_entry import QuickEntry

    typed = TypedEntry(
        author=prepared.WORKER, text="Owen had breakfast.", date=FuzzyDate.parse("2022-04-04"),
        form={"seen_or_heard": "Owen had breakfast."}, fields={"children": ["Owen Hollins"]},
    )  # fmt: skip
    done = []
    week.window.desk.change(
        week.window, lambda book, case_id: book.add_entry(case_id, typed), done.append
    )
    week.wait_for("the entry", lambda: done)
    source_id = next(t.id for t in done[0].touched if t.table == "source")
    week.window.go(Place("sources", source_id))
    screen = week.window.screen_shown
    week.wait_for("its button", lambda: screen.correct_button.isVisible())
    screen.correct_button.click()
    (form,) = week.wait_for("the form", lambda: week.window.findChildren(QuickEntry))
    week.settle()
    assert "Owen had breakfast." in str(form.form.value())
    form.reject()
    week.settle()


def test_enter_makes_the_first_case_of_a_new_casebook(inside, tmp_path):
    from chronology_app.casefile import Casebook
    from tests.desktop.prepared import PASSPHRASE, cheap

    Casebook.create(tmp_path / "new.casebook", PASSPHRASE, by="Ruth Ames", cost=cheap).close()
    inside.window.welcome.findChild(QPushButton).setFocus()
    inside.open(tmp_path / "new.casebook", PASSPHRASE)
    focus = inside.window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == say("action.new_case").replace("…", "")
