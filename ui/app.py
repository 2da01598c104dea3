"""Starts the desktop program: Qt, the first window, and what happens to a fault nobody foresaw."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.traces import dump_nothing, tell_no_words
from ui.words import say

#: The system that this runs on; a plain text, so that no checker takes it for settled.
_SYSTEM = str(sys.platform)
#: Where Qt's file dialogs keep the folders that they showed.
_FOLDERS = ("FileDialog/history", "FileDialog/lastVisited")


def run_desktop(casebook: Path | None = None) -> int:
    """Run the program until its last window is closed; return the exit code."""
    dump_nothing()
    tell_no_words()
    app = make_app()
    from ui.program import Program

    program = Program(app)
    sys.excepthook = _FaultHook(program)
    window = program.new_window()
    # What opening a casebook needs is loaded once the window can be seen.
    QTimer.singleShot(0, lambda: _load_rest(program))
    if casebook is not None:
        from ui.dialogs.open_casebook import open_casebook_file

        QTimer.singleShot(0, lambda: open_casebook_file(window, casebook))
    try:
        return app.exec()
    finally:
        program.end()


def make_app() -> QApplication:
    """Return the Qt application, made when there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([say("shell.program")])
    app.setApplicationName("chronology")
    app.setApplicationDisplayName(say("shell.program"))
    app.setDesktopFileName("chronology")
    _keep_folders_to_ourselves(app)
    return app


def _keep_folders_to_ourselves(app: QApplication) -> None:
    """Let no folder that was chosen in a file dialog stand in the settings of all Qt programs.

    Qt writes there where each dialog was last; a folder's name can be a family's. Where those
    settings are a file they go nowhere; elsewhere what stood there is put back at the end.
    """
    if _SYSTEM not in ("win32", "darwin"):
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
        return
    before = {key: _shared_settings().value(key) for key in _FOLDERS}

    def put_back() -> None:
        shared = _shared_settings()
        for key, value in before.items():
            if value is None:
                shared.remove(key)
            else:
                shared.setValue(key, value)

    app.aboutToQuit.connect(put_back)


def _shared_settings() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _load_rest(program: object) -> None:
    import threading

    def load() -> None:
        import chronology_app.casefile  # noqa: F401
        from ui.sample_folder import remove_left_behind

        remove_left_behind()

    threading.Thread(target=load, name="load", daemon=True).start()


class _FaultHook:
    """Shows a fault of the program; nothing of a case is in what it shows."""

    def __init__(self, program) -> None:  # type: ignore[no-untyped-def]
        self._program = program

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._program.close_all()
            return
        from ui.dialogs.error_window import show_fault

        windows = self._program.windows
        show_fault(windows[-1] if windows else None, error)
