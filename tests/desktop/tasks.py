"""All tasks of docs/tasks.md in their order."""

from __future__ import annotations

from tests.desktop import tasks_book as book
from tests.desktop import tasks_entry as entry
from tests.desktop.week import Task

TASKS = [
    Task(1, book.make_and_recover),
    Task(3, entry.enter_visit),
    Task(21, entry.log_concern),
]
