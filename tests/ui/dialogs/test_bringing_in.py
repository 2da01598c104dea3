"""Files, pasted text and photographs brought in through the real window."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.model import Event, Photograph, Source
from tests.desktop.inside import Inside
from ui.dialogs.import_files import ImportWindow, import_dropped
from ui.dialogs.paste_text import PasteDialog
from ui.dialogs.photograph import PhotographDialog, add_photographs

K = Qt.Key
K_NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "arrived"
    place.mkdir()
    for number in range(3):
        text = f"{number + 1:02d}/09/2022 Nia came to school without breakfast, day {number}."
        (place / f"log {number}.txt").write_text(text, encoding="utf-8")
    (place / "empty.txt").write_text("", encoding="utf-8")
    return place


def records(week: Inside, kind):
    found: list = []
    week.window.desk.ask(week.window, lambda book, case: book.queries.records(kind, case),
                         lambda given: found.append(given))  # fmt: skip
    week.wait_for("the casebook", lambda: found)
    return found[0]


def the(week: Inside, kind):
    return week.wait_for(
        kind.__name__, lambda: [d for d in week.window.findChildren(kind) if d.isVisible()]
    )[0]


def test_a_dropped_folder_is_imported_told_of_and_taken_back(week: Inside, folder, tmp_path):
    before = len(records(week, Source))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    act, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, K_NONE
    enter = QDragEnterEvent(QPoint(9, 9), act, data, button, held)
    QApplication.sendEvent(week.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), act, data, button, held)
    QApplication.sendEvent(week.window, drop)
    shown = the(week, ImportWindow)
    week.wait_for("the list", shown.accept_button.isEnabled)
    assert len(shown.choose.table.model.rows) == 4
    shown.choose.wishes.form.set_value("agency", "school")
    shown.choose.wishes.choose_file(folder / "log 2.txt")
    shown.choose.wishes.form.set_value("title", "Third log")
    week.settle()
    week.wait_for("the list again", shown.accept_button.isEnabled)
    QTest.keyClick(shown.choose.wishes.form.widgets["title"], K.Key_Return)
    week.wait_for("the import", lambda: not shown.is_choosing)
    shown.close()
    assert not shown.isVisible(), "closing does not stop it"
    week.wait_for("the banner", lambda: "ended" in week.window.banner.text)
    week.window.banner._on_button()
    report = shown.report
    assert report.isVisible()
    assert [row.tone for row in report.table.model.rows] == ["must", "done", "done", "done"]
    week.settle()
    new = [one for one in records(week, Source) if one.file_name.startswith("log")]
    assert {one.agency for one in new} == {"school"}
    assert "Third log" in {one.citation_title for one in new}
    shown._write_report(tmp_path / "report.txt", "text")
    assert (tmp_path / "report.txt").read_text() == "text"
    report.back.click()
    week.wait_for("the sources to go", lambda: len(records(week, Source)) == before)


def test_what_is_there_already_is_told_before_it_is_imported_again(week: Inside, folder):
    import_dropped(week.window, [folder / "log 0.txt"])
    shown = the(week, ImportWindow)
    week.wait_for("the list", shown.accept_button.isEnabled)
    QTest.keyClick(shown.accept_button, K.Key_Space)
    week.wait_for("the report", shown.report.isVisible)
    shown.go_to_inbox()
    week.settle()
    assert week.window.screen_shown.name == "inbox"
    import_dropped(week.window, [folder / "log 0.txt", folder / "nothing.txt"])
    again = the(week, ImportWindow)
    week.wait_for("the list", again.banner.isVisible)
    assert not again.accept_button.isEnabled()
    tones = [row.tone for row in again.choose.table.model.rows]
    assert tones == ["know", "must"]
    again.choose.table.setFocus()
    QTest.keyClick(again.choose.table.view, K.Key_Delete)
    assert len(again.choose.table.model.rows) == 1


def test_pasted_text_shows_what_will_be_read_and_leads_to_its_first_suggestion(week: Inside):
    week.window.actions_by_id["paste_text"].trigger()
    dialog = the(week, PasteDialog)
    dialog.text.setPlainText("From the head teacher.\n12/05/2022 Nia came without breakfast.")
    week.wait_for("what would be read", dialog.found.count)
    assert "12 May 2022" in dialog.found.item(0).text()
    dialog.form.set_value("system", "Bromcom")
    dialog.form.set_value("record_number", "B-12")
    QTest.keyClick(dialog.text, K.Key_Return, CTRL)
    found = week.wait_for(
        "the source", lambda: [one for one in records(week, Source) if one.system]
    )
    assert (found[0].system, found[0].record_number, found[0].brought_by) == (
        "Bromcom", "B-12", "Ruth Ames",
    )  # fmt: skip
    week.settle()
    screen = week.window.screen_shown
    assert screen.name == "inbox"
    assert screen.queue.current.date.edtf == "2022-05-12"


def test_a_photograph_needs_a_word_on_consent_and_becomes_an_event(week: Inside, tmp_path):
    file = tmp_path / "kitchen.jpg"
    Image.new("RGB", (60, 40), "grey").save(file)
    (tmp_path / "odd.heic").write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 40)
    add_photographs(week.window, [file, tmp_path / "odd.heic"])
    dialog = the(week, PhotographDialog)
    week.wait_for("the pictures", lambda: len(dialog._previews) == 2)
    assert not dialog.picture.pixmap().isNull()
    dialog.after.click()
    assert dialog.picture.text(), "why it cannot be kept"
    dialog.out.click()
    dialog.form.set_value("of_what", "the kitchen floor")
    dialog.on_accept()
    assert dialog.form.widgets["consent"].accessibleDescription()
    dialog.form.set_value("consent", "given")
    dialog.form.set_value("consent_by", "Kerry Hollins")
    dialog.form.set_value("children", ["nia"])
    before = len(records(week, Event))
    dialog.on_accept()
    (kept,) = week.wait_for("the photograph", lambda: records(week, Photograph))
    assert (kept.consent, kept.consent_by, kept.child_ids) == ("given", "Kerry Hollins", ("nia",))
    week.settle()
    assert len(records(week, Event)) == before + 1
