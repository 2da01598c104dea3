"""Copies a casebook and its keys into one file, and back; both stay encrypted as they are.

A backup is an uncompressed zip: a manifest with every size and SHA-256, the casebook, the keys.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from chronology_app.errors import DamagedCasebookError, FolderError, MissingKeysError, StoreError
from chronology_app.store.files import (
    check_casebook_name,
    check_folder,
    clear_errors,
    forget_leftovers,
    is_reserved,
    real_path,
    write_beside,
)
from chronology_app.store.keys import keys_path, restored_on_failure
from chronology_app.store.recovery import has_journal

_FORMAT = "chronology-backup"
_MANIFEST, _BOOK, _KEYS = "manifest.json", "casebook", "casebook.keys"
_PIECE = 1 << 20
_LARGEST_MANIFEST = 65_536


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds. Nothing of any case can be seen without the passphrase."""

    made_at: datetime
    casebook_id: str
    #: Head of the casebook's own log when the backup was made.
    head: str
    casebook_bytes: int
    keys_bytes: int
    sha256: str


def write_backup(
    book: Path, out: Path, *, casebook_id: str, head: str, at: datetime
) -> BackupContents:
    """Copy a casebook, between two of its steps, and its keys into `out`; read it back.

    Errors: FolderError, MissingKeysError, StoreError when it cannot be read back as written.
    """
    book, out = real_path(book), real_path(out)
    check_folder(out)
    if is_reserved(out):
        raise FolderError("error.reserved_name", path=str(out))
    parts = {_BOOK: book, _KEYS: keys_path(book)}
    if not parts[_KEYS].exists():
        raise MissingKeysError(path=str(parts[_KEYS]))
    if out in parts.values() or out.exists():
        raise FolderError("error.already_there", path=str(out))
    files = {name: _measured(path) for name, path in parts.items()}
    manifest = {
        "casebook": casebook_id, "files": files, "format": _FORMAT, "head": head,
        "made_at": at.isoformat(), "version": 1,
    }  # fmt: skip
    forget_leftovers(out)
    with write_beside(out) as handle, zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as pack:
        pack.writestr(_MANIFEST, _with_check(manifest))
        for name, path in parts.items():
            with path.open("rb") as source, pack.open(name, "w", force_zip64=True) as target:
                _copy(source, target)
    try:
        return read_backup(out)
    except StoreError:
        out.unlink(missing_ok=True)
        raise StoreError("error.backup_not_verified", path=str(out)) from None


def read_backup(file: Path) -> BackupContents:
    """Check every byte of a backup and say what it holds. Errors: DamagedCasebookError."""
    with _opened(file) as (pack, manifest):
        for name in (_BOOK, _KEYS):
            with pack.open(name) as source:
                if _copy(source, None) != manifest["files"][name]:
                    raise DamagedCasebookError("error.damaged_backup", path=str(file))
        return _contents(manifest)


def restore(file: Path, out: Path, *, preview: bool = False) -> BackupContents:
    """Make a casebook and its keys from a backup; with `preview` only say what it holds.

    Errors: DamagedCasebookError, FolderError when something is in the way.
    """
    contents = read_backup(file)
    if preview:
        return contents
    out = real_path(out)
    check_folder(out)
    check_casebook_name(out)
    for there in (out, keys_path(out)):
        if there.exists():
            raise FolderError("error.already_there", path=str(there))
    if has_journal(out):
        # Another casebook's unfinished step would be played into this one.
        raise FolderError("error.already_there", path=f"{out}-journal")
    forget_leftovers(out)
    with (
        _opened(file) as (pack, manifest),
        restored_on_failure(out),
        write_beside(out) as book,
    ):
        _copy_part(pack, manifest, _BOOK, book, file)
        # The casebook takes its place when its keys are there: at the end of this block.
        with write_beside(keys_path(out)) as keys:
            _copy_part(pack, manifest, _KEYS, keys, file)
    return contents


def _copy_part(
    pack: zipfile.ZipFile, manifest: dict[str, Any], name: str, target: BinaryIO, file: Path
) -> None:
    with pack.open(name) as source:
        if _copy(source, target) != manifest["files"][name]:
            raise DamagedCasebookError("error.damaged_backup", path=str(file))


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    damaged = DamagedCasebookError("error.damaged_backup", path=str(file))
    try:
        with clear_errors(file), zipfile.ZipFile(file) as pack:
            manifest = _manifest(pack)
            if manifest is None:
                raise damaged
            yield pack, manifest
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, EOFError):
        raise damaged from None


def _manifest(pack: zipfile.ZipFile) -> dict[str, Any] | None:
    """Return a manifest that is as it was written and fits the pack, or None."""
    infos = {info.filename: info for info in pack.infolist()}
    stored = all(info.compress_type == zipfile.ZIP_STORED for info in infos.values())
    if set(infos) != {_MANIFEST, _BOOK, _KEYS} or len(pack.infolist()) != 3 or not stored:
        return None
    if infos[_MANIFEST].file_size > _LARGEST_MANIFEST:
        return None
    raw = pack.read(_MANIFEST)
    manifest: dict[str, Any] = json.loads(raw)
    manifest.pop("check")
    ours = manifest["format"] == _FORMAT and manifest["version"] == 1
    return manifest if ours and raw == _with_check(manifest) else None


def _contents(manifest: dict[str, Any]) -> BackupContents:
    files = manifest["files"]
    return BackupContents(
        made_at=datetime.fromisoformat(manifest["made_at"]),
        casebook_id=manifest["casebook"],
        head=manifest["head"],
        casebook_bytes=files[_BOOK]["size"],
        keys_bytes=files[_KEYS]["size"],
        sha256=files[_BOOK]["sha256"],
    )


def _measured(path: Path) -> dict[str, Any]:
    with clear_errors(path), path.open("rb") as source:
        return _copy(source, None)


def _copy(source: IO[bytes], target: BinaryIO | IO[bytes] | None) -> dict[str, Any]:
    """Copy piece by piece and return what went through: its size and SHA-256."""
    measured, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        measured.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return {"sha256": measured.hexdigest(), "size": size}


def _with_check(manifest: dict[str, Any]) -> bytes:
    plain = json.dumps(manifest, sort_keys=True, separators=(",", ":"))
    check = hashlib.sha256(plain.encode("ascii")).hexdigest()
    return json.dumps({**manifest, "check": check}, sort_keys=True, indent=1).encode("ascii")
