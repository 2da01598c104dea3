"""Phrases over the shipped ones: what can be read, and that new shipped phrases still arrive."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chronology_app import settings
from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.phrases import Phrase, check_words, checked, places, shipped_phrases
from chronology_app.settings import load_settings
from chronology_app.wording import say


def row(phrase: Phrase) -> SettingsRow:
    return SettingsRow(
        case_id="c", name=phrase.setting, value=json.dumps(phrase.value()), version=1,
        changed_by="Ruth Ames", changed_at=datetime(2024, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("a" * 301, "long"),
        (" ".join(["word"] * 21), "long"),
        ("cold [damp]", "sign"),
        (".. damp", "ends"),
        ("damp ..", "ends"),
        ("..", "ends"),
        ("a1 .. b1 .. c1 .. d1 .. e1", "gaps"),
        ("cold .. .. damp", "gaps"),
        ("cold..damp", "dots"),
        ("cold//damp", "choice"),
        ("/cold", "choice"),
        ("co*ld", "star"),
        ("*cold", "star"),
        ("cold - damp", "letters"),
        ("'cold", "first"),
        ("co*", "wide"),
        ("x", "short"),
    ],
)
def test_words_that_cannot_be_read_are_refused_with_the_reason(words, reason):
    with pytest.raises(BadValueError) as refused:
        check_words(words)
    assert refused.value.message_id == f"error.phrase.{reason}"
    assert say(refused.value.message_id, **refused.value.params)


def test_shipped_phrases_can_be_read_and_any_of_them_can_be_switched_off():
    refused = 0
    for phrase in shipped_phrases():
        assert not checked(replace(phrase, is_on=False)).is_on
        try:
            check_words(phrase.words)
        except BadValueError:
            refused += 1
    assert refused < len(shipped_phrases()) / 500


def test_a_phrase_is_tried_on_a_sentence():
    assert places("yard .. scrap", "The yard is full of scrap.") == [(4, 25)]
    assert places("hoard*", "He hoards bread, she hoarded crusts.") == [(3, 9), (21, 28)]
    assert places("yard", "The kitchen was clean.") == []


def test_an_example_must_hold_the_phrase_and_a_list_must_exist():
    good = Phrase(group="concern.physical", words="  full  of scrap ")
    assert checked(good).words == "full of scrap"
    for bad, reason in (
        (replace(good, example="The kitchen was clean."), "example"),
        (replace(good, group="concern.nothing"), "list"),
        (replace(good, strength="certain"), "strength"),
    ):
        with pytest.raises(BadValueError, match=reason):
            checked(bad)


def test_phrases_of_a_newer_program_reach_a_casebook_that_has_its_own(monkeypatch):
    own = Phrase(group="concern.physical", words="full of scrap", strength="strong")
    off = Phrase(group="concern.physical", words="filthy", is_on=False)
    rows = [row(own), row(off)]
    newer = json.loads(json.dumps(settings._shipped(), default=str))
    newer["lexicon"]["concern"]["physical"]["plain"].append("smeared with soot")
    monkeypatch.setattr(settings, "_shipped", lambda: newer)
    lexicon = Lexicon.of(load_settings(rows=rows).get("lexicon"))
    assert lexicon.find("The wall was smeared with soot.")
    assert lexicon.find("The hall is full of scrap.")
    assert not [h for h in lexicon.find("It was filthy.") if h.group.startswith("concern.")]
    assert "filthy" in newer["lexicon"]["concern"]["physical"]["strong"]


def test_an_authority_file_may_lay_single_phrases_too(tmp_path):
    file = tmp_path / "authority.toml"
    file.write_text(
        '[phrases.scrap]\nlist = "concern.physical"\nwords = "full of scrap"\nstrength = "weak"\n',
        encoding="utf-8",
    )
    lists = load_settings(file).get("lexicon.concern.physical")
    assert lists["weak"][-1] == "full of scrap"
    assert "filthy" in lists["strong"]


@pytest.mark.parametrize(
    "value",
    ["3", '"words"', '{"words": "scrap", "strength": "weak"}',
     '{"list": "concern.physical.strong", "words": "scrap", "strength": "weak"}',
     '{"list": "concern.physical", "words": "scrap", "strength": "certain"}',
     '{"list": "concern.physical", "words": 3, "strength": "weak"}'],
)  # fmt: skip
def test_a_row_that_is_no_phrase_is_refused(value):
    broken = replace(row(Phrase(group="concern.physical", words="scrap")), value=value)
    with pytest.raises(BadValueError, match="settings_row"):
        load_settings(rows=[broken])
