"""Finds where the program's code names a sentence, so that tests can see that each one exists.

It reads the code's syntax trees only; whether the words are good is for a reader.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: What a message id looks like: `area.name`, perhaps with more parts.
MESSAGE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-zA-Z0-9_]+)+")
#: What looks like a message id and is a file's name.
FILE_ENDINGS = {"csv", "docx", "json", "jsonl", "pdf", "po", "toml", "txt"}
#: Functions and methods that say the sentence that their first argument names.
SAYERS = {"say", "tell", "progress"}
#: Calls whose first argument is a code that stands for a sentence, and the sentence's area.
CODES = {"ImportFileError": "import.", "note": "problem."}


@dataclass(frozen=True)
class Use:
    """A message id in the code; a `prefix` is completed at run time."""

    file: Path
    line: int
    message_id: str
    is_prefix: bool = False
    #: The parameters that are given; None where they cannot be seen in the code.
    given: frozenset[str] | None = None

    def __str__(self) -> str:
        """Return where it stands, for a test's message."""
        return f"{self.file.name}:{self.line}: {self.message_id}{'...' if self.is_prefix else ''}"


def find_uses(files: list[Path], error_names: set[str], areas: set[str]) -> Iterator[Use]:
    """Yield every message id in the files.

    Found are: what is said, `message_id=`, an error's sentence with its parameters, a code that
    stands for a sentence, and any other text that begins with one of the areas.
    """
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        area = "" if _imports_say(tree) or "documents" not in file.parts else "documents."
        for node in ast.walk(tree):
            match node:
                case ast.Call(args=[first, *_]):
                    yield from _in_call(file, node, first, error_names, area)
                case ast.keyword(arg="message_id", value=value):
                    yield from _named(file, value)
                case ast.Assign(targets=[ast.Name(id="message_id")], value=value):
                    yield from _named(file, value)
                case ast.Constant(value=str(text)) if text.split(".")[0] in areas:
                    if "documents" not in file.parts and _is_id(text):
                        yield Use(file, node.lineno, text)


def _is_id(text: str) -> bool:
    return bool(MESSAGE_ID.fullmatch(text)) and text.rpartition(".")[2] not in FILE_ENDINGS


def _imports_say(tree: ast.Module) -> bool:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return any(name.name == "say" for node in imports for name in node.names)


def _in_call(
    file: Path, call: ast.Call, first: ast.expr, error_names: set[str], area: str
) -> Iterator[Use]:
    """Yield the ids that a call names; `area` is what a document's own words put before each."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if isinstance(call.func, ast.Attribute) and "documents" in file.parts:
        area = "documents."
    given = None
    if all(keyword.arg for keyword in call.keywords):
        given = frozenset(str(keyword.arg) for keyword in call.keywords)
    if name in CODES and isinstance(first, ast.Constant) and "." not in str(first.value):
        yield from _named(file, first, CODES[name])
    elif name in SAYERS:
        yield from _named(file, first, area, given)
    elif name in error_names:
        yield from _named(file, first, given=given)


def _named(
    file: Path, value: ast.expr, area: str = "", given: frozenset[str] | None = None
) -> Iterator[Use]:
    """Yield the ids in an expression: a text, an f-string, either side of a condition."""
    match value:
        case ast.Constant(value=str(text)) if MESSAGE_ID.fullmatch(area + text):
            yield Use(file, value.lineno, area + text, given=given)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in area + text:
            yield Use(file, value.lineno, area + text, is_prefix=True)
        case ast.IfExp(body=body, orelse=other):
            yield from _named(file, body, area, given)
            yield from _named(file, other, area, given)
