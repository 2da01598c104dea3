"""The court's chronology: four headings, every event asked for, references a reader can follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from chronology_app.documents.chronology import build_chronology
from chronology_app.documents.options import ExportOptions
from chronology_app.errors import UnknownRecordError
from chronology_app.model import (
    Account,
    Analysis,
    Citation,
    Entry,
    Hearing,
    Locator,
    Passage,
    Photograph,
    Proceedings,
    Source,
)
from chronology_app.model.codes import SourceKind
from tests.factories import TODAY, day, make, make_event, sample_view

HEADINGS = ["Serial number", "Date", "Event - detail", "Witness or document reference"]


def _built(view=None, **options):
    return build_chronology(view or sample_view(), ExportOptions(today=TODAY, **options))


def _rows(document):
    return [row.cells for table in document.tables for row in table.rows]


def _text(document):
    return "\n".join(part.words for part in document.parts())


def test_every_table_has_exactly_the_four_headings():
    document = _built()
    assert len(document.tables) == 2
    for table in document.tables:
        assert [column.heading for column in table.columns] == HEADINGS


def test_every_confirmed_ordinary_event_is_a_row_and_numbers_run_through():
    rows = _rows(_built())
    assert [row[0] for row in rows] == [str(n) for n in range(1, 11)]


def test_court_wording_stands_where_there_is_one_and_else_the_fact():
    details = [row[2] for row in _rows(_built())]
    assert "Tess was not brought to an appointment with the health visitor." in details
    assert "Tess was not brought to her eight-week check." not in details
    assert "Nia came to school without a coat." in details


def test_dates_are_as_fine_as_the_record_and_carry_the_time():
    dates = [row[1] for row in _rows(_built())]
    assert dates[1] == "March 2019"
    assert dates[8] == "6 May 2021, 18:40"
    assert dates[-1] == "Date not known"


def test_the_reference_names_title_place_and_entry_and_never_a_file():
    document = _built()
    references = [row[3] for row in _rows(document)]
    assert references[0] == "School log, sheet Nia, row 4, entry of 11 February 2019"
    assert references[4].startswith("Health visiting record, page 2, entry of ")
    assert not any(word in _text(document) for word in (".docx", ".xlsx", "hv_2019", "0000"))


@pytest.mark.parametrize(
    "title",
    ["", "hv_2019.docx", "C:\\files\\hv_2019", "0" * 64, "hv_2019", "notes of hv_2019.DOCX"],
)
def test_a_title_that_names_a_file_is_replaced_by_whose_record_it_is(title):
    source = make(Source, id="s", citation_title=title, file_name="hv_2019.docx",
                  document_date=day("2019-05-02"))  # fmt: skip
    event = make_event("x", "2019-06-03", "Seen.", source="s")
    (row,) = [r for r in _rows(_built(sample_view(source, *event))) if r[2] == "Seen."]
    assert row[3] == "Record: health visiting, 2 May 2019, page 2, entry of 3 June 2019"


def test_an_entry_is_cited_by_its_author_and_day():
    source = make(Source, id="s", kind=SourceKind.ENTRY, citation_title="", file_name="")
    entry = make(Entry, source_id="s", author="Ruth Ames", written_at=datetime(2021, 6, 8, 10))
    event = make_event("x", "2021-06-07", "Seen.", source="s")
    (row,) = [r for r in _rows(_built(sample_view(source, entry, *event))) if r[2] == "Seen."]
    assert row[3] == "Note by Ruth Ames, written 8 June 2021"


@pytest.mark.parametrize(
    ("form", "post", "corrects", "said"),
    [
        ("visit", "Social worker", None, "Note by Ruth Ames, Social worker, written 8 June 2021"),
        ("concern_card", "", None, "Concern card by Ruth Ames, written 8 June 2021"),
        ("low_level_concern", "", None,
         "Low-level concern recorded by Ruth Ames, written 8 June 2021"),
        ("phone_call", "", None, "Note of a phone call by Ruth Ames, written 8 June 2021"),
        ("note", "", "before",
         "Note by Ruth Ames, written 8 June 2021, correcting an entry written 7 June 2021"),
    ],
)  # fmt: skip
def test_an_entry_is_cited_by_its_form_and_by_what_it_corrects(form, post, corrects, said):
    source = make(Source, id="s", kind=SourceKind.ENTRY, citation_title="", file_name="")
    entry = make(Entry, source_id="s", author="Ruth Ames", post=post, form=form,
                 corrects_id=corrects, written_at=datetime(2021, 6, 8, 10))  # fmt: skip
    before = make(Entry, id="before", source_id="other", written_at=datetime(2021, 6, 7, 18))
    event = make_event("x", "2021-06-07", "Seen.", source="s")
    view = sample_view(source, entry, before, *event)
    (row,) = [r for r in _rows(_built(view)) if r[2] == "Seen."]
    assert row[3] == said


def test_pasted_text_is_cited_with_its_number_in_the_system_that_it_came_from():
    source = make(Source, id="s", kind=SourceKind.PASTED, citation_title="School mail",
                  file_name="", system="Archivist", record_number="A-77")  # fmt: skip
    event = make_event("x", "2021-06-07", "Seen.", source="s")
    (row,) = [r for r in _rows(_built(sample_view(source, *event))) if r[2] == "Seen."]
    assert row[3].startswith("School mail (Archivist, A-77), ")


def test_words_that_a_person_typed_from_a_page_say_who_did():
    view = sample_view()
    typed = [
        replace(p, kind="transcription", transcribed_by="Ruth Ames")
        if p.id == "e05-passage" else p
        for p in view.of(Passage)
    ]  # fmt: skip
    records = {**view.records, Passage: tuple(typed)}
    reference = _rows(_built(replace(view, records=records)))[4][3]
    assert reference.startswith("Health visiting record, page 2, as typed out by Ruth Ames, entry")


@pytest.mark.parametrize(
    ("taken_on", "said"),
    [("2020-03-14", "taken by Ruth Ames on 14 March 2020"),
     (None, "taken by Ruth Ames, no date recorded")],
)  # fmt: skip
def test_a_photograph_is_named_with_who_took_it_and_when(taken_on, said):
    view = sample_view()
    photo = make(Source, id="photo", file_name="IMG_1.jpg", citation_title="Photograph: the cot")
    accounts = [
        replace(a, source_id="photo") if a.event_id == "e05" else a for a in view.of(Account)
    ]
    passages = [
        replace(p, source_id="photo", locator=Locator(part="caption"))
        if p.id == "e05-passage" else p
        for p in view.of(Passage)
    ]  # fmt: skip
    taken = make(Photograph, source_id="photo", taken_on=day(taken_on) if taken_on else None)
    records = {
        **view.records, Source: (*view.of(Source), photo), Account: tuple(accounts),
        Passage: tuple(passages), Photograph: (taken,),
    }  # fmt: skip
    reference = _rows(_built(replace(view, records=records)))[4][3]
    assert reference == f"Photograph: the cot, {said}"


def test_an_event_that_two_agencies_record_has_a_reference_to_each():
    second = make(Account, id="second", event_id="e01", source_id="hv", date=day("2019-02-12"))
    rows = _rows(_built(sample_view(second)))
    assert rows[0][3].split("\n") == [
        "School log, sheet Nia, row 4, entry of 11 February 2019",
        "Health visiting record, entry of 12 February 2019",
    ]


def test_places_in_one_source_are_named_together():
    passage = make(Passage, id="more", source_id="school", text="Cold.",
                   locator=Locator(sheet="Nia", row=5))  # fmt: skip
    citation = make(Citation, owner_id="e01-account", passage_id="more", quote="Cold.")
    rows = _rows(_built(sample_view(passage, citation)))
    assert rows[0][3] == (
        "School log, sheet Nia, row 4 and sheet Nia, row 5, entry of 11 February 2019"
    )
    assert rows[1][3].endswith("entry (date given: March 2019)")


def test_two_accounts_of_one_entry_are_one_reference():
    again = make(Account, id="again", event_id="e01", source_id="school", date=day("2019-02-11"))
    row = _rows(_built(sample_view(again)))[0]
    assert row[3] == "School log, sheet Nia, row 4, entry of 11 February 2019"


def test_an_entry_made_on_another_day_keeps_its_date():
    later = make(Account, id="later", event_id="e01", source_id="school", date=day("2019-02-11"),
                 recorded_on=day("2019-02-14"))  # fmt: skip
    assert _rows(_built(sample_view(later)))[0][3].split("\n") == [
        "School log, sheet Nia, row 4, entry of 11 February 2019",
        "School log, entry of 14 February 2019",
    ]


def test_from_and_to_keep_what_may_fall_between_and_all_that_is_undated():
    rows = _rows(_built(date_from=date(2020, 11, 15), date_to=date(2021, 1, 31)))
    assert [row[1] for row in rows] == ["November 2020", "20 January 2021", "Date not known"]


def test_a_child_asked_for_has_its_own_events_and_those_of_no_child_in_particular():
    rows = _rows(_built(child="Tess Marlow"))
    assert [row[1] for row in rows] == [
        "14 March 2020", "9 June 2020", "20 January 2021", "6 May 2021, 18:40", "Date not known",
    ]  # fmt: skip
    with pytest.raises(UnknownRecordError):
        _built(child="Nobody")


# --- length of involvement and earlier history -----------------------------------------------


def test_a_persons_own_words_tell_the_length_of_involvement():
    own = make(
        Analysis, kind="involvement", words="Known since the pregnancy.", post="Social worker"
    )
    text = _text(_built(sample_view(own)))
    assert "Known since the pregnancy. (Ruth Ames, Social worker, 1 March 2022)" in text


def test_without_own_words_the_first_involvement_is_said_plainly():
    assert "first recorded involvement with the family was 2 April 2019" in _text(_built())


def _summary(*event_ids, **fields):
    return make(Analysis, id="sum", kind="earlier_history", words="Two early concerns.",
                event_ids=event_ids, **fields)  # fmt: skip


def test_a_summary_tells_the_listed_events_before_the_focus_with_their_references():
    view = sample_view(_summary("e01", "e02", "e09"))
    document = _built(view)
    rows = _rows(document)
    assert len(rows) == 8, "e09 lies inside the two years and stays a row"
    text = _text(document)
    assert "Two early concerns." in text
    assert "School log: 11 February 2019 (sheet Nia, row 4); March 2019 (sheet Nia, row 7)" in text
    assert "rests on these 2 events" in text
    assert "2 of them are told by the summary of earlier history" in text


def test_who_asks_from_a_day_on_gets_a_row_for_each_event():
    view = sample_view(_summary("e01", "e02"))
    assert len(_rows(_built(view, date_from=date(2019, 1, 1)))) == 10


def test_events_before_the_focus_that_no_summary_lists_stay_rows():
    assert "2 April 2019" in [row[1] for row in _rows(_built(sample_view(_summary("e01"))))]


def test_a_date_that_may_reach_into_the_focus_stays_a_row():
    event = make_event("x", "2020", "Some time in 2020.", source="notes")
    rows = _rows(_built(sample_view(*event, _summary("x"))))
    assert "Some time in 2020." in [row[2] for row in rows]


def test_the_latest_summary_counts_and_a_privileged_one_never():
    old = _summary("e01")
    new = make(Analysis, id="new", kind="earlier_history", words="Three early concerns.",
               event_ids=("e01", "e02", "e03"), signed_at=datetime(2022, 3, 20))  # fmt: skip
    assert len(_rows(_built(sample_view(old, new)))) == 7
    secret = make(Analysis, id="secret", kind="earlier_history", words="Counsel says.",
                  event_ids=("e01",), record_class="legal_advice")  # fmt: skip
    assert "Counsel says." not in _text(_built(sample_view(secret)))


# --- the frame -------------------------------------------------------------------------------


def test_it_says_court_number_children_and_hearing():
    proceedings = make(
        Proceedings, id="p", court="Family Court at Glanrhyd", numbers=("GR22C00001",)
    )
    past = make(Hearing, title="Old", on=day("2021-01-01"))
    coming = make(Hearing, title="Case management", on=day("2022-04-12"))
    text = _text(_built(sample_view(proceedings, past, coming)))
    for words in (
        "Family Court at Glanrhyd", "Case number GR22C00001", "Prepared on 1 April 2022",
        "For the hearing of 12 April 2022 (Case management)", "Owen Hollins, born September 2017",
    ):  # fmt: skip
        assert words in text


def test_it_says_what_it_rests_on_and_never_the_audit_head():
    text = _text(_built(settings_version="0a1b2c", head="41:feedbeef"))
    assert "10 events, each confirmed by a person, as recorded up to 1 April 2022" in text
    assert "1 of them has no known date" in text
    assert "0a1b2c" not in text
    assert _built(settings_version="0a1b2c").settings_version == "0a1b2c"
    assert "0a1b2c" not in _text(_built(settings_version="0a1b2c", profile="Lee Marlow"))
    assert "version 0a1b2c" in _text(_built(settings_version="0a1b2c", profile="local_authority"))
    assert "feedbeef" not in text


def test_it_says_whose_copy_it_is_and_marks_the_authoritys_own():
    assert "Copy for Lee Marlow" in _text(_built(profile="Lee Marlow"))
    assert "not for disclosure" in _built(profile="local_authority").header
    court = _built()
    assert "Copy for" not in _text(court)
    assert "not for disclosure" not in court.header


def test_what_came_after_the_day_asked_for_is_left_out():
    rows = _rows(_built(as_of=date(2020, 12, 31)))
    assert [row[1] for row in rows][-2:] == ["November 2020", "Date not known"]


def test_a_welsh_chronology_is_welsh_and_says_that_the_wording_is_a_draft():
    document = _built(language="cy")
    assert document.title == "Cronoleg gwaith cymdeithasol"
    assert "DRAFFT" in document.header
    first, second = (block.words for block in document.blocks[:2])
    assert first.startswith("DRAFFT")
    assert second == "Mae geiriau a gymerwyd o’r cofnod yn iaith y cofnod."
    assert _rows(document)[0][1] == "11 Chwefror 2019"
    assert "DRAFT" not in _built().header
