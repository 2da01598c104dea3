"""All tasks of docs/tasks.md in their order."""

from __future__ import annotations

from tests.desktop import tasks_book as book
from tests.desktop import tasks_entry as entry
from tests.desktop import tasks_inbox as inbox
from tests.desktop.week import Task

TASKS = [
    Task(1, book.make_and_recover),
    Task(2, book.add_family),
    Task(3, entry.enter_visit),
    Task(6, inbox.confirm_forty),
    Task(7, inbox.correct_date),
    Task(8, inbox.reject_one),
    Task(9, inbox.split_one),
    Task(10, inbox.merge_two),
    Task(11, book.protect_address),
    Task(12, book.record_birth),
    Task(13, book.record_level),
    Task(21, entry.log_concern),
]
