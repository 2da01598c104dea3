"""Lets the random user of `tests.desktop.stress` do thousands of things, a stretch at a time.

Each stretch is a program started anew on the casebook that the one before left, in a process of
its own, so that the run goes on where it was stopped and one crash does not hide the rest.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_STRETCH = 300


def run(out: Path, actions: int = 3000, seed: int = 2026) -> bool:
    """Do so many actions and write what was found to `out`; a report not ended is gone on with."""
    report = _begun(out, actions, seed)
    stretches: list[dict[str, Any]] = report["stretches"]
    folder = Path(tempfile.gettempdir()) / f"chronology-stress-{seed}"
    folder.mkdir(exist_ok=True)
    while sum(one["actions"] for one in stretches) < actions:
        stretches.append(_stretch(seed + len(stretches), folder))
        _write(out, report)
        if not stretches[-1]["actions"]:
            break
    report["ended"] = True
    shutil.rmtree(folder)
    _write(out, report)
    return bool(report["held"])


def _stretch(seed: int, folder: Path) -> dict[str, Any]:
    """Run one stretch in a process of its own and return its report."""
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.desktop.stress"]
    answer = subprocess.run(
        [*command, str(_STRETCH), str(seed), str(folder)], cwd=ROOT, capture_output=True,
        text=True, check=False, timeout=1800,
    )  # fmt: skip
    try:
        found: dict[str, Any] = json.loads(answer.stdout)
    except ValueError:
        ended = f"the process ended with {answer.returncode}"
        found = {
            "seed": seed,
            "actions": 0,
            "held": False,
            "faults": [ended, answer.stderr[-4000:]],
        }
    return found


def _begun(out: Path, actions: int, seed: int) -> dict[str, Any]:
    if out.exists():
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        if not report["ended"] and (report["wanted"], report["seed"]) == (actions, seed):
            return report
    return {"wanted": actions, "seed": seed, "ended": False, "stretches": []}


def _write(out: Path, report: dict[str, Any]) -> None:
    stretches = report["stretches"]
    done: Counter[str] = Counter()
    for one in stretches:
        done.update(one.get("done", {}))
    report["actions"] = sum(one["actions"] for one in stretches)
    report["held"] = bool(stretches) and all(one["held"] for one in stretches)
    report["done"] = dict(sorted(done.items()))
    report["longest_gap_ms"] = max((one.get("longest_gap_ms", 0) for one in stretches), default=0)
    report["gap_p99_ms"] = max((one.get("gap_p99_ms", 0) for one in stretches), default=0)
    out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
