"""Figures that tell of a concern, and what a child says it does for others."""

from __future__ import annotations

import pytest

from chronology_app.reading.figures import read_figures
from chronology_app.reading.names import People
from chronology_app.reading.young_carers import find_own_care, find_unfit_reason
from tests.chronology_app.reading.texts import FAMILY


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Wt 8.1kg, 9th centile, was on 50th at birth.", ["concern.nutritional"]),
        ("Weight has gone from the 25th to the 2nd centile.", ["concern.nutritional"]),
        ("Wt 9kg, 50th centile, was on 25th at birth.", []),
        ("Owen arrived at school at 9.40.", ["concern.educational"]),
        ("Owen was in class by 9.02.", []),
        ("Visit to the flat at 10.15.", []),
    ],
)
def test_figures_tell_of_weight_and_lateness(text: str, groups: list[str]) -> None:
    assert [hit.group for hit in read_figures(text)] == groups


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I do Fern's bottles at night", True),
        ("I always make my little sister's tea", True),
        ("I had to change the nappy", True),
        ("I do swimming on Fridays", False),
        ("I make things out of clay", False),
    ],
)
def test_a_child_says_what_it_does_for_others(words: str, found: bool) -> None:
    assert bool(find_own_care(words, People(FAMILY))) is found


def test_a_child_cares_because_the_adult_cannot() -> None:
    assert find_unfit_reason("I get Fern up because Mum is in bed")
    assert not find_unfit_reason("I get Fern up because I like it")
