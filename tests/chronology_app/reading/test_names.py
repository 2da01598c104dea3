"""People are found by name, alias, age and family word; near-misses are somebody else."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.reading.document import PersonHint, hints_of
from chronology_app.reading.names import People
from tests.chronology_app.reading.texts import FAMILY

PEOPLE = People(FAMILY)
DAY = date(2022, 9, 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maya and Owen seen.", ["Maya Rose Kettle", "Owen Kettle"]),
        ("KETTLE M; KETTLE O", ["Maya Rose Kettle", "Owen Kettle"]),
        ("Adair, Fern", ["Fern Adair"]),
        ("all three children in the home", ["Maya Rose Kettle", "Owen Kettle", "Fern Adair"]),
        ("the two older children", ["Maya Rose Kettle", "Owen Kettle"]),
        ("Child aged 4 on scene", ["Owen Kettle"]),
        ("review at 15 months", ["Fern Adair"]),
        ("all six sessions attended", []),
        ("another child's coat", []),
        ("Owen Fletcher lost his kit", []),
        ("Nothing to report", []),
    ],
)
def test_children_meant_by_words(text: str, names: list[str]) -> None:
    found, _rule, _words = PEOPLE.find_children(text, DAY)
    assert [child.name for child in found] == names


def test_mum_and_dad_are_found_when_there_is_only_one() -> None:
    assert {n.person.name for n in PEOPLE.find("Mum rang, Dad was out.")} == {
        "Leanne Kettle",
        "Paul Adair",
    }
    two = People((*FAMILY, PersonHint(name="Lee Moss", role="father")))
    assert [n.person.name for n in two.find("Dad was out.")] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May was hungry.", True),
        ("Seen in May with no coat.", False),
        ("Seen on 3 May at home.", False),
        ("May 2022 was quiet.", False),
        ("Will said he was cold.", True),
        ("Will contact school.", False),
    ],
)
def test_a_name_that_is_also_a_word(text: str, found: bool) -> None:
    people = People(
        [PersonHint(name="May Orr", role="child"), PersonHint(name="Will Orr", role="child")]
    )
    assert bool(people.find(text)) is found


def test_an_alias_shared_by_two_people_names_nobody() -> None:
    people = People(
        hints_of(
            [
                {"name": "Sam Hill", "role": "child", "aliases": ["Sam"]},
                {"name": "Sam Dale", "role": "uncle", "aliases": ["Sam"]},
            ]
        )
    )
    assert people.find("Sam was there.") == []


def test_a_baby_on_the_way_counts_only_when_the_words_say_so() -> None:
    day = date(2021, 1, 10)
    assert [c.name for c in PEOPLE.children_at(day)] == ["Maya Rose Kettle", "Owen Kettle"]
    found, _rule, _words = PEOPLE.find_children("unborn baby discussed", day)
    assert [c.name for c in found] == ["Fern Adair"]


def test_without_people_nothing_is_found() -> None:
    assert People(()).find("Maya and Mum") == []
    assert People(()).find_children("the children", DAY)[0] == []
