"""The referral, the conference report and the four questions: evidence and words kept apart."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.documents.conference_report import build_conference_report
from chronology_app.documents.four_questions_page import build_four_questions_page
from chronology_app.documents.gate import check_document
from chronology_app.documents.letter import build_letter
from chronology_app.documents.options import LOCAL_AUTHORITY
from chronology_app.documents.referral import build_referral
from chronology_app.model import (
    Case,
    Change,
    LikelyImpact,
    Person,
    PlaceOnScale,
    Plan,
    Source,
    WorriesPage,
)
from chronology_app.model.view import view_of
from tests.chronology_app.documents.letter_case import family, ids, options, section, text
from tests.factories import day, make, make_event

BUILDERS = (build_referral, build_conference_report, build_four_questions_page)


@pytest.mark.parametrize("build", BUILDERS)
def test_nothing_classed_unread_or_unsigned_is_printed_and_the_gate_lets_it_pass(build):
    view = family()
    told = build(view, options())
    assert not {"e11", "e12", "legal-step"} & ids(told)
    assert "threshold is met" not in text(told)
    for words in ("Not yet signed words.", "counsel", "named in advice", "the solicitor"):
        assert words not in text(told)
    assert {"e11", "e12"} <= set(told.kept_back)
    assert check_document(view, told, "court") == ()


@pytest.mark.parametrize("build", BUILDERS)
def test_every_row_names_what_it_rests_on_and_every_cell_has_words(build):
    for table in build(family(), options()).tables:
        for row in table.rows:
            assert row.record_ids
            assert all(cell.strip() for cell in row.cells)


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_case_without_records_is_said_plainly_in_both_languages(build, language):
    view = view_of(make(Case), [make(Person, id="nia", name="Nia Hollins")])
    told = build(view, options(language=language))
    assert len(text(told)) > 200
    assert check_document(view, told, "court") == ()
    if language == "cy":
        assert "DRAFFT" in text(told)


# --- referral --------------------------------------------------------------------------------


def test_what_was_seen_what_was_told_and_what_is_opinion_stand_apart():
    told = build_referral(family(), options())
    first = section(told, "Seen or heard first-hand")
    reported = section(told, "Told by others")
    assert "No food in the kitchen" in first
    assert "A neighbour said" not in first
    assert "A neighbour said" in reported
    assert "Told by: a neighbour" in reported
    assert "Nothing of this kind" in section(told, "Professional opinion")


def test_earlier_referrals_stand_with_what_came_of_them():
    history = section(build_referral(family(), options()), "Earlier referrals")
    assert "The school referred Nia and Owen." in history
    assert "Talks held." in history
    assert "no outcome is linked" in history


def test_what_is_asked_for_is_printed_as_signed_and_missing_consent_is_said():
    told = build_referral(family(), options())
    assert "A conference for all three. (Ruth Ames" in section(told, "What is asked for")
    assert "Nothing is recorded of whether" in section(told, "Consent")


def test_words_that_are_no_evidence_are_shown_to_the_worker_and_to_nobody_else():
    own = build_referral(family(), options(profile=LOCAL_AUTHORITY))
    assert "bad mother" in section(own, "For the worker")
    assert "For the worker" not in text(build_referral(family(), options()))


def test_a_referral_about_one_child_leaves_the_others_concerns_out():
    told = build_referral(family(), options(child="Tess Marlow"))
    assert "Tess was not brought" in text(told)
    assert "breakfast club" not in text(told)
    assert "No words of Tess Marlow's own" in section(told, "Tess Marlow")


# --- conference report -----------------------------------------------------------------------


def test_a_childs_chapter_holds_days_counts_plan_views_and_signed_words():
    told = build_conference_report(family(), options(child="Owen Hollins"))
    assert "No food in the kitchen" in section(told, "Owen Hollins's daily life")
    counts = section(told, "Concerns about Owen Hollins")
    assert "Nutritional\n5\n" in counts
    plan = section(told, "How the plan stands")
    assert "partly done (10 March 2025)" in plan
    assert "no review recorded" in plan
    views = section(told, "What the parents")
    assert "Money runs out." in views
    assert "Kerry Hollins said: I will shop on Fridays. What was done: nothing recorded." in views
    signed = section(told, "Signed analysis")
    assert "It came back after each time of help. (Ruth Ames" in signed


def test_places_from_nought_to_ten_stand_over_time_and_a_classed_page_does_not():
    pages = [
        make(WorriesPage, id=f"w{n}", on=day(on), child_ids=("owen",), record_class=kind,
             places=(PlaceOnScale(who="Mam", value=value, up_by_one="A bed."),))
        for n, (on, value, kind) in enumerate((
            ("2025-02-01", 6.0, "ordinary"), ("2025-01-01", 3.5, "ordinary"),
            ("2025-03-01", 1.0, "legal_advice"), ("2025-06-01", 9.0, "ordinary")))
    ]  # fmt: skip
    told = build_conference_report(family(*pages), options(child="Owen Hollins"))
    assert section(told, "From 0 to 10") == (
        "1 January 2025\nMam\n3.5\nA bed.\n1 February 2025\nMam\n6\nA bed."
    )


def test_another_childs_change_and_page_are_not_in_the_chapter():
    told = build_conference_report(family(), options(child="Tess Marlow"))
    assert "teeth" not in section(told, "How the plan stands")
    assert "He is hungry at school." not in text(told)


# --- the four questions ----------------------------------------------------------------------


def test_the_record_stands_beside_the_signed_words_with_its_dates():
    told = build_four_questions_page(family(), options(child="Owen Hollins"))
    scale = section(told, "Scale")
    assert "9 entries with a concern" in scale
    assert "the same entries" in scale
    assert "The assessor: It comes back each term." in scale
    assert "(Ruth Ames, 1 March 2025)" in section(told, "Reasons")
    reasons = section(told, "Reasons")
    assert "few people around to help (Kerry Hollins): No family nearby." in reasons
    assert "alcohol or drugs" not in reasons


def test_a_page_that_rests_on_what_is_kept_back_is_not_printed():
    view = family()
    page = view.by_id["fq1"]
    hidden = [type(a)(question=a.question, words=a.words, event_ids=("e11",)) for a in page.answers]
    rows = [r for r in view.by_id.values() if r.id != "fq1" and not isinstance(r, Case)]
    changed = make(type(page), id="fq1", child_id="owen", on=page.on, signed_by="Ruth Ames",
                   answers=tuple(hidden))  # fmt: skip
    told = build_four_questions_page(view_of(view.case, [*rows, changed]), options())
    assert "It comes back each term." not in text(told)


def test_a_judgement_that_rests_on_a_classed_event_is_not_counted():
    judged = make(LikelyImpact, id="lj", event_ids=("e11",), child_id="nia", need="education",
                  words="Kept back.")  # fmt: skip
    told = build_four_questions_page(family(judged), options(child="Nia Hollins"))
    assert "judged likely" not in section(told, "Impact")
    assert "lj" not in ids(told)


def test_a_positive_without_words_of_its_own_is_a_strength_of_the_children_it_is_about():
    row = make_event("good", "2024-12-01", "Owen came first in the race.", children=("owen",),
                     kind="positive", source="notes")  # fmt: skip
    view = family(*row)
    for name, stands in (("Owen Hollins", True), ("Tess Marlow", False)):
        told = build_conference_report(view, options(child=name))
        assert ("first in the race" in text(told)) is stands
    assert "first in the race" in section(build_referral(view, options()), "Strengths")


@pytest.mark.parametrize("build", [*BUILDERS, build_letter])
def test_people_without_names_and_days_at_the_calendars_end_break_no_document(build):
    rows = [
        make(Person, id="a", name="", born=None),
        make(Person, id="b", name=" ", role="mother", language="Polish"),
        make(Plan, id="p", started=day("../2024")),
        make(Change, id="c", plan_id="p", needed="", by_when=day("9999-12-31")),
        make(Source, id="notes"),
        *make_event("x", "9999-12", "Seen.", children=("a",), concerns=("own kind",),
                    source="notes"),
        *make_event("y", None, "Heard.", children=("a",), concerns=("medical",), source="notes"),
    ]  # fmt: skip
    for today in (date.min, date(2025, 3, 20), date.max):
        told = build(view_of(make(Case, country=""), rows), options(today=today))
        assert text(told)
