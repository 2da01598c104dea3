"""Appointments, answers, the record, workers and the course; and what every hit has."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.analysis.patterns import PATTERNS
from chronology_app.model import (
    Breach,
    Change,
    Finding,
    Oversight,
    Person,
    Plan,
    PreProceedings,
    Record,
    ServiceOffer,
    Strength,
)
from tests.chronology_app.analysis.patterns.rows import (
    agreement,
    children,
    concerns,
    found,
    hits,
    level,
    on,
    seen_on,
    ups_and_downs,
    worker,
)
from tests.factories import day, make

# --- appointments ------------------------------------------------------------------------------


def test_three_missed_in_twelve_months_without_those_the_service_cancelled() -> None:
    rows = [on(d, "missed_appointment", "Not brought.") for d in ("2020-01-01", "2020-06-01")]
    third = on("2021-01-01", "missed_appointment", "Not brought.")
    assert found("missed_appointments", "count", *rows, third)
    late = on("2021-01-02", "missed_appointment", "Not brought.")
    assert not found("missed_appointments", "count", *rows, late)
    cancelled = on("2020-09-01", "missed_appointment", "Appointment cancelled by the clinic.")
    assert not found("missed_appointments", "count", *rows, cancelled)


def test_attended_two_of_six_counts_four_missed() -> None:
    row = on("2020-01-01", "missed_appointment", "Attended two of six sessions.")
    (hit,) = found("missed_appointments", "count", row)
    assert hit.params["count"] == 4


@pytest.mark.parametrize(("kept", "count"), [(5, 1), (6, 0)])
def test_more_than_a_quarter_missed(kept: int, count: int) -> None:
    rows = [on(f"2020-0{n}-01", "health_contact") for n in range(2, kept + 2)]
    rows += [on(d, "missed_appointment") for d in ("2020-01-11", "2020-11-11")]
    assert len(found("missed_appointments", "share", *rows)) == count


def test_parents_appointments_are_counted_together() -> None:
    days = ("2020-01-01", "2020-02-01", "2020-03-01")
    rows = [on(d, "missed_appointment", children=()) for d in days]
    (hit,) = found("missed_appointments", "count_parents", *rows)
    assert hit.child_ids == ()


# --- answers; seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "count"), [("2021-03-15", 0), ("2021-03-16", 1)])
def test_a_grave_concern_without_answer_in_ten_working_days(answer: str, count: int) -> None:
    rows = (on("2021-03-01", "observation", concerns=("physical",), significance="highest"),
            on(answer, "visit"))  # fmt: skip
    assert len(found("missed_opportunity", "concern", *rows, as_of="2021-04-01")) == count
    assert not found("missed_opportunity", "concern", rows[0], as_of="2021-03-15")


def test_a_breach_without_answer_unless_oversight_points_to_it() -> None:
    row = on("2021-03-01", "observation", "Mother breached the written agreement.")
    assert found("missed_opportunity", "agreement_breached", row, as_of="2021-04-01")
    seen = [make(Oversight, event_ids=("2021-03-01-observation",))]
    assert not found("missed_opportunity", "agreement_breached", row, seen, as_of="2021-04-01")


@pytest.mark.parametrize(("second", "count"), [("2021-02-01", 0), ("2021-02-02", 1)])
def test_not_seen_for_over_twenty_working_days_on_a_plan(second: str, count: int) -> None:
    rows = (
        level("2021-01-01", "child_protection"),
        seen_on("2021-01-04", "seen_alone"),
        seen_on(second),
    )
    got = found("silence", "seen_or_heard", *rows)
    assert len(got) == count
    assert [hit.params["seen_alone_days"] for hit in got] == [29] * count


@pytest.mark.parametrize(("second", "count"), [("2021-02-15", 0), ("2021-02-16", 1)])
def test_not_seen_for_over_six_weeks_in_need(second: str, count: int) -> None:
    rows = level("2021-01-04", "child_in_need"), seen_on(second)
    assert len(found("silence", "seen_or_heard", *rows)) == count


def test_nothing_is_said_where_the_record_marks_no_one_as_seen() -> None:
    rows = level("2021-01-04", "child_in_need"), on("2021-09-01", "visit")
    assert not found("silence", "seen_or_heard", *rows)


# --- record ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own", "count"), [(4, 1), (5, 0)])
def test_a_child_with_under_half_of_the_others_entries(own: int, count: int) -> None:
    rows = [on(f"2020-{n:02}-01", "visit", children=("ben",)) for n in range(1, 11)]
    rows += [on(f"2020-{n:02}-02", "visit", key=f"own-{n}") for n in range(1, own + 1)]
    assert len(found("lost_child", "rate", children("ada", "ben"), *rows)) == count


@pytest.mark.parametrize(("last", "count"), [("2020-07-01", 1), ("2020-06-30", 0)])
def test_six_months_without_a_strength(last: str, count: int) -> None:
    days = ("2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", last)
    rows = [on(d, "visit") for d in days]
    assert len(found("one_sided", "no_strength", *rows)) == count
    strength = [make(Strength, event_id="2020-03-01-visit")]
    assert not found("one_sided", "no_strength", *rows, strength)


def test_a_father_who_is_named_nowhere() -> None:
    people = [*children(), make(Person, id="cai", name="Cai Rowe", role="father")]
    (hit,) = found("one_sided", "father_without_entry", people, on("2020-01-01", "visit"))
    assert "Cai Rowe" in hit.sentence()
    named = on("2020-01-01", "visit", "Cai Rowe was at home.")
    assert not found("one_sided", "father_without_entry", people, named)


def test_one_agency_only() -> None:
    rows = [on(f"2020-0{n}-01", "visit") for n in range(1, 6)]
    assert found("one_sided", "one_agency", *rows)
    assert not found("one_sided", "one_agency", *rows[:4])
    assert not found("one_sided", "one_agency", *rows, on("2020-06-01", "visit", agency="gp"))


# --- workers; course ---------------------------------------------------------------------------


@pytest.mark.parametrize(("third", "count"), [("2022-01-01", 1), ("2022-01-02", 0)])
def test_three_workers_in_twenty_four_months(third: str, count: int) -> None:
    rows = worker("2020-01-01", "Ann"), worker("2021-01-01", "Bea"), worker(third, "Cy")
    assert len(found("change_of_workers", "count", *rows)) == count


@pytest.mark.parametrize(("begins", "count"), [("2020-06-29", 0), ("2020-06-30", 1)])
def test_over_four_weeks_without_a_worker(begins: str, count: int) -> None:
    rows = worker("2020-01-01", "Ann"), worker("2020-06-01", "Ann", "ends"), worker(begins, "Bea")
    assert len(found("change_of_workers", "gap", *rows)) == count


def test_workers_are_read_from_words_but_not_a_health_visitors() -> None:
    words = "New worker allocated."
    days = ("2020-01-01", "2020-06-01", "2020-12-01")
    assert found("change_of_workers", "count", *(on(d, "change_of_worker", words) for d in days))
    rows = [on(d, "change_of_worker", words, agency="health_visiting") for d in days]
    assert not found("change_of_workers", "count", *rows)


@pytest.mark.parametrize(
    ("months", "rules"),
    [([0, 1, 2], set()), ([0, 2, 4, 6, 8, 11], {"persistent"}), ([0, 4, 8, 12], {"episodic"}),
     ([0, 3, 6, 9], set()), ([0, 9, 10, 11], {"worsening"}), ([0, 1, 9, 10, 11], set())],
)  # fmt: skip
def test_the_course_of_concerns(months: list[int], rules: set[str]) -> None:
    got = [hit for hit in hits(*concerns(months)) if hit.pattern == "course"]
    assert {hit.rule for hit in got} == rules


# --- what every hit has ------------------------------------------------------------------------


def full() -> list[list[Record]]:
    return [
        *ups_and_downs("2021-06-01"), *concerns([0, 4, 8, 12]), *agreement(0, "84"),
        worker("2020-01-01", "Ann"), worker("2020-06-02", "Bea"), worker("2020-09-03", "Cy"),
        seen_on("2019-02-03"), seen_on("2021-06-20", "spoken_to"),
        on("2020-03", "missed_appointment"), on("2020-05-02", "missed_appointment"),
        on("2020-08-02", "missed_appointment"), on("2020-03-04", "referral"),
        on("2020", "referral"), on(None, "referral"),
    ]  # fmt: skip


def test_every_hit_is_said_in_both_languages_with_its_rule() -> None:
    for hit in hits(full()[0], *full()[1:]):
        for language in ("en", "cy"):
            words = (hit.sentence(language), hit.rule_words(language), hit.name(language))
            assert all(words)
            assert not any("{" in text or "pattern." in text for text in words)
        assert hit.start <= hit.end
        assert hit.thresholds


def test_hits_come_by_pattern_then_start() -> None:
    order = [(PATTERNS.index(hit.pattern), hit.start) for hit in hits(*full())]
    assert order == sorted(order)
    assert len(order) > 5


def test_equal_hits_of_brothers_and_sisters_are_one() -> None:
    both = ("ada", "ben")
    rows = [on(d, "referral", children=both) for d in ("2020-03-04", "2020-05-04")]
    (hit,) = found("repeat_referrals", "within", children(*both), *rows)
    assert hit.child_ids == both


def test_a_hit_set_aside_stays_and_is_marked() -> None:
    rows = on("2020-03-04", "referral"), on("2020-05-04", "referral")
    (hit,) = found("repeat_referrals", "within", *rows)
    (aside,) = found("repeat_referrals", "within", *rows, [make(Finding, key=hit.key)])
    assert not hit.is_dismissed
    assert aside.is_dismissed
    # Another event makes it another hit: the decision was about the first.
    more = found(
        "repeat_referrals",
        "within",
        *rows,
        on("2020-06-04", "referral"),
        [make(Finding, key=hit.key)],
    )
    assert [again.is_dismissed for again in more] == [False]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_records_changes_nothing(seed: int) -> None:
    rows = [row for group in full() for row in group]
    mixed = rows[:]
    random.Random(seed).shuffle(mixed)  # noqa: S311
    assert hits(mixed) == hits(rows)


def test_a_case_without_dated_events_has_no_patterns() -> None:
    assert hits(on(None, "visit")) == ()


# --- what somebody recorded under Following through ---------------------------------------------


def _breach(**more):
    return [make(Plan, id="p", started=day("2022-01-10"), child_ids=("ada",)),
            make(Change, id="c", plan_id="p", needed="Fed.", child_ids=("ada",)),
            make(Breach, id="b", change_id="c", on=day("2022-03-07"), words="x",
                 **more)]  # fmt: skip


@pytest.mark.parametrize(("more", "as_of", "count"), [
    ({}, "2022-12-01", 1),
    ({"answer": "Visit.", "answered_on": day("2022-03-09")}, "2022-12-01", 0),
    ({"answer": "Visit.", "answered_on": day("2022-06-01")}, "2022-12-01", 1),
    # An answer of an unknown day is an answer; and nothing is late on the day itself.
    ({"answer": "Visit."}, "2022-12-01", 0), ({}, "2022-03-07", 0),
])  # fmt: skip
def test_a_recorded_breach_asks_for_an_answer_in_time(more, as_of, count) -> None:
    rows = found("missed_opportunity", "agreement_breached", on("2022-02-01", "visit"),
                 _breach(**more), as_of=as_of)  # fmt: skip
    assert len(rows) == count
    assert all(hit.child_ids == ("ada",) for hit in rows)


def test_a_breach_that_is_recorded_is_not_told_a_second_time_from_its_event() -> None:
    event = on("2022-03-07", "visit", "The agreement was breached: nobody at home.",
               key="e")  # fmt: skip
    for ids, count in (("e",), 1), ((), 2):
        rows = found("missed_opportunity", "agreement_breached", event, _breach(event_ids=ids),
                     as_of="2022-12-01")  # fmt: skip
        assert len(rows) == count


@pytest.mark.parametrize(("more", "count"), [
    ({}, 1), ({"after": "Two meals a day."}, 0), ({"before": "", "after": ""}, 0),
    ({"attended": 7, "missed": 3}, 0), ({"attended": 8, "missed": 2}, 1),
    ({"attended": None}, 0), ({"event_ids": ("kept",)}, 0), ({"event_ids": ("seen",)}, 1),
])  # fmt: skip
def test_a_service_that_changed_nothing_is_told_only_by_the_same_words(more, count) -> None:
    fields = {"name": "Cooking group", "offered_on": day("2022-02-01"), "attended": 9,
              "missed": 1, "before": "No meals.", "after": "no  meals", "person_ids": ("ada",),
              **more}  # fmt: skip
    rows = found("agreed_unchanged", "service_unchanged", on("2022-02-01", "visit", key="seen"),
                 on("2022-02-02", "legal_step", key="kept", record_class="legal_advice"),
                 [make(ServiceOffer, **fields)], as_of="2022-12-01")  # fmt: skip
    assert len(rows) == count
    for tongue in ("en", "cy"):
        assert all("Cooking group" in hit.sentence(tongue) for hit in rows)


@pytest.mark.parametrize(("more", "as_of", "count"), [
    ({}, "2022-05-02", 0), ({}, "2022-05-03", 1),
    ({"extended_to": day("2022-06-30")}, "2022-05-03", 0),
    ({"extended_to": day("2022-06-30")}, "2022-07-01", 1),
    ({"ended": day("2022-04-01")}, "2022-12-01", 0),
    ({"ended": day("2022-05-05")}, "2022-12-01", 1),
])  # fmt: skip
def test_recorded_pre_proceedings_take_longer_than_their_weeks_and_extension(more, as_of, count):
    one = make(PreProceedings, id="pp", started=day("2022-01-10"), child_ids=("ada",), **more)
    rows = found("drift", "long_pre_proceedings", on("2022-01-10", "visit"), [one], as_of=as_of)
    assert len(rows) == count
