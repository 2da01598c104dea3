"""A second, reading session of an open casebook, for a worker process.

The one writer stays `casefile.Casebook`, in the process that holds the lock.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from chronology_app.store.book_file import open_for_reading
from chronology_app.store.queries import Queries


class ReadingBook:
    """One consistent state of a casebook that another process has open; use it in a ``with`` block.

    `key` comes from `Casebook.reading_key` and goes from process to process through a pipe only.
    No lock is taken and nothing can be written. While the block lasts, the writer waits at the end
    of its next step: ask for what is needed, leave the block, then work on it.
    Errors on entering: FolderError, DamagedCasebookError, NewerCasebookError, StoreError when the
        writer's step went on for too long.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._open = ExitStack()
        self._queries: Queries | None = None

    @property
    def queries(self) -> Queries:
        """Everything that can be asked, inside the block."""
        assert self._queries is not None, "the reading book is not open"
        return self._queries

    def __enter__(self) -> ReadingBook:
        """Take hold of the casebook's newest finished state."""
        connection = self._open.enter_context(open_for_reading(self._path, self._key))
        self._queries = Queries(connection)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of it."""
        self._queries = None
        self._open.close()
