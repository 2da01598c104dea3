"""Starts the real program on a screen and holds what a person there has: keys, and a screen reader.

It owns the program's process and its end; what is done in it is for the tests.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.desktop.bus import Bus
from tests.desktop.keys import Keyboard
from tests.desktop.screen import Screen, wait_for
from tests.desktop.tree import Node, Tree, needs_name

ROOT = Path(__file__).resolve().parent.parent.parent
#: How Qt begins to say that the accessibility registry did not answer in time, and that it did
#: answer when the key had already been handed on.
_REGISTRY_SILENT = "QSpiApplication::keyEventError"
_REGISTRY_LATE = "QSpiApplication::notifyKeyboardListenerCallback with no queued key"
#: How Qt begins to say that a screen reader asked for a place in a text that is shorter by now.
_TEXT_IS_SHORTER = "QTextCursor::setPosition: Position"
#: No window has more places for Tab than this.
_MOST_TABS = 200
_MOST_STALLS = 20
#: Parts of these are reached with them: a field's clearing button by marking and deleting.
_REACHED_WITH_THE_WHOLE = {
    "page tab list", "menu bar", "menu", "text", "entry", "spin button", "combo box", "scroll bar",
    "table", "tree table",
}  # fmt: skip


class Program:
    """A program that runs on a screen, its keyboard and its accessibility tree."""

    def __init__(
        self,
        screen: Screen,
        arguments: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        command: Sequence[str] = (sys.executable, str(ROOT / "main.py")),
    ) -> None:
        self._errors = (screen.home / "program-errors.txt").open("w+b")
        self._bus = Bus(screen.bus_address)
        known = set(self._bus.programs())
        self.process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, env=screen.environment() | (environment or {}),
            stdin=subprocess.DEVNULL, stdout=self._errors, stderr=self._errors,
        )  # fmt: skip
        self.tree = Tree(self._bus, wait_for("the program on the bus", lambda: self._new(known)))
        self.keys = Keyboard(screen.display, self.tree.ping)

    def _new(self, known: set[str]) -> str | None:
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended at once:\n{self.said()}")
        return next((name for name in self._bus.programs() if name not in known), None)

    def said(self) -> str:
        """Return what the program has written to its standard output and error so far.

        Left out is what Qt says when the machine's accessibility registry is too busy to be told
        of a key, and when it is asked for a place of a text that has just become shorter: the
        program has taken the key, and the text, all the same.
        """
        self._errors.flush()
        text = Path(self._errors.name).read_text(encoding="utf-8", errors="replace")
        lines = text.splitlines(keepends=True)
        passing = (_REGISTRY_SILENT, _REGISTRY_LATE, _TEXT_IS_SHORTER)
        return "".join(line for line in lines if not line.startswith(passing))

    def close(self) -> None:
        """End the program when it still runs, and put everything away."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.keys.close()
        self._bus.close()
        self._errors.close()

    def ended(self, seconds: float = 15.0) -> int:
        """Wait until the program has ended by itself and return its exit code."""
        return self.process.wait(seconds)

    # --- What needs both keys and tree

    def focused(self) -> Node | None:
        """Return what has the keyboard focus."""
        return self.tree.focused()

    def wait_focus(self, name: str, role: str = "") -> Node:
        """Wait until something of this name has the focus."""

        def look() -> Node | None:
            node = self.focused()
            wanted = node and node.name.replace("&", "") == name and role in ("", node.role)
            return node if wanted else None

        return wait_for(f"focus on {role} {name!r} (it is on {self.focused()})", look)

    def wait_drawn(self) -> list[Node]:
        """Wait until the present window shows the same twice running, and return what it shows."""
        shown: list[Node] = []

        def is_same() -> list[Node]:
            before = list(shown)
            shown[:] = self.tree.walk(self.tree.window())
            return shown if shown == before else []

        return wait_for("the window to be drawn", is_same, pause=0.15)

    def tab_round(self, key: str = "Tab") -> list[Node]:
        """Press Tab until the focus comes round again; return the places, first to last."""
        first = self.focused()
        found: list[Node] = [first] if first else []
        seen = {n.path for n in found}
        stalls = 0
        for _ in range(_MOST_TABS):
            now = self._tab(key)
            if now is None:
                # Within a text Tab goes from link to link, which moves no focus.
                stalls += 1
                if stalls > _MOST_STALLS:
                    return found
            elif now.path in seen:
                return found
            else:
                stalls = 0
                seen.add(now.path)
                found.append(now)
        raise AssertionError(f"Tab never came round; the last was {found[-1]}")

    def _tab(self, key: str) -> Node | None:
        news = self.tree.focus_path()
        self.keys.press(key)
        return self._after(news, seconds=0.3)

    def _after(self, news: str, seconds: float) -> Node | None:
        """Wait a moment for other news of the focus, and return what has it then."""
        try:
            wait_for("news", lambda: self.tree.focus_path() != news, seconds, pause=0.002)
        except AssertionError:
            return None
        return self.focused()

    def unreachable(self) -> list[Node]:
        """Return what can be used in the present window and what no key leads to.

        Tab leads to most; arrow keys, from one that Tab leads to, to its neighbours in a grid or
        row. The parts of lists, tables, menus and tabs count as reached with the whole.
        """
        reached = {n.path for n in self.tab_round()}
        nodes = self.tree.walk(self.tree.window())
        left = _not_reached(nodes, reached)
        for start in _beside(nodes, left, reached):
            reached |= self._walk_arrows(start)
        return _not_reached(nodes, reached)

    def _walk_arrows(self, start: Node) -> set[str]:
        """Go along rows with Right and from row to row with Down; return the paths come to."""
        found = {start.path}
        row: Node | None = start
        while row is not None:
            self.tree.focus(row)
            at: Node | None = row
            while at is not None:
                found.add(at.path)
                at = self._arrow("Right", found)
            self.tree.focus(row)
            row = self._arrow("Down", found)
        return found

    def _arrow(self, key: str, known: set[str]) -> Node | None:
        news = self.tree.focus_path()
        self.keys.press(key)
        now = self._after(news, seconds=0.15)
        return now if now is not None and now.path not in known else None


def _not_reached(nodes: list[Node], reached: set[str]) -> list[Node]:
    """Return what can be used, is none of the reached, lies in none and holds none."""
    parents = {n.path: n.parent for n in nodes}
    roles = {n.path: n.role for n in nodes}
    holders = {up for path in reached for up in _way_up(path, parents)}
    return [
        n for n in nodes
        if needs_name(n)
        and n.path not in holders
        and not reached & set(_way_up(n.path, parents))
        and roles.get(n.parent) not in _REACHED_WITH_THE_WHOLE
    ]  # fmt: skip


def _beside(nodes: list[Node], left: list[Node], reached: set[str]) -> list[Node]:
    """Return one reached object for each group of unreached ones: a neighbour to begin from."""
    groups = dict.fromkeys(n.parent for n in left)
    starts = []
    for parent in groups:
        known = [n for n in nodes if n.parent == parent and n.path in reached]
        starts += known[:1]
    return starts


def _way_up(path: str, parents: dict[str, str]) -> list[str]:
    """Return an object's path and those of all that it lies in."""
    found = []
    while path:
        found.append(path)
        path = parents.get(path, "")
    return found
