"""Keeps what is typed where it belongs: in the casebook and case from which the record was read.

The window may show another case, or none, by the time something is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from chronology_app.casefile import Casebook
from ui.background import Failed
from ui.desk import Desk
from ui.open_book import OpenBook

Drafts = dict[tuple[str, str], dict[str, Any]]


class Keeper:
    """The casebook and case of the records shown; `name` is what its drafts are kept under."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk, self._name = desk, name
        self._book: OpenBook | None = None
        self._case_id = ""
        self._kept = ""

    def take_place(self) -> None:
        """From now on what is typed belongs to the desk's case."""
        self._book, self._case_id = self._desk.book, self._desk.case_id

    def change(
        self,
        owner: QObject,
        command: Callable[[Casebook, str], Any],
        done: Callable[[Any], None],
        failed: Failed,
    ) -> bool:
        """Have a command carried out there; say whether the casebook is still open."""
        if self._book is None or not self._book.is_open:
            return False
        case_id = self._case_id
        self._book.change(owner, lambda book: command(book, case_id), done, failed)
        return True

    def keep_drafts(self, drafts: Drafts) -> None:
        """Keep what is typed and cannot be stored, over the end of the program."""
        words = write_drafts(drafts)
        if words == self._kept or self._book is None or not self._book.is_open:
            return
        self._kept, case_id, name = words, self._case_id, self._name
        self._book.ask(None, lambda book: book.remember(case_id, name, words), lambda _: None,
                       self._desk.show_error)  # fmt: skip

    def load_drafts(self, owner: QObject, done: Callable[[Drafts], None]) -> None:
        """Ask for what was kept in the desk's case."""

        def on_found(words: str) -> None:
            self._kept = words
            done(read_drafts(words))

        name = self._name
        self._desk.ask(owner, lambda book, case_id: book.remembered(case_id, name), on_found)


def write_drafts(drafts: Drafts) -> str:
    """Return drafts as one text; empty for none."""
    rows = [[*key, values] for key, values in sorted(drafts.items()) if values]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_drafts(words: str) -> Drafts:
    """Return the drafts of a text; what cannot be read is none."""
    try:
        rows = json.loads(words or "[]")
        return {(str(person), str(group)): dict(values) for person, group, values in rows}
    except (ValueError, TypeError):
        return {}


def shown_of(values: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the values that are named."""
    return {name: value for name, value in values.items() if name in names}
