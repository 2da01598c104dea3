"""The phrase lists: every entry compiles, and phrases match as the file says they do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import resources
from chronology_app.errors import BadValueError
from chronology_app.model.codes import AgencyCode, ConcernType, Kind, Level, Need
from chronology_app.reading.lexicon import Lexicon, is_negated, shipped_lexicon

SHIPPED = tomllib.loads(resources.path("lexicon.toml").read_text(encoding="utf-8"))


def lists(values: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each list's name and each of its phrases."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from lists(value, f"{name}.{key}".strip("."))
        else:
            yield from ((name, phrase) for phrase in value)


def plain_form(phrase: str) -> str:
    """Return the simplest text that a phrase stands for."""
    slots = [slot for slot in phrase.split() if slot != ".."]
    return " ".join(_first_word(slot) for slot in slots)


def _first_word(slot: str) -> str:
    words = slot.split("/")
    return slot if all(len(word) == 1 for word in words) else words[0].rstrip("*")


def test_every_phrase_finds_its_own_plain_form() -> None:
    # Without the harmless phrases, which take the meaning from what they overlap.
    told = {name: values for name, values in SHIPPED.items() if not name.startswith("ignore")}
    lexicon = Lexicon.of(told)
    missed = []
    for name, phrase in lists(told):
        text = f"It was noted: {plain_form(phrase)}, then."
        groups = {hit.group for hit in lexicon.find(text)}
        if name.removeprefix("cy.") not in groups:
            missed.append((name, phrase))
    assert missed == []


def test_harmless_phrases_hide_the_words_of_concern_in_them() -> None:
    values = {
        "concern": {"supervision": {"strong": ["alone"]}},
        "ignore": {"strong": ["seen alone"]},
    }
    lexicon = Lexicon.of(values)
    assert lexicon.find("Owen was seen alone.") == []
    assert len(lexicon.find("Owen was left alone.")) == 1


def test_the_name_of_a_ward_is_no_service() -> None:
    def agencies(text: str) -> set[str]:
        hits = shipped_lexicon().find(text)
        return {hit.group for hit in hits if hit.group.startswith("agency.")}

    assert agencies("Rang the surgery.") == {"agency.gp"}
    assert agencies("Seen on paediatric surgery.") == set()


def test_lists_of_codes_name_only_codes_that_exist() -> None:
    codes = {
        "concern": set(ConcernType), "kind": set(Kind), "agency": set(AgencyCode),
        "need": set(Need), "level_starts": set(Level), "level_ends": set(Level),
    }  # fmt: skip
    for family, known in codes.items():
        assert set(SHIPPED[family]) <= {str(code) for code in known}, family


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("not brought", "Owen was not brought to clinic.", True),
        ("not brought", "Owen was brought to clinic.", False),
        ("take .. hospital", "She was taken straight to the hospital.", False),
        ("taken .. hospital", "She was taken straight to the hospital.", True),
        ("taken .. hospital", "She was taken home. The hospital rang.", False),
        ("late/absent again", "Absent again today.", True),
        ("photocopi*", "Red book photocopied.", True),
        ("GP", "Seen by GP.", True),
        ("GP", "gp120 protein", False),
        ("visit", "three visits", True),
        ("mum's partner", "mum’s partner shouted", True),
        ("core group", "core-group held", True),
    ],
)
def test_the_phrase_language(phrase: str, text: str, found: bool) -> None:
    lexicon = Lexicon.of({"x": {"strong": [phrase]}})
    assert bool(lexicon.find(text)) is found


def test_the_longest_phrase_of_a_list_wins() -> None:
    lexicon = Lexicon.of({"x": {"strong": ["core group"], "weak": ["core group cancelled"]}})
    [hit] = lexicon.find("The core group cancelled.")
    assert hit.words == "core group cancelled"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The home was not dirty.", True),
        ("The home was not at all dirty.", True),
        ("No food, but the home was dirty.", False),
        ("The home was dirty.", False),
        ("She denies being dirty.", True),
    ],
)
def test_a_negation_reaches_only_as_far_as_its_clause(text: str, negated: bool) -> None:
    [hit] = Lexicon.of({"x": {"strong": ["dirty"]}}).find(text)
    assert is_negated(text, hit) is negated


@pytest.mark.parametrize("values", [{"x": {"strong": [".. gap first"]}}, {"x": {"loud": ["a"]}}])
def test_a_phrase_list_that_cannot_be_read_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BadValueError):
        Lexicon.of(values)


def test_letters_with_a_stroke_between_are_one_word() -> None:
    lexicon = Lexicon.of({"agency": {"midwifery": {"strong": ["community m/w", "A/L"]}}})
    assert [h.words for h in lexicon.find("seen by the community m/w")] == ["community m/w"]
    assert lexicon.find("a man said") == []


def test_words_that_only_sound_like_praise_are_none() -> None:
    found = shipped_lexicon().find(
        "An improvement notice was served; the hair strand came back positive."
    )
    assert not [h for h in found if h.group in {"strength", "kind.positive"}]


def test_a_gap_does_not_reach_across_a_negation() -> None:
    lexicon = Lexicon.of({"concern": {"physical": {"strong": ["home .. dirty"]}}})
    assert [h.words for h in lexicon.find("The home was very dirty.")] == ["home was very dirty"]
    assert lexicon.find("The home was not dirty.") == []


def test_of_two_phrases_of_one_length_the_stronger_counts() -> None:
    lexicon = Lexicon.of({"concern": {"educational": {"weak": ["late"], "strong": ["lates"]}}})
    assert [h.weight for h in lexicon.find("23 lates")] == [3.0]
