"""The screen of plans: a plan, its changes with live remarks, other words, reviews, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.model import Change, Plan, Review
from tests.factories import day
from ui.presenters.plans import PARENTS
from ui.views.plans import PlansScreen


@pytest.fixture
def screen(week):
    shown = PlansScreen(week.window.desk)
    shown.resize(1170, 700)
    shown.show()
    week.wait_for("plans", lambda: shown.found.view)
    yield shown
    shown.close()
    shown.deleteLater()


def change_book(week, command):
    week.window.desk.change(week.window, command)


def make_plan(week, screen) -> Plan:
    child = screen.found.children[0]
    plan = Plan(kind="child_protection", title="First plan", started=day("2021-01-20"),
                child_ids=(child.id,))  # fmt: skip
    change_book(week, lambda book, case_id: book.set_plan(case_id, plan))
    week.wait_for("the plan", lambda: screen.plan_id == plan.id)
    return plan


def add_change(week, screen) -> Change:
    before = {change.id for change in screen.found.changes(screen.plan_id)}
    screen.commands["new"].trigger()
    week.wait_for("its form", lambda: screen.form.change and screen.form.change.id not in before)
    return screen.form.change


def test_a_change_is_checked_while_it_is_written_and_saved_when_it_is_left(week, screen):
    make_plan(week, screen)
    change = add_change(week, screen)
    form = screen.form.group.form
    form.widgets["needed"].setPlainText("Parents to engage with services")
    screen.form.check()
    remarks = form._remarks["needed"].rows
    assert remarks
    assert remarks[0][0] == "must"
    assert "engage" in remarks[0][1]
    assert "Serious" in form.widgets["needed"].accessibleDescription()
    good = "Nia has breakfast before school every day."
    form.widgets["needed"].setPlainText(good)
    screen.form.check()
    assert form._remarks["needed"].rows == ()
    before = screen._summary.text()
    form.widgets["baseline"].setPlainText("Four of five school days in May without breakfast.")
    screen.form.check()
    assert screen._summary.text() != before
    form.widgets["by_when"].line.setText("soonish")
    screen.form.check()
    assert "not understood" in form._remarks["by_when"].rows[0][1]
    form.widgets["by_when"].line.clear()
    screen.commands["save"].trigger()
    week.wait_for("kept words", lambda: screen.found.change(change.id).needed == good)
    assert screen.list.lines.lines[0].title == f"1. {good}"


def test_a_refresh_leaves_a_blank_and_the_cursor_where_somebody_types(week, screen):
    make_plan(week, screen)
    change = add_change(week, screen)
    field = screen.form.group.form.widgets["baseline"]
    field.setFocus()
    QTest.keyClicks(field, "She came hungry.")
    screen.leave()
    week.wait_for("kept words", lambda: screen.found.change(change.id).baseline)
    QTest.keyClicks(field, " ")
    screen.form.show_change(screen.found, screen.found.change(change.id))
    QTest.keyClicks(field, "Twice.")
    assert field.toPlainText() == "She came hungry. Twice."


def test_tab_comes_to_the_children_before_the_words(week, screen):
    make_plan(week, screen)
    add_change(week, screen)
    after = list(screen.form._children.boxes.values())[-1].nextInFocusChain()
    while not after.focusPolicy() & Qt.FocusPolicy.TabFocus or after.focusProxy():
        after = after.nextInFocusChain()
    assert after is screen.form.group.form.widgets["needed"]


def test_words_for_the_parents_are_kept_apart_and_their_reading_age_is_told(week, screen):
    make_plan(week, screen)
    change = add_change(week, screen)
    reader = screen.readers[PARENTS]
    assert reader.group.form.widgets["needed"].placeholderText() == change.needed
    reader.group.form.widgets["needed"].setPlainText(
        "Multidisciplinary professionals anticipate demonstrable amelioration of nutritional care."
    )
    reader.measure()
    tone, sentence, _ = reader.reading.rows[0]
    assert tone == "should"
    assert "Reading age" in sentence
    reader.group.form.widgets["needed"].setPlainText("Nia will eat in the morning. You cook.")
    reader.measure()
    reader.leave()
    week.wait_for("kept words", lambda: screen.found.change(change.id).other_words)
    kept = screen.found.change(change.id)
    assert [(w.reader, w.part, w.language) for w in kept.other_words] == [
        ("parents", "needed", "en")
    ]
    assert kept.needed == change.needed


def test_a_review_stands_in_its_list_and_marks_the_change(week, screen):
    make_plan(week, screen)
    change = add_change(week, screen)
    review = Review(change_id=change.id, on=day("2021-03-01"), result="slipped_back", now="1 of 5")
    change_book(week, lambda book, case_id: book.set_review(case_id, review))
    week.wait_for("the review", lambda: screen.found.reviews(change.id))
    assert "Slipped back" in screen.reviews.list.lines.lines[0].title
    assert "slipped back" in screen.list.lines.lines[0].text
    assert screen.list.lines.lines[0].tone == "must"


def test_keys_move_a_change_and_go_to_the_next_remark(week, screen):
    make_plan(week, screen)
    first, second = add_change(week, screen), add_change(week, screen)
    screen.list.setFocus()
    screen.choose(second.id)
    screen.activateWindow()
    week.wait_for("the window", screen.isActiveWindow)
    QTest.keyClick(screen.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    week.wait_for("the move", lambda: [c.id for c in screen.found.changes(screen.plan_id)]
                  == [second.id, first.id])  # fmt: skip
    week.wait_for("its form", lambda: screen.form.change and screen.form.change.id == second.id)
    told = {one.field for one in screen.found.findings_of(screen.form.typed)}
    assert {"why_event_ids", "who", "by_when", "consequence_no_change"} <= told


def test_without_plans_the_screen_says_what_to_do(screen):
    assert screen.first_focus() is screen.first_button
    assert not screen.commands["new"].isEnabled()
    assert screen.commands["plan"].isEnabled()
