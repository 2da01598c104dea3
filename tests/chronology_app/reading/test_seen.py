"""Who was seen, seen alone, spoken to or not seen; and who is new."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.reading.names import People
from chronology_app.reading.newcomers import find_newcomers, is_at_work
from chronology_app.reading.seen import find_parts
from tests.chronology_app.reading.texts import FAMILY, prose, read

PEOPLE = People(FAMILY)
MAYA, OWEN, FERN = "Maya Rose Kettle", "Owen Kettle", "Fern Adair"


def parts(text: str, kind: str = "visit", children: tuple[str, ...] = (MAYA,)) -> set[tuple]:
    found = find_parts(text, PEOPLE, children, kind, date(2022, 3, 3))
    return {(p.name, p.part, p.why) for p in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maya seen alone in her bedroom.", {(MAYA, "seen_alone", "")}),
        ("Seen alone.", {(MAYA, "seen_alone", "")}),
        (
            "I spoke to Owen on his own at school.",
            {(OWEN, "spoken_to", ""), (OWEN, "seen_alone", "")},
        ),
        ("Saw Maya and Owen briefly.", {(MAYA, "seen", ""), (OWEN, "seen", "")}),
        ("All three children seen.", {(MAYA, "seen", ""), (OWEN, "seen", ""), (FERN, "seen", "")}),
        ("Owen not seen as he was at school.", {(OWEN, "not_seen", "he was at school")}),
        ("Did not see Fern.", {(FERN, "not_seen", "")}),
        ("No sight of the baby.", {(FERN, "not_seen", "")}),
        ("Maya told me that she was hungry.", {(MAYA, "spoken_to", "")}),
        ("Owen was not seen alone because his father stayed.", set()),
        ("A neighbour saw Maya in the road.", set()),
        ("It was seen as a strength that Maya has friends.", set()),
    ],
)
def test_the_words_say_who_was_seen(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert parts(text) == expected


def test_nobody_is_seen_in_a_letter_or_a_decision() -> None:
    assert parts("Maya seen alone in her bedroom.", kind="decision") == set()


def test_seen_alone_without_a_name_means_nobody_when_there_are_two_children() -> None:
    assert parts("Seen alone.", children=(MAYA, OWEN)) == set()


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Her new partner, Darren Pike, answered the door.", "Darren Pike", "new partner"),
        ("Mr Ashworth told me.", "Ashworth", "Mr"),
        ("Kev (mum's friend) was there.", "Kev", "friend"),
        ("PC 1234 Lacey attended.", "Lacey", "PC"),
        ("A baby called Ayla was there too.", "Ayla", "baby"),
    ],
)
def test_a_name_that_nobody_knows_is_proposed_with_its_role(
    text: str, name: str, role: str
) -> None:
    [found] = find_newcomers(text, PEOPLE)
    assert (found.name, found.role, found.is_new) == (name, role, True)


@pytest.mark.parametrize(
    "text",
    [
        "Nan Joyce came.",
        "Her brother Owen was there.",
        "Mrs Kettle rang.",
        "On Monday Health visited.",
        "Her partner Police called.",
    ],
)
def test_known_people_and_capitalised_words_are_not_proposed(text: str) -> None:
    assert find_newcomers(text, PEOPLE) == ()


def test_a_title_of_work_is_told_from_a_relation() -> None:
    assert is_at_work("PC")
    assert not is_at_work("partner")


def test_a_suggestion_names_subject_parts_and_newcomers_in_that_order() -> None:
    [fact] = read(
        prose(
            "# 14/05/2022 - Home visit",
            "Owen was seen alone and had no bed; his uncle Terry Voss slept in it.",
        )
    ).suggestions
    assert [(p.name, p.part, p.is_new) for p in fact.people] == [
        (OWEN, "subject", False),
        (OWEN, "seen_alone", False),
        ("Terry Voss", "present", True),
    ]
