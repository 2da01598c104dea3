"""Legal advice, other families' entries and guarded addresses are kept back before any decision."""

from __future__ import annotations

import pytest

from chronology_app.model.codes import RecordClass
from chronology_app.reading.document import PersonHint
from chronology_app.reading.protection import find_own_lawyer, find_protected_detail
from tests.chronology_app.reading.texts import FAMILY, lines, prose, read, table


@pytest.mark.parametrize(
    "words",
    [
        "Tel. call from LA solicitor - 18 May 2022",
        "Email to Legal Services",
        "T/C with in-house lawyer",
        "Advice of counsel",
        "Discussion with J. Osei, solicitor",
        "Conference with barrister",
        "Legal department <legal@borough.example>",
    ],
)
def test_the_authoritys_own_lawyer_is_known(words: str) -> None:
    assert find_own_lawyer(words)


@pytest.mark.parametrize(
    "words",
    [
        "T/C from mother's solicitor",
        "Letter from solicitors for the father",
        "Email from the parents' barrister",
        "Call from solicitor acting for the child",
        "Counselling session",
        "Ms Kettle's solicitor rang",
    ],
)
def test_a_partys_lawyer_is_not_the_authoritys(words: str) -> None:
    assert not find_own_lawyer(words)


def test_a_call_from_the_authoritys_solicitor_is_legal_advice_as_a_whole() -> None:
    found = read(
        lines(
            "Tel. call from LA solicitor - 18 May 2022",
            "Agreed we wait until the GP report is in. Owen was hungry.",
            "",
            "Home visit 20/05/2022",
            "Maya was hungry.",
        )
    )
    assert {i: str(c) for i, c in found.classed.items()} == {0: "legal_advice", 1: "legal_advice"}
    assert [s.record_class for s in found.suggestions] == ["legal_advice", "ordinary"]


def test_words_of_advice_are_advice_under_any_heading() -> None:
    found = read(
        prose("# 18/05/2022 - Case note", "We hold off issuing. Our prospects are weak without it.")
    )
    assert found.classed == {1: RecordClass.LEGAL_ADVICE}
    assert {s.record_class for s in found.suggestions} <= {RecordClass.LEGAL_ADVICE}


def test_an_entry_of_another_family_is_kept_back_with_its_heading() -> None:
    found = read(prose("# 18/05/2022 - Visit", "Entered in error: a boy had a bruise."))
    assert set(found.classed) == {0, 1}
    assert set(found.classed.values()) == {RecordClass.NOT_THIS_FAMILY}


@pytest.mark.parametrize(
    "words",
    [
        "The family moved to a confidential address.",
        "Paul must not be told this address.",
        "Address not to be disclosed to the father.",
        "Leanne does not want Paul to know where she lives.",
        "Now in a refuge, 14 Castle Row, Thorne.",
        "New address: 3 Mill Lane, TH4 5QQ.",
    ],
)
def test_a_guarded_address_is_kept_back_and_doubted(words: str) -> None:
    found = read(prose("# 18/05/2022 - Home visit", f"Leanne and the children moved. {words}"))
    assert found.classed == {1: RecordClass.PUBLIC_INTEREST}
    held = [s for s in found.suggestions if "protected_detail" in s.doubts]
    assert all(s.record_class == RecordClass.PUBLIC_INTEREST for s in held)


@pytest.mark.parametrize(
    "words",
    ["They moved to a new address.", "Maya must not be given nuts.", "She left the refuge."],
)
def test_an_ordinary_move_is_not_kept_back(words: str) -> None:
    assert not find_protected_detail(words)


@pytest.mark.parametrize(
    ("header", "doubted"),
    [("Date reported", True), ("Date occurred", False), ("Incident date", False)],
)
def test_a_column_of_reporting_dates_serves_with_a_doubt(header: str, doubted: bool) -> None:
    rows = ("18/01/2022", "Maya was found alone in the street.", "PC 2014")
    found = read(table((header, "Summary", "Officer"), rows), agency="police")
    [fact] = found.suggestions
    assert fact.date is not None
    assert fact.date.edtf == "2022-01-18"
    assert ("only_recording_date" in fact.doubts) is doubted


@pytest.mark.parametrize("words", ["PC 2014 attended", "collar no. 1998 attended", "DS 2011 rang"])
def test_an_officers_number_is_no_year(words: str) -> None:
    found = read(prose("# 18/05/2022 - Police", f"{words} and Maya was found alone."))
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-05-18"]


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Children stepped up to child protection.", ["child_protection"]),
        ("Children would be stepped up to child protection unless it improves.", []),
        ("If nothing changes the children are stepped up to child protection.", []),
        ("In May they were made subject to a child protection plan.", ["child_protection"]),
    ],
)
def test_a_conditional_step_starts_nothing(words: str, starts: list[str]) -> None:
    found = read(prose("# 18/06/2022 - Review conference", f"Decision of the meeting. {words}"))
    assert [p.value for s in found.suggestions for p in s.spells] == starts


@pytest.mark.parametrize(
    ("title", "edtf"),
    [
        ("Home visit 12/05/2022", "2022-05-12"),
        ("Unannounced visit - 12 May 2022", "2022-05-12"),
        ("04/05 April 2022 - Clinic", "2022-04-04/2022-04-05"),
    ],
)
def test_a_short_title_with_a_date_opens_an_entry(title: str, edtf: str) -> None:
    found = read(lines(title, "Owen was hungry and dirty."))
    [fact] = found.suggestions
    assert fact.date is not None
    assert fact.date.edtf == edtf


@pytest.mark.parametrize("line", ["Next meeting 12/05/2022", "Date of birth 12/05/2014"])
def test_a_plan_or_birth_opens_nothing(line: str) -> None:
    found = read(lines("01/05/2022 Home visit", "Owen was hungry.", line, "Maya was dirty."))
    assert {s.date.edtf for s in found.suggestions if s.date} == {"2022-05-01"}


LAWYERS = (
    *FAMILY,
    PersonHint(name="Iris Vane", role="local authority solicitor"),
    PersonHint(name="C. Dunn", role="solicitor to the authority", aliases=("CD",)),
    PersonHint(name="Jo Marsh", role="mother's solicitor", aliases=("JM",)),
)


@pytest.mark.parametrize(
    "text",
    [
        "T/C with Iris Vane, legal. Her advice is that we should wait.",
        "IV advises that more evidence of missed appointments is needed.",
        "CD's view is that we should issue this week.",
        "Iris Vane thinks threshold is arguable.",
        "Counsel for the LA advises that the application is unlikely to succeed.",
        "T/C with B. Amos, legal. Advice is to wait for the report.",
        "Spoke with Ms Tarn (solicitor) who recommends a letter before proceedings.",
        "LA solicitor suggests that we write to Leanne first.",
    ],
)
def test_a_sentence_with_the_authoritys_lawyers_advice_is_legal_advice(text: str) -> None:
    found = read(prose("# 18/05/2022 - Case note", text), people=LAWYERS)
    assert found.classed == {1: RecordClass.LEGAL_ADVICE}
    assert {s.record_class for s in found.suggestions} <= {RecordClass.LEGAL_ADVICE}


@pytest.mark.parametrize(
    "text",
    [
        "Jo Marsh wrote that Leanne will agree to the assessment.",
        "JM says that Leanne was hungry as a child.",
        "Email from Jo Marsh, mother's solicitor: Leanne's view is that Owen is well.",
        "Leanne was advised to see a solicitor.",
        "Leanne has taken advice from her solicitor.",
        "Ms Tarn (solicitor for the father) says that Paul will issue his application.",
        "Leanne was advised to seek independent legal advice.",
        "Iris Vane rang to ask for Owen's date of birth.",
    ],
)
def test_open_correspondence_and_advice_to_a_parent_are_no_legal_advice(text: str) -> None:
    found = read(prose("# 18/05/2022 - Case note", text), people=LAWYERS)
    assert RecordClass.LEGAL_ADVICE not in found.classed.values()
    assert RecordClass.LEGAL_ADVICE not in {s.record_class for s in found.suggestions}
