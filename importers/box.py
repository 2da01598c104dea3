"""Reads a file in the box: a limited child process, so that a hostile file harms nothing.

The child is `box_child`; what goes between the two is in `box_lines`. Nothing that the child says
is trusted: every line is checked, bounded and rebuilt, and its error output is thrown away.
"""

from __future__ import annotations

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import ReadResult
from chronology_app.programs import ProcessAnswer, module_command, run_limited
from importers.base import ImportOptions
from importers.box_lines import parse_answer, write_request

#: The signal that ends a process which has used up its processor time (Linux and macOS).
_SIGXCPU = 24


def read_in_box(data: bytes, options: ImportOptions) -> ReadResult:
    """Read the bytes of one file in a limited process of its own.

    Errors: ImportFileError with an outcome code. Whatever a file does to the process (crash, hang,
    hunger for memory, flood of answers) ends as one of them.
    """
    try:
        return _read(data, options)
    except ImportFileError as error:
        error.params.setdefault("file", options.file_name)
        raise


def _read(data: bytes, options: ImportOptions) -> ReadResult:
    limits = options.limits
    if not data:
        raise ImportFileError("empty")
    if len(data) > limits.file_bytes:
        raise ImportFileError("too_large")
    answer = run_limited(
        module_command("importers.box_child"),
        write_request(data, options),
        wall_seconds=limits.wall_seconds,
        output_bytes=limits.answer_bytes,
    )
    _check(answer)
    return parse_answer(answer.output, limits)


def _check(answer: ProcessAnswer) -> None:
    if answer.timed_out:
        raise ImportFileError("timed_out")
    if answer.too_much:
        raise ImportFileError("too_large")
    if answer.code < 0 and -answer.code == _SIGXCPU:
        raise ImportFileError("timed_out")
    if answer.code != 0:
        raise ImportFileError("damaged")
