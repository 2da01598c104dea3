"""Sees to it that the program leaves no trace of a case outside its casebooks.

No dump of its memory when it crashes, no words of an error on the terminal, no folders and file
names in the settings that all Qt programs share. What a casebook itself keeps is not its concern.
"""

from __future__ import annotations

import importlib
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType


def dump_nothing() -> None:
    """Let no file be written of this process's memory when it crashes: it holds open cases."""
    with suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def report_lines(problem: BaseException) -> list[str]:
    """Return kinds of errors and places in the program's own code, without the errors' texts.

    An error's text may hold words of a case.
    """
    lines: list[str] = []
    seen: BaseException | None = problem
    known: set[int] = set()
    while seen is not None and id(seen) not in known:
        known.add(id(seen))
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return lines


def tell_no_words() -> None:
    """Print of an error that nobody caught only where it happened, in whatever thread it did."""

    def tell(error: BaseException | None) -> None:
        if error is not None and sys.stderr is not None:
            print("\n".join(report_lines(error)), file=sys.stderr)

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        tell(error)

    sys.excepthook = on_error
    threading.excepthook = lambda told: tell(told.exc_value)
    sys.unraisablehook = lambda told: tell(told.exc_value)
