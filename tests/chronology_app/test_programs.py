"""Limited processes: fed, drained and ended, whatever they do."""

from __future__ import annotations

import os
import sys
import time

import pytest

from chronology_app import programs
from chronology_app.errors import ChronologyError
from chronology_app.programs import (
    RUN_MODULE,
    ProcessAnswer,
    module_command,
    run_limited,
    run_own_module,
)


def run(code: str, data: bytes = b"", *, seconds: float = 20, size: int = 1 << 20) -> ProcessAnswer:
    return run_limited(
        [sys.executable, "-I", "-c", code], data, wall_seconds=seconds, output_bytes=size
    )


def test_what_goes_in_comes_out() -> None:
    data = bytes(range(256)) * 4096
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    answer = run(echo, data, size=len(data))
    assert (answer.output, answer.code, answer.timed_out) == (data, 0, False)


def test_a_process_that_reads_nothing_does_not_block_its_owner() -> None:
    assert run("pass", b"x" * 10_000_000).code == 0


def test_a_process_that_talks_too_much_is_ended() -> None:
    answer = run("while True: print('x' * 1000)", size=10_000)
    assert answer.too_much
    assert len(answer.output) <= 10_000


def test_a_process_that_sleeps_is_ended() -> None:
    started = time.monotonic()
    answer = run("import time; time.sleep(60)", seconds=0.3)
    assert answer.timed_out
    assert time.monotonic() - started < 10


def test_complaints_are_counted_and_not_kept() -> None:
    answer = run("import sys; sys.stderr.write('secret' * 100000); sys.exit(3)")
    assert (answer.code, answer.complaint_bytes, answer.output) == (3, 600_000, b"")


def test_the_environment_is_almost_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", "x")
    answer = run("import os; print(sorted(os.environ))")
    assert b"CHRONOLOGY" not in answer.output
    assert b"HOME" not in answer.output


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_crash_gives_its_signal() -> None:
    assert run("import os; os.kill(os.getpid(), 11)").code == -11


def test_a_program_that_is_not_there_is_an_error_with_a_sentence() -> None:
    with pytest.raises(ChronologyError) as error:
        run_limited(["/no/such/program"], b"", wall_seconds=1, output_bytes=1)
    assert error.value.message_id == "error.process_start"


def test_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module_command("importers.box_child") == [
        sys.executable,
        RUN_MODULE,
        "importers.box_child",
    ]


def test_a_frozen_program_runs_the_module_that_it_was_called_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(programs.runpy, "run_module", lambda name, **_: ran.append(name))
    assert run_own_module([RUN_MODULE, "importers.box_child"])
    assert not run_own_module(["import", "book"])
    assert ran == ["importers.box_child"]
