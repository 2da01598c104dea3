"""What only several words together show: a carer unfit, violence, a child met outside."""

from __future__ import annotations

import pytest

from chronology_app.model import Suggestion
from tests.chronology_app.reading.texts import prose, read

NOTE = "# 05/06/2022 - Telephone call from a neighbour"


def types_of(words: str) -> tuple[str, ...]:
    suggestions: tuple[Suggestion, ...] = read(prose(NOTE, words)).suggestions
    return tuple(dict.fromkeys(code for s in suggestions for code in s.concern_types))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Leanne was drunk and Owen was in the front room.", ("supervision",)),
        ("Leanne slept upstairs while Fern sat on the step.", ("supervision",)),
        ("Paul was still in bed and Fern had a wet nappy.", ("physical", "supervision")),
        (
            "Leanne took an overdose with Owen and Fern in the next room.",
            ("emotional", "supervision"),
        ),
        ("Paul punched Leanne while Owen was on the landing.", ("emotional",)),
        ("Owen was found by a cleaner in the stairwell of the flats.", ("supervision",)),
        ("Owen rang 999 himself and waited on the stairs.", ("emotional", "supervision")),
    ],
)
def test_words_that_belong_together_make_a_concern(words: str, expected: tuple[str, ...]) -> None:
    assert types_of(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Paul lost his job at the depot for turning up drunk.",
        "Leanne has low mood and was prescribed sertraline.",
        "Owen and Fern were asleep upstairs.",
        "Leanne was tearful when she spoke of her own mother.",
        "Paul argued with the housing officer about money.",
    ],
)
def test_what_concerns_only_an_adult_is_no_type_of_concern(words: str) -> None:
    assert types_of(words) == ()


def test_an_overdose_that_only_dates_something_else_is_no_concern() -> None:
    assert types_of("Owen started nursery a month after the overdose.") == ()


def test_a_door_kicked_in_is_no_violence_before_children() -> None:
    assert "emotional" not in types_of("Rear door kicked in, three children's beds in the lounge.")
