"""Records to plain values and back."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    RECORD_CLASSES,
    Area,
    Change,
    Event,
    Instrument,
    Locator,
    Person,
    Reason,
    SpanRef,
    Suggestion,
)
from chronology_app.model.serial import canonical_json, digest, from_plain, to_plain

texts = st.text(max_size=40)


@given(
    texts, texts, st.lists(texts, max_size=3), st.dictionaries(texts, st.lists(texts).map(tuple))
)
def test_a_suggestion_comes_back_as_it_was(fact, quote, types, needs):
    suggestion = Suggestion(
        fact=fact,
        concern_types=tuple(types),
        needs=needs,
        date=FuzzyDate.parse("2021-22", fact, "early"),
        spans=(SpanRef(passage_index=3, locator=Locator(page=2), start=0, end=4, quote=quote),),
        reasons=(Reason(rule="r", words=quote),),
    )
    plain = json.loads(json.dumps(to_plain(suggestion)))
    assert from_plain(Suggestion, plain) == suggestion


def test_days_times_enums_and_nested_records_come_back():
    event = Event(kind="visit", fact="x", confirmed_at=datetime(2024, 2, 29, 9, 30, tzinfo=UTC))
    change = Change(plan_id="p", needed="n", review_on=(FuzzyDate.parse("2024-03"),))
    instrument = Instrument(
        code="c", label="l", minimum=0, maximum=5, step=1, high_is_good=False, subject="child",
        areas=(Area(code="a", label="A"),),
    )  # fmt: skip
    for record in (event, change, instrument):
        assert from_plain(type(record), to_plain(record)) == record


def test_an_unknown_field_is_named():
    with pytest.raises(BadValueError) as caught:
        from_plain(Person, {"name": "Ada", "role": "child", "shoe_size": 3})
    assert caught.value.params == {"type": "Person", "field": "shoe_size"}


@pytest.mark.parametrize(
    "plain",
    [
        [],
        "text",
        {"name": 3, "role": "child"},
        {"role": "child"},
        {"name": "Ada", "role": "child", "aliases": "Ad"},
        {"name": "Ada", "role": "child", "born": "2018-05-02"},
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(plain):
    with pytest.raises(BadValueError):
        from_plain(Person, plain)


def test_the_digest_changes_with_any_field_and_with_nothing_else():
    person = Person(id="1", name="Ada", role="child")
    assert digest(person) == digest(Person(role="child", name="Ada", id="1"))
    assert digest(person) != digest(Person(id="1", name="Ada", role="child", sex="f"))


def test_canonical_json_is_one_text_whatever_the_order_of_keys():
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_every_record_class_is_listed_once():
    assert len(set(RECORD_CLASSES)) == len(RECORD_CLASSES)
