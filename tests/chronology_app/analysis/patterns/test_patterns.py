"""The twelve patterns: planted, just below and just above each threshold, uncertain and undated."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.analysis.patterns import PATTERNS, PatternHit, build_patterns
from chronology_app.analysis.patterns.days import add_months, add_working_days
from chronology_app.model import (
    Area,
    Assessment,
    Case,
    Change,
    EventPerson,
    Finding,
    Instrument,
    Oversight,
    Person,
    Plan,
    Record,
    Review,
    Strength,
)
from chronology_app.model.codes import EventStatus
from chronology_app.model.view import view_of
from chronology_app.model.work import Score
from chronology_app.settings import load_settings
from tests.factories import day, make, make_event

SETTINGS = load_settings()
LEVEL = "level_of_help"


def children(*names: str) -> list[Record]:
    return [
        make(Person, id=name, name=name.title(), role="child", position=n, born=day("2010-01-01"))
        for n, name in enumerate(names or ("ada",))
    ]


def on(edtf: str | None, kind: str, fact: str = "Noted.", /, **more: object) -> list[Record]:
    """Return an event about Ada; its id is its date and kind."""
    more.setdefault("children", ("ada",))
    key = str(more.pop("key", f"{edtf}-{kind}"))
    return make_event(key, edtf, fact, kind=kind, **more)  # type: ignore[arg-type]


def hits(*rows: list[Record], as_of: str | None = None) -> tuple[PatternHit, ...]:
    people = [] if any(isinstance(r, Person) for rs in rows for r in rs) else children()
    view = view_of(make(Case), [*people, *(r for rs in rows for r in rs)])
    return build_patterns(view, SETTINGS, date.fromisoformat(as_of) if as_of else None)


def found(
    pattern: str, rule: str, *rows: list[Record], as_of: str | None = None
) -> list[PatternHit]:
    return [h for h in hits(*rows, as_of=as_of) if (h.pattern, h.rule) == (pattern, rule)]


def level(edtf: str, value: str, edge: str = "starts", **more: object) -> list[Record]:
    return on(edtf, "decision", f"Step {value}.", key=f"{edtf}-{value}-{edge}",
              spells=((LEVEL, value, edge),), **more)  # fmt: skip


def worker(edtf: str, name: str, edge: str = "starts") -> list[Record]:
    return on(edtf, "change_of_worker", "Change.", key=f"{edtf}-{name}-{edge}",
              spells=(("worker", name, edge),))  # fmt: skip


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
    assert "not for all" in hit.sentence()
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


def ups_and_downs(last: str) -> list[list[Record]]:
    return [
        level("2019-01-01", "child_in_need"), level("2019-06-01", "child_in_need", "ends"),
        level("2020-01-01", "child_in_need"), level("2020-06-01", "closed"),
        level(last, "child_protection"),
    ]  # fmt: skip


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
    assert "Read from the words" in hit.sentence()
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


def agreement(n: int, concern: str, agency: str = "school") -> list[list[Record]]:
    start = date(2020, 1, 6) + timedelta(days=150 * n)
    after = start + timedelta(days=int(concern))
    return [
        on(start.isoformat(), "visit", "Mother agreed to keep the home clean.", agency=agency),
        on(after.isoformat(), "visit", "Dirty.", concerns=("physical",)),
    ]


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


def seen_on(edtf: str, part: str = "seen") -> list[Record]:
    rows = on(edtf, "visit")
    return [*rows, make(EventPerson, id=f"{edtf}-{part}", event_id=f"{edtf}-visit", person_id="ada",
                        part=part)]  # fmt: skip


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


def concerns(months: list[int]) -> list[list[Record]]:
    return [
        on(f"{2020 + m // 12}-{m % 12 + 1:02}-05", "visit", concerns=("physical",)) for m in months
    ]


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
