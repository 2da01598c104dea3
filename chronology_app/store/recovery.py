"""Lets the database play back a killed program's journal without losing the file as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection


def journal_path(book: Path) -> Path:
    """Return where the database keeps its rollback journal."""
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
    """Check a journal before the database sees it."""
    yield False


def verify_recovered(connection: Connection, book: Path) -> None:
    """Verify."""
