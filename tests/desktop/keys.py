"""Presses keys as a person does: whole texts, single keys and combinations such as ``Ctrl+N``.

It owns the names of keys; the events themselves are `x11`'s, and whether anything came of them
is asked of the accessibility `tree`.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.desktop.x11 import Typist

#: X11's numbers for the keys that carry no letter.
_KEYS = {
    "Tab": 0xFF09, "Enter": 0xFF0D, "Return": 0xFF0D, "Esc": 0xFF1B, "Escape": 0xFF1B,
    "Space": 0x20, "Backspace": 0xFF08, "Delete": 0xFFFF, "Insert": 0xFF63, "Home": 0xFF50,
    "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "PageUp": 0xFF55,
    "PageDown": 0xFF56, "End": 0xFF57, "Menu": 0xFF67, "Plus": 0x2B, "Minus": 0x2D,
    "Comma": 0x2C, "Period": 0x2E, "Slash": 0x2F, "Question": 0x3F,
    **{f"F{n}": 0xFFBD + n for n in range(1, 13)},
}  # fmt: skip
_HELD = {"Ctrl": 0xFFE3, "Shift": 0xFFE1, "Alt": 0xFFE9}
_SHIFT, _ALT = _HELD["Shift"], _HELD["Alt"]


def keysym(letter: str) -> int:
    """Return X11's number for a letter: Latin-1 as it is, the rest by its Unicode number."""
    if letter == "\n":
        return _KEYS["Enter"]
    number = ord(letter)
    return number if number < 0x100 else 0x01000000 | number


class Keyboard:
    """The keyboard of one screen."""

    def __init__(self, display: int, has_seen: Callable[[], object] = lambda: None) -> None:
        """Take the display, and what returns once the program has seen the keys sent so far.

        Qt looks for shortcuts when keys arrive and delivers them later: a key that is not let
        arrive before the next, as no person could type it, closes the menu that the next opened.
        """
        self._typist = Typist(display)
        self._has_seen = has_seen
        self.pressed = 0

    def close(self) -> None:
        """Put the keyboard away."""
        self._typist.close()

    def press(self, *combinations: str, has_seen: bool = True) -> None:
        """Press keys one after the other, each by name or letter: ``Ctrl+Shift+Z``, ``a``, ``F1``.

        Without `has_seen` the caller waits for what the keys do. Errors: KeyError for a name that
        no key has.
        """
        for combination in combinations:
            self._press_one(combination)
            self._typist.sync()
            if has_seen:
                self._has_seen()

    def type(self, text: str) -> None:
        """Type a text, a key a letter; a line's end is Enter."""
        for letter in text:
            self._strike(keysym(letter), ())
        self._wait_seen()

    def _press_one(self, combination: str) -> None:
        *held, key = combination.split("+") if len(combination) > 1 else [combination]
        self._strike(_symbol(key), tuple(_HELD[name] for name in held))

    def _wait_seen(self) -> None:
        self._typist.sync()
        self._has_seen()

    def _strike(self, symbol: int, held: tuple[int, ...]) -> None:
        code, shifted = self._typist.code(symbol)
        if shifted and _SHIFT not in held:
            held = (*held, _SHIFT)
        codes = [self._typist.code(number)[0] for number in held]
        for number in codes:
            self._typist.press(number)
        if _ALT in held:
            self._wait_seen()
        self._typist.press(code)
        self._typist.release(code)
        for number in reversed(codes):
            self._typist.release(number)
        self.pressed += 1


def _symbol(key: str) -> int:
    if key in _KEYS:
        return _KEYS[key]
    if len(key) == 1:
        return keysym(key.lower())
    raise KeyError(f"no key is named {key}")
