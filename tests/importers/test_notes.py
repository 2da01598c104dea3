"""Every note and every refusal can be said, and says what to do."""

from __future__ import annotations

import re

import pytest

from chronology_app.wording import say
from importers.base import INFORMATION_NOTES, is_problem
from importers.box_lines import CODES
from importers.notes import INFORMATION, NOTES, PROBLEMS
from tests.importers.helpers import read

FILE_CODES = {"missing", "folder", "unreadable", "not_a_file", "changed_while_reading"}


@pytest.mark.parametrize("code", sorted(NOTES))
def test_each_note_has_a_sentence_with_all_its_parameters(code: str) -> None:
    sentence = say(f"problem.{code}", **{name: f"<{name}>" for name in NOTES[code]})
    assert sorted(re.findall(r"<(\w+)>", sentence)) == sorted(NOTES[code])
    assert list(NOTES[code]) == sorted(NOTES[code])


@pytest.mark.parametrize("code", sorted(CODES | FILE_CODES))
def test_each_refusal_names_the_file(code: str) -> None:
    assert "notes.doc" in say(f"import.{code}", file="notes.doc")


def test_a_note_is_information_or_a_problem() -> None:
    assert not set(INFORMATION) & set(PROBLEMS)
    assert frozenset(INFORMATION) == INFORMATION_NOTES
    result = read("£".encode("cp1252") + b" and \x81", "a.txt")
    assert [(note.code, is_problem(note)) for note in result.notes] == [
        ("encoding_guessed", False),
        ("undecodable_bytes", True),
    ]
