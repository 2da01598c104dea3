"""What may tell of the same thing is found by date, children and words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.model import Event, Passage, Suggestion
from chronology_app.store import chronology_lines
from tests.chronology_app.casebooks import CASE_ID, FILE, add_file
from tests.factories import day, make, make_event

SCHOOL = "school.txt"


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


CRISPS = "Owen was hungry and had only had crisps."


@pytest.fixture
def school(dated):
    """Return the same casebook with another file, which nothing is suggested for yet."""
    batch = dated.start_batch(CASE_ID, 1)
    add_file(dated, batch, SCHOOL, ("Log of the school",))
    dated.finish_batch(batch.id)
    return dated


def suggest(book, suggestion_id, edtf, fact, **fields):
    made = make(
        Suggestion, id=suggestion_id, source_id=SCHOOL, date=day(edtf) if edtf else None, fact=fact,
        agency="school", recorded_by="school", children=("Owen Hollins",), **fields,
    )  # fmt: skip
    book.add_records(CASE_ID, [made])


def others(book, **fields):
    suggestion = book.queries.record(Suggestion, CASE_ID, f"{FILE}-s2")
    return book.queries.other_accounts(CASE_ID, replace(suggestion, **fields))


def test_the_likeliest_accounts_come_first_with_how_they_agree(school):
    suggest(school, "twin", "2020-03-11", CRISPS, kind="health_contact", time="08:40",
            concern_types=("nutritional",))  # fmt: skip
    suggest(school, "other", "2020-03-10", "Telephone call to the landlord.")
    suggest(school, "far", "2021", CRISPS)
    found = others(school, time="08:15")
    assert [s.id for s in found.suggestions] == ["twin", "other"]
    assert found.alike == {"twin"}
    agreements = {one.field: one.level for one in found.pairs["twin"].likeness.agreements}
    assert agreements["date"] == "day_beside"
    assert (agreements["time"], agreements["children"]) == ("close", "same")
    assert not found.pairs["other"].is_alike
    assert {e.event_id for e in found.events} == set(near(school, "2020-03-10"))
    undated = others(school, date=None)
    assert (undated.suggestions, undated.events, undated.alike) == ((), (), frozenset())


def test_an_event_is_compared_by_its_likeliest_account(school):
    add(school, "meeting", "2020-03-10", fact="Strategy meeting held.", kind="meeting")
    suggest(school, "twin", "2020-03-10", CRISPS, kind="health_contact", time="08:40",
            concern_types=("nutritional",))  # fmt: skip
    school.decide(CASE_ID, [{"id": "twin", "do": "merge", "fields": {"into": "day"}}])
    found = others(school, time="08:15")
    assert found.events[0].event_id == "day"
    assert [told.recorded_by for told in found.tellings["day"]] == [
        "childrens_social_care", "school",
    ]  # fmt: skip
    assert found.pairs["day"].other.recorded_by == "school"
    assert "meeting" not in found.pairs, "the other stands in the same file as the suggestion"
