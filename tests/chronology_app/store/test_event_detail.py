"""One event with all that belongs to it, and what waits in a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.errors import UnknownRecordError
from chronology_app.history import history_lines
from chronology_app.model import (
    Analysis,
    Entry,
    ImportProblem,
    LikelyImpact,
    Outcome,
    Release,
    Reply,
)
from tests.chronology_app.casebooks import CASE_ID, FILE, TEXT
from tests.factories import make

DECISION = {
    "id": f"{FILE}-s2",
    "do": "edit",
    "fields": {
        "people": [{"name": "Kerry Hollins", "part": "not_seen", "why": "At work."}],
        "child_words": [{"child": "Owen Hollins", "words": "I only had crisps"}],
        "strength": "He was fed at school.",
        "impact": {"Owen Hollins": ["health"]},
        "observed_impact": [
            {
                "child": "Owen Hollins",
                "need": "health",
                "words": "Seen hungry.",
                "quote": "Owen seen hungry",
            }
        ],
        "spells": [{"kind": "service", "value": "Breakfast club", "edge": "starts"}],
    },
}


@pytest.fixture
def event_id(book):
    """Return the id of an event with two accounts and everything that an event can have."""
    (done,) = book.decide(CASE_ID, [DECISION])
    assert done.error is None
    merged = {"id": f"{FILE}-s1", "do": "merge", "fields": {"into": done.event_id}}
    (added,) = book.decide(CASE_ID, [merged])
    assert added.error is None
    event = done.event_id
    book.add_records(
        CASE_ID,
        [
            make(Reply, event_id=event),
            make(Outcome, event_id=event),
            make(Release, record_id=event),
            make(LikelyImpact, event_ids=(event,), child_id="owen"),
            make(LikelyImpact, event_ids=(), child_id="owen"),
        ],
    )
    return event


def test_everything_of_an_event_is_there(book, event_id):
    detail = book.queries.event_detail(CASE_ID, event_id)
    view = book.queries.view(CASE_ID)
    assert detail.event == view.by_id[event_id]
    assert [d.account.id for d in detail.accounts][0] == detail.event.headline_account_id
    assert {d.account for d in detail.accounts} == set(view.accounts[event_id])
    for account in detail.accounts:
        assert account.source.id == FILE
        assert account.entry is None
        assert account.cited
        for words in account.cited:
            citation, text = words.citation, words.passage.text
            assert text[citation.start : citation.end] == citation.quote
    assert {p.person_id: (p.part, p.why) for p in detail.people} == {
        "owen": ("subject", ""), "kerry": ("not_seen", "At work."),
    }  # fmt: skip
    assert [c.type for c in detail.concerns] == ["nutritional"]
    assert [s.words for s in detail.strengths] == ["He was fed at school."]
    assert [w.words for w in detail.child_words] == ["I only had crisps"]
    assert [n.need for n in detail.needs] == ["health"]
    (observed,) = detail.observed_impacts
    assert [w.citation.quote for w in observed.cited] == ["Owen seen hungry"]
    assert [i.event_ids for i in detail.likely_impacts] == [(event_id,)]
    assert [m.value for m in detail.spell_marks] == ["Breakfast club"]
    assert len(detail.replies) == len(detail.outcomes) == len(detail.releases) == 1
    assert {s.id for s in detail.suggestions} == {f"{FILE}-s1", f"{FILE}-s2"}


def test_its_history_is_what_touched_it_and_nothing_else(book, event_id):
    book.decide(CASE_ID, [{"id": f"{FILE}-s4", "do": "accept"}])
    book.add_records(CASE_ID, [make(Analysis)])
    book.undo(CASE_ID)
    history = book.queries.event_detail(CASE_ID, event_id).history
    assert [line.sentence for line in history_lines(history)] == [
        "Accepted a suggestion with changes",
        "Added an account to an event",
        "Added or changed 5 records",
    ]


def test_a_long_step_is_told_like_a_short_one(book, event_id):
    many = [make(Reply, event_id=event_id, words="w" * 90) for _ in range(60)]
    book.add_records(CASE_ID, many, by="Huw Pyle")
    title = "t" * 5000
    with book._step(CASE_ID, "load", None) as step:
        step.put(make(Reply, event_id=event_id))
        step.finish({"count": "1", "title": title})
    history = book.queries.event_detail(CASE_ID, event_id).history
    told = book.queries.history(CASE_ID)
    assert [replace(told[e.number - 1], touched=()) for e in history] == list(history)
    assert [line.sentence for line in history_lines(history)][-2:] == [
        "Added or changed 60 records", "Took in one record from a file",
    ]  # fmt: skip
    assert history[-1].params["title"] == title


def test_a_typed_entry_is_named_with_its_account(book):
    from chronology_app.casefile import TypedEntry
    from tests.factories import day

    entry = TypedEntry(author="Ruth Ames", text="Home visited.", date=day("2021-05-04"))
    book.add_entry(CASE_ID, entry)
    (event,) = book.queries.view(CASE_ID).events
    (account,) = book.queries.event_detail(CASE_ID, event.id).accounts
    (kept,) = book.queries.records(Entry, CASE_ID)
    assert account.entry == kept


def test_an_event_that_is_not_there_is_said_to_be_missing(book):
    with pytest.raises(UnknownRecordError):
        book.queries.event_detail(CASE_ID, "none")


def test_what_waits_is_counted_file_by_file(book):
    book.add_records(
        CASE_ID,
        [
            make(ImportProblem, source_id=FILE),
            make(ImportProblem, source_id=FILE, settled_by="Ruth Ames", settled_note="Seen."),
        ],
    )
    counts = book.queries.waiting_counts(CASE_ID)
    assert (counts.suggestions, counts.problems, counts.unread) == (len(TEXT) - 1, 1, 0)
    assert counts.by_source == counts.suggested_by_source == {FILE: 4}
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "reject"}])
    book.accept_all(CASE_ID)
    counts = book.queries.waiting_counts(CASE_ID)
    assert (counts.suggestions, counts.unread) == (0, 3)
    assert (counts.by_source, counts.suggested_by_source) == ({}, {FILE: 4})
