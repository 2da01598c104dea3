"""Measures how long the window keeps a person waiting while many files are imported.

Prints JSON. Run: ``python benchmarks/import_gap.py [--files 200] [--screen inbox] [--out FILE]``.
The real window, without a screen, imports small files of five formats into an invented case; a
timer of one millisecond says how long the event loop did not come round. The same timer runs in a
bare Qt window, idle, before and after it in the same run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

#: No gap may be longer, in milliseconds.
LIMIT_MS = 100.0
_LINES = 12
_SAID = (
    "Nia came to school without breakfast.", "Owen's clothes were dirty and too small.",
    "Home visit: the kitchen was clean.", "Owen was not brought to the dentist.",
)  # fmt: skip


class Gaps:
    """Notes how long the event loop takes to come round."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def start(self) -> None:
        """Begin to note."""
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> dict[str, Any]:
        """Return what was noted, in milliseconds."""
        self._timer.stop()
        gaps = sorted(self.gaps) or [0.0]
        return {
            "ticks": len(gaps),
            "p50_ms": round(gaps[len(gaps) // 2], 2),
            "p99_ms": round(gaps[int(len(gaps) * 0.99)], 2),
            "max_ms": round(gaps[-1], 2),
            "over_100_ms": sum(1 for gap in gaps if gap > LIMIT_MS),
        }


def make_files(folder: Path, count: int) -> list[Path]:
    """Write small files of five formats about an invented family."""
    return [_make_file(folder, number) for number in range(count)]


def _make_file(folder: Path, number: int) -> Path:
    first = date(2019, 1, 7) + timedelta(days=number * 5)
    days = [first + timedelta(days=n * 3) for n in range(_LINES)]
    lines = [f"{day:%d/%m/%Y} {_SAID[(number + n) % 4]} ({number})" for n, day in enumerate(days)]
    name = folder / f"record {number:03d}"
    match number % 5:
        case 0 | 1:
            file = name.with_suffix(".txt")
            file.write_text("\n".join(lines), encoding="utf-8")
        case 2:
            file = name.with_suffix(".csv")
            rows = [f'{line[:10]},"{line[11:]}"' for line in lines]
            file.write_text("\n".join(["Date,What happened", *rows]), encoding="utf-8")
        case 3:
            file = name.with_suffix(".eml")
            message = EmailMessage()
            message["From"], message["Subject"] = "Head <head@school.invalid>", f"Notes {number}"
            message.set_content("\n".join(lines))
            file.write_bytes(bytes(message))
        case _:
            file = name.with_suffix(".docx")
            _write_word(file, lines)
    return file


def _write_word(file: Path, lines: list[str]) -> None:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(file))


def measure_bare(seconds: float) -> dict[str, Any]:
    """Measure an idle window with one label."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QLabel

    label = QLabel("bare")
    label.resize(1366, 768)
    label.show()
    loop, gaps = QEventLoop(), Gaps()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    gaps.start()
    loop.exec()
    label.close()
    return gaps.end()


def measure_import(inside: Any, files: list[Path], screen: str) -> dict[str, Any]:
    """Import the files in the real window; measure from the press of the button to the report."""
    from PySide6.QtCore import QEventLoop

    from ui.dialogs.import_files import ImportWindow, import_dropped

    window = inside.window
    window.desk.go(screen)
    inside.settle()
    import_dropped(window, files)
    shown = window.findChildren(ImportWindow)[0]
    inside.wait_for("the list", shown.accept_button.isEnabled)
    inside.settle(0.5)
    loop, gaps = QEventLoop(), Gaps()
    inside.program.background.jobs_changed.connect(
        lambda: loop.quit() if not inside.program.background.jobs else None
    )
    started = time.perf_counter()
    gaps.start()
    shown.on_accept()
    loop.exec()
    seconds = time.perf_counter() - started
    for _ in range(20):
        inside.app.processEvents()
    found = gaps.end()
    end = shown._end
    return {
        "screen": screen,
        "files": len(files),
        "seconds": round(seconds, 1),
        "imported": sum(1 for one in end.reports if one.source_id),
        "suggestions": end.suggestions,
        **found,
    }


def measure(count: int, screen: str) -> dict[str, Any]:
    """Measure a bare window, the import, and the bare window again."""
    from tests.desktop import prepared
    from tests.desktop.inside import opened

    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "gaps.casebook"
        prepared.make_prepared(book)
        folder = Path(place) / "files"
        folder.mkdir()
        files = make_files(folder, count)
        with opened(real_workers=True) as inside:
            before = measure_bare(3.0)
            inside.open(book, prepared.PASSPHRASE, prepared.WORKER)
            found = measure_import(inside, files, screen)
            after = measure_bare(3.0)
            complaints = inside.complaints
    return {"bare_before": before, "import": found, "bare_after": after,
            "complaints": len(complaints)}  # fmt: skip


def main() -> None:
    """Print the measurements as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--screen", default="inbox")
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    text = json.dumps(measure(wanted.files, wanted.screen), indent=1)
    print(text)  # noqa: T201
    if wanted.out:
        wanted.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
