"""The library of research notes: sound in itself, chosen by age and type, old ones flagged."""

from __future__ import annotations

import re
from datetime import date

import pytest

from chronology_app.analysis.research import (
    age_band,
    checked_words,
    find_notes,
    library,
    next_own_code,
    note_words,
)
from chronology_app.model import Person, ResearchNote
from chronology_app.model.codes import ConcernType, Need
from chronology_app.wording import has
from tests.factories import day, make

ON = date(2026, 11, 23)


def test_every_note_is_whole_in_both_languages_and_names_its_source():
    english, welsh = library(), library("cy")
    assert 12 <= len(english) <= 24
    assert [n.code for n in english] == [n.code for n in welsh]
    for note, other in zip(english, welsh, strict=True):
        assert note.words
        assert note.words != other.words
        assert note.limits
        assert re.search(r"\(\d{4}|newest work", note.reference), note.code
        assert 1950 < note.year <= ON.year
        assert has(f"study.{note.study}"), note.study
        assert set(note.ages) <= {"infancy", "primary", "adolescence"}
        assert set(note.needs) <= set(Need)
        assert set(note.types) <= set(ConcernType)


def test_no_note_speaks_of_a_brain_or_foretells_one_child():
    for note in library():
        words = f"{note.words} {note.limits}".casefold()
        assert "brain" not in words
        assert "will be" not in note.words


@pytest.mark.parametrize(
    ("born", "band"),
    [("2025-11-24", "infancy"), ("2022-11-24", "infancy"), ("2022-11-23", "primary"),
     ("2015-11-24", "primary"), ("2015-11-23", "adolescence"), ("2027-01-01", "infancy"),
     (None, "")],
)  # fmt: skip
def test_a_childs_age_band_changes_on_the_birthday(born, band):
    child = make(Person, born=day(born) if born else None)
    assert age_band(child, ON) == band


def test_notes_are_chosen_by_age_type_and_need_the_nearest_first():
    notes = library()
    found = find_notes(notes, age="primary", types=["nutritional"], need="education")
    assert found[0].code == "primary_learning"
    assert all(not n.ages or "primary" in n.ages for n in found)
    assert "adolescence_school" not in {n.code for n in found}
    assert set(find_notes(notes)) == set(notes)


def test_a_note_is_old_after_ten_years_on_the_documents_day_and_says_so():
    note = next(n for n in library() if n.code == "children_food_alone")
    assert not note.is_old(date(2025, 12, 31))
    assert note.is_old(date(2026, 1, 1))
    assert "more than 10 years ago" in note_words(note, ON)
    assert "years ago" not in note_words(note, date(2020, 1, 1))


def test_a_printed_note_names_reference_kind_and_limits():
    note = next(n for n in library() if n.code == "adult_depression")
    words = note_words(note, ON)
    for part in (note.reference.rstrip("."), "people looking back", "no men"):
        assert part in words


def test_own_notes_come_last_and_a_shipped_one_can_be_checked_again():
    own = [
        make(ResearchNote, id="a", code="own.10", words="Ten."),
        make(ResearchNote, id="b", code="own.2", words="Two."),
        make(ResearchNote, id="c", code="primary_peers", words="Reworded.", year=2020,
             checked_by="Ruth Ames", checked_on=day("2026-05-01")),
    ]  # fmt: skip
    notes = library("en", own)
    assert [n.code for n in notes[-2:]] == ["own.2", "own.10"]
    peers = next(n for n in notes if n.code == "primary_peers")
    assert (peers.words, peers.ages) == ("Reworded.", ("primary",))
    assert checked_words(peers) == "Checked by Ruth Ames, 1 May 2026"
    assert "Nobody has checked" in checked_words(notes[-1])
    assert next_own_code(own) == "own.11"
    assert next_own_code([]) == "own.1"
