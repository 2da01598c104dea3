"""Measures rendering 5,000 rows into Word against bare lxml cloning and python-docx, in one run.

Prints one JSON object. Run: ``python -m benchmarks.word``.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date

import docx
from lxml import etree

from chronology_app.documents.blocks import Column, Document, Row, Table
from exporters.word import build_word
from exporters.word_xml import build_tables, qn

ROWS = 5_000
#: python-docx needs more than proportionate time; it is measured on the whole as well.
REPEATS = 5
WORDS = (
    "home visit seen school food cold mother said father late alone asleep nurse letter asked "
    "cooked clean bedroom coat meeting agreed doctor teacher called"
).split()


def main() -> None:
    """Measure and print."""
    table = Table(
        (Column("Serial number", 21), Column("Date", 31), Column("Event - detail", 79),
         Column("Witness or document reference", 49)),
        tuple(_rows()),
    )  # fmt: skip
    document = Document(
        kind="chronology", title="Chronology", language="en", blocks=(table,), header="Header",
        footer="Footer", page_words=("Page", "of"), prepared_on=date(2022, 4, 1),
    )  # fmt: skip
    build_word(document)
    ours = _median(lambda: build_tables(table))
    bare = _median(lambda: _bare_cloning(table))
    add_row = _timed(lambda: _add_row_cells(table))
    whole = _median(lambda: build_word(document))
    print(
        json.dumps(
            {
                "benchmark": "word",
                "rows": ROWS,
                "render_rows_s": round(ours, 4),
                "bare_lxml_s": round(bare, 4),
                "add_row_cells_s": round(add_row, 4),
                "whole_document_s": round(whole, 4),
                "times_bare_lxml": round(ours / bare, 2),
                "faster_than_add_row": round(add_row / ours, 1),
                "limits": {"times_bare_lxml": 2.5, "faster_than_add_row": 7},
                "passed": ours <= 2.5 * bare and add_row >= 7 * ours,
            }
        )
    )


def _rows() -> list[Row]:
    dice = random.Random(5)
    return [
        Row(
            (
                str(number),
                f"{dice.randint(1, 28)} May 20{dice.randint(10, 22)}",
                " ".join(dice.choices(WORDS, k=dice.randint(8, 40))),
                f"Case notes, page {dice.randint(1, 90)}, entry of 4 March 2021",
            )
        )
        for number in range(1, ROWS + 1)
    ]


def _bare_cloning(table: Table) -> etree._Element:
    """Clone one row and set its words: what any rendering must at least do."""
    holder = etree.Element(qn("w:tbl"), nsmap={"w": qn("w:t")[1:-2]})
    pattern = deepcopy(build_tables(Table(table.columns, table.rows[:1]))[0][-1])
    name = qn("w:t")
    for row in table.rows:
        clone = deepcopy(pattern)
        for text, words in zip(clone.iter(name), row.cells, strict=True):
            text.text = words
        holder.append(clone)
    return holder


def _add_row_cells(table: Table) -> object:
    """Fill a table as python-docx's own examples do."""
    page = docx.Document()
    grid = page.add_table(rows=1, cols=len(table.columns))
    for row in table.rows:
        cells = grid.add_row().cells
        for cell, words in zip(cells, row.cells, strict=True):
            cell.text = words
    return page


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work) for _ in range(REPEATS))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
