"""What is stored comes back as it was, or it is not stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import RECORD_CLASSES, Event, Locator, Passage, Person, Score, Source
from chronology_app.model.serial import digest, from_plain, to_plain
from chronology_app.store import shape
from tests.chronology_app.casebooks import CASE_ID, contents
from tests.factories import make

WRONG = [
    (Event, {"fact": 5}),
    (Event, {"fact": None}),
    (Event, {"date": "2020"}),
    (Event, {"date": FuzzyDate("2020", 5)}),
    (Event, {"date": FuzzyDate("2020")}),
    (Event, {"date": FuzzyDate("2020", "x", "never")}),
    (Event, {"key": 1}),
    (Event, {"status": "unheard of"}),
    (Event, {"row_version": True}),
    (Event, {"row_version": 10**30}),
    (Event, {"id": 5}),
    (Person, {"aliases": ["Nia"]}),
    (Person, {"aliases": (5,)}),
    (Passage, {"locator": {"page": 1}}),
    (Passage, {"locator": Locator(page="1")}),
    (Passage, {"index": 1.0}),
]


@pytest.mark.parametrize(("cls", "wrong"), WRONG)
def test_a_value_of_another_type_is_refused_and_nothing_is_stored(book, cls, wrong):
    before = contents(book)
    with pytest.raises(BadValueError, match="record_field"):
        book.add_records(CASE_ID, [make(cls, **wrong)])
    assert contents(book) == before


@pytest.mark.parametrize("cls", RECORD_CLASSES)
def test_every_class_can_be_stored(cls):
    record = make(cls)
    shape.check(record)
    assert from_plain(cls, to_plain(record)) == record


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.0, 1, True, "1"])
def test_a_number_that_would_come_back_as_another_is_refused(value):
    from chronology_app.model import Assessment, Instrument

    assert_refused(replace(make(Instrument), minimum=value))
    assert_refused(replace(make(Assessment), scores=(Score(area="a", value=value),)))


def assert_refused(record) -> None:
    with pytest.raises(BadValueError, match="record_field"):
        shape.check(record)


def test_a_day_and_a_time_are_told_apart():
    from chronology_app.model import Filing

    assert_refused(replace(make(Filing), filed_at=date(2020, 1, 1)))
    shape.check(replace(make(Filing), filed_at=datetime(2020, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("text", ["a\x00b", "\u2028", "\r\n", "e\u0301", "\U0001f9f8", ""])
def test_odd_texts_come_back_as_they_were(book, text):
    source = make(Source, id="odd", file_name=text, sha256="")
    book.load(CASE_ID, [source])
    stored = book.queries.record(Source, CASE_ID, "odd")
    assert digest(stored) == digest(replace(source, case_id=CASE_ID))


def test_a_code_may_be_given_as_its_text():
    shape.check(make(Source, kind="file"))
