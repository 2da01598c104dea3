"""Lets the database play back a killed program's journal without losing the file as it was.

The journal is read in `journal` first; copies stand aside until everything has been verified.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from chronology_app.errors import ChronologyError, DamagedCasebookError
from chronology_app.store import journal
from chronology_app.store.files import clear_errors, real_path, sync_folder, write_beside
from chronology_app.store.verify import verify


def journal_path(book: Path) -> Path:
    """Return where the database keeps its rollback journal."""
    book = real_path(book)
    return book.with_name(book.name + "-journal")


def has_journal(book: Path) -> bool:
    """Say whether a journal with something in it stands beside a casebook."""
    path = journal_path(book)
    return path.is_file() and path.stat().st_size > 0


def remove_empty_journal(book: Path) -> None:
    """Take away what a closed database leaves beside the casebook when nothing is unfinished."""
    path = journal_path(book)
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


@contextmanager
def journal_checked(book: Path, data_key: bytes) -> Iterator[bool]:
    """Open the casebook inside the block; it is told whether a step is to be taken back.

    When the block fails after playing a journal back, casebook and journal are put back as they
    were. Errors: DamagedCasebookError, and nothing is touched; FolderError.
    """
    to_be_played = _check(book, data_key)
    if to_be_played:
        _set_aside(book)
    # Copies without a journal: the program ended between playing back and verifying.
    recovering = to_be_played or all(copy.exists() for copy in _copies(book).values())
    try:
        yield recovering
    except ChronologyError as cause:
        if not recovering:
            raise
        _put_back(book)
        damage = DamagedCasebookError("error.damaged_after_recovery", path=str(book))
        raise damage from cause
    _forget_copies(book)
    if not to_be_played and has_journal(book):
        # It never came to count; left there, its rest would look like part of the next one.
        with clear_errors(book):
            os.truncate(journal_path(book), 0)


def verify_recovered(connection: Connection, book: Path) -> None:
    """Verify everything after a journal was played back. Errors: DamagedCasebookError."""
    if not verify(connection).fine:
        raise DamagedCasebookError("error.damaged_after_recovery", path=str(book))


def _check(book: Path, data_key: bytes) -> bool:
    if not has_journal(book):
        return False
    path = journal_path(book)
    with clear_errors(path):
        try:
            return journal.is_to_be_played(book, path, data_key)
        except journal.BadJournalError:
            raise DamagedCasebookError(
                "error.damaged_journal", path=str(book), journal=path.name
            ) from None


def _copies(book: Path) -> dict[Path, Path]:
    """Return for the casebook and its journal where the copies stand."""
    return {
        path: path.with_name(f"{path.name}.before-recovery") for path in (book, journal_path(book))
    }


def _set_aside(book: Path) -> None:
    for path, copy in _copies(book).items():
        with path.open("rb") as source, write_beside(copy) as target:
            shutil.copyfileobj(source, target)


def _put_back(book: Path) -> None:
    with clear_errors(book):
        for path, copy in _copies(book).items():
            if copy.exists():
                copy.replace(path)
        sync_folder(book.parent)


def _forget_copies(book: Path) -> None:
    with suppress(OSError):
        for copy in _copies(book).values():
            copy.unlink(missing_ok=True)
