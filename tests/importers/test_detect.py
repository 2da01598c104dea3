"""A file is known by its content; its name only decides between kinds of plain text."""

from __future__ import annotations

import pytest

from chronology_app.errors import ImportFileError
from importers.detect import detect_format, is_misnamed
from importers.formats import REFUSED
from tests.importers.builders import packed, paragraph, pdf_file, word_file
from tests.importers.helpers import codes, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    """Return what a file of Office's old container looks like from outside."""
    return OLE + stream.encode("utf-16-le") + b"\x00\x00" + bytes(64)


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"%PDF-1.4 ...", "scan.docx", "pdf"),
        (b"\n\n%PDF-1.4 ...", "", "pdf"),
        (word_file(paragraph("x")), "report.pdf", "docx"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", "odt"),
        (packed({"a.txt": b"x"}), "a.docx", "archive"),
        (ole("WordDocument"), "a.doc", "doc"),
        (ole("Workbook"), "a.doc", "xls"),
        (ole("__properties_version1.0"), "a.msg", "msg"),
        (b"{\\rtf1 hello}", "a.doc", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "image"),
        (b"<!DOCTYPE html><html></html>", "a.txt", "html"),
        (b"From: a@b\nTo: c@d\n\nHello", "a.txt", "eml"),
        (b"Received: by x\n\nHello", "", "eml"),
        (b"Subject: only\n\nHello", "", "eml"),
        (b"Name: value\nOther: value\n\nHello", "", "txt"),
        (b"From: me, with love.\nI went home.\n", "", "txt"),
        (b"a,b,c\nd,e,f\ng,h,i\n", "", "csv"),
        (b"a,b\nc\n", "x.csv", "csv"),
        (b"One, two and three.\nFour, five.\n", "notes.txt", "txt"),
        (b"BM rang about the visit.\n", "", "txt"),
        (b"BM\x00\x10\x00\x00\x00\x00\x00\x00\x36", "", "image"),
        (b"12 May: rang.\n13 May: rang again.\n", "", "txt"),
    ],
)
def test_formats_are_told_apart(data: bytes, name: str, found: str) -> None:
    assert detect_format(data, name) == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (bytes(4096), "empty"),
        (ole("EncryptedPackage"), "encrypted_office"),
        (OLE, "unknown_format"),
        (bytes(range(256)) * 20, "unknown_format"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
    ],
)
def test_what_cannot_be_known_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(ImportFileError) as refusal:
        detect_format(data, "file.docx")
    assert refusal.value.code == code


@pytest.mark.parametrize("found", sorted(REFUSED))
def test_formats_without_an_importer_are_refused_by_name(found: str) -> None:
    from importers.formats import find_importer

    with pytest.raises(ImportFileError) as refusal:
        find_importer(found)
    assert refusal.value.code == f"format_{found}"


def test_a_misnamed_file_is_read_by_its_content_and_says_so() -> None:
    result = read(word_file(paragraph("words")), "letter.pdf")
    assert result.format == "docx"
    assert codes(result) == ["misnamed"]
    assert codes(read(pdf_file([[(60, 700, 11, False, "words")]]), "letter.PDF")) == []


@pytest.mark.parametrize(
    ("found", "name", "wrong"),
    [
        ("docx", "a.docx", False),
        ("docx", "a.DOCM", False),
        ("docx", "a.doc", True),
        ("txt", "a.log", False),
        ("txt", "no ending", False),
        ("txt", "minutes 3.4.21", False),
        ("pdf", "a.jpg", True),
    ],
)
def test_misnamed_means_an_ending_of_another_format(found: str, name: str, wrong: bool) -> None:
    assert is_misnamed(found, name) is wrong
