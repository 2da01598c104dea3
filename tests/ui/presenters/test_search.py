"""What a search says: where the words stand, as they stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from tests.desktop import prepared
from ui.presenters.search import load_search, wider


def found(week_book: Path, words: str):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        return load_search(book, prepared.CASE_ID, words)


def test_events_and_passages_that_hold_the_words_lead_to_their_places(week_book):
    result = found(week_book, "bruise")
    assert result.event_count == len(result.events) >= 1
    assert {hit.screen for hit in result.events} == {"chronology"}
    hit = result.passages[0]
    assert hit.screen == "sources"
    assert "bruise" in hit.title.casefold()
    assert hit.end - hit.start == len("bruise")


def test_nothing_found_is_an_empty_result(week_book):
    assert found(week_book, "zebra").passage_count == 0


def test_other_forms_of_a_word_are_found_after_the_word_itself(week_book):
    exact = found(week_book, '"bruise"')
    other = found(week_book, "bruised")
    assert [hit.key for hit in other.passages] == [hit.key for hit in exact.passages]
    assert other.passages[0].end - other.passages[0].start == len("bruise")


def test_a_word_with_a_star_leads_to_where_it_stands(week_book):
    hit = found(week_book, "bru*").passages[0]
    assert hit.start > 0
    assert hit.end - hit.start == len("bruise")


def test_an_event_says_whose_records_tell_of_it(week_book):
    hit = next(hit for hit in found(week_book, "dental").events)
    assert "children's social care, dental service" in hit.text.lower()


@pytest.mark.parametrize(
    ("typed", "sought"),
    [("bruise", "bruis*"), ("dirty kitchen", "dirty* kitchen*"), ("hit", "hit"),
     ('"cold flat"', '"cold flat"'), ("bru*", "bru*"), ("12/03/2021", "12/03/2021")],
)  # fmt: skip
def test_only_plain_long_words_are_widened(typed, sought):
    assert wider(typed) == sought


def test_an_event_that_was_taken_out_is_found_in_its_source_only(week_book):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        before = load_search(book, prepared.CASE_ID, "sofa")
        (hit,) = before.events
        book.remove_event(prepared.CASE_ID, hit.record_id, "Told twice")
        after = load_search(book, prepared.CASE_ID, "sofa")
    assert after.events == ()
    assert after.passages == before.passages
