"""Makes, opens and closes the encrypted file with all that belongs beside it.

What a casebook's commands are is in `casefile`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from chronology_app.errors import (
    DamagedCasebookError,
    FolderError,
    MissingKeysError,
    NewerCasebookError,
    StoreError,
    WrongPassphraseError,
)
from chronology_app.model import new_id
from chronology_app.store import audit, keys, recovery, schema
from chronology_app.store.connection import (
    PAGE_BYTES,
    open_engine,
    snapshot,
    store_errors,
    writing,
)
from chronology_app.store.files import (
    check_casebook_name,
    check_folder,
    clear_errors,
    forget_leftovers,
    make_beside,
    real_path,
    sync_folder,
)
from chronology_app.store.lock import BookLock
from chronology_app.store.tables import META


@dataclass(frozen=True)
class OpenBook:
    """An open casebook: its file, its key and its one connection."""

    path: Path
    data_key: bytes
    casebook_id: str
    engine: Engine
    connection: Connection
    lock: BookLock
    #: A journal left by a killed program was played back when it was opened.
    recovered: bool = False

    def close(self) -> None:
        """Close the file and give its lock free."""
        try:
            self.connection.close()
            self.engine.dispose()
            recovery.remove_empty_journal(self.path)
        finally:
            self.lock.release()


def create(path: Path, passphrase: str, by: str, cost: keys.KdfCost, at: datetime) -> OpenBook:
    """Make a new casebook and its keys; open it.

    Errors: FolderError when something is in the way, BadValueError for an empty passphrase or a
        name that does not end in ".casebook".
    """
    path = real_path(path)
    check_folder(path)
    check_casebook_name(path)
    for there in (path, keys.keys_path(path)):
        if there.exists():
            raise FolderError("error.already_there", path=str(there))
    lock = BookLock(path, by)
    try:
        _forget_leftovers(path)
        data_key, casebook_id = keys.new_data_key(), new_id()
        # The keys come as late as can be: a killed program should leave none without a book.
        with (
            _made_beside(path, data_key, casebook_id, by, at) as beside,
            keys.restored_on_failure(path),
        ):
            keys.write_keys(path, data_key, passphrase, casebook_id, cost)
            with clear_errors(path):
                beside.replace(path)
        sync_folder(path.parent)
        return _open_file(path, data_key, lock)
    except BaseException:
        lock.release()
        raise


def open_book(path: Path, secret: str, by: str) -> OpenBook:
    """Open a casebook with its passphrase or its recovery code.

    A journal that a killed program left is checked before the database may see it, and everything
    is verified after it was played back.
    Errors: FolderError, CasebookInUseError, MissingKeysError, WrongPassphraseError,
        DamagedCasebookError, NewerCasebookError.
    """
    path = real_path(path)
    _check_file(path)
    lock = BookLock(path, by)
    try:
        _forget_leftovers(path)
        data_key, from_code = _data_key(path, secret)
        try:
            return _open_file(path, data_key, lock)
        except DamagedCasebookError as damage:
            if from_code and damage.message_id == DamagedCasebookError.message_id:
                raise WrongPassphraseError("error.recovery_code_other", path=str(path)) from None
            raise
    except BaseException:
        lock.release()
        raise


@contextmanager
def open_for_reading(path: Path, data_key: bytes) -> Iterator[Connection]:
    """Give the state of a casebook that its owner has open, beside the owner; nothing is written.

    Errors: FolderError, DamagedCasebookError, NewerCasebookError when the tables are not those of
        this program, StoreError when a step went on for longer than `connection.WAIT_SECONDS`.
    """
    path = real_path(path)
    # The file is not looked into here: closing it would free the locks of an owner in this process.
    if not path.is_file():
        raise FolderError("error.no_such_casebook", path=str(path))
    engine = _reading_engine(path, data_key)
    try:
        with store_errors(path), engine.connect() as connection, snapshot(connection):
            found = schema.version_of(connection, path)
            if found != schema.HEAD:
                raise NewerCasebookError(path=str(path), version=found)
            yield connection
    finally:
        engine.dispose()


def _reading_engine(path: Path, data_key: bytes) -> Engine:
    try:
        return open_engine(path, data_key, read_only=True)
    except FolderError as refused:
        # A killed program's unfinished step is there, and only the owner may take it back.
        raise StoreError(path=str(path), reason=str(refused.params.get("reason"))) from refused


def _check_file(path: Path) -> None:
    """Refuse what cannot be a casebook before anything is made beside it."""
    with clear_errors(path):
        if path.is_dir():
            raise FolderError("error.store_is_folder", path=str(path))
        if not path.exists():
            raise FolderError("error.no_such_casebook", path=str(path))
        _check_links(path)
        size = path.stat().st_size
        with path.open("rb") as handle:
            start = handle.read(16)
    # A killed program may leave a last page half written; its journal then says so.
    whole = size % PAGE_BYTES == 0 or recovery.has_journal(path)
    if size < PAGE_BYTES or not whole or start.startswith(b"SQLite format 3"):
        raise DamagedCasebookError("error.no_casebook", path=str(path))


def _check_links(path: Path) -> None:
    """Refuse a file with two names: under the other one its lock and journal are not seen."""
    if path.stat().st_nlink > 1:
        raise FolderError("error.casebook_linked", path=str(path))
    journal = recovery.journal_path(path)
    if journal.is_symlink():
        raise FolderError("error.link_beside", path=str(journal))


def _forget_leftovers(path: Path) -> None:
    for written in (path, keys.keys_path(path)):
        forget_leftovers(written)


def _data_key(path: Path, secret: str) -> tuple[bytes, bool]:
    """Return the data key, and whether it came from a recovery code."""
    try:
        return keys.read_data_key(path, secret), False
    except (WrongPassphraseError, MissingKeysError, DamagedCasebookError):
        if not keys.looks_like_recovery_code(secret):
            raise
        return keys.read_recovery_code(secret), True


def _open_file(path: Path, data_key: bytes, lock: BookLock) -> OpenBook:
    with recovery.journal_checked(path, data_key) as recovered:
        engine = open_engine(path, data_key)
        try:
            schema.bring_up_to_date(engine, path)
            connection = engine.connect()
            with store_errors(path):
                query = select(META.c.value).where(META.c.name == "casebook_id")
                casebook_id = connection.scalar(query)
            if casebook_id is None:
                raise DamagedCasebookError("error.no_casebook", path=str(path))
            _check_keys_belong(path, str(casebook_id))
            if recovered:
                recovery.verify_recovered(connection, path)
        except BaseException:
            engine.dispose()
            raise
    return OpenBook(path, data_key, str(casebook_id), engine, connection, lock, recovered)


def _check_keys_belong(path: Path, casebook_id: str) -> None:
    """Keys that are missing or damaged are no matter here: the recovery code opened the file."""
    try:
        named = keys.read_keys(path)["casebook"]
    except (MissingKeysError, DamagedCasebookError):
        return
    if named != casebook_id:
        raise DamagedCasebookError("error.keys_of_another", path=str(path))


@contextmanager
def _made_beside(
    path: Path, data_key: bytes, casebook_id: str, by: str, at: datetime
) -> Iterator[Path]:
    """Give a new file that may take its place in the block; else nothing is left of it."""
    with clear_errors(path):
        beside, handle = make_beside(path, "new")
        os.close(handle)
    leftovers = [beside, beside.with_name(beside.name + "-journal")]
    try:
        _fill(beside, data_key, casebook_id, by, at)
        yield beside
    except StoreError as error:
        error.params["path"] = str(path)
        raise
    finally:
        with suppress(OSError):
            for leftover in leftovers:
                leftover.unlink(missing_ok=True)


def _fill(beside: Path, data_key: bytes, casebook_id: str, by: str, at: datetime) -> None:
    engine = open_engine(beside, data_key)
    try:
        with store_errors(beside):
            schema.upgrade(engine, beside)
            facts = {"casebook_id": casebook_id, "made_at": at.isoformat()}
            with engine.connect() as connection, writing(connection):
                rows = [{"name": name, "value": value} for name, value in facts.items()]
                connection.execute(insert(META), rows)
                # The log begins with the file itself: no casebook is ever without it.
                audit.add_entry(
                    connection, "", at=at, by=by, command="new_casebook", params=facts, touched=()
                )
    finally:
        engine.dispose()
