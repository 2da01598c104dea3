"""A casebook with a family and nothing else, for the tests of jobs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import Case
from tests.chronology_app.casebooks import CASE_ID, PASSPHRASE, Clock, cheap, people


@pytest.fixture
def book_with_family(tmp_path: Path) -> Iterator[Casebook]:
    """An open casebook with one case and its people."""
    path = tmp_path / "jobs.casebook"
    with Casebook.create(path, PASSPHRASE, by="Ruth Ames", cost=cheap, clock=Clock()) as book:
        book.add_case(Case(id=CASE_ID, reference="REF1", title="Hollins family"))
        book.set_people(CASE_ID, people())
        yield book
