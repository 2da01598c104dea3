"""Several accounts become one event in one step to undo; two records can be kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.analysis.told_twice import apart_key, is_apart, without_apart
from chronology_app.errors import BadValueError
from chronology_app.model import Account, Event, Finding, Suggestion
from chronology_app.reading.duplicates import link_duplicates
from tests.chronology_app.casebooks import CASE_ID, FILE, add_file, contents
from tests.chronology_app.commands_undone import assert_undoable
from tests.factories import day

SCHOOL, POLICE = "school.txt", "police.txt"
FIRST, SECOND, THIRD = f"{FILE}-s2", f"{SCHOOL}-s1", f"{POLICE}-s1"


@pytest.fixture
def told(book):
    """Return a casebook in which three files tell of one thing, one of them a day later."""
    for name in (SCHOOL, POLICE):
        batch = book.start_batch(CASE_ID, 1)
        add_file(book, batch, name, (f"Log {name}", "11/03/2020 Owen hungry, only had crisps."))
        book.finish_batch(batch.id)
        one = book.queries.record(Suggestion, CASE_ID, f"{name}-s1")
        later = replace(
            one, date=day("2020-03-11"), time="08:40", children=("Owen Hollins",), child_words="",
        )  # fmt: skip
        book.add_records(CASE_ID, [later])
    return book


def event_of(book, suggestion_id):
    event_id = book.queries.record(Suggestion, CASE_ID, suggestion_id).event_id
    return book.queries.record(Event, CASE_ID, event_id)


def test_waiting_accounts_become_one_event_and_one_undo_takes_it_back(told):
    fields = {"impact": {"Owen Hollins": ["health"]}}
    assert_undoable(
        told,
        lambda: told.make_one(CASE_ID, [FIRST, SECOND, THIRD], seen=[FIRST], fields=fields),
    )
    event = event_of(told, FIRST)
    assert (event.date.edtf, event.confirmed_how) == ("2020-03-10", "source_shown")
    assert set(event.suggestion_ids) == {FIRST, SECOND, THIRD}
    detail = told.queries.event_detail(CASE_ID, event.id)
    assert [account.account.date.edtf for account in detail.accounts] == [
        "2020-03-10", "2020-03-11", "2020-03-11",
    ], "what each record says stays as it says it"  # fmt: skip
    assert [(one.child_id, one.need) for one in detail.needs] == [("owen", "health")]


def test_the_person_chooses_whose_date_heads_the_event(told):
    assert_undoable(told, lambda: told.make_one(CASE_ID, [FIRST, SECOND, THIRD], head_id=SECOND))
    event = event_of(told, FIRST)
    assert (event.date.edtf, event.time) == ("2020-03-11", "08:40")
    account = told.queries.record(Account, CASE_ID, event.headline_account_id)
    assert account.source_id == SCHOOL
    assert "crisps" in event.fact


def test_accounts_go_into_the_event_that_is_there_and_events_into_one(told):
    first, second = (
        told.decide(CASE_ID, [{"id": one, "do": "accept"}])[0].event_id for one in (SECOND, THIRD)
    )
    assert_undoable(told, lambda: told.make_one(CASE_ID, [FIRST], [first, second], head_id=FIRST))
    event = event_of(told, FIRST)
    assert (event.id, event.date.edtf) == (first, "2020-03-10")
    assert len(told.queries.event_detail(CASE_ID, first).accounts) == 3
    assert told.queries.record(Event, CASE_ID, second).status == "removed"


def test_what_cannot_be_done_leaves_everything_as_it_was(told):
    classed = replace(told.queries.record(Suggestion, CASE_ID, THIRD), record_class="legal_advice")
    told.add_records(CASE_ID, [classed])
    before = contents(told)
    with pytest.raises(BadValueError):
        told.make_one(CASE_ID, [FIRST, SECOND, THIRD])
    assert contents(told) == before
    for wrong in ([FIRST], [FIRST, FIRST]):
        with pytest.raises(BadValueError):
            told.make_one(CASE_ID, wrong)
    with pytest.raises(BadValueError):
        told.make_one(CASE_ID, [FIRST, SECOND], head_id=THIRD)
    assert contents(told) == before


def test_two_that_are_not_the_same_are_remembered_and_named_no_more(told):
    suggestion = told.queries.record(Suggestion, CASE_ID, FIRST)
    assert told.queries.other_accounts(CASE_ID, suggestion).alike == {SECOND, THIRD}
    assert_undoable(told, lambda: told.keep_apart(CASE_ID, [(FIRST, SECOND)], "Two mornings."))
    (said,) = told.queries.records(Finding, CASE_ID)
    assert (said.key, said.by, said.reason, is_apart(said)) == (
        apart_key(SECOND, FIRST), "Ruth Ames", "Two mornings.", True,
    )  # fmt: skip
    found = told.queries.other_accounts(CASE_ID, suggestion)
    assert found.alike == {THIRD}
    assert found.pairs[SECOND].is_apart
    linked = link_duplicates(told.queries.suggestions(CASE_ID))
    kept = {one.id: one.duplicates for one in without_apart(linked, [said])}
    assert kept[FIRST] == kept[SECOND] == (THIRD,)
    (accepted,) = told.decide(CASE_ID, [{"id": SECOND, "do": "accept"}])
    found = told.queries.other_accounts(CASE_ID, suggestion)
    assert found.pairs[accepted.event_id].is_apart, "it is so still when one became an event"
    told.restore_finding(CASE_ID, said.key)
    found = told.queries.other_accounts(CASE_ID, suggestion)
    assert accepted.event_id in found.alike
    for wrong in ([], [(FIRST, FIRST)]):
        with pytest.raises(BadValueError):
            told.keep_apart(CASE_ID, wrong)
