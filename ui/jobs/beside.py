"""The workplace of the window's jobs: files are parsed and read in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from chronology_app.model import Person, ReadResult
from chronology_app.reading.document import SourceText
from importers.base import ImportOptions
from importers.box import read_in_box
from ui.jobs.reading import SHIPPED, Read, ReadBy, read_text
from ui.jobs.stopping import Stopper
from ui.jobs.workplace import Workplace

#: Files up to so many bytes are sent to a worker; copying a larger one would hold up the window.
MOST_SENT = 32_000_000


class Job(Protocol):
    """What a job beside the window offers to the work that it does: `ui.background.Job`."""

    stopper: Stopper

    def progress(self, done: int, count: int, text: str = "") -> None:
        """Say how far the work is."""

    def check(self) -> None:
        """Raise StoppedError when the user asked to stop."""

    def process(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have it called in a worker process and wait. Errors: StoppedError."""

    def process_whole(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have it called in a worker process and wait for its end, stop or no stop."""


class Beside(Workplace):
    """Parses and reads in worker processes, so that the window's own never starts one or reads."""

    def __init__(self, job: Job) -> None:
        self._job = job
        #: The id of the first suggestion that was found.
        self.first_suggestion = ""

    def parse(self, data: bytes, options: ImportOptions, *, can_stop: bool) -> ReadResult:
        """Read the bytes of a file in the box. Errors: ImportFileError, StoppedError."""
        if len(data) > MOST_SENT:
            return super().parse(data, options, can_stop=can_stop)
        process = self._job.process if can_stop else self._job.process_whole
        result: ReadResult = process(read_in_box, data, options)
        return result

    def read(
        self,
        text: SourceText,
        people: Sequence[Person],
        mapping: Mapping[str, str],
        by: ReadBy = SHIPPED,
        *,
        can_stop: bool,
    ) -> Read:
        """Read a text for suggestions. Errors: StoppedError."""
        process = self._job.process if can_stop else self._job.process_whole
        read: Read = process(read_text, text, people, mapping, by)
        if read.suggestions and not self.first_suggestion:
            self.first_suggestion = read.suggestions[0].id
        return read
