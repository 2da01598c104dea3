"""Measures whole reading: from passages to suggestions, beside finding dates alone and a rival.

Once in one process, and once in the two worker processes in which the window reads.

Prints one JSON object. Run: ``python benchmarks/reading.py [--rounds 3] [--out FILE]``. The text is
that of the marked invented families (tests/gold); `dateparser.search_dates` reads a part of the
same text in the same run, because it is far slower.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chronology_app.reading.dates import find_dates  # noqa: E402
from chronology_app.reading.duplicates import link_duplicates  # noqa: E402
from chronology_app.reading.suggest import read_source  # noqa: E402
from tests.gold.records import Family, family_names, load_family  # noqa: E402
from tests.gold.scoring import read_family  # noqa: E402
from ui.workers import Processes  # noqa: E402

TARGET = 100_000
#: So many characters are enough to know the rival's pace.
RIVAL_CHARACTERS = 20_000
LONG_COPIES = 20


def seconds_of(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the quickest of some rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def measure(families: list[Family], rounds: int) -> dict[str, object]:
    """Return characters per second of whole reading, of dates alone and of the rival."""
    from dateparser.search import search_dates

    texts = [[p.text for p in s.passages] for family in families for s in family.sources]
    lines = [line for text in texts for line in text]
    characters = sum(map(len, lines))
    for family in families:
        read_family(family)
    whole = seconds_of(lambda: [read_family(family) for family in families], rounds)
    dates = seconds_of(lambda: [find_dates(text) for text in texts], rounds)
    some: list[str] = []
    while lines and sum(map(len, some)) < RIVAL_CHARACTERS:
        some.append(lines.pop(0))
    settings = {"DATE_ORDER": "DMY"}
    search_dates(some[0], languages=["en"], settings=settings)
    rival = seconds_of(
        lambda: [search_dates(line, languages=["en"], settings=settings) for line in some], 1
    )
    in_workers = measure_in_workers(families, rounds)
    linked = [s for family in families for _file, s in read_family(family)]
    link = seconds_of(lambda: link_duplicates(linked), rounds)
    return {
        "characters": characters,
        "whole_characters_per_second": round(characters / whole),
        "whole_in_workers_characters_per_second": round(characters / in_workers),
        "target": TARGET,
        "dates_characters_per_second": round(characters / dates),
        "search_dates_per_second": round(sum(map(len, some)) / rival),
        "suggestions": len(linked),
        "linking_seconds": round(link, 3),
    }


def measure_in_workers(families: list[Family], rounds: int) -> float:
    """Return the seconds in which the window's own worker processes read every source."""
    processes = Processes()
    processes.warm_up()

    def read_all() -> None:
        asked = [
            processes.submit(read_source, source, family.people)
            for family in families
            for source in family.sources
        ]
        for answer in asked:
            answer.result()

    try:
        read_all()
        return seconds_of(read_all, rounds)
    finally:
        processes.end()


def measure_growth(family: Family, rounds: int) -> dict[str, object]:
    """Return how many times as long a text of twenty times the length takes."""
    source = max(family.sources, key=lambda s: sum(len(p.text) for p in s.passages))

    count = len(source.passages)
    longer = replace(
        source,
        passages=tuple(
            replace(p, index=p.index + copy * count)
            for copy in range(LONG_COPIES)
            for p in source.passages
        ),
    )
    once = seconds_of(lambda: read_source(source, family.people), rounds)
    often = seconds_of(lambda: read_source(longer, family.people), 1)
    return {"times_the_text": LONG_COPIES, "times_the_seconds": round(often / once, 1)}


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    families = [load_family(name) for name in family_names()]
    result = {
        "benchmark": "reading",
        "reading": measure(families, args.rounds),
        "growth": measure_growth(families[0], args.rounds),
    }
    text = json.dumps(result)
    sys.stdout.write(text + "\n")
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
