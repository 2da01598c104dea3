"""Opens the encrypted file, sets how it is kept safe, and turns the database's errors into ours.

What is in the file is for the other modules of `store`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, ExceptionContext, Select, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from chronology_app.errors import (
    BadValueError,
    ChronologyError,
    DamagedCasebookError,
    FolderError,
    StoreError,
)
from chronology_app.store.files import folder_error

PAGE_BYTES = 4096

#: How long one program waits for another's step or snapshot before it gives up.
WAIT_SECONDS = 60.0

#: A rollback journal that is emptied, not removed; nothing of the content outside the encrypted
#: file; freed pages wiped. In WAL mode one flipped bit loses confirmed rows in silence.
_SAFEGUARDS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-64000",
)

#: A reader beside the writer changes nothing, not even what a killed program left unfinished.
_READING = (
    "PRAGMA query_only=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-64000",
)

#: The database's word for a place that cannot be used -> our sentence.
_FOLDER_SENTENCES = {
    "FULL": "error.store_full",
    "READONLY": "error.store_read_only",
    "PERM": "error.store_read_only",
    "CANTOPEN": "error.store_read_only",
    "IOERR": "error.folder",
}


def open_engine(path: Path, data_key: bytes, *, read_only: bool = False) -> Engine:
    """Return an engine with the one connection to an encrypted file, made when it is not there.

    With `read_only` the file must be there, and nothing of it can be changed.
    Errors: DamagedCasebookError when the key does not open it, FolderError.
    """

    def connect() -> Any:
        return _connect(path, data_key, read_only)

    engine = create_engine(
        "sqlite://", creator=connect, module=driver, poolclass=StaticPool,
        execution_options={"casebook": path},
    )  # fmt: skip

    def translate(context: ExceptionContext) -> None:
        raise database_error(context.original_exception, path) from context.original_exception

    event.listen(engine, "handle_error", translate)
    with store_errors(path), engine.connect():
        return engine


def _connect(path: Path, data_key: bytes, read_only: bool) -> Any:
    target = _read_only_uri(path) if read_only else str(path)
    raw = driver.connect(target, WAIT_SECONDS, isolation_level=None, uri=read_only)
    try:
        # Before the key: a wrong one would otherwise print to standard error.
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
        raw.execute(f"PRAGMA cipher_page_size={PAGE_BYTES}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _READING if read_only else _SAFEGUARDS:
            raw.execute(setting)
    except BaseException:
        raw.close()
        raise
    return raw


def _read_only_uri(path: Path) -> str:
    address = path.absolute().as_uri()
    # The database takes no host in the address of a network share: its name belongs to the path.
    shared = address.startswith("file://") and not address.startswith("file:///")
    return (address.replace("file://", "file:////", 1) if shared else address) + "?mode=ro"


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Run the block's questions on one state of the file; a writer waits to finish its step."""
    with connection.begin():
        connection.exec_driver_sql("BEGIN")
        # Only the first question takes hold of the state.
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        yield


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Run the block in one transaction: all of it is kept, or, when it fails, nothing."""
    if connection.in_transaction():
        connection.rollback()  # only questions were asked since; they hold no lock
    try:
        with connection.begin():
            # The driver leaves transactions alone, so that each begins here, with the right to
            # write.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield
    except BaseException:
        # A commit for which a reader never made room leaves the transaction open.
        raw = connection.connection.dbapi_connection
        if raw is not None and raw.in_transaction:
            raw.rollback()
        raise


def raw_rows(
    connection: Connection, query: Select[Any], params: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Return all rows as the driver gives them: yes and no as 1 and 0, and half the time."""
    result = connection.execute(query, params)
    with store_errors(connection.get_execution_options()["casebook"]), closing(result):
        return list(result.cursor.fetchall())


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn errors of the database and the system inside the block into ours, naming the file."""
    try:
        yield
    except OSError as cause:
        raise folder_error(cause, path) from cause
    except UnicodeEncodeError as cause:
        raise BadValueError("error.unstorable_text") from cause
    except DBAPIError as cause:
        raise database_error(cause.orig, path) from cause
    except driver.Error as cause:
        raise database_error(cause, path) from cause
    except SQLAlchemyError as cause:
        if isinstance(cause.__cause__, UnicodeEncodeError):
            raise BadValueError("error.unstorable_text") from cause
        raise StoreError(path=str(path), reason=type(cause).__name__) from cause


def database_error(cause: BaseException | None, path: Path) -> ChronologyError:
    """Return our error for an error of the database."""
    if isinstance(cause, ChronologyError):
        return cause
    if isinstance(cause, UnicodeEncodeError):
        return BadValueError("error.unstorable_text")
    code = str(getattr(cause, "sqlite_errorname", "")) or type(cause).__name__
    kind = code.removeprefix("SQLITE_").split("_")[0]
    if kind == "CONSTRAINT":
        return BadValueError("error.record_twice")
    if kind in ("CORRUPT", "NOTADB"):
        return DamagedCasebookError(path=str(path))
    if kind == "READONLY" and not path.exists():
        # The database notices that its open file no longer stands under its name.
        return FolderError("error.store_moved", path=str(path), reason=code)
    if kind in _FOLDER_SENTENCES:
        return FolderError(_FOLDER_SENTENCES[kind], path=str(path), reason=code)
    return StoreError(path=str(path), reason=code)
