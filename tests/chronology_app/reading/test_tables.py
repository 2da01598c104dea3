"""Rows of logs take their year from the day of logging, and what is merged from the row above."""

from __future__ import annotations

from tests.chronology_app.reading.texts import read, table


def test_a_day_without_a_year_takes_the_year_of_the_logging() -> None:
    found = read(
        table(
            ("Logged", "Incident date", "By", "Detail"),
            ("04.10.21", "Mon 4/10", "A Pell", "Maya filthy and hungry, lice on her collar."),
            ("12.01.22", "Leavers wk", "A Pell", "Owen filthy and hungry, bruise to his cheek."),
        ),
        agency="school",
    )
    dates = {s.children[0].split()[0]: s for s in found.suggestions}
    assert dates["Maya"].date is not None
    assert dates["Maya"].date.edtf == "2021-10-04"
    assert dates["Owen"].date is not None
    assert dates["Owen"].date.edtf == "2022-01-12"
    assert "only_recording_date" in dates["Owen"].doubts


def test_a_merged_date_counts_for_the_rows_below_it() -> None:
    found = read(
        table(
            ("Date", "Pupil", "Who logged", "What happened"),
            ("04.10.21", "Maya", "A Pell", "Filthy and hungry, lice on her collar."),
            ("", "", "", "Bruise to her cheek, said her dad hit her."),
            ("05.10.21", "Owen", "A Pell", "No coat, hungry and soaked through."),
        ),
        agency="school",
    )
    told = [(s.date.edtf, s.children[0].split()[0]) for s in found.suggestions if s.date]
    assert told == [("2021-10-04", "Maya"), ("2021-10-04", "Maya"), ("2021-10-05", "Owen")]


def test_a_column_of_titles_beside_the_text_says_what_sort_of_entry_it_is() -> None:
    found = read(
        table(
            ("Date", "Contact", "Details"),
            ("04.10.21", "Home visit", "Maya filthy and hungry, lice on her collar and no bed."),
            ("05.10.21", "Phone call", "School report Owen came in hungry, soaked and tired out."),
            ("06.10.21", "Home visit", "Kitchen dirty, dog mess on the floor, no food in fridge."),
        ),
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == [
        "2021-10-04",
        "2021-10-05",
        "2021-10-06",
    ]
    kinds = [s.kind for s in found.suggestions]
    assert kinds[0] == kinds[2] == "visit"
    assert all(s.spans[0].quote != "Home visit" for s in found.suggestions)
