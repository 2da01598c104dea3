"""The process inside the box: gives up its rights, reads one file, answers in JSON Lines.

Its owner is `box`. It is started as a module of its own and never imported by the program.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from chronology_app.errors import ImportFileError
from importers.base import Importer, ImportOptions, Limits
from importers.box_lines import parse_request, write_refusal, write_result
from importers.decode import load_encodings

#: Calls that the interpreter announces and that reading a file never needs.
_DENIED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "os.putenv",
    "shutil.",
    "urllib.",
    "http.client.",
    "ftplib.",
    "smtplib.",
    "winreg.",
    "webbrowser.",
    "pty.",
    "tempfile.",
    "sqlite3.",
)
#: Modules of the standard library that others load in the middle of their work.
_LATE = ("bz2", "heapq", "locale", "lzma", "stringprep", "unicodedata", "warnings", "zlib")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
#: Numbers of the Linux call `prctl`: end with the owner, no core, no new privileges.
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


def run() -> int:
    """Read the request from standard input, answer on standard output; return the exit code.

    A refusal may come after some lines of a result: it takes their place.
    """
    data, options = parse_request(sys.stdin.buffer.read())
    limit_process(options.limits)
    try:
        _answer(_read(data, options))
    except ImportFileError as refusal:
        _answer([write_refusal(refusal.code)])
    except MemoryError:
        _answer([write_refusal("too_large")])
    except RecursionError:
        _answer([write_refusal("too_deep")])
    return 0


def _answer(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _read(data: bytes, options: ImportOptions) -> Iterable[str]:
    from importers.formats import choose_importer, read_bytes_as

    importer = choose_importer(data, options)
    _load_all(importer, data)
    close_doors()
    return write_result(read_bytes_as(importer, data, options))


def _load_all(importer: Importer, data: bytes) -> None:
    """Load what an importer loads late, as long as files may still be opened."""
    load_encodings(data)
    load_late()
    prepare = getattr(importer, "prepare", None)
    if prepare is not None:
        prepare()


def load_late() -> None:
    """Load the modules of the standard library that others load in the middle of their work."""
    for name in _LATE:
        importlib.import_module(name)


def limit_process(limits: Limits) -> None:
    """Limit memory, processor time and privileges of this process for good.

    Windows has none of these calls; there the owner's time and answer limits hold alone.
    """
    resource = _resource()
    if resource is None:
        return
    _limit(resource, "RLIMIT_AS", limits.memory_bytes)
    _limit(resource, "RLIMIT_CORE", 0)
    # Between the two, the process ends by the signal that says why.
    _limit(resource, "RLIMIT_CPU", limits.cpu_seconds, limits.cpu_seconds + 5)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def close_doors() -> None:
    """From here on: no new file, no network, no process, whatever code is running.

    The interpreter refuses by itself; the limit on open files makes the kernel refuse as well.
    """
    sys.addaudithook(_refuse)
    resource = _resource()
    if resource is not None:
        _limit(resource, "RLIMIT_FSIZE", 0)
        _limit(resource, "RLIMIT_NPROC", 0)
        _limit(resource, "RLIMIT_NOFILE", 3)


def _limit(resource: ModuleType, name: str, value: int, ceiling: int | None = None) -> None:
    """Set one limit; one that this system does not know, or has set lower, is not an error."""
    with contextlib.suppress(ValueError, OSError, AttributeError):
        resource.setrlimit(getattr(resource, name), (value, value if ceiling is None else ceiling))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING) or not _is_code(path):
            raise PermissionError(event)
    elif event.startswith(_DENIED):
        raise PermissionError(event)


def _is_code(path: object) -> bool:
    """Say whether a path leads to the program's own modules, the only files it may still load."""
    if not isinstance(path, str):
        return False
    folders = (entry for entry in [*sys.path, sys.prefix, sys.base_prefix] if entry)
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _resource() -> ModuleType | None:
    try:
        import resource
    except ImportError:
        return None
    return resource


if __name__ == "__main__":
    sys.exit(run())
