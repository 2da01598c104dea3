"""Work that the window does not wait for: the database's own thread, jobs, work in a worker.

Answers come back on the window's thread. What the work is belongs to `jobs` and `presenters`,
the worker processes themselves to `workers`.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as StillRunning
from contextlib import suppress
from queue import PriorityQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from chronology_app.errors import StoppedError
from ui.jobs.stopping import Stopper

if TYPE_CHECKING:
    from ui.workers import Processes

T = TypeVar("T")
Failed = Callable[[BaseException], None]

#: What a person waits for goes before what a job asks.
SOON, IN_BETWEEN = 0, 1
_END = 2


class Poster(QObject):
    """Has functions called on the window's thread, in the order in which they are posted."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, function: Callable[[], None]) -> None:
        """Have a function called; may be asked from any thread."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._posted.emit(function)

    @Slot(object)
    def _call(self, function: Callable[[], None]) -> None:
        function()


class Ticket:
    """Something that was asked for; a cancelled one is never answered."""

    def __init__(self, owner: QObject | None) -> None:
        self._owner = owner
        self._is_cancelled = False

    def cancel(self) -> None:
        """Let the answer be dropped."""
        self._is_cancelled = True

    @property
    def is_wanted(self) -> bool:
        """Say whether somebody is still there to take the answer."""
        return not self._is_cancelled and (self._owner is None or isValid(self._owner))


def dropped() -> Ticket:
    """Return the ticket of something that nobody will answer."""
    ticket = Ticket(None)
    ticket.cancel()
    return ticket


class SerialThread(Generic[T]):
    """One thread that owns one thing (a casebook) and does what it is asked, one by one."""

    def __init__(self, name: str) -> None:
        self._queue: PriorityQueue[tuple[int, int, Callable[[], None] | None]] = PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._lock = threading.Lock()
        self._has_ended = False
        #: What the thread owns; touched by its work only.
        self.owned: T | None = None
        self._thread.start()

    def _run(self) -> None:
        while True:
            work = self._queue.get()[2]
            if work is not None:
                work()
                continue
            with self._lock:
                # What came between the word to end and now is still done.
                self._has_ended = self._queue.empty()
            if self._has_ended:
                return
            self._queue.put((_END, next(self._numbers), None))

    def submit(self, work: Callable[[], None], priority: int = SOON) -> None:
        """Have work done; it must not raise. After the end it is done by who asks."""
        with self._lock:
            if not self._has_ended:
                self._queue.put((priority, next(self._numbers), work))
                return
        work()

    def call(self, work: Callable[[], Any], priority: int = IN_BETWEEN) -> Any:
        """Have work done and wait for its answer; for other threads, never for the window's."""
        if threading.current_thread() is self._thread:
            return work()
        answer: Future[Any] = Future()

        def run() -> None:
            try:
                answer.set_result(work())
            except BaseException as error:
                answer.set_exception(error)

        self.submit(run, priority)
        return answer.result()

    def end(self, seconds: float = 30.0) -> bool:
        """Finish what was asked, then end the thread; say whether it ended within the time."""
        self._queue.put((_END, next(self._numbers), None))
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait for the thread's end; say whether it came."""
        if threading.current_thread() is not self._thread:
            self._thread.join(seconds)
        return not self._thread.is_alive()


class Remote:
    """Stands for an object that another thread owns: each call is done there and waited for.

    Jobs are written for a casebook; with this they run beside the window, and what a person asks
    meanwhile is answered between two of their calls.
    """

    def __init__(self, thread: SerialThread[Any], get: Callable[[], Any]) -> None:
        self._thread = thread
        self._get = get

    def __getattr__(self, name: str) -> Any:
        value = self._thread.call(lambda: getattr(self._get(), name))
        if not callable(value):
            if name == "queries":
                return Remote(self._thread, lambda: self._get().queries)
            return value

        def call(*arguments: Any, **named: Any) -> Any:
            return self._thread.call(lambda: getattr(self._get(), name)(*arguments, **named))

        return call


class Job(QObject):
    """A longer piece of work: what it is, how far it is, and how to stop it."""

    #: How far it is changed.
    moved = Signal()
    #: It is done, was stopped or failed.
    ended = Signal()

    def __init__(self, title: str, poster: Poster, processes: Processes) -> None:
        super().__init__()
        self.title = title
        self.stopper = Stopper()
        #: Done and in all; in all is 0 while nobody knows.
        self.done, self.count = 0, 0
        self.text = ""
        self.is_running = True
        self._poster = poster
        self._processes = processes

    def cancel(self) -> None:
        """Ask the work to stop after what it is doing; whole results stay."""
        self.stopper.ask()

    def progress(self, done: int, count: int, text: str = "") -> None:
        """Say how far the work is; called from the work's own thread."""

        def tell() -> None:
            self.done, self.count, self.text = done, count, text
            self.moved.emit()

        self._poster.post(tell)

    def check(self) -> None:
        """Raise StoppedError when the user asked to stop."""
        if self.stopper.asked:
            raise StoppedError

    def process(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have a function called in a worker process and wait for it. Errors: StoppedError."""
        answer = self._processes.submit(function, *arguments)
        while True:
            try:
                return answer.result(timeout=0.1)
            except StillRunning:
                if answer.done():
                    raise
                if self.stopper.asked:
                    answer.cancel()
                    raise StoppedError from None
            except CancelledError:
                # The program is being left.
                raise StoppedError from None

    def process_whole(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have a function called in a worker process and wait for it, stop or no stop."""
        try:
            return self._processes.submit(function, *arguments).result()
        except CancelledError:
            raise StoppedError from None


class Background(QObject):
    """All work beside the window of the whole program."""

    #: A Job began, moved on or ended.
    jobs_changed = Signal()

    def __init__(self, processes: Processes | None = None) -> None:
        super().__init__()
        self.poster = Poster()
        self._processes = processes
        self.jobs: list[Job] = []
        self._threads: list[threading.Thread] = []

    @property
    def processes(self) -> Processes:
        """The worker processes; loaded when they are first asked for."""
        if self._processes is None:
            from ui.workers import Processes

            self._processes = Processes()
        return self._processes

    def start(
        self,
        title: str,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        owner: QObject | None = None,
    ) -> Job:
        """Begin a job on a thread of its own. `done` or `failed` is called on the window's thread.

        Stopped by the user, `failed` gets a StoppedError unless the work returned what it had.
        """
        job = Job(title, self.poster, self.processes)
        ticket = Ticket(owner)
        job.moved.connect(self.jobs_changed)

        def run() -> None:
            try:
                found = work(job)
            except BaseException as error:
                problem = error
                self.poster.post(lambda: self._end(job, ticket, lambda: failed(problem)))
            else:
                self.poster.post(lambda: self._end(job, ticket, lambda: done(found)))

        self.jobs.append(job)
        self.jobs_changed.emit()
        thread = threading.Thread(target=run, name="job", daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()
        return job

    def _end(self, job: Job, ticket: Ticket, answer: Callable[[], None]) -> None:
        job.is_running = False
        self.jobs.remove(job)
        self.jobs_changed.emit()
        job.ended.emit()
        if ticket.is_wanted:
            answer()

    def compute(
        self,
        function: Callable[..., T],
        *arguments: Any,
        done: Callable[[T], None],
        failed: Failed,
        owner: QObject | None = None,
    ) -> Ticket:
        """Have a short calculation done in a worker process, without a line in the status."""
        ticket = Ticket(owner)

        def on_answer(answer: Future[T]) -> None:
            if answer.cancelled():
                return
            error = answer.exception()
            if error is not None:
                self._post(ticket, lambda: failed(error))
            else:
                self._post(ticket, lambda: done(answer.result()))

        self.processes.submit(function, *arguments).add_done_callback(on_answer)
        return ticket

    def beside(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        owner: QObject | None = None,
    ) -> Ticket:
        """Have work done on a thread of its own that waits for others (the box, a program)."""
        ticket = Ticket(owner)

        def run() -> None:
            try:
                found = work()
            except BaseException as error:
                problem = error
                self._post(ticket, lambda: failed(problem))
            else:
                self._post(ticket, lambda: done(found))

        threading.Thread(target=run, name="beside", daemon=True).start()
        return ticket

    def _post(self, ticket: Ticket, answer: Callable[[], None]) -> None:
        def call() -> None:
            if ticket.is_wanted:
                answer()

        self.poster.post(call)

    def end(self) -> None:
        """Stop all jobs and end the workers; for the program's end."""
        for job in self.jobs:
            job.cancel()
        for thread in self._threads:
            thread.join(10.0)
        if self._processes is not None:
            self._processes.end()
