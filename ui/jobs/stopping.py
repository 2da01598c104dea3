"""Lets a person stop a long job between two whole steps, by Ctrl-C or a Cancel button."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


class Stopper:
    """A flag that a job looks at between steps."""

    def __init__(self) -> None:
        self.asked = False

    def ask(self) -> None:
        """Ask the job to stop after the step it is in."""
        self.asked = True


@contextmanager
def stop_on_signals(stopper: Stopper) -> Iterator[Stopper]:
    """Turn the first Ctrl-C (or request to end) into a polite stop; a second one ends at once."""
    if current_thread() is not main_thread():
        yield stopper
        return
    numbers = [n for n in (signal.SIGINT, getattr(signal, "SIGTERM", None)) if n is not None]

    def on_signal(number: int, frame: object) -> None:
        if stopper.asked:
            raise KeyboardInterrupt
        stopper.ask()

    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield stopper
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
