"""The people screen by keyboard: what is typed is saved as it is left, and never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.dates import FuzzyDate
from chronology_app.model import Person, Professional
from ui.desk import Desk
from ui.places import Place
from ui.views.keeping import read_drafts, write_drafts
from ui.views.people import PeopleScreen
from ui.widgets.genogram_paint import paint_family


@pytest.fixture
def screen(week):
    """The people screen with Nia's record open."""
    week.window.activateWindow()
    week.window.go(Place("people", "nia"))
    found: PeopleScreen = week.window.screens["people"]
    week.wait_for("Nia", lambda: found.person.person and found.person.person.id == "nia")
    week.settle()
    return found


def _stored(week, person_id: str) -> Person:
    told: list[Person] = []
    desk: Desk = week.window.desk
    desk.ask(week.window, lambda book, case: book.queries.record(Person, case, person_id),
             told.append)  # fmt: skip
    week.wait_for("the stored person", lambda: told)
    return told[0]


def _field(screen: PeopleScreen, name: str, group: str = "who"):
    return screen.person.groups[group].form.widgets[name]


def _type(week, widget, words: str) -> None:
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, words)
    week.app.processEvents()


def test_fields_are_saved_when_left_and_alt_and_arrows_change_the_order(week, screen):
    group = screen.person.groups["who"]
    _type(week, _field(screen, "name"), "Nia Mair Hollins")
    assert "Not saved yet" in group._status.text()
    assert screen.drawing.genogram.nodes["nia"].text() == "Nia Mair Hollins"
    screen.list.setFocus()
    week.wait_for("the save", lambda: group._status.text() == "Saved.")
    assert _stored(week, "nia").name == "Nia Mair Hollins"
    week.wait_for("the list", lambda: screen.list.item(1).text().startswith("Nia Mair Hollins"))
    group._undo.click()
    week.wait_for("the undo", lambda: _field(screen, "name").text() == "Nia Hollins")

    QTest.keyClick(screen.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    week.wait_for("the order", lambda: screen.list.item(1).text().startswith("Owen"))
    assert screen.list.current_id == "nia"

    QTest.keyClick(screen.list, Qt.Key.Key_End)
    assert screen.list.current_id == "dean"
    QTest.keyClick(screen.list, Qt.Key.Key_Home)
    assert screen.list.current_id == "owen"
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.list.current_id == "kerry"


def test_a_date_that_is_not_understood_is_never_stored_and_never_lost(week, screen):
    born = _field(screen, "born")
    _type(week, born.line, "sometime in")
    screen.list.setFocus()
    week.settle()
    assert _stored(week, "nia").born == FuzzyDate.parse("2014-05-02")
    screen.choose("owen")
    week.settle()
    assert "not saved yet" in screen.list.item(1).text()
    screen.choose("nia")
    week.settle()
    assert _field(screen, "born").line.text() == "sometime in"
    week.window.go(Place("sources"))
    week.settle()
    told = []
    week.window.desk.ask(
        week.window, lambda book, case: book.remembered(case, "people_drafts"), told.append
    )
    week.wait_for("what is kept", lambda: told)
    assert read_drafts(told[0]) == {("nia", "who"): {"born": "sometime in"}}
    week.window.activateWindow()
    week.window.go(Place("people", "nia"))
    week.settle()
    assert _field(screen, "born").line.text() == "sometime in"
    _type(week, born.line, "May 2014")
    screen.list.setFocus()
    week.wait_for("the save", lambda: "not saved" not in screen.list.item(1).text())
    assert _stored(week, "nia").born.edtf == "2014-05"


def test_half_typed_words_outlive_changes_made_elsewhere_and_a_refusal(week, screen):
    _type(week, _field(screen, "aliases"), "Nia, Ni")
    week.window.desk.change(
        week.window,
        lambda book, case: book.set_person(
            case, replace(book.queries.record(Person, case, "nia"), sex="male", note="New.")
        ),
    )
    week.wait_for("the new note", lambda: _field(screen, "note").toPlainText() == "New.")
    assert _field(screen, "aliases").text() == "Nia, Ni"
    screen.list.setFocus()
    week.settle()
    stored = _stored(week, "nia")
    assert (stored.aliases, stored.sex, stored.note) == (("Nia", "Ni"), "male", "New.")

    group = screen.person.groups["who"]
    _type(week, _field(screen, "name"), "Owen Hollins")
    assert screen.person._same.isVisible()
    screen.list.setFocus()
    week.wait_for("the refusal", group.banner.isVisible)
    assert _field(screen, "name").text() == "Owen Hollins"
    assert _stored(week, "nia").name == "Nia Hollins"


def test_a_child_is_added_born_and_given_a_worker_by_keys(week, screen):
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_N)
    dialog = week.wait_for("the dialog", QApplication.activeModalWidget)
    QTest.keyClicks(dialog.focusWidget(), "Tess Hollins")
    dialog.form.set_value("role", "child")
    QTest.keyClicks(dialog.form.widgets["due"].line, "3 December 2022")
    dialog.form.widgets["parents"].boxes["kerry"].setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    week.wait_for("Tess", lambda: screen.person.person.name == "Tess Hollins")
    child_id = screen.person.person.id
    week.window.activateWindow()
    screen.list.setFocus()
    week.settle()
    assert screen.drawing.genogram.nodes[child_id].node.symbol == "triangle"
    QTest.keyClick(screen.list, Qt.Key.Key_B)
    birth = week.wait_for("the birth dialog", QApplication.activeModalWidget)
    QTest.keyClicks(birth.form.widgets["born"].line, "1 December 2022")
    QTest.keyClick(birth, Qt.Key.Key_Return)
    week.wait_for("the birth", lambda: _stored(week, child_id).born is not None)
    assert _stored(week, child_id).due == FuzzyDate.parse("2022-12-03", "3 December 2022")

    screen.on_spell()
    dialog = week.wait_for("the dialog", QApplication.activeModalWidget)
    dialog.form.widgets["starts"].line.setText("when the")
    dialog.on_accept()
    week.settle()
    assert dialog.isVisible()
    assert "not" in dialog.form._wrong["starts"].text()
    dialog.form.widgets["starts"].line.setText("May 2021")
    dialog.on_accept()
    week.wait_for("the spell", lambda: screen.person.spells.list.table.rowCount() > 0)


def test_arrows_lead_through_the_drawing_and_enter_opens_a_record(week, screen):
    screen.drawing.setFocus()
    nodes = screen.drawing.genogram.nodes
    week.wait_for("the focus", nodes["nia"].hasFocus)
    QTest.keyClick(nodes["nia"], Qt.Key.Key_Up)
    assert nodes["dean"].hasFocus()
    QTest.keyClick(nodes["dean"], Qt.Key.Key_Right)
    assert nodes["kerry"].hasFocus()
    QTest.keyClick(nodes["kerry"], Qt.Key.Key_Return)
    week.wait_for("Kerry", lambda: screen.person.person.id == "kerry")
    assert "mother" in nodes["kerry"].accessibleName()
    assert paint_family(screen.drawing.genogram.drawing).width() > 100
    screen.drawing.on_copy()
    assert not QApplication.clipboard().image().isNull()

    week.window.resize(760, 700)
    week.settle()
    assert screen.is_narrow
    assert not screen.drawing.isVisible()
    screen.on_drawing()
    assert screen.drawing.isVisible()
    assert not screen.records.isVisible()
    week.window.resize(1366, 768)
    week.settle()
    assert screen.drawing.isVisible()
    assert screen.records.isVisible()


def test_a_professional_has_a_record_of_their_own(week, screen):
    screen.on_add_professional()
    dialog = week.wait_for("the dialog", QApplication.activeModalWidget)
    dialog.form.set_value("name", "Huw Pyle")
    dialog.form.set_value("post", "Team manager")
    dialog.on_accept()
    week.wait_for("Huw", lambda: screen.records.currentWidget() is screen.professional)
    group = screen.professional.group
    group.form.set_value("registration_number", "SW123")
    screen.list.setFocus()
    screen.leave()
    week.wait_for("the save", lambda: group._status.text() == "Saved.")
    agency = group.form.widgets["agency"]
    week.window.activateWindow()
    agency.setFocus()
    week.app.processEvents()
    QTest.keyClick(agency, Qt.Key.Key_N)
    assert QApplication.activeModalWidget() is None
    group.form.set_value("post", "Head of service")
    case, desk = week.window.desk.case, week.window.desk
    desk.set_case(None)
    desk.set_case(case)
    week.settle()
    told = []
    desk.ask(week.window, lambda book, case_id: book.queries.records(Professional, case_id),
             told.append)  # fmt: skip
    week.wait_for("the professionals", lambda: told)
    assert [one.post for one in told[0]] == ["Head of service"]


def test_drafts_are_read_as_they_were_written_and_nonsense_is_none():
    drafts = {("nia", "who"): {"born": "soon"}, ("owen", "culture"): {"religion": "Chap"}}
    assert read_drafts(write_drafts(drafts)) == drafts
    assert write_drafts({}) == ""
    assert read_drafts("") == read_drafts("[1]") == read_drafts("{") == {}
