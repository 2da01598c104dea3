"""Kills the program at random moments of import, review and export; nothing confirmed may be lost.

After each kill the casebook is opened and verified against the last head that the program told,
and every event and file that it told of must be there.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from chronology_app.casefile import Casebook
from chronology_app.errors import ChronologyError
from chronology_app.model import Event, Source
from tests.long._worker import BOOK, REFERENCE, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "seven quiet herons over Llyn Brianne"
#: A fresh casebook after so many kills, lest verifying take ever longer.
_KILLS_PER_BOOK = 20
_LONGEST_SECONDS = 1.5


def run(out: Path, kills: int = 100, seed: int = 2024) -> bool:
    """Kill so many times and write what was found to `out`; a report not ended is gone on with."""
    report = _begun(out, kills, seed)
    results: list[dict[str, Any]] = report["results"]
    while len(results) < kills:
        with tempfile.TemporaryDirectory(prefix="kill-") as folder:
            place = Path(folder)
            prepare(place, PASSPHRASE, random.Random(seed + len(results)))
            for _ in range(min(_KILLS_PER_BOOK, kills - len(results))):
                results.append(kill_once(place, seed + len(results)))
                _write(out, report)
    report["ended"] = True
    _write(out, report)
    return bool(report["held"])


def kill_once(folder: Path, seed: int) -> dict[str, Any]:
    """Start the program, kill it at a random moment, and look at what it left."""
    chance = random.Random(seed)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.long._worker", str(folder), str(seed), "work"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(PASSPHRASE + "\n")
    worker.stdin.flush()
    first = worker.stdout.readline()
    delay = chance.uniform(0, _LONGEST_SECONDS)
    time.sleep(delay)
    worker.kill()
    told = [json.loads(line) for line in worker.stdout.read().splitlines()]
    worker.stdin.close()
    worker.stdout.close()
    worker.wait()
    left = folder / f"{BOOK}-journal"
    journal = left.stat().st_size if left.exists() else 0
    found = {"seed": seed, "after_seconds": round(delay, 3), "during": _during(told)}
    found |= {"steps_ended": sum("ended" in line for line in told), "journal_bytes": journal}
    return found | _look(folder, told) | {"started": "ready" in first}


def _during(told: list[dict[str, Any]]) -> str:
    """Return what was going on: the step that had been started and not ended."""
    if told and "started" in told[-1]:
        return str(told[-1]["started"])
    return "between"


def _look(folder: Path, told: list[dict[str, Any]]) -> dict[str, Any]:
    ended = [line for line in told if "ended" in line]
    try:
        with Casebook.open(folder / BOOK, PASSPHRASE, by="looker") as book:
            report = book.verify(ended[-1]["head"] if ended else None)
            case_id = book.queries.case_by_reference(REFERENCE).id
            events = {i for line in ended for i in line.get("events", ())}
            sources = {i for line in ended for i in line.get("sources", ())}
            lost = len(events) - len(book.queries.by_ids(Event, case_id, sorted(events)))
            lost += len(sources) - len(book.queries.by_ids(Source, case_id, sorted(sources)))
            return {
                "recovered": book.recovered,
                "faults": [problem.sentence() for problem in report.problems],
                "confirmed": len(events) + len(sources),
                "lost": lost,
                "half_written": _half_written(folder / "out"),
            }
    except ChronologyError as error:
        return {"faults": [error.message_id], "confirmed": 0, "lost": 0, "half_written": []}


def _half_written(folder: Path) -> list[str]:
    """Return the exported files that are not whole."""
    return [
        file.name
        for file in folder.glob("*.docx")
        if not zipfile.is_zipfile(file) or zipfile.ZipFile(file).testzip()
    ]


def _begun(out: Path, kills: int, seed: int) -> dict[str, Any]:
    if out.exists():
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        if not report["ended"] and (report["kills"], report["seed"]) == (kills, seed):
            return report
    return {"kills": kills, "seed": seed, "ended": False, "results": []}


def _write(out: Path, report: dict[str, Any]) -> None:
    results = report["results"]
    report["held"] = all(
        not (r["faults"] or r["lost"] or r["half_written"]) and r["started"] for r in results
    )
    report["during"] = dict(Counter(r["during"] for r in results))
    report["recovered_from_journal"] = sum(bool(r.get("recovered")) for r in results)
    report["confirmed_steps_checked"] = sum(r["confirmed"] for r in results)
    out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
