"""No trace of a case outside its casebook: not on the terminal, not in Qt's own settings."""

import gc
import os
import sys
import threading

import pytest
from PySide6.QtCore import QSettings

from tests.desktop.inside import Inside
from ui.cli import main
from ui.traces import report_lines, tell_no_words


@pytest.fixture
def _hooks_after(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


class _Failing:
    def __del__(self) -> None:
        raise ValueError("Carys Hollins")


def _fail() -> None:
    raise ValueError("Carys Hollins")


@pytest.mark.usefixtures("_hooks_after")
def test_an_error_that_nobody_caught_is_told_without_its_words(capsys: pytest.CaptureFixture[str]):
    tell_no_words()
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    failing = _Failing()
    del failing
    gc.collect(0)
    told = capsys.readouterr().err
    assert told.count("ValueError") == 2
    assert "_fail" in told
    assert "__del__" in told
    assert "Carys" not in told


def test_a_report_ends_also_where_errors_name_one_another():
    first, second = ValueError("a"), KeyError("b")
    first.__context__, second.__context__ = second, first
    assert report_lines(first) == ["ValueError", "KeyError"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="put back at the end there")
def test_folders_of_file_dialogs_go_nowhere(inside: Inside):
    shared = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert shared.fileName().startswith(os.devnull)


def test_a_passphrase_in_the_environment_is_dropped_before_the_window_opens(
    monkeypatch: pytest.MonkeyPatch,
):
    seen: list[str | None] = []

    class Desktop:
        @staticmethod
        def run_desktop(casebook: object) -> int:
            seen.append(os.environ.get("CHRONOLOGY_PASSPHRASE"))
            return 0

    # What hides the environment from others would keep a debugger from this process as well.
    monkeypatch.setattr("ui.cli.passphrase._hide_environment", lambda: None)
    monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", "correct horse")
    monkeypatch.setitem(sys.modules, "ui.app", Desktop)
    before = os.umask(0o077)
    try:
        assert main.run([]) == 0
    finally:
        os.umask(before)
    assert seen == [None]
