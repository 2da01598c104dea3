"""Tells a file's format by its content; the name only decides between kinds of plain text.

Reading the format is left to the importer of that name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import PurePath

from chronology_app.errors import ImportFileError
from importers.decode import decode_text

#: Formats that have an importer.
READABLE = frozenset({"docx", "pdf", "xlsx", "xls", "ods", "csv", "eml", "txt"})

#: File name endings that go with a format. An ending found under another format is misnamed.
ENDINGS = {
    "docx": {"docx", "docm", "dotx", "dotm"},
    "pdf": {"pdf"},
    "xlsx": {"xlsx", "xlsm", "xltx", "xltm", "xlsb"},
    "xls": {"xls", "xlt"},
    "ods": {"ods"},
    "csv": {"csv", "tsv", "tab", "txt"},
    "eml": {"eml", "txt", "mht"},
    "txt": {"txt", "text", "md", "log", "json", "jsonl", "csv", "tsv", "po", "xml", "ini"},
}

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ", "archive"),
)
#: Brands of the container in which many telephones keep photographs (HEIC, HEIF, AVIF).
_PHONE_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("__properties_version1.0", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "presentation"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*[ \t]*:")
_MESSAGE_HEADERS = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|return-path|"
    rb"delivered-to|reply-to|sender|content-type|in-reply-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def detect_format(data: bytes, file_name: str) -> str:
    """Return the name of the format, also of one that no importer reads ("doc", "image").

    Errors: ImportFileError "empty", "encrypted", "damaged" or "unknown_format".
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ImportFileError("empty")
    found = _binary_format(data)
    if found == "encrypted":
        raise ImportFileError("encrypted_office")
    return found or _text_format(data, file_name)


def is_misnamed(found: str, file_name: str) -> bool:
    """Say whether the file's ending belongs to another format than the one found."""
    ending = _ending(file_name)
    if not ending or ending in ENDINGS.get(found, {ending}):
        return False
    return any(ending in endings for endings in ENDINGS.values()) or ending in {
        "doc",
        "rtf",
        "odt",
        "html",
        "htm",
        "msg",
        "zip",
        "png",
        "jpg",
        "jpeg",
        "tif",
        "tiff",
    }


def _ending(file_name: str) -> str:
    return PurePath(file_name).suffix.lstrip(".").lower()


def _binary_format(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed_format(data)
    if data.startswith(_OLE):
        return _ole_format(data)
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_BRANDS:
        return "heic"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "image"  # a bitmap; a note may begin with these letters as well
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def _packed_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            kind = packed.read("mimetype")[:200].strip() if "mimetype" in names else b""
            types = (
                packed.read("[Content_Types].xml")[:4_000_000]
                if "[Content_Types].xml" in names
                else b""
            )
    except RuntimeError as cause:
        raise ImportFileError("encrypted_archive") from cause
    except Exception as cause:
        raise ImportFileError("damaged") from cause
    if kind in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[kind]
    return _office_format(types, names)


def _office_format(types: bytes, names: list[str]) -> str:
    for words, found in (
        (b"wordprocessingml.document.main", "docx"),
        (b"ms-word.document.macroEnabled.main", "docx"),
        (b"wordprocessingml.template.main", "docx"),
        (b"ms-word.template.macroEnabledTemplate.main", "docx"),
        (b"ms-excel.", "xlsx"),
        (b"spreadsheetml.", "xlsx"),
        (b"presentationml.", "presentation"),
    ):
        if words in types:
            return found
    for prefix, found in (("word/document.xml", "docx"), ("xl/workbook.", "xlsx")):
        if any(name.startswith(prefix) for name in names):
            return found
    return "archive"


def _ole_format(data: bytes) -> str:
    for stream, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in data:
            return found
    raise ImportFileError("unknown_format")


def _text_format(data: bytes, file_name: str) -> str:
    decoded = decode_text(data)
    if decoded is None:
        raise ImportFileError("unknown_format")
    start = decoded.text[:4096].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")):
        return "html"
    if _is_message(data):
        return "eml"
    ending = _ending(file_name)
    if ending in {"csv", "tsv", "tab"} or _is_table(decoded.text):
        return "csv"
    return "txt"


def _is_message(data: bytes) -> bool:
    """Say whether the text begins with the header lines of an e-mail message."""
    lines = data[:65536].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n")
    if lines[0].startswith(b"From ") and not _HEADER_LINE.match(lines[0]):
        lines = lines[1:]
    head: list[bytes] = []
    for line in lines:
        if not line.strip():
            break
        if not (_HEADER_LINE.match(line) or (head and line[:1] in b" \t")):
            return False
        head.append(line)
    names = {found.lower() for found in _MESSAGE_HEADERS.findall(b"\n".join(head))}
    return (
        len(names) >= 2
        or bool(names & {b"message-id:", b"mime-version:", b"received:"})
        or (len(head) == 1 and bool(names & {b"subject:"}))
    )


def _is_table(text: str) -> bool:
    """Say whether every line splits into the same three or more fields, three lines at least."""
    lines = [line for line in text[:20000].splitlines()[:50] if line.strip()]
    if len(text) > 20000:
        lines = lines[:-1]
    for mark in ("\t", ",", ";", "|"):
        if len(lines) < 3 or lines[0].count(mark) < 2:
            continue
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=mark, strict=True)}
        except csv.Error:
            continue
        if len(widths) == 1:
            return True
    return False
