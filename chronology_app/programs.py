"""Finds, starts and limits other processes: helper programs, and the box that reads foreign bytes.

What such a process is told to do, and what its answer means, is left to whoever starts it.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chronology_app.errors import ChronologyError

#: The first argument that makes a frozen program run one of its own modules instead.
RUN_MODULE = "--run-module"
_BOOT = (
    "import json, runpy, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "runpy.run_module(sys.argv[2], run_name='__main__', alter_sys=True)"
)
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessAnswer:
    """How a limited process ended."""

    output: bytes
    #: The exit code; negative where a signal ended the process.
    code: int
    timed_out: bool = False
    #: The process wrote more than it was allowed to, and was ended.
    too_much: bool = False
    #: How many bytes it wrote to standard error. They are never kept: they may hold case content.
    complaint_bytes: int = 0


def module_command(module: str) -> list[str]:
    """Return the command that runs one of our own modules in a new process of this program.

    The new interpreter is isolated (no environment, no user packages, no current folder) and gets
    our import path as an argument. A frozen program is called with `RUN_MODULE`, which its entry
    point hands to `run_own_module`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, RUN_MODULE, module]
    paths = [str(Path(__file__).resolve().parents[1])]
    paths += [str(Path(entry or ".").resolve()) for entry in sys.path]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, json.dumps(paths), module]


def run_limited(
    command: list[str], data: bytes, *, wall_seconds: float, output_bytes: int
) -> ProcessAnswer:
    """Give a process bytes on standard input and collect what it answers, within limits.

    The process gets an almost empty environment and no file of ours but the three pipes. It is
    ended when it takes longer than `wall_seconds` or answers more than `output_bytes`.
    Errors: ChronologyError "error.process_start" when it cannot be started.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=Path(sys.executable).anchor or None,
            close_fds=True,
            start_new_session=os.name == "posix",
        )
    except OSError as cause:
        raise ChronologyError("error.process_start", reason=cause.strerror or "") from cause
    return _Conversation(process, output_bytes).run(data, wall_seconds)


class _Conversation:
    """Feeds and drains the three pipes at once, so that neither side can wait for ever."""

    def __init__(self, process: subprocess.Popen[bytes], output_bytes: int) -> None:
        self._process = process
        self._output_bytes = output_bytes
        self._chunks: list[bytes] = []
        self._complaints = 0
        self._too_much = False

    def run(self, data: bytes, wall_seconds: float) -> ProcessAnswer:
        ends = time.monotonic() + wall_seconds
        workers = [
            threading.Thread(target=work, daemon=True)
            for work in (lambda: self._feed(data), self._collect, self._count_complaints)
        ]
        timed_out = False
        try:
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(max(0.0, ends - time.monotonic()))
            self._process.wait(max(0.1, ends - time.monotonic()))
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            self._end(workers)
        return ProcessAnswer(
            output=b"".join(self._chunks),
            code=self._process.returncode,
            timed_out=timed_out,
            too_much=self._too_much,
            complaint_bytes=self._complaints,
        )

    def _end(self, workers: list[threading.Thread]) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for worker in workers:
            if worker.ident is not None:
                worker.join(5.0)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()

    def _feed(self, data: bytes) -> None:
        pipe = _open(self._process.stdin)
        # A process that has heard enough closes its end; its answer says why.
        with contextlib.suppress(OSError, ValueError):
            pipe.write(data)
            pipe.close()

    def _collect(self) -> None:
        pipe, size = _open(self._process.stdout), 0
        while chunk := pipe.read1(_CHUNK):  # type: ignore[attr-defined]
            size += len(chunk)
            if size > self._output_bytes:
                self._too_much = True
                self._process.kill()
                return
            self._chunks.append(chunk)

    def _count_complaints(self) -> None:
        pipe = _open(self._process.stderr)
        while chunk := pipe.read1(_CHUNK):  # type: ignore[attr-defined]
            self._complaints += len(chunk)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _environment() -> dict[str, str]:
    """Return what a process needs to start at all: nothing of ours, no passphrase, no home."""
    kept = ("SYSTEMROOT", "WINDIR") if os.name == "nt" else ()
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def run_own_module(arguments: list[str]) -> bool:
    """Run the module that `module_command` named, when a frozen program was started for that.

    Returns False, having done nothing, when the arguments are an ordinary command line.
    """
    if arguments[:1] != [RUN_MODULE] or len(arguments) != 2:
        return False
    runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    return True
