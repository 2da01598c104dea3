"""No non-blank character of real files is missing, by a second way to their text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importers.helpers import parameters, read, shared_files
from tests.importers.independent import count_characters, expected_characters

#: What the second way cannot read, or reads by another rule, with the reason.
NOT_COMPARABLE = {
    "hundred-page.pdf": "the second way takes too long; ten-page.pdf is its beginning",
    "SamplePDF_special_characters.pdf": "the second way reads the shadow of each letter as well",
    "attachment_message_rfc822.eml": "the second way reads the attached message as well",
    "utf8_headers.eml": "the second way cannot decode the headers",
    "attachment_pdf.eml": "the second way cannot decode the headers",
}
FOLDERS = (
    "cases/development/files",
    "material/judgments",
    "material/documents/docx",
    "material/documents/xlsx",
    "material/documents/email",
    "material/documents/pdf",
    "material/court",
    "material/timelines",
)
ENDINGS = {".docx", ".pdf", ".xlsx", ".csv", ".eml", ".txt"}
FILES = [
    path
    for path in shared_files(*FOLDERS)
    if path.suffix in ENDINGS and path.name not in NOT_COMPARABLE and "password" not in path.name
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", parameters(FILES))
def test_no_character_is_missing(path: Path) -> None:
    data = path.read_bytes()
    result = read(data, path.name)
    found = count_characters([item.text for item in result.passages])
    found += count_characters([note.raw for note in result.notes])
    assert not expected_characters(path.name, data) - found


@pytest.mark.parametrize("path", parameters(shared_files("cases/development/files")))
def test_every_quote_that_a_reader_took_stands_in_one_passage(path: Path) -> None:
    key = path.parents[1] / "gold_events.jsonl"
    events = [json.loads(line) for line in key.read_text("utf-8").splitlines()]
    quotes = [
        mention["quote"]
        for event in events
        for mention in event["mentions"]
        if mention["file"] == path.name and not path.name.startswith("scan_")
    ]
    passages = ["".join(item.text.split()) for item in read(path.read_bytes(), path.name).passages]
    lost = [
        quote for quote in quotes if not any("".join(quote.split()) in text for text in passages)
    ]
    assert not lost


@pytest.mark.parametrize("path", parameters(FILES))
def test_reading_order_and_places_are_sound(path: Path) -> None:
    result = read(path.read_bytes(), path.name)
    assert [item.index for item in result.passages] == list(range(len(result.passages)))
    for item in result.passages:
        place = item.locator
        assert item.text == item.text.strip()
        assert item.kind != "cell" or (place.row and place.column)
        assert item.kind != "line" or place.line
        assert item.kind not in ("block", "heading") or place.page or place.paragraph or place.part
