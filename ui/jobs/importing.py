"""Imports files into a case: bytes, box, passages, suggestions, one transaction a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from dataclasses import dataclass, field
from pathlib import Path

from chronology_app.casefile import Casebook, Changed
from chronology_app.dates import FuzzyDate
from chronology_app.errors import ImportFileError, StoppedError
from chronology_app.model import (
    Attachment,
    ImportNote,
    ImportProblem,
    Passage,
    Person,
    RawPassage,
    ReadResult,
    Source,
    new_id,
)
from chronology_app.model.codes import BatchStatus, ImportOutcome, RecordClass, Sensitivity
from chronology_app.reading.document import SourceText
from importers.base import INFORMATION_NOTES, ImportOptions
from importers.files import read_bytes
from ui.jobs.file_reports import (
    FileReport,
    already_there_report,
    refused_report,
    stored_report,
)
from ui.jobs.reading import Read, ReadBy, passage_classes
from ui.jobs.stopping import Stopper
from ui.jobs.titles import citation_title
from ui.jobs.workplace import HERE, Workplace

__all__ = ["FileReport", "ImportWishes", "import_files"]

#: Files read ahead in boxes while the one before is stored.
_READ_AHEAD = 2
#: Files inside files inside files: deeper ones are named in a problem.
MAX_DEPTH = 4
#: Attachments of one message that are read; more are kept inside the message and named.
MAX_ATTACHMENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWishes:
    """What the person who imports says about the files."""

    agency: str | None = None
    received: FuzzyDate | None = None
    title: str = ""
    maker: str = ""
    record_class: RecordClass = RecordClass.ORDINARY
    sensitivity: Sensitivity = Sensitivity.STANDARD
    file_password: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One file on its way in: from disk, or out of another file."""

    name: str
    data: bytes
    parent_id: str | None = None
    depth: int = 0


Progress = Callable[[int, int, str], None]


def import_files(
    book: Casebook,
    case_id: str,
    files: Sequence[Path],
    wishes: Callable[[Path], ImportWishes],
    *,
    stopper: Stopper | None = None,
    progress: Progress = lambda number, count, name: None,
    workplace: Workplace = HERE,
    changed: Callable[[Changed], None] = lambda changed: None,
) -> Iterator[FileReport]:
    """Import files one by one and report on each; stopped, the whole files stay.

    The batch is one step to undo. Each report comes after its file is safely stored. `workplace`
    does the heavy parts, perhaps in another process. `changed` hears of each step.
    """
    stopper = stopper or Stopper()
    batch = book.start_batch(case_id, len(files))
    status = BatchStatus.STOPPED
    try:
        job = _Import(book, case_id, batch.id, workplace, changed)
        with ThreadPoolExecutor(_READ_AHEAD) as pool:
            waiting = _read_ahead(pool, files, wishes, stopper, workplace)
            for number, (file, future) in enumerate(waiting, 1):
                progress(number, len(files), file.name)
                try:
                    yield from job.take(file, future, wishes(file))
                except StoppedError:
                    break
                if stopper.asked:
                    break
        if not stopper.asked:
            status = BatchStatus.DONE
    finally:
        changed(book.finish_batch(batch.id, status))


Parsed = tuple[bytes, ReadResult]


def _read_ahead(
    pool: ThreadPoolExecutor,
    files: Sequence[Path],
    wishes: Callable[[Path], ImportWishes],
    stopper: Stopper,
    workplace: Workplace,
) -> Iterator[tuple[Path, Future[Parsed]]]:
    pending: list[tuple[Path, Future[Parsed]]] = []
    rest = iter(files)
    while not stopper.asked:
        while len(pending) < _READ_AHEAD and (file := next(rest, None)) is not None:
            pending.append((file, pool.submit(_parse_file, file, wishes(file), workplace)))
        if not pending:
            return
        file, future = pending.pop(0)
        if _finished(future, stopper):
            yield file, future


def _finished(future: Future[Parsed], stopper: Stopper) -> bool:
    while not stopper.asked:
        try:
            future.exception(timeout=0.1)
        except StillRunning:
            continue
        return True
    return future.done()


def _parse_file(file: Path, wishes: ImportWishes, workplace: Workplace) -> Parsed:
    data = read_bytes(file)
    return data, workplace.parse(data, _options(file.name, wishes), can_stop=True)


def _options(name: str, wishes: ImportWishes) -> ImportOptions:
    return ImportOptions(file_name=name, file_password=wishes.file_password)


class _Import:
    """One import command at work."""

    def __init__(
        self,
        book: Casebook,
        case_id: str,
        batch_id: str,
        workplace: Workplace,
        changed: Callable[[Changed], None],
    ) -> None:
        self._book = book
        self._case_id = case_id
        self._batch_id = batch_id
        self._workplace = workplace
        self._changed = changed
        self._people: tuple[Person, ...] = book.queries.records(Person, case_id)
        self._by = ReadBy(book.queries.settings_rows(case_id))
        self._titles = {s.citation_title for s in book.queries.records(Source, case_id)}

    def take(
        self, file: Path, future: Future[Parsed], wishes: ImportWishes
    ) -> Iterator[FileReport]:
        try:
            data, result = future.result()
        except (ImportFileError, OSError) as error:
            yield refused_report(file.name, error)
            return
        yield from self._store(_Piece(file.name, data), result, wishes)

    def _store(
        self, piece: _Piece, result: ReadResult, wishes: ImportWishes
    ) -> Iterator[FileReport]:
        digest = hashlib.sha256(piece.data).hexdigest()
        known = self._book.queries.find_source(self._case_id, digest)
        if known is not None:
            yield already_there_report(piece.name, known)
            return
        text = _source_text(piece, digest, result, wishes)
        # Half a message would be worse than a short wait: only a file itself can be stopped.
        read = self._workplace.read(
            text, self._people, wishes.mapping, self._by, can_stop=piece.depth == 0
        )
        source = self._source(piece, digest, result, wishes, read)
        classes = passage_classes(read)
        passages = tuple(
            _passage(source, raw, classes.get(raw.index, source.record_class))
            for raw in result.passages
        )
        problems = self._problems(source, result)
        self._changed(
            self._book.add_source(source, piece.data, passages, problems, read.suggestions)
        )
        self._titles.add(source.citation_title)
        yield stored_report(piece.name, source, passages, problems, read)
        for attachment in result.attachments[:MAX_ATTACHMENTS]:
            yield from self._store_attachment(piece, source, attachment, wishes)

    def _store_attachment(
        self, piece: _Piece, source: Source, attachment: Attachment, wishes: ImportWishes
    ) -> Iterator[FileReport]:
        name = f"{piece.name}/{attachment.name}"
        inner = _Piece(name, attachment.data, source.id, piece.depth + 1)
        try:
            if inner.depth > MAX_DEPTH:
                raise ImportFileError("too_deep", file=name)
            options = _options(attachment.name, wishes)
            result = self._workplace.parse(inner.data, options, can_stop=False)
        except ImportFileError as error:
            self._keep_unread(inner, attachment, source, wishes, error)
            yield refused_report(name, error)
            return
        yield from self._store(inner, result, wishes)

    def _keep_unread(
        self,
        piece: _Piece,
        attachment: Attachment,
        parent: Source,
        wishes: ImportWishes,
        error: ImportFileError,
    ) -> None:
        """Keep an attachment that nothing can read: its bytes are part of the message."""
        digest = hashlib.sha256(piece.data).hexdigest()
        if self._book.queries.find_source(self._case_id, digest) is not None:
            return
        result = ReadResult(format="unread", media_type=attachment.media_type, passages=())
        source = self._source(piece, digest, result, wishes, Read.nothing(parent.agency))
        problem = ImportProblem(
            case_id=self._case_id,
            source_id=source.id,
            batch_id=self._batch_id,
            code="attachment_unread",
            params={"file": attachment.name, "reason": error.code},
        )
        self._changed(self._book.add_source(source, piece.data, (), (problem,), ()))

    def _source(
        self,
        piece: _Piece,
        digest: str,
        result: ReadResult,
        wishes: ImportWishes,
        read: Read,
    ) -> Source:
        metadata = result.metadata
        agency = wishes.agency or read.agency
        pages = metadata.get("pages", "")
        return Source(
            id=new_id(),
            case_id=self._case_id,
            file_name=piece.name,
            format=result.format,
            media_type=result.media_type,
            size_bytes=len(piece.data),
            sha256=digest,
            citation_title=wishes.title or citation_title(agency, result, self._titles),
            maker=wishes.maker or metadata.get("from", "") or metadata.get("author", ""),
            document_date=read.document_date,
            received=wishes.received,
            agency=agency,
            record_class=wishes.record_class,
            sensitivity=wishes.sensitivity,
            parent_id=piece.parent_id,
            batch_id=self._batch_id,
            outcome=_outcome(result),
            pages=int(pages) if pages.isdigit() else None,
        )

    def _problems(self, source: Source, result: ReadResult) -> tuple[ImportProblem, ...]:
        return tuple(
            ImportProblem(
                case_id=self._case_id,
                source_id=source.id,
                batch_id=self._batch_id,
                code=note.code,
                locator=note.locator,
                params=note.params,
                raw=note.raw,
            )
            for note in (*result.notes, *attachment_notes(result))
        )


def attachment_notes(result: ReadResult) -> tuple[ImportNote, ...]:
    """Name the attachments that are left in their message because there are too many."""
    left = result.attachments[MAX_ATTACHMENTS:]
    if not left:
        return ()
    params = {"count": str(len(left)), "limit": str(MAX_ATTACHMENTS)}
    return (ImportNote(code="attachments_left", params=params),)


def _outcome(result: ReadResult) -> ImportOutcome:
    """Notes that only tell how a file was read do not make it one with problems."""
    notes = (*result.notes, *attachment_notes(result))
    if any(note.code not in INFORMATION_NOTES for note in notes):
        return ImportOutcome.WITH_PROBLEMS
    return ImportOutcome.IMPORTED


def _source_text(
    piece: _Piece, digest: str, result: ReadResult, wishes: ImportWishes
) -> SourceText:
    return SourceText(
        file_name=piece.name,
        sha256=digest,
        passages=result.passages,
        metadata=result.metadata,
        agency=wishes.agency,
        received=wishes.received.latest if wishes.received else None,
        record_class=wishes.record_class,
    )


def _passage(source: Source, raw: RawPassage, record_class: RecordClass) -> Passage:
    return Passage(
        case_id=source.case_id,
        source_id=source.id,
        index=raw.index,
        locator=raw.locator,
        text=raw.text,
        kind=raw.kind,
        level=raw.level,
        record_class=record_class,
    )
