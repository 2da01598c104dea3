"""Pasted text is a source like any other: kept as it is, read, cited, undone, verified."""

from __future__ import annotations

import hashlib

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import ImportProblem, Source, Suggestion
from chronology_app.model.codes import ImportOutcome, RecordClass, SourceKind
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable
from ui.jobs.lines import event_line, source_line
from ui.jobs.not_proposed import not_proposed_lines
from ui.jobs.pasting import PastedText, paste_text

MAIL = (
    "From: Elin Pugh, Brynmelyn School\r\n"
    "14/06/2023 Nia Hollins came to school without a coat. She said \u201cI was cold\u201d.\r\n"
    "\r\n"
    "15/06/2023 Owen Hollins was collected late, at 17:10.\r\n"
)
PASTED = PastedText(text=MAIL, agency="school", system="SchoolLog", record_number="SL-20417")


def test_pasted_text_is_kept_to_the_letter_with_where_it_came_from(book_with_family):
    book = book_with_family
    assert_undoable(book, lambda: paste_text(book, CASE_ID, PASTED))
    (source,) = book.queries.records(Source, CASE_ID)
    assert source.kind == SourceKind.PASTED
    assert (source.system, source.record_number) == ("SchoolLog", "SL-20417")
    assert source.brought_by == "Ruth Ames"
    data = book.queries.original(source.sha256)
    assert data.decode() == MAIL
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_it_is_read_line_by_line_into_suggestions_that_can_be_accepted(book_with_family):
    book = book_with_family
    report = paste_text(book, CASE_ID, PASTED)
    assert (report.outcome, report.passages) == (ImportOutcome.IMPORTED, 3)
    passages = book.queries.passages(CASE_ID, report.source_id)
    assert [p.locator.line for p in passages] == [1, 2, 4]
    waiting = book.queries.suggestions(CASE_ID)
    assert {s.date.edtf for s in waiting if s.date} == {"2023-06-14", "2023-06-15"}
    assert {s.agency for s in waiting} == {"school"}
    done = book.decide(CASE_ID, [{"id": s.id, "do": "accept"} for s in waiting])
    assert [d.error for d in done] == [None] * len(waiting)
    assert book.verify().fine


def test_the_same_text_twice_is_already_there(book_with_family):
    book = book_with_family
    first = paste_text(book, CASE_ID, PASTED)
    again = paste_text(book, CASE_ID, PASTED)
    assert (again.outcome, again.source_id) == (ImportOutcome.ALREADY_THERE, first.source_id)
    assert len(book.queries.records(Source, CASE_ID)) == 1
    assert "already" in again.sentence


def test_the_class_that_a_person_gives_holds_for_every_passage_and_suggestion(book_with_family):
    book = book_with_family
    advice = PastedText(text=MAIL, record_class=RecordClass.LEGAL_ADVICE, title="Note of advice")
    report = paste_text(book, CASE_ID, advice)
    classes = {p.record_class for p in book.queries.passages(CASE_ID, report.source_id)}
    classes |= {s.record_class for s in book.queries.records(Suggestion, CASE_ID)}
    assert classes == {RecordClass.LEGAL_ADVICE}


def test_characters_that_nothing_can_hold_are_named_and_the_rest_is_kept(book_with_family):
    book = book_with_family
    odd = PastedText(text="Nia \x00was seen\ud800.\x0bHer coat\u2028was new.", title="Note")
    report = paste_text(book, CASE_ID, odd)
    assert report.outcome == ImportOutcome.WITH_PROBLEMS
    (problem,) = book.queries.records(ImportProblem, CASE_ID)
    assert problem.params == {"count": "2"}
    (source,) = book.queries.records(Source, CASE_ID)
    assert source.outcome == ImportOutcome.WITH_PROBLEMS
    assert book.queries.original(source.sha256).decode().startswith("Nia \ufffdwas seen\ufffd.")
    assert book.verify().fine


def test_no_text_and_far_too_much_text_are_refused(book_with_family):
    for text, sentence in ((" \n\t", "pasted_empty"), ("x" * 1_000_001, "pasted_long")):
        with pytest.raises(BadValueError, match=sentence):
            paste_text(book_with_family, CASE_ID, PastedText(text=text))
    assert book_with_family.queries.records(Source, CASE_ID) == ()


def test_two_untitled_pastes_get_titles_that_differ(book_with_family):
    book = book_with_family
    paste_text(book, CASE_ID, PASTED)
    paste_text(book, CASE_ID, PastedText(text="16/06/2023 Nia Hollins was ill.", agency="school"))
    titles = [source.citation_title for source in book.queries.records(Source, CASE_ID)]
    assert len(set(titles)) == 2


def test_pasted_text_is_known_by_its_title_where_a_file_is_known_by_its_name(book_with_family):
    book = book_with_family
    titled = PastedText(text=MAIL, title="Mail of 14 June", agency="school")
    paste_text(book, CASE_ID, titled)
    (source,) = book.queries.records(Source, CASE_ID)
    assert source_line(source, 3, 2)["file"] == "Mail of 14 June"
    assert {line["file"] for line in not_proposed_lines(book, CASE_ID)} <= {"Mail of 14 June"}
    quote = {"do": "add", "file": "Mail of 14 June", "quote": "came to school", "fields": {}}
    (done,) = book.decide(CASE_ID, [quote])
    assert done.error is None
    view = book.queries.view(CASE_ID)
    line = event_line(view, view.confirmed[0])
    assert line["citations"][0]["file"] == "Mail of 14 June"
