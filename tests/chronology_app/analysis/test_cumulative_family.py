"""Whose concern counts: households, the family, strengths, disputes; and laws that always hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.analysis.cumulative import FAMILY, STRENGTH, CumulativeRow, build_cumulative
from chronology_app.analysis.measure_words import measure_words, whose_words, without_words
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Case,
    ChildWords,
    Concern,
    EventPerson,
    Outcome,
    Record,
    Reply,
    Strength,
)
from chronology_app.model.codes import OutcomeCode, ReplyAnswer
from chronology_app.model.view import CaseView, view_of
from tests.factories import day, make, make_event, sample_people

AS_OF = date(2021, 12, 31)
PLACED, HOME = ("placement", "foster home A"), ("household", "Kerry Hollins's flat")
OTHER = ("household", "Dean Hollins's house")


def case(*records: Record) -> CaseView:
    return view_of(make(Case), [*sample_people(), *records])


def rows(*records: Record, **more) -> dict[tuple[str, str, str], CumulativeRow]:
    found = build_cumulative(case(*records), AS_OF, **more)
    return {(row.child_id, row.type, row.measure): row for row in found}


def concern(key: str, edtf: str | None, *children: str, type: str = "physical") -> list[Record]:
    return make_event(key, edtf, "The home was cold.", children=children, concerns=(type,))


def spell(key: str, edtf: str, child: str, what: tuple[str, str], edge: str = "starts"):
    return make_event(key, edtf, "Moved.", children=(child,), spells=((*what, edge),))


def bounds(row: CumulativeRow | None) -> tuple[float, float] | None:
    return (row.at_least, row.at_most) if row else None


# --- households ------------------------------------------------------------------------------


def test_a_shared_concern_does_not_count_for_a_child_who_lived_in_a_placement():
    found = rows(
        *concern("a", "2020-02-01", "nia", "owen"),
        *concern("b", "2020-08-01", "nia", "owen"),
        *spell("m", "2020-06-01", "owen", PLACED),
    )
    assert found["nia", "physical", "events"].event_ids == ("a", "b")
    assert found["owen", "physical", "events"].event_ids == ("a",)
    left_out = found["owen", "physical", "recorded_elsewhere"]
    assert (left_out.event_ids, bounds(left_out)) == (("b",), (1, 1))
    assert ("nia", "physical", "recorded_elsewhere") not in found


def test_it_counts_perhaps_where_the_date_may_lie_on_either_side_of_the_move():
    found = rows(
        *concern("a", "2020-05/2020-07", "nia", "owen"),
        *spell("m", "2020-06-01", "owen", PLACED),
    )
    assert bounds(found["owen", "physical", "events"]) == (0, 1)
    assert bounds(found["owen", "physical", "recorded_elsewhere"]) == (0, 1)
    assert bounds(found["nia", "physical", "events"]) == (1, 1)


@pytest.mark.parametrize("part", ["present", "seen", "seen_alone", "spoken_to"])
def test_a_child_who_was_there_is_concerned_wherever_it_lived(part):
    there = make(EventPerson, id="x", event_id="b", person_id="owen", part=part)
    shared = [*concern("b", "2020-08-01", "nia", "owen"), *spell("m", "2020-06", "owen", PLACED)]
    assert ("owen", "physical", "events") not in rows(*shared)
    assert bounds(rows(*shared, there)["owen", "physical", "events"]) == (1, 1)
    words = make(ChildWords, event_id="b", child_id="owen")
    assert bounds(rows(*shared, words)["owen", "physical", "events"]) == (1, 1)


def test_a_concern_recorded_for_one_child_alone_counts_in_a_placement_too():
    found = rows(*concern("b", "2020-08-01", "owen"), *spell("m", "2020-06-01", "owen", PLACED))
    assert bounds(found["owen", "physical", "events"]) == (1, 1)


def test_children_placed_together_share_the_concerns_that_are_recorded_there():
    moves = [*spell("m", "2020-06-01", "owen", PLACED), *spell("n", "2020-06-01", "nia", PLACED)]
    found = rows(*concern("b", "2020-08-01", "nia", "owen"), *moves)
    assert bounds(found["owen", "physical", "events"]) == (1, 1)
    assert bounds(found["nia", "physical", "events"]) == (1, 1)


def test_a_placement_in_one_of_the_familys_households_is_living_there():
    placed_at_home = ("placement", HOME[1].upper())
    moves = [*spell("h", "2019-01-01", "nia", HOME), *spell("m", "2020-06", "owen", placed_at_home)]
    found = rows(*concern("b", "2020-08-01", "nia", "owen"), *moves)
    assert bounds(found["owen", "physical", "events"]) == (1, 1)


def test_between_two_households_an_adult_of_the_event_tells_which_one_it_is_about():
    homes = [*spell("h", "2019-01-01", "nia", HOME), *spell("o", "2019-01-01", "owen", OTHER)]
    shared = [*homes, *concern("b", "2020-08-01", "nia", "owen")]
    unknown = rows(*shared)
    assert bounds(unknown["nia", "physical", "events"]) == (0, 1)
    assert bounds(unknown["owen", "physical", "events"]) == (0, 1)
    assert bounds(unknown[FAMILY, "physical", "family_events"]) == (0, 1)
    kerry = make(EventPerson, id="k", event_id="b", person_id="kerry", part="present")
    told = rows(*shared, kerry)
    assert bounds(told["nia", "physical", "events"]) == (1, 1)
    assert ("owen", "physical", "events") not in told
    assert bounds(told["owen", "physical", "recorded_elsewhere"]) == (1, 1)


def test_a_household_concern_before_the_pregnancy_is_not_a_childs():
    """Tess was born on 14 March 2020; 42 weeks before that is 25 May 2019."""
    found = rows(*concern("b", "2019-05-24", "nia", "tess"))
    assert ("tess", "physical", "events") not in found
    assert bounds(found["nia", "physical", "events"]) == (1, 1)
    unborn = rows(*concern("b", "2019-05-25", "nia", "tess"))
    assert bounds(unborn["tess", "physical", "events"]) == (1, 1)


def test_a_concern_of_no_child_by_name_counts_for_those_who_lived_at_home():
    of_home = make(Concern, event_id="b", child_id="", type="physical")
    found = rows(*make_event("b", "2021-08-01", "No heating."), of_home,
                 *spell("m", "2020-06-01", "owen", PLACED))  # fmt: skip
    counted = {child for child, type_, measure in found if (type_, measure) == ("any", "events")}
    assert counted == {"nia", "tess"}
    assert found[FAMILY, "any", "family_events"].event_ids == ("b",)


# --- the family, strengths, levels, ages -------------------------------------------------------


def test_the_family_counts_an_event_once_and_events_without_a_child_apart():
    found = rows(
        *concern("a", "2020-02-01", "nia", "owen"), *concern("b", "2020-03-01", "owen"),
        *make_event("c", "2020-04-01", "Police were called to the address."),
    )  # fmt: skip
    family = found[FAMILY, "any", "family_events"]
    assert (family.value, family.event_ids) == (2, ("a", "b"))
    assert found[FAMILY, "any", "family_only"].event_ids == ("c",)
    assert found[FAMILY, "any", "family_months_with_concern"].value == 2


def test_strengths_stand_beside_concerns_for_the_children_they_are_about():
    found = rows(
        *concern("a", "2020-02-01", "nia"),
        *make_event("s", "2020-02-03", "Nia had new shoes.", children=("nia",), strength="Shoes."),
        *make_event("p", "2020-04-01", "The home was warm.", kind="positive"),
        *make_event("q", "2020-04-09", "Owen praised.", children=("nia", "owen")),
        make(Strength, event_id="q", child_id="owen"),
    )  # fmt: skip
    assert found["nia", STRENGTH, "strengths"].event_ids == ("s", "p")
    assert found["owen", STRENGTH, "strengths"].event_ids == ("p", "q")
    assert found["nia", STRENGTH, "months_with_strength"].value == 2
    assert found[FAMILY, STRENGTH, "family_strengths"].value == 3


def test_the_first_and_last_concern_name_the_days_between_which_they_lie():
    found = rows(*concern("a", "2019", "nia"), *concern("b", "2019-05-02", "nia"),
                 *concern("c", "2020-03", "nia"), *concern("d", None, "nia"))  # fmt: skip
    first, last = (found["nia", "physical", f"{edge}_concern"] for edge in ("first", "last"))
    assert (first.earliest, first.latest) == (date(2019, 1, 1), date(2019, 5, 2))
    assert first.event_ids == ("a", "b")
    assert (last.earliest, last.latest) == (date(2020, 3, 1), date(2020, 3, 31))
    assert last.event_ids == ("c",)


def test_years_and_ages_split_the_events_and_uncertain_ones_stand_in_each():
    found = rows(*concern("a", "2019-12/2020-01", "nia"), *concern("b", "2020-05-01", "nia"),
                 *concern("c", "2020-05-02", "nia"))  # fmt: skip
    assert bounds(found["nia", "any", "events_in_year:2019"]) == (0, 1)
    assert bounds(found["nia", "any", "events_in_year:2020"]) == (2, 3)
    assert bounds(found["nia", "any", "events_at_age:5"]) == (2, 2)
    assert found["nia", "any", "events_at_age:6"].event_ids == ("c",)


def test_a_time_asked_for_leaves_out_what_surely_came_before_it():
    found = rows(
        *concern("a", "2020-02-01", "nia"), *concern("b", "2021", "nia"),
        *concern("c", "2021-09-01", "nia"), since=date(2021, 7, 1),
    )  # fmt: skip
    row = found["nia", "physical", "events"]
    assert (row.event_ids, bounds(row)) == (("b", "c"), (1, 2))
    assert bounds(found["nia", "physical", "months_with_concern"]) == (1, 6)
    assert bounds(found["nia", "physical", "share_of_life"]) == (round(1 / 6, 4), 1.0)


def test_months_at_a_level_are_only_those_in_which_the_level_held():
    level = ("level_of_help", "child_protection")
    found = rows(*concern("a", "2020", "nia"), *spell("s", "2020-11-01", "nia", level))
    assert bounds(found["nia", "any", "months_with_concern:child_protection"]) == (0, 2)


# --- disputes ----------------------------------------------------------------------------------


def test_figures_without_disputed_or_not_found_events_say_so():
    records = [
        *concern("a", "2020-01-01", "nia"), *concern("b", "2020-02-01", "nia"),
        *concern("c", "2020-03-01", "nia"),
        make(Reply, event_id="a", answer=ReplyAnswer.DENIED),
        make(Outcome, event_id="b", code=OutcomeCode.NOT_PURSUED),
        make(Reply, event_id="c", answer=ReplyAnswer.NO_REPLY),
    ]  # fmt: skip
    key = ("nia", "physical", "events")
    assert (rows(*records)[key].event_ids, rows(*records)[key].without) == (("a", "b", "c"), ())
    assert rows(*records, without=("disputed",))[key].event_ids == ("b", "c")
    both = rows(*records, without=("not_found", "disputed"))
    assert both[key].event_ids == ("c",)
    assert {row.without for row in both.values()} == {("disputed", "not_found")}
    assert without_words(both[key]).startswith("without disputed events")
    with pytest.raises(BadValueError, match="cumulative_without"):
        rows(without=("agreed",))


@pytest.mark.parametrize("last", ["accepted", "accepted_for_threshold_only"])
def test_a_party_who_came_to_accept_disputes_no_more(last):
    records = [
        *concern("a", "2020-01-01", "nia"),
        make(Reply, event_id="a", answer=ReplyAnswer.DENIED, answered_on=day("2021-01-01")),
        make(Reply, event_id="a", answer=ReplyAnswer(last), answered_on=day("2021-02-01")),
    ]
    assert ("nia", "physical", "events") in rows(*records, without=("disputed",))
    other = make(Reply, event_id="a", party="Dean Hollins", answer=ReplyAnswer.PARTLY)
    assert ("nia", "physical", "events") not in rows(*records, other, without=("disputed",))


def test_every_measure_has_words_in_both_languages():
    level = ("level_of_help", "child_protection")
    found = rows(
        *concern("a", "2020-02-01", "nia", "owen"), *concern("u", None, "nia"),
        *spell("s", "2019-11-01", "nia", level), *spell("m", "2020-01-01", "owen", PLACED),
        *make_event("c", "2020-04-01", "The home was warm.", kind="positive"),
    )  # fmt: skip
    for row in found.values():
        for language in ("en", "cy"):
            assert measure_words(row.measure, language)
            assert whose_words(row, language)
    assert measure_words("events_at_age:5", "cy") != measure_words("events_at_age:5")
    assert whose_words(found[FAMILY, "any", "family_events"]) == "The family"


# --- laws --------------------------------------------------------------------------------------

CHILDREN = ("nia", "owen", "tess")
DATES = st.sampled_from(
    ["2019-03-04", "2019-03", "2019", "2020-06/2020-09", "2020-07-01", "../2020-05", "2021", None]
)
EVENT = st.fixed_dictionaries(
    {
        "edtf": DATES,
        "children": st.lists(st.sampled_from(CHILDREN), max_size=3, unique=True),
        "types": st.lists(st.sampled_from(("physical", "medical")), max_size=2, unique=True),
        "is_strength": st.booleans(),
        "move": st.sampled_from([None, PLACED, HOME, OTHER, ("level_of_help", "early_help")]),
        "adult": st.sampled_from([None, "kerry", "dean"]),
    }
)
CASES = st.lists(EVENT, max_size=7)


def build(drawn: list[dict]) -> list[Record]:
    records: list[Record] = []
    for number, one in enumerate(drawn):
        key = f"e{number}"
        records += make_event(
            key, one["edtf"], "Said.", children=tuple(one["children"]),
            concerns=tuple(one["types"]), strength="Warm." if one["is_strength"] else "",
            spells=((*one["move"], "starts"),) if one["move"] else (),
            confirmed_at=datetime(2020, 7, 15, 9),
        )  # fmt: skip
        if one["adult"]:
            records.append(
                make(EventPerson, id=f"{key}-adult", event_id=key, person_id=one["adult"],
                     part="present")
            )  # fmt: skip
    return records


def figures(records: list[Record]) -> tuple[CumulativeRow, ...]:
    return build_cumulative(case(*records), date(2020, 7, 31))


@settings(max_examples=25, deadline=None)
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_import_never_changes_a_figure(drawn, random):
    records = build(drawn)
    shuffled = [*sample_people(), *records]
    random.shuffle(shuffled)
    view = view_of(make(Case), shuffled)
    assert build_cumulative(view, date(2020, 7, 31)) == figures(records)


@settings(max_examples=25, deadline=None)
@given(CASES, EVENT, st.integers(0, 6))
def test_adding_a_strength_never_raises_a_concern_figure(drawn, one, number):
    records = build(drawn)
    before = [row for row in figures(records) if row.type != STRENGTH]
    strength = make_event("new", one["edtf"], "Warm meal.", children=tuple(one["children"]),
                          strength="Cooked.")  # fmt: skip
    to_one = make(Strength, id="more", event_id=f"e{number}", words="Clean.")
    after = [row for row in figures([*records, *strength, to_one]) if row.type != STRENGTH]
    alone = "family_only"
    assert [r for r in after if r.measure != alone] == [r for r in before if r.measure != alone]


@settings(max_examples=40, deadline=None)
@given(CASES)
def test_the_family_is_the_union_of_its_children_and_its_own_events(drawn):
    found = figures(build(drawn))
    children: dict[str, set[str]] = defaultdict(set)
    least: dict[str, list[float]] = defaultdict(list)
    for row in found:
        if row.measure == "events":
            children[row.type] |= set(row.event_ids)
            least[row.type].append(row.at_least)
    family = {row.type: row for row in found if row.measure == "family_events"}
    assert {code: set(row.event_ids) for code, row in family.items()} == children
    for code, row in family.items():
        assert max(least[code]) <= row.at_least <= sum(least[code])
        assert row.at_most == len(row.event_ids)
    alone = {f"e{n}" for n, one in enumerate(drawn) if not one["children"]}
    only = [set(row.event_ids) for row in found if row.measure == "family_only"]
    assert all(ids <= alone for ids in only)


@settings(max_examples=25, deadline=None)
@given(CASES)
def test_least_never_exceeds_most_and_every_figure_is_recounted_from_its_events(drawn):
    """A figure's own events, with those that say who lived where and when, give it again."""
    apart = [one | {"types": [], "is_strength": False} if one["move"] else one for one in drawn]
    view = case(*build(apart))
    again: dict[tuple[str, ...], dict[tuple[str, str, str], CumulativeRow]] = {}
    for row in build_cumulative(view, date(2020, 7, 31)):
        assert row.value == row.at_least <= row.at_most
        if not row.event_ids:
            assert bounds(row) == (0, 0), "all are undated, and lie in no month"
            continue
        if row.event_ids not in again:
            listed = set(row.event_ids)
            own = [e for e in view.confirmed if e.id in listed or e.id in view.spell_marks]
            found = build_cumulative(view, date(2020, 7, 31), own)
            again[row.event_ids] = {_key(one): one for one in found}
        same = again[row.event_ids][_key(row)]
        assert (same.event_ids, bounds(same)) == (row.event_ids, bounds(row))


def _key(row: CumulativeRow) -> tuple[str, str, str]:
    return row.child_id, row.type, row.measure
