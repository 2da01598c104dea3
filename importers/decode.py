"""Turns the bytes of plain text into characters and says how; splitting is left to importers."""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass

from importers.base import PassageList

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Control characters that plain text does not hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_USUAL = (
    "utf-8",
    "utf-8-sig",
    "utf-7",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "ascii",
    "latin-1",
    "cp1252",
    "cp437",
    "cp850",
    "cp65001",
    "iso8859-14",
    "iso8859-15",
    "mac-roman",
    "raw-unicode-escape",
    "unicode-escape",
    "idna",
    "punycode",
)
_CHARSET = re.compile(rb"(?:charset\s*=\s*[\"']?|=\?)([A-Za-z][A-Za-z0-9_.:-]{1,30})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that gave it, and whether a byte order mark or UTF-8 proved it."""

    text: str
    encoding: str
    certain: bool
    #: Bytes that stand for no character in this encoding, each kept as U+FFFD in the text.
    bad_bytes: bytes = b""


def decode_text(data: bytes) -> Decoded | None:
    """Decode plain text, or return None for bytes that are no text at all.

    UTF-8 is tried first, then UTF-16 by its zero bytes, then Windows-1252, in which the text of
    older British systems is written and which gives a character for nearly every byte.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if "\x00" in text:
        return _guess(data)
    return Decoded(text, "utf-8", certain=True) if _is_text(text) else None


def load_encodings(data: bytes) -> None:
    """Load the encodings that these bytes may need, while modules may still be loaded."""
    named = {name.decode("ascii") for name in _CHARSET.findall(data)}
    for name in (*_USUAL, *sorted(named)[:200]):
        with contextlib.suppress(LookupError, ValueError):
            codecs.lookup(name)


def note_decoding(decoded: Decoded, found: PassageList) -> None:
    """Put down what a person should know of how the text was decoded."""
    if not decoded.certain:
        found.note("encoding_guessed", encoding=decoded.encoding)
    if decoded.bad_bytes:
        found.note(
            "undecodable_bytes",
            raw=decoded.bad_bytes.decode("latin-1"),
            count=len(decoded.bad_bytes),
            bytes=decoded.bad_bytes[:20].hex(" "),
        )


def _decode_marked(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
        bad = b""
    except UnicodeDecodeError:
        text, bad = _decode_with_holes(data, encoding)
    return Decoded(text, encoding, certain=True, bad_bytes=bad) if _is_text(text) else None


def _decode_with_holes(data: bytes, encoding: str) -> tuple[str, bytes]:
    bad = bytearray()

    def keep(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad.extend(error.object[error.start : error.end])
        return "\ufffd", error.end

    codecs.register_error("chronology-keep", keep)
    return data.decode(encoding, "chronology-keep"), bytes(bad)


def _guess(data: bytes) -> Decoded | None:
    head = data[:4096]
    if head.count(0) > len(head) // 5:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        text, bad = _decode_with_holes(data, encoding)
        return Decoded(text, encoding, certain=False, bad_bytes=bad) if _is_text(text) else None
    mostly_utf8 = _mostly_utf8(data)
    if mostly_utf8 is not None:
        return mostly_utf8
    text, bad = _decode_with_holes(data, "cp1252")
    return Decoded(text, "cp1252", certain=False, bad_bytes=bad) if _is_text(text) else None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few damaged places as UTF-8: more good sequences than bad bytes."""
    text, bad = _decode_with_holes(data, "utf-8")
    good = sum(1 for char in text if ord(char) > 127) - text.count("\ufffd")
    if good > 4 * len(bad) and _is_text(text):
        return Decoded(text, "utf-8", certain=False, bad_bytes=bad)
    return None


def _is_text(text: str) -> bool:
    """Say whether hardly any of the characters are controls."""
    head = text[:100_000]
    return len(_CONTROLS.findall(head)) <= len(head) // 200
