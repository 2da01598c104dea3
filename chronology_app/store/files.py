"""Writes files whole or not at all, follows no link in doing so, and turns errors into ours.

What the files mean is for `keys`, `lock` and `backup` to say.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from chronology_app.errors import BadValueError, ChronologyError, FolderError

#: Only the owner may read what we write.
PRIVATE = 0o600
#: Not on Windows, where making a link needs rights of its own.
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

#: How every casebook's name ends.
CASEBOOK = ".casebook"
_BESIDE = re.compile(
    r"(?P<book>.+?)(-journal|-wal|-shm|\.lock|\.keys|\.part|\.new|\.before-\w+)+", re.IGNORECASE
)

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


def make_beside(path: Path, ending: str) -> tuple[Path, int]:
    """Make a private file under a name that nobody can foresee; return it and its open handle."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.{ending}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | getattr(os, "O_BINARY", 0)
    return beside, os.open(beside, flags, PRIVATE)


def forget_leftovers(path: Path) -> None:
    """Take away what killed programs left of `make_beside`; nobody may be writing `path` now."""
    digits = "[0-9a-f]" * 8
    for ending in ("part", "new", "new-journal"):
        for left in path.parent.glob(f".{glob.escape(path.name)}.{digits}.{ending}"):
            with suppress(OSError):
                left.unlink()


@contextmanager
def write_beside(path: Path) -> Iterator[BinaryIO]:
    """Open a private file beside `path` that takes its place when the block ends well.

    When the block fails, `path` is as it was and nothing is left beside it.
    Errors: FolderError.
    """
    with clear_errors(path):
        beside, handle = make_beside(path, "part")
        try:
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


def real_path(path: Path) -> Path:
    """Return a path without links, so that lock, keys and journal stand beside the file itself.

    Errors: FolderError when links lead in a circle.
    """
    with clear_errors(path):
        try:
            return path.resolve()
        except RuntimeError:  # so said before Python 3.13
            raise FolderError(path=str(path), reason="links in a circle") from None


def check_casebook_name(path: Path) -> None:
    """Refuse a name for a new casebook that would not be known for one. Errors: BadValueError."""
    named = path.name.lower().endswith(CASEBOOK) and len(path.name) > len(CASEBOOK)
    if not named or is_reserved(path):
        raise BadValueError("error.casebook_name", path=str(path))


def is_reserved(path: Path) -> bool:
    """Say whether a name is one that belongs to a casebook: its journal, lock, keys, copies."""
    found = _BESIDE.fullmatch(path.name)
    if found is None:
        return False
    book = found["book"]
    return book.lower().endswith(CASEBOOK) or path.with_name(book).exists()
