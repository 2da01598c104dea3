"""The words that reading looks for, in the window: added, tried, kept, and the files read again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.model import SettingsRow
from ui.dialogs.dialog import Sure
from ui.dialogs.phrase import PhraseDialog
from ui.places import Place
from ui.views.lexicon import LexiconScreen
from ui.views.lexicon_terms import YearDialog


@pytest.fixture
def screen(week) -> LexiconScreen:
    week.window.activateWindow()
    week.window.go(Place("lexicon", "concern.emotional"))
    week.settle()
    return week.window.screens["lexicon"]


def _dialog(week, kind):
    found = week.wait_for(
        kind.__name__,
        lambda: next((w for w in QApplication.topLevelWidgets()
                      if isinstance(w, kind) and w.isVisible()), None),
    )  # fmt: skip
    week.app.processEvents()
    return found


def _ask(week, work):
    told: list = []
    week.window.desk.ask(week.window, work, told.append)
    week.wait_for("an answer", lambda: told)
    return told[0]


def test_a_phrase_is_added_tried_kept_and_read_by(week, screen):
    words = screen.words
    screen.commands["add"].trigger()
    dialog = _dialog(week, PhraseDialog)
    assert dialog.form.value("group") == "concern.emotional"
    QTest.keyClicks(dialog.form.widgets["words"], "nobody answered .. telephone")
    dialog.form.set_value("example", "He rang; nobody answered the telephone.")
    assert "nobody answered the telephone" in dialog.tried.text
    dialog.form.set_value("strength", "strong")
    dialog.accept_button.click()
    week.settle()
    assert words.chosen is not None
    assert words.chosen.is_draft
    assert len(words.draft) == 1

    screen.commands["try"].trigger()
    week.wait_for("the trial", lambda: words.trial.trial.lines)
    assert any("telephone" in line.words for line in words.trial.trial.lines)
    assert _ask(week, lambda b, c: b.queries.records(SettingsRow, c)) == ()
    words.trial.open_button.click()
    week.settle()
    assert week.window.screen_shown.name == "sources"
    week.window.go(Place("lexicon"))
    week.settle()

    assert len(words.draft) == 1
    screen.commands["keep"].trigger()
    sure = _dialog(week, Sure)
    assert len(_ask(week, lambda b, c: b.queries.records(SettingsRow, c))) == 1
    sure.accept_button.click()
    week.settle()
    waiting = _ask(week, lambda b, c: b.queries.suggestions(c))
    rung = [one for one in waiting if "telephone" in one.fact]
    assert rung
    assert all("emotional" in one.concern_types for one in rung)
    assert words.draft == {}


def test_a_phrase_is_switched_by_key_one_is_refused_and_a_school_year_is_added(week, screen):
    _switch_and_drop(week, screen)
    _refuse(week, screen)
    _add_year_and_remove(week, screen)


def _switch_and_drop(week, screen) -> None:
    words = screen.words
    words.choose_list("concern.physical")
    words.filter.setText("filthy")
    words.phrases.setFocus()
    QTest.keyClick(words.phrases, Qt.Key.Key_X)
    week.settle()
    assert not words.chosen.phrase.is_on
    QTest.keyClick(words.phrases, Qt.Key.Key_D)
    week.settle()
    assert words.draft == {}
    assert words.chosen.phrase.is_on


def _refuse(week, screen) -> None:
    screen.words.on_add()
    dialog = _dialog(week, PhraseDialog)
    dialog.form.set_value("words", "no .. ")
    assert "dots" in dialog.tried.text
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "dots" in dialog.banner.text
    dialog.reject()


def _add_year_and_remove(week, screen) -> None:
    screen.tabs.setCurrentIndex(1)
    screen.commands["add"].trigger()
    dialog = _dialog(week, YearDialog)
    dialog.form.set_value("name", "2019-20")
    dialog.form.set_value("source", "The council's list")
    dialog.days["autumn", "first"].setText("3/9/2019")
    dialog.days["autumn", "last"].setText("20/12/2019")
    dialog.accept_button.click()
    week.wait_for("the year", lambda: screen.terms.years)
    week.settle()
    assert "3 September 2019" in screen.terms.years[0].detail
    screen.commands["remove"].trigger()
    week.wait_for("no year", lambda: not screen.terms.years)
