"""One event of several records in the inbox, by the keyboard alone; and whom nobody knew yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.model import Finding, Person, Professional
from chronology_app.model.codes import SuggestionStatus
from tests.desktop import prepared
from tests.desktop.inside import opened
from tests.ui.views.accounts_case import add_accounts
from tests.ui.views.test_inbox import Hands
from ui.dialogs.one_event import OneEventDialog

K = Qt.Key


@pytest.fixture
def hands(week_book: Path) -> Iterator[Hands]:
    add_accounts(week_book)
    with opened() as inside:
        inside.open(week_book, prepared.PASSPHRASE, prepared.WORKER)
        yield Hands(inside)
    assert inside.complaints == []


def others_of(hands: Hands, words: str) -> list[bool]:
    hands.go(words)
    others = hands.screen.pages.others
    hands.inside.wait_for("the others", lambda: others.others)
    hands.inside.settle()
    return [other.is_alike for other in others.others]


def back(hands: Hands) -> None:
    """Have the keyboard in the window again once a dialog has gone."""
    hands.inside.wait_for("the dialog gone", lambda: QApplication.activeModalWidget() is None)
    hands.inside.window.activateWindow()
    hands.inside.wait_for("the keyboard", hands.inside.window.isActiveWindow)
    hands.wait()


def dialog_of(hands: Hands) -> OneEventDialog:
    found = hands.inside.wait_for("the dialog", QApplication.activeModalWidget)
    return cast(OneEventDialog, found)


def test_three_accounts_become_one_event_whose_date_the_person_chooses(hands: Hands) -> None:
    assert others_of(hands, "Officers collected") == [True, True]
    assert hands.screen.pages.others.title == "One event, 3 accounts"
    shown = hands.queue.current
    waiting = len(hands.queue.waiting)
    hands.press(K.Key_M)
    dialog = dialog_of(hands)
    QTest.keyClick(dialog, K.Key_Return)
    assert dialog.isVisible(), "the days differ: it is asked whose heads the event"
    assert "date" in dialog.banner.text
    assert QApplication.focusWidget() is dialog.form.head
    QTest.keyClick(dialog.form.head, K.Key_End)
    assert "15 June 2022, 15:40" in dialog.form.head.currentText()
    QTest.keyClick(dialog, K.Key_Return)
    back(hands)
    event = hands.event(shown)
    assert event.date is not None
    assert (event.date.edtf, event.time, len(event.suggestion_ids)) == ("2022-06-15", "15:40", 3)
    assert event.fact == shown.fact
    assert len(hands.queue.waiting) == waiting - 3
    hands.press(K.Key_U)
    hands.inside.wait_for("the undo", lambda: len(hands.queue.waiting) == waiting)
    assert hands.now(shown).status == SuggestionStatus.WAITING


def test_only_what_is_ticked_is_merged(hands: Hands) -> None:
    others_of(hands, "Officers collected")
    shown = hands.queue.current
    hands.press(K.Key_M)
    dialog = dialog_of(hands)
    late = next(s for s in hands.queue.waiting.values() if "15/06/2022" in s.date.text)
    box = dialog.form.boxes[late.id]
    box.setFocus()
    QTest.keyClick(box, K.Key_Space)
    assert dialog.form.head.isHidden(), "nothing is left to choose"
    QTest.keyClick(dialog, K.Key_Return)
    back(hands)
    assert len(hands.event(shown).suggestion_ids) == 2
    assert late.id in hands.queue.waiting


def test_what_is_not_the_same_is_remembered_and_can_be_taken_back(hands: Hands) -> None:
    others_of(hands, "Officers collected")
    others = hands.screen.pages.others
    chosen = others.chosen()
    assert chosen is not None
    hands.press(K.Key_D)
    hands.inside.wait_for(
        "the mark", lambda: [other.is_apart for other in others.others] == [False, True]
    )
    (said,) = hands.ask(lambda book: book.queries.records(Finding, prepared.CASE_ID))
    assert said.by == prepared.WORKER
    again = others.chosen()
    assert again is not None
    assert again.id == chosen.id, "the cursor stays on it"
    hands.press(K.Key_M)
    dialog = dialog_of(hands)
    assert dialog.form.boxes[chosen.id].isChecked()
    dialog.reject()
    back(hands)
    hands.press(K.Key_D)
    hands.inside.wait_for("it gone", lambda: not any(other.is_apart for other in others.others))
    assert hands.ask(lambda book: book.queries.records(Finding, prepared.CASE_ID)) == ()


def test_whom_a_suggestion_names_is_added_and_no_longer_named_as_new(hands: Hands) -> None:
    hands.go("Gareth")
    view = hands.screen.pages.view
    assert [one.words for one in view.newcomers] == ["Gareth Prosser (partner)"]
    hands.press(K.Key_P)
    dialog = dialog_of(hands)
    values = dialog.form.values()  # type: ignore[attr-defined]
    assert (values["name"], values["role"]) == ("Gareth Prosser", "partner")
    QTest.keyClick(dialog, K.Key_Return)
    hands.inside.wait_for("the row gone", lambda: not view.newcomers)
    back(hands)
    people = hands.ask(lambda book: book.queries.records(Person, prepared.CASE_ID))
    assert [(p.role, p.aliases) for p in people if p.name == "Gareth Prosser"] == [("partner", ())]
    hands.press(K.Key_P)
    assert QApplication.activeModalWidget() is None, "nobody is left to add"


def test_a_title_of_work_opens_the_professionals_dialog(hands: Hands) -> None:
    from ui.presenters.inbox_words import Newcomer

    hands.go("Gareth")
    hands.screen.add_newcomer(Newcomer("Sian Rees", "PC"))
    dialog = dialog_of(hands)
    QTest.keyClick(dialog, K.Key_Return)
    back(hands)
    (made,) = hands.ask(lambda book: book.queries.records(Professional, prepared.CASE_ID))
    assert (made.name, made.agency, made.aliases) == ("Sian Rees", "police", ("PC Sian Rees",))
