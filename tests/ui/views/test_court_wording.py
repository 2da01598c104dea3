"""The court wording by its keys: proposed on the card, stored only when a person chose it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chronology_app.reading.court import Around
from tests.desktop.inside import Inside
from tests.ui.views.test_inbox import Hands
from ui.presenters.chronology import load_lines
from ui.views.chronology_deeds import Deeds
from ui.widgets.court_wording import CourtEdit

K = Qt.Key


def test_a_wording_is_stored_only_when_it_was_chosen(week: Inside) -> None:
    hands = Hands(week)
    wordings = hands.queue.case.wordings
    assert all(wordings.of_suggestion(s).is_same for s in hands.queue.waiting.values())

    one = hands.queue.current
    hands.press(K.Key_W)
    assert hands.screen._worded == {}, "nothing is proposed, so nothing can be chosen"

    proposed = wordings.of_fact("Mum rang.", Around())
    hands.screen._proposed = lambda _: proposed  # type: ignore[method-assign]
    hands.press(K.Key_W, K.Key_W)
    assert hands.screen._worded == {}
    hands.press(K.Key_W)
    assert hands.screen._worded == {one.id: "The mother rang."}
    hands.press(K.Key_A)
    hands.wait()
    assert hands.event(one).court_wording == "The mother rang."

    two = hands.queue.current
    hands.press(K.Key_A)
    hands.wait()
    assert hands.event(two).court_wording == ""

    three = hands.queue.current
    hands.press(K.Key_W, K.Key_E)
    court = hands.screen.pages.form.form.widgets["court_wording"]  # type: ignore[union-attr]
    assert isinstance(court, CourtEdit)
    assert court.value() == "The mother rang."
    court.propose()
    assert court.value() == hands.now(three).fact


def test_an_event_is_worded_in_its_dialog(week: Inside) -> None:
    window: Any = week.window
    found: list[Any] = []
    window.desk.ask(window.screen_shown, load_lines, found.append)
    week.wait_for("the chronology", lambda: found)
    line = next(one for one in found[0] if "bruise" in one.fact)
    Deeds(window, window.desk).edit(line, "court_wording")
    week.wait_for("the dialog", QApplication.activeModalWidget)
    dialog: Any = QApplication.activeModalWidget()
    dialog.form.set_value("fact", "Dad told EDT of it; the home was filthy.")
    court = dialog.form.widgets["court_wording"]
    court.propose()
    assert dialog.form.value("court_wording") == (
        "The father told the emergency duty team of it; the home was filthy."
    )
    assert "“filthy”: say what was seen" in court._looks.text()
    assert not court._changes.link.isHidden()
    court.field.undo()
    assert dialog.form.value("court_wording") == ""
    dialog.reject()
