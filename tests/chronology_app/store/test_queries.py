"""What can be asked of a casebook: pages in order, search, sources, views."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.errors import UnknownRecordError
from chronology_app.model import Case, Event, Passage, Source, Suggestion
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import event_order
from tests.chronology_app.casebooks import CASE_ID, FILE, PASSPHRASE, TEXT
from tests.factories import make, make_event


@pytest.fixture
def long_book(book):
    """Return a casebook with many events, some undated, some removed, in no order."""
    chance = random.Random(9)
    dates = ["2019", "2019-03", "2019-03-01", "2020-03~", "2018-12-31", None, "2019-21"]
    book.add_records(CASE_ID, [make(Source, id="loose", sha256="")])
    events = [
        make(
            Event, id=f"e{n:03}", case_id=CASE_ID, fact=f"Event {n}",
            date=FuzzyDate.parse(d) if (d := chance.choice(dates)) else None,
            time=chance.choice([None, "09:00", "10:30"]),
            status=EventStatus.REMOVED if n % 17 == 0 else EventStatus.CONFIRMED,
        )
        for n in range(120)
    ]  # fmt: skip
    chance.shuffle(events)
    book.add_records(CASE_ID, events)
    return book


def test_pages_are_in_the_order_of_the_view_and_leave_none_out(long_book):
    queries = long_book.queries
    expected = [e.id for e in sorted(queries.records(Event, CASE_ID), key=event_order)
                if e.status != EventStatus.REMOVED]  # fmt: skip
    assert queries.event_count(CASE_ID) == len(expected)
    for limit in (7, 50, 500):
        pages = [queries.page(CASE_ID, at, limit) for at in range(0, len(expected), limit)]
        assert [row.event_id for page in pages for row in page] == expected
    assert queries.page(CASE_ID, len(expected), 10) == ()
    assert [e.id for e in queries.view(CASE_ID).events] == expected


def test_the_order_is_read_from_an_index_alone(long_book):
    connection = long_book._book.connection
    plan = connection.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT id FROM event WHERE case_id = ? AND status <> ?"
        " AND date_sort IS NOT NULL ORDER BY date_sort, time ASC NULLS FIRST, id LIMIT 5",
        (CASE_ID, "removed"),
    ).all()
    said = " ".join(str(row[-1]) for row in plan)
    assert "COVERING INDEX ix_event_order" in said
    assert "TEMP B-TREE" not in said


def test_a_row_shows_children_types_strength_and_sources(book):
    rows = make_event(
        "e1", "2019-02-11", "No coat, but fed.", children=("nia", "owen"),
        concerns=("physical", "emotional"), source=FILE, strength="Fed.",
        key=True, significance="some",
    )  # fmt: skip
    moved = [replace(r, index=99) if isinstance(r, Passage) else r for r in rows]
    book.add_records(CASE_ID, moved)
    (row,) = book.queries.page(CASE_ID)
    assert set(row.child_ids) == {"nia", "owen"}
    assert set(row.concern_types) == {"physical", "emotional"}
    assert (row.strength, row.key, row.significance) == (True, True, "some")
    assert row.source_ids == (FILE,)
    assert row.record_class == RecordClass.ORDINARY
    assert row.date.edtf == "2019-02-11"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kitchen", 1), ("KITCHÉN", 1), ("hollins nia", 1), ('"nia hollins"', 0),
        ('"Owen Hollins"', 1), ("crisps", 1), ("", 0), ("*", 0), ('"', 0), ("NOT AND", 0),
        ("kit*", 1), ("a:b", 0), ("nia", 2), ("(", 0), ("nia -owen", 1), ("o'brien", 0),
    ],
)  # fmt: skip
def test_search_finds_all_the_words_and_takes_any_characters(book, query, count):
    assert len(book.queries.search(query)) == count


def test_a_hit_shows_its_words_and_its_source(book):
    (hit,) = book.queries.search("kitchen")
    assert hit.text == TEXT[3]
    assert hit.source.id == FILE
    assert (hit.case_id, hit.table) == (CASE_ID, "passage")


def test_events_are_found_by_their_facts_as_they_now_are(book):
    event = make(Event, case_id=CASE_ID, fact="A grey lurcher slept in the cot.", date=None)
    book.add_records(CASE_ID, [event])
    book.add_records(CASE_ID, [replace(event, fact="A whippet slept in the cot.")])
    assert book.queries.search("lurcher") == ()
    (hit,) = book.queries.search("whippet")
    assert (hit.table, hit.text) == ("event", "A whippet slept in the cot.")
    assert hit.source is None


def test_search_may_keep_to_one_case(book):
    book.add_case(Case(id="other", reference="REF2"))
    assert book.queries.search("kitchen", "other") == ()
    assert len(book.queries.search("kitchen", CASE_ID)) == 1


def test_cases_sources_and_records_are_found_or_said_to_be_missing(book):
    queries = book.queries
    book.add_case(Case(id="a", reference="ABC"))
    assert [case.reference for case in queries.cases()] == ["ABC", "REF1"]
    assert queries.case_by_reference("ABC").id == "a"
    assert queries.find_case("XYZ") is None
    with pytest.raises(UnknownRecordError, match="unknown_case"):
        queries.case_by_reference("XYZ")
    with pytest.raises(UnknownRecordError):
        queries.record(Event, CASE_ID, "none")
    with pytest.raises(UnknownRecordError):
        queries.batch("none")
    with pytest.raises(UnknownRecordError, match="no_original"):
        queries.original("0" * 64)
    (source,) = queries.sources(CASE_ID)
    assert queries.find_source(CASE_ID, source.sha256) == source
    assert queries.find_source(CASE_ID, "0" * 64) is None
    assert queries.has_original(source.sha256)
    assert [p.text for p in queries.passages(CASE_ID, source.id)] == list(TEXT)


def test_suggestions_wait_in_the_order_of_their_dates(book):
    ids = [s.id for s in book.queries.suggestions(CASE_ID)]
    dated = book.queries.by_ids(Suggestion, CASE_ID, ids)
    assert ids == sorted(ids, key=lambda i: dated[i].date.sort_key)
    assert book.queries.suggestions(CASE_ID, "rejected") == ()
    assert len(book.queries.suggestions(CASE_ID, None)) == 4


def test_the_passphrase_is_not_kept_in_the_open_casebook(book):
    assert PASSPHRASE not in repr(vars(book)) + repr(vars(book._book))


def test_a_word_that_ends_in_a_star_stands_for_all_that_begin_so(book):
    whole = book.queries.search("hungry", CASE_ID)
    assert whole
    assert {hit.record.id for hit in whole} <= {
        hit.record.id for hit in book.queries.search("hung*", CASE_ID)
    }
    assert not book.queries.search("hung", CASE_ID)
