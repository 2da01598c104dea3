"""The family's history: by dates, people and codes, never by what words may mean."""

from __future__ import annotations

import pytest

from chronology_app.analysis.family_history import build_family_history
from chronology_app.analysis.spells import build_spells
from chronology_app.model import Case, EventPerson, Factor, Parentage, Person
from chronology_app.model.view import view_of
from tests.factories import day, make, make_event, sample_people, sample_view


def history(*extra):
    view = view_of(make(Case), [*sample_people(), *extra])
    return build_family_history(view, build_spells(view, view.events))


def about(event, person):
    return make(EventPerson, id=f"{event}-{person}", event_id=event, person_id=person)


def part_of(found, person_id):
    return next(part for part in found.adults if part.adult.id == person_id)


def test_an_adults_childhood_is_what_names_the_adult_before_the_eighteenth_birthday():
    found = history(
        *make_event("care", "2003-05", "Placed with foster carers."), about("care", "kerry"),
        *make_event("eve", "2011", "Left school."), about("eve", "kerry"),
        *make_event("grown", "2013", "Moved out."), about("grown", "kerry"),
        *make_event("else", "2003", "Something else."),
    )  # fmt: skip
    told = [(one.event.id, one.is_certain) for one in part_of(found, "kerry").childhood]
    # Born in 1993: some day of 2011 is surely the birthday, so 2011 may be either.
    assert told == [("care", True), ("eve", False)]
    assert [one.event.id for one in found.before_first_birth] == ["else", "grown"]


def test_without_a_birth_no_childhood_is_claimed():
    found = history(*make_event("a", "2001", "In care."), about("a", "dean"))
    assert part_of(found, "dean").is_empty
    assert [one.event.id for one in found.before_first_birth] == ["a"]


def test_before_the_first_birth_leaves_out_what_is_about_a_child_and_doubts_what_may_be_later():
    found = history(
        *make_event("scan", "2014-01", "Scan.", children=("nia",)),
        *make_event("move", "2013", "Came to Glanrhyd."),
        *make_event("year", "2014", "A job was lost."),
        *make_event("late", "2015", "Another."),
    )
    told = [(one.event.id, one.is_certain) for one in found.before_first_birth]
    assert told == [("move", True), ("year", False)]


def test_undated_entries_about_adults_are_kept_apart():
    found = history(*make_event("u", None, "She grew up in care."), about("u", "kerry"),
                    *make_event("n", None, "Nia was cold.", children=("nia",)))  # fmt: skip
    assert [event.id for event in found.undated] == ["u"]


@pytest.mark.parametrize(
    ("role", "is_one"),
    [("half-sister", True), ("older half sibling", True), ("child of the mother", True),
     ("adult son", True), ("mother's brother", False), ("aunt", False), ("grandchild", False),
     ("child minder", False), ("", False)],
)  # fmt: skip
def test_earlier_children_are_known_by_role(role, is_one):
    found = history(make(Person, id="x", name="Ada Hollins", role=role))
    assert [one.person.id for one in found.earlier_children] == ["x"] * is_one
    if is_one:
        assert "x" not in [part.adult.id for part in found.adults]


@pytest.mark.parametrize(
    ("role", "is_one"),
    [("Maternal grandmother", True), ("mother's partner", True), ("relative", True),
     ("Social worker 2 (from 2021)", False), ("health visitor", False), ("professional", False),
     ("Member of the public", False)],
)  # fmt: skip
def test_adults_of_the_family_are_known_by_role_and_people_at_work_are_none(role, is_one):
    found = history(make(Person, id="x", name="Joan Bell", role=role))
    assert ("x" in [part.adult.id for part in found.adults]) == is_one


def test_somebody_with_a_factor_or_a_child_of_the_family_is_an_adult_whatever_the_role():
    found = history(
        make(Person, id="x", name="Joan Bell", role="other"),
        make(Person, id="y", name="Jack Bell", role=""),
        make(Factor, id="f", person_id="x"),
        make(Parentage, id="p", child_id="nia", parent_id="y", kind="step"),
    )
    assert {"x", "y"} <= {part.adult.id for part in found.adults}


def test_earlier_children_are_known_by_a_parent_in_common_but_parents_are_none():
    found = history(
        make(Person, id="ada", name="Ada Hollins", role="other"),
        make(Person, id="gran", name="Joan Hollins", role="relative"),
        make(Parentage, id="p1", child_id="nia", parent_id="kerry"),
        make(Parentage, id="p2", child_id="ada", parent_id="kerry"),
        make(Parentage, id="p3", child_id="kerry", parent_id="gran"),
        make(Parentage, id="p4", child_id="nia", parent_id="gran", kind="carer"),
        *make_event("a", "2009", "Ada was placed for adoption."), about("a", "ada"),
    )  # fmt: skip
    (earlier,) = found.earlier_children
    assert (earlier.person.id, [p.id for p in earlier.parents]) == ("ada", ["kerry"])
    assert [event.id for event in earlier.events] == ["a"]


def test_factors_stand_with_their_adults_both_kinds_and_others_apart():
    found = history(
        make(Factor, id="f2", code="debt", kind="risk", since=day("2019")),
        make(Factor, id="f1", code="in_care_as_child", kind="risk", since=day("2003")),
        make(Factor, id="f3"),
        make(Factor, id="f4", person_id="nia", code="asthma", kind="risk"),
    )
    assert [f.id for f in part_of(found, "kerry").factors] == ["f1", "f2", "f3"]
    assert [f.id for f in found.other_factors] == ["f4"]


def test_hardship_is_housing_and_moves_and_help_is_services_once():
    service = ("service", "Home-Start", "starts")
    found = history(
        *make_event("h", "2018", "Rent arrears.", agency="housing"),
        *make_event("m", "2019", "Moved.", kind="move"),
        *make_event("s", "2020-01", "Home-Start began.", children=("nia", "owen"), kind="service",
                    spells=(service,)),
        *make_event("t", "2020-05", "Triple P offered, not taken up.", kind="service"),
        *make_event("x", "2020-06", "Not brought.", kind="missed_appointment"),
    )  # fmt: skip
    assert [event.id for event in found.hardship_events] == ["h", "m"]
    (help_,) = found.help
    assert (help_.name, help_.child_ids, help_.event_ids) == ("Home-Start", ("nia", "owen"), ("s",))
    assert [event.id for event in found.help_events] == ["t"]
    assert [event.id for event in found.missed] == ["x"]


def test_an_empty_family_has_an_empty_chapter():
    view = view_of(make(Case), [])
    found = build_family_history(view, build_spells(view))
    assert (found.adults, found.before_first_birth, found.help) == ((), (), ())


def test_the_invented_familys_adults_come_in_its_order():
    view = sample_view()
    found = build_family_history(view, build_spells(view))
    assert [part.adult.id for part in found.adults] == ["kerry", "dean", "lee"]
    # Nobody is named in it: it is about no child and has no date.
    assert [event.id for event in found.undated] == ["e10"]
