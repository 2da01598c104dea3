"""A file is read once, whole, or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from chronology_app.errors import ImportFileError
from importers.base import Limits
from importers.files import read_bytes


def refusal_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ImportFileError) as refusal:
        read_bytes(path, limits)
    assert refusal.value.params["file"] == path.name
    return refusal.value.code


def test_the_bytes_come_back_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(256)))
    assert read_bytes(file) == bytes(range(256))
    assert read_bytes(str(file)) == bytes(range(256))


def test_missing_files_folders_and_large_files_are_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.txt") == "missing"
    assert refusal_of(tmp_path / "no\0name") == "missing"
    assert refusal_of(tmp_path) == "folder"
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    assert refusal_of(file, Limits(file_bytes=4)) == "too_large"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_devices_and_pipes_are_never_opened(tmp_path: Path) -> None:
    assert refusal_of(Path("/dev/zero")) == "not_a_file"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal_of(pipe) == "not_a_file"


def test_a_link_to_a_file_is_read_and_a_broken_one_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "good").symlink_to(tmp_path / "a.txt")
    (tmp_path / "bad").symlink_to(tmp_path / "gone")
    assert read_bytes(tmp_path / "good") == b"x"
    assert refusal_of(tmp_path / "bad") == "missing"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the owner reads all")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    file.chmod(0)
    assert refusal_of(file) == "unreadable"


@pytest.mark.parametrize("change", ["grows", "shrinks", "is replaced", "is rewritten", "goes"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"first version")
    real = os.fstat
    calls = []

    def fstat(number: int) -> os.stat_result:
        calls.append(number)
        if len(calls) == 2:
            _change(file, change)
        return real(number)

    monkeypatch.setattr(os, "fstat", fstat)
    assert refusal_of(file) in ("changed_while_reading", "missing")


def _change(file: Path, change: str) -> None:
    if change == "grows":
        with file.open("ab") as opened:
            opened.write(b" and more")
    elif change == "shrinks":
        os.truncate(file, 3)
    elif change == "is rewritten":
        file.write_bytes(b"other version")
        os.utime(file, ns=(1, 1))
    elif change == "is replaced":
        other = file.with_name("b.txt")
        other.write_bytes(b"first version")
        other.replace(file)
    else:
        file.unlink()
