"""Print-outs of police, ambulance, hospital and practice systems are cut into their entries."""

from __future__ import annotations

import pytest

from chronology_app.model import Locator, RawPassage
from tests.chronology_app.reading.texts import lines, read


def blocks(*texts: str) -> tuple[RawPassage, ...]:
    """Return blocks of a page, each of several lines."""
    return tuple(
        RawPassage(index=n, locator=Locator(page=1, line=1 + 9 * n), text=text, kind="paragraph")
        for n, text in enumerate(texts)
    )


def test_a_record_in_capitals_is_read_behind_its_header_and_subjects() -> None:
    found = read(
        blocks(
            "NORTHMOOR POLICE - VULNERABILITY REPORTS\nEXTRACT RUN 17/02/2022 0904",
            "VPN 21/0041873 EVENT 06/05/2021 1525HRS CREATED 07/05/2021 0410HRS\n"
            "SUBJECTS: KETTLE MAYA F 7 / KETTLE OWEN M 3\n"
            "CIRCS: CALLED BY NEIGHBOUR TO MALE SHOUTING AND PLATES BEING SMASHED. ADAIR P\n"
            "HEAVILY DRUNK. MOTHER IN BEDROOM WITH BOTH CHILDREN WHO WERE CRYING. MALE\n"
            "REMOVED TO PREVENT BREACH OF THE PEACE. HOME CONDITIONS POOR.",
        ),
        agency="police",
    )
    assert {s.date.edtf for s in found.suggestions if s.date} == {"2021-05-06"}
    assert all("SUBJECTS" not in s.fact and "VPN" not in s.fact for s in found.suggestions)
    assert {s.children for s in found.suggestions} == {("Maya Rose Kettle", "Owen Kettle")}
    told = " ".join(s.fact for s in found.suggestions)
    assert "ADAIR P HEAVILY DRUNK" in told.replace("\n", " ")


def test_forms_of_an_ambulance_service_each_have_their_own_day() -> None:
    found = read(
        blocks(
            "FORM 1 of 2 Incident CAD 4471 05MAY21\n"
            "Crew: T. Abel / L. Horne On scene 18:31, left 18:58\n"
            "Patient: Owen Kettle, 3M\n"
            "Child has eaten mother's tablets from a bowl on the sill, conveyed to hospital.",
            "FORM 2 of 2 Incident CAD 2093 08NOV21\n"
            "Patient: Maya Rose Kettle, 7F\n"
            "Burn to left arm, no adult at home, call made by a neighbour.",
        ),
        agency="ambulance",
    )
    by_child = {(s.date.edtf, s.children) for s in found.suggestions if s.date}
    assert by_child == {("2021-05-05", ("Owen Kettle",)), ("2021-11-08", ("Maya Rose Kettle",))}


def test_one_line_of_columns_is_one_consultation() -> None:
    found = read(
        lines(
            "Date       Patient        Clinician  Type   Entry",
            "19/04/2021 KETTLE Owen    NF         LETTER Hospital: scald to chest, no cool water",
            "                                            given, mother asleep at the time",
            "12/10/2021 KETTLE Maya    AW         SURG   Head lice untreated, scalp infected again",
        ),
        agency="gp",
    )
    facts = {(s.date.edtf, s.children, s.fact) for s in found.suggestions if s.date}
    assert {(day, who) for day, who, _fact in facts} == {
        ("2021-04-19", ("Owen Kettle",)),
        ("2021-10-12", ("Maya Rose Kettle",)),
    }
    assert all("KETTLE" not in fact and "LETTER" not in fact for _d, _w, fact in facts)
    assert any("mother asleep" in fact for _d, _w, fact in facts)


#: Lines of a system's print-out, whose record it is, and each fact's day, time and children.
LAYOUTS = {
    "police report": (
        (
            "MERLIN PAC 21PAC104417",
            "DATE/TIME OF INCIDENT: 12/05/2021 23:15",
            "DATE REPORTED: 13/05/2021 04:00",
            "SUBJECT: KETTLE MAYA, F, 7 YRS",
            "DETAILS: MAYA FOUND ALONE WITH OWEN, NO ADULT PRESENT. NO FOOD IN",
            "FRIDGE. MOTHER RETURNED 0200HRS HEAVILY INTOXICATED.",
        ),
        "police",
        {("2021-05-12", ("Maya Rose Kettle", "Owen Kettle"))},
    ),
    "police log": (
        (
            "STORM EXTRACT",
            "Log 0412 - 12 May 2021 - 21:40",
            "Caller states Owen (3) is in the road alone in a nappy.",
            "Log 0877 - 14 May 2021 - 22:05",
            "Officers found Maya alone in the flat.",
        ),
        "police",
        {("2021-05-12", ("Owen Kettle",)), ("2021-05-14", ("Maya Rose Kettle",))},
    ),
    "emergency department": (
        (
            "EMERGENCY DEPARTMENT RECORD",
            "Attendance date: 09/11/2020 19:25   Discharged: 09/11/2020 23:10",
            "Patient: KETTLE, Owen   DOB 20/10/2017   M",
            "Reason for attendance: scald to chest from hot tea, mother asleep",
            "Plan: dressings clinic 16/11/2020",
        ),
        "hospital",
        {("2020-11-09", ("Owen Kettle",))},
    ),
    "health visitor": (
        (
            "12 May 2021 10:30 Originator: Gwen Pryce, Health Visitor",
            "Home visit. Owen was in a soaked nappy and the kitchen was filthy.",
            "19 May 2021 11:00 Originator: Gwen Pryce, Health Visitor",
            "Home visit. Fern was hungry, no food in the house.",
        ),
        "health_visiting",
        {("2021-05-12", ("Owen Kettle",)), ("2021-05-19", ("Fern Adair",))},
    ),
    "school log": (
        (
            "Incident: 12/05/2021 09:15   Student: Maya Kettle   Category: Welfare",
            "Came in hungry and filthy, said dad hit her.",
            "Incident: 13/05/2021 09:15   Student: Owen Kettle   Category: Welfare",
            "No coat, soaked nappy, bruise to cheek.",
        ),
        "school",
        {("2021-05-12", ("Maya Rose Kettle",)), ("2021-05-13", ("Owen Kettle",))},
    ),
    "drug service": (
        (
            "Keyworking notes",
            "Session 4: 12/05/21",
            "Leanne reported using heroin while Owen was upstairs.",
        ),
        "substance_misuse",
        {("2021-05-12", ("Owen Kettle",))},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("as_block", [False, True])
def test_layouts_of_other_agencies(name: str, as_block: bool) -> None:
    texts, agency, facts = LAYOUTS[name]
    found = read(blocks("\n".join(texts)) if as_block else lines(*texts), agency=None)
    assert found.agency == agency
    assert {(s.date.edtf, s.children) for s in found.suggestions if s.date} == facts
    assert all(texts[0] not in s.fact for s in found.suggestions)
