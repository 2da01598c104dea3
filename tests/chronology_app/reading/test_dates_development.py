"""The grammar against the annotated development passages, where they are beside the project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_development_passages_are_read_well_enough(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold"
    answer = subprocess.run(
        [
            sys.executable,
            gold / "score.py",
            "dates",
            gold / "dates_dev_passages.json",
            gold / "dates_dev.jsonl",
            "--",
            sys.executable,
            "-m",
            "chronology_app.reading.dates",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    score = json.loads(answer.stdout.splitlines()[-1])
    assert score["span_f1"] >= 0.95
    assert score["value"] >= 0.93
    assert score["invented"] == 0
