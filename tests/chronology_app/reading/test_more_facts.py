"""Facts that are easily passed over: open dates, two dates, failed visits, referrals, terms."""

from __future__ import annotations

import pytest

from chronology_app.model import Locator, RawPassage, Suggestion
from chronology_app.reading.document import PersonHint
from tests.chronology_app.reading.texts import FAMILY, prose, read, table

NOTE = "# 12/06/2022 - Case note - H. Sorby"


def only(*rows: str, agency: str = "childrens_social_care") -> Suggestion:
    [found] = read(prose(*rows), agency=agency).suggestions
    return found


def edtf(suggestion: Suggestion) -> str:
    return suggestion.date.edtf if suggestion.date else ""


def test_an_open_date_is_a_date() -> None:
    fact = only(NOTE, "Before Christmas 2021 Paul hit Owen with a belt.")
    assert edtf(fact) == "../2021-12-25~"
    assert fact.concern_types == ("emotional",)


def test_an_open_date_never_lies_ahead_of_its_entry() -> None:
    fact = only("# 04/03/2022 - Case note", "Paul had moved out before Christmas.")
    assert edtf(fact) == "2022-03-04"


def test_two_dated_facts_of_one_sentence_become_two() -> None:
    words = "Previous worker Tom Reid left in May; Hana Sorby allocated 16 May."
    found = read(prose("# 06/07/2022 Review", words)).suggestions
    assert [edtf(s) for s in found] == ["2022-05", "2022-05-16"]


def test_a_count_of_late_days_has_its_entrys_date() -> None:
    words = "Maya late on 9 of the last 20 days and arrived twice last week without a coat."
    fact = only(NOTE, words)
    assert edtf(fact) == "2022-06-12"
    assert "educational" in fact.concern_types


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("# w/c 21 March 2022", "Ms Kettle did not answer the door on Tues or Thurs."),
        (NOTE, "Neither parent attended parents evening."),
        (NOTE, "Copy of non-molestation order received, respondent Paul Adair."),
        (NOTE, "Mother disclosed she had been depressed since Fern was born."),
        (NOTE, "Paul moved out before Christmas."),
        (NOTE, "Owen's attendance since September is 81%."),
    ],
)
def test_what_parents_did_or_suffered_is_put_forward(heading: str, words: str) -> None:
    assert words in only(heading, words).fact


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("Owen was left with Fern overnight.", ("supervision",)),
        ("Owen feeds Fern when Mum is ill.", ("emotional", "supervision")),
        ("Paul hit Owen with a belt.", ("emotional",)),
        ("Paul slapped Owen.", ("emotional",)),
        ("Mum was drunk, children asleep upstairs.", ("supervision",)),
        ("Children asleep upstairs.", ()),
    ],
)
def test_types_of_concern_that_follow_from_care(words: str, types: tuple[str, ...]) -> None:
    assert only(NOTE, words).concern_types == types


def test_a_term_takes_the_year_of_the_rows_around_it() -> None:
    rows = (
        ("Date", "Event"),
        ("07/02/2022", "Maya was hungry"),
        ("Spring term", "Maya falling asleep in lessons most Mondays"),
    )
    fact = read(table(*rows), agency="school").suggestions[1]
    assert (edtf(fact), "year_from_neighbours" in fact.doubts) == ("2022-01/2022-03", True)


def test_a_message_is_its_senders_record() -> None:
    found = read(
        prose(
            "Dear MASH,",
            "I would like to make a referral for Owen. He came in soaked and hungry.",
            "Anna Petrou",
            "Designated Safeguarding Lead",
        ),
        agency=None,
        metadata={"from": "A Petrou <a.petrou@x.example>", "to": "MASH", "sent": "2022-02-07"},
        file_name="message.eml",
    )
    assert found.agency == "school"
    assert found.suggestions[0].kind == "referral"


def test_what_is_arranged_for_later_is_no_event() -> None:
    found = read(
        prose(
            "# 20/06/2022 - Child protection conference",
            "Owen was made subject to a child protection plan. Core group: 4 July 2022, 11 am.",
        )
    )
    assert all("Core group" not in s.fact for s in found.suggestions)
    assert any(left.code == "planned" for left in found.not_proposed)


def test_a_weighty_fact_with_a_later_date_is_kept_with_its_doubt() -> None:
    found = read(
        prose(
            "# 20/06/2022 - Telephone call from police",
            "On 12 July 2022 Maya was found alone in the road and her mother was drunk.",
        )
    )
    [fact] = found.suggestions
    assert fact.date is not None
    assert fact.date.edtf == "2022-07-12"
    assert "after_document" in fact.doubts


def test_that_there_was_nothing_to_tell_is_no_event() -> None:
    found = read(prose("# 20/06/2022 - Home visit", "No concerns today."))
    assert found.suggestions == ()


def test_a_date_of_birth_beside_a_name_is_no_date_of_an_event() -> None:
    found = read(
        prose("# 20/06/2022 - Case note", "Maya Kettle (02/03/2014) was hungry at school.")
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-06-20"]


def test_home_visit_and_health_visitor_are_told_apart_in_a_heading() -> None:
    visit = read(prose("# 20/06/2022 H. Sorby HV", "Owen had no bed.")).suggestions
    call = read(prose("# 20/06/2022 T/C from HV", "Owen had no bed.")).suggestions
    assert [(s.kind, s.agency) for s in visit] == [("visit", "childrens_social_care")]
    assert [s.agency for s in call] == ["health_visiting"]


def test_the_words_say_whose_deed_a_social_worker_records() -> None:
    facts = {
        "On 9 March 2021 six of Owen's teeth were taken out under general anaesthetic.": "dental",
        "On 9 March 2021 the court made an interim care order for Owen.": "court",
        "On 9 March 2021 Owen was suspended from school for two days.": "school",
        "On 9 March 2021 police were called and Paul was arrested in front of Owen.": "police",
    }
    for text, agency in facts.items():
        found = read(prose("# Statement", text)).suggestions
        assert [s.agency for s in found] == [agency]


def test_a_day_without_its_year_takes_it_from_the_day_of_recording_beside_it() -> None:
    rows = table(
        ("Logged", "Incident date", "Detail"),
        ("04.10.16", "Mon 3/10", "Owen hungry, took food from the bin."),
        ("05.10.16", "Tues 4/10", "Owen hungry again."),
    )
    found = read(rows, agency="school").suggestions
    assert [s.date.edtf for s in found if s.date] == ["2016-10-03", "2016-10-04"]


def test_a_quoted_message_with_sender_and_day_on_one_line_keeps_its_day() -> None:
    passages = tuple(
        RawPassage(
            index=n,
            locator=Locator(line=n + 1, message_part="quoted 1"),
            text=text,
            kind="quoted",
        )
        for n, text in enumerate(
            (
                "From: Hana Sorby   Sent: 3 November 2021 09:40\n"
                "Saw Leanne yesterday, Owen had no bed and was hungry.",
            )
        )
    )
    metadata = {"sent": "2021-11-11T10:00:00+00:00", "from": "Gwen Pryce"}
    found = read(passages, agency=None, metadata=metadata).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2021-11-02"]


def test_the_only_date_of_minutes_holds_for_every_section() -> None:
    found = read(
        prose(
            "# INITIAL CHILD PROTECTION CONFERENCE - RECORD OF MEETING",
            "Wednesday 9th March 2022, 1.30 pm, Anvil Suite, Civic Centre. Chair: P. Lowe.",
            "# 1. Reports",
            "School: on 25 February Owen took food from another child's lunchbox.",
            "# 2. Parents' views",
            "Ms Kettle said that she had asked for help with the house.",
            "# 3. Decision",
            "All agreed that Maya and Owen are to be made subject of child protection plans. "
            "Review conference: 7 June 2022.",
        )
    ).suggestions
    assert {s.date.edtf for s in found if s.date} == {"2022-02-25", "2022-03-09"}
    assert not any("7 June" in s.fact for s in found)


def test_what_has_gone_on_since_a_day_began_then() -> None:
    found = read(
        prose("# 20/06/2022 - Call from aunt", "Leanne has been drinking again since March 2022.")
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2022-03"]


def test_what_has_not_happened_since_a_day_is_told_of_the_day_of_writing() -> None:
    found = read(
        prose("# 20/06/2022 - Supervision", "Nobody has been to see Owen since March 2022.")
    ).suggestions
    assert {s.date.edtf for s in found if s.date} <= {"2022-06-20"}


@pytest.mark.parametrize("text", ["Ward sister SRI rang.", "Physio (Jo Bell) rang back."])
def test_that_somebody_rang_is_no_fact_without_what_was_said(text: str) -> None:
    assert read(prose("# 20/06/2022 - Case note", text)).suggestions == ()


def test_a_headed_note_about_the_family_always_puts_something_forward() -> None:
    found = read(
        prose(
            "# 28/07/2022 - H/V",
            "The skip is gone. Owen has his bunk up now.",
        )
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2022-07-28"]


def test_words_behind_she_said_are_the_one_childs_who_is_named_before() -> None:
    found = read(
        prose(
            "# 11/10/2022 - Home visit",
            "It was Maya's birthday and there was no cake, she said \"I'm used to it\".",
        )
    ).suggestions
    assert [s.child_words for s in found] == ["I'm used to it"]


def test_a_line_of_the_growth_chart_is_no_day() -> None:
    found = read(
        prose("# 21/09/2022 - Clinic", "Fern's weight is back on the 9th, feeding well."),
        agency="health_visiting",
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2022-09-21"]


def test_initials_of_a_person_are_no_agency() -> None:
    people = (*FAMILY, PersonHint(name="Gail Pask", role="team manager", aliases=("GP",)))
    found = read(
        prose("# 21/09/2022 - GP and H. Sorby", "Owen is hungry at school every day."),
        people=people,
    ).suggestions
    assert {s.agency for s in found} == {"childrens_social_care"}


@pytest.mark.parametrize(
    "text",
    [
        "You wrote that the home was spotless.",
        "Maya told her teacher yesterday about Sunday.",
        "Worries: home conditions, drink, Leanne's low mood.",
        "Lateral checks with GP and midwifery agreed.",
    ],
)
def test_what_only_points_at_something_told_elsewhere_is_no_fact(text: str) -> None:
    telling = "Maya was filthy and hungry, and had no bed."
    found = read(prose("# 04/10/2021 Home visit", telling, text)).suggestions
    assert [s.spans[0].quote for s in found] == [telling]


def test_who_told_whom_and_what_is_a_fact() -> None:
    told = "Maya told her teacher about Sunday: Paul hit her with a belt."
    found = read(prose("# 04/10/2021 Discussion", "Call from school.", told)).suggestions
    assert told in [s.spans[0].quote for s in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Maya bitten on the face by the dog Saturday, four stitches.", "2021-10-02"),
        (
            "Leanne came to her first appointment on Wednesday and stayed the full hour.",
            "2021-10-06",
        ),
        ("Leanne booked yesterday at 19 wks, had not told anyone and still drinks.", "2021-10-06"),
        ("Midwife: Leanne booked on Tuesday at 20/40, late booking, still drinking.", "2021-10-05"),
        ("Owen now living with his dad since yesterday, no bed for him there.", "2021-10-06"),
        ("Letter from CAMHS dated yesterday says Maya was not brought twice.", "2021-10-06"),
        ("Leanne went to be booked in last Friday and still drinks.", "2021-10-01"),
        ("Fern now on the 2nd centile (was 25th in May), no food in the house.", "2021-10-07"),
        ("Owen admitted to hospital Tuesday with asthma, home again now.", "2021-10-05"),
        ("Maya goes to the Tuesday club, hungry and filthy again.", "2021-10-07"),
        ("Contact is Tuesday and Thursday, Owen hungry and filthy again.", "2021-10-07"),
    ],
)
def test_a_bare_weekday_or_a_day_told_in_passing_is_the_day_of_the_fact(
    text: str, day: str
) -> None:
    found = read(prose("# 07/10/2021 Note", text)).suggestions
    assert [s.date.edtf for s in found if s.date] == [day]
