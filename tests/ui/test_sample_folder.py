"""The sample casebook's folder goes with the program, also with one that was killed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ui import sample_folder


@pytest.mark.skipif(sys.platform == "win32", reason="cannot ask there who runs")
def test_what_a_killed_program_left_is_removed_and_that_of_a_running_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    mine, left, others, foreign = (sample_folder.make() for _ in range(4))
    for folder, process in ((left, ended.pid), (others, os.getppid())):
        (folder / "program.pid").write_text(str(process))
        (folder / "sample.casebook").write_text("x")
    (foreign / "program.pid").unlink()
    link = tmp_path / "chronology-sample-link"
    link.symlink_to(left)
    assert sample_folder.remove_left_behind() == 1
    assert not left.exists()
    assert mine.is_dir()
    assert others.is_dir()
    assert foreign.is_dir()
    assert link.is_symlink()
