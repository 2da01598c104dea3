"""Measures one page of a long chronology against reading one event by its key.

Prints JSON. Run: ``python benchmarks/store.py [--events 20000] [--out FILE]``. The casebook is a
temporary one with an invented case; both measurements go through `Queries` in the same run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chronology_app.casefile import Casebook  # noqa: E402
from chronology_app.dates import FuzzyDate  # noqa: E402
from chronology_app.model import (  # noqa: E402
    Account,
    Case,
    Concern,
    Event,
    EventPerson,
    Person,
    Record,
    Source,
)
from chronology_app.store.keys import KdfCost  # noqa: E402

PAGE = 50
ROUNDS = 60
_TYPES = ("medical", "nutritional", "emotional", "educational", "physical", "supervision")


def measure(count: int) -> dict[str, object]:
    """Fill a casebook with events and time pages at its start, middle and end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speed.casebook"
        with Casebook.create(path, "speed", by="speed", cost=lambda: KdfCost(8, 1, 1)) as book:
            case = Case(reference="SPEED")
            book.add_case(case)
            started = time.perf_counter()
            records = _records(case.id, count)
            book.add_records(case.id, records)
            filled = time.perf_counter() - started
            return {"events": count, "fill_seconds": round(filled, 2), **_times(book, case.id)}


def _times(book: Casebook, case_id: str) -> dict[str, object]:
    """Take both measurements in turn, so that a busy machine slows both alike."""
    queries = book.queries
    count = queries.event_count(case_id)
    ids = [row.event_id for row in queries.page(case_id, count // 2, PAGE)]
    places = {"first": 0, "middle": count // 2, "last": count - PAGE}
    by_key: list[float] = []
    pages: dict[str, list[float]] = {name: [] for name in places}
    for number in range(ROUNDS):
        by_key += [_timed(lambda key=key: queries.record(Event, case_id, key)) for key in ids[:8]]
        for name, offset in places.items():
            pages[name].append(_timed(lambda at=offset: queries.page(case_id, at, PAGE)))
        if not number:  # the first round fills the caches of both
            by_key.clear()
            pages = {name: [] for name in places}
    # The quickest of many: what the work itself takes, without what else the machine did.
    key = min(by_key)
    quickest = {name: min(times) for name, times in pages.items()}
    slowest = max(quickest.values())
    return {
        "page_rows": PAGE,
        "read_by_key_us": round(key * 1e6, 1),
        "page_us": {name: round(value * 1e6, 1) for name, value in quickest.items()},
        "median_read_by_key_us": round(statistics.median(by_key) * 1e6, 1),
        "median_page_us": {
            name: round(statistics.median(times) * 1e6, 1) for name, times in pages.items()
        },
        "ratio": round(slowest / key, 1),
        "limit": 50,
        "within": slowest <= 50 * key,
    }


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _records(case_id: str, count: int) -> list[Record]:
    children = [
        Person(case_id=case_id, name=f"Child {n}", role="child", position=n) for n in range(4)
    ]
    source = Source(case_id=case_id, file_name="speed.txt", citation_title="Speed")
    records: list[Record] = [*children, source]
    first = date(2005, 1, 1)
    for number in range(count):
        day = first + timedelta(days=number * 7919 % 7300)
        event = Event(
            case_id=case_id,
            kind="visit",
            fact=f"Invented event {number} with as many words as a usual line of a chronology has.",
            date=FuzzyDate.parse(day.isoformat(), f"{day:%d.%m.%Y}"),
        )
        records.append(event)
        records.append(Account(case_id=case_id, event_id=event.id, source_id=source.id))
        for place in range(1 + number % 3):
            child = children[(number + place) % 4]
            records.append(
                EventPerson(case_id=case_id, event_id=event.id, person_id=child.id, part="subject")
            )
            kind = _TYPES[(number + place) % 6]
            records.append(
                Concern(case_id=case_id, event_id=event.id, child_id=child.id, type=kind)
            )
    return records


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    result = json.dumps(measure(options.events), indent=1)
    if options.out:
        options.out.write_text(result + "\n", encoding="utf-8")
    print(result)


if __name__ == "__main__":
    main()
