"""Signatures, closings and page numbers tell nothing; a call to a number does."""

from __future__ import annotations

import pytest

from chronology_app.reading.columns import find_columns
from chronology_app.reading.furniture import is_furniture
from tests.chronology_app.reading.texts import lines, read


@pytest.mark.parametrize(
    "line",
    [
        "RMN, Community Mental Health Team  01632 960 833",
        "Tel: 01632 960 833 | ann.pell@example.invalid",
        "Many thanks,",
        "Kind regards",
        "Diolch yn fawr",
        "Page 3 of 7",
        "OFFICIAL-SENSITIVE",
        "This e-mail and any attachments may contain confidential information.",
        "RGN, RHV",
    ],
)
def test_a_line_that_tells_nothing(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Rang 01632 960 833 twice, no answer.",
        "Mum called from 07700 900 318",
        "Thanks to Nan the children had a meal.",
        "Confidential address shared by mistake.",
        "Page 3 of the agreement was torn up.",
    ],
)
def test_a_line_that_tells_something(line: str) -> None:
    assert not is_furniture(line)


def test_a_signature_is_no_suggestion() -> None:
    found = read(
        lines(
            "Dear Hana,",
            "I saw Leanne on 5 June 2022. She was drunk and Owen was hungry and filthy.",
            "Ann",
            "RMN, Community Mental Health Team  01632 960 833",
        ),
        agency="adult_mental_health",
        metadata={"sent": "2022-06-06"},
    )
    assert found.suggestions
    assert all("01632" not in s.fact for s in found.suggestions)


@pytest.mark.parametrize("words", ["A-" * 20000, " " * 40000 + "x", "K " * 20000, "01632 " * 8000])
def test_very_long_lines_cost_no_time(words: str) -> None:
    assert not is_furniture(words) or not words.strip()
    assert find_columns(words, 0) is None
