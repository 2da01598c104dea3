"""A backup is read back before it counts; a restored casebook is the same, or is not made."""

from __future__ import annotations

import json
import random
import zipfile

import pytest

from chronology_app.casefile import restore
from chronology_app.errors import (
    DamagedCasebookError,
    FolderError,
    MissingKeysError,
    StoreError,
)
from chronology_app.model.serial import canonical_json
from chronology_app.store import backup, keys
from tests.chronology_app.casebooks import CASE_ID, FILE, PASSPHRASE, contents, reopen


@pytest.fixture
def saved(book, tmp_path):
    """Return a backup of a casebook with an accepted event."""
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    book.backup(tmp_path / "monday.backup")
    return tmp_path / "monday.backup"


def test_a_restored_casebook_is_the_same(book, saved, tmp_path):
    out = tmp_path / "again.casebook"
    told = restore(saved, out)
    assert told.casebook_id == book._book.casebook_id
    with reopen(out) as again:
        assert contents(again) == contents(book)
        assert again.verify(book.queries.head(CASE_ID)).fine
        assert again.queries.head() == told.head
    assert out.stat().st_mode & 0o777 == 0o600
    assert keys.keys_path(out).stat().st_mode & 0o777 == 0o600


def test_a_preview_makes_nothing_and_tells_nothing_of_any_case(saved, tmp_path):
    before = sorted(f.name for f in tmp_path.iterdir())
    told = restore(saved, tmp_path / "again.casebook", preview=True)
    assert sorted(f.name for f in tmp_path.iterdir()) == before
    assert told.casebook_bytes > 100_000
    assert "Hollins" not in canonical_json(told)
    assert b"Hollins" not in saved.read_bytes()
    assert PASSPHRASE.encode() not in saved.read_bytes()


def test_a_backup_is_private_and_logged_after_it_was_made(book, saved):
    assert saved.stat().st_mode & 0o777 == 0o600
    last = book.queries.history()[-1]
    assert last.command == "backup"
    assert int(last.params["head"].split(":")[0]) == last.number - 1


def test_nothing_is_overwritten(book, saved, tmp_path):
    with pytest.raises(FolderError, match="already_there"):
        book.backup(saved)
    with pytest.raises(FolderError, match="already_there"):
        book.backup(book.path)
    for there in ("again.casebook", "again.casebook.keys", "again.casebook-journal"):
        (tmp_path / there).write_bytes(b"mine")
        with pytest.raises(FolderError, match="already_there"):
            restore(saved, tmp_path / "again.casebook")
        assert (tmp_path / there).read_bytes() == b"mine"
        (tmp_path / there).unlink()


def test_a_folder_in_the_way_or_missing_is_said(book, saved, tmp_path):
    with pytest.raises(FolderError, match="store_no_folder"):
        book.backup(tmp_path / "no" / "b")
    with pytest.raises(FolderError, match="store_is_folder"):
        restore(saved, tmp_path)
    with pytest.raises(FolderError, match="store_no_folder"):
        restore(tmp_path / "none.backup", tmp_path / "x.casebook")


def test_flipped_bits_make_no_casebook(saved, tmp_path):
    raw = saved.read_bytes()
    chance = random.Random(4)
    places = [chance.randrange(len(raw)) for _ in range(25)]
    places += [*range(0, 60, 3), *range(len(raw) - 200, len(raw), 9)]
    out = tmp_path / "again.casebook"
    outcomes = [_restored(_flip(raw, place, chance), saved, out) for place in places]
    assert set(outcomes) <= {"error.damaged_backup", "fine"}
    # What is fine is a bit of the container's own dates or flags, which say nothing.
    assert outcomes.count("fine") < len(places) / 2


def _flip(raw, place, chance):
    flipped = bytearray(raw)
    flipped[place] ^= 1 << chance.randrange(8)
    return flipped


def _restored(data, saved, out):
    saved.write_bytes(data)
    try:
        restore(saved, out)
    except DamagedCasebookError as error:
        return error.message_id if not out.exists() else "half restored"
    with reopen(out) as again:
        fine = again.verify().fine
    out.unlink()
    keys.keys_path(out).unlink()
    return "fine" if fine else "damaged and restored"


@pytest.mark.parametrize("make", [
    lambda path: path.write_bytes(b"not a backup"),
    lambda path: path.write_bytes(b""),
    lambda path: zipfile.ZipFile(path, "w").close(),
    lambda path: _pack(path, {"manifest.json": b"{}", "casebook": b"", "casebook.keys": b""}),
    lambda path: _pack(path, {"manifest.json": b"[]", "casebook": b"", "casebook.keys": b""}),
])  # fmt: skip
def test_a_foreign_file_is_no_backup(tmp_path, make):
    path = tmp_path / "f.backup"
    make(path)
    with pytest.raises(DamagedCasebookError, match="damaged_backup"):
        restore(path, tmp_path / "x.casebook")


def _pack(path, parts):
    with zipfile.ZipFile(path, "w") as pack:
        for name, data in parts.items():
            pack.writestr(name, data)


def test_without_keys_nothing_is_backed_up(book, tmp_path):
    keys.keys_path(book.path).unlink()
    with pytest.raises(MissingKeysError):
        book.backup(tmp_path / "b")


def test_what_cannot_be_read_back_is_not_kept(book, tmp_path, monkeypatch):
    def unreadable(path):
        raise DamagedCasebookError("error.damaged_backup", path=str(path))

    monkeypatch.setattr(backup, "read_backup", unreadable)
    before = book.queries.head()
    with pytest.raises(StoreError, match="backup_not_verified"):
        book.backup(tmp_path / "b.backup")
    assert not (tmp_path / "b.backup").exists()
    assert book.queries.head() == before


def test_a_disk_that_fills_up_leaves_no_half_backup(book, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chronology_app.store.files.os.fsync", full)
    with pytest.raises(FolderError, match="store_full"):
        book.backup(tmp_path / "b.backup")
    assert not list(tmp_path.glob("*b.backup*"))


def test_the_manifest_names_every_part(saved):
    with zipfile.ZipFile(saved) as pack:
        manifest = json.loads(pack.read("manifest.json"))
    assert set(manifest["files"]) == {"casebook", "casebook.keys"}
