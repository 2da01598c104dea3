"""A whole document is dated by when it was sent, held, written or signed."""

from __future__ import annotations

import pytest

from chronology_app.model import RawPassage
from chronology_app.reading.dating import find_document_date
from chronology_app.reading.document import SourceText
from tests.chronology_app.reading.texts import prose, read, table


def _date(passages: tuple[RawPassage, ...]) -> str | None:
    found = find_document_date(SourceText(file_name="a.docx", sha256="a" * 64, passages=passages))
    return found.text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Filed for the Applicant.  Statement number 1.  Dated 14 March 2022.", "14 March 2022"),
        ("Report date: 14/03/2022", "14/03/2022"),
        ("Date of this form 14 March 2022", "14 March 2022"),
        ("Date completed: 14.3.22", "14.3.22"),
        ("DATED this 14th March 2022", "14th March 2022"),
        ("Mother was seen on 14 March 2022 and was well.", None),
        ("The order dated 14 March 2022 was read to her.", None),
    ],
)
def test_the_words_that_date_a_document(line: str, found: str | None) -> None:
    date = _date(prose("Statement of Hana Sorby", line, "I have visited the home."))
    assert date is None if found is None else found in (date or "")


def test_a_date_beside_the_signature_counts() -> None:
    passages = prose(*["A long tale."] * 40, "Signed H. Sorby   Dated 14 March 2022")
    assert _date(passages) == "14 March 2022"


def test_a_label_and_its_date_may_stand_in_two_cells() -> None:
    assert _date(table(("Date of this form", "25/02/2019"), ("Agency", "School"))) is not None


def test_this_year_is_the_year_of_the_document() -> None:
    found = read(
        prose(
            "Statement of Hana Sorby",
            "Dated 14 March 2022.",
            "On Saturday 29 January this year Maya was found alone at the station in the cold.",
        )
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-01-29"]


def test_a_history_counts_from_what_it_told_last() -> None:
    found = read(
        prose(
            "Statement of Hana Sorby",
            "Dated 14 March 2022.",
            "On 5 July 2018 Maya was found alone at home. She was cold.",
            "On 22 July Owen came to school hungry and filthy, with a bruise to his cheek.",
        )
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2018-07-05", "2018-07-22"]


def test_a_date_with_a_full_stop_opens_an_entry() -> None:
    found = read(
        prose(
            "File note",
            "11 June 2021. Telephone, mother. She said Maya was left alone all night.",
            "12 June 2021. Telephone, father. He said Owen had been hit with a belt.",
        )
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2021-06-11", "2021-06-12"]
    assert all("2021" not in s.fact for s in found.suggestions)
