"""Looks at a program as a screen reader does: its accessibility tree, over the bus.

It owns what objects are called, where they are found and what may be done to them; the messages
are `bus`'s. Only what is showing is walked, and no table is walked cell by cell.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.desktop.bus import Bus, BusError, Question
from tests.desktop.screen import WaitedTooLongError, wait_for

#: So long is waited for a program's root that is not there, in seconds.
_ROOT_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)
_ROOT = "/org/a11y/atspi/accessible/root"
_STATES = {
    1: "active", 4: "checked", 5: "collapsed", 6: "defunct", 7: "editable", 8: "enabled",
    10: "expanded", 11: "focusable", 12: "focused", 16: "modal", 23: "selected", 24: "sensitive",
    25: "showing", 30: "visible", 41: "checkable",
}  # fmt: skip
#: Objects whose parts are reached with the arrow keys and can be very many.
MANY = {"table", "tree table", "tree", "list", "list box", "terminal"}
_MOST_CHILDREN = 120
#: What only holds other objects and hands its focus on.
_HOLDERS = {"filler", "panel", "frame", "dialog", "layered pane", "splitter", "window"}
_LABELLED_BY = 2
#: What a person can do something with, and must therefore be able to name and reach.
INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "combo box", "text",
    "password text", "entry", "spin button", "slider", "table", "tree", "tree table", "list",
    "page tab list", "link", "button", "editbar", "document text", "canvas", "list box",
    "push button menu", "button menu",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """One object as it was when looked at."""

    path: str
    role: str
    name: str
    states: frozenset[str]
    child_count: int
    parent: str = ""
    depth: int = 0
    #: What a combo box shows. On Linux Qt gives it for the name; `name` is then the label's.
    value: str = ""

    def __str__(self) -> str:
        return f"{self.role} '{self.name}'"

    @property
    def is_usable(self) -> bool:
        """Say whether it shows and can be used now."""
        return {"showing", "enabled"} <= self.states


class Tree:
    """The accessibility tree of one program."""

    def __init__(self, bus: Bus, program: str) -> None:
        self._bus = bus
        self.program = program

    # --- Looking

    def node(self, path: str, parent: str = "", depth: int = 0) -> Node:
        """Return the object at a path as it is now. Errors: BusError when it has gone."""
        return self._nodes([(path, parent, depth)], strict=True)[0]

    def walk(self, start: Node | None = None) -> list[Node]:
        """Return all objects that are showing, parents before children, left before right.

        Tables and lists are listed without their cells when they hold many.
        """
        top = start or self.node(_ROOT)
        found: dict[str, list[Node]] = {}
        level = [top]
        while level:
            level = self._children_of(level, found)
        return list(_in_order(top, found))

    def ping(self) -> None:
        """Return when the program has answered a question, and so has seen what came before it."""
        for _ in range(2):
            self._bus.ask(self.program, [Question(_ROOT, "Accessible", ".Name")], strict=False)

    def windows(self) -> list[Node]:
        """Return the program's windows, oldest first.

        On a busy machine a program may not have its root for a moment, while a window goes.
        """
        for pause in _ROOT_PAUSES:
            try:
                top = self.node(_ROOT)
                break
            except BusError:
                time.sleep(pause)
        else:
            top = self.node(_ROOT)
        return [n for n in self._children_of([top], {}) if "showing" in n.states]

    def window(self) -> Node:
        """Return the window that has the keyboard, else the newest."""
        windows = self.windows()
        if not windows:
            raise BusError("the program shows no window")
        return next((w for w in reversed(windows) if "active" in w.states), windows[-1])

    def find(
        self,
        role: str | Sequence[str],
        name: str | re.Pattern[str] = "",
        *,
        within: Node | None = None,
        seconds: float = 10.0,
        where: Callable[[Node], bool] = lambda _: True,
    ) -> Node:
        """Wait for the first showing object of a role and name. Errors: WaitedTooLongError.

        `name` is the whole name without its shortcut's mark, or a pattern that is searched for.
        """
        roles = {role} if isinstance(role, str) else set(role)

        def look() -> Node | None:
            return next(iter(self.matches(roles, name, within, where)), None)

        try:
            return wait_for(f"{role} {name!r}", look, seconds)
        except WaitedTooLongError as error:
            shown = "\n".join(f"{'  ' * n.depth}{n}" for n in self.walk(within or self.window()))
            raise WaitedTooLongError(f"{error}; there are\n{shown}") from None

    def matches(
        self,
        roles: set[str],
        name: str | re.Pattern[str] = "",
        within: Node | None = None,
        where: Callable[[Node], bool] = lambda _: True,
    ) -> list[Node]:
        """Return the showing objects of some roles, name and condition, without waiting."""
        try:
            return [
                n for n in self.walk(within)
                if n.role in roles and _is_named(n, name) and where(n)
            ]  # fmt: skip
        except BusError:
            return []  # something went while it was looked at

    def focus_path(self) -> str:
        """Return the path of what the newest news says has the focus; "" when there is none."""
        self._bus.drain()
        news = (e for e in reversed(self._bus.events) if e[0] == "StateChanged" and e[3] == 1)
        return next((path for _, path, detail, _ in news if detail == "focused"), "")

    def focused(self) -> Node | None:
        """Return the object that has the keyboard focus, or None."""
        path = self.focus_path()
        found = self._nodes([(path, "", 0)]) if path else []
        if found and "focused" in found[0].states:
            return self._innermost(found[0])
        return self._innermost(self.window())

    def text(self, node: Node) -> str:
        """Return the text of a field, or of a label or cell."""
        count = self._ask(node, "Text", ".CharacterCount")
        return str(self._ask(node, "Text", "GetText", "ii", (0, count)))

    def description(self, node: Node) -> str:
        """Return an object's description: what a screen reader says after its name."""
        return str(self._ask(node, "Accessible", ".Description"))

    # --- Tables

    def row_count(self, table: Node) -> int:
        """Return how many rows a table or list has."""
        return int(self._ask(table, "Table", ".NRows"))

    def cell(self, table: Node, row: int, column: int = 0) -> Node:
        """Return one cell."""
        return self.node(self._ask(table, "Table", "GetAccessibleAt", "ii", (row, column))[1])

    def rows(self, table: Node, most: int = 200, columns: int = 3) -> list[list[str]]:
        """Return the words of a table's first rows and columns, cell by cell."""
        count = min(self.row_count(table), most)
        columns = min(int(self._ask(table, "Table", ".NColumns")), columns)
        places = [(row, column) for row in range(count) for column in range(columns)]
        asked = [Question(table.path, "Table", "GetAccessibleAt", "ii", place) for place in places]
        paths = [answer[1] for answer in self._bus.ask(self.program, asked)]
        names = self._bus.ask(
            self.program, [Question(path, "Accessible", ".Name") for path in paths]
        )
        return [names[row * columns : (row + 1) * columns] for row in range(count)]

    def select(self, container: Node, index: int) -> None:
        """Select a part of a list, table or tab bar by its place among the children."""
        if not self._ask(container, "Selection", "SelectChild", "i", (index,)):
            raise BusError(f"{container} did not select part {index}")

    def select_cell(self, table: Node, row: int, column: int = 0) -> None:
        """Select the row of a table that holds a cell."""
        index = self._ask(table, "Table", "GetIndexAt", "ii", (row, column))
        self.select(table, index)

    # --- Doing

    def actions(self, node: Node) -> list[str]:
        """Return the names of what can be done with an object."""
        return [str(a[0]) for a in self._ask(node, "Action", "GetActions")]

    def act(self, node: Node, *wanted: str) -> None:
        """Do the first of the wanted actions that an object has. Errors: BusError."""
        names = self.actions(node)
        known = [name for name in wanted if name in names]
        if not known:
            raise BusError(f"{node} has no {' or '.join(wanted)}, only {names}")
        self._ask(node, "Action", "DoAction", "i", (names.index(known[0]),))

    def press(self, node: Node) -> None:
        """Press a button, tick a box, choose a menu's item or open a list."""
        self.act(node, "Press", "Toggle", "ShowMenu")

    def open_box(self, box: Node) -> Node:
        """Open a combo box and return its list of choices."""
        self.act(box, "ShowMenu", "Press")

        def look() -> Node | None:
            parts = self._descendants(box)
            return next((n for n in parts if n.role == "list" and "showing" in n.states), None)

        return wait_for(f"the choices of {box}", look)

    def choices(self, box: Node) -> list[str]:
        """Return the choices of a combo box, also of a closed one."""
        return [n.name for n in self._descendants(box) if n.role == "list item"]

    def menu(self, name: str) -> Node | None:
        """Return a menu of the present window's menu bar."""
        parts = self._children_of([self.window()], {})
        menus = self._children_of([n for n in parts if n.role == "menu bar"], {})
        return next((n for n in menus if _is_named(n, name)), None)

    def menu_items(self, menu: Node) -> list[Node]:
        """Return the items of a menu, also of one that is not open."""
        return [n for n in self._descendants(menu) if n.role.endswith("menu item")]

    def focus(self, node: Node) -> None:
        """Give an object the keyboard focus and wait until it has it."""
        self.act(node, "SetFocus")
        wait_for(f"focus on {node}", lambda: "focused" in self.node(node.path).states)

    def set_text(self, node: Node, text: str) -> None:
        """Put a text into a field in place of what it holds."""
        self._ask(node, "EditableText", "SetTextContents", "s", (text,))

    # --- Faults

    def unnamed(self, start: Node | None = None) -> list[Node]:
        """Return what a person can use and what has no name, in all windows or in one."""
        nodes = self.walk(start)
        within = {n.path: n.role for n in nodes}
        wanted = [n for n in nodes if needs_name(n) and within.get(n.parent) != "combo box"]
        return [n for n in wanted if not n.name.strip()]

    # --- Inside

    def _innermost(self, node: Node) -> Node | None:
        """Return the focused object in one that may only hand its focus on."""
        if node.role not in _HOLDERS:
            return node
        inside = [n for n in self.walk(node) if "focused" in n.states]
        used = [n for n in inside if n.role in INTERACTIVE]
        return next(iter(used), inside[-1] if inside else None)

    def _descendants(self, node: Node) -> list[Node]:
        """Return what lies under an object, showing or not."""
        found: list[Node] = []
        level = [node]
        while level:
            level = self._children_of(level, {}, hidden=True)
            found += level
        return found

    def _ask(
        self, node: Node, interface: str, member: str, signature: str = "", values: Any = ()
    ) -> Any:
        question = Question(node.path, interface, member, signature, tuple(values))
        return self._bus.ask(self.program, [question])[0]

    def _children_of(
        self, level: Sequence[Node], found: dict[str, list[Node]], hidden: bool = False
    ) -> list[Node]:
        """Put the showing children of each node into `found`, and return those to walk further."""
        parents = [n for n in level if n.child_count and not _is_big(n)]
        asked = [Question(n.path, "Accessible", "GetChildren") for n in parents]
        answers = self._bus.ask(self.program, asked, strict=False)
        wanted = [
            (path, parent.path, parent.depth + 1)
            for parent, children in zip(parents, answers, strict=True)
            for _, path in children or ()
        ]
        nodes = self._nodes(wanted, only_showing=not hidden)
        for node in nodes:
            found.setdefault(node.parent, []).append(node)
        return nodes

    def _nodes(
        self,
        wanted: Sequence[tuple[str, str, int]],
        strict: bool = False,
        only_showing: bool = False,
    ) -> list[Node]:
        """Ask for objects at (path, parent, depth); those that have gone are left out."""
        asked = [Question(path, "Accessible", "GetState") for path, _, _ in wanted]
        answers = self._bus.ask(self.program, asked, strict)
        there = [
            (*place, _states(words))
            for place, words in zip(wanted, answers, strict=True)
            if words is not None
        ]
        if only_showing:
            there = [one for one in there if "showing" in one[3]]
        members = ("GetRoleName", ".Name", ".ChildCount")
        asked = [Question(one[0], "Accessible", member) for one in there for member in members]
        answers = self._bus.ask(self.program, asked, strict)
        found = []
        for n, (path, parent, depth, states) in enumerate(there):
            role, name, count = answers[n * 3 : n * 3 + 3]
            if None not in (role, name, count):
                found.append(Node(path, role, name, states, count, parent, depth))
        return self._labelled(found)

    def _labelled(self, nodes: list[Node]) -> list[Node]:
        """Return the nodes with combo boxes called by their labels, and their names as values."""
        boxes = [n for n in nodes if n.role == "combo box"]
        asked = [Question(n.path, "Accessible", "GetRelationSet") for n in boxes]
        sets = self._bus.ask(self.program, asked, strict=False)
        labels = [
            next((targets[0][1] for kind, targets in found or () if kind == _LABELLED_BY), "")
            for found in sets
        ]
        asked = [Question(path, "Accessible", ".Name") for path in labels if path]
        names = iter(self._bus.ask(self.program, asked, strict=False))
        called = {
            box.path: replace(box, name=(next(names) or "") if label else "", value=box.name)
            for box, label in zip(boxes, labels, strict=True)
        }
        return [called.get(n.path, n) for n in nodes]


def needs_name(node: Node) -> bool:
    """Say whether a person can use an object and a screen reader must therefore name it.

    A button is used with the mouse also when it cannot have the focus.
    """
    can_focus = "focusable" in node.states or "button" in node.role
    return node.role in INTERACTIVE and can_focus and node.is_usable


def _is_big(node: Node) -> bool:
    return node.role in MANY and node.child_count > _MOST_CHILDREN


def _is_named(node: Node, name: str | re.Pattern[str]) -> bool:
    if isinstance(name, re.Pattern):
        return bool(name.search(node.name))
    return not name or node.name.replace("&", "") == name


def _states(words: Sequence[int]) -> frozenset[str]:
    bits = words[0] | (words[1] << 32)
    return frozenset(name for bit, name in _STATES.items() if bits >> bit & 1)


def _in_order(node: Node, found: dict[str, list[Node]]) -> Iterator[Node]:
    yield node
    for child in found.get(node.path, ()):
        yield from _in_order(child, found)
