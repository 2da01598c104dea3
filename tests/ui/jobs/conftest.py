"""A casebook with a family and nothing else, for the tests of jobs; made once, copied for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import Case
from tests.chronology_app.casebooks import (
    CASE_ID,
    NAME,
    PASSPHRASE,
    Clock,
    cheap,
    copy_casebook,
    people,
    reopen,
)


@pytest.fixture(scope="session")
def family_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed casebook: one case and its people."""
    folder = tmp_path_factory.mktemp("family")
    with Casebook.create(
        folder / NAME, PASSPHRASE, by="Ruth Ames", cost=cheap, clock=Clock()
    ) as book:
        book.add_case(Case(id=CASE_ID, reference="REF1", title="Hollins family"))
        book.set_people(CASE_ID, people())
    return folder


@pytest.fixture
def book_with_family(family_template: Path, tmp_path: Path) -> Iterator[Casebook]:
    """An open casebook of the test's own."""
    with reopen(copy_casebook(family_template, tmp_path)) as book:
        yield book
