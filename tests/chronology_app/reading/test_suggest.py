"""A source's text becomes suggestions: one fact each, with quote, date, people and reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.model import Locator, RawPassage
from chronology_app.reading.document import SourceText
from chronology_app.reading.suggest import read_source
from chronology_app.wording import has
from tests.chronology_app.reading.texts import FAMILY, lines, prose, read, table

JUDGMENTS = Path(__file__).parents[4] / "shared" / "material" / "judgments"


def test_a_fact_takes_the_date_and_time_of_the_heading_above_it() -> None:
    found = read(
        prose(
            "# 14/05/2022 16:10 - Home visit (unannounced) - H. Sorby",
            "The kitchen floor was covered in rubbish and Owen had no bed.",
        )
    )
    [fact] = found.suggestions
    assert fact.date is not None
    assert (fact.date.edtf, fact.time, fact.author) == ("2022-05-14", "16:10", "H. Sorby")
    assert (fact.kind, fact.agency) == ("visit", "childrens_social_care")
    assert fact.concern_types == ("physical",)


def test_a_sentence_with_its_own_date_keeps_it() -> None:
    found = read(
        prose(
            "# 20/06/2022 - Telephone call from school",
            "School said that on 15 June Maya was left alone at the gate until five o'clock.",
        )
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-06-15"]


def test_a_fact_that_begins_with_its_date_keeps_it_below_a_title_without_one() -> None:
    found = read(
        prose(
            "# Case note",
            "14 May 2022. Visited the flat. Owen opened the door. There was no milk or bread in "
            "the kitchen.",
        )
    )
    dates = [fact.date.edtf if fact.date else None for fact in found.suggestions]
    assert dates == ["2022-05-14"] * len(dates)
    assert dates


def test_the_date_of_the_visit_is_not_the_date_of_recording() -> None:
    found = read(
        prose(
            "# Home visit - H. Sorby",
            "Date of visit: 3.5.22     Date recorded: 9.5.22",
            "Fern was in a soaked nappy and the fridge was empty.",
        )
    )
    [fact] = found.suggestions
    assert fact.date is not None
    assert fact.date.edtf == "2022-05-03"


def test_a_fact_without_any_date_stays_undated() -> None:
    found = read(
        prose(
            "Maya was found alone in the street, hungry, filthy and very frightened, and her "
            "mother was drunk and could not be roused."
        )
    )
    [fact] = found.suggestions
    assert fact.date is None
    assert "no_date" in fact.doubts
    assert any(reason.rule == "no_date" for reason in fact.reasons)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Core group pencilled in for 17 September 2022.", "planned"),
        ("Mileage claimed and minutes sent to business support.", "administrative"),
        ("Safeguarding refresher training attended by HS.", "training"),
        ("ENTERED IN ERROR. Bruise seen relates to a different family.", "entered_in_error"),
        ("Clinic cancelled by the service because of staff sickness.", "cancelled_by_service"),
        ("Parking row at number 9, not this family.", "other_family"),
    ],
)
def test_noise_is_left_out_and_named(text: str, code: str) -> None:
    found = read(prose("# 12/07/2022 - Case note", text))
    assert found.suggestions == ()
    assert code in {left.code for left in found.not_proposed}


def test_another_child_with_the_same_first_name_is_left_out() -> None:
    found = read(
        table(
            ("Pupil", "Date", "Concern"),
            ("Owen Kettle", "02/03/2022", "Came in hungry, no breakfast."),
            ("Owen Fletcher", "03/03/2022", "Came in hungry, no breakfast."),
        ),
        agency="school",
    )
    assert [s.children for s in found.suggestions] == [("Owen Kettle",)]
    assert "Owen Fletcher" in [left.words for left in found.not_proposed]


def test_each_row_of_a_log_is_a_suggestion_with_its_columns() -> None:
    found = read(
        table(
            ("Date", "Source", "Event", "Action"),
            ("04/02/2022", "Health visiting", "Fern not brought for her 8 month review.", "Letter"),
            ("w/c 7 March 2022", "School", "Maya late four days out of five.", "Letter home"),
        )
    )
    first, second = found.suggestions
    assert (first.agency, first.kind) == ("health_visiting", "missed_appointment")
    assert first.recorded_by == "health_visiting"
    assert second.date is not None
    assert second.date.edtf == "2022-03-07/2022-03-13"
    assert second.kind == "attendance"


def test_a_table_without_headings_is_known_by_its_dates() -> None:
    found = read(
        table(
            ("03/03/2022", "Owen arrived in dirty clothes and said he was starving."),
            ("09/03/2022", "Owen asleep in class; had been up until midnight."),
        ),
        agency="school",
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-03-03", "2022-03-09"]


def test_the_children_means_those_alive_on_the_day() -> None:
    entry = ("# {} - Home visit", "The children were hungry and there was no food in the house.")
    before = read(prose(entry[0].format("01/02/2020"), entry[1])).suggestions[0]
    after = read(prose(entry[0].format("01/02/2022"), entry[1])).suggestions[0]
    assert before.children == ("Maya Rose Kettle", "Owen Kettle")
    assert after.children == ("Maya Rose Kettle", "Owen Kettle", "Fern Adair")


def test_ages_and_babies_point_to_the_child_of_that_age() -> None:
    found = read(
        table(
            ("Date", "Summary"),
            ("01/09/2022", "Child aged 8 found alone by the road."),
            ("02/09/2022", "Baby left unattended in a car."),
        ),
        agency="police",
    )
    assert [s.children for s in found.suggestions] == [("Maya Rose Kettle",), ("Fern Adair",)]


def test_a_childs_exact_words_are_kept_and_an_adults_are_not_taken_for_them() -> None:
    found = read(
        prose(
            "# 03/03/2022 - Visit to school",
            'Maya said "I put Fern to bed because Mum is asleep".',
            "# 04/03/2022 - Telephone call from Leanne",
            'Leanne said "I was drunk and left them home alone".',
        )
    )
    assert [s.child_words for s in found.suggestions] == [
        "I put Fern to bed because Mum is asleep",
        "",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Threshold considered met. Agreed to start pre-proceedings.",
        "Counsel advised that the evidence on physical care is strong.",
    ],
)
def test_legal_advice_is_kept_back(text: str) -> None:
    found = read(prose("# 06/04/2022 - Case discussion", text))
    assert {s.record_class for s in found.suggestions} == {"legal_advice"}


def test_everything_under_a_legal_planning_heading_is_kept_back() -> None:
    found = read(prose("# 06/04/2022 - Legal planning meeting", "Agreed to issue proceedings."))
    assert {s.record_class for s in found.suggestions} == {"legal_advice"}


def test_a_header_not_for_disclosure_keeps_the_whole_source_back() -> None:
    found = read(
        lines(
            "SUPERVISION NOTES - NOT FOR DISCLOSURE WITHOUT LEGAL ADVICE",
            "",
            "22/07/2022 with H. Sorby",
            "No statutory visit to these children since 25 June 2022.",
        )
    )
    assert {s.record_class for s in found.suggestions} == {"public_interest"}


def test_strengths_are_put_forward_too() -> None:
    found = read(
        prose(
            "# 28/01/2022 - Home visit (announced)",
            "House clean and warm, beds made, food in the fridge.",
        )
    )
    [fact] = found.suggestions
    assert fact.strength
    assert fact.concern_types == ()


def test_a_negated_concern_is_no_concern() -> None:
    found = read(prose("# 28/01/2022 - Home visit", "The home was not dirty and Owen was chatty."))
    assert all("physical" not in s.concern_types for s in found.suggestions)


def test_a_conference_starts_a_level_of_help_for_all_children() -> None:
    found = read(
        prose(
            "# 05/01/2022 - Initial child protection conference",
            "All three children made subject to child protection plans, category neglect.",
        )
    )
    [fact] = found.suggestions
    assert [(s.kind, s.value, s.edge) for s in fact.spells] == [
        ("level_of_help", "child_protection", "starts")
    ]
    assert len(fact.children) == 3


def test_who_acted_is_told_apart_from_whose_record_it_is() -> None:
    found = read(
        prose(
            "# 10/03/2022 - T/C from community dental service",
            "Owen was not brought to the dentist yesterday.",
        )
    )
    [fact] = found.suggestions
    assert (fact.agency, fact.recorded_by) == ("dental", "childrens_social_care")
    assert fact.evidence == "reported"
    assert fact.date is not None
    assert fact.date.edtf == "2022-03-09"


def test_a_message_is_dated_by_its_day_and_its_quoted_part_by_its_own() -> None:
    body = [
        RawPassage(
            index=0,
            locator=Locator(message_part="body", line=1),
            text="Hi Hana,\nOwen came in soaked and hungry today.",
            kind="block",
        ),
        RawPassage(
            index=1,
            locator=Locator(message_part="quoted 1", line=4),
            text="> From: Hana Sorby\n> Sent: 2 March 2022 15:02\n> \n> House spotless today.",
            kind="quoted",
        ),
    ]
    found = read(
        tuple(body),
        agency="school",
        metadata={"sent": "2022-03-04T10:00:00+00:00", "from": "office@school.invalid"},
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-03-04", "2022-03-02"]


def test_the_boxes_of_a_form_fill_the_entry() -> None:
    found = read(
        lines(
            "Date: 05/06/2022",
            "Time: 09:15",
            "Type: Telephone call",
            "From: Mrs Dunn, headteacher",
            "Details: Owen had no lunch and his clothes were filthy.",
            "Action: Strategy discussion requested.",
        )
    )
    [fact] = found.suggestions
    assert (fact.time, fact.agency, fact.children) == ("09:15", "school", ("Owen Kettle",))
    assert fact.fact == "Owen had no lunch and his clothes were filthy."


def test_a_forms_table_of_labels_and_values_is_read_as_a_form() -> None:
    found = read(
        table(
            ("Date of visit", "05/06/2022"),
            ("Type", "Home visit"),
            ("Worker", "Hana Sorby"),
            ("Details", "Owen had no lunch and his clothes were filthy."),
        )
    )
    [fact] = found.suggestions
    assert fact.date is not None
    assert (fact.date.edtf, fact.kind, fact.author) == ("2022-06-05", "visit", "Hana Sorby")


def test_a_letter_tells_of_the_day_of_the_clinic_not_of_the_letter() -> None:
    found = read(
        lines(
            "Community Paediatrics",
            "4 December 2022",
            "",
            "Dear Ms Sorby,",
            "",
            "I saw Owen in clinic on 29 November 2022 with his grandmother. He has nine decayed "
            "teeth and his weight has dropped below the 2nd centile since the last review in "
            "clinic, which is a matter of some weight for us. Mrs Kettle told me that he had not "
            "been taken to a dentist and was often hungry.",
            "",
            "Yours sincerely",
        ),
        agency="hospital",
    )
    assert {s.date.edtf for s in found.suggestions if s.date} == {"2022-11-29"}


def test_he_and_she_mean_the_child_named_before() -> None:
    found = read(
        prose(
            "# 05/06/2022 - Telephone call from school",
            "Owen seen in class.",
            "Fern seen at nursery. Her nappy was soaked through and she was hungry and dirty.",
        )
    )
    assert ("Fern Adair",) in {s.children for s in found.suggestions}


def test_a_text_box_between_does_not_end_an_entry() -> None:
    heading, body = prose("# 05/06/2022 - Home visit", "Owen hungry, no food in the house.")
    box = RawPassage(index=2, locator=Locator(part="box 1"), text="Form 12", kind="paragraph")
    after = RawPassage(index=3, locator=Locator(paragraph=3), text=body.text)
    found = read((heading, box, after))
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-06-05"]


def test_a_comment_at_the_end_does_not_take_the_last_entrys_date() -> None:
    entry = prose("# 05/06/2022 - Home visit", "House spotless and warm.")
    comment = RawPassage(
        index=2,
        locator=Locator(part="comment 1"),
        text="Maya was left home alone, hungry, filthy, mother drunk, police called, no food.",
        kind="comment",
    )
    dates = [s.date.edtf if s.date else None for s in read((*entry, comment)).suggestions]
    assert dates == ["2022-06-05", None]


@pytest.mark.parametrize(
    ("text", "cares"),
    [
        ("Maya gave Fern a bottle and put Owen to bed.", True),
        ("Owen said Maya gets Fern ready for nursery.", True),
        ("Leanne fed Fern while Maya was at school.", False),
        ("Maya gave Owen a card.", False),
    ],
)
def test_a_child_who_does_a_parents_work_is_noticed(text: str, cares: bool) -> None:
    found = read(prose("# 05/06/2022 - Statutory visit", text)).suggestions
    assert any("emotional" in fact.concern_types for fact in found) is cares


@pytest.mark.parametrize(
    ("text", "concern", "strength"),
    [
        ("Owen's attendance is 62%.", True, False),
        ("Owen's attendance rose from 62% to 97 per cent.", False, True),
    ],
)
def test_an_attendance_figure_speaks_for_itself(text: str, concern: bool, strength: bool) -> None:
    [fact] = read(prose("# 05/06/2022 - Report from school", text), agency="school").suggestions
    assert (fact.concern_types == ("educational",), fact.strength) == (concern, strength)


def test_advice_to_start_something_starts_nothing() -> None:
    found = read(
        prose("# 05/06/2022 - Case note", "You should send the letter before proceedings.")
    )
    assert all(s.spells == () for s in found.suggestions)


def test_two_days_after_a_visit_is_counted_from_that_visit() -> None:
    found = read(
        prose(
            "# 09/06/2022 - Statutory visit",
            "House spotless, beds made and cupboards full.",
            "# 14/06/2022 - E-mail from Gwen Pryce, HV",
            "HV called two days after my visit and found Fern wet through with no bottles ready.",
        )
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2022-06-09", "2022-06-11"]


def test_a_sentence_about_two_days_becomes_two_facts() -> None:
    found = read(
        prose("The plans begun on 28 January 2021 were ended on 15 September 2022 by conference.")
    )
    assert [s.date.edtf for s in found.suggestions if s.date] == ["2021-01-28", "2022-09-15"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Called at the house and no reply on 3/4/2021, 10/4/2021 and 17/4/2021.",
            ["2021-04-03", "2021-04-10", "2021-04-17"],
        ),
        (
            "Maya WNB 14/01/21 and WNB 11/02/21 at the paediatric clinic.",
            ["2021-01-14", "2021-02-11"],
        ),
    ],
)
def test_the_same_thing_on_a_list_of_days_is_a_fact_for_each_day(
    text: str, days: list[str]
) -> None:
    found = read(prose("# Visits", text)).suggestions
    assert [s.date.edtf for s in found if s.date] == days
    assert {s.spans for s in found} == {found[0].spans}
    assert len({s.id for s in found}) == len(days)


def test_notes_whose_paragraphs_begin_with_a_day_are_entries_whatever_follows() -> None:
    found = read(
        prose(
            "3/2/21 maya hungry again and no coat",
            "5/2/21 rang mum, she said the fridge was empty",
            "9/2/21 owen left alone with the neighbour all night",
            "12/2/21 visited, kitchen filthy, no food in the cupboards",
            "both children dirty and smelling of urine",
            "19/2/21 saw paul drunk at the gate, maya frightened",
        )
    ).suggestions
    dates = [s.date.edtf for s in found if s.date]
    assert set(dates) == {"2021-02-03", "2021-02-05", "2021-02-09", "2021-02-12", "2021-02-19"}
    below = next(s for s in found if "smelling" in s.spans[0].quote)
    assert below.date is not None
    assert below.date.edtf == "2021-02-12"


def test_what_follows_a_dated_sentence_keeps_its_day() -> None:
    found = read(
        prose(
            "On 30/01/2022 officers attended after a neighbour reported a female screaming inside "
            "the flat and an adult male was arrested on suspicion of assault. He had left. "
            "Three children were crying on the stairs and there was no food in the fridge."
        ),
        agency="police",
    )
    assert {s.date.edtf for s in found.suggestions if s.date} == {"2022-01-30"}
    assert any("no food" in s.fact for s in found.suggestions)


def test_plans_and_analysis_are_no_events() -> None:
    found = read(
        prose(
            "# 05/01/2022 - Initial conference",
            "All three children made subject to child protection plans.",
            "# Outline plan",
            "1. No adult will be drunk. By 30 March 2022.",
            "Analysis: this is a couple under strain.",
        )
    )
    assert len(found.suggestions) == 1
    assert "plan" in {left.code for left in found.not_proposed}


def test_welsh_words_of_concern_are_read() -> None:
    found = read(
        prose("# 07/03/2022 - Nodyn", "Roedd Owen yn llwglyd ac yn crio, heb frecwast."),
        agency="early_years",
    )
    [fact] = found.suggestions
    assert set(fact.concern_types) == {"nutritional", "emotional"}


def test_every_reason_doubt_and_code_has_words() -> None:
    found = read(
        prose(
            "# 14/05/2022 - Home visit",
            "Both children hungry. On 12 May 2022 police found Maya alone. Allocated to H. Sorby.",
        )
    )
    for fact in found.suggestions:
        assert all(has(f"rule.{reason.rule}") for reason in fact.reasons), fact.reasons
        assert all(has(f"doubt.{doubt}") for doubt in fact.doubts)
        assert fact.reasons


def test_the_same_source_gives_the_same_ids() -> None:
    passages = prose("# 14/05/2022 - Home visit", "Owen hungry. No bed.", "Fern soaked through.")
    first, second = read(passages), read(passages)
    assert first == second
    assert len({s.id for s in first.suggestions}) == len(first.suggestions)


_PIECES = st.sampled_from(
    [
        "Owen was hungry and dirty.", "On 3 May 2022 Maya was left alone.", '"I am scared."',
        "Maya said", "12/03/2022", "Plan:", "Dr. Hall rang", "\n", " ", "> ", "No food.", "e.g.",
        "Threshold considered met.", "w/c 4 April 2022", "the children", "1. ", "Mum drunk,", "'",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=8),
            st.sampled_from(["heading", "paragraph", "line", "cell", "block", "quoted"]),
        ),
        max_size=8,
    )
)
def test_quotes_are_always_the_passages_own_words_and_ids_are_unique(
    rows: list[tuple[list[str], str]],
) -> None:
    passages = tuple(
        RawPassage(
            index=number,
            locator=Locator(row=number + 1, column=1, line=number + 1),
            text=" ".join(pieces),
            kind=kind,
        )
        for number, (pieces, kind) in enumerate(rows)
    )
    text = SourceText(file_name="x.txt", sha256="b" * 64, passages=passages)
    found = read_source(text, FAMILY)
    for fact in found.suggestions:
        assert fact.spans
        for span in fact.spans:
            assert passages[span.passage_index].text[span.start : span.end] == span.quote
            assert span.locator == passages[span.passage_index].locator
    for left in found.not_proposed:
        assert 0 <= left.start < left.end <= len(passages[left.passage_index].text)
    ids = [fact.id for fact in found.suggestions]
    assert len(ids) == len(set(ids))
    assert read_source(text, FAMILY) == found


def test_a_long_text_without_people_is_read_in_seconds() -> None:
    sentence = (
        "On 3 May 2022 the mother told the court that the home was dirty and there was no food. "
    )
    passages = prose(*[sentence * 6 for _ in range(150)])
    found = read(passages, people=(), agency="court")
    assert found.suggestions
    assert all(s.children == () for s in found.suggestions)


def test_days_without_a_year_open_entries_under_a_month_and_yesterday_counts_from_them() -> None:
    found = read(
        prose(
            "# February 2021",
            "- 22/02 - grandmother's e-mail screened, Maya begging for food at doors.",
            "- 25/02 - case passed to me. Third social worker.",
            "# March 2021",
            "- 02/03 - unannounced, Maya filthy, dog mess trodden into the carpet.",
            "- 10/03 - HV on phone: weighed Fern yesterday, she has dropped off the chart, 0.4th.",
            "- 12/04 - Maya seen at school, hungry.",
        )
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == [
        "2021-02-22",
        "2021-02-25",
        "2021-03-02",
        "2021-03-09",
        "2021-04-12",
    ]


def test_the_title_of_a_paper_dates_its_sections() -> None:
    found = read(
        prose(
            "MINUTES OF INITIAL CHILD PROTECTION CONFERENCE, 21 MAY 2019",
            "County Hall. Issued 11/06/19",
            "# 1. Reason",
            "On 23 April Maya was scalded while her mother was asleep.",
            "# 2. Decision",
            "Unanimous that all three children be made the subject of a plan, category: neglect.",
            "Core group 4 June. Review conference 13 August 2019.",
        )
    ).suggestions
    days = {s.date.edtf: s.spans[0].quote for s in found if s.date}
    assert set(days) == {"2019-04-23", "2019-05-21"}
    assert days["2019-05-21"].startswith("Unanimous")


def test_an_entry_may_go_on_to_tell_what_came_later() -> None:
    found = read(
        prose(
            "2 May 2019. I called at the flat. Maya was filthy.",
            "The following Tuesday the clinic rang to say that Maya had not been brought.",
            "21 May 2019. Review conference held at school. Next Tuesday the core group will meet.",
        )
    ).suggestions
    days = [s.date.edtf for s in found if s.date]
    assert days == ["2019-05-02", "2019-05-07", "2019-05-21"]


def test_a_run_that_begins_with_a_day_of_its_own_has_that_day() -> None:
    found = read(
        prose(
            "12 September 2019. The sergeant rang first thing. Officers went through the door of"
            " the flat yesterday. On a low shelf by Owen's toy box they found used needles.",
        )
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2019-09-11"]


def test_a_few_words_lead_on_to_a_long_sentence() -> None:
    long = (
        "The flat was warm, the tree was lit and there were parcels for each of the three with"
        " their names in glitter, and Owen sat between his mother's feet the whole time while she"
        " stroked his hair and sang to him and to Fern."
    )
    [found] = read(prose("# 12/12/2019 Visit", f"A lovely visit. {long}")).suggestions
    assert found.spans[0].quote == f"A lovely visit. {long}"


def test_a_missed_clinic_says_nothing_of_school() -> None:
    [found] = read(
        prose("# 12/12/2019 Letter", "Maya discharged from the clinic after two non-attendances."),
        agency="hospital",
    ).suggestions
    assert "educational" not in found.concern_types


def test_a_workers_last_day_is_a_fact_of_that_day() -> None:
    found = read(
        prose(
            "# 04/07/2018 Note", "Maya hungry. I finish here on Friday 6 July, case to go on duty."
        )
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2018-07-04", "2018-07-06"]
    assert found[1].kind == "change_of_worker"


def test_what_was_decided_upon_a_dated_incident_is_of_the_entrys_day() -> None:
    found = read(
        prose(
            "# 18/12/2017 - Contact, duty",
            "Owen hid when Paul and Leanne fought in the caravan on Saturday night. Threshold not"
            " met, NFA.",
        )
    ).suggestions
    assert [s.date.edtf for s in found if s.date] == ["2017-12-16", "2017-12-18"]
