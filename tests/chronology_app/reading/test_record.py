"""Whose record a source is, by who made it and not by whom it is for."""

from __future__ import annotations

import pytest

from chronology_app.model import Locator, RawPassage
from tests.chronology_app.reading.texts import prose, read


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (
            (
                "FENBROOK COMMUNITY HEALTH 0-19 SERVICE CONTACT RECORD",
                "Printed 11/02/2021 for disclosure to Fenbrook Council children's social care",
            ),
            "health_visiting",
        ),
        (("1. I am Iris Pell, a social worker in the East team.",), "childrens_social_care"),
        (("I am employed as a health visitor by Fenbrook NHS Trust.",), "health_visiting"),
        (("MASH 1", "Referring agency: Marsh Primary School"), "school"),
        (("Notes. Worker Gwen Pryce", "04/03/2021 Gwen Pryce rang."), "health_visiting"),
        (("MASH 1", "Completed by: Ann Pell, community midwife"), "midwifery"),
    ],
)
def test_whose_record_it_is(lines: tuple[str, ...], agency: str) -> None:
    assert read(prose(*lines), agency=None, file_name="a.docx").agency == agency


def test_a_sheet_that_speaks_of_form_tutors_and_assemblies_is_a_schools() -> None:
    rows = (
        ("Ref", "When", "Who logged", "What happened"),
        ("1", "17/09/2021", "Form tutor Ms Hale", "Absent 5 of 8 days."),
        ("2", "18/09/2021", "Canteen", "No money for lunch, PE kit missing."),
        ("3", "20/09/2021", "DSL", "Hungry in assembly."),
    )
    cells = [(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    passages = tuple(
        RawPassage(index=n, locator=Locator(sheet="Maya", row=r, column=c), text=text, kind="cell")
        for n, (r, c, text) in enumerate(cells)
    )
    assert read(passages, agency=None, file_name="log.xlsx").agency == "school"


def test_a_file_named_after_its_service_is_that_services_whoever_wrote_in_it() -> None:
    found = read(
        prose("04/03/2021 H. Sorby visited. Maya hungry and filthy."),
        agency=None,
        file_name="housing_notes.docx",
    )
    assert found.agency == "housing"
