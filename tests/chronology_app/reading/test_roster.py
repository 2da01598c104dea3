"""Who is who is read from the list of those present."""

from __future__ import annotations

import pytest

from chronology_app.reading.roster import read_roster
from tests.chronology_app.reading.texts import prose, table


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Housing. Mr Hale said that rent is owed.", "Fenbrook Homes"),
        ("Bell's report was taken as read.", "School Nurse"),
        ("Mrs de Groot had nothing to add.", "DSL, Oakfield Primary"),
        ("Somebody rang the bell twice.", ""),
    ],
)
def test_a_surname_leads_to_the_role_that_the_list_gives(said: str, role: str) -> None:
    roster = read_roster(
        prose(
            "# Child protection conference",
            "Present: Geraint Hale (Fenbrook Homes), Anna de Groot (DSL, Oakfield Primary).",
            "# Apologies",
            "J. Bell - School Nurse",
            "# 1. Information shared",
            "Rain (all day) kept the children in.",
        )
    )
    assert roster.role_of(said) == role


def test_one_surname_with_two_roles_leads_nowhere() -> None:
    roster = read_roster(prose("Present: Ann Price (mother), Hugh Price (Police)"))
    assert roster.role_of("Price said so") == ""


def test_initials_of_somebody_in_the_list_lead_to_the_role() -> None:
    roster = read_roster(prose("Present: Gwen Tate (health visitor), Hana Sorby (social worker)"))
    assert roster.role_of("GT: weighed on Monday") == "health visitor"
    assert roster.role_of("gt") == ""


def test_a_table_of_those_present_is_a_list_too() -> None:
    roster = read_roster(
        table(("Name", "Role", "Agency"), ("Sunita Rao", "Health visitor", "Fenbrook NHS Trust"))
    )
    assert roster.role_of("Ms Rao had weighed him") == "Health visitor, Fenbrook NHS Trust"
