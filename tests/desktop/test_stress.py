"""Shows that a short random use of the real window finds no fault; a long one is `tests.long`."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="Qt's libraries are missing", exc_type=ImportError)

from tests.desktop import stress


def test_a_random_user_breaks_nothing(tmp_path: Path):
    report = stress.run(actions=150, seed=7, folder=tmp_path)
    assert report.held, "\n".join([*report.faults, *report.verify_problems])
    assert report.actions == 150


def test_a_window_that_stands_still_is_noticed(monkeypatch: pytest.MonkeyPatch):
    import time

    from PySide6.QtCore import QCoreApplication

    monkeypatch.setattr(stress, "FROZEN_SECONDS", 0.2)
    app = QCoreApplication.instance()
    assert app is not None
    watch = stress.Watch()
    app.processEvents()
    time.sleep(0.5)
    watch.stop()
    assert len(watch.frozen) == 1
