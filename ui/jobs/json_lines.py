"""Reads JSON as users write it: strictly, and with a clear word on what is wrong and where.

Python's own reader takes the last of two equal names and fails in ways of its own on absurd
nesting and numbers; in evidence, a name given twice is a mistake that somebody must mend.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chronology_app.errors import BadValueError


class _GivenTwice(ValueError):
    """An object gives one name twice."""


def read_json(file: Path) -> Any:
    """Read a JSON file. Errors: OSError, BadValueError."""
    return parse_json(read_text(file), file.name)


def parse_json(text: str, file: str) -> Any:
    """Return the value of a JSON text. Errors: BadValueError naming the file."""
    try:
        return _loads(text)
    except _GivenTwice as cause:
        raise BadValueError("json.given_twice", file=file, name=str(cause)) from cause
    except (ValueError, RecursionError) as cause:
        raise BadValueError("cli.not_json", file=file) from cause


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Read a file of JSON objects, one a line, or one JSON list of objects.

    Errors: OSError; BadValueError naming the line.
    """
    text = read_text(file)
    if text.lstrip().startswith("["):
        rows = parse_json(text, file.name)
        return [_checked(row, file, number) for number, row in enumerate(rows, 1)]
    # Only "\n" ends a line: JSON text may hold other separators unescaped.
    lines = enumerate(text.split("\n"), 1)
    return [_read_object(line, file, number) for number, line in lines if line.strip()]


def read_text(file: Path) -> str:
    """Read a UTF-8 file. Errors: OSError, BadValueError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadValueError("cli.not_utf8", file=file.name) from cause


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once_each, parse_constant=_refuse)


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _GivenTwice(next(name for name in names if names.count(name) > 1))
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _read_object(line: str, file: Path, number: int) -> dict[str, Any]:
    try:
        row = _loads(line)
    except (ValueError, RecursionError) as cause:
        raise BadValueError("cli.bad_line", file=file.name, line=number) from cause
    return _checked(row, file, number)


def _checked(row: Any, file: Path, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise BadValueError("cli.bad_line", file=file.name, line=number)
    return row
