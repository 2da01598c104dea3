"""Shows that every screen and dialog is named for screen readers and reached by the keyboard.

Screens and dialogs come from the program's own tables: a new one is looked at by itself.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import prepared
from tests.desktop.hands import TreeHands
from tests.desktop.program import Program
from tests.desktop.screen import Screen
from tests.desktop.week import Week

pytest.importorskip("PySide6.QtWidgets", reason="Qt's libraries are missing", exc_type=ImportError)

from ui.actions import ACTIONS
from ui.screens import SCREENS
from ui.words import say

#: Actions that open no window of their own, end the program, or take half a minute.
_NO_WINDOW = {
    "new_window", "close_book", "quit", "undo", "redo", "search", "history", "lexicon", "back",
    "forward", "larger_text", "smaller_text", "switch_scheme", "side_bar", "open_sample", "tour",
}  # fmt: skip


@pytest.fixture(scope="module")
def week(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    folder: Path = tmp_path_factory.mktemp("access")
    prepared.make_prepared(folder / "week.casebook")
    program = Program(screen, environment={"CHRONOLOGY_CONFIG": str(folder / "config")})
    started = Week(TreeHands(program), folder)
    started.open_prepared()
    yield started
    program.close()


#: So often a window is looked at before something in it is called a fault.
_LOOKS = 4


def _faults(week: Week, where: str) -> list[str]:
    """Return what has no name and what Tab does not come to in the present window.

    A screen may still be filling itself: a fault is one that stays.
    """
    faults: list[str] = []
    for _ in range(_LOOKS):
        faults = _faults_now(week, where)
        if not faults:
            break
        time.sleep(0.5)
    return faults


def _faults_now(week: Week, where: str) -> list[str]:
    program = week.hands.program
    program.wait_drawn()
    top = program.tree.window()
    unnamed = [f"{where}: no name: {node}" for node in program.tree.unnamed(top)]
    unreached = [f"{where}: not reached: {node}" for node in program.unreachable()]
    return unnamed + unreached


def test_every_screen_is_named_and_reached(week: Week):
    faults = []
    for spec in SCREENS:
        name = say(f"screen.{spec.name}")
        if spec.in_side_bar:
            week.go(name)
        elif spec.name in ("history", "lexicon"):
            week.hands.do("Edit", say(f"action.{spec.name}"))
        else:
            week.hands.fill(say("shell.search_here"), "bruise")
            week.hands.reach("text", say("shell.search_here"))
            week.hands.keys.press("Enter")
        week.hands.see_words(f"^{re.escape(name)}$")
        faults += _faults(week, spec.name)
    assert faults == []


def test_every_dialog_is_named_and_reached(week: Week):
    faults = []
    for spec in ACTIONS:
        if spec.id not in _NO_WINDOW:
            week.hands.do(say(f"menu.{spec.menu}").replace("&", ""), say(f"action.{spec.id}"))
            week.hands.dialog(re.compile(""))
            faults += _faults(week, spec.id)
            week.hands.keys.press("Esc")
            week.hands.see_gone(("dialog", "alert", "file chooser"))
    assert faults == []


def test_nothing_was_said_on_the_way(week: Week):
    assert week.hands.program.said() == ""
