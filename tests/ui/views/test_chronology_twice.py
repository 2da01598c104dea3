"""Events told twice: the list by the keyboard, merging as one step, keeping apart for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.model import Event, Finding
from tests.desktop import prepared
from tests.desktop.inside import Inside, opened
from tests.ui.views.accounts_case import add_accounts
from ui.places import Place
from ui.views.chronology_twice import ToldTwice

K = Qt.Key


@pytest.fixture
def told(week_book: Path) -> Iterator[tuple[Inside, ToldTwice]]:
    add_accounts(week_book, accept=True)
    with opened() as inside:
        inside.open(week_book, prepared.PASSPHRASE, prepared.WORKER)
        inside.window.show()
        inside.window.activateWindow()
        inside.window.go(Place("chronology"))
        inside.settle()
        screen: Any = inside.window.screen_shown
        QTest.keyClick(screen.table, K.Key_L)
        dialog = cast(ToldTwice, inside.wait_for("the list", QApplication.activeModalWidget))
        inside.wait_for("the groups", dialog.list.count)
        yield inside, dialog
    assert inside.complaints == []


def ask(inside: Inside, work: Any) -> Any:
    found: list[Any] = []
    inside.window.desk.ask(inside.window, lambda book, _: work(book), found.append)
    inside.wait_for("the casebook", lambda: found)
    return found[0]


def test_a_group_is_merged_once_the_date_is_chosen_and_one_undo_takes_it_back(
    told: tuple[Inside, ToldTwice],
) -> None:
    inside, dialog = told
    before = {e.id: e.status for e in ask(inside, lambda book: events(book))}
    QTest.keyClick(dialog, K.Key_Return)
    assert "date" in dialog.banner.text
    assert QApplication.focusWidget() is dialog.form.head
    QTest.keyClick(dialog.form.head, K.Key_Down)
    QTest.keyClick(dialog, K.Key_Return)
    inside.wait_for("the merge", lambda: not dialog.list.count())
    assert not dialog.accept_button.isVisible()
    removed = [e for e in ask(inside, lambda book: events(book)) if e.status == "removed"]
    assert len(removed) == 2
    dialog.reject()
    inside.window.desk.do("undo")
    inside.wait_for(
        "the undo",
        lambda: {e.id: e.status for e in ask(inside, lambda book: events(book))} == before,
    )


def test_events_that_are_not_the_same_are_asked_about_no_more(
    told: tuple[Inside, ToldTwice],
) -> None:
    inside, dialog = told
    QTest.keyClick(dialog.apart_button, K.Key_Space)
    inside.wait_for("the list to be empty", lambda: not dialog.list.count())
    said = ask(inside, lambda book: book.queries.records(Finding, prepared.CASE_ID))
    assert len(said) == 3, "each of the three with each other"
    dialog.reject()
    screen: Any = inside.window.screen_shown
    inside.wait_for("the dialog gone", lambda: QApplication.activeModalWidget() is None)
    screen.on_told_twice()
    inside.settle()
    again = cast(ToldTwice, QApplication.activeModalWidget())
    assert not again.list.count()


def events(book: Any) -> tuple[Event, ...]:
    return cast("tuple[Event, ...]", book.queries.records(Event, prepared.CASE_ID))
