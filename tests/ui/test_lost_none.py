"""Shows that calls into Qt lose no reference to None, which in PySide6 6.12.0 ends the program.

There every call that returns nothing lets go of None once too often, and after some thousands of
calls, a few seconds of drawing, Python aborts. See the bounds on PySide6 in `pyproject.toml`.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtGui", reason="Qt's libraries are missing here", exc_type=ImportError)

from PySide6.QtGui import QColor, QImage, QPainter, QPen

ROOT = Path(__file__).resolve().parent.parent.parent
_CALLS = 100_000
#: So few at a time that a faulty Qt is seen before it takes the whole test run with it.
_CALLS_AT_A_TIME = 500
#: What other code may let go of meanwhile.
_TOLERANCE = 100


def _lost(calls: int) -> int:
    """Return how many references to None went missing in so many calls."""
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    pen, colour = QPen(QColor("black")), QColor("white")
    try:
        before = sys.getrefcount(None)
        for _ in range(calls // 2):
            painter.setPen(pen)
            pen.setColor(colour)
        return before - sys.getrefcount(None)
    finally:
        painter.end()


def test_a_hundred_thousand_calls_lose_no_reference_to_none():
    lost = 0
    for _ in range(_CALLS // _CALLS_AT_A_TIME):
        lost += _lost(_CALLS_AT_A_TIME)
        assert lost < _TOLERANCE


def test_the_faulty_release_is_kept_out():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [name for name in project["dependencies"] if name.startswith("PySide6")]
    assert wanted
    assert all("<6.12" in name for name in wanted)
