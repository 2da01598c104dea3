"""A form laid out as tables is read answer by answer, under its own date."""

from __future__ import annotations

from chronology_app.model import Locator, RawPassage
from tests.chronology_app.reading.texts import read


def form(*tables: list[tuple[str, ...]]) -> tuple[RawPassage, ...]:
    cells = [
        (number, row, column, text)
        for number, rows in enumerate(tables, 1)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    ]
    return tuple(
        RawPassage(
            index=index,
            locator=Locator(table=number, row=row, column=column),
            text=text,
            kind="cell",
        )
        for index, (number, row, column, text) in enumerate(cells)
    )


REFERRAL = (
    [
        ("Field", "Answer"),
        ("Name and role", "Ann Pell, Deputy Head"),
        ("Agency", "Marsh Primary School"),
        ("Telephone", "01632 960 274"),
        ("Date of this form", "25/02/2022"),
        ("Do parents know?", "Mother told by phone at 11.20."),
    ],
    [
        ("Prompt", "Your answer"),
        ("What are you worried about?", "On 7 February 2022 Owen was found alone in the road."),
        ("Impact on each child", "Maya is hungry, filthy and left out every day."),
    ],
)


def test_answers_are_read_with_the_days_they_tell_and_names_are_left_aside() -> None:
    found = read(form(*REFERRAL), agency="school")
    days = {s.date.edtf for s in found.suggestions if s.date}
    assert "2022-02-07" in days
    assert days <= {"2022-02-07", "2022-02-25"}
    assert all("01632" not in s.fact and "Pell" not in s.fact for s in found.suggestions)


def test_a_form_is_the_record_of_the_agency_that_filled_it_in() -> None:
    title = RawPassage(
        index=99, locator=Locator(paragraph=1), text="MASH referral form", kind="heading", level=1
    )
    assert (
        read((title, *form(*REFERRAL)), agency=None, file_name="MASH_form.docx").agency == "school"
    )


def test_the_day_of_an_incident_goes_before_the_day_of_the_form() -> None:
    found = read(
        form(
            [
                ("Child:", "Maya Kettle"),
                ("Date of incident:", "03/02/2022"),
                ("Date completed:", "05/02/2022"),
                ("What happened:", "Came in filthy and hungry, bruise to her cheek."),
            ]
        ),
        agency="school",
    )
    facts = {(s.date.edtf, s.children) for s in found.suggestions if s.date}
    assert facts == {("2022-02-03", ("Maya Rose Kettle",))}
