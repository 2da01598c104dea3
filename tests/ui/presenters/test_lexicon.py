"""The lists of phrases and the draft over them, as the screen shows them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chronology_app.errors import BadValueError
from chronology_app.reading.phrases import Phrase, list_of, shipped_lists
from chronology_app.wording import has
from tests.chronology_app.reading.test_phrases import row
from ui.presenters import lexicon as presenter
from ui.presenters.lexicon import Words, build_words
from ui.presenters.lexicon_terms import build_years, typed_of, year_of

OWN = Phrase(
    group="concern.physical", words="yard .. scrap", strength="weak",
    example="The yard is full of scrap.",
)  # fmt: skip
LIST = "concern.physical"


def held(*phrases: Phrase, case_id: str = "c") -> Words:
    return build_words(case_id, [row(phrase) for phrase in phrases])


def one_of(words: Words, draft, text: str):
    return next(one for one in presenter.phrases_of(words, draft, LIST) if one.phrase.words == text)


def test_lists_stand_under_plain_headings_with_their_counts():
    lines = presenter.list_lines(held(OWN), {})
    names = [line.name for line in lines]
    assert names[0].startswith("concern.")
    assert set(names) == {list_of(name) for name in shipped_lists()}
    physical = next(line for line in lines if line.name == LIST)
    assert physical.own == 1
    before = next(line for line in presenter.list_lines(Words(), {}) if line.name == LIST)
    assert physical.count == before.count + 1
    assert physical.words == "Physical"


def test_every_shipped_list_has_a_name_in_words():
    for line in presenter.list_lines(Words(), {}):
        assert "." not in line.words
        assert "_" not in line.words
        assert has(f"lexicon.heading.{line.heading}")


def test_own_phrases_come_first_and_say_who_added_them():
    found = presenter.phrases_of(held(OWN), {}, LIST)
    assert found[0].phrase == OWN
    detail = presenter.phrase_detail(found[0])
    assert "Ruth Ames" in detail
    assert "full of scrap" in detail
    assert "weak" in detail


def test_the_filter_finds_a_phrase_by_its_words_or_example():
    words = held(OWN)
    assert presenter.phrases_of(words, {}, LIST, "scrap full")[0].phrase == OWN
    assert all("filthy" in p.phrase.words for p in presenter.phrases_of(words, {}, LIST, "filthy"))


def test_all_lists_are_searched_at_once_and_each_phrase_says_its_list():
    found = presenter.phrases_of(Words(), {}, presenter.ALL, "breakfast")
    assert len({one.phrase.group for one in found}) > 1
    assert all(
        presenter.phrase_detail(one, with_list=True).startswith(
            presenter.list_words(list_of(one.phrase.group))
        )
        for one in found
    )


def test_a_draft_adds_changes_switches_and_forgets_what_says_nothing_new():
    words = Words()
    draft = presenter.with_phrase(words, {}, OWN)
    assert one_of(words, draft, OWN.words).is_draft
    other = replace(OWN, words="full of scrap")
    draft = presenter.with_phrase(words, draft, other, OWN.key)
    assert [phrase.words for phrase in draft.values()] == ["full of scrap"]
    draft = presenter.removed(words, draft, other.key)
    assert draft == {}
    filthy = one_of(words, {}, "filthy")
    draft = presenter.switched(words, {}, filthy)
    assert not one_of(words, draft, "filthy").phrase.is_on
    assert presenter.switched(words, draft, one_of(words, draft, "filthy")) == {}


def test_what_is_kept_is_changed_and_taken_back_by_a_draft():
    words = held(OWN)
    stronger = replace(OWN, strength="strong")
    draft = presenter.with_phrase(words, {}, stronger, OWN.key)
    assert one_of(words, draft, OWN.words).phrase.strength == "strong"
    assert presenter.with_phrase(words, draft, OWN, OWN.key) == {}
    gone = presenter.removed(words, {}, OWN.key)
    assert gone == {OWN.key: None}
    assert OWN.words not in [p.phrase.words for p in presenter.phrases_of(words, gone, LIST)]
    names = [one.name for one in presenter.rows_with(words, gone, "c")]
    assert names == []
    moved = presenter.with_phrase(words, {}, replace(OWN, group="concern.supervision"), OWN.key)
    assert moved[OWN.key] is None
    assert len(presenter.rows_with(words, moved, "c")) == 1


def test_a_phrase_of_another_case_is_switched_off_here_and_not_taken_away():
    words = held(replace(OWN, everywhere=True), case_id="another")
    assert presenter.removed(words, {}, OWN.key) == {}
    draft = presenter.switched(words, {}, one_of(words, {}, OWN.words))
    assert not one_of(words, draft, OWN.words).phrase.is_on


def test_a_phrase_of_a_list_that_is_no_more_can_still_be_seen_and_taken_away():
    old = Phrase(group="concern.weather", words="hail")
    words = held(old)
    line = next(one for one in presenter.list_lines(words, {}) if one.name == "concern.weather")
    assert line.count == 1
    assert presenter.phrases_of(words, {}, line.name)[0].phrase == old
    assert presenter.removed(words, {}, old.key) == {old.key: None}


def test_the_same_phrase_a_second_time_is_refused():
    with pytest.raises(BadValueError, match=r"phrase\.there"):
        presenter.with_phrase(held(OWN), {}, OWN)
    with pytest.raises(BadValueError, match=r"phrase\.there"):
        presenter.with_phrase(Words(), {}, Phrase(group=LIST, words="filthy"))


@pytest.mark.parametrize(
    ("words", "sentence", "tone"),
    [
        ("yard .. scrap", "The yard is full of scrap.", "done"),
        ("yard .. scrap", "The hall is clean.", "should"),
        ("yard .. scrap", "", "know"),
        ("yard ..", "The yard is full of scrap.", "should"),
    ],
)
def test_while_one_types_it_is_said_whether_the_phrase_is_found(words, sentence, tone):
    found = presenter.tried_words(words, sentence)
    assert found[0] == tone
    assert found[1]


def test_a_school_year_is_typed_shown_and_typed_again():
    typed = {
        "autumn": {"first": "3/9/2019", "last": "20 December 2019",
                   "half_first": "28/10/2019", "half_last": "01/11/2019"},
    }  # fmt: skip
    year = year_of("2019-20", "The council's list", typed)
    shown = typed_of(year)
    assert shown["autumn"]["first"] == "03/09/2019"
    assert year_of("2019-20", "The council's list", shown) == year
    kept = replace(row(OWN), name=year.setting, value=json.dumps(year.value()))
    (line,) = build_years([kept, row(OWN)], "c")
    assert "28 October 2019" in line.detail
    assert line.is_here


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({}, "no_terms"),
        ({"autumn": {"first": "3/9/2019"}}, "term_days"),
        ({"autumn": {"first": "autumn", "last": "20/12/2019"}}, "term_day"),
        ({"autumn": {"first": "3/9/2019", "last": "20/12/2018"}}, "order"),
    ],
)
def test_a_school_year_that_cannot_be_read_is_refused_with_the_reason(typed, reason):
    with pytest.raises(BadValueError, match=reason):
        year_of("2019-20", "The council's list", typed)
