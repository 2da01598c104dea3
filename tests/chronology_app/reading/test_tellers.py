"""Who told whom is read from the words and kept with the account."""

from __future__ import annotations

import pytest

from chronology_app.reading.names import People
from chronology_app.reading.tellers import chain_words, find_tellings
from tests.chronology_app.reading.texts import FAMILY, prose, read

PEOPLE = People(FAMILY)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "School reported that Owen told his teacher that mum was drunk.",
            "Owen Kettle → his teacher; School",
        ),
        ("Maya told me that she was hungry.", "Maya Rose Kettle"),
        ("Leanne is said to have left the children.", "?"),
        ("Mr Ashworth told us that Owen said Dad hit him.", "Owen Kettle; Mr Ashworth"),
        ("According to Nan Joyce the house is cold.", "Joyce Kettle"),
        ("Anonymous caller reports that the children are alone.", "Anonymous caller"),
        ("HV informed SW that Leanne did not come.", "HV → SW"),
        ('Owen said "my teacher told me off".', "Owen Kettle"),
        ("The home was clean and warm.", ""),
    ],
)
def test_the_chain_begins_with_the_one_nearest_to_the_event(text: str, chain: str) -> None:
    assert chain_words(find_tellings(text, PEOPLE)) == chain


def test_a_long_text_of_tellers_is_read_in_its_first_words_only() -> None:
    assert len(find_tellings("Owen told Maya. " * 5_000, PEOPLE)) <= 4


def test_a_suggestion_carries_the_chain_and_says_so() -> None:
    [fact] = read(
        prose(
            "# 14/05/2022 - Telephone call from school",
            "School reported that Owen told his teacher he had no breakfast and was hungry.",
        )
    ).suggestions
    assert fact.told_by == "Owen Kettle → his teacher; School"
    assert any(r.rule == "told_by" and r.words == fact.told_by for r in fact.reasons)
