"""Works on a casebook until it is killed: imports, reviews, exports, and says each step it ended.

`python -m tests.long._worker FOLDER SEED (work | half)`, the passphrase on standard input. A step's
line is printed only when the step is safe. With `half` it kills itself in the middle of a step
that the journal has to take back.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from chronology_app.casefile import Casebook, TypedEntry
from chronology_app.dates import FuzzyDate
from chronology_app.documents.options import ExportOptions
from chronology_app.model import Case
from chronology_app.store import audit
from chronology_app.store.keys import KdfCost
from tests.long._invented import family, invented_file, names

BOOK = "long.casebook"
REFERENCE = "LONG"


def main(folder: Path, seed: int, mode: str) -> None:
    """Work for ever, or until half a step."""
    passphrase = sys.stdin.readline().rstrip("\n")
    with Casebook.open(folder / BOOK, passphrase, by="worker") as book:
        case_id = book.queries.case_by_reference(REFERENCE).id
        worker = Worker(book, case_id, folder, random.Random(seed))
        if mode == "half":
            worker.half()
        importlib.import_module("exporters.kinds")  # else most kills would fall into loading it
        _tell(ready=True)
        while True:
            worker.step()


class Worker:
    """One program at work on one case."""

    def __init__(self, book: Casebook, case_id: str, folder: Path, chance: random.Random) -> None:
        self.book = book
        self.case_id = case_id
        self.folder = folder
        self.chance = chance

    def step(self) -> None:
        """Do one thing that users do, and say so before and after."""
        steps: tuple[Callable[[], dict[str, Any]], ...] = (
            self.take_in, self.take_in, self.review, self.review, self.review, self.write_entry,
            self.send_out,
        )  # fmt: skip
        work = self.chance.choice(steps)
        _tell(started=work.__name__)
        found = work()
        _tell(ended=work.__name__, head=self.book.queries.head(self.case_id), **found)

    def take_in(self, lines: int = 40) -> dict[str, Any]:
        """Import a file or two."""
        count = self.chance.randrange(1, 3)
        batch = self.book.start_batch(self.case_id, count)
        sources = []
        for _ in range(count):
            file = invented_file(self.case_id, batch.id, self.chance, lines)
            self.book.add_source(
                file.source, file.data, file.passages, file.problems, file.suggestions
            )
            sources.append(file.source.id)
        self.book.finish_batch(batch.id)
        return {"sources": sources}

    def review(self) -> dict[str, Any]:
        """Decide on some of what waits."""
        waiting = self.book.queries.suggestions(self.case_id)[: self.chance.randrange(1, 8)]
        decisions: list[dict[str, Any]] = []
        for suggestion in waiting:
            do = self.chance.choice(("accept", "accept", "edit", "reject"))
            fields = {"fact": "Worded otherwise."} if do == "edit" else {}
            decisions.append({"id": suggestion.id, "do": do, "fields": fields})
        decided = self.book.decide(self.case_id, decisions)
        return {"events": [d.event_id for d in decided if d.event_id]}

    def write_entry(self) -> dict[str, Any]:
        """Type an entry."""
        listed = names()
        entry = TypedEntry(
            author=self.chance.choice(listed),
            text=f"Visit to {self.chance.choice(listed)}. {self.chance.random()}",
            date=FuzzyDate.parse("2020-03"),
            fields={"children": [listed[0]], "neglect_types": ["physical"]},
        )
        changed = self.book.add_entry(self.case_id, entry)
        return {"events": [t.id for t in changed.touched if t.table == "event"]}

    def send_out(self) -> dict[str, Any]:
        """Export the chronology."""
        from exporters.kinds import export  # loading it takes a second: see `main`

        view = self.book.queries.view(self.case_id)
        head = self.book.queries.head(self.case_id)
        target = self.folder / "out" / "chronology.docx"
        target.unlink(missing_ok=True)
        export(view, "chronology", ExportOptions(today=date(2024, 1, 1)), target)
        data = target.read_bytes()
        self.book.record_export(
            self.case_id, kind="chronology", profile="court",
            sha256=hashlib.sha256(data).hexdigest(), size=len(data), head=head,
        )  # fmt: skip
        return {}

    def half(self) -> None:
        """Die when half a big import is in the file: its journal must take it back."""
        connection = self.book._book.connection
        connection.exec_driver_sql("PRAGMA cache_size=8")
        connection.rollback()
        audit.add_entry = _die
        file = invented_file(self.case_id, None, self.chance, lines=300)
        self.book.add_source(file.source, file.data, file.passages, file.problems, file.suggestions)


def _die(*_: object, **__: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def prepare(folder: Path, passphrase: str, chance: random.Random, files: int = 1) -> str:
    """Make a casebook with a case and some work done in it; return its data key in hex."""
    (folder / "out").mkdir(exist_ok=True)
    path = folder / BOOK
    with Casebook.create(path, passphrase, by="worker", cost=lambda: KdfCost(8, 1, 1)) as book:
        case = Case(reference=REFERENCE)
        book.add_case(case)
        book.set_people(case.id, family())
        worker = Worker(book, case.id, folder, chance)
        for _ in range(files):
            worker.take_in()
            worker.review()
            worker.write_entry()
        return book._book.data_key.hex()


def _tell(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
