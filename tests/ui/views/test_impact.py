"""The impact screen by keyboard alone: from cell to words, to the source, and back."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit

from chronology_app.model.codes import Need
from tests.desktop.inside import opened
from tests.desktop.prepared import CASE_ID, PASSPHRASE, WORKER
from ui.places import Place
from ui.presenters.impact import ALL, FAMILY

ENTER, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture(scope="module")
def week(_prepared_book, tmp_path_factory):
    """The program on the prepared casebook, with a need, an impact and a judgement of Nia."""
    path = tmp_path_factory.mktemp("impact") / _prepared_book.name
    for end in ("", ".keys"):
        shutil.copy(f"{_prepared_book}{end}", f"{path}{end}")
    with opened() as inside:
        inside.open(path, PASSPHRASE, WORKER)
        done = []
        inside.window.desk.book.ask(None, _fill, done.append, done.append)
        inside.wait_for("the records", lambda: done)
        inside.window.go(Place("impact"))
        screen = inside.window.screen_shown
        inside.wait_for("the matrix", lambda: screen.found.totals == (1, 1, 1))
        yield inside
    assert inside.complaints == []


def _fill(book):
    event = next(e for e in book.queries.view(CASE_ID).events if "bruise" in e.fact)
    book.tag_need(CASE_ID, event.id, "nia", "health")
    book.add_observed_impact(CASE_ID, event.id, "nia", "health", "Held her cheek.")
    book.add_likely_impact(CASE_ID, [event.id], "nia", "health", "May be afraid.",
                           signed_by="Ruth Ames")  # fmt: skip


@pytest.fixture
def screen(week):
    """The screen at the first year of Nia's health."""
    week.window.activateWindow()
    week.window.go(Place("impact"))
    week.settle(0.02)
    found = week.window.screen_shown
    found.choose(ALL)
    found.matrix.choose("nia", "health", found.found.columns[0].code)
    return found


def press(widget, *keys):
    for key in keys:
        QTest.keyClick(widget, key)


def test_a_screen_reader_is_told_child_need_year_and_each_count(screen):
    table = QAccessible.queryAccessibleInterface(screen.matrix)
    assert table.text(QAccessible.Text.Name).startswith("Needs by year")
    told = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    index = screen.matrix.currentIndex()
    assert told.count(index.data()) == 1
    assert index.data().startswith("Nia Hollins, Health, 2021: Need concerned: ")
    cells = [one for one in told if "Likely impact: " in one]
    assert len(cells) == 2 * len(Need) * len(screen.found.columns)
    assert len(set(cells)) == len(cells)


def test_enter_on_a_cell_lists_its_words_and_enter_on_a_line_opens_the_source(week, screen):
    assert screen.first_focus() is screen.matrix
    assert "Nia Hollins, Health, 2021" in screen.matrix.currentIndex().data()
    press(screen.matrix, ENTER)
    assert week.window.focusWidget() is screen.lines
    shown = [line.words for line in screen.lines.lines if line.look == "entry"]
    assert shown[1:] == ["Held her cheek."]
    press(screen.lines, DOWN)
    assert screen.line.words == "Held her cheek."
    asked = []
    screen.desk.place_asked.connect(asked.append)
    source_id = screen.line.source_id
    press(screen.lines, ENTER)
    screen.desk.place_asked.disconnect(asked.append)
    assert (asked[0].screen, asked[0].record_id) == ("sources", source_id)
    assert asked[0].wishes["end"] > asked[0].wishes["start"]
    assert week.window.screen_shown.name == "sources"
    week.window.go_back()
    assert week.window.focusWidget() is screen.first_focus()


def test_to_the_chronology_and_back_the_words_are_still_there(week, screen):
    press(screen.matrix, ENTER)
    before, line = screen.lines.lines, screen.line
    press(screen.lines, Qt.Key.Key_C)
    week.settle()
    assert week.window.screen_shown.name == "chronology"
    week.window.go_back()
    week.settle()
    assert week.window.screen_shown is screen
    assert (screen.lines.lines, screen.line) == (before, line)


def test_arrows_pass_over_the_childrens_names(screen):
    table = screen.matrix
    names = {table.matrix.rows[n].is_heading for n in range(len(table.matrix.rows))}
    assert names == {True, False}
    seen = []
    for _ in range(13):
        seen.append(table.matrix.rows[table.currentIndex().row()])
        press(table, DOWN)
    assert [row.child_id for row in seen] == ["nia"] * 7 + ["owen"] * 6
    assert not any(row.is_heading for row in seen)


def test_a_child_has_a_page_and_esc_comes_back_to_it_from_a_cell(week, screen):
    QTest.keyClick(screen._presses["nia"], Qt.Key.Key_Space)
    assert screen.choice == "nia"
    assert len(screen.matrix.matrix.rows) == len(Need)
    page = screen.lines.lines
    assert "Life line" in [line.head for line in page]
    screen.matrix.setFocus()
    press(screen.matrix, ENTER)
    assert screen.lines.lines != page
    press(screen.lines, ESC)
    week.settle()
    assert screen.lines.lines == page
    assert week.window.focusWidget() is screen.matrix


def test_the_familys_history_has_lines_and_no_table(screen):
    screen.choose(FAMILY)
    assert not screen.matrix.isVisible()
    assert screen.first_focus() is screen.lines
    assert screen.lines.lines[0].look == "heading"
    screen.choose(ALL)
    assert screen.matrix.isVisible()


def test_an_empty_cell_says_how_something_is_recorded(screen):
    assert screen.matrix.choose("owen", "identity", "whole")
    press(screen.matrix, ENTER)
    (line,) = screen.lines.lines
    assert "Nothing is recorded here for Owen Hollins" in line.words
    assert screen.line is None
    assert not screen.commands["open_event"].isEnabled()


def test_an_impact_recorded_here_stands_in_its_cell_at_once(week, screen):
    press(screen.matrix, ENTER)
    screen.commands["observed"].trigger()
    week.settle()
    dialog = next(d for d in screen.findChildren(QDialog) if d.isVisible())
    child, need = dialog.findChildren(QComboBox)[:2]
    assert (child.currentData(), need.currentData()) == ("nia", "health")
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Would not be touched.")
    dialog.accept_button.click()
    week.wait_for("the count", lambda: screen.found.totals == (1, 2, 1))
    week.settle()
    assert "Would not be touched." in [line.words for line in screen.lines.lines]
    index = screen.matrix.currentIndex()
    assert "Observed impact: 2" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_place_names_the_child_that_is_looked_at(week, screen):
    week.window.go(Place("impact", "owen"))
    assert screen.choice == "owen"
    assert screen._presses["owen"].isChecked()


def test_nothing_is_wider_than_the_window(week, screen):
    week.settle()
    assert screen.matrix.horizontalScrollBar().maximum() == 0
    assert screen.width() <= week.window.width()
