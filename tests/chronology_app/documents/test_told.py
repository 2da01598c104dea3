"""What of the team's work a document tells: by its day, its children, its reader, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chronology_app.documents.agreement import build_agreement
from chronology_app.documents.conference_report import build_conference_report
from chronology_app.documents.four_questions_page import build_four_questions_page
from chronology_app.documents.gate import check_document
from chronology_app.documents.handover import build_handover
from chronology_app.documents.letter import build_letter
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan import build_plan
from chronology_app.documents.plan_child import build_child_plan
from chronology_app.documents.plan_parents import build_parents_plan
from chronology_app.documents.plan_review import build_review
from chronology_app.documents.timeline import build_timeline
from chronology_app.errors import WrongUseError
from chronology_app.model import (
    Account,
    Breach,
    Change,
    ChildWords,
    Event,
    EventPerson,
    Factor,
    Oversight,
    PageLine,
    PlaceOnScale,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Review,
    SaidDone,
    ServiceOffer,
    WorriesPage,
)
from chronology_app.model.codes import EventStatus, Part
from tests.factories import TODAY, day, make, sample_plan, sample_view

#: Legal advice, and an event that nobody has read.
ADVICE, UNREAD = "e11", "e12"
SECRET = "what the solicitor said of it"


def told(build, *records, view=None, **options):
    view = view or sample_view(*records)
    document = build(view, ExportOptions(today=TODAY, **options))
    return "\n".join(part.words for part in document.parts()), document


def plan_with(**review):
    extra = make(Review, id="later", change_id="meals", on=day("2021-05-20"), result="not_done",
                 **review)  # fmt: skip
    return [*sample_plan(), extra]


# --- what is kept back --------------------------------------------------------------------------


@pytest.mark.parametrize("build", [build_plan, build_review, build_conference_report])
@pytest.mark.parametrize("behind", [ADVICE, UNREAD, "no such event"])
def test_a_review_that_rests_on_what_is_kept_back_is_not_told(build, behind):
    words, _ = told(build, *plan_with(event_ids=(behind,), now=SECRET, decided=SECRET, note=SECRET))
    assert SECRET not in words
    words, _ = told(build, *plan_with(event_ids=("e04",), now=SECRET))
    assert SECRET in words


def of_breach(event_id):
    return [*sample_plan(), make(Breach, id="kept", change_id="meals", on=day("2021-05-21"),
                                 words=SECRET, event_ids=(event_id,))]  # fmt: skip


@pytest.mark.parametrize("options", [{}, {"child": "Owen Hollins"}, {"date_to": date(2019, 1, 1)},
                                     {"date_from": date(2021, 6, 20)}])  # fmt: skip
@pytest.mark.parametrize("build", [build_agreement, build_handover])
def test_neither_a_child_nor_a_time_asked_for_lets_it_out(build, options):
    view = sample_view(*of_breach("e02"))
    source = view.accounts["e02"][0].source_id
    classed = tuple(replace(s, record_class="legal_advice") if s.id == source else s
                    for s in view.of(type(view.source(source))))  # fmt: skip
    view = replace(view, records={**view.records, type(view.source(source)): classed})
    words, _ = told(build, view=view, **options)
    assert SECRET not in words


def test_what_rests_on_an_event_that_was_removed_follows_what_kept_that_back():
    for event_id, is_told in ((ADVICE, False), ("e02", True)):
        view = sample_view(*of_breach(event_id))
        events = tuple(replace(e, status=EventStatus.REMOVED) if e.id == event_id else e
                       for e in view.of(Event))  # fmt: skip
        words, _ = told(
            build_agreement, view=replace(view, records={**view.records, Event: events})
        )
        assert (SECRET in words) is is_told


def test_factors_and_services_follow_the_source_and_unread_entries():
    for behind in (ADVICE, UNREAD):
        factor = make(Factor, person_id="kerry", kind="risk", code="alcohol", words=SECRET,
                      event_ids=(behind,))  # fmt: skip
        offer = make(ServiceOffer, name=SECRET, offered_on=day("2021-02-01"), event_ids=(behind,))
        words, _ = told(build_four_questions_page, factor, offer)
        assert SECRET not in words


def test_places_of_a_page_that_rests_on_advice_are_not_told():
    page = make(WorriesPage, on=day("2021-03-01"), child_ids=("nia",),
                worries=(PageLine(words="Food.", event_ids=(ADVICE,)),),
                places=(PlaceOnScale(who="Kerry", value=4, up_by_one=SECRET),))  # fmt: skip
    words, _ = told(build_conference_report, page)
    assert SECRET not in words


@pytest.mark.parametrize("field", ["baseline", "consequence_no_change"])
def test_a_plan_that_quotes_advice_without_linking_it_is_stopped(field):
    quote = "As said: Advice was given that the threshold is met."
    records = [replace(one, **{field: quote}) if isinstance(one, Change) else one
               for one in sample_plan()]  # fmt: skip
    view = sample_view(*records)
    _, document = told(build_plan, view=view)
    assert [stop.message_id for stop in check_document(view, document, "court")] == ["gate.classed"]
    assert check_document(view, told(build_plan, *sample_plan())[1], "court") == ()


# --- for whom -----------------------------------------------------------------------------------


def of_the_mother():
    return [
        *sample_plan(),
        make(
            ServiceOffer, name="Drug service", person_ids=("kerry",), offered_on=day("2021-02-01")
        ),
        make(SaidDone, said="Kerry's promise.", said_on=day("2021-02-02"), person_id="kerry"),
        make(Factor, person_id="kerry", kind="risk", code="alcohol", words="Kerry drinks."),
        make(Oversight, by="Huw Pyle", on=day("2021-02-03"), decided="Supervision note."),
    ]


@pytest.mark.parametrize(
    "build", [build_timeline, build_four_questions_page, build_conference_report, build_plan]
)
def test_the_other_parent_is_not_told_what_is_hers_alone(build):
    records = [replace(one, parent_view="Kerry thinks so.") if isinstance(one, Change) else one
               for one in of_the_mother()]  # fmt: skip
    hers = ("Drug service", "Kerry's promise", "Kerry drinks", "Supervision note",
            "Kerry thinks so", "I like toast")  # fmt: skip
    words, _ = told(build, *records, profile="Lee Marlow")
    assert not [one for one in hers if one in words]
    whole, _ = told(build, *records)
    assert [one for one in hers if one in whole]


def test_a_handover_is_for_no_member_of_the_family():
    with pytest.raises(WrongUseError) as caught:
        told(build_handover, *of_the_mother(), profile="Lee Marlow")
    assert caught.value.message_id == "error.handover_reader"


def test_a_child_who_reads_gets_the_own_chapter_only():
    words, _ = told(build_child_plan, *sample_plan(), profile="Nia Hollins")
    assert "For Nia" in words
    assert "For Owen" not in words


def test_papers_of_one_child_leave_out_what_is_anothers():
    records = [
        make(Plan, id="plan", title="All", started=day("2021-01-20")),
        make(Change, id="c", plan_id="plan", needed="Nia eats.", child_ids=("nia",)),
        make(PreProceedings, id="pp", started=day("2021-03-01"), child_ids=("tess",)),
        make(PreProceedingsStep, pre_proceedings_id="pp", code="family_group_offered",
             on=day("2021-03-02"), words="Tess's meeting."),
        make(SaidDone, said="Tess's promise.", said_on=day("2021-02-02"), child_ids=("tess",)),
    ]  # fmt: skip
    for build in (build_letter, build_handover):
        words, _ = told(build, *records, child="Nia Hollins")
        assert "Tess's" not in words
    words, _ = told(build_handover, *records)
    assert "Tess's promise." in words


# --- by which day --------------------------------------------------------------------------------


def test_what_came_later_is_not_known_on_the_day_of_the_document():
    records = [
        *plan_with(now="Fed."),
        make(Oversight, by="Huw Pyle", on=day("2021-02-03"), decided="Visit.", done="Visited late.",
             done_on=day("2021-06-01")),
        make(SaidDone, said="A bed.", said_on=day("2021-02-02"), done="Bed came.",
             done_on=day("2021-06-02")),
    ]  # fmt: skip
    early = date(2021, 5, 7)
    for build, later in ((build_plan, "Fed."), (build_review, "Fed."),
                         (build_agreement, "Visit the same night."),
                         (build_handover, "Visited late."), (build_handover, "Bed came."),
                         (build_conference_report, "Bed came.")):  # fmt: skip
        assert later not in told(build, *records, as_of=early)[0], (build, later)
        assert later in told(build, *records)[0], (build, later)


def test_accounts_of_the_case_stay_as_they_are():
    view = sample_view(*sample_plan())
    _, document = told(build_plan, view=view)
    assert document.title
    assert len(view.of(Account)) == len(sample_view().of(Account))


def test_a_parent_is_told_what_a_child_said_only_in_words_chosen_for_the_parent():
    view = sample_view(*sample_plan())
    said = make(ChildWords, event_id="e02", child_id="nia", words="I am hungry at night.")
    alone = make(EventPerson, event_id="e02", person_id="nia", part=Part.SEEN_ALONE)
    fact = "Nia and Owen were hungry on arrival"
    for build in (build_parents_plan, build_letter):
        assert fact in told(build, view=view, profile="Kerry Hollins")[0]
        for extra in (said, alone):
            words, _ = told(build, *sample_plan(), extra, profile="Kerry Hollins")
            assert fact not in words
    assert fact in told(build_plan, *sample_plan(), said)[0]
