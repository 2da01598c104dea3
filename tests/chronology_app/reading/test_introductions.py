"""Somebody whom running text introduces acts for his or her agency wherever the text names them."""

from __future__ import annotations

import pytest

from chronology_app.reading.document import PersonHint
from chronology_app.reading.introductions import read_introductions
from tests.chronology_app.reading.texts import FAMILY, prose, read


def _agency_of(words: str) -> str | None:
    posts = {"school": "school", "head": "school", "nurse": "health_visiting", "mother": "family"}
    return next((agency for word, agency in posts.items() if word in words.lower()), None)


@pytest.mark.parametrize(
    ("text", "named", "agency"),
    [
        ("T/C Mrs June Orr (school). Worried.", "Mrs Orr said so", "school"),
        ("Mr Lee, head of year, came in.", "Told Mr Lee's class", "school"),
        ("School nurse Jo Bell weighed him.", "Ms Bell rang", "school"),
        ("Seen with Jo Bell (mother).", "Ms Bell rang", None),
        ("Jo Bell (tired) came.", "Ms Bell rang", None),
        ("Mrs Orr (school), Mrs Orr (nurse).", "Mrs Orr said so", None),
        ("Mrs Kettle (school cook) came.", "Mrs Kettle said so", None),
    ],
)
def test_a_name_leads_to_the_agency_that_the_text_gives(
    text: str, named: str, agency: str | None
) -> None:
    found = read_introductions(prose(text), _agency_of, lambda name: "Kettle" in name)
    hit = found.agency_in(named)
    assert (hit[0] if hit else None) == agency


def test_what_an_introduced_teacher_told_the_social_worker_is_the_schools() -> None:
    reading = read(
        prose(
            "# 04/10/2021 Discussion",
            "Mrs June Orr (school) chaired.",
            "# 08/10/2021 Note",
            "Yesterday Mrs Orr took a food box round, Maya was filthy and asked for bread.",
        )
    )
    assert [s.agency for s in reading.suggestions if "food box" in s.fact] == ["school"]


def test_a_professional_of_the_case_acts_for_his_or_her_agency() -> None:
    people = (*FAMILY, PersonHint(name="June Orr", role="head teacher"))
    told = "Maya told June Orr that she sleeps in her coat because there is no heating."
    beside = "Core group held with June Orr, Maya still hungry and dirty."
    reading = read(prose("# 08/10/2021 Note", told, "# 09/10/2021 Note", beside), people=people)
    agencies = {s.spans[0].quote: s.agency for s in reading.suggestions}
    assert agencies[told] == "school"
    assert agencies[beside] == "childrens_social_care"


def test_what_a_school_was_told_of_another_day_may_be_a_hospitals() -> None:
    reading = read(
        prose(
            "08/10/2021 Maya back in, she was taken to hospital yesterday with her asthma.",
            "11/10/2021 Maya asked the nurse about hospital, hungry and no coat again.",
        ),
        agency="school",
    )
    assert [(s.date.edtf, s.agency) for s in reading.suggestions if s.date] == [
        ("2021-10-07", "hospital"),
        ("2021-10-11", "school"),
    ]


def test_a_plan_that_another_service_writes_down_is_the_authoritys() -> None:
    reading = read(
        prose(
            "08/10/2021 Child protection plan began for Maya and Owen today, category neglect.",
            "12/10/2021 Maya weighed in clinic, hungry and dirty.",
        ),
        agency="health_visiting",
    )
    assert [s.agency for s in reading.suggestions] == ["childrens_social_care", "health_visiting"]
