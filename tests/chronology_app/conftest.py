"""Gives tests a casebook of their own, quickly: one is made in a run, every test gets a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from tests.chronology_app import casebooks


@pytest.fixture(scope="session")
def casebook_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a closed casebook: one case, the family, one imported file."""
    folder = tmp_path_factory.mktemp("template")
    casebooks.make_casebook(folder)
    return folder


@pytest.fixture
def book_path(casebook_template: Path, tmp_path: Path) -> Path:
    """Return a closed casebook of the test's own."""
    return casebooks.copy_casebook(casebook_template, tmp_path)


@pytest.fixture
def book(book_path: Path) -> Iterator[Casebook]:
    """Return an open casebook of the test's own."""
    with casebooks.reopen(book_path) as opened:
        yield opened
