"""Undo belongs to a person and a case, goes by whole batches, and never over others' work."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.casefile import Casebook
from chronology_app.errors import UndoRefusedError, UnknownRecordError
from chronology_app.history import history_lines
from chronology_app.model import Analysis, Case, Event, Person, Reply
from chronology_app.model.codes import ReplyAnswer
from chronology_app.store import audit
from tests.chronology_app.casebooks import (
    CASE_ID,
    FILE,
    contents,
    copy_casebook,
    reopen,
)
from tests.factories import make


def accept(book: Casebook, number: int, by: str | None = None) -> Event:
    (result,) = book.decide(CASE_ID, [{"id": f"{FILE}-s{number}", "do": "accept"}], by=by)
    return book.queries.record(Event, CASE_ID, result.event_id)


def test_each_undoes_their_own_steps(book):
    accept(book, 1, by="Ruth Ames")
    accept(book, 2, by="Huw Pyle")
    book.undo(CASE_ID, by="Ruth Ames")
    assert {e.confirmed_by for e in book.queries.records(Event, CASE_ID)} == {"Huw Pyle"}


def test_undo_is_refused_when_somebody_else_changed_the_record(book):
    event = accept(book, 1)
    book.add_records(CASE_ID, [replace(event, fact="Worded otherwise.")], by="Huw Pyle")
    before = contents(book)
    with pytest.raises(UndoRefusedError) as refused:
        book.undo(CASE_ID)
    assert refused.value.params == {"kind": "event", "value": event.id}
    assert contents(book) == before
    book.undo(CASE_ID, by="Huw Pyle")
    book.undo(CASE_ID)
    assert book.queries.records(Event, CASE_ID) == ()


@pytest.mark.parametrize("way", ["reply", "analysis"])
def test_undo_is_refused_when_something_new_rests_on_the_record(book, way):
    event = accept(book, 1)
    resting = {
        "reply": make(Reply, event_id=event.id, answer=ReplyAnswer.DENIED),
        "analysis": make(Analysis, event_ids=(event.id,)),
    }[way]
    book.add_records(CASE_ID, [resting], by="Huw Pyle")
    with pytest.raises(UndoRefusedError, match="undo_still_used"):
        book.undo(CASE_ID)
    assert book.queries.records(Event, CASE_ID) == (event,)


def test_an_import_with_accepted_suggestions_stays(book):
    accept(book, 1, by="Huw Pyle")
    with pytest.raises(UndoRefusedError):
        book.undo(CASE_ID)


def test_a_bulk_review_is_one_step(book):
    before = contents(book)
    decisions = [{"id": f"{FILE}-s{n}", "do": "accept"} for n in (1, 2, 3)]
    decisions.append({"id": f"{FILE}-s4", "do": "merge", "fields": {"into": f"{FILE}-s1"}})
    book.decide(CASE_ID, decisions, bulk=True)
    changed = book.undo(CASE_ID)
    assert contents(book) == before
    assert book.queries.history(CASE_ID)[changed.number - 1].params["steps"] == "4"


def test_steps_of_another_case_are_left_alone(book):
    book.add_case(Case(id="other", reference="REF2"))
    book.set_people("other", [Person(name="Tess Marlow", role="child")])
    book.undo(CASE_ID)
    assert book.queries.sources(CASE_ID) == ()
    assert len(book.queries.records(Person, "other")) == 1
    book.undo("other")
    with pytest.raises(UndoRefusedError, match="nothing_to_undo"):
        book.undo("other")


def test_nothing_to_do_again_is_said(book):
    with pytest.raises(UndoRefusedError, match="nothing_to_redo"):
        book.redo(CASE_ID)


def test_doing_again_is_refused_when_the_record_has_moved_on(book):
    book.add_records(CASE_ID, [replace(_owen(book), note="one")])
    book.undo(CASE_ID)
    book.add_records(CASE_ID, [replace(_owen(book), note="two")], by="Huw Pyle")
    with pytest.raises(UndoRefusedError):
        book.redo(CASE_ID)
    assert _owen(book).note == "two"


def test_undoing_adds_to_the_log_and_takes_nothing_from_it(book):
    accept(book, 1)
    before = book.queries.history(CASE_ID)
    head = book.queries.head(CASE_ID)
    book.undo(CASE_ID)
    assert book.queries.history(CASE_ID)[:-1] == before
    assert book.verify(head).fine
    line = history_lines(book.queries.history(CASE_ID))[-1]
    assert line.sentence == "Undid: Accepted a suggestion"


def _owen(book: Casebook) -> Person:
    return book.queries.record(Person, CASE_ID, "owen")


STEPS = st.lists(st.sampled_from(["note", "accept", "bulk", "undo", "redo"]), max_size=10)


@settings(max_examples=12)
@given(steps=STEPS)
def test_undoing_everything_leads_back_to_the_start_and_redoing_to_the_end(
    casebook_template, steps
):
    with tempfile.TemporaryDirectory() as folder:
        path = copy_casebook(casebook_template, Path(folder))
        with reopen(path, by="Huw Pyle") as book:
            start = contents(book)
            for number, step in enumerate(steps):
                _carry_out(book, step, number)
            end = contents(book)
            undone = _repeat(lambda: book.undo(CASE_ID))
            assert contents(book) == start
            for _ in range(undone):
                book.redo(CASE_ID)
            assert contents(book) == end
            assert book.verify().fine


def _carry_out(book: Casebook, step: str, number: int) -> None:
    waiting = book.queries.suggestions(CASE_ID)
    if step == "note":
        book.add_records(CASE_ID, [replace(_owen(book), note=f"note {number}")])
    elif step in ("accept", "bulk"):
        some = waiting[: 1 if step == "accept" else 2]
        book.decide(CASE_ID, [{"id": s.id, "do": "accept"} for s in some], bulk=step == "bulk")
    else:
        with suppress(UndoRefusedError):
            getattr(book, step)(CASE_ID)


def _repeat(work: Callable[[], object]) -> int:
    refused = None
    done = -1
    while refused is None:
        done += 1
        try:
            work()
        except UndoRefusedError as error:
            refused = error
    assert refused.message_id.startswith("error.nothing_to")
    return done


TAMPERED = [
    "UPDATE action_change SET \"before\" = replace(\"before\", 'waiting', 'merged')",
    'UPDATE action_change SET "before" = NULL',
    'DELETE FROM action_change WHERE "before" IS NOT NULL',
    "UPDATE audit_entry SET content = NULL, salt = NULL WHERE command = 'import_file'",
    "UPDATE audit_entry SET salt = 'no' WHERE command = 'import_file'",
    "DELETE FROM audit_entry WHERE command = 'accept_suggestion'",
]


@pytest.mark.parametrize("statement", TAMPERED)
def test_nothing_is_brought_back_that_the_log_does_not_tell(book, statement):
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    before = contents(book)
    connection = book._book.connection
    connection.exec_driver_sql(statement)
    connection.commit()
    with pytest.raises(UndoRefusedError, match="undo_copy_changed"):
        book.undo(CASE_ID)
    assert contents(book) == before


def test_the_next_steps_back_and_forth_are_named_without_being_taken(book):
    before = contents(book)
    assert book.next_undo(CASE_ID) == "Imported files"
    assert book.next_redo(CASE_ID) is None
    accept(book, 1)
    assert book.next_undo(CASE_ID) == "Accepted a suggestion"
    assert book.next_undo(CASE_ID, by="Huw Pyle") is None
    book.undo(CASE_ID)
    assert contents(book) == before
    assert book.next_undo(CASE_ID) == "Imported files"
    assert book.next_redo(CASE_ID) == "Accepted a suggestion"
    assert book.next_redo(CASE_ID, by="Huw Pyle") is None
    book.redo(CASE_ID)
    assert (book.next_undo(CASE_ID), book.next_redo(CASE_ID)) == ("Accepted a suggestion", None)


def test_steps_that_go_together_are_counted(book):
    decisions = [{"id": f"{FILE}-s{n}", "do": "accept"} for n in (1, 2, 3)]
    book.decide(CASE_ID, decisions, bulk=True)
    assert book.next_undo(CASE_ID) == "Decided on 3 suggestions together"
    assert book.next_undo(CASE_ID, language="cy").startswith("Penderfynwyd ar 3")
    book.undo(CASE_ID)
    assert book.next_redo(CASE_ID) == "Decided on 3 suggestions together"
    line = history_lines(book.queries.history(CASE_ID))[-1]
    assert line.sentence == "Undid: Decided on 3 suggestions together"


def test_a_step_is_named_with_its_figure(book):
    book.add_records(CASE_ID, [replace(_owen(book), note="one")])
    assert book.next_undo(CASE_ID) == "Added or changed one record"
    book.accept_all(CASE_ID)
    assert book.next_undo(CASE_ID) == "Accepted 4 suggestions unread"


def test_undo_reads_of_long_entries_only_what_they_say_of_its_records(book, monkeypatch):
    monkeypatch.setattr(audit, "_LONG", 1)
    states = [contents(book)]
    for note in ("one", "two", "three"):
        book.add_records(CASE_ID, [replace(_owen(book), note=note), make(Analysis, event_ids=())])
        states.append(contents(book))
    for before in reversed(states[:-1]):
        book.undo(CASE_ID)
        assert contents(book) == before
    for after in states[1:]:
        book.redo(CASE_ID)
        assert contents(book) == after
    connection = book._book.connection
    connection.exec_driver_sql("UPDATE action_change SET before = replace(before, 'two', 'ten')")
    with pytest.raises(UndoRefusedError, match="undo_copy_changed"):
        book.undo(CASE_ID)


def test_commands_given_together_are_taken_back_together(book):
    events = [accept(book, number) for number in (1, 2, 3)]
    before = contents(book)
    with book.together():
        for event in events[:2]:
            with book.together():
                book.change_event(CASE_ID, event.id, {"key": True})
        book.merge_events(CASE_ID, events[0].id, events[1].id)
    after = contents(book)
    assert book.next_undo(CASE_ID) == "Made one event of several (3 steps)"
    book.undo(CASE_ID)
    assert contents(book) == before
    assert book.next_redo(CASE_ID) == "Made one event of several (3 steps)"
    book.redo(CASE_ID)
    assert contents(book) == after
    book.change_event(CASE_ID, events[2].id, {"key": True})
    assert book.next_undo(CASE_ID) == "Changed how an event is marked"
    assert book.verify().fine


def test_what_was_done_before_a_failure_is_still_one_undo(book):
    event = accept(book, 1)
    before = contents(book)
    changes = [(event.id, "key"), (event.id, "relied_on"), ("none", "key")]
    with pytest.raises(UnknownRecordError):
        _mark_together(book, changes)
    book.undo(CASE_ID)
    assert contents(book) == before


def _mark_together(book: Casebook, changes: list[tuple[str, str]]) -> None:
    with book.together():
        for event_id, mark in changes:
            book.change_event(CASE_ID, event_id, {mark: True})
