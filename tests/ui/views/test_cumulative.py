"""The screen of cumulative figures: from a cell to its events by keys, days, what is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.presenters.cumulative import YEARS
from ui.views.cumulative import CumulativeScreen


def opened(week):
    screen = CumulativeScreen(week.window.desk)
    screen.resize(1170, 700)
    screen.show()
    week.wait_for("figures", lambda: screen.model.table.rows)
    return screen


def test_a_cell_leads_by_keys_to_its_events_and_they_to_the_timeline(week):
    screen = opened(week)
    asked = []
    week.window.desk.place_asked.disconnect()
    week.window.desk.place_asked.connect(asked.append)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    ids = screen.cell.event_ids
    assert ids
    assert [line.key for line in screen.events.lines.lines] == list(ids)
    screen.commands["show"].trigger()
    assert (asked[-1].screen, asked[-1].wishes["mark"]) == ("timeline", ids)
    screen.commands["event"].trigger()
    assert (asked[-1].screen, asked[-1].record_id) == ("chronology", ids[0])
    spoken = screen.model.data(screen.table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(screen.cell.text)
    screen.commands["copy"].trigger()
    assert QGuiApplication.clipboard().text() == screen.model.table.as_text
    screen.deleteLater()


def test_the_chosen_child_and_table_stay_and_days_that_are_none_keep_the_figures(week):
    screen = opened(week)
    other = screen.found.choices[-1][0]
    screen.choose(other, YEARS)
    before = screen.found
    screen._since.line.setText("no day at all")
    screen.refresh()
    assert "not understood" in screen._told.text()
    assert screen.found is before
    screen._since.line.setText("1 May 2030")
    screen.refresh()
    assert "later" in screen._told.text()
    screen._since.line.setText("1 January 1990")
    screen.refresh()
    week.wait_for("new figures", lambda: screen.found is not before)
    assert screen.whom == other
    assert screen._which.currentData() == YEARS
    screen.deleteLater()


def test_without_a_case_nothing_is_shown(week):
    screen = opened(week)
    screen.clear()
    assert screen.model.rowCount() == 0
    assert not screen.commands["show"].isEnabled()
    screen.deleteLater()
