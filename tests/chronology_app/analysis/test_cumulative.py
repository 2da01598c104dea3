"""Cumulative figures: exact where dates are, honest bounds where they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.model import Case, Concern, Event
from chronology_app.model.codes import ConcernType
from chronology_app.model.view import view_of
from tests.factories import make, make_event, sample_people, sample_view

AS_OF = date(2021, 12, 31)


def _rows(*events, as_of=AS_OF, child="nia", **shared):
    """Count physical concerns of one child: events are (id, EDTF or None)."""
    records = list(sample_people())
    for key, edtf in events:
        records += make_event(
            key, edtf, "Seen cold.", children=(child,), concerns=("physical",), **shared
        )
    found = build_cumulative(view_of(make(Case), records), as_of)
    return {r.measure: (r.at_least, r.at_most) for r in found if r.type == "physical"}


def test_exact_dates_leave_nothing_between_least_and_most():
    found = _rows(
        ("a", "2020-01-06"), ("b", "2020-01-20"), ("c", "2020-02-03"), ("d", "2020-06-01")
    )
    assert found["events"] == (4, 4)
    assert found["months_with_concern"] == (3, 3)
    assert found["longest_run"] == (2, 2)
    assert found["longest_gap"] == (3, 3)


def test_the_share_of_life_is_of_the_months_from_birth():
    """Nia was born in May 2014: 92 months to December 2021, both included."""
    assert _rows(("a", "2020-01-06"))["share_of_life"] == (round(1 / 92, 4), round(1 / 92, 4))


def test_a_birth_known_only_to_the_month_or_year_widens_the_share_alone():
    records = [replace(p, born=None) if p.id == "nia" else p for p in sample_people()]
    records += make_event("a", "2021-11-02", "Cold.", children=("nia",), concerns=("physical",))
    found = build_cumulative(view_of(make(Case), records), AS_OF)
    share = next(r for r in found if r.measure == "share_of_life")
    assert (share.at_least, share.at_most) == (0.5, 0.5), "counted from the first record"


def test_an_uncertain_date_may_count_in_each_month_that_it_touches():
    found = _rows(("a", "2020-06/2020-08"))
    assert found["events"] == (1, 1)
    assert found["months_with_concern"] == (1, 3)
    assert found["longest_run"] == (1, 3)


def test_an_uncertain_date_adds_no_month_where_a_certain_one_may_hold_it():
    found = _rows(("a", "2020-06/2020-08"), ("b", "2020-07-01"))
    assert found["months_with_concern"] == (1, 3)
    assert found["longest_run"] == (1, 3)
    assert found["longest_gap"] == (0, 0)


def test_undated_events_are_counted_and_listed_apart():
    found = _rows(("a", "2020-06-01"), ("b", None), confirmed_at=datetime(2021, 3, 1, 9))
    assert found["events"] == (2, 2)
    assert found["undated"] == (1, 1)
    assert found["months_with_concern"] == (1, 1)


def test_what_may_lie_after_the_day_asked_for_counts_at_most():
    early = datetime(2021, 12, 31, 9)
    found = _rows(("a", "2020-06-01"), ("b", "2020"), ("c", None), as_of=date(2020, 7, 1),
                  confirmed_at=early)  # fmt: skip
    assert found["events"] == (1, 3)


def test_what_was_confirmed_by_the_day_had_happened():
    confirmed = datetime(2020, 6, 30, 9)
    found = _rows(("b", "2020"), ("c", None), as_of=date(2020, 7, 1), confirmed_at=confirmed)
    assert found["events"] == (2, 2)


def test_what_surely_came_later_does_not_count():
    found = build_cumulative(sample_view(), date(2019, 12, 31))
    events = {i for r in found if r.type in set(ConcernType) for i in r.event_ids}
    assert events == {"e01", "e02"}


def test_levels_of_help_split_the_events_and_the_day_of_the_step_belongs_to_the_new_one():
    level = "level_of_help"
    records = [
        *sample_people(),
        *make_event("s1", "2020-01-01", "Begun.", children=("nia",),
                    spells=((level, "early_help", "starts"),)),
        *make_event("s2", "2020-06-01", "Stepped up.", children=("nia",), concerns=("physical",),
                    spells=((level, "child_in_need", "starts"),)),
        *make_event("a", "2020-03-01", "Cold.", children=("nia",), concerns=("physical",)),
        *make_event("b", "2020-05/2020-07", "Cold.", children=("nia",), concerns=("physical",)),
    ]  # fmt: skip
    found = build_cumulative(view_of(make(Case), records), AS_OF)
    by = {r.measure: (r.at_least, r.at_most, r.event_ids) for r in found if r.type == "any"}
    assert by["events:early_help"] == (1, 2, ("a", "b"))
    assert by["events:child_in_need"] == (1, 2, ("b", "s2"))


def test_each_child_is_counted_alone_and_a_shared_event_once_for_each():
    found = build_cumulative(sample_view(), AS_OF)
    supervision = [r for r in found if (r.type, r.measure) == ("supervision", "events")]
    assert [(r.child, r.value) for r in supervision] == [
        ("Nia Hollins", 1), ("Owen Hollins", 1), ("Tess Marlow", 1),
    ]  # fmt: skip


def test_any_type_counts_an_event_of_two_types_once():
    records = [*sample_people(), *make_event("a", "2020-01-06", "Cold and hungry.",
               children=("nia",), concerns=("physical", "nutritional"))]  # fmt: skip
    found = build_cumulative(view_of(make(Case), records), AS_OF)
    totals = {r.type: r.value for r in found if r.measure == "events"}
    assert totals == {"any": 1, "nutritional": 1, "physical": 1}


DATES = st.sampled_from(
    ["2019-03-04", "2019-03", "2019", "2019-06/2020-02", "2020-01~", "2021-22", "../2019-05", None]
)


@given(st.lists(DATES, max_size=6))
def test_least_never_exceeds_most_and_order_does_not_matter(dates):
    events = [(f"e{n}", edtf) for n, edtf in enumerate(dates)]
    found = _rows(*events)
    assert all(least <= most for least, most in found.values())
    assert found == _rows(*reversed(events))


MONTHS = {"2019-03": (3,), "2019-05/2019-07": (5, 6, 7), "2019-06-30": (6,), "2019-09": (9,)}


@given(st.lists(st.sampled_from(sorted(MONTHS)), max_size=4))
def test_every_possible_course_lies_between_least_and_most(dates):
    """Each event is put into each of its months in turn; the figures must hold every course."""
    found = _rows(*[(f"e{n}", edtf) for n, edtf in enumerate(dates)])
    courses = {frozenset[int]()}
    for edtf in dates:
        courses = {held | {month} for held in courses for month in MONTHS[edtf]}
    if not dates:
        assert not found
        return
    for held in courses:
        least, most = found["months_with_concern"]
        assert least <= len(held) <= most
        ordered = sorted(held)
        gaps = [b - a - 1 for a, b in zip(ordered, ordered[1:], strict=False)]
        assert found["longest_gap"][0] <= max(gaps, default=0) <= found["longest_gap"][1]


def test_the_value_is_what_is_certain_and_ids_can_be_recounted():
    view = sample_view()
    concerns = view.of(Concern)
    for row in build_cumulative(view, AS_OF):
        assert row.value == row.at_least
        if row.measure == "events" and row.type != "any":
            counted = {
                c.event_id for c in concerns if (c.child_id, c.type) == (row.child_id, row.type)
            } & {e.id for e in view.confirmed}
            assert set(row.event_ids) == counted
    assert {type(view.by_id[i]) for r in build_cumulative(view, AS_OF) for i in r.event_ids} == {
        Event
    }
