"""Starts a screen of its own: an X11 display, a message bus and the accessibility registry.

Nothing of the user's desktop is touched: the display is new, the bus lies in a folder of its own
and programs get an environment that names only these. Keys are in `keys`, the tree in `tree`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from tests.desktop.x11 import WindowKeeper

#: Debian's and Ubuntu's packages for what a screen needs besides Qt's own libraries.
PACKAGES = (
    "xvfb", "dbus-daemon", "at-spi2-core", "libxcb-cursor0", "libxkbcommon-x11-0",
    "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0", "libxcb-shape0",
)  # fmt: skip
#: What Qt needs to show windows on an X11 display; without a display it runs without them.
_LIBRARIES = (
    "libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1",
    "libxcb-image.so.0", "libxcb-render-util.so.0", "libxcb-shape.so.0",
)  # fmt: skip
#: Where distributions put the registry, which is no command for a person.
_REGISTRY_FOLDERS = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib/at-spi2", "/usr/lib")
_WAIT_SECONDS = 15.0

T = TypeVar("T")

_BUS_SETTINGS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>accessibility</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>
<limit name="max_replies_per_connection">50000</limit>
<limit name="max_match_rules_per_connection">5000</limit></busconfig>
"""


class GoneError(Exception):
    """What a test looked at is not there any more: a list may be filled anew at any moment."""


class WaitedTooLongError(AssertionError):
    """What a test waited for has not come about; the text says what it was."""


def wait_for(
    what: str, look: Callable[[], T | None], seconds: float = _WAIT_SECONDS, pause: float = 0.01
) -> T:
    """Return the first true value that `look` gives. Errors: WaitedTooLongError naming `what`."""
    end = time.monotonic() + seconds
    while True:
        gone: GoneError | None = None
        try:
            found = look()
        except GoneError as error:
            found, gone = None, error
        if found:
            return found
        if time.monotonic() > end:
            raise WaitedTooLongError(f"{what}: not within {seconds:g} s") from gone
        time.sleep(pause)


def find_registry() -> str | None:
    """Return the path of the accessibility registry, or None."""
    places = (Path(folder, "at-spi2-registryd") for folder in _REGISTRY_FOLDERS)
    return next((str(place) for place in places if place.exists()), None)


def missing() -> str:
    """Return why no screen can be started here, as a sentence; "" when one can."""
    if not sys.platform.startswith("linux"):
        return "the virtual screen is X11's, on Linux"
    absent = [name for name in ("Xvfb", "dbus-daemon") if not shutil.which(name)]
    absent += [] if find_registry() else ["at-spi2-registryd"]
    absent += [name for name in _LIBRARIES if not _loads(name)]
    if not absent:
        return ""
    return f"{', '.join(absent)} missing (Debian: apt-get install {' '.join(PACKAGES)})"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


class Screen:
    """A display, a bus and a registry; use it in a ``with`` block."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        self._size = f"{width}x{height}x24"
        self._folder = tempfile.TemporaryDirectory(prefix="screen-")
        self._children: list[subprocess.Popen[bytes]] = []
        self.home = Path(self._folder.name)
        self.bus_address = ""
        self.display = 0
        self._keeper: WindowKeeper | None = None

    def __enter__(self) -> Screen:
        try:
            self._start_bus()
            self.display = self._start_display()
            self._keeper = WindowKeeper(self.display)
            self._keeper.start()
            self._start_registry()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End everything that was started, the newest first."""
        if self._keeper:
            self._keeper.close()
            self._keeper.join()
        for child in reversed(self._children):
            child.terminate()
        for child in self._children:
            child.wait(10)
        self._folder.cleanup()

    def picture(self, file: Path) -> None:
        """Keep what the display shows as a picture; Xvfb lays its points down in X's own format."""
        from PIL import Image

        data = (self.home / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", data[:100])
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colours
        points = data[start : start + line * height]
        Image.frombuffer("RGB", (width, height), points, "raw", "BGRX", line, 1).save(file)

    def environment(self) -> dict[str, str]:
        """Return the environment for a program on this screen: nothing of the user's desktop."""
        kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_RUNTIME_DIR": str(self.home),
            "DISPLAY": f":{self.display}",
            "DBUS_SESSION_BUS_ADDRESS": self.bus_address,
            "AT_SPI_BUS_ADDRESS": self.bus_address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_XCB_GL_INTEGRATION": "none",
            "NO_AT_BRIDGE": "0",
            "PYTHONWARNINGS": "error",
            # Said when something is asked of an object that has just gone, as walks do.
            "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
        }

    # --- Starting

    def _start_bus(self) -> None:
        socket = self.home / "bus"
        settings = self.home / "bus.conf"
        settings.write_text(_BUS_SETTINGS.format(socket=socket), encoding="utf-8")
        self.bus_address = f"unix:path={socket}"
        self._start("dbus-daemon", f"--config-file={settings}", "--nofork", "--nopidfile")
        wait_for("the message bus", socket.exists)

    def _start_display(self) -> int:
        """Start Xvfb on the first free display, which it names itself, and return its number."""
        reading, writing = os.pipe()
        try:
            self._start(
                "Xvfb", "-displayfd", str(writing), "-screen", "0", self._size, "-nolisten", "tcp",
                "-noreset", "-ac", "-fbdir", str(self.home), pass_fds=(writing,),
            )  # fmt: skip
        finally:
            os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            said = answer.readline()
        if not said.strip():
            raise OSError("Xvfb ended without naming a display")
        return int(said)

    def _start_registry(self) -> None:
        registry = find_registry()
        assert registry is not None
        self._start(registry, environment=self.environment())

    def _start(
        self,
        *command: str,
        pass_fds: tuple[int, ...] = (),
        environment: dict[str, str] | None = None,
    ) -> None:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, pass_fds=pass_fds, env=environment,
        )  # fmt: skip
        self._children.append(child)
