"""Takes a machine with nothing but Python to a running program or a test run, by one command.

It owns the environment in `.venv`: making it, filling it with exactly the packages of
`requirements.lock`, and noticing when it is out of date. What the program then does is left to
`main.py` and the tests. Standard library only. Its sentences stand here in English, because the
program's own wording is among the things that are not installed yet.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "chronology.stamp"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
UV = BIN / ("uv.exe" if WINDOWS else "uv")
OLDEST = (3, 11)
CANNOT_SET_UP = 3

#: What Debian and Ubuntu leave out of their python3, and the package that brings it.
VENV_PACKAGES = ("python3-venv",)
#: What a window needs of the system, and what tests that press real keys need besides: the file by
#: which each is known to be there -> its package. Elsewhere Qt's own packages bring everything.
WINDOW_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon"}
TEST_FILES = {"/usr/libexec/at-spi-bus-launcher": "at-spi2-core"}

#: What a failed step printed, and what that means for the person who ran it; the first one counts.
REASONS = (
    (
        r"DO NOT MATCH THE HASHES|[Hh]ash mismatch",
        "A package is not the one that was tested, so it was not installed. Check which package "
        "index this machine uses, then run the same command again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|UnknownIssuer|invalid peer certificate",
        "This network's certificate is not trusted. Name your organisation's certificate file in "
        "PIP_CERT and SSL_CERT_FILE, then run the same command again.",
    ),
    (
        r"No space left|ENOSPC",
        "The disk is full. Make about 500 MB of room, then run the same command again.",
    ),
    (
        r"dns error|name resolution|Temporary failure|Name or service not known|getaddrinfo"
        r"|[Nn]etwork is unreachable|[Cc]onnection (refused|reset|broken|timed out|aborted)"
        r"|[Tt]imed? ?out|error sending request|ConnectError",
        "The packages cannot be reached. The first run needs the internet or your organisation's "
        "package mirror; later runs do not.",
    ),
    (
        r"No matching distribution|has no (usable )?wheels|no wheels with a matching",
        f"A package is not to be had ready made for Python {sys.version.split()[0]} on this "
        "machine. Use Python 3.11 to 3.14 on 64-bit Windows, on macOS with an Apple processor, or "
        "on Linux with glibc 2.28 or newer.",
    ),
)


class SetupError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; 3 when the environment cannot be made."""
    options, rest = _read_arguments(arguments)
    try:
        _require_python(arguments)
        prepare()
        _bring_system_parts(options.command)
    except SetupError as error:
        _tell(str(error))
        return CANNOT_SET_UP
    except OSError as error:
        _tell(f"The program's folder cannot be written ({error}). Move it to a folder of yours.")
        return CANNOT_SET_UP
    except KeyboardInterrupt:
        _tell("Stopped. Run the same command again to go on.")
        return CANNOT_SET_UP
    return _run([str(PYTHON), *_command(options, rest)])


def prepare() -> None:
    """Make `.venv` hold exactly the locked packages; nothing to do when it already does.

    Errors: SetupError.
    """
    wanted = _fingerprint()
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    started = time.monotonic()
    _tell(f"Setting up in {VENV.name} (once; about a minute and 500 MB of disk).")
    before = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else wanted
    STAMP.unlink(missing_ok=True)
    installer = _make_environment(is_moved=before.partition("\n")[0] != str(ROOT))
    _install_uv(installer)
    _install_packages()
    _install_program()
    STAMP.write_text(wanted, encoding="utf-8")
    _tell(f"Ready after {time.monotonic() - started:.0f} seconds.")


def _fingerprint() -> str:
    """Return the project's folder and a digest of all that the environment depends on.

    Scripts of an environment name its folder, so a moved one is made afresh.
    """
    digest = hashlib.sha256()
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    digest.update(f"{sys.version_info[:2]} {sys.platform}".encode())
    return f"{ROOT}\n{digest.hexdigest()}\n"


# --- What is asked for


def _read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Set up Chronology and run it. Needs only Python 3.11."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="the main job on the bundled sample case")
    demo.add_argument("--out", default="out", help="the folder for the documents (out)")
    test = commands.add_parser("test", help="run the tests; further words go to pytest")
    test.add_argument("--long", metavar="NAME", help="one long test of tests/long instead")
    commands.add_parser("app", help="the program itself; further words go to it", add_help=False)
    options, rest = parser.parse_known_args(arguments)
    if options.command == "demo" and rest:
        parser.error("unknown: " + " ".join(rest))
    if options.command == "app":
        rest = arguments[arguments.index("app") + 1 :]
    return options, rest


def _command(options: argparse.Namespace, rest: list[str]) -> list[str]:
    """Return the words after `python` for a command."""
    if options.command == "demo":
        return [str(ROOT / "main.py"), "demo", "--out", options.out]
    if options.command == "app":
        return [str(ROOT / "main.py"), *rest]
    os.chdir(ROOT)
    if options.long:
        return ["-m", "tests.long", options.long, *rest]
    workers = min(max(2, os.cpu_count() or 2), 8)
    return ["-m", "pytest", "-n", str(workers), "--dist", "worksteal", *rest]


def _run(command: list[str]) -> int:
    """Become the command; on Windows, which cannot, wait for it."""
    sys.stderr.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child has had it too and decides what to do


# --- Python and the system's packages


def _require_python(arguments: list[str]) -> None:
    """Go on in a newer Python when this one is too old and one is to be had."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in (14, 13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            raise SystemExit(_run([newer, str(ROOT / "bootstrap.py"), *arguments]))
    raise SetupError(
        f"Chronology needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Install a newer Python and run the same "
        "command with it."
    )


def _make_environment(is_moved: bool) -> list[str]:
    """Make `.venv` if it does not work; return the words that start an installer for it."""
    if not is_moved and _works([str(PYTHON), "-c", "pass"]) and not _has_another_uv():
        installer = _find_installer()
        if installer:
            return installer
    _tell("Making the environment.")
    choice = [] if _bring_pip() else ["--without-pip"]
    _call([sys.executable, "-m", "venv", "--clear", *choice, str(VENV)])
    installer = _find_installer()
    if not installer:
        raise SetupError(_advice())
    return installer


def _find_installer() -> list[str]:
    """Return the words that start the best installer that works; none when there is none."""
    own_uv = shutil.which("uv")
    others = [[own_uv, "pip"]] if own_uv else []
    return _first_working([[str(UV), "pip"], *_pips(), *others])


def _pips() -> list[list[str]]:
    """Return the words that start pip for `.venv`: its own, or that of this Python."""
    return [
        [str(PYTHON), "-m", "pip"],
        [sys.executable, "-m", "pip", "--python", str(PYTHON)],
    ]


def _first_working(choices: list[list[str]]) -> list[str]:
    return next((words for words in choices if _works([*words, "--help"])), [])


def _bring_pip() -> bool:
    """Say whether this Python can put pip into an environment, after installing what it lacks."""
    has_venv = importlib.util.find_spec("venv") is not None
    if has_venv and importlib.util.find_spec("ensurepip"):
        return True
    has_installer = _works([sys.executable, "-m", "pip", "--version"]) or shutil.which("uv")
    if has_venv and has_installer:
        return False
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SetupError(_advice())
    _install_from_system(VENV_PACKAGES)
    return True


def _install_from_system(packages: Iterable[str]) -> None:
    names = list(packages)
    _tell(f"Installing from the system's packages: {' '.join(names)}.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    _call([*apt, "update"], environment)
    _call([*apt, "install", "-y", "--no-install-recommends", *names], environment)


def _bring_system_parts(command: str) -> None:
    """See that the system has what a window, or a test of one, needs; Debian and Ubuntu only.

    As root they are installed. Otherwise the one command is said, and the work goes on where it
    can: tests that need what is missing are skipped, saying so.
    """
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    missing = _missing_parts(command)
    if not missing:
        return
    if os.geteuid() == 0:
        _install_from_system(missing)
        return
    _tell(
        "The window needs parts of the system that are missing. Run this one command, then the "
        f"same command as before:\n  sudo apt-get install -y {' '.join(missing)}"
    )


def _missing_parts(command: str) -> list[str]:
    """Return the packages that a command needs and the system has not; the demo needs none."""
    if command not in ("app", "test"):
        return []
    libraries = {**WINDOW_PACKAGES, **SCREEN_PACKAGES}
    missing = [name for file, name in libraries.items() if not _has_library(file)]
    if command == "test":
        missing += [name for file, name in TEST_PROGRAMS.items() if not shutil.which(file)]
        missing += [name for file, name in TEST_FILES.items() if not Path(file).exists()]
    return missing


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _advice() -> str:
    if shutil.which("apt-get"):
        return (
            "This Python cannot install packages yet. Run this one command, then the same command "
            f"as before:\n  sudo apt-get install -y {' '.join(VENV_PACKAGES)}"
        )
    return (
        "This Python has no pip and cannot make one (ensurepip is missing). Install pip for "
        f"{sys.executable}, then run the same command again."
    )


# --- Packages


def _install_uv(installer: list[str]) -> None:
    """Install the locked uv, which installs the rest many times quicker than pip."""
    if installer[0] == str(UV):
        return
    _tell("Fetching the installer (uv).")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.txt")
        wanted.write_text(_locked_uv()[1], encoding="utf-8")
        command = [*installer, "install", *_strictly(installer), "-r", str(wanted)]
        _call(command, _uv_environment())


def _locked_uv() -> tuple[str, str]:
    """Return the version of uv in the lock and the lock's lines for it, digests included."""
    block = re.search(r"^uv==(\S+).*?(?=^\S)", LOCK.read_text(encoding="utf-8"), re.M | re.S)
    if block is None:
        raise SetupError("requirements.lock does not name uv; it is damaged. Fetch it again.")
    return block[1], block[0]


def _has_another_uv() -> bool:
    """Say whether the environment's uv is not the locked one.

    It cannot replace itself while it runs on Windows, so the environment is made afresh.
    """
    return UV.exists() and not _answers([str(UV), "--version"]).startswith(f"uv {_locked_uv()[0]}")


def _install_packages() -> None:
    """Install every locked package: with uv, or with pip where uv cannot."""
    packages = len(re.findall(r"^\S+==", LOCK.read_text(encoding="utf-8"), re.M))
    _tell(f"Fetching {packages} packages.")
    command = [str(UV), "pip", "sync", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    try:
        _call([*command, "--python", str(PYTHON), str(LOCK)], _uv_environment())
    except SetupError:
        pip = _first_working(_pips())
        if not pip:
            raise
        _tell("uv could not fetch them; trying pip.")
        _call([*pip, "install", *_strictly(pip), "-r", str(LOCK)])


def _strictly(installer: list[str]) -> list[str]:
    """Return the options that let in only what the lock names, ready made."""
    options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if "-m" not in installer:
        return [*options, "--python", str(PYTHON)]
    return [*options, "--force-reinstall", "--disable-pip-version-check", "--retries", "2"]


def _install_program() -> None:
    """Make `chronology` a command of the environment that runs the files of this folder."""
    offline = [str(UV), "pip", "install", "--quiet", "--offline", "--python", str(PYTHON)]
    build = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    _call([*offline, *build], _uv_environment())


def _uv_environment() -> dict[str, str]:
    """Return uv's environment: this Python, the system's certificates, and pip's own index.

    An authority with a package mirror names it in pip's settings, which uv does not read.
    """
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    settings = _pip_settings()
    for name, ours in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        if name in settings:
            environment.setdefault(ours, settings[name])
    if "SSL_CERT_FILE" not in environment:
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    return environment


def _pip_settings() -> dict[str, str]:
    """Return pip's settings by name; its environment outranks its files."""
    answer = ""
    for python in (str(PYTHON), sys.executable):
        answer = answer or _answers([python, "-m", "pip", "config", "list"])
    rows = re.findall(r"^(\S+)\.([\w-]+)='(.*)'$", answer, re.M)
    ranks = ["global", "install", ":env:"]
    known = [row for row in rows if row[0] in ranks]
    return {name: value for _, name, value in sorted(known, key=lambda row: ranks.index(row[0]))}


# --- Calling other programs


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _answers(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _call(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command of the set-up. Errors: SetupError, with the reason in plain words."""
    try:
        answer = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        raise SetupError(f"{command[0]} cannot be started: {error.strerror}.") from error
    if answer.returncode:
        said = answer.stdout + answer.stderr
        last = "\n".join(f"  {line[:160]}" for line in said.strip().splitlines()[-4:])
        raise SetupError(f"{_reason(said, command)}\n{Path(command[0]).name} said last:\n{last}")


def _reason(said: str, command: list[str]) -> str:
    """Return what went wrong, and what to do about it."""
    for pattern, sentence in REASONS:
        if re.search(pattern, said):
            return sentence
    return f"This step failed: {Path(command[0]).name} {' '.join(command[1:4])}."


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
