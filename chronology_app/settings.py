"""Settings: shipped defaults, over them the authority's file, over that the casebook's rows.

Owns how the three are laid over one another and which version is in force; what the values mean
belongs to the parts that use them. Court rules carry the date from which they hold and their
source, and are chosen by a document's date.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import resources
from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow

#: The shipped files whose values an authority may change, by the first part of a setting's name.
_FILES = (
    "taxonomy", "court_rules", "lexicon", "school_terms", "court_words", "timeline", "patterns",
    "checks", "readability", "plan_checks", "pre_proceedings", "letters",
    "instruments",
)  # fmt: skip
#: The casebook's own phrases, a row for each: laid over the lexicon's lists.
PHRASES = "phrases"
#: The lists of one group of phrases.
_STRENGTHS = ("strong", "plain", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One value of a rule of law or practice, from the day it holds."""

    name: str
    value: Any
    holds_from: date
    source: str
    #: False: not seen in the rule's own text; shown to the user as unconfirmed.
    confirmed: bool = True


@dataclass(frozen=True)
class Settings:
    """All settings in force. Read only; passed in, never looked up."""

    values: Mapping[str, Any]
    #: Twelve hex digits that name exactly these values.
    version: str
    rules: tuple[Rule, ...] = field(default=())

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value by its dotted name, e.g. ``get("documents.rows_per_table")``."""
        found: Any = self.values
        for part in name.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return default
            found = found[part]
        return found

    def rule(self, name: str, on: date) -> Rule | None:
        """Return the rule that holds on a day: the latest one that began on or before it."""
        holding = [r for r in self.rules if r.name == name and r.holds_from <= on]
        return max(holding, key=lambda r: r.holds_from, default=None)


def load_settings(authority_file: Path | None = None, rows: Iterable[SettingsRow] = ()) -> Settings:
    """Lay the authority's file and the casebook's rows over the shipped values.

    Errors: BadValueError when the authority's file is not TOML, a row's value is not JSON, or a
        phrase names no list, words and strength.
    """
    values: dict[str, Any] = json.loads(json.dumps(_shipped(), default=str))
    if authority_file is not None:
        _merge_file(values, authority_file)
    for row in sorted(rows, key=lambda r: r.version):
        _merge(values, _nested(row))
    _lay_phrases(values)
    text = json.dumps(values, sort_keys=True, default=str)
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Settings(values, version, _rules(values))


@cache
def _shipped() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _FILES:
        file = resources.path(f"{name}.toml")
        if file.exists():
            found[name] = _read_toml(file)
    return found


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as cause:
        raise BadValueError("error.settings_file", file=file.name) from cause


def _merge_file(values: dict[str, Any], file: Path) -> None:
    found = _read_toml(file)
    try:
        json.dumps(found, default=str)
        _merge(values, found)
        _rules(values)
    except (RecursionError, BadValueError) as cause:
        raise BadValueError("error.settings_file", file=file.name) from cause


def _nested(row: SettingsRow) -> dict[str, Any]:
    try:
        found: Any = json.loads(row.value)
    except (json.JSONDecodeError, RecursionError) as cause:
        raise BadValueError("error.settings_row", name=row.name) from cause
    for part in reversed(row.name.split(".")):
        found = {part: found}
    return dict(found)


def _merge(into: dict[str, Any], over: Mapping[str, Any], inside: str = "") -> None:
    for key, value in over.items():
        name = f"{inside}.{key}" if inside else key
        held = into.get(key)
        if isinstance(value, Mapping) and isinstance(held, dict):
            _merge(held, value, name)
        elif isinstance(held, (dict, list)) and not isinstance(value, (type(held), type(None))):
            # A table stays a table and a list a list; null takes either away.
            raise BadValueError("error.settings_row", name=name)
        else:
            into[key] = value


def _lay_phrases(values: dict[str, Any]) -> None:
    """Lay single phrases over the lists: added, moved to another strength, or taken out."""
    laid = values.get(PHRASES) or {}
    if not isinstance(laid, Mapping):
        raise BadValueError("error.settings_row", name=PHRASES)
    for name in sorted(laid):
        if laid[name] is not None:
            _lay_phrase(values.setdefault("lexicon", {}), f"{PHRASES}.{name}", laid[name])


def _lay_phrase(lists: dict[str, Any], name: str, phrase: Any) -> None:
    try:
        path, words, strength = phrase["list"].split("."), phrase["words"], phrase["strength"]
        is_on = phrase.get("on", True)
    except (KeyError, TypeError, AttributeError) as cause:
        raise BadValueError("error.settings_row", name=name) from cause
    if strength not in _STRENGTHS or not isinstance(words, str):
        raise BadValueError("error.settings_row", name=name)
    table = lists
    for part in path:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise BadValueError("error.settings_row", name=name)
    for held in _STRENGTHS:
        if words in table.get(held, ()):
            table[held] = [other for other in table[held] if other != words]
    if is_on:
        table[strength] = [*table.get(strength, ()), words]


def _rules(values: Mapping[str, Any]) -> tuple[Rule, ...]:
    try:
        return tuple(map(_rule, (values.get("court_rules") or {}).get("rule") or ()))
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise BadValueError("error.settings_row", name="court_rules.rule") from cause


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        name=row["name"],
        value=row["value"],
        holds_from=date.fromisoformat(str(row["from"])),
        source=row["source"],
        confirmed=row.get("confirmed", True),
    )
