"""Sentences end where they end, not at initials, titles, times or inside spoken words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.reading.sentences import split_sentences


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
