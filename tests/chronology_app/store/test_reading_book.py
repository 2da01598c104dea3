"""Worker processes read one state of an open casebook beside its owner, and can change nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook, ReadingBook
from chronology_app.errors import DamagedCasebookError, FolderError, StoreError
from chronology_app.model import Analysis, Event
from chronology_app.store import connection as connections
from chronology_app.store.lock import lock_path
from tests.chronology_app.casebooks import CASE_ID, FILE, contents
from tests.factories import make

ROOT = Path(__file__).resolve().parents[3]

#: Takes path and key from its input; counts events, waits for a line, counts again, twice.
WORKER = """
import json, sys
from pathlib import Path
from chronology_app.casefile import ReadingBook
path, key, case_id = (sys.stdin.readline().strip() for _ in range(3))
def answer(value):
    print(json.dumps(value), flush=True)
for _ in range(2):
    with ReadingBook(Path(path), bytes.fromhex(key)) as book:
        answer(book.queries.event_count(case_id))
        sys.stdin.readline()
        answer(len(book.queries.view(case_id).events))
"""


def accept(book: Casebook, number: int) -> None:
    (result,) = book.decide(CASE_ID, [{"id": f"{FILE}-s{number}", "do": "accept"}])
    assert result.error is None


def test_another_process_sees_one_state_and_the_writer_waits_for_it(book):
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with worker:
        assert worker.stdin
        assert worker.stdout

        def tell(*lines: str) -> None:
            worker.stdin.write("".join(f"{line}\n" for line in lines))
            worker.stdin.flush()

        def heard() -> object:
            return json.loads(worker.stdout.readline())

        tell(str(book.path), book.reading_key().hex(), CASE_ID)
        assert heard() == 0
        # The worker holds its state; the step is finished as soon as the worker lets go of it.
        letting_go = threading.Timer(0.2, tell, [""])
        letting_go.start()
        accept(book, 1)
        assert heard() == 0, "the state changed under the reader"
        letting_go.join()
        assert heard() == 1
        tell("")
        assert heard() == 1
    assert worker.returncode == 0
    assert book.verify().fine


def test_a_reader_takes_no_lock_and_leaves_no_file(book):
    before = {path.name for path in book.path.parent.iterdir()}
    lock = lock_path(book.path).read_bytes()
    with ReadingBook(book.path, book.reading_key()) as reading:
        assert len(reading.queries.sources(CASE_ID)) == 1
        assert lock_path(book.path).read_bytes() == lock
    assert {path.name for path in book.path.parent.iterdir()} == before


def test_a_reader_cannot_write(book):
    before = contents(book)
    with ReadingBook(book.path, book.reading_key()) as reading:
        connection = reading.queries._connection
        with pytest.raises(StoreError):
            connection.exec_driver_sql("DELETE FROM event")
    assert contents(book) == before


def test_a_closed_casebook_can_be_read_as_well(book):
    key, path = book.reading_key(), book.path
    accept(book, 1)
    book.close()
    with ReadingBook(path, key) as reading:
        assert reading.queries.event_count(CASE_ID) == 1


def test_a_step_is_refused_when_a_reader_never_lets_go(book):
    book._book.connection.exec_driver_sql("PRAGMA busy_timeout=50")
    before = contents(book)
    with ReadingBook(book.path, book.reading_key()), pytest.raises(StoreError):
        book.add_records(CASE_ID, [make(Analysis, case_id=CASE_ID)])
    assert contents(book) == before
    accept(book, 1)
    assert len(book.queries.records(Event, CASE_ID)) == 1


def test_a_wrong_key_and_a_missing_file_are_refused(book, tmp_path):
    with pytest.raises(DamagedCasebookError), ReadingBook(book.path, bytes(32)):
        pass
    with (
        pytest.raises(FolderError, match="no_such_casebook"),
        ReadingBook(tmp_path / "none.casebook", book.reading_key()),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("file:///home/a/b.casebook", "file:///home/a/b.casebook?mode=ro"),
        ("file:///C:/Cases/b.casebook", "file:///C:/Cases/b.casebook?mode=ro"),
        ("file://server/cases/b.casebook", "file:////server/cases/b.casebook?mode=ro"),
    ],
)
def test_a_network_share_is_named_as_the_database_takes_it(address, expected):
    class Named:
        def absolute(self):
            return self

        def as_uri(self):
            return address

    assert connections._read_only_uri(Named()) == expected
