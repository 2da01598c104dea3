"""Shows that a sentence named anywhere in the code is found, lest its absence go unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wording_use import Use, find_uses


def _found(tmp_path: Path, code: str, folder: str = "jobs") -> list[Use]:
    file = tmp_path / folder / "example.py"
    file.parent.mkdir()
    file.write_text(code, encoding="utf-8")
    return list(find_uses([file], {"FolderError", "ImportFileError"}, {"cli"}))


@pytest.mark.parametrize(
    ("code", "message_id"),
    [
        ('say("area.name")', "area.name"),
        ('wording.say("area.name", language)', "area.name"),
        ('output.tell("area.name")', "area.name"),
        ('say("area.name" if many else other)', "area.name"),
        ('raise FolderError("area.name")', "area.name"),
        ('raise FolderError(message_id="area.name")', "area.name"),
        ('class E(Exception):\n    message_id = "area.name"', "area.name"),
        ('raise ImportFileError("damaged")', "import.damaged"),
        ('found.note("ragged_row", place)', "problem.ragged_row"),
        ('SENTENCES = {1: "cli.name"}', "cli.name"),
    ],
)
def test_a_sentence_is_found_however_it_is_named(tmp_path, code, message_id):
    assert message_id in {use.message_id for use in _found(tmp_path, code)}


def test_an_id_made_at_run_time_is_found_by_its_beginning(tmp_path):
    (use,) = _found(tmp_path, 'say(f"area.{code}")')
    assert use.message_id == "area."
    assert use.is_prefix


def test_a_documents_own_words_have_their_area_put_before(tmp_path):
    (use,) = _found(tmp_path, 'words.say("heading")', folder="documents")
    assert use.message_id == "documents.heading"


def test_parameters_are_known_unless_they_come_as_a_bundle(tmp_path):
    (use,) = _found(tmp_path, 'say("area.name", file=f, number=1)')
    assert use.given == {"file", "number"}
    (use,) = find_uses([_rewritten(tmp_path, 'say("area.name", **all)')], set(), set())
    assert use.given is None


def _rewritten(tmp_path: Path, code: str) -> Path:
    file = tmp_path / "other.py"
    file.write_text(code, encoding="utf-8")
    return file
