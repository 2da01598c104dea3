"""Reads a file from disk once, as bytes that everything later works on.

What the bytes mean is left to the importers.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from chronology_app.errors import ImportFileError
from importers.base import Limits

_CHUNK = 1 << 20


def read_bytes(path: Path | str, limits: Limits | None = None) -> bytes:
    """Return all bytes of a file, read once.

    Errors: ImportFileError "missing", "folder", "unreadable", "not_a_file" (a device or pipe),
    "too_large", or "changed_while_reading" when the file is no longer the one that was opened.
    """
    limits = limits or Limits()
    path = Path(path)
    try:
        _check_kind(path.stat())
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            _check_kind(before)
            if before.st_size > limits.file_bytes:
                raise ImportFileError("too_large", file=path.name)
            data = file.read(limits.file_bytes + 1)
            after = os.fstat(file.fileno())
        named = path.stat()
    except ImportFileError as error:
        raise ImportFileError(error.code, file=path.name) from None
    except (FileNotFoundError, ValueError) as cause:  # ValueError: no name of a file at all
        raise ImportFileError("missing", file=path.name) from cause
    except OSError as cause:
        raise ImportFileError("unreadable", file=path.name) from cause
    if len(data) > limits.file_bytes:
        raise ImportFileError("too_large", file=path.name)
    if _marks(before) != _marks(after) or _marks(after) != _marks(named):
        raise ImportFileError("changed_while_reading", file=path.name)
    if len(data) != after.st_size:
        raise ImportFileError("changed_while_reading", file=path.name)
    return data


def _check_kind(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ImportFileError("folder")
    if not stat.S_ISREG(status.st_mode):
        raise ImportFileError("not_a_file")


def _marks(status: os.stat_result) -> tuple[int, int, int]:
    """Return what changes when a file is written to or replaced."""
    return status.st_size, status.st_mtime_ns, status.st_ino
