"""Who spoke and whom "he" and "she" mean."""

from __future__ import annotations

import pytest

from chronology_app.model import Suggestion
from tests.chronology_app.reading.texts import prose, read


def spoken(*sentences: str) -> Suggestion:
    found = read(prose("# 12/05/2022 - Case note - H. Sorby", *sentences))
    return next(s for s in found.suggestions if s.child_words)


def heard(suggestion: Suggestion) -> list[str]:
    return [r.words for r in suggestion.reasons if r.rule == "child_words_by"]


@pytest.mark.parametrize(
    "words",
    [
        'Owen told me "Maya and me had no tea, Fern cried".',
        'Saw Owen at school. "I like it here, I have my own bed".',
        'Owen was hungry. He said "we had no tea and Maya cried".',
    ],
)
def test_the_child_who_spoke_is_named(words: str) -> None:
    found = spoken(words)
    assert heard(found) == ["Owen Kettle"]
    assert found.reasons[0].rule == "child_words_by"


def test_nobody_is_named_when_two_children_spoke() -> None:
    assert not heard(spoken('Owen said "no tea". Maya said "no tea here".'))


def test_he_and_she_reach_back_over_a_sentence_about_an_adult_of_the_other_sex() -> None:
    found = read(
        prose(
            "# 12/05/2022 - Case note - H. Sorby",
            "Owen was seen at school with his teacher after lunch.",
            "Leanne had been drinking.",
            "He has bruises to both arms.",
            "She had two black eyes.",
        )
    )
    by_fact = {s.fact: s.children for s in found.suggestions}
    assert by_fact["He has bruises to both arms."] == ("Owen Kettle",)
    assert by_fact["She had two black eyes."] != ("Owen Kettle",)
