"""A command line to call from tests, with cheap keys and a casebook to work in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chronology_app.casefile import Casebook
from chronology_app.store.keys import KdfCost
from ui.cli import run

PASSPHRASE = "green harbour lamp"


def cheap_cost() -> KdfCost:
    """Return a cost that no casebook in use has: opening one is what these tests do most."""
    return KdfCost(memory_kib=8, passes=1)


@dataclass(frozen=True)
class Ran:
    """What one command gave."""

    code: int
    lines: list[dict[str, Any]]
    told: str

    def of(self, record: str) -> list[dict[str, Any]]:
        """Return the lines of one kind."""
        return [line for line in self.lines if line["record"] == record]


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys, monkeypatch) -> Cli:
    """Run a command with ``--json`` and return its exit code, lines and sentences."""

    def call(*arguments: object, passphrase: str | None = PASSPHRASE) -> Ran:
        monkeypatch.delenv("CHRONOLOGY_PASSPHRASE", raising=False)
        if passphrase is not None:
            monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", passphrase)
        capsys.readouterr()
        code = run([*map(str, arguments), "--json"])
        shown = capsys.readouterr()
        return Ran(code, [json.loads(line) for line in shown.out.splitlines()], shown.err)

    return call


PEOPLE = [
    {"name": "Ada Fern", "role": "child", "born": "2015-04-02", "aliases": ["Ada"]},
    {"name": "Ben Fern", "role": "child", "born": "2018-09-30", "aliases": ["Ben"]},
    {"name": "Rose Fern", "role": "mother", "aliases": ["Rose", "Mum"]},
]

NOTES = """12/03/2021 - Home visit - J. Hart, social worker
Ada and Ben were at home with Rose. The kitchen floor was covered in rubbish. No food in the fridge.
Ada said "I make the toast for Ben because Mum is asleep."

20/03/2021 - Case note
Car park pass requested from business support.

02/04/2021 - Telephone call from school
Ben was not brought to his hearing test on 1 April 2021.
"""


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A people file of an invented family."""
    file = tmp_path / "people.json"
    file.write_text(json.dumps(PEOPLE), encoding="utf-8")
    return file


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A file of case notes."""
    file = tmp_path / "notes.txt"
    file.write_text(NOTES, encoding="utf-8")
    return file


@pytest.fixture
def book(cli: Cli, family: Path, tmp_path: Path) -> Path:
    """A casebook with one case, F-1."""
    path = tmp_path / "family.casebook"
    Casebook.create(path, PASSPHRASE, by="test", cost=cheap_cost).close()
    assert cli("case", path, "--ref", "F-1", "--people", family).code == 0
    return path
