"""Every bad file ends in an outcome with a sentence, soon, and never in a crash."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import pytest

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import ReadResult
from chronology_app.wording import say
from importers.base import ImportOptions
from importers.box import read_in_box
from tests.importers.builders import message, paragraph, pdf_file, table, word_file
from tests.importers.helpers import parameters, read, shared_files

FILES = shared_files("material/documents/hostile", "material/documents/msg") + [
    path for path in shared_files("material/documents/docx") if path.suffix == ".doc"
]
SECONDS = 20


def outcome(data: bytes, name: str) -> ReadResult | str:
    """Read in the box; return the result, or the sentence of the refusal."""
    started = time.monotonic()
    try:
        result = read_in_box(data, ImportOptions(file_name=name))
    except ImportFileError as refusal:
        assert time.monotonic() - started < SECONDS
        return say(refusal.message_id, **refusal.params)
    for note in result.notes:
        assert say(f"problem.{note.code}", **note.params)
    assert time.monotonic() - started < SECONDS
    return result


@pytest.mark.parametrize("path", parameters(FILES))
def test_every_hostile_file_has_an_outcome(path: Path) -> None:
    found = outcome(path.read_bytes(), path.name)
    if isinstance(found, ReadResult):
        assert found.passages or found.notes
        assert not any("root:" in item.text for item in found.passages)


@pytest.mark.parametrize("keep", [1, 30, 90])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_cut_files_are_refused_or_read_with_what_is_left(kind: str, keep: int) -> None:
    whole = {
        "docx": word_file(paragraph("words " * 200)),
        "pdf": pdf_file([[(60, 700, 11, False, "words")]]),
    }[kind]
    assert outcome(whole[: len(whole) * keep // 100], f"a.{kind}")


def test_junk_behind_each_known_beginning_is_survived() -> None:
    junk = bytes((index * 7919) % 251 for index in range(5000))
    for start in (b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert outcome(start + junk, "a.docx")


def samples() -> dict[str, bytes]:
    """Return a small file of each format that can be made here."""
    body = paragraph("3 May 2021", bold=True) + table(["a", paragraph("b") + table(["c"])])
    return {
        "a.docx": word_file(body, {"comments": "<w:comment>" + paragraph("x") + "</w:comment>"}),
        "a.pdf": pdf_file([[(60, 700 - 14 * n, 11, False, f"line {n}") for n in range(5)]]),
        "a.eml": message("From: =?utf-8?q?S=C3=A2?= <a@b>\nTo: c", "Hi\n\n> From: b\n> Sent: c"),
        "a.csv": b'Date,Event\n1 May,"x, y"\n',
        "a.txt": "Tŷ £5\n".encode("utf-16"),
    }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(samples()))
def test_damage_anywhere_ends_as_a_refusal_or_a_result(name: str) -> None:
    dice = random.Random(name)
    whole = samples()[name]
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 3, 10))):
            place = dice.randrange(len(data))
            data[place : place + dice.randrange(3)] = dice.randbytes(dice.randrange(3))
        with contextlib.suppress(ImportFileError):
            read(bytes(data), name)


def test_an_entity_in_a_part_never_reads_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("planted secret")
    attack = (
        f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    found = outcome(word_file("", extra={"word/document.xml": attack.encode()}), "a.docx")
    assert isinstance(found, str)
    assert "planted" not in found
