"""Whose feeling a sentence tells of."""

from __future__ import annotations

import pytest

from chronology_app.reading.feelings import is_adults_feeling
from chronology_app.reading.lexicon import Hit
from chronology_app.reading.names import People
from tests.chronology_app.reading.texts import FAMILY


@pytest.mark.parametrize(
    ("text", "word", "child", "expected"),
    [
        ("Owen was crying at the gate.", "crying", True, False),
        ("Leanne was tearful throughout.", "tearful", True, True),
        ("Mum said Owen was upset.", "upset", True, False),
        ("Was upset at bedtime.", "upset", True, False),
        ("Was upset at the meeting.", "upset", False, True),
        ("PHQ 18, low mood.", "low mood", True, True),
    ],
)
def test_the_one_named_last_before_it_feels_it(
    text: str, word: str, child: bool, expected: bool
) -> None:
    start = text.index(word)
    hit = Hit("concern.emotional", start, start + len(word), word, 3.0)
    assert is_adults_feeling(text, hit, People(FAMILY), child=child) is expected


def test_a_sign_that_is_no_feeling_is_left_alone() -> None:
    hit = Hit("concern.physical", 0, 5, "dirty", 3.0)
    assert not is_adults_feeling("dirty", hit, People(FAMILY), child=False)
