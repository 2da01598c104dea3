"""The checks screen by keyboard: a finding is shown, and mended, where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.dialogs.dialog import FormDialog
from ui.places import Place
from ui.presenters.checks import FindingLine
from ui.views.checks import ChecksScreen


@pytest.fixture
def screen(week) -> ChecksScreen:
    week.window.activateWindow()
    week.window.go(Place("checks"))
    found: ChecksScreen = week.window.screens["checks"]
    week.wait_for("the findings", lambda: found.findings.lines)
    return found


def _choose(week, screen: ChecksScreen, check: str) -> FindingLine:
    line = next(one for one in screen.findings.lines if one.check == check)
    assert screen.list.choose(line.key)
    screen.list.setFocus()
    week.settle()
    return line


def _dialog(week) -> FormDialog:
    def open_ones() -> list[FormDialog]:
        return [one for one in week.window.findChildren(FormDialog) if one.isVisible()]

    week.wait_for("a dialog", open_ones)
    return open_ones()[0]


def test_m_opens_the_date_of_the_event_and_going_back_does_not_open_it_again(week, screen):
    line = _choose(week, screen, "conflicting_dates")
    QTest.keyClick(screen.list, Qt.Key.Key_M)
    dialog = _dialog(week)
    assert "account" in dialog.form.widgets
    assert week.window.screen_shown is week.window.screens["chronology"]
    assert week.window.screens["chronology"].line().event_id == line.place_id
    dialog.reject()
    week.window.go(Place("checks"))
    week.window.go_back()
    week.settle(0.3)
    assert week.window.screen_shown is week.window.screens["chronology"]
    assert not [one for one in week.window.findChildren(FormDialog) if one.isVisible()]


def test_o_shows_the_events_of_a_finding_about_several(week, screen):
    line = _choose(week, screen, "no_impact")
    QTest.keyClick(screen.list, Qt.Key.Key_O)
    chronology = week.window.screens["chronology"]
    week.wait_for("the chronology", lambda: week.window.screen_shown is chronology)
    assert line.show is not None
    wanted = set(line.show.wishes["event_ids"])
    week.wait_for("its events", lambda: {
        row.event_id for n in range(chronology.model.rowCount())
        if (row := chronology.model.line(n)) is not None
    } == wanted)  # fmt: skip


def test_waiting_suggestions_are_mended_in_the_inbox_at_their_source(week, screen):
    line = _choose(week, screen, "unreviewed")
    assert line.mend is not None
    assert line.mend.name == "inbox"
    QTest.keyClick(screen.list, Qt.Key.Key_M)
    inbox = week.window.screens["inbox"]
    week.wait_for("the inbox", lambda: week.window.screen_shown is inbox)
    week.wait_for("its suggestion", lambda: inbox.queue.current is not None
                  and inbox.queue.current.source_id == line.place_id)  # fmt: skip


def test_a_deed_that_a_finding_does_not_have_is_not_offered(week, screen):
    _choose(week, screen, "conflicting_dates")
    assert screen.commands["mend"].isEnabled()
    assert not screen.commands["settle"].isEnabled()
    assert screen._mend.text() == "Change the date…"
    _choose(week, screen, "import_problem")
    assert screen.commands["settle"].isEnabled()
    assert screen._mend.text() == "Open the source at that place"


def test_each_deed_on_an_event_opens_its_dialog_in_the_right_field(week, screen):
    line = _choose(week, screen, "conflicting_dates")
    for deed, field in (("action", "action"), ("fact", "fact"), ("court_wording", "court_wording"),
                        ("event", "fact")):  # fmt: skip
        week.window.go(Place("chronology", line.place_id, {"mend": deed}))
        dialog = _dialog(week)
        week.settle()
        focus = dialog.focusWidget()
        assert dialog.form.widgets[field].isAncestorOf(focus) or dialog.form.widgets[field] is focus
        dialog.reject()
        week.wait_for("no dialog", lambda: not [
            one for one in week.window.findChildren(FormDialog) if one.isVisible()
        ])  # fmt: skip
    chronology = week.window.screens["chronology"]
    ids = tuple(one.event_id for one in chronology.state.lines[:2])
    week.window.go(Place("chronology", wishes={"event_ids": ids, "words": "x", "mend": "merge"}))
    assert "into" in _dialog(week).form.widgets
