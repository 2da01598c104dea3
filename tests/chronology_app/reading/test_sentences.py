"""Sentences end where they end, not at initials, titles, times or inside spoken words."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.reading.sentences import split_sentences
from tests.chronology_app.reading.texts import lines, read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("By Dr. Hall at 10 a.m. today. Well.", ["By Dr. Hall at 10 a.m. today.", "Well."]),
        ("T. Bell and R. Ash visited. No reply.", ["T. Bell and R. Ash visited.", "No reply."]),
        ("Review in 4/52. Parents willing.", ["Review in 4/52.", "Parents willing."]),
        ("On 18.9.18 she left.", ["On 18.9.18 she left."]),
        ('He said "No. I want tea." She left.', ['He said "No. I want tea."', "She left."]),
        ("Dear all,\nOwen was hungry.", ["Dear all,", "Owen was hungry."]),
        ("2. The plan ended.", ["The plan ended."]),
        ("Home visit\nKitchen dirty", ["Home visit", "Kitchen dirty"]),
        ("Seen with her\nMum today", ["Seen with her\nMum today"]),
        ("Wet\nand cold. Home.", ["Wet\nand cold.", "Home."]),
        ("", []),
    ],
)  # fmt: skip
def test_splitting(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == parts


@given(st.text(max_size=200))
def test_pieces_are_in_order_and_never_blank(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end


def test_a_very_long_line_is_read_in_time_that_grows_with_its_length() -> None:
    words = 'Maya was hungry on 3 May 2022. Owen said "I am cold" to Ms Kettle and left. '
    started = perf_counter()
    read(lines("12/05/2022 Home visit. " + words * 1200))
    assert perf_counter() - started < 12
