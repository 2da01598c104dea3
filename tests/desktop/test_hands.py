"""Shows that both ways to use a window without a mouse do the same, on a window made for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.desktop.hands import Hands, KeyHands, TreeHands
from tests.desktop.program import Program
from tests.desktop.screen import Screen


@pytest.fixture(scope="module")
def program(screen: Screen) -> Iterator[Program]:
    started = Program(screen, command=[sys.executable, "-m", "tests.desktop._sound_window"])
    yield started
    started.close()


@pytest.mark.parametrize("kind", [KeyHands, TreeHands], ids=lambda kind: kind.way)
def test_a_form_is_filled_and_sent(program: Program, kind: type[Hands]):
    hands = kind(program)
    hands.fill("What was seen", f"Seen by {kind.way}")
    hands.pick("Kind", "meeting")
    hands.tick("Seen alone")
    hands.push("Save")
    hands.see("frame", f"Seen by {kind.way}, meeting, alone")
    hands.tick("Seen alone", wanted=False)
    hands.pick("Kind", "visit")


@pytest.mark.parametrize("kind", [KeyHands, TreeHands], ids=lambda kind: kind.way)
def test_a_row_is_chosen_and_a_menu_used(program: Program, kind: type[Hands]):
    hands = kind(program)
    hands.do("File", "Begin anew")
    hands.see("frame", "Begun anew")
    table = hands.see("table", "Facts")
    hands.choose_row(table, hands.row_where(table, lambda words: "fact 30 " in words))
    hands.see("frame", "Chosen 30")
    hands.choose_row(table, 0)


def test_all_of_it_is_named_and_reached(program: Program):
    assert program.tree.unnamed() == []
    assert program.unreachable() == []
