"""What goes between the box and its owner: one header line and the bytes in, JSON Lines out.

Starting and limiting the process is left to `box`, doing the work to `box_child`.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from chronology_app.errors import BadValueError, ImportFileError
from chronology_app.model.serial import from_plain, to_plain
from chronology_app.model.sources import Attachment, ImportNote, Locator, RawPassage, ReadResult
from importers.base import ImportOptions, Limits
from importers.notes import NOTES

#: Outcome codes that the child may give; any other answer is a damaged file.
CODES = frozenset(
    {
        "damaged",
        "empty",
        "encrypted",
        "encrypted_archive",
        "encrypted_office",
        "format_archive",
        "format_doc",
        "format_heic",
        "format_html",
        "format_image",
        "format_msg",
        "format_odt",
        "format_photograph",
        "format_presentation",
        "format_rtf",
        "timed_out",
        "too_deep",
        "too_large",
        "unknown_format",
        "unsafe",
        "wrong_password",
    }
)


#: What a passage may be.
PASSAGE_KINDS = frozenset(
    {
        "block",
        "cell",
        "comment",
        "deletion",
        "footer",
        "header",
        "heading",
        "line",
        "metadata",
        "note",
        "paragraph",
        "quoted",
        "signature",
    }
)
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_NUMBERS_END = 2**31
_WHOLE_NUMBERS = ("page", "line", "paragraph", "table", "row", "column")
_PLACE_TYPES: dict[str, type] = {
    item.name: int if item.name in _WHOLE_NUMBERS else str for item in fields(Locator)
}


#: What reading a line that breaks the rules may raise.
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    BadValueError,
)


def write_request(data: bytes, options: ImportOptions) -> bytes:
    """Return what the child reads: the options as one line of JSON, then the bytes."""
    return json.dumps(asdict(options)).encode("ascii") + b"\n" + data


def parse_request(request: bytes) -> tuple[bytes, ImportOptions]:
    """Return bytes and options; the opposite of `write_request`."""
    head, _, data = request.partition(b"\n")
    stated: dict[str, Any] = json.loads(head)
    stated["limits"] = Limits(**stated["limits"])
    return data, ImportOptions(**stated)


def write_result(result: ReadResult) -> Iterator[str]:
    """Yield the lines that tell a result: a head, then each item, then an end with the count."""
    yield _line(
        "head", format=result.format, media_type=result.media_type, metadata=result.metadata
    )
    for passage in result.passages:
        place = _stated(passage.locator)
        yield _line("passage", value=[passage.text, passage.kind, passage.level, place])
    for note in result.notes:
        yield _line("note", value=to_plain(note))
    for item in result.attachments:
        data = base64.b64encode(item.data).decode("ascii")
        yield _line("attachment", name=item.name, media_type=item.media_type, data=data)
    yield _line("end", count=len(result.passages) + len(result.notes) + len(result.attachments))


def write_refusal(code: str) -> str:
    """Return the one line that tells why a file is refused."""
    return _line("refused", code=code)


def parse_answer(output: bytes, limits: Limits) -> ReadResult:
    """Build the result from the child's lines.

    Errors: ImportFileError with the child's code; "damaged" when the answer breaks the rules or
    has no end; "too_large" when it holds more than the limits allow.
    """
    reader = _AnswerReader(limits)
    try:
        for line in output.splitlines():
            reader.take(json.loads(line))
    except _BROKEN as cause:
        raise ImportFileError("damaged") from cause
    return reader.result()


def _line(kind: str, **fields: object) -> str:
    return json.dumps({"line": kind, **fields}, ensure_ascii=True, separators=(",", ":"))


class _AnswerReader:
    """Takes the lines one by one and checks each against what may come."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._head: dict[str, Any] = {}
        self._passages: list[RawPassage] = []
        self._notes: list[ImportNote] = []
        self._attachments: list[Attachment] = []
        self._ended = False

    def take(self, line: dict[str, Any]) -> None:
        kind = line["line"]
        if self._ended or (not self._head and kind not in ("head", "refused")):
            raise ValueError(kind)
        if kind == "refused":
            raise ImportFileError(line["code"] if line["code"] in CODES else "damaged")
        if kind == "head":
            self._head = _check_head(line)
        elif kind == "passage":
            self._passages.append(self._passage(line["value"]))
        elif kind == "note":
            self._notes.append(_note(line["value"]))
        elif kind == "attachment":
            self._attachments.append(_attachment(line))
        elif kind == "end":
            self._ended = line["count"] == self._count()
        else:
            raise ValueError(kind)

    def result(self) -> ReadResult:
        if not self._ended:
            raise ImportFileError("damaged")
        return ReadResult(
            format=self._head["format"],
            media_type=self._head["media_type"],
            metadata=self._head["metadata"],
            passages=tuple(self._passages),
            notes=tuple(self._notes),
            attachments=tuple(self._attachments),
        )

    def _count(self) -> int:
        return len(self._passages) + len(self._notes) + len(self._attachments)

    def _passage(self, value: list[Any]) -> RawPassage:
        if len(self._passages) >= self._limits.passages:
            raise ImportFileError("too_large")
        text, kind, level, place = value
        if not isinstance(text, str) or kind not in PASSAGE_KINDS:
            raise ValueError(kind)
        if level is not None and type(level) is not int:
            raise ValueError(level)
        return RawPassage(
            index=len(self._passages), locator=_locator(place), text=text, kind=kind, level=level
        )


def _stated(locator: Locator) -> dict[str, Any]:
    """Return the fields of a locator that say something."""
    pairs = ((name, getattr(locator, name)) for name in _PLACE_TYPES)
    return {name: value for name, value in pairs if value is not None}


def _locator(place: dict[str, Any]) -> Locator:
    for name, value in place.items():
        if type(value) is not _PLACE_TYPES[name]:
            raise ValueError(name)
        if isinstance(value, int) and not 0 < value < _NUMBERS_END:
            raise ValueError(name)
    return Locator(**place)


def _note(value: dict[str, Any]) -> ImportNote:
    """Build a note whose sentence can be said: a known code with just its parameters."""
    note = from_plain(ImportNote, value)
    if tuple(sorted(note.params)) != NOTES.get(note.code):
        raise ValueError(note.code)
    return note


def _check_head(line: dict[str, Any]) -> dict[str, Any]:
    metadata = line["metadata"]
    texts = [line["format"], line["media_type"], *metadata.keys(), *metadata.values()]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("head")
    return line


def _attachment(line: dict[str, Any]) -> Attachment:
    try:
        data = base64.b64decode(line["data"], validate=True)
    except binascii.Error as cause:
        raise ValueError(line["name"]) from cause
    # A name is shown and stored, never a path: whatever could lead to another folder goes.
    name = _NOT_IN_NAMES.sub("_", str(line["name"])).strip(" .")[:200] or "attachment"
    return Attachment(name=name, media_type=str(line["media_type"])[:200], data=data)
