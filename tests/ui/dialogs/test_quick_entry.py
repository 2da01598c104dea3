"""Quick entry by keyboard, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from chronology_app.casefile import Casebook
from chronology_app.model import ChildWords, Entry, Event, EventPerson
from tests.desktop import prepared
from tests.desktop.inside import Inside
from ui.dialogs.quick_entry import QuickEntry, open_correction

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def opened(week: Inside, action: str = "quick_entry") -> QuickEntry:
    week.window.actions_by_id[action].trigger()
    found = week.wait_for(
        "the form", lambda: [d for d in week.window.findChildren(QuickEntry) if d.isVisible()]
    )
    week.wait_for("the focus", lambda: QApplication.focusWidget() is found[0].form.seen_or_heard)
    return found[0]


def press(key, *held, count: int = 1) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def words(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def records(week: Inside, kind):
    found: list = []
    week.window.desk.ask(week.window, lambda book, case: book.queries.records(kind, case),
                         lambda given: found.append(given))  # fmt: skip
    week.wait_for("the casebook", lambda: found)
    return found[0]


def test_a_visit_is_typed_and_signed_by_keyboard_alone(week: Inside):
    form = opened(week).form
    before = {one.id for one in records(week, Event)}
    words("Kitchen clean. Nia has a graze on her knee.")
    press(K.Key_1, ALT)
    press(K.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QCheckBox), "the children come next"
    press(K.Key_0)
    assert form.children_ticks.value() == ("nia", "owen")
    press(K.Key_2)
    assert form.children_ticks.value() == ("nia",)
    row = form.said.rows[0]
    assert row.child.currentData() == "nia", "who is ticked alone has spoken"
    row.words.setFocus()
    words("I fell.")
    form.parts.setFocus()
    press(K.Key_2)
    press(K.Key_Down, count=3)
    press(K.Key_Right, count=4)
    press(K.Key_Space)
    assert form.parts.value() == {"nia": ("seen", "seen_alone"), "dean": ("not_seen",)}
    press(K.Key_Tab)
    words("at work")
    press(K.Key_Tab)
    assert QApplication.focusWidget() is form.action
    words("Told the health visitor.")
    press(K.Key_Return, CTRL)
    week.wait_for("the entry", lambda: records(week, Entry))
    week.settle()
    assert not week.window.findChildren(QuickEntry)
    (event,) = (one for one in records(week, Event) if one.id not in before)
    assert event.fact == "Kitchen clean. Nia has a graze on her knee."
    assert event.confirmed_how == "by_hand"
    assert any(one.words == "I fell." for one in records(week, ChildWords))
    parts = {(p.part, p.why) for p in records(week, EventPerson) if p.event_id == event.id}
    assert ("not_seen", "at work") in parts


def test_what_is_half_typed_is_kept_in_the_casebook_and_offered_again(week: Inside, week_book):
    dialog = opened(week)
    words("Half a sen")
    press(K.Key_Escape)
    week.settle()
    assert not dialog.isVisible() if _is_alive(dialog) else True
    again = opened(week)
    assert again.form.seen_or_heard.toPlainText() == "Half a sen"
    assert again.form.seen_or_heard.textCursor().atEnd()
    assert again.banner.isVisible()
    again.banner._on_button()
    assert again.form.seen_or_heard.toPlainText() == ""
    week.wait_for("the draft to go", lambda: _kept(week) == "")
    words("Another sentence.")
    week.wait_for("the draft", lambda: "tence" in _kept(week))
    week.window.program.leave_book(week.window)
    week.wait_for("the form to go", lambda: not _is_alive(again) or not again.isVisible())
    with Casebook.open(week_book, prepared.PASSPHRASE, by=prepared.WORKER) as book:
        assert "tence." in book.remembered(prepared.CASE_ID, "entry-draft")


def _is_alive(dialog) -> bool:
    from shiboken6 import isValid

    return isValid(dialog)


def _kept(week: Inside) -> str:
    found: list[str] = []
    week.window.desk.ask(week.window, lambda book, case: book.remembered(case, "entry-draft"),
                         found.append)  # fmt: skip
    week.wait_for("the casebook", lambda: found)
    return found[0]


def test_what_cannot_be_saved_is_told_at_its_field_and_nothing_is_lost(week: Inside):
    dialog = opened(week)
    form = dialog.form
    press(K.Key_Return, CTRL)
    assert QApplication.focusWidget() is form.seen_or_heard
    assert form.seen_or_heard.accessibleDescription()
    words("Seen.")
    form.when.line.setText("soonish")
    press(K.Key_Return, CTRL)
    assert QApplication.focusWidget() is form.when.line
    form.when.line.setText("May 2022")
    press(K.Key_Return, CTRL)
    assert "child" in form.widgets["children"].accessibleDescription(), "asked once"
    press(K.Key_1, ALT)

    def fail(*_, **__):
        raise OSError(28, "no space", "x.casebook")

    from ui.presenters import quick_entry

    kept, quick_entry.save_entry = quick_entry.save_entry, fail
    try:
        press(K.Key_Return, CTRL)
        week.wait_for("the sentence", lambda: dialog.banner.isVisible())
    finally:
        quick_entry.save_entry = kept
    assert form.seen_or_heard.toPlainText() == "Seen."
    press(K.Key_Return, CTRL, SHIFT)
    week.wait_for("the next", lambda: form.seen_or_heard.toPlainText() == "")
    assert form.when.line.text() == "May 2022", "the next entry is of the same day"
    assert QApplication.focusWidget() is form.seen_or_heard
    assert len(records(week, Entry)) == 1


def test_the_card_is_shorter_and_every_field_of_both_forms_has_a_name(week: Inside):
    card = opened(week, "concern_card")
    shown = _named(card)
    assert not card.form.parts.isVisible()
    words("Owen was tired and fell asleep in class.")
    press(K.Key_2, ALT)
    card.form.choice.setCurrentIndex(1)
    press(K.Key_Return, CTRL)
    week.wait_for("the entry", lambda: records(week, Entry))
    assert [one.form for one in records(week, Entry)] == ["low_level_concern"]
    week.settle()
    full = opened(week)
    assert len(_named(full)) > len(shown)


def _named(dialog: QuickEntry) -> list[str]:
    kinds = (QCheckBox, QComboBox, QLineEdit, QPlainTextEdit)
    fields = [one for kind in kinds for one in dialog.form.findChildren(kind) if one.isVisible()]
    named = [one.accessibleName() or getattr(one, "text", str)() for one in fields]
    assert all(named)
    return named


def test_a_correction_is_kept_while_it_is_typed_and_can_begin_anew(week: Inside):
    opened(week)
    words("Nia has a graze on her knee.")
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    (first,) = week.wait_for("the entry", lambda: records(week, Entry))
    week.settle()
    form = corrected(week, first)
    words("Not so: ")
    press(K.Key_Escape)
    week.settle()
    form = corrected(week, first)
    assert form.form.seen_or_heard.toPlainText().startswith("Not so: ")
    form.banner._on_button()
    week.settle()
    (form,) = (one for one in week.window.findChildren(QuickEntry) if one.isVisible())
    assert form.form.seen_or_heard.toPlainText() == "Nia has a graze on her knee."
    form.form.seen_or_heard.setPlainText("Nia has a graze on her elbow.")
    form.on_accept()
    week.wait_for("the correction", lambda: len(records(week, Entry)) == 2)
    (second,) = (one for one in records(week, Entry) if one.id != first.id)
    assert second.corrects_id == first.id


def corrected(week: Inside, entry: Entry) -> QuickEntry:
    open_correction(week.window, entry.id)
    return week.wait_for(
        "the form", lambda: [d for d in week.window.findChildren(QuickEntry) if d.isVisible()]
    )[0]
