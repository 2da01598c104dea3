"""Short ways to read bytes and to look at what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology_app.model.sources import ReadResult
from importers.base import ImportOptions
from importers.formats import choose_importer, read_bytes_as

#: Material that is shared between checkouts of the project, and not part of it.
SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(data: bytes, name: str = "", password: str | None = None) -> ReadResult:
    """Read bytes in this process."""
    options = ImportOptions(file_name=name, file_password=password)
    return read_bytes_as(choose_importer(data, options), data, options)


def texts(result: ReadResult, kind: str | None = None) -> list[str]:
    """Return the passages' texts, all or of one kind."""
    return [item.text for item in result.passages if kind is None or item.kind == kind]


def codes(result: ReadResult) -> list[str]:
    """Return the notes' codes."""
    return [note.code for note in result.notes]


def shared_files(*folders: str) -> list[Path]:
    """Return the files of shared folders; none where they are absent."""
    return [
        path for name in folders for path in sorted((SHARED / name).rglob("*")) if path.is_file()
    ]


def parameters(files: list[Path]) -> list[object]:
    """Return test parameters for files, or one skipped parameter that says why."""
    if files:
        return [pytest.param(path, id=path.name) for path in files]
    why = "the development material is not beside this copy of the project"
    return [pytest.param(None, marks=pytest.mark.skip(reason=why))]
