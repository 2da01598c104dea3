"""Shows that the tasks of docs/tasks.md can be done with the keyboard and nothing else.

They are one test, because a working week is done in one program, one task after the other.
"""

from __future__ import annotations

from pathlib import Path

from tests.desktop.hands import KeyHands
from tests.desktop.screen import Screen
from tests.desktop.tasks import TASKS
from tests.desktop.week import do_week, listed_tasks


def test_a_working_week_with_keys_alone(screen: Screen, tmp_path: Path):
    failed = do_week(screen, KeyHands, tmp_path, TASKS)
    assert not failed, "\n\n".join(f"task {number}: {why}" for number, why in failed.items())


def test_the_tasks_are_those_that_the_page_lists():
    assert [task.number for task in TASKS] == list(listed_tasks())
    assert len(TASKS) == 25
