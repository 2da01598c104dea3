"""The week in which the tasks are done: one program, its casebooks, and a look into what was kept.

The tasks themselves are in `tasks_book`, `tasks_inbox`, `tasks_case` and `tasks_court`.
"""

from __future__ import annotations

import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from chronology_app.commands.reading_book import ReadingBook
from chronology_app.store.keys import read_data_key
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.hands import Hands
from tests.desktop.program import Program
from tests.desktop.screen import Screen, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "tasks.md"
#: Tasks before this one are done in a casebook of one's own.
FIRST_IN_PREPARED = 3
T = TypeVar("T")


@dataclass
class Week:
    """What the tasks share: the hands that do them, a folder, and the prepared casebook."""

    hands: Hands
    folder: Path
    #: What a task found out that a later one needs.
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The prepared casebook."""
        return self.folder / "week.casebook"

    def kept(self, what: str, look: Callable[[Queries], T | None], seconds: float = 10.0) -> T:
        """Wait until the casebook holds something, and return it."""
        return kept_in(self.path, prepared.PASSPHRASE, what, look, seconds)

    def open_prepared(self) -> None:
        """Open the prepared casebook in the window."""
        hands = self.hands
        hands.do("Casebook", "Open a casebook…", "Ctrl+o")
        hands.dialog("Open a casebook")
        hands.fill("Casebook file", str(self.path))
        hands.fill("Passphrase", prepared.PASSPHRASE)
        hands.fill("Your name", prepared.WORKER)
        hands.push("Open")
        hands.see_gone(("dialog",))
        hands.see("frame", re.compile(f"Hollins family|{prepared.REFERENCE}"))

    def go(self, screen: str) -> None:
        """Go to a screen of the side bar."""
        keys = {"Inbox": "Ctrl+1", "Chronology": "Ctrl+2", "Timeline": "Ctrl+3",
                "People": "Ctrl+4", "Sources": "Ctrl+5", "Documents": "Ctrl+6",
                "Checks": "Ctrl+7", "Impact": "Ctrl+8", "Patterns": "Ctrl+9",
                "Plans": "Ctrl+Shift+l", "Figures": "Ctrl+Shift+u",
                "Following through": "Ctrl+Shift+f",
                "Assessment pages": "Ctrl+Shift+a", "Scores": "Ctrl+Shift+o"}  # fmt: skip
        self.hands.do("Go to", screen, keys[screen])


def kept_in(
    path: Path, passphrase: str, what: str, look: Callable[[Queries], T | None], seconds: float
) -> T:
    """Wait until a casebook that the program has open holds something, and return it."""
    key = read_data_key(path, passphrase)

    def ask() -> T | None:
        with ReadingBook(path, key) as book:
            return look(book.queries)

    return wait_for(f"{what} in the casebook", ask, seconds, pause=0.05)


@dataclass(frozen=True)
class Task:
    """One of the tasks of docs/tasks.md."""

    number: int
    do: Callable[[Week], None]


def listed_tasks() -> dict[int, str]:
    """Return the tasks that the page lists: number and title."""
    rows = re.findall(r"^\| (\d+) \| .*?\*\*(.+?)\*\*", PAGE.read_text(encoding="utf-8"), re.M)
    return {int(number): title for number, title in rows}


def do_week(
    screen: Screen, kind: type[Hands], folder: Path, tasks: list[Task], only: set[int] | None = None
) -> dict[int, str]:
    """Do the tasks one after the other in one program; return what went wrong, by number.

    After a task that failed the window is brought back to where the next can begin.
    """
    prepared.make_prepared(folder / "week.casebook")
    program = Program(screen, environment={"CHRONOLOGY_CONFIG": str(folder / "config")})
    week = Week(kind(program), folder)
    failed: dict[int, str] = {}
    try:
        week.hands.see("push button", "Open a casebook")
        for task in tasks:
            if task.number == FIRST_IN_PREPARED:
                week.open_prepared()
            if not only or task.number in only:
                _do(week, task, failed)
        _quit(program, failed)
    finally:
        program.close()
    return failed


def _do(week: Week, task: Task, failed: dict[int, str]) -> None:
    began = time.monotonic()
    try:
        task.do(week)
    except Exception:
        failed[task.number] = traceback.format_exc(limit=-4)
        _come_back(week)
    print(f"task {task.number}: {time.monotonic() - began:.2f} s", file=sys.stderr)


def _come_back(week: Week) -> None:
    """Close what a failed task left open."""
    for _ in range(6):
        if not week.hands.sees(("dialog", "popup menu", "alert")):
            break
        week.hands.keys.press("Esc")
        time.sleep(0.05)


def _quit(program: Program, failed: dict[int, str]) -> None:
    """Quit as a person does; the program must say nothing and end well."""
    program.keys.press("Ctrl+q")
    code = program.ended()
    if code or program.said():
        failed[0] = f"the program ended with {code} and said:\n{program.said()}"
