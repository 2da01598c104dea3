"""Two windows at one inbox: what one decides, the other does not decide again."""

from typing import cast

from tests.desktop import prepared
from tests.desktop.inside import Inside
from ui.dialogs.dialog import Dialog
from ui.views.inbox import InboxScreen


def test_an_event_chosen_for_a_suggestion_that_was_decided_meanwhile_merges_no_other(week: Inside):
    screen = cast(InboxScreen, week.window.screen_shown)
    first = week.wait_for("a suggestion", lambda: screen.queue.current)
    week.wait_for("its source", lambda: screen.source.shows(first.source_id))
    screen.on_merge_other()
    week.settle()
    dialog = cast(Dialog, week.app.activeModalWidget())
    week.window.desk.book.change(
        None, lambda book: book.decide(prepared.CASE_ID, [{"id": first.id, "do": "accept"}]),
        lambda _: None, lambda _: None,
    )  # fmt: skip
    week.wait_for("the next", lambda: screen.queue.current and screen.queue.current != first)
    following = screen.queue.current
    dialog.on_accept()
    week.settle()
    assert screen.queue.current == following
    assert "another window" in week.window.banner.text
