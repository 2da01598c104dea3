"""Reviews a case's timeline over the accessibility bus, as a screen reader's user does.

The first goes from mark to mark, the second by the list beside them; both go to the source and
back, and the program ends as it should with all its objects known to the bus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import prepared
from tests.desktop.hands import TreeHands
from tests.desktop.program import Program
from tests.desktop.screen import Screen, wait_for
from tests.desktop.tree import Node
from tests.desktop.week import Week

_LANES = re.compile("^Timeline:")
_LIST = "Events in order of time"


@pytest.fixture
def week(screen: Screen, tmp_path: Path) -> Iterator[Week]:
    prepared.make_prepared(tmp_path / "week.casebook")
    program = Program(screen, environment={"CHRONOLOGY_CONFIG": str(tmp_path / "config")})
    started = Week(TreeHands(program), tmp_path)
    started.open_prepared()
    started.go("Timeline")
    yield started
    program.close()


def things(week: Week) -> list[Node]:
    """Return the heads and marks in view."""
    tree = week.hands.tree
    lanes = week.hands.see("list", _LANES)
    return [n for n in tree.walk(lanes) if n.parent == lanes.path]


def open_and_come_back(week: Week) -> None:
    week.hands.keys.press("Enter")
    week.hands.see("filler", "Source")
    week.hands.do("Go to", "Back", "Alt+Left")
    week.hands.see("list", _LANES)


def test_a_review_from_mark_to_mark(week: Week):
    hands, tree = week.hands, week.hands.tree
    found = wait_for("the marks", lambda: [n for n in things(week) if n.role == "list item"])
    heads = [n for n in things(week) if n.role == "heading"]
    assert [head.name for head in heads][:2] == ["Nia Hollins", "Owen Hollins"]
    assert tree.description(heads[0]).startswith("4 events; Strengths: 1; Physical: 2")
    bruise = next(n for n in found if "bruise" in n.name and ", Physical, " in n.name)
    assert bruise.name.startswith("Nia Hollins, Physical, 10 March 2021: ")
    tree.press(bruise)
    wait_for("the focus on it", lambda: "focused" in tree.node(bruise.path).states)
    assert tree.focus_path() == bruise.path
    assert "selected" in tree.node(bruise.path).states
    lanes = hands.see("list", _LANES)
    wait_for("its fact", lambda: "bruise on her left cheek" in tree.description(lanes))
    open_and_come_back(week)
    hands.keys.press("Right")
    wait_for("the next one", lambda: "12 April 2021" in str(tree.focused()))
    hands.keys.press("Ctrl+q")
    assert hands.program.ended() == 0


def test_a_review_by_the_list_beside_it(week: Week):
    hands, tree = week.hands, week.hands.tree
    hands.push("List of the events")
    events = hands.see("list", _LIST)
    rows = wait_for("its rows", lambda: hands.rows(events))
    assert [words.split(".")[0] for words in rows] == [
        "3 February 2021", "10 March 2021", "12 April 2021", "May 2021", "20 May 2021",
    ]  # fmt: skip
    assert "5 of 5 events" in tree.description(events)
    hands.keys.press("Home", "Down")
    lanes = hands.see("list", _LANES)
    wait_for("it in the lanes", lambda: "10 March 2021" in tree.description(lanes))
    assert any("selected" in n.states and "10 March 2021" in n.name for n in things(week))
    hands.keys.press("Space")
    wait_for("its marking", lambda: hands.rows(events)[1].endswith(", marked"))
    hands.tick("Only marked ones")
    wait_for("only it", lambda: "1 of 5 events" in tree.description(events))
    hands.reach("list", _LIST)
    open_and_come_back(week)
    assert hands.program.said() == ""
