"""Runs one command: opens what it needs, shows errors as sentences, returns the exit code."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from chronology_app.errors import ChronologyError, ExitCode
from chronology_app.programs import run_own_module
from ui import errors
from ui.cli.output import Output
from ui.cli.parser import build_parser
from ui.cli.passphrase import Passphrases


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    # A packaged program is its own interpreter: it starts its limited processes with itself.
    if run_own_module(given):
        return int(ExitCode.DONE)
    if not given or (len(given) == 1 and given[0].lower().endswith(".casebook")):
        return _run_desktop(given)
    _prepare_streams()
    arguments = build_parser().parse_args(given)
    output = Output(getattr(arguments, "json", False))
    arguments.passphrases = Passphrases(getattr(arguments, "passphrase_file", None))
    os.umask(0o077)
    try:
        return int(_work(arguments.work)(arguments, output))
    except KeyboardInterrupt:
        output.tell("error.stopped")
        return int(ExitCode.PROBLEMS)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong with the casebook.
        _discard_output()
        return int(ExitCode.DONE)
    except (ChronologyError, OSError) as error:
        output.record("error", {"sentence": errors.sentence(error), "code": _code(error)})
        output.sentence(errors.sentence(error))
        return int(errors.exit_code(error))
    except Exception as error:
        if os.environ.get("CHRONOLOGY_TRACEBACK"):
            raise
        output.record("error", {"sentence": errors.sentence(error), "code": type(error).__name__})
        output.sentence(errors.sentence(error))
        return int(ExitCode.REFUSED)
    finally:
        _close(output)


def _run_desktop(given: Sequence[str]) -> int:
    """Open the desktop program, with a casebook when one is named."""
    os.umask(0o077)
    # The window asks for passphrases itself; its worker processes shall not inherit one.
    Passphrases(None)
    try:
        desktop = importlib.import_module("ui.app")
    except ImportError as error:
        _prepare_streams()
        Output(False).tell("cli.no_window", reason=str(error))
        return int(ExitCode.REFUSED)
    return int(desktop.run_desktop(Path(given[0]) if given else None))


def _work(name: str) -> Callable[[argparse.Namespace, Output], int]:
    """Return the function that does a command, loading only what this one needs."""
    module, function = name.split(":")
    found: Callable[[argparse.Namespace, Output], int] = getattr(
        importlib.import_module(f"ui.cli.{module}"), function
    )
    return found


def _code(error: BaseException) -> str:
    if isinstance(error, ChronologyError):
        return error.message_id
    return type(error).__name__


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: object) -> None:
    """Treat a request to end like Ctrl-C, so that whole files are kept."""
    raise KeyboardInterrupt


def _close(output: Output) -> None:
    try:
        output.close()
    except BrokenPipeError:
        _discard_output()


def _discard_output() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
