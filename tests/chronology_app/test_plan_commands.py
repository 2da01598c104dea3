"""Commands on plans: what is kept, what is refused and why, and that every step can be undone."""

from __future__ import annotations

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Breach,
    Change,
    OtherWords,
    Plan,
    Review,
    SaidDone,
    ServiceOffer,
)
from tests.chronology_app.casebooks import CASE_ID, FILE, contents
from tests.factories import day, make


@pytest.fixture
def planned(book):
    """Give a casebook with a plan of three changes."""
    book.set_plan(CASE_ID, make(Plan, id="plan", started=day("2023-01-10"), child_ids=("nia",)))
    for n in range(3):
        book.set_change(CASE_ID, make(Change, id=f"c{n}", needed=f"Change {n}."))
    return book


def order(book) -> list[str]:
    rows = sorted(book.queries.records(Change, CASE_ID), key=lambda change: change.position)
    return [change.id for change in rows]


def test_changes_stand_in_the_order_in_which_they_came_and_can_be_moved(planned):
    assert order(planned) == ["c0", "c1", "c2"]
    planned.move_change(CASE_ID, "c2", -2)
    assert order(planned) == ["c2", "c0", "c1"]
    assert planned.move_change(CASE_ID, "c2", -1).number == 0
    planned.move_change(CASE_ID, "c2", 9)
    assert order(planned) == ["c0", "c1", "c2"]
    planned.undo(CASE_ID)
    assert order(planned) == ["c2", "c0", "c1"]


def test_a_plan_goes_with_all_that_belongs_to_it_and_comes_back(planned):
    planned.set_review(CASE_ID, make(Review, change_id="c1", on=day("2023-03-01")))
    hanging = [
        make(Breach, change_id="c1"), make(ServiceOffer, id="s", change_id="c1"),
        make(SaidDone, id="d", change_id="c1"),
    ]  # fmt: skip
    planned.add_records(CASE_ID, hanging)
    before = contents(planned)
    planned.remove_plan(CASE_ID, "plan")
    for kind in (Plan, Change, Review, Breach):
        assert planned.queries.records(kind, CASE_ID) == ()
    # What was offered and what was said stays; it only belongs to no change any more.
    assert planned.queries.record(ServiceOffer, CASE_ID, "s").change_id is None
    assert planned.queries.record(SaidDone, CASE_ID, "d").change_id is None
    planned.undo(CASE_ID)
    assert contents(planned) == before
    assert planned.verify().fine


def test_a_change_goes_with_its_reviews(planned):
    planned.set_review(CASE_ID, make(Review, change_id="c1", on=day("2023-03-01")))
    planned.remove_change(CASE_ID, "c1")
    assert order(planned) == ["c0", "c2"]
    assert planned.queries.records(Review, CASE_ID) == ()


def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(planned):
    before = contents(planned)
    refused = (
        (BadValueError, lambda: planned.set_plan(CASE_ID, make(Plan, kind=" "))),
        (BadValueError, lambda: planned.set_plan(
            CASE_ID, make(Plan, started=day("2023-05"), ended=day("2023-04-30")))),
        (UnknownRecordError, lambda: planned.set_plan(CASE_ID, make(Plan, child_ids=("nobody",)))),
        (BadValueError, lambda: planned.set_change(CASE_ID, make(Change, needed="  "))),
        (UnknownRecordError, lambda: planned.set_change(CASE_ID, make(Change, plan_id="other"))),
        (UnknownRecordError, lambda: planned.set_change(
            CASE_ID, make(Change, why_event_ids=("none",)))),
        (BadValueError, lambda: planned.set_review(
            CASE_ID, make(Review, change_id="c1", result="splendid"))),
        (BadValueError, lambda: planned.set_review(
            CASE_ID, make(Review, change_id="c1", on=day("2023-01-09")))),
        (BadValueError, lambda: planned.set_review(
            CASE_ID, make(Review, change_id="c1", on=day("2023-02-01"), since=day("2023-03")))),
        (UnknownRecordError, lambda: planned.remove_review(CASE_ID, "none")),
    )  # fmt: skip
    for kind, deed in refused:
        with pytest.raises(kind) as caught:
            deed()
        assert "{" not in str(caught.value)
    assert contents(planned) == before


def test_a_link_to_an_event_taken_out_later_stays_but_none_is_made_anew(planned):
    planned.decide(CASE_ID, [{"id": f"{FILE}-s{n}", "do": "accept"} for n in (1, 2)])
    first, second = (event.id for event in planned.queries.view(CASE_ID).events[:2])
    linked = make(Change, id="c1", needed="Change 1.", position=1, why_event_ids=(first,))
    planned.set_change(CASE_ID, linked)
    for event_id in (first, second):
        planned.remove_event(CASE_ID, event_id, "Entered twice.")
    kept = planned.queries.record(Change, CASE_ID, "c1")
    planned.set_change(CASE_ID, make(Change, id="c1", needed="Other words.", why_event_ids=(first,),
                                     row_version=kept.row_version))  # fmt: skip
    with pytest.raises(BadValueError):
        planned.set_change(CASE_ID, make(Change, id="c2", needed="x", why_event_ids=(second,)))


def test_words_of_a_plan_are_found_until_they_are_taken_away(planned):
    words = OtherWords(reader="parents", language="en", part="needed", words="Porridge at seven.")
    change = make(Change, id="c1", needed="Breakfast.", position=1, other_words=(words,))
    planned.set_change(CASE_ID, change)
    planned.set_review(CASE_ID, make(Review, change_id="c1", on=day("2023-03-01"),
                                     now="Toast on two mornings."))  # fmt: skip
    (hit,) = planned.queries.search("porridge", CASE_ID)
    assert (hit.table, hit.record.id) == ("change", "c1")
    assert "Porridge at seven." in hit.text
    assert [hit.table for hit in planned.queries.search("toast", CASE_ID)] == ["review"]
    planned.remove_change(CASE_ID, "c1")
    assert planned.queries.search("porridge OR toast", CASE_ID) == ()
    planned.undo(CASE_ID)
    assert len(planned.queries.search("toast", CASE_ID)) == 1
