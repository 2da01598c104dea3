"""Opens the real main window in this process, without a screen, for pictures and the random user.

It owns the set-up and the waiting; a test of keys and screen readers uses `program` instead.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow
    from ui.program import Program

_WAIT_SECONDS = 30.0
#: So long nothing may change before a window counts as drawn.
_QUIET_SECONDS = 0.12
#: What Qt says because there is no screen, and would not say on one.
_SAID_WITHOUT_A_SCREEN = {
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
    # Qt's own test keys say this of a key that nobody wanted.
    "Keyboard event not accepted by receiving widget",
}


@dataclass
class Inside:
    """The program in this process, and what it complained of."""

    app: QApplication
    program: Program
    window: MainWindow
    #: What Qt warned of and what was raised where nobody caught it.
    complaints: list[str] = field(default_factory=list)

    def wait_for(self, what: str, look: Callable[[], Any], seconds: float = _WAIT_SECONDS) -> Any:
        """Let the window work until `look` gives something true. Errors: AssertionError."""
        end = time.monotonic() + seconds
        while not (found := look()):
            self.app.processEvents()
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {seconds:g} s")
            time.sleep(0.002)
        return found

    def settle(self, seconds: float = _QUIET_SECONDS) -> None:
        """Let the window work until what was asked is answered and a short while has passed."""
        self.wait_for("the work beside the window", lambda: not self.program.background.jobs)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._answer_all() or self._has_computed():
                end = max(end, time.monotonic() + seconds / 2)
            self.app.processEvents()
            time.sleep(0.002)

    def _has_computed(self) -> bool:
        """Wait until what was given to workers is done; say whether anything was."""
        workers = self.program.background.processes
        if not getattr(workers, "is_busy", False):
            return False
        self.wait_for("the workers", lambda: not workers.is_busy)  # type: ignore[attr-defined]
        return True

    def _answer_all(self) -> bool:
        """Wait until the casebook has answered all questions; say whether that took long."""
        book = self.window.desk.book
        if book is None or not book.is_open:
            return False
        answered: list[bool] = []
        started = time.monotonic()
        book.ask(None, lambda _: None, lambda _: answered.append(True), answered.append)
        self.wait_for("the casebook", lambda: answered)
        return time.monotonic() - started > 0.02

    def open(self, path: Path, passphrase: str, by: str = "Ruth Ames") -> None:
        """Open a casebook in the window, and wait until it shows its first case, if it has one."""
        from chronology_app.casefile import Casebook

        failed: list[BaseException] = []
        done: list[bool] = []
        self.program.open_book(
            self.window, path, by, lambda: Casebook.open(path, passphrase, by=by),
            failed.append, lambda: done.append(True),
        )  # fmt: skip
        self.wait_for("the casebook to open", lambda: done or failed)
        if failed:
            raise failed[0]
        self.settle()


class _Threads:
    """Does in threads what the program has done in worker processes."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)
        self._given: list[Future[Any]] = []
        self._lock = threading.Lock()

    @property
    def is_busy(self) -> bool:
        return not all(one.done() for one in self._given)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        given = self._pool.submit(function, *arguments)
        # Jobs ask from threads of their own, several at a time.
        with self._lock:
            self._given = [*(one for one in self._given if not one.done()), given]
        return given

    def warm_up(self) -> None:
        pass

    def end(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def opened(
    width: int = 1366,
    height: int = 768,
    *,
    preferences: dict[str, Any] | None = None,
    real_workers: bool = False,
) -> Iterator[Inside]:
    """Start the program without a screen, of a size; end it after the block.

    Its workers are threads of this process, because starting processes takes longer than most
    tests; `real_workers` gives it the processes that it has for its user.
    """
    with tempfile.TemporaryDirectory(prefix="inside-") as folder:
        place = Path(folder)
        _prepare_environment(place, width, height, preferences or {})
        from ui.app import make_app
        from ui.background import Background
        from ui.program import Program

        complaints: list[str] = []
        with _listening(complaints):
            app = make_app()
            program = Program(app, None if real_workers else Background(_Threads()))
            window = program.new_window()
            window.resize(width, height)
            inside = Inside(app, program, window, complaints)
            inside.settle()
            try:
                yield inside
            finally:
                _end(inside)


def _prepare_environment(place: Path, width: int, height: int, preferences: dict[str, Any]) -> None:
    """Name a screen of this size and a folder of our own for preferences."""
    screen = {"name": "inside", "x": 0, "y": 0, "width": width, "height": height,
              "logicalDpi": 96, "dpr": 1}  # fmt: skip
    settings = place / "screen.json"
    settings.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={settings}"
    os.environ["CHRONOLOGY_CONFIG"] = folder = str(place / "config")
    Path(folder).mkdir()
    chosen = {"scheme": "light", "toured": True, "width": width, "height": height, **preferences}
    Path(folder, "preferences.json").write_text(json.dumps(chosen), encoding="utf-8")


@contextmanager
def _listening(complaints: list[str]) -> Iterator[None]:
    """Take down every warning of Qt and every exception that nobody caught."""
    import sys
    import traceback

    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    def on_message(kind: QtMsgType, context: object, words: str) -> None:
        is_news = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not is_news and words not in _SAID_WITHOUT_A_SCREEN:
            complaints.append(f"Qt: {words}")

    def on_error(kind: Any, error: Any, trace: Any) -> None:
        complaints.append("".join(traceback.format_exception(kind, error, trace)))

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = on_error
    threading.excepthook = lambda a: on_error(a.exc_type, a.exc_value, a.exc_traceback)
    sys.unraisablehook = lambda a: on_error(a.exc_type, a.exc_value, a.exc_traceback)
    handler = qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(handler)
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def _end(inside: Inside) -> None:
    """Close every window and end all work, as leaving the program does."""
    for top in inside.app.topLevelWidgets():
        if top.isVisible() and not hasattr(top, "desk"):
            top.close()
    for job in list(inside.program.background.jobs):
        job.cancel()
    inside.wait_for("the work to stop", lambda: not inside.program.background.jobs)
    inside.program.close_all()
    inside.app.processEvents()
    inside.program.end()
    inside.app.sendPostedEvents()
    inside.app.processEvents()
