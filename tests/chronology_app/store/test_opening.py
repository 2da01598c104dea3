"""Opening and making casebooks: what is in the way, who has it open, what is no casebook at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import (
    BadValueError,
    CasebookInUseError,
    DamagedCasebookError,
    FolderError,
    MissingKeysError,
    NewerCasebookError,
    WrongPassphraseError,
)
from chronology_app.model import Case
from chronology_app.store import keys
from chronology_app.store.connection import open_engine
from chronology_app.store.lock import BookLock, lock_path
from chronology_app.wording import say
from tests.chronology_app.casebooks import CASE_ID, NAME, PASSPHRASE, cheap, contents, reopen

needs_rights = pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")


def sentence(error) -> str:
    return say(error.value.message_id, **error.value.params)


def test_a_closed_casebook_is_two_private_files(book_path):
    reopen(book_path).close()
    assert sorted(f.name for f in book_path.parent.iterdir()) == [NAME, f"{NAME}.keys"]


def test_a_new_casebook_is_private(tmp_path):
    with Casebook.create(tmp_path / "n.casebook", "words", by="A", cost=cheap) as book:
        book.add_case(Case(reference="R"))
        modes = {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
        assert len(list(tmp_path.iterdir())) == 4
    assert modes == {0o600}


@pytest.mark.parametrize("there", ["n.casebook", "n.casebook.keys"])
def test_nothing_is_overwritten_by_a_new_casebook(tmp_path, there):
    (tmp_path / there).write_bytes(b"mine")
    with pytest.raises(FolderError, match="already_there"):
        Casebook.create(tmp_path / "n.casebook", "words", by="A", cost=cheap)
    assert (tmp_path / there).read_bytes() == b"mine"
    assert [f.name for f in tmp_path.iterdir()] == [there]


def test_a_new_casebook_in_no_folder_or_under_a_folders_name(tmp_path):
    with pytest.raises(FolderError, match="store_no_folder"):
        Casebook.create(tmp_path / "no" / "n.casebook", "words", by="A", cost=cheap)
    (tmp_path / "n.casebook").mkdir()
    with pytest.raises(FolderError, match="store_is_folder"):
        Casebook.create(tmp_path / "n.casebook", "words", by="A", cost=cheap)


def test_an_empty_passphrase_leaves_nothing(tmp_path):
    with pytest.raises(BadValueError, match="empty_passphrase"):
        Casebook.create(tmp_path / "n.casebook", "", by="A", cost=cheap)
    assert list(tmp_path.iterdir()) == []


@needs_rights
def test_a_read_only_folder_is_said(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FolderError, match="store_read_only"):
            Casebook.create(tmp_path / "n.casebook", "words", by="A", cost=cheap)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_casebook_moved_while_it_is_open_is_not_written_to(book_path):
    with reopen(book_path) as book:
        book_path.rename(book_path.with_name("moved.casebook"))
        with pytest.raises(FolderError, match="store_moved"):
            book.add_case(Case(reference="LATE", title="Late"))


def test_a_wrong_passphrase_opens_nothing_and_leaves_no_lock(book_path):
    with pytest.raises(WrongPassphraseError) as error:
        Casebook.open(book_path, "wrong", by="A")
    assert str(book_path) in sentence(error)
    assert not lock_path(book_path).exists()


def test_without_keys_the_recovery_code_opens_and_a_new_passphrase_may_be_chosen(book_path):
    with reopen(book_path) as book:
        code, before = book.recovery_code(), contents(book)
    keys.keys_path(book_path).unlink()
    with pytest.raises(MissingKeysError) as error:
        Casebook.open(book_path, PASSPHRASE, by="A")
    assert "recovery code" in sentence(error)
    with Casebook.open(book_path, code.lower(), by="A") as book:
        assert contents(book) == before
        book.change_passphrase("new words", cost=cheap)
    with Casebook.open(book_path, "new words", by="A") as book:
        assert contents(book) == before
    with pytest.raises(WrongPassphraseError):
        Casebook.open(book_path, PASSPHRASE, by="A")


def test_changing_the_passphrase_does_not_rewrite_the_casebook(book_path):
    with reopen(book_path) as book:
        before = book_path.read_bytes()
        size = len(before)
        book.change_passphrase("new words", cost=cheap)
        after = book_path.read_bytes()
    same = sum(before[n : n + 4096] == after[n : n + 4096] for n in range(0, size, 4096))
    assert same > size // 4096 * 0.9


def test_another_casebooks_code_and_keys_do_not_open(book_path, tmp_path):
    with Casebook.create(tmp_path / "o.casebook", PASSPHRASE, by="A", cost=cheap) as other:
        code = other.recovery_code()
    with pytest.raises(WrongPassphraseError, match="recovery_code_other"):
        Casebook.open(book_path, code, by="A")
    shutil.copy(tmp_path / "o.casebook.keys", keys.keys_path(book_path))
    with pytest.raises(DamagedCasebookError):
        Casebook.open(book_path, PASSPHRASE, by="A")


def test_a_swapped_keys_file_is_named_when_the_code_opens(book_path):
    with reopen(book_path) as book:
        code, data_key = book.recovery_code(), book._book.data_key
    keys.write_keys(book_path, data_key, "words", "another casebook", cheap())
    with pytest.raises(DamagedCasebookError, match="keys_of_another"):
        Casebook.open(book_path, "words", by="A")
    keys.keys_path(book_path).unlink()
    Casebook.open(book_path, code, by="A").close()


def _plain_database(path):
    with contextlib.closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE t (a)")
        plain.commit()


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 a document"),
        lambda path: path.write_bytes(os.urandom(4096 * 3 + 1)),
        _plain_database,
    ],
)
def test_a_foreign_or_empty_file_is_no_casebook_and_stays_as_it_is(book_path, make):
    book_path.unlink()
    make(book_path)
    before = book_path.read_bytes()
    with pytest.raises(DamagedCasebookError, match="no_casebook"):
        reopen(book_path)
    assert book_path.read_bytes() == before


def test_random_pages_are_a_damaged_casebook(book_path):
    book_path.write_bytes(os.urandom(4096 * 5))
    with pytest.raises(DamagedCasebookError):
        reopen(book_path)


def test_no_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(FolderError, match="no_such_casebook"):
        reopen(tmp_path / "n.casebook")
    with pytest.raises(FolderError, match="store_is_folder"):
        reopen(tmp_path)


def test_another_encrypted_database_is_no_casebook(book_path):
    with reopen(book_path) as book:
        key = book._book.data_key
    book_path.unlink()
    engine = open_engine(book_path, key)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    engine.dispose()
    with pytest.raises(DamagedCasebookError, match="no_casebook"):
        reopen(book_path)


def test_a_newer_casebook_is_refused_and_stays_as_it_is(book_path):
    with reopen(book_path) as book:
        book._book.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = book_path.read_bytes()
    with pytest.raises(NewerCasebookError) as error:
        reopen(book_path)
    assert "9999" in sentence(error)
    assert book_path.read_bytes() == before


def test_a_second_program_is_told_who_has_it_open(book_path):
    with reopen(book_path, by="Huw Pyle"):
        with pytest.raises(CasebookInUseError) as error:
            reopen(book_path)
        assert "Huw Pyle" in sentence(error)
        assert str(os.getpid()) in sentence(error)
        assert json.loads(lock_path(book_path).read_text())["by"] == "Huw Pyle"
    reopen(book_path).close()


def test_a_lock_that_nobody_has_written_yet_is_a_lock(book_path):
    lock = BookLock(book_path, "A")
    lock_path(book_path).write_bytes(b"")
    with pytest.raises(CasebookInUseError):
        BookLock(book_path, "B")
    lock.release()
    lock.release()


HOLD = """
import sys, time
from pathlib import Path
from chronology_app.store.lock import BookLock
lock = BookLock(Path(sys.argv[1]), "killed")
print("held", flush=True)
time.sleep(60)
"""


def test_a_killed_programs_lock_is_taken_over_at_once(book_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(book_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    with holder, holder.stdout:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CasebookInUseError):
            reopen(book_path)
        holder.kill()
        holder.wait()
    assert lock_path(book_path).exists()
    with reopen(book_path) as book:
        assert json.loads(lock_path(book_path).read_text())["by"] == "Ruth Ames"
        assert book.queries.case(CASE_ID).reference == "REF1"


def test_a_full_disk_is_said_and_the_step_leaves_nothing(book_path):
    with reopen(book_path) as book:
        before = contents(book)
        connection = book._book.connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.rollback()
        case = Case(id="big", reference="BIG", title="x" * 100_000)
        with pytest.raises(FolderError, match="store_full"):
            book.add_case(case)
        assert contents(book) == before
        assert book.verify().fine
    with reopen(book_path) as book:
        assert contents(book) == before


def test_keys_that_cannot_be_written_leave_the_old_ones(book_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with reopen(book_path) as book:
        monkeypatch.setattr("chronology_app.store.files.os.fsync", full)
        with pytest.raises(FolderError, match="store_full"):
            book.change_passphrase("new words", cost=cheap)
        monkeypatch.undo()
    names = sorted(f.name for f in book_path.parent.iterdir())
    assert names == [NAME, f"{NAME}.keys"]
    reopen(book_path).close()


def test_a_passphrase_change_that_cannot_be_logged_is_no_change(book_path, monkeypatch):
    def full(*_: object, **__: object) -> int:
        raise FolderError("error.store_full", path="x")

    with reopen(book_path) as book:
        monkeypatch.setattr("chronology_app.store.audit.add_entry", full)
        with pytest.raises(FolderError):
            book.change_passphrase("new words", cost=cheap)
        monkeypatch.undo()
    reopen(book_path).close()


def test_a_disk_too_small_for_a_new_casebook_leaves_nothing(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise FolderError("error.store_full", path="beside")

    monkeypatch.setattr("chronology_app.store.schema.upgrade", full)
    with pytest.raises(FolderError) as error:
        Casebook.create(tmp_path / "n.casebook", "words", by="A", cost=cheap)
    assert str(tmp_path / "n.casebook") in sentence(error)
    assert list(tmp_path.iterdir()) == []


def test_the_newest_step_tells_an_older_file_from_a_newer(book_path):
    older = book_path.read_bytes()
    with reopen(book_path) as book:
        before = book.last_step
        book.add_case(Case(reference="REF2"))
        after = book.last_step
    assert after.number == before.number + 2
    assert before.at is not None
    assert after.at is not None
    book_path.write_bytes(older)
    with reopen(book_path) as book:
        assert book.last_step == before
