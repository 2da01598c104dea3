"""Writing files: whole or not at all, and a sentence that says what stands in the way."""

from __future__ import annotations

import errno
import os

import pytest

from chronology_app.errors import ExportError
from chronology_app.wording import say
from exporters import files
from exporters.files import write_file


def _refused(target, data=b"new"):
    with pytest.raises(ExportError) as refused:
        write_file(target, data)
    assert say(refused.value.message_id, "en", **refused.value.params)
    assert not list(target.parent.glob(".~[!l]*"))
    return refused.value.message_id


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path):
    target = tmp_path / "chronology.docx"
    write_file(target, b"first")
    assert target.stat().st_mode & 0o777 == 0o600
    target.chmod(0o640)
    write_file(target, b"second")
    assert target.read_bytes() == b"second"
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["chronology.docx"]  # noqa: PTH208


def test_a_missing_folder_and_a_folder_in_its_place_are_said(tmp_path):
    assert _refused(tmp_path / "none" / "a.docx") == "error.export_no_folder"
    (tmp_path / "a.docx").mkdir()
    assert _refused(tmp_path / "a.docx") == "error.export_is_folder"


def test_a_read_only_file_stays_as_it_is(tmp_path):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o400)
    assert _refused(target) == "error.export_read_only"
    assert target.read_bytes() == b"old"


def test_a_document_open_in_an_office_program_is_not_replaced(tmp_path):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    (tmp_path / ".~lock.a.docx#").write_text("somebody")
    assert _refused(target) == "error.export_in_use"
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "error.export_full"),
        (errno.EROFS, "error.export_read_only"),
        (errno.EBUSY, "error.export_in_use"),
        (errno.EIO, "error.export_failed"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_whatever_fails_on_the_way_the_old_file_stays(tmp_path, monkeypatch, code, sentence, step):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def fail(*_):
        raise OSError(code, os.strerror(code))

    if step == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail)
    else:
        monkeypatch.setattr(files.Path, "replace", fail)
    assert _refused(target) == sentence
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_on_windows_a_file_open_elsewhere_is_said_to_be_open(tmp_path, monkeypatch, winerror):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def fail(*_):
        error = PermissionError(errno.EACCES, "denied")
        error.winerror = winerror
        raise error

    monkeypatch.setattr(files.Path, "replace", fail)
    assert _refused(target) == "error.export_in_use"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_a_really_full_disk_is_said_to_be_full(tmp_path, monkeypatch):
    real = os.fdopen
    monkeypatch.setattr(files.os, "fdopen", lambda handle, mode: (os.close(handle),
                        real(os.open("/dev/full", os.O_WRONLY), mode))[1])  # fmt: skip
    assert _refused(tmp_path / "a.docx") == "error.export_full"
    assert not list(tmp_path.iterdir())


def test_what_a_killed_program_left_is_cleared_by_the_next_writing(tmp_path):
    target = tmp_path / "chronology [1].docx"
    old, young = tmp_path / ".~chronology [1].aaaa.docx", tmp_path / ".~chronology [1].bbbb.docx"
    other = tmp_path / ".~other.cccc.docx"
    for file in (old, young, other):
        file.write_bytes(b"half")
    for file in (old, other):
        os.utime(file, (1_000_000, 1_000_000))
    write_file(target, b"whole")
    assert set(tmp_path.iterdir()) == {young, other, target}
