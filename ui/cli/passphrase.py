"""Where a passphrase comes from: a file, the environment or a prompt. Never from an argument."""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import os
import sys
from pathlib import Path

from chronology_app.errors import BadValueError, WrongPassphraseError, WrongUseError
from chronology_app.wording import say

_VARIABLE = "CHRONOLOGY_PASSPHRASE"
_PR_SET_DUMPABLE = 4
_NEW_VARIABLE = "CHRONOLOGY_NEW_PASSPHRASE"


class Passphrases:
    """Holds what the environment gave, which is dropped from it at the start."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        if _VARIABLE in os.environ:
            _hide_environment()
        self._given = os.environ.pop(_VARIABLE, None)
        self._given_new = os.environ.pop(_NEW_VARIABLE, None)

    def current(self) -> str:
        """Return the casebook's passphrase.

        Errors: WrongPassphraseError where nothing was given and nobody can be asked; OSError.
        """
        if self._file is not None:
            return first_line(Path(self._file))
        if self._given is not None:
            return self._given
        return _ask("cli.ask_passphrase")

    def first(self) -> str:
        """Return the passphrase for a new casebook, asked for twice. Errors: as `current`."""
        if self._file is not None or self._given is not None:
            return _not_empty(self.current())
        return _ask_twice()

    def new(self, file: str | None) -> str:
        """Return the passphrase to change to, asked for twice. Errors: as `current`."""
        if file is not None:
            return _not_empty(first_line(Path(file)))
        if self._given_new is not None:
            return _not_empty(self._given_new)
        return _ask_twice()


def _hide_environment() -> None:
    """Keep other programs of the same user from reading what this one was started with.

    Linux shows a process's first environment in /proc even after it was dropped; a process that
    is not dumpable shows it to nobody but the system's administrator.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def first_line(file: Path) -> str:
    """Return the first line of a text file. Errors: OSError, BadValueError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadValueError("cli.not_utf8", file=file.name) from cause
    return text.split("\n", 1)[0].rstrip("\r")


def _not_empty(words: str) -> str:
    if not words:
        raise WrongUseError("cli.empty_passphrase")
    return words


def _ask(message_id: str) -> str:
    if not sys.stdin.isatty():
        raise WrongPassphraseError("error.no_passphrase")
    return getpass.getpass(say(message_id) + " ")


def _ask_twice() -> str:
    first = _not_empty(_ask("cli.ask_new_passphrase"))
    if first != _ask("cli.ask_again"):
        raise WrongUseError("cli.passphrases_differ")
    return first
