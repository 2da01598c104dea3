"""Reads a sheet of numbers over time, in the box, into tables of cells.

What its columns mean is in `presenters.series`; nothing of the file is kept as a source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from chronology_app.errors import ImportFileError
from chronology_app.model import ReadResult
from importers.base import ImportOptions
from importers.box import read_in_box
from importers.files import read_bytes
from ui.jobs.beside import Job

#: Endings of the files whose cells can be read, for choosing one.
ENDINGS = ("xlsx", "xlsm", "csv", "tsv")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: rows of cells, each with the row number that the sheet gives it."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((len(cells) for _, cells in self.rows), default=0)


def read_sheets(job: Job, file: Path) -> tuple[SheetTable, ...]:
    """Read a file's tables. Errors: ImportFileError, also for one without a table; OSError."""
    data = read_bytes(file)
    result: ReadResult = job.process(read_in_box, data, ImportOptions(file_name=file.name))
    found = tables_of(result)
    if not found:
        raise ImportFileError("no_table", file=file.name)
    return found


def tables_of(result: ReadResult) -> tuple[SheetTable, ...]:
    """Return the tables of what was read; cells of one place are one cell."""
    cells: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for passage in result.passages:
        place = passage.locator
        if passage.kind != "cell" or place.row is None or place.column is None:
            continue
        row = cells[place.sheet or ""][place.row]
        held = row.get(place.column)
        row[place.column] = f"{held}\n{passage.text}" if held else passage.text
    return tuple(
        SheetTable(name, tuple(
            (number, tuple(row.get(n, "") for n in range(1, max(row) + 1)))
            for number, row in sorted(rows.items())
        ))
        for name, rows in cells.items()
    )  # fmt: skip
