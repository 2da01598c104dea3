"""Measures reading of dates against `dateparser`, and date values against the `edtf` package.

Prints one JSON object. Run: ``python benchmarks/dates.py [--characters 60000] [--out FILE]
[--gold PASSAGES.json DATES.jsonl ...]``. Both sides see the same invented text, and every value is
a new one, so that no cache helps. Beside speed it prints, by kind of date, how both do on text
marked by hand: the development passages beside the project, where they are, and those given.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
import warnings
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.dates_gold import find_ours, find_theirs, score  # noqa: E402
from chronology_app.dates import FuzzyDate  # noqa: E402
from chronology_app.reading.dates import find_dates  # noqa: E402

PARSES = 100_000
RIVAL_PARSES = 500
ROUNDS = 5
_SENTENCES = (
    "On {long} the social worker visited and found the kitchen bare and the beds without sheets.",
    "The health visitor wrote on {short} that weight had fallen from the 25th to the 2nd centile.",
    "Mum said she had been well since {month}, and that her sister had helped with the shopping.",
    "Both children were tired and said little; the older one asked when he could see his gran.",
    "School reported that attendance was 71 per cent and that nobody answered the telephone.",
    "Between {long} and {long2} there was no visit, and the core group was not held.",
    "The following day the team manager agreed that an assessment should begin at once.",
    "The plan of {month} asked for three changes; none had been made by the end of {year}.",
    "She explained that the boiler had broken and that the landlord had been told more than once.",
    "The police were called at 22:40 and left after an hour; no arrest was made, ref 18/004417.",
)


def build_lines(characters: int) -> list[str]:
    """Return invented lines of a case file, about as many characters as asked, repeatable."""
    chance = random.Random(7)
    lines: list[str] = []
    total = 0
    while total < characters:
        day = date(2012, 1, 1) + timedelta(days=chance.randrange(4000))
        later = day + timedelta(days=chance.randrange(1, 200))
        line = " ".join(chance.sample(_SENTENCES, 4)).format(
            long=f"{day.day} {day:%B %Y}",
            long2=f"{later.day} {later:%B %Y}",
            short=f"{day:%d/%m/%Y}",
            month=f"{day:%B %Y}",
            year=day.year,
        )
        lines.append(line)
        total += len(line)
    return lines


def measure_reading(characters: int) -> dict[str, object]:
    """Return characters per second of both, on the same lines."""
    from dateparser.search import search_dates

    lines = build_lines(characters)
    total = sum(map(len, lines))
    find_dates(lines[:2])
    search_dates(lines[0], languages=["en"], settings={"DATE_ORDER": "DMY"})
    began = time.perf_counter()
    found = 0
    for _ in range(ROUNDS):
        found = len(find_dates(lines))
    ours = ROUNDS * total / (time.perf_counter() - began)
    began = time.perf_counter()
    theirs = 0
    for line in lines:
        theirs += len(search_dates(line, languages=["en"], settings={"DATE_ORDER": "DMY"}) or ())
    rival = total / (time.perf_counter() - began)
    return {
        "characters": total,
        "mentions": found,
        "search_dates_mentions": theirs,
        "characters_per_second": round(ours),
        "search_dates_per_second": round(rival),
        "times_faster": round(ours / rival, 1),
        "target": 8,
    }


def measure_values() -> dict[str, object]:
    """Return the seconds for our parses and for a two-hundredth as many of the package's."""
    from edtf import parse_edtf

    days = [(date(1700, 1, 1) + timedelta(days=n)).isoformat() for n in range(PARSES)]
    began = time.perf_counter()
    for text in days:
        FuzzyDate.parse(text)
    ours = time.perf_counter() - began
    began = time.perf_counter()
    for text in days[-RIVAL_PARSES:]:
        parse_edtf(text)
    rival = time.perf_counter() - began
    return {
        "parses": PARSES,
        "seconds": round(ours, 3),
        "edtf_parses": RIVAL_PARSES,
        "edtf_seconds": round(rival, 3),
        "quicker": ours < rival,
    }


def measure_gold(pairs: list[str]) -> list[dict[str, object]]:
    """Return the scores of both on each pair of passages and marked dates."""
    files = [Path(name) for name in pairs]
    root = Path(__file__).resolve().parent.parent
    files = [root / "tests/gold/dates/lines.json", root / "tests/gold/dates/marked.jsonl", *files]
    shared = root.parent / "shared" / "gold"
    if (shared / "dates_dev.jsonl").is_file():
        files = [shared / "dates_dev_passages.json", shared / "dates_dev.jsonl", *files]
    return [
        {
            "gold": gold.name,
            "ours": score(passages, gold, find_ours).row(),
            "search_dates": score(passages, gold, find_theirs).row(),
        }
        for passages, gold in zip(files[::2], files[1::2], strict=True)
    ]


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gold", nargs="*", default=[])
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    result = {
        "benchmark": "dates",
        "reading": measure_reading(args.characters),
        "values": measure_values(),
        "gold": measure_gold(args.gold),
    }
    text = json.dumps(result)
    sys.stdout.write(text + "\n")
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
