"""Events are linked to what rests on them; nothing that was linked before is lost."""

from __future__ import annotations

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Analysis, Change, Event, Finding, Plan
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable
from tests.factories import make


def events(book):
    book.accept_all(CASE_ID)
    return [event.id for event in book.queries.records(Event, CASE_ID)]


@pytest.mark.parametrize(("kind", "field"), [(Change, "why_event_ids"), (Finding, "event_ids")])
def test_events_are_added_to_those_that_something_rests_on(book, kind, field):
    first, second, *_ = events(book)
    book.add_records(CASE_ID, [make(Plan, id="plan", case_id=CASE_ID)])
    given = {"plan_id": "plan"} if kind is Change else {}
    book.add_records(CASE_ID, [make(kind, id="r1", case_id=CASE_ID, **{field: (first,)}, **given)])
    assert_undoable(book, lambda: book.link_events(CASE_ID, "r1", [second, first]))
    assert getattr(book.queries.record(kind, CASE_ID, "r1"), field) == (first, second)


def test_signed_words_an_unknown_record_and_no_event_are_refused(book):
    (first, *_) = events(book)
    book.add_records(CASE_ID, [make(Analysis, id="a1", case_id=CASE_ID, event_ids=(first,))])
    book.add_records(CASE_ID, [make(Finding, id="f1", case_id=CASE_ID)])
    with pytest.raises(UnknownRecordError):
        book.link_events(CASE_ID, "a1", [first])
    with pytest.raises(UnknownRecordError):
        book.link_events(CASE_ID, "f1", ["nothing"])
    with pytest.raises(BadValueError, match="link_none"):
        book.link_events(CASE_ID, "f1", [])
