"""Which sentences of a dated note are put forward at all, and about which of the children."""

from __future__ import annotations

import pytest

from chronology_app.model import Suggestion
from tests.chronology_app.reading.texts import SIBLINGS, prose, read

ISLA, CALLUM, ERIN = "Isla Venn", "Callum Venn", "Erin Venn"


def facts(note: str, agency: str = "childrens_social_care") -> list[Suggestion]:
    """Return the facts of one note of a log in which each line has its day."""
    log = prose(f"01/03/2022  {note}", "02/03/2022  Rota done.", "03/03/2022  Rota done.")
    found = read(log, people=SIBLINGS, agency=agency).suggestions
    return [fact for fact in found if fact.spans[0].passage_index == 0]


def children_of(note: str, agency: str = "childrens_social_care") -> tuple[str, ...]:
    return tuple(name for fact in facts(note, agency=agency) for name in fact.children)


@pytest.mark.parametrize(
    "note",
    [
        "Callum brought in a drawing of a house with no people in it.",
        "Jodie paid £40 off what she owes.",
        "mum was wearing the coat from the clothes bank",
        "Cat 2. Jodie slumped over the table.",
        "Isla asked if she could take the rolls for the others",
        "Spoke to mum at the gate about the washing machine.",
    ],
)
def test_the_head_of_a_dated_note_that_names_one_of_the_family_is_put_forward(note: str) -> None:
    assert len(facts(note)) == 1


@pytest.mark.parametrize(
    "note",
    [
        "It may be that low mood is behind the missed clinics.",
        "If bruising recurs a skeletal survey might be considered.",
        "Any further incidents would trigger a strategy discussion.",
        "All babies born after April should be offered vitamin drops at clinic.",
        "Children who do not sleep may find it hard to concentrate.",
    ],
)
def test_what_only_may_be_or_is_so_in_general_is_no_fact(note: str) -> None:
    assert facts(note, agency="health_visiting") == []


def test_a_child_who_wants_another_family_is_no_error() -> None:
    [fact] = facts('Seen in class. Callum asked if you can "get swapped for a different family".')
    assert fact.children == (CALLUM,)


def test_an_ordinal_that_counts_is_no_day_ahead() -> None:
    assert len(facts("Jodie was told of the 3rd worker in a year.")) == 1


def test_what_is_usual_for_all_is_told_where_it_harms_one() -> None:
    [fact] = facts("Isla wet herself at the whole school assembly and smelt strongly of urine.")
    assert fact.children == (ISLA,)


def test_a_school_note_that_opens_with_what_is_said_is_a_pupils() -> None:
    [fact] = facts('Said it is "too dark at my house" again', agency="school")
    assert fact.child_words == "too dark at my house"


@pytest.mark.parametrize(
    ("note", "children"),
    [
        ("Two eldest hungry and dirty.", (ISLA, CALLUM)),
        ("Youngest hungry and dirty.", (ERIN,)),
        ("Children aged 11, 7 and 3 hungry and dirty.", (ISLA, CALLUM, ERIN)),
        ("3yo female hungry and dirty.", (ERIN,)),
        ("Lad approx 6 hungry and dirty.", (CALLUM,)),
        ("F11 and M7 at the address, both children hungry and dirty.", (ISLA, CALLUM)),
        ("All four kids hungry and dirty.", (ISLA, CALLUM, ERIN)),
        ("callum hungry and dirty.", (CALLUM,)),
        ("Strategy discussion held by phone.", (ISLA, CALLUM, ERIN)),
    ],
)
def test_children_are_meant_by_place_age_or_number(note: str, children: tuple[str, ...]) -> None:
    assert children_of(note) == children


def test_children_of_whom_there_was_no_sign_are_not_meant() -> None:
    [fact] = facts("No sign of children there, Jodie was drunk.", agency="probation")
    assert fact.children == ()


def test_a_schools_record_is_about_children_of_its_age() -> None:
    assert children_of("Attendance 62% this term.", "school") == (ISLA, CALLUM)
    assert children_of("Came in hungry, his socks soaked.", "school") == (CALLUM,)
    assert children_of("Came in hungry and dirty.", "early_years") == (ERIN,)


def test_a_home_in_disorder_is_all_the_childrens_in_a_landlords_record_too() -> None:
    assert children_of("Black mould in both bedrooms.", "housing") == (ISLA, CALLUM, ERIN)
    assert children_of("Rent account four weeks in arrears.", "housing") == ()


def test_an_adult_patients_own_test_is_about_no_child() -> None:
    assert children_of("Hair strand test result: cocaine detected.", "substance_misuse") == ()


def test_who_is_named_beside_a_fact_in_a_short_note_is_meant() -> None:
    note = "Filthy clothes and strong smell of urine. Callum was quiet."
    assert children_of(note, "police") == (CALLUM,)


def test_a_bare_closing_is_no_second_fact_beside_its_fuller_telling() -> None:
    between = (
        "The plan and the list of those who came are kept on the shared drive for the next team, "
        "with the minutes of each meeting that was held and the forms that go with them."
    )
    note = f"Early help closed today after the last meeting. {between} "
    lowered, raised = (
        note + "Step down to universal services.",
        note + "Stepped up to child in need.",
    )
    assert len(facts(lowered)) == 1
    assert len(facts(raised)) == 2
    assert len(facts("Step down to universal services.")) == 1
