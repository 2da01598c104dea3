"""Shows that the harness sees what a person sees: keys that arrive, and faults of a window."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.desktop.program import Program
from tests.desktop.screen import Screen, WaitedTooLongError, wait_for


@pytest.fixture(scope="module")
def faulty(screen: Screen) -> Iterator[Program]:
    program = Program(screen, command=[sys.executable, "-m", "tests.desktop._faulty_window"])
    yield program
    program.close()


def test_typed_letters_arrive_whatever_the_key_map_holds(faulty: Program):
    fact = faulty.tree.find("text", "Fact")
    faulty.wait_focus("Fact")
    words = 'At 10% of £5: "Ŵyl" & ~4 õ–'
    faulty.keys.type(words)
    wait_for("the typed words", lambda: faulty.tree.text(fact) == words)


def test_a_dialog_takes_the_keyboard_and_gives_it_back(faulty: Program):
    faulty.tree.focus(faulty.tree.find("text", "Fact"))
    faulty.keys.press("Tab")
    faulty.wait_focus("Open")
    faulty.keys.press("Space")
    faulty.wait_focus("Word")
    faulty.keys.type("Faulty still\n")
    faulty.wait_focus("Open")
    faulty.tree.find("frame", "Faulty still")


def test_the_tree_types_chooses_and_reads(faulty: Program):
    fact = faulty.tree.find("text", "Fact")
    faulty.tree.set_text(fact, "Put there")
    assert faulty.tree.text(fact) == "Put there"
    table = faulty.tree.find("table", "Facts")
    assert faulty.tree.rows(table, 2) == [["0 0", "0 1", "0 2"], ["1 0", "1 1", "1 2"]]
    faulty.tree.select_cell(table, 4, 1)
    assert "selected" in faulty.tree.cell(table, 4, 1).states


def test_what_has_no_name_of_its_own_is_found(faulty: Program):
    unnamed = sorted(str(node) for node in faulty.tree.unnamed())
    assert unnamed == ["combo box ''", "push button ''"]


def test_what_tab_passes_by_is_found(faulty: Program):
    assert [str(node) for node in faulty.unreachable()] == ["push button 'Mouse only'"]


def test_waiting_for_what_never_comes_says_what_there_is(faulty: Program):
    with pytest.raises(WaitedTooLongError, match=r"push button 'Open'"):
        faulty.tree.find("dialog", "Never", seconds=0.1)


def test_nothing_was_said_on_the_way(faulty: Program):
    assert faulty.said() == ""
