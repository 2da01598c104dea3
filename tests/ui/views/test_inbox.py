"""The inbox by its keys: deciding, taking back, filling in, and coming back to the same place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError
from chronology_app.model import Case, Event, Locator, SpanRef, Suggestion
from chronology_app.model.codes import SuggestionStatus
from tests.desktop import prepared
from tests.desktop.inside import Inside, opened
from ui.background import Job
from ui.places import Place
from ui.presenters import inbox
from ui.views.inbox import InboxScreen
from ui.widgets.date_edit import DateEdit
from ui.widgets.suggestion_split import SplitPage

K = Qt.Key
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Hands:
    """A person at the inbox."""

    def __init__(self, inside: Inside) -> None:
        self.inside = inside
        inside.window.show()
        inside.window.activateWindow()
        inside.wait_for("the keyboard", inside.window.isActiveWindow)
        self.screen = cast(InboxScreen, inside.window.screen_shown)
        inside.wait_for("a suggestion", lambda: self.queue.current)
        self.seen()
        inside.wait_for(
            "the focus", lambda: self.screen.pages.isAncestorOf(QApplication.focusWidget())
        )

    @property
    def queue(self) -> Any:
        return self.screen.queue

    @property
    def fact(self) -> str:
        return str(self.queue.current.fact)

    def seen(self) -> None:
        """Wait until the source of what is shown is on the screen."""
        self.inside.wait_for(
            "the source", lambda: self.screen.source.shows(self.queue.current.source_id)
        )

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self.screen
            QTest.keyClick(target, key, held)
            self.inside.app.processEvents()

    def go(self, words: str) -> Suggestion:
        """Go to the suggestion that holds these words."""
        one = next(s for s in self.queue.waiting.values() if words in s.fact)
        self.inside.window.go(Place("inbox", one.id))
        self.seen()
        return cast(Suggestion, one)

    def ask(self, work: Callable[[Any], Any]) -> Any:
        """Ask the casebook."""
        found: list[Any] = []
        self.inside.window.desk.ask(self.screen, lambda book, _: work(book), found.append)
        self.inside.wait_for("the casebook", lambda: found)
        return found[0]

    def now(self, suggestion: Suggestion) -> Suggestion:
        """Return a suggestion as the casebook has it."""
        return cast(
            Suggestion,
            self.ask(lambda book: book.queries.record(Suggestion, prepared.CASE_ID, suggestion.id)),
        )

    def wait(self) -> None:
        """Wait until what was decided is written and shown."""
        self.inside.wait_for("the decision", lambda: not self.queue.pending)
        self.seen()

    def events(self) -> tuple[Event, ...]:
        found = self.ask(lambda book: book.queries.records(Event, prepared.CASE_ID))
        return cast("tuple[Event, ...]", found)

    def event(self, suggestion: Suggestion) -> Event:
        event_id = self.now(suggestion).event_id
        return cast(
            Event, self.ask(lambda book: book.queries.record(Event, prepared.CASE_ID, event_id))
        )


@pytest.fixture
def hands(week: Inside) -> Hands:
    return Hands(week)


def test_each_key_decides_at_once_and_undo_brings_back(hands: Hands) -> None:
    accepted = hands.queue.current
    hands.press(K.Key_A)
    assert "not brought" in hands.fact, "the next one is there at once"
    hands.wait()
    assert hands.event(accepted).confirmed_how == "source_shown"

    hands.press(K.Key_K)
    assert "Owen collected" in hands.fact
    hands.press(K.Key_Left)
    assert "not brought" in hands.fact
    hands.press(K.Key_Right, K.Key_B, K.Key_U)
    hands.inside.wait_for("the undo", lambda: hands.queue.current_id == accepted.id)
    assert hands.now(accepted).status == SuggestionStatus.WAITING

    hands.press(K.Key_R)
    assert hands.screen.pages.mode == "reject"
    hands.press(K.Key_3)
    hands.wait()
    rejected = hands.now(accepted)
    assert (rejected.status, rejected.decided_reason) == ("rejected", "The date cannot be right")

    compound = hands.queue.current
    hands.press(K.Key_S, K.Key_Return)
    assert hands.screen.pages.mode == "split"
    hands.press(K.Key_Return, held=CTRL)
    hands.wait()
    facts = [e.fact for e in hands.events() if compound.id in e.suggestion_ids]
    assert facts == ["Nia was not brought to her check.", "The kitchen floor was wet and dirty."]

    first = hands.queue.current
    second = next(s for s in hands.queue.waiting.values() if "Officers collected" in s.fact)
    hands.inside.wait_for("the others", lambda: hands.screen.pages.others.others)
    hands.press(K.Key_M)
    hands.wait()
    assert hands.now(second).status == SuggestionStatus.MERGED
    assert hands.now(second).event_id == hands.now(first).event_id
    hands.press(K.Key_U)
    hands.inside.wait_for("the undo", lambda: second.id in hands.queue.waiting)
    assert first.id in hands.queue.waiting


def test_a_form_keeps_letters_refuses_what_is_wrong_and_keeps_the_sources_words(
    hands: Hands,
) -> None:
    first = hands.queue.current
    paged: list[int] = []
    hands.screen.source.page_on = lambda steps=1: paged.append(steps)  # type: ignore[method-assign]
    hands.press(K.Key_Space, K.Key_E)
    assert paged == [1]
    form = hands.screen.pages.form
    assert form is not None
    when = form.form.widgets["date"]
    assert isinstance(when, DateEdit)
    assert QApplication.focusWidget() is when.line
    form.form.widgets["strength"].setFocus()
    hands.press(K.Key_A)
    assert not hands.queue.pending, "a letter in a form decides nothing"
    when.line.setText("some day or other")
    hands.press(K.Key_Return, held=CTRL)
    assert hands.screen.pages.mode == "edit", "it is not understood"
    when.line.setText("12 March 2021")
    hands.press(K.Key_Escape)
    assert hands.screen.pages.mode == "read"
    hands.press(K.Key_E)
    assert cast(Any, hands.screen.pages.form).form.value("date").edtf == "2021-03-12"
    hands.press(K.Key_Return, held=CTRL)
    hands.wait()
    event = hands.event(first)
    assert event.date is not None
    assert (event.date.edtf, event.date.text) == ("2021-03-12", "11/03/2021")
    assert event.confirmed_how == "edited"


def test_many_are_accepted_as_fast_as_the_key_is_pressed(hands: Hands) -> None:
    hands.go("without breakfast")
    for _ in range(12):
        hands.press(K.Key_A)
    hands.inside.wait_for("all decisions", lambda: not hands.queue.pending)
    assert sum(event.confirmed_how == "source_shown" for event in hands.events()) == 12
    assert len(hands.queue.waiting) == 38


def test_needs_batches_and_refusals(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    one = hands.go("Officers collected")
    view = hands.screen.pages.view
    hands.press(K.Key_N)
    assert view.ticked_needs() == {child: list(needs) for child, needs in one.needs.items()}
    hands.press(K.Key_K, K.Key_B)
    assert view.ticked_needs(), "ticks stay while one looks at another"

    hands.press(K.Key_G)
    dialog = cast(Any, hands.inside.app.activeModalWidget())
    dialog.list.setCurrentRow(3)
    for key in (K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Space):
        QTest.keyClick(dialog.list, key)
    ids = dialog.ticked()
    dialog.on_accept()
    hands.wait()
    assert ids[0] == one.id
    made = [e for e in hands.events() if set(e.suggestion_ids) & set(ids)]
    assert [(e.confirmed_how, e.status) for e in made] == [
        ("batch", "confirmed"), ("unread", "accepted_unread"),
    ], "one was seen beside its source, the other was not"  # fmt: skip

    hands.seen()
    first = hands.queue.current_id
    failed: list[BaseException] = []
    hands.inside.window.desk.failed.connect(failed.append)

    def refuse(*_: object, **__: object) -> object:
        raise BadValueError("error.whose_words")

    monkeypatch.setattr(inbox, "carry_out", refuse)
    hands.inside.window.activateWindow()
    hands.inside.wait_for("the keyboard", hands.inside.window.isActiveWindow)
    hands.screen.on_accept()
    assert hands.queue.current_id != first
    hands.inside.wait_for("the refusal", lambda: failed)
    assert hands.queue.current_id == first


def test_one_comes_back_to_the_same_place_and_the_same_half_typed_words(week_book: Path) -> None:
    with opened() as inside:
        inside.open(week_book, prepared.PASSPHRASE, prepared.WORKER)
        hands = Hands(inside)
        one = hands.go("Officers collected")
        hands.press(K.Key_E)
        form = hands.screen.pages.form
        assert form is not None
        form.form.set_value("fact", "Half typed")
        cast(DateEdit, form.form.widgets["date"]).line.setText("mid Jun")
        hands.screen.memory.keep()
    with opened() as inside:
        inside.open(week_book, prepared.PASSPHRASE, prepared.WORKER)
        hands = Hands(inside)
        assert hands.queue.current_id == one.id
        assert hands.screen.pages.mode == "edit"
        form = hands.screen.pages.form
        assert form is not None
        assert form.form.value("fact") == "Half typed"
        assert cast(DateEdit, form.form.widgets["date"]).line.text() == "mid Jun"


def test_words_that_were_left_out_or_marked_become_an_event(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A worker process would take seconds to start; what it does is tested without a window.
    monkeypatch.setattr(Job, "process", lambda _, function, *given: function(*given))
    hands.press(K.Key_L)
    page = hands.screen.left_out.page
    hands.inside.wait_for("the list", lambda: page.found)
    page.particulars.setChecked(True)
    hands.press(K.Key_Return)
    assert hands.screen.pages.mode == "edit"
    form = hands.screen.pages.form
    assert form is not None
    form.form.set_value("fact", "An entry was made.")
    hands.press(K.Key_Return, held=CTRL)
    hands.inside.wait_for("the event", lambda: hands.screen.pages.mode == "left_out")
    hands.press(K.Key_Escape)
    assert hands.screen.pages.mode == "read"
    hows = [e.confirmed_how for e in hands.events() if e.fact == "An entry was made."]
    assert hows == ["by_hand"]


def test_other_words_can_be_marked_as_a_part_of_a_split(inside: Inside) -> None:
    span = SpanRef(
        passage_index=0, locator=Locator(), start=0, end=26, quote="Nia was late; Owen was not"
    )
    page = SplitPage([])
    page.start(Suggestion(case_id="c", spans=(span,)))
    assert [part["quote"] for part in page.parts()] == ["Nia was late;", "Owen was not"]
    cursor = page.quote.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 2)
    page.quote.setTextCursor(cursor)
    page.mark()
    assert page.parts()[-1]["quote"] == "Nia was"


def test_a_file_that_is_done_leads_on_and_still_shows_what_was_left_out(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "process", lambda _, function, *given: function(*given))
    one = hands.go("Officers collected")
    files = hands.screen.head.files
    files.setCurrentIndex(files.findData(one.source_id))
    hands.screen.pages.view.setFocus()
    hands.press(K.Key_A)
    assert hands.queue.current is None
    assert QApplication.focusWidget() is hands.screen.empty.first_button()
    hands.press(K.Key_L)
    assert hands.screen.pages.isVisible()
    hands.inside.wait_for("the list", lambda: hands.screen.left_out.page.found)
    hands.press(K.Key_Escape)
    assert hands.screen.empty.isVisible()
    hands.press(K.Key_F)
    assert "without breakfast" in hands.fact


def test_a_case_without_a_family_leads_to_its_people_first(inside, tmp_path):
    with Casebook.create(
        tmp_path / "n.casebook", prepared.PASSPHRASE, by="Ruth Ames", cost=prepared.cheap
    ) as book:
        book.add_case(Case(id="new", reference="N-1", title="A new case"))
    inside.open(tmp_path / "n.casebook", prepared.PASSPHRASE)
    inside.window.focusWidget().click()
    assert inside.window.screen_shown.name == "people"
