"""What came after a signature: added, changed and removed events; reviews due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chronology_app.analysis.sign_offs import SignOffs, build_sign_offs, build_since
from chronology_app.casefile import Casebook
from chronology_app.model import Concern, Event, Person, ProtectedDetail, SignOff
from chronology_app.model.codes import EventStatus, ProtectedKind, RecordClass
from tests.chronology_app.casebooks import CASE_ID, FILE

ON = date(2024, 1, 2)


def states(book: Casebook, today: date = ON) -> SignOffs:
    return build_sign_offs(book.queries.view(CASE_ID), book.queries.history(CASE_ID), today)


def accept(book: Casebook, number: int) -> str:
    (done,) = book.decide(CASE_ID, [{"id": f"{FILE}-s{number}", "do": "accept"}])
    assert done.event_id is not None
    return done.event_id


def change(book: Casebook, event_id: str, **fields: object) -> None:
    event = book.queries.record(Event, CASE_ID, event_id)
    book.add_records(CASE_ID, [replace(event, **fields)])


def test_a_signature_stands_until_something_is_done(book):
    accept(book, 1)
    book.sign_off(CASE_ID, "prepared", "Ruth Ames")
    book.save_view(CASE_ID, "chronology", "School", "{}")
    (state,) = states(book).states
    assert state.stands
    assert state.sentence() == "Nothing in the chronology has changed since."
    assert state.sign_off.event_count == 1


def test_what_came_after_is_told_by_event(book):
    kept, gone = accept(book, 1), accept(book, 2)
    book.sign_off(CASE_ID, "manager", "Huw Pyle")
    added = accept(book, 3)
    change(book, added, key=True)
    change(book, kept, fact="Nia was not brought.")
    change(book, gone, status=EventStatus.REMOVED)
    (state,) = states(book).states
    assert (state.added, state.changed, state.removed) == ((added,), (kept,), (gone,))
    assert "added: 1, changed: 1, removed: 1" in state.sentence()
    assert not state.stands


def test_a_record_beside_an_event_changes_it_too(book):
    event_id = accept(book, 1)
    book.sign_off(CASE_ID, "manager", "Huw Pyle")
    (concern,) = book.queries.records(Concern, CASE_ID)
    book.add_records(CASE_ID, [replace(concern, weight="high")])
    assert states(book).states[0].changed == (event_id,)


def test_a_record_that_is_gone_is_counted_although_its_event_is_not_known(book):
    accept(book, 1)
    book.sign_off(CASE_ID, "manager", "Huw Pyle")
    book.remove_records(CASE_ID, book.queries.records(Concern, CASE_ID))
    (state,) = states(book).states
    assert (state.changed, state.unplaced, state.stands) == ((), 1, False)


def test_an_event_added_and_taken_back_is_neither_added_nor_removed(book):
    book.sign_off(CASE_ID, "prepared", "Ruth Ames")
    accept(book, 1)
    book.undo(CASE_ID)
    (state,) = states(book).states
    assert (state.added, state.removed) == ((), ())


def test_a_review_is_due_until_somebody_signs_again(book):
    book.sign_off(CASE_ID, "manager", "Huw Pyle", review_on=date(2024, 2, 1))
    book.sign_off(CASE_ID, "legal", "Ann Rees", review_on=date(2024, 3, 1))
    assert states(book).next_review == date(2024, 2, 1)
    late = states(book, date(2024, 2, 2))
    assert [s.sign_off.name for s in late.overdue] == ["Huw Pyle"]
    assert late.next_review == date(2024, 3, 1)
    book.sign_off(CASE_ID, "manager", "Huw Pyle", review_on=date(2024, 4, 1))
    assert states(book, date(2024, 2, 2)).overdue == ()


def test_a_signature_from_elsewhere_is_not_compared_with_this_log(book):
    elsewhere = SignOff(kind="legal", name="Ann Rees", signed_at=book._clock(), head="2:00")
    book.load(CASE_ID, [elsewhere])
    (state,) = states(book).states
    assert not state.known
    assert "another casebook" in state.sentence()
    assert not state.stands


def test_what_changed_beside_the_events_is_told(book):
    accept(book, 1)
    book.sign_off(CASE_ID, "legal", "Huw Pyle")
    (person, *_) = book.queries.records(Person, CASE_ID)
    book.add_records(CASE_ID, [replace(person, name="Nia Hollins-Rees")])
    book.add_records(CASE_ID, [
        ProtectedDetail(case_id=CASE_ID, kind=ProtectedKind.ADDRESS, value="3 Quarry Bank")
    ])  # fmt: skip
    (state,) = states(book).states
    assert state.beside == ("family", "protected")
    assert not state.stands
    assert state.sentence() == (
        "Also changed since: the family’s details, what is protected or let out."
    )


def test_a_new_source_changes_nothing_but_a_new_class_of_one_does(book):
    accept(book, 1)
    count = len(book.queries.history(CASE_ID))
    (source,) = book.queries.sources(CASE_ID)
    book.add_records(CASE_ID, [replace(source, record_class=RecordClass.LEGAL_ADVICE)])
    (since,) = build_since(book.queries.view(CASE_ID), book.queries.history(CASE_ID), [count])
    assert since.beside == ("sources",)
    history = book.queries.history(CASE_ID)[:count]
    before = next(entry.number for entry in history if entry.command == "start_import")
    (since,) = build_since(book.queries.view(CASE_ID), history, [before])
    assert since.new_sources
    assert since.beside == ()
