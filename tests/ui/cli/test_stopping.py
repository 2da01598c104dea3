"""Stopping an import by Ctrl-C: whole files stay, the batch says so, one undo removes it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import ImportBatch
from chronology_app.model.codes import BatchStatus
from tests.ui.cli.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_whole_files_stay_and_one_undo_removes_them(cli, book, tmp_path):
    files = []
    for index in range(20):
        files.append(tmp_path / f"note{index}.txt")
        files[-1].write_text(f"0{index % 9 + 1}/03/2021 Ada seen at home, note {index}.\n")
    command = [sys.executable, "main.py", "import", book, "--case", "F-1", *files, "--json"]
    with subprocess.Popen(
        [*map(str, command)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CHRONOLOGY_PASSPHRASE": PASSPHRASE},
    ) as running:
        # Output to a pipe is held back, so the progress on standard error says how far it is.
        assert running.stderr is not None
        while "Reading 3 " not in (line := running.stderr.readline()):
            assert line
        running.send_signal(signal.SIGINT)
        printed, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "Stopped" in told
    done = [json.loads(line) for line in printed.splitlines()]
    kept = [s["file"] for s in cli("sources", book, "--case", "F-1").lines]
    assert sorted(line["file"] for line in done) == sorted(kept)
    assert 2 <= len(kept) < 20
    assert cli("verify", book).code == 0
    with Casebook.open(book, PASSPHRASE, by="test") as opened:
        case = opened.queries.find_case("F-1")
        assert case is not None
        batches = opened.queries.records(ImportBatch, case.id)
    assert [batch.status for batch in batches] == [BatchStatus.STOPPED]
    assert cli("undo", book).code == 0
    assert cli("sources", book, "--case", "F-1").lines == []
