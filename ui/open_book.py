"""One open casebook for all windows that show it: asked and changed on its own thread.

What is asked belongs to the presenters, what is changed to `casefile`; which case a window shows
is the `desk`'s business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from chronology_app.errors import StoppedError, StoreError
from ui.background import IN_BETWEEN, Background, Failed, Job, Remote, SerialThread, Ticket

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

T = TypeVar("T")


class OpenBook(QObject):
    """A casebook that is open in this program."""

    #: A `Changed`: what a command did. Screens that show such records ask anew.
    records_changed = Signal(object)
    #: The casebook was closed.
    closed = Signal()

    def __init__(self, background: Background, path: Path, by: str) -> None:
        super().__init__()
        self.background = background
        self.path = path
        #: Who acts.
        self.by = by
        #: How many windows show it.
        self.windows = 0
        self.is_open = False
        #: The jobs that work on it now.
        self.jobs: list[Job] = []
        self._thread: SerialThread[Casebook] = SerialThread("casebook")

    # --- opening and closing ---------------------------------------------------------------

    def open(
        self, opener: Callable[[], Casebook], done: Callable[[], None], failed: Failed
    ) -> None:
        """Open or make the casebook on its thread with what `opener` does."""

        def work() -> None:
            try:
                self._thread.owned = opener()
            except BaseException as error:
                problem = error
                self.background.poster.post(lambda: self._on_failed(problem, failed))
            else:
                self.background.poster.post(lambda: self._on_opened(done))

        self._thread.submit(work)

    def _on_opened(self, done: Callable[[], None]) -> None:
        self.is_open = True
        done()

    def _on_failed(self, problem: BaseException, failed: Failed) -> None:
        self._thread.end()
        failed(problem)

    def close(self, seconds: float = 1.0) -> None:
        """Stop its jobs, finish what was asked, close the file and give its lock free.

        That may take longer than anybody waits here; `wait_closed` tells when it is done.
        """
        if not self.is_open:
            return
        self.is_open = False
        for job in self.jobs:
            job.cancel()
        # A job that is stopped still writes that it was; the last one's end closes the file.
        if not any(job.is_running for job in self.jobs):
            self.close_file(seconds)

    def close_file(self, seconds: float) -> None:
        """Close the file once what was asked is done, also when jobs are not."""

        def work() -> None:
            if self._thread.owned is not None:
                self._thread.owned.close()
                self._thread.owned = None

        self._thread.submit(work, priority=IN_BETWEEN)
        self._thread.end(seconds)
        self.closed.emit()

    def wait_closed(self, seconds: float) -> bool:
        """Wait until the file is closed; say whether it is."""
        return self._thread.wait(seconds)

    # --- asking and changing ---------------------------------------------------------------

    def ask(
        self,
        owner: QObject | None,
        work: Callable[[Casebook], T],
        done: Callable[[T], None],
        failed: Failed,
    ) -> Ticket:
        """Ask the casebook something; the answer comes on the window's thread."""
        return self._submit(owner, work, done, failed)

    def change(
        self,
        owner: QObject | None,
        command: Callable[[Casebook], T],
        done: Callable[[T], None],
        failed: Failed,
        lost: Failed | None = None,
    ) -> Ticket:
        """Have a command carried out; then `records_changed` tells everybody.

        The command gives a `Changed`, several, or records that hold one as `changed`. `lost` is
        told of a failure when the one who asked has gone: nobody shall believe it was written.
        """

        def on_done(found: T) -> None:
            for changed in changes_in(found):
                self.records_changed.emit(changed)
            if ticket.is_wanted:
                done(found)

        def on_failed(problem: BaseException) -> None:
            if ticket.is_wanted:
                failed(problem)
            elif lost is not None:
                lost(problem)

        ticket = Ticket(owner)
        # What is written is told to every screen, also when the one that asked has gone.
        self._submit(None, command, on_done, on_failed)
        return ticket

    def _submit(
        self,
        owner: QObject | None,
        work: Callable[[Casebook], T],
        done: Callable[[T], None],
        failed: Failed,
    ) -> Ticket:
        ticket = Ticket(owner)
        post = self.background.poster.post

        def answer(function: Callable[[], None]) -> None:
            post(lambda: function() if ticket.is_wanted else None)

        def run() -> None:
            if not ticket.is_wanted:
                return
            try:
                found = work(self._casebook())
            except BaseException as error:
                problem = error
                answer(lambda: failed(problem))
            else:
                answer(lambda: done(found))

        self._thread.submit(run)
        return ticket

    def _casebook(self) -> Casebook:
        if self._thread.owned is None:
            raise StoreError("error.store", path=str(self.path), reason="closed")
        return self._thread.owned

    def remote(self) -> Casebook:
        """Return a stand-in for jobs: each of its calls is done on the casebook's thread."""

        def get() -> Casebook:
            if self._thread.owned is None:
                # The last window on it was closed, and it did not wait any longer.
                raise StoppedError
            return self._thread.owned

        return cast("Casebook", Remote(self._thread, get))

    def start_job(
        self,
        title: str,
        work: Callable[[Job, Casebook], T],
        done: Callable[[T], None],
        failed: Failed,
        owner: QObject | None = None,
    ) -> Job:
        """Begin a job that works on the casebook beside the window."""
        remote = self.remote()
        job = self.background.start(title, lambda job: work(job, remote), done, failed, owner)
        self.jobs.append(job)
        job.ended.connect(lambda: self._on_job_ended(job))
        return job

    def _on_job_ended(self, job: Job) -> None:
        self.jobs.remove(job)
        if not self.is_open and not self.jobs:
            self.close_file(1.0)

    def tell_changed(self, changed: Changed) -> None:
        """Tell every screen what a job changed; may be asked from the job's thread."""
        self.background.poster.post(lambda: self.records_changed.emit(changed))


def changes_in(found: Any) -> list[Changed]:
    """Return what a command's answer says was changed."""
    if found is None:
        return []
    if isinstance(found, (list, tuple)):
        return [change for item in found for change in changes_in(item)]
    inner = getattr(found, "changed", None)
    if inner is not None and hasattr(inner, "kinds"):
        return [inner]
    return [found] if hasattr(found, "kinds") and hasattr(found, "touched") else []
