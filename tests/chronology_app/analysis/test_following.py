"""What is followed through: what is open, what is late, how it stands on a day; the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chronology_app.analysis.following import PARTS, follow, step_codes
from chronology_app.analysis.work_days import work_days
from chronology_app.model import (
    Breach,
    Case,
    Change,
    Escalation,
    InformationRequest,
    Oversight,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Review,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from tests.factories import day, make, sample_people

TODAY = date(2023, 6, 1)
SETTINGS = load_settings()
PP = make(PreProceedings, id="pp", started=day("2023-01-02"), child_ids=("nia",))


def found(*rows, today=TODAY, country="england"):
    view = view_of(make(Case, country=country), [*sample_people(), *rows])
    return follow(view, SETTINGS, today)


def only(part, *rows, **more):
    (item,) = found(*rows, **more).items[part]
    return item


def test_every_part_is_there_and_an_empty_case_has_nothing_open():
    told = found()
    assert set(told.items) == set(PARTS)
    assert not any(told.open_count(part) for part in PARTS)


def test_a_change_is_overdue_once_its_last_possible_day_is_past_and_the_plan_runs():
    plan = make(Plan, id="p", started=day("2023-01-10"), child_ids=("nia",))
    change = make(Change, id="c", plan_id="p", needed="Fed.", by_when=day("2023-05"))
    item = only("overdue", plan, change)
    assert (item.change_id, item.is_late) == ("c", True)
    assert "May 2023" in item.text()
    assert not found(plan, change, today=date(2023, 5, 31)).items["overdue"]
    ended = replace(plan, ended=day("2023-05-20"))
    assert not found(ended, change).items["overdue"]
    done = make(Review, change_id="c", on=day("2023-05-25"), result="done")
    assert not found(plan, change, done).items["overdue"]
    slipped = make(Review, change_id="c", on=day("2023-05-28"), result="slipped_back")
    item = only("overdue", plan, change, done, slipped)
    assert "28 May 2023" in item.text()


def test_a_breach_is_open_until_it_is_answered_and_the_days_are_counted():
    open_one = make(Breach, change_id="c", on=day("2023-04-01"), words="No visit.")
    item = only("breaches", open_one)
    assert (item.is_open, item.is_late) == (True, True)
    answered = replace(open_one, answer="Visit at night.", answered_on=day("2023-04-05"),
                       answered_by="Huw Pyle")  # fmt: skip
    item = only("breaches", answered)
    assert (item.is_open, item.is_late) == (False, False)
    assert "4 days" in item.text()
    # Where a day is not known the days have bounds, and no day is made up.
    assert "5–35" in only("breaches", replace(answered, on=day("2023-03"))).text()


@pytest.mark.parametrize(("part", "row", "done"), [
    ("challenges", make(Escalation, about="x", raised_by="A", raised_on=day("2023-05-01"),
                        due=day("2023-05-20")),
     {"reply": "Agreed.", "replied_on": day("2023-05-25")}),
    ("oversight", make(Oversight, kind="oversight", by="A", on=day("2023-05-01"), decided="x",
                       due=day("2023-05-20")), {"done_on": day("2023-05-25")}),
    ("requests", make(InformationRequest, kind="information", agency="gp", asked="x",
                      asked_on=day("2023-05-01"), due=day("2023-05-20")),
     {"state": "received", "answered_on": day("2023-05-25")}),
])  # fmt: skip
def test_what_is_asked_is_late_only_past_its_day_and_closed_by_its_answer(part, row, done):
    item = only(part, row)
    assert (item.is_open, item.is_late) == (True, True)
    assert not only(part, row, today=date(2023, 5, 20)).is_late
    assert not only(part, replace(row, due=None)).is_late
    # A due day that is only known as a month may not be over before the month is.
    assert not only(part, replace(row, due=day("2023-06"))).is_late
    closed = only(part, replace(row, **done))
    assert (closed.is_open, closed.is_late) == (False, False)
    assert closed.text() != item.text()


def test_a_request_that_was_answered_in_part_is_still_open_and_chasing_is_counted():
    row = make(InformationRequest, kind="conference", agency="school", asked="Come.",
               asked_on=day("2023-04-01"), chased=(day("2023-04-10"), day("2023-04-20")),
               state="part")  # fmt: skip
    item = only("requests", row)
    assert item.is_open
    assert "20 April 2023" in item.text()
    assert "2" in item.text()
    assert not only("requests", replace(row, state="refused")).is_open


def test_a_service_tells_what_was_attended_of_what_was_offered():
    row = make(ServiceOffer, name="Group", offered_on=day("2023-01-01"), answer="accepted",
               attended=3, missed=7, before="Hungry.", after="Fed.")  # fmt: skip
    item = only("services", row)
    assert item.is_open
    assert "of" not in only("services", replace(row, missed=None)).text().split("attended")[0]
    assert "missed: 7" in only("services", replace(row, attended=None)).text()
    for part in ("3 of 10", "Hungry.", "Fed."):
        assert part in item.text()
    assert not only("services", replace(row, answer="declined")).is_open
    assert not only("services", replace(row, ended_how="withdrawn_by_service")).is_open
    # What was not recorded is not nought.
    assert " of " not in only("services", replace(row, attended=None, missed=None)).text()


def test_said_done_and_changed_are_three_columns_and_open_until_the_last():
    row = make(SaidDone, said="I will ring.", said_on=day("2023-01-01"))
    assert only("said_done", row).is_open
    row = replace(row, done="She rang.", said_event_ids=("a",), done_event_ids=("b", "a"))
    item = only("said_done", row)
    assert item.is_open
    assert item.event_ids == ("a", "b")
    assert not only("said_done", replace(row, changed="Teeth are treated.")).is_open


def test_the_clock_counts_whole_weeks_and_is_over_after_its_last_day():
    (clock,) = found(PP, today=date(2023, 4, 24)).clocks
    assert (clock.weeks, clock.limit, clock.ends) == (16, 16, date(2023, 4, 24))
    assert not clock.is_over
    (clock,) = found(PP, today=date(2023, 4, 25)).clocks
    assert clock.is_over
    longer = replace(PP, extended_to=day("2023-05-31"), extended_why="Assessment.")
    (clock,) = found(longer, today=date(2023, 4, 25)).clocks
    assert (clock.ends, clock.is_over) == (date(2023, 5, 31), False)
    ended = replace(PP, ended=day("2023-03-01"), ended_how="stepped_down")
    told = found(ended)
    assert (told.clocks[0].weeks, told.clocks[0].is_over) == (8, False)
    assert not told.open_count("pre_proceedings")


def test_a_clock_whose_beginning_is_only_known_as_a_month_is_not_said_to_be_over_too_soon():
    (clock,) = found(replace(PP, started=day("2023-01")), today=date(2023, 5, 1)).clocks
    assert clock.ends == date(2023, 5, 23)
    assert not clock.is_over
    month = replace(PP, started=day("2023-01"))
    words = only("pre_proceedings", month, today=date(2023, 5, 1)).text()
    assert "at least" in words.lower()
    assert "23 May 2023 at the latest" in words


def test_steps_that_are_expected_and_not_recorded_are_named():
    codes = step_codes(SETTINGS)
    assert len(codes) >= 5
    missing = found(PP).clocks[0].missing
    assert missing
    done = [make(PreProceedingsStep, id=code, pre_proceedings_id="pp", code=code,
                 on=day("2023-02-01")) for code in missing]  # fmt: skip
    assert found(PP, *done).clocks[0].missing == ()
    other = [replace(one, pre_proceedings_id="another") for one in done]
    assert found(PP, *other).clocks[0].missing == missing


def test_late_things_come_first_then_open_ones_each_by_date():
    def row(n, **more):
        return make(
            Escalation, id=n, about=n, raised_by="A", raised_on=day(f"2023-05-0{n}"), **more
        )

    rows = [row("1", reply="Yes."), row("2"), row("3", due=day("2023-05-10")), row("4")]
    assert [item.title for item in found(*rows).items["challenges"]] == ["3", "2", "4", "1"]


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "2023"])
def test_dates_at_the_calendars_ends_stop_nothing(on):
    rows = [replace(PP, started=day(on)),
            make(Breach, change_id="c", on=day(on), words="x", answer="y",
                 answered_on=day("9999-12-31")),
            make(Escalation, about="x", raised_by="A", raised_on=day(on), due=day(on))]  # fmt: skip
    told = found(*rows)
    for part in PARTS:
        for item in told.items[part]:
            for tongue in ("en", "cy"):
                assert "{" not in item.text(tongue)


def test_work_days_tell_each_dated_thing_once_in_its_strip():
    rows = [
        make(Plan, id="p", title="Plan", started=day("2023-01-10"), child_ids=("nia",)),
        make(Change, id="c", plan_id="p", needed="Fed."),
        make(Review, id="r", change_id="c", on=day("2023-03-01"), result="partly"),
        make(Review, id="lost", change_id="gone", on=day("2023-03-01"), result="partly"),
        make(Breach, id="b", change_id="c", on=day("2023-04-01"), words="x", answer="y",
             answered_on=day("2023-04-05")),
        make(ServiceOffer, id="s", name="Group", offered_on=day("2023-01-01"), answer="accepted"),
        make(InformationRequest, id="q", kind="conference", agency="gp", asked="x",
             asked_on=day("2023-05-01")), PP,
    ]  # fmt: skip
    view = view_of(make(Case), [*sample_people(), *rows])
    clocks = follow(view, SETTINGS, TODAY).clocks
    days = list(work_days(view, clocks, "en"))
    told = {(one.code, one.record.id) for one in days}
    assert {("review", "r"), ("breach", "b"), ("answer", "b"), ("request", "q")} <= told
    assert "lost" not in {one.record.id for one in days}
    assert {one.strip for one in days} == {"plans", "services", "answers", "pre_proceedings"}
    assert all(one.words for one in days)
