"""The impact matrix: three kinds apart, honest about dates, and recountable to the last id."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.impact_matrix import KINDS, UNDATED, build_matrix
from chronology_app.model import (
    Case,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
)
from chronology_app.model.codes import EventStatus, ImpactKind
from chronology_app.model.view import view_of
from tests.factories import make, make_event, sample_people, sample_view

AS_OF = date(2022, 6, 30)
TAG, SEEN, JUDGED = KINDS


def matrix(*extra, as_of=AS_OF):
    return build_matrix(view_of(make(Case), [*sample_people(), *extra]), as_of)


def tagged(key, edtf, child="nia", need="health", **fields):
    return [
        *make_event(key, edtf, "Seen.", children=(child,), **fields),
        make(NeedConcerned, id=f"{key}-tag", event_id=key, child_id=child, need=need),
    ]


def bounds(found, year, kind=TAG, child="nia", need="health"):
    count = found.count(child, need, year, kind)
    return count.at_least, count.at_most


def test_the_three_kinds_stand_apart_and_a_tag_is_no_impact():
    seen = make(ObservedImpact, id="o", event_id="a", child_id="nia", need="health")
    judged = make(
        LikelyImpact, id="l", event_ids=("a",), child_id="nia", need="health",
        signed_at=datetime(2022, 1, 4),
    )  # fmt: skip
    only_tag = matrix(*tagged("a", "2021-03-04"))
    assert [bounds(only_tag, 2021, kind) for kind in KINDS] == [(1, 1), (0, 0), (0, 0)]
    found = matrix(*tagged("a", "2021-03-04"), seen, judged)
    assert [bounds(found, 2021, kind) for kind in KINDS] == [(1, 1), (1, 1), (0, 0)]
    assert [bounds(found, 2022, kind) for kind in KINDS] == [(0, 0), (0, 0), (1, 1)]
    assert found.count("nia", "health", 2022, JUDGED).certain == ("l",)
    assert found.items["l"].event_ids == ("a",)


def test_a_judgement_stands_once_in_the_year_it_was_signed_whenever_its_events_were():
    judged = make(LikelyImpact, id="l", event_ids=("a", "b"), child_id="nia", need="health",
                  signed_at=datetime(2022, 1, 4))  # fmt: skip
    found = matrix(*tagged("a", "2017"), *tagged("b", "2019-05"), judged)
    assert [year for year in found.years if bounds(found, year, JUDGED) != (0, 0)] == [2022]


def test_a_judgement_goes_with_the_last_of_its_events():
    judged = make(LikelyImpact, id="l", event_ids=("a",), child_id="nia", need="health")
    assert "l" not in matrix(*tagged("a", "2020", status=EventStatus.REMOVED), judged).items
    assert matrix(*tagged("a", "2020", status=EventStatus.REMOVED)).items == {}


def test_a_date_over_two_years_is_at_most_in_each_and_at_least_in_none():
    found = matrix(*tagged("a", "2019-11/2020-02"), *tagged("b", "2020-05"))
    assert bounds(found, 2019) == (0, 1)
    assert bounds(found, 2020) == (1, 2)
    assert found.whole("nia", "health", TAG).at_least == 2


def test_winter_may_lie_in_both_of_its_years():
    found = matrix(*tagged("a", "2019-24"))
    assert (bounds(found, 2019), bounds(found, 2020)) == ((0, 1), (0, 1))


def test_of_one_of_several_dates_the_years_between_are_none():
    found = matrix(*tagged("a", "[2018-03,2021-03]"))
    assert [bounds(found, y) for y in (2018, 2019, 2020, 2021)] == [(0, 1), (0, 0), (0, 0), (0, 1)]


def test_of_all_of_several_dates_each_is_sure():
    found = matrix(*tagged("a", "{2018-03-01,2021-03-01}"))
    assert [bounds(found, y) for y in (2018, 2019, 2021)] == [(1, 1), (0, 0), (1, 1)]
    assert found.whole("nia", "health", TAG).at_most == 1


def test_an_open_end_reaches_to_the_day_asked_for_and_an_open_beginning_to_the_birth():
    found = matrix(*tagged("a", "2020-03/.."), *tagged("b", "../2015-06"))
    assert [bounds(found, y) for y in (2020, 2021, 2022)] == [(0, 1)] * 3
    assert [bounds(found, y) for y in (2014, 2015)] == [(0, 1)] * 2
    assert found.years == tuple(range(2014, 2023))


def test_an_open_end_in_this_year_is_still_not_sure():
    assert bounds(matrix(*tagged("a", "2022-01/..")), 2022) == (0, 1)


def test_what_has_no_date_has_a_column_of_its_own():
    found = matrix(*tagged("a", None), *tagged("b", "XXXX-12-25"))
    assert found.has_undated
    assert bounds(found, UNDATED) == (2, 2)
    assert found.years == ()


def test_two_tags_of_one_event_and_need_are_one_event():
    again = make(NeedConcerned, id="again", event_id="a", child_id="nia", need="health")
    assert bounds(matrix(*tagged("a", "2021"), again), 2021) == (1, 1)


def test_an_authoritys_own_need_is_counted_after_the_seven():
    found = matrix(*tagged("a", "2021", need="faith"))
    assert found.needs[-1] == "faith"
    assert len(found.needs) == 8
    assert bounds(found, 2021, need="faith") == (1, 1)


def test_events_accepted_unread_count_only_where_they_are_asked_for():
    rows = tagged("a", "2021", status=EventStatus.ACCEPTED_UNREAD)
    view = view_of(make(Case), [*sample_people(), *rows])
    assert len(build_matrix(view, AS_OF).items) == 1
    assert build_matrix(view, AS_OF, view.confirmed).items == {}


def test_a_case_without_children_or_records_has_an_empty_matrix():
    empty = build_matrix(view_of(make(Case), []), AS_OF)
    assert (empty.child_ids, empty.years, empty.items) == ((), (), {})


def test_the_invented_family_is_counted_as_it_was_planted():
    found = build_matrix(sample_view(), AS_OF)
    assert bounds(found, 2020, child="tess") == (1, 1)
    assert found.count("nia", "emotional_behavioural", 2021, SEEN).certain == ("impact-1",)
    assert found.count("owen", "health", 2022, JUDGED).certain == ("impact-2",)
    assert len(found.items) == 3


DATES = st.sampled_from(
    [None, "2018", "2019-03", "2019-11/2020-02", "[2018,2020]", "{2018-01,2019-02}", "2020-03/..",
     "../2019", "201X", "2019~", "2021-24", "XXXX-05"]
)  # fmt: skip
PLANTED = st.lists(
    st.tuples(DATES, st.sampled_from(["nia", "owen"]), st.sampled_from(["health", "identity"]),
              st.sampled_from(["tag", "seen", "judged"])),
    max_size=8,
)  # fmt: skip


def planted(rows):
    records = []
    for n, (edtf, child, need, kind) in enumerate(rows):
        records += make_event(f"e{n}", edtf, "Seen.", children=(child,))
        about = {"child_id": child, "need": need}
        if kind == "tag":
            records.append(make(NeedConcerned, id=f"r{n}", event_id=f"e{n}", **about))
        elif kind == "seen":
            records.append(make(ObservedImpact, id=f"r{n}", event_id=f"e{n}", **about))
        else:
            records.append(make(LikelyImpact, id=f"r{n}", event_ids=(f"e{n}",), **about))
    return records


@given(PLANTED)
def test_every_figure_can_be_recounted_and_nothing_is_lost(rows):
    found = matrix(*planted(rows))
    assert len(found.items) == len(rows)
    for child in found.child_ids:
        for need in found.needs:
            for kind in KINDS:
                cells = [found.count(child, need, y, kind) for y in (*found.years, UNDATED)]
                ids = {i for cell in cells for i in cell.possible}
                assert ids == set(found.whole(child, need, kind).possible)
                assert all(set(cell.certain) <= set(cell.possible) for cell in cells)
                assert sum(cell.at_most for cell in cells) >= len(ids)
                sure = {i for cell in cells for i in cell.certain}
                assert len(sure) <= len(ids)
    wholes = sum(
        found.whole(c, n, k).at_most for c in found.child_ids for n in found.needs for k in KINDS
    )
    assert wholes == len(rows)


@given(PLANTED, st.randoms(use_true_random=False))
def test_the_order_of_the_records_is_of_no_matter(rows, chance):
    records = planted(rows)
    shuffled = list(records)
    chance.shuffle(shuffled)
    one, other = matrix(*records), matrix(*shuffled)
    assert one == other
    assert list(one.items) == list(other.items)


@given(PLANTED)
def test_a_tag_more_raises_no_count_of_impact(rows):
    records = planted(rows)
    more = [*records, *tagged("more", "2019-05")]
    before, after = matrix(*records), matrix(*more)
    for year in (*after.years, UNDATED):
        for kind in (SEEN, JUDGED):
            assert bounds(after, year, kind) == bounds(before, year, kind)
    assert bounds(after, 2019)[0] == bounds(before, 2019)[0] + 1


def test_a_later_day_never_makes_a_sure_count_smaller():
    records = [*tagged("a", "2019"), *tagged("b", "2020/.."), *tagged("c", "2019/2021")]
    for year in (2019, 2020, 2021):
        early, late = matrix(*records, as_of=date(2020, 1, 1)), matrix(*records)
        assert bounds(early, year)[0] <= bounds(late, year)[0]


def test_the_kinds_are_those_of_the_records():
    assert set(KINDS) == set(ImpactKind)
