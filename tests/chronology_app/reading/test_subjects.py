"""Which children a fact is about: whose record it is, who is named, who speaks."""

from __future__ import annotations

from tests.chronology_app.reading.texts import prose, read, table

MAYA, OWEN, FERN = "Maya Rose Kettle", "Owen Kettle", "Fern Adair"


def children_of(*lines: str, agency: str = "childrens_social_care") -> tuple[str, ...]:
    [fact] = read(prose(*lines), agency=agency).suggestions
    return fact.children


def test_another_child_mentioned_in_a_record_is_no_subject_of_it() -> None:
    rows = table(
        ("Date", "Pupil", "Concern"),
        ("05/06/2022", "Owen Kettle", "Late again at 9.40. Said he was getting Fern ready."),
    )
    [fact] = read(rows, agency="school").suggestions
    assert fact.children == (OWEN,)


def test_a_child_set_beside_the_subject_is_one_too() -> None:
    rows = table(
        ("Date", "Pupil", "Concern"),
        ("05/06/2022", "Owen Kettle", "Owen and Maya both came in with no coats and were hungry."),
    )
    [fact] = read(rows, agency="school").suggestions
    assert fact.children == (MAYA, OWEN)


def test_a_record_is_about_the_one_whose_number_follows_the_name() -> None:
    children = children_of(
        "ADAIR, Fern NHS 999 123 4567 DOB 05/06/2021",
        "# 05/09/2022 - Home contact",
        "Not brought to clinic. Leanne did not answer the telephone.",
        agency="health_visiting",
    )
    assert children == (FERN,)


def test_what_a_child_says_of_another_is_about_the_one_who_says_it() -> None:
    children = children_of(
        "# 05/06/2022 - Visit to school", 'Maya said "I do Fern\'s bottles because Mum is tired".'
    )
    assert children == (MAYA,)


def test_a_home_in_disorder_with_one_child_named_is_about_that_child() -> None:
    children = children_of(
        "# 05/06/2022 - Home visit", "Bedroom filthy and no bedding on Owen's bed."
    )
    assert children == (OWEN,)


def test_a_conference_is_about_all_the_children_though_it_names_one() -> None:
    children = children_of(
        "# 05/06/2022 - Review conference",
        "Review conference held, child protection plans to continue. Owen's hearing was discussed.",
    )
    assert children == (MAYA, OWEN, FERN)


def test_rent_arrears_are_about_no_child() -> None:
    [fact] = read(
        prose("# 05/06/2022 - Tenancy", "Notice of seeking possession served for arrears."),
        agency="housing",
    ).suggestions
    assert fact.children == ()
