"""What a search says: where the words stand, as they stand there."""

from __future__ import annotations

from pathlib import Path

from chronology_app.casefile import Casebook
from tests.desktop import prepared
from ui.presenters.search import load_search


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
