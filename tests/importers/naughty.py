"""Runs in the box in place of an importer and tries what a hijacked one might try.

Prints the name of each thing that it was able to do.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from importers.base import Limits
from importers.box_child import close_doors, limit_process


def attempts(folder: str) -> dict[str, Callable[[], object]]:
    """Return what to try by name; `folder` is one that the test may write to."""
    target = Path(folder) / "planted"
    return {
        "open a socket": socket.socket,
        "find a host": lambda: socket.getaddrinfo("localhost", 80),
        "start a program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "fork": os.fork,
        "write a file": lambda: target.write_text("x"),
        "write by number": lambda: os.open(target, os.O_WRONLY | os.O_CREAT),
        "read a file": lambda: Path(__file__).read_bytes(),
        "remove a file": lambda: (Path(folder) / "keep").unlink(),
        "see the passphrase": lambda: os.environ["CHRONOLOGY_PASSPHRASE"],
        "see the home folder": lambda: os.environ["HOME"],
        "take memory": lambda: len(bytearray(3 * 1024**3)),
    }


def run(folder: str) -> None:
    """Close the doors and try everything."""
    limit_process(Limits())
    close_doors()
    for name, attempt in attempts(folder).items():
        with contextlib.suppress(Exception):
            attempt()
            sys.stdout.write(name + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(sys.stdin.readline().strip())
