"""Commands on what is followed through: what is refused and why; every step can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Breach,
    Change,
    Escalation,
    InformationRequest,
    Oversight,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.codes import RecordClass
from tests.chronology_app.casebooks import CASE_ID, contents
from tests.factories import day, make

ON = day("2023-03-10")
GOOD = {
    Breach: {"change_id": "c", "on": ON, "words": "No visit."},
    Escalation: {"about": "No visit.", "raised_by": "A", "raised_on": ON},
    Oversight: {"kind": "oversight", "by": "A", "on": ON, "decided": "Visit."},
    InformationRequest: {"kind": "information", "agency": "gp", "asked": "Weights.",
                         "asked_on": ON},
    ServiceOffer: {"name": "Group", "offered_on": ON},
    SaidDone: {"said": "I will ring.", "said_on": ON},
    PreProceedings: {"started": ON, "child_ids": ("nia",)},
    PreProceedingsStep: {"pre_proceedings_id": "pp", "code": "letter", "on": ON},
}  # fmt: skip


@pytest.fixture
def planned(book):
    """Give a casebook with a plan, a change and pre-proceedings."""
    book.set_plan(CASE_ID, make(Plan, id="p", started=day("2023-01-10"), child_ids=("nia",)))
    book.set_change(CASE_ID, make(Change, id="c", plan_id="p", needed="Fed."))
    book.set_followed(CASE_ID, make(PreProceedings, id="pp", started=ON))
    return book


@pytest.mark.parametrize("kind", GOOD, ids=[kind.__name__ for kind in GOOD])
def test_each_is_kept_changed_removed_and_undone(planned, kind):
    before = contents(planned)
    planned.set_followed(CASE_ID, make(kind, id="x", **GOOD[kind]))
    one = planned.queries.record(kind, CASE_ID, "x")
    planned.set_followed(CASE_ID, replace(one))
    planned.remove_followed(CASE_ID, kind, "x")
    assert contents(planned) == before
    planned.undo(CASE_ID)
    assert planned.queries.record(kind, CASE_ID, "x") is not None
    for _ in range(2):
        planned.undo(CASE_ID)
    assert contents(planned) == before


@pytest.mark.parametrize(("kind", "change", "error"), [
    (Breach, {"words": " "}, "words"), (Breach, {"answered_on": day("2023-03-09")}, "answered_on"),
    (Escalation, {"about": ""}, "about"), (Escalation, {"raised_by": ""}, "raised_by"),
    (Escalation, {"replied_on": day("2022")}, "replied_on"),
    (Escalation, {"due": day("2023-03-01")}, "due"),
    (Oversight, {"decided": ""}, "decided"), (Oversight, {"by": ""}, "by"),
    (Oversight, {"done_on": day("2023-02")}, "done_on"),
    (InformationRequest, {"asked": ""}, "asked"), (InformationRequest, {"agency": ""}, "agency"),
    (ServiceOffer, {"name": ""}, "name"), (ServiceOffer, {"missed": -1}, "count"),
    (ServiceOffer, {"started": day("2023-03-09")}, "started"),
    (ServiceOffer, {"started": day("2023-05-01"), "ended": day("2023-04-01")}, "ended"),
    (SaidDone, {"said": ""}, "said"), (SaidDone, {"changed_on": day("2020")}, "changed_on"),
    (PreProceedings, {"extended_to": day("2023-01-01")}, "extended_to"),
    (PreProceedingsStep, {"code": ""}, "code"),
])  # fmt: skip
def test_what_is_missing_or_in_disorder_is_named_and_nothing_is_kept(planned, kind, change, error):
    before = contents(planned)
    with pytest.raises(BadValueError) as caught:
        planned.set_followed(CASE_ID, make(kind, **{**GOOD[kind], **change}))
    assert caught.value.message_id == f"error.followed.{error}"
    assert contents(planned) == before


def test_a_later_date_of_the_same_month_may_stand():
    pass_on = make(Escalation, **{**GOOD[Escalation], "replied_on": day("2023-03")})
    assert pass_on.replied_on.latest >= ON.earliest


@pytest.mark.parametrize("field", ["change_id", "person_id"])
def test_what_is_linked_must_be_there(planned, field):
    with pytest.raises((UnknownRecordError, BadValueError)):
        planned.set_followed(CASE_ID, make(SaidDone, **GOOD[SaidDone], **{field: "nobody"}))
    with pytest.raises((UnknownRecordError, BadValueError)):
        planned.set_followed(
            CASE_ID, make(Breach, **GOOD[Breach], event_ids=("no event",))
        )  # fmt: skip


def test_pre_proceedings_go_with_their_steps_and_come_back_together(planned):
    for n in range(3):
        planned.set_followed(
            CASE_ID, make(PreProceedingsStep, id=f"s{n}", **GOOD[PreProceedingsStep])
        )
    planned.remove_followed(CASE_ID, PreProceedings, "pp")
    assert planned.queries.records(PreProceedingsStep, CASE_ID) == ()
    planned.undo(CASE_ID)
    assert len(planned.queries.records(PreProceedingsStep, CASE_ID)) == 3


def test_the_words_of_a_legal_planning_meeting_are_legal_advice(planned):
    fields = {**GOOD[PreProceedingsStep], "code": "legal_planning_meeting"}
    planned.set_followed(CASE_ID, make(PreProceedingsStep, id="lpm", **fields))
    kept = planned.queries.record(PreProceedingsStep, CASE_ID, "lpm")
    assert kept.record_class == RecordClass.LEGAL_ADVICE


def test_nothing_else_is_followed_through(planned):
    with pytest.raises(BadValueError):
        planned.set_followed(CASE_ID, make(Plan, id="p2"))
    with pytest.raises(UnknownRecordError):
        planned.remove_followed(CASE_ID, Breach, "nobody")
