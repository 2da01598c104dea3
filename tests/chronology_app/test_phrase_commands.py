"""Phrases over the shipped ones, school terms, and what a new reading gives: kept and undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Case, SettingsRow, Suggestion
from chronology_app.model.codes import SuggestionStatus
from chronology_app.reading.dates import SchoolTerms, SchoolYear
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.phrases import Phrase
from chronology_app.settings import load_settings
from tests.chronology_app.casebooks import CASE_ID, FILE
from tests.chronology_app.commands_undone import assert_undoable

NEW = Phrase(
    group="concern.physical", words="yard .. full of/with scrap", strength="strong",
    example="The yard was again full of scrap.",
)  # fmt: skip


def found(book, text: str, case_id: str = CASE_ID) -> set[tuple[str, float]]:
    lexicon = Lexicon.of(load_settings(rows=book.queries.settings_rows(case_id)).get("lexicon"))
    return {(hit.group, hit.weight) for hit in lexicon.find(text)}


def test_a_phrase_is_added_changed_and_removed_and_each_is_undone(book):
    text = "The yard was again full of scrap."
    assert_undoable(book, lambda: book.add_phrase(CASE_ID, NEW))
    assert ("concern.physical", 3.0) in found(book, text)
    weaker = replace(NEW, strength="weak")
    assert_undoable(book, lambda: book.change_phrase(CASE_ID, NEW.key, weaker))
    assert ("concern.physical", 1.0) in found(book, text)
    other = replace(NEW, words="scrap", example="")
    assert_undoable(book, lambda: book.change_phrase(CASE_ID, NEW.key, other))
    assert len(book.queries.records(SettingsRow, CASE_ID)) == 1
    assert_undoable(book, lambda: book.remove_phrase(CASE_ID, other.key))
    assert book.queries.records(SettingsRow, CASE_ID) == ()


def test_a_row_says_who_changed_what_and_when(book):
    book.add_phrase(CASE_ID, NEW, by="Huw Pyle")
    (row,) = book.queries.records(SettingsRow, CASE_ID)
    assert (row.name, row.changed_by) == (NEW.setting, "Huw Pyle")
    assert Phrase.of(json.loads(row.value)) == NEW
    assert row.changed_at


def test_a_shipped_phrase_is_switched_off_and_on_again_without_a_copy_of_its_list(book):
    assert ("concern.physical", 3.0) in found(book, "It was filthy.")
    off = Phrase(group="concern.physical", words="filthy", strength="strong", is_on=False)
    assert_undoable(book, lambda: book.switch_phrase(CASE_ID, off))
    assert ("concern.physical", 3.0) not in found(book, "It was filthy.")
    assert len(book.queries.records(SettingsRow, CASE_ID)[0].value) < 200
    assert_undoable(book, lambda: book.switch_phrase(CASE_ID, replace(off, is_on=True)))
    assert ("concern.physical", 3.0) in found(book, "It was filthy.")


def test_several_changes_are_one_step_and_nothing_is_refused_as_nothing(book):
    off = Phrase(group="concern.physical", words="filthy", is_on=False)
    assert_undoable(book, lambda: book.keep_phrases(CASE_ID, [NEW, off]))
    assert_undoable(book, lambda: book.keep_phrases(CASE_ID, [], [NEW.key, off.key]))
    with pytest.raises(BadValueError, match="nothing"):
        book.keep_phrases(CASE_ID)


def test_what_is_there_already_or_nowhere_is_refused(book):
    book.add_phrase(CASE_ID, NEW)
    with pytest.raises(BadValueError, match=r"phrase\.there"):
        book.add_phrase(CASE_ID, NEW)
    with pytest.raises(UnknownRecordError):
        book.remove_phrase(CASE_ID, "nothing")
    with pytest.raises(UnknownRecordError):
        book.change_phrase(CASE_ID, "nothing", NEW)


def test_a_phrase_kept_for_every_case_holds_in_the_others_until_they_say_otherwise(book):
    book.add_case(Case(id="marlow", reference="REF2", title="Marlow family"))
    text = "The yard was full of scrap."
    book.add_phrase(CASE_ID, NEW)
    assert found(book, text, "marlow") == set()
    shared = replace(NEW, everywhere=True)
    book.change_phrase(CASE_ID, NEW.key, shared)
    assert found(book, text, "marlow") == {("concern.physical", 3.0)}
    book.switch_phrase("marlow", replace(NEW, is_on=False))
    assert found(book, text, "marlow") == set()
    assert found(book, text) == {("concern.physical", 3.0)}


def test_the_terms_of_a_school_year_are_kept_and_taken_away(book):
    autumn = {"first": "2019-09-03", "last": "2019-12-20"}
    year = SchoolYear.of("2019-20", {"source": "The council's list", "autumn": autumn})
    assert_undoable(book, lambda: book.set_school_year(CASE_ID, year))
    book.set_school_year(CASE_ID, year, everywhere=True)
    settings = load_settings(rows=book.queries.settings_rows(CASE_ID))
    assert SchoolTerms.of_settings(settings).term("autumn", 2019).last == date(2019, 12, 20)
    assert_undoable(book, lambda: book.remove_school_year(CASE_ID, "2019-20"))
    with pytest.raises(UnknownRecordError):
        book.remove_school_year(CASE_ID, "2019-20")


def test_a_new_reading_adds_and_brings_up_to_date_and_leaves_decisions_alone(book):
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "reject", "reason": "Not ours."}])
    old = {s.id: s for s in book.queries.suggestions(CASE_ID, None)}
    news = [
        replace(old[f"{FILE}-s1"], status=SuggestionStatus.WAITING, kind="meeting"),
        replace(old[f"{FILE}-s2"], concern_types=("physical",)),
        replace(old[f"{FILE}-s2"], id="new"),
    ]
    gone = [f"{FILE}-s1", f"{FILE}-s3", "unknown"]
    assert_undoable(book, lambda: book.take_new_reading(CASE_ID, news, gone))
    now = {s.id: s for s in book.queries.records(Suggestion, CASE_ID)}
    assert now[f"{FILE}-s1"].status == SuggestionStatus.REJECTED
    assert now[f"{FILE}-s1"].kind == old[f"{FILE}-s1"].kind
    assert now[f"{FILE}-s2"].concern_types == ("physical",)
    assert "new" in now
    assert f"{FILE}-s3" not in now
