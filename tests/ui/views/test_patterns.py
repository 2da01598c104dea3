"""The patterns screen: from a hit to its events on the timeline, set aside with a reason."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.model import Citation, Passage, Source
from tests.factories import make_event
from ui.dialogs.thresholds import ThresholdsDialog
from ui.views.patterns import PatternsScreen
from ui.views.timeline import TimelineScreen


def opened(week):
    desk = week.window.desk

    def add(book, case_id):
        view = book.queries.view(case_id)
        source = view.of(Source)[0]
        for n, day in enumerate(("2021-02-01", "2021-06-01", "2021-08-01")):
            made = make_event(
                f"r{n}", day, f"Referral {n}.", kind="referral", children=(view.children[0].id,),
                source=source.id,
            )  # fmt: skip
            kept = (record for record in made if not isinstance(record, (Passage, Citation)))
            book.add_records(case_id, [replace(record, case_id=case_id) for record in kept])

    desk.change(week.window, add)
    screen = PatternsScreen(desk)
    screen.resize(1200, 700)
    screen.show()
    week.wait_for("a hit", lambda: any(
        line.pattern == "repeat_referrals" for line in screen.found.lines))  # fmt: skip
    key = next(line.key for line in screen.found.lines if line.pattern == "repeat_referrals")
    screen.list.choose(key)
    return screen, key


def test_a_hits_events_are_listed_and_shown_on_the_timeline_marked(week):
    screen, _key = opened(week)
    asked = []
    week.window.desk.place_asked.disconnect()
    week.window.desk.place_asked.connect(asked.append)
    ids = [event.event_id for event in screen.chosen.events]
    assert {"r0", "r1", "r2"} <= set(ids)
    screen.commands["show"].trigger()
    assert (asked[-1].screen, list(asked[-1].wishes["mark"])) == ("timeline", ids)
    screen.commands["event"].trigger()
    assert (asked[-1].screen, asked[-1].record_id) == ("chronology", ids[0])
    timeline = TimelineScreen(week.window.desk)
    timeline.show()
    timeline.show_place(asked[0])
    week.wait_for("the marks", lambda: timeline.scene.selected == set(ids))
    week.wait_for("the bracket", lambda: any(
        bracket.key == screen.list.key
        for lane in timeline.scene.timeline.lanes for bracket in lane.brackets
    ))  # fmt: skip
    timeline.deleteLater()
    screen.deleteLater()


def test_a_hit_is_set_aside_with_a_reason_and_taken_up_again(week):
    screen, key = opened(week)
    desk = week.window.desk
    desk.change(screen, lambda book, case_id: book.dismiss_finding(case_id, key, "One call."))
    week.wait_for("it is gone", lambda: key not in [
        line.key for line in screen.found.lines if not line.is_dismissed])  # fmt: skip
    screen._with_dismissed.setChecked(True)
    assert screen.list.choose(key)
    assert "One call." in screen._dismissed.text()
    QTest.keyClick(screen.list, Qt.Key.Key_Tab)
    screen.commands["take_up"].trigger()
    week.wait_for("it is back", lambda: key in [
        line.key for line in screen.found.lines if not line.is_dismissed])  # fmt: skip
    screen.deleteLater()


def test_the_numbers_of_the_chosen_pattern_are_changed_and_looked_by_at_once(week):
    screen, _key = opened(week)
    screen.commands["numbers"].trigger()
    week.wait_for("the dialog", lambda: screen.findChildren(ThresholdsDialog))
    dialog = screen.findChildren(ThresholdsDialog)[0]
    assert dialog.list.key == "patterns.repeat_referrals"
    box = dialog.boxes["patterns.repeat_referrals.in_window"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 4
    dialog.source.setText("Partnership, May 2026")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    week.wait_for("the new look", lambda: not any(
        "2 or more" in line.rule for line in screen.found.lines))  # fmt: skip
    screen.commands["numbers"].trigger()
    week.wait_for("the dialog again", lambda: screen.findChildren(ThresholdsDialog))
    again = screen.findChildren(ThresholdsDialog)[-1]
    spoken = again.boxes["patterns.repeat_referrals.in_window"].accessibleName()
    assert "Partnership, May 2026" in spoken
    again.on_accept()
    screen.deleteLater()
