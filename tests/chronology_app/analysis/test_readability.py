"""Syllables of a marked list, and reading ages that rise with long sentences and long words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.readability import count_syllables, measure

MARKED = Path(__file__).with_name("syllables.txt").read_text(encoding="utf-8").splitlines()


def test_the_syllables_of_a_marked_list_are_right():
    marked = [line.split() for line in MARKED]
    assert len(marked) > 300
    assert [word for word, number in marked if count_syllables(word) != int(number)] == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        # Worked by hand: 11 words, 13 syllables; 7 words, 14 syllables; under the first grade.
        ("Ivy has breakfast each day and is in bed by eight.", 7.6),
        ("The social worker visits every Tuesday afternoon.", 15.7),
        ("You will give her breakfast each day. Dad will take her there.", 5.0),
    ],
)
def test_the_reading_age_is_the_grade_plus_five(text, age):
    assert measure(text).reading_age == age


def test_a_lines_end_ends_a_sentence_and_nothing_is_read_from_nothing():
    found = measure("- We are worried\n- Ivy is hungry\n\nThe end")
    assert [one.words for one in found.sentences] == [3, 3, 2]
    assert measure("").reading_age is None
    assert measure(" \n ... \n").longest is None


def test_of_welsh_only_the_length_of_sentences_is_told():
    found = measure("Rydym yn poeni am Ifan. Mae'n llwglyd yn yr ysgol.", "cy")
    assert found.reading_age is None
    assert [one.words for one in found.sentences] == [5, 5]


def test_long_sentences_are_named():
    long = " ".join(["word"] * 26)
    found = measure(f"{long}. Short.")
    assert [one.words for one in found.longer_than(25)] == [26]
    assert found.longer_than(26) == ()


@given(st.text(max_size=300))
def test_any_text_is_measured(text):
    found = measure(text)
    assert found.words == sum(one.words for one in found.sentences)
    assert found.syllables >= found.words
