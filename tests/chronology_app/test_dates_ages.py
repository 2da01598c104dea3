"""Ages on a date: exact, as ranges, before birth, unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import AgeRange, FuzzyDate, age_on
from chronology_app.dates.ages import birthday

_DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))

CASES = [
    ("2018-05-05", None, "2023-05-05", AgeRange("years", 5, 5)),
    ("2018-05-05", None, "2023-05-04", AgeRange("years", 4, 4)),
    ("2018-05-05", None, "2020-05-05", AgeRange("years", 2, 2)),
    ("2018-05-05", None, "2020-05-04", AgeRange("months", 23, 23)),
    ("2018-05-05", None, "2018-08-05", AgeRange("months", 3, 3)),
    ("2018-05-05", None, "2018-08-04", AgeRange("weeks", 13, 13)),
    ("2018-05-05", None, "2018-05-05", AgeRange("weeks", 0, 0)),
    ("2016-02-29", None, "2020-02-28", AgeRange("years", 3, 3)),
    ("2016-02-29", None, "2021-03-01", AgeRange("years", 5, 5)),
    ("2016", None, "2020", AgeRange("years", 3, 4)),
    ("2018", None, "2019-03-01", AgeRange("months", 2, 14)),
    ("2018-05", None, "2018-05-10", AgeRange("weeks", 0, 1, maybe_unborn=True)),
    ("2018-05-05", None, "2020/..", AgeRange("years", 1, None)),
    ("../2016", None, "2020-05-05", AgeRange("years", 3, None)),
    ("2018-05-05", None, "../2020-05-05", AgeRange("years", 0, 2, maybe_unborn=True)),
    ("2018-05-05", None, "2018-01-01", AgeRange("not_born")),
    ("2020-05-20", "2020-06-01", "2020-03-01", AgeRange("pregnancy_weeks", 26, 26)),
    (None, "2020-06-01", "2020-06-01", AgeRange("pregnancy_weeks", 40, 40)),
    (None, "2020-06-01", "2020-03", AgeRange("pregnancy_weeks", 26, 31)),
    (None, "2020-06", "2020-03-01", AgeRange("pregnancy_weeks", 22, 26)),
    (None, "2020-06-01", "2019-01-01", AgeRange("not_born")),
    (None, "2020-06-01", "2020-09-01", AgeRange("unknown")),
    (None, None, "2020", AgeRange("unknown")),
    ("XXXX-05-05", None, "2020", AgeRange("unknown")),
    ("2018-05-05", None, "XXXX-08-24", AgeRange("unknown")),
    (None, "2020/..", "2020-03-01", AgeRange("unknown")),
]


@pytest.mark.parametrize(("born", "due", "on", "expected"), CASES)
def test_age_is_as_exact_as_what_is_known(
    born: str | None, due: str | None, on: str, expected: AgeRange
) -> None:
    known = [FuzzyDate.parse(value) if value else None for value in (born, due)]
    assert age_on(known[0], known[1], FuzzyDate.parse(on)) == expected


@given(_DAYS, st.integers(0, 60), st.integers(0, 8000), st.integers(0, 400))
def test_a_fuzzy_age_holds_every_exact_age(birth: date, loose: int, gap: int, width: int) -> None:
    latest_birth = birth + timedelta(days=loose)
    first = latest_birth + timedelta(days=gap)
    last = first + timedelta(days=width)
    age = age_on(
        FuzzyDate.parse(f"{birth}/{latest_birth}"), None, FuzzyDate.parse(f"{first}/{last}")
    )
    assert age.at_least is not None
    assert age.at_most is not None
    assert age.at_least <= age.at_most
    for born in (birth, latest_birth):
        for on in (first, last):
            exact = age_on(FuzzyDate.parse(f"{born}"), None, FuzzyDate.parse(f"{on}"))
            assert exact.is_exact
            if exact.unit == age.unit:
                assert age.at_least <= (exact.at_least or 0) <= age.at_most


@given(_DAYS, st.integers(0, 279))
def test_weeks_of_pregnancy_count_back_from_forty_at_the_due_date(due: date, days: int) -> None:
    on = due - timedelta(days=days)
    age = age_on(None, FuzzyDate.parse(f"{due}"), FuzzyDate.parse(f"{on}"))
    assert age == AgeRange("pregnancy_weeks", (280 - days) // 7, (280 - days) // 7)


@given(_DAYS, st.integers(0, 40))
def test_on_a_birthday_somebody_is_so_old_and_the_day_before_not_yet(born, years):
    day = birthday(born, years)
    exact = FuzzyDate.parse(born.isoformat())
    months = [
        age_on(exact, None, FuzzyDate.parse(on.isoformat()))
        for on in (day, day - timedelta(days=1))
    ]
    if years >= 2:
        assert [one.at_least for one in months][0] == years
    if years >= 3:
        assert [one.at_least for one in months][1] == years - 1


def test_the_birthday_of_a_leap_day_is_the_first_of_march():
    assert birthday(date(2016, 2, 29), 1) == date(2017, 3, 1)
    assert birthday(date(2016, 2, 29), 4) == date(2020, 2, 29)
    assert birthday(date(2016, 3, 31), 3) == date(2019, 3, 31)
