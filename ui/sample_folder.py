"""The private folder of the sample casebook, and what killed programs left of such folders."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "chronology-sample-"
#: Holds the number of the program that made the folder.
_OWNER = "program.pid"


def make() -> Path:
    """Return a new folder that nobody else can look into."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    (folder / _OWNER).write_text(str(os.getpid()), encoding="ascii")
    return folder


def remove(folder: Path) -> None:
    """Take a folder away with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind() -> int:
    """Take away the folders of programs that were killed; return how many."""
    count = 0
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_left_behind(folder):
                remove(folder)
                count += not folder.exists()
    return count


def _is_left_behind(folder: Path) -> bool:
    try:
        if folder.is_symlink() or not folder.is_dir():
            return False
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return False
        owner = int((folder / _OWNER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return owner != os.getpid() and not _runs(owner)


def _runs(process: int) -> bool:
    """Say whether a process runs; where that cannot be asked without harm, that it does."""
    if sys.platform == "win32" or process <= 0:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
