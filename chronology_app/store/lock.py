"""Sees to it that one program at a time has a casebook open.

The lock is the operating system's, so a killed program's lock is gone with it; the file
`NAME.casebook.lock` tells who holds it. What is inside the casebook is no concern of this module.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from chronology_app.errors import CasebookInUseError, FolderError
from chronology_app.store.files import NO_FOLLOW, PRIVATE, clear_errors, real_path

#: Where the locked byte lies: past the text, so that others can read who holds the lock.
_LOCKED_BYTE = 1 << 20


def lock_path(book: Path) -> Path:
    """Return where a casebook's lock file stands while it is open."""
    book = real_path(book)
    return book.with_name(book.name + ".lock")


class BookLock:
    """The lock on one casebook, held from `__init__` until `release`.

    Errors: CasebookInUseError naming who has it open, where and since when; FolderError.
    """

    def __init__(self, book: Path, by: str) -> None:
        self._path = lock_path(book)
        self._handle = self._take(book)
        # The lock is the system's: on a full disk it holds although its note cannot be written.
        with suppress(OSError):
            self._write(by)

    def release(self) -> None:
        """Give the casebook free and take the lock file away."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                self._path.unlink()
            return
        with suppress(OSError):
            self._path.unlink()
        os.close(handle)

    def _take(self, book: Path) -> int:
        while True:
            handle = self._open()
            try:
                _lock_now(handle)
            except OSError:
                holder = _read_holder(handle)
                os.close(handle)
                raise CasebookInUseError(path=str(book), **holder) from None
            if self._still_there(handle):
                return handle
            # Its last holder took the file away between our opening and our locking it.
            os.close(handle)

    def _open(self) -> int:
        with clear_errors(self._path):
            if self._path.is_symlink():
                raise FolderError("error.link_beside", path=str(self._path))
            flags = os.O_RDWR | os.O_CREAT | NO_FOLLOW | getattr(os, "O_BINARY", 0)
            handle = os.open(self._path, flags, PRIVATE)
        # Its content is thrown away later: that of a file with another name beside would be lost.
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            os.close(handle)
            raise FolderError("error.link_beside", path=str(self._path))
        return handle

    def _still_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except OSError:
            return False

    def _write(self, by: str) -> None:
        holder = {
            "by": by,
            "host": socket.gethostname(),
            "pid": str(os.getpid()),
            "since": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        }
        os.ftruncate(self._handle, 0)
        os.write(self._handle, json.dumps(holder).encode("ascii"))


def _lock_now(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read_holder(handle: int) -> dict[str, str]:
    """Return who holds the lock; empty texts when the holder has not yet written them."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        told = json.loads(os.read(handle, 4096))
        return {name: str(told[name]) for name in ("by", "host", "pid", "since")}
    except (OSError, ValueError, KeyError, TypeError):
        return dict.fromkeys(("by", "host", "pid", "since"), "?")
