"""Handover, agreement, review and timeline table: all that is open, nothing that is kept back."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.documents.agreement import build_agreement
from chronology_app.documents.gate import check_document
from chronology_app.documents.handover import build_handover
from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.documents.plan_review import build_review
from chronology_app.documents.timeline import build_timeline
from chronology_app.model import (
    Breach,
    Escalation,
    InformationRequest,
    Oversight,
    PreProceedings,
    PreProceedingsStep,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
)
from tests.chronology_app.documents.letter_case import ids, section, text
from tests.factories import TODAY, day, make, sample_plan, sample_view

SECRET = "what counsel said of the threshold"


def work(**more) -> list[Record]:
    """Return one of each that is followed through."""
    return [
        make(Escalation, id="esc", about="Nobody visited in May.", raised_by="Dr Rowe",
             raised_on=day("2021-06-01"), due=day("2021-06-20"), **more),
        make(Oversight, id="over", kind="supervision", by="Huw Pyle", on=day("2021-06-02"),
             decided="Visit twice a week.", to="Ruth Ames", due=day("2021-06-30"), **more),
        make(InformationRequest, id="req", kind="information", agency="gp",
             asked="Nia's weights since birth.", asked_on=day("2021-06-03"),
             chased=(day("2021-06-20"), day("2021-07-01")), state="refused",
             answered_on=day("2021-07-05"), answer="Consent is missing.", **more),
        make(ServiceOffer, id="offer", name="Evening cooking group", offered_on=day("2021-02-01"),
             answer="accepted", attended=3, missed=7, before="No meals.", after="Some meals.",
             **more),
        make(SaidDone, id="said", person_id="kerry", said="I will ring the dentist.",
             said_on=day("2021-06-04"),
             **({"said_event_ids": more["event_ids"]} if more else {})),
        make(PreProceedings, id="pp", started=day("2021-06-07"), child_ids=("nia",)),
        make(PreProceedingsStep, id="step", pre_proceedings_id="pp", code="letter",
             on=day("2021-06-08"), words="Sent by hand.", **more),
        make(PreProceedingsStep, id="advice", pre_proceedings_id="pp",
             code="legal_planning_meeting", on=day("2021-06-09"), words=SECRET,
             record_class="legal_advice"),
    ]  # fmt: skip


def built(build, *more, profile=LOCAL_AUTHORITY, **fields):
    view = sample_view(*sample_plan(), *more)
    options = ExportOptions(profile=profile, **{"today": TODAY, **fields})
    told = build(view, options)
    assert check_document(view, told, profile) == ()
    return told


def test_the_handover_tells_what_was_tried_asked_promised_and_said():
    told = built(build_handover, *work(), today=date(2021, 9, 1))
    words = text(told)
    for part in ("Nobody visited in May.", "Visit twice a week.", "Nia's weights since birth.",
                 "Evening cooking group", "3 of 10", "I will ring the dentist.", "Sent by hand.",
                 "I put a chair against the door", "Consent is missing."):  # fmt: skip
        assert part in words, part
    assert SECRET not in words
    assert "advice" not in ids(told)


@pytest.mark.parametrize("event", ["e11", "e12"])
def test_words_that_rest_on_what_is_not_printed_are_left_out_and_it_is_said(event):
    more = {"event_ids": (event,)}
    told = built(build_handover, *work(**more), today=date(2021, 9, 1))
    words = text(told)
    for part in ("Nobody visited", "Visit twice", "weights since birth", "cooking group",
                 "ring the dentist", "Sent by hand"):  # fmt: skip
        assert part not in words, part
    assert words.count("rest on an entry that is not printed") == 6


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("build", [build_handover, build_timeline])
def test_an_empty_case_has_its_pages_in_both_languages(build, language):
    view = sample_view()
    told = build(view, ExportOptions(today=TODAY, language=language))
    assert check_document(view, told, "court") == ()


def test_a_breach_keeps_its_day_when_its_words_are_kept_back():
    secret = make(Breach, id="hidden", change_id="meals", on=day("2021-06-02"), event_ids=("e11",),
                  words=SECRET, answer="As advised.", answered_on=day("2021-06-12"))  # fmt: skip
    part = section(built(build_agreement, secret), "Terms not kept")
    assert SECRET not in part
    assert "As advised." not in part
    assert "2 June 2021" in part
    assert "10" in part
    assert "Nobody was at home." in part


def test_a_review_keeps_its_result_when_its_words_are_kept_back():
    secret = make(Review, id="later", change_id="meals", on=day("2021-06-20"), result="not_done",
                  event_ids=("e11",), now=SECRET, decided=SECRET, note=SECRET)  # fmt: skip
    words = text(built(build_review, secret))
    assert SECRET not in words
    assert "20 June 2021" in words
    assert "12 of 20 days." in words


def test_the_timeline_names_services_but_not_what_rests_on_what_is_kept_back():
    assert "Evening cooking group" in text(built(build_timeline, *work()))
    more = {"event_ids": ("e11",)}
    assert "Evening cooking group" not in text(built(build_timeline, *work(**more)))


def test_what_staff_asked_of_one_another_is_on_no_other_readers_timeline():
    own = text(built(build_timeline, *work()))
    court = text(built(build_timeline, *work(), profile="court"))
    assert "Supervision" in own
    assert "Supervision" not in court
