"""A second way to the text of a file, sharing no code with the importers, to compare them with.

Each function gives the non-blank characters that a reader of the file would expect to find.
"""

from __future__ import annotations

import csv
import datetime as dt
import email
import email.header
import html
import io
import re
import unicodedata
import zipfile
from collections import Counter

import openpyxl
import pypdf

_TEXT = re.compile(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:(?:t|delText)>")
_WORD_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def expected_characters(name: str, data: bytes) -> Counter[str]:
    """Return how often each non-blank character stands in a file."""
    ending = name.rsplit(".", 1)[-1].lower()
    texts = {
        "docx": _word,
        "pdf": _pdf,
        "xlsx": _workbook,
        "csv": _csv,
        "eml": _message,
        "txt": _plain,
    }[ending](data)
    return count_characters(texts)


def count_characters(texts: list[str]) -> Counter[str]:
    """Count the characters that are not blank; ligatures count as their letters."""
    plain = (unicodedata.normalize("NFKC", text).replace("\xad", "-") for text in texts)
    return Counter(char for text in plain for char in text if not char.isspace())


def _word(data: bytes) -> list[str]:
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.namelist():
            if _WORD_PART.fullmatch(part):
                source = packed.read(part).decode("utf-8")
                source = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", source, flags=re.DOTALL)
                texts += [html.unescape(found) for found in _TEXT.findall(source)]
    return texts


def _pdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _workbook(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    texts: list[str] = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                texts.append(_cell(cell.value))
                texts.append(cell.comment.text if cell.comment else "")
    return texts


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else str(value)[:16]
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _csv(data: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row]


def _message(data: bytes) -> list[str]:
    message = email.message_from_bytes(data)
    texts: list[str] = []
    for key in ("From", "To", "Cc", "Subject", "Date"):
        if key in message:
            parts = email.header.decode_header(message[key])
            texts.append(str(email.header.make_header(parts)))
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            raw = part.get_payload(decode=True)
            assert isinstance(raw, bytes)
            texts.append(raw.decode(part.get_content_charset() or "utf-8"))
    return texts


def _plain(data: bytes) -> list[str]:
    return [data.decode("utf-8-sig")]
