"""What a person says of a source, and events made of chosen words in it: done, undone, redone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Event, Finding, Passage, Source
from chronology_app.model.codes import ConfirmedHow, RecordClass
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable


def source_of(book: Casebook) -> Source:
    return book.queries.sources(CASE_ID)[0]


def passages_of(book: Casebook) -> tuple[Passage, ...]:
    return book.queries.passages(CASE_ID, source_of(book).id)


def change(book: Casebook, **changes: object) -> Callable[[], object]:
    return lambda: book.change_source(CASE_ID, source_of(book).id, changes)


def test_title_agency_and_dates_are_changed_and_changed_back(book: Casebook) -> None:
    received = FuzzyDate.parse("2021-06", "June 2021")
    assert_undoable(
        book,
        change(book, citation_title=" Health record ", agency="gp", received=received,
               document_date=None, sensitivity="restricted"),
    )  # fmt: skip
    now = source_of(book)
    assert (now.citation_title, now.agency, now.received) == ("Health record", "gp", received)
    assert (now.document_date, now.sensitivity) == (None, "restricted")


def test_another_class_needs_a_reason_and_goes_for_the_passages(book: Casebook) -> None:
    with pytest.raises(BadValueError, match="source_class_reason"):
        change(book, **{"class": "legal_advice", "class_reason": " "})()
    assert_undoable(
        book, change(book, **{"class": "legal_advice", "class_reason": "Counsel's note"})
    )
    assert source_of(book).record_class == RecordClass.LEGAL_ADVICE
    assert {p.record_class for p in passages_of(book)} == {RecordClass.LEGAL_ADVICE}
    (why,) = book.queries.records(Finding, CASE_ID)
    assert (why.reason, why.decision, why.by) == ("Counsel's note", "class_changed", book.by)


def test_what_a_classed_event_rests_on_stays_kept_back(book: Casebook) -> None:
    book.change_source(
        CASE_ID, source_of(book).id, {"class": "third_party", "class_reason": "Other child"}
    )
    held = passages_of(book)[1]
    book.add_event(CASE_ID, [(held.id, 0, len(held.text))], {"fact": "x", "class": "third_party"})
    change(book, **{"class": "ordinary", "class_reason": "Checked"})()
    classes = {p.id: p.record_class for p in passages_of(book)}
    assert classes.pop(held.id) == RecordClass.THIRD_PARTY
    assert set(classes.values()) == {RecordClass.ORDINARY}
    assert book.verify().fine


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "x"}, {"agency": "bakery"}, {"class": "secret", "class_reason": "x"},
     {"received": "yesterday"}, {"citation_title": "  "}],
)  # fmt: skip
def test_what_cannot_be_said_of_a_source_changes_nothing(
    book: Casebook, changes: dict[str, object]
) -> None:
    before = source_of(book)
    with pytest.raises(BadValueError):
        book.change_source(CASE_ID, before.id, changes)
    assert source_of(book) == before


def test_an_event_is_made_of_the_very_words_that_were_chosen(book: Casebook) -> None:
    passages = passages_of(book)
    words = [(passages[1].id, 11, 14), (passages[3].id, 0, 10)]
    fields = {"fact": "Nia was not brought", "children": ["Nia Hollins"], "kind": "observation"}
    assert_undoable(book, lambda: book.add_event(CASE_ID, words, fields))
    (event,) = book.queries.records(Event, CASE_ID)
    assert event.confirmed_how == ConfirmedHow.BY_HAND
    (citing,) = book.queries.events_citing(CASE_ID, source_of(book).id)
    assert (citing.event_id, citing.fact) == (event.id, "Nia was not brought")
    assert citing.words == tuple(words)


def test_adding_an_event_releases_no_passage(book: Casebook) -> None:
    change(book, **{"class": "public_interest", "class_reason": "Guarded"})()
    passage = passages_of(book)[1]
    book.add_event(CASE_ID, [(passage.id, 0, 5)], {"fact": "x", "class": "ordinary"})
    assert passages_of(book)[1].record_class == RecordClass.PUBLIC_INTEREST


def test_words_that_are_none_are_refused(book: Casebook) -> None:
    passage = passages_of(book)[0]
    for words in ([], [(passage.id, 3, 3)], [(passage.id, 0, 10_000)], [(passage.id, -1, 4)]):
        with pytest.raises(BadValueError):
            book.add_event(CASE_ID, words, {"fact": "x"})
    with pytest.raises(UnknownRecordError):
        book.add_event(CASE_ID, [("gone", 0, 1)], {"fact": "x"})
    assert book.queries.events_citing(CASE_ID, source_of(book).id) == ()


def test_a_removed_event_cites_nothing_any_more(book: Casebook) -> None:
    passage = passages_of(book)[1]
    book.add_event(CASE_ID, [(passage.id, 0, 5)], {"fact": "x"})
    (event,) = book.queries.records(Event, CASE_ID)
    book.remove_event(CASE_ID, event.id, "Twice")
    assert book.queries.events_citing(CASE_ID, source_of(book).id) == ()
