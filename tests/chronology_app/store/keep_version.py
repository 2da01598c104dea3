"""Keeps a casebook of today's version for the tests of tomorrow's.

``python -m tests.chronology_app.store.keep_version`` writes ``_files/VERSION.sqlite.gz`` (a small
invented casebook's content, readable by anyone) and its ``.keys``. Run it when a version of the
tables is released, before the next migration is written; `casebooks.old_casebook` opens it.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from chronology_app.dates import FuzzyDate
from chronology_app.model import Finding, Person, ProtectedDetail
from chronology_app.model.codes import ProtectedKind
from chronology_app.store.keys import keys_path, read_data_key
from chronology_app.store.schema import HEAD
from tests.chronology_app.casebooks import CASE_ID, FILE, PASSPHRASE, make_casebook, reopen
from tests.factories import make

FOLDER = Path(__file__).resolve().parent / "_files"
#: Small pages, because most tables hold a row or none.
_PAGE_BYTES = 512


def keep(folder: Path, out: Path) -> Path:
    """Make a casebook in a folder, work on it, and write its plain content and its keys."""
    path = make_casebook(folder)
    _work_on(path)
    plain = folder / "plain.sqlite"
    data_key = read_data_key(path, PASSPHRASE)
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
    raw.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    raw.execute(f"PRAGMA plain.page_size={_PAGE_BYTES}")
    raw.execute("SELECT sqlcipher_export('plain')").fetchall()
    raw.execute("DETACH DATABASE plain")
    raw.close()
    kept = out / f"{HEAD}.sqlite.gz"
    kept.write_bytes(gzip.compress(plain.read_bytes(), 9, mtime=0))
    shutil.copy2(keys_path(path), out / f"{HEAD}.keys")
    return kept


def _work_on(path: Path) -> None:
    """Decide, sign, protect, record a spell and a birth, undo a step: a bit of everything."""
    with reopen(path) as book:
        book.decide(CASE_ID, [{"id": f"{FILE}-s{n}", "do": "accept"} for n in (1, 2, 4)])
        book.sign_off(CASE_ID, "prepared", "Ruth Ames")
        book.add_records(CASE_ID, [make(Finding)])
        unborn = Person(name="Unborn Hollins", role="child", due=FuzzyDate.parse("2023-11"))
        hidden = ProtectedDetail(kind=ProtectedKind.ADDRESS, value="3 Quarry Bank")
        book.set_person(CASE_ID, unborn, (), [hidden])
        book.record_birth(CASE_ID, unborn.id, FuzzyDate.parse("2023-10-21"), "Mali Hollins")
        book.add_spell(CASE_ID, ["nia"], "worker", "Elin Pugh", FuzzyDate.parse("2021"))
        book.save_view(CASE_ID, "chronology", "School", "{}")
        book.undo(CASE_ID)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        keep(Path(folder), FOLDER)
