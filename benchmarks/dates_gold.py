"""Scores dates against hand-marked text, beside `dateparser.search_dates`, by kind of date.

Used by `dates.py`; owns the matching (as in the scorer beside the development material) and
nothing of the reading.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chronology_app.reading.dates import find_dates

#: Start, end, value and modifier of what was found in one line.
Found = tuple[int, int, str, str | None]
Finder = Callable[[list[str]], list[list[Found]]]


@dataclass
class Score:
    """Counts of one finder on one text collection."""

    gold: int = 0
    system: int = 0
    found: int = 0
    exact: int = 0
    right: int = 0
    invented: int = 0
    #: Kind of date -> marked, found, value right.
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def row(self) -> dict[str, Any]:
        """Return the measures as they are printed."""
        return {
            "marked": self.gold,
            "span_f1": _f1(self.found, self.system, self.gold),
            "exact_f1": _f1(self.exact, self.system, self.gold),
            "value": round(self.right / max(self.gold, 1), 3),
            "invented": self.invented,
            "kinds": {kind: tuple(counts) for kind, counts in sorted(self.kinds.items())},
        }


def find_ours(lines: list[str]) -> list[list[Found]]:
    """Read the lines of one document with the grammar."""
    rows: list[list[Found]] = [[] for _ in lines]
    for m in find_dates(lines):
        rows[m.line - 1].append((m.start, m.end, m.edtf, m.modifier))
    return rows


def find_theirs(lines: list[str]) -> list[list[Found]]:
    """Read the lines with `search_dates`, day first; every value of it is a day."""
    from dateparser.search import search_dates

    rows = []
    for line in lines:
        at, row = 0, []
        hits = search_dates(line, languages=["en"], settings={"DATE_ORDER": "DMY"}) or ()
        for words, moment in hits:
            start = line.find(words, at)
            if start >= 0:
                at = start + len(words)
                row.append((start, at, f"{moment:%Y-%m-%d}", None))
        rows.append(row)
    return rows


def score(passages: Path, gold: Path, finder: Finder) -> Score:
    """Score one finder on one collection of passages and its marked dates."""
    rows = json.loads(passages.read_text(encoding="utf-8"))
    marks = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
    total = Score()
    for doc in dict.fromkeys(row["doc"] for row in rows):
        mine = [row for row in rows if row["doc"] == doc]
        found = finder([row["text"].replace("\n", " ") for row in mine])
        by_line = {row["line"]: hits for row, hits in zip(mine, found, strict=True)}
        _score_document(total, by_line, [m for m in marks if m["doc"] == doc])
    return total


def _score_document(
    total: Score, by_line: dict[int, list[Found]], marks: Iterable[dict[str, Any]]
) -> None:
    used: set[tuple[int, Found]] = set()
    skipped: set[tuple[int, Found]] = set()
    for mark in marks:
        line = mark["line"]
        hits = [
            hit
            for hit in by_line.get(line, [])
            if hit[0] < mark["end"] and mark["start"] < hit[1] and (line, hit) not in used
        ]
        if mark.get("skip"):
            skipped.update((line, hit) for hit in hits)
            continue
        counts = total.kinds[mark["kind"]]
        total.gold, counts[0] = total.gold + 1, counts[0] + 1
        if not hits:
            continue
        best = max(hits, key=lambda h: min(h[1], mark["end"]) - max(h[0], mark["start"]))
        used.add((line, best))
        _count(total, counts, mark, best)
    every = {(line, hit) for line, hits in by_line.items() for hit in hits}
    total.system += len(every - (skipped - used))


def _count(total: Score, counts: list[int], mark: dict[str, Any], hit: Found) -> None:
    total.found, counts[1] = total.found + 1, counts[1] + 1
    total.exact += hit[:2] == (mark["start"], mark["end"])
    if _plain(hit[2]) == _plain(mark["edtf"]) and hit[3] == mark["modifier"]:
        total.right, counts[2] = total.right + 1, counts[2] + 1
    elif mark["kind"] in ("partial", "full") and _fineness(hit[2]) > _fineness(mark["edtf"]):
        total.invented += 1


def _f1(hits: int, system: int, gold: int) -> float:
    return round(2 * hits / max(system + gold, 1), 3)


def _plain(edtf: str | None) -> str:
    return (edtf or "").replace(" ", "").upper()


def _fineness(edtf: str) -> int:
    return len(re.sub(r"[~?%]", "", _plain(edtf)).split("/")[0].strip("[]{}").split("-"))
