"""An open casebook: opening and closing it, its keys, its safety, and how one step is run.

Which commands there are is in `casefile`, which builds on this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from chronology_app.model import new_id
from chronology_app.store import audit, book_file, keys
from chronology_app.store.backup import BackupContents, write_backup
from chronology_app.store.connection import store_errors, writing
from chronology_app.store.queries import Queries
from chronology_app.store.verify import VerifyReport, verify
from chronology_app.store.writer import Changed, Step

Clock = Callable[[], datetime]
Book = TypeVar("Book", bound="OpenCasebook")


def _now() -> datetime:
    return datetime.now(UTC)


class OpenCasebook:
    """One open casebook, on one thread."""

    def __init__(self, book: book_file.OpenBook, by: str, clock: Clock = _now) -> None:
        self._book = book
        self._clock = clock
        self._batch_id: str | None = None
        #: Who acts; commands may name somebody else.
        self.by = by
        #: Everything that can be asked.
        self.queries = Queries(book.connection)

    # --- opening and closing ---------------------------------------------------------------

    @classmethod
    def create(
        cls: type[Book],
        path: Path,
        passphrase: str,
        *,
        by: str,
        cost: keys.CostFactory = keys.full_cost,
        clock: Clock = _now,
    ) -> Book:
        """Make a new casebook with its `.keys` file and open it.

        Errors: FolderError when something is in the way, BadValueError for an empty passphrase.
        """
        return cls(book_file.create(path, passphrase, by, cost(), clock()), by, clock)

    @classmethod
    def open(cls: type[Book], path: Path, secret: str, *, by: str, clock: Clock = _now) -> Book:
        """Open a casebook with its passphrase or its recovery code.

        Errors: FolderError, CasebookInUseError, MissingKeysError, WrongPassphraseError,
            DamagedCasebookError, NewerCasebookError.
        """
        return cls(book_file.open_book(path, secret, by), by, clock)

    def close(self) -> None:
        """Close the casebook and give its lock free."""
        self._book.close()

    def __enter__(self: Book) -> Book:
        """Use the casebook in a block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it at the block's end."""
        self.close()

    @property
    def path(self) -> Path:
        """Where the casebook's file is."""
        return self._book.path

    @property
    def recovered(self) -> bool:
        """Whether a killed program's unfinished step was taken back when this was opened."""
        return self._book.recovered

    # --- keys ------------------------------------------------------------------------------

    def recovery_code(self, *, by: str | None = None) -> str:
        """Return the code that opens the casebook without passphrase or `.keys` file."""
        self._log_in_book("show_recovery_code", {}, by)
        return keys.recovery_code(self._book.data_key)

    def change_passphrase(
        self, passphrase: str, *, by: str | None = None, cost: keys.CostFactory = keys.full_cost
    ) -> Changed:
        """Wrap the data key with another passphrase; the casebook itself is not rewritten.

        Errors: BadValueError for an empty passphrase, FolderError.
        """
        book = self._book
        with keys.restored_on_failure(book.path):
            keys.write_keys(book.path, book.data_key, passphrase, book.casebook_id, cost())
            return self._log_in_book("change_passphrase", {}, by)

    def reading_key(self) -> bytes:
        """Return the key with which this program's worker processes open a `ReadingBook`.

        It opens everything: it goes to a worker through a pipe, and never to a file, a command
        line or the environment.
        """
        return self._book.data_key

    # --- keeping it whole ------------------------------------------------------------------

    def verify(self, head: str | None = None) -> VerifyReport:
        """Check the seals, the logs, every record, original and quote.

        `head` (COUNT:HEX), as it was once written down, must be how some log began.
        """
        with store_errors(self._book.path):
            return verify(self._book.connection, head)

    def backup(self, out: Path, *, by: str | None = None) -> BackupContents:
        """Copy the casebook and its keys into one encrypted file, read back after writing.

        Errors: FolderError, MissingKeysError, StoreError.
        """
        book = self._book
        head = self.queries.head()
        made = write_backup(
            book.path, out, casebook_id=book.casebook_id, head=head, at=self._clock()
        )
        self._log_in_book("backup", {"sha256": made.sha256, "head": head}, by)
        return made

    # --- several commands as one -------------------------------------------------------------

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let one undo take back all commands of the block. Each is still a step of its own.

        What was done stays done when a later command of the block fails.
        """
        outer = self._batch_id
        self._batch_id = outer or new_id()
        try:
            yield
        finally:
            self._batch_id = outer

    # --- how a command is run --------------------------------------------------------------

    @contextmanager
    def _step(self, case_id: str, command: str, by: str | None) -> Iterator[Step]:
        connection = self._book.connection
        with store_errors(self._book.path), writing(connection):
            yield Step(
                connection, case_id, command, by=by or self.by, at=self._clock(),
                batch_id=self._batch_id,
            )  # fmt: skip

    def _log_in_book(
        self, command: str, params: Mapping[str, str], by: str | None = None
    ) -> Changed:
        with store_errors(self._book.path), writing(self._book.connection):
            return self._note_in_book(command, params, by)

    def _note_in_book(self, command: str, params: Mapping[str, str], by: str | None) -> Changed:
        number = audit.add_entry(
            self._book.connection, "", at=self._clock(), by=by or self.by, command=command,
            params=params, touched=(),
        )  # fmt: skip
        return Changed(command, "", number)
