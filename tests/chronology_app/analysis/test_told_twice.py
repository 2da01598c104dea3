"""Events that look like one told twice are found, with how they agree; nothing is settled."""

from __future__ import annotations

from chronology_app.analysis.checks import build_checks
from chronology_app.analysis.told_twice import apart_key, build_groups, find_told_twice
from chronology_app.model import Account, Case, Finding, Suggestion
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from tests.factories import day, make, make_event, sample_people, sample_sources

COLLECTED = "Owen collected from school by police, no adult at home."


def one(event_id, edtf, source, agency, fact=COLLECTED, **fields):
    return make_event(
        event_id, edtf, fact, source=source, agency=agency, children=("owen",),
        kind="police_incident", **fields,
    )  # fmt: skip


def case(*records):
    return view_of(make(Case), [*sample_people(), *sample_sources(), *records])


def told(*records):
    return find_told_twice(case(*records))


#: The checks of when an event was, and whether it was told twice.
WHEN = ("told_twice", "conflicting_times", "conflicting_dates")


def findings(*records):
    found = build_checks(case(*records), (), load_settings())
    return tuple(one for one in found if one.check in WHEN)


TWICE = (
    *one("e1", "2021-03-04", "hv", "health_visiting"),
    *one("e2", "2021-03-05", "police", "police", "Officers collected Owen from school, no adult."),
)


def test_two_records_of_one_thing_a_day_apart_are_found_with_what_agrees_and_differs():
    (pair,) = told(*TWICE, *one("e3", "2021-05-04", "police", "police"))
    assert (pair.one.id, pair.other.id) == ("e1", "e2")
    levels = {agreement.field: agreement.level for agreement in pair.likeness.agreements}
    assert (levels["date"], levels["children"], levels["agency"]) == (
        "day_beside", "same", "different",
    )  # fmt: skip
    assert pair.belongs_together


def test_one_file_tells_a_thing_once_and_what_is_gone_is_not_compared():
    same_file = (
        *one("e1", "2021-03-04", "hv", "health_visiting"),
        *one("e2", "2021-03-04", "hv", "health_visiting"),
    )
    assert told(*same_file) == ()
    gone = one("e3", "2021-03-04", "police", "police", status="removed")
    assert told(*one("e1", "2021-03-04", "hv", "health_visiting"), *gone) == ()


def test_a_corrected_headline_is_what_counts_and_other_accounts_count_as_well():
    moved = one("e1", "2021-09-04", "hv", "health_visiting")
    second = make(
        Account, id="e1-second", event_id="e1", source_id="notes", date=day("2021-03-04"),
        recorded_by="childrens_social_care", agency="police",
    )  # fmt: skip
    police = one("e2", "2021-03-04", "police", "police")
    assert told(*moved, *police) == ()
    (pair,) = told(*moved, second, *police)
    assert {pair.one.account_id, pair.other.account_id} == {"e1-second", "e2-account"}


def test_a_pair_that_is_not_the_same_stays_marked_even_by_what_it_was_suggested_as():
    key = apart_key("s1", "e2")
    said = make(Finding, key=key)
    was = one("e1", "2021-03-04", "hv", "health_visiting", suggestion_ids=("s1",))
    (pair,) = told(*was, *TWICE[len(one("e1", "2021", "hv", "gp")) :], said)
    assert (pair.is_apart, pair.key, pair.belongs_together) == (True, key, False)
    taken_up = make(Finding, key=key, decision="taken_up")
    (pair,) = told(*was, *TWICE[len(one("e1", "2021", "hv", "gp")) :], taken_up)
    assert pair.belongs_together


def test_what_hangs_together_is_one_group_in_the_order_of_dates():
    third = one("e0", "2021-03-05", "notes", "childrens_social_care")
    pairs = told(*TWICE, *third)
    (group,) = build_groups(pairs, ["e1", "e0", "e2", "other"])
    assert group.ids == ("e1", "e0", "e2")
    assert len(group.pairs) == 3


def test_the_check_notes_it_and_setting_it_aside_is_saying_that_they_are_not_the_same():
    (found,) = findings(*TWICE)
    assert (found.check, found.level, found.event_ids) == ("told_twice", "note", ("e1", "e2"))
    assert "Officers collected" in found.sentence()
    assert len(found.why()) == 2
    (found,) = findings(*TWICE, make(Finding, key=found.key))
    assert found.is_dismissed


def test_the_check_notes_times_of_one_event_that_cannot_be_one_moment():
    event = one("e1", "2021-03-04", "hv", "health_visiting")
    at = [
        make(Account, id=f"a{n}", event_id="e1", source_id="hv", date=day("2021-03-04"), time=time)
        for n, time in enumerate(("08:15", "08:40", "11:00"))
    ]
    assert findings(*event, *at[:2]) == ()
    (found,) = findings(*event, *at)
    assert (found.check, found.level) == ("conflicting_times", "note")
    assert "08:15; 08:40; 11:00" in found.sentence()
    other_day = make(
        Account, id="a4", event_id="e1", source_id="hv", date=day("2021-04-04"), time="11:00"
    )
    assert [f.check for f in findings(*event, at[0], other_day)] == ["conflicting_dates"]


def test_a_waiting_suggestion_is_no_event():
    assert told(*TWICE[: len(TWICE) // 2], make(Suggestion, source_id="police")) == ()
