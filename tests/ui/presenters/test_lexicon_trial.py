"""What a trial of phrases found, sentence by sentence, and what came of reading again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.model import Source, SuggestedSpell, Suggestion
from tests.chronology_app.reading.test_phrases import row
from tests.factories import make
from tests.ui.jobs.test_reading_settings import OWN_WORDS, read
from ui.jobs.reading import SHIPPED, ReadBy
from ui.jobs.trying import COMPARED, Difference, Taken
from ui.presenters.lexicon_trial import KINDS, build_trial, taken_words, value_words


@pytest.fixture
def found() -> Suggestion:
    return read(ReadBy((row(OWN_WORDS),))).suggestions[0]


def test_what_would_appear_change_and_go_is_counted_and_stands_in_this_order(found):
    other = replace(found, concern_types=(), kind="visit", date=FuzzyDate.parse("2021-06"))
    given = [
        Difference("s1", found, None), Difference("s1", other, found), Difference("s1", None, found)
    ]  # fmt: skip
    trial = build_trial(given, {"s1": make(Source, id="s1", citation_title="School log")})
    assert [line.kind for line in trial.lines] == list(KINDS)
    changed = trial.of_kind("changes")[0]
    assert "none → physical" in changed.detail
    assert "School log" in changed.detail
    assert changed.words == found.fact
    assert found.spans[0].quote.startswith(changed.words[:10])
    assert trial.summary.count("·") == 2


def test_no_difference_is_said_too():
    assert build_trial([], {}).summary.startswith("Nothing would change")


def test_every_compared_field_is_said_in_words(found):
    spell = SuggestedSpell(kind="level_of_help", value="child_in_need", edge="starts")
    full = replace(found, spells=(spell,), strength=True, needs={"Nia": ("health",)}, date=None)
    for name in COMPARED:
        for one in (full, replace(found, children=())):
            words = value_words(one, name)
            assert words
            assert "_" not in words


def test_a_suggestion_of_the_shipped_words_alone_stays_as_it_is(found):
    assert "physical" in found.concern_types
    assert all(s.id != found.id or s != found for s in read(SHIPPED).suggestions)


def test_what_came_of_reading_again_is_counted():
    told = taken_words(Taken(files=3, added=1, renewed=2, gone=1, kept=4))
    assert all(part in told for part in ("3 files", "One new", "2 that wait", "4 were left"))
    assert "Nothing new" in taken_words(Taken(files=1))
