"""The worker processes of the window: started when needed, begun again when one dies, never left.

What is done in them belongs to `jobs` and `presenters`; who waits for it to `background`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import connection
from typing import Any

from chronology_app.errors import ChronologyError
from ui.traces import dump_nothing

#: A worker that dies takes what all of them were doing with it; each piece is begun again once.
_MOST_TRIES = 2


class WorkerEndedError(ChronologyError):
    """A worker process ended in the middle of its work, and again when that was begun anew."""

    message_id = "shell.worker_ended"


@dataclass
class _Task:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    answer: Future[Any] = field(default_factory=Future)
    tries: int = 0


#: New objects after which a worker looks for garbage, and how often it looks at older ones.
_COLLECT_AFTER = (200_000, 20, 20)
#: So long the program waits for its workers to end.
_LONGEST_END_SECONDS = 5.0


class Processes:
    """A small pool of worker processes for reading, documents and figures."""

    def __init__(self, count: int = 2) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._has_ended = False

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Have a module's function called in a worker; its arguments and answer are copied.

        A worker that dies is replaced and its work begun again, so a function must bear that.
        The answer may be the error WorkerEndedError; after `end` it is cancelled.
        """
        task = _Task(function, arguments)
        self._start(task)
        return task.answer

    def _start(self, task: _Task) -> None:
        task.tries += 1
        with self._lock:
            if self._has_ended:
                task.answer.cancel()
                return
            try:
                pool = self._pool = self._pool or self._new_pool()
                doing = pool.submit(task.function, *task.arguments)
            except BrokenProcessPool:
                pool = self._pool = self._new_pool()
                doing = pool.submit(task.function, *task.arguments)
        doing.add_done_callback(partial(self._on_done, task, pool))
        task.answer.add_done_callback(lambda answer: answer.cancelled() and doing.cancel())

    def _new_pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=begin_worker)

    def _on_done(self, task: _Task, pool: ProcessPoolExecutor, doing: Future[Any]) -> None:
        if doing.cancelled():
            task.answer.cancel()
            return
        error = doing.exception()
        if isinstance(error, BrokenProcessPool):
            with self._lock:
                if self._pool is pool:
                    self._pool = None
            if task.tries < _MOST_TRIES or self._has_ended:
                self._start(task)
                return
            error = WorkerEndedError()
        if not task.answer.set_running_or_notify_cancel():
            return
        if error is not None:
            task.answer.set_exception(error)
        else:
            task.answer.set_result(doing.result())

    def warm_up(self) -> None:
        """Start the workers and let them load what reading needs, before anybody waits for it."""
        for _ in range(self._count):
            self.submit(load_reading)

    def end(self) -> None:
        """End the workers, also one that is at work."""
        with self._lock:
            self._has_ended = True
            pool, self._pool = self._pool, None
        if pool is None:
            return
        workers = list((pool._processes or {}).values())
        manager = pool._executor_manager_thread
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        # Python wakes it at its end: one that is closing then would make it stumble.
        if manager is not None:
            manager.join(_LONGEST_END_SECONDS)  # type: ignore[attr-defined]


def load_reading() -> None:
    """Load what reading a file needs; called in a worker."""
    from ui.jobs.reading import read_text  # noqa: F401


def begin_worker() -> None:
    """Prepare a worker: it leaves nothing behind, and it never outlives the program.

    A worker holds the key of an open casebook. When the program is killed nobody ends its
    workers, and their pipes stay open because each of them holds both ends.
    """
    dump_nothing()
    # A whole case is made of very many small objects that all stay: looking through them again and
    # again for garbage took a third of the time of counting them.
    gc.set_threshold(*_COLLECT_AFTER)
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
