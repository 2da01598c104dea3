"""Factors, assessment pages and research notes: each a step that can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.history import step_name
from chronology_app.model import (
    Analysis,
    Answer,
    Factor,
    FourQuestions,
    PageLine,
    Person,
    PlaceOnScale,
    ResearchNote,
    WorriesPage,
)
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable
from tests.factories import day, make

STEPS = ("set_factor", "remove_factor", "set_four_questions", "sign_four_questions",
         "set_worries_page", "remove_page", "sign_referral_words", "set_research_note",
         "check_research_note", "remove_research_note")  # fmt: skip
WORDS = tuple(Answer(question=q, words=f" {q}. ") for q in ("reasons", "scale", "type", "impact"))


def of(book, kind):
    return book.queries.records(kind, CASE_ID)


@pytest.fixture
def child(book):
    return next(p for p in of(book, Person) if p.is_child)


@pytest.fixture
def adult(book):
    return next(p for p in of(book, Person) if not p.is_child)


def page_of(child, **fields):
    return make(FourQuestions, child_id=child.id, **({"id": "page", "answers": WORDS} | fields))


@pytest.mark.parametrize("name", STEPS)
def test_every_step_has_a_name_in_words(name):
    for language in ("en", "cy"):
        assert step_name(name, {}, 1, language) != name.replace("_", " ")


def test_a_factor_is_kept_changed_and_taken_away(book, adult):
    factor = make(Factor, id="f", person_id=adult.id, words=" A sister next door. ")
    assert_undoable(book, lambda: book.set_factor(CASE_ID, factor))
    assert of(book, Factor)[0].words == "A sister next door."
    assert_undoable(
        book, lambda: book.set_factor(CASE_ID, replace(of(book, Factor)[0], kind="risk"))
    )
    assert_undoable(book, lambda: book.remove_factor(CASE_ID, "f"))


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "score"}, {"code": " "}, {"since": day("2021"), "until": day("2019")}],
)
def test_a_factor_of_no_kind_without_a_code_or_with_its_end_first_is_refused(book, adult, wrong):
    with pytest.raises(BadValueError, match="factor"):
        book.set_factor(CASE_ID, make(Factor, **({"person_id": adult.id} | wrong)))
    assert of(book, Factor) == ()


def test_a_factor_of_nobody_or_resting_on_no_event_is_refused(book, adult):
    with pytest.raises(UnknownRecordError):
        book.set_factor(CASE_ID, make(Factor, person_id="nobody"))
    with pytest.raises(UnknownRecordError):
        book.set_factor(CASE_ID, make(Factor, person_id=adult.id, event_ids=("none",)))


def test_a_page_is_kept_in_the_usual_order_signed_and_then_stands(book, child):
    assert_undoable(book, lambda: book.set_four_questions(CASE_ID, page_of(child)))
    kept = of(book, FourQuestions)[0]
    assert [a.question for a in kept.answers] == ["scale", "type", "impact", "reasons"]
    assert kept.answers[0].words == "scale."
    sign = lambda: book.sign_four_questions(CASE_ID, "page", signed_by=" Ruth Ames ")  # noqa: E731
    assert_undoable(book, sign)
    signed = of(book, FourQuestions)[0]
    assert signed.signed_by == "Ruth Ames"
    for refused in (
        sign,
        lambda: book.set_four_questions(CASE_ID, page_of(child)),
        lambda: book.remove_page(CASE_ID, "page"),
    ):
        with pytest.raises(BadValueError, match="page_signed"):
            refused()
    assert of(book, FourQuestions) == (signed,)


def test_a_page_half_answered_or_without_a_name_cannot_be_signed(book, child):
    book.set_four_questions(CASE_ID, page_of(child, answers=WORDS[:3]))
    with pytest.raises(BadValueError, match="unanswered"):
        book.sign_four_questions(CASE_ID, "page", signed_by="Ruth Ames")
    with pytest.raises(BadValueError, match="no_name"):
        book.sign_four_questions(CASE_ID, "page", signed_by=" ")
    with pytest.raises(BadValueError, match="sign_apart"):
        book.set_four_questions(CASE_ID, page_of(child, id="p2", signed_by="Ruth Ames"))
    assert_undoable(book, lambda: book.remove_page(CASE_ID, "page"))


@pytest.mark.parametrize("answers", [(Answer(question="why", words="x"),), (WORDS[0], WORDS[0])])
def test_another_question_or_the_same_one_twice_is_refused(book, child, answers):
    with pytest.raises(BadValueError, match="four_questions"):
        book.set_four_questions(CASE_ID, page_of(child, answers=answers))


def test_a_page_of_an_adult_is_refused(book, adult):
    with pytest.raises(BadValueError, match="not_a_child"):
        book.set_four_questions(CASE_ID, page_of(adult))


def test_a_page_of_worries_is_kept_without_empty_lines(book, child):
    page = make(WorriesPage, id="w", child_ids=(child.id,), worries=(
        PageLine(words=" Hungry at school. "), PageLine(words=" ")),
        places=(PlaceOnScale(who=" Nia ", value=3.0),))  # fmt: skip
    assert_undoable(book, lambda: book.set_worries_page(CASE_ID, page))
    kept = of(book, WorriesPage)[0]
    assert [line.words for line in kept.worries] == ["Hungry at school."]
    assert kept.places[0].who == "Nia"
    assert_undoable(book, lambda: book.remove_page(CASE_ID, "w"))


@pytest.mark.parametrize("value", [-0.5, 10.5, float("nan")])
def test_a_place_off_the_scale_is_refused(book, value):
    page = make(WorriesPage, places=(PlaceOnScale(who="Nia", value=value),))
    with pytest.raises(BadValueError, match="place_on_scale"):
        book.set_worries_page(CASE_ID, page)


def test_an_empty_page_or_one_with_an_unknown_picture_is_refused(book):
    with pytest.raises(BadValueError, match="page_empty"):
        book.set_worries_page(CASE_ID, make(WorriesPage, worries=(PageLine(words=" "),)))
    with pytest.raises(UnknownRecordError):
        book.set_worries_page(CASE_ID, make(WorriesPage, picture_ids=("none",)))


def test_what_a_referral_asks_for_is_signed_words(book):
    sign = lambda kind, words: book.sign_referral_words(  # noqa: E731
        CASE_ID, kind, words, signed_by="Ruth Ames"
    )
    assert_undoable(book, lambda: sign("referral_ask", " A conference. "))
    assert of(book, Analysis)[0].words == "A conference."
    for kind, words in (("analysis", "x"), ("referral_consent", " ")):
        with pytest.raises(BadValueError, match="referral_words"):
            sign(kind, words)


def test_a_note_of_ones_own_gets_a_code_and_is_checked_by_name(book):
    note = make(ResearchNote, id="n", code="")
    assert_undoable(book, lambda: book.set_research_note(CASE_ID, note))
    kept = of(book, ResearchNote)[0]
    assert kept.code == "own.1"
    assert_undoable(book, lambda: book.check_research_note(CASE_ID, kept, checked_by="Huw Pyle"))
    checked = of(book, ResearchNote)[0]
    assert (checked.checked_by, checked.words) == ("Huw Pyle", kept.words)
    assert checked.checked_on
    assert_undoable(book, lambda: book.remove_research_note(CASE_ID, "n"))


@pytest.mark.parametrize("wrong", [{"words": " "}, {"reference": ""}, {"year": 3000}, {"year": 9}])
def test_a_note_without_words_reference_or_a_real_year_is_refused(book, wrong):
    with pytest.raises(BadValueError, match="research"):
        book.set_research_note(CASE_ID, make(ResearchNote, **wrong))


def test_a_code_stands_once(book):
    book.set_research_note(CASE_ID, make(ResearchNote, id="n", code="primary_peers"))
    with pytest.raises(BadValueError, match="research_code"):
        book.set_research_note(CASE_ID, make(ResearchNote, id="m", code="primary_peers"))
