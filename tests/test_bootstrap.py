"""Shows what the set-up does without making an environment: that is `tests/long/bare.py`'s part."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(bootstrap.__file__).parent


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was tested"),
        ("error: dns error: failed to lookup address", "cannot be reached"),
        ("Temporary failure resolving 'mirror'", "cannot be reached"),
        ("NewConnectionError(...): Temporary failure in name resolution", "cannot be reached"),
        ("invalid peer certificate: UnknownIssuer", "certificate"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Because lxml==6 has no usable wheels", "ready made"),
        ("something else", "This step failed: uv pip"),
    ],
)
def test_a_failed_step_is_explained(said, sentence):
    assert sentence in bootstrap._reason(said, ["/somewhere/uv", "pip"])


def test_a_failed_call_says_why_and_what_was_printed_last():
    script = "import sys; print('No space left on device'); sys.exit(1)"
    with pytest.raises(bootstrap.SetupError, match="disk is full") as caught:
        bootstrap._call([sys.executable, "-c", script])
    assert "No space left on device" in str(caught.value)


def test_a_program_that_is_missing_is_named():
    with pytest.raises(bootstrap.SetupError, match="no-such-program"):
        bootstrap._call(["/no-such-program"])


def test_the_lock_names_uv_with_digests_and_nothing_else():
    version, block = bootstrap._locked_uv()
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert block.count("==") == 1
    assert "--hash=sha256:" in block


def test_every_locked_package_has_digests_and_no_address():
    lock = bootstrap.LOCK.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock
    assert "--index" not in lock


def test_the_lock_holds_every_package_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = bootstrap.LOCK.read_text(encoding="utf-8")
    names = {re.split(r"[<>=!~;\[ ]", row)[0].lower() for row in asked}
    assert {n for n in names if not re.search(rf"^{re.escape(n)}==", lock, re.M)} == set()


def test_another_lock_or_folder_asks_for_another_environment(tmp_path, monkeypatch):
    before = bootstrap._fingerprint()
    other = tmp_path / "requirements.lock"
    other.write_text("uv==1.0.0\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LOCK", other)
    assert bootstrap._fingerprint() != before


def test_words_after_app_and_test_are_passed_on():
    options, rest = bootstrap._read_arguments(["app", "read", "--json", "a.txt"])
    assert bootstrap._command(options, rest)[1:] == ["read", "--json", "a.txt"]
    options, rest = bootstrap._read_arguments(["test", "-k", "dates", "tests/ui"])
    assert bootstrap._command(options, rest)[-3:] == ["-k", "dates", "tests/ui"]
    options, rest = bootstrap._read_arguments(["test", "--long", "kill"])
    assert bootstrap._command(options, rest) == ["-m", "tests.long", "kill"]
    options, rest = bootstrap._read_arguments(["demo", "--out", "there"])
    assert bootstrap._command(options, rest)[1:] == ["demo", "--out", "there"]


def test_pips_own_mirror_and_certificate_are_used(monkeypatch):
    for name in ("UV_DEFAULT_INDEX", "SSL_CERT_FILE", "UV_SYSTEM_CERTS"):
        monkeypatch.delenv(name, raising=False)
    settings = "global.index-url='file:///a'\n:env:.index-url='file:///b'\nglobal.cert='/c.pem'\n"
    monkeypatch.setattr(bootstrap, "_answers", lambda command: settings)
    environment = bootstrap._uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == "file:///b"
    assert environment["SSL_CERT_FILE"] == "/c.pem"
    assert environment["UV_PYTHON_DOWNLOADS"] == "never"


def test_an_older_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        bootstrap._require_python([])


def test_without_root_the_one_command_is_printed(monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(bootstrap, "_works", lambda command: False)
    found = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(bootstrap.shutil, "which", found.get)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(bootstrap.SetupError, match="sudo apt-get install -y python3-venv"):
        bootstrap._bring_pip()


def test_only_windows_and_their_tests_ask_for_parts_of_the_system(monkeypatch):
    monkeypatch.setattr(bootstrap, "_has_library", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(bootstrap.shutil, "which", {"dbus-daemon": "/usr/bin/dbus-daemon"}.get)
    monkeypatch.setattr(bootstrap, "TEST_FILES", {"/nowhere/at-spi": "at-spi2-core"})
    assert bootstrap._missing_parts("demo") == []
    assert bootstrap._missing_parts("app") == ["libegl1"]
    assert bootstrap._missing_parts("test") == ["libegl1", "xvfb", "at-spi2-core"]


def test_without_root_the_parts_a_window_lacks_are_named_and_the_work_goes_on(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "_missing_parts", lambda command: ["libegl1", "xvfb"])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000, raising=False)
    bootstrap._bring_system_parts("test")
    assert "sudo apt-get install -y libegl1 xvfb" in capsys.readouterr().err


def test_the_environments_own_installer_goes_before_the_machines(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/uv")
    working = {str(bootstrap.PYTHON), "/usr/bin/uv"}
    monkeypatch.setattr(bootstrap, "_works", lambda command: command[0] in working)
    assert bootstrap._find_installer() == [str(bootstrap.PYTHON), "-m", "pip"]
    working.remove(str(bootstrap.PYTHON))
    assert bootstrap._find_installer() == ["/usr/bin/uv", "pip"]
    working.clear()
    assert bootstrap._find_installer() == []


def test_no_command_is_wrong_use():
    answer = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py")], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "demo" in answer.stderr
