"""Takes in records from files: what `export data` wrote, plans, scores and signed analyses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chronology_app.casefile import Casebook
from exporters.data import read_lines, read_record
from ui.jobs.analyses import add_analyses
from ui.jobs.json_lines import read_lines as read_rows


@dataclass(frozen=True, slots=True)
class LoadFiles:
    """The files that were named, by what they hold."""

    events: Path | None = None
    plan: Path | None = None
    scores: Path | None = None
    analyses: Path | None = None


def load_files(book: Casebook, case_id: str, files: LoadFiles) -> int:
    """Load the files' records into a case; returns how many there are. Errors: BadValueError."""
    count = 0
    if files.events:
        text = files.events.read_text(encoding="utf-8-sig").split("\n")
        records = [r for n, line in read_lines(text) if (r := read_record(n, line)) is not None]
        count += len(book.load(case_id, records).touched)
    if files.analyses:
        rows = read_rows(files.analyses)
        count += len(add_analyses(book, case_id, rows, files.analyses.name).touched)
    return count
