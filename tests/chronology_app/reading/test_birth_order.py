"""Children named by their place among brothers and sisters, and who lives in the household."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.reading.birth_order import find_by_order, find_sibling
from chronology_app.reading.document import PersonHint
from chronology_app.reading.household import find_outside
from chronology_app.reading.names import People
from tests.chronology_app.reading.texts import FAMILY, prose

CHILDREN = FAMILY[:3]
MAYA, OWEN, FERN = CHILDREN
SEXED = (replace(MAYA, sex="female"), replace(OWEN, sex="male"), replace(FERN, sex="female"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The eldest made the tea.", (MAYA,)),
        ("Her youngest has a cough.", (FERN,)),
        ("The middle one was late.", (OWEN,)),
        ("Older two at school today.", (MAYA, OWEN)),
        ("The two youngest were in the yard.", (OWEN, FERN)),
        ("The boys were fighting.", ()),
    ],
)
def test_places_among_the_children_are_read_from_births(
    words: str, expected: tuple[PersonHint, ...]
) -> None:
    assert tuple(find_by_order(words, CHILDREN)[0]) == expected


def test_girls_and_the_boy_are_read_where_every_sex_is_known() -> None:
    assert [c.name for c in find_by_order("Both girls were hungry.", SEXED)[0]] == [
        "Maya Rose Kettle",
        "Fern Adair",
    ]
    assert [c.name for c in find_by_order("The boy had no coat.", SEXED)[0]] == ["Owen Kettle"]


def test_one_birth_unknown_leaves_a_doubt_and_nobody() -> None:
    unknown = (MAYA, OWEN, replace(FERN, born=None))
    assert find_by_order("The eldest made the tea.", unknown)[0] == []


def test_a_little_brother_is_the_one_younger_child() -> None:
    assert tuple(find_sibling("Owen and his little sister", OWEN, CHILDREN)) == (FERN,)
    assert tuple(find_sibling("Maya and her little sister", MAYA, CHILDREN)) == ()


def test_twins_are_born_within_two_days() -> None:
    twin = PersonHint(name="Ivo Adair", role="child", born="2021-06-06")
    assert tuple(find_by_order("the twins", (*CHILDREN, twin))[0]) == (FERN, twin)


def test_a_child_said_to_live_with_the_other_parent_is_outside() -> None:
    passages = prose("Maya lives with her dad in Thorpe.", "Owen and Fern seen at home.")
    assert find_outside(People(FAMILY), passages) == {"Maya Rose Kettle"}


def test_a_child_seldom_named_is_not_outside_for_that_alone() -> None:
    passages = prose(*["Owen and Maya seen at home."] * 20)
    assert find_outside(People(FAMILY), passages) == frozenset()


def test_the_fourth_child_is_outside_where_the_source_counts_three() -> None:
    fourth = PersonHint(name="Ivo Brandt", role="child", born="2010-06-06", aliases=("Ivo",))
    passages = prose(*["All three children seen: Maya, Owen and Fern."] * 4, "Ivo not present.")
    assert find_outside(People((*FAMILY, fourth)), passages) == {"Ivo Brandt"}
