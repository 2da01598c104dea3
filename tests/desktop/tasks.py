"""All tasks of docs/tasks.md in their order."""

from __future__ import annotations

from tests.desktop import tasks_book as book
from tests.desktop import tasks_case as case
from tests.desktop import tasks_court as court
from tests.desktop import tasks_entry as entry
from tests.desktop import tasks_inbox as inbox
from tests.desktop import tasks_sources as sources
from tests.desktop.week import Task

TASKS = [
    Task(1, book.make_and_recover),
    Task(2, book.add_family),
    Task(3, entry.enter_visit),
    Task(4, sources.paste_mail),
    Task(5, sources.import_nine),
    Task(6, inbox.confirm_forty),
    Task(7, inbox.correct_date),
    Task(8, inbox.reject_one),
    Task(9, inbox.split_one),
    Task(10, inbox.merge_two),
    Task(11, book.protect_address),
    Task(12, book.record_birth),
    Task(13, book.record_level),
    Task(14, case.find_bruise),
    Task(15, case.filter_and_save),
    Task(16, case.change_fact),
    Task(17, case.settle_dates),
    Task(18, case.settle_problem),
    Task(19, case.use_timeline),
    Task(20, sources.add_photograph),
    Task(21, entry.log_concern),
    Task(22, court.sign_off),
    Task(23, court.export_chronology),
    Task(24, court.see_changes),
    Task(25, case.find_help),
]
