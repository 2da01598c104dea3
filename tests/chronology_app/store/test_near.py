"""What may tell of the same thing is found by date, children and words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.model import Event, Passage, Suggestion
from chronology_app.store import chronology_lines
from tests.chronology_app.casebooks import CASE_ID, FILE
from tests.factories import day, make, make_event


def add(book, event_id, edtf, children=("owen",), fact="Seen at home.", **fields):
    rows = make_event(event_id, edtf, fact, children=children, source=FILE, **fields)
    place = 1000 + len(book.queries.records(Event, CASE_ID))
    book.add_records(
        CASE_ID, [replace(r, index=place) if isinstance(r, Passage) else r for r in rows]
    )


@pytest.fixture
def dated(book):
    for event_id, edtf in (
        ("before", "2020-03-08"), ("day before", "2020-03-09"), ("day", "2020-03-10"),
        ("after", "2020-03-12"), ("month", "2020-03"), ("open", "2020-01/.."), ("none", None),
        ("year", "2019"),
    ):  # fmt: skip
        add(book, event_id, edtf)
    add(book, "other child", "2020-03-10", children=("nia",))
    add(book, "nobody", "2020-03-10", children=())
    add(book, "removed", "2020-03-10", status="removed")
    return book


def near(book, edtf, *children, **more):
    lines = book.queries.find_events_near(CASE_ID, day(edtf), children, **more)
    return [line.event_id for line in lines]


def test_events_are_found_by_what_their_dates_may_be(dated, monkeypatch):
    everyone = ["open", "month", "day before", "day", "nobody", "other child"]
    assert near(dated, "2020-03-10") == everyone
    monkeypatch.setattr(chronology_lines, "_MANY", 2)
    assert near(dated, "2020-03-10") == everyone
    assert near(dated, "2020-03-10", days=0) == [e for e in everyone if e != "day before"]
    assert near(dated, "2020-03-10", "owen") == [e for e in everyone if e != "other child"]
    assert near(dated, "../2019-06") == ["year"]
    assert near(dated, "2030") == ["open"]


def test_the_likeliest_accounts_come_first(dated):
    second = make(
        Suggestion, id="twin", source_id=FILE, date=day("2020-03-11"), children=("Owen Hollins",),
        fact="Owen was hungry and had only had crisps.",
    )  # fmt: skip
    linked = make(Suggestion, id="linked", source_id=FILE, date=day("2021"), fact="Quite other.")
    far = make(Suggestion, id="far", source_id=FILE, date=day("2021"), fact="Quite other.")
    suggestion = dated.queries.record(Suggestion, CASE_ID, f"{FILE}-s2")
    suggestion = replace(suggestion, duplicates=("linked",))
    dated.add_records(CASE_ID, [second, linked, far, suggestion])
    found = dated.queries.other_accounts(CASE_ID, suggestion)
    assert [s.id for s in found.suggestions] == ["linked", "twin"]
    assert found.alike == {"linked"}
    assert found.events[-1].event_id == "other child"
    assert {e.event_id for e in found.events} == set(near(dated, "2020-03-10"))


def test_an_event_that_a_linked_suggestion_became_is_named_first(dated):
    first, second = f"{FILE}-s1", f"{FILE}-s2"
    (done,) = dated.decide(CASE_ID, [{"id": first, "do": "accept"}])
    suggestion = replace(
        dated.queries.record(Suggestion, CASE_ID, second), duplicates=(first,)
    )  # fmt: skip
    found = dated.queries.other_accounts(CASE_ID, suggestion)
    assert found.events[0].event_id == done.event_id
    assert done.event_id in found.alike
    undated = replace(suggestion, date=None, duplicates=())
    nothing = dated.queries.other_accounts(CASE_ID, undated)
    assert (nothing.suggestions, nothing.events) == ((), ())
