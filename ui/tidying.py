"""Collects reference cycles on the window's thread only, in small steps, and never beside a job.

Python would do it on whichever thread happens to allocate: there, widgets must not be destroyed,
and a full collection holds up every thread while a person is typing.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from ui.background import Background

#: So often the younger objects are looked through, when there are many new ones.
_STEP_MS = 1_000
_MANY_NEW = 2_000
#: So often, at most, all objects are; a long case takes a tenth of a second.
_FULL_SECONDS = 300.0


class Tidier(QObject):
    """Does what Python's own collector would, at times of our choosing."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._full_at = time.monotonic()
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self.tidy)
        gc.disable()
        self._timer.start()

    def tidy(self) -> None:
        """Look through what is new; through everything when it is time and nothing is at work."""
        if time.monotonic() - self._full_at > _FULL_SECONDS and not self._background.jobs:
            self.tidy_all()
        elif gc.get_count()[0] > _MANY_NEW:
            gc.collect(1)

    def tidy_all(self) -> None:
        """Look through everything."""
        gc.collect()
        self._full_at = time.monotonic()

    def end(self) -> None:
        """Let Python do it again."""
        self._timer.stop()
        gc.enable()
