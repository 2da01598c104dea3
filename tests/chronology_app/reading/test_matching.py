"""Two accounts are weighed field by field; the weights say why, and a person decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.reading.matching import Matching, Told, shipped_matching, stems

DAY = FuzzyDate.parse("2022-05-01")
POLICE = Told(
    words="Passer-by found Maya on the road alone while mother was drunk",
    date=DAY,
    time="08:10",
    kind="police_incident",
    agency="police",
    recorded_by="police",
    children=("Maya",),
    types=("supervision",),
)
SCHOOL = Told(
    words="Maya found alone in the road by a passer-by, mother drunk",
    date=DAY,
    kind="school_concern",
    agency="police",
    recorded_by="school",
    children=("Maya",),
    types=("supervision",),
)
PRAISE = Told(
    words="Owen praised for his reading",
    date=DAY,
    kind="positive",
    agency="school",
    recorded_by="school",
    children=("Owen",),
)


def test_two_accounts_of_one_event_weigh_more_than_the_threshold() -> None:
    matching = shipped_matching()
    assert matching.is_alike(matching.compare(POLICE, SCHOOL))


def test_two_things_of_one_day_weigh_less() -> None:
    matching = shipped_matching()
    assert not matching.is_alike(matching.compare(POLICE, PRAISE))


def test_every_field_says_how_it_agrees_and_what_that_weighs() -> None:
    found = shipped_matching().compare(POLICE, SCHOOL)
    levels = {one.field: one.level for one in found.agreements}
    assert levels == {
        "words": "very_alike",
        "shared": "many",
        "date": "same_day",
        "time": "unknown",
        "children": "same",
        "kind": "kin",
        "agency": "same",
        "types": "same",
    }
    assert found.weight == pytest.approx(sum(one.weight for one in found.agreements))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("2022-05-01", "2022-05-02", "day_beside"),
        ("2022-05", "2022-05", "same_period"),
        ("2022-05", "2022-05-09", "within"),
        ("2022-05-01/2022-05-03", "2022-05-04", "period_beside"),
    ],
)
def test_dates_agree_to_a_level(one: str, other: str, level: str) -> None:
    first = Told(words="a", date=FuzzyDate.parse(one))
    second = Told(words="b", date=FuzzyDate.parse(other))
    found = shipped_matching().compare(first, second)
    assert next(a.level for a in found.agreements if a.field == "date") == level


@pytest.mark.parametrize(("clock", "level"), [("08:55", "close"), ("15:00", "apart")])
def test_times_of_day_are_compared_when_both_are_known(clock: str, level: str) -> None:
    found = shipped_matching().compare(POLICE, Told(words="x", date=DAY, time=clock))
    assert next(a.level for a in found.agreements if a.field == "time") == level


def test_telling_words_are_compared_by_their_beginnings() -> None:
    assert stems("She was drinking") == stems("drinks, was drinking") == {"drink"}


def test_every_level_that_can_come_up_has_a_weight() -> None:
    weights = shipped_matching().weights
    assert set(weights["words"]) == {"very_alike", "alike", "somewhat", "little", "unlike"}
    assert set(weights["shared"]) == {"many", "several", "two", "one", "none"}
    assert set(weights["children"]) == {"same", "shared", "different", "unknown"}
    assert set(weights["types"]) == {"same", "shared", "different", "unknown"}
    assert set(weights["agency"]) == {"same", "told", "different"}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"threshold": "much", "field": {}},
        {"threshold": 1, "field": {"words": {"alike": [0.0, 0.5]}}},
        {"threshold": 1, "field": {"words": {"alike": [0.5, 0.0]}}},
        {"threshold": 1, "field": {"words": {"alike": [0.5]}}},
    ],
)
def test_weights_that_cannot_be_read_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(BadValueError):
        Matching.of(values)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_order_of_two_accounts_makes_no_difference(one: str, other: str) -> None:
    matching = shipped_matching()
    first, second = Told(words=one, date=DAY), Told(words=other, date=DAY)
    assert matching.compare(first, second) == matching.compare(second, first)
