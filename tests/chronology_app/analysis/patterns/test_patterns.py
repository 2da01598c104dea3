"""Referrals, steps of help, agreements and change overdue: at, below and above each threshold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.patterns.days import add_months, add_working_days
from chronology_app.model import (
    Area,
    Assessment,
    Change,
    Instrument,
    Plan,
    Review,
    Score,
)
from chronology_app.model.codes import EventStatus
from tests.chronology_app.analysis.patterns.rows import (
    agreement,
    found,
    level,
    on,
    ups_and_downs,
    worker,
)
from tests.factories import day, make

# --- days -------------------------------------------------------------------------------------


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 120))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    at, left = start, count
    while at.weekday() > 4:
        at -= timedelta(1)
    while left:
        at += timedelta(1)
        left -= at.weekday() < 5
    assert add_working_days(start.toordinal(), count) == at.toordinal()


def test_months_after_a_last_day_end_on_the_last_day() -> None:
    assert add_months(date(2021, 1, 31).toordinal(), 1) == date(2021, 2, 28).toordinal()


# --- repeated referrals -----------------------------------------------------------------------


@pytest.mark.parametrize(("second", "count"), [("2021-03-04", 1), ("2021-03-05", 0)])
def test_two_referrals_count_up_to_twelve_months(second: str, count: int) -> None:
    rows = on("2020-03-04", "referral"), on(second, "referral")
    assert len(found("repeat_referrals", "within", *rows)) == count


def test_three_referrals_in_all_count_however_far_apart() -> None:
    days = ("2012-01-01", "2015-01-01", "2019-01-01")
    (hit,) = found("repeat_referrals", "in_all", *(on(d, "referral") for d in days))
    assert [key[:4] for key in hit.event_ids] == ["2012", "2015", "2019"]
    assert not found("repeat_referrals", "in_all", *(on(d, "referral") for d in days[:2]))


def test_windows_less_than_twelve_months_apart_are_one() -> None:
    near = ("2018-01-01", "2018-06-01", "2019-05-31", "2019-09-01")
    (hit,) = found("repeat_referrals", "within", *(on(d, "referral") for d in near))
    assert len(hit.event_ids) == 4
    far = ("2018-01-01", "2018-06-01", "2019-06-02", "2019-09-01")
    assert len(found("repeat_referrals", "within", *(on(d, "referral") for d in far))) == 2


def test_an_uncertain_date_may_hold_and_says_so() -> None:
    (hit,) = found(
        "repeat_referrals", "within", on("2020-03-04", "referral"), on("2021", "referral")
    )
    assert not hit.is_certain
    assert hit.uncertain_event_ids == ("2021-referral",)
    assert "on others not" in hit.sentence()
    (sure,) = found(
        "repeat_referrals", "within", on("2020-03-04", "referral"), on("2020-05", "referral")
    )
    assert sure.is_certain


def test_an_undated_referral_is_named_and_takes_no_part() -> None:
    rows = on("2020-03-04", "referral"), on("2020-05-04", "referral"), on(None, "referral")
    (hit,) = found("repeat_referrals", "within", *rows)
    assert hit.undated_event_ids == ("None-referral",)
    assert len(hit.event_ids) == 2


def test_unconfirmed_events_take_no_part() -> None:
    unread = on("2020-05-04", "referral", status=EventStatus.ACCEPTED_UNREAD)
    assert not found("repeat_referrals", "within", on("2020-03-04", "referral"), unread)


def test_a_referrals_outcome_is_shown() -> None:
    rows = (on("2020-03-04", "referral", action="Visit."), on("2020-04-01", "referral"),
            on("2020-04-15", "decision"))  # fmt: skip
    (hit,) = found("repeat_referrals", "within", *rows)
    assert hit.params["with_outcome"] == 2


# --- help stopped and started; assessment begun again ------------------------------------------


@pytest.mark.parametrize(("last", "count"), [("2021-06-01", 1), ("2021-06-02", 0)])
def test_two_falls_with_rises_within_twelve_months(last: str, count: int) -> None:
    assert len(found("stop_start", "pairs", *ups_and_downs(last))) == count


def test_a_level_is_read_from_words_where_no_mark_stands() -> None:
    rows = (on("2019-01-01", "meeting", "Initial child in need meeting held."),
            on("2019-06-01", "decision", "Child in need plan ended."),
            on("2019-09-01", "meeting", "Made subject to child protection plans."),
            on("2020-03-01", "decision", "Stepped down to child in need."),
            on("2020-09-01", "meeting", "Made subject to child protection plans."))  # fmt: skip
    (hit,) = found("stop_start", "pairs", *rows)
    assert hit.read_from_words == hit.event_ids
    assert "read from the words" in hit.sentence()
    thought_of = on("2019-09-01", "meeting", "If worse, made subject to child protection plans.")
    assert not found("stop_start", "pairs", *rows[:2], thought_of, *rows[3:])


@pytest.mark.parametrize(
    ("step", "again", "count"),
    [
        ("2020-09-01", "2021-03-01", 1),
        ("2020-09-02", "2020-10-01", 0),
        ("2020-09-01", "2021-03-02", 0),
    ],
)
def test_assessment_begun_again_after_a_change_of_worker(step: str, again: str, count: int) -> None:
    rows = (on("2019-12-01", "visit", concerns=("physical",)), worker("2020-06-01", "Ann"),
            on(step, "assessment"), on(again, "visit", concerns=("physical",)))  # fmt: skip
    assert len(found("start_again", "restart", *rows)) == count


# --- agreement recorded ------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "count"), [("84", 1), ("85", 0)])
def test_the_same_concern_after_two_agreements(days: str, count: int) -> None:
    first = on("2019-12-01", "visit", "Dirty.", concerns=("physical",))
    rows = [first, *agreement(0, "84"), *agreement(1, days)]
    got = found("agreed_unchanged", "same_concern", *rows)
    assert len(got) == count


def test_professionals_who_agree_are_no_agreement_of_the_family() -> None:
    rows = [on("2019-12-01", "visit", concerns=("physical",)), *agreement(0, "20")]
    panel = on("2020-06-01", "visit", "Panel agreed a further assessment.")
    after = on("2020-06-20", "visit", concerns=("physical",))
    assert not found("agreed_unchanged", "same_concern", *rows, panel, after)


def test_what_two_agencies_saw_is_not_words_alone() -> None:
    first = on("2019-12-01", "visit", concerns=("physical",))
    seen = [
        on("2020-06-10", "positive", agency="school"),
        on("2020-06-12", "positive", agency="gp"),
    ]
    rows = [first, *agreement(0, "84"), *agreement(1, "60")]
    assert found("agreed_unchanged", "same_concern", *rows)
    assert not found("agreed_unchanged", "same_concern", *rows, *seen)


@pytest.mark.parametrize(
    ("words", "after", "count"),
    [("Attended 4 of 5 sessions.", 6, 1), ("Attended 3 of 4 sessions.", 6, 0),
     ("Attended five of six sessions.", 5, 0), ("Attendance of 80% at the group.", 7, 1)],
)  # fmt: skip
def test_attendance_without_a_better_score(words: str, after: int, count: int) -> None:
    scale = make(Instrument, id="scale", areas=(Area(code="home", label="Home"),))
    scores = [
        make(Assessment, id=when, instrument_id="scale", instrument_version=1, on=day(when),
             scores=(Score(area="home", value=value),))
        for when, value in (("2020-01-06", 6), ("2020-10-06", after))
    ]  # fmt: skip
    event = on("2020-06-06", "service", words)
    assert len(found("agreed_unchanged", "attended_no_change", event, [scale, *scores])) == count


# --- change overdue ----------------------------------------------------------------------------


@pytest.mark.parametrize(("as_of", "count"), [("2021-03-29", 1), ("2021-03-28", 0)])
def test_a_change_past_its_date(as_of: str, count: int) -> None:
    plan = [make(Plan, id="plan"), make(Change, id="change", by_when=day("2021-02-28"))]
    event = on("2021-01-01", "visit")
    assert len(found("drift", "change_past_due", event, plan, as_of=as_of)) == count
    reviewed = [*plan, make(Review, id="r", change_id="change", on=day("2021-03-01"))]
    assert not found("drift", "change_past_due", event, reviewed, as_of=as_of)


@pytest.mark.parametrize(("second", "count"), [("2021-02-01", 0), ("2021-02-02", 1)])
def test_visits_over_twice_the_interval_apart(second: str, count: int) -> None:
    rows = (level("2021-01-01", "child_protection"), on("2021-01-04", "visit"),
            on(second, "visit"), level("2021-02-03", "child_protection", "ends"))  # fmt: skip
    assert len(found("drift", "visit_gap", *rows)) == count


def test_core_groups_over_twice_the_interval_apart() -> None:
    rows = [level("2021-01-01", "child_protection"), on("2021-01-04", "meeting", "Core group met.")]
    late = on("2021-03-30", "meeting", "Core group met.")
    assert found("drift", "core_group_gap", *rows, late)
    assert not found(
        "drift", "core_group_gap", *rows, on("2021-03-29", "meeting", "Core group met.")
    )


def test_the_record_says_that_it_was_not_held() -> None:
    rows = [level("2021-01-01", "child_protection")]
    told = on("2021-02-01", "observation", "Both core groups were cancelled.")
    assert found("drift", "not_held", *rows, told)
    before = on("2020-02-01", "observation", "Both core groups were cancelled.")
    assert not found("drift", "not_held", *rows, before)


@pytest.mark.parametrize(("end", "count"), [("2022-04-01", 0), ("2022-04-02", 1)])
def test_child_protection_over_fifteen_months(end: str, count: int) -> None:
    rows = level("2021-01-01", "child_protection"), level(end, "closed")
    assert len(found("drift", "long_plan", *rows)) == count


@pytest.mark.parametrize(("end", "count"), [("2021-04-23", 0), ("2021-04-24", 1)])
def test_pre_proceedings_over_sixteen_weeks(end: str, count: int) -> None:
    rows = level("2021-01-01", "pre_proceedings"), level(end, "closed")
    got = found("drift", "long_pre_proceedings", *rows)
    assert [hit.thresholds["weeks"] for hit in got] == [16] * count
