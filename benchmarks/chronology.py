"""Measures opening a long chronology in a real window against the bare query of its columns.

Prints JSON. Run: ``python benchmarks/chronology.py [--events 20000] [--out FILE]``. The casebook
is a temporary one with an invented case; the window is the program's own, drawn without a screen.
Every round opens the case in a new window, from the question for its events to the painted table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.desktop import long_case  # noqa: E402

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from tests.desktop.inside import Inside

ROUNDS = 7
LIMIT_SECONDS = 1.0
LIMIT_RATIO = 3.0
#: What the table shows and sorts by, as it lies in the casebook.
_COLUMNS = {
    "event": "id date_edtf date_text date_modifier date_earliest date_latest date_sort time kind "
             "fact court_wording action result key relied_on status significance record_class "
             "confirmed_by confirmed_how headline_account_id",
    "account": "event_id id agency recorded_by evidence author source_id time date_edtf "
               "date_earliest date_latest",
    "event_person": "event_id person_id",
    "concern": "event_id type",
    "strength": "event_id id",
    "child_words": "event_id id",
}  # fmt: skip


def measure(count: int) -> dict[str, object]:
    """Make a casebook, time both in turn, and time what a person does in the open table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.casebook"
        long_case.make_long(path, count)
        from tests.desktop.inside import opened

        with opened() as inside:
            inside.open(path, long_case.PASSPHRASE)
            inside.settle(0.5)
            bare, first, drawn = [], [], []
            for _ in range(ROUNDS):
                bare.append(_bare(inside))
                first_rows, whole = _open(inside)
                first.append(first_rows)
                drawn.append(whole)
            used = _use(inside)
        return {"events": count, "rounds": ROUNDS, **_told(bare, first, drawn), **used}


def _told(bare: list[float], first: list[float], drawn: list[float]) -> dict[str, object]:
    # The quickest of several: what the work itself takes, without what else the machine did.
    ratio = min(drawn) / min(bare)
    return {
        "bare_query_seconds": round(min(bare), 3),
        "first_rows_seconds": round(min(first), 3),
        "drawn_seconds": round(min(drawn), 3),
        "median_bare_query_seconds": round(statistics.median(bare), 3),
        "median_drawn_seconds": round(statistics.median(drawn), 3),
        "ratio": round(ratio, 2),
        "limit_seconds": LIMIT_SECONDS,
        "limit_ratio": LIMIT_RATIO,
        "within": min(drawn) <= LIMIT_SECONDS and ratio <= LIMIT_RATIO,
    }


def _bare(inside: Inside) -> float:
    """Return how long the plain rows take, asked on the casebook's own thread."""
    found: list[float] = []

    def work(book: Casebook) -> float:
        from sqlalchemy import select

        from chronology_app.store.connection import raw_rows
        from chronology_app.store.tables import TABLES

        started = time.perf_counter()
        for name, columns in _COLUMNS.items():
            table = TABLES[name].c
            query = select(*(table[column] for column in columns.split()))
            query = query.where(table.case_id == long_case.CASE_ID)
            if name == "event":
                query = query.order_by(table.date_sort, table.time, table.id)
            raw_rows(book.queries._connection, query, {})
        return time.perf_counter() - started

    book = inside.window.desk.book
    assert book is not None
    book.ask(None, work, found.append, _fail)
    inside.wait_for("the bare query", lambda: found)
    return found[0]


def _open(inside: Inside) -> tuple[float, float]:
    """Return how long it takes until the first rows, and until all rows, are painted."""
    from ui.places import Place

    window = inside.window
    known = window.screens.pop("chronology", None)
    if known is not None:
        window.go(Place("sources"))
        window.stack.removeWidget(known)
        known.deleteLater()
        inside.settle()
    started = time.perf_counter()
    window.go(Place("chronology"))
    screen: Any = window.screens["chronology"]
    paints = _Paints(screen.table.viewport())
    inside.wait_for("the first rows", lambda: paints.count and screen.model.rowCount())
    first = time.perf_counter() - started
    inside.wait_for("all rows", lambda: screen._has_loaded)
    painted = paints.count
    screen.table.viewport().update()
    inside.wait_for("the painted table", lambda: paints.count > painted)
    return first, time.perf_counter() - started


def _use(inside: Inside) -> dict[str, object]:
    """Time what a person does in the open table: filtering, sorting, grouping and scrolling."""
    from ui.presenters.chronology_filter import Filter
    from ui.presenters.chronology_order import Order

    screen: Any = inside.window.screens["chronology"]
    table, app = screen.table, inside.app

    def timed(work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        app.processEvents()
        return time.perf_counter() - started

    screen.show_filter(Filter(text="bed"))
    screen.show_filter(Filter())
    found = {
        "filter_by_words_ms": timed(lambda: screen.show_filter(Filter(text="early"))),
        "clear_filter_ms": timed(lambda: screen.show_filter(Filter())),
        "sort_by_agency_ms": timed(lambda: screen.show_order(Order("agency"))),
        "group_by_year_ms": timed(lambda: screen.show_order(Order("date", grouping="year"))),
        "group_by_spell_ms": timed(lambda: screen.show_order(Order("date", grouping="spell"))),
    }
    screen.show_order(Order())
    bar = table.verticalScrollBar()
    frames = []
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        frames.append(timed(table.viewport().repaint))
    found["scrolled_frame_median_ms"] = statistics.median(frames)
    found["scrolled_frame_slowest_ms"] = max(frames)
    return {name: round(seconds * 1000, 1) for name, seconds in found.items()}


class _Paints:
    """Counts how often a widget was painted."""

    def __init__(self, widget: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        paints = self
        self.count = 0

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if event.type() == QEvent.Type.Paint:
                    paints.count += 1
                return False

        self._filter = Filter(widget)
        widget.installEventFilter(self._filter)


def _fail(problem: BaseException) -> None:
    raise problem


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    result = json.dumps(measure(options.events), indent=1)
    if options.out:
        options.out.write_text(result + "\n", encoding="utf-8")
    print(result, flush=True)
    # Whatever Qt still holds is of no interest once everything is measured.
    os._exit(0)


if __name__ == "__main__":
    main()
