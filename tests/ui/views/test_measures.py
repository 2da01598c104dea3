"""The screen of scores: scored, corrected, taken in from a sheet; ways of scoring; by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.model import Assessment, Instrument
from ui.dialogs.instruments import InstrumentsDialog
from ui.dialogs.scores import ScoringDialog
from ui.dialogs.series import SeriesDialog
from ui.jobs.series import SheetTable
from ui.places import Place
from ui.views.measures import MeasuresScreen


@pytest.fixture
def screen(week):
    shown = MeasuresScreen(week.window.desk)
    shown.resize(1170, 700)
    shown.show()
    week.wait_for("the screen", lambda: shown.found.view)
    yield shown
    shown.close()
    shown.deleteLater()


def dialog_of(week, kind):
    return week.wait_for("the dialog", lambda: next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, kind)
         and one.isVisible()), None))  # fmt: skip


def score(week, screen, way="safety_scale", **numbers):
    screen.commands["new"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    dialog.form.set_value("way", way)
    row = dialog.grid._cells[0]
    row.value.setText(numbers.get("value", "3"))
    row.parent.setText(numbers.get("parent", "8"))
    dialog.on_accept()
    return dialog


def test_an_empty_case_says_what_to_do_and_the_first_scoring_is_the_baseline(week, screen):
    assert screen._empty.isVisibleTo(screen)
    screen.commands["new"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    dialog.form.set_value("way", "safety_scale")
    assert dialog.form.value("purpose") == "baseline"
    assert dialog.form.value("scorer")
    dialog.grid._cells[0].value.setText("3")
    dialog.on_accept()
    week.wait_for("the course", lambda: screen.found.courses)
    assert not screen._empty.isVisibleTo(screen)
    assert screen.scorings.key
    (one,) = screen.found.courses[0].assessments
    assert (one.scores[0].value, one.purpose) == (3, "baseline")
    # The next one of the same child is no baseline.
    screen.commands["new"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    assert dialog.form.value("way") == "safety_scale"
    assert dialog.form.value("purpose") == "now"
    dialog.reject()


def test_a_number_off_the_scale_is_named_and_what_was_typed_stays(week, screen):
    dialog = score(week, screen, value="11")
    week.wait_for("the reason", lambda: dialog.banner.isVisibleTo(dialog))
    assert "11" in dialog.banner.text
    assert "10" in dialog.banner.text
    assert dialog.grid._cells[0].value.text() == "11"
    assert screen.found.courses == ()
    dialog.grid._cells[0].value.setText("often")
    dialog.on_accept()
    assert "often" in dialog.banner.text
    dialog.reject()


def test_what_was_typed_for_one_way_is_there_again_when_it_is_chosen_again(week, screen):
    screen.commands["new"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    ways = [one.code for one in screen.found.open_instruments()]
    dialog.form.set_value("way", ways[0])
    dialog.grid._cells[0].value.setText("3")
    dialog.grid._cells[0].note.setText("Cupboards bare on the visit.")
    dialog.form.set_value("way", ways[1])
    assert not dialog.grid._cells[0].note.text()
    dialog.form.set_value("way", ways[0])
    first = dialog.grid._cells[0]
    assert (first.value.text(), first.note.text()) == ("3", "Cupboards bare on the visit.")
    dialog.asks_before_loss = False
    dialog.reject()


def test_a_scoring_is_corrected_removed_and_brought_back(week, screen):
    score(week, screen)
    week.wait_for("the course", lambda: screen.found.courses)
    screen.commands["change"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    assert dialog.grid._cells[0].parent.text() == "8"
    dialog.grid._cells[0].value.setText("4,0")
    dialog.on_accept()
    week.wait_for("the change", lambda: screen.scoring and screen.scoring.scores[0].value == 4)
    one = screen.scoring
    week.window.desk.change(week.window, lambda book, case: book.remove_assessment(case, one.id))
    week.wait_for("nothing", lambda: not screen.found.courses)
    week.window.desk.change(week.window, lambda book, case: book.undo(case))
    week.wait_for("it again", lambda: screen.found.courses)
    screen.show_place(Place("measures", one.id))
    assert screen.scoring is not None
    assert (screen.scoring.id, screen.scoring.scores) == (one.id, one.scores)
    assert screen.chart.accessibleDescription()


def test_a_way_of_scoring_is_made_changed_and_closed_and_scores_keep_theirs(week, screen):
    screen.commands["ways"].trigger()
    ways = dialog_of(week, InstrumentsDialog)
    ways.on_new()
    form = next(one for one in ways.findChildren(type(ways).__mro__[1]) if one.isVisible())
    form.form.set_values(
        {
            "label": "Bed time",
            "subject": "family",
            "areas": "Calm\nOn time",
            "minimum": "0",
            "maximum": "5",
            "triggers": "1 Calm: Talk about it.",
        }
    )
    form.on_accept()
    week.wait_for("the way", lambda: ways.list.key == "bed_time")
    screen.refresh()
    week.wait_for("it on the screen", lambda: screen.found.instrument("bed_time"))
    score(week, screen, way="bed_time", value="1", parent="")
    week.wait_for("the course", lambda: screen.found.courses)
    assert "Talk about it." in screen._about.text()
    screen.found.instrument("bed_time")
    ways._again("bed_time")
    week.settle()
    assert not ways.remove_button.isEnabled()
    ways.on_change()
    form = next(one for one in ways.findChildren(type(ways).__mro__[1]) if one.isVisible())
    form.form.set_value("maximum", "9")
    form.on_accept()
    week.wait_for("the new version", lambda: ways.chosen and ways.chosen.version == 2)
    week.wait_for("the old scale", lambda: screen.found.courses[0].is_old)
    ways.on_close()
    week.wait_for("it closed", lambda: ways.chosen and ways.chosen.is_closed)
    ways.reject()


def test_a_series_is_taken_in_as_one_step_with_its_reasons(week, screen):
    rows = [(1, ("Date", "Attendance"))]
    rows += [(n + 2, (f"0{n}/09/2022", "n/a" if n == 3 else str(80 + n))) for n in range(1, 6)]
    dialog = SeriesDialog(screen.window(), week.window.desk, screen.found, "a.csv",
                          (SheetTable("", tuple(rows)),), screen._want)  # fmt: skip
    dialog.open()
    dialog.form.set_value("way", "attendance")
    assert "4 scorings" in dialog.told.text()
    assert "1 remark" in dialog.told.text()
    dialog.on_accept()
    week.wait_for("the course", lambda: screen.found.courses)
    assert len(screen.found.courses[0].assessments) == 4
    found: list = []
    week.window.desk.change(week.window, lambda book, case: book.undo(case))
    week.wait_for("nothing", lambda: not screen.found.courses)
    week.window.desk.ask(
        screen, lambda book, case: book.queries.records(Assessment, case), found.append
    )
    week.wait_for("the answer", lambda: found)
    assert found == [()]


def test_the_scores_are_typed_by_keyboard_alone(week, screen):
    screen.activateWindow()
    screen.courses.setFocus()
    screen.commands["new"].trigger()
    dialog = dialog_of(week, ScoringDialog)
    dialog.form.set_value("way", "graded_care_profile_2")
    week.settle()
    first = dialog.grid._cells[0]
    first.value.setFocus()
    QTest.keyClicks(first.value, "2")
    order = []
    for _ in range(4):
        order.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert order == [first.value, first.parent, first.evidence, first.note]
    assert dialog.focusWidget() is dialog.grid._cells[1].value
    assert dialog.grid._cells[1].value.accessibleName() == "Safety: Score"
    dialog.on_accept()
    week.wait_for("the course", lambda: screen.found.courses)
    assert isinstance(screen.found.instrument("graded_care_profile_2"), Instrument)
