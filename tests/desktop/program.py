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
#: No window has more places for Tab than this.
_MOST_TABS = 200


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
        """Return what the program has written to its standard output and error so far."""
        self._errors.flush()
        return Path(self._errors.name).read_text(encoding="utf-8", errors="replace")

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

    def tab_round(self, key: str = "Tab") -> list[Node]:
        """Press Tab until the focus comes round again; return the places, first to last."""
        first = self.focused()
        found: list[Node] = [first] if first else []
        seen = {n.path for n in found}
        for _ in range(_MOST_TABS):
            before = self.focused()
            self.keys.press(key)
            now = self._after(before)
            if now is None or now.path in seen:
                return found
            seen.add(now.path)
            found.append(now)
        raise AssertionError(f"Tab never came round; the last was {found[-1]}")

    def _after(self, before: Node | None) -> Node | None:
        def look() -> Node | None:
            node = self.focused()
            return node if node and (before is None or node.path != before.path) else None

        try:
            return wait_for("the focus to move", look, seconds=1.0)
        except AssertionError:
            return None

    def unreachable(self) -> list[Node]:
        """Return what can be used in the present window and what Tab does not come to.

        The parts of lists, tables, menus, tool bars and tabs are reached with the arrow keys or
        through the menus, and count as reached with the whole.
        """
        reached = {n.path for n in self.tab_round()}
        nodes = self.tree.walk(self.tree.window())
        parents = {n.path: n.parent for n in nodes}
        roles = {n.path: n.role for n in nodes}

        def is_reached(path: str) -> bool:
            while path:
                if path in reached:
                    return True
                path = parents.get(path, "")
            return False

        def has_reached_part(node: Node) -> bool:
            return any(_is_below(path, node.path, parents) for path in reached)

        return [
            n for n in nodes
            if needs_name(n)
            and not is_reached(n.path)
            and not has_reached_part(n)
            and roles.get(n.parent) not in ("page tab list", "menu bar", "menu")
        ]  # fmt: skip


def _is_below(path: str, top: str, parents: dict[str, str]) -> bool:
    while path:
        if path == top:
            return True
        path = parents.get(path, "")
    return False
