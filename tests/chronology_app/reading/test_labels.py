"""A paragraph of minutes opens with the words that say whose information it gives."""

from __future__ import annotations

import pytest

from chronology_app.reading.labels import find_source_label
from tests.chronology_app.reading.texts import prose, read


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("Little Oaks Day Nursery. Ms Rao: he eats well.", "Little Oaks Day Nursery. Ms Rao", "he"),
        ("Housing. Mr Hale said rent is owed.", "Housing", "Mr"),
        ("Health visiting - Not weighed since May.", "Health visiting", "Not"),
        ("3.2 Adult mental health. Known since 2017.", "Adult mental health", "Known"),
        ("Police: two reports are held.", "Police", "two"),
        ("GP, report read out. All up to date.", "GP, report read out", "All"),
    ],
)
def test_an_opening_label_is_parted_from_what_it_says(text: str, label: str, rest: str) -> None:
    found = find_source_label(text)
    assert found is not None
    assert found[0] == label
    assert text[found[1] :].split()[0] == rest


@pytest.mark.parametrize(
    "text",
    [
        "The school rang. Nobody answered.",
        "Police attended. No offences.",
        "Maya was at nursery. She ate well.",
        "Mrs Pell said that the nursery was full. She was sorry.",
    ],
)
def test_a_sentence_is_no_label(text: str) -> None:
    assert find_source_label(text) is None


def test_the_agency_of_a_paragraph_is_the_one_that_opens_it() -> None:
    reading = read(
        prose(
            "# Child protection conference, held 21 March 2019",
            "Present: Geraint Hale (Fenbrook Homes, housing officer), Hana Sorby (social worker)",
            "# Information shared",
            "Housing. Mr Hale said that on 11 March 2019 there was black mould in every room.",
            "Little Oaks Nursery. Ms Rao: On 4 March 2019 Owen arrived in a nappy soaked through.",
        )
    )
    by_day = {s.date.edtf: s for s in reading.suggestions if s.date}
    assert by_day["2019-03-11"].agency == "housing"
    assert by_day["2019-03-04"].agency == "early_years"
    assert "Little Oaks" not in by_day["2019-03-04"].fact


def test_a_short_sentence_that_ends_with_a_service_is_no_label() -> None:
    assert find_source_label("Review conference held at school. Leanne came.") is None
