"""Sets the program up on a bare Debian 12 and runs its demonstration and its tests there.

It makes the root file system with debootstrap from the mirror of this machine's own apt settings,
puts a clone of the last commit into it, and calls `bootstrap.py` there with nothing but python3
and git. It needs root and debootstrap. What the program does is judged by its own exit codes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SUITE = "bookworm"
#: Where the clone and what the demonstration writes lie inside.
PLACE = "/srv"
PROJECT = f"{PLACE}/chronology"
#: Settings through which this machine reaches its package mirrors, if it has any.
SETTINGS = ("/etc/pip.conf", "/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")
VARIABLES = re.compile(
    r"(?i)^((https?|no|all)_proxy|pip_.*index.*|pip_cert|uv_.*index.*|ssl_cert_.*)$"
)
STEPS = (
    ("python", ["python3", "--version"]),
    ("set up and demo", ["python3", "bootstrap.py", "demo", "--out", f"{PLACE}/out"]),
    ("demo again", ["python3", "bootstrap.py", "demo", "--out", f"{PLACE}/out-again"]),
    ("test", ["python3", "bootstrap.py", "test", "-q"]),
)


def run(out: Path) -> bool:
    """Do every step, write timings and results to `out`; say whether all succeeded.

    A step is not left out when one before it fails, so that one run tells all.
    """
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("This needs root and debootstrap: sudo apt-get install debootstrap", file=sys.stderr)
        return False
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        root = Path(folder)
        steps = [_timed("debootstrap", _debootstrap(root))]
        _copy_settings(root)
        _clone(root)
        with _mounted(root):
            steps += [_timed(name, _inside(root, command)) for name, command in STEPS]
        found = {"suite": SUITE, "commit": _commit(), "steps": steps, "out": _written(root)}
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return all(step["exit_code"] == 0 for step in steps)


def _timed(name: str, command: list[str]) -> dict[str, object]:
    """Run a command; return its name, seconds, exit code and last lines."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    started = time.monotonic()
    answer = subprocess.run(
        command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL
    )
    seconds = round(time.monotonic() - started, 1)
    said = (answer.stdout + answer.stderr).strip().splitlines()
    print(f"{name}: {answer.returncode} after {seconds} s", file=sys.stderr, flush=True)
    failed = [line[:200] for line in said if line.startswith(("FAILED", "ERROR"))]
    found = {"name": name, "seconds": seconds, "exit_code": answer.returncode, "failed": failed}
    return {**found, "last": [line[:200] for line in said[-6:]]}


def _debootstrap(root: Path) -> list[str]:
    include = "--include=python3,git,ca-certificates"
    return ["debootstrap", "--variant=minbase", include, SUITE, str(root), _mirror()]


def _mirror() -> str:
    """Return the mirror that this machine's apt uses for the suite; Debian's own by default."""
    lists = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in lists if file.is_file())
    for address in re.findall(
        r"(?:^deb .*?|^URIs: )((?:https?|file)://\S*/debian/?)(?=\s)", text, re.M
    ):
        return str(address)
    return ""


def _copy_settings(root: Path) -> None:
    """Copy what lets this machine reach its mirrors; a machine without such settings has none."""
    files = [Path(name) for name in SETTINGS]
    files += [*Path("/etc/apt/apt.conf.d").glob("*prox*"), *_date_checks()]
    for file in files:
        if file.is_file():
            shutil.copyfile(file, root / file.relative_to("/"))


def _date_checks() -> list[Path]:
    """Return apt settings that let a mirror of an earlier day count as valid."""
    files = Path("/etc/apt/apt.conf.d").glob("*")
    return [f for f in files if f.is_file() and "Check-Valid-Until" in f.read_text(errors="ignore")]


def _clone(root: Path) -> None:
    target = root / PROJECT.lstrip("/")
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(target)], check=True)


def _commit() -> str:
    answer = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


@contextmanager
def _mounted(root: Path) -> Iterator[None]:
    """Give the root file system its /proc for the time of the block."""
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(root / "proc")], check=True)


def _inside(root: Path, command: list[str]) -> list[str]:
    """Return a command that runs inside, with a plain environment and the mirrors' settings."""
    kept = [f"{name}={value}" for name, value in os.environ.items() if VARIABLES.match(name)]
    plain = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "CI=true", *kept]
    shell = ["sh", "-c", f'cd {PROJECT} && exec "$@"', "sh"]
    return ["chroot", str(root), "env", "-i", *plain, *shell, *command]


def _written(root: Path) -> dict[str, int]:
    """Return the files of the demonstration and their sizes in bytes."""
    folder = root / PLACE.lstrip("/") / "out"
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    return {str(f.relative_to(folder)): f.stat().st_size for f in files}
