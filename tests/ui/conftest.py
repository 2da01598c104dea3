"""The real main window without a screen, on an invented family's casebook; any complaint fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import prepared
from tests.desktop.inside import Inside, opened


@pytest.fixture(scope="session")
def _prepared_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "week.casebook"
    prepared.make_prepared(path)
    return path


@pytest.fixture
def week_book(_prepared_book: Path, tmp_path: Path) -> Path:
    """A casebook at the start of a busy week, of the test's own; see `tests.desktop.prepared`."""
    for end in ("", ".keys"):
        shutil.copy(f"{_prepared_book}{end}", tmp_path)
    return tmp_path / _prepared_book.name


@pytest.fixture
def inside() -> Iterator[Inside]:
    """The program with one window and nothing open; Qt's warnings and lost errors fail the test."""
    with opened() as found:
        yield found
    assert found.complaints == []


@pytest.fixture
def week(inside: Inside, week_book: Path) -> Inside:
    """The program with the prepared casebook open; `week.window`, `week.settle()`."""
    inside.open(week_book, prepared.PASSPHRASE, prepared.WORKER)
    return inside
