"""Reads JSON Lines files: every line one object, or a clear word on which line is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chronology_app.errors import BadValueError


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Read a file of JSON objects, one a line, or one JSON list of objects.

    Errors: OSError; BadValueError naming the line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadValueError("cli.not_utf8", file=file.name) from cause
    if text.lstrip().startswith("["):
        return _read_list(text, file)
    rows = []
    # Only "\n" ends a line: JSON text may hold other separators unescaped.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            rows.append(_read_object(line, file, number))
    return rows


def _read_list(text: str, file: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as cause:
        raise BadValueError("cli.bad_line", file=file.name, line=cause.lineno) from cause
    if not all(isinstance(row, dict) for row in rows):
        raise BadValueError("cli.bad_line", file=file.name, line=1)
    return list(rows)


def _read_object(line: str, file: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as cause:
        raise BadValueError("cli.bad_line", file=file.name, line=number) from cause
    if not isinstance(row, dict):
        raise BadValueError("cli.bad_line", file=file.name, line=number)
    return row
