"""Finds where the program's code names a sentence, so that tests can see that each one exists.

It reads the code's syntax tree only; whether the words are good is for a reader.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: What a message id looks like: `area.name`, perhaps with more parts.
MESSAGE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-zA-Z0-9_]+)+")
#: Functions whose first argument is a message id.
SAYERS = {"say", "has", "is_draft"}


@dataclass(frozen=True)
class Use:
    """A message id in the code; a `prefix` ends in `.` or `_` and is completed at run time."""

    file: Path
    line: int
    message_id: str
    is_prefix: bool = False

    def __str__(self) -> str:
        """Return where it stands, for a test's message."""
        return f"{self.file.name}:{self.line}: {self.message_id}{'...' if self.is_prefix else ''}"


def find_uses(files: list[Path], error_names: set[str]) -> Iterator[Use]:
    """Yield every message id that the files name in `say`, in `message_id=` and in an error."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for value in _values(node, error_names):
                yield from _uses(file, value)


def _values(node: ast.AST, error_names: set[str]) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=function, args=args):
            name = getattr(function, "id", getattr(function, "attr", ""))
            if args and name in SAYERS | error_names:
                yield args[0]
        case ast.keyword(arg="message_id", value=value):
            yield value
        case ast.Assign(targets=[ast.Name(id="message_id")], value=value):
            yield value


def _uses(file: Path, value: ast.expr) -> Iterator[Use]:
    """Yield the ids in an expression: a text, an f-string, either side of a condition."""
    match value:
        case ast.Constant(value=str(text)) if MESSAGE_ID.fullmatch(text):
            yield Use(file, value.lineno, text)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
            yield Use(file, value.lineno, text, is_prefix=True)
        case ast.IfExp(body=body, orelse=other):
            yield from _uses(file, body)
            yield from _uses(file, other)
        case ast.BoolOp(values=values):
            for part in values:
                yield from _uses(file, part)
