"""Saves a copy of an original outside the casebook, and says so in the case's log.

A photograph leaves without the place where it was taken. What may leave is for `documents.gate`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from chronology_app.casefile import Casebook
from chronology_app.documents.blocks import Part
from chronology_app.documents.gate import check_parts, require_free
from chronology_app.documents.options import LOCAL_AUTHORITY
from chronology_app.errors import ExportError, ImportFileError
from chronology_app.model import Passage, Source
from chronology_app.model.view import CaseView, view_of
from exporters.files import write_file
from importers.detect import detect_format
from ui.jobs.documents import require_outside
from ui.jobs.photographs import without_location


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """What was saved."""

    file: Path
    sha256: str
    size_bytes: int
    #: Whether place, time and device were taken out of a picture.
    stripped: bool


def save_copy(
    book: Casebook,
    case_id: str,
    source_id: str,
    out: Path,
    strip_location: bool = True,
    *,
    profile: str = LOCAL_AUTHORITY,
    by: str | None = None,
) -> CopyReport:
    """Save an original, byte for byte; a picture without its place unless that is wished for.

    Errors: UnknownRecordError for a source or bytes that are not there; ExportRefusedError when
    something in it must not leave for `profile`; ExportError when the place cannot be taken out,
    or the file cannot be written; WrongUseError when it would replace the casebook.
    """
    require_outside(book, out)
    source = book.queries.record(Source, case_id, source_id)
    view, passages = _with_passages(book, case_id, source_id)
    parts = [Part(passage.text, (passage.id, source.id)) for passage in passages]
    require_free(check_parts(view, [Part("", (source.id,)), *parts], profile))
    data = book.queries.original(source.sha256)
    stripped = strip_location and _is_picture(data, source.file_name)
    if stripped:
        data = _without_location(data, source.file_name)
    head = book.queries.head(case_id)
    write_file(out, data)
    digest = hashlib.sha256(data).hexdigest()
    book.record_export(
        case_id, kind="copy", profile=profile, sha256=digest, size=len(data), head=head, by=by,
        choices={"source_id": source_id},
    )  # fmt: skip
    return CopyReport(file=out, sha256=digest, size_bytes=len(data), stripped=stripped)


def _with_passages(
    book: Casebook, case_id: str, source_id: str
) -> tuple[CaseView, tuple[Passage, ...]]:
    """Return the case with every passage of one source, cited or not, and those passages."""
    view = book.queries.view(case_id)
    passages = book.queries.passages(case_id, source_id)
    rest = [row for kind, rows in view.records.items() if kind is not Passage for row in rows]
    others = [p for p in view.of(Passage) if p.source_id != source_id]
    return view_of(view.case, (*rest, *others, *passages)), passages


def _is_picture(data: bytes, file_name: str) -> bool:
    try:
        return detect_format(data, file_name) in ("image", "heic")
    except ImportFileError:
        return False


def _without_location(data: bytes, file_name: str) -> bytes:
    try:
        return without_location(data, file_name)
    except ImportFileError as cause:
        raise ExportError("error.copy_strip", file=file_name) from cause
