"""Measures how long a key takes in quick entry against a key in a bare text field.

Prints JSON. Run: ``python benchmarks/typing_speed.py [--keys 400] [--out FILE]``. Each key is
pressed, and the time runs until the event loop has done all that follows from it and the field is
drawn. The form is the real one on an open casebook, drafts being kept meanwhile; the bare field is
a QPlainTextEdit of the same size. Both take their keys in turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TEXT = (
    "Home visit at half past four. The kitchen was clean and there was food in the cupboards. "
    "Nia had a graze on her knee and said she had fallen off the wall. Owen was asleep. "
)
#: Keys in one field before it is the other's turn.
TURN = 20


def press(app: Any, widget: Any, letter: str) -> float:
    """Press a key and return how long it took until everything was done, in milliseconds."""
    from PySide6.QtTest import QTest

    started = time.perf_counter()
    QTest.keyClicks(widget, letter)
    app.processEvents()
    # The platform would draw several keys at once; here each is drawn on its own.
    (widget.viewport() if hasattr(widget, "viewport") else widget).repaint()
    return (time.perf_counter() - started) * 1000


def figures(times: list[float]) -> dict[str, float]:
    """Return the middle, the slow end and the slowest."""
    found = sorted(times)
    return {
        "keys": len(found),
        "p50_ms": round(found[len(found) // 2], 2),
        "p99_ms": round(found[min(len(found) - 1, int(len(found) * 0.99))], 2),
        "max_ms": round(found[-1], 2),
    }


def measure(count: int) -> dict[str, Any]:
    """Type into the form's fields and into a bare field, in turns."""
    from tests.desktop import prepared
    from tests.desktop.inside import opened

    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "typing.casebook"
        prepared.make_prepared(book)
        with opened(real_workers=True) as inside:
            inside.open(book, prepared.PASSPHRASE, prepared.WORKER)
            return _type(inside, count)


def _type(inside: Any, count: int) -> dict[str, Any]:
    from PySide6.QtWidgets import QPlainTextEdit

    from ui.dialogs.quick_entry import QuickEntry, open_quick_entry

    open_quick_entry(inside.window)
    form = inside.wait_for("the form", lambda: inside.window.findChildren(QuickEntry))[0].form
    inside.settle(0.5)
    bare = QPlainTextEdit()
    bare.resize(form.seen_or_heard.size())
    bare.show()
    row = form.said.rows[0]
    fields = {"seen_or_heard": form.seen_or_heard, "words": row.words, "when": form.when.line,
              "action": form.action}  # fmt: skip
    form.when.line.clear()
    texts = dict.fromkeys(fields, TEXT) | {"when": "about the end of May 2022"}
    times: dict[str, list[float]] = {name: [] for name in (*fields, "bare")}
    for first in range(0, count, TURN):
        for name, widget in (*fields.items(), ("bare", bare)):
            widget.setFocus()
            if name == "when":
                widget.clear()
            for number in range(first, first + TURN):
                text = texts.get(name, TEXT)
                letter = text[(number if name != "when" else number - first) % len(text)]
                times[name].append(press(inside.app, widget, letter))
    bare.close()
    every = [one for name in fields for one in times[name]]
    return {name: figures(found) for name, found in times.items()} | {"form": figures(every)}


def main() -> None:
    """Print the measurements as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    text = json.dumps(measure(wanted.keys), indent=1)
    print(text)  # noqa: T201
    if wanted.out:
        wanted.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
