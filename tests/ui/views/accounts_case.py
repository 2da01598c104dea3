"""A busy week in which more records tell of one event, and one names somebody new."""

from __future__ import annotations

from pathlib import Path

from chronology_app.casefile import Casebook
from tests.desktop import prepared

SCHOOL = prepared.SampleFile(
    "school_diary.txt", "Diary of the school", "school",
    (
        "15/06/2022 15:40 Owen collected from school by police as no adult was at home.",
        "20/06/2022 Her partner, Gareth Prosser, shouted at Nia outside school and she cried. Seen "
        "alone, Nia said she was frightened. Owen was not seen as he was asleep.",
    ),
)  # fmt: skip


def add_accounts(path: Path, *, accept: bool = False) -> None:
    """Import another file into the prepared casebook; `accept`: confirm all accounts at once."""
    with Casebook.open(path, prepared.PASSPHRASE, by=prepared.WORKER) as book:
        batch = book.start_batch(prepared.CASE_ID, 1)
        prepared.add_sample(book, batch.id, SCHOOL)
        book.finish_batch(batch.id)
        if accept:
            ids = [s.id for s in book.queries.suggestions(prepared.CASE_ID) if "ollected" in s.fact]
            book.decide(prepared.CASE_ID, [{"id": i, "do": "accept"} for i in ids])
