"""Every error the program can raise on purpose.

An error carries a message id and parameters, never a finished sentence: `chronology_app.wording`
turns them into words, so that this module stays at the bottom and imports nothing.
Parameters may hold file names and numbers that the user typed or chose, never case content.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns; part of its contract."""

    DONE = 0
    PROBLEMS = 1
    WRONG_USE = 2
    REFUSED = 3


class ChronologyError(Exception):
    """The base of all our errors.

    `message_id` names the sentence in `resources/i18n`; `params` fill it.
    """

    #: The sentence used when the raiser names none.
    message_id = "error.unexpected"
    exit_code = ExitCode.REFUSED

    def __init__(self, message_id: str | None = None, **params: object) -> None:
        self.message_id = message_id or type(self).message_id
        self.params = params
        super().__init__(self.message_id)


class WrongUseError(ChronologyError):
    """The command or its arguments make no sense."""

    message_id = "error.wrong_use"
    exit_code = ExitCode.WRONG_USE


class BadValueError(WrongUseError):
    """A value given by the user (a date, a code, a record) cannot be understood."""

    message_id = "error.bad_value"


class DateValueError(BadValueError):
    """A text is not a date value that we know (EDTF subset)."""

    message_id = "error.date_value"


class UnknownRecordError(WrongUseError):
    """No record has this id, reference or name."""

    message_id = "error.unknown_record"


class StoreError(ChronologyError):
    """The casebook cannot be opened, read or written."""

    message_id = "error.store"


class WrongPassphraseError(StoreError):
    """The passphrase or recovery code does not open this casebook."""

    message_id = "error.wrong_passphrase"


class DamagedCasebookError(StoreError):
    """The casebook, its keys or its journal is damaged, or is no casebook at all."""

    message_id = "error.damaged_casebook"


class MissingKeysError(StoreError):
    """The `.keys` file that belongs beside the casebook is not there."""

    message_id = "error.missing_keys"


class NewerCasebookError(StoreError):
    """The casebook was written by a newer version of the program."""

    message_id = "error.newer_casebook"


class CasebookInUseError(StoreError):
    """Another program or person has the casebook open."""

    message_id = "error.casebook_in_use"


class FolderError(StoreError):
    """A folder or file cannot be written: read-only, missing, full disk, open elsewhere."""

    message_id = "error.folder"


class UndoRefusedError(ChronologyError):
    """A step cannot be undone, because a record that it touched has moved on."""

    message_id = "error.undo_refused"


class ImportFileError(ChronologyError):
    """A file cannot be imported. `code` is one of the importers' outcome codes."""

    message_id = "import.unreadable"

    def __init__(self, code: str, message_id: str | None = None, **params: object) -> None:
        self.code = code
        super().__init__(message_id or f"import.{code}", **params)
        if code in ("missing", "folder"):
            self.exit_code = ExitCode.WRONG_USE


class ExportError(ChronologyError):
    """A document cannot be written."""

    message_id = "error.export"


class ExportRefusedError(ExportError):
    """The export gate stopped a document: `stops` lists what must be decided first."""

    message_id = "error.export_refused"

    def __init__(self, stops: tuple[object, ...], **params: object) -> None:
        self.stops = stops
        super().__init__(None, count=len(stops), **params)


class MissingProgramError(ChronologyError):
    """A helper program (LibreOffice, Tesseract) is not installed."""

    message_id = "error.missing_program"


class StoppedError(ChronologyError):
    """The user stopped the work (Ctrl-C, Cancel)."""

    message_id = "error.stopped"
    exit_code = ExitCode.PROBLEMS
