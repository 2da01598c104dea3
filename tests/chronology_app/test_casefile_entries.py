"""An entry typed by hand: its text is kept, its event rests on the right lines, nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from chronology_app.casefile import Casebook, TypedEntry
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Entry, Event, Reply
from chronology_app.model.codes import EventStatus
from tests.chronology_app.casebooks import CASE_ID, FILE, contents
from tests.factories import day, make

LINES = (
    "Owen opened the door.",
    "The kitchen was cold.",
    'Owen Hollins said: "I had crisps for tea"',
    "Not seen: Nia Hollins (at school)",
    "Action: Rang the school.",
    "Strength: Kerry had washed the beds.",
    "About: Owen Hollins",
)
FIELDS: Mapping[str, Any] = {
    "fact": "Owen opened the door. The kitchen was cold.",
    "kind": "visit",
    "evidence": "first_hand",
    "place": "Home",
    "action": "Rang the school.",
    "significance": "some",
    "children": ["Owen Hollins"],
    "people": [
        {"name": "Owen Hollins", "part": "seen"},
        {"name": "Owen Hollins", "part": "seen_alone"},
        {"name": "Nia Hollins", "part": "not_seen", "why": "at school"},
    ],
    "child_words": [
        {"child": "Owen Hollins", "words": "I had crisps for tea", "asked_by": "R. Ames",
         "how_asked": "What did you have?"}
    ],
    "concerns": [{"child": "Owen Hollins", "type": "nutritional", "weight": "some"}],
    "strengths": [{"words": "Kerry had washed the beds."}],
}  # fmt: skip


def entry(**more: Any) -> TypedEntry:
    given: dict[str, Any] = {
        "author": "Ruth Ames", "post": "Social worker", "text": "\n".join(LINES),
        "date": day("2024-03-05", "Tuesday"), "time": "16:10", "fields": FIELDS,
        "form_code": "visit", "form": {"seen_or_heard": "\n".join(LINES[:2])},
    }  # fmt: skip
    return TypedEntry(**(given | more))


def add(book: Casebook, **more: Any):
    changed = book.add_entry(CASE_ID, entry(**more))
    event_id = book.queries.history(CASE_ID)[changed.number - 1].params["event_id"]
    return book.queries.event_detail(CASE_ID, event_id)


def quotes(cited) -> list[str]:
    return [words.citation.quote for words in cited]


def test_everything_typed_is_in_the_event_and_rests_on_its_own_line(book):
    before = contents(book)
    shown = add(book)
    (account,) = shown.accounts
    assert quotes(account.cited) == list(LINES[:6])
    (words,) = shown.child_words
    assert (words.words, words.asked_by, words.how_asked) == (
        "I had crisps for tea", "R. Ames", "What did you have?",
    )  # fmt: skip
    (strength,) = shown.strengths
    assert quotes(shown.cited[words.id]) == ["I had crisps for tea"]
    assert quotes(shown.cited[strength.id]) == ["Kerry had washed the beds."]
    assert {(p.person_id, p.part, p.why) for p in shown.people} == {
        ("owen", "subject", ""), ("owen", "seen", ""), ("owen", "seen_alone", ""),
        ("nia", "not_seen", "at school"),
    }  # fmt: skip
    assert [(c.child_id, c.type, c.weight) for c in shown.concerns] == [
        ("owen", "nutritional", "some")
    ]
    event = shown.event
    assert (event.confirmed_how, event.significance, event.action, event.time) == (
        "by_hand", "some", "Rang the school.", "16:10",
    )  # fmt: skip
    kept = account.entry
    assert (kept.form, kept.corrects_id, kept.author, kept.post) == (
        "visit", None, "Ruth Ames", "Social worker",
    )  # fmt: skip
    assert book.queries.original(account.source.sha256).decode() == "\n".join(LINES)
    assert book.verify().fine
    after = contents(book)
    book.undo(CASE_ID)
    assert contents(book) == before
    book.redo(CASE_ID)
    assert contents(book) == after


@pytest.mark.parametrize(
    ("fact", "form", "first_lines"),
    [
        ("Worded otherwise.", {"seen_or_heard": LINES[0]}, [LINES[0], *LINES[2:6]]),
        ("Worded otherwise.", {}, list(LINES)),
        ("The  kitchen was\ncold.", {}, list(LINES[1:6])),
    ],
)
def test_an_event_rests_on_what_was_seen_or_else_on_all_lines(book, fact, form, first_lines):
    shown = add(book, fields={**FIELDS, "fact": fact}, form=form)
    assert quotes(shown.accounts[0].cited) == first_lines


@pytest.mark.parametrize(
    "more",
    [
        {"author": " "}, {"text": "\n"}, {"form_code": "diary"},
        {"fields": {"colour": "red"}}, {"fields": {"concerns": [{"type": "physical"}]}},
        {"fields": {"children": ["Nia Hollins"],
                    "concerns": [{"child": "Owen Hollins", "type": "physical"}]}},
        {"fields": {"people": [{"name": "Nobody"}]}}, {"corrects_id": "none"},
        {"fields": {"strengths": [{"words": "x", "child": "Kerry Hollins"}]}},
    ],
    ids=str,
)  # fmt: skip
def test_an_entry_that_cannot_be_is_refused_and_keeps_nothing(book, more):
    before = contents(book)
    with pytest.raises((BadValueError, UnknownRecordError)):
        book.add_entry(CASE_ID, entry(**more))
    assert contents(book) == before


def test_a_correction_stands_beside_what_it_corrects(book):
    first = add(book)
    before = contents(book)
    (kept,) = book.queries.records(Entry, CASE_ID)
    text = "Owen and Nia opened the door."
    second = add(book, text=text, fields={"fact": text, "children": ["Nia Hollins"]},
                 form={}, corrects_id=kept.id)  # fmt: skip
    assert second.accounts[0].entry.corrects_id == kept.id
    assert book.queries.record(Entry, CASE_ID, kept.id) == kept
    assert [e.id for e in book.queries.view(CASE_ID).events] == [second.event.id]
    gone = book.queries.event_detail(CASE_ID, first.event.id)
    assert gone.event.status == EventStatus.REMOVED
    assert [a.kind for a in gone.analyses] == ["removed"]
    assert gone.accounts[0].cited == first.accounts[0].cited
    assert book.next_undo(CASE_ID) == "Corrected an entry by a new one"
    assert book.verify().fine
    after = contents(book)
    book.undo(CASE_ID)
    assert contents(book) == before
    book.redo(CASE_ID)
    assert contents(book) == after
    book.restore_event(CASE_ID, first.event.id)


@pytest.mark.parametrize("added", ["account", "need", "reply"])
def test_an_event_on_which_more_hangs_stays_when_its_entry_is_corrected(book, added):
    first = add(book)
    event_id = first.event.id
    if added == "account":
        merge = {"id": f"{FILE}-s2", "do": "merge", "fields": {"into": event_id}}
        book.decide(CASE_ID, [merge])
    elif added == "need":
        book.tag_need(CASE_ID, event_id, "owen", "health")
    else:
        book.add_records(CASE_ID, [make(Reply, event_id=event_id)])
    (kept,) = book.queries.records(Entry, CASE_ID)
    add(book, corrects_id=kept.id)
    assert book.queries.record(Event, CASE_ID, event_id).status == EventStatus.CONFIRMED
    assert len(book.queries.view(CASE_ID).events) == 2


def test_both_entries_go_when_both_steps_are_taken_back(book):
    before = contents(book)
    add(book)
    (kept,) = book.queries.records(Entry, CASE_ID)
    add(book, corrects_id=kept.id)
    book.undo(CASE_ID)
    book.undo(CASE_ID)
    assert contents(book) == before
