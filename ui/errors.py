"""Turns any error into one sentence for the person at the screen; used by every way in."""

from __future__ import annotations

import errno

from chronology_app.errors import ChronologyError, ExitCode
from chronology_app.wording import say

_SYSTEM_SENTENCES = {
    errno.ENOSPC: "error.disk_full",
    errno.EDQUOT: "error.disk_full",
    errno.EACCES: "error.no_permission",
    errno.EPERM: "error.no_permission",
    errno.EROFS: "error.no_permission",
    errno.ENOENT: "error.no_such_file",
    errno.EISDIR: "error.is_a_folder",
    errno.ENOTDIR: "error.no_such_file",
}


def sentence(error: BaseException) -> str:
    """Return what to tell the user: what happened, where, and what to do."""
    if isinstance(error, ChronologyError):
        return _own_sentence(error)
    if isinstance(error, OSError):
        message_id = _SYSTEM_SENTENCES.get(error.errno or 0, "error.system")
        return say(message_id, file=_file_of(error), number=error.errno or 0)
    return say("error.unexpected", kind=type(error).__name__)


def exit_code(error: BaseException) -> ExitCode:
    """Return the command line's exit code for an error."""
    if isinstance(error, ChronologyError):
        return error.exit_code
    if isinstance(error, FileNotFoundError):
        return ExitCode.WRONG_USE
    return ExitCode.REFUSED


def _own_sentence(error: ChronologyError) -> str:
    try:
        return say(error.message_id, **error.params)
    except KeyError:
        return say("error.unexpected", kind=error.message_id)


def _file_of(error: OSError) -> str:
    return str(error.filename) if error.filename is not None else "-"
