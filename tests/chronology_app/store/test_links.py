"""Names and links: no link leads past lock or journal, and nothing is written through one."""

from __future__ import annotations

import os
import stat

import pytest

from chronology_app.casefile import Casebook, restore
from chronology_app.errors import (
    BadValueError,
    CasebookInUseError,
    DamagedCasebookError,
    FolderError,
)
from chronology_app.store import files, keys, recovery
from chronology_app.store.lock import BookLock, lock_path
from tests.chronology_app.casebooks import NAME, cheap, contents, reopen


@pytest.fixture
def link(book_path, tmp_path):
    """Return another name, in a folder of its own, that leads to the casebook."""
    folder = tmp_path / "desk"
    folder.mkdir()
    place = folder / "l.casebook"
    place.symlink_to(book_path)
    return place


@pytest.fixture
def victim(tmp_path):
    """Return a file that belongs to somebody else."""
    file = tmp_path / "victim.txt"
    file.write_bytes(b"mine" * 2000)
    return file


def test_a_casebook_that_is_open_is_in_use_under_every_name(book_path, link):
    with reopen(book_path), pytest.raises(CasebookInUseError):
        reopen(link)
    with reopen(link) as book:
        assert book.path == book_path.resolve()
        with pytest.raises(CasebookInUseError):
            reopen(book_path)
    assert [f.name for f in link.parent.iterdir()] == [link.name]


def test_a_link_leads_to_the_casebooks_own_keys_lock_and_journal(book_path, link):
    assert keys.keys_path(link) == keys.keys_path(book_path)
    assert lock_path(link) == lock_path(book_path)
    assert recovery.journal_path(link) == recovery.journal_path(book_path)


def test_a_damaged_journal_is_noticed_through_a_link_too(book_path, link):
    recovery.journal_path(book_path).write_bytes(os.urandom(9000))
    with pytest.raises(DamagedCasebookError, match="damaged_journal"):
        reopen(link)


def test_links_in_a_circle_are_said(tmp_path):
    one, two = tmp_path / "one.casebook", tmp_path / "two.casebook"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(FolderError):
        reopen(one)


def test_a_casebook_with_two_names_is_refused(book_path, tmp_path):
    os.link(book_path, tmp_path / "second.casebook")
    with pytest.raises(FolderError, match="casebook_linked"):
        reopen(book_path)
    (tmp_path / "second.casebook").unlink()
    reopen(book_path).close()


def test_a_link_in_the_journals_place_is_refused(book_path, victim):
    before = victim.read_bytes()
    recovery.journal_path(book_path).symlink_to(victim)
    with pytest.raises(FolderError, match="link_beside"):
        reopen(book_path)
    assert victim.read_bytes() == before


@pytest.mark.parametrize("make", ["symlink_to", "hardlink_to"])
def test_a_lock_that_leads_elsewhere_is_not_written(book_path, victim, make):
    before = victim.read_bytes()
    getattr(lock_path(book_path), make)(victim)
    with pytest.raises(FolderError, match="link_beside"):
        reopen(book_path)
    assert victim.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_lock_that_is_no_file_is_refused(book_path):
    os.mkfifo(lock_path(book_path))
    with pytest.raises(FolderError, match="link_beside"):
        reopen(book_path)
    assert stat.S_ISFIFO(lock_path(book_path).stat().st_mode)


def test_what_is_written_beside_has_a_name_that_nobody_can_foresee(tmp_path, victim):
    names = set()
    for _ in range(2):
        with files.write_beside(tmp_path / "b.backup") as out:
            out.write(b"new")
            names |= {file.name for file in tmp_path.glob(".b.backup*")}
    assert len(names) == 2
    assert (tmp_path / "b.backup").read_bytes() == b"new"


def test_a_link_that_stands_in_the_place_to_write_is_replaced_not_followed(tmp_path, victim):
    before = victim.read_bytes()
    (tmp_path / ".b.backup.part").symlink_to(victim)
    (tmp_path / "b.backup").symlink_to(victim)
    files.write_whole(tmp_path / "b.backup", b"new")
    assert victim.read_bytes() == before
    assert (tmp_path / "b.backup").read_bytes() == b"new"


def test_what_killed_programs_left_is_taken_away_when_the_casebook_is_opened(book_path):
    left = book_path.with_name(f".{NAME}.keys.0123abcd.part")
    others = book_path.with_name(f".{NAME}.of-mine.part")
    left.write_bytes(b"half")
    others.write_bytes(b"mine")
    reopen(book_path).close()
    assert not left.exists()
    assert others.exists()


RESERVED = ["-journal", ".lock", ".part", ".keys", "-wal", ".KEYS", "-journal.before-recovery"]


@pytest.mark.parametrize("ending", RESERVED)
@pytest.mark.parametrize("name", [NAME, "other.casebook"])
def test_no_backup_takes_a_name_of_a_casebooks_own_files(book, ending, name):
    out = book.path.with_name(name + ending)
    there = out.exists()
    with pytest.raises(FolderError):
        book.backup(out)
    assert out.exists() == there
    assert book.verify().fine


def test_no_backup_is_written_over_the_casebook_by_another_name(book, link):
    with pytest.raises(FolderError, match="already_there"):
        book.backup(link)


@pytest.mark.parametrize("name", ["book", "book.docx", "book.casebook.keys", ".casebook"])
def test_a_new_casebook_has_a_casebooks_name(tmp_path, name):
    with pytest.raises(BadValueError, match="casebook_name"):
        Casebook.create(tmp_path / name, "words", by="A", cost=cheap)
    assert list(tmp_path.iterdir()) == []


def test_a_restored_casebook_has_a_casebooks_name(book, tmp_path):
    book.backup(tmp_path / "b.backup")
    with pytest.raises(BadValueError, match="casebook_name"):
        restore(tmp_path / "b.backup", tmp_path / "again.docx")
    restore(tmp_path / "b.backup", tmp_path / "Again.CASEBOOK")
    with reopen(tmp_path / "Again.CASEBOOK") as again:
        assert contents(again) == contents(book)


def test_a_full_disk_does_not_keep_anyone_from_reading(book_path, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chronology_app.store.lock.os.write", full)
    with reopen(book_path) as book:
        assert book.queries.cases()
        with pytest.raises(CasebookInUseError):
            BookLock(book_path, "B")
    assert not lock_path(book_path).exists()
