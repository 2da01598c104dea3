"""The assessment screen: written beside the record, kept, signed and undone; by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.model import Analysis, Factor, FourQuestions, WorriesPage
from ui.dialogs.dialog import FormDialog, Sure
from ui.dialogs.research_notes import ResearchDialog, ResearchEdit
from ui.places import Place
from ui.views.assessing import AssessingScreen

WORDS = {"scale": "Often.", "type": "Food.", "impact": "Tired.", "reasons": "Money."}


def opened(week, page="questions"):
    screen = AssessingScreen(week.window.desk)
    screen.resize(1200, 700)
    screen.show()
    week.wait_for("the page", lambda: screen.found.children)
    if page != "questions":
        screen.show_place(Place("assessing", "", {"page": page}))
        week.wait_for("the other page", lambda: screen.found.page == page)
    return screen


def kept(week, kind):
    desk, found = week.window.desk, []
    desk.ask(desk, lambda book, case_id: book.queries.records(kind, case_id), found.append)
    week.wait_for("the records", lambda: found)
    return found[0]


def sign(week, screen):
    screen.commands["sign"].trigger()
    dialog = next(one for one in screen.findChildren(FormDialog) if one.isVisible())
    dialog.form.set_value("signed_by", "Ruth Ames")
    dialog.on_accept()
    week.settle()
    return dialog


def test_words_are_kept_with_the_entries_of_a_line_that_was_put_into_them(week):
    screen = opened(week)
    line = next(one for one in screen.found.record if one.event_ids)
    screen.fields.current = line.field
    screen.record.choose(line.key)
    screen.commands["use"].trigger()
    assert screen.fields.words()[line.field] == line.words
    screen.commands["save"].trigger()
    week.wait_for("it is kept", lambda: kept(week, FourQuestions))
    answer = kept(week, FourQuestions)[0].answers[0]
    assert set(answer.event_ids) == set(line.event_ids)
    week.wait_for("nothing is newer", lambda: not screen.fields.is_newer)
    screen.deleteLater()


def test_a_page_is_signed_once_whole_stands_and_is_written_on_from(week):
    screen = opened(week)
    screen.fields.fields["scale"].setPlainText("Often.")
    dialog = sign(week, screen)
    week.wait_for("the reason", lambda: "four questions" in dialog.banner.text)
    assert kept(week, FourQuestions) == ()
    dialog.close()
    week.settle()
    for name, words in WORDS.items():
        screen.fields.fields[name].setPlainText(words)
    sign(week, screen)
    week.wait_for("it is signed", lambda: screen.found.is_signed)
    assert all(field.isReadOnly() for field in screen.fields.fields.values())
    assert not screen.commands["save"].isEnabled()
    screen.commands["begin"].trigger()
    screen.fields.fields["scale"].setPlainText("More often.")
    screen.commands["save"].trigger()
    week.wait_for("a second page", lambda: len(kept(week, FourQuestions)) == 2)
    assert {page.signed_by for page in kept(week, FourQuestions)} == {"", "Ruth Ames"}
    screen.deleteLater()


def test_neither_a_refresh_nor_another_child_loses_what_was_typed(week):
    screen = opened(week)
    first, other = (key for key, _ in screen.found.children[:2])
    QTest.keyClicks(screen.fields.fields["type"], "Mostly ")
    screen.refresh()
    week.settle()
    QTest.keyClicks(screen.fields.fields["type"], "food.")
    screen.show_place(Place("assessing", other))
    week.wait_for("the other child", lambda: screen.found.child_id == other)
    page = kept(week, FourQuestions)[0]
    assert (page.child_id, page.answers[0].words) == (first, "Mostly food.")
    assert screen.fields.words()["type"] == ""
    screen.deleteLater()


def test_what_was_typed_and_not_kept_comes_back_in_another_window(week):
    screen = opened(week, "worries")
    screen.fields.fields["places"].setPlainText("Mam")
    QTest.keyClicks(screen.fields.fields["worries"], "Hungry.")
    assert "not kept yet" in screen._state.text()
    screen.hide()
    screen.deleteLater()
    week.settle()
    later = opened(week, "worries")
    week.wait_for("the words", lambda: later.fields.words()["worries"] == "Hungry.")
    assert later.fields.words()["places"] == "Mam"
    assert later.commands["save"].isEnabled()
    later.fields.fields["places"].setPlainText("Mam: 4")
    later.commands["save"].trigger()
    week.wait_for("it is kept", lambda: kept(week, WorriesPage))
    later.hide()
    later.deleteLater()
    week.settle()
    last = opened(week, "worries")
    week.settle()
    assert not last.fields.is_newer
    last.deleteLater()


def test_another_case_shows_none_of_it_and_loses_none(week):
    screen = opened(week)
    QTest.keyClicks(screen.fields.fields["type"], "Food.")
    screen.clear()
    assert not screen.fields.is_newer
    screen.refresh()
    week.wait_for("the words", lambda: screen.fields.words().get("type") == "Food.")
    assert kept(week, FourQuestions) == ()
    screen.deleteLater()


def test_worries_and_places_are_kept_and_a_wrong_place_is_said(week):
    screen = opened(week, "worries")
    problems = []
    week.window.desk.failed.disconnect()
    week.window.desk.failed.connect(problems.append)
    screen.fields.fields["worries"].setPlainText("Hungry.\nCold.")
    screen.fields.fields["places"].setPlainText("Mam")
    screen.commands["save"].trigger()
    assert problems[0].params["line"] == "Mam"
    screen.fields.fields["places"].setPlainText("Mam: 4")
    screen.commands["save"].trigger()
    week.wait_for("it is kept", lambda: kept(week, WorriesPage))
    page = kept(week, WorriesPage)[0]
    assert [line.words for line in page.worries] == ["Hungry.", "Cold."]
    assert page.on.day == date.today()
    screen.deleteLater()


def test_a_factor_is_added_and_taken_away_beside_the_other_kind(week):
    screen = opened(week, "factors")
    screen.factors.add("protective")
    dialog = week.wait_for("the form", lambda: screen.factors.findChild(FormDialog))
    dialog.form.set_value("code", "family_support")
    dialog.form.widgets["since"].line.setText("a while back")
    dialog.on_accept()
    assert "not understood" in dialog.form._wrong["since"].text()
    dialog.form.widgets["since"].line.setText("March 2021")
    dialog.on_accept()
    view = screen.factors.lists["protective"]
    week.wait_for("the factor", lambda: view.lines.rowCount() == 1)
    factor = kept(week, Factor)[0]
    assert (factor.kind, factor.since.edtf) == ("protective", "2021-03")
    assert screen.factors.lists["risk"].lines.rowCount() == 0
    screen.factors._remove("protective")
    sure = next(one for one in screen.findChildren(Sure) if one.isVisible())
    assert kept(week, Factor)
    sure.on_accept()
    week.wait_for("it is gone", lambda: view.lines.rowCount() == 0)
    screen.deleteLater()


def test_what_a_referral_asks_for_waits_unsigned_and_is_signed(week):
    screen = opened(week, "referral")
    screen.fields.fields["asked"].setPlainText("A conference.")
    for page in ("factors", "referral"):
        screen.show_place(Place("assessing", "", {"page": page}))
        week.wait_for("the page", lambda page=page: screen.found.page == page)
    assert screen.fields.words()["asked"] == "A conference."
    sign(week, screen)
    week.wait_for("the words", lambda: kept(week, Analysis))
    assert [(a.kind, a.words) for a in kept(week, Analysis)] == [("referral_ask", "A conference.")]
    screen.deleteLater()


def test_a_note_is_put_into_the_words_with_its_reference(week):
    screen = opened(week)
    screen.fields.current = "impact"
    screen.commands["research"].trigger()
    dialog = screen.findChild(ResearchDialog)
    week.wait_for("the notes", lambda: dialog.list.lines.rowCount() > 3)
    dialog.choices["age"].setCurrentIndex(0)
    dialog.list.choose("primary_peers")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "Hildyard and Wolfe (2002)" in screen.fields.words()["impact"]
    assert "Limits:" in screen.fields.words()["impact"]
    edit = ResearchEdit(week.window.desk, lambda: "")
    edit.set_value("Own words.")
    edit._add("A note.")
    assert edit.value() == "Own words.\nA note."
    edit.deleteLater()
    screen.deleteLater()
