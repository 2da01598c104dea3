"""Writes a finished file: beside its place, flushed to the disk, then put there in one step.

Owns what can go wrong on the way and says it in a sentence; leaves no half-written file behind.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import tempfile
import time
from pathlib import Path

from chronology_app.errors import ExportError

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_IN_USE = {errno.EBUSY, errno.ETXTBSY}
#: Windows: another program holds the file (sharing or lock violation).
_WINDOWS_IN_USE = {32, 33}
_WINDOWS_DENIED = 5
#: No writing of one file takes so long.
_LEFT_BEHIND_AFTER_SECONDS = 600


def write_file(target: Path, data: bytes) -> None:
    """Put the bytes at a path, replacing what is there only when all of them are on the disk.

    Errors: ExportError when the folder is missing or read-only, the disk is full, or the file is
    open in another program or marked read-only.
    """
    _check(target)
    _clear_left_behind(target)
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            prefix=_prefix(target), suffix=target.suffix, dir=target.parent
        )
        beside = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(_mode_for(target))
        beside.replace(target)
        beside = None
    except OSError as cause:
        raise _export_error(target, cause) from cause
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _prefix(target: Path) -> str:
    return f".~{target.stem}."


def _clear_left_behind(target: Path) -> None:
    """Take away what a killed program left beside this file: it holds the document in the clear.

    A younger one may be another program's that is writing just now.
    """
    for left in target.parent.glob(f"{glob.escape(_prefix(target))}*{target.suffix}"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _LEFT_BEHIND_AFTER_SECONDS:
                left.unlink()


def _check(target: Path) -> None:
    if target.is_dir():
        raise ExportError("error.export_is_folder", file=target.name)
    if not target.parent.is_dir():
        raise ExportError("error.export_no_folder", file=target.name)
    if target.exists() and not _may_write(target):
        raise ExportError("error.export_read_only", file=target.name)
    if _office_lock(target).exists():
        raise ExportError("error.export_in_use", file=target.name)


def _may_write(target: Path) -> bool:
    """Say whether a file may be replaced: one marked read-only was marked so for a reason."""
    return os.access(target, os.W_OK) and bool(target.stat().st_mode & 0o200)


def _office_lock(target: Path) -> Path:
    """Return the file that LibreOffice keeps beside a document while it is open."""
    return target.with_name(f".~lock.{target.name}#")


def _mode_for(target: Path) -> int:
    """Return the rights of the file that is replaced; case papers are for their owner only."""
    return target.stat().st_mode & 0o777 if target.exists() else 0o600


def _export_error(target: Path, cause: OSError) -> ExportError:
    if cause.errno in _FULL:
        return ExportError("error.export_full", file=target.name)
    if cause.errno in _IN_USE or _is_open_on_windows(target, cause):
        return ExportError("error.export_in_use", file=target.name)
    if cause.errno in _READ_ONLY:
        return ExportError("error.export_read_only", file=target.name)
    reason = os.strerror(cause.errno) if cause.errno else type(cause).__name__
    return ExportError("error.export_failed", file=target.name, reason=reason)


def _is_open_on_windows(target: Path, cause: OSError) -> bool:
    """Say whether Windows refuses because another program has the file open.

    It often reports plain "access denied"; that the file may be written was seen before.
    """
    code = getattr(cause, "winerror", None)
    return code in _WINDOWS_IN_USE or (code == _WINDOWS_DENIED and target.exists())


def _sync_folder(folder: Path) -> None:
    """Flush the folder's list of names, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some network file systems cannot; the file itself is already on the disk.
        return
    finally:
        os.close(handle)
