"""Says in words what the audit log holds: who did what, when.

The log itself is kept in `store.audit`; its lines hold codes and counts, never what a record says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chronology_app.model import AuditEntry
from chronology_app.wording import has, say

#: The steps of an import: together they have its name.
_OF_IMPORTS = ("start_import", "import_file", "finish_import")

#: Readers of documents that are no person -> message id.
_READERS = {"court": "docs.for_court", "local_authority": "docs.for_staff"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a log as a person reads it."""

    number: int
    at: datetime
    by: str
    command: str
    sentence: str
    #: How many records the step touched.
    touched: int
    #: What stands in the log for it, hex.
    leaf: str


def history_lines(entries: Iterable[AuditEntry], language: str = "en") -> tuple[HistoryLine, ...]:
    """Return a log's lines in words, in the log's order."""
    return tuple(
        HistoryLine(
            number=entry.number,
            at=entry.at,
            by=entry.by,
            command=entry.command,
            sentence=sentence(entry, language),
            touched=len(entry.touched),
            leaf=entry.leaf,
        )
        for entry in entries
    )


def sentence(entry: AuditEntry, language: str = "en") -> str:
    """Return what was done, in words; a step whose content was erased lawfully says only so."""
    if not entry.salt:
        return say("command.erased", language)
    if entry.command in ("undo", "redo"):
        steps = entry.params.get("steps", "")
        step = step_name(
            entry.params.get("of", ""), {}, int(steps) if steps.isdigit() else 1, language
        )
        return say(f"command.{entry.command}", language, step=step)
    return _step(entry.command, entry.params, language)


def step_name(command: str, params: Mapping[str, str], steps: int = 1, language: str = "en") -> str:
    """Return a short name of a step that was taken, e.g. for the menu that takes it back.

    `params`: what its line in the log says; only its count is told. `steps`: how many steps go
    together: those of one import have its name, decisions made together are counted.
    """
    if steps > 1 and has(f"command.{command}.together"):
        return say(f"command.{command}.together", language, count=steps)
    told = {name: params[name] for name in ("count",) if name in params}
    name = _step(command, told, language)
    if steps == 1 or command in _OF_IMPORTS:
        return name
    return say("command.together", language, step=name, count=steps)


def _step(command: str, params: dict[str, str], language: str) -> str:
    message_id = f"command.{command}"
    if not has(message_id):
        return command.replace("_", " ")
    told: dict[str, object] = {**params, **_in_words(command, params, language)}
    if params.get("count", "").isdigit():
        told["count"] = int(params["count"])
    try:
        return say(message_id, language, **told)
    except KeyError:
        # Undoing a step gives its name without its figures.
        return say(f"{message_id}.short", language)


def _in_words(command: str, params: Mapping[str, str], language: str) -> dict[str, str]:
    """Return those params of an export in words that the log keeps as codes."""
    found = {}
    if command == "export" and has(f"docs.kind.{params.get('kind', '')}"):
        found["kind"] = _inside(say(f"docs.kind.{params['kind']}", language))
    reader = _READERS.get(params.get("profile", "")) if command == "export" else None
    if reader:
        found["profile"] = _inside(say(reader, language))
    return found


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
