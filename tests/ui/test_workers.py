"""The worker processes: one that dies is replaced, and none outlives the program."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ui.errors import sentence
from ui.workers import Processes, WorkerEndedError

ROOT = Path(__file__).resolve().parents[2]
#: Starts one worker as the program does, tells its number, and waits to be killed.
_PROGRAM = """
import os, sys, time
from ui.workers import Processes
if __name__ == "__main__":
    print(Processes(1).submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def _die_once(marker: Path) -> str:
    if not marker.exists():
        marker.touch()
        os._exit(9)
    return "done"


def _die() -> None:
    os._exit(9)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_work_that_a_worker_took_with_it_is_begun_again(tmp_path: Path):
    processes = Processes(1)
    try:
        answers = [processes.submit(_die_once, tmp_path / "m"), processes.submit(len, "four")]
        assert [answer.result(30) for answer in answers] == ["done", 4]
    finally:
        processes.end()


def test_work_that_always_kills_its_worker_fails_in_words_and_the_next_is_done():
    processes = Processes(1)
    try:
        with pytest.raises(WorkerEndedError) as caught:
            processes.submit(_die).result(30)
        assert "Try again" in sentence(caught.value)
        assert processes.submit(len, "four").result(30) == 4
    finally:
        processes.end()
    assert processes.submit(len, "four").cancelled()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_program_leaves_no_worker_behind(tmp_path: Path):
    script = tmp_path / "program.py"
    script.write_text(_PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        limits = Path(f"/proc/{worker}/limits").read_text()
        assert "Max core file size        0                    0" in limits
        program.kill()
    end = time.monotonic() + 10
    while _runs(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _runs(worker)
