"""Speaks the X11 protocol: real key events by XTEST, and the little that a window manager does.

It owns the bytes on the wire and the key map; which keys a person presses is in `keys`, and the
display is started in `screen`. The standard library only.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass

KEY_PRESS, KEY_RELEASE = 2, 3
_UNMAPPED, _DESTROYED, _MAP_REQUEST, _CONFIGURE_REQUEST = 18, 17, 20, 23
_SUBSTRUCTURE_NOTIFY, _SUBSTRUCTURE_REDIRECT = 1 << 19, 1 << 20
_REVERT_TO_PARENT = 2


@dataclass(frozen=True)
class Setup:
    """What the server says when a connection begins."""

    root: int
    first_key: int
    last_key: int
    width: int
    height: int


class Connection:
    """One connection to a display on this machine; requests go out whole, replies are awaited."""

    def __init__(self, display: int) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"/tmp/.X11-unix/X{display}")
        self._lock = threading.Lock()
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        self.setup = self._read_setup()

    def close(self) -> None:
        """End the connection; a thread that waits for events ends with it."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def send(self, opcode: int, detail: int, body: bytes = b"") -> None:
        """Send one request; `body` is padded to whole words."""
        body += b"\0" * (-len(body) % 4)
        with self._lock:
            self._socket.sendall(struct.pack("<BBH", opcode, detail, 1 + len(body) // 4) + body)

    def ask(self, opcode: int, detail: int, body: bytes = b"") -> bytes:
        """Send one request and return its reply: 32 bytes and what follows them."""
        self.send(opcode, detail, body)
        while True:
            answer = self.read()
            if answer[0] == 0:
                raise OSError(f"X11 error {answer[1]} for request {opcode}")
            if answer[0] == 1:
                return answer

    def read(self) -> bytes:
        """Return the next reply, event or error; b"" never: the end raises OSError."""
        head = self._exactly(32)
        if head[0] != 1:
            return head
        return head + self._exactly(4 * struct.unpack_from("<I", head, 4)[0])

    def sync(self) -> None:
        """Return when the server has done all that was asked."""
        self.ask(43, 0)

    def _read_setup(self) -> Setup:
        head = self._exactly(8)
        data = self._exactly(4 * struct.unpack_from("<H", head, 6)[0])
        if head[0] != 1:
            raise OSError("the display refused the connection")
        vendor = struct.unpack_from("<H", data, 16)[0]
        formats = data[21]
        first, last = data[26], data[27]
        at = 32 + vendor + (-vendor % 4) + 8 * formats
        width, height = struct.unpack_from("<HH", data, at + 20)
        return Setup(struct.unpack_from("<I", data, at)[0], first, last, width, height)

    def _exactly(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            part = self._socket.recv(count - len(found))
            if not part:
                raise OSError("the display has closed")
            found += part
        return bytes(found)


class Typist:
    """Presses and releases keys as a keyboard would."""

    def __init__(self, display: int) -> None:
        self._connection = Connection(display)
        answer = self._connection.ask(98, 0, struct.pack("<Hxx", 5) + b"XTEST")
        if not answer[8]:
            raise OSError("the display has no XTEST extension")
        self._xtest = answer[9]
        self._codes = self._read_key_map()

    def close(self) -> None:
        """Let go of the display."""
        self._connection.close()

    def code(self, keysym: int) -> tuple[int, bool]:
        """Return the key that has a symbol, and whether Shift must be held. Errors: KeyError."""
        if keysym not in self._codes:
            self._add_key(keysym)
        return self._codes[keysym]

    def press(self, code: int) -> None:
        """Press a key."""
        self._fake(KEY_PRESS, code)

    def release(self, code: int) -> None:
        """Let a key go."""
        self._fake(KEY_RELEASE, code)

    def sync(self) -> None:
        """Return when the server has passed every key on."""
        self._connection.sync()

    def _fake(self, kind: int, code: int) -> None:
        body = struct.pack("<BBxxII8xhh8x", kind, code, 0, 0, 0, 0)
        self._connection.send(self._xtest, 2, body)

    def _read_key_map(self) -> dict[int, tuple[int, bool]]:
        setup = self._connection.setup
        count = setup.last_key - setup.first_key + 1
        answer = self._connection.ask(101, 0, struct.pack("<BBxx", setup.first_key, count))
        width = answer[1]
        symbols = struct.unpack_from(f"<{count * width}I", answer, 32)
        found: dict[int, tuple[int, bool]] = {}
        self._spare = []
        for n in range(count):
            row = symbols[n * width : (n + 1) * width]
            code = setup.first_key + n
            if not any(row):
                self._spare.append(code)
            for shifted in (False, True):
                if len(row) > shifted and row[shifted]:
                    found.setdefault(row[shifted], (code, shifted))
        return found

    def _add_key(self, keysym: int) -> None:
        """Put a letter that the map lacks onto a key that nothing uses."""
        code = self._spare.pop()
        self._connection.send(100, 1, struct.pack("<BBxxII", code, 2, keysym, keysym))
        self._connection.sync()
        self._codes[keysym] = (code, False)


class WindowKeeper(threading.Thread):
    """Shows each window that a program opens and gives it the keyboard, newest first.

    This is all of a window manager that the keyboard needs: without one, X11 gives the keyboard
    to nobody, and a dialog that closes leaves it there.
    """

    def __init__(self, display: int) -> None:
        super().__init__(name="windows", daemon=True)
        self._connection = Connection(display)
        self._windows: list[int] = []
        mask = _SUBSTRUCTURE_NOTIFY | _SUBSTRUCTURE_REDIRECT
        root = self._connection.setup.root
        self._connection.send(2, 0, struct.pack("<III", root, 1 << 11, mask))
        self._connection.sync()

    def run(self) -> None:
        """Answer the server's events until the connection ends."""
        handlers = {
            _MAP_REQUEST: self._on_map_request,
            _CONFIGURE_REQUEST: self._on_configure_request,
            _UNMAPPED: self._on_gone,
            _DESTROYED: self._on_gone,
        }
        with contextlib.suppress(OSError):
            while True:
                event = self._connection.read()
                handler = handlers.get(event[0] & 0x7F)
                if handler:
                    handler(event)

    def close(self) -> None:
        """Stop keeping windows."""
        self._connection.close()

    def _on_map_request(self, event: bytes) -> None:
        window = struct.unpack_from("<I", event, 8)[0]
        self._connection.send(8, 0, struct.pack("<I", window))
        if window in self._windows:
            self._windows.remove(window)
        self._windows.append(window)
        self._focus_newest()

    def _on_configure_request(self, event: bytes) -> None:
        window = struct.unpack_from("<I", event, 8)[0]
        x, y, width, height, border, mask = struct.unpack_from("<hhHHHH", event, 16)
        fields = [(1, x), (2, y), (4, width), (8, height), (16, border)]
        values = [value & 0xFFFFFFFF for bit, value in fields if mask & bit]
        body = struct.pack(f"<IHxx{len(values)}I", window, mask & 31, *values)
        self._connection.send(12, 0, body)

    def _on_gone(self, event: bytes) -> None:
        window = struct.unpack_from("<I", event, 8)[0]
        if window in self._windows:
            was_newest = self._windows[-1] == window
            self._windows.remove(window)
            if was_newest:
                self._focus_newest()

    def _focus_newest(self) -> None:
        if self._windows:
            body = struct.pack("<II", self._windows[-1], 0)
            self._connection.send(42, _REVERT_TO_PARENT, body)
