"""Measures the start of the program against a bare window with one label.

Prints JSON. Run: ``python benchmarks/start.py [--runs 9] [--out FILE]``. Both are processes of
their own, started in turn: from the start of the process until the window is painted and has
answered an event that was posted after that.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT_RATIO = 2.5

#: What both processes run first: they tell the time once a window is painted and answers.
_LOOK = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Look(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
        return False

def tell():
    print(time.time(), flush=True)
    os._exit(0)

look, run = Look(), QApplication.exec

def exec_(*arguments):
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow):
            window.centralWidget().installEventFilter(look)
            window.centralWidget().update()
    return run()

QApplication.exec = exec_
"""
_CHILDREN = {
    "bare": """
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Chronology"))
window.resize(1280, 800)
window.show()
app.exec()
""",
    # As `python main.py` does it.
    "program": """
sys.argv = ["main.py"]
sys.path.insert(0, os.getcwd())
exec(compile(open("main.py", encoding="utf-8").read(), "main.py", "exec"), {"__name__": "__main__"})
""",
}


def measure(runs: int) -> dict[str, object]:
    """Start both in turn, so that a busy machine slows both alike."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "CHRONOLOGY_CONFIG": folder,
        }
        found: dict[str, list[float]] = {"bare": [], "program": []}
        for name in found:  # the first start fills the caches of both
            _start(name, environment)
        for _ in range(runs):
            for name, times in found.items():
                times.append(_start(name, environment))
    bare, program = statistics.median(found["bare"]), statistics.median(found["program"])
    return {
        "runs": runs,
        "bare_window_seconds": round(bare, 3),
        "program_seconds": round(program, 3),
        "quickest_bare_window_seconds": round(min(found["bare"]), 3),
        "quickest_program_seconds": round(min(found["program"]), 3),
        "ratio": round(program / bare, 2),
        "ratio_of_the_quickest": round(min(found["program"]) / min(found["bare"]), 2),
        "limit": LIMIT_RATIO,
        "within": program <= LIMIT_RATIO * bare,
    }


def _start(name: str, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a process until its window can be used."""
    command = [sys.executable, "-c", _LOOK + _CHILDREN[name]]
    started = time.time()
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    return float(done.stdout.split()[-1]) - started


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    result = json.dumps(measure(options.runs), indent=1)
    if options.out:
        options.out.write_text(result + "\n", encoding="utf-8")
    print(result)


if __name__ == "__main__":
    main()
