"""Loading adds and never rewrites: originals, signatures, filings and classes stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Case,
    Citation,
    Entry,
    Event,
    FiledDocument,
    Filing,
    Passage,
    Release,
    SignOff,
    Source,
    Suggestion,
)
from chronology_app.model.codes import RecordClass
from chronology_app.wording import say
from tests.chronology_app.casebooks import CASE_ID, FILE, contents
from tests.factories import make

ADVICE = RecordClass.LEGAL_ADVICE


@pytest.fixture
def full(book) -> Casebook:
    """Return a casebook with a record of each kind that never changes."""
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    filing = make(Filing, id="filing")
    book.add_records(
        CASE_ID,
        [
            filing, make(FiledDocument, id="filed", filing_id="filing"),
            make(Release, id="release"), make(SignOff, id="signed"),
            make(Entry, id="entry", source_id=FILE),
        ],
    )  # fmt: skip
    return book


CHANGES = {
    Source: {"citation_title": "Report of Dr Nobody"},
    Passage: {"text": "Nia was well."},
    Entry: {"author": "Somebody else"},
    Citation: {"quote": "well"},
    Release: {"decided_by": "Head of Legal"},
    SignOff: {"name": "Somebody else"},
    Filing: {"title": "Other"},
    FiledDocument: {"sha256": "9" * 64},
}


@pytest.mark.parametrize("cls", CHANGES)
def test_what_never_changes_is_not_changed_by_loading(full, cls):
    before = contents(full)
    record = full.queries.records(cls, CASE_ID)[0]
    with pytest.raises(BadValueError, match="load_changes") as error:
        full.load(CASE_ID, [replace(record, **CHANGES[cls])])
    sentence = say(error.value.message_id, **error.value.params)
    assert record.id in sentence
    assert contents(full) == before


@pytest.mark.parametrize("cls", CHANGES)
def test_the_same_content_again_is_no_change(full, cls):
    before = contents(full)
    record = full.queries.records(cls, CASE_ID)[0]
    again = replace(record, case_id="elsewhere", row_version=record.row_version + 5)
    assert full.load(CASE_ID, [again]).touched == ()
    assert contents(full) == before
    assert full.verify().fine


def test_no_passage_twice_in_one_file_with_other_words(book):
    source = make(Source, id="new", sha256="")
    one = make(Passage, id="p", source_id="new", text="hungry")
    with pytest.raises(BadValueError, match="load_changes"):
        book.load(CASE_ID, [source, one, replace(one, text="well")])


def test_no_passage_is_added_to_a_file_that_was_imported_here(book):
    added = make(Passage, id="new", source_id=FILE, index=99)
    with pytest.raises(BadValueError, match="load_changes"):
        book.load(CASE_ID, [added])


def test_a_file_that_was_loaded_may_get_the_rest_of_its_passages(book):
    book.load(CASE_ID, [make(Source, id="new", sha256="")])
    book.load(CASE_ID, [make(Passage, id="p", source_id="new")])
    assert book.verify().fine


@pytest.mark.parametrize("cls", [Event, Suggestion])
def test_no_class_is_lowered_by_loading(book, cls):
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    record = book.queries.records(cls, CASE_ID)[0]
    classed = replace(record, record_class=ADVICE)
    book.load(CASE_ID, [classed])
    with pytest.raises(BadValueError, match="load_class"):
        book.load(CASE_ID, [record])
    assert book.queries.record(cls, CASE_ID, record.id).record_class == ADVICE


def test_only_the_persons_own_release_is_loaded_into_a_case_with_records(book):
    theirs = make(Release, record_id=FILE, decided_by="Head of Legal")
    with pytest.raises(BadValueError, match="load_release"):
        book.load(CASE_ID, [theirs])
    book.load(CASE_ID, [replace(theirs, decided_by="Ruth Ames")], by="Ruth Ames")


def test_an_empty_case_takes_a_release_as_it_is(book):
    book.add_case(Case(id="empty", reference="EMPTY"))
    release = make(Release, id="theirs", decided_by="Head of Legal")
    book.load("empty", [make(Source, id=release.record_id, sha256=""), release])
    loaded = book.queries.record(Release, "empty", "theirs")
    assert loaded.decided_by == "Head of Legal"
    entry = book.queries.history("empty")[-1]
    assert entry.params["loaded_by"] == "Ruth Ames"
    assert json.loads(entry.params["without_original"]) == [release.record_id]
