"""Two ways to use a program without a mouse: with keys alone, and as a screen reader does.

Both can do the same few things (go to a field and fill it, push a button, choose an action), so
that a task is written once and done twice. What the tasks are is in `tasks`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress

from tests.desktop.bus import BusError
from tests.desktop.program import Program
from tests.desktop.screen import WaitedTooLongError, wait_for
from tests.desktop.tree import Node

BUTTONS = ("push button", "toggle button", "button", "button menu")
FIELDS = ("text", "password text", "entry", "spin button", "editbar", "document text")
LISTS = ("table", "list", "tree", "tree table", "list box")
TICKS = ("check box", "radio button")
#: No window has more places for Tab than this.
_MOST_TABS = 150
_MOST_LINKS = 20
#: After so many seconds without what was typed, a person types again.
_SOON = 6.0
#: Looking at all of a window costs the program time that it needs to draw it.
_LOOK_PAUSE = 0.04

Name = str | re.Pattern[str]


def plain(name: str) -> str:
    """Return a name without the mark of its shortcut and the word that it must be filled."""
    return name.replace("&", "").removesuffix(" (needed)")


def is_called(node: Node, name: Name) -> bool:
    """Say whether an object has this name, whole, or one that the pattern is found in."""
    if isinstance(name, re.Pattern):
        return bool(name.search(node.name))
    return plain(node.name) == plain(name)


class Hands(ABC):
    """Somebody who uses the program: what they can do."""

    #: What the way is called in a report.
    way = ""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tree = program.tree
        self.keys = program.keys

    # --- Looking, which both do alike

    def see(self, role: str | tuple[str, ...], name: Name = "", seconds: float = 10.0) -> Node:
        """Wait until something shows in the present window."""
        try:
            return wait_for(
                f"{role} {name!r}", lambda: next(iter(self.sees(role, name)), None), seconds,
                _LOOK_PAUSE,
            )  # fmt: skip
        except WaitedTooLongError as error:
            raise WaitedTooLongError(f"{error}; there are\n{self.shown()}") from None

    def sees(self, role: str | tuple[str, ...], name: Name = "") -> list[Node]:
        """Return what shows now in the present window."""
        roles = {role} if isinstance(role, str) else set(role)
        return [
            n for n in self.tree.matches(roles, within=self.tree.window())
            if not name or is_called(n, name)
        ]  # fmt: skip

    def see_words(self, pattern: str, seconds: float = 10.0) -> Node:
        """Wait until some object's name holds words."""
        wanted = re.compile(pattern)

        def look() -> Node | None:
            nodes = self.tree.walk(self.tree.window())
            return next((n for n in nodes if wanted.search(n.name)), None)

        try:
            return wait_for(f"the words {pattern!r}", look, seconds)
        except WaitedTooLongError as error:
            raise WaitedTooLongError(f"{error}; there are\n{self.shown()}") from None

    def shown(self) -> str:
        """Return what the present window shows, a line for each object and its words."""
        lines = []
        for n in self.tree.walk(self.tree.window()):
            words = f": {self.tree.text(n)}" if n.role == "text" else ""
            lines.append(f"{'  ' * n.depth}{n} {n.value}{words}")
        return "\n".join(lines)

    def see_gone(self, role: str | tuple[str, ...], seconds: float = 10.0) -> None:
        """Wait until no window of some roles shows: a dialog has closed."""
        roles = {role} if isinstance(role, str) else set(role)

        def has_gone() -> bool:
            return not any(n.role in roles for n in self.tree.windows())

        try:
            wait_for(f"{role} to go", has_gone, seconds)
        except WaitedTooLongError as error:
            raise WaitedTooLongError(f"{error}; there are\n{self.shown()}") from None

    def see_usable(self, name: Name) -> Node:
        """Wait until a button can be pushed."""
        return wait_for(f"{name!r} to be usable", lambda: self._usable(name))

    def _usable(self, name: Name) -> Node | None:
        return next((n for n in self.sees(BUTTONS, name) if n.is_usable), None)

    def see_text(self, name: Name, words: str, role: tuple[str, ...] = FIELDS) -> None:
        """Wait until a field holds words."""
        field = self.see(role, name)
        wait_for(f"{words!r} in {field}", lambda: words in self.tree.text(field))

    def dialog(self, title: Name = "") -> Node:
        """Wait for a dialog and return it; `title` is a pattern or words that it begins with."""
        wanted = title if isinstance(title, re.Pattern) else re.compile(f"^{re.escape(title)}")

        def look() -> Node | None:
            tops = [n for n in self.tree.windows() if n.role in ("dialog", "alert")]
            return next((n for n in tops if wanted.search(n.name)), None)

        try:
            return wait_for(f"a dialog {title!r}", look)
        except WaitedTooLongError as error:
            raise WaitedTooLongError(f"{error}; there are\n{self.shown()}") from None

    def row_where(self, table: Node, holds: Callable[[str], bool], most: int = 200) -> int:
        """Wait for a row of a table or list of whose words (cells joined) something is true."""

        def look() -> int | None:
            rows = self.rows(table, most)
            return next((n + 1 for n, words in enumerate(rows) if holds(words)), None)

        return wait_for(f"a row in {table}", look) - 1

    def rows(self, table: Node, most: int = 200) -> list[str]:
        """Return the words of each of a table's or list's rows."""
        now = self.tree.node(table.path)
        return [" | ".join(cells) for cells in self.tree.rows(now, most)]

    # --- Doing, each in its way

    @abstractmethod
    def do(self, menu: str, action: str, keys: str = "") -> None:
        """Do an action of the window: by its keys, or from its menu."""

    @abstractmethod
    def command(self, name: str, keys: str) -> None:
        """Do something that the present screen offers, by its key or from the menu."""

    @abstractmethod
    def repeat(self, name: str, keys: str) -> Callable[[], None]:
        """Return what does a command of the present screen, to be done many times."""

    @abstractmethod
    def reach(self, role: str | tuple[str, ...], name: Name) -> Node:
        """Take the focus to something and return it."""

    @abstractmethod
    def fill(self, name: Name, words: str, role: tuple[str, ...] = FIELDS) -> None:
        """Put words into a field in place of what it holds."""

    @abstractmethod
    def push(self, name: Name) -> None:
        """Push a button."""

    @abstractmethod
    def tick(self, name: Name, wanted: bool = True) -> None:
        """Tick a box, or take its tick away."""

    @abstractmethod
    def pick(self, name: Name, choice: str) -> None:
        """Choose one of a combo box's choices."""

    def tab_to(self, role: str | tuple[str, ...], name: Name) -> Node:
        """Press Tab until something of this role and name has the focus; in a grid, the arrows."""
        roles = (role,) if isinstance(role, str) else role
        for _ in range(2):
            been = self._tab_round(roles, name)
            if isinstance(been, Node):
                return been
            # It may not have been there yet, or stand in a grid that Tab leads to once.
            target = self.see(roles, name)
            if target.role in LISTS and self._is_in(self.program.focused() or target, target):
                return target
            if self._reach_in_grid(target):
                return self.tree.node(target.path)
        raise AssertionError(f"Tab comes to no {role} {name!r}, only to {been}")

    def _tab_round(self, roles: tuple[str, ...], name: Name) -> Node | list[str]:
        """Press Tab until it comes to something, or round; return that, or all it came to."""
        been: dict[str, str] = {}
        for _ in range(_MOST_TABS):
            node = self.program.focused()
            if node is not None:
                if node.role in roles and is_called(node, name):
                    return node
                if node.path in been:
                    break
                been[node.path] = str(node)
            self._tab(node)
        return list(been.values())

    def _reach_in_grid(self, target: Node) -> bool:
        """Tab to a box beside the target in its grid, and go on with the arrows."""
        beside = {
            n.path for n in self.tree.walk(self.tree.window())
            if n.parent == target.parent and n.role == target.role and n.role in TICKS
        }  # fmt: skip
        been: set[str] = set()
        for _ in range(_MOST_TABS if beside else 0):
            node = self.program.focused()
            if node is not None and node.path in beside:
                return node.path == target.path or self._arrows_to(target)
            if node is not None and node.path in been:
                return False
            been |= {node.path} if node else set()
            self._tab(node)
        return False

    def _arrows_to(self, target: Node) -> bool:
        """Look for something along the rows of a grid, from the top left; keys alone."""
        while True:
            steps = 0
            while self._arrow("Right"):
                steps += 1
                if self._is_at(target):
                    return True
            self.keys.press(*["Left"] * steps)
            if not self._arrow("Down"):
                return False
            if self._is_at(target):
                return True

    def _arrow(self, key: str) -> bool:
        news = self.tree.focus_path()
        self.keys.press(key)
        return self._has_moved(news, seconds=0.1)

    def _has_moved(self, news: str, seconds: float) -> bool:
        """Wait a moment for other news of the focus than there was, and say whether it came."""
        with suppress(WaitedTooLongError):
            wait_for("news", lambda: self.tree.focus_path() != news, seconds, pause=0.001)
            return True
        return False

    def _is_at(self, target: Node) -> bool:
        now = self.program.focused()
        return now is not None and now.path == target.path

    def _tab(self, before: Node | None) -> None:
        """Press Tab until the focus moves; within a text Tab goes from link to link first."""
        for _ in range(_MOST_LINKS):
            news = self.tree.focus_path()
            self.keys.press("Tab", has_seen=before is None)
            if self._has_moved(news, seconds=0.25) or before is None:
                return
        raise AssertionError(f"Tab does not leave {before}")

    def choose_row(self, table: Node, row: int) -> None:
        """Make a row of a table or list the present one: take the focus there and walk down.

        Through the tree Qt would select a row and leave another the present one.
        """
        now = self.program.focused()
        if now is None or not self._is_in(now, table):
            self.reach(table.role, table.name)
        target = self.tree.cell(self.tree.node(table.path), row)
        self._go("Ctrl+Home" if "table" in table.role else "Home", target)
        for _ in range(row + 1):
            if self._is_present(target):
                return
            self._go("Down", target)
        raise AssertionError(f"the present row is {self.program.focused()}, not {target}")

    def _go(self, key: str, target: Node) -> None:
        """Press a key and wait until the focus has moved, or is where it is wanted."""
        news = self.tree.focus_path()
        self.keys.press(key)

        def has_gone() -> bool:
            return self.tree.focus_path() != news or self._is_present(target)

        with suppress(WaitedTooLongError):
            wait_for("the focus to move", has_gone, seconds=0.6, pause=0.003)

    def _is_present(self, cell: Node) -> bool:
        """Say whether a cell is the present one; a list that was filled anew has other objects."""
        now = self.program.focused()
        return now is not None and (
            now.path == cell.path
            or (now.name, now.role) == (cell.name, cell.role)
            or self._is_marked(cell)
        )

    def _is_marked(self, cell: Node) -> bool:
        try:
            return "focused" in self.tree.node(cell.path).states
        except BusError:
            return False

    def walk_to(self, key: str, words: str) -> None:
        """Press an arrow key until what has the focus holds words: a cell of the present row."""
        for _ in range(30):
            now = self.program.focused()
            if now is not None and words in now.name:
                return
            self._arrow(key)
        raise AssertionError(f"{key} comes to no {words!r}, last to {self.program.focused()}")

    def open_row(self, table: Node, holds: Callable[[str], bool], keys: str = "Enter") -> None:
        """Choose the row of whose words something is true, and press a key on it."""
        self.choose_row(table, self.row_where(table, holds))
        self.keys.press(keys)

    def choose_in_menu(self, button: Name, item: Name) -> None:
        """Open the menu of a tool button, choose an item, and close the menu if it stays.

        Through the tree Qt neither opens such a menu nor shows it; a screen reader's user goes to
        the button and down the menu with keys, and is told each item that they come to.
        """
        self.tab_to("button menu", button)
        self.keys.press("Space")
        for _ in range(30):
            self.keys.press("Down")
            now = self.program.focused()
            if now is not None and "menu item" in now.role and is_called(now, item):
                self.keys.press("Enter")
                break
        else:
            raise AssertionError(f"the menu of {button!r} has no {item!r}")
        if (now := self.program.focused()) is not None and "menu item" in now.role:
            self.keys.press("Esc")

    def _is_in(self, node: Node, table: Node) -> bool:
        return node.path == table.path or any(n.path == node.path for n in self.tree.walk(table))

    @abstractmethod
    def write_choice(self, name: Name, words: str) -> None:
        """Put words into a combo box that takes other words than its own."""

    @abstractmethod
    def leave(self) -> None:
        """Close the dialog or menu that is open, doing nothing."""

    def _wait_filled(self, field: Node, words: str, seconds: float = 15.0) -> None:
        """Wait until a field holds words; one for a passphrase shows a dot for each letter."""

        def is_there() -> bool:
            text = self.tree.text(field)
            return text == words or (len(text) == len(words) and len(set(text)) == 1)

        wait_for(f"{words!r} in {field}", is_there, seconds)

    def _place_of(self, box: Node, choice: str) -> int:
        choices: list[str] = []

        def is_offered() -> bool:
            choices[:] = self.tree.choices(box)
            return choice in choices

        try:
            wait_for(f"the choice {choice!r}", is_offered)
        except WaitedTooLongError:
            raise WaitedTooLongError(f"{box} offers no {choice!r}, only {choices}") from None
        return choices.index(choice)

    def fill_all(self, fields: Iterable[tuple[Name, str]]) -> None:
        """Fill several fields, one after the other."""
        for name, words in fields:
            self.fill(name, words)


class KeyHands(Hands):
    """Keys alone: Tab and the arrows, shortcuts, menus by their letters, typing."""

    way = "keys"

    def do(self, menu: str, action: str, keys: str = "") -> None:
        """Press the action's keys, or walk down its menu."""
        if keys:
            self.keys.press(keys)
            return
        for _ in range(3):  # a window that has just come back may not have the keyboard yet
            self.keys.press(f"Alt+{menu[0].lower()}")
            with suppress(WaitedTooLongError):
                self.see("menu item", action, seconds=1.0)
                break
        self._walk_menu(action)

    def command(self, name: str, keys: str) -> None:
        """Press the command's key."""
        self.keys.press(keys)

    def repeat(self, name: str, keys: str) -> Callable[[], None]:
        """Press the command's key each time."""
        return lambda: self.keys.press(keys)

    def reach(self, role: str | tuple[str, ...], name: Name) -> Node:
        """Press Tab until something of this role and name has the focus."""
        return self.tab_to(role, name)

    def fill(self, name: Name, words: str, role: tuple[str, ...] = FIELDS) -> None:
        """Go to the field, mark what it holds and type."""
        field = self.reach(role, name)
        self._type_over(words)
        try:
            self._wait_filled(field, words, _SOON)
        except WaitedTooLongError:
            # A busy machine's server drops a key now and then: who sees it types once more.
            self._type_over(words)
            self._wait_filled(field, words)

    def _type_over(self, words: str) -> None:
        self.keys.press("Ctrl+a")
        if words:
            self.keys.type(words)
        else:
            self.keys.press("Delete")

    def push(self, name: Name) -> None:
        """Go to the button and press the space bar."""
        self.reach(BUTTONS, name)
        self.keys.press("Space")

    def tick(self, name: Name, wanted: bool = True) -> None:
        """Go to the box and press the space bar when it is not yet as wanted."""
        box = self.reach(TICKS, name)
        if ("checked" in box.states) != wanted:
            self.keys.press("Space")
        wait_for(f"{box} ticked", lambda: ("checked" in self.tree.node(box.path).states) == wanted)

    def pick(self, name: Name, choice: str) -> None:
        """Go to the box and press Down as often as the choice stands below the first."""
        box = self.reach("combo box", name)
        if box.value == choice:
            return
        self.keys.press("Home", *["Down"] * self._place_of(box, choice))
        wait_for(f"{choice!r} chosen", lambda: self.tree.node(box.path).value == choice)

    def write_choice(self, name: Name, words: str) -> None:
        """Go to the box and type."""
        box = self.reach("combo box", name)
        self.keys.press("Ctrl+a")
        self.keys.type(words)
        wait_for(f"{words!r} in {box}", lambda: self.tree.node(box.path).value == words)

    def leave(self) -> None:
        """Press Escape."""
        self.keys.press("Esc")

    # --- Inside

    def _walk_menu(self, action: str) -> None:
        self.see("menu item", action)
        for _ in range(40):
            node = self.program.focused()
            if node is not None and node.role == "menu item" and is_called(node, action):
                self.keys.press("Enter")
                return
            self.keys.press("Down")
        raise AssertionError(f"the arrows come to no {action!r}")


class TreeHands(Hands):
    """The accessibility tree alone: what a screen reader, a switch or a voice does."""

    way = "tree"

    def do(self, menu: str, action: str, keys: str = "") -> None:
        """Press the item of the menu, which need not be open for it."""
        self.tree.press(self._menu_item(menu, action))

    def _menu_item(self, menu: str, action: str) -> Node:
        top = wait_for(f"the menu {menu}", lambda: self.tree.menu(menu))
        wanted = re.compile(f"^{re.escape(action)}")

        def look() -> Node | None:
            items = self.tree.menu_items(top)
            return next((n for n in items if wanted.search(n.name) and "enabled" in n.states), None)

        return wait_for(f"{action!r} in the menu {menu}", look)

    def command(self, name: str, keys: str) -> None:
        """Press the command in the menu of the present screen."""
        self.do("This screen", name)

    def repeat(self, name: str, keys: str) -> Callable[[], None]:
        """Press the item in the menu of the present screen each time."""
        item = self._menu_item("This screen", name)
        return lambda: self.tree.press(item)

    def reach(self, role: str | tuple[str, ...], name: Name) -> Node:
        """Ask something to take the focus."""
        node = self.see(role, name)
        self.tree.focus(node)
        return node

    def fill(self, name: Name, words: str, role: tuple[str, ...] = FIELDS) -> None:
        """Set the field's text."""
        field = self.see(role, name)
        self.tree.set_text(field, words)
        self._wait_filled(field, words)

    def push(self, name: Name) -> None:
        """Press the button."""
        self.tree.press(self.see_usable(name))

    def tick(self, name: Name, wanted: bool = True) -> None:
        """Toggle the box when it is not yet as wanted."""
        box = self.see(TICKS, name)
        if ("checked" in box.states) != wanted:
            self.tree.act(box, "Toggle", "Press")
        wait_for(f"{box} ticked", lambda: ("checked" in self.tree.node(box.path).states) == wanted)

    def pick(self, name: Name, choice: str) -> None:
        """Open the box, go down its list and take the choice with Enter.

        Qt's combo boxes offer no action for the last two: a screen reader's user has these keys.
        """
        box = self.see("combo box", name)
        if box.value == choice:
            return
        place = self._place_of(box, choice)
        self.tree.open_box(box)
        self.keys.press("Home", *["Down"] * place, "Enter")
        wait_for(f"{choice} chosen", lambda: self.tree.node(box.path).value == choice)

    def write_choice(self, name: Name, words: str) -> None:
        """Set the text of the box's line."""
        self.fill(name, words)

    def leave(self) -> None:
        """Push the button that leaves the dialog, or Close."""
        self.push(re.compile("^(Cancel|Close|Done)$"))
