"""Writes small files whole or not at all, and turns the system's errors into ours.

What the files mean is for `keys`, `lock` and `backup` to say.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from chronology_app.errors import ChronologyError, FolderError

#: Only the owner may read what we write.
PRIVATE = 0o600

_SENTENCES = {
    errno.ENOSPC: "error.store_full",
    errno.EDQUOT: "error.store_full",
    errno.EFBIG: "error.store_full",
    errno.EACCES: "error.store_read_only",
    errno.EPERM: "error.store_read_only",
    errno.EROFS: "error.store_read_only",
    errno.ENOENT: "error.store_no_folder",
    errno.ENOTDIR: "error.store_no_folder",
    errno.EISDIR: "error.store_is_folder",
}


def folder_error(cause: OSError, path: Path) -> ChronologyError:
    """Return our error for a system error on a path."""
    message_id = _SENTENCES.get(cause.errno or 0, "error.folder")
    return FolderError(message_id, path=str(path), reason=cause.strerror or type(cause).__name__)


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors inside the block into `FolderError` naming the path."""
    try:
        yield
    except OSError as cause:
        raise folder_error(cause, path) from cause


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last through a power cut, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def write_beside(path: Path) -> Iterator[BinaryIO]:
    """Open a private file beside `path` that takes its place when the block ends well.

    When the block fails, `path` is as it was and nothing is left beside it.
    Errors: FolderError.
    """
    beside = path.with_name(f".{path.name}.part")
    with clear_errors(path):
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            handle = os.open(beside, flags, PRIVATE)
            with os.fdopen(handle, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all. Errors: FolderError."""
    with write_beside(path) as out:
        out.write(data)


def check_folder(path: Path) -> None:
    """Refuse a place where no file can be made. Errors: FolderError."""
    if path.is_dir():
        raise FolderError("error.store_is_folder", path=str(path))
    if not path.parent.is_dir():
        raise FolderError("error.store_no_folder", path=str(path))
