"""Reads files into passages and suggestions without storing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronology_app.errors import ImportFileError
from chronology_app.model import Person, RawPassage, ReadResult, Suggestion
from chronology_app.model.serial import to_plain
from chronology_app.reading.document import SourceText
from chronology_app.reading.lines import not_proposed_line
from chronology_app.wording import say
from importers.base import INFORMATION_NOTES, ImportOptions
from importers.box import read_in_box
from importers.files import read_bytes
from ui import errors
from ui.jobs.importing import MAX_ATTACHMENTS, MAX_DEPTH, ImportWishes, attachment_notes
from ui.jobs.reading import SHIPPED, ReadBy, read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What one file holds, as plain lines where they are only printed."""

    file: str
    passages: tuple[RawPassage, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    not_proposed: tuple[dict[str, Any], ...] = ()
    problems: tuple[dict[str, Any], ...] = ()


def read_files(
    file: Path, people: Sequence[Person], wishes: ImportWishes, by: ReadBy = SHIPPED
) -> Iterator[FileReading]:
    """Read one file and the files inside it. A file that cannot be read is a problem."""
    try:
        data = read_bytes(file)
    except (ImportFileError, OSError) as error:
        yield _refused(file.name, error)
        return
    yield from _read(file.name, data, people, wishes, by, 0)


def _read(
    name: str,
    data: bytes,
    people: Sequence[Person],
    wishes: ImportWishes,
    by: ReadBy,
    depth: int,
) -> Iterator[FileReading]:
    short = name.rsplit("/", 1)[-1]
    try:
        if depth > MAX_DEPTH:
            raise ImportFileError("too_deep", file=name)
        options = ImportOptions(file_name=short, file_password=wishes.file_password)
        result = read_in_box(data, options)
    except ImportFileError as error:
        yield _refused(name, error)
        return
    yield _reading(name, data, result, people, wishes, by)
    for inner in result.attachments[:MAX_ATTACHMENTS]:
        yield from _read(f"{name}/{inner.name}", inner.data, people, wishes, by, depth + 1)


def _reading(
    name: str,
    data: bytes,
    result: ReadResult,
    people: Sequence[Person],
    wishes: ImportWishes,
    by: ReadBy,
) -> FileReading:
    text = SourceText(
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        passages=result.passages,
        metadata=result.metadata,
        agency=wishes.agency,
    )
    read = read_text(text, people, wishes.mapping, by)
    problems = (
        {
            "file": name,
            "code": note.code,
            "level": "information" if note.code in INFORMATION_NOTES else "problem",
            "locator": to_plain(note.locator),
            "sentence": say(f"problem.{note.code}", **note.params),
            "raw": note.raw,
        }
        for note in (*result.notes, *attachment_notes(result))
    )
    return FileReading(
        file=name,
        passages=result.passages,
        suggestions=read.suggestions,
        not_proposed=tuple(
            not_proposed_line(left, result.passages[left.passage_index], name)
            for left in read.not_proposed
        ),
        problems=tuple(problems),
    )


def _refused(name: str, error: Exception) -> FileReading:
    code = error.code if isinstance(error, ImportFileError) else "unreadable"
    if isinstance(error, ImportFileError):
        error.params.setdefault("file", name)
    problem = {"file": name, "code": code, "level": "refused", "sentence": errors.sentence(error)}
    return FileReading(file=name, problems=(problem,))
