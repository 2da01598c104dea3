"""A date as a child lives it: age with months, and a wait as a share of life, with bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.child_time import (
    age_in_full,
    age_sentence,
    share_of_life,
    time_sentences,
)
from chronology_app.model import Person
from tests.factories import day, make


def child(born: str | None = "2020-03-14", due: str | None = None) -> Person:
    return make(Person, name="Tess Marlow", born=day(born) if born else None,
                due=day(due) if due else None)  # fmt: skip


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        ("2020-03-14", "2023-05-14", "3 years 2 months"),
        ("2020-03-14", "2023-05-13", "3 years 1 month"),
        ("2020-03-14", "2023-03-14", "3 years"),
        ("2020-03-14", "2021-03-14", "12 months"),
        ("2020-03-14", "2020-04-01", "2 weeks"),
        ("2020", "2023-06-01", "2 or 3 years"),
        ("2020-03-14", "2030", "9 or 10 years"),
        (None, "2030", ""),
    ],
)
def test_an_age_is_said_with_its_months_where_they_are_known(born, on, words):
    assert age_in_full(child(born), day(on)) == words


def test_an_unborn_child_has_weeks_of_pregnancy_and_no_share_of_life():
    unborn = child(None, "2021-06-01")
    told = time_sentences(unborn, day("2021-04-01"), date(2021, 1, 1), date(2021, 1, 1))
    assert told == ("Tess: 31 weeks of pregnancy.",)
    assert share_of_life(unborn, date(2021, 1, 1), date(2021, 4, 1)) is None


def test_a_wait_that_began_before_birth_is_no_share_of_life():
    assert share_of_life(child(), date(2020, 3, 1), date(2020, 9, 1)) is None


@given(
    st.dates(date(2000, 1, 1), date(2015, 1, 1)), st.integers(0, 3000), st.integers(1, 3000),
    st.integers(0, 400),
)  # fmt: skip
def test_a_share_lies_between_nothing_and_a_whole_life_and_grows_with_the_wait(
    born, age, wait, more
):
    first = born + timedelta(age)
    one = child(born.isoformat())
    share = share_of_life(one, first, first + timedelta(wait))
    longer = share_of_life(one, first, first + timedelta(wait + more))
    assert 0 < share.at_least == share.at_most <= 1
    assert longer.at_least >= share.at_least
    year = child(str(born.year))
    uncertain = share_of_life(year, date(born.year + 1, 6, 1), date(born.year + 2, 6, 1))
    assert uncertain.at_least < uncertain.at_most


def test_nothing_is_said_of_an_age_after_a_death_or_before_a_birth():
    tess = replace(child(), died=day("2022-01-05"))
    assert age_in_full(tess, day("2023-05-14")) == ""
    assert time_sentences(tess, day("2023-05-14"), date(2021, 1, 1), date(2021, 1, 1)) == ()
    assert age_in_full(tess, day("2021-05-14")) == "14 months"
    # Known to the year alone, the death may lie after the day.
    assert age_in_full(replace(child(), died=day("2022")), day("2022-05-14"))
    message = "documents.plan.age"
    assert age_sentence(message, child("2024-01-01"), day("2023-05"), date(2023, 1, 1)) == ""


def test_a_day_that_is_past_is_told_as_past_and_a_short_wait_in_days():
    told = time_sentences(child(), day("2021-03-02"), date(2021, 3, 1), date(2022, 1, 1))
    assert told[0] == "Tess was 11 months old."
    assert "The 1 day until then" in told[1]
    told = time_sentences(child(), day("2021-03-15"), date(2021, 3, 1), date(2021, 3, 1))
    assert told[0] == "Tess will be 12 months old."
    assert "The 2 weeks until then" in told[1]


def test_a_welsh_age_says_its_unit_once():
    told = time_sentences(child(), day("2023-05-14"), None, date(2024, 1, 1), "cy")[0]
    assert told.count("oed") == 2  # "Roedd" holds one
    assert "3 oed a 2 mis" in told
