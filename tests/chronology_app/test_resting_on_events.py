"""What rests on events: it follows a merge, holds an undo back, and stands when data is loaded."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from chronology_app.errors import BadValueError, UndoRefusedError
from chronology_app.model import (
    Answer,
    Area,
    Assessment,
    Change,
    Event,
    FourQuestions,
    Instrument,
    PageLine,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    SaidDone,
    Score,
    ServiceOffer,
    WorriesPage,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.links import DIRECT, LINES, linked_events
from chronology_app.store.tables import CLASSES
from chronology_app.store.writer import StillUsedError
from tests.chronology_app.casebooks import CASE_ID, make_casebook, reopen
from tests.factories import day, make


@pytest.fixture
def book(tmp_path):
    with reopen(make_casebook(tmp_path)) as opened:
        opened.accept_all(CASE_ID, by="A")
        yield opened


def events_of(book):
    return [event.id for event in book.queries.records(Event, CASE_ID)]


def rest_on(book, event_id, by="B"):
    """Store one record of each form of link, all on one event."""
    book.set_plan(CASE_ID, make(Plan, id="plan"), by=by)
    book.set_change(CASE_ID, make(Change, id="c", plan_id="plan", needed="Fed.",
                                  why_event_ids=(event_id,)), by=by)  # fmt: skip
    book.set_followed(CASE_ID, make(SaidDone, id="sd", said="x", said_event_ids=(event_id,)), by=by)
    answer = Answer(question="scale", words="w", event_ids=(event_id,))
    book.set_four_questions(CASE_ID, make(FourQuestions, id="fq", answers=(answer,)), by=by)
    page = make(WorriesPage, id="wp", worries=(PageLine(words="w", event_ids=(event_id,)),))
    book.set_worries_page(CASE_ID, page, by=by)


KINDS = ((Change, "c"), (SaidDone, "sd"), (FourQuestions, "fq"), (WorriesPage, "wp"))


def test_every_link_follows_a_merge(book):
    first, second = events_of(book)[:2]
    for event_id in (first, second):
        book.confirm_event(CASE_ID, event_id)
    rest_on(book, first)
    book.merge_events(CASE_ID, second, first)
    for kind, record_id in KINDS:
        assert set(linked_events(book.queries.record(kind, CASE_ID, record_id))) == {second}, kind


def test_every_field_that_names_events_is_known():
    named = {
        field.name for kind in CLASSES.values() for field in fields(kind)
        if field.name.endswith("event_ids")
    }  # fmt: skip
    assert named <= set(DIRECT)
    lines = {
        field.name for kind in CLASSES.values() for field in fields(kind)
        if any(name in str(field.type) for name in ("Score,", "Answer,", "PageLine,"))
    }  # fmt: skip
    assert lines <= set(LINES)


@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_an_undo_is_refused_while_anything_rests_on_what_it_takes_away(book, kind):
    rest_on(book, events_of(book)[0])
    for other, record_id in KINDS:
        if other is not kind:
            book.remove_records(CASE_ID, [book.queries.record(other, CASE_ID, record_id)], by="B")
    count = len(events_of(book))
    with pytest.raises((UndoRefusedError, StillUsedError)):
        book.undo(CASE_ID, by="A")
    assert len(events_of(book)) == count


def test_a_person_for_whom_a_service_was_offered_is_not_taken_away(book):
    book.set_person(CASE_ID, make(Person, id="gran", name="Gran Hollins", role="carer"))
    book.set_followed(CASE_ID, make(ServiceOffer, id="so", name="Group", person_ids=("gran",)))
    with pytest.raises(BadValueError):
        book.remove_person(CASE_ID, "gran")


def test_a_signed_page_and_a_scale_that_was_scored_on_stand_when_data_is_loaded(book):
    signed = make(FourQuestions, id="fs", signed_by="Ruth Ames",
                  answers=(Answer(question="scale", words="Often."),))  # fmt: skip
    book.load(CASE_ID, [signed])
    book.load(CASE_ID, [signed])
    with pytest.raises(BadValueError):
        book.load(CASE_ID, [replace(signed, answers=(Answer(question="scale", words="Never."),))])
    scale = make(Instrument, id="i", code="x", label="X", minimum=0.0, maximum=11.0, step=1.0,
                 subject="family", areas=(Area(code="a", label="a"),))  # fmt: skip
    book.set_instrument(CASE_ID, scale)
    scored = make(Assessment, id="as", instrument_id="i", instrument_version=1, person_id=None,
                  scores=(Score(area="a", value=11.0),))  # fmt: skip
    book.set_assessment(CASE_ID, scored, book.queries.records(Instrument, CASE_ID)[0])
    used = book.queries.record(Assessment, CASE_ID, "as").instrument_id
    held = book.queries.record(Instrument, CASE_ID, used)
    book.load(CASE_ID, [held])
    with pytest.raises(BadValueError):
        book.load(CASE_ID, [replace(held, maximum=3.0, high_is_good=not held.high_is_good)])


def test_a_legal_planning_meeting_is_legal_advice_however_it_came(book):
    begun = make(PreProceedings, id="pp", started=day("2023-11-01"))
    step = make(PreProceedingsStep, id="st", pre_proceedings_id="pp", on=day("2023-11-02"),
                code="legal_planning_meeting", words="Counsel said.")  # fmt: skip
    book.load(CASE_ID, [begun, step])
    kept = book.queries.record(PreProceedingsStep, CASE_ID, "st")
    assert kept.record_class == RecordClass.LEGAL_ADVICE
    other = replace(step, id="st2", record_class=RecordClass.THIRD_PARTY)
    book.set_followed(CASE_ID, other)
    kept = book.queries.record(PreProceedingsStep, CASE_ID, "st2")
    assert kept.record_class == RecordClass.THIRD_PARTY
