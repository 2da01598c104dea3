"""One suggestion that names several things becomes several events; how each was confirmed stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    ChildWords,
    Citation,
    Concern,
    Event,
    Passage,
    Reason,
    SpellMark,
    Strength,
    Suggestion,
)
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from tests.chronology_app.casebooks import CASE_ID, FILE, TEXT, contents

OWEN = f"{FILE}-s2"


def split(book: Casebook, *parts: dict[str, object], suggestion: str = OWEN, **more: object):
    decision = {"id": suggestion, "do": "split", "fields": {"parts": list(parts)}, **more}
    (done,) = book.decide(CASE_ID, [decision])
    return done


def events(book: Casebook, ids) -> list[Event]:
    return [book.queries.record(Event, CASE_ID, event_id) for event_id in ids]


HUNGRY, SAID = {"quote": "Owen seen hungry"}, {"quote": "he said “I only had crisps”"}


def test_each_part_becomes_an_event_that_cites_its_own_words(book):
    before = contents(book)
    done = split(book, {**HUNGRY, "fact": "Owen was hungry."}, {**SAID, "kind": "child_words"})
    assert done.error is None
    made = events(book, done.event_ids)
    assert [e.fact for e in made] == ["Owen was hungry.", SAID["quote"]]
    assert [e.kind for e in made] == ["health_contact", "child_words"]
    assert {e.date.edtf for e in made} == {"2020-03-10"}
    quotes = [
        [w.citation.quote for a in book.queries.event_detail(CASE_ID, e.id).accounts
         for w in a.cited] for e in made
    ]  # fmt: skip
    assert quotes == [["Owen seen hungry"], [SAID["quote"]]]
    suggestion = book.queries.record(Suggestion, CASE_ID, OWEN)
    assert (suggestion.status, suggestion.event_id) == (SuggestionStatus.ACCEPTED, made[0].id)
    assert {e.suggestion_ids for e in made} == {(OWEN,)}
    after = contents(book)
    assert book.next_undo(CASE_ID) == "Made several events of one suggestion"
    book.undo(CASE_ID)
    assert contents(book) == before
    assert OWEN in {s.id for s in book.queries.suggestions(CASE_ID)}
    book.redo(CASE_ID)
    assert contents(book) == after
    assert book.verify().fine


def test_what_was_suggested_goes_to_the_part_that_has_its_words(book):
    suggestion = book.queries.record(Suggestion, CASE_ID, OWEN)

    reasons = (
        Reason(rule="type_nutritional", words="hungry"),
        Reason(rule="type_physical", words=""),
    )
    book.add_records(CASE_ID, [replace(
        suggestion, reasons=reasons, concern_types=("nutritional", "physical"))])  # fmt: skip
    done = split(book, SAID, HUNGRY)
    said, hungry = done.event_ids
    assert [(c.event_id, c.type) for c in book.queries.records(Concern, CASE_ID)] == [
        (hungry, "nutritional")
    ]
    assert [(w.event_id, w.words) for w in book.queries.records(ChildWords, CASE_ID)] == [
        (said, "I only had crisps")
    ]
    assert book.queries.records(Strength, CASE_ID) == ()


def test_a_part_may_say_everything_that_a_decision_may(book):
    concerns = [{"child": "Owen Hollins", "type": "physical", "weight": "high"}]
    spells = [{"kind": "service", "value": "Breakfast club", "edge": "starts"}]
    done = split(
        book, HUNGRY,
        {**SAID, "concerns": concerns, "date": "2020-03-09", "spells": spells,
         "strengths": [{"words": "He told.", "child": "Owen Hollins"}], "key": True},
    )  # fmt: skip
    assert done.error is None, done.error.params
    _, second = events(book, done.event_ids)
    assert (second.date.edtf, second.key) == ("2020-03-09", True)
    (concern,) = [c for c in book.queries.records(Concern, CASE_ID) if c.event_id == second.id]
    assert (concern.child_id, concern.type, concern.weight) == ("owen", "physical", "high")
    (strength,) = book.queries.records(Strength, CASE_ID)
    assert (strength.words, strength.child_id) == ("He told.", "owen")
    assert [m.value for m in book.queries.records(SpellMark, CASE_ID)] == ["Breakfast club"]


def test_a_place_may_be_given_in_characters(book):
    start = TEXT[2].index("Owen")
    done = split(book, {"quote": {"start": start, "end": start + 4}}, {**SAID})
    assert done.error is None
    quotes = {c.quote for c in book.queries.records(Citation, CASE_ID)}
    assert quotes == {"Owen", SAID["quote"]}


def test_words_are_looked_for_in_the_suggestion_first(book):
    done = split(book, {"quote": "Owen"}, {"quote": "Nia"}, suggestion=f"{FILE}-s2")
    assert done.error is None
    places = {c.quote: c.passage_id for c in book.queries.records(Citation, CASE_ID)}
    assert places == {"Owen": f"{FILE}-2", "Nia": f"{FILE}-0"}


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ([HUNGRY], BadValueError),
        ([], BadValueError),
        ([HUNGRY, {"fact": "No words."}], BadValueError),
        ([HUNGRY, {"quote": "Nothing of the kind"}], UnknownRecordError),
        ([HUNGRY, {"quote": {"start": 5, "end": 5}}], BadValueError),
        ([HUNGRY, {"quote": {"start": 0, "end": 9999}}], BadValueError),
        ([HUNGRY, {"quote": {"start": 0, "end": 3, "passage": 77}}], BadValueError),
        ([HUNGRY, {**SAID, "kind": "party"}], BadValueError),
        ([HUNGRY, {**SAID, "parts": []}], BadValueError),
        ([HUNGRY, {**SAID, "into": "x"}], BadValueError),
        ([HUNGRY, {**SAID, "concerns": [{"child": "Nia Hollins", "type": "physical"}]}],
         BadValueError),
    ],
)  # fmt: skip
def test_a_split_that_cannot_be_is_refused_and_changes_nothing(book, parts, error):
    before = contents(book)
    assert isinstance(split(book, *parts).error, error)
    assert contents(book) == before


def test_parts_belong_to_a_split_only(book):
    for decision in (
        {"id": OWEN, "do": "accept", "fields": {"parts": [HUNGRY, SAID]}},
        {"id": OWEN, "do": "split", "fields": {"parts": [HUNGRY, SAID], "key": True}},
        {"id": OWEN, "do": "split"},
    ):
        (done,) = book.decide(CASE_ID, [decision])
        assert isinstance(done.error, BadValueError)


def test_a_part_that_is_classed_keeps_its_passage_back(book):
    done = split(book, HUNGRY, {**SAID, "class": "third_party"})
    assert [e.record_class for e in events(book, done.event_ids)] == [
        RecordClass.ORDINARY, RecordClass.THIRD_PARTY,
    ]  # fmt: skip
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-2")
    assert passage.record_class == RecordClass.THIRD_PARTY


@pytest.mark.parametrize(
    ("decision", "how"),
    [
        ({"do": "accept"}, ""),
        ({"do": "accept", "how": "source_shown"}, "source_shown"),
        ({"do": "edit", "fields": {"fact": "Hungry."}}, "edited"),
        ({"do": "edit", "fields": {"fact": "Hungry."}, "how": "source_shown"}, "source_shown"),
        ({"do": "split", "fields": {"parts": [HUNGRY, SAID]}}, "edited"),
    ],
)
def test_how_an_event_was_confirmed_stays_with_it(book, decision, how):
    (done,) = book.decide(CASE_ID, [{"id": OWEN, **decision}])
    assert {e.confirmed_how for e in events(book, done.event_ids)} == {how}
    assert book.queries.record(Suggestion, CASE_ID, OWEN).decided_how == how
    assert book.queries.history(CASE_ID)[-1].params.get("how", "") == how


def test_suggestions_accepted_together_are_marked_so(book):
    rows = [{"id": f"{FILE}-s1", "do": "accept"},
            {"id": OWEN, "do": "accept", "how": "source_shown"},
            {"id": f"{FILE}-s3", "do": "edit", "fields": {"key": True}}]  # fmt: skip
    done = book.decide(CASE_ID, rows, bulk=True)
    made = events(book, [one.event_id for one in done])
    assert [e.confirmed_how for e in made] == ["batch", "source_shown", "edited"]


def test_words_made_an_event_by_hand_are_marked_so_and_merges_and_refusals_too(book):
    words = {"do": "add", "file": FILE, "quote": "Kitchen clean"}
    (added,) = book.decide(CASE_ID, [words])
    assert events(book, added.event_ids)[0].confirmed_how == "by_hand"
    rows = [{"id": OWEN, "do": "merge", "fields": {"into": added.event_id}, "how": "source_shown"},
            {"id": f"{FILE}-s1", "do": "reject", "how": "source_shown"}]  # fmt: skip
    assert all(one.error is None for one in book.decide(CASE_ID, rows))
    found = book.queries.by_ids(Suggestion, CASE_ID, [OWEN, f"{FILE}-s1"])
    assert {s.decided_how for s in found.values()} == {"source_shown"}


def test_what_nobody_read_is_accepted_unread_one_by_one_or_all(book):
    (done,) = book.decide(CASE_ID, [{"id": OWEN, "do": "accept", "how": "unread"}])
    book.accept_all(CASE_ID)
    made = book.queries.records(Event, CASE_ID)
    assert {(e.status, e.confirmed_how) for e in made} == {(EventStatus.ACCEPTED_UNREAD, "unread")}
    (bad,) = book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept", "how": "guessed"}])
    assert isinstance(bad.error, BadValueError)
