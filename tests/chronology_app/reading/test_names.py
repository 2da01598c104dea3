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


DOUBLE = (
    PersonHint(name="Idris Ato Mensah-Pryor", role="child", born="2012-01-05"),
    PersonHint(name="Zofia (Zosia) Mensah-Pryor", role="child", born="2015-04-09"),
    PersonHint(name="Ava Lund Okafor", role="child", born="2019-08-01"),
    PersonHint(name="Carys Mensah", role="mother"),
    PersonHint(name="Zed Pryor", role="father"),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IDRIS M-P", ["Idris"]),
        ("Idris M.", ["Idris"]),
        ("Zosia Mensah-P late again", ["Zofia"]),
        ("IDRIS STOOD IN FRONT OF THE CAR AND WAVED", ["Idris"]),
        ("AVA SEEN ALONE", ["Ava"]),
        ("MENSAH-PRYOR IDRIS M 7 / MENSAH-PRYOR ZOFIA F 4", ["Idris", "Zofia"]),
        ("OKAFOR, Ava (2)", ["Ava"]),
        ("Lund Okafor Ava", ["Ava"]),
        ("IMP absent 4 of 8 days", ["Idris"]),
        ("Idris PRICE, 4 Oak", []),
        ("Idris Price lost his coat", []),
        ("IDRIS PRICE M 9", []),
        ("IDRIS PRICE, YEAR 4, BUMPED HEAD", []),
        ("ZOFIA KOWAL bumped head", []),
    ],
)
def test_the_ways_of_writing_a_family_name_and_other_peoples(text: str, names: list[str]) -> None:
    found, _rule, _words = People(DOUBLE).find_children(text, DAY)
    assert [child.name.split()[0] for child in found] == names


LETTERS = (
    PersonHint(name="Kofi Orr", role="child", born="2012-01-05"),
    PersonHint(name="Zara Orr", role="child", born="2014-01-05", aliases=("Z",)),
    PersonHint(name="Mary Orr", role="child", born="2016-01-05"),
    PersonHint(name="Zed Orr", role="father"),
    PersonHint(name="Rosa Orr", role="child", born="2018-01-05"),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("K said he was cold.", ["Kofi"]),
        ("Told K that I would ring.", ["Kofi"]),
        ("Police rang, K missing on Saturday.", ["Kofi"]),
        ("Mum read Z's poem to Zed.", ["Zara"]),
        ("I spoke to K. He was quiet.", ["Kofi"]),
        ("OLDER ONE CALM, K HAD RUNG THE AMBULANCE", ["Kofi"]),
        ("Verruca, R heel", []),
        ("R side of the face", []),
        ("Spoke to K. Lindo.", []),
        ("Mr K was there.", []),
        ("Vitamin K given at birth", []),
        ("KOWAL K HEAVILY DRUNK", []),
        ("M said that she was tired.", []),
        ("MALE M 7 SEEN", []),
        ("Section Z of the form", []),
    ],
)
def test_a_single_letter_is_a_child_only_where_it_can_be_nobody_else(
    text: str, names: list[str]
) -> None:
    found = [n.person for n in People(LETTERS).find(text) if n.person.is_child]
    assert [child.name.split()[0] for child in found] == names
