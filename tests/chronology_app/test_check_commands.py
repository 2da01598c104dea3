"""Signatures, settled problems, findings set aside, saved views and where a person was."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Finding, ImportProblem, SavedView, SignOff
from tests.chronology_app.casebooks import CASE_ID, FILE, contents, reopen
from tests.chronology_app.commands_undone import assert_undoable
from tests.factories import make


def test_a_signature_holds_the_head_and_how_much_was_unread(book):
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    book.accept_all(CASE_ID)
    head = book.queries.head(CASE_ID)
    wished = ("manager", "Huw Pyle", "team manager", "all events", date(2024, 2, 1))
    assert_undoable(book, lambda: book.sign_off(CASE_ID, *wished))
    (signed,) = book.queries.records(SignOff, CASE_ID)
    assert (signed.head, signed.event_count, signed.unread) == (head, 4, 3)
    assert (signed.name, signed.review_on) == ("Huw Pyle", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("wished", "sentence"),
    [
        (("boss", "Huw Pyle"), "sign_off_kind"),
        (("manager", " "), "sign_off_name"),
        (("manager", "Huw Pyle", "", "", date(2023, 12, 31)), "sign_off_review"),
    ],
)
def test_a_signature_that_makes_no_sense_is_refused(book, wished, sentence):
    with pytest.raises(BadValueError, match=sentence):
        book.sign_off(CASE_ID, *wished)
    assert book.queries.records(SignOff, CASE_ID) == ()


def test_a_problem_is_settled_with_words_and_opened_again(book):
    book.add_records(CASE_ID, [make(ImportProblem, id="p1", case_id=CASE_ID)])
    with pytest.raises(BadValueError, match="settle_note"):
        book.settle_problem(CASE_ID, "p1", " ")
    assert_undoable(book, lambda: book.settle_problem(CASE_ID, "p1", "Asked for a new copy."))
    problem = book.queries.record(ImportProblem, CASE_ID, "p1")
    assert (problem.settled_by, problem.settled_note) == ("Ruth Ames", "Asked for a new copy.")
    assert_undoable(book, lambda: book.unsettle_problem(CASE_ID, "p1"))


def test_several_problems_are_settled_as_one_step(book):
    notes = [make(ImportProblem, id=f"p{n}", case_id=CASE_ID) for n in range(3)]
    book.add_records(CASE_ID, notes)
    assert_undoable(book, lambda: book.settle_problems(CASE_ID, ["p0", "p2"], "Seen."))
    settled = [p.settled_by for p in book.queries.records(ImportProblem, CASE_ID)]
    assert settled == ["Ruth Ames", "", "Ruth Ames"]


def test_a_finding_is_set_aside_once_and_taken_up_again(book):
    with pytest.raises(BadValueError, match="dismiss_reason"):
        book.dismiss_finding(CASE_ID, "undated:1", "")
    assert_undoable(book, lambda: book.dismiss_finding(CASE_ID, "undated:1", "No date is known."))
    book.dismiss_finding(CASE_ID, "undated:1", "Asked the school.")
    (found,) = book.queries.records(Finding, CASE_ID)
    assert (found.reason, found.by) == ("Asked the school.", "Ruth Ames")
    assert found.settings_version
    assert_undoable(book, lambda: book.restore_finding(CASE_ID, "undated:1"))
    with pytest.raises(UnknownRecordError):
        book.restore_finding(CASE_ID, "undated:1")


def test_a_view_is_saved_by_name_for_its_person(book):
    assert_undoable(book, lambda: book.save_view(CASE_ID, "chronology", "School", "{}"))
    book.save_view(CASE_ID, "chronology", " school ", '{"a":1}')
    book.save_view(CASE_ID, "chronology", "School", "{}", by="Huw Pyle")
    views = {v.by: v for v in book.queries.records(SavedView, CASE_ID)}
    assert {by: v.value for by, v in views.items()} == {"Ruth Ames": '{"a":1}', "Huw Pyle": "{}"}
    assert_undoable(book, lambda: book.remove_view(CASE_ID, views["Huw Pyle"].id))
    with pytest.raises(BadValueError, match="view_name"):
        book.save_view(CASE_ID, "chronology", " ", "{}")


def test_where_a_person_was_is_kept_for_each_and_is_no_step(book_path):
    with reopen(book_path) as book:
        before, head = contents(book), book.queries.head(CASE_ID)
        book.remember(CASE_ID, "inbox", "s1")
        book.remember(CASE_ID, "inbox", "s2")
        book.remember(CASE_ID, "inbox", "s9", by="Huw Pyle")
        book.remember("", "window", "900x700")
        assert book.queries.head(CASE_ID) == head
    with reopen(book_path) as book:
        assert book.remembered(CASE_ID, "inbox") == "s2"
        assert book.remembered(CASE_ID, "inbox", by="Huw Pyle") == "s9"
        assert book.remembered("", "window") == "900x700"
        assert book.remembered(CASE_ID, "chronology") == ""
        book.remember(CASE_ID, "inbox", "")
        assert book.remembered(CASE_ID, "inbox") == ""
        assert contents(book) == before
        assert book.verify().fine
