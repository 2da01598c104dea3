"""Shows that the tasks of docs/tasks.md can be done through the accessibility tree.

That is how screen readers, switches and voice control use a program. Where Qt offers them no
action (a row of a table, a choice of a combo box), they press the keys for it, and so do these.
"""

from __future__ import annotations

from pathlib import Path

from tests.desktop.hands import TreeHands
from tests.desktop.screen import Screen
from tests.desktop.tasks import TASKS
from tests.desktop.week import do_week


def test_a_working_week_through_the_accessibility_tree(screen: Screen, tmp_path: Path):
    failed = do_week(screen, TreeHands, tmp_path, TASKS)
    assert not failed, "\n\n".join(f"task {number}: {why}" for number, why in failed.items())
