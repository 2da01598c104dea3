"""The keyboard sheet: every key of the window and of the screen that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui.actions import ACTIONS, MENUS
from ui.dialogs.dialog import Dialog
from ui.models.lines import Line, LinesView
from ui.screens import SCREENS
from ui.widgets.reader_keys import READER_KEYS
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def keys_words(keys: str) -> str:
    """Return keys as the system writes them ("Ctrl+N", on macOS "⌘N")."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def sheet_lines(window: MainWindow) -> list[Line]:
    """Return the sheet: the screen that is shown, the screens, then the menus."""
    lines: list[Line] = []
    screen = window.screen_shown
    if screen is not None and screen.COMMANDS:
        lines.append(Line("", say("keys.here", screen=say(f"screen.{screen.name}"))))
        for name, command in screen.COMMANDS.items():
            keys = [command.keys, *command.more_keys.split()]
            lines.append(_line(name, say(command.words), [key for key in keys if key]))
    lines.append(Line("", say("keys.screens")))
    lines += [_line(s.name, say(f"screen.{s.name}"), [s.keys]) for s in SCREENS if s.keys]
    for menu in MENUS:
        with_keys = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
        if with_keys:
            lines.append(Line("", say(f"menu.{menu}").replace("&", "")))
            lines += [_line(s.id, say(f"action.{s.id}").rstrip("…"), [s.keys]) for s in with_keys]
    lines.append(Line("", say("reader.keys")))
    lines += [_line(name, say(f"reader.key.{name}"), [keys]) for name, keys in READER_KEYS.items()]
    lines.append(Line("", say("keys.everywhere")))
    for name, key in (
        ("menu", "F10"), ("next", "Tab"), ("close", "Esc"), ("accept", "Ctrl+Return"),
    ):  # fmt: skip
        lines.append(_line(name, say(f"keys.{name}"), [key]))
    return lines


def _line(name: str, words: str, keys: Iterable[str]) -> Line:
    return Line(name, words, " · ".join(keys_words(one) for one in keys))


class KeyboardSheet(Dialog):
    """All keys, with a filter."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, say("action.keyboard"), say("shell.close"))
        self._lines = sheet_lines(window)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(say("keys.filter"))
        self._filter.setAccessibleName(say("keys.filter"))
        self._filter.textChanged.connect(self._show)
        self.list = LinesView(say("action.keyboard"))
        self.list.setMinimumHeight(220)
        self.body.addWidget(self._filter)
        self.body.addWidget(self.list, 1)
        self.cancel_button.hide()
        self.set_width(560, 620)
        self._show("")
        self._filter.setFocus()

    def _show(self, wanted: str) -> None:
        words = wanted.casefold().split()
        shown: list[Line] = []
        for line in self._lines:
            if line.is_heading:
                if shown and shown[-1].is_heading:
                    shown.pop()
                shown.append(line)
            elif all(word in line.spoken.casefold() for word in words):
                shown.append(line)
        if shown and shown[-1].is_heading:
            shown.pop()
        self.list.set_lines(shown)


def open_keyboard_sheet(window: MainWindow) -> None:
    """Show the keyboard sheet."""
    KeyboardSheet(window).open()
